"""Characters that are not seen and do not belong: zero-width, control and format characters, spaces of other widths.

Zero-width spaces and byte order marks inside a text come from web pages and from files glued together, soft hyphens
from typeset pages, directional marks from office programs, control characters from broken converters, spaces of other
widths (no-break, thin, figure) from typesetting. They split words for every search. ``中\u200b国`` becomes ``中国``;
a space of another width becomes a plain one.

Left alone: joiners and selectors that make an emoji, zero-width characters beside letters of scripts written with
them (Persian, Hindi, Thai, Khmer …), directional marks in a line that holds right-to-left letters (they are only
reported), no-break spaces before ``! ? ; : »`` and behind ``«`` in lines without East Asian characters, as French sets
them, code and formulas marked as such, TAB, and everything a policy keeps (``variation``). Safe: what is removed prints nothing.
Sources: Unicode Standard, sections 6.2 and 23.2; Unicode Technical Report 36, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.language.han import HAN
from textkit.language.invisible import (
    BIDI,
    CONTROLS,
    EMOJI,
    JOINERS,
    JOINING_SCRIPTS,
    NO_BREAK,
    RIGHT_TO_LEFT,
    SOFT_HYPHEN,
    SPACES,
    TAGS,
    VARIATION,
    ZERO_WIDTH,
)  # fmt: skip
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Severity, Trust
from textkit.steps.normalize.rule_support import Shown, places, rule

ZERO = rule("NRM010", "zero-width-character", "A character without width splits a word.", "中\u200b国", "中国", __doc__)
CONTROL = rule(
    "NRM011", "control-character", "A control character stands in the text.", "正\x08文", "姓名\t年龄", __doc__,
    severity=Severity.WARNING,
)  # fmt: skip
HYPHEN = rule(
    "NRM012", "soft-hyphen", "A soft hyphen is left from typesetting.", "inter\u00adnational", "long-term", __doc__
)
DIRECTION = rule(
    "NRM013", "bidi-control", "A directional mark stands where no right-to-left text does.",
    "正文\u200e。", "正文。", __doc__,
    severity=Severity.WARNING,
)  # fmt: skip
SELECTOR = rule(
    "NRM014",
    "variation-selector",
    "A variation selector follows a character of text.",
    "葛\U000e0100城",
    "爱心❤️一颗",
    __doc__,
)
SPACE = rule(
    "NRM015", "odd-space", "A space of another width stands for a plain one.", "New\u00a0York", "New York", __doc__
)

ROWS = (
    Row(ZERO, "zero-width character"),
    Row(CONTROL, "control character"),
    Row(HYPHEN, "soft hyphen"),
    Row(DIRECTION, "directional mark"),
    Row(SELECTOR, "variation selector on a character of text"),
    Row(SPACE, "space of another width"),
    Row(DIRECTION, "directional mark beside right-to-left text", Trust.ADVICE),
)
_KINDS = (
    dict.fromkeys(ZERO_WIDTH | JOINERS | TAGS, 0)
    | dict.fromkeys(CONTROLS, 1)
    | {SOFT_HYPHEN: 2}
    | dict.fromkeys(BIDI, 3)
    | dict.fromkeys(SPACES, 5)
    | dict.fromkeys(NO_BREAK, 6)
    | {"\u3000": 7}
)
# Runs of what may go, and runs of spaces: a space parts what stands on its two sides, a format character does not.
_JUDGED = frozenset((0, 4, 7))  # kinds of which it depends on the neighbours what becomes of them
_SPACE = frozenset(c for c, kind in _KINDS.items() if kind in (5, 6, 7))
_JOINING = lazy_pattern(f"[{JOINING_SCRIPTS}]")
_RIGHT_TO_LEFT = lazy_pattern(f"[{RIGHT_TO_LEFT}]")
_EMOJI = lazy_pattern(f"[{EMOJI}\u200d{VARIATION}]")
# What a selector may be stripped from: text, but not the bases of keycaps (# * 0-9).
_TEXT = lazy_pattern(
    f'[{HAN}!-")$-)+-/:-~\u2018-\u201d\u2026\u2e80-\u2fdf\u3001-\u302f\u3041-\u30ff\ufb00-\ufb06\ufe10-\ufe6f\uff00-\uffef]'
)
# Between Latin words, and in names set in full width (Ｂｏｅｉｎｇ　７４７), even U+3000 is a plain space.
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]{2}|[Ａ-Ｚａ-ｚ][０-９]")
# What a French no-break space stands between, one character on each side: fin ! « Oui » 12 ;
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_WORD = "0-9A-Za-z\u00c0-\u024f"
_FRENCH = lazy_pattern(f"[{_WORD})\\]\"'’”»…%°*_][!?;:]|[{_WORD})\\]\"'’”…%°*_.,!?]»|«[{_WORD}(\\[\"'‘“…*_]")
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


@dataclass(frozen=True)
class Invisible:
    """``variation``: ``strip`` or ``keep`` the variation selectors of written characters (emoji keep theirs).

    ``report``: say what is left alone; a later pass over the same text need not say it again.
    """

    variation: str = "strip"
    report: bool = True
    rules = (ZERO, CONTROL, HYPHEN, DIRECTION, SELECTOR, SPACE)
    triggers = frozenset(_KINDS) | _SELECTORS

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        signs = "".join(document.signs)
        leftward, joins = _RIGHT_TO_LEFT.search(signs) is not None, _JOINING.search(signs) is not None
        shown = Shown(document)
        line_end = -1  # of the line that is known to be ``latin`` or not
        for start, end in _runs(text, places(document, self.triggers)):
            if shown.touch(start, end):
                continue
            before, after = text[start - 1 : start] if start else "", text[end : end + 1]
            joined = joins and (_JOINING.match(before) or _JOINING.match(after)) is not None
            for i in range(start, end):
                number = _KINDS.get(text[i], 4)
                if number == 6:
                    if i >= line_end:
                        line_end, latin = _line(text, i)
                    number = -1 if latin and end == start + 1 and _FRENCH.fullmatch(before + after) else 5
                elif number in _JUDGED:
                    number = -1 if number == 0 and joined else self._row(number, text[i], before, after)
                elif number == 3 and leftward and _right_to_left(text, i):
                    number = 6 if self.report else -1
                if number >= 0:
                    batch.add(i, i + 1, number, " " if number == 5 else "")
        return batch

    def _row(self, kind: int, ch: str, before: str, after: str) -> int:
        """The row that speaks of a character between ``before`` and ``after``; -1 if it stays."""
        if kind == 0:
            return -1 if ch in JOINERS and _EMOJI.match(before) and _EMOJI.match(after) else 0
        if kind == 4:
            alone = not before or before.isspace()
            return 4 if self.variation == "strip" and (alone or _TEXT.match(before)) else -1
        return 5 if _LATIN.fullmatch(before + after) else -1


def _runs(text: str, found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs that characters at these places make: of spaces, and of others."""
    start = end = -1
    space = False
    for i in found:
        if i != end or (text[i] in _SPACE) != space:
            if start >= 0:
                yield start, end
            start, space = i, text[i] in _SPACE
        end = i + 1
    if start >= 0:
        yield start, end


def _line(text: str, i: int) -> tuple[int, bool]:
    """Where the line of ``i`` ends, and whether it holds nothing East Asian, whose marks would become wide."""
    end = text.find("\n", i)
    end = len(text) if end < 0 else end
    return end, _EAST_ASIAN.search(text, text.rfind("\n", 0, i) + 1, end) is None


def _right_to_left(text: str, i: int) -> bool:
    """Whether right-to-left letters stand within 200 characters on the same line (the bound keeps this linear)."""
    start = max(text.rfind("\n", max(0, i - 200), i), i - 200, 0)
    end = text.find("\n", i, i + 200)
    return _RIGHT_TO_LEFT.search(text, start, i + 200 if end < 0 else end) is not None
