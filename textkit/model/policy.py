"""What a run applies, and the one function that turns findings into a changed document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence, Set
from operator import lt
from typing import NamedTuple

from textkit.model.baseline import Baseline
from textkit.model.batch import Advice, Batch
from textkit.model.changes import ChangeSet, OverlappingEditsError
from textkit.model.document import Document
from textkit.model.finding import Edit, Finding, Rule, Trust
from textkit.model.outcome import Fate
from textkit.model.passes import NUMBER, Pass, Verdict
from textkit.model.span import Span


class Policy(NamedTuple):
    """What a run applies: safe fixes always, unsafe ones with ``unsafe``, those that wait for it with ``stitch``."""

    unsafe: bool = False
    stitch: bool = False
    wanted: Callable[[Rule], bool] | None = None
    silenced: Callable[[Rule, str], bool] | None = None  # of a rule and a path
    baseline: Baseline | None = None

    def silences(self, rule: Rule, path: str) -> bool:
        """Whether findings of ``rule`` in ``path`` are suppressed."""
        return self.silenced is not None and self.silenced(rule, path)

    def knows(self, document: Document, findings: Sequence[Finding]) -> Set[int]:
        """The numbers of those of ``findings`` that the baseline holds."""
        return self.baseline.knows(document, findings) if self.baseline else frozenset()

    def wants(self, rule: Rule) -> bool:
        """Whether findings of ``rule`` are to be seen at all."""
        return rule.default if self.wanted is None else self.wanted(rule)

    def verdict(self, finding: Finding) -> Verdict:
        """The fate of ``finding`` outside exempt regions."""
        if finding.held:
            return Fate.WITHHELD, finding.held
        return self.trusted(finding.trust, finding.reason) if finding.edits else (Fate.REPORTED, "")

    def trusted(self, trust: Trust, reason: str = "unsafe") -> Verdict:
        """The fate of a fix that can be trusted so far."""
        if trust is Trust.ADVICE:
            return Fate.REPORTED, ""
        if trust is Trust.SAFE or (self.stitch if reason == "stitch" else self.unsafe):
            return Fate.APPLIED, ""
        return Fate.WITHHELD, reason


def conduct(document: Document, step: str, findings: Sequence[Finding], policy: Policy) -> Document:
    """``document`` after the fixes among ``findings`` that ``policy`` applies; the very same where nothing was found.

    Raises ``OverlappingEditsError`` if two fixes claim the same characters: a fault of the check.
    """
    findings = _wanted(findings, policy)
    if not findings:
        return document
    base = sum([len(p.findings) for p in document.passes])
    exempt = document.exempt
    known = policy.knows(document, findings)
    if isinstance(findings, Batch) and not exempt and not known:
        fates = [NUMBER[policy.trusted(row.trust)] + policy.silences(row.rule, document.path) for row in findings.rows]
        if not any(fates[k] for k in set(findings.numbers)):
            return document.after(Pass(step, findings, bytes(len(findings)), _all_of(findings, base), base))
    if isinstance(findings, Advice) and not exempt and not known:
        verdict = (Fate.SUPPRESSED if policy.silences(findings.rule, document.path) else Fate.REPORTED, "")
        return document.after(Pass(step, findings, bytes([NUMBER[verdict]]) * len(findings), ChangeSet(), base))
    verdicts = bytearray()
    edits: list[Edit] = []
    owners: list[int] = []
    for k, finding in enumerate(findings):
        verdict = policy.verdict(finding)
        if (exempt and _touches(exempt, finding)) or policy.silences(finding.rule, document.path):
            verdict = (Fate.SUPPRESSED, "")
        elif k in known:
            verdict = (Fate.BASELINE, "")
        verdicts.append(NUMBER[verdict])
        if verdict[0] is Fate.APPLIED:
            edits.extend(finding.edits)
            owners.extend([base + k] * len(finding.edits))
    return document.after(Pass(step, findings, bytes(verdicts), ChangeSet.of(edits, owners), base))


def _wanted(findings: Sequence[Finding], policy: Policy) -> Sequence[Finding]:
    if isinstance(findings, Batch):
        return findings.only(policy.wants)
    if isinstance(findings, Advice):
        return findings if policy.wants(findings.rule) else ()
    return [f for f in findings if policy.wants(f.rule)]


def _all_of(batch: Batch, base: int) -> ChangeSet:
    """The change set of a batch of which every finding is applied."""
    if any(map(lt, batch.starts[1:], batch.ends)):
        raise OverlappingEditsError("a table's rows overlap")
    made = ChangeSet()
    n = len(batch)
    made.starts, made.ends, made.afters = batch.starts[:], batch.ends[:], list(batch.afters)
    made.owners = [(k,) for k in range(base, base + n)]
    made.moves.frombytes(bytes(8 * n))
    made.pieces = [None] * n
    return made


def _touches(regions: Sequence[Span], finding: Finding) -> bool:
    spans = [Span(e.start, e.end) for e in finding.edits] or [finding.span]
    for span in spans:
        k = (
            bisect_left(regions, Span(span.end, span.end + 1))
            if span.empty
            else bisect_left(regions, Span(span.end, -1))
        )
        if k and regions[k - 1].end > span.start:
            return True
    return False
