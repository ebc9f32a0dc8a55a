"""The output of one input on its way to where it belongs: part by part, and there only when it is whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Protocol

from textkit.files.atomic import Staged
from textkit.files.chunk import Chunk
from textkit.files.compression import Compressor, form
from textkit.files.inputs import Input
from textkit.files.load import PlainText, Work, open_input
from textkit.files.pieces import TextPiece
from textkit.files.records import is_parquet, split
from textkit.files.targets import Target, mark_output
from textkit.files.writing import MEMBERS, NOTE, Notes, Writing, encoded, new_lines, with_lines

IN_MEMORY = 8 << 20  # bytes for stdout that wait in memory before they go to a file
BLOCK = 1 << 18  # bytes that are copied at once


class _Sink(Protocol):
    def write(self, data: bytes) -> None: ...
    def commit(self) -> None: ...
    def discard(self) -> None: ...


class Output:
    """Takes in the parts of one input and writes its output, whole, on ``commit``. Raises ``OutputError``.

    ``name`` has the ending that says how records are compressed: the target's, and on stdout the input's. ``changed``
    tells whether a text reads otherwise, ``sha256`` is the hash of what is written; both hold behind ``finish``.
    """

    def __init__(self, one: Input, path: str, target: Target, writing: Writing) -> None:
        self.input, self.target, self.writing = one, target, writing
        self.path = path
        self.name = path if target.path is None else target.path.name
        self.warnings: list[str] = []
        self.changed = False
        self.plain = False  # no records
        self.sha256 = ""
        self.text: PlainText | None = None
        self.lines = 0  # of records
        self.source = ""  # the hash of the input
        self._hash = sha256()
        self._sink: _Sink = self._opened()
        self._records: _Lines | _Rows = (_Rows if is_parquet(path) else _Lines)(self)
        # Whether compressing the source again gives its bytes is known only when it was tried.
        self._again = (Compressor(path), sha256()) if target.in_place and form(path) else None

    def _opened(self) -> _Sink:
        if self.target.path is None:
            return _Stdout()
        mode_from = None if self.input.is_stdin else self.input.real
        return Staged(self.target.path, mode_from=mode_from, within=self.target.folder)

    def add(self, work: Work, notes: Notes | None = None) -> dict[int, bytes]:
        """Take in one part, ``notes`` being further fields of its records; the lines of records that read otherwise."""
        self.source = work.sha256
        if isinstance(work, PlainText):
            data = encoded(work, self.writing, self.warnings)
            document = work.document
            self.text = work
            # In place it matters whether anything was changed, though it may read the same in the end.
            self.changed = len(document.origin) > 0 if self.target.in_place else document.text != document.source.text
            self.plain = True
            self.write(data)
            return {}
        if isinstance(work, TextPiece):
            document = work.document
            self.plain = True
            self.changed |= any(len(p.changes) for p in document.passes)
            self.write(document.text.encode())
            return {}
        new = new_lines(work, self.writing, notes or {})
        self.lines += work.lines
        self.changed |= bool(new)
        self._records.add(work, new)
        if self._again:
            for line in split(work.raw):  # cut as ``undo`` cuts it
                self._again[1].update(self._again[0].add(line))
        return new

    def write(self, data: bytes) -> None:
        """Take in bytes of what is written."""
        if data:
            self._hash.update(data)
            self._sink.write(data)

    def finish(self) -> bool:
        """No part comes behind; whether there is anything to write: a file in place that stays as it is need not be."""
        if not self.plain:
            self._records.end()
            if not self.changed and self._is_packed and form(self.name) == form(self.path) and not self.input.is_stdin:
                self._copy_source()
        self.sha256 = self._hash.hexdigest()
        return not (self.target.in_place and not self.changed and self.sha256 == self.source)

    @property
    def _is_packed(self) -> bool:
        """Whether what is written may be other bytes though it says the same."""
        return bool(form(self.name)) or is_parquet(self.name)

    def _copy_source(self) -> None:
        """Take the input's own bytes: what nothing changed is not compressed anew."""
        copied, sink = sha256(), self._opened()
        for block in blocks(self.input.real):
            copied.update(block)
            sink.write(block)
        if copied.hexdigest() == self.source:
            self._sink.discard()
            self._sink, self._hash = sink, copied
        else:  # it was changed since it was read
            sink.discard()

    def restorable(self) -> bool:
        """Whether the source's bytes, if they are compressed, can be had by compressing its lines again."""
        if not self._again:
            return not is_parquet(self.path)
        compressor, made = self._again
        made.update(compressor.end())
        self._again = None
        return made.hexdigest() == self.source

    def commit(self) -> None:
        """Put it in its place."""
        if self.target.folder:
            mark_output(self.target.folder)
        self._sink.commit()

    def discard(self) -> None:
        """Leave all as it was."""
        self._sink.discard()


class _Lines:
    """Records that are lines of JSON, compressed as the output's ending says."""

    def __init__(self, output: Output) -> None:
        self._output, self._compressor = output, Compressor(output.name)

    def add(self, work: Chunk, new: dict[int, bytes]) -> None:
        self._output.write(self._compressor.add(with_lines(work, new)))

    def end(self) -> None:
        self._output.write(self._compressor.end())


class _Rows:
    """Records that are rows of Parquet, which are read again for what is not their text."""

    def __init__(self, output: Output) -> None:
        from textkit.files.parquet import RowWriter

        added = {NOTE: MEMBERS} if output.writing.annotate else {}
        self._output = output
        self._writer = RowWriter(lambda: open_input(output.input), output.path, output.write, added)

    def add(self, work: Chunk, new: dict[int, bytes]) -> None:
        self._writer.add(work.first + work.lines - 1, new, work.fields)

    def end(self) -> None:
        self._writer.end(self._output.source)


class _Stdout:
    """Stdout gets all or nothing too: what was written cannot be taken back."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by discard

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def commit(self) -> None:
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            sys.stdout.buffer.write(block)
        sys.stdout.buffer.flush()
        self.discard()

    def discard(self) -> None:
        self._file.close()


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
