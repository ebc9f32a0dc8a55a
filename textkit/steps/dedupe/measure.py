"""How far apart two keys are: bounds that are cheap, and the measure itself."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.alignment import CELLS, shared
from textkit.steps.dedupe.codes import Codes, Ints, chunks, distinct
from textkit.steps.dedupe.sketches import LONG, apart, levels, sketched

VERIFIED = 1 << 20  # characters measured at a time
SKETCHED = 1 << 20  # and of longer texts that are sketched
# Characters times characters of two texts that are compared in the time of an index entry, where one is compared with
# many: a processor does 64 of them at a time.
ALIGNED = 3000
CACHED = 1 << 24  # characters of keys that are held for that


class Pairs(NamedTuple):
    """Pairs of texts by number, ``longer`` after ``shorter`` in order of length, and their distance in operations."""

    longer: Ints
    shorter: Ints
    distance: Ints


def allowed(total: Ints, threshold: Fraction) -> Ints:
    """D(S): how many operations two keys of ``total`` characters together may differ by."""
    return (threshold.denominator - threshold.numerator) * total // threshold.denominator


def bag_distance(bags: NDArray[np.uint8], a: Ints, b: Ints) -> Ints:
    """How far apart the bags of texts ``a[i]`` and ``b[i]`` are."""
    distance = np.empty(len(a), np.int64)
    for i in range(0, len(a), 1 << 12):
        part = slice(i, i + (1 << 12))
        x, y = bags.take(a[part], axis=0), bags.take(b[part], axis=0)
        distance[part] = (np.maximum(x, y) - np.minimum(x, y)).sum(axis=1, dtype=np.uint16)
    return distance


def verify(codes: Codes, longer: Ints, shorter: Ints, threshold: Fraction) -> Pairs:
    """Those of the candidates that reach ``threshold``, with their true distance."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    longer, shorter = _close(codes, longer, shorter, threshold)
    total = codes.lengths[longer] + codes.lengths[shorter]
    distance = np.empty(len(longer), np.int64)
    long = codes.lengths[longer] * codes.lengths[shorter] > CELLS
    for n in np.flatnonzero(long).tolist():
        a, b = codes.keys([longer[n], shorter[n]])
        most = min(int(allowed(total[n : n + 1], threshold)[0]), int(total[n]) - 2 * shared(a, b))
        distance[n] = Indel.distance(a, b, score_cutoff=most)
    others = np.flatnonzero(~long)
    for i, j in chunks(total[others], VERIFIED):
        some = others[i:j]
        scores = cpdist(
            codes.keys(longer[some]),
            codes.keys(shorter[some]),
            scorer=Indel.normalized_similarity,
            score_cutoff=float(threshold) - 1e-4,
            dtype=np.float64,
        )
        distance[some] = np.rint((1 - scores) * total[some]).astype(np.int64)
    # in integers: 2L / S >= numerator / denominator
    holds = (total - distance) * threshold.denominator >= threshold.numerator * total
    return Pairs(longer[holds], shorter[holds], distance[holds])


class Beside:
    """One text after the other held beside many, whose keys are made once: several times as fast as by pairs."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._keys = np.zeros(0, np.object_)
        self._known = np.zeros(0, np.bool_)
        self._held = 0

    def cost(self, text: int, others: Ints) -> int:
        """How many index entries take as long."""
        return int(self._codes.lengths[text] * self._codes.lengths[others].sum()) // ALIGNED + 1

    def pairs(self, text: int, others: Ints, threshold: Fraction) -> Pairs:
        """Those of ``others`` that reach ``threshold`` beside ``text``."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cdist

        total = self._codes.lengths[others] + self._codes.lengths[text]
        most = allowed(total, threshold)
        cutoff = int(most.max(initial=0))
        apart = cdist(*self._of(text, others), scorer=Indel.distance, score_cutoff=cutoff, dtype=np.int64)[0]
        near = np.flatnonzero(apart <= most)
        return Pairs(np.maximum(others[near], text), np.minimum(others[near], text), apart[near])

    def sharing(self, text: int, others: Ints, least: int) -> NDArray[np.bool_]:
        """Which of ``others`` have ``least`` characters of ``text`` in order."""
        from rapidfuzz.distance import LCSseq
        from rapidfuzz.process import cdist

        shared = cdist(*self._of(text, others), scorer=LCSseq.similarity, score_cutoff=least, dtype=np.int64)[0]
        enough: NDArray[np.bool_] = shared >= least
        return enough

    def _of(self, text: int, others: Ints) -> tuple[list[str], list[str]]:
        if self._held > CACHED or not len(self._keys):
            self._keys, self._held = np.full(len(self._codes), None), 0
            self._known = np.zeros(len(self._codes), np.bool_)
        fresh = others[~self._known[others]]
        self._keys[fresh] = self._codes.keys(fresh)
        self._known[fresh] = True
        self._held += int(self._codes.lengths[fresh].sum())
        return self._codes.keys([text]), self._keys[others].tolist()


def _close(codes: Codes, longer: Ints, shorter: Ints, threshold: Fraction) -> tuple[Ints, Ints]:
    """The candidates without those long ones that the sketches forbid: to make these takes less time than to align."""
    near = np.ones(len(longer), np.bool_)
    long: Ints = np.flatnonzero(codes.lengths[shorter] >= LONG)
    for i, j in chunks(codes.lengths[longer[long]], SKETCHED):
        a, b = longer[long[i:j]], shorter[long[i:j]]
        texts = distinct(np.concatenate((a, b)))
        bits = sketched(codes, codes.offsets[texts], codes.lengths[texts], int(levels(codes.lengths[a]).max()))
        differ = apart(bits, np.searchsorted(texts, a), bits, np.searchsorted(texts, b))
        near[long[i:j]] = differ <= allowed(codes.lengths[a] + codes.lengths[b], threshold)
    return longer[near], shorter[near]
