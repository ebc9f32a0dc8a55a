"""What later steps will make of a text counts now: lines that a removed copy brings together, spaces that go."""

from __future__ import annotations

from functools import partial

import pytest

from textkit.api import clean, process
from textkit.model.document import Document
from textkit.model.finding import Rule
from textkit.model.policy import Policy
from textkit.pipeline.engine import Engine
from textkit.pipeline.likely_copies import likely_copies
from textkit.pipeline.lookahead import Lookahead
from textkit.pipeline.registry import build

HEAD = "海滨市第三中学二〇二六年春季学期校报合订本\n"
WHOLE = "渡口的老船工每天清早都要把缆绳检查一遍，然后才让第一批乘客上船。\n"
ONE, OTHER = "船到对岸的时候太阳刚刚升起，码头上已经站满了等着进城卖菜的农", "民，他们的担子里装着青菜和鸡蛋。"
LINE = "船工的号子与缆绳：滨江渡口三百年的故事与传说\n"
BETWEEN = f"{HEAD}{WHOLE}{HEAD}{ONE}\n{HEAD}{OTHER}\n"

KEPT = {
    "whole sentences on both sides": f"{HEAD}{WHOLE}{HEAD}{ONE}{OTHER}\n",
    "the first of its kind: it stays": f"{ONE}\n{HEAD}{OTHER}\n{WHOLE}{HEAD}",
    "too short for a copy to be taken away": BETWEEN.replace(HEAD, "渡口的号子声\n"),
    "an address, of which the rest may follow": BETWEEN.replace(HEAD, "https://example.org/harbour/history/i\n"),
    "exempt from every change": f"<!-- textkit: off -->\n{BETWEEN}<!-- textkit: on -->\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_stays_parts_its_neighbours(text: str) -> None:
    assert process(text, ("rejoin",), path="渡口.md").text == text


SPACED = "　　老 船 工\n 坐 在 门 \n口 补 渔 网\n ， 收 音 \n机 里 播 着\n 第 二 天 \n的 天 气 。\n渡口的老船工每\n天清早都要把缆\n"
JOINED = {
    "a head that has stood before": (BETWEEN, f"{HEAD}{WHOLE}{HEAD}{ONE}{OTHER}\n{HEAD}"),
    "a copy but for a character": (
        BETWEEN.replace(HEAD, LINE, 1).replace(HEAD, LINE.replace("缆绳", "览绳")),
        f"{LINE}{WHOLE}{LINE.replace('缆绳', '览绳')}{ONE}{OTHER}\n{LINE.replace('缆绳', '览绳')}",
    ),
    "a column, of which heads are lines": (
        f"渡口的老船工每天清早都要把缆绳检查一\n遍，然后才让第一批乘客上船。\n{HEAD}老船工坐在门口补渔网，收音机里播着第\n"
        f"二天的天气。镇上的人都说这条河养活了\n三代人，谁也舍不得离开它。\n{HEAD}",
        f"{WHOLE}{HEAD}老船工坐在门口补渔网，收音机里播着第二天的天气。镇上的人都说这条河养活了三代人，谁也舍不得离开它。\n{HEAD}",
    ),
    "characters set apart": (f"{SPACED}绳检查一遍。\n", f"{SPACED}绳检查一遍。\n".replace("网\n ，", "网，")),
}


@pytest.mark.parametrize(("text", "joined"), JOINED.values(), ids=JOINED)
def test_what_later_steps_would_show_is_joined_at_once(text: str, joined: str) -> None:
    assert process(text, ("rejoin",)).text == joined
    once = clean(text).text
    assert clean(once).text == once


def _other_than(code: str, rule: Rule) -> bool:
    return rule.code != code


def test_a_copy_that_this_run_leaves_is_not_gone() -> None:
    for ignored in ("DUP001", "JOIN002"):
        policy = Policy(wanted=partial(_other_than, ignored))
        assert Engine.of(build(("rejoin",), {}, policy), policy).work(0, Document.of(BETWEEN)).text == BETWEEN
    assert process(BETWEEN, ("rejoin",), options={"dedupe": {"min_length": 40}}).text == BETWEEN


LONG = f"{ONE}{OTHER}"
ALIKE = {
    "nothing in common": (f"{WHOLE}{LONG}\n", False),
    "a beginning in common": (f"海滨日报（本报记者）{WHOLE}海滨日报（本报记者）{LONG}\n", False),
    "short lines, which stay": ("渡口的老船工\n渡口的老船工\n", False),
    "the same": (f"{WHOLE}{LONG}\n{WHOLE}", True),
    "cut off, before the whole": (f"{LONG[:22]}\n{WHOLE}{LONG}\n", True),
    "the end alone, behind the whole": (f"{LONG}\n{WHOLE}{LONG[-22:]}\n", True),
    "some characters misread": (f"{LONG}\n{LONG.replace('时候', '时侯').replace('已经', '己经')}\n", True),
}


@pytest.mark.parametrize(("text", "alike"), ALIKE.values(), ids=ALIKE)
def test_lines_that_may_be_copies(text: str, alike: bool) -> None:
    assert any(likely_copies(text.split("\n"))) is alike


@pytest.mark.parametrize("text", [text for text, _ in ALIKE.values()], ids=ALIKE)
def test_likely_copies_are_all_that_goes(text: str) -> None:
    told = {"unit": "line", "passages": 0, "max_loss": 1}
    left = process(text, ("dedupe",), options={"dedupe": told}).text
    assert process(text, ("dedupe",), options={"dedupe": {**told, "likely": likely_copies}}).text == left


def test_what_would_lose_too_much_is_asked_whole() -> None:
    copies = "".join(f"{LONG.replace('时候', f'时{c}')}\n" for c in "侯矦堠")
    told = f"{LONG}\n{copies}"
    policy = Policy()
    lookahead = Lookahead({}, policy, build)
    asked = [form.text for form in lookahead(Document.of(told))]
    assert asked[-1] == process(told, ("normalize", "dedupe"), options={"dedupe": {"unit": "line"}}).text
