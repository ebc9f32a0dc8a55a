"""The cache folder: things that took long to make, kept until what they were made of changes.

A shelf is a folder for one purpose. It holds volumes (folders that are put in place whole and never changed) and a
list, `manifest.json`, that is replaced in one step: it says which volumes count, and which files each was made of, by
size, times and SHA-256. Who reads sees one list or the next, never half of one; a volume that is not on it is nothing.
Whoever is cut off leaves such volumes behind, and the next to write clears them away.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

MANIFEST = "manifest.json"
LOCK = "lock"
TAG = "CACHEDIR.TAG"
TAG_TEXT = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder holds what textkit can make again. For the tag see https://bford.info/cachedir/\n"
)
# Nanoseconds within which two changes of a file may have the same time: two seconds on FAT, the coarsest in use.
GRAIN = 2_000_000_000
# Bytes of all shelves together, beyond which those that were not used for longest are removed.
MOST = 10 << 30
# Seconds that we wait for another process that is writing what we need; it is then done without.
PATIENCE = 600.0


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where textkit keeps its cache: `TEXTKIT_CACHE_DIR`, or a folder of its own at the place the system has for it."""
    if own := environment.get("TEXTKIT_CACHE_DIR"):
        return Path(own)
    if shared := environment.get("XDG_CACHE_HOME"):
        return Path(shared) / "textkit"
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "textkit" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "textkit"
    return Path.home() / ".cache" / "textkit"


Stamp = list[int]  # size, times of change of content and of the file, and its number


def stamp(found: os.stat_result) -> Stamp:
    """What changes when a file does."""
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def settled(found: os.stat_result, since: int) -> bool:
    """Whether a change made after ``since`` (nanoseconds) would show in the times of a file."""
    return max(found.st_mtime_ns, found.st_ctime_ns) < since - GRAIN


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises ``OSError``."""
    made = sha256()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            made.update(data)
    return made.hexdigest()


class Entry(NamedTuple):
    """A file that went into ``volume``, as documents ``[first, last)`` of it. No ``stamp``: its times say nothing."""

    real: str
    stamp: Stamp | None
    sha256: str
    volume: str
    first: int
    last: int
    size: int


@dataclass
class Manifest:
    """The files on a shelf by path, and its volumes, oldest first, each with its number of documents and the bytes it
    was made of. ``unfit``: files that could not be read.
    """

    files: dict[str, Entry] = field(default_factory=dict)
    volumes: dict[str, tuple[int, int]] = field(default_factory=dict)
    unfit: dict[str, Stamp] = field(default_factory=dict)


@dataclass
class Standing:
    """What a shelf knows of some files: those whose entries hold, and those that are new or have changed.

    ``renewed``: an entry got new times, so that the manifest is worth writing.
    """

    known: list[str]
    changed: list[str]
    renewed: bool = False


def compare(manifest: Manifest, files: Mapping[str, tuple[str, os.stat_result]]) -> Standing:
    """How ``files`` (by path: the real path, and what ``stat`` says) stand to ``manifest``, which gets their times."""
    standing = Standing([], [])
    now = time.time_ns()
    for path, (real, found) in files.items():
        entry = manifest.files.get(path)
        if entry is None or entry.real != real or entry.size != found.st_size:
            standing.changed.append(path)
            continue
        if entry.stamp != stamp(found):
            try:
                same = digest_of(Path(real)) == entry.sha256
            except OSError:
                same = False
            if not same:
                standing.changed.append(path)
                continue
            if settled(found, now):
                manifest.files[path] = entry._replace(stamp=stamp(found))
                standing.renewed = True
        standing.known.append(path)
    return standing


class CacheShelf:
    """The folder ``name`` among those of one ``kind`` in the cache. Methods raise ``OSError``."""

    def __init__(self, kind: str, name: str, root: Path | None = None) -> None:
        self._root = root or cache_folder()
        self._kind = self._root / kind
        self.folder = self._kind / name

    def read(self) -> Manifest:
        """The list of what is there; an empty one where there is none, or none that can be read."""
        try:
            data = json.loads((self.folder / MANIFEST).read_text("utf-8"))
            files = {str(path): Entry(*row) for path, row in data["files"].items()}
            volumes = {str(name): (int(count), int(size)) for name, (count, size) in data["volumes"].items()}
            unfit = dict(data["unfit"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Manifest()
        return Manifest({p: e for p, e in files.items() if e.volume in volumes}, volumes, unfit)

    def volume(self, name: str) -> Path:
        """The folder of a volume."""
        return self.folder / name

    def used(self) -> None:
        """Note that the shelf is in use, which keeps it from being removed; a shelf that cannot be written is left."""
        with contextlib.suppress(OSError):
            os.utime(self.folder / MANIFEST)

    @contextlib.contextmanager
    def locked(self) -> Iterator[bool]:
        """Keep others from writing at the same time, which would be harmless and a waste. False: another goes on."""
        self._kind.mkdir(parents=True, exist_ok=True)
        tag = self._root / TAG
        if not tag.exists():
            tag.write_text(TAG_TEXT, "utf-8")
        self.folder.mkdir(exist_ok=True)
        try:
            import fcntl
        except ImportError:  # no such locks here: then two may do the same work
            yield True
            return
        with (self.folder / LOCK).open("ab") as file:
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if time.monotonic() > end:
                        yield False
                        return
                    time.sleep(0.1)
                    continue
                yield True  # closing the file unlocks it
                return

    def begin(self) -> tuple[str, Path]:
        """A new volume: its name and its folder. Nobody knows of it until it is on the list."""
        name = f"v-{secrets.token_hex(8)}"
        folder = self.folder / name
        folder.mkdir()
        return name, folder

    def write(self, manifest: Manifest) -> None:
        """Put ``manifest`` in place."""
        rows = {"files": manifest.files, "volumes": manifest.volumes, "unfit": manifest.unfit}
        temporary = self.folder / f"{MANIFEST}.{secrets.token_hex(8)}"
        try:
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(rows, file, ensure_ascii=True)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.folder / MANIFEST)
        finally:
            temporary.unlink(missing_ok=True)

    def clear(self, keep: Iterable[str]) -> None:
        """Remove the volumes that are not in ``keep``, and what others left unfinished. Only under the lock."""
        names = {*keep, MANIFEST, LOCK}
        for entry in list(os.scandir(self.folder)):
            if entry.name not in names:
                _remove(Path(entry.path))

    def empty(self) -> None:
        """Remove all that is on it: the list first, so that it is none from then on. Only under the lock."""
        (self.folder / MANIFEST).unlink(missing_ok=True)
        self.clear(())

    def trim(self, most: int = MOST) -> None:
        """Remove the shelves of this kind that were not used for longest until all take at most ``most`` bytes; this
        one stays.
        """
        shelves = []
        for entry in os.scandir(self._kind):
            if entry.is_dir(follow_symlinks=False):
                used, size = _weight(Path(entry.path))
                shelves.append((used, size, entry.name))
        total = sum(size for _, size, _ in shelves)
        for _, size, name in sorted(shelves):
            if total <= most:
                return
            if name != self.folder.name:
                with contextlib.suppress(OSError):
                    (self._kind / name / MANIFEST).unlink(missing_ok=True)
                _remove(self._kind / name)
                total -= size

    def room(self, size: int) -> bool:
        """Whether the disk has ``size`` bytes to spare."""
        return shutil.disk_usage(self.folder).free > size


def _weight(folder: Path) -> tuple[float, int]:
    """When a shelf was used or begun, and the bytes it takes."""
    used, size = folder.stat().st_mtime, 0
    for top, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                found = (Path(top) / name).stat()
                size += found.st_size
                if name == MANIFEST:
                    used = max(used, found.st_mtime)
    return used, size


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
