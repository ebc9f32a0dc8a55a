"""All pairs of similar texts, found by comparing all with all: the reference that nothing is hidden from.

Similarity is rapidfuzz's normalized Indel similarity of ``textkit.dedupe.key`` of the texts, judged in integers: with S
the sum of the lengths and d the distance, a pair counts at threshold t if d <= (1 - t) S. A ``score_cutoff`` in floating
point would lose pairs that lie exactly on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BARS = (Fraction(80, 100), Fraction(85, 100), Fraction(90, 100))
AT_ONCE = 500

Ints = NDArray[np.int64]


def reaches(distance: Ints, total: Ints, bar: Fraction) -> NDArray[np.bool_]:
    """Whether a distance in operations, for this sum of lengths, is a similarity of ``bar`` or more."""
    met: NDArray[np.bool_] = distance * bar.denominator <= total * (bar.denominator - bar.numerator)
    return met


def all_pairs(keys: Sequence[str], least: Fraction = BARS[0]) -> tuple[Ints, Ints, Ints, Ints]:
    """Both numbers, distance and sum of lengths of every pair of ``keys`` that reaches ``least``.

    Only texts of which the shorter has room for that similarity are compared, in two processes' worth of threads.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    order = np.array(sorted(range(len(keys)), key=lambda n: len(keys[n])), dtype=np.int64)
    ordered = [keys[n] for n in order]
    lengths = np.array([len(key) for key in ordered], dtype=np.int64)
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    for start in range(0, len(ordered), AT_ONCE):
        block = ordered[start : start + AT_ONCE]
        # From d >= |a| - |b| follows |a| <= |b| (2 - t) / t for the longer a.
        longest = len(block[-1]) * (2 * least.denominator - least.numerator) // least.numerator
        end = int(np.searchsorted(lengths, longest, "right"))
        most = (len(block[-1]) + longest) * (least.denominator - least.numerator) // least.denominator
        distances = cdist(
            block, ordered[start:end], scorer=Indel.distance, score_cutoff=most, dtype=np.int32, workers=-1
        )
        rows, columns = np.nonzero(distances <= most)
        ahead = columns > rows
        rows, columns = rows[ahead], columns[ahead]
        distance = distances[rows, columns].astype(np.int64)
        total = lengths[start + rows] + lengths[start + columns]
        kept = reaches(distance, total, least)
        a, b = order[start + rows[kept]], order[start + columns[kept]]
        found.append((np.minimum(a, b), np.maximum(a, b), distance[kept], total[kept]))
    if not found:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty, empty
    first, second, distance, total = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, distance, total


def reference(path: Path, keys: Sequence[str]) -> tuple[Ints, Ints, Ints, Ints]:
    """``all_pairs`` of the keys, kept in ``path`` for the next time."""
    if not path.exists():
        first, second, distance, total = all_pairs(keys)
        np.savez_compressed(path, first=first, second=second, distance=distance, total=total)
    with np.load(path) as saved:
        return saved["first"], saved["second"], saved["distance"], saved["total"]
