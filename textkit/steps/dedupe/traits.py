"""What keys are looked up by beside their grams: how often they have which characters, and numbers made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.anchors import anchors
from textkit.steps.dedupe.codes import STRETCH, Codes, Hashes, Ints, chunks, mixed
from textkit.steps.dedupe.corpus import hashes

BUCKETS = 64


def buckets(codes: Codes) -> NDArray[np.uint8]:
    """The bucket of each character of 16 bits, so that each holds about as much of the text as the others."""
    count = np.zeros(1 << 16, np.int64)
    for i in range(0, len(codes.points), STRETCH):
        count += np.bincount(codes.points[i : i + STRETCH] & np.uint32(0xFFFF), minlength=1 << 16)
    order = np.argsort(-count, kind="stable")
    turn = np.arange(len(order)) % (2 * BUCKETS)
    bucket = np.zeros(len(count), np.uint8)
    bucket[order] = np.where(turn < BUCKETS, turn, 2 * BUCKETS - 1 - turn)
    return bucket


def bags(codes: Codes, bucket: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """How often the characters of each bucket occur in each text, 255 for more, some texts at a time."""
    for first, last in codes.stretches():
        cells = np.repeat(np.arange(0, (last - first) * BUCKETS, BUCKETS), codes.lengths[first:last])
        cells += bucket[codes.points[codes.offsets[first] : codes.offsets[last]] & np.uint32(0xFFFF)]
        counts = np.bincount(cells, minlength=(last - first) * BUCKETS)
        yield np.minimum(counts, 255).astype(np.uint8).reshape(-1, BUCKETS)


def sums(codes: Codes) -> Hashes:
    """A number for each text that is the same for texts of the same characters."""
    out = np.zeros(len(codes), np.uint64)
    for first, last in codes.stretches():
        start = codes.offsets[first]
        each = mixed(codes.points[start : codes.offsets[last]].astype(np.uint64) + np.uint64(1))
        some = first + np.flatnonzero(codes.lengths[first:last])
        if len(some):
            out[some] = np.add.reduceat(each, codes.offsets[some] - start)
    return out


def bare(codes: Codes) -> Hashes:
    """A number for each text that is the same for texts that are the same but for their digits."""
    digits = np.zeros(0x110000 if codes.points.dtype == np.uint32 else 1 << 16, np.bool_)
    digits[ord("0") : ord("9") + 1] = True
    return hashes(codes, 3, without=digits)


def written(codes: Codes, shortest: int) -> tuple[Hashes, Ints]:
    """The hashes of the grams that texts write down for runs of ``shortest`` characters, and whose they are."""
    k = shortest // 2 + 1
    texts = np.flatnonzero(codes.lengths >= shortest)
    parts = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for i, j in chunks(codes.lengths[texts], STRETCH):
        found, places = anchors(codes, texts[i:j], k, shortest - k + 1)
        parts.append((found, np.searchsorted(codes.offsets, places, "right") - 1))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def whole(keys: Hashes, lengths: Ints, documents: Sequence[Ints]) -> Hashes:
    """A number for each document, from the keys of its rows in order, empty ones left out."""
    out = np.zeros(len(documents), np.uint64)
    for n, rows in enumerate(documents):
        own = keys[rows[lengths[rows] > 0]]
        out[n] = _sequence(own)
    return out


def _sequence(values: Hashes) -> np.uint64:
    place = mixed(np.arange(len(values), dtype=np.uint64) + np.uint64(1))
    return np.uint64(mixed((values ^ place) * place).sum(dtype=np.uint64))
