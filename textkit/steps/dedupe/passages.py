"""Runs of characters that otherwise different keys have in common.

A run of N common characters holds N - k + 1 common k-grams; of any w consecutive k-grams the one with the least hash
is written down, so with k + w - 1 = N both texts write down the same one (Schleimer, Wilkerson, Aiken, "Winnowing",
SIGMOD 2003). What is found is grown to its full length on the characters themselves.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.anchors import anchors
from textkit.steps.dedupe.codes import STRETCH, Codes, Ints, Points, chunks, ranges

# How often one gram of one text is laid beside another text: only a text that repeats itself has it more often.
TIMES = 4
# How many of the texts that have one gram are in turn laid beside the others that no run has been found for.
TURNS = 16
SEVERAL = 64  # passages of one text that are compared with each other
# Characters compared at a time.
CELLS = 1 << 20
ROWS = 1 << 14  # runs that are made into passages at a time


class Passage(NamedTuple):
    """``length`` characters of text ``first`` from ``at`` on, that the texts ``others`` have too, each at its place."""

    first: int
    at: int
    length: int
    others: tuple[tuple[int, int], ...]


def passages(
    codes: Codes, rank: Ints, shortest: int, present: NDArray[np.bool_], fixed: NDArray[np.bool_] | None = None
) -> Iterator[Passage]:
    """Runs of at least ``shortest`` characters that two or more of the texts ``present`` share.

    Each is told once, of the first text by ``rank`` that has it, with the others by number; two others of one passage
    may have more in common with each other, which is not told. Of two runs of the same two texts only the outer is
    told, where one lies in the other. In order of rank and place.
    """
    k = shortest // 2 + 1
    fixed = np.zeros(len(codes), np.bool_) if fixed is None else fixed
    texts = np.flatnonzero(present & (codes.lengths >= shortest))
    rows = _rows(codes, rank, *_anchors(codes, texts, k, shortest - k + 1), k)
    settled = np.zeros(len(rows.gram), np.bool_)  # by the number of the first row of a gram and text
    runs = [np.zeros((5, 0), np.int64)]
    for turn in range(TURNS):
        a, b = _pairs(rows, turn, settled, fixed)
        if not len(a):
            break
        left = _may_grow(codes, rows, a, b, k, shortest)
        a, b = a[left], b[left]
        found = _grown(codes, rows, a, b, k)
        holds = found[3] >= shortest
        settled[rows.head[a[holds]]] = True
        settled[rows.head[b[holds]]] = True
        runs.append(found[:, holds])
    first, other, at, length, there = np.concatenate(runs, axis=1)
    order = np.lexsort((there, -length, at, rank[other], rank[first]))
    return _by_text((first[order], other[order], at[order], length[order], there[order]), shortest)


def _by_text(columns: Sequence[Ints], shortest: int) -> Iterator[Passage]:
    """The passages of each text in turn, a few texts at a time. ``columns`` are the rows of ``_passages_of``, with the text
    before them.
    """
    starts = np.flatnonzero(np.diff(columns[0], prepend=-1))
    counts = np.diff(starts, append=len(columns[0]))
    for i, j in chunks(counts, ROWS):
        few = [column[starts[i] : starts[i] + counts[i:j].sum()].tolist() for column in columns]
        for first, rows in itertools.groupby(zip(*few, strict=True), key=itemgetter(0)):
            yield from _passages_of(first, rows, shortest)


def _passages_of(first: int, rows: Iterable[tuple[int, int, int, int, int]], shortest: int) -> Iterator[Passage]:
    """The passages of one text. ``rows``: first, other, where the run begins in the first, its length, where in the
    other; in this order, longer runs before shorter ones.

    Runs that are nearly the same are one passage, the part common to them: how far one goes on is often mere chance.
    """
    runs: dict[tuple[int, int], dict[int, int]] = {}
    other, reached = -1, 0
    for _, b, start, length, place in rows:
        if b != other:
            other, reached = b, 0
        if start + length > reached:  # else it lies in a run of the same two texts
            reached = start + length
            runs.setdefault((start, reached), {}).setdefault(b, place)
    cores: list[tuple[int, int, dict[int, int]]] = []
    for (start, end), places in sorted(runs.items()):
        for n, (begin, stop, held) in list(enumerate(cores))[-SEVERAL:]:
            low, high = max(start, begin), min(end, stop)
            if high - low >= shortest and (high - low) * 10 >= 9 * max(end - start, stop - begin):
                both = {b: p + low - begin for b, p in held.items()}
                cores[n] = low, high, {b: p + low - start for b, p in places.items()} | both
                break
        else:
            cores.append((start, end, places))
    for start, end, places in sorted(cores, key=lambda core: core[:2]):
        held = dict(places)
        for begin, stop, more in cores[:SEVERAL]:  # whoever has the longer one has this
            if begin <= start and end <= stop:
                held = {b: p + start - begin for b, p in more.items()} | held
        yield Passage(first, start, end - start, tuple(sorted(held.items())))


def _anchors(codes: Codes, texts: Ints, k: int, w: int) -> tuple[Ints, Ints]:
    """Grams of ``k`` characters that are written down more than once: a number for each gram, and its place."""
    bits = np.uint64(max(1, len(codes.points).bit_length()))
    parts = [np.zeros(0, np.uint64)]
    for i, j in chunks(codes.lengths[texts], STRETCH // 4):
        hashes, places = anchors(codes, texts[i:j], k, w)
        parts.append((hashes >> bits << bits) | places.astype(np.uint64))
    entries = np.concatenate(parts)
    parts.clear()
    entries.sort()
    place = (entries & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    entries >>= bits
    same = np.zeros(len(entries) + 1, np.bool_)
    same[1:-1] = entries[1:] == entries[:-1]
    several = np.flatnonzero(same[1:] | same[:-1])
    return np.cumsum(~same[several]), place[several]


class _Rows(NamedTuple):
    """Places of grams that several texts have, by gram, rank of the text, and place. ``head``: the number of the first
    row of the same gram and text; ``turn``: how many texts have the gram before this one.
    """

    gram: Ints
    text: Ints
    place: Ints
    head: Ints
    turn: Ints


def _rows(codes: Codes, rank: Ints, gram: Ints, place: Ints, k: int) -> _Rows:
    text = np.searchsorted(codes.offsets, place, "right") - 1
    order = np.lexsort((place, rank[text], gram))
    gram = gram[order]  # one after the other: they are long
    place = place[order]
    text = text[order]
    del order
    if len(gram):  # of a gram that follows itself again and again the first and the last are enough
        again = np.zeros(len(gram) + 1, np.bool_)
        again[1:-1] = (gram[1:] == gram[:-1]) & (text[1:] == text[:-1]) & (np.diff(place) < k)
        left = np.flatnonzero(~(again[1:] & again[:-1]))
        gram, place, text = gram[left], place[left], text[left]
    ordinal = _ordinal(gram * len(codes) + text)
    few = np.flatnonzero(ordinal < TIMES)
    gram, place, text, ordinal = gram[few], place[few], text[few], ordinal[few]
    head = np.arange(len(gram)) - ordinal
    texts = np.cumsum(ordinal == 0)  # counted through all grams
    return _Rows(gram, text, place, head, texts - texts[np.arange(len(gram)) - _ordinal(gram)] if len(gram) else texts)


def _pairs(rows: _Rows, turn: int, settled: NDArray[np.bool_], fixed: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Pairs of rows: of the text whose ``turn`` it is for a gram, and of each later text that has the gram, unless a run
    has been found for both.
    """
    leading = np.flatnonzero(rows.turn == turn)
    others = np.flatnonzero((rows.turn > turn) & ~fixed[rows.text])
    first = np.searchsorted(rows.gram[leading], rows.gram[others])
    behind = np.searchsorted(rows.gram[leading], rows.gram[others], "right")
    if len(others):  # of those that never change, the first that has a run in common is enough
        lead = leading[first]
        open_ = ~(settled[rows.head[others]] & (settled[rows.head[lead]] | fixed[rows.text[lead]]))
    else:
        open_ = others > 0
    first, counts, others = first[open_], (behind - first)[open_], others[open_]
    return leading[ranges(first, counts)], np.repeat(others, counts)


def _may_grow(codes: Codes, rows: _Rows, a: Ints, b: Ints, k: int, shortest: int) -> Ints:
    """Which pairs of rows may lie in a run of ``shortest`` characters: on one side of the gram there are at least half of
    those that it lacks, so the last of that half is the same in both texts.
    """
    half = (shortest - k + 1) // 2
    at, there, first, other = rows.place[a], rows.place[b], rows.text[a], rows.text[b]
    may = np.zeros(len(a), np.bool_)
    for step in (-half, k - 1 + half):
        x, y = at + step, there + step
        inside = (x >= codes.offsets[first]) & (y >= codes.offsets[other])
        inside &= (x < codes.offsets[first + 1]) & (y < codes.offsets[other + 1])
        may |= inside & (codes.points.take(x, mode="clip") == codes.points.take(y, mode="clip"))
    return np.flatnonzero(may)


def _grown(codes: Codes, rows: _Rows, a: Ints, b: Ints, k: int) -> Ints:
    """The runs that rows ``a[i]`` and ``b[i]`` lie in, in rows: first text, other text, the place of the run in the
    first, its length, its place in the other.

    Of grams that overlap or touch in one way to lay a text beside another only the foremost is looked at.
    """
    first, other, at, there = rows.text[a], rows.text[b], rows.place[a], rows.place[b]
    order = np.lexsort((at, there - at, other, first))
    sides = np.stack((first, other, there - at, at))[:, order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (sides[:3, 1:] != sides[:3, :-1]).any(axis=0) | (np.diff(sides[3]) > k)
    run = np.empty(len(order), np.int64)
    run[order] = np.cumsum(fresh) - 1
    first, other, shift, at = sides[:, fresh]
    there = at + shift
    ahead = np.minimum(codes.offsets[first + 1] - at, codes.offsets[other + 1] - there)
    behind = np.minimum(at - codes.offsets[first], there - codes.offsets[other])
    length = _alike(codes.points, at, there, ahead, 1)
    back = _alike(codes.points, at - 1, there - 1, behind, -1)
    at -= back + codes.offsets[first]
    there -= back + codes.offsets[other]
    length = np.where(length >= k, length + back, 0)  # equal hashes of other characters
    grown: Ints = np.stack((first, other, at, length, there))[:, run]
    return grown


def _ordinal(values: Ints) -> Ints:
    """The how manieth of its run of equal values each is, from 0."""
    places = np.arange(len(values))
    fresh = np.ones(len(values), np.bool_)
    fresh[1:] = values[1:] != values[:-1]
    return places - np.maximum.accumulate(np.where(fresh, places, 0))


def _alike(points: Points, a: Ints, b: Ints, most: Ints, way: int) -> Ints:
    """How many characters, ``most[i]`` at most, are the same from ``a[i]`` and ``b[i]`` on, forwards or backwards."""
    count = np.zeros(len(a), np.int64)
    active = np.flatnonzero(most > 0)
    step = 32
    while len(active):
        further = []
        for i in range(0, len(active), max(1, CELLS // step)):
            part = active[i : i + max(1, CELLS // step)]
            places = way * (np.arange(step) + count[part, None])
            same = points.take(a[part, None] + places, mode="clip") == points.take(b[part, None] + places, mode="clip")
            run = np.where(same.all(axis=1), step, np.argmin(same, axis=1))
            count[part] = np.minimum(count[part] + run, most[part])
            further.append(part[(run == step) & (count[part] < most[part])])
        active = np.concatenate(further)
        step = min(2 * step, CELLS)
    return count
