"""Running the command inside the test's own process, with bytes on both ends."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textkit.cli import app


@dataclass(frozen=True)
class Ran:
    """An exit code, and what came out on both streams."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def textkit(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
    """Run ``textkit`` with these arguments."""
    out, err = io.BytesIO(), io.BytesIO()
    saved = sys.stdin, sys.stdout, sys.stderr, sys.argv
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", write_through=True)
    sys.argv = ["textkit", *map(str, arguments)]
    code = 0
    try:
        with _within(cwd):
            app([str(a) for a in arguments])
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    finally:
        streams = sys.stdout, sys.stderr  # held: a wrapper that dies closes what it wraps
        for stream in streams:
            stream.flush()
        sys.stdin, sys.stdout, sys.stderr, sys.argv = saved
    return Ran(code, out.getvalue(), err.getvalue().decode("utf-8"))


@contextlib.contextmanager
def _within(cwd: Path | None) -> Iterator[None]:
    if cwd is None:
        yield
        return
    before = Path.cwd()
    os.chdir(cwd)
    try:
        yield
    finally:
        os.chdir(before)
