"""Carrying out a request: outputs written, reports told, the exit code found."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

from textkit._version import __version__
from textkit.cli.driver import Done, Request, Session
from textkit.cli.exemptions import unused_patterns, unused_regions
from textkit.cli.options import Color, Format, complain
from textkit.cli.record import Plan, Recorder, lines_of
from textkit.cli.words import next_step, summary_line
from textkit.files.atomic import write_atomic
from textkit.files.load import encoded
from textkit.files.targets import Target, mark_output
from textkit.model.errors import TextkitError
from textkit.model.outcome import Fate, FileResult, RunInfo, Summary
from textkit.model.passes import NUMBER
from textkit.pipeline.outcomes import tally
from textkit.reports import Report, dumps, form_of, open_report
from textkit.reports.diff import unified


def perform(request: Request) -> int:
    """Run a verb; the exit code. Raises ``TextkitError`` before anything was written."""
    session = Session(request)
    reports = Reports(session)
    summary = Summary()
    recorder = _recorder(session)
    plan = Plan(request.plan, request.verb, request.paths, session.settings.data()) if request.plan else None
    removed: list[str] = []
    used: set[str | None] = set()
    for done in reports.watch(session.done(), len(session.inputs)):
        if done.work is not None:
            if plan:
                plan.add(done.work, done.parts, session.reading)
            if request.removed:
                removed.extend(_removed(done))
            error = _write(session, done, recorder)
            if error:  # nothing of it was done, whatever was found
                done = Done(done.input, None, FileResult(done.result.path, error=error))
        summary.add(done.result)
        for document in done.work.documents if done.work else ():
            tally(document, summary, writes=session.writes)
            if any(LOSES_TOO_MUCH in p.verdicts for p in document.passes):
                complain(f"{document.path}: {MAX_LOSS}")
        if session.told:
            used |= {session.silenced.pattern(o.rule, o.path) for o in done.found if o.fate is Fate.SUPPRESSED}
            for message in (m for document, found in done.parts for m in unused_regions(document, found)):
                complain(message)
        reports.file(done)
    for message in unused_patterns(session.settings, used) if session.told else ():
        complain(message)
    if plan:
        plan.close()
    if request.removed:
        write_atomic(Path(request.removed), "".join(removed).encode("utf-8"))
    summary.run = recorder.journal.name if recorder else ""
    summary.next_step = next_step(request, session, summary)
    reports.end(summary)
    if session.writes and not request.report.quiet:
        print(summary_line(request.verb, summary, session.settings.lang), file=sys.stderr)
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


LOSES_TOO_MUCH = NUMBER[Fate.WITHHELD, "max-loss"]
MAX_LOSS = "dedupe would remove more of its text than --max-loss allows; its removals are withheld"


def _write(session: Session, done: Done, recorder: Recorder | None) -> str:
    """Write the output of one file, after its journal entry. A failure costs this file alone; what it was."""
    target = session.targets.get(done.input.path) or (Target(None, "-") if session.is_filter else None)
    if target is None or done.work is None:
        return ""
    warnings: list[str] = []
    # Files may keep their encoding; stdout is UTF-8.
    writing = replace(session.writing, utf8=session.writing.utf8 or target.path is None)
    try:
        data = b"".join(encoded(done.work, writing, warnings))
        if target.path is None:
            if recorder and session.request.write.journal:
                recorder.add(done.work, lines_of(done.parts), target, data, session.reading, writing)
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            if target.in_place and not done.result.changes and not _differs(target.path, data):
                return ""
            if target.folder:
                mark_output(target.folder)
            if recorder:
                recorder.add(done.work, lines_of(done.parts), target, data, session.reading, writing)
            source = None if done.input.is_stdin else done.input.real
            write_atomic(target.path, data, mode_from=source, within=target.folder)
    except TextkitError as error:
        session.fail(error)
        return str(error)
    for warning in warnings:
        complain(warning)
    return ""


def _differs(path: Path, data: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != data


def _removed(done: Done) -> Iterator[str]:
    """What dedupe took (or would take) from one file, as lines of JSON."""
    for o in done.found:
        if o.rule.step == "dedupe" and o.edits and o.fate in (Fate.APPLIED, Fate.WOULD_APPLY):
            kept = next((r for r in o.related if r.role == "kept"), None)
            yield (
                dumps(
                    {
                        "id": o.id,
                        "rule": o.rule.code,
                        "name": o.rule.name,
                        "path": o.path,
                        "line": o.place.line,
                        "record": o.record,
                        "text": "".join(e.before for e in o.edits),
                        "evidence": dict(o.evidence),
                        "kept": {"path": kept.path, "line": kept.place.line} if kept else None,
                    }
                )
                + "\n"
            )


class Reports:
    """Everything that is told while files go by: stdout in a look, report files, diffs, progress."""

    def __init__(self, session: Session) -> None:
        request = session.request
        r = request.report
        self._session = session
        self._files: list[tuple[str, io.StringIO]] = []
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
            out = io.StringIO()
            self._reports.append(shown(form_of(path), out, width=120))
            self._files.append((path, out))
        info = RunInfo(request.verb, __version__, request.paths, session.writes, session.settings.data())
        for report in self._reports:
            report.begin(info)

    def _to_stdout(self) -> bool:
        """Whether stdout is taken by the text itself."""
        return self._session.is_filter or self._session.request.write.output == "-"

    def file(self, done: Done) -> None:
        """One file is done."""
        for report in self._reports:
            report.file(done.result, done.found)
        result = done.result
        if self._diff and result.before is not None and result.after is not None:
            for line in unified(result.before, result.after, result.path, self.color, result.changes):
                sys.stdout.write(line)

    def end(self, summary: Summary) -> None:
        """All files are done: close the reports and write those that go to files."""
        for report in self._reports:
            report.end(summary)
        for path, out in self._files:
            write_atomic(Path(path), out.getvalue().encode("utf-8", "backslashreplace"))
        sys.stdout.flush()

    def watch(self, files: Iterator[Done], total: int) -> Iterator[Done]:
        """``files`` with a progress bar on stderr, where someone is there to see it and it takes a while."""
        r = self._session.request.report
        if r.no_progress or r.quiet or not sys.stderr.isatty() or total < 2:
            yield from files
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(self._session.request.verb, total=total)
            for done in files:
                yield done
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
