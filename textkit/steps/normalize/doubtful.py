"""Characters that are surely wrong and whose cure is not sure; they are named, not changed.

* ``private-use-glyph``: code points without a meaning of their own, from fonts in PDF files (bullets) and from extended
  GBK tables. The policy ``private_use`` says what becomes of them: ``flag`` leaves them for the step of that name to
  report, ``drop`` removes them, ``map`` puts in what the tables of GBK and of the common symbol fonts mean by them, and
  what ``private_map`` says of others; what neither knows stays.
* ``stroke-character``: a CJK stroke (㇐), a font's stand-in for 一 or for a rule.
* ``misread-digit``: O, o, l or I among the digits of a number (2O23年, 共l00人): OCR read a letter. Only in numbers
  with a Chinese measure behind them, for O2O and l0 are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.han import MEASURES, NUMERALS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.private_use import MEANT
from textkit.language.radicals import STROKES
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Severity, Trust
from textkit.steps.normalize.rule_support import places, rule
from textkit.steps.normalize.spots import Chars, Mask, Window

_PAGE = __doc__
_WARN = Severity.WARNING
PRIVATE = rule(
    "NRM080",
    "private-use-glyph",
    "A character of private use stands for a glyph of its source's font.",
    "\uf06c第一条",
    "第一条",
    _PAGE,
    severity=_WARN,
    needs="--private-use drop",
)
STROKE = rule(
    "NRM081",
    "stroke-character",
    "A CJK stroke stands in the text.",
    "横画㇐",
    "一",
    _PAGE,
    trust=Trust.ADVICE,
    severity=_WARN,
)
MISREAD = rule(
    "NRM082",
    "misread-digit",
    "A letter stands among the digits of a number.",
    "2O23年",
    "O2O模式",
    _PAGE,
    trust=Trust.ADVICE,
    severity=_WARN,
)

ROWS = (
    Row(STROKE, "CJK stroke", Trust.ADVICE),
    Row(MISREAD, "letter among digits", Trust.ADVICE),
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")


def is_private(ch: str) -> bool:
    """Whether a character is one of private use."""
    return _PRIVATE.match(ch) is not None


_STROKE = re.compile("[" + "".join(sorted(STROKES)) + "]+")
_COUNTED = f"{MEASURES}章节回页号楼路层世"
_LETTERS = frozenset("OoIl")
_LEADS_UP = f"(?=[0-9OoIl]{{0,19}}+[{_COUNTED}{NUMERALS}])"  # to what a number stands before
_LETTER, _LED_UP_TO = Chars(_LETTERS), Chars(f"0-9OoIl{_COUNTED}{NUMERALS}")
_DIGITS = frozenset("0123456789OoIl")
_LONGEST = 20  # characters: no number is longer
_LETTERED = lazy_pattern(
    rf"[0-9OoIl]{{2,20}}(?=[{_COUNTED}])|[OoIl](?<=第.)(?=[{_COUNTED}])|[Oo](?<=[{NUMERALS}].)[Oo]?(?=[{NUMERALS}年])"
)


@dataclass(frozen=True)
class PrivateUse:
    """``private_use``: ``drop`` characters of private use, or ``map`` those whose meaning is known.

    ``told``: pairs of a private character and what it means; they go before what is known.
    """

    private_use: str
    told: tuple[tuple[str, str], ...] = ()
    rules = (PRIVATE,)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        batch = Batch((Row(PRIVATE, "character of private use"),))
        if not _PRIVATE.search("".join(document.signs)):
            return batch
        meant = MEANT | dict(self.told)
        for m in _PRIVATE.finditer(document.text):
            if self.private_use == "drop":
                batch.add(m.start(), m.end(), 0, "")
                continue
            for i in range(m.start(), m.end()):
                if document.text[i] in meant:
                    batch.add(i, i + 1, 0, meant[document.text[i]])
        return batch


@dataclass(frozen=True)
class Doubtful:
    """Named, not changed."""

    rules = (STROKE, MISREAD)
    triggers = STROKES | _LETTERS

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        found: list[tuple[int, int, int]] = []
        if not STROKES.isdisjoint(document.signs):
            found += [(*m.span(), 0) for m in _STROKE.finditer(text)]
        if not document.signs.isdisjoint(_LETTERS):
            found += [(*span, 1) for span in _misread(document)]
        for start, end, number in sorted(found):
            if not protection(text, document.markdown).touches(start, end):
                batch.add(start, end, number, "")
        return batch


def _seeds(at: Window) -> Mask:
    return at(_LETTER) & at(_LED_UP_TO, 1)


def _misread(document: Document) -> Iterator[tuple[int, int]]:
    """Numbers with a letter among their digits; searched for by the letters, which are rarer in Chinese than digits."""
    text, end = document.text, 0
    for one in places(document, _LETTERS, _LEADS_UP, wide=True, seeds=_seeds):
        if one < end:
            continue
        start = one
        while start > max(end, one - _LONGEST) and text[start - 1] in _DIGITS:
            start -= 1
        m = _LETTERED.match(text, start)
        end = m.end() if m else one + 1
        if m and _is_misread(text, m):
            yield m.span()


def _is_misread(text: str, m: re.Match[str]) -> bool:
    before = text[m.start() - 1 : m.start()] if m.start() else ""
    zeros = before in NUMERALS and before != "" and set(m[0]) <= {"O", "o"}  # 二OO八年
    digits = zeros or len(m[0]) == 1 or any(c.isdigit() for c in m[0])
    return digits and not m[0].isdigit() and not (before.isascii() and before.isalnum())
