"""Which blocks of a page may break off, which may be the rest of another, and what their first characters say."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import pair_features, pairing
from textkit.judgement.breaks.fragments import open_head, open_tail
from textkit.judgement.breaks.reading import read


@pytest.mark.parametrize(
    ("block", "may"),
    [
        ("全市组织开展冬季志愿服务活动共三百余人", False),  # as short as headlines are
        ("昨日，志愿者走上街头，清理", False),  # too short for its end to tell anything
        ("昨日，全市组织开展志愿服务活动，三百余名。", False),  # whole
        ("昨日，全市组织开展志愿服务活动，三百余名志", True),
        ("全市组织开展了冬季志愿服务活动共有三百人", True),
    ],
)
def test_which_blocks_may_break_off(block: str, may: bool) -> None:
    assert open_tail(read(f"{block}\n\n会议最后作出部署。\n"), 0) is may


@pytest.mark.parametrize(
    ("block", "may"),
    [
        ("年轻一代志愿服务工作座谈会召开", False),  # neither a mark in it nor at its end: a headline
        ("图为志愿者走上街头，清理卫生死角。", False),  # a caption
        ("愿者走上街头，清理卫生死角，劝导文明出行", True),  # a piece that breaks off again
        ("愿者走上街头清理卫生死角。", True),
    ],
)
def test_which_blocks_may_be_the_rest_of_another(block: str, may: bool) -> None:
    assert open_head(read(f"会议最后作出部署。\n\n{block}\n"), 1) is may


ENGLISH = "The ferry was closed in winter. The bridge was not."


@pytest.mark.parametrize(
    ("block", "tail", "head"),
    [
        ("He rose from", False, False),  # too short to tell anything
        ("“We never saw a bridge", True, True),
        ("bridge of wood, and nobody knew why—”", False, True),  # what is said may break off
    ],
)
def test_which_english_blocks_may_break_off_and_which_may_be_a_rest(block: str, tail: bool, head: bool) -> None:
    page = read(f"{ENGLISH}\n\n{block}\n\n{ENGLISH}\n")
    assert (open_tail(page, 1, "en"), open_head(page, 1, "en")) == (tail, head)


def test_the_first_characters_of_a_rest_speak_for_it() -> None:
    tail = "昨日，全市组织开展了冬季志愿服务活动，来自各个乡镇的三百余名志"
    rest, start = "愿者走上街头，清理卫生死角。", "昨日，志愿者走上街头，清理卫生死角。"
    other = "会议最后作出部署。"
    for block, speaks in ((rest, True), (start, False)):
        page = read(f"{tail}\n\n{other}\n\n{block}")
        reasons = dict(pairing.distant(page, [(0, 2)])[0, 2].reasons)
        assert (reasons.get(pair_features.INSIDE, 0.0) > 0) is speaks
        assert reasons.get(pair_features.OPENS, 0.0) >= 0 if speaks else reasons[pair_features.OPENS] < 0


@pytest.mark.parametrize(
    ("between", "speaks"),
    [
        ("村民在田间忙碌", True),
        ("村民在田间忙碌。", False),  # a sentence
        ("三届清河菜花节闭幕之后，村民在田间忙碌", False),  # it has a mark in it
        ("市里举办第三届清河菜花节并且邀请了邻近三省的客商与会", False),  # longer than captions are
    ],
)
def test_one_short_line_between_two_blocks_is_likelier_a_caption_than_a_headline(between: str, speaks: bool) -> None:
    page = read(f"志愿者走上街头，清理卫生\n\n{between}\n\n死角，劝导文明出行。\n")
    assert pairing.features(page, [(0, 2)])[0, 2]["one short line between"] == speaks
    (pair,) = pairing.distant(page, [(0, 2)]).values()
    assert (dict(pair.reasons).get("one short line between", 0) > 0) is speaks
