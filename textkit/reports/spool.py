"""Lines put aside in a temporary file until the end of a report, so that a big run is not held in memory."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_MEMORY = 1_000_000  # bytes kept before a file is made: most reports never touch the disk


class Spool:
    """Lines (without line ends in them) that are written first and read again once, in order."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, "w+b")  # noqa: SIM115 - lives as long as the report
        self.count = 0

    def write(self, line: str) -> None:
        self._file.write(line.encode("utf-8", "surrogatepass") + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[str]:
        self._file.seek(0)
        for line in self._file:
            yield line[:-1].decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()
