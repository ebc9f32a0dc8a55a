"""Runs of characters that otherwise different keys have in common.

A run of N common characters holds N - k + 1 common k-grams; of any w consecutive k-grams the one with the least hash
is written down, so with k + w - 1 = N both texts write down the same one (Schleimer, Wilkerson, Aiken, "Winnowing",
SIGMOD 2003). What is found is grown to its full length on the characters themselves.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from textkit.steps.dedupe.anchors import anchors
from textkit.steps.dedupe.codes import STRETCH, Codes, Hashes, Ints, Points, chunks, mixed, paired, parted, ranges

Small = NDArray[Any]  # int32, or int64 where there are more characters than that holds

# How often one gram of one text is laid beside another text: only a text that repeats itself has it more often.
TIMES = 4
# How many of the texts that have one gram are in turn laid beside the others that no run has been found for.
TURNS = 16
SEVERAL = 64  # passages of one text that are compared with each other
# Characters compared at a time.
CELLS = 1 << 20
ROWS = 1 << 14  # runs that are made into passages at a time
PART = 1 << 18  # and grams looked at at a time: bounds on memory that change no result


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
    rows = _rows(codes, rank, _anchors(codes, texts, k, shortest - k + 1), k)
    settled = np.zeros(len(rows.gram), np.bool_)  # by the number of the first row of a gram and text
    runs = [np.zeros((5, 0), rows.text.dtype)]
    for turn in range(TURNS):
        pairs = _pairs(codes, rows, turn, settled, fixed, k, shortest)
        if pairs is None:
            break
        runs += _grown(codes, rows, *pairs, k, shortest, settled)
    del rows, settled
    columns = np.concatenate(runs, axis=1)
    runs.clear()
    yield from _by_text(columns, rank, shortest)


def _by_text(columns: Small, rank: Ints, shortest: int) -> Iterator[Passage]:
    """The passages of each text in turn, a few texts at a time. ``columns`` are the rows of ``_passages_of``, with the text
    before them, in any order.
    """
    entries = paired(rank[columns[0]], np.arange(columns.shape[1]))
    entries.sort()
    starts = np.flatnonzero(np.diff(entries >> 32, prepend=-1))
    counts = np.diff(starts, append=len(entries))
    for i, j in chunks(counts, ROWS):
        some = parted(entries[starts[i] : starts[i] + int(counts[i:j].sum())])[1]
        first, other, at, length, there = columns[:, some]
        order = np.lexsort((there, -length, at, rank[other], rank[first]))
        few = [column[order].tolist() for column in (first, other, at, length, there)]
        for text, rows in itertools.groupby(zip(*few, strict=True), key=itemgetter(0)):
            yield from _passages_of(text, rows, shortest)


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


def _anchors(codes: Codes, texts: Ints, k: int, w: int) -> Hashes:
    """Grams of ``k`` characters that are written down, in order, as ``hash | place``; a place has as many bits as it needs."""
    bits = _bits(codes)
    parts = [np.zeros(0, np.uint64)]
    for i, j in chunks(codes.lengths[texts], STRETCH // 4):
        hashes, places = anchors(codes, texts[i:j], k, w)
        parts.append((hashes >> bits << bits) | places.astype(np.uint64))
    entries = np.concatenate(parts)
    parts.clear()
    entries.sort()
    return entries


def _bits(codes: Codes) -> np.uint64:
    return np.uint64(max(1, len(codes.points).bit_length()))


class _Rows(NamedTuple):
    """Places of grams that several texts have, by gram, rank of the text, and place. ``head``: the number of the first
    row of the same gram and text; ``turn``: how many texts have the gram before this one. ``cuts``: where grams begin,
    some of them.
    """

    gram: Small
    text: Small
    place: Small
    head: Small
    turn: Small
    cuts: list[int]


def _rows(codes: Codes, rank: Ints, entries: Hashes, k: int) -> _Rows:
    """The rows of ``entries``, made part by part: there are very many."""
    small = np.int32 if len(codes.points) < 1 << 31 else np.int64
    bits = _bits(codes)
    below = (np.uint64(1) << bits) - np.uint64(1)
    parts = [np.zeros((5, 0), small)]
    cuts, first, grams = [0], 0, 0
    while first < len(entries):
        last = min(first + PART, len(entries))
        last = int(np.searchsorted(entries, entries[last - 1] | below, "right"))  # with all of its last gram
        part = entries[first:last]
        first = last
        hashes = part >> bits
        same = np.zeros(len(hashes) + 1, np.bool_)
        same[1:-1] = hashes[1:] == hashes[:-1]
        several = np.flatnonzero(same[1:] | same[:-1])  # written down more than once
        if not len(several):
            continue
        columns = _pruned(codes, rank, np.cumsum(~same[several]), (part[several] & below).astype(np.int64), k)
        if not columns.shape[1]:
            continue
        columns[0] += grams
        columns[3] += cuts[-1]
        grams = int(columns[0, -1])
        cuts.append(cuts[-1] + columns.shape[1])
        parts.append(columns.astype(small))
    gram, text, place, head, turn = np.concatenate(parts, axis=1)
    return _Rows(gram, text, place, head, turn, cuts)


def _pruned(codes: Codes, rank: Ints, gram: Ints, place: Ints, k: int) -> Ints:
    """The columns of ``_Rows`` of some grams, in order, and their places."""
    text = codes.owner(place)
    order = np.argsort(paired(gram, rank[text]), kind="stable")
    gram, place, text = gram[order], place[order], text[order]
    # of a gram that follows itself again and again the first and the last are enough
    again = np.zeros(len(gram) + 1, np.bool_)
    again[1:-1] = (gram[1:] == gram[:-1]) & (text[1:] == text[:-1]) & (np.diff(place) < k)
    left = np.flatnonzero(~(again[1:] & again[:-1]))
    gram, place, text = gram[left], place[left], text[left]
    ordinal = _ordinal(paired(gram, text))
    few = np.flatnonzero(ordinal < TIMES)
    gram, place, text, ordinal = gram[few], place[few], text[few], ordinal[few]
    numbers = np.arange(len(gram))
    texts = np.cumsum(ordinal == 0)  # counted through all grams
    return np.stack((gram, text, place, numbers - ordinal, texts - texts[numbers - _ordinal(gram)]))


def _pairs(
    codes: Codes,
    rows: _Rows,
    turn: int,
    settled: NDArray[np.bool_],
    fixed: NDArray[np.bool_],
    k: int,
    shortest: int,
) -> tuple[Small, Small] | None:
    """Pairs of rows: of the text whose ``turn`` it is for a gram, and of each later text that has the gram, unless a run
    has been found for both; those that ``_may_grow``. None if there are none at all.
    """
    some = False
    parts = [np.zeros((2, 0), rows.gram.dtype)]
    for i, j in itertools.pairwise(rows.cuts):
        gram, of_turn = rows.gram[i:j], rows.turn[i:j]
        leading = np.flatnonzero(of_turn == turn)
        others = np.flatnonzero((of_turn > turn) & ~fixed[rows.text[i:j]])
        if not len(others):
            continue
        first = np.searchsorted(gram[leading], gram[others])
        behind = np.searchsorted(gram[leading], gram[others], "right")
        # of those that never change, the first that has a run in common is enough
        lead = i + leading[first]
        open_ = ~(settled[rows.head[i + others]] & (settled[rows.head[lead]] | fixed[rows.text[lead]]))
        first, counts, others = first[open_], (behind - first)[open_], others[open_]
        a, b = i + leading[ranges(first, counts)], i + np.repeat(others, counts)
        some = some or len(a) > 0
        left = _may_grow(codes, rows, a, b, k, shortest)
        parts.append(np.stack((a[left], b[left])).astype(rows.gram.dtype))
    if not some:
        return None
    a, b = np.concatenate(parts, axis=1)
    return a, b


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


def _grown(
    codes: Codes, rows: _Rows, a: Small, b: Small, k: int, shortest: int, settled: NDArray[np.bool_]
) -> Iterator[Small]:
    """The runs of at least ``shortest`` characters that rows ``a[i]`` and ``b[i]`` lie in, in rows: first text, other text,
    the place of the run in the first, its length, its place in the other. Their first rows are ``settled``.
    """
    parts = len(a) // PART + 1  # runs of two texts are of one part
    part = (rows.text[a] % parts).astype(np.uint16)
    for n in range(parts):
        some = np.flatnonzero(part == n)
        holds, found = _runs(codes, rows, a[some], b[some], k, shortest)
        settled[rows.head[a[some[holds]]]] = True
        settled[rows.head[b[some[holds]]]] = True
        yield found.astype(rows.text.dtype)


def _runs(codes: Codes, rows: _Rows, a: Small, b: Small, k: int, shortest: int) -> tuple[NDArray[np.bool_], Ints]:
    """Which of the rows lie in runs, and these.

    Of grams that overlap or touch in one way to lay a text beside another only the foremost is looked at.
    """
    first, other, at, there = (
        column.astype(np.int64) for column in (rows.text[a], rows.text[b], rows.place[a], rows.place[b])
    )
    # in order of text, text and way, whatever order that is, and of place
    bits = _bits(codes)
    side = mixed(paired(first, other).view(np.uint64)) + (there - at).view(np.uint64)
    order = np.argsort((mixed(side) >> bits << bits) | at.view(np.uint64))
    sides = np.stack((first, other, there - at, at))[:, order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (sides[:3, 1:] != sides[:3, :-1]).any(axis=0) | (np.diff(sides[3]) > k)
    first, other, shift, at = sides[:, fresh]
    there = at + shift
    ahead = np.minimum(codes.offsets[first + 1] - at, codes.offsets[other + 1] - there)
    behind = np.minimum(at - codes.offsets[first], there - codes.offsets[other])
    length = _alike(codes.points, at, there, ahead, 1)
    back = _alike(codes.points, at - 1, there - 1, behind, -1)
    at -= back + codes.offsets[first]
    there -= back + codes.offsets[other]
    length = np.where(length >= k, length + back, 0)  # equal hashes of other characters
    long = length >= shortest
    holds = np.zeros(len(order), np.bool_)
    holds[order] = long[np.cumsum(fresh) - 1]
    return holds, np.stack((first, other, at, length, there))[:, long]


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
    step = min(32, len(points))
    while len(active):
        further = []
        for i in range(0, len(active), max(1, CELLS // step)):
            part = active[i : i + max(1, CELLS // step)]
            done = way * count[part]
            same = _stretch(points, a[part] + done, step, way) == _stretch(points, b[part] + done, step, way)
            run = np.where(same.all(axis=1), step, np.argmin(same, axis=1))
            count[part] = np.minimum(count[part] + run, most[part])
            further.append(part[(run == step) & (count[part] < most[part])])
        active = np.concatenate(further)
        step = min(2 * step, CELLS, len(points))
    return count


def _stretch(points: Points, places: Ints, size: int, way: int) -> Points:
    """The ``size`` characters from each of ``places`` on, forwards or backwards; beyond the ends of all any."""
    starts = places if way > 0 else places - size + 1
    inside = np.clip(starts, 0, len(points) - size)
    stretch: Points = sliding_window_view(points, size)[inside]
    beyond = np.flatnonzero(starts != inside)
    stretch[beyond] = points.take(starts[beyond, None] + np.arange(size), mode="clip")
    return stretch if way > 0 else stretch[:, ::-1]
