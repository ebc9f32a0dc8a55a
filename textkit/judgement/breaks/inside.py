"""White space inside a line, by which rows of several columns are known."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from textkit.language.later import later

GAP = re.compile(r"[ \t\u3000\u00a0]{2,}")
SINGLE = later(r"(?<=[\u2e80-\U0003ffff]) (?=[\u2e80-\U0003ffff])")  # a space between wide characters
CELLS = 6  # more in a line are a table


class Inside(NamedTuple):
    """Whether there is a gap as between columns in a line, and where the first spaces between wide characters stand."""

    gap: bool = False
    single: tuple[int, ...] = ()


SOLID = Inside()  # as most lines of Chinese are


def inside(s: str) -> Inside:
    """What is inside the line ``s``, which has no white space outside."""
    return Inside(GAP.search(s) is not None, tuple([match.start() for match in islice(SINGLE.finditer(s), CELLS)]))
