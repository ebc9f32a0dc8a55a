"""ASCII brackets around Chinese: ``镇长(左二)到会`` becomes ``镇长（左二）到会``.

Keyboards, OCR and half-width converters give them. Brackets are judged in pairs, so that never one half changes without
the other; a half-width bracket whose partner is full-width is brought in line with it. A pair changes if it holds Han,
or if it holds a plain word or number and stands between Chinese on both sides.

Left alone: brackets in code, addresses, formulas and Markdown links, calls (O(n log n)), pairs in Latin sentences,
single letters (f在(x)处), sums, numbers of list items (1) and (1), single brackets of ``:)`` and ``1)``.
Safe: the pair is certain. Source: GB/T 15834—2011, 4.9 and 5.1 (brackets take full width in Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.han import HAN, MARKS
from textkit.model.check import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.ruling import Writing, is_chinese, rule

RULE = rule("NRM050", "ascii-bracket", "ASCII brackets enclose Chinese.", "镇长(左二)到会", "时间复杂度是O(n log n)。", __doc__)
ROWS = (Row(RULE, "ASCII bracket in Chinese"),)
_BRACKET = re.compile("[()（）\n]")
_CHINESE = re.compile(f"[{HAN}{re.escape(MARKS)}]")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,%&'/:\-]{1,60}")


@dataclass(frozen=True)
class Brackets:
    """``brackets``: ``context`` (as above) or ``fullwidth`` (every pair beside Chinese)."""

    brackets: str = "context"
    rules = (RULE,)
    triggers = frozenset("()")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch, writing = document.text, Batch(ROWS), Writing(document.text)
        shield = protection(text, document.markdown)
        opened: list[int] = []
        edits: list[tuple[int, str]] = []
        for m in _BRACKET.finditer(text):
            i, mark = m.start(), m[0]
            if mark == "\n":
                opened.clear()
            elif shield.at(i):
                continue
            elif mark in "(（":
                opened.append(i)
            elif opened:
                start = opened.pop()
                half = (text[start] == "(") != (mark == ")")
                if "(" in (text[start], mark) or mark == ")":
                    if half or self._is_chinese(text, start, i, writing):
                        edits += [(start, "（")] if text[start] == "(" else []
                        edits += [(i, "）")] if mark == ")" else []
        for i, after in sorted(edits):
            batch.add(i, i + 1, 0, after)
        return batch

    def _is_chinese(self, text: str, start: int, end: int, writing: Writing) -> bool:
        before = text[start - 1 : start] if start else ""
        after = text[end + 1 : end + 2]
        beside = is_chinese(before) or is_chinese(after)
        if _CHINESE.search(text, start + 1, end):
            return not writing.foreign(start) and (is_chinese(before) and is_chinese(after) or writing.chinese(start))
        if self.brackets == "fullwidth":
            return beside
        ended = is_chinese(after) or after in ("", "\n") or after in ".,;:?!"
        return is_chinese(before) and ended and _PLAIN.fullmatch(text, start + 1, end) is not None
