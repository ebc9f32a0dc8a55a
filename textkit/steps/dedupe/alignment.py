"""Two long texts laid beside each other: what is surely the same in both is found first, the rest is aligned between.

To align two texts takes time in proportion to the product of their lengths, which is a minute for two of 150,000
characters. Where they are copies, runs of characters that stand once in each and in one order in both part them into
pieces that take none. Such runs are nearly always part of a best alignment, but nothing proves it; what has to be exact
takes the alignment found for a bound, with which measuring looks at a narrow band only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from textkit.steps.dedupe.codes import Hashes, Ints, mixed, rolled

# Above this many cells texts are aligned by what they surely share; below it, at once (a bit a cell: 16 MB).
CELLS = 128_000_000
RUN = 24  # characters of a run; shorter ones stand twice in long texts
BASE = 0x5851F42D4C957F2D  # of the hashes; odd: the multiplier of Knuth's MMIX


def gaps(a: str, b: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts are parted by runs of at least ``RUN`` characters, once in each, that both have in this order:
    the pieces between, ``[a, b)`` of the one and ``[c, d)`` of the other, of which either may be empty.
    """
    first, second = _in_order(*_once_in_both(a, b))
    i = j = 0
    for x, y in zip(first.tolist(), second.tolist(), strict=True):
        if x < i or y < j:
            if x - y != i - j:
                continue  # it would overlap the run before
        elif x > i or y > j:
            yield i, x, j, y
        i, j = x + RUN, y + RUN
    if i < len(a) or j < len(b):
        yield i, len(a), j, len(b)


def _once_in_both(a: str, b: str) -> tuple[Ints, Ints]:
    """Where the runs of ``RUN`` characters stand that each text has once, in order of the first."""
    (hashes, places), (others, there) = _once(a), _once(b)
    _, i, j = np.intersect1d(hashes, others, assume_unique=True, return_indices=True)
    places, there = places[i], there[j]
    order = np.argsort(places)
    places, there = places[order], there[order]
    same = [a[x : x + RUN] == b[y : y + RUN] for x, y in zip(places.tolist(), there.tolist(), strict=True)]
    return places[same], there[same]


def _once(text: str) -> tuple[Hashes, Ints]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(points) < RUN:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    hashes, places, counts = np.unique(mixed(rolled(mixed(points), RUN, BASE)), return_index=True, return_counts=True)
    once = counts == 1
    return hashes[once], places[once]


def _in_order(first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The most of the pairs, which come in order of ``first``, that are in order of ``second`` too (patience sorting)."""
    tops: list[int] = []  # the least end of a series of each length
    number: list[int] = []
    before: list[int] = []
    for n, y in enumerate(second.tolist()):
        k = bisect_left(tops, y)
        if k == len(tops):
            tops.append(y)
            number.append(n)
        else:
            tops[k], number[k] = y, n
        before.append(number[k - 1] if k else -1)
    chain = []
    n = number[-1] if number else -1
    while n >= 0:
        chain.append(n)
        n = before[n]
    return first[chain[::-1]], second[chain[::-1]]


def blocks(a: str, b: str) -> Iterator[tuple[int, int, int]]:
    """Runs that two texts have in common, by place in both and length, in order; the last is empty, at both ends."""
    from rapidfuzz.distance import Indel, Levenshtein

    i = j = 0
    for x, last, y, end in gaps(a, b) if len(a) * len(b) > CELLS else [(0, len(a), 0, len(b))]:
        if x > i:
            yield i, j, x - i
        # beyond that many cells an alignment is made in linear memory
        scorer = Levenshtein if (last - x) * (end - y) > CELLS else Indel
        for run in scorer.editops(a[x:last], b[y:end]).as_matching_blocks():
            if run.size:
                yield x + run.a, y + run.b, run.size
        i, j = last, end
    if len(a) > i:
        yield i, j, len(a) - i
    yield len(a), len(b), 0


def shared(a: str, b: str) -> int:
    """How many characters two long texts have in common, in order: at least."""
    from rapidfuzz.distance import LCSseq

    found = done = 0
    for x, last, y, end in gaps(a, b):
        found += x - done
        if (last - x) * (end - y) <= CELLS:
            found += int(LCSseq.similarity(a[x:last], b[y:end]))
        done = last
    return found + len(a) - done
