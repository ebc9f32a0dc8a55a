"""Rows of a table, a timetable or a price list: lines of cells that are set apart by tabs or wide gaps.

A row is as wide as the others of its table, so that it looks like a full line of a column, and its last word may go well
with the first one of the next. But its cells stand under those of other rows, or are numbers, and none holds a sentence.
Lines of Latin words have ``page.cells``; here those are told that hold Chinese, Japanese or Korean, and all with tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.row import LONGEST, NONE, Row, row
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

WIDE: Final = lazy_pattern(
    r"[\t\u3000 ](?:(?<=[\t\u3000])| )[ \t\u3000]*(?=\S)"
)  # begins with a class: three times as fast
SIGNS: Final = ("\t", "\u3000", "  ")  # one of them stands in any
FEW: Final = 3  # rows that show by one cell each, standing under each other, that they are some


def rows(page: Page) -> list[Row]:
    """The row that each line of ``page`` is; nothing where none is one."""
    text = page.text
    if page_language(text) == "en" and "\t" not in text and "\u3000" not in text:
        return []
    if not any(sign in text for sign in SIGNS):
        return []
    wide = [at for at in map(re.Match.start, WIDE.finditer(text)) if at and not text[at - 1].isspace()]
    if not wide:
        return []
    starts = [line.span.start for line in page.lines]
    found, some = [NONE] * len(page.lines), False
    for i in {bisect_right(starts, at) - 1 for at in wide}:
        line = page.lines[i]
        if i >= 0 and len(line.s) <= LONGEST and page.set[i] != "wide":
            found[i] = row(line.span.slice(text))
            some = some or found[i] is not NONE
    return found if some else []


def apart(page: Page, i: int, j: int) -> bool:
    """Whether a break is one between two rows, or between a table and what stands above or below it."""
    found = page.rows
    if not found or not (found[i].cells or found[j].cells):
        return False
    if found[i].cells and found[j].cells:
        return _alike(page, i, j)
    if found[j].cells:  # a table begins here, if the next line is a row of it
        return j + 1 < len(found) and _alike(page, j, j + 1) and _whole(page, i)
    return i > 0 and _alike(page, i - 1, i) and page.starts[j] != "nostart"


def _whole(page: Page, i: int) -> bool:
    """Whether what stands above a table may end there: no sentence is at a comma or the like."""
    return page.coarse[i] != "pause"


def _alike(page: Page, i: int, j: int) -> bool:
    """Whether two lines are rows of one table."""
    one, other = page.rows[i], page.rows[j]
    if one.tabs and other.tabs:
        return True
    under = len(set(one.cells) & set(other.cells))
    if min(len(one.cells), len(other.cells)) > 1:
        return under > 1 or (len(one.cells) == len(other.cells) and (under > 0 or max(one.numbers, other.numbers) > 0))
    if len(one.cells) != len(other.cells):
        return False
    like = _in_a_row(page, i, j)
    return like >= FEW and (under > 0 or max(one.numbers, other.numbers) > 0)


def _in_a_row(page: Page, i: int, j: int) -> int:
    """How many rows with as many cells as lines ``i`` and ``j`` stand around them in a row."""
    many = len(page.rows[i].cells)
    first, last = i, j
    while first and i - first < FEW and len(page.rows[first - 1].cells) == many:
        first -= 1
    while last + 1 < len(page.rows) and last - j < FEW and len(page.rows[last + 1].cells) == many:
        last += 1
    return last - first + 1
