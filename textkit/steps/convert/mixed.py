"""Paragraphs in which simplified and traditional characters stand together.

Such text comes from conversions that were stopped, from quotations, and from typists who switch; a word written in
both scripts is two words to every search. Only characters that belong to one script alone count. Reported, not
mended: the minority may be a quotation, a name or a sign shown as it is written. Titles in 《》 and quoted text count
like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.convert.engine import exclusive

RULE = Rule(
    "CNV003", "mixed-script", "convert", "Simplified and traditional characters stand in one paragraph.",
    Trust.ADVICE, Severity.WARNING, False, flagged="頭髮與发展", unflagged="皇后在后面", page=__doc__ or "", needs="--to s2t",
)  # fmt: skip
_LINE = re.compile("[^\n]+")


@dataclass(frozen=True)
class MixedScript:
    """No options."""

    rules = (RULE,)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        text = document.text
        simplified, traditional = exclusive()
        found: list[Finding] = []
        if not (simplified.search(text) and traditional.search(text)):
            return found
        for m in _LINE.finditer(text):
            plain = [p.start() for p in simplified.finditer(text, m.start(), m.end())]
            full = [p.start() for p in traditional.finditer(text, m.start(), m.end())] if plain else []
            if plain and full:
                few, name = (plain, "simplified") if len(plain) <= len(full) else (full, "traditional")
                chars = "".join(dict.fromkeys(text[i] for i in few))[:20]
                evidence = {"simplified": len(plain), "traditional": len(full), "minority": name, "characters": chars}
                message = f"{len(few)} {name} characters among {max(len(plain), len(full))} others: {chars}"
                span = Span(few[0], few[-1] + 1)
                found.append(Finding(RULE, span, message, Trust.ADVICE, RULE.severity, evidence=evidence))
        return found
