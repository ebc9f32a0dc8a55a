"""Straight quotation marks in Chinese text, and the style of curly and corner ones.

Keyboards and web forms give ``"``; Chinese print wants ``“ ”``, and ``‘ ’`` inside. Which half a straight mark is,
only its partner can tell, so marks are paired from left to right over the paragraph (a line; text is joined before it
comes here). A mark that stands for the missing half of a curly pair is paired too (``“甲"``). A paragraph whose marks
do not come out even is left as it is, and the mark without partner is reported as ``unpaired-straight-quote``: where
a quotation ends is not for us to invent.

Left alone: lines that are not Chinese, inches and seconds (65", 5'10"), apostrophes (don't), code, markup, JSON, and
quotations without Han whose line is not Chinese. ``angle-quote``: ``<<红楼梦>>`` for 《红楼梦》, common where an
input method fails. Safe: pairs only. Source: GB/T 15834—2011, 4.8; GB/T 15835 for the inner marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.judgement.protected import Protected, protection
from textkit.language.han import CLOSING, HAN
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.marks import CORNER_TO_CURLY, CURLY_TO_CORNER
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Severity, Trust
from textkit.steps.normalize.rule_support import WORD_RE, Writing, is_han, is_latin, matches, rule
from textkit.steps.normalize.spots import Chars, Mask, Window

_PAGE = __doc__
STRAIGHT = rule(
    "NRM045", "straight-quote", "A straight mark stands for a curly one.", '他说:"走吧。"', 'He said "hi" to me.', _PAGE
)
UNPAIRED = rule(
    "NRM046", "unpaired-straight-quote", "A straight mark has no partner in its paragraph.",
    '"甲"和"乙', '65"电视', _PAGE,
    trust=Trust.ADVICE, severity=Severity.WARNING,
)  # fmt: skip
ANGLE = rule("NRM047", "angle-quote", "Less-than signs stand for title marks.", "<<红楼梦>>", "x << 2", _PAGE)
STYLE = rule(
    "NRM048",
    "quote-style",
    "Quotation marks are not of the style asked for.",
    "“引‘内’文”",
    "it’s",
    _PAGE,
    needs="--quotes corner",
)
ROWS = (
    Row(STRAIGHT, "straight quotation mark"),
    Row(UNPAIRED, "straight quotation mark without a partner", Trust.ADVICE),
    Row(ANGLE, "title in less-than signs"),
    Row(STYLE, "style of quotation marks"),
)
_DOUBLE = re.compile('["“”]')
_NESTED = re.compile('“[^“”"\n]*+"[^“”\n]*+”')
_QUOTED = re.compile('"[^"\n]*"')
_HANDED = lazy_pattern(
    f'(?:[{HAN}]|[，：,:] ?)"'
)  # behind its words; a space goes when the mark before it becomes Chinese
_FRAME_LEAST = 2  # ideographs
_NEVER_QUOTED = frozenset(("", "\n", *" ，。、；：？！,.;:?!", *CLOSING))  # no quotation begins with these
_SINGLE_MOST = 200  # characters: longer than any quotation inside a quotation
_AS_CURLY = str.maketrans(CORNER_TO_CURLY)
_SINGLE = re.compile("['‘’]")
_ANGLE = lazy_pattern(f"<<(?=[{HAN}])([^<>\n]{{1,60}})(?:(?<=[{HAN}！？!?])|(?<=[！？!?] ))>>")


@dataclass(frozen=True)
class StraightQuotes:
    """Straight marks are paired over each line that is Chinese; ``corner``: corner marks count as the curly ones."""

    corner: bool = False
    rules = (STRAIGHT, UNPAIRED)
    triggers = frozenset("\"'")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch, writing = document.text, Batch(ROWS), Writing(document)
        shield = protection(text, document.markdown)
        shown = text.translate(_AS_CURLY) if self.corner else text
        for m in matches(_STRAIGHT, text, _seeds) if not writing.all_foreign else ():
            start, end = text.rfind("\n", 0, m.start()) + 1, m.end()
            if _SHOWN.fullmatch(text, start, end):
                continue
            if (writing.chinese(start) or _is_framed(text[start:end], writing, start)) and not writing.latin_prose(
                start
            ):
                for place, number, after in sorted(
                    (*_doubles(shown, start, end, shield), *_singles(text, start, end, shield))
                ):
                    batch.add(place, place + 1, number, after)
        return batch


# The first of a line that may be a quotation mark, with the rest of the line. No apostrophe opens a quotation.
_STRAIGHT = re.compile("[\"'](?<![A-Za-z0-9]')[^\n]*+")
# A line whose straight marks all stand in code between backquotes or in tags, which is most such lines of Markdown: all of
# them are protected, and to find that out by itself takes far longer.
_SHOWN = re.compile(
    r"(?:[^\"'`<\n]++|<(?![A-Za-z/!])|`[^`\n]{1,2000}+`(?!`)|</?[A-Za-z][A-Za-z0-9\-]{0,20}+(?:[ \t][^<>`\n]{0,1000}+)?+/?+>)*+"
)


_QUOTE, _APOSTROPHE, _ALNUM = Chars('"'), Chars("'"), Chars("A-Za-z0-9")


def _seeds(at: Window) -> Mask:
    return at(_QUOTE) | (at(_APOSTROPHE) & ~at(_ALNUM, -1))


def _is_framed(line: str, writing: Writing, start: int) -> bool:
    """Whether a line is Chinese but for what it quotes: ``他问:"What is it?"``"""
    if _HANDED.search(line) is None or writing.foreign(start):
        return False
    frame = _QUOTED.sub("", line)
    return sum(map(is_han, frame)) >= max(_FRAME_LEAST, len(WORD_RE.findall(frame)))


def _doubles(text: str, start: int, end: int, shield: Protected) -> Iterator[tuple[int, int, str]]:
    """What the straight double marks of one line become: all of them, or the odd one as a finding."""
    edits: list[tuple[int, int, str]] = []
    opened = -1
    line = text[start:end]
    if '"' not in line or ("”" in line and _NESTED.search(line)):
        return  # none, or straight marks inside a curly quotation: data shown as it is
    for m in _DOUBLE.finditer(text, start, end):
        i, mark = m.start(), m[0]
        if shield.at(i):
            continue
        if mark == '"' and opened < 0 and i and text[i - 1].isascii() and text[i - 1].isdigit():
            continue  # inches or seconds: nothing is open that it could close
        if mark == "“" or (mark == '"' and opened < 0):
            if opened >= 0:
                return  # an opening mark inside an open quotation: whose fault it is cannot be told here
            opened = i
        elif opened >= 0:
            if '"' in (text[opened], mark) and not _is_literal(text[opened : i + 1]):
                edits += [(opened, 0, "“")] if text[opened] == '"' else []
                edits += [(i, 0, "”")] if mark == '"' else []
            opened = -1
        else:
            return  # a closing mark where nothing is open
    if opened >= 0:
        if text[opened] == '"':
            yield opened, 1, ""
        return
    yield from edits


def _is_literal(quoted: str) -> bool:
    """Whether a quotation is a text of a program: the space at one end of it, which prose does not have, is a part of it."""
    return quoted.isascii() and "$" not in quoted and quoted[1].isspace() != quoted[-2].isspace()


def _singles(text: str, start: int, end: int, shield: Protected) -> Iterator[tuple[int, int, str]]:
    """What straight single marks become: pairs around Han that no apostrophe, foot or curly mark stands between."""
    opened = -1
    if text.find("'", start, end) < 0:
        return
    for m in _SINGLE.finditer(text, start, end):
        i, mark = m.start(), m[0]
        before, after = text[i - 1 : i] if i > start else "", text[i + 1 : i + 2]
        if mark != "'":
            opened = -1
        elif opened < 0:
            opens = not (before.isascii() and before.isalnum()) and after not in _NEVER_QUOTED
            opened = i if opens and not shield.at(i) else -1
        elif shield.at(i):
            opened = -1
        elif is_latin(before) and is_latin(after):
            continue
        else:
            inside = text[opened + 1 : min(i, opened + _SINGLE_MOST)]
            alone = not (after.isascii() and after.isalnum())
            if i - opened <= _SINGLE_MOST and any(map(is_han, inside)) and alone:
                yield opened, 0, "‘"
                yield i, 0, "’"
            opened = -1


@dataclass(frozen=True)
class AngleQuotes:
    """``<<…>>`` around Han becomes 《…》."""

    rules = (ANGLE,)
    triggers = frozenset("<")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for m in _ANGLE.finditer(text):
            if not protection(text, document.markdown).touches(m.start(), m.end()):
                batch.add(m.start(), m.start() + 2, 2, "《")
                batch.add(m.end() - 2, m.end(), 2, "》")
        return batch


@dataclass(frozen=True)
class QuoteStyle:
    """``quotes``: ``curly`` or ``corner``; apostrophes between letters stay, and so do lines in Latin."""

    quotes: str
    rules = (STYLE,)
    triggers = frozenset("“”‘’「」『』")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        writing = Writing(document)
        table = CURLY_TO_CORNER if self.quotes == "corner" else CORNER_TO_CURLY
        for m in matches(re.compile("[" + "".join(table) + "]"), text):
            i = m.start()
            before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
            apostrophe = m[0] == "’" and is_latin(before) and is_latin(after)
            latin = self.quotes == "corner" and writing.latin(i)
            if not apostrophe and not latin and not protection(text, document.markdown).at(i):
                batch.add(i, i + 1, 3, table[m[0]])
        return batch
