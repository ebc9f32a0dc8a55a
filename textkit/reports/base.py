"""What every report is: told of the run, then of each file as it is done, then of the totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textkit.model.finding import Severity
from textkit.model.outcome import Fate

if TYPE_CHECKING:
    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary


class Report(Protocol):
    """A report streams: it is called once a file, in path order, and keeps no more than it needs for its end."""

    def begin(self, run: RunInfo) -> None: ...
    def file(self, result: FileResult, outcomes: Sequence[Outcome]) -> None: ...
    def end(self, summary: Summary) -> None: ...


@dataclass(frozen=True, slots=True)
class Style:
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


def by_rule(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """The outcomes of one file in groups of one rule: the worst severity first, then by code."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.rule.code, []).append(outcome)
    return sorted(groups.values(), key=lambda g: (min(SEVERITIES.index(o.severity) for o in g), g[0].rule.code))
