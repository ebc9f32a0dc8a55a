"""What became of each finding, and of each file: what every report, plan, journal and exit code is read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from textkit.model.finding import Related, Rule, Severity, Trust
from textkit.model.source import Segment
from textkit.model.span import Place
from textkit.model.spectrum import Spectrum


class Fate(StrEnum):
    """What became of a finding."""

    APPLIED = "applied"
    WOULD_APPLY = "would-apply"  # in a look
    WITHHELD = "withheld"  # there is a fix, and the outcome's ``reason`` why it is not applied
    SUPPRESSED = "suppressed"  # by an exemption in the text or in the configuration
    BASELINE = "baseline"  # known from an earlier run
    REPORTED = "reported"  # there is nothing to apply


class SourceEdit(NamedTuple):
    """An edit as its user sees it: ``before`` is the slice ``[offset, end_offset)`` of the source."""

    offset: int
    end_offset: int
    before: str
    after: str


class Outcome(NamedTuple):
    """A finding with its place in the user's file and its fate.

    ``reason`` says why it was withheld: ``unsafe``, ``stitch``, ``max-loss``, ``plan``. ``number`` counts the findings
    of one document through all passes; ``turn`` is the number of the pass it was found in.
    """

    id: str
    rule: Rule
    severity: Severity
    trust: Trust
    fate: Fate
    reason: str
    path: str
    place: Place
    message: str
    evidence: Mapping[str, object]
    related: tuple[Related, ...]
    edits: tuple[SourceEdit, ...]
    number: int
    turn: int
    byte_offset: int | None = None
    record: str | None = None

    @property
    def fails(self) -> bool:
        """Whether it makes a look exit with 1."""
        return fails(self.severity, self.fate)


def fails(severity: Severity, fate: Fate) -> bool:
    """Whether such a finding makes a look exit with 1."""
    return severity is not Severity.INFO and fate not in (Fate.SUPPRESSED, Fate.BASELINE)


class SourceChange(NamedTuple):
    """One change of the source: what the output differs in, and the ids of the findings that made it.

    ``move`` numbers, from 1, the removal and the insertion of one move; 0 for every other change. ``line`` and
    ``record`` are set in files of records, whose offsets count in the record's field.
    """

    offset: int
    end_offset: int
    before: str
    after: str
    findings: tuple[str, ...]
    move: int = 0
    line: int = 0
    record: str | None = None


class FilePart(NamedTuple):
    """What was found in a part of a file, in order of place, and the changes there: a text is one part, a file of
    records many.
    """

    outcomes: Sequence[Outcome]
    changes: Sequence[SourceChange] = ()


class Unread(NamedTuple):
    """A line of a file of records that could not be read as one, and why; it is carried along as it is."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one input file, but for its findings and changes, which are told of by parts.

    ``output`` is where it was or would be written (``None`` in a look without a target). ``changes`` counts them.
    ``before`` and ``after`` are the decoded text and the result, for a diff; both are ``None`` for files of records.
    ``unread`` are the first records that could not be read, ``unread_more`` counts the others. ``error`` says what kept
    the file from being done; then the rest is empty.
    """

    path: str
    output: str | None = None
    encoding: str = ""
    confidence: float = 0.0
    bom: bool = False
    segments: tuple[Segment, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    characters_in: int = 0
    characters_out: int = 0
    removed: int = 0
    added: int = 0
    changes: int = 0
    before: str | None = None
    after: str | None = None
    records: int = 0
    unread: tuple[Unread, ...] = ()
    unread_more: int = 0
    error: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def troubles(self) -> Sequence[Unread]:
        """What could not be read: the file itself, told at its line 1, or records of it."""
        return (Unread(1, self.error),) if self.error else self.unread

    @property
    def ok(self) -> bool:
        """Whether every character is accounted for."""
        return not self.error and self.characters_in - self.removed + self.added == self.characters_out


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What was run. ``writes`` is false for a look."""

    verb: str
    version: str
    paths: tuple[str, ...]
    writes: bool
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Summary:
    """Counts over all files, gathered while the files go by."""

    files: int = 0
    failed: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    would: Counter[str] = field(default_factory=Counter)  # by rule, what would be applied
    severities: Counter[str] = field(default_factory=Counter)
    characters_in: int = 0
    removed: int = 0
    added: int = 0
    characters_out: int = 0
    changed: int = 0
    failing: int = 0
    over_limit: bool = False  # a file would have lost more than --max-loss allows
    run: str = ""
    next_step: tuple[str, ...] = ()
    spectrum: Spectrum | None = None

    def count(self, code: str, severity: Severity, fate: Fate, times: int = 1) -> None:
        """Take in so many findings of one rule with one severity and fate."""
        self.rules[code] += times
        self.severities[severity] += times
        self.fates[fate] += times
        if fate is Fate.WOULD_APPLY:
            self.would[code] += times
        if fails(severity, fate):
            self.failing += times

    def add(self, file: FileResult) -> None:
        """Take in one file."""
        self.files += 1
        self.failed += bool(file.error)
        self.changed += bool(file.changes)
        self.characters_in += file.characters_in
        self.removed += file.removed
        self.added += file.added
        self.characters_out += file.characters_out

    def merge(self, other: Summary) -> None:
        """Take in what was counted apart."""
        self.rules += other.rules
        self.fates += other.fates
        self.would += other.would
        self.severities += other.severities
        self.failing += other.failing
        self.over_limit |= other.over_limit

    @property
    def ok(self) -> bool:
        """Whether every character is accounted for: in - removed + added = out."""
        return self.characters_in - self.removed + self.added == self.characters_out
