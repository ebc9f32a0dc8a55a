"""White space inside a line: gaps as between columns, and spaces between wide characters."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.gaps import CELLS, SOLID, inside


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("no white space", "会议指出，要坚持稳中求进。"),
        ("words of Latin letters", "the council met again"),
        ("a space beside one wide character alone", "使用 Python 编写"),
        ("one ideographic space", "第一章　总则"),
        ("a tab, as wide as it may be", "甲\t乙"),
        ("beyond the wide characters", "中 \U000e0041文"),
    ],
)
def test_what_is_no_gap(reason: str, line: str) -> None:
    assert inside(line) == SOLID


def test_gaps_and_the_first_spaces() -> None:
    assert inside("收入  支出") == (True, ())
    assert inside("甲 \t乙") == (True, ())
    assert inside("春 眠不 觉晓") == (False, (1, 4))
    assert inside("a  中 文") == (True, (4,))
    assert inside(" ".join("中" * 20)).single == tuple(range(1, 2 * CELLS, 2))
