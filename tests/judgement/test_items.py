"""Lines between two items of a list belong to the first of them, where items have one paragraph each."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide
from textkit.judgement.breaks.decisions import Decision
from textkit.judgement.breaks.ends import marker
from textkit.judgement.breaks.enumeration import marked, spans
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

WIDTH = 20  # characters
FULL = "清点库房物资要在每天清晨开门之前做。"  # with the mark of its item a full line
GOES_ON = "短少的物资登记下来以后还要当场报告给值班的负责人，不得拖到第二天。"
ITEMS = (
    FULL + GOES_ON,
    "运送货物的车辆在院内慢行并且听从管理人员的指挥，停好以后把钥匙交给门卫。",
    "夜间巡查的人员每两个小时沿着围墙走一圈，把看到的情况写在本子上。",
    "所有钥匙由专人保管，借出和归还都要当着两个人的面签上名字。",
)


def page(mark: str, second: str = "") -> list[str]:
    """The lines of items between two paragraphs; ``second``: what the third item says in a paragraph of its own."""
    said = [mark.format(number) + text for number, text in zip("一二三四", ITEMS, strict=True)]
    if second:
        said.insert(3, second)
    whole = [
        "库房管理办法由各个部门共同商定，从今年第一季度起在全院施行。",
        *said,
        "本办法没有说到的事项由库房的负责人解释。",
    ]
    return [text[k : k + WIDTH] for text in whole for k in range(0, len(text), WIDTH)]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("(二)10日上午", ("()", 2)),
        ("(2)10日上午", ("()", 2)),
        ("二、10日上午", ("、", 2)),
        ("2、3日", None),
        ("2.5亩", None),
    ],
)
def test_a_number_may_stand_behind_the_mark_of_an_item(line: str, mark: tuple[str, int] | None) -> None:
    assert marked(line) == mark


def test_items_reach_to_the_next_one_of_their_list() -> None:
    marks = [None, ("、", 1), None, ("()", 1), ("()", 2), ("、", 2), ("、", 4)]
    assert spans(marks, [""] * 7) == [(3, 4), (1, 5)]
    assert spans([None] * 4, ["•", "", "•", "—"]) == [(0, 2)]


@pytest.mark.parametrize(
    ("mark", "second", "said"),
    [
        ("{}、", "", "item sole"),
        ("{}、", "节日另行安排。", "item more"),
        ("第{}条　", "", "article sole"),
        ("第{}条　", "节日另行安排。", "article more"),
    ],
)
def test_what_short_lines_show_of_the_items_of_a_page(mark: str, second: str, said: str) -> None:
    found = read("\n".join(page(mark, second)))
    first = found.items[0][0]
    assert found.within[first + 1] == said
    assert first not in found.within  # the line that begins an item says so itself
    assert len(found.lines) - 1 not in found.within  # no item follows


def test_items_between_blank_lines_tell_nothing() -> None:
    lines = page("{}、")
    assert not read("\n".join(f"\n{line}" if k in (3, 6, 8) else line for k, line in enumerate(lines))).within


def behind(lines: list[str], head: str) -> Decision:
    """What is decided of the break before the line that begins with ``head``."""
    text = "\n".join(lines)
    [found] = [d for d in decide(text).decisions if d.head.slice(text).startswith(head)]
    return found


def test_a_full_line_may_end_a_sentence_inside_an_item() -> None:
    sole, more = (behind(page("{}、", second), GOES_ON[:4]) for second in ("", "节日另行安排。"))
    assert sole.join
    assert sole.trust is Trust.SAFE
    assert more.confidence < sole.confidence - 0.1


def test_an_item_without_a_stop_ends_before_the_next_number_behind_a_dash() -> None:
    first = "——(一)入境的次数，是指持有人在有效期内可以进出的次数"
    second = "——(二)有效期，是指可以进出的时间，从发给那天起"
    prose = "会议认为这些办法都很好，各地要按照要求去做，不能只说不做，更不能做了一半就停下来，要有始有终，把事好办好。"
    lines = [part[at : at + 13] for part in (prose * 2, first[:26], second, prose) for at in range(0, len(part), 13)]
    assert first[:26] in process("\n".join(lines), ["rejoin"]).text.split("\n")


def test_a_decimal_is_no_number_of_an_item() -> None:
    assert marked("2.4个月以后") is None
    assert marker("2.4个月以后") == "none"
    assert marker("2.4月27日") == "item"
    assert marked("2.4月27日") == (".", 2)
    assert marked("6.2025年") == (".", 6)
    assert marked("——" * 5000 + "(一)") is None


DASHED = """各县今年办的几件实事，都写进了年初的报告里，共有三件：
——修好通往山里的公路十二条，沿路装上护栏和路灯；
——给七十岁以上的老人每月送一次菜，由村里的干部负责；
——把旧的粮站改成图书室，全天开门，让放学的孩子看书
——夏天以前清理完三条大的水渠，不让雨水再淹进田里。
"""
HUNG = """一、库房的物资每天早晨清点一遍，
  短少的要当场登记，再报给值班
  的人，由他写进当天的记录里面
二、车辆进院以后要慢行并听从指挥
  ，停好以后把钥匙交给门卫保管
凡是没有说到的事情由负责人去解释
"""


def test_a_dash_begins_an_item_where_it_begins_others() -> None:
    def before_last(text: str) -> Decision:
        return next(d for d in decide(text) if d.tail.slice(text).endswith("孩子看书"))

    assert before_last(DASHED).names == ("bulleted",)
    lines = DASHED.split("\n")
    assert before_last("\n".join([lines[0], *lines[3:]])).names != ("bulleted",)  # one other may be chance
    assert before_last(DASHED.replace("——夏天", "夏天")).names != ("bulleted",)
    far = "\n".join([*lines[:3], *ITEMS * 8, *lines[3:]])
    assert before_last(far).names != ("bulleted",)  # those of another list


def test_what_stands_out_behind_lines_that_are_set_in_is_no_rest_of_theirs() -> None:
    def last(text: str) -> Decision:
        return list(decide(text))[2]

    assert last(HUNG.replace("二、", "另外")).names == ("indented",)
    alone = HUNG.replace("  短少", "短少").replace("二、", "另外")
    assert last(alone).names != ("indented",)  # one line is set in, as a first line is
