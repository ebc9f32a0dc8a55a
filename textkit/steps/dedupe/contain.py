"""Keys that share a part: one inside another, the same characters in another order.

Inside. Let m = floor(n / 20). A key x of n characters lies inside y if a window of y holds all but m of them in order,
and those that are lost and others that stand between are at most e = 2 m together (``lying.holds``). Each of these
operations touches at most one of disjoint windows of x. Of e + 1 disjoint windows one then stands verbatim in y, and
where it stands says where x would begin in y, give or take e, for no more than that is lost or put in before it. 6
characters a window always fit e + 1 times from n = 20 on, 8 from n = 24. One of them is such that what follows it stands
there too, but for few operations (``ring``): most places of a window are refused by that.

Reordered. Two orders of the same sentences have the same characters equally often: a sum of random numbers per
character finds them. With some noise they have them about equally often, and windows in common, wherever these stand.
There is no proof that a pair shares one of those looked up: each place where two sentences meet breaks one of the
n / 8, and each operation; of the e + 1 rarest some are left when sentences are longer than a few words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Codes, Hashes, Ints, chunks, distinct, packed, paired, parted, ranges
from textkit.steps.dedupe.containment import Inside, Lying
from textkit.steps.dedupe.index import Index, blocks, build, marks, rarest, sealed, slot, tiles
from textkit.steps.dedupe.measure import Beside, bag_distance
from textkit.steps.dedupe.offsets_in_longer import COVERAGE, GRAMS
from textkit.steps.dedupe.orders import ORDERS, unlike
from textkit.steps.dedupe.sketches import READY, bounded, close, levels, sketched
from textkit.steps.dedupe.tile_neighbours import behind, outlines, span, standing

LOOKUP = 8  # index entries that take as long as looking for one window in one text
PARTNERS = 200  # index entries that take as long as aligning one candidate
MANY = 64  # texts that one may lie in, from which on it is looked at once which of them share enough of it at all
# Index entries for each window of some texts from which on it takes less time to look what stands behind them, by which
# most are refused, than at the texts they are in.
ENTRIES = 1
# Characters indexed at a time, of probing texts at a time, and index entries looked at at a time, as in ``join``.
BLOCK = 1 << 25
BATCH = 1 << 22
STEP = 1 << 18


class Parts(NamedTuple):
    """What lies inside what, pairs (longer, shorter, a row each) that may be two orders of one text, and the texts that
    were too costly to look for.
    """

    inside: Inside
    orders: Ints
    skipped: Ints


def parts(
    codes: Codes, shortest: int, effort: int, first: int = 0, known: Ints | None = None, groups: Ints | None = None
) -> Parts:
    """All pairs of texts from number ``first`` on of which the shorter, of at least ``shortest`` characters, lies
    inside the longer; and pairs that may be orders of one text.

    The latter are as long but for 5 %, have the same characters as often but for 2 * 5 %, and share a window; they are
    not among ``known``, which are sorted (longer before shorter, ``paired``). Pairs of one number in ``groups`` need not
    be there. A text is skipped whose windows stand at
    more than ``effort`` places, or that has more than a 200th as many candidates, or some 64 possible orders.
    """
    search = _Parts(codes, effort, np.zeros(0, np.int64) if known is None else known, groups)
    room = codes.lengths // search.need
    size = np.select([room >= n for n in reversed(GRAMS)], list(reversed(GRAMS)), room)
    size[: max(first, int(np.searchsorted(codes.lengths, max(1, shortest))))] = 0
    found = [rows for length in distinct(size[size > 0]).tolist() for rows in search.hits(size == length, length)]
    rows = np.concatenate(found, axis=1) if found else np.zeros((3, 0), np.int64)
    lying = search.lying.covered(*rows[:, ~search.much[rows[0]]])
    return Parts(lying, search.reordered(), np.flatnonzero(search.much))


class _Parts:
    def __init__(self, codes: Codes, effort: int, known: Ints, groups: Ints | None) -> None:
        self.codes, self.effort, self.known, self.groups = codes, effort, known, groups
        self.much = np.zeros(len(codes), np.bool_)
        self.missing = codes.lengths // COVERAGE  # characters that may be missing of each text
        self.lying = Lying(codes, self.much)
        self.need = self.lying.need
        # the first text that is longer than an order of each may be
        self.as_long = np.searchsorted(codes.lengths - self.missing, codes.lengths, "right")
        self.beside, self.aligned = Beside(codes), np.zeros(len(codes), np.int64)
        self.orders: list[Ints] = []
        self.partners, self.reorders = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)

    def hits(self, which: NDArray[np.bool_], length: int) -> Iterator[Ints]:
        """Rows of inner text, outer text, and where it would begin there, for the texts in ``which``."""
        codes = self.codes
        probes = np.flatnonzero(which)
        batch_size = max(BATCH // 4, min(BATCH, len(codes.points) >> 3))  # more at once where an index is large
        for first, last in blocks(codes, int(probes[0]) + 1, len(codes) - 1, BLOCK):
            inner = probes[: np.searchsorted(probes, last - 1)]
            batches = [inner[a:b] for a, b in chunks(codes.lengths[inner], batch_size)]
            asked = marks(int((codes.lengths[inner] // length).sum()))
            for batch in batches:
                asked[slot(asked, packed(codes.columns(tiles(codes, batch, length)[0], length)))] = True
            index = build(codes, tuple(range(length)), first, last, sealed(asked))
            del asked
            sets = cache(partial(outlines, codes, index.start, int(codes.offsets[last]), span(length, 1)))
            for batch in batches:
                yield from self._look(index, sets, batch, length)
            del index, sets  # before the next are made

    def _look(self, index: Index, sets: Callable[[], Hashes], probes: Ints, length: int) -> Iterator[Ints]:
        codes = self.codes
        lengths, offsets = codes.lengths, codes.offsets
        places, number = tiles(codes, probes, length)
        local = np.repeat(np.arange(len(probes), dtype=np.int32), number)
        low = offsets[np.maximum(probes + 1, index.first)] - index.start
        high = np.full(len(probes), offsets[index.last] - index.start)
        grams = packed(codes.columns(places, length))
        hits = index.find([(grams, index.holds(probes))], low, high, local)
        cost = np.zeros(len(places), np.int64)
        cost[hits.which] = hits.end - hits.begin
        left = rarest(cost, number, self.need[probes])
        spent = np.bincount(local, np.where(left, cost, 0), len(probes)).astype(np.int64)
        fewer, asked, outer = self._narrowed(index, probes, spent)
        self.much[probes[(spent > self.effort) & ~fewer]] = True
        some = np.flatnonzero(left[hits.which] & ~(self.much[probes] | fewer)[local[hits.which]])
        which, begin, end = hits.which[some], hits.begin[some], hits.end[some]
        if len(outer):  # each window of those texts in each text that may hold it
            some = np.flatnonzero(left & fewer[local])
            owners = local[some]
            first = np.searchsorted(asked, owners)
            counts = np.searchsorted(asked, owners, "right") - first
            needle, text = np.repeat(some, counts), outer[ranges(first, counts)]
            low, high = offsets[text] - index.start, offsets[text + 1] - index.start
            hits = index.find([(grams[needle], False)], low, high, np.arange(len(needle)))
            spent = np.bincount(local[needle[hits.which]], hits.end - hits.begin, len(probes))
            self.much[probes[spent > self.effort]] = True
            hits = hits.some(np.flatnonzero(~self.much[probes][local[needle[hits.which]]]))
            which = np.concatenate((which, needle[hits.which]))
            begin, end = np.concatenate((begin, hits.begin)), np.concatenate((end, hits.end))
        some = np.argsort(which, kind="stable")  # text by text: what is found of a pair comes together
        which, begin, end = which[some], begin[some], end[some]
        many = int((end - begin).sum()) > ENTRIES * len(places)
        chain = behind(codes, places, local, left.view(np.uint8), length) if many else []
        for a, b in chunks(end - begin, STEP):
            counts = end[a:b] - begin[a:b]
            place = index.places(begin[a:b], counts)
            # of a window that is looked up: its text, where it begins there, the length of the text, and the slack
            text = probes.take(local.take(which[a:b]))
            asked = np.repeat(np.arange(b - a), counts)
            self._may_be_orders(place, asked, text)
            if many:
                place, asked = standing(sets(), chain, which[a:b], index.start, place, asked)
            outer = codes.owner(place)
            if self.groups is not None:
                apart = np.flatnonzero(self.groups.take(outer) != self.groups.take(text).take(asked))
                place, outer, asked = place.take(apart), outer.take(apart), asked.take(apart)
            inner = text.take(asked)
            start = place
            start -= offsets.take(outer)
            start -= (places.take(which[a:b]) - offsets.take(text)).take(asked)
            slack = (self.need.take(text) - 1).take(asked)
            beyond = lengths.take(outer)
            beyond -= lengths.take(text).take(asked)
            fits = np.flatnonzero((beyond > 0) & (start >= -slack) & (start <= beyond + slack))
            yield self._may(inner.take(fits), outer.take(fits), start.take(fits))

    def _narrowed(self, index: Index, probes: Ints, spent: Ints) -> tuple[NDArray[np.bool_], Ints, Ints]:
        """Which of ``probes`` are looked for only in texts that may hold them by their sketches, because their windows
        stand in more places than there are texts; then pairs of the number of such a probe and such a text.

        A text that is an order of the probe may have a 20th more characters than it; so a 19th of these may be lacking.
        """
        codes, lengths, groups = self.codes, self.codes.lengths, self.groups
        begins = np.maximum(probes + 1, index.first)
        room = np.minimum(spent, self.effort) // (LOOKUP * self.need[probes])
        fewer = (spent > index.last - begins + READY) & (index.last - begins <= self.effort)
        asked, outer = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        level = np.where(fewer, levels(lengths[probes]), 0)
        for k in distinct(level[fewer]).tolist():
            some = np.flatnonzero(level == k)
            own = probes[some]
            first = int(begins[some[0]])
            sketches = sketched(codes, codes.offsets[own], lengths[own], k)
            bits = sketched(codes, codes.offsets[first : index.last], lengths[first : index.last], k)
            for sketch, number in zip(sketches.T, some.tolist(), strict=True):
                text, low = int(probes[number]), int(begins[number])
                others, beside = np.arange(low, index.last), bits[:, low - first :]
                if groups is not None:
                    others = others[groups[low : index.last] != groups[text]]
                    beside = bits[:, others - first] if len(others) < index.last - low else beside
                most = int(lengths[text]) // (COVERAGE - 1)
                found = bounded(close(sketch, beside, most, lacking=True), int(room[number]))
                if found is None:
                    fewer[number] = False
                else:
                    asked.append(np.full(len(found), number))
                    outer.append(others[found])
        return fewer, np.concatenate(asked), np.concatenate(outer)

    def _may_be_orders(self, place: Ints, asked: Ints, text: Ints) -> None:
        """Notes the texts about as long as ``text[asked[i]]`` that have a character at ``place[i]`` and about the same
        characters as often.
        """
        codes, lengths = self.codes, self.codes.lengths
        some = np.flatnonzero(place < codes.offsets.take(self.as_long.take(text)).take(asked))
        outer, inner = codes.owner(place.take(some)), text.take(asked.take(some))
        if self.groups is not None:
            apart = np.flatnonzero(self.groups.take(outer) != self.groups.take(inner))
            outer, inner = outer.take(apart), inner.take(apart)
        pair = distinct(paired(outer, inner))
        if len(self.known):
            pair = pair[self.known.take(np.searchsorted(self.known, pair), mode="clip") != pair]
        outer, inner = parted(pair)
        near = bag_distance(codes.bags, outer, inner) <= 2 * (lengths[outer] // COVERAGE)
        np.add.at(self.reorders, inner[near], 1)
        self.orders.append(pair[near & (self.reorders[inner] <= ORDERS)])

    def reordered(self) -> Ints:
        """The pairs noted, counted character by character."""
        codes, lengths = self.codes, self.codes.lengths
        pair = distinct(np.concatenate([np.zeros(0, np.int64), *self.orders]))
        a, b = parted(pair)
        near = np.zeros(len(pair), np.bool_)
        for i, j in chunks(lengths[a] + lengths[b], STEP):
            near[i:j] = unlike(codes, a[i:j], b[i:j]) <= 2 * (lengths[a[i:j]] // COVERAGE)
        many = self.reorders > ORDERS
        self.much |= many
        near &= ~many[b]
        return np.column_stack((a[near], b[near]))

    def _may(self, inner: Ints, outer: Ints, start: Ints) -> Ints:
        """Those of the candidates whose characters do not forbid it: first in all of ``outer``, then in the window."""
        codes, size = self.codes, self.codes.lengths
        both = paired(inner, outer)
        pair = distinct(both)
        bags = codes.bags
        holds = np.zeros(len(pair), np.bool_)
        for i in range(0, len(pair), 1 << 12):
            x, y = parted(pair[i : i + (1 << 12)])
            holds[i : i + (1 << 12)] = _lacking(bags.take(x, axis=0), bags.take(y, axis=0)) <= size[x] // COVERAGE
        pair = self._sharing(pair[holds])
        rows = [np.zeros((3, 0), np.int64)]
        while len(pair):  # so many of each text at a time that those with too many are known soon
            x = pair >> 32
            turn = np.arange(len(pair)) - np.searchsorted(x, x) <= self.effort // PARTNERS
            now, pair = pair[turn], pair[~turn]
            some = np.flatnonzero(now.take(np.searchsorted(now, both), mode="clip") == both)
            rows.append(self._may_there(inner.take(some), outer.take(some), start.take(some)))
            pair = pair[~self.much[pair >> 32]]
        return np.concatenate(rows, axis=1)

    def _sharing(self, pair: Ints) -> Ints:
        """Those of each ``pair`` of inner and outer text, in order, that share enough, as far as that has been looked at:
        where one is in very many, and they are short enough for that.
        """
        starts = np.flatnonzero(np.diff(pair >> 32, prepend=-1))
        counts = np.diff(starts, append=len(pair))
        left = np.ones(len(pair), np.bool_)
        for n in np.flatnonzero(counts > MANY).tolist():
            some = slice(starts[n], starts[n] + counts[n])
            text, outer = int(pair[starts[n]] >> 32), parted(pair[some])[1]
            self.aligned[text] += self.beside.cost(text, outer)
            if self.aligned[text] <= self.effort:
                size = int(self.codes.lengths[text])
                left[some] = self.beside.sharing(text, outer, size - size // COVERAGE)
        return pair[left]

    def _may_there(self, inner: Ints, outer: Ints, start: Ints) -> Ints:
        """The same, of the characters in the window."""
        codes, size, bags = self.codes, self.codes.lengths, self.codes.bags
        inner, outer, start = self.lying.each(inner, outer, start)
        begin, end = self.lying.window(inner, outer, start)
        holds = np.zeros(len(inner), np.bool_)
        for i, j in chunks(end - begin, STEP):
            sizes = end[i:j] - begin[i:j]
            there = codes.bagged(codes.points[ranges(begin[i:j], sizes)], sizes)
            holds[i:j] = _lacking(bags.take(inner[i:j], axis=0), there) <= size[inner[i:j]] // COVERAGE
        np.add.at(self.partners, inner[holds], 1)
        self.much[inner[self.partners[inner] > self.effort // PARTNERS]] = True
        holds &= ~self.much[inner]
        return np.stack((inner[holds], outer[holds], start[holds]))


def _lacking(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> Ints:
    """How many of the characters in each bag of ``a`` are not in that of ``b``."""
    lacking: Ints = (np.maximum(a, b) - b).sum(axis=1, dtype=np.uint16)
    return lacking
