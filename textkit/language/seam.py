"""How likely the characters on both sides of a break are to belong together.

A table of counts of characters, pairs and triples of Chinese prose (news, law, fiction, essays, encyclopedia,
technical; simplified, with traditional characters folded onto it) is shipped as package data, and a smaller one of
Japanese (fiction, technical); each is loaded when the first seam of its language is weighed. ``tools/train_seams.py``
makes them. Probabilities are smoothed with a Dirichlet prior, triples by pairs and pairs by single characters (MacKay
and Peto, "A hierarchical Dirichlet language model", 1995). What was seen too seldom to be kept in a table counts for the
prior: most of what follows a rare word is not in the table.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from textkit.language.packed import headed, read_runs
from textkit.language.seam_keys import BITS, FOLD, SPACES, across, chained, commonest, distinct, fold, places, spaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.language.seam_keys import Commonest, Run

VERSION = 2
STEP = 1.5  # counts are kept as powers of it
LEFT_OUT = 255  # the step of a pair that is there only because triples begin with it
START, END = "\x02", "\x03"  # of a paragraph
STOP = "。"
PRIOR_PAIR, PRIOR_TRIPLE = 30.0, 6.0  # strength of the priors in counts; the best of a coarse grid on kept-back text
UNSEEN = 10.0  # counts left out of the table for each one kept with the same beginning, at the least; likewise
REACH = 8  # characters of each side that are looked at
ASKED = 1 << 15  # ends of lines that are remembered
FEW = 3  # seams that are looked up one by one: arrays of so few take longer


class Seam(NamedTuple):
    """What the table says about a tail and a head, in nats.

    ``start`` weighs going on against the head beginning a paragraph of its own, ``anywhere`` against the head standing
    behind anything, ``end`` is how likely a sentence or a heading is to end after the tail.
    """

    start: float
    anywhere: float
    end: float


class Columns(NamedTuple):
    """The same of many seams: a number of each kind for each of them."""

    start: NDArray[np.float64]
    anywhere: NDArray[np.float64]
    end: NDArray[np.float64]


class Bound(NamedTuple):
    """The share of the commonest Han character beside two characters, and how often the two were ``seen``."""

    share: float
    seen: float


class Table:
    """The counts, and what follows from them."""

    def __init__(self, data: bytes) -> None:
        import numpy as np

        head, rest = headed(data, VERSION)
        vocabulary: str = head["vocabulary"]
        self._number = {c: i + 1 for i, c in enumerate(vocabulary)}
        self._han = np.array([False, *("\u3400" <= c <= "\u9fff" for c in vocabulary)])
        for variant, simple in head["variants"].items():
            self._number.setdefault(variant, self._number[simple])
        self._powers = STEP ** np.arange(256.0)
        self._ones = np.concatenate([[1.0], self._powers[np.frombuffer(rest, np.uint8, len(vocabulary))]])
        self._total = float(self._ones.sum())
        at, before = len(vocabulary), np.arange(len(vocabulary) + 1)
        self.keys: list[NDArray[np.int64]] = []
        self.counts: list[NDArray[np.uint8]] = []
        for size in head["sizes"]:
            before, counts, at = read_runs(rest, at, size, before, BITS)
            known = counts != LEFT_OUT
            self.keys.append(before[known])
            self.counts.append(counts[known])
        # The same to look up one by one: a number of Python's costs less than one of an array.
        self._power: list[float] = self._powers.tolist()
        self._one: list[float] = self._ones.tolist()
        self._held = [(keys.data, counts.data) for keys, counts in zip(self.keys, self.counts, strict=True)]
        self._codes = np.full(0x110000, -2, np.int16)  # the number of each character, as far as it was asked for
        # A line is asked about with many others, and again once the lines around it are joined.
        self._tail, self._head = lru_cache(ASKED)(self._last), lru_cache(ASKED)(self._first)
        self.log = lru_cache(ASKED)(self._log_of_one)  # what ``logs_of`` says of one run, by its three numbers
        self._follow = [self._following(order) for order in range(len(self.keys))]

    def _following(self, order: int) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """All beginnings of runs, and for each what follows it in the table: counts in all, and kinds."""
        import numpy as np

        before = self.keys[order] >> BITS
        first = np.flatnonzero(np.diff(before, prepend=-1))
        kept = np.add.reduceat(self._powers[self.counts[order]], first) if len(first) else np.zeros(0)
        return before[first], kept, np.diff(first, append=len(before)).astype(float)

    def _smoothed(
        self, order: int, before: NDArray[np.int64], seen: NDArray[np.float64], count: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of a run seen ``count`` times after ``before``: its share, and the share left for the shorter run."""
        import numpy as np

        known, kept, kinds = self._follow[order]
        at = places(known, before)
        held = known[at] == before
        inside = np.where(held, kept[at], 0.0)
        prior = PRIOR_TRIPLE if order else PRIOR_PAIR
        rest = prior + np.maximum(seen - inside, np.where(held, UNSEEN * kinds[at], 0.0))
        return count / (inside + rest), rest / (inside + rest)

    def _count(self, order: int, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        import numpy as np

        known = self.keys[order]
        at = places(known, keys)
        return np.where(known[at] == keys, self._powers[self.counts[order][at]], 0.0)

    def _logs(self, a: NDArray[np.int64], b: NDArray[np.int64], c: NDArray[np.int64]) -> NDArray[np.float64]:
        """Log P(c | a b), element by element."""
        import numpy as np

        pair = (b << BITS) | c
        before = (a << BITS) | b
        one = self._ones[c] / self._total
        share, rest = self._smoothed(0, b, self._ones[b], self._count(0, pair))
        two = share + rest * one
        share, rest = self._smoothed(1, before, self._count(0, before), self._count(1, (before << BITS) | c))
        logs: NDArray[np.float64] = np.log(share + rest * two)
        return logs

    def logs_of(self, *runs: Run) -> list[NDArray[np.float64]]:
        """``_logs`` of several lists of runs in one go: most are short, and each look-up has a price of its own."""
        columns, bounds = chained(runs)
        logs = self._logs(*columns)
        return [logs[first:stop] for first, stop in pairwise(bounds)]

    def between(self, tails: NDArray[np.int64], heads: NDArray[np.int64]) -> Columns:
        """What the table says about each of ``tails`` and ``heads``, as ``lasts`` and ``firsts`` give them."""
        import numpy as np

        # What a side says by itself is asked once for all seams that have it.
        ((a, b), of_tail), ((x, y), of_head) = distinct(tails), distinct(heads)
        start, end, stop = self._number[START], self._number[END], self._number.get(STOP, 0)
        opened, follows, ended, stopped, alone, *both = self.logs_of(
            (end, start, x), (start, x, y), (a, b, end), (a, b, stop), (0, x, y), *across(tails, heads)
        )
        going_on, beginning = both[0] + both[1], opened + follows
        anywhere = np.log(self._ones[x] / self._total) + alone
        ending = np.logaddexp(ended, stopped)
        return Columns(going_on - beginning[of_head], going_on - anywhere[of_head], ending[of_tail])

    def anywhere(self, tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.float64]:
        """Of what ``between`` says ``anywhere`` alone."""
        import numpy as np

        (x, y), of_head = distinct(heads)
        alone, one, other = self.logs_of((0, x, y), *across(tails, heads))
        found: NDArray[np.float64] = one + other - (np.log(self._ones[x] / self._total) + alone)[of_head]
        return found

    def one(self, tail: str, head: str) -> Seam:
        """The same of one seam, number for number; to look up a few in arrays takes longer."""
        import numpy as np

        start, end = self._number[START], self._number[END]
        (a, b), (x, y), log = self._tail(tail[-REACH:]), self._head(head[:REACH]), self.log
        going_on = log(a, b, x) + log(b, x, y)
        beginning = log(end, start, x) + log(start, x, y)
        anywhere = float(np.log(self._one[x] / self._total)) + log(0, x, y)
        closing = np.logaddexp(log(a, b, end), log(a, b, self._number.get(STOP, 0)))
        return Seam(going_on - beginning, going_on - anywhere, float(closing))

    def _log_of_one(self, a: int, b: int, c: int) -> float:
        """``_logs`` of one run."""
        before = (a << BITS) | b
        share, rest = self._share(0, b, self._one[b], self._times(0, (b << BITS) | c))
        two = share + rest * (self._one[c] / self._total)
        share, rest = self._share(1, before, self._times(0, before), self._times(1, (before << BITS) | c))
        return math.log(share + rest * two)

    def _share(self, order: int, before: int, seen: float, count: float) -> tuple[float, float]:
        """``_smoothed`` of one run."""
        known, kept, kinds = self._follow[order]
        at = bisect_left(known.data, before)
        inside = less = 0.0
        if at < len(known) and known.data[at] == before:
            inside, less = kept.data[at], UNSEEN * kinds.data[at]
        rest = (PRIOR_TRIPLE if order else PRIOR_PAIR) + max(seen - inside, less)
        return count / (inside + rest), rest / (inside + rest)

    def _times(self, order: int, key: int) -> float:
        """``_count`` of one key."""
        known, counts = self._held[order]
        at = bisect_left(known, key)
        return self._power[counts[at]] if at < len(known) and known[at] == key else 0.0

    def lasts(self, tails: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of the last two characters of each tail, in two rows: all at once, for there are many."""
        found = self._coded([tail[-2:].rjust(2) for tail in tails])
        for at in spaced(found):  # what stands before the space counts
            found[:, at] = self._last(tails[at][-REACH:])
        return found

    def firsts(self, heads: Sequence[str]) -> NDArray[np.int64]:
        """The same of the first two of each head."""
        found = self._coded([head[:2].ljust(2) for head in heads])
        for at in spaced(found):
            found[:, at] = self._first(heads[at][:REACH])
        return found

    def _coded(self, sides: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of sides of two characters, in two rows; -1 for a space. What ``fold`` does to longer runs changes
        no two characters at their edges.
        """
        import numpy as np

        codes = np.frombuffer("".join(sides).encode("utf-32-le", "surrogatepass"), np.uint32)
        return self.numbered(codes).reshape(-1, 2).T

    def numbered(self, codes: NDArray[np.unsignedinteger]) -> NDArray[np.int64]:
        """The numbers of characters given by their code points: 0 for one that is not in the table, -1 for a space."""
        import numpy as np

        found: NDArray[np.int64] = self._codes[codes].astype(np.int64)
        if not len(found) or found.min() > -2:
            return found
        for code in set(codes[found == -2].tolist()):
            folded = FOLD[code]
            self._codes[code] = -1 if SPACES.match(folded) else self._number.get(folded, 0)
        return self.numbered(codes)

    def before(self, text: str) -> Bound | None:
        """What stands before the first two of ``text``: before the rest of a word one character, before a word many."""
        return self._bound(self._before, self._first(text[:REACH]))

    def behind(self, text: str) -> Bound | None:
        """The same of the character behind the last two of ``text``."""
        return self._bound(self._behind, self._last(text[-REACH:]))

    def _bound(self, commonest: Commonest, two: tuple[int, ...]) -> Bound | None:
        key = two[0] << BITS | two[1]
        seen = self._times(0, key) if all(two) else 0.0
        if not seen:
            return None
        keys, counts = commonest
        at = bisect_left(keys.data, key)
        known = at < len(keys) and keys.data[at] == key
        return Bound(self._power[counts[at]] / seen if known else 0.0, seen)

    @cached_property
    def _before(self) -> Commonest:
        """The commonest Han character before each pair."""
        import numpy as np

        han = self._han[self.keys[1] >> 2 * BITS]
        rows = np.sort((self.keys[1][han] & (1 << 2 * BITS) - 1) << 8 | self.counts[1][han])
        return commonest(rows >> 8, rows & 255)

    @cached_property
    def _behind(self) -> Commonest:
        """The same behind each pair."""
        han = self._han[self.keys[1] & (1 << BITS) - 1]
        return commonest(self.keys[1][han] >> BITS, self.counts[1][han])

    def across(self, tail: str, head: str) -> tuple[float | None, float | None]:
        """How often the last character of ``tail`` stands before the first two of ``head``, and the first of ``head``
        behind the last two of ``tail``, as shares of all places of the two; ``None`` where they were never seen.
        """
        (a, b), (x, y) = self._last(tail[-REACH:]), self._first(head[:REACH])
        known = bool(a and b and x and y)
        before, behind = known * self._times(0, x << BITS | y), known * self._times(0, a << BITS | b)
        head_in = self._times(1, (b << BITS | x) << BITS | y) / before if before else None
        return head_in, self._times(1, (a << BITS | b) << BITS | x) / behind if behind else None

    def cohesion(self, text: str) -> tuple[float | None, float | None]:
        """How many nats likelier than by chance the first and second character of ``text`` stand together, and the
        second and third; ``None`` where they were never seen so.
        """
        first = (*self._numbers(fold(text[:REACH])[:3]), 0, 0, 0)
        return self._together(first[0], first[1]), self._together(first[1], first[2])

    def _together(self, a: int, b: int) -> float | None:
        count = self._times(0, a << BITS | b) if a and b else 0.0
        return math.log(count * self._total / (self._one[a] * self._one[b])) if count else None

    def bonds(self, text: str, start: int, end: int) -> float:
        """How many nats likelier than by chance the characters of ``text`` from ``start`` to ``end`` stand behind the two
        before each of them. One that the table does not know counts as one that never stands there.
        """
        numbers = (0, 0, *self._numbers(text.translate(FOLD)))
        runs = zip(numbers[start:end], numbers[start + 1 :], numbers[start + 2 :], strict=False)
        known = [(a, b, c or self._number[START]) for a, b, c in runs if b]
        return sum(self.log(*run) - math.log(self._one[run[2]] / self._total) for run in known)

    def _last(self, tail: str) -> tuple[int, ...]:
        """The numbers of the last two characters of a tail."""
        known = self._numbers(fold(tail)[-2:])
        return (self._number[START],) * (2 - len(known)) + known

    def _first(self, head: str) -> tuple[int, ...]:
        known = self._numbers(fold(head)[:2])
        return known + (self._number[END],) * (2 - len(known))

    def _numbers(self, chars: str) -> tuple[int, ...]:
        return tuple([self._number.get(c, 0) for c in chars])


KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def is_japanese(tail: str, head: str) -> bool:
    """Whether there is kana near a seam."""
    return KANA.search(tail[-8:]) is not None or KANA.search(head[:8]) is not None


def table(japanese: bool = False) -> Table:
    """A shipped table, read once: of Chinese, or of Japanese."""
    return _read("seams-ja.xz" if japanese else "seams.z")


@cache
def _read(name: str) -> Table:
    return Table(files("textkit.language").joinpath("data", name).read_bytes())


def weigh(seams: Sequence[tuple[str, str]]) -> list[Seam]:
    """What the shipped tables say about each ``(tail, head)``: the Japanese one where there is kana."""
    import numpy as np

    if len(seams) <= FEW:
        return [table(is_japanese(tail, head)).one(tail, head) for tail, head in seams]
    every = np.arange(len(seams))
    found = Sides([tail for tail, _ in seams], [head for _, head in seams]).columns(every, every)
    return list(map(tuple.__new__, repeat(Seam), zip(*(column.tolist() for column in found), strict=True)))


class Sides:
    """Ends and beginnings of lines, any of which may be asked about together, by number; each is looked up once."""

    def __init__(self, tails: Sequence[str], heads: Sequence[str]) -> None:
        import numpy as np

        self._tails, self._heads = [tail[-REACH:] for tail in tails], [head[:REACH] for head in heads]
        self._looked_up: dict[bool, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        self._kana: list[NDArray[np.bool_]] = []  # of the tails, and of the heads; empty where there is none
        if KANA.search("\n".join([*self._tails, *self._heads])) is not None:
            both = self._tails, self._heads
            self._kana = [np.array([KANA.search(s) is not None for s in sides], np.bool_) for sides in both]

    def columns(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> Columns:
        """What the shipped tables say about the tails number ``one`` and the heads number ``other``."""
        import numpy as np

        found = Columns(*np.zeros((3, len(one))))
        for japanese, which in self._asked(one, other):
            said = table(japanese).between(*self._sides(japanese, one[which], other[which]))
            for column, values in zip(found, said, strict=True):
                column[which] = values
        return found

    def anywhere(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.float64]:
        """The same, only ``anywhere``."""
        import numpy as np

        found = np.zeros(len(one))
        for japanese, which in self._asked(one, other):
            found[which] = table(japanese).anywhere(*self._sides(japanese, one[which], other[which]))
        return found

    def _asked(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> list[tuple[bool, slice | NDArray[np.bool_]]]:
        """The tables that have a say, and in which seams: the Japanese one where there is kana."""
        if not len(one) or not self._kana:
            return [(False, slice(None))] if len(one) else []
        japanese = self._kana[0][one] | self._kana[1][other]
        return [(kind, japanese == kind) for kind in set(japanese.tolist())]

    def _sides(
        self, japanese: bool, one: NDArray[np.intp], other: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if japanese not in self._looked_up:
            known = table(japanese)
            self._looked_up[japanese] = known.lasts(self._tails), known.firsts(self._heads)
        tails, heads = self._looked_up[japanese]
        return tails[:, one], heads[:, other]
