"""Keys that share a part: one inside another, the same characters in another order, a long run in common.

Inside. A key x of n characters lies inside y if a window of y holds 95 % of it in order and has no more strange
characters than that leaves out, so x and the window are at most e = 2 floor(n / 20) insertions and deletions apart.
Of e + 1 disjoint windows of x one then stands verbatim in y (the proof in ``join``), and where it stands says where
x would begin in y, give or take e. 6 characters a window always fit e + 1 times from n = 20 on.

Reordered. Two orders of the same sentences have the same characters equally often: a sum of random numbers per
character finds them.

Passages. A run of N common characters holds N - k + 1 common k-grams; of any w consecutive k-grams the one with the
least hash is written down, so with k + w - 1 = N both texts write down the same one (Schleimer, Wilkerson, Aiken,
"Winnowing", SIGMOD 2003). What is found is grown to its full length on the characters themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import GOLDEN, Codes, Ints, chunks, ranges

COVERAGE = 20  # one character in 20 may be missing: the contract's 0.95
GRAM = 6
PARTNERS = 200  # as in ``join``
STEP = 1 << 20
# Characters times characters of two texts that take more than about a second to align.
MOST_CELLS = 40_000_000_000
# Orders of one set of sentences that are compared with each other; more than a page has paragraphs.
ORDERS = 64
# Ways two texts are laid against each other in search of their longest run: only text that repeats itself has more.
DIAGONALS = 256


class Inside(NamedTuple):
    """Text ``inner`` lies in ``outer`` from about ``start`` on; ``shared`` of its characters are there."""

    inner: Ints
    outer: Ints
    start: Ints
    shared: Ints


def inside(codes: Codes, shortest: int, effort: int) -> tuple[Inside, Ints]:
    """All pairs of which the shorter, of at least ``shortest`` characters, lies inside the longer; and the texts
    whose windows stand at more than ``effort`` places, which were not looked for.
    """
    lengths, offsets = codes.lengths, codes.offsets
    nothing = np.zeros(0, np.int64)
    texts = np.flatnonzero(lengths >= max(shortest, GRAM))
    if len(texts) < 2:
        return Inside(nothing, nothing, nothing, nothing), nothing
    need = 2 * (lengths // COVERAGE) + 1
    texts = texts[lengths[texts] // need[texts] >= GRAM]

    tiles = lengths[texts] // GRAM
    number = ranges(np.zeros(len(texts), np.int64), tiles)
    window = np.repeat(offsets[texts], tiles) + number * GRAM
    hashes = codes.grams(GRAM, 0, len(codes.points))
    count = np.bincount((hashes >> np.uint64(42)).astype(np.int64), minlength=1 << 22).astype(np.uint32)
    rarity = count[(hashes[window] >> np.uint64(42)).astype(np.int64)].astype(np.int64)
    order = np.argsort((np.repeat(texts, tiles) << 32) | rarity, kind="stable")
    chosen = np.sort(order[number < np.repeat(need[texts], tiles)])
    window = window[chosen[rarity[chosen] > 1]]  # once is the window itself

    # only grams that some window may be equal to need to be sorted
    asked = np.zeros(1 << 22, np.bool_)
    asked[(hashes[window] >> np.uint64(42)).astype(np.int64)] = True
    places = np.flatnonzero(asked[(hashes >> np.uint64(42)).astype(np.int64)])
    places = places[places + GRAM <= offsets[codes.owner[places].astype(np.int64) + 1]]
    bits = np.uint64(max(1, len(codes.points).bit_length()))
    index = (hashes[places] >> bits << bits) | places.astype(np.uint64)
    index.sort()

    text = codes.owner[window].astype(np.int64)
    base = hashes[window] >> bits << bits
    del hashes
    order = np.argsort(base)
    begin, end = np.empty(len(window), np.int64), np.empty(len(window), np.int64)
    begin[order] = np.searchsorted(index, base[order] | offsets[text[order] + 1].astype(np.uint64))
    end[order] = np.searchsorted(index, base[order] | ((np.uint64(1) << bits) - np.uint64(1)), "right")
    much = np.bincount(text, end - begin, len(lengths)) > effort
    use = (end > begin) & ~much[text]
    window, text, begin, end = window[use], text[use], begin[use], end[use]

    found = []
    mask = (np.uint64(1) << bits) - np.uint64(1)
    for i, j in chunks(end - begin, STEP):
        counts = end[i:j] - begin[i:j]
        place = (index[ranges(begin[i:j], counts)] & mask).astype(np.int64)
        outer = codes.owner[place].astype(np.int64)
        inner = np.repeat(text[i:j], counts)
        start = place - offsets[outer] - np.repeat(window[i:j] - offsets[text[i:j]], counts)
        slack = need[inner] - 1
        # equal lengths are for the join; the key of a copy cut off is the shorter
        fits = (
            (lengths[outer] > lengths[inner]) & (start >= -slack) & (start + lengths[inner] <= lengths[outer] + slack)
        )
        few, costly = _covered(codes, inner[fits], outer[fits], start[fits], need)
        partners = np.bincount(few.inner, minlength=len(lengths)) > effort // PARTNERS
        if partners.any():
            much |= partners
            few = Inside(*(column[~partners[few.inner]] for column in few))
        found.append(few)
        much[costly] = True
    parts = [np.concatenate([f[k] for f in found]) if found else nothing for k in range(4)]
    return Inside(*_best(*parts)), np.flatnonzero(much)


def _covered(codes: Codes, inner: Ints, outer: Ints, start: Ints, need: Ints) -> tuple[Inside, Ints]:
    """Those candidates whose window of ``outer`` really holds 95 % of ``inner``; and texts too long to be measured.

    Beginnings less than the slack apart are one candidate, seen through a window that holds them all.
    """
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

    keys, lengths = codes.keys, codes.lengths
    zone = start // need[inner]
    order = np.lexsort((start, zone, outer, inner))
    inner, outer, start, zone = inner[order], outer[order], start[order], zone[order]
    fresh = np.ones(len(inner), np.bool_)
    fresh[1:] = (np.diff(inner) != 0) | (np.diff(outer) != 0) | (np.diff(zone) != 0)
    inner, outer, start = inner[fresh], outer[fresh], start[fresh]
    lacking = np.empty(len(inner), np.int64)
    for i in range(0, len(inner), 1 << 16):
        part = slice(i, i + (1 << 16))
        a, b = codes.bags[inner[part]], codes.bags[outer[part]]
        lacking[part] = (np.maximum(a, b) - b).sum(axis=1, dtype=np.int64)
    size = lengths[inner]
    may = lacking <= size // COVERAGE
    costly = may & (size * size > MOST_CELLS)
    unseen = np.unique(inner[costly])
    may &= ~costly
    inner, outer, start, size = inner[may], outer[may], start[may], size[may]
    slack = need[inner] - 1
    first = np.maximum(start - slack, 0)
    last = start + size + 2 * slack
    shared = cpdist(
        [keys[k] for k in inner.tolist()],
        [keys[k][a:b] for k, a, b in zip(outer.tolist(), first.tolist(), last.tolist(), strict=True)],
        scorer=LCSseq.similarity,
        dtype=np.int64,
    )
    holds = shared >= size - size // COVERAGE
    return Inside(inner[holds], outer[holds], start[holds], shared[holds]), unseen


def _best(inner: Ints, outer: Ints, start: Ints, shared: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """One place a pair: where most is shared, and of those the first."""
    order = np.lexsort((start, -shared, outer, inner))
    inner, outer, start, shared = inner[order], outer[order], start[order], shared[order]
    fresh = np.ones(len(inner), np.bool_)
    fresh[1:] = (np.diff(inner) != 0) | (np.diff(outer) != 0)
    return inner[fresh], outer[fresh], start[fresh], shared[fresh]


def same_characters(codes: Codes, shortest: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs of texts of the same characters, and the texts that have more such partners than are compared."""
    if not len(codes.keys):
        return [], []
    mixed = codes.points.astype(np.uint64) * GOLDEN
    mixed ^= mixed >> np.uint64(31)
    mixed *= GOLDEN
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed)))
    sums = total[codes.offsets[1:]] - total[codes.offsets[:-1]]
    order = np.lexsort((np.arange(len(sums)), sums))
    cuts = np.flatnonzero(np.diff(sums[order])) + 1
    sizes = np.diff(np.concatenate((np.zeros(1, np.int64), cuts, np.array([len(order)]))))
    pairs, skipped = [], []
    for k in np.flatnonzero(sizes > 1).tolist():
        start = int(cuts[k - 1]) if k else 0
        group = [t for t in order[start : start + int(sizes[k])].tolist() if codes.lengths[t] >= shortest]
        skipped += group[ORDERS:]
        group = group[:ORDERS]
        pairs += [(a, b) for n, a in enumerate(group) for b in group[:n]]
    return pairs, skipped


class Run(NamedTuple):
    """``length`` characters that text ``later`` from ``at`` on has in common with ``earlier`` from ``there`` on."""

    later: int
    at: int
    earlier: int
    there: int
    length: int


def passages(codes: Codes, rank: NDArray[np.int64], shortest: int) -> list[Run]:
    """Runs of at least ``shortest`` characters that two texts share: each text with the first, by ``rank``, that has
    the run. One run, the longest, for two texts.
    """
    k = shortest // 2 + 1
    w = shortest - k + 1
    size = len(codes.points)
    if size < shortest or len(codes.keys) < 2:
        return []
    hashes = codes.grams(k, 0, size)
    places = np.arange(size)
    inside_text = places + k <= codes.offsets[codes.owner[places].astype(np.int64) + 1]
    hashes[~inside_text] = np.iinfo(np.uint64).max
    chosen = _minima(hashes, w)
    chosen = chosen[inside_text[chosen]]
    owner = codes.owner[chosen].astype(np.int64)
    order = np.lexsort((chosen, rank[owner], hashes[chosen]))
    chosen, owner = chosen[order], owner[order]
    value = hashes[chosen]
    fresh = np.ones(len(chosen), np.bool_)
    fresh[1:] = value[1:] != value[:-1]
    lead = np.maximum.accumulate(np.where(fresh, np.arange(len(chosen)), 0))
    follows = np.flatnonzero(owner != owner[lead])
    best: dict[tuple[int, int], Run] = {}
    grown: Counter[tuple[int, int]] = Counter()
    for i in follows.tolist():
        later, earlier = int(owner[i]), int(owner[lead[i]])
        at = int(chosen[i] - codes.offsets[later])
        there = int(chosen[lead[i]] - codes.offsets[earlier])
        known = best.get((later, earlier))
        if known and known.at - known.there == at - there and known.at <= at < known.at + known.length:
            continue
        grown[later, earlier] += 1
        if grown[later, earlier] > DIAGONALS:
            continue
        run = _grown(codes, later, at, earlier, there)
        if run.length >= shortest and (known is None or (-run.length, run.at) < (-known.length, known.at)):
            best[later, earlier] = run
    return sorted(best.values())


def _minima(hashes: NDArray[np.uint64], width: int) -> Ints:
    """Places that hold the least of some ``width`` consecutive values."""
    least = hashes
    done = 1
    while done < width:  # the least of 2**k values from two of 2**(k - 1)
        step = min(done, width - done)
        least = np.minimum(least[: len(least) - step], least[step:])
        done += step
    # No window that holds a place has a greater least value than the place; the place is one of them if equal.
    greatest = np.zeros(len(hashes), np.uint64)
    greatest[: len(least)] = least
    done = 1
    while done < width:
        step = min(done, width - done)
        greatest[step:] = np.maximum(greatest[step:], greatest[: len(greatest) - step])
        done += step
    taken: Ints = np.flatnonzero(hashes == greatest)
    return taken


def _common(a: str, b: str) -> int:
    """How many characters ``a`` and ``b`` have in common at their beginning."""
    done, step = 0, 64
    while a[done : done + step] == b[done : done + step]:
        done += step
        if done >= len(a) or done >= len(b):
            return min(len(a), len(b))
        step *= 2
    while step > 1:
        step //= 2
        if a[done : done + step] == b[done : done + step]:
            done += step
    return min(done, len(a), len(b))


def _grown(codes: Codes, later: int, at: int, earlier: int, there: int) -> Run:
    a, b = codes.keys[later], codes.keys[earlier]
    most = min(len(a), len(b))
    ahead = _common(a[at : at + most], b[there : there + most])
    back = _common(a[max(0, at - most) : at][::-1], b[max(0, there - most) : there][::-1])
    return Run(later, at - back, earlier, there - back, back + ahead)
