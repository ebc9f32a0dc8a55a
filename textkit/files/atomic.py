"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from textkit.files.links import resolved
from textkit.model.errors import OutputError


class Staged:
    """A file being written, so that at every moment the old file or the new one is there, whole.

    The data goes to a temporary file beside the target; ``commit`` flushes it to the disk and renames it. Missing
    folders are made. The file gets the permissions of ``mode_from``, else those of the file that stood there, else the
    usual ones. A link is followed, so that it goes on leading to the file it led to; if ``within`` is given, a target
    that lies outside that folder once its links are resolved is refused. What is there and is no regular file (a pipe,
    a terminal, `/dev/null`) is written to directly. All methods raise ``OutputError``, which names the file; left as a
    context without ``commit``, the temporary file is gone and all is as it was.
    """

    def __init__(self, path: Path, *, mode_from: Path | None = None, within: Path | None = None) -> None:
        self.path = path
        self._target = resolved(path)
        self._mode_from = mode_from
        self._within = resolved(within) if within is not None else None
        self._before: os.stat_result | None = None
        self._temporary: Path | None = None
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        try:
            (self._file or self._open()).write(data)
        except OSError as e:
            raise self._failed(e) from e

    def commit(self) -> None:
        """Put the file in its place."""
        try:
            self._commit()
        except OSError as e:
            raise self._failed(e) from e
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave all as it was; nothing happens if the file is in its place."""
        file, temporary = self._file, self._temporary
        self._file = self._temporary = None
        with contextlib.suppress(OSError):  # of a full disk, of which the first write has told
            if file is not None:
                file.close()
        if temporary is not None:
            temporary.unlink(missing_ok=True)

    def _open(self) -> BinaryIO:
        target = self._target
        if self._within is not None and self._within not in target.parents:
            raise OutputError(
                "a link leads out of the output folder, nothing was written",
                str(self.path),
                "Remove the link, or name its target.",
            )
        if self.path.exists() and not stat.S_ISREG(self.path.stat().st_mode):  # the link of a pipe leads nowhere
            self._before = self.path.stat()
            self._file = self.path.open("wb")
            return self._file
        self._before = target.stat() if target.exists() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own, not the target's with an ending: the target's may already be as long as a name can be.
        temporary = target.with_name(f".textkit-{secrets.token_hex(8)}.tmp")
        # os.open and not mkstemp: a new file gets the permissions the user's umask gives.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        self._temporary = temporary
        self._file = open(handle, "wb")  # noqa: PTH123, SIM115 - a descriptor has no path; closed by discard
        return self._file

    def _commit(self) -> None:
        file = self._file or self._open()
        file.flush()
        temporary, before = self._temporary, self._before
        if temporary is None:
            return
        os.fsync(file.fileno())
        file.close()
        mode = stat.S_IMODE(self._mode_from.stat().st_mode) if self._mode_from else None
        if mode is None and before is not None:
            mode = stat.S_IMODE(before.st_mode)
        if before is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only the owner's superior may give files away
                os.chown(temporary, before.st_uid, before.st_gid)
        if mode is not None:
            temporary.chmod(mode & 0o777)
        temporary.replace(self._target)
        self._temporary = None
        _flush_folder(self._target.parent)

    def _failed(self, error: OSError) -> OutputError:
        what = f"cannot be written: {error.strerror or error}"
        return OutputError(what, str(self.path), "Name another place with -o, or check space and permissions.")


def write_atomic(
    path: Path, data: bytes | Iterable[bytes], *, mode_from: Path | None = None, within: Path | None = None
) -> None:
    """Write ``data`` to ``path``, whole or not at all; see ``Staged``."""
    with Staged(path, mode_from=mode_from, within=within) as staged:
        for chunk in (data,) if isinstance(data, bytes) else data:
            staged.write(chunk)
        staged.commit()


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
