"""The width of columns, first lines that are short by an indent that is not in the text, and rows of cells."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

from textkit.judgement.breaks import decide, lists, reading
from textkit.judgement.breaks.column import columns
from textkit.judgement.furniture import furniture, page_break_furniture
from textkit.judgement.insertions import insertions
from textkit.judgement.paragraphs import safe_joins
from textkit.model.finding import Trust

SETTING = "镇里的老人说修路那年雨水多山上的树都绿得早河边的田也长得好孩子们放了学就去看热闹"


def _set(indent: str, short: int) -> str:
    """Paragraphs of four lines of 24 columns; the first is short by an indent that is printed or lost."""
    lines = [
        (
            SETTING[k : k + 12 - short],
            SETTING[k + 2 : k + 14],
            SETTING[k + 9 : k + 21],
            SETTING[k : k + 3 + k % 5] + "。",
        )
        for k in range(12)
    ]
    return "".join(f"{indent}{a}\n{b}\n{c}\n{d}\n" for a, b, c, d in lines)


def test_the_width_of_a_text_of_short_paragraphs_is_that_of_its_full_lines() -> None:
    assert {column.width for column in reading.read(_set("", 2)).columns[2:-2]} == {24}


def test_a_narrower_column_beside_a_wide_one_keeps_its_width() -> None:
    wide, narrow = [30] * 40, [26] * 20
    own = np.array([*wide, *narrow, *wide])
    found = columns(own, np.zeros(len(own), np.int64), np.full(len(own), 2))
    assert {column.width for column in found[40:60]} == {26}


def test_a_note_in_one_line_does_not_hide_the_column_of_a_page_around_it() -> None:
    body = (SETTING * 3)[:-1]
    lines = [body[k : k + 24] for k in range(0, 96, 12)]
    note = f"[^1]: {SETTING * 2}。"
    page = reading.read("\n".join([*lines, note, *lines]))
    assert all(page.columnar[: len(lines)] + page.columnar[len(lines) + 1 : -1])


def test_a_web_page_printed_from_a_browser_is_one_column() -> None:
    """Its lines are wider than those of any book; lines that differ more in width are paragraphs."""
    count = 68
    prose = "".join(SETTING[k % 7 :] + "，" for k in range(12)) + "就这样修好了。"
    rows = "\n".join(textwrap.wrap(prose, count))
    assert all(reading.read(f"{rows}\n").columnar)
    assert len([*decide(f"{rows}\n").joins()]) == rows.count("\n")
    apart = "\n".join(f"{row[:30]}   {row[30:]}" for row in rows.split("\n"))  # side by side, or cells
    assert not any(reading.read(f"{apart}\n").columnar)
    assert not any(reading.read(rows.replace("\n", "\n\n")).columnar[:-1])
    uneven = "\n".join(prose[k : k + count + k % 9] for k in range(0, len(prose), count))
    assert not any(reading.read(f"{uneven}\n").columnar)


@pytest.mark.parametrize(
    ("reason", "text", "lost"),
    [
        ("first lines are as wide as others", _set("", 0), 0),
        ("the indents are there", _set("　　", 2), 0),
        ("the indents are gone", _set("", 2), 4),
        ("a blank line stands behind every line", _set("", 2).replace("\n", "\n\n"), 4),
    ],
)
def test_indents_that_a_reader_of_the_page_dropped(reason: str, text: str, lost: int) -> None:
    read = reading.read(text)
    assert read.lost == lost
    assert set(read.insets) == ({"in", "full", "short"} if lost else {""})


def test_a_line_too_wide_for_a_lost_indent_goes_on() -> None:
    """Behind a full line that ends a sentence only the room for an indent tells."""
    ended = SETTING[:11] + "。"
    before, after = _set("", 2), _set("", 2)
    goes_on = f"{SETTING[3:13]}\n{ended}\n{SETTING[6:18]}\n{SETTING[2:6]}。\n"
    begins = goes_on.replace(SETTING[6:18], SETTING[6:16])
    assert ended + SETTING[6:18] in _joined(before + goes_on + after)
    assert ended + SETTING[6:16] not in _joined(before + begins + after)


def test_the_width_of_a_column_is_what_most_lines_share() -> None:
    own = np.array([24, 24, 23, 24, 24, 8, 24, 24, 24, 24])
    found = columns(own, np.zeros(10, np.int64), np.full(10, 2))
    assert {c.width for c in found} == {24}


def _joined(text: str) -> str:
    return safe_joins(text).apply(text)


CELLS = [
    ("prose", "近年来，我国数字经济发展迅\n速，已经成为重要力量\n", False),
    ("names in a sentence", "出席会议的有 张三 李四\n王五 赵六，会议由市长主持\n", False),
    ("Latin words set apart", "用 apt 命令装好 git 之后\n再用 make 命令编译 vim 的\n", False),
    ("lines set wide", "克 隆 新 的 存 储 库\n并 且 进 行 编 译\n", False),
    ("one slogan of two parts", "中共中央 国务院发布的关于\n全面推进乡村振兴的意见\n", False),
    ("words", "小麦 城北 良种\n大豆 河西 普通\n", True),
    ("numbers first", "小麦 城北 60.18\n12号 34.30 5845 26.71\n", True),
]


@pytest.mark.parametrize(("reason", "text", "cells"), CELLS, ids=[row[0] for row in CELLS])
def test_rows_of_cells(reason: str, text: str, cells: bool) -> None:
    assert lists.cells(reading.read(text), 0, 1) is cells


HEADLINES = [
    ("a sentence that ends in a short line", "的路已经修好通车了。\n村里的孩子上学方便\n了许多。\n去年\n", False),
    ("full lines", "的路已经修好通车了。\n村里的孩子上学方便\n老人到镇上看病方便\n的路去年已经修好了\n", False),
    ("a mark in it", "的路已经修好通车了。\n清河村：孩子上学方\n便\n　　村里的老人去年说\n", False),
    ("items end without a mark", "的路已经修好通车了。\n村里的孩子上学方便\n了\n二、村里的老人说路\n", False),
    ("an address that was cut", "的路https://清.cn/a.png?\nw=744\n　　村里的孩子\n", False),
    ("a short line ends it", "的路已经修好通车了。\n村里的孩子上学方便\n老人\n昨天，记者到村里看\n", True),
    ("an indent follows", "的路已经修好通车了。\n村里的孩子上学方便\n　　昨天，记者到村里\n", True),
    ("a quotation ends it", "的路已经修好通车了。\n村里修好“幸福路”\n　　昨天，记者到村里\n", True),
]


@pytest.mark.parametrize(("reason", "text", "begins"), HEADLINES, ids=[row[0] for row in HEADLINES])
def test_a_headline_behind_a_sentence(reason: str, text: str, begins: bool) -> None:
    column = "村里的路修好了以后，\n孩子们上学方便了许多\n老人也常到镇上去看病\n"
    read = reading.read(column + text + column)
    assert lists.headline(read, 4) is begins


BODY = ["村里的路修好以后,孩子们上", "学方便了许多,老人也常到镇", "上去看病,家里的菜第二天就能"]


@pytest.mark.parametrize(
    ("reason", "between", "found"),
    [
        ("a dressed number and the name of the page", ["- 43 -", "本版导读"], {3, 4}),
        ("a number, and a page that says its number", ["19", "第3版 综合"], {3, 4}),
        ("a number, and a name as wide as the column", ["- 43 -", "清河晚报 2021年5月6日 星期四"], {3, 4}),
        ("a dressed number alone", ["· 49 ·"], {3}),
        ("a date in a line of the column behind it", ["- 43 -", "在2021年5月6日的集市上卖出"], {3}),
        ("a bare number before what may be a heading", ["19", "本版导读"], set()),
        ("a line of the column behind a dressed number", ["- 43 -", "卖到城里的市场上换成现钱"], {3}),
    ],
)
def test_a_page_that_ends_once_in_mid_sentence(reason: str, between: list[str], found: set[int]) -> None:
    lines = [*BODY, *between, *BODY]
    open_ends = [line in BODY for line in lines]
    assert page_break_furniture(lines, furniture(lines), open_ends) == found
    assert page_break_furniture(lines, furniture(lines), [False] * len(lines)) == set()  # behind a whole sentence


def test_a_paragraph_between_verses_is_none() -> None:
    verse = "鱼贯入场，\n主题书展。\n以骁马颂文，\n年俗韵。\n清泉石上流，\n明月松间照。\n"
    prose = (
        "社区把早市的时间延长到上午十\n点半，摊位也重新划分过，卖菜\n的和卖早点的各占一边，中间的\n"
        "通道比以前宽敞多了。来买菜的\n人都说方便。\n"
    )
    read = reading.read(f"{verse}\n{prose}\n{verse}")
    assert [lists.verse(read, i) for i in range(len(read.lines))] == [True] * 6 + [False] * 4 + [True] * 7


def test_heads_and_feet_of_several_lines() -> None:
    body = [f"第{n}段讲的是村里修路的经过，后来又讲到了水渠。" for n in "甲乙丙丁"]
    page = [*body, "修路纪事", "岁末刊", "第 7 页"]
    assert furniture(page * 3) == {n for n in range(21) if n % 7 > 3}
    assert furniture(page * 2) == {n for n in range(14) if n % 7 > 4}  # a passage of two lines may stand twice


def test_a_head_that_is_the_foot_of_the_page_before_too() -> None:
    body = [f"第{n}段讲的是村里修路的经过，后来又讲到了水渠。" for n in "甲乙丙丁戊己"]
    turns = [["修路纪事", f"- {n} -", "修路纪事"] for n in (1, 2)]
    assert furniture([*body, *turns[0], *body, *turns[1], *body]) == {6, 7, 8, 15, 16, 17}
    song = ["修路纪事", body[0], "修路纪事"]
    twice = ["修路纪事", "修路纪事"]
    assert furniture([*body, *twice, "- 1 -", *body, *twice, "- 2 -", *body]) == {8, 17}  # one behind the other
    assert furniture([*song, "- 1 -", *song, "- 2 -", *song]) == {3, 7}  # a line between says something


def test_a_long_notice_is_furniture_where_it_always_stands_beside_some() -> None:
    body = [f"Part {n} says how the road was mended." for n in "abcdefghijklm"]
    notice = "Draft for the mill owners; not to be handed round before the June meeting."

    def pages(count: int, last: str = notice) -> list[str]:
        return [s for n in range(count) for s in (*body[4 * n : 4 * n + 4], f"Page {n + 1}", last)]

    assert furniture(pages(3)) == {4, 5, 10, 11, 16, 17}
    assert furniture(pages(2)) == {4, 10}  # two copies may be a passage printed twice
    assert furniture([*pages(3), body[12], notice]) == {4, 10, 16}  # once within the text
    assert furniture(pages(3, notice.replace("meeting.", "meeting of"))) == {4, 10, 16}  # a sentence is open


def test_a_year_is_no_page_number() -> None:
    body = [f"第{n}段讲的是村里修路的经过，后来又讲到了水渠。" for n in "甲乙丙丁"]
    assert furniture([*body, "2004", "从前的路", *body, "2004", "从前的路", *body]) == set()
    assert furniture([*body, "204", "从前的路", *body, "204", "从前的路", *body]) == {4, 5, 10, 11}


def test_a_sentence_goes_on_over_the_foot_of_a_page_and_the_head_of_the_next() -> None:
    lines = [
        "The committee was asked to look at every report that had come in",
        "since the bridge was closed and to say which of them ought to be",
    ]
    foot = ["Report on the Bridge", "May Session", "Page {}", "The Works Committee of the Lower Valley"]
    text = ""
    for n in range(1, 5):
        text += "\n".join([*lines, *(line.format(n) for line in foot)]) + "\nread aloud. "
    assert sum(d.over is not None and d.join for d in decide(text)) == 4


def test_paragraphs_that_begin_alike_may_go_on_alike() -> None:
    """A column as wide as what all of them begin with: its copies are followed by the rest of the same word."""
    bodies = (
        "今年以来，全市各地组织开展了志愿服务活动，三百余名志愿者走上街头，清理卫生死角。",
        "昨天上午，孩子们在操场上练习跑步，老师站在旁边认真地记录成绩，家长们非常满意。",
    )
    lines = [row for body in bodies for row in textwrap.wrap(f"县广播电视台（记者报道）：{body}", 10)]
    text = "\n\n".join(lines) + "\n"
    joined = [d for d in decide(text).joins() if d.tail.slice(text).endswith("（记者报")]
    assert [d.trust for d in joined] == [Trust.SAFE, Trust.SAFE]


@pytest.mark.parametrize("pieces", [1, 5])
def test_a_running_head_in_as_many_blocks_as_it_has_pieces(pieces: int) -> None:
    """As the stamps on papers of a court, beside which there is one number."""
    stamp = ["Document: 00117", "Filed: 12/22/2020", "Entry ID: 63", "Case: 20-1507", "No. 20-15"][:pieces]
    lines = [s for n in "123" for s in (*(SETTING[int(n) + k :] for k in range(0, 20, 4)), f"- {n} -", *stamp)]
    assert furniture(lines) == {i for i in range(len(lines)) if i % (6 + pieces) >= 5}
    page = (
        "They came",
        "from far away",
        "to the town",
        "to see it",
        "and stayed",
        "for a day",
        "or for two",
        "in the inn",
    )
    again = furniture([s for n in range(3) for s in (*page, f"- {n} -")])
    assert not {3, 4, 12, 13, 21, 22} & again  # pages that come again have no figures far from the number


def test_a_year_on_a_line_of_its_own_is_no_mark_of_every_page() -> None:
    heading = ["Expatriation before June 4,", "2004", "The alternative tax regime will apply to"]
    lines = [s for n in range(3) for s in (*heading, f"persons of group {n} who", "left it for good")]
    assert insertions(lines, [False] * len(lines), [s != "2004" for s in lines]) == set()
