"""What keeps a likely join from being made, and when it does not: lines that may be verse, couplets, heads of pages."""

from __future__ import annotations

import pytest

from textkit.judgement import furniture
from textkit.judgement.breaks import decide, evidence, judge, lists
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

# Narrow lines, nearly all of which end with a mark, as those of verse do; one is cut inside a word.
LIKE_VERSE = """那天早上他很早就起了床，
推开门一看外面下雪了，
院子里的树全都变白了。
他穿上大衣走到了门外，
看见远处新建起来的工业发
展中心亮着几盏黄灯，
路上连一个行人也没有。
他沿着河边慢慢地走去，
一直走到了桥头才停下，
回头看了看来时的路，
又往前走了。
"""


def safe(text: str) -> dict[str, bool]:
    """Whether each line is joined with the next one for sure, by its last three characters."""
    return {d.tail.slice(text)[-3:]: d.join and d.trust is Trust.SAFE for d in decide(text)}


def test_a_cut_word_is_put_together_among_lines_like_verse() -> None:
    page = read(LIKE_VERSE)
    assert all(lists.verse(page, i) for i in range(len(page.lines)))
    assert {tail for tail, joined in safe(LIKE_VERSE).items() if joined} == {"工业发"}


@pytest.mark.parametrize(
    ("end", "enough"),
    [
        ("的特色产", judge.SURE),
        ("增长9.5%", judge.SURE),  # a number or a mark in Chinese
        ("称为特产）", judge.SURE),
        ("称为local", judge.SURE_OTHER),
        ("growth of 9.5%", judge.SURE_OTHER),
    ],
)
def test_how_sure_a_join_must_be(end: str, enough: float) -> None:
    page = read("\n".join([f"工作组在山区调研时了解到，{end}", *PROSE]))
    assert judge._enough(page, 0) == enough


WRITTEN = ["会议研究部署下一阶段工作，", "各县区负责同志参加会议，", "要求各地认真贯彻落实。"]
TALK = ["他说：“我等着你呢，你来", "了吗？”我没有理他，他就", "走了过去，坐着不动了。"]


@pytest.mark.parametrize(
    ("lines", "i", "enough"),
    [
        (WRITTEN * 4, 5, judge.SURE_FULL),
        (TALK * 4, 5, judge.SURE_FULL),
        ([*WRITTEN * 3, "会议结束。", *WRITTEN], 9, judge.SURE_OTHER),  # a short line
        (["The lamp was lit at nine.", "Nobody came to see it on."] * 6, 5, judge.SURE_ENGLISH),
    ],
)
def test_behind_sentences_of_chinese_more_must_be_sure_where_the_line_is_full(
    lines: list[str], i: int, enough: float
) -> None:
    page = read("\n".join(lines))
    assert page.coarse[i] == "stop"
    assert judge._enough(page, i) == enough


# The second line and the third have their marks at the same places.
PROSE = [
    "工作组在山区调研时了解到，当地的特色产",
    "业发展很快，全县已有三万多户参加合作，",
    "去年一年里，他们的人均收入比前年增加，",
    "远超过了全省平均水平，越来越多的年轻人",
    "返回家乡创业。",
]


def couplet(lines: list[str]) -> bool:
    return evidence.couplet(read("\n".join(lines)), 1, 2)


def test_marks_at_the_same_places_by_chance_make_no_couplet_of_prose() -> None:
    assert not couplet(PROSE)


@pytest.mark.parametrize(
    "lines",
    [
        ["诗里写道", *PROSE[1:]],  # the line before is not as wide
        [PROSE[0], "", *PROSE[1:]],  # set apart
        [*PROSE[:3], "", *PROSE[3:]],
        [*PROSE[:3], "远超过了全省平均水平，越来越多年轻人，", PROSE[4]],  # the line behind ends with a mark too
        PROSE[:3],  # nothing behind
    ],
)
def test_what_stands_by_itself_may_be_a_couplet(lines: list[str]) -> None:
    assert couplet(lines)


def test_what_opens_a_bracket_is_no_running_head() -> None:
    page = ["水库水位上涨。", "天晴了，路也干了。", "第1页"]
    assert furniture.furniture(["湖州日报(北京)", *page] * 3) >= {0, 4, 8}
    assert furniture.furniture(["本报消息(记者王", *page] * 3) == {3, 7, 11}


def test_three_sentences_of_the_same_width_are_no_column() -> None:
    lines = ["去年全市新建公路三百公里。", "粮食产量比前年增加了一成。", "城镇居民收入也有所增长了。"]
    assert not any(safe("\n".join(lines) + "\n").values())
