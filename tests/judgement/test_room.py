"""What the room at the end of a line says of the space that stood there."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide


@pytest.mark.parametrize(("left", "between"), [(2, " "), (0, "")])
def test_where_the_next_number_had_room_without_a_space_there_was_one(left: int, between: str) -> None:
    """A text that sets spaces beside half of its numbers, in columns of 24; a line has so many ``left`` before a number."""
    before = {0: "年春天新修的水渠一共长有", 2: "年春天新修的水渠一共长"}
    lines = [
        "昨天下午县里的几位干部来",
        "到这个靠山的村子看望大家",
        "并且和村里的老人们谈了很",
        "久的话一直谈到太阳落山了",
        "老村长说村里种茶的人家里",
        "有许多户养鱼的人家也不少",
        before[left],
        "35里路今年又要再修的水渠",  # the number takes two columns
        "九里多路每里大约要花费一",
        "万多元费用由县里和村里出",
        "大家听了都说这是一件好事",
        "水深 3 米，水宽5米。",
        "桥长 7 米，桥宽4米。",
    ]
    text = "\n".join(lines) + "\n"
    decisions = decide(text)
    (break_,) = [d for d in decisions if d.head.slice(text).startswith("35")]
    assert break_.join
    assert decisions.glue(break_).between == between


COLUMN = """昨日の午後に町の図書館で
新しい部屋の説明があって
本を読む人がたくさん来た
古い本を並べた棚のそばで
話を聞く人の中には子ども
の姿も見られて皆が喜んだ
本の目録は Java と Perl
で書いた物でGoやCの物も
あるが今はだれも使わない
"""


@pytest.mark.parametrize(
    ("line", "between", "why"),
    [
        ("町の人が目録を書いている", "", "no room"),
        ("町の人が目録を書いた", " ", "room for the word, but not for a space before it"),
        ("町の人が目録を書いた、", "", "a mark may be set in half its width"),
    ],
)
def test_a_line_of_japanese_that_had_just_room_for_the_next_word_had_a_space(line: str, between: str, why: str) -> None:
    text = f"{COLUMN}{line}\nRust、それからLispの本も\n町の人がだれでも使えるよ\nうになると館長は話した。\n"
    decisions = decide(text)
    (break_,) = [d for d in decisions if d.head.slice(text).startswith("Rust")]
    assert break_.join
    assert decisions.glue(break_).between == between, why
