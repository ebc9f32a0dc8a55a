"""Lines of programs and of data files that their neighbours give away.

A line such as ``"姓名": "王某, 李某",`` shows by itself that it is data. A remark (``# 注: 不要改``), a text on a line of its
own (``"王某, 李某"``) and an indented line of a description do not: prose has such lines too. They are told by the lines of
a program that stand around them, with nothing between but more such lines. A blank line and a line of prose part them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from textkit.judgement.records import line_end
from textkit.language.entities import decoded
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

# Names that say a file is read by a program. Pages (.html), typeset prose (.tex) and subtitles (.srt) are written text.
_SUFFIXES = (
    "asm bash bat c cc cfg cmake cmd conf cpp cs css csv cxx dart env fish go gradle graphql groovy h hh hpp hs htaccess "
    "ini ipynb java jl js json json5 jsx kt kts less lisp lua mjs mk ml mm mts nix php pl pm properties proto ps1 py pyi "
    "pyx r rb rs sass scala scss sh sql swift tcl tf toml ts tsv tsx vim vue yaml yml zig zsh"
)
_OF_PROGRAMS = frozenset(_SUFFIXES.split())
QUOTED = lazy_pattern(r"\"(?:[^\"\\\n]|\\.){0,1000}\"|'(?:[^'\\\n]|\\.){0,1000}'|`[^`\n]{0,1000}`")
REMARK = re.compile(r"(?<![^ \t;,{}()\[\]\"])(?://|#|--|/\*).*")
# A remark, or a key and its value.
_MAYBE = lazy_pattern(r"[ \t]*+(?:#|;|//|/?\*|--|%|<!--|\"\"\"|'''|(?:- )?[a-z_][\w\-]*: )", re.ASCII)
# A setting, even one that a remark sign puts out of use, or the name of a section: what stands behind may be anything.
_SETTING = lazy_pattern(
    r"(?:[#;%][ \t]*)?[A-Za-z_][\w.\-]*[ \t]*=|\[[^\[\]\n]{1,40}\]$|[ \t]*(?:- )?[a-z_][\w\-]*:(?: [ -~]*)?$", re.ASCII
)
_STATEMENT = lazy_pattern(
    r"[^\n]*(?:[;{(\[\\]|[)\]}],|[)\]]:|=>)$"  # what stays open or is done at the end of the line
    r"|[ \t]*+[)\]}]++[;,]?$"
    r"|[ \t]*+(?:\w+ ){0,2}[\w.$\[\]\-\"]+(?: ?: ?[\w.\[\], ]+)?[ \t]*[-+*/|&:]?=(?!=)"  # assignments
    r"|[ \t]*+(?:\w+ )?[\w.$:]+!?\([^\n]*\)(?: ?[;,:{)])*$"  # calls
    r"|[ \t]*+(?:\$ )?[a-z][\w./\-]* (?:[^\n]* )?--?[A-Za-z]"  # commands
    r"|\\(?:documentclass|usepackage|(?:re)?newcommand|setlength|input|include)\b"  # the head of a LaTeX file
    r"|[ \t]*+(?:assert|case|echo|export|raise|return|throw|yield)\b(?![^\n]*\.$)",
    re.ASCII,
)
# What is left of a line of texts and figures alone, with a bracket, a key's colon or the comma before the next line.
_ITEMS = lazy_pattern(r"(?=[^\n]*[\[\](){}]|[^\n]*,$|[ \t]*\"\"[ \t]*:)[\s,\[\](){}:+\d.\-bfruBFRU$@\"]*$", re.ASCII)
_REACH = 20  # lines on either side
_AHEAD = 100  # lines below that are looked at in one go
_REMEMBERED = 400  # characters: lines of programs are short


@lru_cache(maxsize=64)
def is_program(path: str) -> bool:
    """Whether the name of a file says that it is a program, its settings or its data."""
    return path.lower().rpartition(".")[2] in _OF_PROGRAMS


class Kind(Enum):
    """What a line may be: prose, something that its neighbours decide about, or a line of a program for sure."""

    PROSE = 0
    MAYBE = 1  # a remark, a text, a key and its value, an indented line
    CODE = 2
    TEXTS = 3  # the same, and Han stands in its texts and remarks alone: it needs no neighbour


_SURE = (Kind.CODE, Kind.TEXTS)


def kind(line: str) -> Kind:
    """What ``line`` may be. HTML references count as what they stand for: their semicolon ends no statement, and the line
    stays what it is when they are decoded.
    """
    if "&" in line:
        line = decoded(line)
    if not line or not line[0].isascii() or line.isspace() or len(line) > _REMEMBERED:
        return Kind.PROSE
    return _kind(line)


@lru_cache(maxsize=4096)
def _kind(line: str) -> Kind:
    if _SETTING.match(line):
        return Kind.CODE
    if _MAYBE.match(line):
        return Kind.MAYBE
    bare, texts = QUOTED.subn('""', line)
    rest = REMARK.sub("", bare).rstrip()
    if rest.isascii():
        if _STATEMENT.match(rest) or (texts and _ITEMS.match(rest)):
            return Kind.CODE if line.isascii() else Kind.TEXTS
        if texts:
            return Kind.MAYBE
    return Kind.MAYBE if line[0] in " \t" else Kind.PROSE


class Programs:
    """The lines of programs and data in one text, asked about by line in about the order of place: what stands around a
    line is looked at once for all lines near it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []  # of lines with no prose between them …
        self._sure = [0]  # … and how many before each are of a program for sure
        self._ended = True

    def holds(self, start: int, end: int) -> bool:
        """Whether the line ``[start, end)`` belongs to a program or to data."""
        own = kind(self._text[start:end])
        return own is Kind.TEXTS or (own is Kind.MAYBE and self._is_near(start, end))

    def _is_near(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, start)
        if self._starts[at : at + 1] != [start] or not (self._ended or at + _REACH < len(self._starts)):
            self._look(start, end)
            at = bisect_left(self._starts, start)
        return self._sure[min(at + _REACH + 1, len(self._starts))] > self._sure[max(0, at - _REACH)]

    def _look(self, start: int, end: int) -> None:
        above = [(start, False), *_above(self._text, start)][::-1]
        below = list(_below(self._text, end, _AHEAD))
        self._ended = len(below) < _AHEAD
        self._starts = [at for at, _ in (*above, *below)]
        self._sure = [0, *accumulate(sure for _, sure in (*above, *below))]


def lines(text: str) -> Iterator[Span]:
    """Every such line."""
    programs, start = Programs(text), 0
    while start < len(text):
        end = line_end(text, start)
        if programs.holds(start, end):
            yield Span(start, end)
        start = end + 1


def beside(text: str, at: int, goes_on: bool = False) -> bool:
    """Whether there is a program on either side of ``at``, a place behind a line end: the lines there may be judged by it.

    ``goes_on``: more stands behind ``text``, whose last line is not known to its end; up to there nothing is ruled out.
    """
    below = [*_below(text, at - 1)]
    unknown = goes_on and bool(below) and line_end(text, line_end(text, below[-1][0]) + 1) == len(text)
    return unknown or any(sure for _, sure in (*_above(text, at), *below))


def _above(text: str, start: int) -> Iterator[tuple[int, bool]]:
    """The lines above the one at ``start``, up to one of prose: where each begins, and whether it is of a program for sure."""
    for _ in range(_REACH):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        one = kind(text[above : max(0, start - 1)])
        if one is Kind.PROSE:
            return
        yield above, one in _SURE
        start = above


def _below(text: str, end: int, most: int = _REACH) -> Iterator[tuple[int, bool]]:
    """The same of the lines below the one that ends at ``end``."""
    for _ in range(most):
        start = end + 1
        end = line_end(text, start)
        one = kind(text[start:end])
        if one is Kind.PROSE:
            return
        yield start, one in _SURE
