"""Carrying out a plan: inputs read again and checked, their passes replayed, outputs written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import Any

from textkit.cli.options import WriteOptions, complain
from textkit.cli.record import Recorder
from textkit.cli.words import many
from textkit.files.chunk import Chunk
from textkit.files.inputs import Input
from textkit.files.journal import Line, line_of
from textkit.files.load import Reading, Work, read_input
from textkit.files.output import Output
from textkit.files.script import Script, fallen_ids, recorded
from textkit.files.targets import plan_outputs
from textkit.files.undo import record_line
from textkit.files.walk import expand, project_root
from textkit.files.writing import Writing
from textkit.model.changes import ChangeSet
from textkit.model.document import Document
from textkit.model.errors import InputError, TextkitError, UsageError
from textkit.model.passes import Pass
from textkit.model.replay import Replay, replay
from textkit.reports.diff import unified
from textkit.reports.visible import visible
from textkit.settings import Settings


@dataclass
class Carried:
    """What carrying out a plan has to tell: one message a finding that fell, how many were applied, how many files failed."""

    fallen: list[str] = field(default_factory=list)
    applied: int = 0
    errors: int = 0
    failing: int = 0  # findings of severity warning or error


def carry_out(
    run: Mapping[str, Any],
    files: list[tuple[Line, list[Line]]],
    write: WriteOptions,
    quiet: bool,
    color: bool = False,
) -> Carried:
    """Do exactly what a plan accepts. Raises ``TextkitError`` before anything is written if an input has changed."""
    done = Carried()
    if run.get("verb") not in ("clean", "decode", "rejoin", "normalize", "convert", "dedupe"):
        raise UsageError(f"a plan of {run.get('verb')!r} has nothing to apply", "apply")
    inputs = _inputs(run, [header for header, _ in files])
    loaded = [_loaded(one, header) for one, (header, _) in zip(inputs, files, strict=True)]
    looks = write.check or write.diff
    targets = {} if looks else plan_outputs(inputs, write.output, write.in_place)
    if not targets and not looks:
        raise UsageError("say where to write", "apply", "For example: textkit apply PLAN -o cleaned/")
    unit = run["settings"].get("options", {}).get("dedupe", {}).get("unit")
    writing = Writing(run["verb"] in ("clean", "decode", "normalize"), write.to_encoding, unit == "document")
    recorder = None if looks else Recorder(project_root(inputs[0].real), "apply", Settings(), write.journal)
    written = 0
    for one, (data, reading), (header, lines) in zip(inputs, loaded, files, strict=True):
        output = None if looks else Output(one, header["path"], targets[one.path], writing)
        show = partial(_show, write=write, color=color)
        try:
            records = _carried(reading.parts(one, data), lines, header["path"], output, done, show)
            if output:
                _write(output, recorder, header, chain(map(line_of, lines), records))
                written += 1
        except TextkitError as error:
            complain(str(error))
            done.errors += 1
        finally:
            if output:
                output.discard()
    if not quiet:
        would = "would be " if looks else ""
        told = (
            f"{many(written, 'file')} written, {many(done.applied, 'finding')} {would}applied, {len(done.fallen)} fell"
        )
        if recorder and recorder.journal.name:
            told += f"; undo: textkit undo {recorder.called}"
        print(f"textkit apply: {told}", file=sys.stderr)
    return done


def _carried(
    parts: Iterable[Work],
    lines: Sequence[Line],
    path: str,
    output: Output | None,
    done: Carried,
    show: Callable[[Work], None],
) -> list[bytes]:
    """Do to the parts of a file what the plan's ``lines`` say, and count it in ``done``; the journal's lines of records.
    Without an ``output`` what would be done is shown.
    """
    scripts = recorded(lines, path)
    records: list[bytes] = []
    for part in parts:
        work, count, fallen = _replayed(part, scripts)
        done.fallen += [f"{path}: finding {name} stood on text that was refused and fell with it" for name in fallen]
        done.applied += count
        if output is None:
            show(work)
            continue
        new = output.add(work)
        if isinstance(work, Chunk):
            records += [line_of(record_line(n, raw, not new[n])) for n, raw in work.raw_lines(new)]
    done.failing += sum(
        line.get("severity") != "info" and line.get("fate") not in ("suppressed", "baseline") for line in lines
    )
    return records


def _inputs(run: Mapping[str, Any], headers: list[Line]) -> list[Input]:
    """The inputs of the plan's run, with their paths below the folders they were walked from."""
    walked = {i.path: i for i in expand(list(run["paths"]), on_error=lambda _: None)}
    found = []
    for header in headers:
        one = walked.get(header["path"]) or next(iter(expand([header["path"]])))
        found.append(one)
    return found


def _loaded(one: Input, header: Line) -> tuple[bytes, Reading]:
    data = read_input(one)
    if sha256(data).hexdigest() != header["sha256"]:
        raise InputError("has changed since the plan was made", one.path, "Make the plan anew with `clean --plan`.")
    name = header["path"] if one.is_stdin else "-"
    return data, Reading(header["encoding"], field=header["field"], id_field=header["id"], stdin_name=name)


def _replayed(work: Work, scripts: Mapping[int, Script]) -> tuple[Work, int, list[str]]:
    """A part with what its scripts (by line) do, how many findings that were, and the ids of those that fell."""
    path, lines = work.span
    documents: list[Document] = []
    fallen: list[str] = []
    count = 0
    for document in work.some((path, n) for n in lines if n in scripts):
        passes, numbered = scripts[document.line]
        try:
            again: Replay = replay(document.source.text, passes)
        except ValueError as error:
            raise InputError(f"cannot be replayed: {error}", path, 'Only "accept" may be edited.') from error
        fallen += fallen_ids(again.fallen, numbered)
        count += sum(r.accept for p in passes for r in p) - len(again.fallen)
        documents.append(_as_document(document, again.changes))
    return work.having(documents), count, fallen


def _as_document(document: Document, changes: ChangeSet) -> Document:
    """The document after one pass that makes all changes at once."""
    if not len(changes):
        return document
    return document.after(Pass("apply", (), b"", changes, 0))


def _show(work: Work, write: WriteOptions, color: bool) -> None:
    for document in work.met():
        if write.diff:
            sys.stdout.writelines(
                unified(document.source.text, document.text, work.path, color, terminal=sys.stdout.isatty())
            )
        elif document.text != document.source.text:
            print(f"{visible(work.path)}: would change in {len(document.origin)} places")


def _write(output: Output, recorder: Recorder | None, header: Line, lines: Iterable[bytes]) -> None:
    output.finish()
    if recorder and output.target.path is not None:
        recorder.add(output, header, lines)
    output.commit()
    for warning in output.warnings:
        complain(warning)
