"""Letters and digits in full-width form: ``ＡＢＣ``, ``２０２３年``, ``９８．７５％``.

They come from input methods, from typesetting on a grid, and from OCR of such pages. The symbols inside such a word
or number go with it (``．`` ``，`` ``：`` ``－`` ``／`` ``＠`` …, a ``％`` behind, a ``＋`` or ``－`` before a
digit), and only there: between words ``：`` and ``，`` are Chinese marks. ``１，２３４`` becomes ``1,234``, but
``１，２，３`` keeps its commas, since no thousands stand behind them. Left alone: ``￥``, ``～``, ``％`` behind an
ASCII number, all marks of prose, code and formulas that are marked as such. Unmarked addresses and code are not asked
about, since full-width letters are none. Safe: no letter is changed, only its width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.language.han import HAN
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.width import FULL_ALNUM, FULL_DIGITS
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Shown, places, rule

RULE = rule(
    "NRM024", "full-width-alphanumeric", "Letters, digits or the symbols in a number are full-width.",
    "２０２３年", "他说：“好！”（笑）；是吗？", __doc__,
)  # fmt: skip
ROWS = (Row(RULE, "full-width letters, digits or symbols"),)
_W = "Ａ-Ｚａ-ｚ０-９"
_THOUSANDS = re.compile(r"，(?=[０-９]{3}(?![0-9０-９]))")
_ANY = re.compile(f"[{_W}．，：－＋／＠＃＆＝＿％＊]+")
_SIGNS = frozenset(FULL_ALNUM) | frozenset("．，：－＋／＠＃＆＝＿％＊")
# One of these stands in every run that may change: a letter or digit, or a point or stroke before a digit of ASCII.
_TRIGGER = frozenset(FULL_ALNUM) | frozenset("．－")
_SURE = f"(?:(?<=[{_W}])|(?=[0-9]))"
# What no symbol alone shows: the colon and strokes of an address, the signs of C++ and C#.
_PREFIX = re.compile("([A-Za-z])：／／")
_PLUSES = re.compile("(?<=[A-Za-z])＋＋(?![A-Za-z0-9])")
_SHARP = re.compile("(?<=[A-J])＃(?<![A-Za-z0-9]..)(?![A-Za-z0-9])")  # of a language or a key: C#, F#
_MAP = str.maketrans(FULL_ALNUM)
_PLAIN = {
    "．": ".",
    "，": ",",
    "：": ":",
    "－": "-",
    "＋": "+",
    "／": "/",
    "＠": "@",
    "＃": "#",
    "＆": "&",
    "＝": "=",
    "＿": "_",
    "％": "%",
    "＊": "*",
}


@dataclass(frozen=True)
class Width:
    """Full-width words and numbers become ASCII."""

    rules = (RULE,)
    triggers = _TRIGGER

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        end, shown = 0, Shown(document)
        for start in places(document, self.triggers, _SURE, wide=True):
            if start < end or shown.touch(start, start + 1):
                continue
            while start > end and text[start - 1] in _SIGNS:
                start -= 1
            whole = _ANY.match(text, start)
            assert whole is not None
            run, end = whole[0], whole.end()
            plain = _PREFIX.sub(r"\1://", _SHARP.sub("#", _PLUSES.sub("++", run.translate(_MAP))))
            new = "".join(
                _symbol(text, start + i, plain[i]) if plain[i] in _PLAIN else plain[i] for i in range(len(plain))
            )
            if new != run:
                batch.add(start, end, 0, new)
        return batch


def _symbol(text: str, i: int, ch: str) -> str:
    """What a full-width symbol becomes where it stands: ASCII inside a word or number, else itself."""
    before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
    full = before in _FULL or after in _FULL
    digits = before in _DIGITS and after in _DIGITS
    if ch == "．":
        fits = (digits and not _numbers_name(text, i)) or (full and _alnum(before) and _alnum(after))
    elif ch == "：":
        fits = digits and full
    elif ch == "，":
        fits = digits and full and _THOUSANDS.match(_digits(text[i : i + 5])) is not None
    elif ch == "％":
        fits = before in _FULL_DIGITS
    elif ch in "－＋":
        number = after in _DIGITS and not _alnum(before) and before not in ("－", "＋")
        fits = (
            (digits and ch == "－") or (full and _alnum(before) and _alnum(after)) or (number and (ch == "－" or full))
        )
        fits = fits or (ch == "＋" and full and after in _DIGITS)
    else:
        fits = full and _alnum(before) and _alnum(after)
    return _PLAIN[ch] if fits else ch


_FULL = frozenset(FULL_ALNUM)
_FULL_DIGITS = frozenset(FULL_DIGITS)
_DIGITS = _FULL_DIGITS | frozenset("0123456789")


# The number of an item and the name of a chemical that begins with digits: 2．3，4—亚甲基
_LOCANTS = lazy_pattern(f"．[0-9０-９]{{1,2}}(?:，[0-9０-９]|[—－-][{HAN}])")


def _numbers_name(text: str, i: int) -> bool:
    """Whether a point stands behind the number of an item, not in a number."""
    line = text.rfind("\n", 0, i) + 1
    return i - line < 4 and all(c in _DIGITS for c in text[line:i]) and _LOCANTS.match(text, i) is not None


def _alnum(ch: str) -> bool:
    return ch in _FULL or (ch.isascii() and ch.isalnum())


def _digits(run: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789" else c for c in run)
