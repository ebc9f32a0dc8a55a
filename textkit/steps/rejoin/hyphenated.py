"""A word cut in two by a hyphen at the end of a line.

Latin text set in narrow columns is hyphenated; copied out, the hyphen stays in the word.

    the inter-                    the international press
    national press         ->

The hyphen is dissolved where the whole word stands elsewhere in the text, or where the text is plainly hyphenated and
the next line goes on in lower case. It is kept, and the lines are joined without a space, where the hyphenated form or
both halves stand elsewhere as words of their own: a hyphen left is repaired later, one deleted is not. Soft hyphens,
and what PDF readers make of them, always go.

The fix is safe where the join is safe and the text settles the matter, and waits for ``--unsafe`` otherwise.

Sources: Unicode Standard Annex 14 on soft hyphens; reports of lost hyphens in docling (issue 4151).
"""

from __future__ import annotations

from textkit.judgement.breaks import Decision
from textkit.model.finding import Edit, Finding, Rule, Severity, Trust
from textkit.model.span import Span

RULE = Rule(
    "JOIN004",
    "hyphenated-word",
    "rejoin",
    "A word is cut by a hyphen at the end of a line.",
    Trust.SAFE,
    Severity.INFO,
    True,
    flagged=(
        "The editor of the international press wrote that the\ncouncil would meet again before the end of the inter-\n"
        "national fair, and that nothing else could be said\nof the matter until then.\n"
    ),
    unflagged="a well-known case\n",
    page=__doc__,
)


def finding(decision: Decision, edits: tuple[Edit, ...]) -> Finding:
    """The finding that a hyphen goes with its line break."""
    return Finding(
        RULE,
        Span(decision.tail.end - decision.glue.drop, decision.head.start),
        "a word cut by a hyphen at the end of a line",
        decision.trust,
        RULE.severity,
        edits,
        {"kind": "hyphen", "confidence": round(decision.confidence, 4), "reasons": decision.evidence},
    )
