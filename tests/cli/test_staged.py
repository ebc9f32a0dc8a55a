"""`check --staged` in real repositories: what is judged is what the commit would hold, nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Ran, textkit
from tests.git import unconfigured

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

OLD = "运河两岸的老茶馆每天清早就坐满了听书的客人，说书先生一拍醒木，满堂立刻安静下来。"
NEAR = OLD.replace("满堂", "全堂")
OTHER = "山里的果园今年换了新的灌溉办法，水顺着细管一滴一滴渗进树根，比从前省了一大半。"
NEW = "气象站的年轻人守着仪器过了一整个冬天，记下来的数字装满了三个厚厚的本子。"
GATE = ("check", "--staged", "--against", "seeds/", "--select", "DEC,DUP")


@dataclass
class Repo:
    """A repository in a folder, without any configuration of the machine."""

    folder: Path

    def git(self, *arguments: str, code: int = 0, **environment: str) -> str:
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == code, ran.stderr.decode("utf-8", "replace")
        return os.fsdecode(ran.stdout)

    def write(self, name: str, text: str | bytes, add: bool = True) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        if add:
            self.git("add", "-f", "--", name)
        return path

    def commit(self) -> None:
        self.git("commit", "-qm", "a change")

    def gate(self, *more: str, folder: str = ".") -> Ran:
        return textkit(*GATE, *more, cwd=self.folder / folder)

    def found(self, *more: str, folder: str = ".") -> list[tuple[str, int, str, int]]:
        """Path and line of each copy, and of what it is a copy of."""
        data: dict[str, Any] = json.loads(self.gate("--format", "json", *more, folder=folder).text)
        return [
            (f["path"], f["line"], r["path"], r["line"])
            for f in data["findings"]
            for r in f["related"]
            if r["role"] == "kept"
        ]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """One with two seeds in its last commit."""
    unconfigured(monkeypatch)
    made = Repo(tmp_path / "repo")
    made.folder.mkdir()
    made.git("init", "-q")
    made.git("checkout", "-q", "-b", "main")
    made.write("seeds/a.txt", f"{OTHER}\n")
    made.write("seeds/b.txt", f"茶馆\n\n{OLD}\n")
    made.commit()
    return made


COPY = ("seeds/new.txt", 1, "seeds/b.txt", 3)

# -- what must pass ---------------------------------------------------------------------------------------------------


def test_nothing_staged(repo: Repo) -> None:
    ran = repo.gate()
    assert (ran.code, ran.err) == (0, "")


def test_a_new_text(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEW}\n")
    assert repo.gate().code == 0


def test_a_file_is_not_compared_with_its_last_version(repo: Repo) -> None:
    repo.write("seeds/b.txt", f"茶馆\n\n{OLD}\n\n{NEW}\n")
    assert repo.gate().code == 0


def test_a_file_that_got_another_name(repo: Repo) -> None:
    repo.write("seeds/b.txt", f"茶馆\n\n{OLD}\n\n{NEAR}\n")
    repo.commit()
    repo.git("mv", "seeds/b.txt", "seeds/c.txt")
    assert repo.gate().code == 0


def test_what_is_not_staged_is_not_judged(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEW}\n")
    repo.write("seeds/new.txt", f"{NEAR}\n", add=False)
    repo.write("seeds/loose.txt", f"{NEAR}\n", add=False)
    repo.write("seeds/meant.txt", f"{NEAR}\n", add=False)
    repo.git("add", "--intent-to-add", "seeds/meant.txt")
    assert repo.gate().code == 0


def test_what_git_does_not_have_is_not_compared_with(repo: Repo) -> None:
    repo.write("seeds/loose.txt", f"{NEW}\n", add=False)
    repo.write("seeds/new.txt", f"{NEW}\n")
    assert repo.gate().code == 0


def test_what_the_commit_removes_is_not_compared_with(repo: Repo) -> None:
    repo.git("rm", "-q", "--cached", "seeds/b.txt")
    repo.write("seeds/new.txt", f"{NEAR}\n")
    assert (repo.folder / "seeds/b.txt").exists()
    assert repo.gate().code == 0


def test_a_removal_alone(repo: Repo) -> None:
    repo.git("rm", "-q", "seeds/b.txt")
    assert repo.gate().code == 0


def test_pictures_links_and_other_repositories(repo: Repo) -> None:
    repo.write("seeds/cover.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    repo.write("data.bin", bytes(range(256)) * 40)
    (repo.folder / "seeds/link.txt").symlink_to("b.txt")
    inner = Repo(repo.folder / "inner")
    inner.folder.mkdir()
    inner.git("init", "-q")
    inner.write("x.txt", f"{OLD}\n")
    inner.commit()
    repo.git("-c", "advice.addEmbeddedRepo=false", "add", "seeds/link.txt", "inner")
    ran = repo.gate()
    assert ran.code == 0, ran.err
    assert "passed over" in ran.err
    repo.commit()
    repo.write("seeds/new.txt", f"{NEW}\n")  # beside a picture
    ran = repo.gate()
    assert (ran.code, ran.err) == (0, "")


def test_names_that_a_walk_passes_over(repo: Repo) -> None:
    repo.write(".notes/new.txt", f"{NEAR}\n")
    repo.write(".textkitignore", "drafts/\n")
    repo.write("drafts/new.txt", f"{NEAR}\n")
    repo.write("textkit.toml", 'exclude = ["old/"]\n')
    repo.write("old/new.txt", f"{NEAR}\n")
    assert repo.gate().code == 0
    assert repo.found("old/new.txt") == [("old/new.txt", 1, "seeds/b.txt", 3)]  # named


def test_only_the_paths_that_are_named(repo: Repo) -> None:
    repo.write("other/new.txt", f"{NEAR}\n")
    repo.write("seeds/new.txt", f"{NEW}\n")
    assert repo.gate("seeds").code == 0
    assert repo.gate("other").code == 1


def test_a_path_of_which_all_is_removed(repo: Repo) -> None:
    repo.git("rm", "-rq", "seeds")
    assert repo.gate("seeds").code == 0


def test_no_folder_yet_and_nothing_to_compare(repo: Repo) -> None:
    repo.git("rm", "-rq", "seeds")
    repo.commit()
    repo.write(".pre-commit-config.yaml", "repos: []\n")
    assert repo.gate().code == 0


# -- what must be refused ---------------------------------------------------------------------------------------------


def test_a_near_copy_is_named_with_the_place_of_the_old_one(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    ran = repo.gate()
    assert ran.code == 1
    assert ran.err == ""
    assert "seeds/new.txt" in ran.text
    assert "seeds/b.txt:3" in ran.text
    assert "DUP002" in ran.text
    assert "-o" not in ran.text  # there is nothing to write
    concise = repo.gate("--format", "concise").text
    assert concise.startswith("seeds/new.txt:1:1: DUP002 near-duplicate warning")
    assert "seeds/b.txt:3" in concise


def test_an_exact_copy_wherever_it_lies(repo: Repo) -> None:
    repo.write("incoming/new.txt", f"{NEW}\n\n{OLD}\n")
    assert repo.found() == [("incoming/new.txt", 3, "seeds/b.txt", 3)]


def test_new_files_are_compared_with_one_another(repo: Repo) -> None:
    repo.write("seeds/x.txt", f"{NEW}\n")
    repo.write("seeds/y.txt", f"{NEW}\n")
    assert repo.found() == [("seeds/y.txt", 1, "seeds/x.txt", 1)]


def test_the_staged_part_of_a_file_is_judged(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    repo.write("seeds/new.txt", f"{NEW}\n", add=False)
    assert repo.found() == [COPY]
    (repo.folder / "seeds/new.txt").unlink()
    assert repo.found() == [COPY]


def test_old_files_are_compared_as_they_are_staged(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    repo.write("seeds/b.txt", "改了,还没有暂存。\n", add=False)
    assert repo.found() == [COPY]
    (repo.folder / "seeds/b.txt").unlink()
    assert repo.found() == [COPY]


def test_a_file_that_git_is_told_not_to_look_at(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    repo.git("update-index", "--assume-unchanged", "seeds/b.txt")
    repo.write("seeds/b.txt", f"{NEW}\n", add=False)
    assert repo.found() == [COPY]


def test_a_file_that_git_ignores_and_has(repo: Repo) -> None:
    repo.write(".gitignore", "*.txt\n")
    repo.write("seeds/new.txt", f"{NEAR}\n")
    assert repo.found() == [COPY]


def test_the_first_commit(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "fresh")
    repo.write("seeds/new.txt", f"{NEAR}\n")
    assert repo.found() == [("seeds/new.txt", 1, "seeds/b.txt", 3)]


def test_in_a_folder_below(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    made = textkit("check", "--staged", "--against", ".", "--format", "concise", cwd=repo.folder / "seeds")
    assert made.code == 1
    assert made.text.startswith("new.txt:1:1: DUP002")


def test_in_a_further_work_tree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", str(tmp_path / "second"))
    second = Repo(tmp_path / "second")
    second.write("seeds/new.txt", f"{NEAR}\n")
    assert second.found() == [COPY]
    assert repo.gate().code == 0


def test_in_the_middle_of_a_merge(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    repo.write("seeds/side.txt", f"{NEW}\n")
    repo.write("seeds/a.txt", f"{OTHER}\n甲\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("seeds/main.txt", f"{NEW}\n")
    repo.write("seeds/a.txt", f"{OTHER}\n乙\n")
    repo.commit()
    repo.git("merge", "-q", "side", code=1)
    ran = repo.gate()
    assert ran.code == 2
    assert "seeds/a.txt: is not merged yet" in ran.err
    repo.write("seeds/a.txt", f"{OTHER}\n甲\n乙\n")
    assert repo.found() == [("seeds/side.txt", 1, "seeds/main.txt", 1)]


def test_the_index_that_a_commit_of_some_files_is_made_of(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    other = repo.folder / ".git" / "other-index"
    shutil.copy(repo.folder / ".git" / "index", other)
    repo.git("rm", "-q", "--cached", "seeds/new.txt")
    assert repo.gate().code == 0
    monkeypatch.setenv("GIT_INDEX_FILE", str(other))
    assert repo.gate().code == 1


@pytest.mark.parametrize(
    "name", ["seeds/新 的.txt", "seeds/a\nb.txt", "seeds/-x.txt", "seeds/\"q'.txt", "seeds/[a]*.txt"]
)
def test_names(repo: Repo, name: str) -> None:
    repo.write(name, f"{NEAR}\n")
    repo.write(name, f"{NEW}\n", add=False)
    assert repo.found() == [(name, 1, "seeds/b.txt", 3)]


def test_a_name_that_is_not_utf_8(repo: Repo) -> None:
    name = os.fsdecode(b"seeds/\xb2\xe8.txt")
    try:
        repo.write(name, f"{NEAR}\n")
    except (OSError, UnicodeError):
        pytest.skip("no such names here")
    assert repo.gate().code == 1
    assert json.loads(repo.gate("--format", "json").text)["findings"][0]["path"] == name


def test_what_git_keeps_otherwise_than_it_lies_there(repo: Repo) -> None:
    repo.write(".gitattributes", "*.txt text eol=crlf\n")
    repo.write("seeds/new.txt", f"{NEW}\r\n{NEAR}\r\n")
    assert repo.found() == [("seeds/new.txt", 2, "seeds/b.txt", 3)]
    repo.write("seeds/new.txt", "x\r\n", add=False)
    assert repo.found() == [("seeds/new.txt", 2, "seeds/b.txt", 3)]


def test_other_encodings(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEW}\n{NEAR}\n".encode("gb18030"))
    repo.write("seeds/wide.txt", f"{OTHER}\n".encode("utf-16"))
    assert repo.found() == [("seeds/new.txt", 2, "seeds/b.txt", 3), ("seeds/wide.txt", 1, "seeds/a.txt", 1)]


def test_records(repo: Repo) -> None:
    repo.write("seeds/new.jsonl", json.dumps({"id": "x", "text": NEAR}, ensure_ascii=False) + "\n")
    repo.write("seeds/new.jsonl", "{}\n", add=False)
    assert repo.found() == [("seeds/new.jsonl", 1, "seeds/b.txt", 3)]


# -- what cannot be done ----------------------------------------------------------------------------------------------


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = textkit(*GATE, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert "--staged" in ran.err
    assert "not a git repository" in ran.err


def test_a_repository_without_files(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    ran = textkit(*GATE, cwd=tmp_path / "bare")
    assert (ran.code, ran.out) == (2, b"")
    assert "work tree" in ran.err


def test_no_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ran = repo.gate()
    assert (ran.code, ran.out) == (2, b"")
    assert "git is not installed" in ran.err


def test_references_that_are_nowhere(repo: Repo) -> None:
    repo.write("new.txt", f"{NEW}\n")
    ran = textkit("check", "--staged", "--against", "sedes/", cwd=repo.folder)
    assert ran.code == 2
    assert "sedes" in ran.err


def test_paths_that_are_nowhere(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEW}\n")
    ran = repo.gate("sedes")
    assert ran.code == 2
    assert "sedes: no such file or folder" in ran.err


def test_references_that_git_does_not_have(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "c.txt").write_text(f"{NEW}\n", "utf-8")
    repo.write("seeds/new.txt", f"{NEW}\n")
    assert repo.found("--against", str(tmp_path / "corpus")) == [
        ("seeds/new.txt", 1, (tmp_path / "corpus" / "c.txt").as_posix(), 1)
    ]


def test_the_share_that_may_go_is_no_limit_of_a_gate(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    assert repo.gate().code == 1
    ran = repo.gate("--max-loss", "0.5")
    assert ran.code == 2
    assert "--max-loss" in ran.err


def test_what_is_known_does_not_refuse(repo: Repo) -> None:
    repo.write("seeds/new.txt", f"{NEAR}\n")
    assert repo.gate("--baseline", "known.json", "--update-baseline").code == 0
    assert repo.gate("--baseline", "known.json").code == 0
    repo.write("seeds/more.txt", f"{NEAR}\n")
    assert repo.gate("--baseline", "known.json").code == 1
