"""The documents of ``--against``: read anew each time while they are few, else looked up in an index in the cache.

The index finds, for the new documents, all reference paragraphs that the verdict on them can turn on; these alone are
put beside them. Where that fails for whatever reason (no place, no right to write, damage, a question too broad), all
references are read, as if there were no index: it changes how long a run takes, never what it finds.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from textkit.files.cache import CacheShelf, Entry, Manifest, Standing, compare, settled, stamp
from textkit.files.inputs import Input
from textkit.files.links import resolved
from textkit.files.load import Reading
from textkit.model.document import Key
from textkit.model.errors import TextkitError
from textkit.pipeline.engine import Engine
from textkit.pipeline.indexed import Indexed, Volume
from textkit.settings import Settings

KIND = "references"
# Bytes of references below which reading them costs less than asking an index: hard-wrapped ones must be rejoined first.
SMALL = 1 << 14
# Bytes of new and changed references that are read anew each time before they are put into the index: a tenth of a second
# each time. To put them in takes as long again, and once for each doubling of what is there.
LOOSE = 32 << 10
# The index is for few new documents beside many references: at most one character in so many bytes. Where to look
# up a text of copies costs as much as to read all: one in twelve of large texts, one in seven of small ones; of references
# that are hard-wrapped, or of other texts, far fewer.
FEW = 6
MOST_DOCUMENTS = 20_000
# Bytes on the disk for each byte of text, at most; with room for what is being replaced.
SPACE = 6
# Bytes of files put into one volume: making it takes four times as many of memory. One file is never parted.
VOLUME = 1 << 29
LARGEST = 1 << 31  # file, in bytes

Facts = MutableMapping[Key, object]


@dataclass
class References:
    """The files ``inputs`` that are compared with and never changed.

    ``config`` is the folder of the configuration. ``fail`` is told of what cannot be read, ``say`` of what someone who wants to know every detail might ask.
    """

    engine: Engine
    inputs: Sequence[Input]
    reading: Reading
    settings: Settings
    config: Path
    fail: Callable[[TextkitError], None]
    say: Callable[[str], None] = lambda _: None

    def add(self, stage: int, facts: Facts) -> None:
        """Add the facts of references to ``facts``, which holds those of all new documents."""
        self._add_files(stage, facts, [one for one in self.inputs if not one.blob])
        self._read(stage, facts, [one for one in self.inputs if one.blob])  # few, and without times of their own

    def _add_files(self, stage: int, facts: Facts, inputs: Sequence[Input]) -> None:
        found: dict[str, tuple[Input, os.stat_result]] = {}
        for one in inputs:
            try:
                found[one.path] = one, os.stat(one.real)  # noqa: PTH116 - twice as fast, and there may be many
            except OSError:
                return self._read(stage, facts, inputs)  # tells of it
        total = sum(s.st_size for _, s in found.values())
        indexed = Indexed.of(self.engine, stage)
        few = 0 < len(facts) <= MOST_DOCUMENTS  # where there is none yet, nothing could be looked up
        if indexed is None or total < SMALL or not few or len(found) < len(inputs):
            return self._read(stage, facts, inputs)
        new = [facts[key] for key in facts]
        if sum(int(getattr(f, "length", 0)) for f in new) * FEW > total:
            return self._read(stage, facts, inputs)
        try:
            asked = Index(indexed, self._shelf(indexed), found, self.reading, self.say).ask(new)
            asked = asked and (list(asked[0]), asked[1])
        except (OSError, MemoryError, ValueError, IndexError, OverflowError) as e:  # damaged, as it may be on any disk
            self.say(f"no index of the references: {e}")
            asked = None
        if asked is None:
            return self._read(stage, facts, inputs)
        known, loose = asked
        for key, fact in known:
            facts[key] = fact
        return self._read(stage, facts, [found[path][0] for path in loose])

    def _read(self, stage: int, facts: Facts, inputs: Iterable[Input]) -> None:
        """Add the facts of ``inputs`` as they are read."""
        for one in inputs:
            try:
                for work in self.reading.parts(one):
                    for document in work.documents():
                        ready = self.engine.work(0, document)
                        facts[ready.key] = self.engine.facts(stage, ready, reference=True)
            except TextkitError as error:
                self.fail(error)

    def _shelf(self, indexed: Indexed) -> CacheShelf:
        """Where the index of these references is: one for each set of folders they lie in, as they were typed."""
        roots = {one.argument if one.walked else PurePath(one.argument).parent.as_posix() for one in self.inputs}
        told = [
            indexed.identity(self.reading, self.settings, self.config),
            *sorted((r, str(resolved(Path(r)))) for r in roots),
        ]
        return CacheShelf(KIND, sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32])


Asked = tuple[Iterable[tuple[Key, object]], Sequence[str]]


@dataclass
class Index:
    """The index on ``shelf`` of the files ``found`` (by path)."""

    indexed: Indexed
    shelf: CacheShelf
    found: Mapping[str, tuple[Input, os.stat_result]]
    reading: Reading
    say: Callable[[str], None]

    def ask(self, new: Sequence[object]) -> Asked | None:
        """The facts in the index that ``new`` ones call for, and the files that are not in it. None: compare with all.
        Raises ``OSError``.
        """
        for _ in range(2):
            manifest = self.shelf.read()
            standing = self._compared(manifest)
            if self._worn(manifest, standing.changed):
                manifest, standing.changed = self._renew()
            elif standing.renewed:
                self._note(manifest)
            try:
                known = self.indexed.recall(self._volumes(manifest, standing.changed), new)
            except OSError as e:
                self.say(f"the index of the references cannot be used: {e}")
                self._drop(manifest)
                continue
            self.shelf.used()
            return None if known is None else (known, standing.changed)
        return None

    def _compared(self, manifest: Manifest) -> Standing:
        return compare(manifest, {p: (str(one.real), s) for p, (one, s) in self.found.items()})

    def _volumes(self, manifest: Manifest, changed: Iterable[str]) -> list[Volume]:
        """The volumes with those of their documents shown that are asked for."""
        shown: dict[str, list[range]] = {}
        for path in self.found.keys() - set(changed):
            entry = manifest.files[path]
            shown.setdefault(entry.volume, []).append(range(entry.first, entry.last))
        volumes = []
        for name, parts in shown.items():
            hidden = bytearray(b"\1") * manifest.volumes[name][0]
            for part in parts:
                hidden[part.start : part.stop] = bytes(len(part))
            volumes.append(Volume(self.shelf.volume(name), bytes(hidden)))
        return volumes

    # -- keeping it up ------------------------------------------------------------------------------------------------

    def _worn(self, manifest: Manifest, changed: Iterable[str]) -> bool:
        """Whether so much has changed that the index is worth renewing."""
        stats = ((path, self.found[path][1]) for path in changed)
        size = sum(s.st_size for path, s in stats if manifest.unfit.get(path) != stamp(s))
        return size > (LOOSE if manifest.volumes else 0)

    def _note(self, manifest: Manifest) -> None:
        """Write down that files have other times and are the same; where that cannot be, it is found out again."""
        with contextlib.suppress(OSError), self.shelf.locked() as alone:
            if alone and self.shelf.read().volumes == manifest.volumes:
                self.shelf.write(manifest)

    def _drop(self, manifest: Manifest) -> None:
        """Remove an index that cannot be used, unless another process has put one in its place."""
        with self.shelf.locked() as alone:
            if alone and self.shelf.read().volumes == manifest.volumes:
                self.shelf.empty()

    def _renew(self) -> tuple[Manifest, list[str]]:
        """Bring the index up to date; the list of what it holds, and the files that are still not in it."""
        with self.shelf.locked() as alone:
            if not alone:
                raise OSError("another process is writing it")
            manifest = self.shelf.read()  # which another may have renewed while we waited
            changed = self._compared(manifest).changed
            if self._worn(manifest, changed):
                manifest, changed = self._rewritten(manifest, changed)
                self.shelf.write(manifest)
                self.shelf.clear(manifest.volumes)
                self.shelf.trim()
            return manifest, changed

    def _rewritten(self, manifest: Manifest, changed: Sequence[str]) -> tuple[Manifest, list[str]]:
        """The list with a further volume of what has changed, and of all volumes that are not much larger or are worn:
        so there are few, and each file is written few times. What cannot be read is left out, and named as still not there.
        """
        fresh = set(changed)
        kept = {p: e for p, e in manifest.files.items() if p not in fresh and (p in self.found or _is_there(e))}
        live = dict.fromkeys(manifest.volumes, 0)
        for e in kept.values():
            live[e.volume] += e.size
        worn = {name for name, (_, held) in manifest.volumes.items() if 4 * live[name] < 3 * held}
        size = sum(self.found[path][1].st_size for path in fresh)
        names = list(manifest.volumes)
        again: list[str] = []
        while names and (live[names[-1]] <= 2 * size or names[-1] in worn):
            size += live[names[-1]]
            again.append(names.pop())
        again += [name for name in names if name in worn]
        # files that were not asked for now are read again only by who asks for them
        fresh |= {p for p, e in kept.items() if e.volume in again and p in self.found}
        files = {p: e for p, e in kept.items() if e.volume not in again}
        if not self.shelf.room(SPACE * size):
            raise OSError("there is no room for it on the disk")
        if any(self.found[path][1].st_size > LARGEST for path in fresh):
            raise OSError("a file is too large for it")
        self.say(f"an index is made of {len(fresh)} reference files, {size / 1e6:.1f} MB")
        made = Manifest(files, {n: v for n, v in manifest.volumes.items() if n not in again})
        for paths in _portions({path: self.found[path][1].st_size for path in sorted(fresh)}):
            self._write(made, paths)
        return made, [path for path in self.found if path in made.unfit]

    def _write(self, made: Manifest, paths: Sequence[str]) -> None:
        """Write the files ``paths``, in order, into a new volume, and note them in ``made``."""
        name, folder = self.shelf.begin()
        writer = self.indexed.writer(folder)
        held = 0
        try:
            for path in paths:
                one, _ = self.found[path]
                since, before = time.time_ns(), one.real.stat()
                first, digest = writer.documents, ""
                try:
                    for work in self.reading.parts(one):
                        for document in work.documents():
                            writer.add(document)
                        digest = work.sha256
                except TextkitError:  # its documents so far are in no entry, so nobody is shown them
                    made.unfit[path] = stamp(before)
                    continue
                after = one.real.stat()
                sure = stamp(before) == stamp(after) and settled(after, since)
                own = stamp(after) if sure else None
                made.files[path] = Entry(str(one.real), own, digest, name, first, writer.documents, after.st_size)
                held += after.st_size
            writer.finish()
        finally:
            writer.discard()
        made.volumes[name] = writer.documents, held


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """The paths in order, in lists whose files have at most ``VOLUME`` bytes together, or are one."""
    portion: list[str] = []
    held = 0
    for path, size in sizes.items():
        if portion and held + size > VOLUME:
            yield portion
            portion, held = [], 0
        portion.append(path)
        held += size
    if portion:
        yield portion


def _is_there(entry: Entry) -> bool:
    """Whether a file that was not asked for is still what it was."""
    try:
        return entry.stamp == stamp(Path(entry.real).stat())
    except OSError:
        return False
