"""Plans carried out exactly, and runs taken back whole, by file and by finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import textkit

TEXT = """村里的老人们说,这座石桥是一百多年前由全村人一起出钱修建的,桥头还立着一块碑。

秋天到了,田野里一片金黄,农民们忙着收割稻谷,家家户户的院子里都晒满了粮食。

村里的老人们说,这座石桥是一百多年前由全村人一起出钱修建的,桥头还立着一块碑。

秋天到了,田野里一片金黄,工人们忙着收割稻谷,家家户户的院子里都晒满了粮食。
"""
CLEAN = TEXT.replace(",", "，").replace(
    "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。\n\n秋天到了，田野里一片金黄，工人",
    "秋天到了，田野里一片金黄，工人",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "b.txt").write_text("另一个文件,内容不同。\n", "utf-8")
    return tmp_path


def findings(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    ran = textkit(*arguments, "--format", "jsonl", cwd=folder)
    lines = [json.loads(line) for line in ran.text.splitlines()]
    return [line for line in lines if line["type"] == "finding"]


def journal(folder: Path) -> list[dict[str, Any]]:
    lines = (line for f in (folder / ".textkit").rglob("*.jsonl") for line in f.read_text("ascii").splitlines())
    return [line for line in map(json.loads, lines) if line.get("type") == "finding"]


def plan(folder: Path, **accept: bool) -> None:
    """Make a plan and set ``accept`` for the rules named (underscores for dashes)."""
    assert textkit("clean", "in", "--plan", "plan.jsonl", "-q", cwd=folder).code == 1
    lines = [json.loads(line) for line in (folder / "plan.jsonl").read_text("utf-8").splitlines()]
    for line in lines:
        wish = accept.get(line.get("name", "").replace("-", "_"))
        if wish is not None:
            line["accept"] = wish
    (folder / "plan.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def test_a_plan_left_alone_is_the_run(folder: Path) -> None:
    plan(folder)
    assert textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder).code == 0
    assert (folder / "out" / "a.txt").read_text("utf-8") == CLEAN


def test_a_plan_tells_of_the_run_then_of_all_files_then_of_findings(folder: Path) -> None:
    plan(folder)
    lines = (folder / "plan.jsonl").read_text("utf-8").splitlines(keepends=True)
    kinds = [json.loads(line)["type"] for line in lines]
    assert kinds == ["run", "file", "file", *["finding"] * (len(lines) - 3)]


def test_a_plan_may_have_the_findings_of_a_file_anywhere_behind_its_line(folder: Path) -> None:
    plan(folder)
    lines = (folder / "plan.jsonl").read_text("utf-8").splitlines(keepends=True)
    b = [line for line in lines[2:] if '"in/b.txt"' in line]
    (folder / "plan.jsonl").write_text("".join([lines[0], *b, *(x for x in lines[1:] if x not in b)]), "utf-8")
    assert textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder).code == 0
    assert (folder / "out" / "a.txt").read_text("utf-8") == CLEAN
    assert (folder / "out" / "b.txt").read_text("utf-8") == "另一个文件，内容不同。\n"


def test_a_plan_does_what_it_accepts_and_not_what_it_refuses(folder: Path) -> None:
    plan(folder, near_duplicate=True, ascii_comma=False)
    assert textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder).code == 0
    assert (folder / "out" / "a.txt").read_text("utf-8").strip() == "\n".join(TEXT.split("\n")[:3])


def test_a_plan_is_refused_if_an_input_has_changed(folder: Path) -> None:
    plan(folder)
    with (folder / "in" / "b.txt").open("a", encoding="utf-8") as file:
        file.write("又一行。\n")
    ran = textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder)
    assert ran.code == 2
    assert "in/b.txt" in ran.err
    assert not (folder / "out").exists()


def test_a_plan_with_a_line_missing_is_refused(folder: Path) -> None:
    plan(folder)
    lines = (folder / "plan.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "plan.jsonl").write_text("".join(lines[:-1]), "utf-8")
    assert textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder).code == 2


FILE = '{"type": "file", "path": "a", "sha256": "0", "encoding": null, "field": "text", "id": "id", "findings": 2}\n'
RUN = '{"type": "run", "verb": "clean", "paths": ["in"], "settings": {}}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no plan: it has no whole line of type run"),
        ('{"type": "run", "verb": "clean"}\n', "is no plan: it has no whole line of type run"),
        (RUN + "not JSON\n", "plan.jsonl:2: is no line of a plan"),
        (RUN + '{"kind": "file"}\n', "plan.jsonl:2: is no line of a plan"),
        (RUN + "7\n", "plan.jsonl:2: is no line of a plan"),
        (RUN + '{"type": "finding"}\n', "plan.jsonl:2: a line of type 'finding' stands out of place"),
        (
            RUN + FILE + '{"type": "finding", "path": "b"}\n',
            "plan.jsonl:3: a line of type 'finding'",
        ),
        (
            RUN + '{"type": "file", "path": "a", "findings": 0}\n',
            "plan.jsonl:2: a line of type 'file' stands out of place",
        ),
        (RUN + '{"type": "else"}\n', "plan.jsonl:2: a line of type 'else' stands out of place"),
        (RUN + FILE, "2 findings are announced and 0 are there"),
        (RUN.replace("clean", "flag"), "a plan of 'flag' has nothing to apply"),
        (RUN, "say where to write"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(folder: Path, text: str, message: str) -> None:
    (folder / "plan.jsonl").write_text(text, "utf-8")
    ran = textkit("apply", "plan.jsonl", cwd=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert message in ran.err


def test_a_plan_that_cannot_be_read_is_named(folder: Path) -> None:
    assert "plan.jsonl: cannot be read" in textkit("apply", "plan.jsonl", cwd=folder).err
    (folder / "plan.jsonl").write_bytes(b"\xff")
    assert "plan.jsonl: is not UTF-8 (byte 0)" in textkit("apply", "plan.jsonl", cwd=folder).err


def test_a_finding_accepts_only_true_or_false(folder: Path) -> None:
    plan(folder, ascii_comma="ja")  # type: ignore[arg-type]
    assert textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder).code == 2


def test_an_edit_outside_of_the_text_is_refused_by_name(folder: Path) -> None:
    plan(folder)
    lines = [json.loads(line) for line in (folder / "plan.jsonl").read_text("utf-8").splitlines()]
    comma = next(line for line in lines if line.get("name") == "ascii-comma" and line["path"] == "in/a.txt")
    comma["edits"][0] |= {"offset": 10**9, "end_offset": 10**9 + 1}
    (folder / "plan.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    ran = textkit("apply", "plan.jsonl", "-o", "out/", cwd=folder)
    assert ran.code == 2
    assert "in/a.txt: cannot be replayed" in ran.err
    assert not (folder / "out" / "a.txt").exists()
    assert (folder / "out" / "b.txt").exists()


def test_undo_in_place_and_what_was_edited_since_is_refused(folder: Path) -> None:
    assert textkit("clean", "in", "--in-place", cwd=folder).code == 0
    (folder / "in" / "b.txt").write_text("改过了。\n", "utf-8")
    ran = textkit("undo", "last", cwd=folder)
    assert ran.code == 2
    assert "in/b.txt" in ran.err
    assert (folder / "in" / "a.txt").read_text("utf-8") == TEXT
    assert (folder / "in" / "b.txt").read_text("utf-8") == "改过了。\n"


def test_undo_of_an_output_removes_it_or_restores_what_stood_there(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.txt").write_bytes("先前的内容\r\n".encode("gb18030"))
    assert textkit("clean", "in", "-o", "out/", cwd=folder).code == 0
    assert textkit("undo", "last", cwd=folder).code == 0
    assert (folder / "out" / "a.txt").read_bytes() == "先前的内容\r\n".encode("gb18030")
    assert not (folder / "out" / "b.txt").exists()


def test_undo_of_an_output_removes_the_folders_that_the_run_made(folder: Path) -> None:
    (folder / "in" / "deep").mkdir()
    (folder / "in" / "deep" / "c.txt").write_text(TEXT, "utf-8")
    (folder / "mine").mkdir()
    for out in ("made/for/it", "mine"):
        assert textkit("clean", "in", "-o", f"{out}/", cwd=folder).code == 0
    (folder / "made" / "by hand.txt").touch()
    for run in ("last", textkit("undo", cwd=folder).text.split()[0]):
        assert textkit("undo", run, cwd=folder).code == 0
    assert [f.name for f in (folder / "made").iterdir()] == ["by hand.txt"]
    assert [f.name for f in (folder / "mine").iterdir()] == [".textkit-output"]


def test_a_damaged_run_is_named_and_the_others_are_listed(folder: Path) -> None:
    for out in ("one", "two", "three"):
        assert textkit("clean", "in", "-o", f"{out}/", cwd=folder).code == 0
    names = [line.split()[0] for line in textkit("undo", cwd=folder).text.splitlines()]
    for file in (f"{names[0]}/run.json", f"{names[1]}/000001.jsonl"):
        (folder / ".textkit" / "runs" / file).write_text("{", "ascii")
    ran = textkit("undo", cwd=folder)
    assert ran.code == 2
    assert [line.split()[0] for line in ran.text.splitlines()] == names[2:]
    assert f"{names[0]}/run.json: the journal is damaged" in ran.err
    assert f"{names[1]}/000001.jsonl: the journal is damaged" in ran.err


def test_undo_shows_what_it_would_do_and_does_nothing(folder: Path) -> None:
    file = folder / "in" / "a.txt"
    textkit("clean", "in", "--in-place", cwd=folder)
    before = file.read_bytes(), sorted((f, f.read_bytes()) for f in (folder / ".textkit").rglob("*") if f.is_file())
    one = next(f["id"] for f in journal(folder) if f["name"] == "ascii-comma")
    assert textkit("undo", "last", "--check", cwd=folder).text.splitlines() == [
        "in/b.txt: would be restored",
        "in/a.txt: would be restored",
    ]
    told = textkit("undo", "last", "--diff", cwd=folder)
    assert told.code == 0
    assert "-另一个文件，内容不同。\n+另一个文件,内容不同。\n" in told.text
    told = textkit("undo", "last", "--diff", "--finding", one, cwd=folder)
    assert [line for line in told.text.splitlines() if line[0] in "-+"][2:] == [
        "-" + CLEAN.splitlines()[0],
        "+" + CLEAN.splitlines()[0].replace("，", ",", 1),
    ]
    after = file.read_bytes(), sorted((f, f.read_bytes()) for f in (folder / ".textkit").rglob("*") if f.is_file())
    assert before == after
    file.write_text("改过了。", "utf-8")
    assert textkit("undo", "last", "--check", cwd=folder).code == 2


def test_undo_shows_no_control_characters_of_names(folder: Path) -> None:
    (folder / "in" / "a.txt").rename(folder / "in" / "\x1b[31m.txt")
    textkit("clean", "in", "--in-place", cwd=folder)
    for arguments in (["last", "-v"], ["last", "--check"], ["last", "--diff"], ["last"]):
        assert "\x1b" not in textkit("undo", *arguments, cwd=folder).text


def test_undo_of_one_file(folder: Path) -> None:
    textkit("clean", "in", "--in-place", cwd=folder)
    assert textkit("undo", "last", "--file", "in/b.txt", cwd=folder).code == 0
    assert (folder / "in" / "b.txt").read_text("utf-8") == "另一个文件,内容不同。\n"
    assert (folder / "in" / "a.txt").read_text("utf-8") == CLEAN


def test_undo_of_findings_in_turn(folder: Path) -> None:
    found = findings(folder, "clean", "in")
    removal = next(f for f in found if f["name"] == "exact-duplicate")
    inside = next(f for f in found if f["name"] == "ascii-comma" and f["line"] == 5)
    textkit("clean", "in", "--in-place", cwd=folder)
    nothing = textkit("undo", "last", "--finding", inside["id"], cwd=folder)
    assert "stays as it is" in nothing.text
    assert (folder / "in" / "a.txt").read_text("utf-8") == CLEAN
    assert textkit("undo", "last", "--finding", removal["id"], cwd=folder).code == 0
    lines = (folder / "in" / "a.txt").read_text("utf-8").split("\n")
    assert lines[4] == TEXT.replace(",", "，").split("\n")[4].replace("，", ",", 1)
    assert textkit("undo", "last", cwd=folder).code == 0
    assert (folder / "in" / "a.txt").read_text("utf-8") == TEXT


def test_undo_of_records(folder: Path) -> None:
    lines = [
        '{"id": "a", "text": "好,\\u7684。", "n": 1.0}',
        '{"id": "b", "text": 5}',
        '{"id":"c","text":"没有问题。"}',
        '{"id": "d", "text": "对,的。"}',
    ]
    file = folder / "in" / "r.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    before = file.read_bytes()
    textkit("normalize", "in/r.jsonl", "--in-place", cwd=folder)
    after = file.read_bytes()
    assert after != before
    assert after.split(b"\n")[1:3] == before.split(b"\n")[1:3]
    found = findings(folder, "normalize", "in/r.jsonl")
    assert found == []
    run = textkit("undo", "last", "-v", cwd=folder).text
    one = next(line.split()[0] for line in run.splitlines() if "ascii-comma" in line)
    assert textkit("undo", "last", "--finding", one, cwd=folder).code == 0
    assert file.read_bytes().split(b"\n")[0] == before.split(b"\n")[0]
    assert file.read_bytes().split(b"\n")[3] == after.split(b"\n")[3]
    assert textkit("undo", "last", cwd=folder).code == 0
    assert file.read_bytes() == before


def test_a_filter_keeps_a_journal_only_if_asked(folder: Path) -> None:
    textkit("clean", stdin=TEXT.encode(), cwd=folder)
    assert not (folder / ".textkit").exists()
    textkit("clean", "--journal", "kept", stdin=TEXT.encode(), cwd=folder)
    assert list((folder / "kept" / "runs").iterdir())


@pytest.mark.parametrize("more", [[], ["--journal", "kept"]])
def test_a_run_says_how_to_undo_it_from_where_it_was_called(folder: Path, more: list[str]) -> None:
    (folder / "in" / "textkit.toml").touch()  # a project of its own below this one
    ran = textkit("clean", "in/a.txt", "--in-place", *more, cwd=folder)
    assert (folder / "in" / "a.txt").read_text("utf-8") == CLEAN
    told = ran.err.strip().rpartition("undo: textkit ")[2].split()
    assert textkit(*told, cwd=folder / "in" if more else folder).code == (2 if more else 0)
    if more:
        assert textkit(*told, cwd=folder).code == 0
    assert (folder / "in" / "a.txt").read_text("utf-8") == TEXT
