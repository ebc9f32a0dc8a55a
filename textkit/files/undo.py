"""Taking back what a run did to a file: all of it, or some of its findings.

The source is not kept but computed: the changes of the output, inverted, give the source's text, and the text encoded
back gives its bytes; where it does not, the bytes were kept. A file that was edited since is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from textkit.files.atomic import write_atomic
from textkit.files.ignores import MARKER
from textkit.files.journal import Entry
from textkit.files.records import Fields, Record, compressed, decompressed, records, rewrite, split
from textkit.files.script import fallen_ids, piece_line, recorded
from textkit.model.changes import ChangeSet
from textkit.model.errors import InputError, OutputError
from textkit.model.finding import Edit
from textkit.model.replay import replay
from textkit.model.source import Fault, Segment, Source
from textkit.reading import ReadingError, decode_as, encode_as, encode_back

Line = dict[str, Any]


@dataclass(frozen=True)
class Undone:
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


def undo_file(entry: Entry, root: Path, findings: Iterable[str] = (), look: bool = False) -> Undone:
    """Take back one file of a run, or only ``findings`` of it (ids). Raises ``InputError`` and ``OutputError``.

    In place, the source's bytes come back; for ``-o``, what stood at the target before, or nothing. With ``look``
    nothing is written, and what is returned is what would become of the target.
    """
    header = entry.header
    target = root / header["target"]
    data = target.read_bytes() if target.is_file() else None
    found = sha256(data).hexdigest() if data is not None else None
    wanted = list(findings)
    if header.get("undone") or (wanted and set(wanted) <= set(header["refused"])):
        return Undone(header["target"], "already")
    if found != header["sha256_out"]:
        if found == header["sha256_before"]:
            return Undone(header["target"], "already")
        raise InputError("was edited since", str(header["target"]), "Nothing was undone; take your edits back first.")
    if wanted:
        return _undo_findings(entry, header, target, data or b"", wanted, look)
    what = "removed" if header["sha256_before"] is None else "restored"
    prior: Iterable[bytes] = ()
    if header["in_place"]:
        restored = _source_bytes(entry, header, data or b"")
        if sha256(restored).hexdigest() != header["sha256"]:
            raise OutputError("the source cannot be restored from the journal", str(target), "Nothing was written.")
        prior = [restored]
    elif "prior" in header["blobs"]:
        prior = entry.blocks("prior")
    if look:
        return Undone(header["target"], what, (), data or b"", b"".join(prior))
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
        text = "".join(source for source, _ in _pieces(entry, header, written))
    return Source(
        told["path"],
        text,
        0,
        tuple(Segment(*s) for s in told["segments"]),
        tuple(Fault(offset, at, bytes.fromhex(value)) for offset, at, value in told["faults"]),
        bytes.fromhex(told["bom"]),
    )


def _pieces(entry: Entry, header: Line, written: str) -> Iterator[tuple[str, int]]:
    """The source of each piece of a text, of which ``written`` is the output, and its number; most have but one."""
    if "pieces" not in header:
        yield _inverted(header["documents"][0]["changes"]).apply(written), 0
        return
    at = 0
    for piece in entry.pieces():
        yield _inverted(piece["changes"]).apply(written[at : at + piece["out"]]), piece["document"]
        at += piece["out"]


def _inverted(changes: list[list[Any]]) -> ChangeSet:
    """From the output to the source, by the recorded changes of the source."""
    made, shift = [], 0
    for start, end, before, after in changes:
        made.append(Edit(start + shift, start + shift + len(after), before))
        shift += len(after) - (end - start)
    back = ChangeSet()
    for edit in made:  # already in order; an insertion inverted may be empty beside the next
        back.add(edit.start, edit.end, edit.after, (0,))
    return back


def _raw_lines(entry: Entry, header: Line, data: bytes) -> Iterable[bytes]:
    """The source's lines: those that were changed or dropped from the journal, the others from the output."""
    kept = {r["line"]: (bytes.fromhex(r["raw"]), r["dropped"]) for r in entry.records()}
    with decompressed(data, header["output"]) as stream:
        for number in range(1, header["records"] + 1):
            raw, dropped = kept.get(number, (None, False))
            line = b"" if dropped else stream.readline()
            yield line if raw is None else raw


def _undo_findings(entry: Entry, header: Line, target: Path, data: bytes, wanted: list[str], look: bool) -> Undone:
    lines = list(entry.findings())
    known = {str(line["id"]) for line in lines}
    for name in wanted:
        if name not in known:
            raise InputError(
                f"the run has no finding {name}", str(header["target"]), "`textkit undo RUN -v` lists them."
            )
    refused = frozenset(header["refused"]) | frozenset(wanted)
    again = _again_records if header["records"] else _again
    made, all_fallen = again(entry, header, lines, refused, data)
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


@dataclass(frozen=True)
class _Made:
    data: bytes
    header: Line
    records: list[Line] | None = None
    text: bytes | None = None  # the source's text, where from now on it must be kept


def _again(
    entry: Entry, header: Line, lines: list[Line], refused: frozenset[str], data: bytes
) -> tuple[_Made, tuple[str, ...]]:
    if "text" in header["blobs"]:
        sources = [(_source(entry, header, data).text, 0)]
    else:
        written = decode_as(data, header["output_encoding"], bytes.fromhex(header["output_bom"]))
        sources = list(_pieces(entry, header, written))
    scripts = recorded(lines, header["path"], refused)
    told: list[Line] = []
    texts: list[str] = []
    fallen: list[str] = []
    for source, number in sources:
        passes, numbered = scripts.get(number, ([], {}))
        done = replay(source, passes)
        texts.append(done.changes.apply(source))
        fallen += fallen_ids(done.fallen, numbered)
        told.append(piece_line(number, source, texts[-1], done.changes))
    text = "".join(texts)
    encoding, bom = header["output_encoding"], bytes.fromhex(header["output_bom"])
    made = _encoded(text, encoding, bom, str(header["target"]))
    blobs, keep = set(header["blobs"]), None
    if "text" not in blobs and unreadable(made, encoding, bom, text):
        keep = sources[0][0].encode("utf-8", "surrogatepass")
        blobs.add("text")
    again = {**header, "blobs": sorted(blobs)}
    if "pieces" in header:
        return _Made(made, again, told, text=keep), tuple(fallen)
    documents = [{**header["documents"][0], "changes": told[0]["changes"]}]
    return _Made(made, {**again, "documents": documents}, text=keep), tuple(fallen)


def _encoded(text: str, encoding: str, bom: bytes, path: str) -> bytes:
    try:
        return encode_as(text, encoding, bom)
    except ReadingError as e:
        raise OutputError(str(e), path, "Nothing was written; take back the whole run.") from e


def _again_records(
    entry: Entry, header: Line, lines: list[Line], refused: frozenset[str], data: bytes
) -> tuple[_Made, tuple[str, ...]]:
    if header["annotated"]:
        raise InputError("the records were annotated, not changed", str(header["target"]), "Undo the whole run.")
    raw = b"".join(_raw_lines(entry, header, data))
    fields = Fields(header["field"], header["id"])
    scripts = recorded(lines, header["path"], refused)
    written: list[bytes] = []
    told: list[Line] = []
    fallen: list[str] = []
    for record, before in zip(records(raw, 1, fields, header["path"]), split(raw), strict=True):
        line = _record_again(record, before, fields.text, scripts, fallen, header["drop_empty"])
        if line != before:
            told.append(record_line(record.line, before, line is None))
        written.append(line or b"")
    if _same_lines(written, data, header["output"]):
        return _Made(data, header, told), tuple(fallen)
    if not told and "raw" in header["blobs"]:  # everything is taken back: not compressed anew
        return _Made(entry.blob("raw"), header, told), tuple(fallen)
    return _Made(b"".join(compressed(written, header["output"])), header, told), tuple(fallen)


def record_line(number: int, raw: bytes, dropped: bool) -> Line:
    """A record that reads otherwise in the output, as data: its line as it was, and whether it is gone."""
    return {"type": "record", "line": number, "raw": raw.hex(), "dropped": dropped}


def _same_lines(lines: list[bytes], data: bytes, path: str) -> bool:
    """Whether ``data`` holds these lines: as bytes it need not be the same where it is compressed."""
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
