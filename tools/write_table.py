"""The command line of the tools that learn a table from a folder of texts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def main(usage: str | None, table: Callable[[Path], bytes]) -> None:
    """Write to the second argument the ``table`` of the folder that is the first; print ``usage`` and exit 2 without both."""
    if len(sys.argv) != 3:
        print(usage, file=sys.stderr)
        sys.exit(2)
    data = table(Path(sys.argv[1]))
    Path(sys.argv[2]).write_bytes(data)
    print(f"{len(data):,} bytes", file=sys.stderr)
