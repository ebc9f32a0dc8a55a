"""The flag step: names damage that nobody can mend from the text alone, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textkit.steps.flag import boilerplate, characters, misread, repeated, residue, truncated, unbalanced, wrapped
from textkit.steps.flag.already_reported import AlreadyReported
from textkit.steps.flag.context import FlagContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.model.check import Check
    from textkit.model.document import Document
    from textkit.model.finding import Finding, Rule


@dataclass(frozen=True)
class Options:
    """Options of the flag step."""


# In order of code; each module finds over the same scene.
MODULES = (truncated, unbalanced, boilerplate, residue, characters, misread, repeated, wrapped)
RULES: tuple[Rule, ...] = tuple(sorted((r for m in MODULES for r in m.RULES), key=lambda r: r.code))

# What `normalize` names too, where it cannot mend it: letters among digits, straight quotes without a partner.
TWICE = (unbalanced.PAIR, misread.MISREAD)


@dataclass(frozen=True)
class Damage:
    """All rules of the step over the paragraphs of one document; one pass, since none of them changes the text."""

    rules: tuple[Rule, ...] = RULES
    triggers: frozenset[str] | None = None

    def check(self, document: Document) -> Sequence[Finding]:
        scene = FlagContext.of(document)
        found = [f for m in MODULES for f in m.find(scene)]
        if any(f.rule in TWICE for f in found):
            told = AlreadyReported(document, "normalize")
            found = [f for f in found if f.rule not in TWICE or not told.holds(f.span)]
        return sorted(found, key=lambda f: (f.span, f.rule.code))


def checks(options: Options) -> tuple[Check, ...]:
    """The checks of the step: one, because order cannot matter where nothing changes."""
    del options
    return (Damage(),)
