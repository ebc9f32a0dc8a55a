"""``concise``: ``path:line:col: CODE name severity message [fate]``, a line each, for editors, grep and eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from textkit.model.outcome import Fate
from textkit.reports.spool import Held
from textkit.reports.visible import visible

if TYPE_CHECKING:
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style


class ConciseReport:
    """Nothing but findings; a file that could not be done is a line of its own, at 1:1. What the baseline holds is not
    listed, except with ``verbose``.
    """

    def __init__(self, out: TextIO, style: Style) -> None:
        self.out = out
        self.verbose = style.verbose
        self.held = Held(out)

    def begin(self, run: RunInfo) -> None:
        del run

    def part(self, part: FilePart) -> None:
        told = (o for o in part.outcomes if self.verbose or o.fate is not Fate.BASELINE)
        self.held.add(line_of(o) + "\n" for o in told)

    def file(self, result: FileResult) -> None:
        for line, message in result.troubles:
            self.out.write(f"{visible(result.path)}:{line}:1: error {visible(message)}\n")
        self.held.file(result)

    def end(self, summary: Summary) -> None:
        del summary


def line_of(outcome: Outcome) -> str:
    """One finding on one line."""
    fate = f"{outcome.fate}: {outcome.reason}" if outcome.fate is Fate.WITHHELD and outcome.reason else outcome.fate
    place, rule = outcome.place, outcome.rule
    where = f"{visible(outcome.path)}:{place.line}:{place.column}"
    return f"{where}: {rule.code} {rule.name} {outcome.severity} {visible(outcome.message)} [{fate}]"
