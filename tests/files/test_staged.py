"""Which files of git's index a commit changes: those that only get another name are none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.git import unconfigured
from textkit.files.staged import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with files in two folders, two of them of one text, in its last commit."""
    unconfigured(monkeypatch)
    git(tmp_path, "init", "-q")
    for name, text in (("seeds/a.txt", "一"), ("seeds/b.txt", "二"), ("seeds/c.txt", "二"), ("drafts/d.txt", "三")):
        write(tmp_path, name, text)
    git(tmp_path, "commit", "-qm", "a change")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--", name)


@pytest.mark.parametrize(
    ("moves", "copies", "changed", "reason"),
    [
        ({"seeds/a.txt": "seeds/e.txt"}, {}, [], "another name"),
        ({"seeds/a.txt": "seeds/sub/e.txt"}, {}, [], "another place in the same folder"),
        ({"seeds/b.txt": "seeds/e.txt", "seeds/c.txt": "seeds/f.txt"}, {}, [], "two of one text"),
        ({"seeds/a.txt": "seeds/e.txt"}, {"seeds/f.txt": "一"}, ["seeds/f.txt"], "and a copy of it"),
        ({"seeds/a.txt": "seeds/e.txt"}, {"seeds/e.txt": "四"}, ["seeds/e.txt"], "another text too"),
        ({}, {"seeds/f.txt": "一"}, ["seeds/f.txt"], "a copy"),
        ({"drafts/d.txt": "seeds/d.txt"}, {}, ["seeds/d.txt"], "brought in from elsewhere"),
        ({"seeds/a.txt": "drafts/a.txt"}, {}, ["drafts/a.txt"], "brought elsewhere"),
    ],
)
def test_changed(folder: Path, moves: dict[str, str], copies: dict[str, str], changed: list[str], reason: str) -> None:
    for old, new in moves.items():
        (folder / new).parent.mkdir(exist_ok=True)
        git(folder, "mv", old, new)
    for name, text in copies.items():
        write(folder, name, text)
    repository = Repository.around(folder)
    assert repository.changed([folder.resolve() / "seeds"]) == changed, reason
    everywhere = [name for name in changed if name in copies]
    assert repository.changed([folder.resolve()]) == everywhere, reason
