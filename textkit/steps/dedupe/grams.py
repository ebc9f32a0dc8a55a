"""Where every gram of two to four characters stands in a set of keys: a table for the disk.

Places come in the order of a hash of the four characters that begin there. Its top bits are made of the first two
characters, the next of the first three, the last of all four: so the places of a shorter gram are one run as well. Where
each run begins is in a table by hash. What is looked up is therefore two reads of the table and one run of places; the
hash may stand for several grams, which is seen by looking at the characters.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Ints, Points

Small = NDArray[np.uint32]

MOST_BITS = 26  # of the hash: 256 MB of table
FEWEST_BITS = 14
WIDEST = 4  # characters of a gram
# Odd constants of MurmurHash3 and of Knuth's multiplicative hashing for 32 bits.
_ODD = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35))
PART = 1 << 18  # places hashed at a time
SORTED = 1 << 24  # places sorted at a time


def bits_for(size: int) -> int:
    """How many bits the hash has for ``size`` places: a table of a quarter of the places."""
    return min(MOST_BITS, max(FEWEST_BITS, size.bit_length() - 2))


def levels(bits: int) -> tuple[int, int, int]:
    """How many of ``bits`` tell of grams of two characters, of three, and of four."""
    four, three = bits // 5, 7 * bits // 25
    return bits - three - four, bits - four, bits


def hashed(characters: tuple[Points, ...], bits: int) -> Small:
    """The hash of each gram ``characters[0][i], characters[1][i], …``; if they are less than four, only the top bits
    that ``levels`` names for so many say something.
    """
    two, three, four = levels(bits)
    first = characters[0].astype(np.uint32)
    first *= np.uint32(0x10001)
    stirred = _stirred(first, characters[1], 0)
    out = stirred >> np.uint32(32 - two) << np.uint32(bits - two)
    for n, (before, now) in enumerate(((two, three), (three, four)), 2):
        if len(characters) > n:
            stirred = _stirred(stirred, characters[n], n - 1)
            out |= stirred >> np.uint32(32 - (now - before)) << np.uint32(bits - now)
    return out


def _stirred(state: Small, character: Points, turn: int) -> Small:
    mixed = state ^ character.astype(np.uint32)
    mixed *= _ODD[turn]
    mixed ^= mixed >> np.uint32(15)
    mixed *= _ODD[(turn + 1) % 3]
    mixed ^= mixed >> np.uint32(16)
    mixed *= _ODD[(turn + 2) % 3]
    return mixed


def run(starts: Small, hashes: Small, width: int, bits: int) -> tuple[Ints, Ints]:
    """Where the places of the grams of ``width`` characters begin and end, that ``hashes`` are of."""
    rest = bits - levels(bits)[width - 2]
    head = hashes.astype(np.int64) >> rest << rest
    return starts[head].astype(np.int64), starts[head + (1 << rest)].astype(np.int64)


def table(points: Points, bits: int) -> Iterator[tuple[Small, Small]]:
    """The places of all grams in order, part by part, each with how many stand under each hash of the part.

    The parts together count ``2 ** bits`` hashes. Takes some 200 MB beside ``points``, whatever their number.
    """
    size = len(points)
    parts = 1 << max(0, min(bits - 1, (size // SORTED).bit_length()))
    span = (1 << bits) // parts
    for first in range(0, 1 << bits, span):
        found = [np.zeros(0, np.uint64)]
        for i in range(0, size, PART):
            stretch = points[i : i + PART + WIDEST - 1]
            count = min(PART, size - i)
            if len(stretch) < count + WIDEST - 1:
                stretch = np.concatenate((stretch, np.zeros(count + WIDEST - 1 - len(stretch), points.dtype)))
            hashes = hashed(tuple(stretch[k : k + count] for k in range(WIDEST)), bits)
            if parts > 1:
                hashes -= np.uint32(first)
                some = np.flatnonzero(hashes < span)
                entries = hashes[some].astype(np.uint64)
                places = some.astype(np.uint64)
            else:
                entries = hashes.astype(np.uint64)
                places = np.arange(count, dtype=np.uint64)
            entries <<= np.uint64(32)
            places += np.uint64(i)
            entries |= places
            found.append(entries)
        entries = np.concatenate(found)
        del found
        entries.sort()
        counts = np.bincount((entries >> np.uint64(32)).astype(np.int64), minlength=span)
        yield entries.astype(np.uint32), counts.astype(np.uint32)
