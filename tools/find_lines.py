"""Where the lines that a reader of PDF files gave stand in the paragraphs of which they were printed.

Who takes the lines one by one, and for each the first place that has its letters, sets words that a reader cut from their
row (*or*, *the*) where they stand in other rows; the rows that were there then find none. So lines that stand in one
place alone come first, and short ones go where they fit between those that are known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.rejoin.case import Place, Unit

LONG = 12  # letters of a line that is not found twice by chance
GAPLESS = 4  # letters of one that must fit beside a known one
LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄ"}


class _Spot(NamedTuple):
    """Where a line may stand in all blocks: how well it fits there, how long it is, its number, negative, and from where to where."""

    fit: int
    long: int
    line: int
    start: int
    end: int


class _Print:
    """The blocks one behind the other, without white space, and which letters of them belong to a line already."""

    def __init__(self, units: Sequence[Unit]) -> None:
        said = ["".join(unit.text.split()) for unit in units]
        self.text = "".join(said)
        self.unit = [number for number, block in enumerate(said) for _ in block]
        self.first = {0}
        for block in said:
            self.first.add(max(self.first) + len(block))
        self.taken = bytearray(len(self.text))

    def spots(self, line: str) -> list[tuple[int, int]]:
        """The places that are still free for ``line``: with the hyphen at its end, or where there is none, without."""
        for said in (line, line[:-1] if line.endswith("-") and len(line) > 2 else ""):
            if found := list(self._free(said)):
                return found
        return []

    def _free(self, said: str) -> Iterator[tuple[int, int]]:
        at = self.text.find(said) if said else -1
        while at >= 0:
            end = at + len(said)
            if self.unit[at] == self.unit[end - 1] and not any(self.taken[at:end]):
                yield at, end
            at = self.text.find(said, at + 1)

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def closed(self, at: int) -> bool:
        """Whether what stands before letter ``at`` belongs to a line, or to another block."""
        return at in self.first or bool(self.taken[at - 1])

    def shut(self, at: int) -> bool:
        """The same of what begins with letter ``at``."""
        return at in self.first or bool(self.taken[at])


def places(units: Sequence[Unit], lines: Sequence[str]) -> list[Place | None]:
    """The place of each of ``lines``, none of them blank, in ``units``; None where it has none."""
    said = ["".join(line.translate(LIGATURES).split()) for line in lines]
    printed = _Print(units)
    found: list[tuple[int, int] | None] = [None] * len(said)
    for k in sorted(range(len(said)), key=lambda k: -len(said[k])):
        spots = printed.spots(said[k]) if len(said[k]) >= LONG else []
        if len(spots) == 1:
            found[k] = spots[0]
            printed.take(*spots[0])
    left = {k: printed.spots(said[k]) for k, place in enumerate(found) if place is None}
    while best := max((spot for k in left for spot in _fitting(printed, found, k, left[k])), default=None):
        if not best.fit and best.long < GAPLESS:
            break
        found[-best.line] = best.start, best.end
        printed.take(best.start, best.end)
        del left[-best.line]
        left = {k: [s for s in spots if s[1] <= best.start or s[0] >= best.end] for k, spots in left.items()}
    starts = {unit: at for at, unit in reversed([*enumerate(printed.unit)])}
    whole = [(printed.unit[place[0]], *place) if place else None for place in found]
    return [place and Place(place[0], place[1] - starts[place[0]], place[2] - starts[place[0]]) for place in whole]


def _fitting(
    printed: _Print, found: Sequence[tuple[int, int] | None], k: int, spots: Sequence[tuple[int, int]]
) -> Iterator[_Spot]:
    """How well line ``k`` fits in each of its ``spots``: best between the lines before and behind it."""
    before = found[k - 1] if k else None
    behind = found[k + 1] if k + 1 < len(found) else None
    for start, end in spots:
        fit = 4 * (before is not None and before[1] == start and start not in printed.first)
        fit += 4 * (behind is not None and behind[0] == end and end not in printed.first)
        fit += printed.closed(start) + printed.shut(end) + 2 * (len(spots) == 1 and end - start > GAPLESS)
        yield _Spot(fit, end - start, -k, start, end)
