"""The rejoin step: hard-wrapped and column-cut lines back into paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textkit.judgement.breaks import Decision, decide
from textkit.judgement.paragraphs import ROUNDS
from textkit.model.check import Check
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Trust
from textkit.steps.rejoin import displaced, hard_wrap, hyphenated, interrupted

RULES: tuple[Rule, ...] = (hard_wrap.RULE, interrupted.RULE, displaced.RULE, hyphenated.RULE)


@dataclass(frozen=True)
class Options:
    """Options of the rejoin step. There are none: what is doubtful is withheld, not tuned."""


@dataclass(frozen=True)
class Joins:
    """Every line break decided at once: wraps, hyphens and interrupted sentences are one judgement.

    ``again``: a later look at text already joined, where what was withheld is not reported a second time.
    """

    again: bool = False
    rules: tuple[Rule, ...] = (hard_wrap.RULE, interrupted.RULE, hyphenated.RULE)
    triggers: frozenset[str] | None = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")

    def check(self, document: Document) -> list[Finding]:
        decisions = decide(document.text, document.markdown)
        found = []
        for decision in decisions.joins():
            if self.again and decision.trust is not Trust.SAFE:
                continue
            make = _kind(decision)
            found.append(make(decision, decisions.edits(decision)))
        return sorted(found, key=lambda f: f.span)


def _kind(decision: Decision) -> Callable[[Decision, tuple[Edit, ...]], Finding]:
    if decision.over is not None:
        return interrupted.finding
    return hyphenated.finding if decision.glue.drop else hard_wrap.finding


def checks(options: Options) -> tuple[Check, ...]:
    """Joins first, and again on what they made: a joined line shows what its pieces did not. Then what is far apart."""
    del options
    return (Joins(), *(Joins(again=True) for _ in range(ROUNDS - 1)), displaced.Displaced())
