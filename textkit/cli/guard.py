"""Checks before a run: nothing it writes may be something it reads, nor two things one file, nor known what was not sought,
and a folder without files is told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from textkit.cli.options import RuleOptions
from textkit.files.inputs import Input
from textkit.files.targets import Target
from textkit.model.errors import UsageError


def refuse_overwrites(
    inputs: Iterable[Input],
    references: Iterable[Input],
    targets: Mapping[str, Target],
    beside: Iterable[tuple[str, str]],
) -> None:
    """Raise ``UsageError`` if an output is a file of ``--against``, or a file written beside the outputs is an input, a
    reference, an output or another such file. ``beside`` are pairs of an option and its path.
    """
    read = {one.real: f"the input {one.path}" for one in inputs if not one.is_stdin}
    known = {one.real: f"{one.path}, which is only compared with" for one in references}
    taken: dict[Path, str] = {}
    for target in targets.values():
        if target.path is None:
            continue
        real = target.path.resolve()
        if real in known and real not in read:
            raise UsageError(f"the output would overwrite {known[real]}", target.shown, "Name another folder with -o.")
        taken[real] = f"the output {target.shown}"
    for option, path in beside:
        if path == "-":
            continue
        real = Path(path).resolve()
        other = read.get(real) or known.get(real) or taken.get(real)
        if other:
            raise UsageError(f"would overwrite {other}", f"{option} {path}", "Name another file.")
        taken[real] = f"{option} {path}"


def empty_folders(paths: Iterable[str], found: Iterable[Input]) -> Iterator[str]:
    """A message for each folder of ``paths`` below which no file of ``found`` lies: a mistaken path looks like that."""
    files = [one.real for one in found]
    for path in paths:
        real = Path(path).resolve()
        if path and real.is_dir() and not any(real in file.parents for file in files):
            yield f"{path}: no file to read in this folder; hidden and ignored ones are passed over"


def refuse_update(rules: RuleOptions) -> None:
    """Raise ``UsageError`` where a command that only tells is asked to write the baseline."""
    if rules.update_baseline:
        raise UsageError("this command does not look for what is new", "--update-baseline", "Use it with `check`.")
