"""Sketches: bits of which two texts tell how far they are apart at least, so that one can be held against very many.

Characters are put into 256 buckets. Of each bucket a text has some bits, of which bit k is set if more than k of its
characters are in that bucket. Putting in or taking out one character changes one count by one, and so at most one bit:
two texts are at least as many operations apart as their sketches differ in bits, and as many characters of one are
not in the other as bits of its sketch are not in that of the other.

Windows and grams (``join``, ``contain``) tell at once which texts matter where these are rare. A passage that thousands
of texts share stands in more places than there are texts, and then it is cheaper to hold a text against them all.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from textkit.steps.dedupe.codes import STRETCH, Codes, Hashes, Ints, chunks, ranges

BUCKETS = 256
WORDS = BUCKETS // 64  # a level
# Characters of a text a level: with fewer levels the counts of long texts would mostly lie above them.
LEVEL = 128
MOST_LEVELS = 16
TURN = 1 << 12  # texts, and pairs, compared at a time: they stay in a processor's cache
# Index entries that take as long as getting ready to hold one text against others; a text of these is one entry.
READY = 1000
# Characters from which two texts take longer to align than two sketches to make.
LONG = 512


def levels(lengths: Ints) -> Ints:
    """How many bits a bucket has by which texts of these ``lengths`` are told apart well."""
    return np.minimum(MOST_LEVELS, lengths // LEVEL + 1)


def sketched(codes: Codes, starts: Ints, sizes: Ints, levels: int) -> Hashes:
    """The sketches of the characters at ``[starts[i], starts[i] + sizes[i])``, a column each."""
    bits = np.empty((WORDS * levels, len(starts)), np.uint64)
    for i, j in chunks(sizes + BUCKETS, STRETCH):
        cells = np.repeat(np.arange(0, (j - i) * BUCKETS, BUCKETS), sizes[i:j])
        cells += codes.finer[codes.points[ranges(starts[i:j], sizes[i:j])]]
        counts = np.bincount(cells, minlength=(j - i) * BUCKETS).reshape(-1, BUCKETS)
        for k in range(levels):
            level = np.packbits(counts > k, axis=1).view(np.uint64)
            bits[k * WORDS : (k + 1) * WORDS, i:j] = level.T
    return bits


def close(own: Hashes, others: Hashes, most: int, lacking: bool = False) -> Iterator[Ints]:
    """Which columns of ``others`` differ from the sketch ``own`` in at most ``most`` bits, or ``lacking`` at most as many
    of its bits; some at a time.
    """
    own = own[:, None]
    for i in range(0, others.shape[1], TURN):
        part = others[:, i : i + TURN]
        differ = own & ~part if lacking else own ^ part
        yield i + np.flatnonzero(np.bitwise_count(differ).sum(axis=0, dtype=np.uint16) <= most)


def apart(a: Hashes, i: Ints, b: Hashes, j: Ints, lacking: bool = False) -> Ints:
    """In how many bits columns ``i[n]`` of ``a`` and ``j[n]`` of ``b`` differ, or how many of ``a`` are ``lacking``."""
    count = np.zeros(len(i), np.int64)
    for n in range(0, len(i), TURN):
        x, y = i[n : n + TURN], j[n : n + TURN]
        for one, other in zip(a, b, strict=True):
            mine, others = one.take(x), other.take(y)
            count[n : n + TURN] += np.bitwise_count(mine & ~others if lacking else mine ^ others)
    return count


def bounded(found: Iterator[Ints], most: int) -> Ints | None:
    """All that is ``found``; None as soon as it is more than ``most``."""
    parts, count = [np.zeros(0, np.int64)], 0
    for part in found:
        count += len(part)
        if count > most:
            return None
        parts.append(part)
    return np.concatenate(parts)
