"""A word cut in two by a hyphen at the end of a line.

Latin text set in narrow columns is hyphenated; copied out, the hyphen stays in the word.

    the inter-                    the international press
    national press         ->

How the text itself writes the word decides: it stands elsewhere whole, or with its hyphen. Where it stands nowhere
else, a list of English words does: what is a word without the hyphen loses it, and so does what has a half that is no
word (*Kuber-netes*); two words that are none together keep it (*light-coloured*). In a text that is not English the
hyphen goes where the text is plainly hyphenated. It stays before capitals and numbers, in addresses and options, and in
suspended forms (*pre- and post-war*). In doubt it stays, and the lines are joined all the same: a hyphen left is
repaired later, one deleted is not. Soft hyphens always go; so does what PDF readers leave of a hyphen (U+FFFE, U+0002)
and what OCR does (U+00AC between letters), for which a hyphen is set where it belongs to the word.

The fix is safe where the join is.

Sources: Unicode Standard Annex 14 on soft hyphens; reports of lost hyphens in docling (issue 4151). The list of words is SCOWL,
level 60, American and British, by Kevin Atkinson; its terms are shipped with it.
"""

from __future__ import annotations

from textkit.judgement.breaks import Decision
from textkit.judgement.breaks.decisions import Told
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
        Span(edits[0].start, decision.head.start),
        "a word cut by a hyphen at the end of a line",
        decision.trust,
        RULE.severity,
        edits,
        Told("hyphen", decision),
    )
