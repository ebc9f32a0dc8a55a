"""Spans whose characters mean something to a machine: addresses, paths, code, tables, formulas, markup.

Rules about written language leave them alone. They are found afresh in whatever text a step has before it. Every
pattern is a plain run of one class, or a bounded one, so none can run back; where a construct needs a partner
(a fence, a dollar sign, a bracket) the partner is sought on the same line, or once from top to bottom.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from textkit.judgement.code import QUOTED, REMARK, Programs, lines
from textkit.judgement.fences import fences, holds, tables
from textkit.judgement.front import settings
from textkit.judgement.records import (
    ANDROID,
    COMMENT,
    CUE,
    LOG,
    MEMBER,
    RAISED,
    SETTING,
    Tables,
    is_data,
    remarked,
    table_rows,
)
from textkit.language.han import HAN, HANGUL, KANA
from textkit.language.later import later
from textkit.model.span import Span

# What an address is made of. Han may stand in a path, but only where an ASCII part goes on behind it: "看http://a.cn/b页"
# ends before 页, ".../路径/a.html" does not.
_ADDRESS = r"A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]"
_URL = later(
    rf"[A-Za-z](?<![A-Za-z0-9][A-Za-z])(?:(?<=w)ww\.|(?<=m)ailto:|[A-Za-z0-9+.\-]{{1,15}}://)"
    rf"(?:[{_ADDRESS}]++|(?<=[/=\-_])[{HAN}]{{1,40}}(?=[/.=&#_\-][A-Za-z0-9{HAN}]|\?[A-Za-z0-9_]{{1,40}}=))+"
)
_URL_TAIL = re.compile(r"[.,;:!?'()\[\]]+$")
_MAIL = later(
    r"[A-Za-z0-9._%+\-](?<![A-Za-z0-9._%+\-].)[A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
)
_HANDLE = re.compile(r"@(?<![A-Za-z0-9]@)[A-Za-z0-9_]{1,64}(?::[A-Za-z0-9.\-]{1,100})?")

_WINDOWS_PATH = later(rf"[A-Za-z](?<![A-Za-z0-9].):\\(?:[^\s\\/:*?\"<>|，。；：]{{1,200}}\\)*[A-Za-z0-9_.\-{HAN}]*")
_UNIX_PATH = later(
    r"/(?<![A-Za-z0-9/]/)[A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-/:]*+"
    rf"(?:(?<=/)[{HAN}]{{1,40}}\?[A-Za-z0-9_]{{1,40}}=[A-Za-z0-9_.\-&=%,+]*)?"
)

# The title of an admonition or a tab of Python-Markdown and its kin: ??? note "标题".
_TITLED = re.compile(
    r"^[ \t]*+(?:!!!|\?\?\?|===)[+!]? *+(?:[A-Za-z\-]{1,30} {1,3}){0,4}\"[^\"\n]{0,200}\"[ \t]*+$", re.MULTILINE
)
# This one and formulas begin with a literal, since they are sought in whole texts.
_SPAN = re.compile(r"(`(?:``?)?)(?!`)([^\n`]{1,2000})\1(?!`)")
_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9\-]{0,20}(?:[ \t][^<>\n]{0,1000})?/?>|<!--[^\n]{0,1000}?-->|<[A-Za-z]+://[^<>\s]{1,1000}>"
)
_LINK = re.compile(r"\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_PAGE = re.compile(r"\[\[[^\[\]|\n]{1,200}(?=\||\]\])")  # of a wiki: [[zh:山]], [[File:a, b.png|text]]
# The label of a note or a link, with the address of the link.
_DEFINITION = re.compile(r"^[ \t]{0,3}\[(?:\^[^\[\]\n]{1,80}\]:|[^\[\]\n]{1,200}\]:[ \t]+[!-~]+(?=\s|$))", re.MULTILINE)
# What the head of a song's words says: [ti:夜雨].
_SONG = re.compile(r"^\[(?:ti|ar|al|au|by|re|ve|length|offset):[^\]\n]{0,200}\]", re.MULTILINE)
# A dollar sign opens a formula if no space follows it, and closes one if no space stands before it and no digit
# follows: the prices "$5 和 $6" are none. (The same test as in Pandoc's tex_math_dollars.)
DISPLAY = re.compile(r"\$\$[^$]{1,4000}\$\$")
_MATH = re.compile(r"\$(?:\$[^$\n]{1,4000}\$\$|(?<![\\$].)(?![\s$])[^$\n]{0,999}(?<![\s\\])\$(?![\d$]))")
_TEX = re.compile(
    r"\\\((?:[^\n\\]|\\[^()\n]){0,500}\\\)|\\\[(?:[^\n\\]|\\[^\[\]\n]){0,500}\\\]|\\[A-Za-z]{2,30}(?:\{[^{}\n]{0,200}\}){0,3}"
)
# A call is code if nothing but ASCII is handed over, or a quoted text or an assignment is: "GDP(国内生产总值)" is prose.
_CALL = re.compile(
    r"[A-Za-z_$](?<![A-Za-z0-9_$].)[A-Za-z0-9_.$]{0,80}(?:\((?:[ -'*-~]{0,500}|[^()\n]{0,200}[\"'=][^()\n]{0,300})\)){1,9}"
)
_INDEX = re.compile(r"[A-Za-z_](?<![A-Za-z0-9_].)[A-Za-z0-9_]{0,80}\[[^\[\]\n]{0,100}\]")
_SCOPE = re.compile(r"[A-Za-z_](?<![A-Za-z0-9_].)\w{0,80}(?:(?:::|:|\.|->)[A-Za-z0-9_]{1,80}){1,20}", re.ASCII)
# A ratio of what is named: 甲:乙=3:4
_RATIO = later(rf":(?:[{HAN}A-Za-z0-9]{{1,8}}:){{0,4}}[{HAN}A-Za-z0-9]{{1,8}} ?= ?[0-9.]{{1,10}}:[0-9]")

_ROW = re.compile(r"^[ \t]{0,3}\|[^\n]*\|[ \t]*$", re.MULTILINE)
_INDENTED = re.compile(r"\n\n(?: {4}|\t)[^\n]*+(?:\n(?: {4}|\t)[^\n]*+)*+")

# A line of code gives itself away by its first word or by signs that prose does not use.
_CODE = re.compile(
    r"^[ \t]*(?:def |class |for |if |elif |while |import |from \w+ import|return\b|print\(|puts |var |let |const |function |"
    r"#include\b|public |private |static |else\b|try\b|int |void |echo |sudo |git |npm |pip |(?:GET|POST|PUT|DELETE|PATCH) /|\$ |>>> )",
    re.MULTILINE,
)
_CODE_SIGN = re.compile(
    r"[;{}=!<>&|+(\"](?:(?<=[;{}])[ \t]*(?://[^\n]*)?$|(?<=[=!<>])=|(?<=&)&|(?<=\|)\||(?<==)>|"
    r"(?<=\+)\+(?=[ \t]*[;)\]a-z])|(?<=\()\)|(?<=\")[ \t]*:[ \t]*[\"\[{\d])",
    re.MULTILINE,
)
# A text in straight quotes handed to a call, an operator or an assignment. Its line is code if nothing but ASCII is left
# of it without such texts and remarks: printf("共 %d 人", n); is code, Tom: "你好" is prose.
_LITERAL = re.compile(
    r"[A-Za-z0-9_\])!+=\[{(<\"](?:(?<=[A-Za-z0-9_\])!])\( ?|(?<=<)<|(?<=\")\"(?=\")|(?<=[+=\[{])) ?[bfruBFRU$@L]{0,2}[\"'`]"
)
# A command and a text that is handed to it: puts "完成, 共 3 个"
_COMMAND = re.compile(r"^[ \t]*+[a-z_]{2,20} ++[bfruBFRU]?[\"']", re.MULTILINE)
# A line of a list or a table of texts, as code has them: ("甲", 1),  ["甲", "乙"]  "甲",  r"甲"
_DATA = re.compile(
    r"^[ \t]*+(?:[(\[{]++ ?[\"'][^\n]*[,;)\]}]|[\"'][^\n]*[,)\]}]|[bfruBFRU]{1,2}[\"'][^\n]*)[ \t]*+$", re.MULTILINE
)
# A key and its value as configuration has them: title: "甲, 乙"  - tags: [甲, 乙]; names in talk are capitalized. A number
# is a key only in what is set in: nothing else is written so.
_ENTRY = re.compile(
    r"^[ \t]*+(?:- )?[a-z_][a-z0-9_.\-]{0,40}: (?:\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\]|\{[^}\n]*\})[ \t]*+$"
    r"|^[ \t]++[0-9]{1,4}: [^\n]+",
    re.MULTILINE,
)
# A text in quotes behind an option of a command: git commit -m "修复, 测试"
_OPTION = re.compile(r" --?[A-Za-z][A-Za-z0-9\-]{0,30}[ =](?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}')")
# A set or what stands for a value: {2000, "Jan"}, ${name}. Prose in braces has Chinese marks.
_BRACED = re.compile(r"\{[^{}\n，。；：？！]{1,200}\}")
_ATTRIBUTE = re.compile(r"[A-Za-z_](?<![A-Za-z0-9_\-].)[A-Za-z0-9_\-]{0,80} ?={1,3} ?\"[^\"\n]{0,300}\"")
_TRIPLE = re.compile('"""')  # opens or closes a description in a program
_REFERENCE = re.compile(r"&#?[A-Za-z0-9]{1,9};$")  # ends in a semicolon, and is no statement
_ANCHOR = re.compile(r"^#{1,6} .*\{#[^{}\n]{1,200}\}[ \t]*$")  # a heading and its name: ## 为什么 {#why}
_CODE_SHARE = 0.5  # a code line is ASCII at least by half: lower would take prose that quotes an expression
_STATEMENT = re.compile(
    r"[={}<>\"]|[A-Za-z0-9_]\(|^[ -~]*+;"
)  # what a line that ends in a semicolon has besides, if it is code
_WIDE = later(f"[{HAN}{KANA}{HANGUL}]")
_CHINESE_MARK = re.compile("[，。；：？！、“”]")


def protected_spans(text: str, markdown: bool, data: bool = True) -> list[Span]:
    """The protected spans of ``text``, sorted, merged where they overlap or touch.

    ``markdown`` adds what only Markdown has: indented code. Without ``data``, what is written down in lines for programs
    (tables with commas, settings, logs, comments) is left out: their marks are not those of prose, but their words are.
    """
    return list(_spans(text, markdown, data))


@lru_cache(maxsize=1)
def _spans(text: str, markdown: bool, data: bool) -> tuple[Span, ...]:
    return merged((*_blocks(text, markdown), *_inline(text, data), *(_data(text) if data else ())))


def _data(text: str) -> Iterator[Span]:
    """What is written down for programs, and goes over several lines or shows by those around it."""
    return iter((Span(0, len(text)),)) if is_data(text) else chain(table_rows(text), lines(text))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        elif span.end > span.start:
            merged.append(span)
    return tuple(merged)


class Protected:
    """Fast questions about the protected spans of one text, asked in about the order of place.

    Blocks are looked for once; what stands in a line is looked for when someone asks about the line, since most rules
    ask about few, and is remembered for the next pass, which sees most lines again.
    """

    def __init__(self, text: str, markdown: bool) -> None:
        self._text = text
        self._blocks = Ranges((Span(0, len(text)),) if is_data(text) else merged(_blocks(text, markdown)))
        self._start, self._end = 0, -1  # the line that was asked about last
        self._line = _NONE
        self._tables, self._programs = Tables(text), Programs(text)

    def at(self, offset: int) -> bool:
        """Whether the character at ``offset`` is protected."""
        return self.touches(offset, offset + 1)

    def touches(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` holds a protected character; an empty range is asked for strictly inside."""
        if self._blocks.starts and self._blocks.touch(start, end):
            return True
        while True:
            if not self._start <= start <= self._end:
                self._look(start)
            if self._line.starts and self._line.touch(start - self._start, min(end, self._end) - self._start):
                return True
            if end <= self._end + 1:
                return False
            start = self._end + 1

    def holds(self, start: int, end: int) -> bool:
        """Whether a protected span holds the character at ``start`` and is not ``[start, end)`` and nothing more."""
        if not self.at(start):
            return False
        if not self._start <= start <= self._end:
            self._look(start)
        near = [Span(self._start + a, self._start + b) for a, b in zip(self._line.starts, self._line.ends, strict=True)]
        near += [Span(a, b) for a, b in self._blocks.within(self._start, self._end)]
        return Span(start, end) not in merged(near)

    def _look(self, offset: int) -> None:
        text = self._text
        self._start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        self._end = len(text) if end < 0 else end
        line = text[self._start : self._end]
        if self._tables.holds(self._start, self._end) or self._programs.holds(self._start, self._end):
            self._line = Ranges((Span(0, len(line)),))
        else:
            self._line = _remembered(line) if len(line) < _REMEMBERED else _in_line(line)


class Ranges:
    """Sorted spans that lie apart, asked about by offset."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts, self.ends = [], []
        for span in spans:
            self.starts.append(span.start)
            self.ends.append(span.end)

    starts: list[int]
    ends: list[int]

    def touch(self, start: int, end: int) -> bool:
        i = bisect_right(self.starts, max(start, end - 1)) - 1
        return i >= 0 and start < self.ends[i] and (start < end or self.starts[i] < start)

    def within(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The spans that touch ``[low, high]``."""
        for k in range(bisect_left(self.ends, low), len(self.starts)):
            if self.starts[k] > high:
                break
            yield self.starts[k], self.ends[k]


_NONE = Ranges(())
_REMEMBERED = 4000  # characters: a paragraph; longer lines are rare, and remembering many of them would cost memory
_WORTH = re.compile(r"[A-Za-z\"#$&'(*+/;<=>@\[\\\]^_`{|}~]|(?<=[0-9]): ")  # one of these stands in everything protected


def _in_line(line: str) -> Ranges:
    return Ranges(merged(_inline(line))) if _WORTH.search(line) else _NONE


_remembered = lru_cache(maxsize=8192)(_in_line)


@lru_cache(maxsize=1)
def protection(text: str, markdown: bool) -> Protected:
    """``Protected`` of ``text``; the last is remembered, since the passes of a step often see the same text (more would hold texts that are gone)."""
    return Protected(text, markdown)


def _blocks(text: str, markdown: bool) -> Iterator[Span]:
    """What may go over several lines."""
    if text[:3] in ("---", "+++"):
        yield Span(0, settings(text))
    yield from fences(text)
    if holds(text, "$$"):
        yield from _matches(DISPLAY, text)
    if "|" in text:
        yield from tables(text)
    if markdown:
        yield from _indented(text)


def _inline(text: str, data: bool = True) -> Iterator[Span]:
    """What stands in one line, in all lines of ``text``: no pattern here goes over the end of a line."""
    if "://" in text or "www." in text or "mailto:" in text:
        yield from _urls(text)
    for sign, patterns in (*_BY_SIGN, *_DATA_BY_SIGN) if data else _BY_SIGN:
        if sign in text:
            for pattern in patterns:
                yield from _matches(pattern, text)
    yield from _code_lines(text)
    if data:
        yield from remarked(text)
    if '"' in text or "'" in text or "`" in text:
        yield from _literal_lines(text)


# What must stand in a text before a pattern is worth running over it.
_BY_SIGN: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("@", (_MAIL, _HANDLE)),
    (":\\", (_WINDOWS_PATH,)),
    ("/", (_UNIX_PATH,)),
    ("`", (_SPAN,)),
    ("<", (_TAG,)),
    ("](", (_LINK,)),
    ("[[", (_PAGE,)),
    ("]:", (_DEFINITION,)),
    ("$", (_MATH,)),
    ("\\", (_TEX,)),
    ("(", (_CALL,)),
    ("{", (_BRACED,)),
    (" -", (_OPTION,)),
    ("[", (_INDEX, _SONG)),
    (":", (_SCOPE, _RATIO)),
    (": ", (_ENTRY,)),
    ('"', (_ATTRIBUTE, _TITLED, _TRIPLE)),
    ("|", (_ROW,)),
)
_DATA_BY_SIGN: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("/", (COMMENT,)),
    ("=", (SETTING,)),
    ("-", (LOG,)),
    ("): ", (ANDROID,)),
    (": ", (CUE, RAISED)),
    ('"', (MEMBER,)),
)


# Code and formulas that are marked as such, by fences, backquotes and dollar signs, are what even rules about unseen
# characters and about forms leave alone.
@lru_cache(maxsize=1)
def shown_blocks(text: str) -> Ranges:
    """Those that may go over several lines."""
    return Ranges(merged((*fences(text), *(_matches(DISPLAY, text) if holds(text, "$$") else ()))))


def shown_in_line(line: str) -> Ranges:
    """Those that stand in one line."""
    spans = list(_matches(_SPAN, line)) if "`" in line else []
    return Ranges(merged((*spans, *(_matches(_MATH, line) if "$" in line else ()))))


# What plain prose never has: a heading with number signs, a fence, a link; each with what stands in it. A heading holds a
# word: a lone sign, or one before a mark, loses its space to other rules and would be none when it is looked at again.
_MARKDOWN = (
    ("# ", re.compile('\n(?=#)#{1,6} ++(?:[\\w“‘（《〈「『【〔(\\[*`<~"&$@\\\\+|-]|!\\[)')),
    ("```", re.compile("\n[ \t]*+`{3}")),
    ("~~~", re.compile("\n[ \t]*+~{3}")),
    ("](", re.compile(r"\](?=\()\([^()\n（）]{0,1000}\)")),
)


@lru_cache(maxsize=1)
def like_markdown(text: str, markdown: bool) -> bool:
    """Whether spaces at the ends of lines may be markup: the file is Markdown by name, or its text shows it to be."""
    return markdown or any(holds(text, sign) and pattern.search(f"\n{text}") is not None for sign, pattern in _MARKDOWN)


def _matches(pattern: re.Pattern[str], text: str) -> Iterable[Span]:
    return (Span(m.start(), m.end()) for m in pattern.finditer(text))


def _urls(text: str) -> Iterator[Span]:
    """Addresses without the marks behind them that belong to the sentence; a bracket opened inside stays."""
    for m in _URL.finditer(text):
        end = m.end()
        tail = _URL_TAIL.search(text, m.start(), end)
        if tail:
            end = tail.start()
            opened = text.count("(", m.start(), end) - text.count(")", m.start(), end)
            while opened > 0 and end < m.end() and text[end] == ")":
                end, opened = end + 1, opened - 1
        yield Span(m.start(), end)


def _indented(text: str) -> Iterable[Span]:
    """Indented code: lines behind a blank line (or the start) that begin with a tab or four spaces."""
    return (Span(m.start(), m.end() - 2) for m in _INDENTED.finditer(f"\n\n{text}"))


def _code_lines(text: str) -> Iterator[Span]:
    """Lines of code that hold Han (in a string or a remark); lines without Han need no protection from us."""
    end = -1
    for m in sorted((*_CODE.finditer(text), *_CODE_SIGN.finditer(text)), key=re.Match.start):
        if m.start() < end or (m[0] == ";" and _REFERENCE.search(text, max(0, m.start() - 12), m.end())):
            continue
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.start())
        end = len(text) if end < 0 else end
        line = text[start:end]
        if m[0] == "}" and _ANCHOR.search(line):
            continue
        if m[0].startswith(";") and not _STATEMENT.search(line):
            continue
        wide = len(_WIDE.findall(line))
        if wide and wide <= len(line) * (1 - _CODE_SHARE) and not _CHINESE_MARK.search(line):
            yield Span(start, end)


def _literal_lines(text: str) -> Iterator[Span]:
    """Lines of code of whose Han all stand in text literals and remarks."""
    end = -1
    for m in sorted((*_LITERAL.finditer(text), *_COMMAND.finditer(text), *_DATA.finditer(text)), key=re.Match.start):
        if m.start() < end:
            continue
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.start())
        end = len(text) if end < 0 else end
        rest = REMARK.sub("", QUOTED.sub("", text[start:end]))
        if rest.isascii():
            yield Span(start, end)
