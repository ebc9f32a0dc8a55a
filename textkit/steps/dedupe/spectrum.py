"""The similarities of the pairs of a run, looked for some way below the threshold too."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from textkit.model.spectrum import NearPair, Spectrum, Standing
from textkit.steps.dedupe.differences import differences
from textkit.steps.dedupe.join import join
from textkit.steps.dedupe.rows import Rows

# How far below the threshold pairs are looked for, and the width of a bar.
BELOW = Fraction(1, 10)
BAR = Fraction(1, 100)
LEAST = Fraction(51, 100)  # of a threshold: below a half nothing can be found
SHOWN = 6  # differences of a pair that are shown


def lowered(threshold: Fraction) -> Fraction:
    """Where the search begins that shows what lies below the threshold."""
    return max(LEAST, threshold - BELOW)


def spectrum(rows: Rows) -> Spectrum:
    """The similarities of all pairs above and some way below the threshold, and the ``options.borderline`` pairs nearest
    to it. Exact copies are no pairs. What a run decides does not depend on it.
    """
    options, codes = rows.options, rows.codes
    first = int(np.searchsorted(codes.lengths, max(options.min_length, 1)))
    pairs = np.column_stack(join(codes, lowered(options.threshold), options.effort, first=first).pairs)
    total = codes.lengths[pairs[:, 0]] + codes.lengths[pairs[:, 1]] if len(pairs) else np.zeros(0, np.int64)
    shared = total - pairs[:, 2]
    number = shared * BAR.denominator // np.maximum(total, 1)
    counts = np.bincount(number, minlength=BAR.denominator + 1)
    bars = tuple(
        (n / BAR.denominator, int(counts[n]))
        for n in range(int(lowered(options.threshold) * BAR.denominator), BAR.denominator)
    )
    similarity = shared / np.maximum(total, 1)
    distance = np.abs(similarity - float(options.threshold))
    # pairs as far from the threshold in order of place, so that files in another order show the same
    seat = np.full(len(codes), len(rows.rank), np.int64)
    np.minimum.at(seat, rows.key[rows.key >= 0], rows.rank[rows.key >= 0])
    row_at = np.argsort(rows.rank)
    low, high = np.minimum(seat[pairs[:, 0]], seat[pairs[:, 1]]), np.maximum(seat[pairs[:, 0]], seat[pairs[:, 1]])
    nearest = np.lexsort((high, low, distance))[: options.borderline]
    shown = []
    for n in nearest.tolist():
        a, b = int(row_at[low[n]]), int(row_at[high[n]])
        x, y = rows.written(a), rows.written(b)
        where = differences(x.key, y.key)[:SHOWN]
        told = tuple((x.written(*d[:2]), y.written(*d[2:])) for d in where)
        shown.append(NearPair(round(float(similarity[n]), 4), _standing(rows, a), _standing(rows, b), told))
    shown.sort(key=lambda p: -p.similarity)
    return Spectrum(float(options.threshold), bars, tuple(shown))


def _standing(rows: Rows, row: int) -> Standing:
    return Standing(rows.path(row), rows.corpus.record[int(rows.document[row])], rows.corpus.place(row))
