"""Where each input's output goes: settled for all of them before anything is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textkit.files.atomic import write_atomic
from textkit.files.ignores import MARKER
from textkit.files.inputs import STDIN, Input
from textkit.files.links import resolved
from textkit.files.records import is_parquet
from textkit.model.errors import UsageError

MARKER_TEXT = b"This folder was written by textkit. Walks over its parent folders pass it by.\n"
STDIN_NAME = "stdin.txt"


class Target(NamedTuple):
    """Where one output goes.

    ``path`` is the file to write, ``None`` for stdout; ``shown`` what the user is told. ``folder`` is the output folder
    that the file must not leave and that gets a marker, ``None`` for a single file or in place. ``made`` is the topmost
    folder that has to be made for the file.
    """

    path: Path | None
    shown: str
    folder: Path | None = None
    in_place: bool = False
    made: Path | None = None


def plan_outputs(
    inputs: Sequence[Input], output: str | None, in_place: bool, several: bool = False
) -> dict[str, Target]:
    """The target of each input, by the input's shown path; empty where neither option asks for writing. ``several``:
    more than one path was named, though no more than one may be there.

    ``output`` is a folder if it is one, ends in ``/``, or if an input came out of a folder or there are several; ``-``
    is stdout. Raises ``UsageError`` if two inputs would share one output, if an output is an input, or if the options
    contradict each other; then nothing has been written.
    """
    if in_place:
        return _in_place(inputs, output)
    if output is None or not inputs:
        return {}
    if output == STDIN:
        if len(inputs) > 1:
            raise UsageError(f"{len(inputs)} files cannot go to stdout together", "-o -", "Name a folder: -o cleaned/")
        return {inputs[0].path: Target(None, STDIN)}
    if not output:
        raise UsageError("names nothing", "-o ''", "Name a folder: -o cleaned/")
    planned = _in_folder(inputs, output) if several or _is_folder(inputs, output) else _single(inputs[0], output)
    _refuse_another_form(inputs[0], planned)
    _refuse_collisions(inputs, planned)
    return planned


def _in_place(inputs: Sequence[Input], output: str | None) -> dict[str, Target]:
    if output is not None:
        raise UsageError("contradicts -o", "--in-place", "Give one of the two.")
    if any(i.is_stdin for i in inputs):
        raise UsageError(
            "stdin cannot be changed in place", "--in-place", "Leave the option out; the text goes to stdout."
        )
    return {i.path: Target(i.real, i.path, in_place=True) for i in inputs}


def _is_folder(inputs: Sequence[Input], output: str) -> bool:
    ends = output.endswith(("/", os.sep))
    return ends or Path(output).is_dir() or len(inputs) > 1 or any(i.walked for i in inputs)


def _in_folder(inputs: Sequence[Input], output: str) -> dict[str, Target]:
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            "a folder is needed here and this is a file",
            f"-o {output}",
            "Name a folder that does not exist yet, or one that does.",
        )
    planned = {}
    for one in inputs:
        path = folder / (STDIN_NAME if one.relative == STDIN else one.relative)
        planned[one.path] = Target(path, path.as_posix(), folder, made=_missing(path))
    return planned


def _single(one: Input, output: str) -> dict[str, Target]:
    path = Path(output)
    return {one.path: Target(path, path.as_posix(), made=_missing(path))}


def _refuse_another_form(one: Input, planned: dict[str, Target]) -> None:
    """Raise if Parquet would be written as something else, or something else as Parquet."""
    shown = planned[one.path].shown
    if is_parquet(one.relative) != is_parquet(shown):
        what = "Parquet is written as Parquet only" if is_parquet(one.relative) else f"{one.path} is no Parquet"
        raise UsageError(what, f"-o {shown}", f"Name the output as the input: *{Path(one.relative).suffix or '.txt'}")


def _missing(path: Path) -> Path | None:
    """The topmost folder above ``path`` that is not there."""
    top = None
    for folder in path.parents:
        if folder.exists():
            break
        top = folder
    return top


def _refuse_collisions(inputs: Sequence[Input], planned: dict[str, Target]) -> None:
    """Raise if two targets are one file, one lies below another, or one is an input."""
    read = {str(i.real): i.path for i in inputs if not i.is_stdin}
    known = {_identity(i.real): i.path for i in inputs if not i.is_stdin}
    taken: dict[str, str] = {}
    for source, target in planned.items():
        if target.path is None:
            continue
        real = resolved(target.path)
        name = str(real)
        own = read.get(name) or known.get(_identity(real) or (0, 0))
        if own is not None:
            raise UsageError(
                f"the output of {source} would overwrite the input {own}", target.shown, "Change files with --in-place."
            )
        if name in taken:
            raise UsageError(
                f"would be the output of both {taken[name]} and {source}", target.shown, "Clean them into two folders."
            )
        if target.folder is not None and real.is_dir():
            raise UsageError(f"the output of {source} is a folder that exists", target.shown, "Name another folder.")
        taken[name] = source
    for name, source in taken.items():
        for parent in Path(name).parents:
            if str(parent) in taken:
                raise UsageError(
                    f"would be a file for {taken[str(parent)]} and a folder for {source}",
                    str(parent),
                    "Clean them into two folders.",
                )


def _identity(path: Path) -> tuple[int, int] | None:
    """What the file system knows a file by, so that links and other spellings of its name are found out."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino


def mark_output(folder: Path) -> bool:
    """Put the marker into an output folder (made if need be) that has none. Returns whether one was put there."""
    marker = folder / MARKER
    if marker.exists():
        return False
    write_atomic(marker, MARKER_TEXT)
    return True
