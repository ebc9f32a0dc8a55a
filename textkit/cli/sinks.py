"""Everything that one file of a run is told to while its parts go by, and what is settled when it is through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from textkit.cli.baseline import Seen
from textkit.cli.exemptions import Regions
from textkit.cli.options import complain
from textkit.files.chunk import UTF8, Chunk
from textkit.files.journal import line_of
from textkit.files.load import PlainText
from textkit.files.output import Output
from textkit.files.packed import packed
from textkit.files.pieces import TextPiece
from textkit.files.script import Line, file_line, finding_lines, journal_lines
from textkit.files.targets import Target
from textkit.files.undo import record_line
from textkit.files.writing import NOTE
from textkit.model.outcome import Fate, FilePart, FileResult, Outcome, Summary
from textkit.model.passes import NUMBER
from textkit.model.source import Source
from textkit.pipeline.outcomes import Sums, silenced_rules, source_changes, tally
from textkit.reports import dumps, finding_json
from textkit.reports.spool import Spool

if TYPE_CHECKING:
    from textkit.cli.driver import Done, Session
    from textkit.cli.record import Plan, Recorder
    from textkit.cli.report_output import Reports
    from textkit.files.inputs import Input

LOSES_TOO_MUCH = NUMBER[Fate.WITHHELD, "max-loss"]
MAX_LOSS = "dedupe would remove more of its text than --max-loss allows; its removals are withheld"


class FileRun:
    """One file of a run. ``take`` its parts, then ``close`` it; where that fails, ``drop`` it and it was never there."""

    def __init__(
        self,
        session: Session,
        one: Input,
        reports: Reports,
        recorder: Recorder | None,
        plan: Plan | None,
        removed: Spool | None,
    ) -> None:
        self.session, self.input, self.reports = session, one, reports
        self.recorder, self.plan, self.removed = recorder, plan, removed
        self.path = session.reading.path(one)
        self.summary = Summary()
        self.sums = Sums()
        self.used: set[str | None] = set()  # patterns of per-file-ignores that silenced something
        self.regions = Regions()
        self.known = Seen()  # findings that the baseline holds
        self.text: PlainText | None = None
        self.changes: FilePart | None = None  # of a text, for a diff
        self.source: Source | None = None  # how a text that goes in pieces was read
        self._pieces = 0  # of it
        self._findings = 0
        self._planned = Spool() if plan else None
        self._recorded = (Spool(), Spool()) if recorder else None  # lines of findings, and of records
        self._removed_place = removed.place() if removed else (0, 0)
        self._messages: list[str] = []
        self.target = session.targets.get(one.path) or (Target(None, "-") if session.is_filter else None)
        self.output: Output | None = None
        if self.target is not None:
            # Files may keep their encoding; stdout is UTF-8.
            writing = session.writing._replace(utf8=session.writing.utf8 or self.target.path is None)
            self.output = Output(one, self.path, self.target, writing)

    def take(self, done: Done) -> None:
        """Take in one part. Raises ``TextkitError``."""
        work, pairs, session = done.work, done.pairs, self.session
        told = session.told and not isinstance(work, TextPiece)
        self.sums.add(work, told)
        for document, _ in pairs:
            tally(document, self.summary, writes=session.acts)
            self._findings += sum(len(p.findings) for p in document.passes)
            if any(LOSES_TOO_MUCH in p.verdicts for p in document.passes):
                self._messages = [f"{self.path}: {MAX_LOSS}"]
        if isinstance(work, PlainText):
            self.text = work
        elif isinstance(work, TextPiece):
            self.source, self._pieces = replace(work.document.source, text=""), self._pieces + 1
            if self._recorded:
                line = packed(self._pieces, work.document, done.removed)
                self._recorded[1].add(line_of(line).decode("ascii"))
        if told:
            self._tell(done)
        elif session.settings.per_file_ignores:
            self.used |= {session.silenced.pattern(rule, d.path) for d, _ in pairs for rule in silenced_rules(d)}
        if self.output:
            notes = session.kept.notes(*work.span, pairs) if session.request.annotate else {}
            new = self.output.add(work, {n: {NOTE: note} for n, note in notes.items()})
            if new and self._recorded and isinstance(work, Chunk):
                for number, raw in work.raw_lines(new):
                    self._recorded[1].add(line_of(record_line(number, raw, not new[number])).decode("ascii"))
        self._sha256 = work.sha256

    def _tell(self, done: Done) -> None:
        found = done.found
        changes = [c for d, of in done.pairs for c in source_changes(d, {o.number: o.id for o in of})]
        part = FilePart(found, changes)
        self.reports.part(part)
        if self.text:
            self.changes = part
            self.regions.add(self.session, self.text.document, found)
        if self.session.settings.per_file_ignores:
            self.used |= {self.session.silenced.pattern(o.rule, o.path) for o in found if o.fate is Fate.SUPPRESSED}
        if self.session.policy.baseline:
            self.known.add(done, self.session.identity(self.input))
        if self.removed:
            for gone in _removed(found):
                self.removed.write(gone)
        if self._planned:
            for line in self._lines(done):
                self._planned.write(dumps(line))
        if self._recorded:
            self._record(done, self._recorded[0])

    def _record(self, done: Done, findings: Spool) -> None:
        """What the journal keeps of the findings of a part; annotated records were not changed by any."""
        accepted = not self.session.request.annotate
        for document, found in done.pairs:
            findings.add("".join(journal_lines(document, found, document.line, accepted)))

    def _lines(self, done: Done) -> Iterator[Line]:
        """The findings as plans and the journal have them; annotated records were not changed by any."""
        for document, found in done.pairs:
            for line in finding_lines(document, {o.number: finding_json(o) for o in found}):
                yield line | {"accept": False, "made": False} if self.session.request.annotate else line

    def close(self) -> FileResult:
        """The file is through: write its output, after its journal entry. Raises ``TextkitError``."""
        if self.output and self.output.finish():
            if self.recorder and self._recorded and (self.target is None or self._keeps_journal()):
                header = file_line(self.path, self._sha256, self.session.reading, self._findings)
                findings, records = self._recorded
                lines = (block.encode("ascii") for block in chain(findings.blocks(), records.blocks()))
                pieces = (self.source, self._pieces, self.session.identity(self.input)) if self.source else None
                self.recorder.add(self.output, header, lines, pieces)
            self.output.commit()
        elif self.output:
            self.output.discard()
        if self.plan and self._planned:
            self.plan.add(file_line(self.path, self._sha256, self.session.reading, self._findings), self._planned)
        for message in (*(self.output.warnings if self.output else ()), *self._messages):
            complain(message)
        return self._result()

    def _keeps_journal(self) -> bool:
        stdout = self.target is not None and self.target.path is None
        return not stdout or bool(self.session.request.write.journal)

    def _result(self) -> FileResult:
        target = self.session.targets.get(self.input.path)
        output = target.shown if target else None
        if self.source:
            return self.sums.result(self.source, output=output)
        if self.text is None:
            source = Source(self.path, "", 0, UTF8)
            return self.sums.result(source, output=output, records=self.sums.documents)
        document = self.text.document
        return self.sums.result(
            document.source,
            output=output,
            before=document.source.text,
            after=document.text,
            facts=self.session.facts(self.text),
        )

    def drop(self) -> None:
        """The file could not be done after all."""
        if self.output:
            self.output.discard()
        if self.removed:
            self.removed.back(self._removed_place)
        self.summary = Summary()


def _removed(found: list[Outcome]) -> Iterator[str]:
    """What dedupe took (or would take), as lines of JSON."""
    for o in found:
        if o.rule.step == "dedupe" and o.edits and o.fate in (Fate.APPLIED, Fate.WOULD_APPLY):
            kept = next((r for r in o.related if r.role == "kept"), None)
            yield dumps(
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
