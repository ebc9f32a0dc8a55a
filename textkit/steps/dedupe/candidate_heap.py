"""The candidates of ``join`` as they heap up, and their measure: bounded in number, however alike texts are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Codes, Ints, distinct, paired, parted
from textkit.steps.dedupe.measure import Pairs, verify

# Index entries that take as long as measuring one candidate.
PARTNERS = 50
# Pairs there may be for each bit of effort, and for each text, before a text of more than a few is too costly: what is made
# of each pair later takes as long as some thousand entries.
EFFORTS, FURTHER = 10, 2
FEW = 2000  # index entries that take as long as that
# Candidates there may be for each pair that there may be.
CANDIDATES = 4
MEASURED = 1 << 18  # candidates measured before the pairs are counted
FULL = 1 << 22  # candidates before it is looked which texts have too many


def too_many(counts: Ints, effort: int, times: int = 1) -> NDArray[np.bool_]:
    """Which texts are in too many pairs, if each is the longer of ``counts``, in order."""
    most = times * most_pairs(len(counts), effort)
    much: NDArray[np.bool_] = (np.cumsum(counts) > most) & (counts > effort // FEW)
    return much


def most_pairs(texts: int, effort: int) -> int:
    """In how many pairs ``texts`` may be before each may be the longer of a few only."""
    return EFFORTS * effort + FURTHER * texts


class Heap:
    """Pairs of ``count`` texts, each once; texts that are the longer of too many are ``much``, and have none."""

    def __init__(self, count: int, effort: int) -> None:
        self.much = np.zeros(count, np.bool_)
        self._effort, self._parts, self._size, self._full = effort, [np.zeros(0, np.int64)], 0, FULL

    def add(self, longer: Ints, shorter: Ints) -> NDArray[np.bool_]:
        """Take in some; ``much``."""
        self._parts.append(paired(longer, shorter))
        self._size += len(longer)
        if self._size > self._full:
            self._sift()
        return self.much

    def _sift(self) -> None:
        pair = distinct(np.concatenate(self._parts))
        count = np.bincount(pair >> 32, minlength=len(self.much))
        self.much |= (count > self._effort // PARTNERS) | too_many(count, self._effort, CANDIDATES)
        pair = pair[~self.much[pair >> 32]]
        self._parts, self._size = [pair], len(pair)
        self._full = max(FULL, 2 * self._size)

    def pairs(self) -> tuple[Ints, Ints]:
        """All, in order."""
        self._sift()
        return parted(self._parts[0])


def measured(
    codes: Codes, longer: Ints, shorter: Ints, threshold: Fraction, effort: int
) -> tuple[Pairs, NDArray[np.bool_]]:
    """The pairs at or above ``threshold``; and the texts whose candidates were not measured, because there were very many
    pairs before them.
    """
    much = np.zeros(len(codes), np.bool_)
    few = np.bincount(longer, minlength=len(codes)) <= effort // FEW
    found, count = [], 0
    for i in range(0, max(1, len(longer)), MEASURED):
        a, b = longer[i : i + MEASURED], shorter[i : i + MEASURED]
        if count > most_pairs(len(codes), effort):
            much[a[~few[a]]] = True
            b, a = b[few[a]], a[few[a]]
        found.append(verify(codes, a, b, threshold))
        count += len(found[-1].longer)
    pairs = Pairs(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
    left = ~much[pairs.longer]  # a part of the candidates of the first of them was
    return Pairs(*(column[left] for column in pairs)), much
