"""An immutable text that never loses its way back to the file it was read from."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields

from textkit.model.changes import ChangeSet
from textkit.model.derived import derived
from textkit.model.exempt import exempt_spans
from textkit.model.passes import Pass
from textkit.model.piece import Piece, Traits
from textkit.model.source import Segment, Source
from textkit.model.span import Lines, Place, Span

Key = tuple[str, int]  # a document's path and, for a record, its line (else 0)


def is_markdown(path: str) -> bool:
    """Whether a text of this name is Markdown."""
    return path.lower().endswith((".md", ".markdown", ".mdown"))


class _Written(dict[int, str]):
    """The character of each code that was asked for: to make one anew takes three times as long."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        return char


_WRITTEN = _Written()
_BLOCK = 1 << 18  # characters; most of what a text is written with stands in the first of them
_SOME = 1 << 10  # characters from which a table of the units of UTF-16 pays
_LONG = 1 << 15  # characters from which a table of all there are pays


def _characters(text: str) -> frozenset[str]:
    """The characters of ``text``. Behind the first block only those not met before are picked out, by a search that
    makes no object of the others, in a third of the time that a set of all takes.
    """
    if len(text) > _SOME and "numpy" in sys.modules:  # where it is there already it is faster still
        return _by_units(text)
    known = set(text[:_BLOCK])
    news: Collection[str] = known
    for start in range(_BLOCK, len(text), _BLOCK):
        if news:
            other = re.compile(f"[^{''.join(map(re.escape, known))}]+")
        news = other.findall(text, start, start + _BLOCK)
        known.update(*news)
    return frozenset(known)


def _by_units(text: str) -> frozenset[str]:
    """The characters of ``text``, marked in a table of the units of UTF-16, which is a seventeenth of that of all."""
    import numpy as np

    seen = np.zeros(1 << 16, np.bool_)
    for start in range(0, len(text), _BLOCK):
        seen[np.frombuffer(text[start : start + _BLOCK].encode("utf-16-le", "surrogatepass"), np.uint16)] = True
    if seen[0xD800:0xE000].any():  # halves of characters beyond it
        return _by_codes(text)
    return frozenset(map(_WRITTEN.__getitem__, np.flatnonzero(seen).tolist()))


def _by_codes(text: str) -> frozenset[str]:
    """The characters of ``text``, marked in a table of all there are."""
    import numpy as np

    seen = np.zeros(sys.maxunicode + 1, np.bool_)
    for start in range(0, len(text), _BLOCK):
        seen[np.frombuffer(text[start : start + _BLOCK].encode("utf-32-le", "surrogatepass"), np.uint32)] = True
    return frozenset(map(chr, np.flatnonzero(seen).tolist()))


# Signs that nearly every long Chinese text has, sought one by one, and what stands for all others.
_EVERYDAY = "，。、；：？！“”‘’（）《》—…·\u3000"
_MASS = "\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3"  # kana and Hangul: where there is one, there are many
_USUAL = f"\x00-\x7f\u4e00-\u9fff{_EVERYDAY}"
# One such sign, then more: a search for what begins with a class is three times as fast as one for what repeats it.
_OTHERS = f"[^{_USUAL}][^{_USUAL}]*+"
_OTHERS_YET = f"[^{_USUAL}{_MASS}][^{_USUAL}{_MASS}]*+"  # where one of a mass has been seen
_ONE_OF_MASS = f"[{_MASS}]"
_STRETCH = 1 << 9  # characters
_FEW = 1 << 12  # characters that a set has taken in before the search for others is set up


def _signs(text: str) -> frozenset[str]:
    """The characters of ``text`` but for unified ideographs (those too, if it is short), and but for some kana and Hangul
    if it has others: most of a Chinese text is passed over by one search.
    """
    if len(text) <= _FEW:
        return frozenset(text)
    if len(text) > _LONG and "numpy" in sys.modules:
        return _by_codes(text)
    ascii_ones = text.encode("ascii", "ignore")
    found = {chr(code) for code in range(0x80) if code in ascii_ones}
    text = "".join(beyond_ascii(text))
    found.update(sign for sign in _EVERYDAY if sign in text)
    start, others = 0, _OTHERS
    while start < len(text):
        end = start + (_FEW if start < _BLOCK and others is _OTHERS else _BLOCK)
        news = re.compile(others).findall(text, start, end)
        found.update(*news)
        if others is _OTHERS and re.search(_ONE_OF_MASS, "".join(news)):
            others = _OTHERS_YET
        start = end
    return frozenset(found)


def beyond_ascii(text: str) -> Iterator[str]:
    """The stretches of ``text`` that are not ASCII alone, which is seen much faster than what they hold."""
    stretches = (text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH))
    return (stretch for stretch in stretches if not stretch.isascii())


_UNSETTLED = (0, ChangeSet())
_READ_RECORD = vars(Source("", "", 0, (Segment(0, 0, "utf-8", 0),)))


@dataclass(frozen=True)
class Document:
    """A text with its source and the passes that made it what it is.

    ``record`` is the identifier of a record and ``line`` its line in a file of records; both are empty for plain text.
    ``piece`` is set where this is a piece of a longer text: all offsets but those of places count in the piece.
    """

    source: Source
    text: str
    passes: tuple[Pass, ...] = ()
    record: str | None = None
    line: int = 0
    settled: tuple[int, ChangeSet] = field(default=_UNSETTLED, repr=False, compare=False)
    piece: Piece | None = None

    def __getstate__(self) -> dict[str, object]:
        return {f.name: self.__dict__[f.name] for f in fields(self)}  # what is derived is derived again

    @classmethod
    def of(cls, text: str, path: str = "-") -> Document:
        """A document made of text alone."""
        return cls(Source.of(text, path), text)

    @classmethod
    def of_record(cls, path: str, text: str, name: str | None, line: int) -> Document:
        """The document of a record as it was read: UTF-8, and one of a million, so made in the shortest way."""
        source = object.__new__(Source)
        source.__dict__.update(_READ_RECORD, path=path, text=text)
        made = object.__new__(cls)
        made.__dict__.update(
            source=source, text=text, passes=(), record=name, line=line, settled=_UNSETTLED, piece=None
        )
        return made

    @property
    def path(self) -> str:
        """The path of the source, as its user named it."""
        return self.source.path

    @property
    def key(self) -> Key:
        """What tells the document from the others of a run: the path, and the line of a record (0 of a text)."""
        return (self.path, self.line)

    @property
    def markdown(self) -> bool:
        """Whether the name of the file says that it is Markdown."""
        return is_markdown(self.path)

    @derived
    def lines(self) -> Lines:
        """The lines of the text as it is now."""
        return Lines(self.text)

    @derived
    def alphabet(self) -> frozenset[str]:
        """The characters of the text, and perhaps some that a pass has taken from it: what decides which checks are worth
        calling. After a pass nothing is counted again, for that costs more than most checks.
        """
        return _characters(self.text)

    @derived
    def signs(self) -> frozenset[str]:
        """The alphabet, perhaps without the unified ideographs (U+4E00 to U+9FFF), and without some of the kana and Hangul
        of a text that has any: enough for most checks, and had in less than half the time.
        """
        return self.__dict__["alphabet"] if "alphabet" in self.__dict__ else _signs(self.text)

    @derived
    def source_lines(self) -> Lines:
        """The lines of the text as it was read."""
        return Lines(self.source.text)

    @derived
    def exempt(self) -> tuple[Span, ...]:
        """The regions that the author of a Markdown file has exempted from every change."""
        return exempt_spans(self.text) if not self.line and self.markdown else ()

    @derived
    def origin(self) -> ChangeSet:
        """All passes composed into one change set from the source's text to this text."""
        done, changes = self.settled
        for p in self.passes[done:]:
            changes = changes.then(p.changes, self.source.text)
        return changes

    def sources(self, span: Span) -> tuple[Span, ...]:
        """The spans of the source that ``span`` of this text came from, in this text's order; at least one."""
        return self.origin.lead(span)

    def where(self, span: Span) -> Place:
        """A span of the source as its user counts; in a record offsets and columns are into the field."""
        if self.line:
            return Place(span.start, span.end, self.line, span.start + 1, self.line, span.end + 1)
        place, piece = self.source_lines.place(span), self.piece
        if piece is None:
            return place
        start, end, line, column, end_line, end_column = place
        return Place(
            start + piece.offset, end + piece.offset, line + piece.line, column, end_line + piece.line, end_column
        )

    @property
    def offset(self) -> int:
        """How many characters of its file stand before it."""
        return self.piece.offset if self.piece else 0

    @property
    def traits(self) -> Traits | None:
        """Those of the whole text, where this is a piece of one."""
        return self.piece.traits if self.piece else None

    def place(self, span: Span) -> Place:
        """Where ``span`` stands in the file the user has: its first piece if it came from several."""
        return self.where(self.sources(span)[0])

    def places(self, span: Span) -> tuple[Place, ...]:
        """All pieces of ``span`` in the file the user has."""
        return tuple(self.where(s) for s in self.sources(span))

    def after(self, done: Pass) -> Document:
        """This document with one more pass."""
        text = done.changes.apply(self.text)
        settled = (len(self.passes), self.__dict__["origin"]) if "origin" in self.__dict__ else self.settled
        made = object.__new__(Document)
        made.__dict__.update(
            source=self.source,
            text=text,
            passes=(*self.passes, done),
            record=self.record,
            line=self.line,
            settled=settled,
            piece=self.piece,
        )
        for name in ("alphabet", "signs"):
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name].union(*done.changes.afters)
        if self.piece is not None:  # it will be asked for all its forms, and they are small
            made.__dict__["forms"] = (*self.__dict__.get("forms", ()), text)
        return made
