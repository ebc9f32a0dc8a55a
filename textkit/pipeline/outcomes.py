"""From passes to what a user reads: places in the user's file, fates, and the changes of the source.

Maps to the source are composed here step by step as the passes are read, so that no more than one is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import NamedTuple

from textkit.model.changes import ChangeSet, numbered_moves
from textkit.model.check import Batch
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding, Related, Severity
from textkit.model.outcome import Fate, FileResult, Outcome, SourceChange, SourceEdit, Summary
from textkit.model.passes import VERDICTS
from textkit.model.source import Source
from textkit.model.span import Span


class _Read(NamedTuple):
    """A finding on its way to become an outcome; ordered by place."""

    place: Span
    code: str
    number: int
    turn: int
    fate: Fate
    reason: str
    finding: Finding
    parts: tuple[Span, ...]
    edits: tuple[SourceEdit, ...]


def outcomes(document: Document, *, writes: bool, identity: str | None = None) -> list[Outcome]:
    """Every finding of ``document`` in order of place, with its fate.

    ``writes`` is false for a look, where ``applied`` reads ``would-apply``. ``identity`` is the path that goes into
    the ids: relative to the project root, so that they are the same wherever the command is run.
    """
    read = sorted(_read(document, writes), key=itemgetter(0, 1, 2))
    names = _Names(document, identity or document.path)
    path, record = document.path, document.record
    found = []
    for place, code, number, turn, fate, reason, f, parts, edits in read:
        related = f.related
        if parts:
            related += tuple(Related(path, document.where(s), "part", record) for s in parts)
        found.append(
            Outcome(
                names.name(code, place),
                f.rule,
                f.severity,
                f.trust,
                fate,
                reason,
                path,
                document.where(place),
                f.message,
                f.evidence,
                related,
                edits,
                number,
                turn,
                f.byte_offset,
                record,
            )
        )
    return found


def _read(document: Document, writes: bool) -> Iterator[_Read]:
    text = document.source.text
    led = ChangeSet()
    for turn, done in enumerate(document.passes):
        for number, finding, (fate, reason) in done:
            spans = led.lead(finding.span)
            if fate is Fate.APPLIED and not writes:
                fate = Fate.WOULD_APPLY
            edits: list[SourceEdit] = []
            for e in finding.edits:
                # Most findings are one edit of just what they speak of.
                same = e.start == finding.span.start and e.end == finding.span.end
                edits += _source_edits(e.after, spans if same else led.lead(Span(e.start, e.end)), text)
            yield _Read(spans[0], finding.rule.code, number, turn, fate, reason, finding, spans[1:], tuple(edits))
        led = led.then(done.changes, text)


def _source_edits(after: str, spans: Sequence[Span], text: str) -> Iterator[SourceEdit]:
    for start, end in spans:
        yield SourceEdit(start, end, text[start:end], after)
        after = ""


class _Names:
    """Ids of findings: a hash of the rule, the path, the text and the lines it speaks of, and its number among equals.

    Asked for in order of place. Lines are hashed once, so that many findings in one long line cost no more.
    """

    def __init__(self, document: Document, identity: str) -> None:
        self._text, self._lines = document.source.text, document.source_lines
        self._where = f"{identity}#{document.record or document.line or ''}"
        self._seen: Counter[bytes] = Counter()
        self._digests: dict[tuple[int, int], bytes] = {}

    def name(self, code: str, span: Span) -> str:
        touched = (self._lines.number(span.start), self._lines.number(max(span.start, span.end - 1)))
        digest = self._digests.get(touched)
        if digest is None:
            whole = self._text[self._lines.starts[touched[0]] : self._lines.span(touched[1]).end]
            digest = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self._digests[touched] = digest
        spoken = span.slice(self._text)
        hashed = blake2b(digest, digest_size=8)
        hashed.update(f"{code}\0{self._where}\0{spoken}\0".encode("utf-8", "surrogatepass"))
        equal = hashed.digest()
        self._seen[equal] += 1
        hashed.update(str(self._seen[equal]).encode())
        return hashed.hexdigest()


class LostTextError(TextkitError):
    """The changes of a document do not lead back to its source: a fault of ours, found before anything was written."""


def prove(document: Document) -> None:
    """Check that the recorded changes lead from the source to the text and back. Raises ``LostTextError``.

    The rule named is that of the first pass whose changes, inverted, do not give the text before it.
    """
    source = document.source.text
    origin = document.origin
    if origin.apply(source) == document.text and origin.invert(source).apply(document.text) == source:
        return
    led = ChangeSet()
    for done in document.passes:
        before = led.apply(source)
        led = led.then(done.changes, source)
        if led.apply(source) != done.changes.apply(before) or led.invert(source).apply(led.apply(source)) != source:
            code = done.findings[0].rule.code
            raise LostTextError(f"the changes of rule {code} cannot be undone, nothing was written", document.path)
    raise LostTextError("the recorded changes do not give the result, nothing was written", document.path)


def source_changes(document: Document, ids: Mapping[int, str]) -> tuple[SourceChange, ...]:
    """What the document differs in from its source; ``ids`` names the findings by number."""
    text = document.source.text
    return tuple(
        SourceChange(
            c.start,
            c.end,
            text[c.start : c.end],
            c.after,
            tuple(ids[n] for n in c.owners if n in ids),
            c.move,
            document.line,
            document.record,
        )
        for c in numbered_moves(list(document.origin))
    )


def file_result(
    parts: Sequence[tuple[Document, Sequence[Outcome]]],
    *,
    output: str | None = None,
    records: bool = False,
    facts: Mapping[str, object] | None = None,
) -> FileResult:
    """What became of one file, from its documents (one, or one a record) and the outcomes of each."""
    documents = [d for d, _ in parts]
    source = documents[0].source if documents else Source.of("")
    changes: list[SourceChange] = []
    removed = added = 0
    for document, found in parts:
        removed += sum(document.origin.ends) - sum(document.origin.starts)
        added += sum(map(len, document.origin.afters))
        changes.extend(source_changes(document, {o.number: o.id for o in found}))
    whole = not records and len(documents) == 1
    return FileResult(
        path=source.path,
        output=output,
        encoding=source.encoding,
        confidence=source.confidence,
        bom=bool(source.bom),
        segments=source.segments,
        candidates=source.candidates,
        characters_in=sum(len(d.source.text) for d in documents),
        characters_out=sum(len(d.text) for d in documents),
        removed=removed,
        added=added,
        changes=tuple(changes),
        before=source.text if whole else None,
        after=documents[0].text if whole else None,
        records=len(documents) if records else 0,
        facts=facts or {},
    )


def bare_result(documents: Sequence[Document], *, output: str | None = None, records: bool = False) -> FileResult:
    """A file's result with its counts alone, for runs in which nobody asks for findings or changes."""
    source = documents[0].source if documents else Source.of("")
    return FileResult(
        path=source.path,
        output=output,
        encoding=source.encoding,
        confidence=source.confidence,
        characters_in=sum(len(d.source.text) for d in documents),
        characters_out=sum(len(d.text) for d in documents),
        removed=sum(sum(d.origin.ends) - sum(d.origin.starts) for d in documents),
        added=sum(len(a) for d in documents for a in d.origin.afters),
        records=len(documents) if records else 0,
    )


def tally(document: Document, summary: Summary, *, writes: bool) -> None:
    """Count the findings of ``document`` into ``summary`` without making one of them."""
    for done in document.passes:
        counts: Counter[tuple[str, Severity, int]] = Counter()
        if isinstance(done.findings, Batch):
            rules = [row.rule for row in done.findings.rows]
            numbers = Counter(zip(done.findings.numbers, done.verdicts, strict=True))
            for (number, verdict), times in numbers.items():
                counts[rules[number].code, rules[number].severity, verdict] += times
        else:
            counts.update((f.rule.code, f.severity, v) for f, v in zip(done.findings, done.verdicts, strict=True))
        for (code, severity, verdict), times in counts.items():
            fate, reason = VERDICTS[verdict]
            summary.over_limit |= reason == "max-loss"
            summary.count(code, severity, Fate.WOULD_APPLY if fate is Fate.APPLIED and not writes else fate, times)
