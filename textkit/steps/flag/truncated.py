"""truncated"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textkit.judgement.kinds import stripped
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span

if TYPE_CHECKING:
    from textkit.steps.flag.scene import Scene

TAIL = Rule("FLAG001", "truncated-tail", "flag", "A paragraph breaks off before its sentence ends.", Trust.ADVICE, Severity.WARNING, False)
HEAD = Rule("FLAG002", "truncated-head", "flag", "A paragraph begins in the middle of a sentence.", Trust.ADVICE, Severity.WARNING, False)
RULES = (TAIL, HEAD)

SHOWN = 12  # characters of the edge that a finding points at


def find(scene: Scene) -> Iterator[Finding]:
    """Cut ends and beginnings."""
    yield from _tails(scene)
    yield from _heads(scene)


def _tails(scene: Scene) -> Iterator[Finding]:
    """Cut ends; equal copies of one cut paragraph are one finding, at the first."""
    copies: dict[str, list[int]] = {}
    for number, cut in enumerate(scene.tails):
        if cut:
            copies.setdefault(stripped(scene.contents[number]), []).append(number)
    for numbers in copies.values():
        number = numbers[0]
        cut = scene.tails[number]
        assert cut is not None
        end = len(scene.contents[number].rstrip())
        span = _last_line(scene, scene.place(number, max(0, end - SHOWN), end))
        related = [scene.related(scene.whole(n), "copy") for n in numbers[1:]]
        evidence: dict[str, object] = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)}
        head = next((scene.continuations[n] for n in numbers if n in scene.continuations), None)
        if head is None:
            where = "its continuation is nowhere in this text"
            evidence["continuation"] = None
        else:
            related.insert(0, scene.related(scene.whole(head), "continuation"))
            evidence["continuation"] = related[0].place.line
            where = f"it goes on in line {related[0].place.line}"
        yield scene.finding(TAIL, span, f"the paragraph breaks off ({cut.kind}); {where}", evidence, tuple(related))


def _heads(scene: Scene) -> Iterator[Finding]:
    tails = {head: tail for tail, head in scene.continuations.items()}
    for number, cut in enumerate(scene.heads):
        if cut is None:
            continue
        content = scene.contents[number]
        start = len(content) - len(content.lstrip())
        span = _first_line(scene, scene.place(number, start, min(len(content), start + SHOWN), first=True))
        related = (scene.related(scene.whole(tails[number]), "partner"),) if number in tails else ()
        where = f"; it continues line {related[0].place.line}" if related else ""
        evidence: dict[str, object] = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)}
        yield scene.finding(HEAD, span, f"the paragraph begins inside a sentence{where}", evidence, related)


def _last_line(scene: Scene, span: Span) -> Span:
    """The part of ``span`` on its last line."""
    text = scene.document.text
    return Span(max(span.start, text.rfind("\n", 0, span.end) + 1, text.rfind("\r", 0, span.end) + 1), span.end)


def _first_line(scene: Scene, span: Span) -> Span:
    """The part of ``span`` on its first line."""
    ends = [at for mark in "\r\n" if (at := scene.document.text.find(mark, span.start, span.end)) >= 0]
    return Span(span.start, min([*ends, span.end]))
