"""What the other paragraphs of a text say of one that may be cut."""

from __future__ import annotations

import math

import pytest

from textkit.judgement.cut import cut_tail
from textkit.judgement.cut_context import CutContext, set_apart

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
    assert CutContext(lines).open(text) == said, reason


def test_a_paragraph_is_compared_with_the_lengths_of_the_whole_ones() -> None:
    company = CutContext(WHOLE)
    assert company.head_names("短。") == ["head longer 0|many"]
    assert company.head_names("长" * 90) == ["head longer 8|many"]
    assert CutContext([]).head_names("长" * 90) == ["head longer 0|few"]


def test_a_text_whose_paragraphs_begin_as_few_do() -> None:
    usual = CutContext(WHOLE).alone_names("近年来，全县坚持因地制宜。")[0]
    odd = CutContext(["展路子，一批特色产业逐步成长起来。"] * 12).alone_names("近年来，全县坚持因地制宜。")[0]
    assert odd == "head among 8|many"
    assert usual != odd


OPEN = [
    "楼上说的这些我都同意，只是我们这里的情况不太一样，先等等再看吧，反正也不着急",
    "多谢各位的回复，看了以后心里有底多了，过几天把结果发上来给大家看看，再次感谢",
]


@pytest.mark.parametrize(
    ("reason", "lines", "text", "said"),
    [
        ("a text of whole sentences", [*[WHOLE[1] * 2] * 8, OPEN[0]], OPEN[0], "0"),
        ("a forum that leaves out stops, itself not counted", OPEN * 6, OPEN[0], "5"),
        ("one in four", [*[WHOLE[1] * 2] * 9, *OPEN * 2], OPEN[0], "2"),
        ("few", OPEN, OPEN[0], "5few"),
        ("short lines are not asked", [*GOODS, OPEN[0]], OPEN[0], "none"),
    ],
)
def test_long_paragraphs_without_a_stop(reason: str, lines: list[str], text: str, said: str) -> None:
    assert CutContext(lines).usual(text) == said, reason


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ("- 水壶", "list"),
        ("2. 雨伞", "list"),
        ("（三）防晒霜", "list"),
        ("> 他说过的话", "quote"),
        ("“我来。”", "speech"),
        ("| 名称 | 数量 |", "table"),
        ("![图](a.png)", "picture"),
        ("## 下一节", "heading"),
        ("2020年，村里通了公路。", ""),
        ("村里通了公路。", ""),
        ("", ""),
    ],
)
def test_what_is_set_apart_from_prose(after: str, what: str) -> None:
    assert set_apart("清单里有下面几样", after) == what


def test_inside_a_quotation_the_next_line_is_prose() -> None:
    assert set_apart("> 他说过的话", "> 又说了一句") == ""
    assert set_apart("> 他说过的话", "> - 第一样") == "list"


@pytest.mark.parametrize(
    ("reason", "leads", "said"),
    [
        ("nothing else leads to a list", [], "alone"),
        ("all others end with a colon", ["清单如下所列几样：", "还要带上这些东西："], "0"),
        ("all others have neither stop nor colon", ["清单里有下面几样东西", "还要带上这些东西"], "2"),
        ("some", ["清单如下所列几样：", "清单里有下面几样东西", "还要带上这些东西：", "另外准备这些东西："], "1"),
    ],
)
def test_how_a_text_leads_to_lists(reason: str, leads: list[str], said: str) -> None:
    text = "出门之前要准备好这些"
    lines = [line for lead in [*leads, text] for line in (lead, "- 水壶", "- 雨伞", WHOLE[0])]
    assert CutContext(lines).leads(text) == said, reason


UNSTOPPED = [
    "村里的老人说，从前这条河里有许多鱼，孩子们夏天都在河里游泳，后来才慢慢地没有人去了",
    "我一直以为，读书最大的好处是让人知道自己不懂的还有很多，因此再也不会随便地相信了",
    "他说自己年轻的时候走过很多地方，见过各种各样的人，到头来还是一个人回到家乡了",
    "冬天的早晨街上没有什么人，只有卖豆浆的还在等着第一批客人，说起了许多从前过去的事情",
    "这件事情过去了很久，可是每次说起来大家还是会笑，好像和昨天没有什么不一样的",
]


CUT = [
    "村里的老人说，从前这条河里有许多鱼，孩子们夏天都在河里游泳，后来才慢慢地没有人去了，连",
    "我一直以为，读书最大的好处是让人知道自己不懂的还有很多，因此再也不会随便地相信别人所",
    "他说自己年轻的时候走过很多地方，见过各种各样的人，到头来还是一个人回到家乡，守着这条",
    "冬天的早晨街上没有什么人，只有卖豆浆的还在等着第一批客人，说起了许多从前过去的事情，仿",
]


@pytest.mark.parametrize(
    ("reason", "lines", "habit"),
    [
        ("too few to make a habit", [*UNSTOPPED[:2], *[line + "。" for line in UNSTOPPED[2:4]]], False),
        ("no paragraph has one", UNSTOPPED, True),
        ("nor has any of a few", UNSTOPPED[:3], True),
        ("a part of them has none", [*UNSTOPPED, *[line + "。" for line in UNSTOPPED] * 5], True),
        ("hardly any has none", [*UNSTOPPED, *[line + "。" for line in UNSTOPPED] * 9], False),
        ("they are cut", [*CUT, UNSTOPPED[-1]], False),
        ("headings have none", [*GOODS, *[line + "。" for line in UNSTOPPED] * 2, UNSTOPPED[-1]], False),
        ("nothing", [], False),
    ],
)
def test_texts_that_leave_out_the_stops_of_whole_paragraphs(reason: str, lines: list[str], habit: bool) -> None:
    assert (CutContext(lines).habit(UNSTOPPED[-1]) > 1) == habit, reason


@pytest.mark.parametrize(
    ("reason", "unstopped", "whole", "text", "omits"),
    [
        ("most have none", 9, 5, UNSTOPPED[0], True),
        ("a part of them has none", 9, 50, UNSTOPPED[0], True),
        ("too few", 4, 15, UNSTOPPED[0], False),
        ("hardly any has none", 9, 90, UNSTOPPED[0], False),
        ("no clause ends so", 9, 5, UNSTOPPED[0][:-1] + "，仿", False),
    ],
)
def test_texts_that_leave_out_many_stops(reason: str, unstopped: int, whole: int, text: str, omits: bool) -> None:
    lines = (
        [UNSTOPPED[k % 5] for k in range(unstopped - 1)] + [text] + [line + "。" for line in UNSTOPPED] * (whole // 5)
    )
    company = CutContext(lines)
    assert (company.habit(text) == math.inf) == omits, reason
    if omits:
        assert cut_tail(text, company=company, prose=True) is None


SPOKEN = [
    "三年前我第一次走进那座厂房的时候，屋顶还在漏水",
    "当时所有人都跟我说，这个地方没有救了",
    "后来大家都来帮忙，有木匠，也有老师",
    "墙角堆着没人要的机床，地上全是水",
]


@pytest.mark.parametrize("text", SPOKEN)
def test_subtitles_are_whole(text: str) -> None:
    assert cut_tail(text, company=CutContext([*SPOKEN, "（笑声）", "大家下午好"]), prose=True) is None


def test_what_is_cut_among_subtitles_is_found() -> None:
    text = "后来我们找到了八十二位愿意出力的邻居，他们里面有木匠，有电工，也有刚退休的语文老师，大家都说这件事情一定要把它坚"
    assert cut_tail(text, company=CutContext([*SPOKEN, text]), prose=True) is not None


def test_where_stops_are_left_out_more_is_asked_of_a_cut() -> None:
    text = UNSTOPPED[0]
    alone = cut_tail(text, company=CutContext([line + "。" for line in UNSTOPPED[1:]] + [text]))
    among = cut_tail(text, company=CutContext(UNSTOPPED))
    assert alone is not None
    assert among is None or among.confidence < alone.confidence
