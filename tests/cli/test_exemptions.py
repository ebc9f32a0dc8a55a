"""Exemptions that silence nothing are named, and only by a run that can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import textkit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").write_text(
        '[per-file-ignores]\n"poems/*.txt" = ["JOIN"]\n"old/*" = ["NRM"]\n"notes/*" = ["ascii-comma"]\n', "utf-8"
    )
    for name in ("poems", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "poems/a.txt").write_text("床前明月光\n疑是地上霜\n", "utf-8")
    (tmp_path / "notes/b.md").write_text(
        "好,的。\n\n<!-- textkit: off -->\n坏,的。\n<!-- textkit: on -->\n\n<!-- textkit: on -->\n\n"
        "<!-- textkit: off -->\n都好。\n",
        "utf-8",
    )
    return tmp_path


REGION = "notes/b.md:9: unused exemption: this region silences nothing"
END = "notes/b.md:7: unused exemption: no region ends here"
POEMS = "per-file-ignores: unused exemption: 'poems/*.txt' silences nothing here"
OLD = "per-file-ignores: unused exemption: 'old/*' silences nothing here"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("check", "notes", "--select", "FLAG"), []),  # what the region exempts was not looked for
        (("flag", "notes"), []),
        (("normalize", "poems"), []),  # no join was looked for
        (("check", "poems", "--ignore", "JOIN"), []),
        (("check", "notes"), [REGION, END]),  # the other files were not looked at
        (("check", "poems"), [POEMS]),
        (("check", "."), [REGION, END, POEMS, OLD]),
        (("flag", "."), [OLD]),  # no such file, whatever was looked for
    ],
    ids=" ".join,
)
def test_who_names_what(folder: Path, arguments: tuple[str, ...], named: list[str]) -> None:
    ran = textkit(*arguments, "-q", cwd=folder)
    assert ran.err.splitlines() == [f"textkit: {line}" for line in named]


def test_a_region_that_keeps_a_copy_is_used(tmp_path: Path) -> None:
    kept = "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。"
    (tmp_path / "a.md").write_text(f"<!-- textkit: off -->\n\n{kept}\n\n<!-- textkit: on -->\n", "utf-8")
    (tmp_path / "b.txt").write_text(f"{kept}\n", "utf-8")
    assert textkit("check", "a.md", "b.txt", "-q", cwd=tmp_path).err == ""
    alone = textkit("check", "a.md", "-q", cwd=tmp_path).err
    assert alone == "textkit: a.md:1: unused exemption: this region silences nothing\n"


def test_many_marks_take_no_longer(folder: Path) -> None:
    (folder / "notes/b.md").write_text("<!-- textkit: on -->\n" * 40_000, "utf-8")
    ran = textkit("check", "notes", "-q", cwd=folder)
    assert ran.err.count("no region ends here") == 40_000


def test_a_marker_that_is_misspelt_is_named(tmp_path: Path) -> None:
    lines = [
        "<!-- textkit: of -->",
        "",
        "好的。",
        "",
        "<!--textkit:on-->",
        "",
        "`<!-- textkit: offf -->`",
        "",
        "<!-- texts -->",
    ]
    (tmp_path / "a.md").write_text("\n".join(lines) + "\n", "utf-8")
    ran = textkit("check", "a.md", "-q", cwd=tmp_path)
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["a.md:1", "a.md:5"]
    assert "exempts nothing" in ran.err
