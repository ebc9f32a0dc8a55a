"""The hooks of `.pre-commit-hooks.yaml`, run as pre-commit runs them; where pre-commit is installed, by itself."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import textkit
from tests.cli.test_staged import NEAR, NEW, OLD, Repo, repo

__all__ = ["repo"]  # the fixture
MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
HOOKS = {m[1]: m[2] for m in re.finditer(r"^- id: (\S+)\n((?:  .*\n)+)", MANIFEST.read_text("utf-8"), re.MULTILINE)}


def entry(hook: str) -> list[str]:
    found = re.search(r"^  entry: textkit (.*)$", HOOKS[hook], re.MULTILINE)
    assert found
    return shlex.split(found[1])


def test_the_gate_finds_its_files_itself() -> None:
    assert entry("textkit-dedupe") == ["check", "--staged", "--against", "seeds/", "--select", "DEC,DUP"]
    assert "pass_filenames: false" in HOOKS["textkit-dedupe"]
    assert all("language: python" in told and "require_serial: true" in told for told in HOOKS.values())


@pytest.mark.parametrize("hook", ["textkit-check", "textkit-normalize"])
def test_the_answer_is_the_same_however_the_files_are_split(hook: str, tmp_path: Path) -> None:
    texts = [f"{OLD}\n", f"{OLD}\n", f"{NEAR}\n", f"{NEW},\n\n{NEW},\n", "是的,好。\n"]
    results = []
    for number, parts in enumerate([[range(5)], [range(2), range(2, 5)], [range(k, k + 1) for k in range(5)]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "textkit.toml").touch()
        names = [f"{k}.txt" for k in range(5)]
        for name, text in zip(names, texts, strict=True):
            (folder / name).write_text(text, "utf-8")
        ran = [textkit(*entry(hook), "--format", "concise", *[names[k] for k in part], cwd=folder) for part in parts]
        told = sorted(line for r in ran for line in r.text.splitlines())
        results.append((max(r.code for r in ran), told, [(folder / name).read_bytes() for name in names]))
    assert results[0] == results[1] == results[2]
    assert results[0][1]


def test_a_hook_passes_over_what_is_excluded(tmp_path: Path) -> None:
    (tmp_path / "textkit.toml").write_text('exclude = ["old/"]\n', "utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.txt").write_text("是的,好。\n", "utf-8")
    assert textkit(*entry("textkit-normalize"), "old/a.txt", cwd=tmp_path).code == 0
    assert (tmp_path / "old/a.txt").read_text("utf-8") == "是的,好。\n"


def test_pre_commit_itself(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    line = shlex.join([sys.executable, "-m", "textkit", *entry("textkit-dedupe")])
    repo.write(
        ".pre-commit-config.yaml",
        "repos:\n- repo: local\n  hooks:\n  - id: textkit-dedupe\n    name: textkit dedupe\n"
        f"    entry: {line}\n    language: system\n    pass_filenames: false\n",
    )
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=repo.folder, check=True, capture_output=True)
    repo.commit()
    repo.write("seeds/good.txt", f"{NEW}\n")
    repo.commit()
    head = repo.git("rev-parse", "HEAD")
    repo.write("seeds/bad.txt", f"{NEAR}\n")
    repo.write("seeds/bad.txt", "没有暂存的另一段。\n", add=False)
    ran = subprocess.run(["git", "commit", "-m", "x"], cwd=repo.folder, check=False, capture_output=True)
    assert ran.returncode == 1
    assert "seeds/b.txt:3" in (ran.stdout + ran.stderr).decode("utf-8")
    assert repo.git("rev-parse", "HEAD") == head
