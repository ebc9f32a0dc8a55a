"""``json``: one object. ``jsonl``: a line each. The same findings, files and totals in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from textkit.reports.data import SCHEMA_VERSION, dumps, file_json, finding_json, summary_json
from textkit.reports.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.model.outcome import FileResult, Outcome, RunInfo, Summary
    from textkit.reports.base import Style


class JsonReport:
    """``{"schema_version": 1, "files": […], "findings": […], "summary": {…}}``, one entry a line.

    Files go out as they come; findings stand behind all files, so they wait in a temporary file.
    """

    def __init__(self, out: TextIO, style: Style) -> None:
        del style  # a machine's format has neither colour nor width
        self.out = out
        self.findings = Spool()
        self.first = True

    def begin(self, run: RunInfo) -> None:
        del run
        self.out.write(f'{{"schema_version": {SCHEMA_VERSION},\n"files": [')

    def file(self, result: FileResult, outcomes: Sequence[Outcome]) -> None:
        self.out.write(("\n" if self.first else ",\n") + dumps(file_json(result)))
        self.first = False
        for outcome in outcomes:
            self.findings.write(dumps(finding_json(outcome)))

    def end(self, summary: Summary) -> None:
        self.out.write('],\n"findings": [')
        for number, line in enumerate(self.findings):
            self.out.write((",\n" if number else "\n") + line)
        self.findings.close()
        self.out.write(f'],\n"summary": {dumps(summary_json(summary))}}}\n')


class JsonlReport:
    """One object a line, with its ``type`` first: ``file`` and its ``finding`` lines in path order, ``summary``."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out

    def begin(self, run: RunInfo) -> None:
        del run

    def file(self, result: FileResult, outcomes: Sequence[Outcome]) -> None:
        self._line("file", file_json(result))
        for outcome in outcomes:
            self._line("finding", finding_json(outcome))

    def end(self, summary: Summary) -> None:
        self._line("summary", {"schema_version": SCHEMA_VERSION, **summary_json(summary)})

    def _line(self, kind: str, data: dict[str, object]) -> None:
        self.out.write(dumps({"type": kind, **data}) + "\n")
