"""What was decided on one of the texts before, where it holds for this one too.

A text is looked at again after its lines were joined, and again after that; most of it is the same each time. What is
thought of a break depends on the lines around it, on a few habits of the whole text and on what the pairing of
fragments says of it: where all of these are the same, so is the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textkit.judgement.breaks.binning import odds
from textkit.judgement.breaks.line_context import PIECE, TEXT
from textkit.judgement.breaks.page import torn_elsewhere
from textkit.judgement.breaks.page_language import korean, mixed, page_language
from textkit.judgement.breaks.register import register
from textkit.judgement.breaks.row import NONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.page import Page

REACH = 32  # lines to both sides of a break that a decision may depend on; evidence looks at 30 at the most
BEHIND = itemgetter(slice(2, None))  # what is known of a line but its place and its text
# Texts that are remembered: two forms that a text will take are looked at in turn, with and without what is said twice. The
# one with nearest as many lines is the likest.
TEXTS = 2
PIECES = 64  # and more where rows were cut into pieces, of which one row may have sixty

Key = tuple[int, int]  # of two lines, by number
# What the pairing says of two lines, in words, whether other copies contest them, and what ``torn_elsewhere`` says.
Claim = tuple[str, str, bool, int]
T = TypeVar("T")


class Decided(NamedTuple):
    """A text that was looked at: its habits, its lines and all that is known of each, a list for each kind of knowledge;
    pairs of lines, each of which begins with another, and what the pairing said of each, if anything.
    """

    habits: tuple[object, ...]
    texts: list[str]
    known: tuple[Sequence[object], ...]
    pieces: bool
    pairs: Sequence[Key]
    claims: Sequence[Claim | None]
    numbers: NDArray[np.int64] | None = None  # of the first lines of ``pairs``, and of the second ones


NOTHING = Decided((), [], (), False, (), ())


class Memory(Generic[T]):
    """What was decided of the breaks of the last texts, ``T`` each."""

    def __init__(self) -> None:
        self._held: list[tuple[Decided, Sequence[T | None]]] = []

    def of(self, look: Decided) -> list[T | None]:
        """What was decided of those pairs of ``look`` for which all that counts is the same."""
        old, verdicts = min(
            self._held, key=lambda held: abs(len(held[0].texts) - len(look.texts)), default=(NOTHING, ())
        )
        if not old.pairs or not look.pairs or look.habits != old.habits:
            return [None] * len(look.pairs)
        return [verdicts[at] if at >= 0 else None for at in unchanged(look, old)]

    def keep(self, look: Decided, verdicts: Sequence[T | None]) -> None:
        """Remember ``verdicts`` on the pairs of ``look``, and no more than was decided of the text before."""
        self._held = [(look, verdicts), *self._held[: TEXTS - 1]]

    def forget(self) -> None:
        """Remember nothing."""
        self._held = []


def look(page: Page, pairs: Sequence[Key], beside: Mapping[Key, tuple[float, float]]) -> Decided:
    """``page``, and what the pairing (``beside``) says of ``pairs``."""
    lines, copied = page.lines, page.copies.copied
    known = (
        list(map(BEHIND, lines)),
        page.own,
        page.needs,
        page.columns,
        page.markers,
        page.depths,
        page.marked,
        _flags(page.bare, len(lines)),
        _flags(page.numbered, len(lines)),
        _flags(page.indented, len(lines)),
        _flags(page.aside, len(lines)),
        _flags(page.ragged, len(lines)),
        page.set,
        page.cells,
        page.rows or [NONE] * len(lines),
        _filled(page.halves, len(lines)),
        _filled(page.within, len(lines)),
        page.sizes,
        page.counted,
        page.capitals or [""] * len(lines),
        *((page.rooms, page.insets) if page.fine else ()),
    )
    contest = page.copies.contest
    claims: list[Claim | None] = [None] * len(pairs)
    for k, pair in enumerate(pairs):
        contested = (pair[0] in copied or pair[1] in copied) and contest(*pair)
        torn = torn_elsewhere(page, *pair) if page.torn else 0
        if contested or torn or pair in beside:
            claims[k] = (*_odds(beside.get(pair)), contested, torn)
    speech = page_language(page.text), mixed(page.text), korean(page.text), register(page.text)
    setting = page.style, page.base, page.lost, page.printed, page.surplus, page.loose, page.spread
    habits = (*setting, *speech, page.markdown, page.tex)
    pieces = any(map(PIECE, lines))
    return Decided(habits, list(map(TEXT, lines)), known, pieces, pairs, claims, _numbers(pairs))


def _odds(pair: tuple[float, float] | None) -> tuple[str, str]:
    return (odds(pair[0]), odds(pair[1])) if pair else ("", "")


def _filled(held: Mapping[int, T], count: int) -> list[T | None]:
    filled: list[T | None] = [None] * count
    for k, value in held.items():
        filled[k] = value
    return filled


def _flags(numbers: Iterable[int], count: int) -> list[bool]:
    flags = [False] * count
    for k in numbers:
        flags[k] = True
    return flags


def unchanged(new: Decided, old: Decided) -> list[int]:
    """For each pair of lines of ``new`` its number in ``old``, if it stands there too with all that counts for it; else -1."""
    import numpy as np

    assert new.numbers is not None
    assert old.numbers is not None
    place = _places(new, old)
    count, end = len(place), len(old.texts)
    goes_on = (np.diff(place) == 1) & (place[:-1] >= 0)
    # of the run of lines, equal one by one, that each line is of
    first = np.maximum.accumulate(np.where(np.append(False, goes_on), 0, np.arange(count)))
    reach = REACH + (PIECES if new.pieces else 0)
    i, j = new.numbers
    low, high = np.maximum(0, i - reach), np.minimum(count - 1, j + reach)
    same = (place[high] >= 0) & (first[high] <= low)
    same &= ((i >= reach) | (place[low] == 0)) & ((j + reach < count) | (place[high] == end - 1))
    tails, heads = old.numbers
    number, head = np.full((2, end + 1), -1)  # of the pair that each line of ``old`` begins; -1 is that of no line
    number[tails], head[tails] = np.arange(len(tails)), heads
    found = np.where(same & (head[place[i]] == place[j]), number[place[i]], -1).tolist()
    return [at if at >= 0 and old.claims[at] == claim else -1 for at, claim in zip(found, new.claims, strict=True)]


def _numbers(pairs: Sequence[Key]) -> NDArray[np.int64]:
    """The first lines of ``pairs``, and the second ones."""
    import numpy as np

    return np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs)).reshape(-1, 2).T


def _places(new: Decided, old: Decided) -> NDArray[np.int64]:
    """For each line of ``new`` the number of the same one in ``old``, in order; -1 where there is none."""
    import numpy as np

    found = np.full(len(new.texts), -1)
    for a, b, many in _runs(new.texts, old.texts):
        found[a : a + many] = range(b, b + many)
        for here, there in zip(new.known, old.known, strict=True):
            one, other = here[a : a + many], there[b : b + many]
            if one != other:
                found[[a + k for k in range(many) if one[k] != other[k]]] = -1
    return found


def _runs(new: list[str], old: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where runs of lines begin in ``new`` and in ``old`` that say the same, in order, and how many lines they have."""
    where: dict[str, int] = {}
    first = at = 0
    for k, s in enumerate(new):
        if at < len(old) and old[at] == s:  # as most are
            at += 1
            continue
        if k > first:
            yield first, at - (k - first), k - first
        where = where or _once(old)
        there = where.get(s, -1)
        if there > at and new[k + 1 : k + 2] == old[there + 1 : there + 2]:  # else it may be a copy, put in here
            at = there
        first = k
        if at < len(old) and old[at] == s:
            at += 1
        else:
            first = k + 1
    if len(new) > first:
        yield first, at - (len(new) - first), len(new) - first


def _once(texts: list[str]) -> dict[str, int]:
    """The number of the line that says each thing; -1 where several do."""
    where: dict[str, int] = {}
    for k, s in enumerate(texts):
        where[s] = -1 if s in where else k
    return where
