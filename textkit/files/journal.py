"""The journal: what each writing run changed, so that it can be taken back.

A run is a folder of the project's `.textkit/runs/`: `run.json` says what was run, and each file it wrote has one file
of lines, first its header, then its findings with the edits of their passes, in the form of a plan. Bytes that cannot
be computed back from changes lie beside it as compressed blobs. An entry is there before its target is written, so a
run that dies can be undone as far as it came.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from textkit.files.atomic import write_atomic
from textkit.model.errors import InputError, OutputError, UsageError

FOLDER = ".textkit"
RUNS = "runs"
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
        """The lines behind the header."""
        with self.file.open(encoding="ascii") as lines:
            next(lines, "")
            for line in lines:
                yield _parsed(line, self.file)

    def blob(self, name: str) -> bytes:
        """The bytes kept under ``name``."""
        return zlib.decompress(self.file.with_suffix(f".{name}").read_bytes())

    def keep(self, name: str, data: bytes) -> None:
        """Keep bytes under ``name``."""
        write_atomic(self.file.with_suffix(f".{name}"), zlib.compress(data))

    def update(self, header: Mapping[str, Any]) -> None:
        """Replace the header and keep the rest."""
        rest = list(self.findings())
        write_atomic(self.file, _written([header, *rest]))


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
        return self._folder.name if self._folder else ""

    def add(self, header: Mapping[str, Any], findings: Iterable[Mapping[str, Any]], blobs: Mapping[str, bytes]) -> None:
        """Record one file. Raises ``OutputError``."""
        folder = self._folder or self._begin()
        self._count += 1
        file = folder / f"{self._count:06d}.jsonl"
        for name, data in blobs.items():
            Entry(file).keep(name, data)
        write_atomic(file, _written([header, *findings]))

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
                self._folder = folder
                write_atomic(folder / "run.json", _written([self._header]))
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


def _written(lines: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(line, default=str) + "\n" for line in lines).encode("ascii")
