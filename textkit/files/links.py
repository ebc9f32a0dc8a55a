"""Where a path really leads."""

from __future__ import annotations

import os
from pathlib import Path


def resolved(path: Path) -> Path:
    """``path`` made absolute, all links followed as far as they lead; a link to itself stays as it is."""
    return Path(os.path.realpath(path))  # Path.resolve fails on loops before Python 3.13
