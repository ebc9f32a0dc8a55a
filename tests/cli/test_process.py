"""The process itself: it ends at once when all is told, and not before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LINE = "海滨市图书馆坚持以服务读者为中心，推动城乡阅读事业稳步前进取得新成效。"


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, *command]
    return subprocess.run(whole, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(f"{LINE}\n\n" * 3000, "utf-8")
    return tmp_path


def test_what_is_told_is_told_to_the_end(texts: Path) -> None:
    ran = _run(texts, "-m", "textkit", "dedupe", "a.txt", "--format", "jsonl")
    lines = ran.stdout.splitlines()
    assert ran.returncode == 1
    assert len(lines) == 3001
    assert json.loads(lines[-1])["type"] == "summary"


def test_an_error_is_told_and_ends_with_its_code(texts: Path) -> None:
    ran = _run(texts, "-m", "textkit", "dedupe", "missing.txt")
    assert ran.returncode == 2
    assert "missing.txt" in ran.stderr


def test_a_profiler_that_looks_on_tells_what_it_saw(texts: Path) -> None:
    ran = _run(texts, "-m", "cProfile", "-o", "saw.prof", "-m", "textkit", "dedupe", "a.txt", "--format", "jsonl")
    assert json.loads(ran.stdout.splitlines()[-1])["type"] == "summary"
    assert (texts / "saw.prof").stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_the_pipe_of_a_shell_is_read(texts: Path) -> None:
    """`textkit dedupe <(command)`: the name leads to a pipe, which has no path of its own."""
    with subprocess.Popen(["cat", "a.txt"], cwd=texts, stdout=subprocess.PIPE) as other:
        assert other.stdout
        name = f"/dev/fd/{other.stdout.fileno()}"
        ran = subprocess.run(
            [sys.executable, "-m", "textkit", "dedupe", name, "-o", "-", "--unit", "line"],
            cwd=texts,
            pass_fds=(other.stdout.fileno(),),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert (ran.returncode, ran.stdout.strip()) == (0, LINE)
