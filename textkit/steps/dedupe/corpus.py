"""All paragraphs of a run, in columns: what a million of them need stays a few hundred bytes each.

Texts go to a buffer that becomes a file when it grows, keys are characters in one array, places are numbers. A
``Paragraph`` is a view, made of the few that are looked at.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, MutableMapping
from itertools import accumulate, count
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from textkit.model.document import Key
from textkit.model.span import Place
from textkit.steps.dedupe.codes import STRETCH, Codes, Hashes, Ints, mixed, ranges
from textkit.steps.dedupe.facts import FIELDS, Facts, Item, Piece, Together
from textkit.steps.dedupe.folding import Keys, Points

IN_MEMORY = 32 << 20  # bytes of text before they go to a file


class Texts:
    """Texts that are added one after the other and read by number."""

    def __init__(self) -> None:
        self._held = bytearray()  # as long as they are few
        self._file: IO[bytes] | None = None
        self._offsets = array("q", [0])
        self._flushed = False

    def add(self, texts: Iterable[str]) -> None:
        raw = [text.encode("utf-8", "surrogatepass") for text in texts]
        last = self._offsets.pop()
        self._offsets.extend(accumulate(map(len, raw), initial=last))
        if self._file is None and self._offsets[-1] > IN_MEMORY:
            self._file = TemporaryFile()  # noqa: SIM115 - lives as long as the store
            self._file.write(self._held)
            self._held = bytearray()
        if self._file is None:
            self._held += b"".join(raw)
        else:
            self._file.seek(0, os.SEEK_END)
            self._file.write(b"".join(raw))
            self._flushed = False

    def __getitem__(self, number: int) -> str:
        start, end = self._offsets[number], self._offsets[number + 1]
        if self._file is None:
            return self._held[start:end].decode("utf-8", "surrogatepass")
        if not self._flushed:
            self._file.flush()
            self._flushed = True
        raw = _read(self._file.fileno(), start, end - start) if end > start else b""
        return raw.decode("utf-8", "surrogatepass")


def _read(descriptor: int, start: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, start)
    place = os.lseek(descriptor, 0, os.SEEK_CUR)
    os.lseek(descriptor, start, os.SEEK_SET)
    raw = os.read(descriptor, size)
    os.lseek(descriptor, place, os.SEEK_SET)
    return raw


class Corpus(MutableMapping[Key, Facts]):
    """The facts of documents by key, packed as they come; rows are their paragraphs in the order they came."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._path_numbers: dict[str, int] = {}
        self._documents: dict[Key, int] | None = {}
        self._dropped: set[int] = set()
        # a document
        self.path = array("i")
        self.line = array("q")
        self.record: list[str | None] = []
        self.length = array("q")  # of the text, in characters
        self.reference = bytearray()
        self.partial = bytearray()
        self.first = array("q", [0])  # its rows: from here to the next document's
        # a row
        self.number = array("i")  # among the paragraphs of its document
        self.exempt = bytearray()
        self.pieces_first = array("q", [0])
        self._pieces = array("q")
        self.texts = Texts()
        # characters of keys
        self._keys = Keys()

    # -- filling --------------------------------------------------------------------------------------------------

    def __setitem__(self, key: Key, facts: Facts) -> None:
        path, line = key
        self._documents = None
        self.path.append(self._path_number(path))
        self.line.append(line)
        self.record.append(facts.record)
        self.length.append(facts.length)
        self.reference.append(facts.reference)
        self.partial.append(facts.partial)
        for number, (text, pieces, exempt) in zip(facts.numbers or count(), facts.items, strict=False):
            self.number.append(number)
            self.exempt.append(exempt)
            for piece in pieces:
                self._pieces.extend(piece.numbers)
            self.pieces_first.append(len(self._pieces) // FIELDS)
            if self._keys.add(text):
                self._fold()
        self.first.append(len(self.exempt))

    def update(self, facts: Together | Iterable[tuple[Key, Facts]]) -> None:  # type: ignore[override]
        """Take in the facts of many documents at once; of records as they were read, column by column."""
        if not isinstance(facts, Together):
            for key, one in facts:
                self[key] = one
            return
        (path, lines, *_), _, others = facts
        done = 0
        for n in sorted(others):
            self._extend(facts, done, n)
            self[path, lines[n]] = others[n]
            done = n + 1
        self._extend(facts, done, len(lines))

    def _extend(self, facts: Together, first: int, stop: int) -> None:
        """Take in the records from number ``first`` to before ``stop``, each of which is one row."""
        if first == stop:
            return
        path, lines, names, texts = facts.records
        count, rows = stop - first, len(self.exempt)
        self._documents = None
        self.path.extend(array("i", (self._path_number(path),)) * count)
        self.line.extend(lines[first:stop])
        self.record.extend(names[first:stop])
        self.length.extend(map(len, texts[first:stop]))
        self.reference.extend(bytes(count))
        self.partial.extend(bytes(count))
        self.number.extend(array("i", bytes(self.number.itemsize * count)))
        self.exempt.extend(facts.exempt[first:stop])
        self.pieces_first.extend(array("q", (self.pieces_first[-1],)) * count)
        self.first.extend(range(rows + 1, rows + count + 1))
        for text in texts[first:stop]:
            if self._keys.add(text):
                self._fold()

    def _path_number(self, path: str) -> int:
        number = self._path_numbers.get(path)
        if number is None:
            number = self._path_numbers[path] = len(self.paths)
            self.paths.append(path)
        return number

    def _fold(self) -> None:
        self.texts.add(self._keys.fold())

    # -- as a mapping -----------------------------------------------------------------------------------------------

    def document(self, key: Key) -> int | None:
        """The number of the document ``key``."""
        if self._documents is None:
            self._documents = {self.key(d): d for d in range(len(self.line))}
        d = self._documents.get(key)
        return None if d in self._dropped else d

    def key(self, document: int) -> Key:
        """The key of a document."""
        return self.paths[self.path[document]], self.line[document]

    def __getitem__(self, key: Key) -> Facts:
        d = self.document(key)
        if d is None:
            raise KeyError(key)
        self._fold()
        rows = range(self.first[d], self.first[d + 1])
        items = tuple(Item(self.texts[r], tuple(self.pieces(r)), bool(self.exempt[r])) for r in rows)
        partial = bool(self.partial[d])
        numbers = tuple(self.number[r] for r in rows) if partial else ()
        return Facts(key[0], self.record[d], items, self.length[d], bool(self.reference[d]), partial, numbers)

    def __delitem__(self, key: Key) -> None:
        d = self.document(key)
        if d is None:
            raise KeyError(key)
        self._dropped.add(d)

    def __iter__(self) -> Iterator[Key]:
        return (self.key(d) for d in range(len(self.line)) if d not in self._dropped)

    def __len__(self) -> int:
        return len(self.line) - len(self._dropped)

    # -- reading ----------------------------------------------------------------------------------------------------

    def is_record(self, row: int) -> bool:
        """Whether a row is all of a record, as that was read."""
        return self.pieces_first[row] == self.pieces_first[row + 1]

    def pieces(self, row: int) -> Iterator[Piece]:
        """The pieces of a paragraph."""
        if self.is_record(row):
            place = self.place(row)
            yield Piece(0, place.end_offset, 0, place.end_offset, 0, place)
        for k in range(self.pieces_first[row], self.pieces_first[row + 1]):
            yield Piece.of(self._pieces[k * FIELDS : (k + 1) * FIELDS])

    def place(self, row: int, document: int | None = None) -> Place:
        """The place of the first piece of a paragraph, of the ``document`` with that number if it is known."""
        if self.is_record(row):
            d = self._owner(row) if document is None else document
            size, line = self.length[d], self.line[d]
            return Place(0, size, line, 1, line, size + 1)
        k = self.pieces_first[row]
        return Place(*self._pieces[k * FIELDS + 5 : (k + 1) * FIELDS])

    def _owner(self, row: int) -> int:
        """The document of a row."""
        first = self.first
        if row < len(first) - 1 and first[row] == row < first[row + 1]:  # as many rows as documents, like most records
            return row
        return bisect_right(first, row) - 1

    def owners(self) -> Ints:
        """The document of each row."""
        first = np.frombuffer(self.first, np.int64)
        return np.repeat(np.arange(len(first) - 1), np.diff(first))

    def ranks(self) -> Ints:
        """The place of each document in the order of path and line, whatever order they came in."""
        by_path = sorted(range(len(self.paths)), key=self.paths.__getitem__)
        rank = np.empty(len(by_path), np.int64)
        rank[by_path] = np.arange(len(by_path))
        order = np.lexsort((np.frombuffer(self.line, np.int64), rank[np.frombuffer(self.path, np.int32)]))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    def keyed(self) -> tuple[Codes, Ints]:
        """The distinct keys from short to long, in an order that only they decide, and the number of each row's key,
        -1 in a document that was taken back. Empties the store of characters: called once.
        """
        self._fold()
        points, lengths, aliases = self._keys.whole()
        codes, key = unique(Codes(points, np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))), aliases)
        if self._dropped:
            key[np.isin(self.owners(), np.fromiter(self._dropped, np.int64))] = -1
        return codes, key


def unique(rows: Codes, aliases: tuple[tuple[int, int], ...]) -> tuple[Codes, Ints]:
    """Keys that may stand several times: each once, from short to long, and the number of each row's key.

    Equal keys are found by their hashes, of 64 bits, or 128 where those are not enough; that they are equal is looked at.
    """
    one, two = hashes(rows, 1), np.zeros(len(rows), np.uint64)
    while True:
        order = np.lexsort((two, one, rows.lengths))
        fresh = np.ones(len(order), np.bool_)
        fresh[1:] = (one[order[1:]] != one[order[:-1]]) | (two[order[1:]] != two[order[:-1]])
        fresh[1:] |= rows.lengths[order[1:]] != rows.lengths[order[:-1]]
        again = np.flatnonzero(~fresh)
        same = _equal(rows, order[again], order[again - 1])
        if same.all() or two.any():
            break
        two = hashes(rows, 2)
    fresh[again[~same]] = True
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(fresh) - 1
    chosen = order[fresh]
    lengths = rows.lengths[chosen]
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    points = np.empty(int(offsets[-1]), rows.points.dtype)
    codes = Codes(points, offsets, aliases)
    for first, last in codes.stretches():
        points[offsets[first] : offsets[last]] = rows.points[
            ranges(rows.offsets[chosen[first:last]], lengths[first:last])
        ]
    return codes, number


# Odd numbers below 2**62, drawn once: what characters are multiplied with by their places, for each seed of ``hashes``.
_POWERS = {1: 2360360630558964031, 2: 1206473021768521265, 3: 394987066606203071}


def hashes(codes: Codes, seed: int, without: Points | None = None) -> Hashes:
    """A number for each text, from its characters and their places; ``seed`` is 1 to 3, ``without`` a mask of characters
    left out.
    """
    values = mixed(np.arange(1 << 16, dtype=np.uint64) + np.uint64(seed << 20))
    out = np.zeros(len(codes), np.uint64)
    most = min(len(codes.points), max(STRETCH, int(codes.lengths.max(initial=0))))
    powers, back = _powers(_POWERS[seed], most), _powers(pow(_POWERS[seed], -1, 1 << 64), most)
    for first, last in codes.stretches():
        starts = codes.offsets[first : last + 1] - codes.offsets[first]
        points = codes.points[codes.offsets[first] : codes.offsets[last]]
        if without is not None:
            left = ~without[points]
            points = points[left]
            starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(left)))[starts]
        mix = values[points] if points.dtype == np.uint16 else mixed(points.astype(np.uint64) + np.uint64(seed << 20))
        mix *= powers[: len(mix)]  # by places in the stretch; divided by that of its first character it is a text's own
        some = np.flatnonzero(np.diff(starts))
        if len(some):
            out[first + some] = np.add.reduceat(mix, starts[some]) * back[starts[some]]
    return out


def _powers(base: int, count: int) -> Hashes:
    """The powers of ``base``, from 0 on, in 64 bits."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


def _equal(rows: Codes, a: Ints, b: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether texts ``a[i]`` and ``b[i]``, of equal length, are equal."""
    same = np.ones(len(a), np.bool_)
    lengths = rows.lengths[a]
    step = 4096
    for i in range(0, len(a), step):
        sizes = lengths[i : i + step]
        some = np.flatnonzero(sizes)
        if not len(some):
            continue
        x = rows.points[ranges(rows.offsets[a[i : i + step]], sizes)]
        y = rows.points[ranges(rows.offsets[b[i : i + step]], sizes)]
        starts = (np.cumsum(sizes) - sizes)[some]
        same[i : i + step][some] = np.logical_and.reduceat(x == y, starts)
    return same
