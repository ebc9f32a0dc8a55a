"""Keys as arrays: one number a character, all keys in one array, so that numpy can look at millions at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

# Odd constant of Knuth's multiplicative hashing for 64 bits (2**64 / golden ratio).
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Codes:
    """``keys`` from short to long, and their characters as numbers in ``codes`` (text ``i`` at ``offsets[i]``)."""

    keys: Sequence[str]

    @cached_property
    def offsets(self) -> Ints:
        lengths = np.fromiter((len(k) for k in self.keys), np.int64, len(self.keys))
        return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))

    @cached_property
    def lengths(self) -> Ints:
        return np.diff(self.offsets)

    @cached_property
    def points(self) -> NDArray[np.uint32]:
        """The code points of all keys, one after the other."""
        return np.frombuffer("".join(self.keys).encode("utf-32-le", "surrogatepass"), np.uint32)

    @cached_property
    def owner(self) -> NDArray[np.uint32]:
        """The text that each character belongs to."""
        return np.repeat(np.arange(len(self.keys), dtype=np.uint32), self.lengths)

    @cached_property
    def bags(self) -> NDArray[np.uint8]:
        """Per text how often the characters of each of 64 buckets occur, 255 for more.

        Buckets are filled in snake order of frequency, so that each holds about as much of the text as the others.
        """
        count = np.bincount(self.points, minlength=1)
        order = np.argsort(-count, kind="stable")
        order = order[: int((count > 0).sum())]
        turn = np.arange(len(order)) % 128
        bucket = np.zeros(len(count), np.int64)
        bucket[order] = np.where(turn < 64, turn, 127 - turn)
        bags = np.empty((len(self.keys), 64), np.uint8)
        step = max(1, 4_000_000 // max(1, int(self.lengths.mean()) if len(self.keys) else 1))
        for first in range(0, len(self.keys), step):
            last = min(first + step, len(self.keys))
            a, b = self.offsets[first], self.offsets[last]
            cells = (self.owner[a:b].astype(np.int64) - first) * 64 + bucket[self.points[a:b]]
            bags[first:last] = np.minimum(np.bincount(cells, minlength=(last - first) * 64), 255).reshape(-1, 64)
        return bags

    def grams(self, q: int, start: int, end: int) -> Hashes:
        """A hash of the ``q`` characters at each of the places ``[start, end)``; places too near the end get fewer.

        Whether a gram runs into the next text is for the caller to ask. Equal grams have equal hashes.
        """
        points = self.points[start : min(end + q - 1, len(self.points))].astype(np.uint64)
        hashes: Hashes = np.zeros(end - start, np.uint64)
        for k in range(q):
            part = points[k : k + end - start]
            hashes *= GOLDEN
            hashes[: len(part)] += part
            hashes ^= hashes >> np.uint64(29)
        hashes *= GOLDEN
        return hashes


def ranges(starts: NDArray[Any], counts: NDArray[Any]) -> Ints:
    """``starts[i], starts[i] + 1, …`` (``counts[i]`` of them) for all i, in one array."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return places


def distinct(values: Ints) -> Ints:
    """Each value once, in order: by sorting, which on this many is several times faster than ``np.unique``'s hashing."""
    values = np.sort(values)
    fresh = np.ones(len(values), np.bool_)
    fresh[1:] = values[1:] != values[:-1]
    few: Ints = values[fresh]
    return few


def chunks(counts: NDArray[Any], most: int) -> list[tuple[int, int]]:
    """Cut ``counts`` into runs whose sums stay below ``most`` where a single one allows it."""
    ends = np.cumsum(counts)
    cuts, first, done = [], 0, 0
    while first < len(counts):
        last = max(first + 1, int(np.searchsorted(ends, done + most, "right")))
        cuts.append((first, last))
        first, done = last, int(ends[last - 1])
    return cuts
