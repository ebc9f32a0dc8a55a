"""What is told of copies as a whole: blocks that repeat, and how alike pairs are about the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.reports.excerpt import percent, place_name
from textkit.reports.visible import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textkit.model.outcome import Outcome
    from textkit.model.spectrum import NearPair, Spectrum
    from textkit.reports.words import Words


def block_lines(copies: Iterable[Outcome], words: Words) -> Iterator[str]:
    """A line for each block of paragraphs that repeats, from the copies that belong to it."""
    told: set[object] = set()
    for copy in copies:
        block = copy.evidence.get("block")
        if not isinstance(block, dict) or block["number"] in told:
            continue
        told.add(block["number"])
        repeats = str(block["repeats"]).removeprefix(f"{copy.path}:")
        yield words("block", n=block["number"], p=block["paragraphs"], a=block["lines"], b=repeats)


def filled(spectrum: Spectrum) -> list[tuple[float, int]]:
    """The bars from the first that is not empty."""
    first = next((k for k, (_, n) in enumerate(spectrum.bars) if n), len(spectrum.bars))
    return list(spectrum.bars[first:])


def pair_cells(pair: NearPair) -> tuple[str, str, str, str]:
    """A pair near the threshold: how alike, the two places, what differs."""
    one, two = pair.first, pair.second
    places = [
        place_name(p.path, p.place.line, p.place.column, "") + (f" ({p.record})" if p.record else "")
        for p in (one, two)
    ]
    differs = " ".join(f"{shorten(a, 12, 6) or '∅'}→{shorten(b, 12, 6) or '∅'}" for a, b in pair.differs)
    return percent(pair.similarity), visible(places[0]), visible(places[1]), visible(differs)
