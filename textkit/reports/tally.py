"""Counts by rule that reports keep while files go by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textkit.reports.base import FATES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textkit.model.finding import Rule, Severity
    from textkit.model.outcome import Fate
    from textkit.reports.base import RuleFound


@dataclass
class RuleCount:
    """How often a rule spoke, what became of it, and its worst severity."""

    rule: Rule
    severity: Severity
    fates: Counter[Fate] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.fates.values())


@dataclass
class Tally:
    """The counts of all rules that spoke, by code."""

    rules: dict[str, RuleCount] = field(default_factory=dict)

    def add(self, groups: Iterable[RuleFound]) -> None:
        """Take in the findings of one file."""
        for group in groups:
            code = group.rule.code
            count = self.rules.get(code)
            if count is None:
                count = self.rules[code] = RuleCount(group.rule, group.severity)
            for (fate, _), times in group.fates.items():
                count.fates[fate] += times
            if SEVERITIES.index(group.severity) < SEVERITIES.index(count.severity):
                count.severity = group.severity

    @property
    def total(self) -> int:
        return sum(count.total for count in self.rules.values())

    def ordered(self) -> list[RuleCount]:
        """By code, so that the table of one run can be laid beside that of another."""
        return [self.rules[code] for code in sorted(self.rules)]

    def fates(self) -> list[Fate]:
        """The fates that occur, in the order of a table's columns."""
        return [f for f in FATES if any(count.fates[f] for count in self.rules.values())]
