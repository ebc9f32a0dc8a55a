"""The command. `--version` is answered before anything else is imported."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from textkit._version import __version__

# Read by numpy when it is first imported. Its sort for AVX-512 is left unused on processors where that would be slow,
# and then none is taken at all: the next best is five times as fast. Threads for linear algebra, which we do not use,
# cost as much as the import itself.
NUMPY = {"NPY_DISABLE_CPU_FEATURES": "X86_V4", "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    """Run the command line."""
    _stand_in_for_closed_streams()
    if sys.argv[1:] == ["--version"]:
        with contextlib.suppress(OSError):  # which the long way tells of
            sys.stdout.write(f"textkit {__version__}\n")
            sys.stdout.flush()
            return
    for name, value in NUMPY.items():
        os.environ.setdefault(name, value)
    # Millions of small objects come and go, none of them in circles: looking for circles often costs a fifth of a run.
    gc.set_threshold(1_000_000, 10, 10)
    try:
        from textkit.cli import app

        app()
    except KeyboardInterrupt:  # while modules load; later the command itself ends in good order
        sys.exit(130)
    except SystemExit as end:
        _leave(end.code)
        raise


def _stand_in_for_closed_streams() -> None:
    """Give the process the streams that its caller closed: of errors nobody hears, but text that is lost is an error.

    Without them the next file that is opened would be taken for stdout, and `print` would put errors into the text.
    """
    if sys.stdout is None:  # what cannot be written to complains when it is flushed
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as we do


def _leave(code: object) -> None:
    """End the process here and now: to take all its objects apart one by one is a twentieth of a run.

    Does nothing where there is something left to tell, or a profiler looks on, which tells what it saw at the end.
    """
    if not isinstance(code, int) or sys.getprofile() or sys.gettrace():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit(code)


if __name__ == "__main__":
    main()
