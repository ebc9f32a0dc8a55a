"""What a run leaves behind for later: the journal of a writing run, and the plan that an editor decides on."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from textkit._version import __version__
from textkit.files.atomic import write_atomic
from textkit.files.journal import FOLDER, Journal
from textkit.files.load import PlainText
from textkit.files.output import Output, blocks
from textkit.files.packed import Told
from textkit.files.records import is_parquet
from textkit.files.script import Line, changes_line, journal_lines
from textkit.files.undo import source_line, unreadable
from textkit.files.walk import project_root
from textkit.files.writing import Writing, encoded, output_encoding
from textkit.model.document import Document
from textkit.model.source import Source
from textkit.pipeline.outcomes import outcomes
from textkit.reports import dumps
from textkit.reports.spool import Spool
from textkit.settings import Settings

SHOWN = 40  # arguments of a command line that a run's header keeps


class Recorder:
    """The journal of one run."""

    def __init__(self, root: Path, verb: str, settings: Settings, folder: str | None = None) -> None:
        self.root = root.resolve()
        self._base = Path(folder) if folder else self.root / FOLDER
        header = {
            "type": "run",
            "root": os.path.relpath(self.root, self._base.resolve()),  # of the paths of targets
            "version": __version__,
            "verb": verb,
            "arguments": sys.argv[1 : SHOWN + 1],
            "settings": settings.data(),
        }
        self.journal = Journal(self._base, header)

    @property
    def called(self) -> str:
        """What `textkit undo` has to be told, here, to find the run; empty while nothing is recorded."""
        name, base = self.journal.name, self._base.resolve()
        if not name or base == (project_root(Path()) / FOLDER).resolve():
            return name
        return f"{name} --journal {shlex.quote(os.path.relpath(base))}"

    def add(
        self, output: Output, header: Line, lines: Iterable[bytes], pieces: tuple[Source, int, str] | None = None
    ) -> None:
        """Record that ``output``, which is finished, is about to be put in its place.

        ``header`` is the input's line in a plan; ``lines`` are those of the findings behind it and of the records that
        read otherwise. ``pieces``: how a text that went in pieces was read, how many there are, and the path in its ids.
        """
        target = output.target
        path = target.path.resolve() if target.path else None
        prior = path if path is not None and path.is_file() else None
        kept: dict[str, Iterable[bytes]] = {}
        if prior is not None and not target.in_place:
            kept["prior"] = blocks(prior)
        if target.in_place:
            raw = output.text.raw if output.text else None
            if raw is not None and (output.changed or output.sha256 != header["sha256"]):
                kept["raw"] = [raw]
            elif prior is not None and not output.restorable():
                kept["raw"] = blocks(prior)
        if output.text:
            text = output.text.document
            written = encoded(output.text, output.writing, [])
            if unreadable(written, *output_encoding(text.source, output.writing), text.text):
                kept["text"] = [text.source.text.encode("utf-8", "surrogatepass")]
        told = _text(output.text, output.writing) if output.text else _records(output)
        if is_parquet(output.path):
            told["source"] = self._relative(output.input.real.resolve())
        if pieces:
            source, count, identity = pieces
            told = {"source": source_line(source), "pieces": count, "identity": identity}
        made: Line = {
            **header,
            "target": self._relative(path) if path else "-",
            "made": self._relative(target.made.resolve()) if target.made else None,
            "in_place": target.in_place,
            "sha256_before": _hash_of(prior) if prior is not None else None,
            "sha256_out": output.sha256,
            "blobs": sorted(kept),
            "refused": [],
            "fallen": [],
            "records": output.lines,
            **told,
        }
        self.journal.add(made, lines, kept)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def telling(header: Line) -> Told:
    """What tells the findings of a text in pieces, the journal's header of which this is."""
    seen: dict[bytes, int] = {}

    def told(document: Document, number: int) -> Iterable[Line]:
        found = outcomes(document, writes=True, identity=header["identity"], seen=seen)
        return map(json.loads, journal_lines(document, found, number))

    return told


def _text(work: PlainText, writing: Writing) -> Line:
    document = work.document
    name, bom = output_encoding(document.source, writing)
    return {
        "output_encoding": name,
        "output_bom": bom.hex(),
        "source": source_line(document.source),
        "documents": [{"changes": changes_line(document.origin, document.source.text)}],
    }


def _records(output: Output) -> Line:
    writing = output.writing
    return {"output": output.name, "drop_empty": writing.drop_empty, "annotated": writing.annotate}


def _hash_of(path: Path) -> str:
    made = sha256()
    for block in blocks(path):
        made.update(block)
    return made.hexdigest()


class Plan:
    """A plan being written: one line for the run, one for each input, then one for each finding."""

    def __init__(self, path: str, verb: str, paths: tuple[str, ...], settings: Mapping[str, Any]) -> None:
        self.path = path
        self._heads, self._findings = Spool(), Spool()
        run = {"type": "run", "version": __version__, "verb": verb, "paths": list(paths), "settings": settings}
        self._heads.write(dumps(run))

    def add(self, header: Line, findings: Spool) -> None:
        """Take in one file: its line, and those of its findings."""
        self._heads.write(dumps(header))
        for block in findings.blocks():
            self._findings.add(block)

    def close(self) -> None:
        """Write the plan. Raises ``OutputError``."""
        data = (block.encode("utf-8") for block in chain(self._heads.blocks(), self._findings.blocks()))
        if self.path == "-":
            with contextlib.suppress(BrokenPipeError):
                sys.stdout.buffer.writelines(data)
        else:
            write_atomic(Path(self.path), data)
