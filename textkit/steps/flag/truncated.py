"""truncated"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textkit.judgement.kinds import stripped
from textkit.model.finding import Finding, Rule, Severity, Trust

if TYPE_CHECKING:
    from textkit.steps.flag.scene import Scene

TAIL = Rule("FLAG001", "truncated-tail", "flag", "A paragraph breaks off before its sentence ends.", Trust.ADVICE, Severity.WARNING, False)
HEAD = Rule("FLAG002", "truncated-head", "flag", "A paragraph begins in the middle of a sentence.", Trust.ADVICE, Severity.WARNING, False)
RULES = (TAIL, HEAD)

SHOWN = 12  # characters of the edge that a finding points at


def find(scene: Scene) -> Iterator[Finding]:
    """Cut ends and beginnings; equal copies of one cut paragraph are one finding."""
    seen: dict[str, list[int]] = {}
    for number, cut in enumerate(scene.tails):
        if cut:
            seen.setdefault(stripped(scene.contents[number]), []).append(number)
    for numbers in seen.values():
        number = numbers[0]
        cut = scene.tails[number]
        assert cut is not None
        end = len(scene.contents[number].rstrip())
        span = scene.place(number, max(0, end - SHOWN), end)
        goes_on = next((c for n in numbers if (c := scene.continuation(n))), None)
        related = [scene.related(scene.place(n, 0, 1), "copy") for n in numbers[1:]]
        evidence: dict[str, object] = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)}
        if goes_on:
            related.insert(0, scene.related(goes_on[0], "continuation"))
            line = scene.document.place(goes_on[0]).line
            message = f"the paragraph breaks off ({cut.kind}); it goes on in line {line}"
            evidence["continuation"] = line
        else:
            message = f"the paragraph breaks off ({cut.kind}) and goes on nowhere in this text"
            evidence["continuation"] = None
        yield scene.finding(TAIL, span, message, evidence, tuple(related))
    tails = {}
    for number, cut in enumerate(scene.tails):
        goes_on = scene.continuation(number) if cut else None
        if goes_on:
            tails[goes_on[0].start] = number
    for number, cut in enumerate(scene.heads):
        before = tails.get(scene.units[number].pieces[0].start)
        if cut is None and before is None:
            continue
        content = scene.contents[number]
        start = len(content) - len(content.lstrip())
        span = scene.place(number, start, min(len(content), start + SHOWN))
        related2 = ()
        message = "the paragraph begins inside a sentence"
        evidence = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)} if cut else {"kind": "between-words", "confidence": 0.9, "reasons": ["goes on from a cut paragraph"]}
        if before is not None:
            place = scene.place(before, max(0, len(scene.contents[before]) - 1), len(scene.contents[before]))
            related2 = (scene.related(place, "partner"),)
            message += f"; it goes on from line {scene.document.place(place).line}"
        yield scene.finding(HEAD, span, message, evidence, related2)
