"""Files of records: one JSON object a line, of which one field is the text.

A record is never written anew: where its text changes, the bytes of that one value are replaced, and key order,
spacing, number forms, duplicate keys and line ends around it stay as they are.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from textkit.model.errors import InputError

if TYPE_CHECKING:
    from typing_extensions import Buffer

BOM = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPACE = re.compile(r"[ \t\r\n]*")
# Escapes that a writer chose: surrogate pairs and what lies outside ASCII. Half a pair has no other form, so it tells
# nothing; the last alternative steps over it and over `\\` before a `u`.
_ESCAPE = re.compile(
    rb"\\(?:(u[dD][89abAB]..\\u[dD][c-fC-F]..)|(u(?!00[0-7]|[dD][89a-fA-F])[0-9a-fA-F]{4})|.)", re.DOTALL
)
_LONE = re.compile("[\ud800-\udfff]")
# Numbers stay text: the identifier 007.10 is shown as written, and a number of a million digits costs nothing.
# Raw control characters in strings are read (many hand-made files have tabs), though strict JSON forbids them.
_scan = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False).raw_decode


class RecordError(InputError):
    """A line of a file of records that cannot be read as one; it is carried along as it is."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file of records.

    ``line`` counts from 1; ``raw`` is the line with its end, ``raw[start:end]`` the field's value. ``text`` is ``None``
    where there is no text to work on: an empty line, a field that is ``null``, or a record that cannot be read, in
    which case ``problem`` says why. ``id`` is the record's own name as text.
    """

    line: int
    raw: bytes
    id: str | None = None
    text: str | None = None
    start: int = 0
    end: int = 0
    problem: RecordError | None = None


class Member(NamedTuple):
    """A key of an object with its value, which stands at ``[start, end)`` of the line."""

    key: str
    value: object
    start: int
    end: int


def is_records(path: str) -> bool:
    """Whether the file's name says that it holds records."""
    return path.lower().endswith((".jsonl", ".jsonl.gz", ".jsonl.zst"))


def read_records(source: bytes | BinaryIO, field: str, id_field: str | None, path: str) -> Iterator[Record]:
    """The records of ``source``, one for each line whatever is in it: their ``raw``, joined, is the whole again.

    ``source`` is not compressed (see ``decompressed``) and in UTF-8, with or without BOM. A line that is no object, or
    whose ``field`` is missing or no string, comes with a ``problem``; the next line is read all the same. Where a key
    stands twice the last one counts. Raises ``InputError`` for a file in UTF-16, and if decompression fails on the way.
    """
    lines = io.BytesIO(source) if isinstance(source, bytes) else source
    number = 0
    while raw := _next_line(lines, path):
        number += 1
        if number == 1 and raw.startswith(UTF16_MARKS):
            raise InputError("the records are in UTF-16", path, "Records are read as UTF-8: convert the file first.")
        yield _record(number, raw, field, id_field, path)


def _next_line(lines: BinaryIO, path: str) -> bytes:
    try:
        return lines.readline()
    except (OSError, EOFError, ValueError) as e:
        raise InputError(f"the compressed data is damaged or cut off ({e})", path, "Fetch the file again.") from e


def _record(number: int, raw: bytes, field: str, id_field: str | None, path: str) -> Record:
    try:
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        if not line.strip(" \t\r\n"):
            return Record(number, raw)
        found = {m.key: m for m in members(line)}
        name = found.get(id_field) if id_field else None
        own = _identifier(name.value) if name else None
        if field not in found:
            keys = ", ".join(list(found)[:8]) or "none"
            raise ValueError(f"the record has no field {field!r} (its fields: {keys})")
        text, a, b = found[field][1:]
        if line[a:b] == "null":
            return Record(number, raw, own)
        if line[a] != '"':
            raise ValueError(f"the field {field!r} is no string")
    except ValueError as e:
        return Record(number, raw, problem=RecordError(_said(e), f"{path}:{number}", "The line is carried along."))
    except RecursionError:
        problem = RecordError("is nested too deeply", f"{path}:{number}", "The line is carried along.")
        return Record(number, raw, problem=problem)
    skipped = len(BOM) if number == 1 and raw.startswith(BOM) else 0
    start = skipped + len(line[:a].encode())
    return Record(number, raw, own, cast("str", text), start, start + len(line[a:b].encode()))


def _said(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 (byte {error.start + 1} of the line)"
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON: {error.msg} (column {error.colno})"
    return str(error)


def _identifier(value: object) -> str | None:
    """A record's name: numbers were read as text already; what is no plain value names nothing."""
    return value if isinstance(value, str) else None


def members(line: str) -> Iterator[Member]:
    """The members of the JSON object ``line`` in order, each value with its place. Raises ``ValueError``."""
    at = _skip(line, 0)
    if line[at : at + 1] != "{":
        raise ValueError("is no JSON object")
    at = _skip(line, at + 1)
    if line[at : at + 1] == "}":
        _expect_end(line, at + 1)
        return
    while True:
        if line[at : at + 1] != '"':
            raise json.JSONDecodeError("a key in double quotes is missing", line, at)
        key, at = _scan(line, at)
        at = _skip(line, at)
        if line[at : at + 1] != ":":
            raise json.JSONDecodeError("a colon is missing", line, at)
        start = _skip(line, at + 1)
        value, end = _scan(line, start)
        yield Member(key, value, start, end)
        at = _skip(line, end)
        mark = line[at : at + 1]
        if mark == "}":
            _expect_end(line, at + 1)
            return
        if mark != ",":
            raise json.JSONDecodeError("a comma is missing", line, at)
        at = _skip(line, at + 1)


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _expect_end(line: str, at: int) -> None:
    at = _skip(line, at)
    if at < len(line):
        raise json.JSONDecodeError("something follows the object", line, at)


def rewrite(record: Record, text: str) -> bytes:
    """The record's line with ``text`` as its field's value; every other byte as it was.

    The same text gives the same bytes. Characters outside ASCII are written as escapes only if the record has such
    escapes and no such character; a surrogate without partner always is, since UTF-8 has no form for it.
    """
    if record.text is None:
        raise ValueError(f"line {record.line} has no text to replace")
    if text == record.text:
        return record.raw
    ascii_only = _is_escaped(record.raw[record.start : record.end], record.raw.removeprefix(BOM))
    return record.raw[: record.start] + _dump(text, ascii_only) + record.raw[record.end :]


def annotate(raw: bytes, values: Mapping[str, object]) -> bytes:
    """The line ``raw`` of a readable record with further fields (JSON-ready values) behind its own.

    A field that is there already gets the new value in its place, so that a second run writes the same line.
    """
    mark = BOM if raw.startswith(BOM) else b""
    line = raw[len(mark) :].decode()
    found = {m.key: m for m in members(line)}
    ascii_only = _is_escaped(line.encode())
    edits = [(m.start, m.end, _dump(values[m.key], ascii_only).decode()) for m in found.values() if m.key in values]
    new = [
        f"{_dump(k, ascii_only).decode()}: {_dump(v, ascii_only).decode()}" for k, v in values.items() if k not in found
    ]
    if new:
        brace = line.rindex("}")
        at = len(line[:brace].rstrip(" \t\r\n"))
        edits.append((at, at, (", " if found else "") + ", ".join(new)))
    for start, end, after in sorted(edits, reverse=True):
        line = line[:start] + after + line[end:]
    return mark + line.encode()


def _is_escaped(*places: bytes) -> bool:
    """Whether the first of ``places`` that says anything writes characters outside ASCII as escapes."""
    for raw in places:
        if not raw.isascii():
            return False
        if any(found.lastindex for found in _ESCAPE.finditer(raw)):
            return True
    return False


def _dump(value: object, ascii_only: bool) -> bytes:
    dumped = json.dumps(value, ensure_ascii=ascii_only)
    return _LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", dumped).encode()


# -- compression, by the file's ending ------------------------------------------------------------------------------


def decompressed(source: bytes | BinaryIO, path: str) -> BinaryIO:
    """A stream of what ``source`` holds, by the ending of ``path``: `.gz`, `.zst`, or as it is."""
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    ending = path.lower()
    if ending.endswith(".gz"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    if ending.endswith(".zst"):
        return io.BufferedReader(_Zstd(stream))
    return stream


class _Zstd(io.RawIOBase):
    """What a stream of zstd frames holds; a frame cut off is an error, as it is in gzip."""

    # Small, because zstd may make a few bytes into many thousand times as many.
    CHUNK = 8192

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._decompressor = zstandard.ZstdDecompressor()
        self._failure = zstandard.ZstdError
        self._stream = stream
        self._frame = self._decompressor.decompressobj()
        self._inside = False  # a frame
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            while not self._ready and self._more():
                pass
        except self._failure as e:
            raise OSError(str(e)) from e
        room = memoryview(buffer).cast("B")
        size = min(len(room), len(self._ready))
        room[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _more(self) -> bool:
        """Decompress a little further; false at the end."""
        chunk = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame, self._inside = self._decompressor.decompressobj(), False
        chunk = chunk or self._stream.read(self.CHUNK)
        if not chunk:
            if self._inside:
                raise EOFError("the last frame is cut off")
            return False
        self._inside = True
        self._ready = memoryview(self._frame.decompress(chunk))
        return True


def compressed(chunks: Iterable[bytes], path: str) -> Iterator[bytes]:
    """``chunks`` compressed as the ending of ``path`` says; the same bytes for the same chunks on every run."""
    ending = path.lower()
    if ending.endswith(".gz"):
        import zlib

        # 31: a gzip frame round the largest window; it holds neither name nor time.
        gz = zlib.compressobj(6, zlib.DEFLATED, 31)
        for chunk in chunks:
            yield gz.compress(chunk)
        yield gz.flush()
    elif ending.endswith(".zst"):
        import zstandard

        zst = zstandard.ZstdCompressor().compressobj()
        for chunk in chunks:
            yield zst.compress(chunk)
        yield zst.flush()
    else:
        yield from chunks
