"""Ellipses, dashes and middle dots in the forms that keyboards, converters and other customs give them.

* ``ellipsis-form``: ``...``, ``。。。``, ``．．．``, ``···``, ``⋯⋯``, a single ``…`` become ``……`` (GB/T 15834—2011, 4.11: six
  dots on two places).
* ``dash-form``: ``--``, ``――``, ``──``, ``－－``, ``⸺`` and three of ``—`` become ``——`` (4.10: a dash takes two
  places).
* ``middle-dot-form``: • ‧ ・ ∙ ⋅ ● between Han become ``·`` (4.15), and a ``·`` with spaces around it loses them.

Only beside Han or Chinese marks: ``Wait... what?``, ``f(...args)``, ``1, 2, ..., n``, ``--help`` and ``a -- b`` stay,
as do leaders before page numbers, rules of dashes, a line of dots, a single ``—`` (北京—上海), bullets at the start
of a line, and lines in Japanese, where ・, ― and … follow other rules. Safe: the forms have one meaning there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language import han
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.marks import DASHES, DOTS
from textkit.language.readings import TRANSLITERATION
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Writing, is_chinese, is_han, matches, rule, wide_lines
from textkit.steps.normalize.spots import SPACE, Chars, Mask, Seeds, Window, found_at, spots

_PAGE = __doc__
ELLIPSIS = rule("NRM040", "ellipsis-form", "An ellipsis is not written as ……", "他想了想...", "Wait... what?", _PAGE)
DASH = rule("NRM041", "dash-form", "A dash is not written as ——", "他--我的老师--来了。", "运行cmd --help查看", _PAGE)
DOT = rule("NRM042", "middle-dot-form", "The dot in a name is not U+00B7.", "卡尔•马克思", "• 第一项", _PAGE)
ROWS = (Row(ELLIPSIS, "form of the ellipsis"), Row(DASH, "form of the dash"), Row(DOT, "form of the dot in a name"))

# What may be a wrong form, by its first character: searched for one by one, and only for those that a text has. Each
# pattern begins with one literal alone, for which a search is fastest.
_ELLIPSIS = {
    ".": re.compile(r"\.(?:(?=\.\.)\.++| \.(?: \.)++)"),
    **{sign: re.compile(f"{sign}(?={sign}{sign}){sign}++") for sign in "．·・"},
    "。": re.compile("。(?= ?。 ?。)(?: ?。)++"),
    "…": re.compile("…(?<!……)(?:(?!…)|……++)"),  # not a pair, which is right
    "⋯": re.compile("⋯++"),
}
_DASH = {
    "-": re.compile("-(?=-)-++"),
    "—": re.compile("—(?=——)——"),
    **{sign: re.compile(f"{sign}(?={sign}){sign}") for sign in "―─－"},
    **{sign: re.compile(sign) for sign in "⸺⸻"},
}
_DOT = {sign: re.compile(sign) for sign in f"{DOTS}·"}
_OF_ELLIPSIS, _OF_DASH, _OF_DOT = (Chars(frozenset(patterns)) for patterns in (_ELLIPSIS, _DASH, _DOT))
_ELLIPSES, _LONG_DASHES = Chars("…⋯"), Chars("⸺⸻")


def _seeds_of_ellipsis(at: Window) -> Mask:
    dots = (at(_OF_ELLIPSIS, 1) | at(SPACE, 1)) & (at(_OF_ELLIPSIS, 2) | at(SPACE, 2))
    return at(_OF_ELLIPSIS) & (at(_ELLIPSES) | dots)


def _seeds_of_dash(at: Window) -> Mask:
    return at(_OF_DASH) & (at(_OF_DASH, 1) | at(_LONG_DASHES))


def _seeds_of_dot(at: Window) -> Mask:
    return at(_OF_DOT)


Made = tuple[int, int, str] | None
Judge = Callable[[str, int, int], Made]
_LEADERS = 7  # six dots are one ellipsis; more lead to a page number
_DASH_SIGNS = frozenset("-" + DASHES)
_DOT_SIGNS = frozenset("…⋯·・")
_PAUSE = frozenset(han.PAUSES)
_FOREIGN = frozenset(TRANSLITERATION)
_OPENING, _CLOSING = frozenset(han.OPENING), frozenset(han.CLOSING)


@dataclass(frozen=True)
class Ellipses:
    """Every form of the ellipsis becomes ……"""

    rules = (ELLIPSIS,)
    triggers = frozenset(".。．·・…⋯")

    def check(self, document: Document) -> Sequence[Finding]:
        return _scan(document, _ELLIPSIS, _seeds_of_ellipsis, 0, _ellipsis)


@dataclass(frozen=True)
class Dashes:
    """Every form of the dash becomes ——"""

    rules = (DASH,)
    triggers = frozenset("-" + DASHES)

    def check(self, document: Document) -> Sequence[Finding]:
        return _scan(document, _DASH, _seeds_of_dash, 1, _dash)


@dataclass(frozen=True)
class MiddleDots:
    """Every form of the dot in a name becomes U+00B7."""

    rules = (DOT,)
    triggers = frozenset(DOTS + "·")

    def check(self, document: Document) -> Sequence[Finding]:
        return _scan(document, _DOT, _seeds_of_dot, 2, _dot)


def _scan(
    document: Document, patterns: Mapping[str, re.Pattern[str]], seeds: Seeds, number: int, judge: Judge
) -> Batch:
    text, batch, writing = document.text, Batch(ROWS), Writing(document)
    signs = document.signs & patterns.keys() if not writing.all_foreign else ()
    known = spots(text) if signs else None
    if known:
        found = known.places(seeds, wide_lines(text))
        runs = sorted(m.span() for s in signs for m in found_at(patterns[s], text, [i for i in found if text[i] == s]))
    else:
        runs = sorted(m.span() for sign in signs for m in matches(patterns[sign], text))
    for span in runs:
        made = judge(text, *span)
        if made is None:
            continue
        start, end, after = made
        if (
            text[start:end] != after
            and not writing.foreign(start)
            and not protection(text, document.markdown).touches(start, end)
        ):
            batch.add(start, end, number, after)
    return batch


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters beside a run; the empty string at the ends of a line."""
    return text[start - 1 : start].strip("\n\u3000") if start else "", text[end : end + 1].strip("\n")


def _ellipsis(text: str, start: int, end: int) -> Made:
    spaced = text[start] == "。" and text[start - 1 : start] == " "  # no space stays before the mark
    after = _ellipsis_for(text, start, end, start - spaced)
    return (start - spaced, end, after) if after else None


def _ellipsis_for(text: str, start: int, end: int, left: int) -> str | None:
    before, after = _around(text, left, end)
    if before == " " and (opening := text[max(0, left - 9) : left].rstrip(" ")[-1:]) in _OPENING:
        before = opening  # no space stays behind it
    count = end - start - text.count(" ", start, end)
    if {before, after} & _DOT_SIGNS:
        return None  # two forms together: neither can be counted
    if text[start] in "…⋯":
        if count > 3 or not (is_han(before) or is_han(after)):
            return "…" * count if text[start] == "⋯" else None
        # A pause mark before a full stop goes.
        beside = before in _PAUSE or (after in _PAUSE and text[end + 1 : end + 2] != "。")
        return None if count == 1 and beside and not (is_han(before) and is_han(after)) else "……"
    if count < 3 or count >= _LEADERS:
        return None
    if not before or (after and after.isascii() and after.isalnum()):
        return "……" if after and is_han(after) and not before else None
    if is_han(before) or before in _CLOSING or before in ("！", "？"):
        return "……"
    return "……" if before in _OPENING and is_han(after) else None


def _dash(text: str, start: int, end: int) -> Made:
    before, after = _around(text, start, end)
    count, sign = end - start, text[start]
    counts = (1,) if sign in "⸺⸻" else (3,) if sign == "—" else (2, 4) if sign == "-" else (2,)
    if count not in counts or {before, after} & _DASH_SIGNS:
        return None
    if (before and not is_chinese(before)) or (after and not is_chinese(after)):
        return None
    if count == 4 and not (is_han(before) and is_han(after)):
        return None  # four hyphens may be a rule or a blank to be filled in
    return (start, end, "——") if is_han(before) or is_han(after) else None


def _dot(text: str, start: int, end: int) -> Made:
    left, right = text[start - 1 : start] == " ", text[end : end + 1] == " "
    first, last = start - left, end + right
    if left or right:
        foreign = sum(c in _FOREIGN for c in text[max(0, first - 2) : first] + text[last : last + 2])
        if foreign < 4 if text[start] != "·" else left and right and foreign < 2 and _parts(text, start):
            return None  # a bullet between items, unless they are foreign names
    start, end = first, last
    before, after = _around(text, start, end)
    name = is_han(before) and is_han(after)
    if not name and not (left or right) and (is_han(before) or is_han(after)):
        name = (is_han(before) or _INITIAL.match(text, start - 1) is not None) and (
            is_han(after) or _INITIAL.match(text, end) is not None
        )
    return (start, end, "·") if name else None


def _parts(text: str, i: int) -> bool:
    """Whether dots part what stands in the line of a place: it is a heading, or has several with spaces beside them."""
    line, end = text.rfind("\n", 0, i) + 1, text.find("\n", i)
    first, last = max(line, i - _NEAR), min(len(text) if end < 0 else end, i + _NEAR)
    return text.startswith("#", line) or text.count(" · ", first, last) > 1


_NEAR = 200  # characters
# An initial inside a name: 约翰·F·肯尼迪.
_INITIAL = lazy_pattern(f"[A-Z](?:(?=[{DOTS}·][{han.HAN}])|(?<=[{DOTS}·].)(?=[{DOTS}·]))")
