"""All pairs of keys whose normalized Indel similarity reaches a threshold: found by windows, none missed.

Notation: keys a, b with |a| >= |b|, S = |a| + |b|, L the length of their longest common subsequence, d = S - 2L the
number of insertions and deletions between them. Similarity is 2L / S; at threshold t a pair counts if and only if
d <= D(S) = floor((1 - t) S). All bounds below are on d, in integers; t is an exact fraction.

Length. d >= |a| - |b|, so |b| >= |a| t / (2 - t).

Windows. Let W be disjoint windows of a, |W| = D(2|a|) + 1. Then at least one of them stands verbatim in every b that is
not longer than a and reaches t. Proof: D is monotonous, so d <= D(S) <= D(2|a|). Take any alignment of a and b with d
operations. A window of a is touched only by a deleted character inside it, or by an inserted one strictly between two
of its characters; disjoint windows share neither, so each operation touches at most one window and at most d are
touched. One is left, and its characters are adjacent in b as well. []
Which windows are taken does not matter to the proof: of a fixed tiling those that stand in the fewest places. There is
room for D(2|a|) + 1 windows of q characters if q <= |a| / (D(2|a|) + 1), which is at least 1 for t > 0.5.

Tiles. The windows above are short (3 characters at 0.85), and what is short stands everywhere. So we take longer ones,
disjoint tiles x of T >= 4 characters (places from 0), and look some of them up as they are, and some so that those are
found too that one operation has touched. The first are worth 1, the second 2, and all together at least D(2|a|) + 1:
then one of them is touched by fewer operations than it is worth, for else there would be more than D. A tile that at
most one operation has touched is in b as it is, or without one of its characters, or with one more between two of them,
that is,
  untouched:                                   x without its last character stands in b, in a row;
  without x[k]:                                so do its T - 1 others;
  with one more before x[1] or before x[T-1]:  so does x without its first, or without its last;
  with one more before x[k], 2 <= k <= T - 2:  x[k-2] x[k-1] ? x[k] x[k+1] does, and the rest of x on both sides of it.
These T grams of T - 1 characters in a row and T - 3 with a gap are looked up, each shape in an index of its own; of a
tile that is worth 1, x without its first character or without its last, whichever is rarer, and the other one beside it.
The tiles have to be the same for both shapes: which of them is the one does not say how it is touched. []
Taken is what stands in the fewest places: so the tiles of a phrase that stands everywhere are looked up as they are or
not at all, which is why they are made shorter than they could be.

Shift. A window or gram whose first character stands at p in a and at p + s in b has s insertions before it less
deletions before it: at least |s| operations before. Behind it remains the shift (|b| - |a|) - s, wherever the operation
lies that the gram allows. So |s| + |s + |a| - |b|| <= d.

Ring. Of the tiles looked up one is left whose followers are not all gone, and that stands about as far from the beginning
of one text as of the other, or from the end: see ``ring``. Most places are refused by that before their text is known:
see ``margins``.

Held against all. Where a text's tiles stand in more places than there are texts of its range of lengths, these are looked
at instead, by their sketches: see ``sketches``.

Bag. d is at least the L1 distance between the character counts of a and b, for one operation changes one count by one.
Putting characters into buckets and cutting counts off at 255 only brings counts nearer.

What passes all bounds is measured by rapidfuzz and judged in integers. Its ``score_cutoff`` may drop pairs that lie
exactly on the cutoff, so it is given one that lies lower.

Signatures of disjoint windows: Wang, Qin, Xiao, Lin, Shen, "VChunkJoin" (TKDE 2013), and Li, Deng, Wang, Feng,
"Pass-Join" (PVLDB 2011), carried over from edit distance to insertions and deletions. Tiles with an error allowed:
after Arasu, Ganti, Kaushik, "Efficient Exact Set-Similarity Joins" (VLDB 2006), carried over from sets to texts.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.candidate_heap import FEW, PARTNERS, Heap, measured, most_pairs, too_many
from textkit.steps.dedupe.codes import Codes, Hashes, Ints, chunks, distinct, packed, paired, parted
from textkit.steps.dedupe.index import Hits, Index, blocks, build, marks, rarest, sealed, slot, tiles
from textkit.steps.dedupe.margins import Margins
from textkit.steps.dedupe.measure import ALIGNED, Beside, Pairs, allowed, bag_distance, verify
from textkit.steps.dedupe.schemes import Scheme, schemes
from textkit.steps.dedupe.sketches import READY, bounded, close, levels, sketched
from textkit.steps.dedupe.tile_neighbours import Behind, behind, halves, outlines, span, standing
from textkit.steps.dedupe.tiles import GAP, Gram

# Characters indexed at a time, of probing texts at a time (``batch``), and index entries looked at at a time: bounds on
# memory that change no result.
BLOCK = 1 << 25
BATCH = 1 << 21
STEP = 1 << 17
NONE: Ints = np.zeros(0, np.int64)
HELD = 4  # texts that are held against one in the time of an entry
# Characters times characters of two texts that take more than about a second to align.
MOST_CELLS = 40_000_000_000


class Found(NamedTuple):
    """The pairs, and the texts that were too costly to compare as the longer of a pair."""

    pairs: Pairs
    skipped: Ints


def join(codes: Codes, threshold: Fraction, effort: int, groups: Ints | None = None, first: int = 0) -> Found:
    """All pairs of different texts of ``codes`` from number ``first`` on, at or above ``threshold`` (in (0.5, 1]).

    ``codes`` holds each key once, from short to long. ``effort`` bounds the index entries looked at for one text, and
    a 50th of it the candidates, and a 2000th the pairs when there are very many in all; a text that needs more is not
    compared with shorter ones and is named in ``skipped``.
    Texts of one number in ``groups`` are not compared with each other.
    """
    if not Fraction(1, 2) < threshold <= 1:
        raise ValueError(f"threshold {threshold} is not in (0.5, 1]")
    search = _Search(codes, threshold, effort, groups, first)
    heap = Heap(len(codes), effort)
    for longer, shorter in search.candidates():
        search.much |= heap.add(longer, shorter)
    longer, shorter = heap.pairs()
    costly = codes.lengths[longer] * codes.lengths[shorter] > MOST_CELLS
    much = search.much | heap.much
    much[longer[costly]] = True
    fine = ~(much | search.wide)[longer]
    pairs, many = measured(codes, longer[fine], shorter[fine], threshold, effort)
    much |= many
    held = [Pairs(*(column[~much[p.longer]] for column in p)) for p in search.pairs]
    pairs = Pairs(*(np.concatenate(columns) for columns in zip(pairs, *held, strict=True)))
    many = too_many(np.bincount(pairs.longer, minlength=len(codes)), effort)
    much |= many
    left = ~many[pairs.longer]
    return Found(Pairs(*(column[left] for column in pairs)), np.flatnonzero(much))


class _Batch(NamedTuple):
    """Texts that are looked up together, their tiles' places, the number of each tile's text, what a tile is worth, 0 if it
    is not looked up, and what ``ring`` says of it.
    """

    probes: Ints
    places: Ints
    local: NDArray[np.int32]
    worth: NDArray[np.uint8]
    near: NDArray[np.bool_]
    most: NDArray[np.int32]
    behind: Sequence[Behind]


class _Search:
    def __init__(self, codes: Codes, threshold: Fraction, effort: int, groups: Ints | None, first: int) -> None:
        self.codes, self.threshold, self.effort, self.groups = codes, threshold, effort, groups
        self.much = np.zeros(len(codes), np.bool_)
        self.wide = np.zeros(len(codes), np.bool_)  # held against all
        self.held = 0  # pairs found so
        self.pairs: list[Pairs] = []  # and these
        lengths = codes.lengths
        shortest = -(-lengths * threshold.numerator // (2 * threshold.denominator - threshold.numerator))
        self.least = np.maximum(np.searchsorted(lengths, shortest), first)  # first text that may be the shorter one
        self.first = first
        self.margins = Margins(codes)

    def candidates(self) -> Iterator[tuple[Ints, Ints]]:
        """Pairs that pass the bounds."""
        codes = self.codes
        # more at once where an index is large, for it is read from front to back each time
        batch = max(BATCH // 2, min(BATCH, len(codes.points) >> 5))
        for scheme in schemes(codes.lengths, self.threshold, self.first):
            probes, lengths = scheme.probes, codes.lengths[scheme.probes]
            for first, last in blocks(codes, int(self.least[probes[0]]), int(probes[-1]), BLOCK):
                i = int(np.searchsorted(probes, first, "right"))
                j = int(np.searchsorted(self.least[probes], last))
                if i < j:
                    some = [(i + a, i + b) for a, b in chunks(lengths[i:j], batch)]
                    yield from self._block(scheme, some, first, last)
        self._held()

    def _block(
        self, scheme: Scheme, some: Sequence[tuple[int, int]], first: int, last: int
    ) -> Iterator[tuple[Ints, Ints]]:
        """The pairs of the texts ``probes[i:j]``, for each ``(i, j)`` of ``some``, with the texts ``[first, last)``."""
        codes, length = self.codes, scheme.length
        index = build(codes, scheme.whole[0].shifts, first, last)
        sets = outlines(codes, index.start, int(codes.offsets[last]), span(length, 2 if scheme.gaps else 1))
        worths = []
        for i, j in some:
            worths.append((yield from self._rows(scheme, index, sets, i, j)))
        del index
        if scheme.gaps:
            asked = marks(len(scheme.gaps) * int(scheme.need[some[0][0] : some[-1][1]].sum()) // 2)
            for (i, j), worth in zip(some, worths, strict=True):
                columns = codes.columns(tiles(codes, scheme.probes[i:j], length)[0][worth > 1], length)
                for gram in scheme.gaps:
                    asked[slot(asked, packed([columns[n] for n in gram.at]))] = True
            seal = sealed(asked)
            del asked, columns  # before the next is made
            index = build(codes, GAP, first, last, seal)
            for (i, j), worth in zip(some, worths, strict=True):
                yield from self._gaps(scheme, index, sets, self._batch(scheme, i, j, worth))

    def _batch(self, scheme: Scheme, i: int, j: int, worth: NDArray[np.uint8]) -> _Batch:
        """The texts ``probes[i:j]``, of whose tiles those that are ``worth`` something are looked up."""
        places, number = tiles(self.codes, scheme.probes[i:j], scheme.length)
        local = np.repeat(np.arange(j - i, dtype=np.int32), number)
        near, most = halves(local, worth)
        chain = behind(self.codes, places, local, worth, scheme.length, near)
        return _Batch(scheme.probes[i:j], places, local, worth, near, most, chain)

    def _rows(
        self, scheme: Scheme, index: Index, sets: Hashes, i: int, j: int
    ) -> Generator[tuple[Ints, Ints], None, NDArray[np.uint8]]:
        """What ``index`` holds of the texts ``probes[i:j]``; the tiles looked up are those that stand there least. What each
        is worth.
        """
        probes = scheme.probes[i:j]
        places, number = tiles(self.codes, probes, scheme.length)
        local = np.repeat(np.arange(j - i, dtype=np.int32), number)
        low, high = self._range(index, probes)
        own = index.holds(probes)
        columns = self.codes.columns(places, scheme.length)
        grams = ((packed([columns[n] for n in gram.at]), gram.own and own) for gram in scheme.rows or scheme.whole)
        hits = index.find(grams, low, high, local)
        count = hits.end - hits.begin
        cost = np.bincount(hits.which, count, len(places)).astype(np.int64)
        if scheme.rows:
            # of a tile as it is the grams at its ends tell, either of them, and all cost never less than both
            tips = np.zeros((2, len(places)), np.int64)
            for tip, kind in zip(tips, (0, len(scheme.rows) - 1), strict=True):
                some = np.flatnonzero(hits.kind == kind)
                tip[hits.which[some]] = count[some]
            once = tips.min(axis=0)
            both = np.column_stack((once, np.maximum(cost - once, once))).ravel()
            worth = rarest(both, 2 * number, scheme.need[i:j]).view(np.uint8).reshape(-1, 2).sum(axis=1, dtype=np.uint8)
            spent = np.bincount(local, np.where(worth > 1, cost, once * worth), j - i)
        else:
            worth = rarest(cost, number, scheme.need[i:j]).view(np.uint8)
            spent = np.bincount(local, worth * cost, j - i)
        worth *= self._affordable(index, probes, spent)[local]
        batch = self._batch(scheme, i, j, worth)
        if scheme.rows:
            yield from self._entries(scheme.rows, index, sets, batch, hits.some(np.flatnonzero(worth[hits.which] > 1)))
            rarer = np.where(tips[0] <= tips[1], 0, len(scheme.rows) - 1)
            hits = hits.some(np.flatnonzero(hits.kind == rarer[hits.which]))
            hits = hits._replace(kind=(hits.kind > 0).view(np.int8))
        yield from self._entries(scheme.whole, index, sets, batch, hits.some(np.flatnonzero(worth[hits.which] == 1)))
        return batch.worth

    def _gaps(self, scheme: Scheme, index: Index, sets: Hashes, batch: _Batch) -> Iterator[tuple[Ints, Ints]]:
        """The same for grams with a gap, of the tiles that were looked up by their parts."""
        few = np.flatnonzero(batch.worth > 1)
        places, local = batch.places[few], batch.local[few]
        columns = self.codes.columns(places, scheme.length)
        grams = ((packed([columns[n] for n in gram.at]), False) for gram in scheme.gaps)
        hits = index.find(grams, *self._range(index, batch.probes), local)
        spent = np.bincount(local[hits.which], hits.end - hits.begin, len(batch.probes))
        self._affordable(index, batch.probes, spent)
        yield from self._entries(scheme.gaps, index, sets, batch, hits._replace(which=few[hits.which]))

    def _affordable(self, index: Index, probes: Ints, spent: NDArray[Any]) -> NDArray[np.bool_]:
        """Which of ``probes`` are looked up further, if there are ``spent`` entries of each. The others are held against
        all texts of their range if those are fewer, or it is too much.
        """
        least = self.least[probes]
        here = np.minimum(probes, index.last) - np.maximum(least, index.first)
        wide = (spent > here // HELD + READY) & (probes - least <= self.effort)
        self.wide[probes[wide]] = True
        self.much[probes[(spent > self.effort) & ~wide]] = True
        return ~(self.much[probes] | self.wide[probes])

    def _held(self) -> None:
        """Find the pairs of those texts that are held against all; measured at once, so that they do not heap up."""
        waiting, count = [NONE], 0
        for text, others in self._allowed_by_sketches():
            waiting.append(paired(np.full(len(others), text), others))
            count += len(others)
            if count > STEP:
                self._measure(waiting)
                waiting, count = [NONE], 0
        self._measure(waiting)

    def _measure(self, waiting: Sequence[Ints]) -> None:
        pairs = verify(self.codes, *parted(np.concatenate(waiting)), self.threshold)
        self.held += len(pairs.longer)
        self.pairs.append(pairs)

    def _allowed_by_sketches(self) -> Iterator[tuple[int, Ints]]:
        """Texts that are held against all, each with the shorter ones, if these are not too many. Those with many are measured
        one by one, where they are short enough for that.
        """
        codes, groups, beside_many = self.codes, self.groups, Beside(self.codes)
        texts = np.flatnonzero(self.wide & ~self.much)
        level = levels(codes.lengths[texts])
        size = np.zeros(len(codes), np.int64) if groups is None else np.bincount(groups)
        for k in distinct(level).tolist():
            some = texts[level == k]
            first, last = int(self.least[some[0]]), int(some[-1]) + 1
            bits = sketched(codes, codes.offsets[first:last], codes.lengths[first:last], k)
            for text in some.tolist():
                low = int(self.least[text])
                most = int(allowed(2 * codes.lengths[text], self.threshold))
                others, beside = np.arange(low, text), bits[:, low - first : text - first]
                if groups is not None and size[groups[text]] > 1:
                    others = others[groups[low:text] != groups[text]]
                    beside = bits[:, others - first]
                few = self.held > most_pairs(len(codes), self.effort)
                room = self.effort // (FEW if few else PARTNERS)
                more = 0 if few else self.effort * ALIGNED // int(codes.lengths[text]) ** 2
                near = bounded(close(bits[:, text - first], beside, most), max(room, more))
                if near is None:
                    self.much[text] = True
                elif len(near) > room:
                    self.pairs.append(beside_many.pairs(text, others.take(near), self.threshold))
                    self.held += len(self.pairs[-1].longer)
                else:
                    yield text, others.take(near)

    def _range(self, index: Index, probes: Ints) -> tuple[Ints, Ints]:
        """Where in ``index`` the texts begin and end that may be the shorter beside each of ``probes``."""
        offsets = self.codes.offsets
        low = offsets[np.maximum(self.least[probes], index.first)] - index.start
        return low, offsets[np.minimum(probes, index.last)] - index.start

    def _entries(
        self, grams: tuple[Gram, ...], index: Index, sets: Hashes, batch: _Batch, hits: Hits
    ) -> Iterator[tuple[Ints, Ints]]:
        """The pairs of texts that the entries of the index speak of and the bounds allow."""
        codes, lengths, offsets = self.codes, self.codes.lengths, self.codes.offsets
        further = ~(self.much[batch.probes] | self.wide[batch.probes])
        some = np.flatnonzero(further[batch.local[hits.which]])
        # text by text: what is found of a pair comes together
        hits = hits.some(some[np.argsort(hits.which[some])])
        counts = hits.end - hits.begin
        begins = np.array([gram.at[0] for gram in grams])
        beside = np.array([gram.beside for gram in grams]).reshape(len(grams), -1, 2)
        tolerance, whole = self.threshold.denominator - self.threshold.numerator, self.threshold.denominator
        for i, j in chunks(counts, STEP):
            kind, tile_place = hits.kind[i:j], batch.places[hits.which[i:j]]
            place = index.places(hits.begin[i:j], counts[i:j])
            asked = np.repeat(np.arange(j - i), counts[i:j])
            long = batch.probes[batch.local[hits.which[i:j]]]
            margin = tile_place + begins[kind] - offsets[long]
            seen = 2 * margin - lengths[long]
            from_end = ~batch.near[hits.which[i:j]]
            margin -= from_end * lengths[long]
            left = self.margins.near(place, counts[i:j], margin, from_end, batch.most[hits.which[i:j]])
            place, asked = place.take(left), asked.take(left)
            if grams[-1].but:
                there, own = grams[-1].but
                some = np.flatnonzero((kind == len(grams) - 1).take(asked))
                other = codes.points.take(place.take(some) + there, mode="clip") == codes.points[tile_place + own].take(
                    asked.take(some)
                )
                other &= place.take(some) + there < len(codes.points)
                left = np.ones(len(place), np.bool_)
                left[some[other]] = False
                place, asked = place[left], asked[left]
            place, asked = standing(sets, batch.behind, hits.which[i:j], begins[kind] + index.start, place, asked)
            for k in range(beside.shape[1]):
                there, own = beside[kind, k].T
                stands = codes.points.take(place + there[asked], mode="clip") == codes.points[tile_place + own].take(
                    asked
                )
                left = np.flatnonzero(stands)
                place, asked = place.take(left), asked.take(left)
            # Shift: the sum is the greater of the difference in length, which is in bounds, and of that between the
            # places seen from the middle of either text; all of it twice, and times the threshold's denominator.
            short = codes.owner(place)
            place -= offsets.take(short)
            place *= 2
            size = lengths.take(short)
            place -= size
            place -= seen.take(asked)
            size += lengths.take(long).take(asked)
            size *= tolerance
            near = np.abs(place) * whole <= size
            long = long.take(asked)
            if self.groups is not None:
                near &= self.groups[short] != self.groups[long]
            left = np.flatnonzero(near)
            long, short = parted(distinct(paired(long.take(left), short.take(left))))
            alike = bag_distance(codes.bags, long, short) <= allowed(lengths[long] + lengths[short], self.threshold)
            if alike.any():
                yield long[alike], short[alike]
