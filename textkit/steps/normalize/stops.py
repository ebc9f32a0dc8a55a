"""The full-width dot ``．`` as the full stop of Chinese: ``．`` becomes ``。``, where the policy ``fullstop`` says so.

Mathematics and the sciences print the full stop as a dot, so that it is not taken for a zero (the standard of 1995,
GB/T 15834, allowed it there); the style is the author's and stays by default. Where texts are brought together, one style may be wanted.
Left alone: the point of a number, the dot behind a list number (``１．总则``), between letters, lines in other scripts,
code and formulas. Safe: it is asked for by name, and the mark's meaning stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.language.han import CLOSING, HAN, NUMERALS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Line, Writing, rule

RULE = rule(
    "NRM057",
    "full-width-dot",
    "A full-width dot stands for the full stop 。",
    "命题成立．",
    "１．总则",
    __doc__,
    needs="--fullstop 。",
)
ROWS = (Row(RULE, "full-width dot as a full stop"),)
_DOT = lazy_pattern(rf"(?<=[{HAN}{re.escape(CLOSING)}$`％%0-9A-Za-z])．(?![0-9A-Za-z])")
_LIST_NUMBER = lazy_pattern(rf"[ \t\u3000]*(?:\d{{1,3}}|[A-Za-z]|[{NUMERALS}]{{1,3}}|第[{NUMERALS}]{{1,3}}[章节条])")


@dataclass(frozen=True)
class FullStops:
    """Every full-width dot that ends a sentence becomes 。"""

    rules = (RULE,)
    triggers = frozenset("．")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        line, writing = Line(text), Writing(document)
        for m in _DOT.finditer(text):
            i = m.start()
            start, _ = line.at(i)
            if i - start < 9 and _LIST_NUMBER.fullmatch(text, start, i):
                continue
            if writing.chinese(i) and not protection(text, document.markdown).at(i):
                batch.add(i, i + 1, 0, "。")
        return batch
