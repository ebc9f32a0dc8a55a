"""Taking back what a run did to a file: all of it, or some of its findings.

The source is not kept but computed: the changes of the output, inverted, give the source's text, and the text encoded
back gives its bytes; where it does not, the bytes were kept. A file that was edited since is refused.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from textkit.files.atomic import write_atomic
from textkit.files.compression import compressed, decompressed
from textkit.files.ignores import MARKER
from textkit.files.journal import Entry, line_of
from textkit.files.output import blocks
from textkit.files.packed import Part, Told, parts
from textkit.files.parquet import RowWriter, read_rows
from textkit.files.records import Fields, Record, is_parquet, records, rewrite, split
from textkit.files.script import Line, changes_line, fallen_ids, inverted, recorded
from textkit.model.document import Document
from textkit.model.errors import InputError, OutputError
from textkit.model.replay import replay
from textkit.model.source import Fault, Segment, Source
from textkit.reading import ReadingError, decode_as, encode_as, encode_back

Telling = Callable[[Line], Told]
"""What tells the findings of a text in pieces that has this header."""


class Undone(NamedTuple):
    """What became of one target: ``what`` is ``restored``, ``removed``, ``changed``, ``unchanged`` or ``already``.

    In a look, ``before`` and ``after`` are what the target reads and would read, where that is not the same.
    """

    target: str
    what: str
    fallen: tuple[str, ...] = ()
    before: bytes = b""
    after: bytes = b""


def unreadable(data: bytes, encoding: str, bom: bytes, text: str) -> bool:
    """Whether ``data`` does not read as the ``text`` it was written from: several characters may share their bytes."""
    return decode_as(data, encoding, bom) != text


def source_line(source: Source) -> Line:
    """What it takes to encode the source's text back, as data."""
    return {
        "path": source.path,
        "bom": source.bom.hex(),
        "segments": [[s.start, s.end, s.encoding, s.offset] for s in source.segments],
        "faults": [[f.offset, f.byte_offset, f.value.hex()] for f in source.faults],
    }


def findings(entry: Entry, root: Path, tell: Telling) -> Iterator[Line]:
    """The finding lines of one file of a run; those of a text in pieces are computed from what was written.

    Raises ``InputError`` where that is not there any more.
    """
    header = entry.header
    if "pieces" not in header:
        yield from entry.findings()
    elif header.get("undone") or _hash_of(root / header["target"]) != header["sha256_out"]:
        what = "was undone or edited since, and its findings were computed from what was written"
        raise InputError(what, str(header["target"]), "They cannot be told any more.")
    else:
        told = tell(header)
        for part in _parts(entry, root / header["target"]):
            yield from told(_document(part, header), part.line["document"])


def _parts(entry: Entry, target: Path) -> Iterator[Part]:
    return parts(entry.pieces(), _taker(blocks(target)))


def _document(part: Part, header: Line) -> Document:
    return part.document(header["source"]["path"], part.line["document"] == header["pieces"])


def undo_file(entry: Entry, root: Path, tell: Telling, findings: Iterable[str] = (), look: bool = False) -> Undone:
    """Take back one file of a run, or only ``findings`` of it (ids). Raises ``InputError`` and ``OutputError``.

    In place, the source's bytes come back; for ``-o``, what stood at the target before, or nothing. With ``look``
    nothing is written, and what is returned is what would become of the target. ``tell`` gives the finding lines of a
    text in pieces.
    """
    header = entry.header
    target = root / header["target"]
    found = _hash_of(target)
    wanted = list(findings)
    if header.get("undone") or (wanted and set(wanted) <= set(header["refused"])):
        return Undone(header["target"], "already")
    if found != header["sha256_out"]:
        if found == header["sha256_before"]:
            return Undone(header["target"], "already")
        raise InputError("was edited since", str(header["target"]), "Nothing was undone; take your edits back first.")
    if wanted:
        return _undo_findings(entry, header, target, wanted, look, tell, root)
    what = "removed" if header["sha256_before"] is None else "restored"
    prior: Iterable[bytes] = ()
    if header["in_place"]:
        prior = _checked(_source_blocks(entry, header, target), header["sha256"], str(target))
    elif "prior" in header["blobs"]:
        prior = entry.blocks("prior")
    if look:
        return Undone(header["target"], what, (), target.read_bytes(), b"".join(prior))
    if header["in_place"] or "prior" in header["blobs"]:
        write_atomic(target, prior)
    else:
        target.unlink()
        _clear(target, header.get("made"), root)
    entry.update({**header, "sha256_out": header["sha256_before"], "undone": True})
    return Undone(header["target"], what)


def _clear(target: Path, made: str | None, root: Path) -> None:
    """Remove the folders that the run made for ``target``, ``made`` being the topmost, as far as nothing else is there."""
    top = root / made if made else None
    folder = target.parent
    while top and (folder == top or top in folder.parents):
        if any(one.name != MARKER for one in folder.iterdir()):
            return
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()
        folder = folder.parent


def _hash_of(path: Path) -> str | None:
    """The hash of a file, if it is one."""
    if not path.is_file():
        return None
    made = sha256()
    for block in blocks(path):
        made.update(block)
    return made.hexdigest()


def _checked(data: Iterable[bytes], wanted: str, target: str) -> Iterator[bytes]:
    """``data``, of which the end is not reached if it is not what it should be: then nothing is put in place of anything."""
    made = sha256()
    for block in data:
        made.update(block)
        yield block
    if made.hexdigest() != wanted:
        raise OutputError("the source cannot be restored from the journal", target, "Nothing was written.")


def _source_blocks(entry: Entry, header: Line, target: Path) -> Iterator[bytes]:
    if "pieces" not in header:
        yield _source_bytes(entry, header, target.read_bytes())
        return
    yield bytes.fromhex(header["source"]["bom"])
    for part in _parts(entry, target):
        yield part.source.encode()


def _source_bytes(entry: Entry, header: Line, data: bytes) -> bytes:
    if header["sha256_out"] == header["sha256"]:
        return data
    if "raw" in header["blobs"]:
        return entry.blob("raw")
    if header["records"]:
        return b"".join(compressed(_raw_lines(entry, header, data), header["path"]))
    source = _source(entry, header, data)
    return encode_back(source, source.text)


def _source(entry: Entry, header: Line, data: bytes) -> Source:
    told = header["source"]
    if "text" in header["blobs"]:
        text = entry.blob("text").decode("utf-8", "surrogatepass")
    else:
        written = decode_as(data, header["output_encoding"], bytes.fromhex(header["output_bom"]))
        text = inverted(header["documents"][0]["changes"]).apply(written)
    return Source(
        told["path"],
        text,
        0,
        tuple(Segment(*s) for s in told["segments"]),
        tuple(Fault(offset, at, bytes.fromhex(value)) for offset, at, value in told["faults"]),
        bytes.fromhex(told["bom"]),
    )


def _taker(blocks: Iterable[bytes]) -> Callable[[int], str]:
    """What gives the next so many characters of UTF-8."""
    read, waiting = codecs.iterdecode(blocks, "utf-8"), ""

    def take(size: int) -> str:
        nonlocal waiting
        parts = [waiting]
        have = len(waiting)
        while have < size and (more := next(read, "")):
            parts.append(more)
            have += len(more)
        text = "".join(parts)
        waiting = text[size:]
        return text[:size]

    return take


def _raw_lines(entry: Entry, header: Line, data: bytes) -> Iterable[bytes]:
    """The source's lines: those that were changed or dropped from the journal, the others from the output."""
    kept = {r["line"]: (bytes.fromhex(r["raw"]), r["dropped"]) for r in entry.records()}
    with decompressed(data, header["output"]) as stream:
        for number in range(1, header["records"] + 1):
            raw, dropped = kept.get(number, (None, False))
            line = b"" if dropped else stream.readline()
            yield line if raw is None else raw


def _undo_findings(
    entry: Entry, header: Line, target: Path, wanted: list[str], look: bool, tell: Telling, root: Path
) -> Undone:
    refused = frozenset(header["refused"]) | frozenset(wanted)
    data = target.read_bytes()
    if "pieces" in header:
        made, all_fallen, known = _again_in_pieces(entry, header, target, refused, tell(header))
    else:
        lines = list(entry.findings())
        known = {str(line["id"]) for line in lines}
        if header["records"]:
            made, all_fallen = _again_records(entry, header, lines, refused, data, root)
        else:
            made, all_fallen = _again(entry, header, lines, refused, data)
    for name in wanted:
        if name not in known:
            raise InputError(
                f"the run has no finding {name}", str(header["target"]), "`textkit undo RUN -v` lists them."
            )
    fallen = tuple(name for name in all_fallen if name not in header["fallen"])
    told = {"refused": sorted(refused), "fallen": sorted(all_fallen)}
    if look:
        what = "unchanged" if made.data == data else "changed"
        return Undone(header["target"], what, fallen, data, made.data)
    if made.data == data:
        entry.update({**header, **told}, made.records)
        return Undone(header["target"], "unchanged", fallen)
    if made.text is not None:
        entry.keep("text", [made.text])
    write_atomic(target, made.data)
    entry.update({**made.header, **told, "sha256_out": sha256(made.data).hexdigest()}, made.records)
    return Undone(header["target"], "changed", fallen)


class _Made(NamedTuple):
    data: bytes
    header: Line
    records: Iterable[Line] | None = None
    text: bytes | None = None  # the source's text, where from now on it must be kept


def _again(
    entry: Entry, header: Line, lines: list[Line], refused: frozenset[str], data: bytes
) -> tuple[_Made, tuple[str, ...]]:
    source = _source(entry, header, data).text
    passes, numbered = recorded(lines, header["path"], refused).get(0, ([], {}))
    done = replay(source, passes)
    text = done.changes.apply(source)
    encoding, bom = header["output_encoding"], bytes.fromhex(header["output_bom"])
    made = _encoded(text, encoding, bom, str(header["target"]))
    blobs, keep = set(header["blobs"]), None
    if "text" not in blobs and unreadable(made, encoding, bom, text):
        keep = source.encode("utf-8", "surrogatepass")
        blobs.add("text")
    documents = [{**header["documents"][0], "changes": changes_line(done.changes, source)}]
    again = {**header, "blobs": sorted(blobs), "documents": documents}
    return _Made(made, again, text=keep), tuple(fallen_ids(done.fallen, numbered))


def _again_in_pieces(
    entry: Entry, header: Line, target: Path, refused: frozenset[str], told: Told
) -> tuple[_Made, tuple[str, ...], set[str]]:
    """The text without what is refused, which the other pieces know nothing of; and those ids that are in it."""
    lines = TemporaryFile()  # noqa: SIM115 - gone with the run
    texts: list[bytes] = []
    fallen: list[str] = []
    known: set[str] = set()
    for part in _parts(entry, target):
        number, line, text = part.line["document"], part.line, part.written
        found = list(told(_document(part, header), number))
        if here := refused.intersection(str(f["id"]) for f in found):
            known |= here
            passes, numbered = recorded(found, header["path"], refused).get(number, ([], {}))
            done = replay(part.source, passes)
            text = done.changes.apply(part.source)
            fallen += fallen_ids(done.fallen, numbered)
            line = {**line, "out": len(text), "changes": changes_line(done.changes, part.source)}
        texts.append(text.encode())
        lines.write(line_of(line))
    lines.seek(0)
    return _Made(b"".join(texts), header, map(json.loads, lines)), tuple(fallen), known


def _encoded(text: str, encoding: str, bom: bytes, path: str) -> bytes:
    try:
        return encode_as(text, encoding, bom)
    except ReadingError as e:
        raise OutputError(str(e), path, "Nothing was written; take back the whole run.") from e


def _again_records(
    entry: Entry, header: Line, lines: list[Line], refused: frozenset[str], data: bytes, root: Path
) -> tuple[_Made, tuple[str, ...]]:
    if header["annotated"]:
        raise InputError("the records were annotated, not changed", str(header["target"]), "Undo the whole run.")
    fields = Fields(header["field"], header["id"])
    rows = _parquet_source(entry, header, root) if is_parquet(header["output"]) else None
    raw = b"".join(_raw_lines(entry, header, data) if rows is None else read_rows(rows, header["path"], fields))
    scripts = recorded(lines, header["path"], refused)
    written: list[bytes] = []
    told: list[Line] = []
    fallen: list[str] = []
    for record, before in zip(records(raw, 1, fields, header["path"]), split(raw), strict=True):
        line = _record_again(record, before, fields.text, scripts, fallen, header["drop_empty"])
        if line != before:
            told.append(record_line(record.line, before, line is None))
        written.append(line or b"")
    if _same_lines(written, data, header["output"], fields):
        return _Made(data, header, told), tuple(fallen)
    if not told and "raw" in header["blobs"]:  # everything is taken back: not compressed anew
        return _Made(entry.blob("raw"), header, told), tuple(fallen)
    made = compressed(written, header["output"]) if rows is None else _rows_again(rows, header, written, raw, fields)
    return _Made(b"".join(made), header, told), tuple(fallen)


def _parquet_source(entry: Entry, header: Line, root: Path) -> BinaryIO:
    """What the rows were read from: kept if it was changed in place, else where it was, if it is the same still."""
    if "raw" in header["blobs"]:
        return io.BytesIO(entry.blob("raw"))
    source = root / header["source"]
    if _hash_of(source) != header["sha256"]:
        what = "cannot be made again in part, because the Parquet it was made from has changed or is gone"
        raise InputError(what, str(header["target"]), "Undo the whole run, or put the source back.")
    return io.BytesIO(source.read_bytes())


def _rows_again(rows: BinaryIO, header: Line, written: list[bytes], raw: bytes, fields: Fields) -> list[bytes]:
    made: list[bytes] = []
    writer = RowWriter(lambda: rows, header["path"], made.append)
    pairs = zip(split(raw), written, strict=True)
    new = {number: line for number, (before, line) in enumerate(pairs, 1) if line != before}
    writer.add(len(written), new, fields)
    writer.end(header["sha256"])
    return made


def record_line(number: int, raw: bytes, dropped: bool) -> Line:
    """A record that reads otherwise in the output, as data: its line as it was, and whether it is gone."""
    return {"type": "record", "line": number, "raw": raw.hex(), "dropped": dropped}


def _same_lines(lines: list[bytes], data: bytes, path: str, fields: Fields) -> bool:
    """Whether ``data`` holds these lines: as bytes it need not be the same where it is compressed."""
    if is_parquet(path):
        return b"".join(read_rows(io.BytesIO(data), path, fields)) == b"".join(lines)
    with decompressed(data, path) as stream:
        return stream.read() == b"".join(lines)


def _record_again(
    record: Record, raw: bytes, field: str, scripts: Mapping[int, Any], fallen: list[str], drop_empty: bool
) -> bytes | None:
    """The record's line ``raw`` without what is refused; ``None`` if it goes."""
    if record.line not in scripts or record.text is None:
        return raw
    passes, numbered = scripts[record.line]
    done = replay(record.text, passes)
    fallen.extend(fallen_ids(done.fallen, numbered))
    text = done.changes.apply(record.text)
    return rewrite(raw, field, text) if text or not record.text or not drop_empty else None
