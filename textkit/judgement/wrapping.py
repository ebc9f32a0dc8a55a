"""Where lines of a text may have been cut by a column: a cheap look that spares most texts the judgement of each break.

Texts of one paragraph a line are the most there are. In them nothing is wrapped, and that shows in the widths of the
lines alone: a column leaves several lines near one another that are equally full and end in mid-sentence. So widths and
last characters are looked at first, in arrays, and only the stretches where a column is possible are judged break by
break. What is left out here is what ``breaks`` could call no line of a column.
"""

from __future__ import annotations

from typing import Final

from textkit.judgement.breaks.column import REACH, WIDEST, Column, columns
from textkit.judgement.breaks.page import COMPANY, ITSELF, NARROWEST, OF_PAGE, OVERHANG

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


def _width(line: str) -> int:
    """How many columns ``line`` takes, if it is not too long for any: a character takes two where it takes three bytes of
    UTF-8, and one where it takes one.
    """
    return len(line) if len(line) > _WIDE_LINE else (len(line) + len(line.encode("utf-8", "surrogatepass"))) // 2


def _cuts(column: Column, most: int) -> bool:
    """Whether a column as seen from a line, the widest line beside which is ``most``, cut that line."""
    return (
        NARROWEST <= column.width <= WIDEST
        and column.agree >= AGREE
        and column.width - FULL < column.own <= column.width + OVERHANG
        and (most <= 2 * column.width + OVERHANG or (column.agree >= ITSELF and column.width >= OF_PAGE))
    )


def _in_company(numbers: list[int], widths: list[int]) -> list[int]:
    """Those lines with another one near by that is about as wide: one full line alone is chance."""
    kept = []
    for at, k in enumerate(numbers):
        low, high = widths[k] - FULL - OVERHANG, widths[k] + FULL + OVERHANG
        for other in numbers[at + 1 : at + 1 + REACH] + numbers[max(0, at - REACH) : at]:
            if low < widths[other] < high and abs(other - k) <= REACH:
                kept.append(k)
                break
    return kept


def stretches(lines: list[str]) -> list[range]:
    """The ranges of ``lines`` (none of them blank) in which a column may have cut a sentence, in order."""
    n = len(lines)
    if n < AGREE:
        return []
    widths = list(map(_width, lines))
    narrow = [k for k, width in enumerate(widths) if NARROWEST - FULL < width <= WIDEST + OVERHANG and _open(lines[k])]
    most = {k: max(widths[max(0, k - COMPANY) : k + COMPANY + 2]) for k in narrow}
    open_ = [k for k in narrow if most[k] <= _WIDE_LINE]
    near = _in_company(open_, widths)
    if not near:
        return []
    column = _columns(near, lines, widths)
    full = _in_company([k for k in near if _cuts(column[k], most[k])], widths)
    if not full:
        return []
    if n <= SHORT_TEXT:
        return [range(n)]
    found: list[range] = []
    for k in full:
        low = max(0, k - MARGIN)
        if found and low < found[-1].stop:
            low = found.pop().start
        found.append(range(low, min(n, k + MARGIN + 1)))
    return found


def _columns(near: list[int], lines: list[str], widths: list[int]) -> dict[int, Column]:
    """The columns of those lines, by number, from which the lines ``near`` can be seen: all of them in one go."""
    import numpy as np

    last = len(lines) - 1
    around = sorted({k for one in near for k in range(max(0, one - REACH), min(last, one + REACH) + 1)})
    own = np.array([widths[k] for k in around], np.int64)
    needs = [ROOM_WORD if k < last and lines[k + 1][0] < "\u2e80" else ROOM_HAN for k in around]
    return dict(zip(around, columns(own, np.zeros_like(own), np.array(needs, np.int64)), strict=True))
