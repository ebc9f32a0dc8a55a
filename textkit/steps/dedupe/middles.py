"""How far from the middle of its text a place lies, told from the place alone: no look at the text itself is needed.

Texts stand in order of length, so those of one length stand side by side, and the places of a cell of 256 characters
mostly belong to texts of one length. Where these begin and how long they are is a small table, which stays in a
processor's cache; what each place belongs to is a large one, which does not.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Codes, Ints

Floats = NDArray[np.float64]
CELL = 8  # bits of a place within its cell
ROUNDING = 0.01  # more than what 64 bits round off; a place too many does no harm


class Middles:
    """For places of ``codes``."""

    def __init__(self, codes: Codes, threshold: Fraction) -> None:
        lengths, offsets = codes.lengths, codes.offsets
        first = np.flatnonzero(np.diff(lengths, prepend=-1))  # of each length the first text
        first = first[lengths[first] > 0]
        size, start = lengths[first].astype(np.float64), offsets[first].astype(np.float64)
        # the last row is that of cells of which nothing is known
        self._rate = np.append(1 / size, 0.0)
        self._shift = np.append((0.5 - start) / size, 0.0)
        self._size = np.append(size, 0.0)
        self._share = (threshold.denominator - threshold.numerator) / threshold.denominator
        cells = np.arange(0, len(codes.points) + (1 << CELL), 1 << CELL)
        row = np.searchsorted(offsets[first], cells, "right") - 1
        same = row[1:] == row[:-1]
        self._row = np.where(same, row[:-1], len(first)).astype(np.int32)

    def near(self, place: Ints, asked: Ints, seen: Ints, size: Ints) -> Ints:
        """Which of ``place`` may lie as near to the middle of their text as they must to ``seen[asked[i]]``, which is how far
        that lies from the middle of a text of ``size[asked[i]]`` characters; ``seen`` is twice that.
        """
        row = self._row.take(place >> CELL, mode="clip")
        part = place * self._rate.take(row)
        part += self._shift.take(row)
        part -= np.floor(part)  # of the text lies before the middle of the character
        part -= 0.5
        own = self._size.take(row)
        part *= own
        part *= 2
        part -= (seen + 1.0).take(asked)
        np.abs(part, out=part)
        own += size.take(asked)
        own *= self._share
        own += ROUNDING
        left: Ints = np.flatnonzero((part <= own) | (row == len(self._size) - 1))
        return left
