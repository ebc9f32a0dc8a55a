"""From an input to documents: a text as one, a file of records as many, in chunks that are read one by one."""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from textkit.files.chunk import Chunk
from textkit.files.compression import decompressed
from textkit.files.inputs import Input
from textkit.files.pieces import Pieces, TextPiece
from textkit.files.records import Fields, is_parquet, is_records, read_chunks
from textkit.files.single_text import SingleText
from textkit.model.document import Document
from textkit.model.errors import InputError
from textkit.reading import (
    BinaryInput,
    ReadingError,
    UndecidedEncoding,
    check_encoding,
    check_languages,
    read_bytes,
    restores,
)

HEAD = 8000  # bytes in which git, too, looks for a NUL to tell binary data


class NotText(InputError):  # noqa: N818 - the name says it is one
    """The input is binary data."""


RECORDS_ARE_UTF8 = "records are read and written as UTF-8"


@dataclass(frozen=True, slots=True)
class PlainText(SingleText):
    """An input as one document. ``raw`` holds its bytes where encoding the text back does not restore them."""

    raw: bytes | None = None

    last = True


Work = PlainText | Chunk | TextPiece


@dataclass(frozen=True, slots=True)
class Slice:
    """What is loaded at once: an input, or some lines of a file of records, of which ``first`` is the first."""

    input: Input
    raw: bytes | None = None
    first: int = 0
    sha256: str = ""
    last: bool = True

    def __len__(self) -> int:
        return len(self.raw or b"")


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: a named encoding, the languages and encodings to consider, the fields of records."""

    encoding: str | None = None
    languages: tuple[str, ...] = ("zh", "ja", "ko", "en")
    encodings: tuple[str, ...] = ()
    field: str = "text"
    id_field: str | None = None
    stdin_name: str = "-"
    pieces: Pieces | None = dataclasses.field(default=None, repr=False, compare=False)  # cuts long texts

    def path(self, one: Input) -> str:
        """The path that an input is known by."""
        return self.stdin_name if one.is_stdin else one.path

    def cut(self, one: Input, data: bytes | None = None) -> Iterator[Slice | TextPiece]:
        """The input in slices, at least one; ``data`` if it was read already. Raises ``InputError``."""
        path = self.path(one)
        if not is_records(path):
            pieces = self.pieces.cut(one, path) if self.pieces and data is None else data
            yield from (Slice(one, pieces),) if pieces is None or isinstance(pieces, bytes) else pieces
            return
        self._check_record_options(path)
        with _Hashed(io.BytesIO(data) if data is not None else open_input(one), one.path) as hashed:
            first = 1
            waiting = b""
            for chunk in self._rows(one, hashed, path) if is_parquet(path) else _lines(hashed, path):
                if waiting:
                    yield Slice(one, waiting, first, last=False)
                    first += waiting.count(b"\n")
                waiting = chunk
            yield Slice(one, waiting, first, hashed.hexdigest())

    def _rows(self, one: Input, hashed: _Hashed, path: str) -> Iterator[bytes]:
        """Parquet is read from its end, so what is read in order, for its hash, is another pass."""
        from textkit.files.parquet import read_rows

        if one.is_stdin:
            raise InputError("Parquet cannot be read from stdin", path, "Name the file.")
        hashed.hexdigest()
        return read_rows(hashed.again(), path, Fields(self.field, self.id_field))

    def __call__(self, part: Slice | TextPiece) -> Work:
        """Load one slice. Raises ``InputError``."""
        if isinstance(part, TextPiece):
            return part
        one, path = part.input, self.path(part.input)
        if part.first:
            fields = Fields(self.field, self.id_field)
            return Chunk(one, path, fields, part.first, part.raw or b"", part.sha256, part.last)
        data = read_input(one) if part.raw is None else part.raw
        try:
            source = read_bytes(data, path, encoding=self.encoding, languages=self.languages, encodings=self.encodings)
        except ReadingError as e:
            binary = isinstance(e, BinaryInput) or (isinstance(e, UndecidedEncoding) and b"\0" in data[:HEAD])
            raise (NotText if binary else InputError)(str(e).removeprefix(f"{path}: "), path) from e
        raw = None if restores(source, data) else data
        return PlainText(one, path, sha256(data).hexdigest(), Document(source, source.text), raw)

    def parts(self, one: Input, data: bytes | None = None) -> Iterator[Work]:
        """The whole input, part by part. Raises ``InputError``."""
        return map(self, self.cut(one, data))

    def _check_record_options(self, path: str) -> None:
        try:
            check_languages(self.languages)
            for name in self.encodings:
                check_encoding(name)
            wrong = self.encoding is not None and check_encoding(self.encoding) not in ("utf-8", "utf-8-sig")
        except ReadingError as e:
            raise InputError(str(e).removeprefix(f"{path}: "), path) from e
        if wrong:
            what = f"{RECORDS_ARE_UTF8}, not {self.encoding}"
            raise InputError(what, path, "Leave out --encoding, or convert the file.")


def _lines(hashed: _Hashed, path: str) -> Iterator[bytes]:
    return read_chunks(decompressed(cast("BinaryIO", hashed), path), path)


class _Hashed(io.RawIOBase):
    """A stream that hashes what is read of it."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        self._hash = sha256()
        self._whole = False  # all was read

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._stream.read(size)
        except OSError as e:
            raise _unreadable(self._path, e) from e
        self._hash.update(data)
        return data

    def again(self) -> BinaryIO:
        """The stream from its beginning, no longer hashed."""
        self._stream.seek(0)
        return self._stream

    def hexdigest(self) -> str:
        """The hash of all bytes, also of those that nobody asked for."""
        while not self._whole and self.read(1 << 20):
            pass
        self._whole = True
        return self._hash.hexdigest()

    def close(self) -> None:
        if self._stream is not sys.stdin.buffer:
            self._stream.close()
        super().close()


def readable(data: bytes, path: str) -> str:
    """``data`` as text to be shown: records unpacked, other files in the encoding that they seem to have."""
    if is_parquet(path):
        from textkit.files.parquet import shown

        return shown(io.BytesIO(data), path).decode()
    if is_records(path):
        return decompressed(data, path).read().decode("utf-8", "replace")
    try:
        return read_bytes(data, path).text
    except ReadingError:
        return data.decode("utf-8", "replace")


def open_input(one: Input) -> BinaryIO:
    """The bytes of an input as a stream. Raises ``InputError``."""
    if one.is_stdin:
        return sys.stdin.buffer
    if one.blob:
        return io.BytesIO(_blob(one))
    try:
        return Path(one.real).open("rb")
    except OSError as e:
        raise _unreadable(one.path, e) from e


def read_input(one: Input) -> bytes:
    """The bytes of an input. Raises ``InputError``."""
    if one.is_stdin:
        return sys.stdin.buffer.read()
    if one.blob:
        return _blob(one)
    try:
        return one.real.read_bytes()
    except OSError as e:
        raise _unreadable(one.path, e) from e


def _blob(one: Input) -> bytes:
    from textkit.files.staged import read_blob

    assert one.blob is not None
    return read_blob(one.blob)


def _unreadable(path: str, error: OSError) -> InputError:
    return InputError(f"cannot be read: {error.strerror or error}", path, "Check that it exists and is readable.")
