"""Half-open ranges of one text, and where they stand in lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from textkit.model.derived import derived

# A line ends at LF, CRLF or CR only: NEL, LS, PS, VT and FF stand inside lines.
LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range ``[start, end)`` in code points of one text."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it holds no character."""
        return self.start == self.end

    def slice(self, text: str) -> str:
        """What stands there in ``text``, the text it is of."""
        return text[self.start : self.end]


class Place(NamedTuple):
    """A span of a source file as its user counts: offsets from 0, lines and columns from 1, ends exclusive."""

    offset: int
    end_offset: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Lines:
    """The lines of a text. Nothing is lost: the lines with their ends, joined, are the text."""

    text: str

    @derived
    def starts(self) -> list[int]:
        """Offset of the first character of each line; a text that ends in a line end has no line after it."""
        starts = [0] + [m.end() for m in LINE_END.finditer(self.text)]
        if len(starts) > 1 and starts[-1] == len(self.text):
            starts.pop()
        return starts

    def number(self, offset: int) -> int:
        """The 0-based number of the line that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def span(self, number: int) -> Span:
        """Line ``number`` (0-based) with its line end."""
        starts = self.starts
        end = starts[number + 1] if number + 1 < len(starts) else len(self.text)
        return Span(starts[number], end)

    def content(self, number: int) -> Span:
        """Line ``number`` (0-based) without its line end."""
        start, end = self.span(number)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def __len__(self) -> int:
        return len(self.starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``, from 1. Behind a line end the next line begins, also at the end of the text."""
        if offset == len(self.text) and offset and self.text[-1] in "\r\n":
            return len(self.starts) + 1, 1
        number = self.number(offset)
        return number + 1, offset - self.starts[number] + 1

    def place(self, span: Span) -> Place:
        """``span`` as lines and columns, the end exclusive."""
        start, end = span
        starts = self.starts
        number = bisect_right(starts, start)
        if number < len(starts) and end < starts[number]:  # within one line, and not the last: as most are
            before = starts[number - 1] - 1
            return Place(start, end, number, start - before, number, end - before)
        return Place(span.start, span.end, *self.position(span.start), *self.position(span.end))
