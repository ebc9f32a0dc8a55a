"""How stdout is to be written to: as UTF-8, in colours or not, and how wide."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from textkit.cli.options import Color


def prepare_stdout() -> None:
    """Make stdout UTF-8 with LF on every system; what is no character (half of a surrogate pair) is shown by its number."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


def colored(wish: Color, out: TextIO) -> bool:
    """Whether to write colours: as wished, else to a terminal, unless the environment says otherwise."""
    if wish is not Color.AUTO:
        return wish is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")
    return bool(forced) or (out.isatty() and os.environ.get("TERM") != "dumb")


def width_of_stdout() -> int | None:
    """The width of the report on stdout: the terminal's; where there is none, what COLUMNS says, or 100."""
    if sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) else 100
