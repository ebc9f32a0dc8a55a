"""Keys of the same characters in another order: those of exactly the same, and how many two keys do not share."""

from __future__ import annotations

import numpy as np

from textkit.steps.dedupe.codes import Codes, Ints, mixed, ranges

# Orders of one set of sentences that are compared with each other; more than a page has paragraphs.
ORDERS = 64


def same_characters(codes: Codes, shortest: int, first: int = 0) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs of texts of the same characters, and the texts that have more such partners than are compared."""
    first = max(first, int(np.searchsorted(codes.lengths, max(1, shortest))))
    values = mixed(np.arange(1 << 16, dtype=np.uint64) + np.uint64(1))
    sums = np.zeros(len(codes), np.uint64)
    for a, b in codes.stretches():
        if b <= first:
            continue
        a = max(a, first)
        start = codes.offsets[a]
        points = codes.points[start : codes.offsets[b]]
        each = values[points] if points.dtype == np.uint16 else mixed(points.astype(np.uint64) + np.uint64(1))
        sums[a:b] = np.add.reduceat(each, codes.offsets[a:b] - start)
    order = first + np.argsort(sums[first:], kind="stable")
    alike = np.flatnonzero(sums[order[1:]] == sums[order[:-1]])
    groups: dict[int, list[int]] = {}
    head = -1
    for k in alike.tolist():
        if k == 0 or head < 0 or sums[order[k]] != sums[order[head]]:
            head = k
        groups.setdefault(head, [int(order[head])]).append(int(order[k + 1]))
    pairs: list[tuple[int, int]] = []
    skipped: list[int] = []
    for group in groups.values():
        skipped += group[ORDERS:]
        pairs += [(a, b) for n, a in enumerate(group[:ORDERS]) for b in group[:n]]
    return pairs, skipped


def unlike(codes: Codes, a: Ints, b: Ints) -> Ints:
    """How many characters texts ``a[i]`` and ``b[i]`` have that the other has not, each as often as it stands there."""
    cells = []
    for side, texts in enumerate((a, b)):
        sizes = codes.lengths[texts]
        part = np.repeat(np.arange(len(texts)) << 33, sizes)
        part += codes.points[ranges(codes.offsets[texts], sizes)].astype(np.int64) << 1
        part += side
        cells.append(part)
    both = np.concatenate(cells)
    both.sort()
    sign = 1 - 2 * (both & 1)
    both >>= 1
    fresh = np.ones(len(both), np.bool_)
    fresh[1:] = both[1:] != both[:-1]
    starts = np.flatnonzero(fresh)
    return np.bincount(both[starts] >> 32, np.abs(np.add.reduceat(sign, starts)), len(a)).astype(np.int64)
