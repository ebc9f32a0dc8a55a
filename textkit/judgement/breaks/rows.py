"""Rows of a table, a timetable or a price list: lines of cells that are set apart by tabs or wide gaps.

A row is as wide as the others of its table, so that it looks like a full line of a column, and its last word may go well
with the first one of the next. But its cells stand under those of other rows, or are numbers, and none holds a sentence.
Lines of Latin words have ``page.cells``; here those are told that hold Chinese, Japanese or Korean, and all with tabs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from textkit.judgement.breaks.tongue import tongue
from textkit.language.later import later

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

GAP: Final = re.compile(r"(?<=\S)(\t[ \t\u3000]*|\u3000+ *|  +\u3000*)(?=\S)")
INSIDE: Final = re.compile(r"(?<=\S)(?:\t|\u3000|  )[ \t\u3000]*(?=\S)")
SENTENCE: Final = later(r"[。！？；!?;]|[，,、]$")  # no cell holds one, and no row ends with a comma
NUMBER: Final = later(r"[^\w\s]{0,2}[0-9０-９][0-9０-９,.:：/%+-]*(?:[^\W\d_]{1,2}|[A-Za-z/]{1,5}|[%％])?$")
LONGEST: Final = 120  # characters of a row
CELL: Final = 12  # characters of a cell at the most, on the average
REMEMBERED: Final = 1 << 12  # a text is looked at several times, and most of its lines are the same each time
FEW: Final = 3  # rows that show by one cell each, standing under each other, that they are some


class Row(NamedTuple):
    """Where the cells of a line begin behind its gaps, in columns; whether the gaps are tabs; how many cells are numbers."""

    cells: tuple[int, ...] = ()
    tabs: bool = False
    numbers: int = 0


NONE: Final = Row()


@lru_cache(REMEMBERED)
def row(raw: str) -> Row:
    """The row that a line is, given without white space outside; ``NONE`` where it is none.

    >>> row("火车站    48,213    51,002"), row("他说：　走吧。")
    (Row(cells=(10, 20), tabs=False, numbers=2), Row(cells=(), tabs=False, numbers=0))
    """
    if len(raw) > LONGEST or SENTENCE.search(raw):
        return NONE
    cells = GAP.split(raw)
    words = cells[::2]
    if len(words) < 2 or len(raw) > CELL * len(words):
        return NONE
    places, at = [], 0
    for word, gap in zip(words, cells[1::2], strict=False):
        at += _columns(word) + _columns(gap)
        places.append(at)
    return Row(tuple(places), "\t" in raw, sum(NUMBER.match(word) is not None for word in words[1:]))


def _columns(s: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)


def rows(page: Page) -> list[Row]:
    """The row that each line of ``page`` is; nothing where none is one."""
    text = page.text
    if tongue(text) == "en" and "\t" not in text and "\u3000" not in text:
        return []
    wide = [match.start() for match in INSIDE.finditer(text)]
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
