"""The record that a check leaves in the document it went over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.model.changes import ChangeSet
from textkit.model.finding import Finding
from textkit.model.outcome import Fate

Verdict = tuple[Fate, str]  # the fate, and the reason where it is withheld

# A pass of 100,000 findings keeps one byte for each: its number in this table.
VERDICTS: tuple[Verdict, ...] = (
    (Fate.APPLIED, ""),
    (Fate.REPORTED, ""),
    (Fate.WITHHELD, "unsafe"),
    (Fate.WITHHELD, "stitch"),
    (Fate.WITHHELD, "max-loss"),
    (Fate.WITHHELD, "plan"),
    (Fate.SUPPRESSED, ""),
    (Fate.BASELINE, ""),
)
NUMBER = {verdict: k for k, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True, slots=True)
class Pass:
    """What one check found in one document, the fate of each finding, and the changes of those applied.

    ``base`` is the number of its first finding among all findings of the document.
    """

    step: str
    findings: Sequence[Finding]
    verdicts: bytes
    changes: ChangeSet
    base: int

    def __iter__(self) -> Iterator[tuple[int, Finding, Verdict]]:
        for k, (finding, verdict) in enumerate(zip(self.findings, self.verdicts, strict=True)):
            yield self.base + k, finding, VERDICTS[verdict]
