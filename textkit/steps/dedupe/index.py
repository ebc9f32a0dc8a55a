"""Where grams stand: an index of a run of texts, in numpy, and what is looked up in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import PART, Codes, Hashes, Ints, packed, packed_row, ranges

Marks = NDArray[np.uint8]  # a bit for each slot that hashes may fall into


class Hits(NamedTuple):
    """Of the grams looked up those that were met, by kind and number, and which entries of the index are theirs."""

    kind: NDArray[np.int8]
    which: Ints
    begin: Ints
    end: Ints

    def some(self, which: Ints) -> Hits:
        """Those of the numbers ``which``."""
        return Hits(self.kind.take(which), self.which.take(which), self.begin.take(which), self.end.take(which))


@dataclass(frozen=True)
class Index:
    """The grams of texts ``[first, last)``, sorted, as ``hash | place``; a place counts from ``start`` and has
    ``bits``. ``present``: marks of all grams; ``repeated``: of those that stand more than once.
    """

    entries: Hashes
    bits: int
    first: int
    last: int
    start: int
    present: Marks
    repeated: Marks

    def holds(self, texts: Ints) -> bool:
        """Whether all ``texts``, in order, stand here."""
        return bool(self.first <= texts[0] and texts[-1] < self.last)

    def find(self, kinds: Iterable[tuple[Hashes, bool]], low: Ints, high: Ints, owner: NDArray[Any]) -> Hits:
        """Entries of each hash at places from ``low[owner[i]]`` to before ``high[owner[i]]``.

        Several kinds of hashes are looked up together, each with a note whether they all stand in the index at places
        that are not asked for.
        """
        found, needles = [], []
        for hashes, own in kinds:
            found.append(np.flatnonzero(marked(self.repeated if own else self.present, hashes)))
            needles.append(hashes.take(found[-1]))
        asked = np.concatenate(needles)
        del needles
        # in order of the index: it is read once, from front to back
        bits = np.uint64(len(asked).bit_length())
        sorted_up = ((asked >> bits) << bits) | np.arange(len(asked), dtype=np.uint64)
        sorted_up.sort()
        order = (sorted_up & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
        asked = asked.take(order)
        asked >>= np.uint64(self.bits)
        asked <<= np.uint64(self.bits)
        which = np.concatenate(found).take(order)
        text = owner.take(which)
        begin, end = self._search(asked | low.view(np.uint64).take(text), asked | high.view(np.uint64).take(text))
        met = np.flatnonzero(end > begin)
        kind = np.searchsorted(np.cumsum([len(f) for f in found]), order.take(met), "right").astype(np.int8)
        return Hits(kind, which.take(met), begin.take(met), end.take(met))

    def _search(self, low: Hashes, high: Hashes) -> tuple[Ints, Ints]:
        """``np.searchsorted`` for both, in stretches of the index that fit a processor's cache; half of what is looked for
        is not there, and has no end to be looked for.
        """
        begin, end = np.empty(len(low), np.int64), np.empty(len(low), np.int64)
        bits = (len(self.entries) >> 14).bit_length()
        cuts = np.arange(1, 1 << bits, dtype=np.uint64) << np.uint64(64 - bits) if bits else self.entries[:0]
        of_entries = [0, *np.searchsorted(self.entries, cuts).tolist(), len(self.entries)]
        of_needles = [0, *np.searchsorted(low, cuts).tolist(), len(low)]
        for k, (i, j) in enumerate(itertools.pairwise(of_needles)):
            part = self.entries[of_entries[k] : of_entries[k + 1]]
            if i == j or not len(part):
                begin[i:j] = end[i:j] = of_entries[k]
                continue
            first = part.searchsorted(low[i:j])
            there = np.flatnonzero((part.take(first, mode="clip") < high[i:j]) & (first < len(part)))
            last = first.copy()
            last[there] = part.searchsorted(high[i:j].take(there))
            begin[i:j] = first + of_entries[k]
            end[i:j] = last + of_entries[k]
        return begin, end

    def places(self, begin: Ints, counts: Ints) -> Ints:
        """The places of entries ``begin[i], begin[i] + 1, …`` (``counts[i]`` of them) for all i."""
        places = self.entries.take(ranges(begin, counts))
        places &= np.uint64((1 << self.bits) - 1)
        places += np.uint64(self.start)
        return places.view(np.int64)


def marks(count: int) -> NDArray[np.bool_]:
    """Room to mark ``count`` hashes by their high bits, so that few others have the same."""
    return np.zeros(1 << min(26, max(16, (8 * count).bit_length())), np.bool_)


def slot(marks: NDArray[np.bool_], hashes: Hashes) -> Ints:
    """Where in ``marks`` each hash is marked."""
    return (hashes >> np.uint64(65 - len(marks).bit_length())).view(np.int64)


def sealed(marks: NDArray[np.bool_]) -> Marks:
    """``marks`` as they are looked at: a bit each, so that they fit a processor's cache."""
    return np.packbits(marks, bitorder="little")


def marked(marks: Marks, hashes: Hashes) -> NDArray[np.bool_]:
    """Which hashes are marked."""
    slots = hashes >> np.uint64(62 - len(marks).bit_length())
    holds = marks.take((slots >> np.uint64(3)).view(np.int64), mode="clip")
    holds >>= slots.astype(np.uint8) & np.uint8(7)
    holds &= np.uint8(1)
    return holds.view(np.bool_)


def build(codes: Codes, shifts: tuple[int, ...], first: int, last: int, asked: Marks | None = None) -> Index:
    """The index of texts ``[first, last)`` for grams of this shape; only those ``asked`` for, ``marks``, if given."""
    start, end = int(codes.offsets[first]), int(codes.offsets[last])
    points = codes.points
    bits = max(1, (end - start).bit_length())
    entries = np.empty(end - start, np.uint64)  # of what is not filled no memory is taken
    count = 0
    for i in range(0, end - start, PART):
        size = min(PART, end - start - i)
        stretch = points[start + i : start + i + size + shifts[-1]]
        if len(stretch) < size + shifts[-1]:  # a gram may reach over the end; it is met by none
            stretch = np.concatenate((stretch, np.zeros(size + shifts[-1] - len(stretch), points.dtype)))
        if len(shifts) == shifts[-1] + 1:
            part = packed_row(stretch, len(shifts))
        else:
            part = packed([stretch[n : n + size] for n in shifts])
        place = np.arange(i, i + size, dtype=np.uint64)
        if asked is not None:
            some = np.flatnonzero(marked(asked, part))
            part, place = part[some], place[some]
        part >>= np.uint64(bits)
        part <<= np.uint64(bits)
        part |= place
        entries[count : count + len(part)] = part
        count += len(part)
    entries = entries[:count]
    entries.sort()
    present, repeated = marks(len(entries) // 4), marks(len(entries) // 8)
    for i in range(0, len(entries), PART):
        part = entries[i : i + PART + 1]
        present[slot(present, part[:PART])] = True
        again = np.flatnonzero((part[1:] ^ part[:-1]) < np.uint64(1 << bits))
        repeated[slot(repeated, part[again])] = True
    return Index(entries, bits, first, last, start, sealed(present), sealed(repeated))


def blocks(codes: Codes, first: int, last: int, most: int) -> Iterator[tuple[int, int]]:
    """Runs of texts ``[first, last]`` of at most ``most`` characters, or of one text. In smaller ones, if half of
    what is there is less than that: an index takes ten times as much memory as what it is of.
    """
    most = min(most, max(most >> 4, len(codes.points) // 2))
    while first <= last:
        end = max(first + 1, int(np.searchsorted(codes.offsets, codes.offsets[first] + most, "right")) - 1)
        end = min(end, last + 1)
        yield first, end
        first = end


def tiles(codes: Codes, texts: Ints, length: int) -> tuple[Ints, Ints]:
    """Where the tiles of ``length`` that ``texts`` are cut into begin, and how many each text has."""
    number = codes.lengths[texts] // length
    places = ranges(np.zeros(len(texts), np.int64), number)
    places *= length
    places += np.repeat(codes.offsets[texts], number)
    return places, number


def rarest(cost: Ints, number: Ints, need: Ints) -> NDArray[np.bool_]:
    """For each text, of its ``number`` tiles the ``need`` that cost least."""
    below = len(cost).bit_length()  # bits for the number of a tile; those above it are for cost, and text
    most = (1 << min(20, 63 - below - len(number).bit_length())) - 1
    order = np.repeat(np.arange(len(number), dtype=np.int64), number)
    order *= most + 1
    order += np.minimum(cost, most)
    order <<= below
    order |= np.arange(len(cost))
    order.sort()
    order &= (1 << below) - 1
    chosen = np.zeros(len(cost), np.bool_)
    chosen[order[ranges(np.cumsum(number) - number, need)]] = True
    return chosen
