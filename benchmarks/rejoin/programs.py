"""The programs that are compared: ours, and the plain rules that others go by. Text in, one paragraph a line out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from benchmarks.rejoin.wrap import columns, wide
from textkit.api import process

Program = Callable[[str], str]
OURS, STITCHED = "textkit", "textkit --stitch"
ENDS = "。．！？!?."
CLOSERS = "”’」』）)\"'"
SLACK = 4  # columns a line of a column may be short of the others
PERCENT = 80  # of the lines of a text are no wider than its column


class Line(NamedTuple):
    """A line that is not blank: its content, its indent in columns, and whether a blank line stands before it."""

    text: str
    indent: int
    blank: bool


def ours(text: str) -> str:
    return process(text, ["rejoin"]).text


def stitched(text: str) -> str:
    return process(text, ["rejoin"], stitch=True).text


def nothing(text: str) -> str:
    """Every line is a paragraph."""
    return _joined(text, lambda _a, _b, _width: False)


def blank_lines(text: str) -> str:
    """Paragraphs end at blank lines."""
    return _joined(text, lambda _a, b, _width: not b.blank)


def sentence_ends(text: str) -> str:
    """Paragraphs end at lines that end a sentence, with whatever closes behind it."""
    return _joined(text, lambda a, _b, _width: a.text.rstrip(CLOSERS)[-1:] not in ENDS)


def width(text: str) -> str:
    """Paragraphs end at short lines, and before indented lines and blank ones."""
    return _joined(text, lambda a, b, full: not b.blank and b.indent < 2 and columns(a.text) >= full - SLACK)


def _joined(text: str, goes_on: Callable[[Line, Line, int], bool]) -> str:
    lines: list[Line] = []
    blank = False
    for line in text.split("\n"):
        content = line.strip()
        if content:
            lines.append(Line(content, columns(line[: line.index(content)]), blank))
        blank = not content
    if not lines:
        return ""
    full = sorted(columns(line.text) for line in lines)[(len(lines) - 1) * PERCENT // 100]
    parts = [lines[0].text]
    for a, b in pairwise(lines):
        joined = goes_on(a, b, full)
        seam = ("" if wide(a.text[-1]) or wide(b.text[0]) else " ") if joined else "\n"
        parts += [seam, b.text]
    return "".join(parts) + "\n"


PROGRAMS: dict[str, Program] = {
    OURS: ours,
    STITCHED: stitched,
    "join nothing": nothing,
    "blank lines": blank_lines,
    "sentence ends": sentence_ends,
    "width": width,
}
