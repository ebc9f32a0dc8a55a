"""``json``: one object. ``jsonl``: a line each. The same findings, files and totals in both.

A file may have more findings and changes than memory holds, and comes before them in both: they wait as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from textkit.reports.data import SCHEMA_VERSION, change_line, dumps, file_json, finding_line, summary_json
from textkit.reports.spool import Spool

if TYPE_CHECKING:
    from textkit.model.outcome import FilePart, FileResult, RunInfo, Summary
    from textkit.reports.base import Style


class _Changes:
    """The changes of the file that is being done, as the inside of a JSON array."""

    def __init__(self) -> None:
        self._spool = Spool()

    def add(self, part: FilePart) -> None:
        if part.changes:
            text = ", ".join([change_line(c) for c in part.changes])
            self._spool.add(f", {text}" if self._spool.count else text)

    def write(self, result: FileResult, out: TextIO, opening: str) -> None:
        """Write the file with them as an object that begins with ``opening``; there are none from then on."""
        before, behind = file_json(result)
        out.write(opening + before[1:])
        if not result.error:
            self._spool.copy(out)
        out.write(behind)
        self._spool.back()


class JsonReport:
    """``{"schema_version": 1, "files": […], "findings": […], "summary": {…}}``, one entry a line."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style  # a machine's format has neither colour nor width
        self.out = out
        self.changes = _Changes()
        self.findings = Spool()
        self.known = self.findings.place()  # the end of those of files that are done
        self.first = True

    def begin(self, run: RunInfo) -> None:
        del run
        self.out.write(f'{{"schema_version": {SCHEMA_VERSION},\n"files": [')

    def part(self, part: FilePart) -> None:
        self.changes.add(part)
        if part.outcomes:
            text = ",\n".join([finding_line(o) for o in part.outcomes])
            self.findings.add(f",\n{text}" if self.findings.count else f"\n{text}")

    def file(self, result: FileResult) -> None:
        self.changes.write(result, self.out, "\n{" if self.first else ",\n{")
        self.first = False
        if result.error:
            self.findings.back(self.known)
        self.known = self.findings.place()

    def end(self, summary: Summary) -> None:
        self.out.write('],\n"findings": [')
        self.findings.copy(self.out)
        self.findings.close()
        self.out.write(f'],\n"summary": {dumps(summary_json(summary))}}}\n')


class JsonlReport:
    """One object a line, with its ``type`` first: ``file`` and its ``finding`` lines in path order, ``summary``."""

    def __init__(self, out: TextIO, style: Style) -> None:
        del style
        self.out = out
        self.changes = _Changes()
        self.findings = Spool()

    def begin(self, run: RunInfo) -> None:
        del run

    def part(self, part: FilePart) -> None:
        self.changes.add(part)
        if part.outcomes:
            self.findings.add("".join([f'{{"type": "finding", {finding_line(o)[1:]}\n' for o in part.outcomes]))

    def file(self, result: FileResult) -> None:
        self.changes.write(result, self.out, '{"type": "file", ')
        self.out.write("\n")
        if not result.error:
            self.findings.copy(self.out)
        self.findings.back()

    def end(self, summary: Summary) -> None:
        self.out.write(_line("summary", {"schema_version": SCHEMA_VERSION, **summary_json(summary)}))


def _line(kind: str, data: dict[str, object]) -> str:
    return dumps({"type": kind, **data}) + "\n"
