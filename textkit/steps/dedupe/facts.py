"""What the judgement on duplicates needs to know of one document: small, picklable, made per file in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.document import Document
from textkit.model.exempt import exempt_spans
from textkit.model.span import Lines, Place, Span

if TYPE_CHECKING:
    from textkit.judgement.protected import Ranges
    from textkit.model.check import Untouched

Unit = Literal["paragraph", "line", "sentence", "document"]
Likely = Callable[[Sequence[str]], Sequence[bool]]  # which of some lines may be copies

# A file with a longer line is handed through unchanged (the contract, section 6).
LONGEST_LINE = 16_000_000
SENTENCE_END = lazy_pattern(r"[。！？!?…]+[”’」』）)\"']*|\.[\"'”’)]*(?=\s)")


class Piece(NamedTuple):
    """A run of lines of a unit: its characters ``[start, end)``, what goes when it goes ``[first, last)`` (its lines
    and the blank lines behind them), where the blank lines before it begin, and its place in the source.
    """

    start: int
    end: int
    first: int
    last: int
    before: int
    place: Place

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of it as ``FIELDS`` numbers; ``Piece.of`` leads back."""
        return (*self[:5], *self.place)

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Piece:
        """The piece that ``numbers`` stand for."""
        start, end, first, last, before, *place = numbers
        return cls(start, end, first, last, before, Place(*place))


FIELDS = 11  # numbers of a piece


class Item(NamedTuple):
    """A paragraph (or line, sentence, document) that may be a copy, and may go unless ``exempt``.

    No ``pieces``: it is all of a record, as that was read.
    """

    text: str
    pieces: tuple[Piece, ...]
    exempt: bool


class Facts(NamedTuple):
    """The paragraphs of one document, as they read, with their places."""

    path: str
    record: str | None
    items: tuple[Item, ...]
    length: int  # of the text, in characters
    reference: bool = False  # compared with, never changed; ``facts._replace(reference=True)``
    partial: bool = False  # only some of its paragraphs are here: those with ``numbers``
    numbers: tuple[int, ...] = ()


def collect(document: Document, unit: Unit, likely: Likely | None = None) -> Facts:
    """The facts of one document; no items where a line is too long to be looked at. ``likely``: of units that are lines
    only those that it names.
    """
    text = document.text
    if unit == "document" and document.line and len(text) <= LONGEST_LINE:  # a record: no lines to count
        if not text:
            return Facts(document.path, document.record, (), 0)
        if not document.passes:
            return Facts(document.path, document.record, (Item(text, (), False),), len(text))
        place = document.place(Span(0, len(text)))
        item = Item(text, (Piece(0, len(text), 0, len(text), 0, place),), False)
        return Facts(document.path, document.record, (item,), len(text))
    items: list[Item] = []
    if len(text) <= LONGEST_LINE or all(
        len(document.lines.content(n)) <= LONGEST_LINE for n in range(len(document.lines))
    ):
        exempt, marked_up = _exempt(document, unit)
        blank = _Blank(document.lines) if unit in ("paragraph", "line") else None
        units = [(written, spans) for written, spans in _units(document, unit) if written]
        asked = likely([written for written, _ in units]) if likely else [True] * len(units)
        told = [written if near else "" for (written, _), near in zip(units, _around(asked), strict=True)]
        for (written, spans), no_prose, wanted in zip(units, marked_up(told), asked, strict=True):
            if not wanted:
                continue
            pieces = tuple(_piece(document, blank, s, unit) for s in spans)
            items.append(Item(written, pieces, no_prose or any(exempt.touch(p.start, p.end) for p in pieces)))
    return Facts(document.path, document.record, tuple(items), len(text))


class Together(NamedTuple):
    """The facts of many records at once. All but ``others``, by number, are one paragraph each, ``exempt`` or not."""

    records: Untouched
    exempt: bytes
    others: Mapping[int, Facts]


def collect_records(records: Untouched, unit: Unit) -> Together | None:
    """The facts of ``records``, the same that ``collect`` gives of each; ``None`` for units that may be less than a line.

    A record of one line is one paragraph, and little has to be asked about it.
    """
    if unit == "sentence":
        return None
    path, lines, names, texts = records
    whole = unit == "document"
    if not whole:
        from textkit.judgement.blocks import no_prose_alone
    exempt, others = bytearray(len(texts)), dict[int, Facts]()
    for n, text in enumerate(texts):
        one_line = whole or ("\n" not in text and "\r" not in text and not text.isspace())
        if not (text and one_line and len(text) <= LONGEST_LINE):
            others[n] = collect(Document.of_record(path, text, names[n], lines[n]), unit)
        elif not whole:
            exempt[n] = no_prose_alone(text)
    return Together(records, bytes(exempt), others)


def _around(asked: Sequence[bool]) -> Sequence[bool]:
    """Which lines are ``asked`` for, or so near to one that they may show it to be of a program."""
    from textkit.judgement.breaks.ends import AMONG

    if all(asked):
        return asked
    upto = [0, *accumulate(asked)]
    return [upto[min(len(asked), i + AMONG + 1)] > upto[max(0, i - AMONG)] for i in range(len(asked))]


def _exempt(document: Document, unit: Unit) -> tuple[Ranges, Callable[[list[str]], Iterable[bool]]]:
    """Where nothing goes: what the author exempts and what is no prose, as far as its place tells, and as far as the
    lines of a text do. Two lines of code that are alike are no copies of one another.
    """
    from textkit.judgement.blocks import apart, no_prose
    from textkit.judgement.protected import Ranges, merged

    spans = exempt_spans(document.text) if document.markdown else ()
    if unit == "document":
        return Ranges(spans), lambda units: repeat(False, len(units))
    return Ranges(merged((*spans, *apart(document.text, document.markdown)))), no_prose


def _units(document: Document, unit: Unit) -> list[tuple[str, list[Span]]]:
    """Each unit as it reads, with its pieces in the document's text."""
    text = document.text
    if unit == "document":
        return [(text, [Span(0, len(text))])]
    if unit == "line":
        spans = [document.lines.content(n) for n in range(len(document.lines))]
        return [(s.slice(text), [s]) for s in spans if s.slice(text).strip()]
    from textkit.judgement.paragraphs import paragraphs

    found = paragraphs(document)
    spans = found.spans
    if unit == "sentence":
        spans = [Span(p.start + s.start, p.start + s.end) for p in spans for s in _sentences(p.slice(found.text))]
    return [(s.slice(found.text), _joined(text, found.lead(s))) for s in spans]


def _sentences(text: str) -> list[Span]:
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [Span(a, b) for a, b in zip([0, *ends], ends, strict=False) if text[a:b].strip()]


def _joined(text: str, pieces: tuple[Span, ...]) -> list[Span]:
    """Pieces with nothing but white space between them are one."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and joined[-1].end <= piece.start and not text[joined[-1].end : piece.start].strip():
            joined[-1] = Span(joined[-1].start, piece.end)
        elif not piece.empty:
            joined.append(piece)
    return joined


class _Blank:
    """Which lines are blank, and how far the blank lines around a line reach."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        starts = [*lines.starts, len(lines.text)]
        self.starts = starts
        count = len(starts) - 1
        blank = [not lines.text[starts[n] : starts[n + 1]].strip() for n in range(count)]
        # where the blank lines that begin with line n end, and where those that end before it begin
        self.behind = [0] * count + [len(lines.text)]
        for n in range(count - 1, -1, -1):
            self.behind[n] = self.behind[n + 1] if blank[n] else starts[n]
        self.before = [0] * count
        for n in range(1, count):
            self.before[n] = self.before[n - 1] if blank[n - 1] else starts[n]


def _piece(document: Document, blank: _Blank | None, span: Span, unit: Unit) -> Piece:
    text, place = document.text, document.place(span)
    if unit == "document":
        return Piece(span.start, span.end, 0, len(text), 0, place)
    if blank is None:
        return Piece(span.start, span.end, span.start, span.end, span.start, place)
    n, m = document.lines.number(span.start), document.lines.number(max(span.start, span.end - 1))
    first, last, before = blank.starts[n], blank.behind[m + 1], blank.before[n]
    if text[first : span.start].strip():  # the line begins with something else
        first = before = span.start
    if text[span.end : blank.starts[m + 1]].strip():
        last = span.end
    return Piece(span.start, span.end, first, last, before, place)
