"""Where words stand in a text that optical reading has got wrong.

The list has some hundred words of common characters. A search for all of them would ask at every other character; so the
pair that makes one wrong is looked up first, for all places at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from textkit.language.misread import Confusion, confusions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SPREAD = 31  # spreads pairs over the table: of all pairs of a text, one in a hundred falls on one of the list


def misread(text: str, codes: NDArray[np.uint16]) -> Iterator[tuple[int, Confusion]]:
    """Each place in ``text`` where nothing else than a misread word can stand, in order, and what was misread.

    ``codes``: its characters as ``codes_of`` gives them.
    """
    import numpy as np

    known = confusions()
    for at in np.flatnonzero(_table()[codes[:-1] * np.uint16(_SPREAD) + codes[1:]]).tolist():
        for before, one in known.get(text[at : at + 2], ()):
            if one.holds(text, at - before):
                yield at - before, one
                break


@cache
def _table() -> NDArray[np.bool_]:
    """Which sums of two characters make a word of the list."""
    import numpy as np

    found = np.zeros(1 << 16, np.bool_)
    for start in confusions():
        found[(ord(start[0]) * _SPREAD + ord(start[1])) & 0xFFFF] = True
    return found
