"""Paths to inputs: what is read, what is left out, in what order."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textkit.files.inputs import NoSuchInput
from textkit.files.walk import expand, project_root
from textkit.model.errors import TextkitError


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project root that is the current folder."""
    (tmp_path / "textkit.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(root: Path, *files: str, **ignores: str) -> None:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def shown(*paths: str, **options: bool) -> list[str]:
    return [i.path for i in expand(paths, **options)]  # type: ignore[arg-type]


def test_a_folder_is_walked_in_code_point_order_of_the_whole_path(project: Path) -> None:
    tree(project, "s/b.txt", "s/a/z.txt", "s/a-1.txt", "s/a.txt", "s/文.txt", "s/Z.txt")
    assert shown("s") == ["s/Z.txt", "s/a-1.txt", "s/a.txt", "s/a/z.txt", "s/b.txt", "s/文.txt"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [("s", "s/a.txt"), ("s/", "s/a.txt"), ("./s", "s/a.txt"), (".", "s/a.txt"), ("../{here}/s", "../{here}/s/a.txt")],
)
def test_paths_are_shown_as_typed(project: Path, typed: str, path: str) -> None:
    tree(project, "s/a.txt")
    found = [i for i in expand([typed.format(here=project.name)]) if i.relative != "textkit.toml"]
    assert [i.path for i in found] == [path.format(here=project.name)]
    assert found[0].real == project.resolve() / "s/a.txt"
    assert found[0].walked


def test_relative_is_below_the_folder_argument_or_the_name(project: Path) -> None:
    tree(project, "s/sub/a.txt")
    assert [i.relative for i in expand(["s"])] == ["sub/a.txt"]
    (named,) = expand(["s/sub/a.txt"])
    assert (named.relative, named.argument, named.walked) == ("a.txt", "s/sub/a.txt", False)


def test_the_same_file_is_read_once_under_its_first_name(project: Path) -> None:
    tree(project, "s/a.txt", "s/b.txt")
    assert shown("s/b.txt", "s", "./s/a.txt", "s/") == ["s/b.txt", "s/a.txt"]


def test_stdin_is_one_input(project: Path) -> None:
    (one,) = expand(["-", "-"])
    assert one.is_stdin
    assert one.path == "-"


@pytest.mark.parametrize("missing", ["nope.txt", "", "broken"])
def test_a_missing_path_says_what_where_and_what_to_try(project: Path, missing: str) -> None:
    (project / "broken").symlink_to("nowhere")
    with pytest.raises(NoSuchInput) as caught:
        expand([missing])
    assert caught.value.what
    assert missing in caught.value.where
    assert caught.value.hint


def test_the_rest_is_read_where_errors_are_collected(project: Path) -> None:
    tree(project, "a.txt")
    errors: list[TextkitError] = []
    assert [i.path for i in expand(["nope", "a.txt"], on_error=errors.append)] == ["a.txt"]
    assert [e.where for e in errors] == ["nope"]


def test_hidden_names_and_marked_folders_are_left_out(project: Path) -> None:
    tree(project, "s/.h.txt", "s/.d/a.txt", "s/out/.textkit-output", "s/out/a.txt", "s/out/deep/b.txt", "s/a.txt")
    assert shown("s") == ["s/a.txt"]
    assert shown("s/.h.txt", "s/.d", "s/out") == ["s/.h.txt", "s/.d/a.txt", "s/out/a.txt", "s/out/deep/b.txt"]


@pytest.mark.parametrize("name", [".gitignore", ".textkitignore"])
def test_ignore_files_are_obeyed_at_every_level(project: Path, name: str) -> None:
    tree(project, "s/a.txt", "s/a.bak", "s/sub/b.bak", "s/sub/keep.bak", "s/sub/c.tmp", "s/drop/d.txt")
    (project / name).write_text("*.bak\n")  # above the folder that is walked
    (project / "s" / name).write_text("drop/\n")
    (project / "s/sub" / name).write_text("!keep.bak\n*.tmp\n")
    assert shown("s") == ["s/a.txt", "s/sub/keep.bak"]


def test_textkitignore_stands_behind_gitignore(project: Path) -> None:
    tree(project, "s/a.txt", "s/b.txt")
    (project / "s/.gitignore").write_text("a.txt\n")
    (project / "s/.textkitignore").write_text("!a.txt\nb.txt\n")
    assert shown("s") == ["s/a.txt"]


def test_ignore_files_above_the_project_root_say_nothing(project: Path) -> None:
    tree(project, "inner/textkit.toml", "inner/s/a.txt")
    (project / ".gitignore").write_text("*.txt\n")
    assert shown("inner/s") == ["inner/s/a.txt"]


def test_patterns_that_mean_nothing_hide_nothing(project: Path) -> None:
    tree(project, "s/a.txt", "s/b.txt")
    (project / "s/.gitignore").write_bytes(b"\xef\xbb\xbf!\n\\\n# comment\r\nb.txt\r\n\xff\xfe\n")
    assert shown("s") == ["s/a.txt"]


def test_named_files_and_folders_are_read_unless_force_exclude(project: Path) -> None:
    tree(project, "s/a.txt", "gone/b.txt", "gone/c/d.txt", "x.bak", ".hid/e.txt", "out/.textkit-output", "out/f.txt")
    (project / ".gitignore").write_text("gone/\n*.bak\n")
    names = ["s/a.txt", "gone/b.txt", "gone", "x.bak", ".hid/e.txt", "out/f.txt"]
    assert shown(*names) == ["s/a.txt", "gone/b.txt", "gone/c/d.txt", "x.bak", ".hid/e.txt", "out/f.txt"]
    assert shown(*names, force_exclude=True) == ["s/a.txt"]


def test_exclude_patterns_count_from_the_project_root(project: Path) -> None:
    tree(project, "s/a.txt", "s/draft/b.txt", "draft/c.txt")
    assert [i.path for i in expand(["s", "draft"], exclude=["/draft/", "s/a*"])] == ["s/draft/b.txt", "draft/c.txt"]
    assert [i.path for i in expand(["s", "draft"], exclude=["/draft/", "s/a*"], force_exclude=True)] == [
        "s/draft/b.txt"
    ]


def test_links_are_followed_only_inside_the_walked_folder(project: Path) -> None:
    tree(project, "s/a.txt", "s/sub/b.txt", "s/.store/c.txt", "outside.txt")
    (project / "s/0-again.txt").symlink_to("a.txt")  # the file is met by its own name
    (project / "s/inside.txt").symlink_to(".store/c.txt")
    (project / "s/inside2.txt").symlink_to(".store/c.txt")
    (project / "s/out.txt").symlink_to(project / "outside.txt")
    (project / "s/loop").symlink_to(project / "s", target_is_directory=True)
    (project / "s/sub/self").symlink_to("self")
    assert shown("s") == ["s/a.txt", "s/inside.txt", "s/sub/b.txt"]
    assert shown("s/out.txt") == ["s/out.txt"]
    assert expand(["s/out.txt"])[0].real == project.resolve() / "outside.txt"
    (project / "link").symlink_to("s", target_is_directory=True)
    assert shown("link") == ["link/a.txt", "link/inside.txt", "link/sub/b.txt"]


def test_what_is_no_file_is_passed_over(project: Path) -> None:
    tree(project, "s/a.txt")
    os.mkfifo(project / "s/pipe")
    assert shown("s") == ["s/a.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permissions of this kind")
def test_an_unreadable_folder_is_told_and_passed() -> None:
    root = Path(tempfile.mkdtemp())  # not below the folder of pytest, which only its owner may enter
    root.chmod(0o755)
    tree(root, "s/a.txt", "s/shut/b.txt")
    (root / "s/shut").chmod(0)
    errors: list[TextkitError] = []
    owner = os.geteuid()
    try:
        if owner == 0:  # root reads everything
            os.seteuid(65534)
        found = [i.relative for i in expand([str(root / "s")], on_error=errors.append)]
    finally:
        os.seteuid(owner)
        (root / "s/shut").chmod(0o700)
        shutil.rmtree(root)
    assert found == ["a.txt"]
    assert "shut" in str(errors[0])


class TestProjectRoot:
    def test_nearest_configuration_or_git(self, project: Path) -> None:
        tree(project, "a/b/c/x.txt", "a/pyproject.toml")
        assert project_root(project / "a/b/c") == project.resolve()
        (project / "a/pyproject.toml").write_text("[tool.textkit]\n")
        assert project_root(project / "a/b/c") == project.resolve() / "a"
        (project / "a/b/.git").mkdir()
        assert project_root(project / "a/b/c") == project.resolve() / "a/b"

    def test_else_the_current_folder(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (project / "textkit.toml").unlink()
        tree(project, "a/b/x.txt")
        monkeypatch.chdir(project / "a")
        if project_root(project / "a/b") == project.resolve() / "a":
            return
        assert any((p / ".git").exists() for p in project.parents), "only a repository above explains another root"


NAMES = st.sampled_from(["a", "b", "ab", "a.b", "x.txt", "y.log", "build"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
PATTERNS = st.one_of(
    st.sampled_from(
        ["!a/", "build/", "**/x.txt", "a/**", "a/**/b", "/b/a", "!*.log", "*", "!*/", "[ab]", "[!a]*", "!/a/x.txt"]
    ),
    st.text("ab*?/!.[]-\\\\^ #x", min_size=1, max_size=6),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(PATHS, min_size=1, max_size=8),
    st.dictionaries(PATHS | st.just("."), st.lists(PATTERNS, max_size=4), max_size=3),
)
@pytest.mark.skipif(not shutil.which("git"), reason="compares with git")
def test_walking_leaves_out_what_git_does(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str], ignores: dict[str, list[str]]
) -> None:
    """Law: the walk finds what git lists as neither ignored nor hidden, in code-point order."""
    root = tmp_path_factory.mktemp("repo")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for path in sorted(paths, key=len, reverse=True):
        if not (root / path).exists() and not any((root / p).is_file() for p in Path(path).parents if p != Path()):
            tree(root, path)
    for folder, lines in ignores.items():
        if (root / folder).is_dir():
            (root / folder / ".gitignore").write_text("\n".join(lines))
    listed = subprocess.run(
        ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-co", "--exclude-per-directory=.gitignore", "-z"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    expected = sorted(p for p in listed.stdout.decode().split("\0") if p and not Path(p).name.startswith("."))
    assert [i.relative for i in expand([str(root)])] == expected
