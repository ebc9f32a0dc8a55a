"""Where the cells of a line begin, if it is a row of cells that are set apart by tabs or wide gaps."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.width import columns

GAP: Final = lazy_pattern(r"(?<=\S)(\t[ \t\u3000]*|\u3000+ *|  +\u3000*)(?=\S)")
SENTENCE: Final = lazy_pattern(r"[。！？；!?;]|[，,、]$")  # no cell holds one, and no row ends with a comma
NUMBER: Final = lazy_pattern(r"[^\w\s]{0,2}[0-9０-９][0-9０-９,.:：/%+-]*(?:[^\W\d_]{1,2}|[A-Za-z/]{1,5}|[%％])?$")
LONGEST: Final = 120  # characters of a row
CELL: Final = 12  # characters of a cell at the most, on the average
REMEMBERED: Final = 1 << 12  # a text is looked at several times, and most of its lines are the same each time


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
        at += columns(word) + columns(gap)
        places.append(at)
    return Row(tuple(places), "\t" in raw, sum(NUMBER.match(word) is not None for word in words[1:]))
