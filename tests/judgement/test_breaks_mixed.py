"""Chinese with Latin words between: spaces that are no gaps of a table, whole words that need room, weights of its own."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide, ends, evidence
from textkit.judgement.breaks.decisions import MIXED, Weights
from textkit.judgement.breaks.glue import Gluer
from textkit.judgement.breaks.mixed import latin_rows
from textkit.judgement.breaks.page_language import mixed
from textkit.judgement.breaks.reading import read

# Lines of 36 columns that are full, of an article on programs.
LINES = [
    "如果你使用的是基于 Ubuntu 的 Linux 发",
    "行版，你可以使用这个官方的 PPA 来安装",
    "它，而其他 Linux 发行版的用户可以使用",
    "AppImage 或者 Flatpak 的版本。",
]
CHINESE = ["如果你使用的是这一种操作系统的新发行", "版本，你可以使用官方提供的这个工具。"]


@pytest.mark.parametrize(
    ("line", "gaps", "why"),
    [
        ("如果你使用的是基于 Ubuntu 的 Linux 发", 0, "spaces beside Latin words"),
        ("系统支持超过 100 个节点和 Kafka 集群", 0, "and beside numbers, where the line has those too"),
        ("小数部分，共有 6 位十进制数字", 0, "or a mark, which no cells have"),
        ("张伟 主席 128", 2, "cells"),
        ("王强 使用 Linux 秘书长 第一 组", 3, "gaps between Chinese words count beside Latin ones too"),
    ],
)
def test_spaces_of_prose_are_no_gaps(line: str, gaps: int, why: str) -> None:
    assert read(f"{line}\n{LINES[0]}\n").gaps[0] == gaps, why


def test_a_sign_at_the_beginning_of_a_line_is_no_quotation() -> None:
    assert ends.marker(">= row_count 时，健康度为 0") == "none"
    assert ends.marker("> 这里引用了一段话") == "markup"


@pytest.mark.parametrize(
    ("line", "before"), [("值为 true 时,", "时"), ("如下:", "下"), ("as it is,", ","), ("在", "在"), ("x", "x")]
)
def test_what_the_next_unit_stands_behind(line: str, before: str) -> None:
    assert ends.before(line) == before


def test_a_line_is_full_where_the_whole_word_behind_it_had_no_room() -> None:
    text = "\n".join([*LINES[:3], "打开项目，此时目录里应当有一个", "cmake-build-debug-linux 目录。", *LINES])
    assert read(f"{text}\n").fits[3] == "full"


def test_pages_of_chinese_with_many_latin_words_have_weights_of_their_own() -> None:
    text = "\n".join(LINES * 3) + "\n"
    assert mixed(text)
    assert not mixed("\n".join(CHINESE * 3))
    assert not mixed("\n".join(["The council met again before the end of the fair."] * 3))
    names = evidence.names(read(text), 0, 1, None)
    assert names[0] == "col"
    assert names[1:] == [name for name in names if name.startswith(MIXED)] != []
    table = Weights({"room full|lower": 2.0, "mix room near|lower": -1.0})
    assert [table[f"mix room {fit}|lower"] for fit in ("full", "near", "half")] == [2.0, -1.0, 0.0]


def test_paragraphs_of_such_a_page_come_back() -> None:
    text = "\n".join(LINES * 3) + "\n"
    assert [d.join for d in decide(text)] == [True, True, True, False] * 2 + [True] * 3


def test_references_whose_numbers_are_lost_stay_lines_of_their_own() -> None:
    targets = [f": https://example.org/articles/{name}.html" for name in ("editors", "windows", "folders")]
    text = "\n".join([*LINES * 2, *targets]) + "\n"
    assert [d.join for d in decide(text)][-3:] == [False] * 3


SPACED = "使用 Rust 的人，安装 Python 和 Java 3 的版本。"


@pytest.mark.parametrize(
    ("tail", "head", "text", "between"),
    [
        ("就会出现", "“死锁”的问题", SPACED, ""),  # quotes around Chinese are wide, whatever stands beside Latin …
        ("先“关闭”", "再重启", SPACED, ""),
        ("就是所谓", "“Linux 系统”", SPACED, " "),  # … and around Latin stand as it does
        ("就会出现", "“死锁”的问题", "遇到 “等待” 时，点 “确定” 键。" + SPACED, " "),  # what the text does with them
        ("可以安装", "/升级系统", SPACED, ""),  # a stroke between words …
        ("目录在", "/etc/systemd 下", SPACED, " "),  # … and one that begins a path
    ],
)
def test_marks_around_chinese_stand_as_chinese_does(tail: str, head: str, text: str, between: str) -> None:
    assert Gluer(text).glue(tail, head).between == between


def test_mixed_columns_of_latin_say_nothing_of_chinese_lines() -> None:
    page = read("the first of these\nof a line\n如果你使用的是\n这一种操作系统\nof the other\n")
    kept = list(range(len(page.lines)))
    assert latin_rows(page, kept, (0, 5, 2)) == [0, 1, 2, 4]
    assert latin_rows(page, kept, (3, 5, 2)) == [4]
