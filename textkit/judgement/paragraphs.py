"""What a paragraph is: what the safe joins make of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from textkit.judgement.breaks.engine import decide
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.finding import Edit, Trust
from textkit.model.span import LINE_END, Span

ROUNDS = 6  # looks at the joined text: a joined line shows what its pieces did not; most texts need two


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of a text. ``spans`` count in ``text``, the shadow that the safe joins make."""

    text: str
    spans: list[Span] = field(repr=False)
    changes: ChangeSet = field(repr=False)

    def lead(self, span: Span) -> tuple[Span, ...]:
        """The pieces of the judged text that ``span`` of the shadow came from, in the shadow's order."""
        return self.changes.lead(span)


def safe_edits(text: str, markdown: bool = False) -> list[Edit]:
    """The edits of the joins of one look that are safe by trust."""
    decisions = decide(text, markdown)
    return [
        e for d in decisions.joins() if d.trust is Trust.SAFE for e in numbered(decisions.edits(d), d.tail.start + 1)
    ]


def numbered(edits: tuple[Edit, ...], move: int) -> tuple[Edit, ...]:
    """``edits`` with their move, if any, under the number ``move``."""
    return tuple(Edit(e.start, e.end, e.after, move) if e.move else e for e in edits)


@lru_cache(maxsize=2)
def safe_joins(text: str, markdown: bool = False) -> ChangeSet:
    """The change set of all safe joins of ``text``; empty where every line is a paragraph already."""
    source, total = text, ChangeSet()
    for _ in range(ROUNDS):
        edits = safe_edits(text, markdown) if LINE_END.search(text.strip()) else ()
        if not edits:
            break  # of one line there is nothing to decide
        changes = ChangeSet.of(edits, [0] * len(edits))
        text = changes.apply(text)
        total = total.then(changes, source)
    return total


@lru_cache(maxsize=2)
def _of(text: str, markdown: bool) -> Paragraphs:
    changes = safe_joins(text, markdown)
    shadow = changes.apply(text)
    spans: list[Span] = []
    at = 0
    for match in LINE_END.finditer(shadow):
        if shadow[at : match.start()].strip():
            spans.append(Span(at, match.start()))
        at = match.end()
    if shadow[at:].strip():
        spans.append(Span(at, len(shadow)))
    return Paragraphs(shadow, spans, changes)


def paragraphs(document: Document) -> Paragraphs:
    """The paragraphs of ``document``; the last two texts are remembered."""
    return _of(document.text, document.markdown)
