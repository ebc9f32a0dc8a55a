"""Which stored keys may be similar to new ones, or hold them: a few of the new ones' grams are looked up.

The windows and tiles of ``join`` are taken from the new key N, whichever of two keys is the shorter: the proof only
needs that they are disjoint, and more than the operations. Of these D(S) are allowed, with S <= |N| + |N| (2 - t) / t.

A tile x of T characters (places from 0) that at most one operation has touched stands there as it is, or without one of
its characters, or with one more between two. With g = floor(T / 2) + 1 characters to a part one of these is there:
  x[0:g], if nothing happened before x[g], and behind it x[g], or x[g + 1] (x[g] is lost), or x[g] after one more;
  x[T-g:T], if nothing happened behind it, and before it the same, mirrored;
  all but x[k] in a row, if that is lost; only T - g <= k < g is left to be asked for;
  x[0:T/2] and x[T/2:T] with one more between them; only for an even T is this left.
Where T - g is 1, what stands beside x[0:g] is unknown. Each is found by the rarest of the runs of two to four
characters that it has, and the others are looked at where these stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe import grams
from textkit.steps.dedupe.codes import Codes, Hashes, Ints, chunks, distinct, ranges
from textkit.steps.dedupe.measure import allowed
from textkit.steps.dedupe.offsets_in_longer import COVERAGE, GRAMS
from textkit.steps.dedupe.passages import TURNS
from textkit.steps.dedupe.stored import Segment
from textkit.steps.dedupe.traits import bags, written

# Places read before it is likely cheaper to compare all with all.
MOST_READ = 1 << 28
SHORTEST, LONGEST = 3, 9  # tiles
MOST_CELLS = 1 << 26  # characters times characters of two texts that are compared here
LONG = 26  # keys from which on the windows that ``contain`` shuffles are of the longer kind, with those 5 % shorter
STEP = 1 << 18  # places read at a time
BATCH = 1 << 16  # characters of new keys looked up at a time


class TooMuch(Exception):  # noqa: N818 - it says what is the matter
    """The question is too broad for look-ups; all is to be compared with all."""


class Look(NamedTuple):
    """Characters that are looked up together, by their place in the text, from the first of them on, and in the tile:
    ``every`` one must stand there, and of ``one``, if there are some, at least one.
    """

    every: tuple[tuple[int, int], ...]
    one: tuple[tuple[int, int], ...] = ()

    @property
    def runs(self) -> list[tuple[tuple[int, int], ...]]:
        """The parts of ``every`` that stand in a row and can be looked up: of two to four characters, as many as can be."""
        rows: list[list[tuple[int, int]]] = []
        for one in self.every:
            if rows and rows[-1][-1][0] == one[0] - 1:
                rows[-1].append(one)
            else:
                rows.append([one])
        size = min(grams.WIDEST, max(map(len, rows)))
        return [tuple(r[k : k + size]) for r in rows for k in range(len(r) - size + 1)]


def _row(first: int, last: int, moved: int = 0) -> tuple[tuple[int, int], ...]:
    return tuple((n + moved, n) for n in range(first, last))


@cache
def tile(length: int) -> tuple[Look, ...]:
    """What is looked up of a tile of ``length`` >= 3 characters that at most one operation has touched."""
    half, g = length // 2, length // 2 + 1
    rest = length - g
    before: tuple[tuple[int, int], ...] = ()
    behind: tuple[tuple[int, int], ...] = ()
    if rest > 1:
        behind = ((g, g), (g, g + 1), (g + 1, g))
        before = ((-1, rest - 1), (-1, rest - 2), (-2, rest - 1))
    looks = [Look(_row(0, g), behind), Look(_row(rest, length, -rest), before)]
    looks += [Look(_row(0, k) + _row(k + 1, length, -1)) for k in range(rest, g)]
    if length % 2 == 0:
        looks.append(Look(_row(0, half) + _row(half, length, 1)))
    return tuple(looks)


@cache
def window(length: int) -> tuple[Look, ...]:
    """What is looked up of a window that nothing has touched: itself."""
    return (Look(_row(0, length)),)


def _tiles(codes: Codes, texts: Ints, length: int, step: int) -> tuple[Ints, Ints]:
    """Where parts of ``length`` characters begin, one every ``step``, and how many each text has."""
    number = (codes.lengths[texts] - length) // step + 1
    return np.repeat(codes.offsets[texts], number) + step * ranges(np.zeros(len(texts), np.int64), number), number


def _rarest(cost: Ints, number: Ints, need: Ints) -> NDArray[np.bool_]:
    """For each text, of its ``number`` tiles the ``need`` that cost least."""
    owner = np.repeat(np.arange(len(number)), number)
    order = np.lexsort((cost, owner))
    chosen = np.zeros(len(cost), np.bool_)
    chosen[order[ranges(np.zeros(len(number), np.int64), number) < np.repeat(need, number)]] = True
    return chosen


@dataclass
class Lookup:
    """Look-ups of keys ``codes``, in the characters of ``segment``, among its keys."""

    segment: Segment
    codes: Codes
    read: list[int]  # how many places were read, for all look-ups of a run

    def __post_init__(self) -> None:
        segment = self.segment
        self.offsets = segment["offsets"]
        self.lengths = np.diff(self.offsets)
        self.points = segment["points"]
        self.bags = segment["bags"].reshape(len(segment), -1)
        own = list(bags(self.codes, segment["buckets"]))
        self.own_bags = np.concatenate(own) if own else np.zeros((0, self.bags.shape[1]), np.uint8)

    def equal(self, name: str, to: str, values: Hashes) -> Ints:
        """What in the table ``to`` belongs to one of ``values`` in the table ``name``."""
        table, keys = self.segment[name], self.segment[to]
        values = distinct(values)
        begin, end = np.searchsorted(table, values), np.searchsorted(table, values, "right")
        return keys[ranges(begin, end - begin)].astype(np.int64)

    def similar(self, texts: Ints, threshold: Fraction, least: int) -> Ints:
        """Keys of at least ``least`` characters that may be similar to one of ``texts``."""
        numerator, denominator = threshold.numerator, threshold.denominator
        lengths = self.codes.lengths
        own = lengths[texts]
        other = 2 * denominator - numerator
        longest = own * other // numerator
        shortest = np.maximum(-(-own * numerator // other), max(1, least))
        most = allowed(own + longest, threshold)
        size = np.minimum(own // (most // 2 + 1), LONGEST)
        size[size < SHORTEST] = 0
        plain = np.where(size == 0, np.minimum(own // (most + 1), LONGEST), 0)
        if ((size == 0) & (plain < 2)).any():
            raise TooMuch
        low = self._place(np.searchsorted(self.lengths, shortest.astype(self.lengths.dtype)))
        high = self._place(np.searchsorted(self.lengths, longest.astype(self.lengths.dtype), "right"))
        found = []
        for sizes, cut, need in ((size, tile, most // 2 + 1), (plain, window, most + 1)):
            for length in distinct(sizes[sizes > 0]).tolist():
                some = np.flatnonzero(sizes == length)
                for text, place, base in self._hits(
                    texts[some], length, cut(length), need[some], low[some], high[some]
                ):
                    found.append(self._near(text, place, base, threshold))
        return distinct(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def _near(self, text: Ints, moved: Ints, base: Ints, threshold: Fraction) -> Ints:
        key = self._owner(base)
        own, other = self.codes.lengths[text], self.lengths[key].astype(np.int64)
        shift = base - self._place(key) - moved
        near = np.abs(shift) + np.abs(shift + own - other) <= allowed(own + other, threshold)
        text, key = self._pairs(text[near], key[near])
        a, b = self.own_bags[text], self.bags[key]
        distance = (np.maximum(a, b) - np.minimum(a, b)).sum(axis=1, dtype=np.int64)
        may = np.flatnonzero(distance <= allowed(self.codes.lengths[text] + self.lengths[key], threshold))
        return self._verified(text[may], key[may], threshold)

    def _verified(self, text: Ints, key: Ints, threshold: Fraction) -> Ints:
        """Those of the keys that are similar to their text; those that take long to compare are not looked at."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        own, other = self.codes.lengths[text], self.lengths[key].astype(np.int64)
        costly = own * other > MOST_CELLS
        fine = np.flatnonzero(~costly)
        stored = self.segment.key_codes(key[fine])
        mine = self.codes.keys(text[fine].tolist())
        distance = cpdist(mine, stored.keys(range(len(fine))), scorer=Indel.distance, dtype=np.int64)
        return np.concatenate((key[costly], key[fine[distance <= allowed(own + other, threshold)[fine]]]))

    def around(self, texts: Ints, most: int) -> Ints:
        """Longer keys that one of ``texts`` may lie in; ``most`` for each: who has more is not examined anyway."""
        lengths = self.codes.lengths
        own = lengths[texts]
        need = 2 * (own // COVERAGE) + 1
        room = np.minimum(own // need, max(GRAMS))
        if (room < 2).any():
            raise TooMuch
        low = self._place(np.searchsorted(self.lengths, own.astype(self.lengths.dtype), "right"))
        high = np.full(len(texts), int(self.offsets[-1]))
        found = [np.zeros(0, np.int64)]
        for length in distinct(room).tolist():
            some = np.flatnonzero(room == length)
            for text, moved, base in self._hits(texts[some], length, window(length), need[some], low[some], high[some]):
                key = self._owner(base)
                start = base - self._place(key) - moved
                slack = 2 * (lengths[text] // COVERAGE)
                fits = (start >= -slack) & (start + lengths[text] <= self.lengths[key].astype(np.int64) + slack)
                text, key = self._pairs(text[fits], key[fits])
                a, b = self.own_bags[text], self.bags[key]
                lacking = (np.maximum(a, b) - b).sum(axis=1, dtype=np.int64)
                fits = lacking <= lengths[text] // COVERAGE
                found.append(text[fits] * len(self.lengths) + key[fits])
        pair = distinct(np.concatenate(found))
        text, key = pair // max(1, len(self.lengths)), pair % max(1, len(self.lengths))
        count = np.bincount(text, minlength=len(lengths))
        return distinct(key[ranges(np.zeros(len(lengths), np.int64), count) < most])

    def shuffled(self, texts: Ints) -> Ints:
        """Keys that may have what one of ``texts`` has in another order, as ``contain`` goes by it: about as long, about
        the same characters as often, and a window in common, wherever it stands.
        """
        lengths = self.codes.lengths
        own = lengths[texts]
        least = own - own // COVERAGE
        most = own + own // (COVERAGE - 1)
        low = self._place(np.searchsorted(self.lengths, least.astype(self.lengths.dtype)))
        high = self._place(np.searchsorted(self.lengths, most.astype(self.lengths.dtype), "right"))
        found = [np.zeros(0, np.int64)]
        for length in GRAMS:
            some = np.flatnonzero((own >= length) & ((own >= LONG) == (length == max(GRAMS))))
            every = np.full(len(some), np.iinfo(np.int64).max)
            for text, _, base in self._hits(texts[some], length, window(length), every, low[some], high[some], step=1):
                text, key = self._pairs(text, self._owner(base))
                a, b = self.own_bags[text], self.bags[key]
                distance = (np.maximum(a, b) - np.minimum(a, b)).sum(axis=1, dtype=np.int64)
                longer = np.maximum(lengths[text], self.lengths[key].astype(np.int64))
                found.append(key[distance <= 2 * (longer // COVERAGE)])
        return distinct(np.concatenate(found))

    def first_with(self, shortest: int) -> Ints:
        """The first rows that have it, as many as ``passages`` looks at, of each gram that the texts write down."""
        segment = self.segment
        values = distinct(written(self.codes, shortest)[0])
        table = segment["anchors"]
        begin, end = np.searchsorted(table, values), np.searchsorted(table, values, "right")
        found = [np.zeros(0, np.int64)]
        for a, b in zip(begin.tolist(), end.tolist(), strict=True):
            if segment.hidden is None:
                b = min(b, a + TURNS)
            rows = segment.firsts(segment["anchor_key"][a:b].astype(np.int64))
            found.append(np.sort(rows)[:TURNS])
        return distinct(np.concatenate(found))

    # -- look-ups of grams --------------------------------------------------------------------------------------------

    def _place(self, key: Ints) -> Ints:
        places: Ints = self.offsets[key].astype(np.int64)
        return places

    def _owner(self, place: Ints) -> Ints:
        """The key that has a character at ``place``."""
        places = np.maximum(place, 0).astype(self.offsets.dtype)
        owner: Ints = np.minimum(np.searchsorted(self.offsets, places, "right"), len(self.lengths)) - 1
        return owner

    def _pairs(self, text: Ints, key: Ints) -> tuple[Ints, Ints]:
        """Each pair once."""
        pair = distinct(text * len(self.lengths) + key)
        return pair // max(1, len(self.lengths)), pair % max(1, len(self.lengths))

    def _hits(
        self, texts: Ints, length: int, looks: Sequence[Look], need: Ints, low: Ints, high: Ints, step: int = 0
    ) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Where a gram stands of the ``need[i]`` rarest tiles of each of ``texts``, between ``low[i]`` and ``high[i]``:
        the text, the place of the gram's first character in it, and the place among the stored characters. ``step``:
        from tile to tile, if not their length.
        """
        for a, b in chunks(self.codes.lengths[texts], BATCH):
            part = texts[a:b]
            places, number = _tiles(self.codes, part, length, step or length)
            local = np.repeat(np.arange(b - a), number)
            jobs = [(look, *self._cheapest(look, places)) for look in looks]
            cost = sum((end - begin for _, begin, end, _ in jobs), np.zeros(len(places), np.int64))
            left = _rarest(cost, number, need[a:b])
            self.read[0] += int(cost[left].sum())
            if self.read[0] > MOST_READ:
                raise TooMuch
            own = places - self.codes.offsets[part][local]
            first, span = low[a:b][local], (high - low)[a:b][local]
            for look, begin, end, origin in jobs:
                some = np.flatnonzero(left & (end > begin))
                for i, j in chunks((end - begin)[some], STEP):
                    which = some[i:j]
                    tile, base = self._between(which, begin[which], end[which], first[which], span[which])
                    base -= origin[tile]
                    tile, base = self._standing(look, tile, base, places)
                    if len(tile):
                        yield part[local[tile]], own[tile] + look.every[0][1] - look.every[0][0], base

    def _cheapest(self, look: Look, places: Ints) -> tuple[Ints, Ints, Ints]:
        """Where the entries of the rarest run begin and end for each tile, and which character of the gram it is from."""
        bits, starts, points = self.segment.bits, self.segment["starts"], self.codes.points
        best: tuple[Ints, Ints, Ints] | None = None
        for row in look.runs:
            characters = tuple(points[places + at] for _, at in row)
            b, e = grams.run(starts, grams.hashed(characters, bits), len(row), bits)
            if best is None:
                best = b, e, np.full(len(places), row[0][0])
                continue
            fewer = e - b < best[1] - best[0]
            best = np.where(fewer, b, best[0]), np.where(fewer, e, best[1]), np.where(fewer, row[0][0], best[2])
        assert best is not None
        return best

    def _between(self, which: Ints, begin: Ints, end: Ints, first: Ints, span: Ints) -> tuple[Ints, Ints]:
        """The entries ``[begin[i], end[i])`` that lie at ``first[i]`` or less than ``span[i]`` behind, and whose they are."""
        table = self.segment["places"]
        found = np.concatenate([table[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True)])
        counts = end - begin
        behind = found - np.repeat(first.astype(np.uint32), counts)  # those before it are far behind: it wraps around
        fits = np.flatnonzero(behind < np.repeat(span.astype(np.uint32), counts))
        return np.repeat(which.astype(np.int32), counts)[fits].astype(np.int64), found[fits].astype(np.int64)

    def _standing(self, look: Look, tile: Ints, base: Ints, places: Ints) -> tuple[Ints, Ints]:
        """Those of the places ``base`` at which the characters asked for stand, with the tiles they are asked for."""
        own = self.codes.points
        if look.one:
            holds = np.zeros(len(base), np.bool_)
            for there, options in itertools.groupby(look.one, itemgetter(0)):
                found = self.points.take(base + there, mode="clip")
                for _, at in options:
                    holds |= found == own[places[tile] + at]
            tile, base = tile[holds], base[holds]
        for there, at in look.every:
            same = self.points.take(base + there, mode="clip") == own[places[tile] + at]
            tile, base = tile[same], base[same]
        return tile, base
