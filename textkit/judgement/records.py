"""Data that is written down in lines: tables set with commas, settings with their remarks, lines of logs.

Programs read them back, and their commas and colons are no marks of a sentence. Nothing but the lines themselves says
what they are: several rows in which one sign stands equally often and which end in no mark; a key before an equals sign;
a remark behind a statement; a time with the level of a message.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

LONGEST_DATA = 1_000_000  # characters
CELLS, ROWS = 3, 4  # of the smallest table of quoted cells; a line of talk may have as many commas
_MARK = lazy_pattern("[。！？，；]")
_ENDS = frozenset(",.;:!?、：…—")  # no row ends in one of these
_LONGEST = 400  # characters of a row
_SHORT = 8  # characters of a cell: one without figures, Latin or quotation marks is rarely longer where all rows are so
_NAME = 4  # characters of a cell where there are but two in a row, which short clauses have as well
_VERSE = 3  # characters: lines whose halves are equally long, and none shorter than this, are verse or parallel clauses

_COUNTED = lazy_pattern(r"^([0-9]{1,9})([,;])(?! )[^\n]*\2[!-~]+$", re.MULTILINE)  # 3,怎么安装？,2023-05-01

_KEY = r"(?:[A-Za-z][\w\-]{3,60}|[A-Za-z][\w]{0,40}[_.\-][\w.\-]{1,60})"
SETTING = lazy_pattern(rf"^[ \t]*+(?:export )?{_KEY}[ \t]*+=(?![=~])(?![^\n]*[.。!！?？]$)[^\n]+", re.MULTILINE)
_BEHIND = re.compile(r"[ \t](?:#|;|//)[ \t]?(?=[^\x00-\x7f])")  # a remark behind a statement: timeout = 30  # 秒, 默认
_STATEMENT = re.compile(r"[=:;({\[]")
COMMENT = lazy_pattern(r"^[ \t]*+(?://|/\*)[^\n]*|/\*[^*\n]{0,400}\*/", re.MULTILINE)
ANDROID = re.compile(r"^[VDIWEF]/[\w.\-]{1,60}\( *\d+\): [^\n]*", re.MULTILINE | re.ASCII)  # its log
LOG = lazy_pattern(
    r"^\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d[^\n]{0,80}?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL)\b[^\n]*",
    re.MULTILINE | re.ASCII,
)
# What stands before the words of a subtitle (ASS): when it is shown, and how.
CUE = lazy_pattern(r"^(?:Dialogue|Comment): ?[^\n,]{1,40}(?:,[^\n,]{0,80}){8},+", re.MULTILINE)
MEMBER = lazy_pattern(r'^[ \t]*+"[^"\n]{1,100}"[ \t]*+:[ \t]*+"[^\n]*",?[ \t]*$', re.MULTILINE)  # of an object of JSON
RAISED = lazy_pattern(
    r"^(?:\w+\.){0,8}\w*(?:Error|Exception): [^\n]*", re.MULTILINE | re.ASCII
)  # what a program fails with


@lru_cache(maxsize=2)
def is_data(text: str) -> bool:
    """Whether a whole text is JSON, or a table of quoted cells with commas or line ends in them: for programs alone.

    Texts so long that they may go through in pieces are not asked.
    """
    return len(text) < LONGEST_DATA and (_is_json(text) or _is_quoted_table(text))


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("[", "{") or text.rstrip()[-1:] not in ("]", "}"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_quoted_table(text: str) -> bool:
    if ',"' not in text and '",' not in text:
        return False
    rows = wide = cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            if len(row) < CELLS or len(row) != (cells or len(row)):
                return False
            quoted = any("," in cell or "\n" in cell for cell in row)
            if quoted and not rows:
                return False  # the names of columns have none; talk has
            rows, cells, wide = rows + 1, len(row), wide + quoted
    except csv.Error:
        return False
    return rows >= ROWS and wide > 0


class Tables:
    """Tables set with commas or semicolons, asked about by line: rows are looked for around a line that may be one, once
    for all of them.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[int, int, bool]] = {}  # by sign: the last rows, and whether they are a table

    def holds(self, start: int, end: int) -> bool:
        """Whether the line ``[start, end)`` is a row of a table."""
        return any(self._is_row(sign, start, end) for sign in ",;") or self._is_counted(start, end)

    def _is_row(self, sign: str, start: int, end: int) -> bool:
        text = self._text
        if text.find(sign, start, end) < 0 or not is_row(text[start:end], sign):
            return False
        first, last, table = self._known.get(sign, (0, -1, False))
        if not first <= start <= last:
            first, last = self._rows(sign, start, end)
            table = _is_table([line.split(sign) for line in text[first:last].split("\n")])
            self._known[sign] = first, last, table
        return table

    def _is_counted(self, start: int, end: int) -> bool:
        """Whether the line is one of three rows at least that are counted and end in a cell of ASCII, whatever their cells
        hold between.
        """
        if (number := self._number(start)) < 0:
            return False
        above, below = self._text.rfind("\n", 0, max(0, start - 1)) + 1, end + 1
        before, behind = self._number(above) == number - 1, self._number(below) == number + 1
        if before and behind:
            return True
        if before:
            return above > 0 and self._number(self._text.rfind("\n", 0, above - 1) + 1) == number - 2
        return behind and self._number(line_end(self._text, below) + 1) == number + 2

    def _number(self, start: int) -> int:
        """The number at ``start`` that counts a row; -1 if none does."""
        row = _COUNTED.match(self._text, start)
        return int(row[1]) if row else -1

    def _rows(self, sign: str, start: int, end: int) -> tuple[int, int]:
        """The range of the rows around a row, all of which hold the sign equally often."""
        text, count = self._text, self._text.count(sign, start, end)
        while start > 0:
            above = text.rfind("\n", 0, start - 1) + 1
            if not _is_alike(text[above : start - 1], sign, count):
                break
            start = above
        while end < len(text):
            below = line_end(text, end + 1)
            if not _is_alike(text[end + 1 : below], sign, count):
                break
            end = below
        return start, end


def table_rows(text: str) -> Iterator[Span]:
    """Every row of every such table."""
    tables, start = Tables(text), 0
    while start < len(text):
        end = line_end(text, start)
        if tables.holds(start, end):
            yield Span(start, end)
        start = end + 1


def line_end(text: str, start: int) -> int:
    """Where the line that holds ``start`` ends, without its line end."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def is_row(line: str, sign: str) -> bool:
    """Whether ``line`` may be a row whose cells ``sign`` parts: a line that ends in no mark and has no others of a sentence."""
    return (
        len(line) <= _LONGEST
        and sign in line
        and f"{sign} " not in line
        and line[-1] not in _ENDS
        and not _MARK.search(line)
    )


def _is_alike(line: str, sign: str, count: int) -> bool:
    return line.count(sign) == count and is_row(line, sign)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of equally many cells are a table and not lines of verse or short clauses."""
    data = sum(any(cell.isascii() or _is_quoted(cell) for cell in row if cell) for row in rows)
    if 2 * data >= len(rows):
        return len(rows) > 2 or (len(rows) == 2 and len(rows[0]) > 2)
    lengths = [[len(cell) for cell in row] for row in rows]
    parallel = all(one == lengths[0] for one in lengths) and min(lengths[0]) >= _VERSE
    least, longest = (3, _SHORT) if len(rows[0]) > 2 else (4, _NAME)
    return len(rows) >= least and not parallel and max(map(max, lengths)) <= longest


def _is_quoted(cell: str) -> bool:
    """Whether a cell stands in quotation marks, and is not what someone says (…,说道,"好.")."""
    return cell[0] == cell[-1] == '"' and cell[-2:-1] not in ".!?"


def remarked(text: str) -> Iterator[Span]:
    """Lines of a statement in ASCII and a remark behind it."""
    end = -1
    for m in _BEHIND.finditer(text):
        if m.start() < end:
            continue
        start, end = text.rfind("\n", 0, m.start()) + 1, line_end(text, m.start())
        head = text[start : m.start()]
        if head.isascii() and _STATEMENT.search(head):
            yield Span(start, end)


def stands_alone(line: str) -> bool:
    """Whether what ``line`` is does not depend on its neighbours: it may be no row."""
    return not is_row(line, ",") and not is_row(line, ";") and not _COUNTED.match(line)
