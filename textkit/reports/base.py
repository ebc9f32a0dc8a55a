"""What every report is: told of the run, then of each file as it is done, then of the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textkit.model.finding import Severity
from textkit.model.outcome import Fate

if TYPE_CHECKING:
    from textkit.model.finding import Rule
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary


class Report(Protocol):
    """A report streams. Of each file, in path order, it is told in parts as they are done, then of the whole; it keeps
    no more than it needs for the end of the file and its own. A file that could not be done after all, as its result
    says, has no findings, whatever its parts said.
    """

    def begin(self, run: RunInfo) -> None: ...
    def part(self, part: FilePart) -> None: ...
    def file(self, result: FileResult) -> None: ...
    def end(self, summary: Summary) -> None: ...


class Style(NamedTuple):
    """How a report is to look.

    ``width`` in terminal cells (``None``: the terminal's own), ``verbose`` 0 or more (1: every place), ``lang`` of the
    report's own words, ``quiet``: the findings alone, without totals.
    """

    color: bool = False
    width: int | None = None
    verbose: int = 0
    lang: str = "en"
    quiet: bool = False


SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)  # worst first
FATES = (Fate.APPLIED, Fate.WOULD_APPLY, Fate.WITHHELD, Fate.REPORTED, Fate.SUPPRESSED, Fate.BASELINE)


def silenced(outcome: Outcome) -> bool:
    """Whether its user has asked not to hear of it: by a suppression or the baseline."""
    return outcome.fate in (Fate.SUPPRESSED, Fate.BASELINE)


@dataclass
class RuleFound:
    """What one rule found in one file: the places that are shown, its worst severity, and how often with which fate
    and reason. ``messages`` holds no more than it takes to tell one from several.
    """

    shown: list[Outcome]
    severity: Severity
    fates: Counter[tuple[Fate, str]] = field(default_factory=Counter)
    messages: set[str] = field(default_factory=set)
    failing: int = 0

    @property
    def rule(self) -> Rule:
        return self.shown[0].rule

    @property
    def total(self) -> int:
        return sum(self.fates.values())


class FileFound:
    """The findings of one file, counted, with the first places of each rule: no more than ``places`` of them."""

    def __init__(self, places: int) -> None:
        self.places = max(places, 1)
        self.severities: Counter[Severity] = Counter()
        self._rules: dict[str, RuleFound] = {}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take in what was found in a part."""
        for outcome in outcomes:
            severity = outcome.severity
            self.severities[severity] += 1
            of_rule = self._rules.get(outcome.rule.code)
            if of_rule is None:
                of_rule = self._rules[outcome.rule.code] = RuleFound([], severity)
            if len(of_rule.shown) < self.places:
                of_rule.shown.append(outcome)
            if len(of_rule.messages) < 2:
                of_rule.messages.add(outcome.message)
            if severity is not of_rule.severity and SEVERITIES.index(severity) < SEVERITIES.index(of_rule.severity):
                of_rule.severity = severity
            of_rule.fates[outcome.fate, outcome.reason] += 1
            of_rule.failing += outcome.fails

    @property
    def total(self) -> int:
        return self.severities.total()

    def groups(self) -> list[RuleFound]:
        """By rule: the worst severity first, then by code."""
        return sorted(self._rules.values(), key=lambda g: (SEVERITIES.index(g.severity), g.rule.code))


class Gathers:
    """What reports share that show a file when it is done: its findings, gathered while its parts go by."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._gathered = FileFound(places)

    def part(self, part: FilePart) -> None:
        """Take in a part of the file that is being done."""
        self._gathered.add(part.outcomes)

    def found(self, result: FileResult) -> FileFound:
        """All that was found in the file of ``result``, which is done; the next file begins."""
        found, self._gathered = self._gathered, FileFound(self._places)
        return FileFound(1) if result.error else found
