"""Web addresses that a narrow column cut into pieces of a few characters, a line each: their breaks are judged by no
width and no words, but what the pieces make together cannot be mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.shadow import Line

PIECE = 3  # characters of a piece at the most
FEW = 4  # pieces of one address
SCHEMES = ("https://", "http://")
OPENING = "([<"  # that an address may stand in
GOES_ON = re.compile(r"[\w/.?&=%#~:@+-]", re.ASCII)


def pieces(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that go on at once, without a space, in an address begun in the line before."""
    found: set[int] = set()
    for k, line in enumerate(lines):
        whole = line.s.lstrip(OPENING)
        if k in found or len(line.s) > PIECE or whole[:1] != SCHEMES[0][0]:
            continue
        stop = k + 1
        while stop < len(lines) and len(lines[stop].s) <= PIECE and _written(lines[stop].s) and _begun(whole):
            whole += lines[stop].s
            stop += 1
        if stop - k >= FEW and whole.startswith(SCHEMES):
            found.update(range(k + 1, stop))
            if stop < len(lines) and not lines[stop].blanks and GOES_ON.match(lines[stop].s):
                found.add(stop)
    return found


def _begun(whole: str) -> bool:
    """Whether an address begins like this."""
    return whole.startswith(SCHEMES) or any(scheme.startswith(whole) for scheme in SCHEMES)


def _written(s: str) -> bool:
    """Whether a piece is of characters that addresses are written with."""
    return s != "" and all(map(GOES_ON.match, s))
