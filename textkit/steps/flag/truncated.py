"""A paragraph that breaks off, or that begins in the middle of a sentence.

Text read column by column from a newspaper page ends where the column ends; a caption, an advertisement or a page
break parts a sentence; a crawler cuts at a length; OCR loses the last line or the last stop. What is left ends in a
word, between words or at a comma, or is whole but for its stop; what follows elsewhere begins as nothing begins.

    …本市制定实施工作要点、科学优      truncated-tail, in-word; the continuation, if there is one, is named
    化评价指标体系，积极开展第三方…    truncated-head
    两岸一家亲，共建好家园            left alone: a headline has no stop by right

``evidence.kind`` is ``in-word``, ``between-words``, ``at-pause`` or ``stop-lost``; ``evidence.continuation`` the line it
goes on in, or null where no continuation was found. Equal copies of one cut paragraph are one finding that names
the others.

Left alone: headings, decks, lists, bylines, datelines, captions, signatures, whom a letter is addressed to, verse, table
rows, leads that end in a colon or say what is set behind them, ellipses, dashes, remarks in brackets, what ends in bold; a
head cut right behind a comma, since what is left is a good sentence. A text that leaves out many of its stops, begins
definitions with a colon, or leads to its lists without one, is judged by that habit. The finding changes nothing:
``rejoin`` joins what can be joined, and text that is lost must come from the source.
Method: how the paragraph is built, tables of what stands at the edges of Chinese sentences and of what begins them, how
paragraphs that open alike end and where else the text has the same characters, weighed by logistic regressions
(``textkit/judgement/cut_evidence.py``, ``tools/fit_cuts.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.judgement.kinds import stripped
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.steps.flag.context import FlagContext

TAIL = Rule(
    "FLAG001",
    "truncated-tail",
    "flag",
    "A paragraph breaks off before its sentence ends.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="村里去年修通了公路。今年春天，合作社又添置了两台烘干机，加工能力提高了一倍，产品开始销往周边\n",
    unflagged="村里去年修通了公路，产品开始销往周边城市。\n",
    page=__doc__,
)
HEAD = Rule(
    "FLAG002",
    "truncated-head",
    "flag",
    "A paragraph begins in the middle of a sentence.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="，加工能力提高了一倍，产品开始销往周边城市。\n",
    unflagged="加工能力提高了一倍，产品开始销往周边城市。\n",
    page=__doc__,
)
RULES = (TAIL, HEAD)

SHOWN = 12  # characters of the edge that a finding points at


def find(scene: FlagContext) -> Iterator[Finding]:
    """Cut ends and beginnings."""
    yield from _tails(scene)
    yield from _heads(scene)


def _tails(scene: FlagContext) -> Iterator[Finding]:
    """Cut ends; equal copies of one cut paragraph are one finding, at the first."""
    copies: dict[str, list[int]] = {}
    for number in scene.tails:
        copies.setdefault(stripped(scene.contents[number]), []).append(number)
    for numbers in copies.values():
        number = numbers[0]
        cut = scene.tails[number]
        end = len(scene.contents[number].rstrip())
        span = _last_line(scene, scene.place(number, max(0, end - SHOWN), end))
        related = [scene.related(scene.whole(n), "copy") for n in numbers[1:]]
        evidence: dict[str, object] = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)}
        head = next((scene.continuations[n] for n in numbers if n in scene.continuations), None)
        if head is None:
            where = "no continuation was found in this text"
            evidence["continuation"] = None
        else:
            related.insert(0, scene.related(scene.whole(head), "continuation"))
            evidence["continuation"] = related[0].place.line
            where = f"it goes on in line {related[0].place.line}"
        yield scene.finding(TAIL, span, f"the paragraph breaks off ({cut.kind}); {where}", evidence, tuple(related))


def _heads(scene: FlagContext) -> Iterator[Finding]:
    tails = {head: tail for tail, head in scene.continuations.items()}
    for number, cut in scene.heads.items():
        content = scene.contents[number]
        start = len(content) - len(content.lstrip())
        span = _first_line(scene, scene.place(number, start, min(len(content), start + SHOWN), first=True))
        related = (scene.related(scene.whole(tails[number]), "partner"),) if number in tails else ()
        where = f"; it continues line {related[0].place.line}" if related else ""
        evidence: dict[str, object] = {"kind": cut.kind, "confidence": cut.confidence, "reasons": list(cut.reasons)}
        yield scene.finding(HEAD, span, f"the paragraph begins inside a sentence{where}", evidence, related)


def _last_line(scene: FlagContext, span: Span) -> Span:
    """The part of ``span`` on its last line."""
    text = scene.document.text
    return Span(max(span.start, *(text.rfind(mark, *span) + 1 for mark in "\r\n")), span.end)


def _first_line(scene: FlagContext, span: Span) -> Span:
    """The part of ``span`` on its first line."""
    ends = [at for mark in "\r\n" if (at := scene.document.text.find(mark, *span)) >= 0]
    return Span(span.start, min([*ends, span.end]))
