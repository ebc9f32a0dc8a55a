"""Where lines of a text may have been cut by a column: a cheap look that spares most texts the judgement of each break.

Texts of one paragraph a line are the most there are. In them nothing is wrapped, and that shows in the widths of the
lines alone: a column leaves several lines near one another that are equally full and end in mid-sentence. So widths and
last characters are looked at first, in arrays, and only the stretches where a column is possible are judged break by
break. What is left out here is what ``breaks`` could call no line of a column.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from textkit.judgement.breaks.column import REACH, WIDEST, columns
from textkit.judgement.breaks.evidence import COMPANY, NARROWEST, OVERHANG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORT_TEXT: Final = 300  # lines; a shorter text is judged as one, since its lines say much about one another
MARGIN: Final = 30  # lines around a possible column that are judged with it: paragraphs end and begin there
FULL: Final = 8  # columns that a line leaves free at the most where a column cut it
AGREE: Final = 3  # lines of a column
FEW: Final = 2  # full lines that are needed for a wrapped paragraph
ROOM_HAN, ROOM_WORD = 4, 12  # columns that the first unit of a line takes at the most: a character with its mark, a word
_WIDE_LINE: Final = 2 * WIDEST + OVERHANG

# Behind these no sentence goes on, or not in the next line: stops, semicolons of lists, colons of leads.
_ENDS: Final = "。！？!?．｡….；;：:"
_CLOSERS: Final = "”’」』）】》〉)\"'"


@cache
def _classes() -> NDArray[np.uint8]:
    """For each code point below U+FFFF whether it ends a sentence (1) or closes a quotation or bracket (2)."""
    import numpy as np

    table = np.zeros(0x10000, np.uint8)
    table[[ord(c) for c in _ENDS]] = 1
    table[[ord(c) for c in _CLOSERS]] = 2
    return table


def _codes(chars: list[str]) -> NDArray[np.uint8]:
    import numpy as np

    codes = np.fromiter((ord(c) for c in chars), np.uint32, len(chars))
    return _classes()[np.minimum(codes, 0xFFFF)]


def stretches(lines: list[str]) -> list[range]:
    """The ranges of ``lines`` (none of them blank) in which a column may have cut a sentence, in order."""
    import numpy as np

    n = len(lines)
    if n < AGREE:
        return []
    # A character takes two columns where it takes three bytes of UTF-8, and one where it takes one.
    wide = np.fromiter(
        (len(s) if len(s) > _WIDE_LINE else (len(s) + len(s.encode("utf-8", "surrogatepass"))) // 2 for s in lines),
        np.int64,
        n,
    )
    padded = np.pad(wide, (COMPANY, COMPANY + 1))
    most = np.lib.stride_tricks.sliding_window_view(padded, 2 * COMPANY + 2).max(axis=1)
    near = np.flatnonzero(most <= _WIDE_LINE)
    if not len(near):
        return []
    found: list[NDArray[np.int64]] = []
    for part in np.split(near, np.flatnonzero(np.diff(near) > 2 * REACH) + 1):
        a, b = max(0, int(part[0]) - REACH), min(n, int(part[-1]) + REACH + 1)
        own, some = wide[a:b], lines[a:b]
        word = [s[0] < "\u2e80" for s in some[1:]] + [False]
        column = columns(own, np.zeros_like(own), np.where(word, ROOM_WORD, ROOM_HAN))
        width = np.fromiter((c.width for c in column), np.int64, b - a)
        agree = np.fromiter((c.agree for c in column), np.int64, b - a)
        last, before = _codes([s[-1] for s in some]), _codes([s[-2:-1] or s[-1] for s in some])
        ended = (last == 1) | ((last == 2) & (before == 1))
        fits = (width >= NARROWEST) & (width <= WIDEST) & (own <= width + OVERHANG) & (own > width - FULL)
        cut = fits & (agree >= AGREE) & (most[a:b] <= 2 * width + OVERHANG) & ~ended
        found.append(np.flatnonzero(cut) + a)
    full = np.concatenate(found)
    if len(full) < FEW:
        return []
    # One full line alone is chance.
    beside = np.diff(full) <= REACH
    full = full[np.concatenate([[False], beside]) | np.concatenate([beside, [False]])]
    if not len(full):
        return []
    if n <= SHORT_TEXT:
        return [range(n)]
    parts = np.split(full, np.flatnonzero(np.diff(full) > 2 * MARGIN) + 1)
    return [range(max(0, int(p[0]) - MARGIN), min(n, int(p[-1]) + MARGIN + 1)) for p in parts]
