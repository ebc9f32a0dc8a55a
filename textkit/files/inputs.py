"""What there is to read: a file, stdin, or what git's index holds in place of a file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from textkit.model.errors import InputError

STDIN = "-"


class NoSuchInput(InputError):  # noqa: N818 - the name says it is one
    """A path on the command line leads to nothing."""


class Blob(NamedTuple):
    """The content of a file in the index of the repository at ``top``."""

    top: str
    name: str
    path: str  # below ``top``: says how git turns what it keeps into what lies in the folder


class Input(NamedTuple):
    """One thing to read.

    ``path`` is what the user is shown: the argument as typed, in POSIX form, and for a walked folder the part below
    it. ``real`` is the file itself, links resolved. ``argument`` is the path on the command line it came from,
    ``relative`` the part below that folder, or the file's own name. ``walked`` tells a file that was found in a folder
    from one that was named. ``blob`` is what to read instead of the file, where git's index holds something else.
    """

    path: str
    real: Path
    argument: str
    relative: str
    walked: bool = False
    blob: Blob | None = None

    @property
    def is_stdin(self) -> bool:
        return self.argument == STDIN
