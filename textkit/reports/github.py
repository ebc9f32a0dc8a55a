"""``github``: workflow commands, which GitHub shows beside the lines of a pull request.

Escaping follows the runner's own: ``%``, CR and LF everywhere, ``:`` and ``,`` in properties too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from textkit.model.finding import Severity
from textkit.reports.base import silenced
from textkit.reports.spool import Held
from textkit.reports.visible import visible

if TYPE_CHECKING:
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReport:
    """One command a finding; suppressed findings and those of the baseline are left out."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out
        self.held = Held(out)

    def begin(self, run: RunInfo) -> None:
        del run

    def part(self, part: FilePart) -> None:
        self.held.add(_command(o) for o in part.outcomes if not silenced(o))

    def file(self, result: FileResult) -> None:
        for line, message in result.troubles:
            where = "" if result.error else f",line={line}"
            self.out.write(f"::error file={_path(result.path)}{where},title=textkit::{_text(message)}\n")
        self.held.file(result)

    def end(self, summary: Summary) -> None:
        del summary


def _command(outcome: Outcome) -> str:
    place, rule = outcome.place, outcome.rule
    where = f"file={_path(outcome.path)},line={place.line},endLine={place.end_line}"
    if place.line == place.end_line and outcome.record is None:  # GitHub takes columns on one line only
        where += f",col={place.column},endColumn={place.end_column}"
    title = _value(f"{rule.code} {rule.name} [{outcome.fate}]")
    return f"::{COMMANDS[outcome.severity]} {where},title={title}::{_text(outcome.message)}\n"


def _text(text: str) -> str:
    return visible(text).replace("%", "%25")  # visible leaves no CR and LF


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


def _path(path: str) -> str:
    """A path as a property; line ends in it stay what they are, so that the file is found."""
    return "".join({"\r": "%0D", "\n": "%0A"}.get(part) or _value(part) for part in re.split("([\r\n])", path))
