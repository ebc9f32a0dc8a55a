"""Characters as the seam tables count them, and the numbers by which they are looked up there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Commonest = tuple[NDArray[np.int64], NDArray[np.integer]]  # pairs of characters, and a count
    # Three characters in a row, of many seams: a single number is the same character in all of them.
    Run = tuple[NDArray[np.int64] | int, NDArray[np.int64] | int, NDArray[np.int64] | int]

BITS = 13  # of a character's number; three fit an int64
FEW = 1000  # keys that are not worth being put in order
FEW_SIDES = 50  # and sides that are not worth being told apart: to look up some twice takes less time
DIGITS, LETTERS, SPACES = re.compile("0{3,}"), re.compile("a{3,}"), re.compile(r"[ \t\u3000\u00a0]+")


class Fold(dict[int, str]):
    """Characters as the table counts them: one width, every digit a nought, every Latin letter an a."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        plain = plain if len(plain) == 1 else char
        if plain.isdigit():
            plain = "0"
        elif plain.isascii() and plain.isalpha():
            plain = "a"
        self[code] = plain
        return plain


FOLD = Fold()


def fold(text: str) -> str:
    """``text`` as the table counts it: widths and digits folded, runs shortened, spaces gone."""
    return LETTERS.sub("aa", DIGITS.sub("00", SPACES.sub("", text.translate(FOLD))))


def places(known: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of ``keys`` stands in ``known``, if there. They are looked up in order, for the table is larger than the
    memory near at hand, and out of order takes five times as long.
    """
    import numpy as np

    bits = len(keys).bit_length()
    if len(keys) <= FEW or bits + 3 * BITS > 63:
        return np.minimum(known.searchsorted(keys), len(known) - 1)
    both = np.sort(keys << bits | np.arange(len(keys)))
    found = np.empty(len(keys), np.int64)
    found[both & ((1 << bits) - 1)] = known.searchsorted(both >> bits)
    return np.minimum(found, len(known) - 1, out=found)


def spaced(sides: NDArray[np.int64]) -> list[int]:
    """Which sides have a space in them."""
    found: list[int] = (sides.min(axis=0) < 0).nonzero()[0].tolist()
    return found


def distinct(sides: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The sides that differ, in two rows for their two characters, and which of them each side is; of few sides all."""
    import numpy as np

    if sides.shape[1] < FEW_SIDES:
        return sides, np.arange(sides.shape[1])
    both, which = np.unique(sides[0] << BITS | sides[1], return_inverse=True)
    return np.array([both >> BITS, both & (1 << BITS) - 1]), which


def across(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> tuple[Run, Run]:
    """The two runs of three characters across each seam."""
    (a, b), (x, y) = tails, heads
    return (a, b, x), (b, x, y)


def chained(runs: Sequence[Run]) -> tuple[list[NDArray[np.int64]], list[int]]:
    """The three columns of all ``runs``, one behind the other, and where each begins there and the last one ends."""
    import numpy as np

    sizes = [next(len(part) for part in run if not isinstance(part, int)) for run in runs]
    rows = zip(runs, sizes, strict=True)
    evened = [[np.full(size, part) if isinstance(part, int) else part for part in run] for run, size in rows]
    return [np.concatenate(column) for column in zip(*evened, strict=True)], [0, *accumulate(sizes)]


def commonest(pairs: NDArray[np.int64], counts: NDArray[np.integer]) -> Commonest:
    """Each of ``pairs``, which are in order, and the largest of its ``counts``."""
    import numpy as np

    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    return pairs[first], np.maximum.reduceat(counts, first) if len(first) else counts
