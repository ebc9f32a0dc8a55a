"""The process itself: it ends at once when all is told, and not before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
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


def _with_two_processes(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A run that has just started two processes, and their numbers."""
    (folder / "textkit.toml").touch()
    for n in range(40):
        page = "".join(f"第{n}页第{k}段，编号{n * 7919 + k * 104729}的材料由各部门分别整理，\n" for k in range(1500))
        (folder / f"{n}.txt").write_text(page, "utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "textkit", "clean", ".", "-o", "out/", "--jobs", "2"],
        cwd=folder,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while len(found := children.read_text("ascii").split()) < 2:
        assert run.poll() is None
        time.sleep(0.001)
    return run, list(map(int, found))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the processes")
@pytest.mark.parametrize("seconds", [0.0, 0.005, 0.02, 0.3])
def test_of_ctrl_c_one_line_is_told_whatever_the_number_of_processes(tmp_path: Path, seconds: float) -> None:
    run, _ = _with_two_processes(tmp_path)
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    assert run.communicate(timeout=60)[1] == "textkit: interrupted; nothing was left half-written\n"
    assert run.returncode == 130


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the processes")
def test_a_process_that_was_killed_is_told_of(tmp_path: Path) -> None:
    run, others = _with_two_processes(tmp_path)
    os.kill(others[0], signal.SIGKILL)
    told = run.communicate(timeout=60)[1]
    assert told == "textkit: another process of the run was ended from outside. Too little memory? Try `--jobs 1`.\n"
    assert run.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use stays")
def test_a_current_folder_that_is_gone_is_not_taken_for_stdout(tmp_path: Path) -> None:
    gone = "import os, sys; os.rmdir(os.getcwd()); from textkit.cli import app; app(['normalize', 'a.txt'])"
    (tmp_path / "gone").mkdir()
    ran = _run(tmp_path / "gone", "-c", gone)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "textkit: the current folder: No such file or directory\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_full_folder_of_temporary_files_is_not_taken_for_stdout(texts: Path) -> None:
    (texts / "b.txt").write_text("好,行,对,来吧。\n" * 3000, "utf-8")
    ran = _run(
        texts,
        "-c",
        "import resource, signal; from textkit.cli import app; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); app(['normalize', 'b.txt', '-o', 'c.txt'])",
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "textkit: a temporary file (in another folder: set TMPDIR): File too large\n"
    assert not (texts / "c.txt").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("given", ["--help", "clean --help", "--version", "", "rules", "dedupe a.txt", "undo"])
def test_a_full_disk_behind_stdout_is_told_of_in_one_line(texts: Path, given: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "textkit", *given.split()],
            cwd=texts,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (2, "textkit: stdout: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no such shell")
def test_streams_that_the_caller_closed(texts: Path) -> None:
    def run(command: str) -> subprocess.CompletedProcess[str]:
        return _run(texts, "-c", f"import subprocess, sys; sys.exit(subprocess.call(['sh', '-c', {command!r}]))")

    tool = f"{sys.executable} -m textkit"
    lost = run(f"{tool} normalize a.txt -o - >&-")
    assert (lost.returncode, lost.stderr.splitlines()[-1]) == (2, "textkit: stdout: Bad file descriptor")
    assert run(f"{tool} --help >&-").returncode == 2
    written = run(f"{tool} dedupe a.txt -o b.txt >&-")
    assert (written.returncode, (texts / "b.txt").read_text("utf-8").strip()) == (0, LINE)
    unheard = run(f"{tool} dedupe <a.txt 2>&-")
    assert (unheard.returncode, unheard.stdout.strip()) == (0, LINE)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_pipe_that_nobody_reads_ends_help_quietly(texts: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "textkit", "--help"]
    ran = subprocess.run(command, cwd=texts, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_journal_for_which_there_is_no_room_leaves_no_run(tmp_path: Path) -> None:
    """Long texts to record, of which the first fits nowhere; what is short is recorded and can be taken back."""
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text("好,行,对,来吧。\n" * 300, "utf-8")
    limited = (
        "import resource, signal, sys; from textkit.cli import app; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000)); app(sys.argv[1:])"
    )
    ran = _run(tmp_path, "-c", limited, "normalize", "a.txt", "--in-place")
    assert ran.returncode == 2
    assert "cannot be written: File too large" in ran.stderr
    assert "textkit undo" not in ran.stderr
    assert list((tmp_path / ".textkit" / "runs").iterdir()) == []
    (tmp_path / "b.txt").write_text("好,行。\n", "utf-8")
    ran = _run(tmp_path, "-c", limited, "normalize", "a.txt", "b.txt", "--in-place")
    assert ran.returncode == 2
    assert _run(tmp_path, "-m", "textkit", "undo", "last").stdout == "b.txt: restored\n"
