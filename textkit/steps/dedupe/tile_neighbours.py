"""What must stand behind a tile that is left, or before it: most entries of the index are refused by it, before their
text is known.

The tiles that are looked up of a text are worth more, together, than there are operations in all, and one is left that
fewer have touched than it is worth (``join``). More than that. Cut the text between two of its tiles: on one side there
are fewer operations than the tiles of that side are worth. If it is the far side, there is a tile on it such that for
every l it and the l - 1 tiles that follow have together fewer operations than they are worth, those between them counted
to the tile before, and those behind the last to the last. (Of whole numbers in a row that add up to 1 or more, here what
each tile is worth less its operations, leave out the first ones up to where their sum is least: all sums of those that
come next are 1 or more. Around a ring: Raney's lemma; Qin and Xiao, "Pigeonring", PVLDB 2018.) If it is the near side,
the same is true from right to left.

So it is enough to look at places of that tile. Where it stands, each of the l - 1 following stands at most as far from
where it would without operations as there are operations, and a character of it that is not to be found there costs one.
Characters are put into 64 buckets; a run of them is the set of its buckets, which only makes more of them found. And of
the two texts, what comes behind the tile's first character differs in length by no more than there are operations from
there to the end: fewer than the tile and all behind it are worth. On the near side it is what comes before.
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
    """For each tile the set of a tile that follows, or none, how far behind it begins (less than 0: before it), and how many
    operations there may be in the chain from the one to the other.
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


def halves(local: NDArray[np.int32], worth: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Which tiles, of texts numbered ``local``, are on the near side, so that those of both are ``worth`` about the same; and
    how many operations there may be in each tile and beyond it, up to the beginning or the end of the text.
    """
    of_text = np.bincount(local, worth).astype(np.int64)
    before = np.cumsum(worth, dtype=np.int64) - (np.cumsum(of_text) - of_text)[local]
    rest = of_text[local] - before + worth
    return before <= rest, (np.minimum(before, rest) - 1).astype(np.int32)


def behind(
    codes: Codes,
    places: Ints,
    local: NDArray[np.int32],
    worth: NDArray[np.uint8],
    length: int,
    near: NDArray[np.bool_] | None = None,
) -> list[Behind]:
    """What follows each of the tiles at ``places``, of texts numbered ``local``: the next that is ``worth`` something, and
    so on; before those that are ``near``, what stands there.
    """
    one = np.uint64(1) << codes.buckets.astype(np.uint64)
    few = np.flatnonzero(worth)
    where, text, worth = places[few], local[few], worth[few]
    back = np.zeros(len(few), np.bool_) if near is None else near[few]
    sets = np.zeros(len(few), np.uint64)
    for n in range(length):
        sets |= one[codes.points[where + n]]
    total = np.cumsum(worth, dtype=np.int64)
    found = []
    for k in range(1, CHAIN):
        column = Behind(
            np.zeros(len(places), np.uint64), np.zeros(len(places), np.int64), np.full(len(places), 255, np.uint8)
        )
        same = text[k:] == text[:-k]
        for low, step in ((np.flatnonzero(same & ~back[:-k]), 0), (np.flatnonzero(same & back[k:]), k)):
            tile, other = few[low + step], low + k - step
            column.sets[tile] = sets[other]
            column.distance[tile] = where[other] - where[low + step]
            column.operations[tile] = total[low + k] - total[low] + worth[low] - 1
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
