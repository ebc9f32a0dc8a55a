"""Numbered lines: a line that carries the number behind that of a line before it begins something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textkit.language.lazy_pattern import lazy_pattern

LONGEST = 12  # characters of a line that its number is looked for in
REACH = 60  # lines; the longest article or item worth waiting for
_PLACES = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_NUMBER = r"([0-9]{1,4}|[〇零一二三四五六七八九十百千]{1,7})"
# What a number with a dot is no decimal before: a month or a year.
DATE = r"(?=(?:[1-9]|1[0-2])月|(?:19|20)[0-9]{2}年)"
DASH = "——"  # before items, which may have numbers of their own
_MARKER = lazy_pattern(
    rf"(第|\(|)(?:{_NUMBER}|([①-⑳])|([A-Za-z]))([条條章节節编編款篇回部届]|\)|(?<=[〇零一二三四五六七八九十百千])、|[、.:](?![0-9])|\.{DATE}|(?=\s)|)"
)
# A number of several levels, such as that of a section, unless it counts something.
_LEVELS = lazy_pattern(
    r"((?:[0-9]{1,2}\.){1,3})([0-9]{1,2})\.?\s+(?![个個万萬亿億千百元倍米吨噸度级級公毫厘岁歲亩畝%％‰°])"
)

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = re.compile(r"\((i{1,3}|iv|vi{0,3}|ix|x)\)\s")
# Before a space, as items of Japanese laws have them; more is seldom needed, and 百 and 千 are words.
WORD = "一 "
NUMERALS = frozenset(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"))
_BEGINS = re.compile("[第(0-9〇零一二三四五六七八九十百千①-⑳A-Za-z—]")


def number(numeral: str) -> int:
    """The value of an Arabic or Chinese numeral below ten thousand."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in _PLACES:
            total, digit = total + max(digit, 1) * _PLACES[char], 0
        else:
            digit = 10 * digit + _DIGITS[char] if digit else _DIGITS[char]
    return total + digit


def marked(s: str) -> tuple[str, int] | None:
    """The form of marker that a folded line begins with and its number, ``None`` without one.

    >>> (
    ...     marked("第十二条 本法"),
    ...     marked("(3)5日前"),
    ...     marked("1.2 范围"),
    ...     marked("二、3月"),
    ...     marked("2、3月"),
    ...     marked("第三方"),
    ...     marked("2.4月27日至29日"),
    ...     marked("——(二)有效期"),
    ... )
    (('第条', 12), ('()', 3), ('1.', 2), ('、', 2), None, None, ('.', 2), ('——()', 2))
    """
    if not _BEGINS.match(s):
        return None
    if s[0] == "—":
        mark = marked(s[len(DASH) :]) if s.startswith(DASH) and s[len(DASH) :][:1] != "—" else None
        return mark and (DASH + mark[0], mark[1])
    roman = _ROMAN.match(s)
    if roman is not None:
        return "(i)", ROMAN.index(roman[1]) + 1
    levels = _LEVELS.match(s)
    if levels is not None:
        return levels[1], int(levels[2])
    match = _MARKER.match(s)
    if match is None:
        return None
    before, numeral, circled, letter, after = match.groups()
    if circled:
        return "①", ord(circled) - ord("①") + 1
    if not after and not before and s[match.end() : match.end() + 1] == " " and numeral in NUMERALS:
        return WORD, number(numeral)
    if not after or (before == "第") == (after in "、.:)") or (before == "(") != (after == ")" and before == "("):
        return None
    if letter:
        return before + ("a" if letter.islower() else "A") + after, ord(letter)
    return before + after, number(numeral)


def sequences(marks: Iterable[tuple[str, int] | None]) -> set[int]:
    """The lines whose number is one more than that of a line of their form before them, and the first of each such run.

    ``marks`` is what ``marked`` says of each line.
    """
    last: dict[tuple[str, int], int] = {}
    found: set[int] = set()
    for i, mark in enumerate(marks):
        if mark is None:
            continue
        form, value = mark
        before = last.get((form, value - 1))
        if before is not None and i - before <= REACH:
            found |= {before, i}
        last[mark] = i
    return found


def spans(marks: Sequence[tuple[str, int] | None], bullets: Sequence[str]) -> list[tuple[int, int]]:
    """The items that another one follows: the first line of each, and that of the next. ``bullets`` has the sign that a line
    begins with where it is an item without a number, and is empty for others.
    """
    last: dict[tuple[str, int], int] = {}
    found = []
    for i, (mark, bullet) in enumerate(zip(marks, bullets, strict=True)):
        key = mark or ((bullet, 0) if bullet else None)
        if key is None:
            continue
        before = last.get((key[0], key[1] - bool(mark)))
        if before is not None and i - before <= REACH:
            found.append((before, i))
        last[key] = i
    return found
