"""Lines of Latin words set wide, where a reader of PDF files gave two spaces for each of their gaps.

A line is set wide to fill its column, so it is no last line of a paragraph: the setter leaves those as they are. That
holds where a text has both kinds of lines; where every gap is two spaces wide it says nothing.
"""

from __future__ import annotations

import re
from typing import Final

DOUBLED: Final = re.compile(r"(?<=\S)  (?=\S)")
GAP: Final = re.compile(r"(?<=\S)( {1,2})(?=\S)")
WIDE_LINE: Final = re.compile(r"^ *[^ \n\u2e80-\U0010ffff]+(?:  [^ \n\u2e80-\U0010ffff]+){4,} ?$", re.MULTILINE)
PLAIN_LINE: Final = re.compile(r"^ *[^ \n\u2e80-\U0010ffff]+(?: [^ \n\u2e80-\U0010ffff]+){4,} ?$", re.MULTILINE)
ENOUGH: Final = 4  # lines of each kind that make a habit
LOWER: Final = 0.5  # share of the words of prose that begin with a small letter; in rows of cells few do
TAIL, LAST = 64, 4  # characters, and gaps, at the end of a line that tell how it was set


def habit(text: str) -> bool:
    """Whether some lines of ``text`` are set wide and others are not."""
    if text.count("  ") < 4 * ENOUGH:
        return False
    return all(_enough(text, line) for line in (WIDE_LINE, PLAIN_LINE))


def _enough(text: str, kind: re.Pattern[str]) -> bool:
    found = 0
    for match in kind.finditer(text):
        found += _prose(match[0].split())
        if found == ENOUGH:
            return True
    return False


def _prose(words: list[str]) -> bool:
    return sum(word[0].islower() for word in words) >= LOWER * len(words)


def closed_up(s: str) -> str:
    """``s`` with one space for every two between words."""
    return DOUBLED.sub(" ", s)


def wide(s: str) -> bool:
    """Whether a line ends as it is set wide: the last gap, and half of those before it, are of two spaces."""
    tail = s[-TAIL:]
    gaps = [len(gap) for gap in GAP.findall(tail)][-LAST:]
    return bool(gaps) and gaps[-1] == 2 and sum(gap == 2 for gap in gaps) * 2 >= len(gaps) and _prose(tail.split())
