"""From the paths on the command line to the list of files to read."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from textkit.files.ignores import MARKER, Frames, above, ignored, with_folder
from textkit.files.inputs import STDIN, Input, NoSuchInput
from textkit.files.links import resolved
from textkit.model.errors import InputError, TextkitError

CONFIG_FILE = "textkit.toml"


def _raise(error: TextkitError) -> None:
    raise error


def expand(
    paths: Sequence[str],
    *,
    force_exclude: bool = False,
    exclude: Sequence[str] = (),
    root: Path | None = None,
    on_error: Callable[[TextkitError], None] = _raise,
) -> list[Input]:
    """The files that ``paths`` stand for, each once, in the order of the arguments.

    A folder is walked; its files come in code-point order of their paths, whatever the file system says. Hidden names,
    marked output folders and what `.gitignore` and `.textkitignore` (from the project root down) or ``exclude``
    (patterns relative to ``root``, by default the project root of each path) name are left out. What is named on the
    command line is always read, even where a walk would not have come; with ``force_exclude`` only what a walk from
    the project root would have reached. ``-`` is stdin.

    Links to files are followed in a walk if they stay inside the walked folder; links to folders are not, so a walk
    always ends. A missing path or an unreadable folder is handed to ``on_error``, which raises if none is given; the
    walk goes on if it returns.
    """
    found: list[Input] = []
    seen: set[str] = set()
    for argument in paths:
        if argument == STDIN:
            candidates = iter([Input(STDIN, Path(STDIN), STDIN, STDIN)])
        elif not argument or not os.path.exists(argument):  # noqa: PTH110 - Path("") is the current folder
            on_error(_missing(argument))
            continue
        else:
            candidates = _expand_one(argument, force_exclude, exclude, root, on_error)
        for one in candidates:
            name = str(one.real)
            if name not in seen:
                seen.add(name)
                found.append(one)
    return found


def _missing(argument: str) -> NoSuchInput:
    if Path(argument).is_symlink():
        return NoSuchInput("this link leads to nothing", argument, "Name the file it should lead to.")
    return NoSuchInput("no such file or folder", argument or "''", "Check the spelling; `-` reads from stdin.")


def _expand_one(
    argument: str,
    force_exclude: bool,
    exclude: Sequence[str],
    root: Path | None,
    on_error: Callable[[TextkitError], None],
) -> Iterator[Input]:
    shown, real = PurePath(argument).as_posix(), resolved(Path(argument))
    is_folder = real.is_dir()
    start = real if is_folder else real.parent
    over = above(real, resolved(root or project_root(start)), exclude, is_folder)
    if force_exclude and not over.reached:
        return
    if not is_folder:
        yield Input(shown, real, argument, PurePath(argument).name)
        return
    # Whoever names an ignored folder wants to see into it, so the patterns that hide it are silent there.
    frames = over.frames if over.reached else ()
    for relative, file in sorted(_walk(real, frames, on_error)):
        path = relative if shown == "." else f"{shown.rstrip('/')}/{relative}"
        yield Input(path, file, argument, relative, walked=True)


def _walk(top: Path, frames: Frames, on_error: Callable[[TextkitError], None]) -> Iterator[tuple[str, Path]]:
    """The files below ``top`` (a real path) in no order: path below ``top``, and the file itself."""
    met: set[Path] = set()
    links: list[tuple[str, Path]] = []
    waiting = [(top, "", frames)]
    while waiting:
        folder, below, over = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as e:
            on_error(InputError(f"the folder cannot be read: {e.strerror}", str(folder), "The rest was read."))
            continue
        names = {entry.name for entry in entries}
        if folder != top and MARKER in names:
            continue
        over = with_folder(over, folder, names)
        for entry in entries:
            path, is_folder = folder / entry.name, entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(".") or ignored(over, path.as_posix(), is_folder):
                continue
            if is_folder:
                waiting.append((path, f"{below}{entry.name}/", over))
            elif entry.is_symlink():
                links.append((below + entry.name, path))
            elif entry.is_file():
                met.add(path)
                yield below + entry.name, path
    for relative, link in sorted(links):
        real = resolved(link)
        if real.is_file() and top in real.parents and real not in met:
            met.add(real)  # a file goes by its own name if the walk meets it, else by its first link's
            yield relative, real


def project_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` with a configuration or a `.git`, else the current folder."""
    start = resolved(start)
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file() or (folder / ".git").exists() or _configures(folder / "pyproject.toml"):
            return folder
    return Path.cwd()


def _configures(pyproject: Path) -> bool:
    """Whether a `pyproject.toml` has a table `[tool.textkit]`."""
    try:
        return "textkit" in tomllib.loads(pyproject.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError):
        return False
