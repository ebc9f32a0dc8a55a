"""What a run leaves behind for later: the journal of a writing run, and the plan that an editor decides on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from textkit._version import __version__
from textkit.files.atomic import write_atomic
from textkit.files.journal import FOLDER, Journal
from textkit.files.load import Loaded, Reading, Writing, output_encoding
from textkit.files.records import compressed
from textkit.files.script import Line, file_line, finding_lines
from textkit.files.targets import Target
from textkit.files.undo import changes_line, source_line, unreadable
from textkit.model.document import Document
from textkit.model.outcome import Outcome
from textkit.reports import dumps, finding_json
from textkit.settings import Settings

SHOWN = 40  # arguments of a command line that a run's header keeps


Parts = Sequence[tuple[Document, Sequence[Outcome]]]


def lines_of(parts: Parts) -> Iterator[Line]:
    """The finding lines of one file, given its documents with their outcomes."""
    for document, found in parts:
        yield from finding_lines(document, {o.number: finding_json(o) for o in found})


class Recorder:
    """The journal of one run."""

    def __init__(self, root: Path, verb: str, settings: Settings, folder: str | None = None) -> None:
        self.root = root.resolve()
        header = {
            "type": "run",
            "version": __version__,
            "verb": verb,
            "arguments": sys.argv[1 : SHOWN + 1],
            "settings": settings.data(),
        }
        self.journal = Journal(Path(folder) if folder else self.root / FOLDER, header)

    def add(
        self, work: Loaded, lines: Iterable[Line], target: Target, data: bytes, reading: Reading, writing: Writing
    ) -> None:
        """Record that ``data`` is about to be written to ``target``; ``lines`` are the findings behind it."""
        path = target.path.resolve() if target.path else None
        prior = path.read_bytes() if path is not None and path.is_file() else None
        blobs: dict[str, bytes] = {}
        if prior is not None and not target.in_place:
            blobs["prior"] = prior
        if target.in_place and work.raw is not None and not _computable(work, work.raw, data):
            blobs["raw"] = work.raw
        if work.records is None:
            (document,) = work.documents
            if unreadable(data, *output_encoding(document.source, writing), document.text):
                blobs["text"] = document.source.text.encode("utf-8", "surrogatepass")
        header: Line = {
            **file_line(work, reading.encoding, reading.field, reading.id_field),
            "target": self._relative(path) if path else "-",
            "in_place": target.in_place,
            "sha256_before": sha256(prior).hexdigest() if prior is not None else None,
            "sha256_out": sha256(data).hexdigest(),
            "blobs": sorted(blobs),
            "refused": [],
            "fallen": [],
            "records": len(work.records) if work.records is not None else 0,
        }
        header |= self._records(work, writing) if work.records is not None else self._text(work, writing)
        self.journal.add(header, lines, blobs)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def _text(self, work: Loaded, writing: Writing) -> Line:
        (document,) = work.documents
        name, bom = output_encoding(document.source, writing)
        return {
            "output_encoding": name,
            "output_bom": bom.hex(),
            "source": source_line(document.source),
            "documents": [{"changes": changes_line(document.origin, document.source.text)}],
        }

    def _records(self, work: Loaded, writing: Writing) -> Line:
        texts = {d.line: d.text for d in work.documents}
        changed = [r for r in work.records or () if r.text is not None and texts.get(r.line) != r.text]
        dropped = [r.line for r in changed if writing.drop_empty and not texts[r.line]]
        return {
            "raw_lines": {r.line: r.raw.hex() for r in changed},
            "dropped": dropped,
            "drop_empty": writing.drop_empty,
        }


def _computable(work: Loaded, raw: bytes, data: bytes) -> bool:
    """Whether ``raw``, which the text alone may not give back, can be had from the output ``data`` all the same."""
    if raw == data and not any(len(d.origin) for d in work.documents):
        return True
    return work.records is not None and b"".join(compressed((r.raw for r in work.records), work.path)) == raw


class Plan:
    """A plan being written: one line for the run, one for each input, one for each finding."""

    def __init__(self, path: str, verb: str, paths: tuple[str, ...], settings: Mapping[str, Any]) -> None:
        self.path = path
        self._lines = [
            dumps({"type": "run", "version": __version__, "verb": verb, "paths": list(paths), "settings": settings})
        ]

    def add(self, work: Loaded, parts: Parts, reading: Reading) -> None:
        """Take in one file."""
        self._lines.append(dumps(file_line(work, reading.encoding, reading.field, reading.id_field)))
        self._lines.extend(dumps(line) for line in lines_of(parts))

    def close(self) -> None:
        """Write the plan. Raises ``OutputError``."""
        data = ("\n".join(self._lines) + "\n").encode("utf-8")
        if self.path == "-":
            with contextlib.suppress(BrokenPipeError):
                sys.stdout.buffer.write(data)
        else:
            write_atomic(Path(self.path), data)
