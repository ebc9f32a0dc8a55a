"""Columns that take turns, told apart by pieces of evidence whose weights are fitted (``tools/fit_columns.py``).

All columns of a page end with it, so pages are looked at one by one, as far as their numbers tell them apart. A reader
of PDF files that puts together what is near gives the lines of two columns in turn, then a block of one, then turns
again (pdfminer.six, ``LTLayoutContainer.group_textboxes``): what is usual there was learned from such pages.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar

from textkit.judgement import furniture
from textkit.judgement.breaks import interleaved, shadow
from textkit.judgement.breaks.interleaved import State

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

Evidence = Iterator[tuple[str, float]]  # its names, and how much there is of it

PARAGRAPHS = 3  # lines twice as wide as others that are not of a column: fewer are headlines
OPEN = 6  # columns that can be open at once
BEGUN = -1  # the turn of a line that begins a column
NEXT = 1.0  # nats for the foot of a column to go on at the head of the one that begins next …
ENOUGH = 1.0  # … and that another must have
MOST_COLUMNS = 40  # and pieces of columns on a page
BLOCK = 1000  # lines that are asked together what stands together in them


def pages(page: Page, kept: Sequence[int], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The range of ``kept`` page by page, as far as page numbers and form feeds tell."""
    for at in range(first + 1, stop):
        if _turned(page, kept[at - 1], kept[at]):
            yield first, at
            first = at
    yield first, stop


def _turned(page: Page, i: int, j: int) -> bool:
    """Whether a new page begins between two lines."""
    between = (page.lines[k].s for k in range(i + 1, j))
    if any(furniture.BARE.fullmatch(s) or furniture.page_number(s) for s in between):
        return True
    return "\f" in page.text[page.lines[i].span.end : page.lines[j].span.start]


def said_around(text: str, block: int) -> list[str]:
    """The lines of a block of ``text`` and of those beside it: of all but long texts, all lines."""
    return _lines(text)[max(0, block - 1) * BLOCK : (block + 2) * BLOCK]


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    return [line.s for line in shadow.split(text)]


def in_columns(page: Page, lines: Sequence[int]) -> bool:
    """Whether lines are still those of columns: what was joined before is paragraphs, and hides how columns took turns."""
    widths = sorted(page.own[i] for i in lines)
    return widths[-PARAGRAPHS:][0] <= 2 * widths[len(widths) * 6 // 10]


class Reader(interleaved.Reader):
    """The close look at a range of lines."""

    weights: ClassVar[Mapping[str, float]]

    @abstractmethod
    def begins(self, j: int) -> Evidence:
        """What speaks for and against line ``j`` beginning a column."""

    @abstractmethod
    def goes_on(self, i: int, j: int, above: int) -> Evidence:
        """What speaks for and against line ``j`` going on from line ``i``; ``above`` is the one above it."""

    def total(self, evidence: Evidence, known: float = 0.0) -> float:
        """What some evidence weighs, in nats, added to what is ``known``."""
        for name, value in evidence:
            known += self.weights.get(name, 0.0) * value
        return known

    def ways(self, state: State, links: Mapping[int, float], j: int) -> Iterator[interleaved.Way]:
        many = len(state.open)
        for k, i in enumerate(state.open):
            behind = (j, *state.open[:k], *state.open[k + 1 :])
            score = links[i] + _usual(type(self), k, many, state.turn, state.earlier, self.boxed)
            yield State(behind, k, state.turn), score, i
        begins = links[-1] + self.weights.get(open_now(many), 0.0)
        yield State((j, *state.open)[:OPEN], BEGUN, state.turn), begins, -1

    def ordered(self, columns: list[list[int]]) -> list[list[int]]:
        """What breaks off at the foot of a column goes on at the head of another, rather of the one that begins next."""
        if len(columns) > MOST_COLUMNS:
            return columns
        known = [k for k, column in enumerate(columns) if column[0] in self.place and column[-1] in self.place]
        gains: list[tuple[float, int, int]] = []
        for a, b in permutations(known, 2):
            if b:  # the first line of a page stays there
                foot, head = columns[a][-1], columns[b][0]
                following = known.index(b) == known.index(a) + 1
                gain = self.links([foot], -1, head)[foot] + NEXT * following
                gains += [(-gain, a, b)] if following or gain >= ENOUGH else []
        behind: dict[int, int] = {}
        led: set[int] = set()
        for _, a, b in sorted(gains):
            last = b
            while last in behind:
                last = behind[last]
            if a not in behind and b not in led and last != a:
                behind[a] = b
                led.add(b)
        order = []
        for first in range(len(columns)):
            at: int | None = None if first in led else first
            while at is not None:
                order.append(columns[at])
                at = behind.get(at)
        return order


def open_now(many: int) -> str:
    """The name of the evidence on a new column beside ``many`` open ones."""
    return f"begin open {min(many, 4)}"


@lru_cache(1 << 10)
def _usual(reader: type[Reader], k: int, many: int, last: int, earlier: int, boxed: bool) -> float:
    told = rhythm(k, many, last, earlier, boxed)
    return sum(reader.weights.get(name, 0.0) * value for name, value in told)


def rhythm(k: int, many: int, last: int, earlier: int, boxed: bool) -> Evidence:
    """What tells how usual it is that the column that had a line ``k`` columns ago has the next one, of ``many``.

    ``last`` and ``earlier`` are the last two turns; ``boxed``: a blank line stands between most lines.
    """
    if not k:
        names = ["same", "same again" * (last == 0), "same again again" * (last == earlier == 0)]
        names += ["same after begin" * (last == BEGUN), "only" * (many == 1)]
    else:
        names = [f"turn {min(k, 4)}", "turn as last" * (k == last), "turn as last two" * (k == last == earlier)]
        names += ["oldest" * (k == many - 1), "turn after same" * (last == 0)]
        names += ["turn after run" * (last == earlier == 0), "turn after begin" * (last == BEGUN)]
    names = [name for name in names if name]
    return ((name, 1) for name in [*names, *(f"{name} unboxed" for name in names if not boxed)])
