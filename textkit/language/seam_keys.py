"""Characters as the seam tables count them, and the numbers by which they are looked up there."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITS = 13  # of a character's number; three fit an int64
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
    both = np.sort(keys << bits | np.arange(len(keys)))
    found = np.empty(len(keys), np.int64)
    found[both & ((1 << bits) - 1)] = np.searchsorted(known, both >> bits)
    return np.minimum(found, len(known) - 1, out=found)


def spaced(sides: NDArray[np.int64]) -> list[int]:
    """Which sides have a space in them."""
    import numpy as np

    found: list[int] = np.flatnonzero(sides.min(axis=0) < 0).tolist()
    return found


def distinct(sides: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The sides that differ, in two rows for their two characters, and which of them each side is."""
    import numpy as np

    both, which = np.unique(sides[0] << BITS | sides[1], return_inverse=True)
    return np.array([both >> BITS, both & (1 << BITS) - 1]), which
