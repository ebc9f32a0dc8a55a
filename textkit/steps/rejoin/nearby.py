"""The parts of a long text around what was just changed in it.

What is thought of a line break depends on the lines around it and on a few habits of the whole text, which a handful of
joins does not change. So a text that was looked at in full need not be again for their sake: what they open shows near
them. The parts are asked no more than whether there is anything, for at their edges, and with habits of their own, they
show what the whole text does not; all of it is looked at then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.model.span import Lines, Span

# Lines to both sides of a change: those on whose breaks it may tell (``reuse.REACH``), and those of the part.
NEAR, REACH = 32, 200
MOST = 24  # places; of more, and where the parts are more than this share of the text, nothing is saved
SHARE = 1 / 3


class Part(NamedTuple):
    """Lines of a text as a text of their own, and the places in it (offsets) near which something was changed."""

    document: Document
    near: Sequence[Span]

    def holds(self, finding: Finding) -> bool:
        """Whether ``finding`` is near one of the places."""
        places = [finding.span, *(Span(edit.start, edit.end) for edit in finding.edits)]
        return any(near.start <= end and start <= near.end for near in self.near for start, end in places)


def parts(document: Document) -> Sequence[Part] | None:
    """The lines of ``document`` around what its last pass changed, as texts of their own; ``None`` where it is no less work
    to look at all of it.
    """
    if document.markdown or not document.passes:  # a part may begin inside of code
        return None
    changes = document.passes[-1].changes
    if not 0 < len(changes) <= MOST:
        return None
    lines = document.lines
    found: list[tuple[int, int, list[Span]]] = []
    for out, end in zip(changes.outs, changes.out_ends, strict=False):
        first, stop = _around(lines, out, end, REACH)
        near = _around(lines, out, end, NEAR)
        places = [Span(lines.starts[near[0]], lines.span(near[1] - 1).end)]
        if found and first <= found[-1][1]:
            first, _, others = found.pop()
            places = [*others, *places]
        found.append((first, stop, places))
    if sum(stop - first for first, stop, _ in found) > SHARE * len(lines):
        return None
    made = []
    for first, stop, places in found:
        start = lines.starts[first]
        part = Document.of(document.text[start : lines.span(stop - 1).end], document.path)
        made.append(Part(part, [Span(a - start, b - start) for a, b in places]))
    return made


def _around(lines: Lines, start: int, end: int, reach: int) -> tuple[int, int]:
    """The first of the lines within ``reach`` of ``[start, end)``, and the one behind the last."""
    return max(0, lines.number(start) - reach), min(len(lines), lines.number(end) + reach + 1)
