"""All pairs of keys whose normalized Indel similarity reaches a threshold: found by windows, none missed.

Notation: keys a, b with |a| >= |b|, S = |a| + |b|, L the length of their longest common subsequence, d = S - 2L the
number of insertions and deletions between them. Similarity is 2L / S; at threshold t a pair counts if and only if
d <= D(S) = floor((1 - t) S). All bounds below are on d, in integers; t is an exact fraction.

Length. d >= |a| - |b|, so |b| >= |a| t / (2 - t).

Windows. Let W be disjoint windows of a, |W| = D(2|a|) + 1. Then at least one of them stands verbatim in every b that is
not longer than a and reaches t. Proof: D is monotonous, so d <= D(S) <= D(2|a|). Take any alignment of a and b with d
operations. A window of a is broken only by a deleted character inside it, or by an inserted one strictly between two
of its characters; disjoint windows share neither, so each operation breaks at most one window and at most d are
broken. One is left, and its characters are adjacent in b as well. []
Which windows are taken does not matter to the proof: the rarest of a fixed tiling are, because they are cheap to look
up, and how rare one is may be guessed wrongly without harm. There is room for D(2|a|) + 1 windows of q characters if
q <= |a| / (D(2|a|) + 1), which is at least 1 for t > 0.5.

Shift. A window left whole stands at p in a and at p + s in b, where s is the insertions before it less the deletions
before it: at least |s| operations before. Behind it remains the shift (|b| - |a|) - s. So |s| + |s + |a| - |b|| <= d.

Bag. d is at least the L1 distance between the character counts of a and b, for one operation changes one count by one.
Putting characters into buckets and cutting counts off at 255 only brings counts nearer.

What passes all bounds is measured by rapidfuzz and judged in integers. Its ``score_cutoff`` may drop pairs that lie
exactly on the cutoff, so it is given one that lies lower.

Signatures of disjoint windows: Wang, Qin, Xiao, Lin, Shen, "VChunkJoin" (TKDE 2013), and Li, Deng, Wang, Feng,
"Pass-Join" (PVLDB 2011), carried over from edit distance to insertions and deletions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Codes, Hashes, Ints, chunks, distinct, ranges

# Characters indexed at a time and index entries looked at a time: bounds on memory that change no result.
BLOCK = 1 << 24
STEP = 1 << 21
# Index entries for each candidate: some 200 are read before one leads to a text worth measuring.
PARTNERS = 200
# Characters times characters of two texts that take more than about a second to align.
MOST_CELLS = 40_000_000_000


class Pairs(NamedTuple):
    """Pairs of texts by number, ``longer`` after ``shorter`` in order of length, and their distance in operations."""

    longer: Ints
    shorter: Ints
    distance: Ints


class Found(NamedTuple):
    """The pairs, and the texts that were too costly to compare as the longer of a pair."""

    pairs: Pairs
    skipped: Ints


def allowed(total: Ints, threshold: Fraction) -> Ints:
    """D(S): how many operations two keys of ``total`` characters together may differ by."""
    return (threshold.denominator - threshold.numerator) * total // threshold.denominator


def join(codes: Codes, threshold: Fraction, effort: int, groups: Ints | None = None) -> Found:
    """All pairs of different texts of ``codes`` at or above ``threshold`` (in (0.5, 1]).

    ``codes`` holds each key once, from short to long. ``effort`` bounds the index entries looked at for one text, and
    a 200th of it the candidates; a text that needs more is not compared with shorter ones and is named in ``skipped``.
    Texts of one number in ``groups`` are not compared with each other.
    """
    if not Fraction(1, 2) < threshold <= 1:
        raise ValueError(f"threshold {threshold} is not in (0.5, 1]")
    lengths = codes.lengths
    need = allowed(2 * lengths, threshold) + 1
    room = np.minimum(lengths // np.maximum(need, 1), 8)
    shortest = -(-lengths * threshold.numerator // (2 * threshold.denominator - threshold.numerator))
    least = np.searchsorted(lengths, shortest)  # the first text long enough to be the shorter of a pair
    if groups is None:
        groups = np.arange(len(lengths))
    found: list[tuple[Ints, Ints]] = []
    skipped: list[Ints] = []
    for q in np.unique(room[room > 0]):
        probes = np.flatnonzero(room == q)
        found += _candidates(codes, int(q), probes, need, least, threshold, effort, groups, skipped)
    longer = np.concatenate([f[0] for f in found]) if found else np.zeros(0, np.int64)
    shorter = np.concatenate([f[1] for f in found]) if found else np.zeros(0, np.int64)
    longer, shorter = _few(longer, shorter, effort // PARTNERS, skipped) if len(longer) else (longer, shorter)
    costly = codes.lengths[longer] * codes.lengths[shorter] > MOST_CELLS
    skipped.append(longer[costly])
    pairs = verify(codes, longer[~costly], shorter[~costly], threshold)
    return Found(pairs, np.unique(np.concatenate(skipped)) if skipped else np.zeros(0, np.int64))


def _candidates(
    codes: Codes,
    q: int,
    probes: Ints,
    need: Ints,
    least: Ints,
    threshold: Fraction,
    effort: int,
    groups: Ints,
    skipped: list[Ints],
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs that pass the bounds, for the longer texts ``probes``, whose windows have ``q`` characters."""
    lengths, offsets = codes.lengths, codes.offsets
    for first, last in _blocks(offsets, int(least[probes].min()), int(probes.max())):
        asking = probes[(probes > first) & (least[probes] < last)]
        if not len(asking):
            continue
        index, count, shift = _index(codes, q, first, last)
        bits = np.uint64(shift)
        for some in np.array_split(asking, min(len(asking), 1 + int(lengths[asking].sum()) // BLOCK)):
            window, hashes = _windows(codes, q, some, need, count)
            text = codes.owner[window].astype(np.int64)
            low = offsets[np.maximum(least[text], first)] - offsets[first]
            high = offsets[np.minimum(text, last)] - offsets[first]
            order = np.argsort(hashes)  # looking up in order of the index reads it once
            base = (hashes >> bits << bits)[order]
            begin = np.empty(len(window), np.int64)
            end = np.empty(len(window), np.int64)
            begin[order] = np.searchsorted(index, base | low[order].astype(np.uint64))
            end[order] = np.searchsorted(index, base | high[order].astype(np.uint64))
            much = np.bincount(text, np.maximum(end - begin, 0), len(lengths)) > effort
            if much.any():
                skipped.append(np.flatnonzero(much))
            use = (end > begin) & ~much[text]
            windows = (window[use], text[use], begin[use], end[use])
            for long, short in _scan(codes, index, shift, first, *windows, threshold, groups):
                yield _few(long, short, effort // PARTNERS, skipped)


def _blocks(offsets: Ints, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Runs of texts ``[first, last]`` of at most ``BLOCK`` characters, or of one text."""
    while first <= last:
        end = max(first + 1, int(np.searchsorted(offsets, offsets[first] + BLOCK, "right")) - 1)
        end = min(end, last + 1)
        yield first, end
        first = end


def _whole(codes: Codes, q: int, places: Ints) -> NDArray[np.bool_]:
    """Whether the ``q`` characters at each place belong to one text."""
    return places + q <= codes.offsets[codes.owner[places].astype(np.int64) + 1]


def _index(codes: Codes, q: int, first: int, last: int) -> tuple[Hashes, NDArray[np.uint32], int]:
    """The grams of texts ``[first, last)`` as sorted ``hash | place``, how often each bucket of them occurs, and how
    many low bits hold the place (counted from the first text).
    """
    start, end = int(codes.offsets[first]), int(codes.offsets[last])
    hashes = codes.grams(q, start, end)
    places = np.flatnonzero(_whole(codes, q, np.arange(start, end)))
    hashes = hashes[places]
    count = np.bincount((hashes >> np.uint64(42)).astype(np.int64), minlength=1 << 22).astype(np.uint32)
    shift = np.uint64(max(1, int(end - start).bit_length()))
    entries = (hashes >> shift << shift) | places.astype(np.uint64)
    entries.sort()
    return entries, count, int(shift)


def _windows(codes: Codes, q: int, texts: Ints, need: Ints, count: NDArray[np.uint32]) -> tuple[Ints, Hashes]:
    """For each of ``texts`` the places of its rarest ``need`` tiles of ``q`` characters, with their hashes."""
    tiles = codes.lengths[texts] // q
    number = ranges(np.zeros(len(texts), np.int64), tiles)
    places = np.repeat(codes.offsets[texts], tiles) + number * q
    start, end = int(codes.offsets[texts[0]]), int(codes.offsets[texts[-1] + 1])
    hashes = codes.grams(q, start, end)[places - start]
    rarity = count[(hashes >> np.uint64(42)).astype(np.int64)].astype(np.int64)
    owner = np.repeat(np.arange(len(texts)), tiles)
    order = np.argsort((owner << 32) | rarity, kind="stable")
    chosen = np.sort(order[number < np.repeat(need[texts], tiles)])
    chosen = chosen[rarity[chosen] > 0]
    return places[chosen], hashes[chosen]


def _scan(
    codes: Codes,
    index: Hashes,
    shift: int,
    first: int,
    window: Ints,
    text: Ints,
    begin: Ints,
    end: Ints,
    threshold: Fraction,
    groups: Ints,
) -> Iterator[tuple[Ints, Ints]]:
    """Look at the index entries ``[begin, end)`` of each window and keep the pairs within the bounds."""
    lengths, offsets, bags = codes.lengths, codes.offsets, codes.bags
    mask = np.uint64((1 << shift) - 1)
    for i, j in chunks(end - begin, STEP):
        counts = end[i:j] - begin[i:j]
        place = (index[ranges(begin[i:j], counts)] & mask).astype(np.int64) + offsets[first]
        short = codes.owner[place].astype(np.int64)
        which = np.repeat(np.arange(i, j), counts)
        other = groups[short] != groups[text[which]]
        place, short, which = place[other], short[other], which[other]
        long = text[which]
        moved = (place - offsets[short]) - (window[which] - offsets[long])
        may = allowed(lengths[long] + lengths[short], threshold)
        near = np.abs(moved) + np.abs(moved + lengths[long] - lengths[short]) <= may
        pair = distinct(long[near] * len(lengths) + short[near])
        long, short = pair // len(lengths), pair % len(lengths)
        alike = _bag_distance(bags, long, short) <= allowed(lengths[long] + lengths[short], threshold)
        yield long[alike], short[alike]


def _few(long: Ints, short: Ints, most: int, skipped: list[Ints]) -> tuple[Ints, Ints]:
    """The candidates without those of texts that have more than ``most``."""
    much = np.bincount(long) > most
    if not much.any():
        return long, short
    skipped.append(np.flatnonzero(much))
    return long[~much[long]], short[~much[long]]


def _bag_distance(bags: NDArray[np.uint8], long: Ints, short: Ints) -> Ints:
    distance = np.empty(len(long), np.int64)
    for i in range(0, len(long), 1 << 16):
        part = slice(i, i + (1 << 16))
        a, b = bags[long[part]], bags[short[part]]
        distance[part] = (np.maximum(a, b) - np.minimum(a, b)).sum(axis=1, dtype=np.int64)
    return distance


def verify(codes: Codes, longer: Ints, shorter: Ints, threshold: Fraction) -> Pairs:
    """Those of the candidates that reach ``threshold``, each once, with their true distance."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    pair = distinct(longer * len(codes.keys) + shorter)
    longer, shorter = pair // max(1, len(codes.keys)), pair % max(1, len(codes.keys))
    total = codes.lengths[longer] + codes.lengths[shorter]
    distance = np.empty(len(pair), np.int64)
    keys = codes.keys
    for i in range(0, len(pair), 1 << 18):
        part = slice(i, i + (1 << 18))
        scores = cpdist(
            [keys[k] for k in longer[part].tolist()],
            [keys[k] for k in shorter[part].tolist()],
            scorer=Indel.normalized_similarity,
            score_cutoff=float(threshold) - 1e-4,
            dtype=np.float64,
        )
        distance[part] = np.rint((1 - scores) * total[part]).astype(np.int64)
    # in integers: 2L / S >= numerator / denominator
    holds = (total - distance) * threshold.denominator >= threshold.numerator * total
    return Pairs(longer[holds], shorter[holds], distance[holds])
