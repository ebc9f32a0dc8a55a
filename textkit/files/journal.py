"""The journal: what each writing run changed, so that it can be taken back.

A run is a folder of the project's `.textkit/runs/`: `run.json` says what was run, and each file it wrote has one file
of lines, first its header, then its findings with the edits of their passes, in the form of a plan, then the records
that read otherwise in the output. Bytes that cannot be computed back from changes lie beside it as compressed blobs. An entry is there before its target is written, so a
run that dies can be undone as far as it came.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from textkit.files.atomic import write_atomic
from textkit.model.errors import InputError, OutputError, UsageError

FOLDER = ".textkit"
RUNS = "runs"
BLOCK = 1 << 18  # bytes that are read at once
_ENCODER = json.JSONEncoder(default=str)
Line = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """What one run did to one file."""

    file: Path

    @property
    def header(self) -> Line:
        """The first line: paths, hashes, encodings and changes."""
        with self.file.open(encoding="ascii") as lines:
            return _parsed(next(lines, ""), self.file)

    def findings(self) -> Iterator[Line]:
        """The lines of findings, as a plan has them."""
        return (line for line in self._rest() if line["type"] == "finding")

    def records(self) -> Iterator[Line]:
        """The lines of records that read otherwise in the output: ``line``, ``raw`` in hex, and whether they went."""
        return (line for line in self._rest() if line["type"] == "record")

    def pieces(self) -> Iterator[Line]:
        """The pieces of a long text in order: their changes."""
        return (line for line in self._rest() if line["type"] == "piece")

    def _rest(self) -> Iterator[Line]:
        with self.file.open(encoding="ascii") as lines:
            next(lines, "")
            for line in lines:
                yield _parsed(line, self.file)

    def blob(self, name: str) -> bytes:
        """The bytes kept under ``name``."""
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes kept under ``name``, in pieces."""
        made = zlib.decompressobj()
        with self.file.with_suffix(f".{name}").open("rb") as file:
            while block := file.read(BLOCK):
                yield made.decompress(block)
        yield made.flush()

    def keep(self, name: str, data: Iterable[bytes]) -> None:
        """Keep bytes under ``name``."""
        made = zlib.compressobj(1)  # they are read again only if the run is undone

        def packed() -> Iterator[bytes]:
            yield from map(made.compress, data)
            yield made.flush()

        write_atomic(self.file.with_suffix(f".{name}"), packed())

    def update(self, header: Mapping[str, Any], records: Iterable[Line] | None = None) -> None:
        """Replace the header, and the lines of records or pieces if some are given; keep the rest."""
        lines = self._rest() if records is None else chain(self.findings(), records)
        write_atomic(self.file, _written(chain([header], lines)))


@dataclass(frozen=True)
class Run:
    """A recorded run. Its name begins with the time it began."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def header(self) -> Line:
        return _parsed((self.folder / "run.json").read_text("ascii"), self.folder / "run.json")

    @property
    def entries(self) -> list[Entry]:
        """Its files in the order they were done."""
        return [Entry(file) for file in sorted(self.folder.glob("*.jsonl"))]


class Journal:
    """A run being recorded; nothing is made on the disk before the first entry."""

    def __init__(self, base: Path, header: Mapping[str, Any]) -> None:
        self._base = base
        self._header = header
        self._folder: Path | None = None
        self._count = 0

    @property
    def name(self) -> str:
        """The name of the run; empty while it has no entry."""
        return self._folder.name if self._folder and self._count else ""

    def add(self, header: Mapping[str, Any], lines: Iterable[bytes], blobs: Mapping[str, Iterable[bytes]]) -> None:
        """Record one file; ``lines`` are those behind the header, written by ``line_of``.

        Raises ``OutputError``; then nothing of the file is recorded.
        """
        folder = self._folder or self._begin()
        file = folder / f"{self._count + 1:06d}.jsonl"
        try:
            for name, data in blobs.items():
                Entry(file).keep(name, data)
            write_atomic(file, chain([line_of(header)], lines))
        except BaseException:
            self._forget(file)
            raise
        self._count += 1

    def _forget(self, file: Path) -> None:
        """Remove what there is of an entry that could not be written, and the run if it was to be its first."""
        with contextlib.suppress(OSError):
            for part in file.parent.glob(f"{file.stem}.*"):
                part.unlink()
            if not self._count:
                (file.parent / "run.json").unlink()
                file.parent.rmdir()
                self._folder = None

    def _begin(self) -> Path:
        try:
            runs = self._base / RUNS
            runs.mkdir(parents=True, exist_ok=True)
            ignore = self._base / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", "ascii")
            stem = datetime.now().astimezone().strftime("%Y%m%dT%H%M%S")
            for number in range(1000):
                folder = runs / (f"{stem}-{number}" if number else stem)
                try:
                    folder.mkdir()
                except FileExistsError:
                    continue
                try:
                    write_atomic(folder / "run.json", _written([self._header]))
                except OutputError:
                    folder.rmdir()
                    raise
                self._folder = folder
                return folder
        except OSError as e:
            raise OutputError(
                f"the journal cannot be written: {e.strerror}", str(self._base), "Name another place with --journal."
            ) from e
        raise OutputError("too many runs in one second", str(self._base))


def runs(base: Path) -> list[Run]:
    """The recorded runs below ``base``, the oldest first."""
    folder = base / RUNS
    found = [Run(f) for f in folder.iterdir() if (f / "run.json").is_file()] if folder.is_dir() else []
    return sorted(found, key=lambda r: (r.name.partition("-")[0], int(r.name.partition("-")[2] or 0)))


def find_run(base: Path, name: str) -> Run:
    """The run called ``name``, or the newest for ``last``. Raises ``UsageError``."""
    recorded = runs(base)
    if not recorded:
        raise UsageError("no run is recorded here", str(base / RUNS), "Runs with -o or --in-place are.")
    if name == "last":
        return recorded[-1]
    for run in recorded:
        if run.name == name:
            return run
    raise UsageError(f"no run is called {name!r}", str(base / RUNS), "`textkit undo` lists them.")


def _parsed(line: str, file: Path) -> Line:
    try:
        found = json.loads(line)
    except ValueError as e:
        raise InputError("the journal is damaged", str(file), "This run cannot be undone.") from e
    assert isinstance(found, dict)
    return found


def line_of(data: Mapping[str, Any]) -> bytes:
    """A line of an entry."""
    return _ENCODER.encode(data).encode("ascii") + b"\n"


def _written(lines: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    return map(line_of, lines)
