"""Spaces beside Chinese marks, in numbers, and between Han and Latin.

* ``space-beside-mark``: a space before ，。；：？！ or a closing mark, behind an opening mark, behind ，、； before
  Han, behind those and ： before a quotation or a title; between ``”`` and ``“`` in a line where other such pairs
  stand close. Chinese marks carry their own room; OCR and justification add more. Blanks to be filled in (（　　）)
  and the room before an opening or behind a closing mark stay.
* ``space-in-number``: 突破 2.7万, 组织 100 多人 in a text whose own habit is to write numbers close: justification
  put them in. The text itself is the evidence: at least twenty places without a space, and at most one in ten with
  one. Stays: a date behind a space (it may begin a second half of a headline), numbers behind 第…章, behind a Latin
  word, in headlines.
* ``han-latin-space``: the policy ``latin_space`` (``remove``, ``insert``); by default every text keeps its own habit.
* ``space-between-han``: the policy ``han_space`` (``remove``); by default such spaces stay, for most are meant.

Safe: only spaces change. Sources: GB/T 15834—2011, 5.1; W3C Requirements for Chinese Text Layout, 3.2.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from textkit.judgement.protected import protection
from textkit.language.han import HAN, MARKS, MEASURES, UNITS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.model.piece import Traits
from textkit.steps.normalize.rule_support import HANS, Line, Writing, matches, rule, wide_lines
from textkit.steps.normalize.spots import DIGIT, LF, SPACE, Chars, Mask, Window, spots

_PAGE = __doc__
BESIDE = rule(
    "NRM060", "space-beside-mark", "A space stands beside a Chinese mark.", "《 晨报 》", "王某 “引文”", _PAGE
)
NUMBER = rule(
    "NRM061", "space-in-number", "Justification parted a number from its text.",
    "2021年1月1日起，3人分5组到6个村走访7户8次，收到9条建议，办成10件事，用时11天，开会12场，来客13位，得分14分，用车15辆，植树16棵，组织 100 多人。", "组织 100 多人参加", _PAGE,
)  # fmt: skip
LATIN = rule(
    "NRM062",
    "han-latin-space",
    "The room between Han and Latin is not as asked for.",
    "使用Python编写",
    "使用文字",
    _PAGE,
    needs="--latin-space insert",
)
BETWEEN = rule(
    "NRM063",
    "space-between-han",
    "A space stands between Han characters.",
    "我们 今天 开会。",
    "我们今天开会。",
    _PAGE,
    needs="--han-space remove",
)
ROWS = (
    Row(BESIDE, "space beside a Chinese mark"),
    Row(NUMBER, "space from justification in a number"),
    Row(LATIN, "room between Han and Latin"),
    Row(BETWEEN, "space between Han characters"),
)

_GAP = " \u3000"
_BEFORE = "，。、；：？！）》】」』〉〕”’"
_BEHIND = "（《【「『〈〔“‘"
_SHARED = frozenset("“‘”’")  # marks of Latin text as well
_QUOTES = "“‘《「『"
_LED_BY = "，、；：”》」"  # behind these a space may go because of what follows
# Only spaces beside a mark that may not have them. Begins with a literal: searched for at the speed of ``str.find``.
_BESIDE = re.compile(f" (?<!  )(?:(?<=[{_BEHIND}{_LED_BY}] ) *+| *+(?=[{_BEFORE}]))")


_LEADING, _FOLLOWING, _FIGURE = Chars(_BEHIND + _LED_BY), Chars(_BEFORE), Chars("0-9%")


def _seeds_beside(at: Window) -> Mask:
    """The first space of each run with such a mark before it, and of those that may have one behind; no indents."""
    first = at(SPACE) & ~at(SPACE, -1) & ~at(LF, -1)
    return first & (at(_LEADING, -1) | at(_FOLLOWING, 1) | at(SPACE, 1))


@dataclass(frozen=True)
class BesideMarks:
    """Spaces that Chinese marks do not have."""

    rules = (BESIDE,)
    triggers = frozenset(" ")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        habit, writing = _Habit(text), None
        for m in matches(_BESIDE, text, _seeds_beside):
            start, end = m.span()
            before = text[start - 1] if start else "\n"
            after = text[end] if end < len(text) else "\n"
            if before == "\n" or after == "\n" or before == "\u3000" or after == "\u3000":
                continue
            if not _goes(before, after, start, habit):
                continue
            writing = writing or Writing(document)
            shared = before in _SHARED or after in _SHARED
            if writing.latin_prose(start) or (shared and writing.latin(start)):
                continue  # a sentence that speaks of a mark, or has curly quotation marks of its own
            if before == "：" and writing.foreign(start):
                continue  # Japanese leaves room behind a colon
            if not protection(text, document.markdown).touches(start, end):
                batch.add(start, end, 0, "")
        return batch


def _goes(before: str, after: str, start: int, habit: _Habit) -> bool:
    if before in _BEHIND:
        return after not in _BEFORE  # a blank to be filled in
    if after in _BEFORE:
        return True
    if (before in "，、；：" and after in _QUOTES) or (before in "，、；" and _HAN.match(after)):
        return True
    return before + after in _PAIRS and habit.close(before + after, start)


class _Habit:
    """Whether a line writes neighbouring quotations or titles without a space; remembered a line at a time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = Line(text)
        self._known: dict[tuple[int, str], bool] = {}

    def close(self, pair: str, offset: int) -> bool:
        start, end = self._line.at(offset)
        if (start, pair) not in self._known:
            self._known = {(start, pair): self._text.find(pair, start, end) >= 0}
        return self._known[start, pair]


_PAIRS = frozenset(("”“", "》《", "」「"))
_HAN = lazy_pattern(f"[{HAN}]")
_NEAR = lazy_pattern(f"[0-9%](?:(?=[{HAN}])|(?<=[{HAN}][0-9]))")
_FAR = lazy_pattern(f" (?:(?=[0-9])(?<=[{HAN}] )|(?<=[0-9%] )(?=[{HAN}]))")
_LEFT = lazy_pattern(rf" (?<=[{HAN}] )(?=[0-9][0-9.,]*+ ?[{MEASURES}{UNITS}])")
_RIGHT = re.compile(f" (?<=[0-9%] )(?=[{MEASURES}])")
# What leads up to a number, as the last character of its word (达 超 突破 增长 …): behind other words a space may part
# two halves of a headline (基地遭袭 7人死亡), unless the number has one on both sides.
_LEADS = frozenset("达超约共近有为至到破过占是率长降升增减及和与比满逾需每获含了的计额数第")
_BOTH = re.compile(rf" [0-9][0-9.,]*+ [{MEASURES}]")
_DATE = re.compile(" [0-9]++ ?[年月日时]")
_ORDINAL = re.compile("[章条节编部卷回集期届]$")
_WORD_NUMBER = re.compile(r"[A-Za-z][A-Za-z0-9.\-]* ?[0-9.,]*$")
_PROSE = re.compile("[，。；]")
_PROSE_WITHIN = 400  # a sentence has a mark within so many characters; a bound keeps one endless line linear
_NEAR_LEAST = 20  # habit: numbers written close in so many places …
_MARGIN = 4  # what comes behind may be written apart more often
_FAR_SHARE = 0.1  # … and apart in no more than this share: what is left of a habit of spacing is far more


def _seeds_apart(at: Window) -> Mask:
    return at(SPACE) & ((at(HANS, -1) & at(DIGIT, 1)) | (at(_FIGURE, -1) & at(HANS, 1)))


def _seeds_close(at: Window) -> Mask:
    return (at(_FIGURE) & at(HANS, 1)) | (at(DIGIT) & at(HANS, -1))


@lru_cache(maxsize=1)
def _apart(text: str) -> tuple[int, ...]:
    """Where a space parts Han and a number."""
    if known := spots(text):
        return tuple(known.places(_seeds_apart, wide_lines(text)))
    return tuple([m.start() for m in matches(_FAR, text)])


def habit(text: str) -> Traits:
    """How ``text`` writes numbers: in so many places close, in so many apart."""
    return Traits(near=_close(text), far=len(_apart(text)))


def _close(text: str, enough: int | None = None) -> int:
    """In how many places ``text`` writes a number close; they are counted only until there are ``enough``."""
    if known := spots(text):
        close = len(known.places(_seeds_close, wide_lines(text)))
        return close if enough is None else min(close, enough)
    return sum(1 for _ in islice(matches(_NEAR, text), enough))


def habit_at_least(text: str, before: Traits) -> tuple[Traits, Traits]:
    """How ``text`` writes numbers, at the least and at the most: what is close is counted only until that, together with
    what stands ``before``, shows the habit of writing them close with a wide margin.
    """
    far = len(_apart(text))
    enough = max(0, round(_MARGIN * max(_NEAR_LEAST, (before.far + far) / _FAR_SHARE)) - before.near)
    near = _close(text, enough)
    return Traits(near=near, far=far), Traits(near=near if near < enough else len(text), far=far)


def writes_close(traits: Traits) -> bool:
    """Whether a text with such habits writes numbers close."""
    return traits.near >= _NEAR_LEAST and traits.far <= traits.near * _FAR_SHARE


@dataclass(frozen=True)
class NumberSpaces:
    """Spaces between Han and a number in a text that otherwise has none."""

    rules = (NUMBER,)
    triggers = frozenset(" ")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        far = _apart(text)
        if not far or not writes_close(document.traits or habit(text)):
            return batch
        line = Line(text)
        for i in far:
            start, end = line.at(i)
            prose = _PROSE.search(text, start, min(end, start + _PROSE_WITHIN)) is not None
            if prose and _is_justified(text, i, start) and not protection(text, document.markdown).touches(i, i + 1):
                batch.add(i, i + 1, 1, "")
        return batch


def _is_justified(text: str, i: int, line: int) -> bool:
    if _LEFT.match(text, i):
        if _DATE.match(text, i) or _ORDINAL.search(text, max(line, i - 1), i):
            return False
        return text[i - 1] in _LEADS or _BOTH.match(text, i) is not None
    return _RIGHT.match(text, i) is not None and not _WORD_NUMBER.search(text, max(line, i - 30), i)


_SIDE = f"{HAN}{re.escape(MARKS)}"
_APART = lazy_pattern(
    f" (?:(?<=[{_SIDE}] )(?<!． )(?=[A-Za-z0-9+\\-@#])|(?<=[A-Za-z0-9%℃°+)] )(?=[{_SIDE}])(?!．)|(?<=[0-9] )(?=[%％℃‰]))"
)
_CLOSE = lazy_pattern(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?:(?<=[A-Za-z0-9%℃°])|(?<=[A-Z]\\+\\+)|(?<=[A-Z]#))(?=[{HAN}])")


@dataclass(frozen=True)
class LatinSpaces:
    """``latin_space``: ``remove`` or ``insert``."""

    latin_space: str
    rules = (LATIN,)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        insert = self.latin_space == "insert"
        for m in (_CLOSE if insert else _APART).finditer(text):
            if not protection(text, document.markdown).touches(m.start(), m.end()):
                batch.add(m.start(), m.end(), 2, " " if insert else "")
        return batch


_HAN_GAP = lazy_pattern(f"[ \u3000](?<=[{_SIDE}].)[ \u3000]*+(?=[{_SIDE}])")


@dataclass(frozen=True)
class HanSpaces:
    """``han_space`` ``remove``: no space stays between Han characters and Chinese marks."""

    rules = (BETWEEN,)
    triggers = frozenset(_GAP)

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for m in _HAN_GAP.finditer(text):
            if not protection(text, document.markdown).touches(m.start(), m.end()):
                batch.add(m.start(), m.end(), 3, "")
        return batch
