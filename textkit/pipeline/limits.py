"""`line-too-long`: a line that no step joins, compares or judges.

A line of many millions of characters is no paragraph but data that lost its line ends, or an attack. Rejoin, dedupe
and flag leave it exactly as it is and join nothing to it; this says so, once a line, so that nobody takes silence
for a clean bill of health. Characters in it are still normalized.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textkit.model.check import Untouched
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span

LIMIT = 16_000_000  # code points; the contract's number

RULE = Rule(
    "FLAG090",
    "line-too-long",
    "flag",
    "A line is too long to be joined, compared or judged; it stays as it is.",
    Trust.ADVICE,
    Severity.WARNING,
    False,
    unflagged="一行通常的文字。\n",
    cases=("a line of 16,000,001 characters", ""),
    page=__doc__,
)

_LONG = re.compile(rf"[^\r\n]{{{LIMIT + 1},}}")


@dataclass(frozen=True)
class LongLines:
    """Finds lines over the limit."""

    rules: ClassVar[tuple[Rule, ...]] = (RULE,)
    triggers: ClassVar[frozenset[str] | None] = None

    def passes_over(self, records: Untouched) -> bool:
        """Whether there is no line in ``records`` that is over the limit, as can be told from their sizes."""
        return max(map(len, records.texts), default=0) <= LIMIT

    def check(self, document: Document) -> Sequence[Finding]:
        """One finding a line."""
        if len(document.text) <= LIMIT:
            return ()
        return [
            Finding(
                RULE,
                Span(m.start(), m.end()),
                f"a line of {m.end() - m.start():,} characters is left as it is",
                Trust.ADVICE,
                Severity.WARNING,
                evidence={"characters": m.end() - m.start(), "limit": LIMIT},
            )
            for m in _LONG.finditer(document.text)
        ]
