"""What was decided on the text before, where it holds for this one too.

A text is looked at again after its lines were joined, and again after that; most of it is the same each time. What is
thought of a break depends on the lines around it, on a few habits of the whole text and on what the pairing of
fragments says of it: where all of these are the same, so is the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textkit.judgement.breaks.scale import odds
from textkit.judgement.breaks.tongue import tongue

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

REACH = 32  # lines to both sides of a break that a decision may depend on; evidence looks at 30 at the most
PIECES = 64  # and more where rows were cut into pieces, of which one row may have sixty

Key = tuple[int, int]  # of two lines, by number
Claim = tuple[str, str, bool]  # what the pairing says of two lines, in words, and whether other copies contest them


class Row(NamedTuple):
    """All that is known of one line."""

    s: str
    blanks: int
    indent: int
    alone: bool
    row: int
    piece: bool
    own: int
    need: int
    column: tuple[int, ...]
    marker: str
    depth: int
    marked: int
    bare: bool
    numbered: bool
    indented: bool
    set: str
    halves: tuple[str, ...]
    size: tuple[str, str]


_made = partial(tuple.__new__, Row)  # what ``Row._make`` is, in half the time
T = TypeVar("T")


class Look(NamedTuple):
    """A text that was looked at: its habits, its lines, pairs of them, and what the pairing said of some of these."""

    habits: tuple[object, ...]
    rows: list[Row]
    pairs: Sequence[Key]
    claims: dict[Key, Claim]


NOTHING = Look((), [], (), {})


class Memory(Generic[T]):
    """What was decided of the breaks of the text before, ``T`` each."""

    def __init__(self) -> None:
        self._look = NOTHING
        self._verdicts: Mapping[Key, T] = {}

    def of(self, look: Look) -> dict[Key, T]:
        """What was decided of those breaks of ``look`` where all that counts is the same."""
        if not self._verdicts or look.habits != self._look.habits:
            return {}
        same = unchanged(look, self._look)
        return {key: self._verdicts[old] for key, old in same.items() if old in self._verdicts}

    def keep(self, look: Look, verdicts: Mapping[Key, T]) -> None:
        """Remember ``verdicts`` on ``look`` in place of what was remembered."""
        self._look, self._verdicts = look, verdicts

    def forget(self) -> None:
        """Remember nothing."""
        self.keep(NOTHING, {})


def look(page: Page, pairs: Sequence[Key], beside: Mapping[Key, tuple[float, float]]) -> Look:
    """``page``, and what the pairing (``beside``) says of ``pairs``."""
    lines = page.lines
    rows = zip(
        [line.s for line in lines],
        [line.blanks for line in lines],
        [line.indent for line in lines],
        [line.alone for line in lines],
        [line.row for line in lines],
        [line.piece for line in lines],
        page.own,
        page.needs,
        page.columns,
        page.markers,
        page.depths,
        page.marked,
        _flags(page.bare, len(lines)),
        _flags(page.numbered, len(lines)),
        _flags(page.indented, len(lines)),
        page.set,
        [page.halves.get(i, ()) for i in range(len(lines))],
        page.sizes,
        strict=True,
    )
    contest = page.copies.contest
    claims = {
        (i, j): (*_odds(beside.get((i, j))), contested)
        for i, j in pairs
        if (contested := contest(i, j)) or (i, j) in beside
    }
    habits = (page.style, page.base, page.lost, page.surplus, page.loose, tongue(page.text), page.markdown)
    return Look(habits, list(map(_made, rows)), pairs, claims)


def _odds(pair: tuple[float, float] | None) -> tuple[str, str]:
    return (odds(pair[0]), odds(pair[1])) if pair else ("", "")


def _flags(numbers: Iterable[int], count: int) -> list[bool]:
    flags = [False] * count
    for k in numbers:
        flags[k] = True
    return flags


def unchanged(new: Look, old: Look) -> dict[Key, Key]:
    """The pairs of lines of ``new`` that stand in ``old`` too, with all that counts for them: their numbers there."""
    import numpy as np

    if not new.pairs:
        return {}
    count, end = len(new.rows), len(old.rows)
    place = np.array(_places(new.rows, old.rows), np.int64)
    goes_on = (np.diff(place) == 1) & (place[:-1] >= 0)
    # of the run of lines, equal one by one, that each line is of
    first = np.maximum.accumulate(np.where(np.append(False, goes_on), 0, np.arange(count)))
    reach = REACH + (PIECES if any(row.piece for row in new.rows) else 0)
    i, j = np.array(new.pairs, np.int64).T
    low, high = np.maximum(0, i - reach), np.minimum(count - 1, j + reach)
    same = (place[high] >= 0) & (first[high] <= low)
    same &= ((i >= reach) | (place[low] == 0)) & ((j + reach < count) | (place[high] == end - 1))
    there = zip(place[i].tolist(), place[j].tolist(), strict=True)
    before, now = old.claims.get, new.claims.get
    return {
        key: held
        for key, held, known in zip(new.pairs, there, same.tolist(), strict=True)
        if known and before(held) == now(key)
    }


def _places(new: list[Row], old: list[Row]) -> list[int]:
    """For each row of ``new`` the number of the same one in ``old``, in order; -1 where there is none."""
    where: dict[str, int] = {}
    found: list[int] = []
    at = 0
    for row in new:
        if at < len(old) and old[at] == row:  # as most are
            found.append(at)
            at += 1
            continue
        if not where:
            where = _once(old)
        if at == len(old) or old[at].s != row.s:
            at = max(at, where.get(row.s, -1))
        if at < len(old) and old[at].s == row.s:
            found.append(at if old[at] == row else -1)
            at += 1
        else:
            found.append(-1)
    return found


def _once(rows: list[Row]) -> dict[str, int]:
    """The number of the row that says each thing; -1 where several do."""
    where: dict[str, int] = {}
    for k, row in enumerate(rows):
        where[row.s] = -1 if row.s in where else k
    return where
