"""Where outputs go, and what is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from textkit.files.targets import mark_output, plan_outputs
from textkit.files.walk import expand
from textkit.model.errors import UsageError


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "textkit.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    for name in ("s/a.txt", "s/sub/b.txt", "t/a.txt", "one/only.txt", "there/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def plan(paths: str, output: str | None, in_place: bool = False) -> dict[str, str]:
    return {k: t.shown for k, t in plan_outputs(expand(paths.split()), output, in_place).items()}


@pytest.mark.parametrize(
    ("paths", "output", "planned"),
    [
        ("s", "out", {"s/a.txt": "out/a.txt", "s/sub/b.txt": "out/sub/b.txt"}),
        ("one", "out", {"one/only.txt": "out/only.txt"}),  # the argument is a folder, though of one file
        ("s/a.txt", "out", {"s/a.txt": "out"}),
        ("s/a.txt", "out/", {"s/a.txt": "out/a.txt"}),
        ("s/a.txt", "there", {"s/a.txt": "there/a.txt"}),
        ("s/a.txt s/sub/b.txt", "out", {"s/a.txt": "out/a.txt", "s/sub/b.txt": "out/b.txt"}),
        ("s/a.txt", "-", {"s/a.txt": "-"}),
        ("-", "out.txt", {"-": "out.txt"}),
        ("-", "out/", {"-": "out/stdin.txt"}),
        ("s", "s/out", {"s/a.txt": "s/out/a.txt", "s/sub/b.txt": "s/out/sub/b.txt"}),
        ("s", None, {}),
    ],
)
def test_where_outputs_go(paths: str, output: str | None, planned: dict[str, str]) -> None:
    assert plan(paths, output) == planned


def test_a_folder_gets_a_boundary_and_a_single_file_none(project: Path) -> None:
    assert plan_outputs(expand(["s"]), "out", False)["s/a.txt"].folder == Path("out")
    assert plan_outputs(expand(["s/a.txt"]), "out", False)["s/a.txt"].folder is None
    assert plan_outputs(expand(["s/a.txt"]), "-", False)["s/a.txt"].path is None


def test_in_place_is_the_file_itself_even_through_a_link(project: Path) -> None:
    (project / "link.txt").symlink_to("s/a.txt")
    target = plan_outputs(expand(["link.txt"]), None, True)["link.txt"]
    assert target.in_place
    assert target.path == project.resolve() / "s/a.txt"


@pytest.mark.parametrize(
    ("paths", "output", "in_place", "why"),
    [
        ("s t", "out", False, "both s/a.txt and t/a.txt"),
        ("s", "s", False, "overwrite the input"),
        ("s/a.txt", "s/a.txt", False, "overwrite the input"),
        ("s/a.txt", "./t/../s/a.txt", False, "overwrite the input"),
        ("s/a.txt t", "s", False, "overwrite the input"),  # one file's output is another's input
        ("s/a.txt s/sub/b.txt", "-", False, "stdout"),
        ("s", "s/a.txt", False, "a folder is needed"),
        ("s", "out", True, "contradicts"),
        ("-", None, True, "stdin"),
        ("s/a.txt", "", False, "names nothing"),
    ],
)
def test_refused(project: Path, paths: str, output: str | None, in_place: bool, why: str) -> None:
    before = sorted(project.rglob("*"))
    with pytest.raises(UsageError, match=why) as caught:
        plan(paths, output, in_place)
    assert caught.value.hint
    assert sorted(project.rglob("*")) == before


def test_an_input_is_known_under_every_name(project: Path) -> None:
    (project / "hard.txt").hardlink_to(project / "s/a.txt")
    (project / "soft.txt").symlink_to("s/a.txt")
    for name in ("hard.txt", "soft.txt"):
        with pytest.raises(UsageError, match="overwrite the input"):
            plan("s/a.txt", name)


def test_a_path_cannot_be_file_and_folder(project: Path) -> None:
    (project / "u/a.txt").mkdir(parents=True)
    (project / "u/a.txt/c.txt").write_text("")
    with pytest.raises(UsageError, match="a folder for u"):
        plan("s u", "out")


def test_the_marker_is_put_once_and_hides_the_folder(project: Path) -> None:
    (project / "s/out").mkdir()
    (project / "s/out/a.txt").write_text("")
    assert mark_output(project / "s/out")
    assert not mark_output(project / "s/out")
    assert [i.path for i in expand(["s"])] == ["s/a.txt", "s/sub/b.txt"]
