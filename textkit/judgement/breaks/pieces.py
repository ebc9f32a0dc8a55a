"""Rows of a page that were cut at their marks.

Where marks are set narrower than the characters around them, some readers of PDF files see a gap before or behind one
and begin a new line there: a bracket or comma stands on a line of its own, a sentence goes on with a full stop. The
pieces of such a row are one line, and have the width of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textkit.judgement.breaks import ends

if TYPE_CHECKING:
    from textkit.judgement.breaks.shadow import Line

# Marks that never begin a line of Chinese print (W3C clreq, line-start prohibition), and those beside which a row is cut
# too. A closing quote is not among the first: turned round it opens.
NEVER_FIRST = frozenset("，。、；：！？）》〉】」』")
CLOSING = frozenset("》〉】」』”’，、；")
OPENING = frozenset("“‘《〈【「『（")
STOPS = frozenset("。！？!?:：")
ENOUGH = 2  # lines that begin with such a mark before rows are also put together where an opening mark begins one
AROUND = 8  # lines to both sides that show the width of the column
OVER, UNDER = 4, 2  # columns by which a row put together may be wider or narrower than the column


def cut_rows(text: str, lines: Sequence[Line], widths: Sequence[int]) -> list[tuple[int, int]]:
    """The rows that were cut: numbers of their first and of their last line."""
    firsts = [text[line.span.start] for line in lines]
    before = {j for j in range(1, len(lines)) if firsts[j] in NEVER_FIRST and not lines[j].blanks}
    if not before:
        return []
    lasts = [text[line.span.end - 1] for line in lines]
    cut = {j for j in before if lasts[j - 1] > "\u2e7f" or lasts[j - 1] in CLOSING}
    if len(cut) >= ENOUGH:
        cut |= {j for j in range(1, len(lines)) if _beside(lines[j - 1], lasts[j - 1], lines[j], firsts[j])}
    rows: list[tuple[int, int]] = []
    j = 1
    while j < len(lines):
        first, total, sure = j - 1, widths[j - 1], j - 1
        column = _column(widths, first) if j in cut else 0
        while j in cut and total + widths[j] <= column + OVER:
            total += widths[j]
            if firsts[j] in NEVER_FIRST or column - UNDER <= total:
                sure = j
            j += 1
        if sure > first:
            rows.append((first, sure))
            j = sure + 1
        else:
            j = first + 2
    return rows


def _beside(a: Line, last: str, b: Line, first: str) -> bool:
    """Whether a row may have been cut between two lines: behind a closing or before an opening mark, in a sentence."""
    if b.blanks or (last not in CLOSING and first not in OPENING) or not b.s or b.s[-1] in STOPS:
        return False
    open_end = a.s.rstrip("”’」』")
    return bool(open_end) and open_end[-1] not in STOPS and ends.marker(b.s) == "none"


def _column(widths: Sequence[int], i: int) -> int:
    """The width of the column around line ``i``: that of its wider lines."""
    around = sorted(widths[max(0, i - AROUND) : i + AROUND])
    return around[len(around) * 4 // 5]
