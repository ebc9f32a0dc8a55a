"""Where a path really leads."""

from __future__ import annotations

import os
from pathlib import Path


def resolved(path: Path) -> Path:
    """``path`` made absolute, all links followed as far as they lead; a link to itself stays as it is, and so does one
    to what has no name of its own, such as the pipe behind the `/dev/fd/63` of a shell's `<(command)`.
    """
    real = os.path.realpath(path)  # Path.resolve fails on loops before Python 3.13
    nameless = not os.path.lexists(real) and os.path.exists(path)  # noqa: PTH110 - Path.exists raises if it may not look
    return path.absolute() if nameless else Path(real)
