"""What is looked up of a text so that no near copy of it is missed: grams of its tiles, and what must stand beside them.

The proofs are in ``join``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# Longer tiles are no rarer in practice, and each length asks for an index of its own.
LENGTHS = (4, 5, 6, 7, 9)
SHORTEST, LONGEST = LENGTHS[0], LENGTHS[-1]
GAP = (0, 1, 3, 4)  # two characters, any one, two characters


class Gram(NamedTuple):
    """Characters of a tile that stand in a text which holds the tile with at most one operation.

    ``at``: their places in the tile. ``shifts``: where they stand in the text, from the first of them on. ``own``:
    whether the tile's own text has them like that. ``beside``: characters that stand there as well, by their place in
    the text (from the first on) and in the tile. ``but``: a character in whose company, in the text and in the tile,
    another gram of the tile stands there too, and is enough.
    """

    at: tuple[int, ...]
    shifts: tuple[int, ...]
    own: bool
    beside: tuple[tuple[int, int], ...] = ()
    but: tuple[int, int] | None = None


@cache
def tile(length: int) -> tuple[tuple[Gram, ...], tuple[Gram, ...]]:
    """The grams of a tile of ``length`` >= 4 characters that at most one operation has touched: those in a row, and
    those with a gap, for which there is an index of their own.
    """
    row = tuple(range(length - 1))
    rows = [Gram(tuple(n for n in range(length) if n != k), row, k == 0) for k in range(length - 1)]
    rows.append(Gram(row, row, True, but=(length - 1, length - 1)))  # else the first, without the first character
    gaps = []
    for k in range(2, length - 1):
        others = [(n - k + 2 + (n >= k), n) for n in range(length) if not k - 2 <= n < k + 2]
        gaps.append(Gram(tuple(range(k - 2, k + 2)), GAP, False, tuple(others)))
    return tuple(rows), tuple(gaps)


@cache
def ends(length: int) -> tuple[Gram, ...]:
    """A tile that nothing has touched, by its characters but the first, or but the last: the first and the last of those
    of ``tile`` that are in a row.
    """
    row = tuple(range(length - 1))
    return Gram((*row[1:], length - 1), row, True, ((-1, 0),)), Gram(row, row, True, ((length - 1, length - 1),))


def window(length: int) -> tuple[Gram, ...]:
    """The one gram of a window that nothing has touched."""
    row = tuple(range(length))
    return (Gram(row, row, True),)
