"""Whether a character of a figure or denial that one copy lacks, or has more, is damage: then no fact of the one stands
against a fact of the other, for one of them says nothing there.

- ``malformed``: what is left is no figure of the kind that the other has: 209年 beside 2019年, 2144.万 beside 2144.8万,
  （月7日） beside （4月7日）, 1月日 beside 1月9日, 第天 beside 第二天.
- ``stray``: a numeral or denial stands where no language has one (抗肆日战争, 在我们否的服务器中).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.language.figures import NUMERALS
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.steps.dedupe.differences import Difference
    from textkit.steps.dedupe.written import Written

# Characters a figure goes on for, looked at to both sides of a digit.
FAR = 4
# Nats by which a text is likelier without a character than with it. Of 39,000 numerals and denials of news, laws, novels
# and technical prose one in 800 is that unlikely where it stands; put in anywhere, four in seven are.
STRAY = 7.0
DENIALS = "不没未无非勿莫否毋"  # as keys have them

# Beside one of four digits a year of three or five is damage; 2000年 may be a span.
_YEAR = re.compile(r"(?:1\d|20)(?!00)\d\d")
_BEFORE, _BEHIND = re.compile(r"[0-9]*\Z"), re.compile("[0-9]*")
_POINTS = frozenset(".．")
_LONE = lazy_pattern(r"[年月]\d|[年月日天](?=[^\w\s])")  # of a date; behind a mark no word begins with it
_DAY = re.compile(r"天[（(]\d")  # what day it is, with the date
_EMPTY = lazy_pattern(rf"第[^\W\d{NUMERALS}]|[年月](?=[月日号號])")  # 第二天 without its number, 1月9日 without its day
_STRAY = frozenset(NUMERALS + DENIALS)


def _sides(kept: Written, gone: Written, d: Difference) -> tuple[Written, int, int, Written, int]:
    """The text that has more at ``d``, from where to where, the one that lacks it, and where."""
    return (kept, d[0], d[1], gone, d[2]) if d[2] == d[3] else (gone, d[2], d[3], kept, d[0])


def malformed(kept: Written, gone: Written, d: Difference) -> bool:
    """Whether what one copy has left of a figure at ``d``, where the other has a character more, is none of its kind."""
    more, start, end, less, n = _sides(kept, gone, d)
    if end - start != 1 or n >= len(less.key):
        return False
    at = less.place(n)
    if _DAY.match(less.compact, at) or (at and _EMPTY.match(less.compact, at - 1)):
        return True
    if not less.compact[:at][-1:].isalnum():
        if _LONE.match(less.compact, at):
            return True
        pointed = less.compact[:at][-1:] in _POINTS and less.compact[: at - 1][-1:].isdigit()
        return pointed and not less.key[n].isdigit()
    return more.key[start].isdigit() and _no_year(more, start, end, less, n)


def _no_year(more: Written, start: int, end: int, less: Written, n: int) -> bool:
    """Whether one of two years is none, of which one has the digit ``[start, end)`` more, and the other a gap at ``n``."""
    before, behind = _BEFORE.search(less.key, max(0, n - FAR), n), _BEHIND.match(less.key, n, n + FAR)
    assert before is not None
    assert behind is not None
    if less.key[behind.end() : behind.end() + 1] != "年":
        return False
    if not more.written(start - len(before.group()), end + len(behind.group())).isdigit():
        return False  # （1）2022年
    years = before.group() + more.key[start] + behind.group(), before.group() + behind.group()
    return any(map(_YEAR.fullmatch, years))


def stray(kept: Written, gone: Written, d: Difference) -> bool:
    """Whether the numeral or denial that one copy has more at ``d`` stands where none can."""
    more, start, end, less, n = _sides(kept, gone, d)
    if end - start != 1 or more.key[start] not in _STRAY:
        return False
    from textkit.language.seam import table

    bonds = table().bonds
    return bonds(less.key, n, min(len(less.key), n + 2)) - bonds(more.key, start, min(len(more.key), end + 2)) > STRAY
