"""Which paths a walk leaves out: `.gitignore` and `.textkitignore` at every level, hidden names, marked output folders.

The rules are git's: in one file the last pattern that matches decides, a deeper file outweighs a shallower one, and
nothing below an ignored folder can be taken back. Patterns of `.textkitignore` count as standing behind those of the
`.gitignore` beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from textkit.model.patterns import Patterns

TEXTKITIGNORE = (".textkitignore",)
IGNORE_FILES = (".gitignore", *TEXTKITIGNORE)
MARKER = ".textkit-output"


class Frame(NamedTuple):
    """The patterns of one folder; ``prefix`` is the folder's real path in POSIX form with a final ``/``."""

    prefix: str
    patterns: Patterns


Frames = tuple[Frame, ...]


def prefix_of(folder: Path) -> str:
    """``folder`` as text that its files' paths begin with."""
    return folder.as_posix().rstrip("/") + "/"


def with_folder(frames: Frames, folder: Path, names: Collection[str]) -> Frames:
    """``frames`` and, if ``folder`` (a real path that holds ``names``) has ignore files, one more."""
    lines: list[str] = []
    for name in IGNORE_FILES:
        if name in names:
            try:
                text = (folder / name).read_bytes().decode("utf-8-sig", "surrogateescape")
            except OSError:  # a folder of that name, a link to nowhere: git reads past it too
                continue
            lines += text.splitlines()
    return (*frames, Frame(prefix_of(folder), Patterns.of(lines))) if lines else frames


def ignored(frames: Frames, path: str, is_folder: bool) -> bool:
    """Whether the patterns leave out ``path``, a real path in POSIX form below all of the frames' folders."""
    for frame in reversed(frames):
        said = frame.patterns.verdict(path[len(frame.prefix) :], is_folder)
        if said is not None:
            return said
    return False


class Above(NamedTuple):
    """What lies between the project root and a path: its patterns, and whether a walk from the root gets there."""

    frames: Frames
    reached: bool


def above(
    path: Path,
    root: Path,
    exclude: Sequence[str] = (),
    is_folder: bool = True,
    names: Collection[str] = IGNORE_FILES,
) -> Above:
    """What the folders from ``root`` down to ``path`` (both real) say of it.

    ``exclude`` holds patterns relative to ``root``. Nothing above ``root`` is looked at; a path that does not lie
    below it is judged by nothing. ``names`` are the ignore files that count.
    """
    if root != path and root not in path.parents:
        return Above((), True)
    base: Frames = (Frame(prefix_of(root), Patterns.of(exclude)),) if exclude else ()
    reached = True
    frames: Frames = ()
    here = root
    for part in path.relative_to(root).parts:
        frames = with_folder(frames, here, names)
        marked = here != root and (here / MARKER).exists()
        here = here / part
        folder = is_folder or here != path
        text = here.as_posix()
        if part.startswith(".") or marked or ignored(frames, text, folder) or ignored(base, text, folder):
            reached = False
    if is_folder and path != root and (path / MARKER).exists():
        reached = False
    return Above((*frames, *base), reached)
