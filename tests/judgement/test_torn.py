"""Blank lines inside of sentences, which columns end with, lines that say what a picture shows, and numbers of pages."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.page import torn_elsewhere
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

FIRST = [
    "今天上午，县里召开会议，研究明年春",
    "天的农田水利工作。会上，水利局负责",
    "人介绍，今年新修的水渠有三百多里，",
    "可以灌溉田地十二万亩，比去年增加了",
    "两成，全县十一个乡镇都能够受益，其",
]
REST = ["中山区的三个乡镇第一次用上渠水。", ""]
HEAD, TAIL = "明年春天，全县还要再修水渠两百多里", "四十条，重点放在西部的几个缺水的乡"
LAST = ["镇，让那里的农户也能够种上水稻，县", "里已经准备好所需要的各种材料。"]


def sure(lines: list[str], head: str) -> float:
    text = "\n".join(lines) + "\n"
    return next(d.confidence for d in decide(text) if d.head.slice(text) == head)


def test_where_one_blank_line_stands_in_a_sentence_another_may() -> None:
    rest = [*REST, HEAD, "", TAIL, *LAST]
    assert sure([*FIRST, "", *rest], TAIL) > sure([*FIRST, *rest], TAIL) > 0.5


@pytest.mark.parametrize(
    ("lines", "torn"),
    [
        ([*FIRST, "", *REST, HEAD, "", TAIL, *LAST], 1),
        ([*FIRST, *REST, HEAD, "", TAIL, *LAST], 0),  # no other
        ([*FIRST, "", *REST, HEAD[:-1] + "—", "", TAIL, *LAST], 0),  # who breaks off may say no more
        ([*FIRST, "", *REST, HEAD[:-1] + "。", "", TAIL, *LAST], 0),
        ([*FIRST, "", *REST, HEAD, TAIL, *LAST], 0),  # no blank line
        ([FIRST[0], "山区的三个乡镇第一次用上渠水的日子", "", *REST, HEAD, "", TAIL, *LAST], 1),
        (
            [
                "十一个乡镇都能够受益的水渠和水库们",
                "山区的三个乡镇第一次用上渠水的日子",
                "",
                *REST,
                HEAD,
                "",
                TAIL,
                *LAST,
            ],
            0,
        ),
    ],
)
def test_which_blank_lines_stand_in_sentences(lines: list[str], torn: int) -> None:
    page = read("\n".join(lines) + "\n")
    head = next(j for j, line in enumerate(page.lines) if line.s.startswith("四十条"))
    assert torn_elsewhere(page, head - 1, head) == torn


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("![the window with\nthe list of all\nadapters in use]\n\n第一次启动的时候，你会看到它。\n", 2),
        ("![第一次启动时的窗\n口，里面有所有的网\n卡]\n", 1),  # the last seam is judged as any of Chinese
        ("![the window with\n\nadapters in use]\n", 0),  # a blank line
        ("![the window with\n![adapters in use]\n", 0),
        ("![the window]\nadapters in use]\n", 0),
        ("![the window with\nthe list of all\nadapters in use\n", 0),  # never closed
    ],
)
def test_what_a_picture_shows_is_joined_up_to_its_bracket(text: str, joined: int) -> None:
    found = [d for d in decide(text) if d.names == ("what a picture shows",)]
    assert len(found) == joined
    assert all(d.join and d.trust is Trust.SAFE for d in found)


def test_no_number_of_a_page_is_joined_with_the_sentence_before_it() -> None:
    text = (
        "第六条 代表应当听取人民群众的意见，回答他们的询问，\n协助本级人民政府推行工作，执行代表职务。\n\n"
        "第七条 代表应当按时参加本级会议的各项活动。代表因\n患病等特殊原因不能参加会议的，应当按照规定请假。\n17\n第3版 综合\n\n"
        "代表在参加本级会议以前，应当听取人民群众的意见和建\n议，为会议期间执行代表职务做好准备。\n\n"
        "第八条 代表参加大会全体会议、代表团全体会议、小组\n会议，审议列入会议议程的各项议案和报告。\n"
    )
    (number,) = [d for d in decide(text) if d.head.slice(text) == "17"]
    assert not (number.join and number.trust is Trust.SAFE)
