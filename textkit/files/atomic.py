"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from textkit.files.links import resolved
from textkit.model.errors import OutputError


def write_atomic(
    path: Path, data: bytes | Iterable[bytes], *, mode_from: Path | None = None, within: Path | None = None
) -> None:
    """Write ``data`` to ``path`` so that at every moment the old file or the new one is there, whole.

    The data goes to a temporary file beside the target, is flushed to the disk and then renamed. Missing folders are
    made. The file gets the permissions of ``mode_from``, else those of the file that stood there, else the usual ones.
    A link is followed, so that it goes on leading to the file it led to; if ``within`` is given, a target that lies
    outside that folder once its links are resolved is refused. What is there and is no regular file (a pipe, a
    terminal, `/dev/null`) is written to directly. Raises ``OutputError``, which names the file.
    """
    target = resolved(path)
    if within is not None and resolved(within) not in target.parents:
        raise OutputError(
            "a link leads out of the output folder, nothing was written",
            str(path),
            "Remove the link, or name its target.",
        )
    chunks = (data,) if isinstance(data, bytes) else data
    try:
        before = target.stat() if target.exists() else None
        if before is not None and not stat.S_ISREG(before.st_mode):
            with target.open("wb") as device:
                device.writelines(chunks)
            return
        mode = stat.S_IMODE(mode_from.stat().st_mode) if mode_from else stat.S_IMODE(before.st_mode) if before else None
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, chunks, mode, before)
    except OSError as e:
        what = f"cannot be written: {e.strerror or e}"
        raise OutputError(what, str(path), "Name another place with -o, or check space and permissions.") from e


def _replace(target: Path, chunks: Iterable[bytes], mode: int | None, before: os.stat_result | None) -> None:
    # A name of its own, not the target's with an ending: the target's may already be as long as a name can be.
    temporary = target.with_name(f".textkit-{secrets.token_hex(8)}.tmp")
    # os.open and not mkstemp: a new file gets the permissions the user's umask gives.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        if before is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only the owner's superior may give files away
                os.chown(temporary, before.st_uid, before.st_gid)
        if mode is not None:
            temporary.chmod(mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
