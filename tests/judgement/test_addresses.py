"""Web addresses in pieces of a few characters, and short lines that are none."""

from __future__ import annotations

import pytest

from textkit.api import process

COLUMN = "图书馆的读者每年都在增加，\n假日里座位常常不够，明年\n春天二楼要扩建成新的房间，\n房间的图纸见这个网址\n"
REST = "le.org/rooms/new，图上写明\n了窗户的高度和桌子的数量。\n"

APART = {
    "no scheme stands in them": "my\n_c\nra\nte\n",
    "two pieces are chance": "ht\ntp\n",
    "letters of a column of cells": "h\na\nb\nc\nd\n",
    "they have spaces": "h t\nt p\ns:\n//\n",
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
