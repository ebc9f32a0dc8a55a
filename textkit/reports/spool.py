"""Text put aside in a temporary file until the end of a file or a report, so that a big run is not held in memory."""

from __future__ import annotations

import codecs
import tempfile
from typing import TYPE_CHECKING, TextIO

from textkit.model.errors import no_room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textkit.model.outcome import FileResult

IN_MEMORY = 1_000_000  # bytes kept before a file is made: most reports never touch the disk
BLOCK = 1 << 18  # bytes that are read again at once


class Spool:
    """Text that is written first and read again later, in order; as lines (without line ends in them) or as it is."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, "w+b")  # noqa: SIM115 - lives as long as the report
        self.count = 0

    def write(self, line: str) -> None:
        """One line."""
        self.add(line + "\n")

    def add(self, text: str) -> None:
        """Text as it is: one entry more."""
        try:
            self._file.write(text.encode("utf-8", "surrogatepass"))
        except OSError as e:
            raise no_room(e) from e
        self.count += 1

    def __iter__(self) -> Iterator[str]:
        self._file.seek(0)
        for line in self._file:
            yield line[:-1].decode("utf-8", "surrogatepass")

    def blocks(self) -> Iterator[str]:
        """All of it, in pieces of any length."""
        decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            yield decoder.decode(block)

    def copy(self, out: TextIO) -> None:
        """Write all of it, which holds no lone surrogates, to ``out``: as bytes where that is possible."""
        buffer = getattr(out, "buffer", None)
        if buffer is None or (out.encoding or "").lower() not in ("utf-8", "utf8"):
            out.writelines(self.blocks())
            return
        out.flush()
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            buffer.write(block)

    def place(self) -> tuple[int, int]:
        """Where it ends now, for ``back``."""
        return self._file.tell(), self.count

    def back(self, place: tuple[int, int] = (0, 0)) -> None:
        """Forget what was written behind ``place``."""
        self._file.seek(place[0])
        self._file.truncate()
        self.count = place[1]

    def close(self) -> None:
        self._file.close()


class Held:
    """What a report shows of a file's findings, held until it is known that the file was done."""

    def __init__(self, out: TextIO, between: str = "") -> None:
        self.out = out
        self.between = between  # entries of all files
        self.count = 0  # of entries written
        self._spool = Spool()
        self._waiting = 0

    def add(self, entries: Iterable[str]) -> None:
        """Entries of the file that is being done."""
        listed = list(entries)
        if listed:
            before = self.between if self.count + self._waiting else ""
            self._spool.add(before + self.between.join(listed))
            self._waiting += len(listed)

    def file(self, result: FileResult) -> None:
        """Show them, unless the file could not be done after all; the next file begins."""
        if not result.error:
            self.out.writelines(self._spool.blocks())
            self.count += self._waiting
        self._waiting = 0
        self._spool.back()
