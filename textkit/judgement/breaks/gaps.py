"""White space inside a line, by which rows of several columns are known."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

GAP = re.compile(r"[ \t\u3000\u00a0]{2,}")
SPACE = re.compile(" ")
WIDE = "\u2e80", "\U0003ffff"  # the first and the last of the wide characters
CELLS = 6  # more in a line are a table
CELL = re.compile(r"[^ .] {2,}(?=[^ ])")


class Inside(NamedTuple):
    """Whether there is a gap as between columns in a line, and where the first spaces between wide characters stand."""

    gap: bool = False
    single: tuple[int, ...] = ()


SOLID = Inside()  # as most lines of Chinese are


def inside(s: str) -> Inside:
    """What is inside the line ``s``, which has no white space outside."""
    first, last = WIDE
    spaces = (match.start() for match in SPACE.finditer("" if s.isascii() else s))
    single = (at for at in spaces if first <= s[at - 1] <= last and first <= s[at + 1] <= last)
    return Inside(GAP.search(s) is not None, tuple(islice(single, CELLS)))


def cells(s: str, indent: int) -> tuple[int, ...]:
    """The columns of Latin words that stand behind a gap in the line ``s``, as the cells of a row do; ``indent`` before it."""
    return tuple(indent + match.end() for match in islice(CELL.finditer(s), CELLS))
