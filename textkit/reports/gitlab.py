"""``gitlab``: GitLab's code quality report, a subset of the Code Climate format: one JSON array."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from textkit.model.finding import Severity
from textkit.reports.base import silenced
from textkit.reports.data import Json, dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReport:
    """The fingerprint is the finding's id; suppressed findings and those of the baseline are left out."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out
        self.count = 0

    def begin(self, run: RunInfo) -> None:
        del run
        self.out.write("[")

    def file(self, result: FileResult, outcomes: Sequence[Outcome]) -> None:
        if result.error:
            self._entry(result.error, "not-done", f"not-done:{result.path}", "blocker", result.path, 1, 1)
        for o in outcomes:
            if not silenced(o):
                name = f"{o.rule.code} {o.rule.name}"
                self._entry(o.message, name, o.id, LEVELS[o.severity], o.path, o.place.line, o.place.end_line)

    def end(self, summary: Summary) -> None:
        del summary
        self.out.write("\n]\n" if self.count else "]\n")

    def _entry(self, text: str, name: str, fingerprint: str, level: str, path: str, line: int, end: int) -> None:
        entry: Json = {
            "description": text,
            "check_name": name,
            "fingerprint": fingerprint,
            "severity": level,
            "location": {"path": path, "lines": {"begin": line, "end": end}},
        }
        self.out.write((",\n" if self.count else "\n") + dumps(entry))
        self.count += 1
