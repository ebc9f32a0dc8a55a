"""The command. `--version` is answered before anything else is imported."""

from __future__ import annotations

import sys

from textkit._version import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"textkit {__version__}\n")
        return
    from textkit.cli import app

    app()


if __name__ == "__main__":
    main()
