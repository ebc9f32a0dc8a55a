"""Marks written twice, and pairs of marks of which one is too much.

``甲，，乙`` becomes ``甲，乙``; ``甲。。`` becomes ``甲。``; a pause mark before a full stop (``，。``) goes. Double
strokes on a keyboard, OCR and joins of lines give them. ``。，`` is reported (``conflicting-marks``): the sentence
may end or go on. Left alone: ！！！ and ？！, which are meant; three or more 。, which are an ellipsis; brackets and
quotation marks; marks that are shown (``“，。”``); ASCII marks (``a,,b`` is data); lines in other scripts. Safe: the mark that stays says what both
said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.judgement.protected import protection
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Severity, Trust
from textkit.steps.normalize.rule_support import matches, rule
from textkit.steps.normalize.spots import Chars, Mask, Window

RULE = rule("NRM065", "repeated-mark", "A mark is written twice.", "甲，，乙。", "太好了！！！", __doc__)
CONFLICT = rule(
    "NRM066", "conflicting-marks", "A full stop and a pause mark stand together.", "甲。，乙", "他问：“？”", __doc__,
    trust=Trust.ADVICE, severity=Severity.WARNING,
)  # fmt: skip
ROWS = (Row(RULE, "mark written twice"), Row(CONFLICT, "full stop and pause mark together", Trust.ADVICE))
# No mark begins a line or a quotation: there marks are shown, not used.
_SHOWN = frozenset("\n“‘「『（(")
_MARKS = frozenset("，。、；：！？")
_RUN = re.compile("[，。、；：][，。、；：]++")


_DOUBLED = Chars("，。、；：")


def _seeds(at: Window) -> Mask:
    return at(_DOUBLED) & at(_DOUBLED, 1)


@dataclass(frozen=True)
class Repeats:
    """Runs of pause marks and full stops."""

    rules = (RULE, CONFLICT)
    triggers = frozenset("，。、；：")

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        end, shown = 0, True
        for m in matches(_RUN, text, _seeds):
            run = m[0]
            kinds = set(run)
            begin = m.start()
            while begin > end and text[begin - 1] in _MARKS:
                begin -= 1
            if begin > end:  # else it goes back to the run before, and is shown if that is
                shown = text[begin - 1] in _SHOWN
            end = m.end()
            if shown:
                continue
            if protection(text, document.markdown).touches(m.start(), m.end()):
                continue
            if len(kinds) == 1 and (run[0] != "。" or len(run) == 2):
                batch.add(m.start() + 1, m.end(), 0, "")
            elif len(run) == 2 and run[1] == "。" and run[0] in "，、；":
                batch.add(m.start(), m.start() + 1, 0, "")
            elif len(kinds) > 1:
                batch.add(m.start(), m.end(), 1, "")
        return batch
