"""Japanese columns: sentences that go on, brackets that were cut, and what must stay apart."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide
from textkit.judgement.breaks.page import read

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
