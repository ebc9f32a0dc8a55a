"""Columns read row by row: where the lines of two or more columns take turns.

Readers of PDF files that sort what they find by height give the first line of every column, then the second of every
column, and so on; the order changes wherever a blank line or a heading shifts a column. There no line goes on in the
next one, though each is a good line of a good column: only the characters on both sides tell.

Two looks. A cheap one asks where neighbouring lines go together badly, and some line before goes on better. Only there,
every line is given to one of the columns that are open: a beam search over the open ends, whose score is how well each
line goes on from the end it is given to, and how steadily the columns take turns. How well is told by language.
Summed forward and backward over the beam, the scores become the chance of each choice (Rabiner, "A tutorial on hidden
Markov models", 1989).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks import ends
from textkit.judgement.breaks.column import PAPER
from textkit.language import seam

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

# The close look.
BEAM = 20
HOPELESS = 10.0  # nats behind the best reading at which one is given up
PART = 400  # lines summed together, which bounds the memory
BACK, AHEAD = 24, 48  # lines back, and ahead of an older end, whose seams are asked for together
BESIDE = 0.9  # chance from which a line may be joined with the one above it
STRANGE = -2.0  # nats of a seam below which the same is never sure in a text with such stretches
LINK = 0.5  # chance from which a line counts as going on from another
CHAIN = 0.4  # … and from which it is put behind it, on the best reading: apart it would stand in no place at all
BRIEF = 0.75  # share of the usual width that a line without a mark has at the least if it is no heading or caption
TURNS = 2  # sentences that go on across lines of other columns; one may be chance


class Row(NamedTuple):
    """Where a line goes on from: the number of the line ``before`` (-1: a column begins), and how likely that is.

    ``beside`` is how likely it goes on from the line above it, furniture left out.
    """

    before: int
    chance: float
    beside: float


class Stretch(NamedTuple):
    """Lines of columns that take turns: their numbers from ``first`` to before ``stop``.

    ``order`` has them column by column, or is empty where they are no lines of columns any more. ``columns`` is how many are open at once, ``chance`` the mean chance that the
    sentences that cross lines of other columns go on where they are said to.
    """

    first: int
    stop: int
    order: tuple[int, ...]
    columns: int
    chance: float


class State(NamedTuple):
    """The last lines of the open columns, the latest first; the last two turns."""

    open: tuple[int, ...]
    turn: int
    earlier: int


Way = tuple[State, float, int]  # what a reading becomes, the score of that, and the line gone on from
_Choice = tuple[int, int, float, int]  # the same of readings by number: the one it was, the one it is, score and line
_Step = tuple[int, list[_Choice]]  # a line, and the choices that it leaves


def close_look(page: Page, lines: Sequence[int], reader: type[Reader]) -> tuple[list[Stretch], dict[int, Row]]:
    """The stretches among ``lines``, and where each line of them goes on from."""
    return found(page, [looked_at(page, lines, reader)])


class Look(NamedTuple):
    """What a ``reader`` says of ``lines``: where each goes on from, and ``_turning``."""

    lines: Sequence[int]
    rows: dict[int, Row]
    ranges: list[tuple[int, int, int]]
    reader: Reader | None = None


def looked_at(page: Page, lines: Sequence[int], reader: type[Reader]) -> Look:
    """Where each of ``lines`` goes on from, and which ranges of them are of columns that take turns."""
    if any(page.lines[i].alone for i in lines):
        return Look(lines, {}, [])
    one = reader(page, lines)
    rows = one.rows()
    return Look(lines, rows, _turning(page, lines, rows, one.width), one)


def found(page: Page, looks: Sequence[Look], whole: bool = False) -> tuple[list[Stretch], dict[int, Row]]:
    """What was found in ``looks``, if columns take turns often enough in one of them.

    ``whole``: what is looked at is a page, all of which is put in order where columns take turns in any of it.
    """
    stretches: list[Stretch] = []
    rows: dict[int, Row] = {}
    if any(crossing >= TURNS for look in looks for _, _, crossing in look.ranges):
        for look in looks:
            for low, high, _ in look.ranges:
                rows.update((j, look.rows[j]) for j in look.lines[low + 1 : high])
            ranges = [(0, len(look.lines))] if whole and look.ranges else [(low, high) for low, high, _ in look.ranges]
            stretches += [_stretch(page, look, low, high) for low, high in ranges]
    return stretches, rows


def apart(rows: Mapping[int, Row], seams: Mapping[tuple[int, int], seam.Seam | None]) -> set[int]:
    """The lines of a text with such stretches that are not joined with the line above them.

    Where columns are mixed in one place they may be in another: a bad seam, elsewhere nothing unusual, is enough.
    """
    held = {pair: told for pair, told in seams.items() if told is not None}
    said = [(j, clip(held[i, j].anywhere, -6, 6)) for i, j in sorted(held)]
    strange = set()
    for k, (j, score) in enumerate(said):
        near = [other for _, other in said[max(0, k - 1) : k + 2]]
        if score < STRANGE and sum(near) < STRANGE * len(near):
            strange.add(j)
    return strange | {j for j, row in rows.items() if row.beside < BESIDE}


def elsewhere(stretches: Iterable[Stretch], pairs: Iterable[tuple[int, int]]) -> set[int]:
    """The second lines of those ``pairs`` with the number of a page between whose first line goes on in another one, as
    columns that take turns show.
    """
    follow = {i: j for stretch in stretches for i, j in pairwise(stretch.order)}
    if not follow:
        return set()
    return {j for i, j in pairs if j > i + 1 and follow.get(i, j) != j}


def _turning(page: Page, lines: Sequence[int], rows: dict[int, Row], width: int) -> list[tuple[int, int, int]]:
    """Ranges of ``lines`` that are closed: no sentence goes on into or out of them, but some, so many, cross inside.

    One that goes on across captions alone, or seems to go on from one, does not count: that is usual in a single column.
    """
    labels = {i for i in lines if _label(page, i, width)}
    place = {line: at for at, line in enumerate(lines)}
    goes_on = {
        place[row.before]: place[j]
        for j, row in rows.items()
        if row.before in place and row.chance >= LINK and page.coarse[row.before] != "stop"
    }
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(lines):
        first = reach = at
        crossing = 0
        while at <= reach:
            after = goes_on.get(at, at)
            crossing += lines[at] not in labels and not labels.issuperset(lines[at + 1 : after])
            reach = max(reach, after)
            at += 1
        if crossing and found and found[-1][1] == first:
            found[-1] = (found[-1][0], at, found[-1][2] + crossing)
        elif crossing:
            found.append((first, at, crossing))
    return found


def _label(page: Page, i: int, width: int) -> bool:
    """Whether line ``i`` stands alone as captions do: short, and without a mark."""
    if page.coarse[i] != "none" or page.own[i] >= BRIEF * width:
        return False
    return page.lines[i].blanks > 0 and i + 1 < len(page.lines) and page.lines[i + 1].blanks > 0


def _stretch(page: Page, look: Look, low: int, high: int) -> Stretch:
    """The stretch of some of the lines looked at, its columns one behind the other."""
    lines, rows = look.lines[low:high], look.rows
    inside = set(lines[1:])
    chains: list[list[int]] = []
    of: dict[int, list[int]] = {}
    between = range(lines[0], lines[-1] + 1)
    for j in between:
        row = rows.get(j) if j in inside else None
        chain = of.get(row.before) if row and row.chance >= CHAIN else None
        if chain is None:
            chains.append(chain := [])
        chain.append(j)
        of[j] = chain
    ordered = look.reader.ordered(chains) if look.reader else chains
    order = tuple(j for chain in ordered for j in chain)
    ends_at = sorted((chain[0], chain[-1]) for chain in chains if len(chain) > 1)
    most = max(sum(a <= j <= b for a, b in ends_at) for j in between)
    above = dict(zip(lines[1:], lines, strict=False))
    crossing = [
        rows[j].chance for j in inside if rows[j].before not in (-1, above[j]) and open_end(page, rows[j].before)
    ]
    chance = sum(crossing) / max(1, len(crossing))
    return Stretch(lines[0], lines[-1] + 1, order, most, chance)


def open_end(page: Page, i: int) -> bool:
    """Whether no sentence ends with line ``i``."""
    return page.coarse[i] in ("none", "pause")


class Reader(ABC):
    """The close look at a range of lines; how well one line goes on from another depends on the language."""

    def __init__(self, page: Page, lines: Sequence[int]) -> None:
        self.page = page
        self.lines = lines
        self.place = {line: at for at, line in enumerate(lines)}
        self.seams: dict[tuple[int, int], float] = {}
        self.gain = (
            0.0  # nats by which the best reading leads that in which no columns take turns, once the rows are known
        )
        said = [page.lines[i].s for i in lines]
        self.sides = seam.Sides(said, said)
        widths = sorted(page.own[i] for i in lines)
        self.width = widths[len(widths) * 6 // 10]
        self.boxed = sum(page.lines[i].blanks > 0 for i in lines) * 5 > len(lines) * 4
        self.balance = {
            i: (ends.balance(page.lines[i].s[-PAPER:])[0], ends.balance(page.lines[i].s[:PAPER])[1]) for i in lines
        }

    def ask(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Look up the seams of pairs of lines."""
        import numpy as np

        place = self.place
        one, other = np.array([(place[i], place[j]) for i, j in pairs], np.intp).reshape(-1, 2).T
        self.seams.update(zip(pairs, self.sides.anywhere(one, other).tolist(), strict=True))

    def ask_ahead(self, tails: Sequence[int], j: int) -> None:
        """Ask for the seams of ``tails`` with line ``j``, where one is not known; with those behind it too."""
        if all((i, j) in self.seams for i in tails):
            return
        at = self.place[j]
        ahead = self.lines[at : at + AHEAD]
        self.ask([(i, later) for i in tails for later in ahead if (i, later) not in self.seams])

    def rows(self) -> dict[int, Row]:
        """Each line but the first, where columns take turns."""
        states, scores = [State((self.lines[0],), 0, 0)], [0.0]
        found: dict[int, Row] = {}
        for at in range(1, len(self.lines), PART):
            steps: list[_Step] = []
            entry = scores
            part = range(at, min(at + PART, len(self.lines)))
            self.seams.clear()
            self.ask([(self.lines[k - lag], self.lines[k]) for k in part for lag in range(1, BACK + 1) if lag <= k])
            above = self.lines[at - 1]
            for j in self.lines[at : at + PART]:
                states, scores, step = self._step(states, scores, above, j)
                above = j
                steps.append((j, step))
            found.update(_summed(entry, steps, self.lines[at - 1]))
        return found

    def _step(
        self, states: list[State], scores: list[float], above: int, j: int
    ) -> tuple[list[State], list[float], list[_Choice]]:
        """The readings with line ``j`` added, their scores, and the choices that led to them."""
        links = self.links(sorted({above, *(i for state in states for i in state.open)}), above, j)
        plain = State((above,), 0, 0)
        number: dict[State, int] = {}
        best: list[float] = []
        choices: list[_Choice] = []
        for old, (state, before) in enumerate(zip(states, scores, strict=True)):
            for reading, score, i in self.ways(state, links, j):
                new = number.setdefault(reading, len(best))
                if new == len(best):
                    best.append(before + score)
                elif before + score > best[new]:
                    best[new] = before + score
                choices.append((old, new, score, i))
        top = max(best)
        self.gain += top - next(score for _, score, i in self.ways(plain, links, j) if i == above)
        near = [new for new, score in enumerate(best) if score > top - HOPELESS]
        ranked = sorted(near, key=best.__getitem__, reverse=True)[:BEAM]
        place = {new: at for at, new in enumerate(ranked)}
        readings = list(number)
        kept = [(old, place[new], score, i) for old, new, score, i in choices if new in place]
        return [readings[new] for new in ranked], [best[new] - top for new in ranked], kept

    @abstractmethod
    def ways(self, state: State, links: Mapping[int, float], j: int) -> Iterator[Way]:
        """The readings that ``state`` may become with line ``j``, by how ``links`` says it goes on."""

    @abstractmethod
    def ordered(self, columns: list[list[int]]) -> list[list[int]]:
        """The lines of ``columns``, which are in the order in which they begin, in the order in which they are read."""

    @abstractmethod
    def links(self, tails: list[int], above: int, j: int) -> dict[int, float]:
        """How well line ``j`` goes on from each of ``tails``, in nats, and (under -1) how well it begins a column."""


def _summed(entry: list[float], steps: list[_Step], above: int) -> dict[int, Row]:
    """The likeliest way through ``steps``, and how likely each of its choices is among all ways of the beam.

    ``entry`` are the scores of the readings before the first.
    """
    before: list[list[float]] = [entry]
    path: list[dict[int, tuple[float, int, int]]] = []  # for each reading the best choice that led to it
    highest = entry
    for _, choices in steps:
        many = 1 + max(new for _, new, _, _ in choices)
        sums: list[list[float]] = [[] for _ in range(many)]
        best: dict[int, tuple[float, int, int]] = {}
        for old, new, score, i in choices:
            sums[new].append(before[-1][old] + score)
            total = highest[old] + score
            if new not in best or total > best[new][0]:
                best[new] = (total, old, i)
        before.append(list(map(_log_sum, sums)))
        path.append(best)
        highest = [best[new][0] for new in range(many)]
    rows: dict[int, Row] = {}
    behind = [0.0] * len(before[-1])
    at = max(path[-1], key=highest.__getitem__)
    for k in range(len(steps) - 1, -1, -1):
        j, choices = steps[k]
        weights: dict[int, list[float]] = {}
        sums = [[] for _ in before[k]]
        for old, new, score, i in choices:
            if behind[new] > -math.inf:
                weights.setdefault(i, []).append(before[k][old] + score + behind[new])
                sums[old].append(score + behind[new])
        shares = {i: _log_sum(values) for i, values in weights.items()}
        whole = _log_sum(list(shares.values()))
        _, old, chosen = path[k][at]
        beside = steps[k - 1][0] if k else above
        rows[j] = Row(chosen, _share(shares, chosen, whole), _share(shares, beside, whole))
        behind = [_log_sum(values) if values else -math.inf for values in sums]
        at = old
    return rows


def _share(shares: dict[int, float], i: int, whole: float) -> float:
    return math.exp(min(0.0, shares[i] - whole)) if i in shares else 0.0


def _log_sum(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def clip(value: float, low: float, high: float) -> float:
    """``value``, or the bound of ``[low, high]`` that it lies beyond."""
    return max(low, min(high, value))
