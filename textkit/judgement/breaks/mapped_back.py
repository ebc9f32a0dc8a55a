"""What is decided of a later form of a text, led back to the text as it is."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.judgement.breaks.addresses import OF_ADDRESS, ends_with_one
from textkit.judgement.breaks.decisions import Decisions, ends
from textkit.judgement.breaks.far_continuations import Continuation
from textkit.judgement.breaks.shadow import NOTHING, WHITE
from textkit.model.document import Document
from textkit.model.finding import Trust
from textkit.model.span import Span


def joins(decisions: Decisions, form: Document) -> Decisions:
    """The safe joins among ``decisions`` on ``form``, at their places in its source. What stands there between two lines
    and will be gone from ``form`` is stepped over like whatever else interrupts a sentence. Not so an address: what follows
    it may be its rest or another paragraph, and nothing that is done to the text later shows which.
    """
    text = form.source.text
    found = []
    for decision in decisions.joins():
        tail, head = _back(form, decision.tail), _back(form, decision.head)
        if decision.trust is not Trust.SAFE or tail.end >= head.start:
            continue
        if ends_with_one(tail.slice(text)) or OF_ADDRESS in text[tail.end : head.start]:
            continue
        over = _between(text, tail.end, head.start)
        found.append(decision._replace(tail=tail, head=head, over=over))
    return Decisions(text, tuple(found), ends(found) if any(d.over for d in found) else {})


def continuations(found: Sequence[Continuation], form: Document) -> list[Continuation]:
    """The sure ones of the continuations ``found`` in ``form``, at their places in its source."""
    led = [c._replace(tail=_back(form, c.tail), head=_back(form, c.head)) for c in found if c.sure]
    return [c for c in led if c.tail.end < c.head.start]


def _back(form: Document, span: Span) -> Span:
    spans = form.sources(span)
    return Span(spans[0].start, spans[-1].end)


def _between(text: str, start: int, end: int) -> Span | None:
    """What is seen in ``[start, end)`` of ``text``, if anything is."""
    between = text[start:end].translate(NOTHING)
    if not between.strip():
        return None
    return Span(end - len(text[start:end].lstrip(WHITE)), start + len(text[start:end].rstrip(WHITE)))
