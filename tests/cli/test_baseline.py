"""The baseline: known findings stay known when lines move or files get other names, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.run import Ran, textkit

ONE = "田埂上的老农说,今年的稻子比往年熟得早,割下来的稻穗沉甸甸的压弯了扁担。"
TWO = "渡口的船家每天撑着竹篙来回十几趟,把对岸赶集的人一船一船接过来送回去。"
CUT = "几个孩子蹲在屋檐下看雨,雨水顺着瓦沟流下来,在青石板上砸出一个个小小的"
KNOWN = ("--baseline", "known.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text(f"{ONE}\n\n{TWO}\n\n{ONE}\n\n{CUT}\n", "utf-8")
    (tmp_path / "texts/b.txt").write_text(f"{TWO.replace('竹篙', '木桨')}\n", "utf-8")
    return tmp_path


def check(folder: Path, *more: str, paths: tuple[str, ...] = ("texts",), stdin: bytes = b"") -> Ran:
    return textkit("check", *paths, *KNOWN, *more, cwd=folder, stdin=stdin)


def new(folder: Path, *more: str, paths: tuple[str, ...] = ("texts",)) -> list[tuple[str, int, str]]:
    """Path, line and code of what the baseline does not hold."""
    data: dict[str, Any] = json.loads(check(folder, "--format", "json", *more, paths=paths).text)
    return [(f["path"], f["line"], f["rule"]) for f in data["findings"] if f["fate"] != "baseline"]


def learn(folder: Path, *more: str, paths: tuple[str, ...] = ("texts",)) -> None:
    assert check(folder, "--update-baseline", *more, paths=paths).code == 0


def rewrite(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


# -- what stays known -------------------------------------------------------------------------------------------------


def test_all_that_is_there_is_known(folder: Path) -> None:
    assert check(folder, "--isolated").code == 2  # there is none yet
    learn(folder)
    assert new(folder) == []
    ran = check(folder)
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing new was found" in ran.text
    assert ONE[:6] not in ran.text  # counted, not listed
    assert ONE[:6] in check(folder, "-v").text
    assert check(folder, "--format", "concise").text == ""


def test_the_file_is_the_same_however_often_it_is_written(folder: Path) -> None:
    learn(folder)
    once = (folder / "known.json").read_bytes()
    learn(folder)
    learn(folder, "--jobs", "2")
    assert (folder / "known.json").read_bytes() == once


def test_lines_may_move(folder: Path) -> None:
    learn(folder, "--ignore", "JOIN")  # joins turn on the lines around
    rewrite(folder / "texts/a.txt", ONE, f"新的一行。\n\n另外一行。\n\n{ONE}")
    assert new(folder, "--ignore", "JOIN") == []


def test_line_ends_do_not_matter(folder: Path) -> None:
    learn(folder, "--ignore", "NRM")
    raw = (folder / "texts/a.txt").read_bytes()
    (folder / "texts/a.txt").write_bytes(raw.replace(b"\n", b"\r\n"))
    assert new(folder, "--ignore", "NRM") == []


def test_a_file_may_get_another_name(folder: Path) -> None:
    learn(folder)
    (folder / "texts/a.txt").rename(folder / "texts/a2.txt")
    assert new(folder) == []


def test_the_run_may_start_elsewhere(folder: Path) -> None:
    learn(folder)
    ran = textkit("check", ".", "--baseline", "../known.json", "--format", "concise", cwd=folder / "texts")
    assert (ran.code, ran.text) == (0, "")


def test_records(folder: Path) -> None:
    rows = [{"id": "x", "text": ONE}, {"id": "y", "text": ONE}]
    path = folder / "texts/r.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    learn(folder)
    assert new(folder) == []
    path.write_text('{"id": "w", "text": "早。"}\n' + path.read_text("utf-8"), "utf-8")
    assert new(folder) == []


def test_stdin(folder: Path) -> None:
    text = (folder / "texts/a.txt").read_bytes()
    assert check(folder, "--update-baseline", paths=("-",), stdin=text).code == 0
    assert check(folder, paths=("-",), stdin="早。\n".encode() + text).code == 0
    assert check(folder, paths=("-",), stdin=text + f"{TWO}\n".encode()).code == 1


def test_known_text_is_left_as_it_is(folder: Path) -> None:
    before = (folder / "texts/a.txt").read_text("utf-8")
    learn(folder)
    rewrite(folder / "texts/a.txt", TWO, f"{TWO}\n\n一句,新的。")
    ran = textkit("clean", "texts", "-o", "out/", *KNOWN, cwd=folder)
    assert ran.code == 0
    assert (folder / "out/a.txt").read_text("utf-8") == before.replace(TWO, f"{TWO}\n\n一句，新的。")
    assert textkit("undo", "last", cwd=folder).code == 0


def test_the_configuration_may_name_it(folder: Path) -> None:
    (folder / "textkit.toml").write_text('baseline = "known.json"\n', "utf-8")
    (folder / "known.json").write_text('{"schema_version": 1, "findings": []}', "utf-8")
    assert textkit("check", "texts", cwd=folder).code == 1
    assert textkit("check", "texts", "--update-baseline", cwd=folder).code == 0
    assert textkit("check", ".", cwd=folder / "texts").code == 0
    assert textkit("check", ".", "--isolated", cwd=folder / "texts").code == 1


def test_it_is_no_text_itself(folder: Path) -> None:
    textkit("check", ".", "--baseline", "texts/known.txt", "--update-baseline", cwd=folder)
    data = json.loads(textkit("check", "texts", "--baseline", "texts/known.txt", "--format", "json", cwd=folder).text)
    assert [f["path"] for f in data["files"]] == ["texts/a.txt", "texts/b.txt"]


# -- what is new ------------------------------------------------------------------------------------------------------


def test_a_line_that_was_touched(folder: Path) -> None:
    learn(folder)
    rewrite(folder / "texts/a.txt", "孩子蹲在", "小孩蹲在")
    assert ("texts/a.txt", 7, "FLAG001") in new(folder)
    assert check(folder).code == 1


def test_one_more_of_what_is_known(folder: Path) -> None:
    learn(folder)
    rewrite(folder / "texts/a.txt", CUT, f"{ONE}\n\n{CUT}")
    assert ("texts/a.txt", 7, "DUP001") in new(folder)


def test_the_same_in_another_file(folder: Path) -> None:
    learn(folder)
    (folder / "texts/c.txt").write_text(f"{CUT}\n", "utf-8")
    assert ("texts/c.txt", 1, "DUP001") in new(folder)
    assert ("texts/c.txt", 1, "FLAG001") in new(folder, "--ignore", "DUP")


# -- keeping it up ----------------------------------------------------------------------------------------------------


def test_what_is_no_longer_needed_is_named_and_dropped(folder: Path) -> None:
    learn(folder)
    rewrite(folder / "texts/a.txt", CUT, "雨停了。")
    ran = check(folder)
    assert ran.code == 0
    assert "unused exemption" in ran.err
    assert "FLAG001 in texts/a.txt" in ran.err or "NRM051 in texts/a.txt" in ran.err
    learn(folder)
    assert check(folder).err == ""
    assert "FLAG001" not in (folder / "known.json").read_text("utf-8")


def test_other_files_and_rules_are_left_alone(folder: Path) -> None:
    learn(folder)
    learn(folder, paths=("texts/b.txt",))  # where its copy is not seen
    assert check(folder, paths=("texts/b.txt",)).err == ""
    learn(folder, "--select", "FLAG")
    assert check(folder, "--select", "FLAG").err == ""  # of the others nobody said that they are unused
    assert new(folder) == []


def test_files_that_are_gone_are_forgotten(folder: Path) -> None:
    learn(folder)
    (folder / "texts/a.txt").unlink()
    learn(folder, paths=("texts/b.txt",))
    assert "texts/a.txt" in (folder / "known.json").read_text("utf-8")
    learn(folder)
    assert "texts/a.txt" not in (folder / "known.json").read_text("utf-8")


def test_a_plan_refuses_what_is_known(folder: Path) -> None:
    learn(folder)
    assert textkit("clean", "texts", "--plan", "plan.jsonl", *KNOWN, cwd=folder).code == 0
    lines = [json.loads(line) for line in (folder / "plan.jsonl").read_text("utf-8").splitlines()]
    assert {line["accept"] for line in lines if line["type"] == "finding"} == {False}
    assert textkit("apply", "plan.jsonl", "--check", cwd=folder).code == 0


# -- what cannot be done ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no baseline"),
        ("[]", "is no baseline"),
        ('{"schema_version": 1, "findings": [{"path": "a"}]}', "is no baseline"),
        ('{"schema_version": 2, "findings": []}', "has the form 2"),
        ("[" * 100_000, "is no baseline"),
    ],
    ids=["cut", "another form", "a row too short", "a later version", "deep"],
)
def test_what_is_no_baseline(folder: Path, text: str, said: str) -> None:
    (folder / "known.json").write_text(text, "utf-8")
    ran = check(folder)
    assert (ran.code, ran.out) == (2, b"")
    assert f"known.json: {said}" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "texts", "--update-baseline"), "say which file"),
        (("clean", "texts", "-o", "out/", *KNOWN, "--update-baseline"), "Leave out where to write"),
        (("check", "texts", *KNOWN), "cannot be read"),
        (("check", "texts/a.txt", "--baseline", "texts/a.txt", "--update-baseline"), "would overwrite the input"),
        (("check", "texts", "--baseline", "texts/a.txt", "--update-baseline"), "is no baseline"),
    ],
)
def test_what_is_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*.txt")}
    ran = textkit(*arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err
    assert {p: p.read_bytes() for p in folder.rglob("*.txt")} == before


def test_commands_that_only_tell_do_not_write_it(folder: Path) -> None:
    for arguments in (("explain", "near-duplicate"), ("config",)):
        ran = textkit(*arguments, *KNOWN, "--update-baseline", cwd=folder)
        assert (ran.code, ran.out) == (2, b"")
        assert not (folder / "known.json").exists()


def test_reports_are_valid_by_the_published_schema(folder: Path) -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/report-1.schema.json").read_text("utf-8"))
    learn(folder)
    jsonschema.Draft202012Validator(schema).validate(json.loads(check(folder, "--format", "json").text))
    sarif = json.loads(check(folder, "--format", "sarif").text)["runs"][0]
    assert {r["suppressions"][0]["kind"] for r in sarif["results"]} == {"external"}
    for form in ("github", "gitlab"):
        assert check(folder, "--format", form).text.strip() in ("", "[]")


def test_a_known_join_is_told_once_beside_one_that_is_made(folder: Path) -> None:
    texts = (ONE + TWO, TWO + ONE)
    page = "\n\n".join("\n".join(t[k : k + 18] for k in range(0, len(t), 18)) for t in texts) + "\n"
    (folder / "texts/a.txt").write_text(page, "utf-8")
    rejoin = ("rejoin", "texts/a.txt", "--format", "json")
    found = json.loads(textkit(*rejoin, cwd=folder).text)["findings"]
    learn(folder, "--select", "JOIN", paths=("texts/a.txt",))
    data = json.loads((folder / "known.json").read_text("utf-8"))
    data["findings"] = data["findings"][:2]
    (folder / "known.json").write_text(json.dumps(data), "utf-8")
    known = sum(row["count"] for row in data["findings"])
    told = json.loads(textkit(*rejoin, *KNOWN, cwd=folder).text)["findings"]
    assert [f["id"] for f in told] == [f["id"] for f in found]
    others = [(f["fate"], g["fate"]) for f, g in zip(told, found, strict=True) if f["fate"] != "baseline"]
    assert len(others) == len(found) - known
    assert all(now == before for now, before in others)
