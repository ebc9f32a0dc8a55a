"""Where lines of a text may have been cut by a column: a cheap look that spares most texts the judgement of each break.

Texts of one paragraph a line are the most there are. In them nothing is wrapped, and that shows in the widths of the
lines alone: a column leaves several lines near one another that are equally full and end in mid-sentence. So widths and
last characters are looked at first, in arrays, and only the stretches where a column is possible are judged break by
break. What is left out here is what ``breaks`` could call no line of a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textkit.judgement.breaks.column import REACH, WIDEST, Column, columns
from textkit.judgement.breaks.page import COMPANY, NARROWEST, OVERHANG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORT_TEXT: Final = 300  # lines; a shorter text is judged as one, since its lines say much about one another
MARGIN: Final = 30  # lines around a possible column that are judged with it: paragraphs end and begin there
FULL: Final = 8  # columns that a line leaves free at the most where a column cut it
AGREE: Final = 3  # lines of a column
# Columns that the first unit of a line takes at the most: a character with its mark, a word.
ROOM_HAN, ROOM_WORD = 4, 12
_WIDE_LINE: Final = 2 * WIDEST + OVERHANG

# Behind these no sentence goes on, or not in the next line: stops, semicolons of lists, colons of leads.
_ENDS: Final = frozenset("。！？!?．｡….；;：:")
_CLOSERS: Final = frozenset("”’」』）】》〉)\"'")
_MARKUP: Final = frozenset("#|!$>:`~[<")  # what lines of markup and references begin with


def _open(line: str) -> bool:
    """Whether a sentence may go on behind ``line``."""
    ended = line[-1] in _ENDS or (line[-1] in _CLOSERS and line[-2:-1] in _ENDS)
    return not ended and line[0] not in _MARKUP and "://" not in line


def _cuts(column: Column, most: int) -> bool:
    """Whether a column as seen from a line, the widest line beside which is ``most``, cut that line."""
    return (
        NARROWEST <= column.width <= WIDEST
        and column.agree >= AGREE
        and column.width - FULL < column.own <= column.width + OVERHANG
        and most <= 2 * column.width + OVERHANG
    )


def _in_company(numbers: NDArray[np.int64], wide: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those lines with another one near by that is about as wide: one full line alone is chance."""
    import numpy as np

    kept = np.zeros(len(numbers), np.bool_)
    own = wide[numbers]
    for step in range(1, min(REACH, len(numbers) - 1) + 1):
        alike = (numbers[step:] - numbers[:-step] <= REACH) & (np.abs(own[step:] - own[:-step]) < FULL + OVERHANG)
        kept[step:] |= alike
        kept[:-step] |= alike
    return numbers[kept]


def stretches(lines: list[str]) -> list[range]:
    """The ranges of ``lines`` (none of them blank) in which a column may have cut a sentence, in order."""
    import numpy as np

    n = len(lines)
    if n < AGREE:
        return []
    # A character takes two columns where it takes three bytes of UTF-8, and one where it takes one.
    sizes = np.fromiter(map(len, lines), np.int64, n)
    brief = "\n".join([s if len(s) <= _WIDE_LINE else "" for s in lines])
    written = np.frombuffer(brief.encode("utf-8", "surrogatepass"), np.uint8)
    taken = np.diff(np.flatnonzero(written == ord("\n")), prepend=-1, append=len(written)) - 1
    wide = np.where(sizes > _WIDE_LINE, sizes, (sizes + taken) // 2)
    padded = np.pad(wide, (COMPANY, COMPANY + 1))
    most = np.lib.stride_tricks.sliding_window_view(padded, 2 * COMPANY + 2).max(axis=1)
    fits = (most <= _WIDE_LINE) & (wide > NARROWEST - FULL) & (wide <= WIDEST + OVERHANG)
    open_ = [k for k in np.flatnonzero(fits).tolist() if _open(lines[k])]
    near = _in_company(np.array(open_, np.int64), wide)
    if not len(near):
        return []
    # A column is seen from the lines within reach: those around each group of lines, all of them in one go.
    parts = np.split(near, np.flatnonzero(np.diff(near) > 2 * REACH) + 1)
    around = np.concatenate([np.arange(max(0, p[0] - REACH), min(n, p[-1] + REACH + 1)) for p in parts])
    word = np.array([lines[k][0] < "\u2e80" for k in np.minimum(around + 1, n - 1).tolist()])
    own = wide[around]
    column = columns(own, np.zeros_like(own), np.where(word & (around + 1 < n), ROOM_WORD, ROOM_HAN))
    seen = dict(zip(around.tolist(), column, strict=True))
    cut = [k for k in near.tolist() if _cuts(seen[k], int(most[k]))]
    full = _in_company(np.array(cut, np.int64), wide)
    if not len(full):
        return []
    if n <= SHORT_TEXT:
        return [range(n)]
    parts = np.split(full, np.flatnonzero(np.diff(full) > 2 * MARGIN) + 1)
    return [range(max(0, int(p[0]) - MARGIN), min(n, int(p[-1]) + MARGIN + 1)) for p in parts]
