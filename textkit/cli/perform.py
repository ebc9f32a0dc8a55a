"""Carrying out a request: outputs written, reports told, the exit code found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from textkit.cli.baseline import Seen, leftovers, update_baseline
from textkit.cli.driver import Done, Session
from textkit.cli.exemptions import Regions, unused_patterns
from textkit.cli.options import complain
from textkit.cli.record import Plan, Recorder
from textkit.cli.report_output import Reports
from textkit.cli.request import Request
from textkit.cli.sinks import FileRun
from textkit.cli.words import next_step, summary_line
from textkit.files.atomic import write_atomic
from textkit.files.inputs import Input
from textkit.model.errors import TextkitError
from textkit.model.outcome import FilePart, FileResult, Summary
from textkit.model.piece import NotInPieces
from textkit.reports.spool import Spool


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
