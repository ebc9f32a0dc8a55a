"""What a commit would hold: the files in git's index, which need not be those that lie about in the folder.

Git is asked by running it, in the surroundings of whoever runs us, so that a hook sees the index its commit is made of.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from textkit.files.ignores import TEXTKITIGNORE, Frames, above, ignored, with_folder
from textkit.files.inputs import Blob, Input, NoSuchInput
from textkit.files.links import resolved
from textkit.model.errors import InputError, TextkitError, UsageError

REGULAR = "100"  # what the modes of files begin with; links have 120000, other repositories 160000
# Options that keep what the user has configured (programs, colours, moves) out of what we read.
PLAIN = ("-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-color", "--ignore-submodules")
NAMES = ("--name-only", *PLAIN)


class _Entry(NamedTuple):
    blob: str
    regular: bool
    unmerged: bool
    watched: bool  # git looks whether the file differs: not told to assume that it does not


def read_blob(blob: Blob) -> bytes:
    """The bytes that a checkout would write. Raises ``InputError``."""
    return _git(["cat-file", "--filters", f"--path={blob.path}", blob.name], blob.top)


@dataclass
class Repository:
    """The repository whose work tree has its root at ``top`` (a real path), with what its index holds."""

    top: Path
    _entries: dict[str, _Entry] = field(default_factory=dict)  # by path below ``top``, in order
    _differing: frozenset[str] = frozenset()

    @classmethod
    def around(cls, start: Path) -> Repository:
        """The repository that ``start``, a folder, lies in. Raises ``UsageError``."""
        try:
            said = _git(["rev-parse", "--show-toplevel"], str(start))
        except InputError as e:
            raise UsageError(
                e.what, "--staged", "It looks at what is staged in a git repository: run it in one."
            ) from e
        made = cls(resolved(Path(os.fsdecode(said.removesuffix(b"\n")))))
        for row in made._ask("ls-files", "-z", "-s", "-v"):
            told, _, path = row.partition("\t")
            tag, mode, blob, stage = told.split(" ")
            made._entries[path] = _Entry(blob, mode.startswith(REGULAR), stage != "0", tag.isupper() and tag != "S")
        made._differing = frozenset(made._ask("diff", *NAMES))
        return made

    def _ask(self, *arguments: str) -> list[str]:
        """The names that git lists, apart by NUL."""
        return [os.fsdecode(name) for name in _git([*arguments], str(self.top)).split(b"\0") if name]

    def changed(self, folders: Sequence[Path] = ()) -> list[str]:
        """The paths of files that are added or changed against the last commit, which need not exist.

        A file that only got another name is not changed, unless it came into or out of one of ``folders`` (real paths).
        """
        told = self._ask("diff", "--cached", "--raw", "--no-abbrev", *PLAIN, "--diff-filter=ACDMTU")
        rows = [(*row.split(" "), name) for row, name in zip(told[::2], told[1::2], strict=True)]
        inside = [self._name(folder) for folder in folders]
        where = {name: tuple(_lies(name, below) for below in inside) for *_, name in rows}
        gone = Counter((old, where[name]) for _, _, old, _, status, name in rows if status == "D")
        names = []
        for *_, new, status, name in rows:
            text = new, where[name]
            if status == "A" and gone[text]:
                gone[text] -= 1
            elif status != "D":
                names.append(name)
        return [name for name in names if name in self._entries and self._entries[name].regular]

    def inputs(
        self,
        arguments: Sequence[str],
        *,
        staged: bool,
        beside: Sequence[str] = (),
        root: Path,
        exclude: Sequence[str] = (),
        force_exclude: bool = False,
        on_error: Callable[[TextkitError], None],
    ) -> list[Input]:
        """The files of the index that ``arguments`` (files and folders; none: all) stand for, each once, as a walk of the
        index finds them: names that are hidden, and those that `.textkitignore` or ``exclude`` name, are passed over;
        `.gitignore` says nothing about files that git has. With ``staged`` only those that the commit would change, or
        bring into one of ``arguments`` or ``beside``.
        """
        folders = [resolved(Path(argument)) for argument in (*arguments, *beside)]
        names = self.changed(folders) if staged else [name for name, e in self._entries.items() if e.regular]
        found: dict[str, Input] = {}
        walk = _Walk(resolved(root), exclude)
        for argument in arguments or ("",):
            real = resolved(Path(argument)) if argument else self.top
            shown = PurePath(argument).as_posix()
            folder = real.is_dir()
            if not (real.exists() or self.holds(argument) or self._removes(real)):
                on_error(NoSuchInput("no such file or folder", argument, "Neither here nor in git's index."))
            seen_into = bool(argument) and not force_exclude and not walk.reached(real, folder)
            below = self._name(real)
            for name in names:
                if not _lies(name, below):
                    continue
                file = self.top / name
                if not (seen_into or (name == below and not force_exclude) or walk.reached(file, False)):
                    continue
                if self._entries[name].unmerged:
                    on_error(InputError("is not merged yet", self._shown(file), "Resolve it and `git add` it."))
                elif name not in found:
                    whole = name == below
                    relative = file.name if whole else file.relative_to(real).as_posix()
                    path = self._shown(file) if not argument else shown if whole else _below(shown, relative)
                    found[name] = Input(path, file, argument or ".", relative, not whole, self._blob(name))
        return list(found.values())

    def _name(self, real: Path) -> str | None:
        """What the names of the index begin with below ``real``; ``None`` if there are none."""
        if real == self.top or real in self.top.parents:
            return ""
        return real.relative_to(self.top).as_posix() if self.top in real.parents else None

    def _removes(self, real: Path) -> bool:
        """Whether the commit would remove ``real``, or what lies in it."""
        name = self._name(real)
        gone = self._ask("diff", "--cached", *NAMES, "--diff-filter=D")
        return name is not None and any(path == name or path.startswith(f"{name}/") for path in gone)

    def holds(self, argument: str) -> bool:
        """Whether the index holds the file, or a file in the folder, that ``argument`` names."""
        name = self._name(resolved(Path(argument)))
        if not name:
            return name is not None and bool(self._entries)
        return name in self._entries or any(path.startswith(f"{name}/") for path in self._entries)

    def _blob(self, name: str) -> Blob | None:
        """What to read where the file in the folder is not what is staged."""
        entry = self._entries[name]
        same = entry.watched and name not in self._differing and (self.top / name).is_file()
        return None if same else Blob(str(self.top), entry.blob, name)

    def _shown(self, file: Path) -> str:
        return PurePath(os.path.relpath(file, resolved(Path()))).as_posix()


def _below(folder: str, path: str) -> str:
    return path if folder == "." else f"{folder.rstrip('/')}/{path}"


@dataclass
class _Walk:
    """Whether a walk from ``root`` (a real path) would come to a file that git has; what lies elsewhere, it would."""

    root: Path
    exclude: Sequence[str]
    _folders: dict[Path, tuple[Frames, bool]] = field(default_factory=dict)

    def reached(self, path: Path, is_folder: bool) -> bool:
        if is_folder or path == self.root:
            return above(path, self.root, self.exclude, True, TEXTKITIGNORE).reached
        if path.name.startswith("."):
            return False
        known = self._folders.get(path.parent)
        if known is None:
            known = self._folders[path.parent] = self._told(path.parent)
        frames, reached = known
        return reached and not ignored(frames, path.as_posix(), False)

    def _told(self, folder: Path) -> tuple[Frames, bool]:
        """The patterns that a walk brings to ``folder``, and whether it gets there."""
        over = above(folder, self.root, self.exclude, True, TEXTKITIGNORE)
        within = self.root == folder or self.root in folder.parents
        return (with_folder(over.frames, folder, TEXTKITIGNORE) if within else ()), over.reached


def _lies(name: str, below: str | None) -> bool:
    """Whether ``name`` is ``below`` or lies in it; all lies in the folder without a name, and nothing where there is none."""
    return below is not None and (not below or name == below or name.startswith(f"{below}/"))


def _git(arguments: list[str], folder: str) -> bytes:
    """What git says when it is run in ``folder``. Raises ``InputError``."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}  # we change nothing, and wait for nobody
    try:
        ran = subprocess.run(  # noqa: S603 - no shell
            ["git", *arguments],  # noqa: S607 - the one on the PATH, as its user would get
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as e:
        raise InputError("git is not installed, or not on the PATH", "git") from e
    except OSError as e:
        raise InputError(f"git cannot be run: {e.strerror}", "git") from e
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise InputError(said[0] if said else f"git failed with {ran.returncode}", f"git {arguments[0]}")
    return ran.stdout
