"""Runs of two to four characters: which of them stand inside a text.

They are asked for thousands of seams at a time, so they are sought in arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks.shared import CODE, among, codes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOTS = 20  # bits, at the most, of the table that sifts the runs of a text before they are compared …
SPARSE = 4  # … and by how many it is larger than the text
# Odd numbers that spread the characters of a run over the table, of the fractions of the golden ratio and of the roots of 2
# and 3 (multiplicative hashing: Knuth, TAOCP 3, 6.4).
SPREAD = (0x9E3779B9, 0x6A09E667, 0xBB67AE85)


NONE = "\uffff"  # stands for what a line has not; no character


class Standing(NamedTuple):
    """Of each seam whether the two characters before it and the two behind it stand together elsewhere too, whether the
    last one and the first one do, and either of these with the one beyond it; the last only where it is asked for.
    """

    four: NDArray[np.bool_]
    two: NDArray[np.bool_]
    three: NDArray[np.bool_]


def standing(
    texts: Sequence[str],
    tails: Sequence[str],
    heads: Sequence[str],
    seams: tuple[NDArray[np.int64], NDArray[np.int64]],
    threes: bool = True,
) -> Standing:
    """What of the ``seams``, each the number of a tail and of a head, stands inside one of ``texts``."""
    import numpy as np

    runs = _runs("\n".join(texts))
    before, behind = _sides([s[-2:].rjust(2, NONE) for s in tails]), _sides([s[:2].ljust(2, NONE) for s in heads])
    (a, b), (c, d) = before[:, seams[0]], behind[:, seams[1]]
    pairs, at = np.unique(b << CODE | c, return_inverse=True)
    two = runs.held(pairs, 2)[at]
    likely = two.nonzero()[0]  # what is longer holds these two
    a, b, c, d = (side[likely] for side in (a, b, c, d))
    lefts, at_left = np.unique((a << CODE | b) << CODE | c, return_inverse=True)
    rights, at_right = np.unique((b << CODE | c) << CODE | d, return_inverse=True)
    places = runs.among(lefts, 3)
    left = lefts.searchsorted(runs.keys(places, 3))
    four, three = np.zeros((2, len(two)), np.bool_)
    if threes:
        stand = np.zeros(len(lefts), np.bool_)
        stand[left] = True
        three[likely] = stand[at_left] | runs.held(rights, 3)[at_right]
    inside = places < len(runs.text) - 3
    places, left = places[inside], left[inside]
    keys = runs.keys(places + 1, 3)
    whole = among(keys, rights)
    there = left[whole] * len(rights) + rights.searchsorted(keys[whole])
    four[likely] = among(at_left * len(rights) + at_right, there)
    return Standing(four, two, three)


def _sides(sides: Sequence[str]) -> NDArray[np.int64]:
    """The characters of ``sides``, two each, in two rows."""
    return codes("".join(sides)).reshape(-1, 2).T


class _Runs:
    """The runs of two and of three characters of a text, and a slot of a table for each, by which they are sifted."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self.text = text
        self._chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._bits = min(SLOTS, len(text).bit_length() + SPARSE)
        self._slots = {size: _slots(self._beside(size), self._bits) for size in (2, 3)}

    def _beside(self, size: int) -> list[NDArray[np.uint32]]:
        """The characters of all runs of ``size``: the first of each, the second of each and so on."""
        many = max(0, len(self._chars) - size + 1)
        return [self._chars[k : many + k] for k in range(size)]

    def keys(self, at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        """The runs that begin at the places ``at``, each in one number."""
        import numpy as np

        keys: NDArray[np.int64] = self._chars[at].astype(np.int64)
        for k in range(1, size):
            keys = keys << CODE | self._chars[at + k]
        return keys

    def among(self, keys: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        """Where a run of ``size`` characters begins that is one of ``keys``."""
        likely = self._likely(_slots(_parts(keys, size), self._bits), size)
        return likely[among(self.keys(likely, size), keys)]

    def held(self, keys: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
        """Which of ``keys`` are runs of ``size`` characters of the text."""
        import numpy as np

        found = np.zeros(len(keys), np.bool_)
        slots = _slots(_parts(keys, size), self._bits)
        likely = self._likely(slots, size)
        number = np.zeros(1 << self._bits, np.int32)
        left = np.arange(len(keys))
        while len(left):  # more than once where two of them share a slot
            number[slots[left]] = left
            at = number[self._slots[size][likely]]
            found[at[self.keys(likely, size) == keys[at]]] = True
            left = left[number[slots[left]] != left]
        return found

    def _likely(self, slots: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        """Where a run of ``size`` characters begins that has one of ``slots``."""
        import numpy as np

        table = np.zeros(1 << self._bits, np.bool_)
        table[slots] = True
        likely: NDArray[np.int64] = table[self._slots[size]].nonzero()[0]
        return likely


@lru_cache(maxsize=1)
def _runs(text: str) -> _Runs:
    """The runs of ``text``; the last text is asked about several times."""
    return _Runs(text)


def _slots(chars: Sequence[NDArray[np.uint32]], bits: int) -> NDArray[np.int64]:
    """The slot of each run in a table of so many ``bits``; ``chars`` are the first characters of all, the second ones …

    Tables are asked with numbers of their own kind: with smaller ones that takes twice the time.
    """
    import numpy as np

    found = chars[0] * np.uint32(SPREAD[0])
    for char, factor in zip(chars[1:], SPREAD[1:], strict=False):
        found += char * np.uint32(factor)
    return (found >> np.uint32(32 - bits)).astype(np.int64)


def _parts(keys: NDArray[np.int64], size: int) -> list[NDArray[np.uint32]]:
    """The first characters of runs of ``size`` that are ``keys``, the second ones …"""
    import numpy as np

    return [(keys >> CODE * k & ((1 << CODE) - 1)).astype(np.uint32) for k in reversed(range(size))]
