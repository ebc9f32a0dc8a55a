"""Reference paragraphs on disk, with what is needed to find those among them that a new one may be related to.

A segment is a folder of arrays, each a file of nothing but numbers; ``segment.json`` says what is in them, how long
they are, and is written last. They are mapped into memory, so that opening a segment costs the same whatever its size,
and a question reads only the pages it asks for. Documents come in order of path and line, so that the number of a row
is its place in the order that decides which of two copies is the first.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.model.document import Key
from textkit.steps.dedupe import grams
from textkit.steps.dedupe.codes import Codes, Hashes, Ints, distinct, ranges
from textkit.steps.dedupe.corpus import hashes, unique
from textkit.steps.dedupe.facts import FIELDS, Facts, Item, Piece
from textkit.steps.dedupe.folding import UNKNOWN, Keys
from textkit.steps.dedupe.traits import bags, bare, buckets, sums, whole, written

META = "segment.json"
MOST_CHARACTERS = 1 << 31  # of keys in a segment: places are numbers of 32 bits


class Damaged(Exception):  # noqa: N818 - it says what is the matter
    """The files of a segment are not what was written."""


# -- writing ------------------------------------------------------------------------------------------------------


class Builder:
    """Writes a segment into ``folder``. Documents must come in order of path, then line. Raises ``OSError``."""

    def __init__(self, folder: Path, passages: int) -> None:
        self._folder, self._passages = folder, passages
        self._arrays: dict[str, tuple[str, int]] = {}
        self._paths: list[str] = []
        self._path, self._line, self._length = array("i"), array("q"), array("q")
        self._first = array("q", [0])
        self._records, self._record_ends = bytearray(), array("q")  # -1 for one that is none
        self._texts = (folder / "texts").open("wb")
        self._text_ends = array("q", [0])
        self._exempt = bytearray()
        self._piece_first, self._pieces = array("q", [0]), array("q")
        self._folded = Keys()

    def add(self, key: Key, facts: Facts) -> None:
        """Add a document."""
        if not self._paths or self._paths[-1] != key[0]:
            self._paths.append(key[0])
        self._path.append(len(self._paths) - 1)
        self._line.append(key[1])
        self._length.append(facts.length)
        if facts.record is not None:
            self._records += facts.record.encode("utf-8", "surrogatepass")
        self._record_ends.append(-1 - len(self._records) if facts.record is None else len(self._records))
        for text, pieces, exempt in facts.items:
            raw = text.encode("utf-8", "surrogatepass")
            self._texts.write(raw)
            self._text_ends.append(self._text_ends[-1] + len(raw))
            self._exempt.append(exempt)
            for piece in pieces:
                self._pieces.extend(piece.numbers)
            self._piece_first.append(len(self._pieces) // FIELDS)
            if self._folded.add(text):
                self._folded.fold()
        self._first.append(len(self._exempt))

    @property
    def documents(self) -> int:
        return len(self._line)

    def discard(self) -> None:
        """Let go of the open file."""
        self._texts.close()

    def finish(self) -> None:
        """Write all that is not written yet. The segment is one only now."""
        self._folded.fold()
        self._texts.close()
        self._arrays["texts"] = ("uint8", self._text_ends[-1])
        for name, values in (
            ("text_ends", self._text_ends),
            ("exempt", np.frombuffer(self._exempt, np.uint8)),
            ("piece_first", self._piece_first),
            ("pieces", self._pieces),
            ("document_path", self._path),
            ("document_line", self._line),
            ("document_length", self._length),
            ("document_first", self._first),
            ("records", np.frombuffer(self._records, np.uint8)),
            ("record_ends", self._record_ends),
        ):
            self._write(name, _small(np.asarray(values)))
        self._pieces = array("q")
        points, lengths, aliases = self._folded.whole()
        rows = Codes(points, np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))))
        del points
        codes, key = unique(rows, aliases)
        del rows
        self._keys(codes, key)
        meta = {"arrays": self._arrays, "paths": self._paths, "aliases": aliases, "passages": self._passages}
        (self._folder / META).write_text(json.dumps(meta), "utf-8")

    def _keys(self, codes: Codes, key: Ints) -> None:
        if len(codes.points) > MOST_CHARACTERS:
            raise OSError("too much text for one segment")
        self._write("points", codes.points)
        self._write("offsets", _small(codes.offsets))
        self._write("row_key", _small(key))
        rows = np.argsort(key, kind="stable")
        row_first = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(key, minlength=len(codes)))))
        self._write("rows", _small(rows))
        self._write("row_first", _small(row_first))
        bucket = buckets(codes)
        self._write("buckets", bucket)
        with self._stream("bags", "uint8") as write:
            for part in bags(codes, bucket):
                write(part)
        for name, values in (("sums", sums(codes)), ("bare", bare(codes))):
            order = np.argsort(values, kind="stable")
            self._write(name, values[order])
            self._write(f"{name}_key", _small(order))
        whole, documents = self._whole(hashes(codes, 1), codes.lengths, key)
        self._write("whole", whole)
        self._write("whole_document", _small(documents))
        if self._passages:
            found, text = written(codes, self._passages)
            order = np.lexsort((rows[row_first[text]], found))
            self._write("anchors", found[order])
            self._write("anchor_key", _small(text[order]))
        bits = grams.bits_for(len(codes.points))
        done, starts = 0, [np.zeros(1, np.uint32)]
        with self._stream("places", "uint32") as write:
            for places, counts in grams.table(codes.points, bits):
                write(places)
                starts.append((np.cumsum(counts) + done).astype(np.uint32))
                done += len(places)
        self._write("starts", np.concatenate(starts))

    def _whole(self, keys: Hashes, lengths: Ints, key: Ints) -> tuple[Hashes, Ints]:
        """The hashes of the documents that are files, sorted, and which these are."""
        documents = np.flatnonzero(np.frombuffer(self._line, np.int64) == 0)
        first = np.frombuffer(self._first, np.int64)
        values = whole(keys, lengths, [key[first[d] : first[d + 1]] for d in documents.tolist()])
        order = np.argsort(values, kind="stable")
        return values[order], documents[order]

    def _write(self, name: str, values: NDArray[Any]) -> None:
        with self._stream(name, str(values.dtype)) as write:
            write(np.ascontiguousarray(values))

    def _stream(self, name: str, kind: str) -> _Stream:
        return _Stream(self._folder / name, name, kind, self._arrays)


class _Stream:
    """A file of numbers that is written part by part; its length goes into ``arrays``."""

    def __init__(self, path: Path, name: str, kind: str, arrays: dict[str, tuple[str, int]]) -> None:
        self._file, self._name, self._kind, self._arrays = path.open("wb"), name, kind, arrays
        self._count = 0

    def __enter__(self) -> _Stream:
        return self

    def __call__(self, values: NDArray[Any]) -> None:
        values.tofile(self._file)
        self._count += values.size

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._arrays[self._name] = (self._kind, self._count)


def _small(values: NDArray[Any]) -> NDArray[Any]:
    """``values`` in 32 bits where they fit."""
    if values.itemsize < 8:
        return values
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if low >= 0 and high < 1 << 32:
        return values.astype(np.uint32)
    return values.astype(np.int32) if low >= -(1 << 31) and high < 1 << 31 else values.astype(np.int64)


# -- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    """A segment as it was written. ``hidden`` tells of each document whether it is passed over."""

    folder: Path
    passages: int
    paths: tuple[str, ...]
    aliases: Mapping[int, int]
    kinds: Mapping[str, tuple[str, int]]
    hidden: NDArray[np.bool_] | None = None
    _mapped: dict[str, NDArray[Any]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path, hidden: NDArray[np.bool_] | None = None) -> Segment:
        """Raises ``Damaged`` if a file is missing or not as long as it was."""
        try:
            meta = json.loads((folder / META).read_text("utf-8"))
            kinds = {name: (str(kind), int(count)) for name, (kind, count) in meta["arrays"].items()}
            for name, (kind, count) in kinds.items():
                if (folder / name).stat().st_size != count * np.dtype(kind).itemsize:
                    raise Damaged(f"{folder / name} has the wrong length")
            aliases = {int(code): int(alias) for code, alias in meta["aliases"]}
            return cls(folder, int(meta["passages"]), tuple(meta["paths"]), aliases, kinds, hidden)
        except (OSError, ValueError, KeyError, TypeError) as e:
            raise Damaged(f"{folder}: {e}") from e

    def __getitem__(self, name: str) -> NDArray[Any]:
        """One of the arrays, mapped when it is first asked for."""
        if name not in self._mapped:
            kind, count = self.kinds[name]
            path = self.folder / name
            self._mapped[name] = (
                np.memmap(path, kind, "r", shape=(count,)).view(np.ndarray) if count else np.zeros(0, kind)
            )
        return self._mapped[name]

    @cached_property
    def bits(self) -> int:
        return (len(self["starts"]) - 1).bit_length() - 1

    @cached_property
    def first(self) -> Ints:
        """The first row of each document, and the end of the last."""
        return self["document_first"].astype(np.int64)

    def __len__(self) -> int:
        return len(self["offsets"]) - 1

    def documents(self, rows: Ints) -> Ints:
        """The document of each row."""
        return np.searchsorted(self["document_first"], rows.astype(self["document_first"].dtype), "right") - 1

    def shown(self, rows: Ints) -> Ints:
        """Those of ``rows`` that are not passed over."""
        return rows if self.hidden is None else rows[~self.hidden[self.documents(rows)]]

    def rows(self, keys: Ints) -> Ints:
        """The rows of ``keys`` that are not passed over."""
        begin, end = self["row_first"][keys].astype(np.int64), self["row_first"][keys + 1].astype(np.int64)
        return self.shown(self["rows"][ranges(begin, end - begin)].astype(np.int64))

    def firsts(self, keys: Ints) -> Ints:
        """The first row of each of ``keys`` that is not passed over; none of a key that has only such."""
        begin, end = self["row_first"][keys].astype(np.int64), self["row_first"][keys + 1].astype(np.int64)
        if self.hidden is None:
            return self["rows"][begin].astype(np.int64)
        rows = self["rows"][ranges(begin, end - begin)].astype(np.int64)
        rows[self.hidden[self.documents(rows)]] = len(self["row_key"])
        found = np.minimum.reduceat(rows, np.cumsum(end - begin) - (end - begin)) if len(keys) else rows
        return found[found < len(self["row_key"])]

    def codes(self, keys: Codes) -> Codes:
        """``keys`` in this segment's characters: 0xD800, which no key holds, for those that it does not have."""
        points = keys.points
        if self["points"].dtype == np.uint32:
            if points.dtype == np.uint16:
                back = np.arange(1 << 16, dtype=np.uint32)
                for code, alias in keys.aliases:
                    back[alias] = code
                points = back[points]
            return Codes(points, keys.offsets)
        if points.dtype == np.uint32:
            narrow = np.where(points < 1 << 16, points, UNKNOWN).astype(np.uint16)
            for code in distinct(points[points >= 1 << 16]).tolist():
                narrow[points == code] = self.aliases.get(code, UNKNOWN)
            return Codes(narrow, keys.offsets)
        into = np.arange(1 << 16, dtype=np.uint16)
        for code, alias in keys.aliases:
            into[alias] = self.aliases.get(code, UNKNOWN)
        return Codes(into[points], keys.offsets)

    def key_codes(self, keys: Ints) -> Codes:
        """Keys of this segment, in the order given."""
        begin = self["offsets"][keys].astype(np.int64)
        lengths = self["offsets"][keys + 1].astype(np.int64) - begin
        offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        return Codes(self["points"][ranges(begin, lengths)], offsets, tuple(self.aliases.items()))

    def text(self, row: int) -> str:
        start, end = self["text_ends"][row : row + 2].tolist()
        return self["texts"][start:end].tobytes().decode("utf-8", "surrogatepass")

    def facts(self, rows: Ints) -> Iterator[tuple[Key, Facts]]:
        """The facts of the documents of ``rows`` (each once, in order), with these rows."""
        documents = self.documents(rows)
        cuts = np.flatnonzero(np.diff(documents, prepend=-1))
        for d, own in zip(documents[cuts].tolist(), np.split(rows, cuts[1:]), strict=False):
            first, last = int(self.first[d]), int(self.first[d + 1])
            end = int(self["record_ends"][d])
            record = None
            if end >= 0:
                before = int(self["record_ends"][d - 1]) if d else 0
                before = -1 - before if before < 0 else before
                record = self["records"][before:end].tobytes().decode("utf-8", "surrogatepass")
            key = self.paths[int(self["document_path"][d])], int(self["document_line"][d])
            items = tuple(self._item(r) for r in own.tolist())
            partial = len(own) < last - first
            numbers = tuple((own - first).tolist()) if partial else ()
            yield key, Facts(key[0], record, items, int(self["document_length"][d]), True, partial, numbers)

    def _item(self, row: int) -> Item:
        begin, end = self["piece_first"][row : row + 2].tolist()
        numbers = self["pieces"][begin * FIELDS : end * FIELDS].reshape(-1, FIELDS).tolist()
        pieces = tuple(map(Piece.of, numbers))
        return Item(self.text(row), pieces, bool(self["exempt"][row]))
