"""How far from the beginning or the end of its text a place lies, told from the place alone: no look at the text itself is
needed.

Texts stand in order of length, so those of one length stand side by side, and the places of a cell of 256 characters
mostly belong to texts of one length. Where these begin and how long they are is a small table, which stays in a
processor's cache; what each place belongs to is a large one, which does not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Codes, Ints

CELL = 8  # bits of a place within its cell
ROUNDING = 0.01  # more than what 64 bits round off; a place too many does no harm


class Margins:
    """For places of ``codes``."""

    def __init__(self, codes: Codes) -> None:
        lengths, offsets = codes.lengths, codes.offsets
        first = np.flatnonzero(np.diff(lengths, prepend=-1))  # of each length the first text
        first = first[lengths[first] > 0]
        size, start = lengths[first].astype(np.float64), offsets[first].astype(np.float64)
        # the last row is that of cells of which nothing is known
        self._rate = np.append(1 / size, 0.0)
        self._shift = np.append((0.5 - start) / size, 0.0)
        self._size = np.append(size, 0.0)
        cells = np.arange(0, len(codes.points) + (1 << CELL), 1 << CELL)
        row = np.searchsorted(offsets[first], cells, "right") - 1
        same = row[1:] == row[:-1]
        self._row = np.where(same, row[:-1], len(first)).astype(np.int32)

    def near(
        self, place: Ints, counts: Ints, margin: Ints, from_end: NDArray[np.bool_], most: NDArray[np.int32]
    ) -> Ints:
        """Which of ``place`` may lie ``margin[i]`` characters from the beginning of their text, give or take ``most[i]``, or
        ``from_end[i]`` from its end, where that is negative: the first ``counts[0]`` of them with i = 0, and so on.
        """
        row = self._row.take(place >> CELL, mode="clip")
        part = place * self._rate.take(row)
        part += self._shift.take(row)
        part -= np.floor(part)  # of the text lies before the middle of the character
        part -= np.repeat(from_end.astype(np.float64), counts)
        part *= self._size.take(row)
        part -= np.repeat(margin + 0.5, counts)
        np.abs(part, out=part)
        left: Ints = np.flatnonzero((part <= np.repeat(most + ROUNDING, counts)) | (row == len(self._size) - 1))
        return left
