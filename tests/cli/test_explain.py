"""`explain FILE:LINE`: what spoke there, how far from its threshold, under the options of the run it is asked about."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.run import textkit

KEPT = "村里的老人们说，这座石桥是一百多年前由全村人一起出钱修建的，桥头还立着一块碑。"
TEXT = f"{KEPT}\n\n{KEPT.replace('石桥', '戏台')}\n\n{KEPT[:24]}\n"
LONGER = f"昨天的会议内容如下，请各位参阅。{KEPT}以上就是会议的全部内容，特此通知。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "textkit.toml").touch()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "ref").mkdir()
    (tmp_path / "ref" / "b.txt").write_text(LONGER, "utf-8")
    return tmp_path


def test_a_near_copy_says_how_far_it_is_above_the_threshold(folder: Path) -> None:
    told = textkit("explain", "a.txt:3", cwd=folder).text
    assert "similarity: 0.9444, 0.0944 above the threshold of 0.85 (--threshold)" in told
    assert "0.0444 above the threshold of 0.9 " in textkit("explain", "a.txt:3", "--threshold", "0.9", cwd=folder).text
    assert "near-duplicate" not in textkit("explain", "a.txt:3", "--threshold", "0.95", cwd=folder).text


def test_a_cut_off_copy_says_how_much_of_it_is_there(folder: Path) -> None:
    told = textkit("explain", "a.txt:5", cwd=folder).text
    assert "similarity: 1.0, of its characters; 0.0500 above the 0.95 that must be there" in told


def test_references_are_compared_with_and_not_explained(folder: Path) -> None:
    told = textkit("explain", "a.txt:1", "--against", "ref", cwd=folder).text
    assert "kept: ref/b.txt:1:1" in told
    assert "kept: ref" not in textkit("explain", "a.txt:1", cwd=folder).text


def test_that_no_other_file_was_looked_at_is_said_where_nothing_spoke(folder: Path) -> None:
    (folder / "c.txt").write_text(f"{KEPT}\n", "utf-8")
    hint = "No other file was looked at"
    assert hint in textkit("explain", "c.txt:1", cwd=folder).text
    assert hint not in textkit("explain", "a.txt:3", cwd=folder).text  # a rule spoke
    assert hint not in textkit("explain", "c.txt:1", "ref", cwd=folder).text
    assert hint not in textkit("explain", "c.txt:1", "--against", "ref/", "--threshold", "1", cwd=folder).text


def test_a_break_about_which_nothing_was_weighed_says_what_the_lines_are(folder: Path) -> None:
    (folder / "c.txt").write_text("- 苹果三斤，要新鲜的\n- 面粉一袋，要细一点\n- 白糖两斤，要干净的\n", "utf-8")
    told = textkit("explain", "c.txt:1", cwd=folder).text
    assert (
        "between lines 1 and 2: no join, probability of a join 0.000\n  nothing had to be weighed: bulleted\n" in told
    )


def test_what_is_left_alone_is_shown_with_the_reason(folder: Path) -> None:
    (folder / "c.txt").write_text("见 https://example.org/a,b 一页,运行完毕。\n", "utf-8")
    told = textkit("explain", "c.txt:1", cwd=folder).text
    assert "protected as an address" in told
    assert "\n  https://example.org/a,b\n" in told
    assert "left alone" not in textkit("explain", "a.txt:1", cwd=folder).text


def test_a_program_or_data_by_name_says_so_unless_it_is_cleaned(folder: Path) -> None:
    (folder / "d.csv").write_text("名称,说明\n", "utf-8")
    assert "left alone: a program or data by its name" in textkit("explain", "d.csv:1", cwd=folder).text
    (folder / "textkit.toml").write_text('[normalize]\nprograms = "clean"\n', "utf-8")
    assert "by its name" not in textkit("explain", "d.csv:1", cwd=folder).text


@pytest.mark.skipif(sys.platform == "win32", reason="no such names")
def test_control_characters_of_a_name_are_made_visible(folder: Path) -> None:
    (folder / "e\x1b[2J.txt").write_text("好的。\n", "utf-8")
    told = textkit("explain", "e\x1b[2J.txt:1", cwd=folder).text
    assert told.startswith("e␛[2J.txt:1\n")
    assert "textkit explain e␛[2J.txt:1 PATH" in told
    assert "\x1b" not in told
