"""How often each character stands in a text: counted once, for all who ask which scripts and signs it has."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PART = 1 << 20  # characters counted at a time, which bounds the memory
SHORT = 1000  # characters that are put in order instead: a table of counts is as long for a few as for many


class Census:
    """The counts of the characters of one text."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self._counts: NDArray[np.int64] | None = None
        if len(text) < SHORT:
            self._text, self._points = text, sorted(map(ord, text))
            return
        known = np.zeros(0x80, np.int64)
        for start in range(0, len(text), PART):
            codes = np.frombuffer(text[start : start + PART].encode("utf-32-le", "surrogatepass"), np.uint32)
            counts = np.bincount(codes, minlength=len(known))
            counts[: len(known)] += known
            known = counts
        self._counts = known

    def within(self, first: int, stop: int) -> int:
        """How many characters have a code point from ``first`` to before ``stop``."""
        if self._counts is None:
            return bisect_left(self._points, stop) - bisect_left(self._points, first)
        return int(self._counts[first:stop].sum())

    def of(self, chars: str) -> int:
        """How many characters are one of ``chars``."""
        if self._counts is None:
            return sum(map(self._text.count, chars))
        counts = self._counts
        return sum([int(counts[code]) for code in map(ord, chars) if code < len(counts)])


@lru_cache(maxsize=2)
def census(text: str) -> Census:
    """The counts of ``text``; those of the last two texts are remembered."""
    return Census(text)
