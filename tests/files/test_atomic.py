"""Writing whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from textkit.files.atomic import write_atomic
from textkit.model.errors import OutputError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_makes_folders_and_writes_every_chunk(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a/b/c.txt", iter([b"one", b"", b"two"]))
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"onetwo"


def test_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    write_atomic(tmp_path / "c.txt", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["c.txt"]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomic(tmp_path / "c.txt", b"")
    assert mode(tmp_path / "c.txt") == mode(tmp_path / "usual")


def test_permissions_come_from_the_named_file_else_from_the_one_that_stood_there(tmp_path: Path) -> None:
    secret, target = tmp_path / "secret", tmp_path / "c.txt"
    secret.touch(0o600)
    secret.chmod(0o600)
    target.touch()
    target.chmod(0o640)
    write_atomic(target, b"1")
    assert mode(target) == 0o640
    write_atomic(target, b"2", mode_from=secret)
    assert mode(target) == 0o600


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("x" * 255), b"new")
    assert (tmp_path / ("x" * 255)).read_bytes() == b"new"


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_what_stood_there_stays_when_the_work_breaks_off(tmp_path: Path, failure: type[BaseException]) -> None:
    target = tmp_path / "c.txt"
    target.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise failure

    with pytest.raises(failure):
        write_atomic(target, chunks())
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("c.txt", b"old")]


def test_what_stood_there_stays_when_the_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "c.txt"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="No space left") as caught:
        write_atomic(target, b"new")
    assert str(target) in str(caught.value)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("c.txt", b"old")]


def test_a_link_inside_the_folder_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomic(tmp_path / "link.txt", b"new", within=tmp_path)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["link.txt", "dangling.txt", "folder/new.txt", "../outside/new.txt"])
def test_nothing_is_written_outside_the_output_folder(tmp_path: Path, name: str) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (outside / "theirs.txt").write_bytes(b"old")
    (out / "link.txt").symlink_to(outside / "theirs.txt")
    (out / "dangling.txt").symlink_to(outside / "absent.txt")
    (out / "folder").symlink_to(outside, target_is_directory=True)
    with pytest.raises(OutputError) as caught:
        write_atomic(out / name, b"new", within=out)
    assert name in caught.value.where
    assert [(p.name, p.read_bytes()) for p in outside.iterdir()] == [("theirs.txt", b"old")]


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomic(Path(os.devnull), b"new")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_in_the_way_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(OutputError) as caught:
        write_atomic(tmp_path / "c.txt", b"new")
    assert str(tmp_path / "c.txt") in str(caught.value)
    assert caught.value.hint
