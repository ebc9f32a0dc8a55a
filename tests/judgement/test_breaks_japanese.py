"""Japanese columns: sentences that go on, brackets that were cut, and what must stay apart."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

COLUMN = (
    "図書館の利用者は毎年増えていて、休日に\nは席が足りなくなることもあります。そこ\n"
    "で市では、来年の春から二階を広げて新し\nい部屋を作ることにしました。工事の間も\n"
)

APART = [
    ("市の図書館についてのお知らせ", "図書館の利用者は毎年増えていて、休日に", "a headline"),
    ("申し込みは窓口で受け付けています。", "> 電話では受け付けていません", "a quotation that is marked so"),
]


@pytest.mark.parametrize(("tail", "head", "why"), APART)
def test_lines_that_stay_apart(tail: str, head: str, why: str) -> None:
    text = f"{COLUMN}本を借りられます。\n{tail}\n{head}\n{COLUMN}本を借りられます。\n"
    assert f"{tail}\n" in process(text, ("rejoin",)).text, why


def test_a_bracket_that_was_cut_is_no_quotation() -> None:
    text = f"{COLUMN}本を借りるときには表示されるVec<T\n>値を使って数えます。この部屋では型の\n{COLUMN}"
    assert read(text).markers[5] == "none"
    assert ("markup",) not in {d.names for d in decide(text)}
    assert read(f"{COLUMN}> 値を使って数えます\n").markers[4] == "markup"


def test_an_address_that_sticks_out_of_its_column_is_a_full_line() -> None:
    address = "https://library.example.org/rooms/upstairs/plans-of-the-year"
    text = (
        f"{COLUMN}本を読む机は窓のそばに並べ、子どもたちの\n部屋は庭に面したところに置くことになり\nました。部屋の図面は次の所にあるので、\n"
        f"{address}\nを開いて見ることができます。図面の大き\nさは半分で、色はついていません。窓の高\nさは図面の左上に書いてあり、机の数は右\n"
        "下にあります。\n"
    )
    joins = [
        d.join and d.trust is Trust.SAFE for d in decide(text) if address in d.tail.slice(text) + d.head.slice(text)
    ]
    assert joins == [True, True]


def test_an_address_below_its_name_is_a_line_of_its_own() -> None:
    text = "図書館の部屋\nhttps://library.example.org/rooms/upstairs\n図書館の庭\nhttps://library.example.org/garden/behind-it\n"
    assert not any(d.join for d in decide(text))
