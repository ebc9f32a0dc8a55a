"""From documents back to the bytes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textkit.files.chunk import Chunk
from textkit.files.load import RECORDS_ARE_UTF8, PlainText
from textkit.files.records import annotate, rewrite, split
from textkit.model.errors import OutputError, UsageError
from textkit.model.source import Source
from textkit.reading import CannotEncode, ReadingError, check_encoding, encode_as, written_as

Notes = Mapping[int, Mapping[str, object]]  # further fields of records, by line
NOTE = "dedupe"  # the field that holds what was found about a record
MEMBERS = {  # of it, with their types
    "cluster": int,
    "role": str,
    "kept": str,
    "kept_path": str,
    "kept_line": int,
    "kind": str,
    "similarity": float,
    "fate": str,
    "reason": str,
}


class Writing(NamedTuple):
    """How outputs are written.

    ``utf8``: as UTF-8 without BOM; else in the input's encoding where it has one that was cleanly decoded.
    ``encoding`` names another. ``drop_empty``: records whose text is gone go with it. ``annotate``: the texts of
    records stay as they are, and what was found is told in further fields.
    """

    utf8: bool = True
    encoding: str | None = None
    drop_empty: bool = False
    annotate: bool = False


def encoded(work: PlainText, how: Writing, warnings: list[str]) -> bytes:
    """The bytes of the output of a text; ``warnings`` is told of a change of encoding. Raises ``OutputError``."""
    document = work.document
    try:
        name, bom = output_encoding(document.source, how)
        if not how.utf8 and not how.encoding and not _is_clean(document.source):
            warnings.append(f"{work.path}: has no one cleanly decoded encoding and is written as UTF-8")
        return encode_as(document.text, name, bom)
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


def new_lines(work: Chunk, how: Writing, notes: Notes) -> dict[int, bytes]:
    """The lines of records that will read otherwise, by number; empty for a record that goes.

    ``notes`` are the fields to add. Raises ``UsageError`` for another encoding than UTF-8.
    """
    if how.encoding and check_encoding(how.encoding) != "utf-8":
        raise UsageError(f"{RECORDS_ARE_UTF8}, not {how.encoding}", work.path, "Leave out --to-encoding for them.")
    if how.annotate:
        return {n: new for n, raw in work.raw_lines(notes) if (new := annotate(raw, notes[n])) != raw}
    texts = {d.line: d.text for d in work.changed()}
    if not texts:
        return {}
    return {
        n: b"" if how.drop_empty and not texts[n] else rewrite(raw, work.fields.text, texts[n])
        for n, raw in work.raw_lines(texts)
    }


def with_lines(work: Chunk, new: Mapping[int, bytes]) -> bytes:
    """The chunk's bytes with ``new`` lines in the place of those with their numbers."""
    if not new:
        return work.raw
    lines = split(work.raw)
    for number, line in new.items():
        lines[number - work.first] = line
    return b"".join(lines)
