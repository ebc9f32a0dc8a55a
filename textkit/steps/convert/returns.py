"""Conversion that does not come back: what is converted and converted back is not what it was.

An edition that keeps both scripts wants to know where they would part: 乾 of 乾隆 kept in simplified text, two
characters that became one (後 and 后), a word of a region that stands for two. Each place is named with what came back.
It changes nothing. Asked for with ``round-trip``; the conversion is then done there and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.convert.configurations import BACK
from textkit.steps.convert.engine import convert, differences, parts

RULE = Rule(
    "CNV004", "no-way-back", "convert", "The conversion back does not give the text back.",
    Trust.ADVICE, Severity.INFO, False, flagged="想象力", unflagged="头发很长", page=__doc__ or "",
    needs="--to s2t --round-trip report",
)  # fmt: skip


@dataclass(frozen=True)
class Returns:
    """``to``, ``terms``, ``words``: as for the conversion, whose way back this tries."""

    to: str
    terms: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    rules = (RULE,)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        text, found, back = document.text, [], BACK[self.to]
        for part in parts(text, document.markdown, self.to, self.terms, self.words):
            before = text[part.start : part.end]
            if before == part.after:
                continue
            returned = convert(part.after, back)
            if returned == before:
                continue
            for start, end, instead in differences(before, returned):
                span = Span(part.start + start, part.start + end)
                evidence = {"before": before[start:end], "back": instead, "by": back}
                message = f"{before[start:end] or 'nothing'} comes back as {instead or 'nothing'}"
                found.append(Finding(RULE, span, message, Trust.ADVICE, RULE.severity, evidence=evidence))
        return found
