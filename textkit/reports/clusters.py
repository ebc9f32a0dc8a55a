"""Copies gathered by the copy that stays, with both texts side by side: the part of the page people come for.

The kept copy may stand in a file that went by long ago, so the texts of all files wait in a temporary file, and only
those that a shown cluster needs are read again.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, NamedTuple

from textkit.reports.excerpt import Part, compare, cut_same, flat, percent, place_name, related, removed_text
from textkit.reports.visible import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textkit.model.finding import Related
    from textkit.model.outcome import Fate, FileResult, Outcome
    from textkit.reports.words import Words

COPIES = 500  # shown in all
TEXT = 4_000  # characters of one copy that are compared and shown


class Copy(NamedTuple):
    """One copy that goes or waits, and where the one that stays is. ``kept_text`` is empty where it is not known."""

    path: str
    line: int
    rule: str
    kind: str
    similarity: str
    fate: Fate
    reason: str
    text: str
    kept: Related
    kept_text: str


class Clusters:
    """Takes in outcomes whose evidence names a cluster and that name a kept copy."""

    def __init__(self) -> None:
        self.copies: dict[tuple[str, str, int], list[Copy]] = {}
        self.total = 0
        self.hidden = 0
        self.waiting: list[Outcome] = []  # those of the file that is being done, and how many more there are
        self.more = 0
        self.texts = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the report
        self.where: dict[str, tuple[int, int]] = {}

    def part(self, outcomes: Sequence[Outcome]) -> None:
        """Take in a part of the file that is being done."""
        for outcome in outcomes:
            if "cluster" in outcome.evidence and related(outcome, "kept"):
                if self.total + len(self.waiting) < COPIES:
                    self.waiting.append(outcome)
                else:
                    self.more += 1

    def file(self, result: FileResult) -> None:
        """Take in one file, of which all parts went by; if it could not be done, there are none."""
        outcomes, more = ([], 0) if result.error else (self.waiting, self.more)
        self.waiting, self.more = [], 0
        self.total += len(outcomes) + more
        self.hidden += more
        if result.before is not None:
            data = result.before.encode("utf-8", "surrogatepass")
            self.where[result.path] = (self.texts.tell(), len(data))
            self.texts.write(data)
        for outcome in outcomes:
            kept = related(outcome, "kept")
            key = (str(outcome.evidence["cluster"]), kept[0].path, kept[0].place.offset)
            self.copies.setdefault(key, []).append(self._copy(result, outcome, kept[0]))

    def _copy(self, result: FileResult, outcome: Outcome, kept: Related) -> Copy:
        place, evidence = outcome.place, outcome.evidence
        text = removed_text(outcome)
        if not text and result.before is not None:
            text = result.before[place.offset : place.end_offset]
        given = evidence.get("kept_text")
        return Copy(
            outcome.path,
            place.line,
            f"{outcome.rule.code} {outcome.rule.name}",
            str(evidence.get("kind", "")),
            percent(evidence.get("similarity")),
            outcome.fate,
            outcome.reason,
            flat(text[:TEXT]),
            kept,
            flat(given[:TEXT]) if isinstance(given, str) else "",
        )

    def shown(self, words: Words) -> Iterator[dict[str, object]]:
        """The clusters as the page shows them, by the place of the copy that stays."""
        loaded: tuple[str, str] = ("", "")
        for number, ((_, path, _), copies) in enumerate(sorted(self.copies.items(), key=lambda c: c[0][1:]), 1):
            kept = copies[0].kept
            text = copies[0].kept_text
            if not text and kept.record is None and path in self.where:
                if loaded[0] != path:
                    loaded = (path, self._read(path))
                text = flat(loaded[1][kept.place.offset : kept.place.end_offset][:TEXT])
            yield {
                "number": number,
                "place": place_name(path, kept.place.line),
                "kept": visible(shorten(text, 160, 40)),
                "copies": [_shown(c, text, words) for c in copies],
            }

    def _read(self, path: str) -> str:
        start, size = self.where[path]
        self.texts.seek(start)
        return self.texts.read(size).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self.texts.close()


def _shown(copy: Copy, kept_text: str, words: Words) -> dict[str, object]:
    """The one that stays (``left``) beside a copy (``right``), in parts; both empty where they read the same."""
    left: list[Part] = []
    right: list[Part] = []
    if kept_text and copy.text != kept_text:
        for op, kept, here in compare(kept_text, copy.text):
            kind = "same" if op == "equal" else "mark"
            left.append(Part(kind, kept))
            right.append(Part(kind, here))
    return {
        "place": place_name(copy.path, copy.line),
        "rule": copy.rule,
        "kind": visible(copy.kind),
        "similarity": copy.similarity,
        "fate": str(copy.fate),
        "fate_words": words.fate(copy.fate, copy.reason),
        "left": _safe(left),
        "right": _safe(right),
        "known": bool(kept_text),
        "text": visible(shorten(copy.text, 160, 40)),
    }


def _safe(parts: list[Part]) -> list[tuple[str, str]]:
    return [(kind, visible(text)) for kind, text in cut_same(parts) if text]
