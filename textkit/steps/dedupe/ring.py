"""What must stand behind a tile that is left: most entries of the index are refused by it, before their text is known.

The tiles that are looked up of a text are worth more, together, than there are operations in all, and one is left that
fewer have touched than it is worth (``join``). More than that: there is a tile such that for every l it and the l - 1
tiles that follow have together fewer operations than they are worth, those between them counted to the tile before, and
the first following the last. (Of whole numbers around a ring that add up to 1 or more, here what each tile is worth less
its operations, all sums from one of them on are 1 or more: Raney's lemma; Qin and Xiao, "Pigeonring", PVLDB 2018.)

So it is enough to look at places of that tile. Where it stands, each of the l - 1 following stands at most as far from
where it would without operations as there are operations, and a character of it that is not to be found there costs one.
Characters are put into 64 buckets; a run of them is the set of its buckets, which only makes more of them found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import PART, Codes, Hashes, Ints

# Tiles held against what stands behind an entry, the one that led to it among them: more refuse little more.
CHAIN = 3
EVERY = 2  # sets are made for each 4th place: 2 bits of it are left out


class Behind(NamedTuple):
    """For each tile the set of a tile that follows, or none, how far behind it begins, and how many operations there may
    be in the chain from the one to the other.
    """

    sets: Hashes
    distance: Ints
    operations: NDArray[np.uint8]


def span(length: int, worth: int) -> int:
    """How many characters a set is made of, so that it holds all that a tile, ``worth`` so much like those before it,
    may be found among.
    """
    return length + 2 * (worth * CHAIN - 1) + (1 << EVERY) - 1


def outlines(codes: Codes, start: int, end: int, size: int) -> Hashes:
    """The sets of ``size`` characters from each 4th of the places ``[start, end)`` on."""
    sets = np.empty(-(-(end - start) >> EVERY), np.uint64)
    one = np.uint64(1) << codes.buckets.astype(np.uint64)
    for i in range(0, end - start, PART):
        run = one[codes.points[start + i : min(start + i + PART + size, end)]]
        run = np.concatenate((run, np.zeros(max(0, min(PART, end - start - i) + size - len(run)), np.uint64)))
        done = 1
        while done < size:
            step = min(done, size - done)
            run = run[: len(run) - step] | run[step:]
            done += step
        part = run[: min(PART, end - start - i) : 1 << EVERY]
        sets[i >> EVERY : (i >> EVERY) + len(part)] = part
    return sets


def behind(codes: Codes, places: Ints, local: NDArray[np.int32], worth: NDArray[np.uint8], length: int) -> list[Behind]:
    """What follows each of the tiles at ``places``, of texts numbered ``local``: the next that is ``worth`` something, and
    so on.
    """
    one = np.uint64(1) << codes.buckets.astype(np.uint64)
    few = np.flatnonzero(worth)
    sets = np.zeros(len(few), np.uint64)
    for n in range(length):
        sets |= one[codes.points[places[few] + n]]
    total = np.cumsum(worth[few], dtype=np.int64)
    found = []
    for k in range(1, CHAIN):
        follows = np.flatnonzero(local[few[k:]] == local[few[:-k]]) if len(few) > k else few[:0]
        tile = few[follows]
        column = Behind(
            np.zeros(len(places), np.uint64), np.zeros(len(places), np.int64), np.full(len(places), 255, np.uint8)
        )
        column.sets[tile] = sets[follows + k]
        column.distance[tile] = places[few[follows + k]] - places[tile]
        column.operations[tile] = total[follows + k] - total[follows] + worth[tile] - 1
        found.append(column)
    return found


def standing(
    sets: Hashes, chain: Iterable[Behind], tiles: Ints, start: int | Ints, place: Ints, asked: Ints
) -> tuple[Ints, Ints]:
    """Those of the places at which what must stand behind ``tiles[asked[i]]`` does, with their ``asked``.

    ``place``: where the tile begins; ``sets`` are those of the places from ``start`` on.
    """
    missing = np.zeros(len(place), np.uint8)
    for own_sets, distance, operations in chain:
        most = operations.take(tiles)
        where = (distance.take(tiles) - most - start).take(asked)
        where += place
        where >>= EVERY
        found = sets.take(where, mode="clip")
        np.invert(found, out=found)
        found &= own_sets.take(tiles).take(asked)
        missing += np.bitwise_count(found)
        left = np.flatnonzero(missing <= most.take(asked))
        place, asked, missing = place.take(left), asked.take(left), missing.take(left)
    return place, asked
