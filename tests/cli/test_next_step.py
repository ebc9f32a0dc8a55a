"""How a look ends: what would go, counted in paragraphs, and whole files as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import textkit

TEA = "运河两岸的老茶馆每天清早就坐满了听书的客人，说书先生一拍醒木，满堂立刻安静下来。"
HILL = "山里的果园今年换了新的灌溉办法，水顺着细管一滴一滴渗进树根，比从前省了一大半。"
FIELD = "气象站的年轻人守着仪器过了一整个冬天，记下来的数字装满了三个厚厚的本子。"


@pytest.mark.parametrize(
    ("files", "english", "chinese"),
    [
        ([[TEA, HILL], [TEA, FIELD]], "1 paragraph would go, 0 need you.", "1 段将删去，0 处需要您决定。"),
        ([[TEA, HILL], [TEA, HILL]], "1 file would go, 0 need you.", "1 个文件将删去，0 处需要您决定。"),
        ([[TEA], [TEA], [TEA]], "2 files would go, 0 need you.", "2 个文件将删去，0 处需要您决定。"),
        (
            [[TEA, HILL], [TEA, HILL], [HILL, TEA, FIELD], [FIELD.replace("年轻人", "老人"), HILL[::-1]]],
            "2 paragraphs and 1 file would go, 1 needs you.",
            "2 段、1 个文件将删去，1 处需要您决定。",
        ),
    ],
)
def test_what_would_go(files: list[list[str]], english: str, chinese: str, tmp_path: Path) -> None:
    for name, paragraphs in zip("abcd", files, strict=False):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    for lang, told in (("en", english), ("zh", chinese)):
        assert told in textkit("dedupe", ".", "--lang", lang, cwd=tmp_path).text.splitlines()


def test_the_command_that_would_write_can_write(tmp_path: Path) -> None:
    """In place, where the folder it would name is what was read, or could not hold two files of one name."""
    for folder in ("cleaned", "a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"{folder}里的文字,很短。\n", "utf-8")
    for arguments, ending in (
        (["cleaned"], "--in-place"),
        (["a", "b"], "--in-place"),
        (["a"], "-o cleaned/"),
        (["a/x.txt"], "-o FILE"),
    ):
        told = textkit("clean", *arguments, cwd=tmp_path).text
        assert f"Write: textkit clean {' '.join(arguments)} {ending}" in told.splitlines()


def test_a_plan_is_applied_next(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("很短的文字,一行。\n", "utf-8")
    told = textkit("clean", "x.txt", "--plan", "plan.jsonl", cwd=tmp_path).text
    assert "Write: textkit apply plan.jsonl -o FILE" in told.splitlines()
    assert textkit("apply", "plan.jsonl", "-o", "y.txt", cwd=tmp_path).err.startswith(
        "textkit apply: 1 file written, 1 finding applied, 0 fell"
    )


def test_a_folder_without_files_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "empty" / ".hidden").mkdir(parents=True)
    (tmp_path / "empty" / ".x.txt").write_text("藏起来的文字。\n", "utf-8")
    (tmp_path / "a.txt").write_text("很短的文字。\n", "utf-8")
    for arguments in (["clean", "empty"], ["clean", "a.txt", "empty"], ["dedupe", "a.txt", "--against", "empty"]):
        ran = textkit(*arguments, cwd=tmp_path)
        assert "empty: no file to read in this folder" in ran.err
        assert ran.code == 0
    assert "no file" not in textkit("clean", ".", "a.txt", cwd=tmp_path).err
