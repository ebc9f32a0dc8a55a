"""The cache folder: found where the system has it, safe beside other processes, and never trusted when it is stale."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from textkit.files import cache
from textkit.files.cache import CacheShelf, Entry, Manifest, cache_folder, compare, digest_of, settled, stamp

LONG_AGO = 1_600_000_000_000_000_000


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"TEXTKIT_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b"}, Path("/a")),
        ({"XDG_CACHE_HOME": "/b"}, Path("/b/textkit")),
        ({"TEXTKIT_CACHE_DIR": ""}, Path.home() / ".cache" / "textkit"),
    ],
)
def test_where_the_cache_is(environment: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder(environment) == folder


# -- what is stale ----------------------------------------------------------------------------------------------------


def listed(path: Path, *, sure: bool = True) -> Manifest:
    """A manifest that holds ``path`` as it is, changed long ago."""
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    found = path.stat()
    own = stamp(found) if sure else None
    entry = Entry(str(path), own, digest_of(path), "v", 0, 1, found.st_size)
    return Manifest({"a": entry}, {"v": (1, found.st_size)})


def standing(manifest: Manifest, path: Path) -> tuple[list[str], list[str], bool]:
    found = compare(manifest, {"a": (str(path), path.stat())})
    return found.known, found.changed, found.renewed


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    return path


def test_a_file_as_it_was_is_known_without_being_read(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = listed(text)
    monkeypatch.setattr(cache, "digest_of", None)
    assert standing(manifest, text) == (["a"], [], False)


def test_other_bytes_of_the_same_length_and_time_are_a_change(text: Path) -> None:
    manifest = listed(text)
    text.write_text("two", "utf-8")
    os.utime(text, ns=(LONG_AGO, LONG_AGO))
    assert standing(manifest, text) == ([], ["a"], False)


def test_a_file_that_was_only_touched_is_known(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = listed(text)
    os.utime(text, ns=(LONG_AGO, LONG_AGO + 1))
    later = time.time_ns() + 10 * cache.GRAIN
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert standing(manifest, text) == (["a"], [], True)
    assert manifest.files["a"].stamp == stamp(text.stat())


def test_times_of_a_file_that_has_just_been_written_say_nothing(text: Path) -> None:
    manifest = listed(text, sure=False)
    assert not settled(text.stat(), time.time_ns())
    assert standing(manifest, text) == (["a"], [], False)
    assert manifest.files["a"].stamp is None


def test_what_another_path_led_to_is_a_change(text: Path, tmp_path: Path) -> None:
    manifest = listed(text)
    other = tmp_path / "b.txt"
    other.write_text("one", "utf-8")
    assert standing(manifest, other) == ([], ["a"], False)


# -- shelves ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> CacheShelf:
    made = CacheShelf("kind", "name", tmp_path)
    with made.locked() as alone:
        assert alone
    return made


def test_what_is_written_is_read(shelf: CacheShelf, text: Path) -> None:
    manifest = listed(text)
    manifest.unfit["b"] = [1, 2, 3, 4]
    manifest.volumes["v"] = 1, 3
    shelf.write(manifest)
    read = shelf.read()
    assert read.files == manifest.files
    assert {k: tuple(v) for k, v in read.volumes.items()} == manifest.volumes
    assert read.unfit == manifest.unfit
    assert (shelf.folder.parents[1] / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f0")


@pytest.mark.parametrize(
    "raw", ["", "{", "[]", '{"files": {}}', '{"files": {"a": []}, "volumes": {}, "unfit": {}}', "\0"]
)
def test_a_list_that_is_damaged_is_none(shelf: CacheShelf, raw: str) -> None:
    (shelf.folder / "manifest.json").write_text(raw, "utf-8")
    assert shelf.read() == Manifest()


def test_one_process_writes_at_a_time(shelf: CacheShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fcntl")
    monkeypatch.setattr(cache, "PATIENCE", 0.0)
    other = CacheShelf("kind", "name", shelf.folder.parents[1])
    with shelf.locked() as first:
        assert first
        with other.locked() as second:
            assert not second
    with other.locked() as third:
        assert third


def test_what_was_cut_off_is_cleared_away(shelf: CacheShelf) -> None:
    keep, _ = shelf.begin()
    left, folder = shelf.begin()
    (folder / "half").write_bytes(b"...")
    (shelf.folder / "manifest.json.1234").write_bytes(b"{")
    shelf.write(Manifest({}, {keep: (0, 0)}))
    shelf.clear([keep])
    assert {p.name for p in shelf.folder.iterdir()} == {keep, "manifest.json", "lock"}
    assert left not in shelf.read().volumes


def test_shelves_that_were_not_used_for_longest_go_first(tmp_path: Path) -> None:
    for number, name in enumerate(("old", "older", "new")):
        made = CacheShelf("kind", name, tmp_path)
        with made.locked():
            made.write(Manifest())
            (made.folder / "data").write_bytes(bytes(1000))
        when = LONG_AGO // 10**9 + (number != 1)
        for path in (made.folder / "manifest.json", made.folder):
            os.utime(path, (when, when))
    made.trim(2500)
    assert {p.name for p in (tmp_path / "kind").iterdir()} == {"old", "new"}
    made.trim(0)
    assert {p.name for p in (tmp_path / "kind").iterdir()} == {"new"}
