"""What `explain` tells of the line breaks around a line: joined or not, how sure, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass

from textkit.judgement.breaks import decide
from textkit.model.document import Document


@dataclass(frozen=True, slots=True)
class Seen:
    """One break: between ``line`` and ``next_line`` (from 1), joined or not.

    ``confidence`` is the probability of a join, ``evidence`` names what speaks for (above 0) and against it; where nothing
    had to be weighed, ``kind`` names what the lines say by themselves.
    """

    line: int
    next_line: int
    join: bool
    trust: str
    confidence: float
    evidence: dict[str, float]
    kind: str


def breaks_at(document: Document, line: int) -> list[Seen]:
    """The breaks before and behind ``line`` (from 1) of the document's own text."""
    lines = document.lines
    found = []
    for d in decide(document.text, document.markdown):
        tail, head = lines.number(max(d.tail.end - 1, 0)) + 1, lines.number(d.head.start) + 1
        if line in (tail, head):
            evidence = dict(d.evidence)
            kind = "" if evidence else ", ".join(d.names)
            found.append(Seen(tail, head, d.join, str(d.trust), d.confidence, evidence, kind))
    return found
