"""How a text is broken into lines: by columns, with or without the rules for marks at the edges of a line."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

NO_START = frozenset("，。、；：？！）》」』】〕〉”’…—·,.;:?!)]}%％℃々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
NO_END = frozenset("（《「『【〔〈“‘([{")
SQUEEZED = frozenset("，。、；：（）《》“”「」")
WIDE_IN_PRINT = frozenset("“”‘’…—·")  # of ambiguous width: wide in a Chinese line, narrow in an English one
UNEVEN = (-3, -2, -1, 0, 0, 0, 1, 2)  # columns by which lines differ where the setter stretched and squeezed them
# Words are parted behind the first consonant of several between two vowels, not before an h.
LETTERS = re.compile(r"[A-Za-z]+")
SYLLABLE = re.compile(r"(?<=[a-z]{3})(?<=[aeiouy][^\W\daeiouy])(?=[^\W\daeiouyh][a-z]?[aeiouy][a-z])")


@dataclass(frozen=True)
class Style:
    """How a column is set.

    ``marks`` says what becomes of a mark that may not begin a line: it may ``hang`` out, ``push`` a character down with
    itself, be ``squeeze``d with the others to half its width, or there is ``none`` of these rules at all.
    """

    width: int  # columns
    marks: str = "push"
    uneven: bool = False
    hyphens: bool = False


class Slice(NamedTuple):
    """One line: a stretch of the text without outer white space, and whether a hyphen was put behind it."""

    start: int
    end: int
    hyphen: bool = False


def wide(char: str) -> bool:
    """Whether a character takes two columns, wherever it stands."""
    return char > "\u10ff" and unicodedata.east_asian_width(char) in "WF"


def columns(text: str) -> int:
    """The display width of a text."""
    return sum(2 if wide(char) else 1 for char in text)


def wrap(text: str, style: Style, spaced: bool, chance: random.Random, indent: int = 0) -> list[Slice]:
    """The lines of ``text``; the first is ``indent`` columns shorter. ``spaced``: lines end at spaces alone."""
    costs = [_cost(char, style, spaced) for char in text]
    slices: list[Slice] = []
    start = 0
    while start < len(text):
        if text[start].isspace():
            start += 1
            continue
        room = style.width - (0 if slices else indent) + (chance.choice(UNEVEN) if style.uneven else 0)
        stop, hyphen = _line(text, costs, start, room, style, spaced)
        slices.append(Slice(start, start + len(text[start:stop].rstrip()), hyphen))
        start = stop
    return slices


def _cost(char: str, style: Style, spaced: bool) -> int:
    if style.marks == "squeeze" and char in SQUEEZED:
        return 1
    return 2 if wide(char) or (char in WIDE_IN_PRINT and not spaced) else 1


def _line(text: str, costs: list[int], start: int, room: int, style: Style, spaced: bool) -> tuple[int, bool]:
    """Where the line from ``start`` ends, and whether it takes a hyphen."""
    limit, left = start, room
    while limit < len(text) and costs[limit] <= left:
        left -= costs[limit]
        limit += 1
    if style.marks == "hang" and not spaced and limit > start:
        while limit < len(text) and text[limit] in NO_START:
            limit += 1
    if limit == len(text):
        return limit, False
    at = limit
    while at > start and not _breaks(text, at, style, spaced):
        at -= 1
    word = LETTERS.match(text, at) if style.hyphens else None
    points = [at + point.start() for point in SYLLABLE.finditer(word.group())] if word else []
    if fitting := [point for point in points if point < limit]:  # and not at it: the hyphen takes a column
        return fitting[-1], True
    return (at if at > start else max(limit, start + 1)), False


def _breaks(text: str, at: int, style: Style, spaced: bool) -> bool:
    """Whether a line may end before character ``at``."""
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if spaced:
        return before in "-–—" and after.isalnum() and text[at - 2 : at - 1].isalnum()
    if style.marks == "none":
        return True
    if after in NO_START or before in NO_END or (before == after and before in "—…"):
        return False
    if before in ",;:!?)" and wide(text[at - 2]):  # an ASCII mark in the place of a Chinese one
        return True
    return wide(before) or wide(after) or before in WIDE_IN_PRINT or after in WIDE_IN_PRINT
