"""What a run tells while files go by: on stdout, in report files, in diffs, in a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TextIO, TypeVar, cast

from textkit._version import __version__
from textkit.cli.driver import Session
from textkit.cli.options import Format
from textkit.cli.terminal import colored, prepare_stdout, width_of_stdout
from textkit.files.atomic import write_atomic
from textkit.model.outcome import FilePart, FileResult, RunInfo, Summary
from textkit.reports import Report, form_of, open_report
from textkit.reports.diff import unified

F = TypeVar("F")
IN_MEMORY = 8 << 20  # bytes of a report file that wait in memory before they go to a temporary file
BLOCK = 1 << 18  # characters that are copied at once


class Reports:
    """Everything that is told while files go by: stdout in a look, report files, diffs, progress."""

    def __init__(self, session: Session) -> None:
        request = session.request
        r = request.report
        self._session = session
        self._files: list[tuple[str, TextIO]] = []
        self._reports: list[Report] = []
        self._diff = request.write.diff
        prepare_stdout()
        self.color = colored(r.color, sys.stdout)
        shown = partial(open_report, verbose=r.verbose, lang=session.settings.lang, quiet=r.quiet)
        shows = (r.format is not None or not session.writes) and not self._diff and request.plan != "-"
        if shows and not self._to_stdout():
            form = (r.format or Format.TEXT).value
            if request.verb == "inspect" and form == "text":
                form = "inspect"
            self._reports.append(shown(form, sys.stdout, color=self.color, width=width_of_stdout()))
        for path in r.report or ():
            # Reports may be as large as what they tell of.
            made = partial(SpooledTemporaryFile, encoding="utf-8", errors="backslashreplace", newline="")
            out = cast("TextIO", made(IN_MEMORY, "w+"))
            self._reports.append(shown(form_of(path), out, width=120))
            self._files.append((path, out))
        info = RunInfo(request.verb, __version__, request.paths, session.writes, session.settings.data())
        for report in self._reports:
            report.begin(info)

    def _to_stdout(self) -> bool:
        """Whether stdout is taken by the text itself."""
        return self._session.is_filter or (self._session.writes and self._session.request.write.output == "-")

    def part(self, part: FilePart) -> None:
        """A part of the file that is being done."""
        for report in self._reports:
            report.part(part)

    def file(self, result: FileResult, part: FilePart | None) -> None:
        """One file is done; ``part`` is what was found in a text."""
        for report in self._reports:
            report.file(result)
        if self._diff and part and result.before is not None and result.after is not None:
            for line in unified(
                result.before, result.after, result.path, self.color, part.changes, terminal=sys.stdout.isatty()
            ):
                sys.stdout.write(line)

    def end(self, summary: Summary) -> None:
        """All files are done: close the reports and write those that go to files."""
        for report in self._reports:
            report.end(summary)
        for path, out in self._files:
            out.seek(0)
            write_atomic(Path(path), (block.encode("utf-8") for block in iter(partial(out.read, BLOCK), "")))
        sys.stdout.flush()

    def watch(self, files: Iterator[F], total: int) -> Iterator[F]:
        """``files`` with a progress bar on stderr, where someone is there to see it and it takes a while."""
        r = self._session.request.report
        if r.no_progress or r.quiet or not sys.stderr.isatty() or total < 2:
            yield from files
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(self._session.request.verb, total=total)
            for file in files:
                yield file
                progress.advance(task)
