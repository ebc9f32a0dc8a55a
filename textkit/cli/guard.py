"""Checks before a run: nothing it writes may be something it reads, nor two things one file, nor known what was not sought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def refuse_update(rules: RuleOptions) -> None:
    """Raise ``UsageError`` where a command that only tells is asked to write the baseline."""
    if rules.update_baseline:
        raise UsageError("this command does not look for what is new", "--update-baseline", "Use it with `check`.")
