"""A run of lines of a file of records, as documents.

Only documents in which something was found are kept as such. All others are the bytes of their lines, which are
parsed again, cheaply, when a check wants to see them: so a file of any size goes through in little memory.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from textkit.files.inputs import Input
from textkit.files.records import Fields, Record, records, split
from textkit.model.check import Untouched
from textkit.model.document import Document, Key
from textkit.model.source import Segment

UTF8 = (Segment(0, 0, "utf-8", 0),)


class Chunk:
    """Whole lines ``raw`` of a file of records, the first of which has the number ``first``.

    ``characters`` counts those of all its texts, ``size`` the records that have one, ``lines`` all lines. ``problems``
    are the errors of records that could not be read and are carried along. ``sha256`` is set in the ``last`` chunk of a file:
    that of the whole file's bytes.
    """

    records = True

    def __init__(
        self, one: Input, path: str, fields: Fields, first: int, raw: bytes, sha256: str = "", last: bool = True
    ) -> None:
        self.input = one
        self.path = path
        self.fields = fields
        self.first = first
        self.raw = raw
        self.sha256 = sha256
        self.last = last
        self._met: Mapping[int, Document] = {}  # by line, those with passes
        self._parsed: list[Record] | None = list(records(raw, first, fields, path))
        texts = [len(r.text) for r in self._parsed if r.text is not None]
        self.lines, self.size, self.characters = len(self._parsed), len(texts), sum(texts)
        self.problems = tuple((r.line, r.problem) for r in self._parsed if r.problem)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_parsed": None}

    @property
    def span(self) -> tuple[str, range]:
        """What the keys of its documents are made of: the path, and all lines."""
        return self.path, range(self.first, self.first + self.lines)

    def parsed(self) -> list[Record]:
        """Its records, one a line."""
        if self._parsed is None:
            self._parsed = list(records(self.raw, self.first, self.fields, self.path))
        return self._parsed

    def documents(self) -> Iterator[Document]:
        """Every record that has a text, in order."""
        met = self._met
        for record in self.parsed():
            if record.text is not None:
                yield met.get(record.line) or Document.of_record(self.path, record.text, record.id, record.line)

    def untouched(self) -> Untouched | None:
        """Every record that has a text, in columns, if nothing was found in any."""
        if self._met:
            return None
        lines, names, texts = [], [], []
        for line, name, text, _ in self.parsed():
            if text is not None:
                lines.append(line)
                names.append(name)
                texts.append(text)
        return Untouched(self.path, lines, names, texts)

    def some(self, keys: Iterable[Key]) -> Iterator[Document]:
        """The documents of ``keys``."""
        wanted = {line for _, line in keys}
        for record in records(self.raw, self.first, self.fields, self.path, wanted) if wanted else ():
            if record.text is not None:
                line = record.line
                yield self._met.get(line) or Document.of_record(self.path, record.text, record.id, line)

    def met(self) -> Iterable[Document]:
        """The documents in which something was found, in order."""
        return (self._met[line] for line in sorted(self._met))

    def having(self, documents: Iterable[Document]) -> Chunk:
        """This chunk with what has become of ``documents``."""
        made = object.__new__(Chunk)
        made.__dict__.update(self.__dict__)
        made._met = {**self._met, **{d.line: d for d in documents}}
        return made

    def changed(self) -> Iterator[Document]:
        """The documents whose text is no longer the record's."""
        return (d for d in self.met() if d.text != d.source.text)

    def raw_lines(self, numbers: Container[int]) -> Iterator[tuple[int, bytes]]:
        """The lines with these numbers as they stand in the file, with their ends."""
        return ((n, raw) for n, raw in enumerate(split(self.raw), self.first) if n in numbers)
