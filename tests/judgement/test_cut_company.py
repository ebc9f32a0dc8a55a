"""What the other paragraphs of a text say of one that may be cut."""

from __future__ import annotations

import pytest

from textkit.judgement.cut_company import Company

WHOLE = ["村里去年修通了公路，大家都很高兴。", "今年春天，合作社又添置了两台烘干机，加工能力提高了一倍。"] * 6
GOODS = ["水壶、雨伞和防晒霜一支", "面包、饼干和牛肉干两袋", "创可贴与消毒棉签若干包", "垃圾袋两只和湿纸巾一包"]


@pytest.mark.parametrize(
    ("reason", "lines", "text", "said"),
    [
        ("no other line is short", [WHOLE[1], "x" * 40], "x" * 40, "0few"),
        ("a text of whole sentences", [*WHOLE, GOODS[0]], GOODS[0], "0"),
        ("a list, itself not counted", GOODS, GOODS[0], "4few"),
        ("half of one and half of the other", [*GOODS, *WHOLE[:6:2]], GOODS[0], "2"),
        ("one line", [GOODS[0]], GOODS[0], "none"),
        ("nothing", [], GOODS[0], "none"),
    ],
)
def test_short_lines_without_a_stop(reason: str, lines: list[str], text: str, said: str) -> None:
    assert Company(lines).open(text) == said, reason


def test_a_paragraph_is_compared_with_the_lengths_of_the_whole_ones() -> None:
    company = Company(WHOLE)
    assert company.head_names("短。") == ["head longer 0|many"]
    assert company.head_names("长" * 90) == ["head longer 8|many"]
    assert Company([]).head_names("长" * 90) == ["head longer 0|few"]


def test_a_text_whose_paragraphs_begin_as_few_do() -> None:
    usual = Company(WHOLE).alone_names("近年来，全县坚持因地制宜。")[0]
    odd = Company(["展路子，一批特色产业逐步成长起来。"] * 12).alone_names("近年来，全县坚持因地制宜。")[0]
    assert odd == "head among 8|many"
    assert usual != odd
