"""What is decided of a later form of a text, led back to the text as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textkit.judgement.breaks.decisions import Decisions, ends
from textkit.judgement.breaks.far import Continuation
from textkit.judgement.breaks.shadow import NOTHING, WHITE, Line, split
from textkit.model.document import Document
from textkit.model.finding import Trust
from textkit.model.span import Span

# What follows an address may be its rest, or another paragraph: nothing that is done to the text later shows which.
ADDRESS = "://"
SLIGHT = (
    2  # characters by which a line may get longer or shorter and be judged as before, if it begins and ends as before
)
EDGE = 4  # characters that it begins and ends with


def shows_more(document: Document, form: Document) -> bool:
    """Whether a join may show in ``form`` that does not in ``document``: lines are gone or others have come, or one has
    another indent, width, beginning or end once both are folded. What changes inside a line says nothing of its break.
    """
    old, new = document.text.split("\n"), form.text.split("\n")
    if len(old) != len(new):
        return True
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    before = split("\n".join(a for a, _ in changed), document.markdown)
    after = split("\n".join(b for _, b in changed), document.markdown)
    return len(before) != len(after) or any(map(_otherwise, before, after))


def _otherwise(before: Line, after: Line) -> bool:
    a, b = before.s, after.s
    slight = abs(len(a) - len(b)) <= SLIGHT and a[:EDGE] == b[:EDGE] and a[-EDGE:] == b[-EDGE:]
    return not slight or before.indent != after.indent or before.alone != after.alone


def joins(decisions: Decisions, form: Document) -> Decisions:
    """The safe joins among ``decisions`` on ``form``, at their places in its source. What stands there between two lines
    and will be gone from ``form`` is stepped over like whatever else interrupts a sentence.
    """
    text = form.source.text
    found = []
    for decision in decisions.joins():
        tail, head = _back(form, decision.tail), _back(form, decision.head)
        if decision.trust is not Trust.SAFE or tail.end >= head.start:
            continue
        if ADDRESS not in text[_last_word(text, tail) : head.start]:
            over = _between(text, tail.end, head.start)
            found.append(decision._replace(tail=tail, head=head, over=over))
    return Decisions(text, tuple(found), ends(found) if any(d.over for d in found) else {})


def continuations(found: Sequence[Continuation], form: Document) -> list[Continuation]:
    """The sure ones of the continuations ``found`` in ``form``, at their places in its source."""
    led = [replace(c, tail=_back(form, c.tail), head=_back(form, c.head)) for c in found if c.sure]
    return [c for c in led if c.tail.end < c.head.start]


def _last_word(text: str, line: Span) -> int:
    """Where the last word of a line begins."""
    return line.start + len(line.slice(text).rstrip(WHITE).rpartition(" ")[0])


def _back(form: Document, span: Span) -> Span:
    spans = form.sources(span)
    return Span(spans[0].start, spans[-1].end)


def _between(text: str, start: int, end: int) -> Span | None:
    """What is seen in ``[start, end)`` of ``text``, if anything is."""
    between = text[start:end].translate(NOTHING)
    if not between.strip():
        return None
    return Span(end - len(text[start:end].lstrip(WHITE)), start + len(text[start:end].rstrip(WHITE)))
