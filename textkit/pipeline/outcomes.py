"""From passes to what a user reads: places in the user's file, fates, and the changes of the source.

Maps to the source are composed here step by step as the passes are read, so that no more than one is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from textkit.model.changes import ChangeSet, numbered_moves
from textkit.model.check import Batch
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Edit, Related
from textkit.model.outcome import Fate, FileResult, Outcome, SourceChange, SourceEdit, Summary
from textkit.model.passes import VERDICTS
from textkit.model.source import Source
from textkit.model.span import Place, Span


def outcomes(document: Document, *, writes: bool, identity: str | None = None) -> list[Outcome]:
    """Every finding of ``document`` in order of place, with its fate.

    ``writes`` is false for a look, where ``applied`` reads ``would-apply``. ``identity`` is the path that goes into
    the ids: relative to the project root, so that they are the same wherever the command is run.
    """
    return _named(list(_read(document, writes)), document, identity or document.path)


def _read(document: Document, writes: bool) -> Iterator[Outcome]:
    text, lines = document.source.text, document.source_lines
    led = ChangeSet()
    for turn, done in enumerate(document.passes):
        for number, finding, (fate, reason) in done:
            first, *others = led.lead(finding.span)
            parts = [Related(document.path, lines.place(s), "part", document.record) for s in others]
            if fate is Fate.APPLIED and not writes:
                fate = Fate.WOULD_APPLY
            yield Outcome(
                id="",
                rule=finding.rule,
                severity=finding.severity,
                trust=finding.trust,
                fate=fate,
                reason=reason,
                path=document.path,
                place=lines.place(first),
                message=finding.message,
                evidence=finding.evidence,
                related=(*finding.related, *parts),
                edits=tuple(e for edit in finding.edits for e in _source_edits(edit, led, text)),
                number=number,
                turn=turn,
                byte_offset=finding.byte_offset,
                record=document.record,
            )
        led = led.then(done.changes, text)


def _source_edits(edit: Edit, led: ChangeSet, text: str) -> Iterator[SourceEdit]:
    after = edit.after
    for start, end in led.lead(Span(edit.start, edit.end)):
        yield SourceEdit(start, end, text[start:end], after)
        after = ""


def _named(found: list[Outcome], document: Document, identity: str) -> list[Outcome]:
    """Give each its id: a hash of the rule, the path, the text and lines it speaks of, and its number among equals."""
    text, lines = document.source.text, document.source_lines
    found.sort(key=lambda o: (o.place.offset, o.place.end_offset, o.rule.code, o.number))
    seen: Counter[bytes] = Counter()
    digests: dict[tuple[int, int], bytes] = {}

    def digest_of(place: Place) -> bytes:
        touched = (place.line, place.end_line)
        if touched not in digests:
            whole = text[lines.starts[touched[0] - 1] : lines.span(touched[1] - 1).end]
            digests[touched] = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return digests[touched]

    where = f"{identity}#{document.record or document.line or ''}"
    for k, o in enumerate(found):
        slice_ = text[o.place.offset : o.place.end_offset]
        hashed = blake2b(f"{o.rule.code}\0{where}\0{slice_}\0".encode("utf-8", "surrogatepass"), digest_size=16)
        hashed.update(digest_of(o.place))
        equal = hashed.digest()
        seen[equal] += 1
        hashed.update(str(seen[equal]).encode())
        found[k] = replace(o, id=hashed.hexdigest()[:16])
    return found


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


def tally(document: Document, summary: Summary, *, writes: bool) -> None:
    """Count the findings of ``document`` into ``summary`` without making one of them."""
    for done in document.passes:
        counts: Counter[tuple[int, int]] = Counter()
        if isinstance(done.findings, Batch):
            batch = done.findings
            counts.update(zip(batch.numbers, done.verdicts, strict=True))
            for (number, verdict), n in counts.items():
                _count(summary, batch.rows[number].rule.code, batch.rows[number].rule.severity, verdict, n, writes)
        else:
            for finding, verdict in zip(done.findings, done.verdicts, strict=True):
                _count(summary, finding.rule.code, finding.severity, verdict, 1, writes)


def _count(summary: Summary, code: str, severity: str, verdict: int, n: int, writes: bool) -> None:
    fate = VERDICTS[verdict][0]
    summary.rules[code] += n
    summary.severities[severity] += n
    summary.fates[Fate.WOULD_APPLY if fate is Fate.APPLIED and not writes else fate] += n
    if severity != "info" and fate is not Fate.SUPPRESSED:
        summary.failing += n
