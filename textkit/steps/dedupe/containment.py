"""Which texts that a search has come upon lie inside others, and where: what the two alone say.

Which windows of a text are looked up depends on all other texts. So nothing may turn on what a window led to, but that
the pair is looked at: a pair that holds here is one that the search cannot miss (see ``contain``).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe import alignment
from textkit.steps.dedupe.alignment import CELLS
from textkit.steps.dedupe.codes import Codes, Ints, among, chunks, distinct, paired, parted
from textkit.steps.dedupe.differences import differences, snug
from textkit.steps.dedupe.offsets_in_longer import COVERAGE, tries
from textkit.steps.dedupe.sketches import LONG, apart, levels, sketched

# Characters looked at at a time.
STEP = 1 << 18
# Characters times characters of two texts that take more than about a second to align.
MOST_CELLS = 40_000_000_000
EVERYWHERE = 16  # characters aligned for each of a text, when another is looked for in all of it


class Inside(NamedTuple):
    """Text ``inner`` lies in ``outer`` from about ``start`` on; ``shared`` of its characters are there."""

    inner: Ints
    outer: Ints
    start: Ints
    shared: Ints


def holds(inner: str, window: str) -> bool:
    """Whether ``window`` holds ``inner``: with m = floor(n / 20) of its n characters at most m are lost, and those lost and
    others that stand between those that are there are at most 2 m together, so that m may be replaced.

    Characters at its ends may be found in what stands before and behind by chance; where they do harm, they are lost.
    """
    missing = len(inner) // COVERAGE
    found = snug(differences(window, inner), window, inner)
    begin = found.pop(0)[3] if found and not found[0][2] else 0
    end = found.pop()[2] if found and found[-1][3] == len(inner) else len(inner)
    lost = begin + len(inner) - end + sum(d - c for _, _, c, d in found)
    others = sum(b - a for a, b, _, _ in found)
    first, last = 0, len(found) - 1
    while lost <= missing:
        if lost + others <= 2 * missing:
            return True
        head, tail = found[first], found[last]
        size, behind = head[2] - begin, end - tail[3]
        if (head[1] - head[0]) * behind >= (tail[1] - tail[0]) * size:
            left, begin, lost, first = head, head[3], lost + size, first + 1
        else:
            left, end, lost, last = tail, tail[2], lost + behind, last - 1
        others -= left[1] - left[0]
    return False


class Lying:
    """Tells which texts of ``codes`` lie in others; notes in ``much`` those that take too long to compare."""

    def __init__(self, codes: Codes, much: NDArray[np.bool_]) -> None:
        self.codes, self.much = codes, much
        self.need = 2 * (codes.lengths // COVERAGE) + 1  # windows of each text of which one is left

    def window(self, inner: Ints, outer: Ints, start: Ints) -> tuple[Ints, Ints]:
        """The places ``inner`` may take in ``outer`` if it begins at ``start`` or less than the slack behind, give or
        take the slack.
        """
        offsets, slack = self.codes.offsets, self.need[inner] - 1
        begin = offsets[outer] + np.maximum(start - slack, 0)
        return begin, np.minimum(offsets[outer] + start + self.codes.lengths[inner] + 2 * slack, offsets[outer + 1])

    def each(self, inner: Ints, outer: Ints, start: Ints) -> Ints:
        """The first of beginnings less than the slack apart: its window holds them all."""
        zone = start // self.need[inner]
        order = np.lexsort((start, zone, outer, inner))
        rows = np.stack((inner, outer, zone, start))[:, order]
        fresh = np.ones(len(inner), np.bool_)
        fresh[1:] = (rows[:3, 1:] != rows[:3, :-1]).any(axis=0)
        each: Ints = rows[:, fresh][[0, 1, 3]]
        return each

    def covered(self, inner: Ints, outer: Ints, start: Ints) -> Inside:
        """Those candidates whose window of ``outer`` really holds ``inner``; one beginning a pair.

        It is the first of the pair's ``beginnings`` that holds. Only where none does, which repeats may do, and a window
        that the search met shares enough, is it looked for everywhere.
        """
        held, done = [], np.zeros(0, np.int64)
        for rows in tries(self.codes, distinct(paired(inner, outer))):
            left = ~among(paired(rows[0], rows[1]), done)
            held.append(np.stack(_best(*self._held(*self._shared(*rows[:, left])))))
            done = np.concatenate((done, paired(held[-1][0], held[-1][1])))
        left = ~among(paired(inner, outer), done)
        met = self._shared(inner[left], outer[left], start[left])
        everywhere = self._everywhere(distinct(paired(met[0], met[1])))
        held.append(np.stack(_best(*self._held(*self._shared(*everywhere)))))
        return Inside(*_best(*np.concatenate(held, axis=1)))

    def _everywhere(self, pair: Ints) -> Ints:
        """Beginnings of which one is less than the slack before any place that the inner text of a ``pair`` may take."""
        rows = [np.zeros((3, 0), np.int64)]
        lengths = self.codes.lengths
        for inner, outer in zip(*(part.tolist() for part in parted(pair)), strict=True):
            if EVERYWHERE * lengths[inner] * lengths[outer] > MOST_CELLS:
                self.much[inner] = True
                continue
            last = int(lengths[outer] - lengths[inner] + self.need[inner])
            starts = np.arange(0, max(1, last), self.need[inner])
            rows.append(np.stack((np.full(len(starts), inner), np.full(len(starts), outer), starts)))
        return np.concatenate(rows, axis=1)

    def _held(self, inner: Ints, outer: Ints, start: Ints, shared: Ints) -> Ints:
        """The candidates whose window ``holds`` the inner text."""
        begin, end = self.window(inner, outer, start)
        fits = np.zeros(len(inner), np.bool_)
        for i, j in chunks(end - begin, STEP):
            texts = zip(self.codes.keys(inner[i:j]), self.codes.parts(begin[i:j], end[i:j]), strict=True)
            fits[i:j] = [part in window or holds(part, window) for part, window in texts]
        return np.stack((inner, outer, start, shared))[:, fits]

    def _shared(self, inner: Ints, outer: Ints, start: Ints) -> Ints:
        """The candidates whose window has 95 % of the inner text in order, and how many characters that is."""
        from rapidfuzz.distance import LCSseq
        from rapidfuzz.process import cpdist

        codes, lengths = self.codes, self.codes.lengths
        inner, outer, start = self.each(inner, outer, start)
        self.much[inner[lengths[inner] ** 2 > MOST_CELLS]] = True
        left = ~self.much[inner]
        inner, outer, start = inner[left], outer[left], start[left]
        begin, end = self.window(inner, outer, start)
        left = self._close(inner, begin, end)
        inner, outer, start, begin, end = inner[left], outer[left], start[left], begin[left], end[left]
        size = lengths[inner]
        shared = np.empty(len(inner), np.int64)
        long = size * (end - begin) > CELLS
        for n in np.flatnonzero(long).tolist():
            a, b = codes.keys(inner[n : n + 1]) + codes.parts(begin[n : n + 1], end[n : n + 1])
            least = max(int(size[n] - size[n] // COVERAGE), alignment.shared(a, b))
            shared[n] = LCSseq.similarity(a, b, score_cutoff=least)
        others = np.flatnonzero(~long)
        for i, j in chunks((end - begin)[others], STEP):
            some = others[i:j]
            windows = codes.parts(begin[some], end[some])
            shared[some] = cpdist(codes.keys(inner[some]), windows, scorer=LCSseq.similarity, dtype=np.int64)
        enough = shared >= size - size // COVERAGE
        return np.stack((inner, outer, start, shared))[:, enough]

    def _close(self, inner: Ints, begin: Ints, end: Ints) -> NDArray[np.bool_]:
        """Which windows ``[begin, end)`` may hold their long ``inner`` texts by their sketches: to make these takes less
        time than to align.
        """
        codes, size = self.codes, self.codes.lengths[inner]
        near = np.ones(len(inner), np.bool_)
        long = np.flatnonzero(size >= LONG)
        for i, j in chunks(size[long], STEP):
            some = long[i:j]
            level = int(levels(size[some]).max())
            texts = distinct(inner[some])
            own = sketched(codes, codes.offsets[texts], codes.lengths[texts], level)
            there = sketched(codes, begin[some], end[some] - begin[some], level)
            lacking = apart(own, np.searchsorted(texts, inner[some]), there, np.arange(len(some)), lacking=True)
            near[some] = lacking <= size[some] // COVERAGE
        return near


def _best(inner: Ints, outer: Ints, start: Ints, shared: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """One place a pair: where most is shared, and of those the first."""
    order = np.lexsort((start, -shared, outer, inner))
    inner, outer, start, shared = inner[order], outer[order], start[order], shared[order]
    fresh = np.ones(len(inner), np.bool_)
    fresh[1:] = (np.diff(inner) != 0) | (np.diff(outer) != 0)
    return inner[fresh], outer[fresh], start[fresh], shared[fresh]
