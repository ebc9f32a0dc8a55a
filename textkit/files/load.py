"""From an input to documents, and from documents back to the bytes of a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from textkit.files.records import Record, compressed, decompressed, is_records, read_records, rewrite
from textkit.files.walk import Input
from textkit.model.document import Document
from textkit.model.errors import InputError, OutputError, UsageError
from textkit.model.source import Segment, Source
from textkit.reading import (
    CannotEncode,
    ReadingError,
    check_encoding,
    check_languages,
    encode_as,
    read_bytes,
    restores,
    written_as,
)

RECORDS_ARE_UTF8 = "records are read and written as UTF-8"


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: a named encoding, the languages and encodings to consider, the fields of records."""

    encoding: str | None = None
    languages: tuple[str, ...] = ("zh", "ja", "ko", "en")
    encodings: tuple[str, ...] = ()
    field: str = "text"
    id_field: str | None = None
    stdin_name: str = "-"

    def __call__(self, one: Input) -> Loaded:
        """Load one input. Raises ``InputError``."""
        return load(one, self)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An input as documents: one, or one for each record.

    ``raw`` holds the bytes where encoding the text back does not restore them, or may not: those of compressed records.
    ``problems`` tells of records that could not be read and are carried along.
    """

    input: Input
    path: str
    sha256: str
    documents: tuple[Document, ...]
    records: tuple[Record, ...] | None = None
    raw: bytes | None = None
    problems: tuple[str, ...] = ()

    def with_documents(self, documents: tuple[Document, ...]) -> Self:
        return replace(self, documents=documents)


def is_compressed(path: str) -> bool:
    """Whether the records of ``path`` are compressed: doing that again need not give the same bytes."""
    return path.lower().endswith((".gz", ".zst"))


def read_input(one: Input) -> bytes:
    """The bytes of an input. Raises ``InputError``."""
    if one.is_stdin:
        return sys.stdin.buffer.read()
    try:
        return one.real.read_bytes()
    except OSError as e:
        raise InputError(f"cannot be read: {e.strerror or e}", one.path, "Check that it exists and is readable.") from e


def load(one: Input, how: Reading, data: bytes | None = None) -> Loaded:
    """Read, decode and, for files of records, take apart one input. Raises ``InputError``."""
    data = read_input(one) if data is None else data
    path = how.stdin_name if one.is_stdin else one.path
    digest = sha256(data).hexdigest()
    try:
        if is_records(path):
            return _load_records(one, path, how, data, digest)
        source = read_bytes(data, path, encoding=how.encoding, languages=how.languages, encodings=how.encodings)
    except ReadingError as e:
        raise InputError(str(e).removeprefix(f"{path}: "), path) from e
    raw = None if restores(source, data) else data
    return Loaded(one, path, digest, (Document(source, source.text),), raw=raw)


def _load_records(one: Input, path: str, how: Reading, data: bytes, digest: str) -> Loaded:
    _check_record_options(path, how)
    with decompressed(data, path) as stream:
        records = tuple(read_records(stream, how.field, how.id_field, path))
    documents = tuple(
        Document(Source(path, r.text, r.end - r.start, "", (Segment(0, 0, "utf-8", 0),)), r.text, (), r.id, r.line)
        for r in records
        if r.text is not None
    )
    problems = tuple(str(r.problem) for r in records if r.problem)
    raw = data if is_compressed(path) else None
    return Loaded(one, path, digest, documents, records, raw=raw, problems=problems)


def _check_record_options(path: str, how: Reading) -> None:
    check_languages(how.languages)
    for name in how.encodings:
        check_encoding(name)
    if how.encoding is not None and check_encoding(how.encoding) not in ("utf-8", "utf-8-sig"):
        raise InputError(f"{RECORDS_ARE_UTF8}, not {how.encoding}", path, "Leave out --encoding, or convert the file.")


@dataclass(frozen=True, slots=True)
class Writing:
    """How outputs are written.

    ``utf8``: as UTF-8 without BOM; else in the input's encoding where it has one that was cleanly decoded.
    ``encoding`` names another. ``drop_empty``: records whose text is gone go with it.
    """

    utf8: bool = True
    encoding: str | None = None
    drop_empty: bool = False


def encoded(work: Loaded, how: Writing, warnings: list[str]) -> Iterator[bytes]:
    """The bytes of the output of ``work``; ``warnings`` is told of a change of encoding.

    Records that nothing changed keep their bytes, compressed or not. Raises ``OutputError``, and ``UsageError`` for
    records in another encoding than UTF-8.
    """
    try:
        if work.records is not None:
            yield from _encoded_records(work, how)
            return
        (document,) = work.documents
        name, bom = output_encoding(document.source, how)
        if not how.utf8 and not how.encoding and not _is_clean(document.source):
            warnings.append(f"{work.path}: has no one cleanly decoded encoding and is written as UTF-8")
        yield encode_as(document.text, name, bom)
    except CannotEncode as e:
        raise OutputError(
            f"{e.encoding} has no {e.character!r} (U+{ord(e.character):04X}, offset {e.offset} of the output)",
            work.path,
            "Write UTF-8 with --to-encoding utf-8.",
        ) from e
    except ReadingError as e:
        raise OutputError(str(e), work.path, "Write UTF-8 with --to-encoding utf-8.") from e


def _is_clean(source: Source) -> bool:
    """Whether the source has one encoding that all its bytes were decoded in."""
    return source.encoding != "mixed" and not source.faults


def output_encoding(source: Source, how: Writing) -> tuple[str, bytes]:
    """The codec of the output and the byte order mark to put before it. Raises ``UnknownEncoding``."""
    if how.encoding:
        return written_as(how.encoding)
    if how.utf8 or not _is_clean(source):
        return "utf-8", b""
    return source.encoding, source.bom


def _encoded_records(work: Loaded, how: Writing) -> Iterator[bytes]:
    if how.encoding and check_encoding(how.encoding) != "utf-8":
        raise UsageError(f"{RECORDS_ARE_UTF8}, not {how.encoding}", work.path, "Leave out --to-encoding for them.")
    texts = {r.line: r.text for r in work.records or ()}
    if work.raw is not None and all(d.text == texts[d.line] for d in work.documents):
        yield work.raw
    else:
        yield from compressed(_lines(work, how), work.path)


def _lines(work: Loaded, how: Writing) -> Iterator[bytes]:
    by_line = {d.line: d for d in work.documents}
    for record in work.records or ():
        document = by_line.get(record.line)
        if document is None or document.text == record.text:
            yield record.raw
        elif document.text or not how.drop_empty:
            yield rewrite(record, document.text)
