"""``gitlab``: GitLab's code quality report, a subset of the Code Climate format: one JSON array."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from textkit.model.finding import Severity
from textkit.reports.base import silenced
from textkit.reports.data import Json, dumps
from textkit.reports.spool import Held

if TYPE_CHECKING:
    from textkit.model.outcome import FilePart, FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReport:
    """The fingerprint is the finding's id; suppressed findings and those of the baseline are left out."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out
        self.held = Held(out, ",")

    def begin(self, run: RunInfo) -> None:
        del run
        self.out.write("[")

    def part(self, part: FilePart) -> None:
        self.held.add(_finding(o) for o in part.outcomes if not silenced(o))

    def file(self, result: FileResult) -> None:
        self.held.file(result)
        if result.troubles:
            path = result.path
            named = [(f"not-done:{path}" if result.error else f"not-done:{path}:{u.line}", u) for u in result.troubles]
            self.held.add([_entry(u.message, "not-done", name, "blocker", path, u.line, u.line) for name, u in named])
            self.held.file(replace(result, error=""))

    def end(self, summary: Summary) -> None:
        del summary
        self.out.write("\n]\n" if self.held.count else "]\n")


def _finding(o: Outcome) -> str:
    name = f"{o.rule.code} {o.rule.name}"
    return _entry(o.message, name, o.id, LEVELS[o.severity], o.path, o.place.line, o.place.end_line)


def _entry(text: str, name: str, fingerprint: str, level: str, path: str, line: int, end: int) -> str:
    entry: Json = {
        "description": text,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": level,
        "location": {"path": path, "lines": {"begin": line, "end": end}},
    }
    return "\n" + dumps(entry)
