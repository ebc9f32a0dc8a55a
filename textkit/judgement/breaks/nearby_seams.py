"""The seams of wide letters and Latin that stand near a place, and those with one wide letter.

A text of several hands sets spaces beside Latin in some of its paragraphs and not in others, and some set none before
particles. So the seams of the same line and of those around it tell more than others, and so do those of the same letter.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 40  # characters to both sides
HALF = 0.5  # seams of each kind that are thought to stand there before any is seen


class Beside:
    """The seams of one text between wide letters and what is narrow."""

    def __init__(
        self,
        places: NDArray[np.int64],
        letters: NDArray[np.uint32],
        first: NDArray[np.bool_],
        spaced: NDArray[np.bool_],
    ) -> None:
        """``places`` of the seams, in order, the wide ``letters`` there, which of those stand ``first``, and where a space
        stands between.
        """
        import numpy as np

        self._places, self._upto = places, np.concatenate([[0], np.cumsum(spaced)])
        keys = (letters.astype(np.int64) << 2) | (first.astype(np.int64) << 1) | spaced
        found, counts = np.unique(keys, return_counts=True)
        self._counts = dict(zip(found.tolist(), counts.tolist(), strict=True))

    def near(self, place: int) -> float:
        """The log-odds of a space at ``place`` by the seams near by."""
        low, stop = self._places.searchsorted([place - NEAR, place + NEAR + 1]).tolist()
        return _odds(int(self._upto[stop] - self._upto[low]), stop - low)

    def alike(self, letter: str, first: bool) -> float:
        """The same by the seams with the wide ``letter`` on the same side, ``first`` or last."""
        none, some = (self._counts.get(ord(letter) << 2 | first << 1 | spaced, 0) for spaced in (0, 1))
        return _odds(some, none + some)


def _odds(some: int, many: int) -> float:
    return math.log((some + HALF) / (many - some + HALF))
