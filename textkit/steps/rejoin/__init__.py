"""The rejoin step: hard-wrapped and column-cut lines back into paragraphs."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field

from textkit.judgement.breaks import Decision, decide, mapped_back
from textkit.judgement.paragraphs import ROUNDS
from textkit.model.changes import ChangeSet
from textkit.model.check import Check
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Trust
from textkit.model.outcome import Fate
from textkit.model.span import Span
from textkit.steps.rejoin import displaced, fused, hard_wrap, hyphenated, interleaved, interrupted, nearby

Later = Callable[[Document], Iterable[Document]]
AHEAD = 5  # looks at what later steps will make of a text; what is left then is left, one page of a hundred harsh ones
TEARS = 3  # looks at rows that were cut: a row put together shows the width of those around it
MOVES = 4  # looks after continuations were moved; what is left then is left

RULES: tuple[Rule, ...] = (
    hard_wrap.RULE,
    interrupted.RULE,
    displaced.RULE,
    hyphenated.RULE,
    interleaved.RULE,
    fused.RULE,
)


@dataclass(frozen=True)
class Options:
    """Options of the rejoin step. There are none: what is doubtful is withheld, not tuned.

    ``later`` gives the forms that a text will take behind this step.
    """

    later: Later | None = field(default=None, metadata={"internal": True})


@dataclass(frozen=True)
class Joins:
    """Every line break decided at once: wraps, hyphens and interrupted sentences are one judgement.

    ``again``: a later look at text already joined. Where doubtful joins were withheld before, they are not reported a
    second time; where they were made, those that they open are reported and made too. ``torn``: rows that a reader cut are
    put together, and nothing else is said.
    """

    again: bool = False
    torn: bool = False
    rules: tuple[Rule, ...] = (hard_wrap.RULE, interrupted.RULE, hyphenated.RULE)
    triggers: frozenset[str] | None = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")

    def check(self, document: Document) -> list[Finding]:
        if self.again and _settled(document):
            return []
        decisions = decide(document.text, document.markdown)
        if self.torn and not decisions.torn:
            return []
        joins = list(decisions.joins())
        doubtful = any(decision.trust is not Trust.SAFE for decision in joins)
        if self.again and doubtful and _withheld(document, self.rules):
            joins = [decision for decision in joins if decision.trust is Trust.SAFE]
        found = [_finding(decision, decisions.edits(decision), document) for decision in joins]
        if self.again and found:
            silenced = _silenced(document)
            found = [f for f in found if (f.rule.code, displaced.source(document.origin, f.span)) not in silenced]
        return sorted(found, key=lambda f: f.span)


def _nothing() -> Document | None:
    return None


_silent: Callable[[], Document | None] = _nothing  # the document that ``Foreseen`` had nothing to say of last


@dataclass(frozen=True)
class Foreseen:
    """Joins that a text shows only in a form it will take ``later``: its lines without the spaces of justification, or side
    by side where a copy stood between. They are made now, so that nothing is left to join when the text comes again.
    """

    later: Later
    again: bool = False
    rules: tuple[Rule, ...] = (*Joins.rules, displaced.RULE)
    triggers: frozenset[str] | None = Joins.triggers

    def check(self, document: Document) -> list[Finding]:
        global _silent
        if _silent() is document:
            return []
        kinds = displaced.kinds(document)
        around = nearby.parts(document) if self.again else None
        found: list[Finding] = []
        if around is None or any(part.holds(f) for part in around for f in self._shown(part.document, kinds)):
            found = self._shown(document, kinds)
        if not found:
            _silent = weakref.ref(document)
        return found

    def _shown(self, document: Document, kinds: Container[displaced.Kind]) -> list[Finding]:
        """What the later forms of ``document`` show, continuations of ``kinds`` among it: of two findings at the same lines
        that of the first form.
        """
        silenced = _silenced(document)
        found: list[Finding] = []
        taken: set[int] = set()  # lines
        for form in self.later(document):
            decisions = mapped_back.joins(decide(form.text, form.markdown), form)
            joins = [_finding(d, decisions.edits(d), document) for d in decisions]
            for shown in (joins, displaced.later(document, form, kinds)):
                new = [f for f in shown if (f.rule.code, displaced.source(document.origin, f.span)) not in silenced]
                new = [f for f in new if taken.isdisjoint(_lines(document, f))]
                taken |= {number + k for f in new for number in _lines(document, f) for k in (-1, 0, 1)}
                found += new
        return sorted(found, key=lambda f: f.span)


def _lines(document: Document, finding: Finding) -> set[int]:
    """The numbers of the lines of ``document`` where a finding begins or ends, and its edits."""
    places = [*finding.span, *(at for edit in finding.edits for at in (edit.start, edit.end))]
    return {document.lines.number(at) for at in places}


def _settled(document: Document) -> bool:
    """Whether the last pass of this step changed nothing: what it said would be said again."""
    last = next((done for done in reversed(document.passes) if done.step == "rejoin"), ())
    return bool(last) and not any(verdict[0] is Fate.APPLIED for _, _, verdict in last)


def _silenced(document: Document) -> set[tuple[str, Span]]:
    """The safe joins that earlier passes found and the user does not want: their rules and where they begin and end in
    the source.
    """
    silent = [
        n for n, d in enumerate(document.passes) if d.step == "rejoin" and not displaced.UNWANTED.isdisjoint(d.verdicts)
    ]
    found: set[tuple[str, Span]] = set()
    led = ChangeSet()
    for number, done in enumerate(document.passes[: max(silent, default=-1) + 1]):
        if number in silent:
            unwanted = (f for f, v in zip(done.findings, done.verdicts, strict=True) if v in displaced.UNWANTED)
            found |= {(f.rule.code, displaced.source(led, f.span)) for f in unwanted}
        led = led.then(done.changes, document.source.text)
    return found


def _withheld(document: Document, rules: tuple[Rule, ...]) -> bool:
    """Whether an earlier pass found doubtful joins that were not made."""
    return any(
        finding.trust is not Trust.SAFE and verdict[0] is not Fate.APPLIED and finding.rule in rules
        for done in document.passes
        if done.step == "rejoin"
        for _, finding, verdict in done
    )


def _finding(decision: Decision, edits: tuple[Edit, ...], document: Document) -> Finding:
    if decision.over is not None:
        return interrupted.finding(decision, edits, document)
    cut = edits[0].start < decision.tail.end  # a hyphen goes
    return hyphenated.finding(decision, edits) if cut else hard_wrap.finding(decision, edits)


def checks(options: Options) -> tuple[Check, ...]:
    """Rows that were cut first, then columns read row by row: their lines are good lines, and no join shows what was mixed.

    Then joins, and again on what they made: a joined line shows what its pieces did not. Then what is far apart, and
    both again, for what was moved may now stand beside its other half.
    """
    again = Joins(again=True)
    moved = (again, displaced.Displaced(again=True))
    return (
        *[Joins(torn=True)] * TEARS,
        fused.Fused(),
        interleaved.Interleaved(),
        Joins(),
        *[again] * (ROUNDS - 1),
        interleaved.Interleaved(again=True),
        again,
        displaced.Displaced(),
        *moved * MOVES,
        again,
        *([Foreseen(options.later), *[Foreseen(options.later, again=True)] * (AHEAD - 1)] if options.later else ()),
    )
