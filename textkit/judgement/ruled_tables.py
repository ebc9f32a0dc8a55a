"""Tables set with spaces under rulers of dashes or equals signs, one run for each column:

    年份    耕地    人均
    ----  ------  -----
    1947  127487   2.77

Pandoc's simple and multiline tables, those of reStructuredText and what database clients print are such. Their rows are
no lines of a paragraph, and of two that are alike neither is a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textkit.judgement.fences import holds
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.width import columns
from textkit.model.span import Span

HEADER = 4  # lines of a table's head at the most
ROWS = 0.8  # share of the lines between two rulers that are rows; the text of a cell may stick out of it
GAP = "  "  # between cells that stand beside each other
_RULER = lazy_pattern(r"^[ \t]*+(?:-{2,}(?:[ \t]+-{2,})++|={2,}(?:[ \t]+={2,})++)[ \t]*$", re.MULTILINE)
_IN_RULER = ("-- ", "--\t", "== ", "==\t")  # one of these stands in any
_RUN = re.compile(r"[-=]+")


def ruled_tables(text: str) -> Iterator[Span]:
    """The tables of ``text``, whole lines each, in order: rulers of as many columns and the rows above, between and below.

    A ruler without a row beside it is none.
    """
    if not any(holds(text, sign) for sign in _IN_RULER):
        return
    rulers = [Span(*m.span()) for m in _RULER.finditer(text)]
    behind = at = 0
    while at < len(rulers):
        gaps = _gaps(rulers[at].slice(text))
        start, rows = _above(text, rulers[at].start, behind, gaps)
        end = rulers[at].end
        at += 1
        while at < len(rulers) and len(_gaps(rulers[at].slice(text))) == len(gaps):
            between = [line for line in text[end : rulers[at].start].split("\n") if line.strip()]
            held = sum(_is_row(line, gaps) for line in between)
            if held < ROWS * len(between):
                break
            rows += held
            end = rulers[at].end
            at += 1
        end, held = _below(text, end, rulers[at].start if at < len(rulers) else len(text), gaps)
        if rows + held:
            yield Span(start, end)
            behind = end


def _gaps(ruler: str) -> tuple[tuple[int, int], ...]:
    """The columns between the runs of a ruler, each gap from and to."""
    runs = [m.span() for m in _RUN.finditer(ruler.expandtabs())]
    return tuple((left[1], right[0]) for left, right in pairwise(runs))


def _is_row(line: str, gaps: tuple[tuple[int, int], ...]) -> bool:
    """Whether ``line`` has wide spaces inside, or a blank column in every gap; behind its end all are blank."""
    line = line.expandtabs()
    if GAP in line.strip():
        return True
    if line.isascii():
        return all(" " in line[a:b] or len(line) < b for a, b in gaps)
    blank, column, last = set[int](), 0, gaps[-1][1]
    for char in line:
        if column >= last:
            break
        if char.isspace():
            blank.update(range(column, column + columns(char)))
        column += columns(char)
    return all(column < b or not blank.isdisjoint(range(a, b)) for a, b in gaps)


def _above(text: str, end: int, behind: int, gaps: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Where the head above a ruler at ``end`` begins, not before ``behind``, and how many lines it has."""
    count = 0
    while count < HEADER and end > behind:
        start = text.rfind("\n", behind, end - 1) + 1 or behind
        line = text[start : end - 1]
        if not line.strip() or not _is_row(line, gaps):
            break
        end = start
        count += 1
    return end, count


def _below(text: str, end: int, last: int, gaps: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Where the rows below a ruler that ends at ``end`` end, before ``last``, and how many there are."""
    count = 0
    while end < last:
        stop = text.find("\n", end + 1)
        stop = len(text) if stop < 0 else stop
        line = text[end + 1 : stop]
        if stop >= last < len(text) or not line.strip() or not _is_row(line, gaps):
            break
        end = stop
        count += 1
    return end, count
