"""Spaces that OCR and justification put between Han characters or inside a number.

* ``spaced-out-text``: four or more single Han characters with one space between each (思 想 教 育 凝 共 识). OCR of
  wide type gives them. Shorter runs (目 录, 大 中 小), words with a space between them (中共中央 国务院, 服务民企
  常税先行), names (李 明) and rows that are listed apart (甲 乙 丙 丁, 东 南 西 北) are written so on purpose.
* ``split-number``: digits of one number read apart (2 0 2 3年, 98 . 75%, 1 ,234元). Only where the pieces can be
  nothing else: a year before 年, single digits before a unit, a point or comma with the spaces of one number. ``3 5 2
  8`` alone may be four numbers, 010 8888 6666 is a telephone number.
* ``circle-for-zero``: ○ in a number written in Chinese numerals, for 〇.

Safe: nothing but spaces goes, on a pattern that writing does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textkit.judgement.protected import protection
from textkit.language.han import HAN, LISTS, MEASURES, NUMERALS, PAUSES, STOPS, UNITS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Line, is_han, matches, rule
from textkit.steps.normalize.spots import SPACE, Chars, Mask, Window, found_at, spots

_PAGE = __doc__
SPACED = rule(
    "NRM035",
    "spaced-out-text",
    "Han characters are set apart one by one.",
    "思 想 教 育 凝 共 识",
    "中共中央 国务院",
    _PAGE,
)
SPLIT = rule(
    "NRM036", "split-number", "The digits of one number are set apart.", "2 0 2 3年", "电话010 8888 6666", _PAGE
)
CIRCLE = rule("NRM037", "circle-for-zero", "A circle stands for the numeral 〇.", "二○二三年", "二〇二三年", _PAGE)
ROWS = (
    Row(SPACED, "Han characters set apart one by one"),
    Row(SPLIT, "digits of one number set apart"),
    Row(CIRCLE, "circle for the numeral 〇"),
)

_SET_APART = PAUSES + STOPS + '“”‘’（）《》「」『』()",.:;?!'  # those of ASCII become Chinese later
_SIGNS = re.escape(_SET_APART)
# Three further characters make four: runs of three and fewer are as often meant (大 中 小) as not.
_RUN = lazy_pattern(f" (?=. [^ ])[{HAN}{_SIGNS}](?: [{HAN}{_SIGNS}])++")
_LEAST = 4
_LEAST_WITH_SIGNS = 3  # where the marks are set apart as well (他 说 ： “ 好 。 ”), fewer characters prove as much …
_SIGNS_LEAST = 3  # … if so many marks are
_BETWEEN = lazy_pattern(f" (?<=[{HAN}] )(?=[{HAN}“‘（《「『])")
_HEADING = lazy_pattern(f"第[{NUMERALS}]+[章节条編编篇部卷节節]")  # its number and its title stay apart
_OTHER = lazy_pattern(f"[^{HAN}]+")
_PIECES = re.compile(r"\d[\d.,]*+(?: [\d.,]++)++", re.ASCII)
_PARTED = re.compile(r" [0-9.,](?<=[0-9.,] .)")  # searched for by the space, which is rarer than digits
_OF_NUMBER = frozenset("0123456789.,")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+", re.ASCII)
_SINGLE = re.compile(r"\d|\d?\.\d?|\d,", re.ASCII)
_DIGIT = re.compile("[0-9]")
_UNIT = lazy_pattern(f" ?(?:[{MEASURES}{UNITS}余多]|公[里斤顷尺分]|[毫厘]米|毫[升克]|[平立]方|海里|小时|分钟)")
_YEAR = re.compile(" ?年(?!级)")
_SEVERAL = re.compile("[第表图] ?$|分别|依次|各|得分|为[^0-9]{0,2}$")
_CIRCLE = re.compile("○(?: ?○)*+")  # ○○同志 is a name that is not said
_NUMERAL = frozenset(NUMERALS)
_BEHIND_ZERO = frozenset(NUMERALS + "年")


_SINGLES, _POINTS = Chars(HAN + _SET_APART), Chars("0-9.,")


def _seeds_of_row(at: Window) -> Mask:
    return at(SPACE) & at(_SINGLES, 1) & at(SPACE, 2) & ~at(SPACE, 3)


def _seeds_of_parted(at: Window) -> Mask:
    return at(SPACE) & at(_POINTS, -1) & at(_POINTS, 1)


@dataclass(frozen=True)
class SpacedOut:
    """Runs of single Han characters are closed up."""

    rules = (SPACED,)
    triggers = frozenset(" ")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        gaps: set[int] = set()
        runs: list[int] = []
        meant: set[int] = set()  # gaps between the number of a chapter and its title
        for row in _rows(text):
            chars = "".join([text[start:end:2] for start, end in row])
            han = _OTHER.sub("", chars)
            least = _LEAST_WITH_SIGNS if len(chars) - len(han) >= _SIGNS_LEAST else _LEAST
            kept = protection(text, document.markdown)
            dotted = len(han) <= chars.count(".") + 1  # 我 . 你 . 他 . 她: dots part what is listed
            if len(han) < least or dotted or _is_list(han) or kept.touches(row[0][0], row[-1][1]):
                continue
            for start, end in row:
                runs.append(start)
                gaps.update(range(start + 1, end, 2))
            if heading := _HEADING.match(chars):
                meant.add(row[0][0] + 2 * heading.end() - 1)
        gaps.update(i for i in _beside(text, runs) if not protection(text, document.markdown).touches(i, i + 1))
        for i in sorted(gaps - meant):
            batch.add(i, i + 1, 0, "")
        return batch


def _rows(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of single characters with a space between each; those that a mark close to both parts are one row."""
    row: list[tuple[int, int]] = []
    for m in matches(_RUN, text, _seeds_of_row):
        start, end = m.span()
        if end < len(text) and is_han(text[end]) and is_han(text[end - 1]):
            end -= 2  # the last character begins a word
        if start and is_han(text[start - 1]) and not (start > 1 and is_han(text[start - 2])):
            start -= 1  # the character before is a single one too
        else:
            start += 1
        if row and not (start == row[-1][1] and not is_han(text[start - 1])):
            yield row
            row = []
        row.append((start, end))
    if row:
        yield row


def _beside(text: str, runs: Sequence[int]) -> Iterator[int]:
    """The gaps with a single Han character on one side or an opening mark behind, in the lines with several of ``runs``,
    which are where each begins.
    """
    line, done = Line(text), -1
    for run, following in pairwise(runs):
        first, stop = line.at(run)
        if first == done or following > stop:
            continue
        done = first
        for m in _BETWEEN.finditer(text, first, stop):
            i = m.start()
            if not all(map(is_han, (text[i - 2 : i - 1], text[i + 1], text[i + 2 : i + 3]))):
                yield i


def _is_list(chars: str) -> bool:
    """Whether the characters are a row that is usually listed, or one character again and again."""
    rows = [row for row in LISTS if _LEAST <= len(row) > len(chars) - _LEAST]  # in a long text a row is a part of it
    return len(set(chars)) == 1 or any(chars in row or row in chars for row in rows)


@dataclass(frozen=True)
class SplitNumber:
    """Numbers read apart are closed up."""

    rules = (SPLIT,)
    triggers = frozenset(" ")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for m in _pieces(text):
            start, end = m.span()
            if start and ((text[start - 1].isascii() and text[start - 1].isalnum()) or text[start - 1] in ".-"):
                continue
            one = _is_one_number(m[0], text[max(0, start - 8) : start].rpartition("\n")[2], text[end : end + 4])
            if one and not protection(text, document.markdown).touches(start, end):
                batch.add(start, end, 1, m[0].replace(" ", ""))
        return batch


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Runs of pieces of numbers with one space between them, from the first digit on."""
    end, known = 0, spots(text)
    found = found_at(_PARTED, text, known.places(_seeds_of_parted)) if known else _PARTED.finditer(text)
    for parted in found:
        start = parted.start()
        if start < end:
            continue
        while start > end and text[start - 1] in _OF_NUMBER:
            start -= 1
        while text[start] in ".,":
            start += 1
        if m := _PIECES.match(text, start):
            end = m.end()
            yield m


def _is_one_number(run: str, before: str, after: str) -> bool:
    pieces = run.split(" ")
    joined = "".join(pieces)
    if len(joined) > 20 or not _NUMBER.fullmatch(joined):
        return False
    single = all(_SINGLE.fullmatch(p) for p in pieces)
    if len(joined) == 4 and joined.isdigit() and joined[:2] in ("19", "20") and _YEAR.match(after):
        return True
    if single and len(pieces) == 2 and before.rstrip(" ")[-1:] in ("年", "月") and joined.isdigit():
        return int(joined) <= 31 and after.lstrip(" ")[:1] in ("月", "日", "号")
    if not _UNIT.match(after):
        return False
    if _THOUSANDS.fullmatch(joined):
        return all(p.startswith(",") for p in pieces[1:]) or all(len(p.strip(",")) < 2 for p in pieces)
    if "." in pieces:  # the point stands apart on both sides
        digits = [p for p in pieces if p != "."]
        return len(digits) == len(pieces) - 1 and (len(pieces) == 3 or all(map(_DIGIT.fullmatch, digits)))
    if len(pieces) == 2 and pieces[1].startswith(".") and joined.count(".") == 1:
        return True
    row = "".join(p for p in pieces if p.isdigit())
    listed = row in "0123456789" or _SEVERAL.search(before) is not None
    one = len(pieces) >= 3 or set(row[1:]) == {"0"} or after.startswith((" %", " ％"))  # no one lists none: 5 0名
    return single and one and not listed


@dataclass(frozen=True)
class CircleForZero:
    """○ between Chinese numerals becomes 〇."""

    rules = (CIRCLE,)
    triggers = frozenset("○")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for m in _CIRCLE.finditer(text):
            i = m.start()
            before = text[max(0, i - 2) : i].rstrip(" ")[-1:]
            after = text[m.end() : m.end() + 2].lstrip(" ")[:1]
            if before in _NUMERAL and after in _BEHIND_ZERO:
                for k in range(i, m.end()):
                    if text[k] != " ":
                        batch.add(k, k + 1, 2, "〇")
        return batch
