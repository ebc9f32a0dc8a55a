"""A long text read piece by piece: what is flat in memory has to be cut where no rule looks across.

The input is read twice: once to see that it is plain UTF-8 and to hash it, once to work on it. Stdin, which can be read
once only, is copied to a temporary file meanwhile.
"""

from __future__ import annotations

import codecs
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from textkit.files.single_text import SingleText
from textkit.model.document import Document
from textkit.model.piece import Guesses, NotInPieces, Piece, Traits
from textkit.model.source import Segment, Source
from textkit.reading import ReadingError, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textkit.files.inputs import Input

BLOCK = 1 << 20  # bytes that are read at once
SIZE = 1 << 20  # characters of a piece, about: a pass over so many finds the last pass's work still in the cache
MOST = 16  # pieces: what finds no end before is too long to be one
LONG = 4 << 20  # bytes from which a text is worth the second reading


@dataclass(frozen=True, slots=True)
class TextPiece(SingleText):
    """A piece of an input. ``sha256`` is the hash of the input."""

    def __len__(self) -> int:
        return len(self.document.source.text)

    @property
    def last(self) -> bool:
        return self.document.piece is None or self.document.piece.last


def cut_up(
    blocks: Iterable[str], cut: Callable[[str], int], size: int = SIZE, path: str = ""
) -> Iterator[tuple[str, bool]]:
    """The text that ``blocks`` are, in pieces of about ``size`` characters, each with whether it is the last.

    ``cut`` gives the last place at which a text that goes on may be cut, 0 where there is none.

    Raises ``NotInPieces`` where no place to cut comes for ``MOST`` pieces.
    """
    waiting: list[str] = []
    length = 0
    wanted = size
    for block in blocks:
        waiting.append(block)
        length += len(block)
        if length < wanted:
            continue
        text = "".join(waiting)
        if at := cut(text):
            yield text[:at], False
            text = text[at:]
        elif length >= MOST * size:
            raise NotInPieces(path)
        waiting, length = [text], len(text)
        wanted = size if at else 2 * length
    yield "".join(waiting), True


class _Scanned(NamedTuple):
    """What the first reading has found: plain UTF-8 of this size and hash, behind this mark, with these traits."""

    size: int
    sha256: str
    bom: bytes
    traits: Traits


class Pieces:
    """Reads long texts piece by piece. ``guess`` makes what guesses their traits; a text shorter than ``long`` bytes is
    none of ours.
    """

    def __init__(self, guess: Callable[[], Guesses], long: int = LONG, size: int = SIZE) -> None:
        self._guess, self._long, self._size = guess, long, size
        self._told: dict[str, Traits | None] = {}  # of texts that are done again
        self._turn = 0
        self._stdin: BinaryIO | None = None  # what was read of it

    def __reduce__(self) -> tuple[object, ...]:
        return Pieces, (self._guess, self._long, self._size)  # inputs are cut in one process

    def again(self, path: str, traits: Traits | None) -> None:
        """The text ``path`` is to be done again: with other traits than were guessed, but once only, else whole."""
        self._told[path] = None if path in self._told else traits
        self._turn += 1

    def cut(self, one: Input, path: str) -> Iterator[TextPiece] | bytes | None:
        """The pieces of a text; its bytes if they are read already, or ``None``, where it has to be read as a whole."""
        if one.is_stdin:
            head = b"" if self._stdin else sys.stdin.buffer.read(self._long)
            if not self._stdin and len(head) < self._long:
                return head
            stream = self._stdin = self._stdin or _copied(head, sys.stdin.buffer)
        elif one.blob or not one.real.is_file() or one.real.stat().st_size < self._long:
            return None
        else:
            stream = one.real.open("rb")
        told = self._told.get(path)
        whole = path in self._told and told is None
        scanned = None if whole else scan(stream, path, self._guess())
        if scanned is None:
            stream.seek(0)
            return stream.read() if one.is_stdin else None
        return self._pieces(one, path, stream, scanned._replace(traits=told or scanned.traits))

    def _pieces(self, one: Input, path: str, stream: BinaryIO, found: _Scanned) -> Iterator[TextPiece]:
        offset = line = 0
        segments = (Segment(len(found.bom), found.size, "utf-8", 0),)
        turn = self._turn
        for text, last in cut_up(_texts(stream, found, path), self._guess().cut, self._size, path):
            if self._turn != turn:
                return  # nobody wants the rest
            source = Source(path, text, found.size, segments, bom=found.bom)
            piece = Piece(offset, line, last, found.traits)
            yield TextPiece(one, path, found.sha256, Document(source, text, piece=piece))
            offset += len(text)
            line += text.count("\n") + text.count("\r") - text.count("\r\n")


def _copied(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A temporary file that holds ``head`` and all that comes behind it."""
    copy = TemporaryFile()  # noqa: SIM115 - gone with the run
    copy.write(head)
    shutil.copyfileobj(rest, copy, BLOCK)
    return cast("BinaryIO", copy)


def scan(stream: BinaryIO, path: str, guess: Guesses) -> _Scanned | None:
    """Read a text for the first time; ``None`` if it is anything but plain UTF-8."""
    made, decoder = sha256(), codecs.getincrementaldecoder("utf-8")()
    size, bom, wide = 0, b"", False
    stream.seek(0)
    try:
        while block := stream.read(BLOCK):
            if not size:
                bom = codecs.BOM_UTF8 if block.startswith(codecs.BOM_UTF8) else b""
                head = read_bytes(block[: block.rfind(b"\n") + 1] or block, path)
                if head.encoding != "utf-8" or head.faults or head.candidates:
                    return None
            text = decoder.decode(block)
            if "\0" in text or "\x1b" in text:  # it may be another encoding all the same
                return None
            size, wide = size + len(block), wide or not block.isascii()
            made.update(block)
            guess.add(text)
        decoder.decode(b"", final=True)
    except (UnicodeDecodeError, ReadingError):
        return None
    return _Scanned(size, made.hexdigest(), bom, guess.traits) if wide else None


def _texts(stream: BinaryIO, found: _Scanned, path: str) -> Iterator[str]:
    """The text behind the mark, in blocks. Raises ``NotInPieces`` if the file is no longer what was scanned."""
    made, decoder = sha256(found.bom), codecs.getincrementaldecoder("utf-8")()
    stream.seek(len(found.bom))
    try:
        while block := stream.read(BLOCK):
            made.update(block)
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as e:
        raise NotInPieces(path) from e
    if made.hexdigest() != found.sha256:
        raise NotInPieces(path)
