"""From passes to what a user reads: places in the user's file, fates, and the changes of the source.

Maps to the source are composed here step by step as the passes are read, so that no more than one is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from textkit.model.batch import Advice, Batch
from textkit.model.changes import Change, ChangeSet, Owners
from textkit.model.document import Document
from textkit.model.errors import TextkitError
from textkit.model.finding import Finding, Related, Rule, Severity, Trust
from textkit.model.outcome import Fate, FileResult, Outcome, SourceChange, SourceEdit, Summary, Unread
from textkit.model.passes import NUMBER, VERDICTS, Pass
from textkit.model.source import Source
from textkit.model.span import Span

NAMED = 100  # unreadable records of a file that reports name; they count the others


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


def outcomes(
    document: Document, *, writes: bool, identity: str | None = None, seen: dict[bytes, int] | None = None
) -> list[Outcome]:
    """Every finding of ``document`` in order of place, with its fate.

    ``writes`` is false for a look, where ``applied`` reads ``would-apply``. ``identity`` is the path that goes into
    the ids: relative to the project root, so that they are the same wherever the command is run. ``seen`` counts the
    findings that are alike but for their place; it goes from one piece of a text to the next.
    """
    read = list(_read(document, writes))
    if not read:
        return []
    if len(read) > 1:
        read.sort(key=itemgetter(0, 1, 2))
    names = _Names(document, identity or document.path, {} if seen is None else seen)
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


_NOTHING = ChangeSet()  # that is done to a text as it was read


def _read(document: Document, writes: bool) -> Iterator[_Read]:
    text, at = document.source.text, document.offset
    led = _NOTHING
    keeps = not document.settled[0] and "origin" not in document.__dict__
    stop = len(document.passes) + keeps
    for turn, done in enumerate(document.passes):
        if isinstance(done.findings, Batch):
            yield from _read_batch(text, at, led, turn, done, done.findings, writes)
            if turn + 1 < stop:
                led = led.then(done.changes, text)
            continue
        for number, finding, (fate, reason) in done:
            spans = led.lead(finding.span)
            if fate is Fate.APPLIED and not writes:
                fate = Fate.WOULD_APPLY
            edits: list[SourceEdit] = []
            for e in finding.edits:
                # Most findings are one edit of just what they speak of.
                same = e.start == finding.span.start and e.end == finding.span.end
                after = e.after
                for start, end in spans if same else led.lead(Span(e.start, e.end)):
                    edits.append(SourceEdit(start + at, end + at, text[start:end], after))
                    after = ""
            yield _Read(spans[0], finding.rule.code, number, turn, fate, reason, finding, spans[1:], tuple(edits))
        if turn + 1 < stop:
            led = led.then(done.changes, text)
    if keeps:
        document.__dict__["origin"] = led  # whoever asks for it need not compose it again


def _read_batch(
    text: str, at: int, led: ChangeSet, turn: int, done: Pass, batch: Batch, writes: bool
) -> Iterator[_Read]:
    """What ``_read`` gives of a table's findings, of which most are in text that no earlier pass has changed: a finding
    is made for each row, not for each place.
    """
    shapes = [
        (
            row.rule.code,
            Finding(row.rule, Span(0, 0), row.message, row.trust, row.rule.severity),
            row.trust is Trust.ADVICE,
        )
        for row in batch.rows
    ]
    verdicts = [
        (Fate.WOULD_APPLY if fate is Fate.APPLIED and not writes else fate, reason) for fate, reason in VERDICTS
    ]
    lead, number = led.lead, done.base
    for start, end, row, after, verdict in zip(
        batch.starts, batch.ends, batch.numbers, batch.afters, done.verdicts, strict=True
    ):
        code, finding, advice = shapes[row]
        fate, reason = verdicts[verdict]
        spans = lead(Span(start, end))
        edits: tuple[SourceEdit, ...] = ()
        if not advice:
            first = spans[0]
            edits = (SourceEdit(first.start + at, first.end + at, text[first.start : first.end], after),)
            if len(spans) > 1:
                edits += tuple([SourceEdit(a + at, b + at, text[a:b], "") for a, b in spans[1:]])
        yield _Read(spans[0], code, number, turn, fate, reason, finding, spans[1:], edits)
        number += 1


class _Names:
    """Ids of findings: a hash of the rule, the path, the text and the lines it speaks of, and its number among equals.

    Asked for in order of place. Lines are hashed once, so that many findings in one long line cost no more.
    """

    def __init__(self, document: Document, identity: str, seen: dict[bytes, int]) -> None:
        self._heads: dict[str, bytes] = {}
        self._text = document.source.text
        # Most records are one line: there is no need to look for others.
        one_line = "\n" not in self._text and "\r" not in self._text
        self._lines = None if one_line else document.source_lines
        self._where = f"{identity}#{document.record or document.line or ''}"
        self._seen = seen
        self._digests: dict[tuple[int, int], bytes] = {}
        self._last = (0, 0, b"")  # a line, and its hash

    def name(self, code: str, span: Span) -> str:
        head = self._heads.get(code)
        if head is None:
            head = self._heads[code] = f"{code}\0{self._where}\0".encode("utf-8", "surrogatepass")
        spoken = self._text[span.start : span.end].encode("utf-8", "surrogatepass")
        hashed = blake2b(b"%b%b%b\0" % (self._digest(span), head, spoken), digest_size=8)
        equal = hashed.digest()
        number = self._seen[equal] = self._seen.get(equal, 0) + 1
        hashed.update(b"%d" % number)
        return hashed.hexdigest()

    def _digest(self, span: Span) -> bytes:
        """The hash of the lines that ``span`` touches."""
        start, end, known = self._last
        if start <= span.start and max(span.start, span.end - 1) < end:
            return known  # the line of the finding before
        lines = self._lines
        touched = (lines.number(span.start), lines.number(max(span.start, span.end - 1))) if lines else (0, 0)
        digest = self._digests.get(touched)
        if digest is None:
            whole = self._text[lines.starts[touched[0]] : lines.span(touched[1]).end] if lines else self._text
            digest = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self._digests[touched] = digest
        if touched[0] == touched[1] and lines:
            self._last = (*lines.span(touched[0]), digest)
        return digest


class LostTextError(TextkitError):
    """The changes of a document do not lead back to its source: a fault of ours, found before anything was written."""


def prove(document: Document) -> None:
    """Check that the recorded changes lead from the source to the text and back. Raises ``LostTextError``.

    The rule named is that of the first pass whose changes, inverted, do not give the text before it.
    """
    source = document.source.text
    origin = document.origin
    if not len(origin) and source == document.text:
        return
    if len(origin) == 1:  # as most records have it
        start, end, after, text = origin.starts[0], origin.ends[0], origin.afters[0], document.text
        again = text[:start] + source[start:end] + text[start + len(after) :]
        if source[:start] + after + source[end:] == text and again == source:
            return
    elif origin.apply(source) == document.text and origin.invert(source).apply(document.text) == source:
        return
    led = ChangeSet()
    for done in document.passes:
        before = led.apply(source)
        led = led.then(done.changes, source)
        if led.apply(source) != done.changes.apply(before) or led.invert(source).apply(led.apply(source)) != source:
            code = done.findings[0].rule.code
            raise LostTextError(f"the changes of rule {code} cannot be undone, nothing was written", document.path)
    raise LostTextError("the recorded changes do not give the result, nothing was written", document.path)


class State(NamedTuple):
    """A form of a text on its way through the passes: what was taken from the one before and put in, and the code of a
    rule that did it (empty for the text as it was read).
    """

    text: str
    removed: str = ""
    added: str = ""
    by: str = ""


def prove_passes(document: Document) -> Iterator[State]:
    """Check what ``prove`` does pass by pass, and give every form of the text: for runs that nobody asks what led from
    the source to the text, since one map of all passes takes twice the time. Raises ``LostTextError``.
    """
    text, forms = document.source.text, document.__dict__.get("forms")
    yield State(text)
    for k, done in enumerate(document.passes):
        code = done.findings[0].rule.code
        after = forms[k] if forms else done.changes.apply(text)
        back = done.changes.invert(text)
        if back.apply(after) != text:
            raise LostTextError(f"the changes of rule {code} cannot be undone, nothing was written", document.path)
        text = after
        yield State(text, "".join(back.afters), "".join(done.changes.afters), code)
    if text != document.text:
        raise LostTextError("the recorded changes do not give the result, nothing was written", document.path)


def source_changes(document: Document, ids: Mapping[int, str]) -> tuple[SourceChange, ...]:
    """What the document differs in from its source; ``ids`` names the findings by number."""
    text, line, record, origin = document.source.text, document.line, document.record, document.origin
    at = document.offset
    moves: Iterable[int] = origin.moves
    if any(moves):
        moves = [c.move for c in _numbered_moves(list(origin))]
    return tuple(
        [
            SourceChange(start + at, end + at, text[start:end], after, _named(owners, ids), move, line, record)
            for start, end, after, owners, move in zip(
                origin.starts, origin.ends, origin.afters, origin.owners, moves, strict=True
            )
        ]
    )


def _named(owners: Owners, ids: Mapping[int, str]) -> tuple[str, ...]:
    return tuple([ids[n] for n in owners if n in ids])


class Counted(Protocol):
    """A part of a file: all characters of its texts, how many there are, those in which something was found,
    and the lines that could not be read, with the reason.
    """

    @property
    def characters(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def problems(self) -> Sequence[tuple[int, TextkitError]]: ...
    def met(self) -> Iterable[Document]: ...


@dataclass
class Sums:
    """What became of the characters of one file, added up while its parts go by."""

    characters_in: int = 0
    characters_out: int = 0
    removed: int = 0
    added: int = 0
    changes: int = 0
    documents: int = 0
    unread: list[Unread] = field(default_factory=list)
    unread_more: int = 0

    def add(self, part: Counted, mapped: bool = True) -> None:
        """Take in one part. With ``mapped`` false what its passes took and gave is added up one by one, and what they
        changed is not counted: no map of all of them is needed.
        """
        self.characters_in += part.characters
        self.characters_out += part.characters
        self.documents += part.size
        told = part.problems[: NAMED - len(self.unread)]
        self.unread += [Unread(line, error.what) for line, error in told]
        self.unread_more += len(part.problems) - len(told)
        for document in part.met():
            self.characters_out += len(document.text) - len(document.source.text)
            for changes in (document.origin,) if mapped else [p.changes for p in document.passes]:
                self.changes += len(changes) if mapped else 0
                self.removed += sum(changes.ends) - sum(changes.starts)
                self.added += sum(map(len, changes.afters))

    def result(self, source: Source, **more: Any) -> FileResult:
        """What became of the file, of which ``source`` tells how it was read; ``more`` are fields of the result."""
        return FileResult(
            path=source.path,
            encoding=source.encoding,
            confidence=source.confidence,
            bom=bool(source.bom),
            segments=source.segments,
            candidates=source.candidates,
            characters_in=self.characters_in,
            characters_out=self.characters_out,
            removed=self.removed,
            added=self.added,
            changes=self.changes,
            unread=tuple(self.unread),
            unread_more=self.unread_more,
            **more,
        )


def tally(document: Document, summary: Summary, *, writes: bool) -> None:
    """Count the findings of ``document`` into ``summary`` without making one of them."""
    for done in document.passes:
        if len(done.findings) == 1:  # as most records have it
            finding, verdict = done.findings[0], done.verdicts[0]
            _count(summary, finding.rule.code, finding.severity, verdict, 1, writes)
            continue
        counts: Counter[tuple[str, Severity, int]] = Counter()
        if isinstance(done.findings, Batch):
            rules = [row.rule for row in done.findings.rows]
            numbers = Counter(zip(done.findings.numbers, done.verdicts, strict=True))
            for (number, verdict), times in numbers.items():
                counts[rules[number].code, rules[number].severity, verdict] += times
        elif isinstance(done.findings, Advice):
            rule = done.findings.rule
            counts.update({(rule.code, rule.severity, v): n for v, n in Counter(done.verdicts).items()})
        else:
            counts.update((f.rule.code, f.severity, v) for f, v in zip(done.findings, done.verdicts, strict=True))
        for (code, severity, verdict), times in counts.items():
            _count(summary, code, severity, verdict, times, writes)


def silenced_rules(document: Document) -> set[Rule]:
    """The rules of which findings in ``document`` were suppressed."""
    suppressed = NUMBER[Fate.SUPPRESSED, ""]
    return {
        finding.rule
        for done in document.passes
        if suppressed in done.verdicts
        for _, finding, verdict in done
        if verdict[0] is Fate.SUPPRESSED
    }


def _count(summary: Summary, code: str, severity: Severity, verdict: int, times: int, writes: bool) -> None:
    fate, reason = VERDICTS[verdict]
    summary.over_limit |= reason == "max-loss"
    summary.count(code, severity, Fate.WOULD_APPLY if fate is Fate.APPLIED and not writes else fate, times)


def _numbered_moves(changes: Sequence[Change]) -> list[Change]:
    """``changes`` with their moves numbered from 1 in order of place."""
    numbers: dict[int, int] = {}
    return [c._replace(move=numbers.setdefault(c.move, len(numbers) + 1)) if c.move else c for c in changes]
