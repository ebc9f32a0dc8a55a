"""Spans whose characters mean something to a machine: addresses, paths, code, tables, formulas, markup.

Rules about written language leave them alone. They are found afresh in whatever text a step has before it. Every
pattern is a plain run of one class, or a bounded one, so none can run back; where a construct needs a partner
(a fence, a dollar sign, a bracket) the partner is sought on the same line, or once from top to bottom.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from textkit.judgement.code import Programs, lines
from textkit.judgement.fences import fences, holds, tables
from textkit.judgement.front import settings
from textkit.judgement.indented import is_prose
from textkit.judgement.inline import MATH, SPAN, inline, marked, spans_of
from textkit.judgement.records import Tables, is_data, table_rows
from textkit.judgement.ruled_tables import ruled_tables
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

# What stands in a line is found by ``inline``; these go over several.
DISPLAY = re.compile(r"\$\$[^$]{1,4000}\$\$")
_INDENTED = lazy_pattern(r"\n\n(?: {4}|\t)[^\n]*+(?:\n(?: {4}|\t)[^\n]*+)*+")


def protected_spans(text: str, markdown: bool, data: bool = True) -> list[Span]:
    """The protected spans of ``text``, sorted, merged where they overlap or touch.

    ``markdown`` adds what only Markdown has: indented code. Without ``data``, what is written down in lines for programs
    (tables with commas, settings, logs, comments) is left out: their marks are not those of prose, but their words are.
    """
    return list(_spans(text, markdown, data))


@lru_cache(maxsize=1)
def _spans(text: str, markdown: bool, data: bool) -> tuple[Span, ...]:
    return merged((*_blocks(text, markdown), *inline(text, data), *(_data(text) if data else ())))


def _data(text: str) -> Iterator[Span]:
    """What is written down for programs, and goes over several lines or shows by those around it."""
    return iter((Span(0, len(text)),)) if is_data(text) else chain(table_rows(text), lines(text))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` in order, one for those that overlap or touch; empty ones are left out."""
    merged: list[Span] = []
    last = -1
    for span in sorted(spans):
        start, end = span
        if start <= last:
            if end > last:
                merged[-1], last = Span(merged[-1].start, end), end
        elif end > start:
            merged.append(span)
            last = end
    return tuple(merged)


class Protected:
    """Fast questions about the protected spans of one text, asked in about the order of place.

    Blocks are looked for once; what stands in a line is looked for when someone asks about the line, since most rules
    ask about few, and is remembered for the next pass, which sees most lines again. What is marked as such is looked for
    first, for it is found soon and holds most of what is asked about.
    """

    def __init__(self, text: str, markdown: bool) -> None:
        self._text = text
        self._blocks = Ranges((Span(0, len(text)),) if is_data(text) else merged(_blocks(text, markdown)))
        self._start, self._end = 0, -1  # the line that was asked about last
        self._line, self._whole = _NONE, True  # what of it is known to be protected, and whether that is all
        self._tables, self._programs = Tables(text), Programs(text)

    def at(self, offset: int) -> bool:
        """Whether the character at ``offset`` is protected."""
        if self._blocks.hold(offset) or (self._start <= offset <= self._end and self._line.hold(offset - self._start)):
            return True
        return self.touches(offset, offset + 1)

    def touches(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` holds a protected character; an empty range is asked for strictly inside."""
        if self._blocks.starts and self._blocks.touch(start, end):
            return True
        while True:
            if not self._start <= start <= self._end:
                self._look(start)
            begin, stop = start - self._start, min(end, self._end) - self._start
            if self._line.starts and self._line.touch(begin, stop):
                return True
            if not self._whole:
                self._look_closer()
                if self._line.starts and self._line.touch(begin, stop):
                    return True
            if end <= self._end + 1:
                return False
            start = self._end + 1

    def holds(self, start: int, end: int) -> bool:
        """Whether a protected span holds the character at ``start`` and is not ``[start, end)`` and nothing more."""
        if not self.at(start):
            return False
        if not self._start <= start <= self._end:
            self._look(start)
        if not self._whole:
            self._look_closer()
        near = [Span(self._start + a, self._start + b) for a, b in zip(self._line.starts, self._line.ends, strict=True)]
        near += [Span(a, b) for a, b in self._blocks.within(self._start, self._end)]
        return Span(start, end) not in merged(near)

    def _look(self, offset: int) -> None:
        text = self._text
        self._start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        self._end = len(text) if end < 0 else end
        self._line, self._whole = _known(text[self._start : self._end], _marked_there, _marked_in), False

    def _look_closer(self) -> None:
        line = self._text[self._start : self._end]
        if self._tables.holds(self._start, self._end) or self._programs.holds(self._start, self._end):
            self._line = Ranges((Span(0, len(line)),))
        else:
            self._line = _known(line, _all_there, _all_in)
        self._whole = True


class Ranges:
    """Sorted spans that lie apart, asked about by offset."""

    def __init__(self, spans: Iterable[Span]) -> None:
        known = tuple(spans)
        self.starts = [start for start, _ in known]
        self.ends = [end for _, end in known]

    def touch(self, start: int, end: int) -> bool:
        i = bisect_right(self.starts, max(start, end - 1)) - 1
        return i >= 0 and start < self.ends[i] and (start < end or self.starts[i] < start)

    def hold(self, offset: int) -> bool:
        """Whether the character at ``offset`` is in one of them."""
        i = bisect_right(self.starts, offset) - 1
        return i >= 0 and offset < self.ends[i]

    def within(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The spans that touch ``[low, high]``."""
        for k in range(bisect_left(self.ends, low), len(self.starts)):
            if self.starts[k] > high:
                break
            yield self.starts[k], self.ends[k]


_NONE = Ranges(())
_REMEMBERED = 4000  # characters: a paragraph; longer lines are rare, and remembering many of them would cost memory
_WORTH = re.compile(r"[A-Za-z\"#$&'(*+/;<=>@\[\\\]^_`{|}~]|(?<=[0-9]): ")  # one of these stands in everything protected


def _marked_in(line: str) -> Ranges:
    return Ranges(spans) if (spans := merged(marked(line))) else _NONE


def _all_in(line: str) -> Ranges:
    return Ranges(merged(inline(line))) if _WORTH.search(line) else _NONE


_marked_there, _all_there = lru_cache(maxsize=8192)(_marked_in), lru_cache(maxsize=8192)(_all_in)


def _known(line: str, remembered: Callable[[str], Ranges], found: Callable[[str], Ranges]) -> Ranges:
    return remembered(line) if len(line) < _REMEMBERED else found(line)


@lru_cache(maxsize=1)
def protection(text: str, markdown: bool) -> Protected:
    """``Protected`` of ``text``; the last is remembered, since the passes of a step often see the same text (more would hold texts that are gone)."""
    return Protected(text, markdown)


def _blocks(text: str, markdown: bool) -> list[Span]:
    """What may go over several lines."""
    found = [*fences(text)]
    if text[:3] in ("---", "+++"):
        found.append(Span(0, settings(text)))
    if holds(text, "$$"):
        found += spans_of(DISPLAY, text)
    if "|" in text:
        found += tables(text)
    found += ruled_tables(text)
    if markdown:
        found += _indented(text)
    return found


# Code and formulas that are marked as such, by fences, backquotes and dollar signs, are what even rules about unseen
# characters and about forms leave alone.
@lru_cache(maxsize=1)
def shown_blocks(text: str) -> Ranges:
    """Those that may go over several lines."""
    return Ranges(merged((*fences(text), *(spans_of(DISPLAY, text) if holds(text, "$$") else ()))))


def shown_in_line(line: str) -> Ranges:
    """Those that stand in one line."""
    spans = list(spans_of(SPAN, line)) if "`" in line else []
    return Ranges(merged((*spans, *(spans_of(MATH, line) if "$" in line else ()))))


# What plain prose never has: a heading with number signs, a fence, a link; each with what stands in it. A heading holds a
# word: a lone sign, or one before a mark, loses its space to other rules and would be none when it is looked at again.
_MARKDOWN = (
    ("# ", lazy_pattern('\n(?=#)#{1,6} ++(?:[\\w“‘（《〈「『【〔(\\[*`<~"&$@\\\\+|-]|!\\[)')),
    ("```", re.compile("\n[ \t]*+`{3}")),
    ("~~~", re.compile("\n[ \t]*+~{3}")),
    ("](", lazy_pattern(r"\](?=\()\([^()\n（）]{0,1000}\)")),
)


@lru_cache(maxsize=1)
def like_markdown(text: str, markdown: bool) -> bool:
    """Whether spaces at the ends of lines may be markup: the file is Markdown by name, or its text shows it to be."""
    return markdown or any(holds(text, sign) and pattern.search(f"\n{text}") is not None for sign, pattern in _MARKDOWN)


def _indented(text: str) -> Iterator[Span]:
    """Indented code: lines behind a blank line (or the start) that begin with a tab or four spaces. Chinese and Japanese
    sentences are none, for people quote so, and further paragraphs of list items stand so; but in a row of blocks, most
    of which is code, they are remarks.
    """
    row: list[Span] = []  # blocks with nothing but blank lines between them
    for start, end in map(re.Match.span, _INDENTED.finditer(f"\n\n{text}")):
        if row and text[row[-1].end : start].strip("\n"):
            yield from _code(text, row)
            row = []
        row.append(Span(start, end - 2))
    yield from _code(text, row)


def _code(text: str, row: list[Span]) -> Iterator[Span]:
    """Those of a row of indented blocks that are code."""
    blocks = [[line.strip() for line in span.slice(text).split("\n")] for span in row]
    quotes = is_prose([line for block in blocks for line in block])
    return (span for span, block in zip(row, blocks, strict=True) if not (quotes and is_prose(block)))
