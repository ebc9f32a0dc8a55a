"""Blocks of short lines between the full lines of a column: verse, addresses, entries of a list, cells.

A paragraph set narrower is full too: the next word had no room at the end of each of its lines. Lines that end where what
they say ends leave room, now more and now less, while lines of the column around them are wider by far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks.column import PAPER
from textkit.judgement.breaks.page import ITSELF, marks
from textkit.judgement.breaks.page_language import page_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.page import Page

REACH = 15  # lines to each side that show the column around
LONGEST = 40  # lines of a block that are looked at: of a longer one the column is its own
FEW = 3  # lines of a block
AGREE = 4  # lines that agree on a column
PARAGRAPH = 100  # columns; a line as wide is a paragraph, and lines half as wide may be short beside it
LONGEST_LINE, WIDEST_LINE = 60, 36  # columns of the widest line beside a paragraph, in Latin and in wide characters
THREE = 4  # columns by which the three pieces of a line that was cut are more or less than the column
# A block is narrower by one part of so many, and by as many columns once the next word is put there.
NARROWER, LEAST = 9, 4
HANGING = 2  # columns by which a mark at the end may stick out
MOST, SHARE = 2, 3  # lines of a block that have room left: so many, and one of so many that may go on
# The same of lines that are as wide as the column, some of them: lines with room for the next word, ``NEAR`` one another, and
# the shares of such lines in the block and around it.
MORE, HALF, NEAR, MOSTLY, EVEN = 3, 2, 2, 0.6, 0.15
WRITTEN = frozenset(("none", "quote"))
WIDE = 26  # columns of lines of verse that are equally wide, at the most; those of paragraphs are wider
EQUAL, ALIKE = 5, 0.7  # lines of a block that are equally wide, where it is a column of its own
OPEN = frozenset(("none", "pause", "quote"))


def ragged(page: Page, width: NDArray[np.int64], agree: NDArray[np.int64]) -> set[int]:
    """The lines of such blocks, by number, and the full line that ends a sentence before one: nothing goes on behind them.

    ``width`` and ``agree`` are those of ``page.columns``.
    """
    import numpy as np

    own = np.array(page.own, np.int64)
    taken = own + np.array(page.needs, np.int64)
    may_go_on = np.fromiter(map(OPEN.__contains__, page.coarse), np.bool_, len(own))
    low = taken <= max(int(np.where(agree >= AGREE, width, 0).max()), min(int(own.max()) // 2, PARAGRAPH)) - LEAST
    if not (low[2:] & low[1:-1] & low[:-2]).any() and int((low & may_go_on).sum()) < MORE:
        return set()  # as in most texts
    columns = np.maximum(_widest(np.where(agree >= AGREE, width, 0)), _usual(width[agree >= ITSELF]))
    beside = _widest(np.where(own >= PARAGRAPH, np.minimum(own, 2 * PARAGRAPH), 0)) // 2
    beside = np.where(own <= (LONGEST_LINE if page_language(page.text) == "en" else WIDEST_LINE), beside, 0)
    solid = _solid(own, may_go_on) if page_language(page.text) != "en" else np.zeros(len(own), np.bool_)
    blocks: list[tuple[int, int]] = []
    for around, every in ((columns, page.every), (beside, False)):
        short = ~solid & (taken <= around - np.maximum(LEAST, around // NARROWER))
        blocks += [
            (start, _first_line(page, end, int(around[start])))
            for first, stop in _runs(short)
            for start, end in _between_blanks(page, first, stop, every)
            if _ragged(page, start, end, int(around[start]), MOST, SHARE)
        ]
    found = {k for start, end in blocks for k in range(start, end)}
    roomy = may_go_on & ~solid & (taken <= columns - LEAST)
    uneven = [
        (start, end)
        for first, stop in _uneven(may_go_on, roomy)
        for start, end in _between_blanks(page, first, stop, page.every)
        if _ragged(page, start, end, int(columns[start]), MORE, HALF)
    ]
    found |= {k for start, end in uneven for k in range(start, end) if roomy[k]}
    for first, _ in (*blocks, *uneven):
        start = _begins(page, first)
        found.update(range(start, first))
        if start and page.coarse[start - 1] == "stop" and not page.lines[start].blanks:
            found.add(start - 1)
    return {k for k in found if page.ends[k] != "hyphen"}


def _solid(own: NDArray[np.int64], may_go_on: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which lines are of ``FEW`` in a row that are wide, equally so but for a mark, and go on: a paragraph."""
    import numpy as np

    found = np.zeros(len(own), np.bool_)
    follows = (np.abs(np.diff(own)) <= HANGING) & may_go_on[:-1] & (own[1:] >= WIDE)
    third = follows[1:] & follows[:-1]
    for k in range(FEW):
        found[k : k + len(third)] |= third
    return found


def _usual(widths: NDArray[np.int64]) -> int:
    """The width that most of those are, of lines that stand in a column beyond doubt; 0 where there is none."""
    import numpy as np

    counts = np.bincount(widths[(widths > 0) & (widths <= PAPER)], minlength=1)
    width = int(counts.argmax())
    return width if counts[width] >= MOSTLY * len(widths) else 0


def _begins(page: Page, start: int) -> int:
    """The first line of the block whose lines leave room from line ``start`` on: a few before it may be as wide as the column
    and have no mark, as two lines of prose in a row seldom have none.
    """
    first = start
    while first and start - first < FEW and page.coarse[first - 1] == "none" and not page.lines[first].blanks:
        if marks(page.lines[first - 1].s) or page.lines[first - 1].piece:
            return start
        first -= 1
    return first if not first or page.lines[first].blanks or page.coarse[first - 1] == "stop" else start


def _between_blanks(page: Page, first: int, stop: int, every: bool) -> Iterator[tuple[int, int]]:
    """The blocks between blank lines from line ``first`` up to ``stop``, without the last line of a paragraph before."""
    blanks = [k for k in range(first + 1, stop) if page.lines[k].blanks and not every]
    for start, end in pairwise([first, *blanks, stop]):
        while start < end and page.coarse[start] == "stop":
            start += 1
        if FEW <= end - start <= LONGEST:
            yield start, end


def _uneven(may_go_on: NDArray[np.bool_], roomy: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where lines begin and stop most of which have room for the next word, those that ``may_go_on``, while around them
    hardly one does.
    """
    import numpy as np

    places = np.flatnonzero(roomy)
    if len(places) < MORE:
        return
    counts = [np.concatenate([[0], np.cumsum(flags)]) for flags in (roomy, may_go_on)]
    for run in np.split(places, np.flatnonzero(np.diff(places) > NEAR) + 1):
        first, stop = int(run[0]), int(run[-1]) + 1
        if len(run) < MORE:
            continue
        low, high = max(0, first - 2 * REACH), min(len(roomy), stop + 2 * REACH)
        (inside, own), (within, others) = (
            (int(c[stop] - c[first]), int(c[high] - c[stop] + c[first] - c[low])) for c in counts
        )
        if own <= EVEN * others and others >= AGREE and inside >= MOSTLY * within:
            yield first, stop


def _runs(short: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where runs of such lines begin and stop that are long enough for a block."""
    import numpy as np

    edges = np.flatnonzero(np.diff(short.astype(np.int8), prepend=0, append=0)).tolist()
    return ((first, stop) for first, stop in zip(edges[::2], edges[1::2], strict=True) if stop - first >= FEW)


def _widest(width: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each line the greatest ``width`` of the ``REACH`` lines to each side and its own."""
    import numpy as np

    best, reach = width, 0
    while reach < REACH:
        step = reach + 1  # what is seen from two lines so far apart meets
        side = np.zeros(step, np.int64)
        best = np.maximum(best, np.maximum(np.append(side, best)[: len(width)], np.append(best, side)[step:]))
        reach += step
    return best


def _ragged(page: Page, first: int, stop: int, width: int, most: int, share: int) -> bool:
    """Whether the lines from ``first`` up to ``stop`` leave room in the widest of them, however wide marks are set; three
    pieces of one line of ``width`` are none.
    """
    block = [k for k in range(first, stop) if not _number(page.lines[k].s)]
    if len(block) < FEW or any(page.lines[k].piece or page.lines[k].row or page.lines[k].alone for k in block):
        return False
    if stop - first == FEW and abs(sum(page.own[first:stop]) - width) <= THREE:
        return False
    if any(_cut_at_quote(page, k, width) for k in range(max(0, first - 1), stop)):
        return False
    own = [page.own[k] for k in block]
    many = Counter(own).most_common(1)[0][1]
    if many >= EQUAL and many >= ALIKE * len(block):
        return False
    squeezed = [size - len(marks(page.lines[k].s)) for k, size in zip(block, own, strict=True)]
    counted = (_leaving_room(page, block, sizes, stop) for sizes in (own, squeezed))
    return all(spare >= most and share * spare >= others for spare, others in counted)


def _cut_at_quote(page: Page, k: int, width: int) -> bool:
    """Whether line ``k`` and the next are pieces of one line of ``width``, cut where a quotation begins or ends, as some
    readers do; what ends one never begins a line.
    """
    if page.starts[k] == "nostart":
        return True
    if k + 1 >= len(page.lines) or page.lines[k + 1].blanks or page.lines[k + 1].s[0] not in "“「‘『":
        return False
    return page.coarse[k] != "stop" and abs(page.own[k] + page.own[k + 1] - width) <= THREE


def _leaving_room(page: Page, block: list[int], sizes: list[int], stop: int) -> tuple[int, int]:
    """How many lines of those ``sizes`` leave room in the widest of them, of how many that may go on."""
    widest = max(size - HANGING * (page.coarse[k] not in WRITTEN) for k, size in zip(block, sizes, strict=True))
    may_go_on = [(k, size) for k, size in zip(block, sizes, strict=True) if k + 1 < stop and page.coarse[k] in OPEN]
    return sum(widest - size - page.needs[k] >= 0 for k, size in may_go_on), len(may_go_on)


def _first_line(page: Page, stop: int, width: int) -> int:
    """Where a block that stops before line ``stop`` ends: its last line may be the first of a paragraph in a column of
    ``width``, which is as short as the indent that a reader of the page dropped.
    """
    last = stop - 1
    if (
        not page.lost
        or stop >= len(page.lines)
        or page.coarse[last] not in OPEN
        or page.lines[stop].blanks > page.every
    ):
        return stop
    return last if page.own[last] + page.needs[last] + page.lost > width - LEAST else stop


def _number(s: str) -> bool:
    return furniture.bare_number(s) or furniture.page_number(s)
