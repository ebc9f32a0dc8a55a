"""Web addresses in pieces of a few characters, and short lines that are none."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks.addresses import may_go_on

COLUMN = "图书馆的读者每年都在增加，\n假日里座位常常不够，明年\n春天二楼要扩建成新的房间，\n房间的图纸见这个网址\n"
REST = "le.org/rooms/new，图上写明\n了窗户的高度和桌子的数量。\n"

APART = {
    "no scheme stands in them": "my\n_c\nra\nte\n",
    "two pieces are chance": "ht\ntp\n",
    "letters of a column of cells": "h\na\nb\nc\nd\n",
    "they have spaces": "h t\nt p\ns:\n//\n",
    "cells behind an address": "https://example.org/list\n1\n2\n3\n4\n",
    "cells of equal length behind it": "https://example.org/list\n10\n20\n30\n40\n",
    "cells of several lengths behind it": "https://example.org/list\n1/2\n20\n3\n40\n",
    "a name and what it is": "data:\na\nb\nc\nd\n",
}


@pytest.mark.parametrize("lines", [pytest.param(lines, id=why) for why, lines in APART.items()])
def test_short_lines_that_are_no_address(lines: str) -> None:
    assert process(lines, ("rejoin",)).text == lines


def test_an_address_in_pieces_is_put_together() -> None:
    made = process(f"{COLUMN}ht\ntp\ns:\n//\nex\nam\n\np\n{REST}", ("rejoin",)).text
    assert "https://example.org/rooms/new，图上" in made
    assert process(made, ("rejoin",)).text == made


def test_what_stands_behind_a_blank_line_is_no_piece_of_it() -> None:
    made = process("(h\ntt\nps\n:/\n/e\nx.\nor\ng\n\nThe rooms upstairs are new.\n", ("rejoin",)).text
    assert made == "(https://ex.org\n\nThe rooms upstairs are new.\n"


UPLOADS = "wp\n-c\non\nte\nnt\n/u\npl\noa\nds\n/2\n"
ON = {
    "pieces behind a longer beginning": (f"{COLUMN}https://example.org/\n{UPLOADS}020/a.png\n", "org/wp-content/uploads/2020/a.png\n"),
    "its parameters, behind pieces": ("ht\ntp\ns:\n//\nexample.org/a.png?\nw=744&h=20\n", "https://example.org/a.png?w=744&h=20\n"),
    "a value": ("https://example.org/a?id=\n20345&lang=zh\n", "https://example.org/a?id=20345&lang=zh\n"),
    "a name in brackets": ("https://example.org/wiki/Harbour_\n(town)\n", "https://example.org/wiki/Harbour_(town)\n"),
    "what begins with a sign": ("https://example.org/image?url\n=%2Fa.png\n", "https://example.org/image?url=%2Fa.png\n"),
    "data": ("data:image/gif;\nbase64,R0lGODlhAQABAIAAAAAAAP\n", "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP\n"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "whole"), [pytest.param(*case, id=why) for why, case in ON.items()])
def test_an_address_goes_on(lines: str, whole: str) -> None:
    assert process(lines, ("rejoin",)).text.endswith(whole)


def test_an_address_that_fills_the_lines_of_a_column_has_no_space_in_it() -> None:
    lines = (
        "本文介绍了几种常用的工具，它们的主页列在下面，读者可以按自己的需要逐一查看。\n"
        "编译自：http://www.example.com/articles/2017/some-title\n"
        ":https://www.example.org/blog/deep-learning-foundation-announces-proj\nect-contribution-process/\n"
        ":https://code.example.com/posts/1687861518126048/open-source-ai-hardw\nare-design/\n"
        ":https://news.example.com/2017/04/18/a-framework-for-deep-learning-op\n"
        "en-sourced-by-a-company-whose-name-nobody-remembers-any-more-to-the-e\nnd-of-time/\n"
        ":https://systems.example.org/\n"
    )
    made = process(lines, ("rejoin",)).text
    assert "announces-project-contribution-process/\n" in made
    assert "hardware-design/\n" in made
    assert "learning-open-sourced-by-a-company-whose-name-nobody-remembers-any-more-to-the-end-of-time/\n" in made


def test_pieces_that_come_again_beside_numbers_are_no_furniture() -> None:
    host = "ht\ntp\ns:\n//\nex\nam\npl\ne.\nor\ng/\n"
    page = f"{COLUMN}{host}{UPLOADS}02\n0/\n1{{}}/a.png\n"
    made = process("".join(page.format(n) for n in range(4)), ("rejoin",)).text
    assert made.count("https://example.org/wp-content/uploads/2020/1") == 4


def test_the_next_address_is_no_piece_of_the_one_before() -> None:
    made = process("https://example.org/a\n:h\ntt\nps\n:/\n/b\n.c\nn/\n", ("rejoin",)).text
    assert made == "https://example.org/a\n:https://b.cn/\n"


def test_a_name_behind_an_address_begins_a_paragraph() -> None:
    lines = (
        "选题：某人\n译者：某人\n本文由某社原创编译，某社荣誉推出\n"
        ": https://www.example.org/wp-content/uploads/2022/06/harbour-boats-and-lights.jpg\n"
        "river-boats：在渡口查看船只概况的工具\n"
        "到目前为止，我们已经介绍了大部分查看船只的办法，不过也有许多别的办法可以用。\n"
    )
    assert process(lines, ("rejoin",)).text == lines


@pytest.mark.parametrize(
    ("line", "goes"),
    [("river-boats：在渡口", False), ("这座桥", False), ("content/a.png", True), ("(a bridge)", True), ("w=744", True)],
)
def test_what_an_address_may_go_on_with(line: str, goes: bool) -> None:
    assert may_go_on(line) is goes
