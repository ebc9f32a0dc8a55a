"""Many alike findings, each made when someone reads it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from textkit.model.finding import Edit, Finding, Rule, Trust
from textkit.model.span import Span


class Row(NamedTuple):
    """One row of a table of alike rules: the rule, and what each of its findings says."""

    rule: Rule
    message: str
    trust: Trust = Trust.SAFE


@dataclass
class Batch(Sequence[Finding]):
    """Many alike findings of one edit each, kept as arrays; a ``Finding`` is made when someone reads it.

    Added in order of place and never overlapping.
    """

    rows: Sequence[Row]
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    numbers: array[int] = field(default_factory=lambda: array("l"))
    afters: list[str] = field(default_factory=list)

    def add(self, start: int, end: int, number: int, after: str) -> None:
        """Record that row ``number`` replaces ``[start, end)`` by ``after``."""
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(number)
        self.afters.append(after)

    def only(self, wants: Callable[[Rule], bool]) -> Batch:
        """Those of rules that are wanted; the very same where all are."""
        if all(wants(row.rule) for row in self.rows):
            return self
        kept = Batch(self.rows)
        for start, end, number, after in zip(self.starts, self.ends, self.numbers, self.afters, strict=True):
            if wants(self.rows[number].rule):
                kept.add(start, end, number, after)
        return kept

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, i: int) -> Finding: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Finding]: ...
    def __getitem__(self, i: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        row = self.rows[self.numbers[i]]
        start, end = self.starts[i], self.ends[i]
        edits = () if row.trust is Trust.ADVICE else (Edit(start, end, self.afters[i]),)
        return Finding(row.rule, Span(start, end), row.message, row.trust, row.rule.severity, edits)


class Advice(Sequence[Finding]):
    """Findings of one rule that change nothing, each made when someone reads it."""

    rule: Rule
