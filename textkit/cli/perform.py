"""Carrying out a request: outputs written, reports told, the exit code found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TextIO, TypeVar, cast

from textkit._version import __version__
from textkit.cli.baseline import Seen, leftovers, update_baseline
from textkit.cli.driver import Done, Request, Session
from textkit.cli.exemptions import Regions, unused_patterns
from textkit.cli.options import Color, Format, complain
from textkit.cli.record import Plan, Recorder
from textkit.cli.sinks import FileRun
from textkit.cli.words import next_step, summary_line
from textkit.files.atomic import write_atomic
from textkit.files.walk import Input
from textkit.model.errors import TextkitError
from textkit.model.outcome import FilePart, FileResult, RunInfo, Summary
from textkit.model.piece import NotInPieces
from textkit.reports import Report, form_of, open_report
from textkit.reports.diff import unified
from textkit.reports.spool import Spool

F = TypeVar("F")
IN_MEMORY = 8 << 20  # bytes of a report file that wait in memory before they go to a temporary file
BLOCK = 1 << 18  # characters that are copied at once


def perform(request: Request) -> int:
    """Run a verb; the exit code. Raises ``TextkitError`` before anything was written."""
    if request.rules.update_baseline:
        update_baseline(request)
    run = Performance(Session(request))
    for error in run.session.missing:
        run.tell(FileResult(error.where, error=str(error)))
    for one, parts in run.reports.watch(run.session.files(), len(run.session.inputs)):
        run.file(one, parts)
    return run.end()


class Performance:
    """A run as it goes: what is written and told of each file, and what is to be told of all of them at the end."""

    def __init__(self, session: Session) -> None:
        request = session.request
        self.session = session
        self.reports = Reports(session)
        self._summary = Summary()
        self._recorder = _recorder(session)
        self._plan = Plan(request.plan, request.verb, request.paths, session.settings.data()) if request.plan else None
        self._removed = Spool() if request.removed else None
        self._used: set[str | None] = set()
        self._seen = Seen()
        self._regions = Regions()
        self._identities: set[str] = set()  # of the files that are done
        self._paths: set[str] = set()

    def tell(self, result: FileResult, part: FilePart | None = None) -> None:
        """One file is done, or could not be; ``part`` is what was found in a text."""
        self._summary.add(result)
        self.reports.file(result, part)

    def file(self, one: Input, parts: Iterator[Done]) -> None:
        """Do one file, part by part. Of one that cannot be done nothing is, whatever was found in it before."""
        session = self.session
        file = self._begun(one)
        try:
            while True:
                try:
                    for done in parts:
                        file.take(done)
                    break
                except NotInPieces as error:
                    file.drop()
                    file, parts = self._begun(one), session.again(one, error)
            result = file.close()
        except TextkitError as error:
            file.drop()
            if session.passes_over(error):
                complain(f"{error}; passed over")
                return
            session.fail(error)
            result = FileResult(file.path, error=str(error))
        except BaseException:
            file.drop()
            raise
        self._summary.merge(file.summary)
        self._used |= file.used
        self._seen.known += file.known.known
        if not result.error:
            self._regions.merge(file.regions)
            self._identities.add(session.identity(one))
            self._paths.add(file.path)
        self.tell(result, file.changes)

    def _begun(self, one: Input) -> FileRun:
        return FileRun(self.session, one, self.reports, self._recorder, self._plan, self._removed)

    def end(self) -> int:
        """All files are done: tell of all of them and write what goes beside the outputs; the exit code."""
        session, request, summary = self.session, self.session.request, self._summary
        if session.told:
            unused = (*self._regions.messages(), *unused_patterns(session, self._used, self._paths))
            for message in (*unused, *leftovers(session, self._seen.known, self._identities)):
                complain(message)
        if self._plan:
            self._plan.close()
        if request.removed and self._removed:
            write_atomic(Path(request.removed), (block.encode("utf-8") for block in self._removed.blocks()))
        recorder = self._recorder
        summary.run = recorder.journal.name if recorder else ""
        summary.next_step = next_step(request, session, summary)
        summary.spectrum = session.spectrum
        self.reports.end(summary)
        if session.writes and not request.report.quiet:
            run = recorder.called if recorder else ""
            print(summary_line(request.verb, summary, session.settings.lang, request.annotate, run), file=sys.stderr)
        return _exit_code(session, summary)


def _exit_code(session: Session, summary: Summary) -> int:
    request = session.request
    if session.errors or summary.over_limit:
        return 2
    if request.report.exit_zero or not summary.failing:
        return 0
    return 1 if request.verb != "inspect" and (not session.writes or session.settings.strict) else 0


def _recorder(session: Session) -> Recorder | None:
    folder = session.request.write.journal
    if session.is_filter and not folder:
        return None
    if not session.writes:
        return None
    return Recorder(session.root, session.request.verb, session.settings, folder)


class Reports:
    """Everything that is told while files go by: stdout in a look, report files, diffs, progress."""

    def __init__(self, session: Session) -> None:
        request = session.request
        r = request.report
        self._session = session
        self._files: list[tuple[str, TextIO]] = []
        self._reports: list[Report] = []
        self._diff = request.write.diff
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
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
            for line in unified(result.before, result.after, result.path, self.color, part.changes):
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


def colored(wish: Color, out: TextIO) -> bool:
    """Whether to write colours: as wished, else to a terminal, unless the environment says otherwise."""
    if wish is not Color.AUTO:
        return wish is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")
    return bool(forced) or (out.isatty() and os.environ.get("TERM") != "dumb")


def width_of_stdout() -> int | None:
    """The width of the report on stdout: the terminal's; where there is none, what COLUMNS says, or 100."""
    if sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) else 100
