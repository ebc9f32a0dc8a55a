"""What must stand behind a tile that is left: most entries of the index are refused by it, before their text is known.

Of m tiles that are looked up of a text and D operations in all, one has no more than D / m, and so together with those
behind it: there is a tile such that for every l it and the l - 1 tiles that follow have at most l D / m operations,
those between them counted to the tile before, and the first following the last. (If not, the tiles could be parted,
from any of them on, into runs that all have more than their share, and a round of them more than D; Qin and Xiao,
"Pigeonring", PVLDB 2018.) With m = floor(D / 2) + 1 tiles l D / m < 2 l, with m = D + 1 it is < l: whole numbers below.

So it is enough to look at places of that tile. Where it stands, each of the l - 1 following stands at most as far from
where it would without operations as there are operations, and a character of it that is not to be found there costs one.
Characters are put into 64 buckets; a run of them is the set of its buckets, which only makes more of them found.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import PART, Codes, Hashes, Ints

# Tiles looked at, the one that is left among them: more refuse little more.
CHAIN = 3
EVERY = 2  # sets are made for each 4th place: 2 bits of it are left out


class Behind(NamedTuple):
    """For each tile the set of a tile that follows, or none, and how far behind it begins."""

    sets: Hashes
    distance: Ints


def operations(chain: int, touched: int) -> int:
    """The most there may be in a chain of tiles, of which one is left that at most ``touched`` have touched."""
    return (touched + 1) * chain - 1


def span(length: int, touched: int) -> int:
    """How many characters a set is made of, so that it holds all that a tile may be found among."""
    return length + 2 * operations(CHAIN, touched) + (1 << EVERY) - 1


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


def behind(
    codes: Codes, places: Ints, local: NDArray[np.int32], chosen: NDArray[np.bool_], length: int
) -> list[Behind]:
    """What follows each of the tiles at ``places``, of texts numbered ``local``: the next that is ``chosen``, and so on."""
    one = np.uint64(1) << codes.buckets.astype(np.uint64)
    few = np.flatnonzero(chosen)
    sets = np.zeros(len(few), np.uint64)
    for n in range(length):
        sets |= one[codes.points[places[few] + n]]
    found = []
    for k in range(1, CHAIN):
        follows = np.flatnonzero(local[few[k:]] == local[few[:-k]]) if len(few) > k else few[:0]
        tile = few[follows]
        column = Behind(np.zeros(len(places), np.uint64), np.zeros(len(places), np.int64))
        column.sets[tile] = sets[follows + k]
        column.distance[tile] = places[few[follows + k]] - places[tile]
        found.append(column)
    return found
