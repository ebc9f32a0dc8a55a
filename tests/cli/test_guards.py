"""Nothing that is read is written over, and stdout is what the contract says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.run import textkit

TWICE = "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。\n\n" * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    (tmp_path / "ref").mkdir()
    (tmp_path / "ref" / "a.txt").write_text(TWICE, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "a.txt", "--report", "a.txt"],
        ["check", "ref", "--report", "ref/a.txt"],
        ["dedupe", "a.txt", "--removed", "a.txt"],
        ["clean", "a.txt", "--plan", "a.txt"],
        ["clean", "a.txt", "-o", "q.json", "--report", "q.json"],
        ["clean", "a.txt", "--plan", "p.json", "--report", "p.json"],
        ["dedupe", "a.txt", "--against", "ref", "-o", "ref/"],
    ],
)
def test_what_is_read_is_not_written_over(folder: Path, arguments: list[str]) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert textkit(*arguments, cwd=folder).code == 2
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("verb", ["decode", "rejoin", "normalize", "dedupe", "clean"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_stdout_is_utf8(verb: str, encoding: str) -> None:
    ran = textkit(verb, "-q", stdin="第一段文字在这里，内容很普通。\n".encode(encoding))
    assert ran.text == "第一段文字在这里，内容很普通。\n"


def test_a_failed_write_is_told_as_such(folder: Path) -> None:
    (folder / "b.txt").write_text("有一个字 😀 写不出来。\n", "utf-8")
    ran = textkit("clean", "a.txt", "b.txt", "-o", "out/", "--to-encoding", "gbk", "--report", "r.json", cwd=folder)
    assert ran.code == 2
    told = json.loads((folder / "r.json").read_text("utf-8"))
    assert [bool(f["error"]) for f in told["files"]] == [False, True]
    assert told["summary"]["failed"] == 1
    assert not (folder / "out" / "b.txt").exists()


def test_a_wrong_encoding_name_is_refused_at_once(folder: Path) -> None:
    ran = textkit("clean", "a.txt", "-o", "out/", "--to-encoding", "gkb", cwd=folder)
    assert ran.code == 2
    assert "gkb" in ran.err
    assert not (folder / "out").exists()


def test_stdin_filename_gives_the_configuration(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "textkit.toml").write_text('ignore = ["ascii-comma"]\n', "utf-8")
    assert (
        textkit("normalize", "--stdin-filename", "sub/new.txt", stdin="好,的。\n".encode(), cwd=folder).text
        == "好,的。\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
def test_with_no_path_on_a_terminal_usage_is_told(folder: Path) -> None:
    user, end = os.openpty()
    whole = [sys.executable, "-m", "textkit", "clean"]
    ran = subprocess.run(whole, stdin=end, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    os.close(user)
    os.close(end)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Usage: textkit clean [OPTIONS] PATH…" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
@pytest.mark.parametrize("verb", ["clean", "apply", "undo"])
def test_a_terminal_without_colour_is_shown_no_control_characters_of_a_text(folder: Path, verb: str) -> None:
    (folder / "b.txt").write_text("天气很好,我们\x1b[2J去公园。\n", "utf-8")
    textkit("clean", "b.txt", "--plan", "plan.jsonl", cwd=folder)
    arguments = {"clean": ["b.txt"], "apply": ["plan.jsonl"], "undo": ["last"]}[verb]
    if verb == "undo":
        textkit("clean", "b.txt", "--in-place", cwd=folder)
    user, end = os.openpty()
    whole = [sys.executable, "-m", "textkit", verb, *arguments, "--diff", "--color", "never"]
    subprocess.run(whole, stdout=end, stderr=subprocess.DEVNULL, cwd=folder, check=False)
    os.close(end)
    shown = os.read(user, 10_000).decode("utf-8")
    os.close(user)
    assert "@@" in shown
    assert "\x1b" not in shown


def test_with_nothing_to_read_stdout_stays_empty(folder: Path) -> None:
    ran = textkit("clean", "nope", "-o", "-", cwd=folder)
    assert (ran.code, ran.out) == (2, b"")


def test_several_paths_make_a_folder_even_if_one_is_missing(folder: Path) -> None:
    assert textkit("clean", "a.txt", "nope", "-o", "out", cwd=folder).code == 2
    assert (folder / "out" / "a.txt").is_file()


def test_a_file_that_would_lose_too_much_is_named(folder: Path) -> None:
    text = "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。"
    (folder / "c.txt").write_text(f"{text}\n\n{text.replace('老', '者')}\n\n{text.replace('座', '坐')}\n", "utf-8")
    ran = textkit("dedupe", "c.txt", "-o", "d.txt", "--max-loss", "0.3", cwd=folder)
    assert ran.code == 2
    assert "c.txt" in ran.err
    assert "max-loss" in ran.err


def test_files_that_stay_as_they_are_leave_nothing_behind(tmp_path: Path) -> None:
    paragraph = "清晨的渡口停着三条木船，船夫们围在岸边的火堆旁喝茶，等着对岸的客人吹响哨子。\n"
    (tmp_path / "a.txt").write_text(paragraph, "utf-8")
    (tmp_path / "b.txt").write_text(paragraph + "\n山里的气候变化很快，早上还是晴天，中午就下起了小雨来。\n", "utf-8")
    textkit("dedupe", ".", "--in-place", cwd=tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != ".textkit") == ["a.txt", "b.txt"]


def test_preferred_path_that_no_input_lies_in_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("清晨的渡口停着三条木船。\n", "utf-8")
    done = textkit("dedupe", "a.txt", "--prefer", "nowhere", cwd=tmp_path)
    assert done.code == 2
    assert "nowhere" in done.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_that_cannot_be_read_stand_in_their_place(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "textkit.toml").touch()
    for name in "abcde":
        data = b"\x89PNG\r\n\x1a\n\x00\x00" if name in "ce" else "一段话。\n".encode()
        (tmp_path / f"{name}.txt").write_bytes(data)
    names = [f"{name}.txt" for name in "abcde"]
    ran = textkit("check", *names, "--jobs", jobs, "--format", "json", cwd=tmp_path)
    assert ran.code == 2
    files = json.loads(ran.text)["files"]
    assert [f["path"] for f in files] == names
    assert [bool(f["error"]) for f in files] == [False, False, True, False, True]
    told = textkit("check", *names, cwd=tmp_path).text
    assert "Nothing found in 3 files.\n2 files could not be done\n" in told
    assert "Nothing" not in textkit("check", "c.txt", cwd=tmp_path).text


def test_a_missing_file_is_told_of_in_every_report(folder: Path) -> None:
    ran = textkit("check", "nope.txt", "a.txt", "--report", "r.sarif", "--report", "r.json", cwd=folder)
    assert ran.code == 2
    told = json.loads((folder / "r.json").read_text("utf-8"))
    assert [(f["path"], bool(f["error"])) for f in told["files"]] == [("nope.txt", True), ("a.txt", False)]
    assert told["summary"]["failed"] == 1
    (run,) = json.loads((folder / "r.sarif").read_text("utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_look_is_a_look_wherever_the_text_would_go(folder: Path) -> None:
    for more in ([], ["-o", "-"], ["-o", "out.txt"], ["--in-place"]):
        ran = textkit("clean", "a.txt", "--check", "--format", "json", *more, cwd=folder)
        assert (ran.code, [f["fate"] for f in json.loads(ran.text)["findings"]][:1]) == (1, ["would-apply"])
    assert (folder / "a.txt").read_text("utf-8") == TWICE
    assert not (folder / "out.txt").exists()


def test_pairs_about_the_threshold_are_valid_by_the_published_schema(folder: Path) -> None:
    (folder / "b.txt").write_text(TWICE[: len(TWICE) // 2].replace("老人", "孩子"), "utf-8")
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/report-1.schema.json").read_text("utf-8"))
    line = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": schema["$defs"]})
    asked = ("dedupe", "a.txt", "b.txt", "--borderline", "2", "--format")
    whole = json.loads(textkit(*asked, "json", cwd=folder).text)
    assert whole["summary"]["spectrum"]["pairs"]
    jsonschema.Draft202012Validator(schema).validate(whole)
    for told in textkit(*asked, "jsonl", cwd=folder).text.splitlines():
        line.validate(json.loads(told))


@pytest.mark.parametrize(
    ("asked", "again", "why"),
    [
        (["dedupe", "a.txt"], "a.txt -o FILE", ""),
        (["dedupe", "a.txt", "--threshold", "0.9", "-v", "--color", "never"], "a.txt --threshold 0.9 -o FILE", " --threshold 0.9"),
        (["dedupe", "a.txt", "--unit", "line", "--within", "--jobs", "0"], "a.txt --unit line --within --jobs 0 -o FILE",
         " --unit line --within --jobs 0"),
        (["normalize", "a.txt", "--ignore", "NRM060", "--ignore", "NRM030", "--latin-space", "keep"],
         "a.txt --latin-space keep --ignore NRM060 --ignore NRM030 -o FILE", " --ignore NRM060 --ignore NRM030"),
        (["dedupe", "a.txt", "--removed", "a b.jsonl"], "a.txt --removed 'a b.jsonl' -o FILE", ""),
    ],
)  # fmt: skip
def test_a_look_ends_with_the_command_that_would_write_what_it_showed(
    tmp_path: Path, asked: list[str], again: str, why: str
) -> None:
    line = "村里的老人们说,这座石桥是一百多年前由全村人一起出钱修建的。"
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(f"{line}\n{line}\n", "utf-8")
    ran = textkit(*asked, cwd=tmp_path)
    assert ran.text.splitlines()[-2:] == [f"Write: textkit {asked[0]} {again}", f"Why: textkit explain FILE:LINE{why}"]
