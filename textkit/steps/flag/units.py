"""The paragraphs of a document as this step judges them, and the way back from each to the text.

A paragraph is what the safe joins make of the lines, but where they join fragments that no column wrapped (a sentence
broken by a caption, by a page), it is two: in a text that nobody rejoined the break is the damage to name. So breaks are
judged only where a column may have cut lines, or where Markdown may have soft breaks, which no reader sees; everywhere else
a paragraph is a line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from textkit.judgement.wrapping import stretches
from textkit.model.document import Document
from textkit.model.finding import Trust
from textkit.model.span import LINE_END, Span

if TYPE_CHECKING:
    from textkit.judgement.paragraphs import Paragraphs

# A longer line is no paragraph but a file without line ends: it is left unjudged.
LONG_LINE = 16_000_000
FEW = 4  # wrapped lines of a text that is wrapped
ROOM = 4  # characters that a line of a column may be wider than the others
_FENCES = ("```", "~~~")
_SOFT = ("soft break",)  # what the judgement of a break names where readers of Markdown see none …
LONG = 24  # … behind a line of so many characters at the least
_STOPPED = frozenset("。！？!?.：:")


@dataclass(frozen=True, slots=True)
class Pieced:
    """A paragraph of several lines: its pieces in the text, and its place in a joined shadow where it is whole there.

    ``soft``: they are parted by soft breaks of Markdown alone.
    """

    pieces: tuple[Span, ...]
    shadow: Paragraphs | None = field(default=None, repr=False)
    at: int = 0  # its place in the shadow
    base: int = 0  # where the shadow's text begins in the document's
    soft: bool = False


@dataclass
class Units:
    """The paragraphs of a document in order. A paragraph that is one line has no entry in ``pieced``."""

    contents: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieced: dict[int, Pieced] = field(default_factory=dict)
    wrapped: list[Span] = field(default_factory=list)  # lines that safe joins put together with the next

    @classmethod
    def of(cls, document: Document) -> Units:
        """The paragraphs of ``document``."""
        starts, contents = _lines(document.text)
        made = cls()
        done = 0
        for stretch in _judged(document, contents):
            made.contents += contents[done : stretch.start]
            made.starts += starts[done : stretch.start]
            base, end = starts[stretch.start], starts[stretch.stop - 1] + len(contents[stretch.stop - 1])
            whole = len(contents) == len(stretch)
            made._join(document if whole else Document.of(document.text[base:end], document.path), 0 if whole else base)
            done = stretch.stop
        made.contents += contents[done:]
        made.starts += starts[done:]
        for number, content in enumerate(made.contents):
            if len(content) > LONG_LINE:
                made.contents[number] = ""
        return made

    def pieces(self, number: int) -> tuple[Span, ...]:
        """The pieces of paragraph ``number`` in the text of the document."""
        pieced = self.pieced.get(number)
        if pieced:
            return pieced.pieces
        start = self.starts[number]
        return (Span(start, start + len(self.contents[number])),)

    def place(self, number: int, start: int, end: int, *, first: bool = False) -> Span:
        """``[start, end)`` of the content of paragraph ``number`` in the text: the last of its pieces, or the first."""
        pieced = self.pieced.get(number)
        if pieced is None:
            at = self.starts[number]
            return Span(at + start, at + end)
        if pieced.shadow is not None:
            led = pieced.shadow.lead(Span(pieced.at + start, pieced.at + end))
            span = led[0] if first else led[-1]
            return Span(span.start + pieced.base, span.end + pieced.base)
        for piece in pieced.pieces:
            size = piece.end - piece.start
            if start < size:
                return Span(piece.start + start, min(piece.start + end, piece.end))
            start, end = start - size, end - size
        return pieced.pieces[-1]

    def around(self, low: int, high: int) -> Span:
        """The span of the text from paragraph ``low`` to paragraph ``high``, both included."""
        return Span(self.pieces(low)[0].start, max(piece.end for piece in self.pieces(high)))

    def _join(self, document: Document, base: int) -> None:
        """Add the paragraphs of ``document``, which is all of the text or the part of it that begins at ``base``."""
        from textkit.judgement.paragraphs import paragraphs

        text, shadow = document.text, paragraphs(document)
        joined = shadow.text != text
        broken, soft = self._broken(document, base) if joined else ([], frozenset())
        for span in shadow.spans:
            if not joined:
                self._add(span.slice(text), base + span.start)
                continue
            pieces = shadow.lead(span)
            parts = _parts(text, pieces, broken) if broken else []
            if len(parts) < 2:
                self._add(span.slice(shadow.text), base + pieces[0].start)
                if len(pieces) > 1 or pieces[0].end - pieces[0].start != span.end - span.start:
                    moved = tuple(Span(base + a, base + b) for a, b in pieces)
                    all_soft = soft.issuperset(piece.start for piece in pieces[1:])
                    self.pieced[len(self.contents) - 1] = Pieced(moved, shadow, span.start, base, all_soft)
                continue
            for part in parts:
                self._add("".join(piece.slice(text) for piece in part), base + part[0].start)
                self.pieced[len(self.contents) - 1] = Pieced(tuple(Span(base + a, base + b) for a, b in part))

    def _add(self, content: str, start: int) -> None:
        self.contents.append(content)
        self.starts.append(start)

    def _broken(self, document: Document, base: int) -> tuple[list[int], frozenset[int]]:
        """Where the second halves of fragments begin that safe joins put together outside any column, in order; and what
        begins behind soft breaks.
        """
        from textkit.judgement.breaks import decide

        text = document.text
        safe = [d for d in decide(text, document.markdown).joins() if d.trust is Trust.SAFE]
        wrapped = [d for d in safe if d.names[:1] == ("col",)]
        soft = frozenset(d.head.start for d in safe if d.names == _SOFT)
        # Some lines of one width do not make a column where others are wider.
        width = max((d.tail.end - d.tail.start for d in wrapped), default=0)
        few = len(wrapped) < FEW and max(map(len, text.split("\n"))) > width + ROOM
        if few:
            heads, tails = {d.head for d in wrapped}, {d.tail for d in wrapped}
            wrapped = [d for d in wrapped if d.tail in heads or d.head in tails]
        self.wrapped += [Span(base + d.tail.start, base + d.tail.end) for d in wrapped]
        if few:  # in a text without columns all that was put together was broken
            lines = [match.end() for match in LINE_END.finditer(text)]
            inside = {bisect_right(lines, at) for at in (*soft, *(d.head.start for d in wrapped))}
            return [at for k, at in enumerate(lines, 1) if k not in inside], soft
        found = sorted(d.head.start for d in safe if d.names[:1] != ("col",) and d.names != _SOFT)
        return found if len(found) >= len(wrapped) else [], soft  # in a wrapped text a blank line breaks columns too


def _lines(text: str) -> tuple[list[int], list[str]]:
    """The lines of ``text`` that are not blank, and where they begin."""
    starts: list[int] = []
    contents: list[str] = []
    at = 0
    if "\r" not in text:
        for line in text.split("\n"):
            if line and not line.isspace():
                starts.append(at)
                contents.append(line)
            at += len(line) + 1
        return starts, contents
    for match in LINE_END.finditer(text):
        line = text[at : match.start()]
        if line.strip():
            starts.append(at)
            contents.append(line)
        at = match.end()
    if text[at:].strip():
        starts.append(at)
        contents.append(text[at:])
    return starts, contents


def _judged(document: Document, lines: list[str]) -> list[range]:
    """The ranges of ``lines`` whose breaks must be judged. Code fences and exempt regions are not cut through."""
    found = stretches([line.strip() for line in lines])
    if document.markdown and _may_be_soft(document.text):
        found = [range(len(lines))]
    if not found:
        return []
    fences = [k for k, line in enumerate(lines) if line.lstrip().startswith(_FENCES)]
    if "textkit:" in document.text or (fences and len(found) == 1 and len(found[0]) == len(lines)):
        return [range(len(lines))]
    merged: list[range] = []
    for stretch in found:
        low, high = stretch.start, stretch.stop
        if bisect_left(fences, low) % 2:  # it begins inside a fence
            low = fences[bisect_left(fences, low) - 1]
        k = bisect_right(fences, high - 1)
        if k % 2 and k < len(fences):
            high = fences[k] + 1
        if merged and low <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(high, merged[-1].stop))
        else:
            merged.append(range(low, high))
    return merged


def _may_be_soft(text: str) -> bool:
    """Whether a line of Markdown stops inside a sentence and another one follows it at once."""
    lines = text.splitlines()
    return any(
        line and after and not after.isspace() and line[-1] not in _STOPPED and len(line) >= LONG
        for line, after in pairwise(lines)
    )


def _parts(text: str, pieces: tuple[Span, ...], broken: list[int]) -> list[list[Span]]:
    """``pieces`` parted in front of each broken place, without the line ends that stood there."""
    parts: list[list[Span]] = [[]]
    for start, end in pieces:
        at = start
        for place in broken[bisect_left(broken, start) : bisect_left(broken, end)]:
            kept = at + len(text[at:place].rstrip())
            if kept > at:
                parts[-1].append(Span(at, kept))
            if parts[-1]:
                parts.append([])
            at = place
        parts[-1].append(Span(at, end))
    return [part for part in parts if part]
