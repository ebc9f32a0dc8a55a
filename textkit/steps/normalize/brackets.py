"""ASCII brackets around Chinese: ``镇长(左二)到会`` becomes ``镇长（左二）到会``.

Keyboards, OCR and half-width converters give them. Brackets are judged in pairs, so that never one half changes without
the other; a half-width bracket whose partner is full-width is brought in line with it. A pair changes if it holds Han,
or if it holds a plain word or number and stands between Chinese on both sides.

Left alone: brackets in code, addresses, formulas and Markdown links, calls (O(n log n)), pairs in Latin sentences,
single letters (f在(x)处), sums, numbers of list items with a space behind them, single brackets of ``:)`` and ``1)``.
Safe: the pair is certain. Source: GB/T 15834—2011, 4.9 and 5.1 (brackets take full width in Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.judgement.protected import Protected, protection
from textkit.language.han import HAN, MARKS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.marks import FULL
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Writing, is_chinese, matches, rule

RULE = rule(
    "NRM050", "ascii-bracket", "ASCII brackets enclose Chinese.", "镇长(左二)到会", "时间复杂度是O(n log n)。", __doc__
)
ROWS = (Row(RULE, "ASCII bracket in Chinese"),)
_BRACKET = re.compile("[()（）]")
_SIGNS = f"{HAN}{re.escape(MARKS)}"
_CHINESE = lazy_pattern(f"[{_SIGNS}]")
# A pair that stays in any line, behind its first half: no bracket and nothing Chinese in it, no such thing and no mark close
# before it; or the target of a link.
_STAYS = rf"(?:(?<=[^\n\u3000,.;:?!{_SIGNS}]\()(?<![\u3000,.;:?!] \()[^()\n{_SIGNS}]*+|(?<=\]\()[^()\n]{{0,1000}}+)\)[^()\n]*+"
# The first ASCII bracket of a line, with the rest of the line; a group where all of them are such pairs. Most lines of
# technical texts are such, and to find what is protected in them takes far longer.
_ONE = lazy_pattern(rf"[()](?:(?:{_STAYS}\(?)++(?<!\()(?=\n|\Z)())?+[^\n]*+")
# A word, a number with its sign and unit, one capital or one digit; a single small letter is an argument.
_ITEM = re.compile(
    r"\([0-9]{1,2}\)(?=(?: *+[,:;] *+)?+[^\x00-\x7f]|[0-9][0-9-]*+[^\x00-\x7f])"
)  # the number of an item, close to its text
_LOSES_SPACE = re.compile(" ++[，。、；：？！）》】」』〉〕”’,.;:?!]")  # another rule takes the space away
# The rest of a file name: 报告(终稿)_v2.docx
_FILE = re.compile(
    r"[A-Za-z0-9._-]{0,30}\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|zip|rar|7z|png|jpe?g|gif|mp[34]|avi|mkv|html?|md|exe|apk)"
    "(?![A-Za-z0-9])"
)
# Coordinates and intervals are formulas: (120.5, 31.8); a number with thousands is none.
_TUPLE = re.compile(r"(?!\d{1,3}(?:,\d{3})+$)[-+]?\d+(?:\.\d+)?(?:, ?[-+]?\d+(?:\.\d+)?)+$")
_PLAIN = re.compile(r"[A-Z0-9]|[-+±]?[A-Za-z0-9][A-Za-z0-9 .,%‰℃°&'/:\-]{1,60}")


@dataclass(frozen=True)
class Brackets:
    """``brackets``: ``context`` (as above) or ``fullwidth`` (every pair in a Chinese line)."""

    brackets: str = "context"
    rules = (RULE,)
    triggers = frozenset("()")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch, writing = document.text, Batch(ROWS), Writing(document)
        shield = protection(text, document.markdown)
        pairs = [
            (a, b)
            for a, b in _pairs(document, shield, self.brackets == "fullwidth")
            if text[a] == "(" or text[b] == ")"
        ]
        made: set[int] = set()
        # Pairs that hold Chinese first: a plain pair is judged by its neighbours, and they may be such pairs.
        for plain in (False, True):
            for a, b in pairs:
                if a not in made and self._is_chinese(text, a, b, writing, plain, made):
                    made.update((a, b))
        for i in sorted(i for i in made if text[i] in "()"):
            batch.add(i, i + 1, 0, FULL[text[i]])
        return batch

    def _is_chinese(self, text: str, start: int, end: int, writing: Writing, plain: bool, made: set[int]) -> bool:
        if (text[start] == "(") != (text[end] == ")"):
            return not plain  # one half is full-width already
        if writing.latin_prose(start) or _FILE.match(text, end + 1):
            return False
        if not plain:
            if not _CHINESE.search(text, start + 1, end) or writing.foreign(start):
                return False
            return writing.chinese(start) or (
                is_chinese(text[start - 1 : start]) and is_chinese(text[end + 1 : end + 2])
            )
        if writing.foreign(start):
            return False  # ``(1), (2)が`` would have brackets of two kinds: the marks between them stay
        before = start > 0 and (is_chinese(text[start - 1]) or start - 1 in made or _behind_mark(text, start, made))
        item = _ITEM.match(text, start) is not None and not text[text.rfind("\n", 0, start) + 1 : start].strip()
        after = end + 1 in made or is_chinese(text[end + 1 : end + 2]) or _LOSES_SPACE.match(text, end + 1) is not None
        if self.brackets == "fullwidth":
            return writing.chinese(start)
        if _TUPLE.match(text[start + 1 : min(end, start + 60)]):
            return False
        ended = after or item or text[end + 1 : end + 2] in ("", "\n", *".,;:?!")
        return (before or item) and ended and _PLAIN.fullmatch(text, start + 1, end) is not None


def _behind_mark(text: str, start: int, made: set[int]) -> bool:
    """Whether an ASCII mark behind Chinese or a bracket of ``made``, which will be a Chinese one, stands before ``start``."""
    i = start
    while i > max(0, start - 7) and text[i - 1] in ",.;:?! ":
        i -= 1
    return 0 < i < start and (is_chinese(text[i - 1]) or i - 1 in made) and not text[i:start].isspace()


def _pairs(document: Document, shield: Protected, every: bool) -> Iterator[tuple[int, int]]:
    """Brackets that belong together on one line, inner ones first; of the lines that hold an ASCII one."""
    text = document.text
    for one in matches(_ONE, text):
        if one.lastindex and not every:
            continue
        start, last = text.rfind("\n", 0, one.start()) + 1, one.end()
        if text[start:last].isascii():
            continue
        opened: list[int] = []
        for m in _BRACKET.finditer(text, start, last):
            if shield.at(m.start()):
                continue
            if m[0] in "(（":
                opened.append(m.start())
            elif opened:
                yield opened.pop(), m.start()
