"""Files of records: one JSON object a line, of which one field is the text.

A record is never written anew: where its text changes, the bytes of that one value are replaced, and key order,
spacing, number forms, duplicate keys and line ends around it stay as they are.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from textkit.model.errors import InputError

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


class Number(str):
    """A number or constant as it is written, told from a string by its type."""

    __slots__ = ()


_decoder = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=Number, strict=False)
_scan = _decoder.raw_decode
_scan_once: Callable[[str, int], tuple[Any, int]] = vars(_decoder)["scan_once"]  # raw_decode without its Python
PARQUET = ".parquet"
CHUNK = 1 << 18  # bytes that are read and worked on at once: some hundred records
_ASCII, _PLAIN = json.JSONEncoder(), json.JSONEncoder(ensure_ascii=False)


class RecordError(InputError):
    """A line of a file of records that cannot be read as one; it is carried along as it is."""


class Record(NamedTuple):
    """One line of a file of records.

    ``line`` counts from 1. ``text`` is ``None`` where there is no text to work on: an empty line, a field that is
    ``null``, or a record that cannot be read, in which case ``problem`` says why. ``id`` is the record's own name as
    text.
    """

    line: int
    id: str | None = None
    text: str | None = None
    problem: RecordError | None = None


class Member(NamedTuple):
    """A key of an object with its value, which stands at ``[start, end)`` of the line."""

    key: str
    value: object
    start: int
    end: int


class Fields(NamedTuple):
    """Which field holds the text of a record, and which its name, if any."""

    text: str
    id: str | None = None


def is_records(path: str) -> bool:
    """Whether the file's name says that it holds records."""
    return path.lower().endswith((".jsonl", ".jsonl.gz", ".jsonl.zst", PARQUET))


def is_parquet(path: str) -> bool:
    """Whether the file's name says that its records are rows of Parquet."""
    return path.lower().endswith(PARQUET)


def read_chunks(stream: BinaryIO, path: str, size: int | None = None) -> Iterator[bytes]:
    """The bytes of ``stream`` in runs of whole lines, each of about ``size`` bytes; joined, they are the whole again.

    ``stream`` is not compressed (see ``compression.decompressed``). Raises ``InputError`` for a file in UTF-16, and if
    decompression fails on the way.
    """
    size = CHUNK if size is None else size
    rest: list[bytes] = []
    begun = False
    while block := _next_block(stream, size, path):
        if not begun and block.startswith(UTF16_MARKS):
            raise InputError("the records are in UTF-16", path, "Records are read as UTF-8: convert the file first.")
        begun = True
        cut = block.rfind(b"\n") + 1
        if not cut:
            rest.append(block)
            continue
        yield b"".join((*rest, block[:cut]))
        rest = [block[cut:]] if cut < len(block) else []
    if rest:
        yield b"".join(rest)


def _next_block(stream: BinaryIO, size: int, path: str) -> bytes:
    try:
        return stream.read(size)
    except (OSError, EOFError, ValueError, zlib.error) as e:
        raise InputError(f"the compressed data is damaged or cut off ({e})", path, "Fetch the file again.") from e


def split(chunk: bytes) -> list[bytes]:
    """The lines of ``chunk`` with their ends: LF alone ends a record."""
    return io.BytesIO(chunk).readlines()


def records(
    chunk: bytes, first: int, fields: Fields, path: str, only: Container[int] | None = None
) -> Iterator[Record]:
    """The records of ``chunk``, one for each line whatever is in it; ``first`` is the number of its first line.
    ``only``: those of these lines.

    The chunk is in UTF-8, with or without BOM at line 1. A line that is no object, or whose field is missing or no
    string, comes with a ``problem``; the next line is read all the same. Where a key stands twice the last one counts.
    """
    try:
        lines = chunk.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        for number, raw in enumerate(split(chunk), first):
            if only is None or number in only:
                yield _record(number, raw, fields, path)
        return
    if not lines[-1]:
        lines.pop()
    key, name = fields.text, fields.id
    for number, line in enumerate(lines, first):
        if only is not None and number not in only:
            continue
        try:
            found, end = _scan_once(line, 0)
            text = found[key]
            if (text is None or type(text) is str) and (end == len(line) or not line[end:].strip(" \t\r")):
                yield Record(number, _identifier(found.get(name)) if name else None, text)
                continue
        except (StopIteration, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            pass  # what is wrong, if anything is, the careful reading says
        yield _record(number, line.encode("utf-8"), fields, path)


def _record(number: int, raw: bytes, fields: Fields, path: str) -> Record:
    """One record, read member by member: slower, and able to say what is wrong where."""
    try:
        line = raw.removesuffix(b"\n").decode("utf-8-sig" if number == 1 else "utf-8")
        if not line.strip(" \t\r"):
            return Record(number)
        found = {m.key: m.value for m in members(line)}
        own = _identifier(found.get(fields.id)) if fields.id else None
        if fields.text not in found:
            keys = ", ".join(list(found)[:8]) or "none"
            raise ValueError(f"the record has no field {fields.text!r} (its fields: {keys})")
        text = found[fields.text]
        if text is not None and type(text) is not str:
            raise ValueError(f"the field {fields.text!r} is no string")
        return Record(number, own, text)
    except ValueError as e:
        what = _said(e)
    except RecursionError:
        what = "is nested too deeply"
    return Record(number, problem=RecordError(what, f"{path}:{number}", "The line is carried along."))


def _said(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 (byte {error.start + 1} of the line)"
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON: {error.msg} (column {error.colno})"
    return str(error)


def _identifier(value: object) -> str | None:
    """A record's name: a number as it is written; what is no plain value names nothing."""
    return value if type(value) is str else str(value) if isinstance(value, Number) else None


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


def rewrite(raw: bytes, field: str, text: str) -> bytes:
    """The line ``raw`` of a readable record with ``text`` as the value of ``field``; every other byte as it was.

    The same text gives the same bytes. Characters outside ASCII are written as escapes only if the record has such
    escapes and no such character; a surrogate without partner always is, since UTF-8 has no form for it.
    """
    mark = BOM if raw.startswith(BOM) else b""
    line = raw[len(mark) :].decode()
    value = {m.key: m for m in members(line)}.get(field)
    if value is None or type(value.value) is not str:
        raise ValueError(f"the record has no text in {field!r} to replace")
    if text == value.value:
        return raw
    ascii_only = _is_escaped(line[value.start : value.end].encode(), line.encode())
    return mark + line[: value.start].encode() + _dump(text, ascii_only) + line[value.end :].encode()


def annotate(raw: bytes, values: Mapping[str, object]) -> bytes:
    """The line ``raw`` of a readable record with further fields (JSON-ready values) behind its own.

    A field that is there already gets the new value in its place, so that a second run writes the same line.
    """
    mark = BOM if raw.startswith(BOM) else b""
    line = raw[len(mark) :].decode()
    ascii_only = _is_escaped(raw[len(mark) :])
    found = {} if _lacks(line, values) else {m.key: m for m in members(line)}
    edits = [(m.start, m.end, _dump(values[m.key], ascii_only).decode()) for m in found.values() if m.key in values]
    new = [
        f"{_dump(k, ascii_only).decode()}: {_dump(v, ascii_only).decode()}" for k, v in values.items() if k not in found
    ]
    if new:
        brace = line.rindex("}")
        at = len(line[:brace].rstrip(" \t\r\n"))
        empty = line[:at].rstrip().endswith("{")
        edits.append((at, at, ("" if empty else ", ") + ", ".join(new)))
    for start, end, after in sorted(edits, reverse=True):
        line = line[:start] + after + line[end:]
    return mark + line.encode()


def _lacks(line: str, names: Iterable[str]) -> bool:
    """Whether ``line`` is an object, as can be told at once, in which none of ``names`` stands."""
    try:
        found, end = _scan_once(line, 0)
        return isinstance(found, dict) and not line[end:].strip(" \t\r\n") and not any(n in found for n in names)
    except (StopIteration, ValueError, RecursionError):
        return False


def _is_escaped(*places: bytes) -> bool:
    """Whether the first of ``places`` that says anything writes characters outside ASCII as escapes."""
    for raw in places:
        if not raw.isascii():
            return False
        if any(found.lastindex for found in _ESCAPE.finditer(raw)):
            return True
    return False


def _dump(value: object, ascii_only: bool) -> bytes:
    dumped = (_ASCII if ascii_only else _PLAIN).encode(value)
    return _LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", dumped).encode()
