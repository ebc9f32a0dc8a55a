"""Rows of tables and lists of names: lines of cells, which no sentence goes over."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.row import Row, row

TIMES = "车次   始发站     发车    到达\nD21   河口南站   06:20   08:05\nD23   河口南站   07:40   09:25\nD25   河口东站   09:10   10:50\n"
PRICES = "修鞋跟　　　18元\n换拉链　　　25元\n改裤脚　　　20元\n皮包清洗　120元起\n"


def joined(text: str) -> list[str]:
    """The beginnings of the lines that are joined with the one before them."""
    return [d.head.slice(text)[:4] for d in decide(text) if d.join]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("河口南站    48,213    51,002", Row((12, 22), False, 2)),
        ("修鞋跟　　　18元", Row((12,), False, 1)),
        ("1\t订书机\t12", Row((2, 9), True, 1)),
        ("他说：　　走吧。", Row()),  # a sentence
        ("第八条　使用人应当爱护公共设施以及其他一切设备并且", Row()),  # no cell is as long
        ("没有空隙的一行", Row()),
    ],
)
def test_a_row_is_told_by_its_gaps(line: str, said: Row) -> None:
    assert row(line) == said


@pytest.mark.parametrize(
    "text",
    [
        TIMES,
        PRICES,
        f"表2　各站的班次\n{TIMES}节假日的班次如有调整，以车站当天的公告为准。\n",
        f"修补价目\n{PRICES}以上价格不含材料\n",
        "序号\t品名\t数量\t单价\n1\t订书机\t12\t18.50\n2\t复印纸\t40\t23.00\n合计\t\t\t1142.00\n",
        "平日　　　　假日\n06:10　　　06:40\n07:00　　　07:40\n07:50　　　08:40\n17:20　　　10:40\n",
    ],
)
def test_rows_are_not_joined(text: str) -> None:
    assert joined(text) == []


def test_a_gap_in_a_line_of_prose_makes_no_row() -> None:
    text = (
        "村口那座石桥修于光绪年间，桥上原来刻着\n“风调　雨顺”四个字，后来发大水冲走了一\n块石板，剩下的字也就没有人认得出来了。\n"
        * 2
    )
    assert len(joined(text)) == 5
