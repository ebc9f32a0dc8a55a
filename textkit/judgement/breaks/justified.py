"""Lines of Latin words set wide to fill their column, as a reader of PDF files shows them.

Some readers give two spaces for each gap of such a line, and one in others. Some give one, and lose the spaces of the
lines that are set as they are. A line that is set wide is no last line of a paragraph: the setter leaves those as they
are. That holds where a text has both kinds of lines; where all gaps are alike it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.line import Line

DOUBLED: Final = re.compile(r"(?<=\S)  (?=\S)")
GAP: Final = re.compile(r"(?<=\S)( {1,2})(?=\S)")
WIDE_LINE: Final = lazy_pattern(r"^ *[^ \n\u2e80-\U0010ffff]+(?:  [^ \n\u2e80-\U0010ffff]+){4,} ?$", re.MULTILINE)
PLAIN_LINE: Final = lazy_pattern(r"^ *[^ \n\u2e80-\U0010ffff]+(?: [^ \n\u2e80-\U0010ffff]+){4,} ?$", re.MULTILINE)
TIGHT_LINE: Final = re.compile(r"^ *[A-Za-z,.;:’“”‘—-]{24,} *$", re.MULTILINE)
ENOUGH: Final = 4  # lines of each kind that make a habit
LOWER: Final = 0.5  # share of the words of prose that begin with a small letter; in rows of cells few do
LONG: Final = 24  # characters; longer words are rare, and a line of such words is rarer
GAPS: Final = 3  # spaces that were not lost
SHORTEST: Final = 12  # characters; shorter ones may be words
SMALL: Final = 0.8  # share of small letters; addresses and code have fewer
TAIL, LAST = 64, 4  # characters, and gaps, at the end of a line that tell how it was set


@lru_cache(maxsize=1)
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


def may_be_tight(s: str) -> bool:
    """Whether a folded line may be one that lost its spaces: a cheap test."""
    return s < "\u2e80" and len(s) >= LONG and " " not in s


def lost(text: str, lines: Iterable[Line]) -> bool:
    """Whether some of the ``lines`` of ``text`` have lost the spaces between their words and others have not."""
    starts = {text.rfind("\n", 0, line.span.start) + 1 for line in lines if may_be_tight(line.s)}
    found = [match for start in starts if (match := TIGHT_LINE.match(text, start)) and tight(match[0].strip())]
    return len(found) >= ENOUGH and _enough(text, PLAIN_LINE)


def tight(s: str) -> bool:
    """Whether a line is words without the spaces between them: so long that it can be no word."""
    return len(s) >= LONG and s.count(" ") * LONG <= len(s) and sum(map(str.islower, s)) >= SMALL * len(s)


def closed(s: str) -> bool:
    """Whether a line has no space, where there should be some."""
    return " " not in s and len(s) >= SHORTEST


def stretched(s: str) -> bool:
    """Whether a line has spaces, in a text that lost those of the lines that are not set wide."""
    return len(s) >= LONG and s.count(" ") >= GAPS


def closed_up(s: str) -> str:
    """``s`` with one space for every two between words."""
    return DOUBLED.sub(" ", s)


def wide(s: str) -> bool:
    """Whether a line ends as it is set wide: the last gap, and half of those before it, are of two spaces."""
    tail = s[-TAIL:]
    gaps = [len(gap) for gap in GAP.findall(tail)][-LAST:]
    return bool(gaps) and gaps[-1] == 2 and sum(gap == 2 for gap in gaps) * 2 >= len(gaps) and _prose(tail.split())
