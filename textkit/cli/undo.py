"""`textkit undo`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from textkit.cli.options import Color, complain
from textkit.cli.record import telling
from textkit.cli.terminal import colored, prepare_stdout
from textkit.cli.words import many
from textkit.files.journal import FOLDER, Entry, Run, find_run, runs
from textkit.files.load import readable
from textkit.files.undo import Undone, findings, undo_file
from textkit.files.walk import project_root
from textkit.model.errors import InputError, TextkitError, UsageError
from textkit.reports.diff import unified
from textkit.reports.visible import visible

STAYS = {
    "unchanged": "stays as it is: a later removal took that text; take the removal back to see the difference",
    "already": "was not written or is undone already",
}
SAYS = {
    "restored": "restored",
    "removed": "removed (there was none before the run)",
    "changed": "written again without what was taken back",
    **STAYS,
}
WOULD = {
    "restored": "would be restored",
    "removed": "would be removed (there was none before the run)",
    "changed": "would be written again without what is taken back",
    **STAYS,
}


def undo(
    run: Annotated[str | None, typer.Argument(help="A run, or `last`; without one, the runs are listed.")] = None,
    file: Annotated[list[str] | None, typer.Option("--file", help="Only these files of the run.")] = None,
    finding: Annotated[list[str] | None, typer.Option("--finding", help="Only these findings, by id.")] = None,
    journal: Annotated[str | None, typer.Option("--journal", help="The journal's folder.", metavar="DIR")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing, say what would be done.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing, show a unified diff.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only what could not be done.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List the findings of the run too.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colours of a diff.", show_default=False)] = Color.AUTO,
) -> int:
    """Take back a run, some of its files, or some of its findings. Without a run: list them.

    textkit undo
    textkit undo last
    textkit undo last --diff
    textkit undo last --file seeds/a.txt --finding 0123456789abcdef
    """
    root = project_root(Path())
    base = Path(journal) if journal else root / FOLDER
    prepare_stdout()
    if run is None:
        return _list(base)
    chosen = find_run(base, run)
    root = (base / chosen.header.get("root", root.resolve())).resolve()
    if verbose:
        return _show(chosen, root)
    entries = _chosen(chosen, root, file)
    code = 0
    wanted = set(finding or ())
    if wanted:
        entries = [(e, ids) for e, _ in entries if (ids := _among(wanted, e, root))]
        missing = wanted - {name for _, ids in entries for name in ids}
        if missing:
            raise UsageError(f"the run has no finding {', '.join(sorted(missing))}", chosen.name, "-v lists them.")
    for entry, ids in reversed(entries):
        try:
            done = undo_file(entry, root, telling, sorted(ids), look=check or diff)
            if diff:
                _show_diff(done, colored(color, sys.stdout))
            _tell(done, WOULD if check else {} if diff else SAYS, quiet)
        except TextkitError as error:
            complain(str(error))
            code = 2
    return code


def _tell(done: Undone, says: Mapping[str, str], quiet: bool) -> None:
    if says and not quiet:
        print(f"{visible(done.target)}: {says[done.what]}")
    for name in done.fallen:
        complain(f"{done.target}: finding {name} stood on text that was taken back and fell with it")


def _show_diff(done: Undone, color: bool) -> None:
    before, after = (readable(data, done.target) for data in (done.before, done.after))
    sys.stdout.writelines(unified(before, after, done.target, color, terminal=sys.stdout.isatty()))


def _among(wanted: set[str], entry: Entry, root: Path) -> set[str]:
    try:
        return wanted.intersection(str(line["id"]) for line in findings(entry, root, telling))
    except InputError:
        return set()  # whoever asks for one of them is told that there is none


def _chosen(run: Run, root: Path, files: list[str] | None) -> list[tuple[Entry, set[str]]]:
    entries = run.entries
    if not files:
        return [(e, set()) for e in entries]
    wanted = {Path(f).resolve(): f for f in files}
    found = []
    met: set[str] = set()
    for entry in entries:
        header = entry.header
        for path in ((root / header["target"]).resolve(), Path(header["path"]).resolve()):
            if path in wanted:
                met.add(wanted[path])
                found.append((entry, set[str]()))
                break
    missing = set(files) - met
    if missing:
        raise UsageError(f"the run did not write {', '.join(sorted(missing))}", run.name, "-v lists what it wrote.")
    return found


def _list(base: Path) -> int:
    recorded = runs(base)
    if not recorded:
        print("No run is recorded here.")
    code = 0
    for run in recorded:
        entries = run.entries
        try:
            header = run.header
            undone = sum(bool(e.header.get("undone")) for e in entries)
        except InputError as error:
            complain(str(error))
            code = 2
            continue
        state = " (undone)" if undone == len(entries) else f" ({undone} undone)" if undone else ""
        print(
            f"{run.name}  {header['verb']}  {many(len(entries), 'file')}{state}  textkit {visible(' '.join(header['arguments']))}"
        )
    return code


def _show(run: Run, root: Path) -> int:
    code = 0
    for entry in run.entries:
        header = entry.header
        print(f"{visible(header['path'])} -> {visible(header['target'])}")
        try:
            for line in findings(entry, root, telling):
                refused = " (taken back)" if line["id"] in header["refused"] else ""
                where = f"{line['line']}:{line['column']}"
                print(f"  {line['id']}  {where}  {line['rule']} {line['name']}  {line['fate']}{refused}")
        except InputError as error:
            complain(str(error))
            code = 2
    return code
