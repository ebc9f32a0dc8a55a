"""Blank lines in Markdown: they end paragraphs, and what may go on over them elsewhere waits for an editor there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from textkit.api import process
from textkit.judgement.breaks import addresses, decide, pair_features, set_off
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.shadow import split
from textkit.model.finding import Trust
from textkit.model.outcome import Fate

SEEDS = Path(__file__).parents[2] / "seeds"
LED = "「並列」という言葉から想像されるのは、「もともとある一人用の台本を直して大勢の台本を書く」という作業であろう。典型的には、"
STEPS = "1. 一人用の台本を書く\n2. 大きな劇がやりたくなったので、台本を直して大勢で演じる\n3. さらに大きな劇を演じる\n"
LONG = "The bridge over the river was opened in the spring and has been used by all of the villages since then.\n\n"
IN_A_WORD = (
    "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻习近平新时代中国特色社\n\n"
    "会主义思想，不断满足人民日益增长的美好生活需要，推动各项工作取得新成效。\n"
)
ITEM = "* 路面松软的乡间小路；大路在修的时候，允许行人从这里通过"
REST = "乡间小路是山里一种常见的路。\n"


def test_a_list_is_not_joined_with_what_leads_to_it() -> None:
    (first, *_) = decide(f"{LED}\n\n{STEPS}")
    assert first.join
    assert first.trust is Trust.SAFE
    (first, *_) = decide(f"{LED}\n\n{STEPS}", markdown=True)
    assert first.trust is Trust.UNSAFE


@pytest.mark.parametrize("markdown", [False, True])
def test_a_word_cut_in_two_is_put_together(markdown: bool) -> None:
    assert next(iter(decide(IN_A_WORD, markdown))).trust is Trust.SAFE


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("JOIN002", "a sentence goes on behind this"),  # that may be a heading
        ("JOIN003", "this sentence goes on in the next paragraph"),  # by words in common
    ],
)
def test_what_is_joined_in_plain_text_waits(rule: str, message: str) -> None:
    text = next(SEEDS.glob("000_*")).read_text("utf-8")
    for path, fates in (("a.txt", {Fate.APPLIED}), ("a.md", {Fate.WITHHELD})):
        found = [o for o in process(text, ("rejoin",), path=path).outcomes if o.message == message]
        assert {o.fate for o in found if o.rule.code == rule} == fates


@pytest.mark.parametrize(("between", "expected"), [("乡间小路", True), ("# 乡间小路", False)])
def test_a_heading_is_no_caption(between: str, expected: bool) -> None:
    assert pair_features.over_label(read(f"{ITEM}\n\n{between}\n\n{REST}", markdown=True), 0, 2) is expected


def test_a_sentence_is_followed_over_a_caption_but_not_out_of_a_list() -> None:
    tail = "老人说起当年修桥的事情，总要提到那位石匠，说他一个人在"
    head = "学校的空地上凿了半年的石头，没有要过一分钱。"
    after = "镇上的农技站派出技术员，帮助各村培育秧苗。"
    for item, trusts in (("", [Trust.SAFE]), ("- ", [])):
        found = decide(f"{item}{tail}\n\n图为施工现场。\n\n{head}\n\n{after}\n", markdown=True)
        assert [d.trust for d in found if d.join and d.over] == trusts


def test_blank_lines_behind_every_line_of_a_column_say_nothing() -> None:
    column = re.sub("(.{24})", r"\1\n\n", "村里的老人们都说这座桥是全村人一起修的" * 12)
    page = read(column, markdown=True)
    assert page.every
    assert not set_off.parted(page, 1, 2)


def test_a_space_before_a_blank_line_is_no_row_cut_in_two() -> None:
    text = "".join(
        f"{LONG * 2}![The bridge](images/{name}.png) \n\nIt was built of stone from the hills and of wood.\n\n"
        for name in ("bridge-one", "bridge-two", "bridge-six", "bridge-ten")
    )
    assert process(text, ("rejoin",), path="a.txt").text != text
    assert process(text, ("rejoin",), path="a.md").text == text
    close = text.replace(" \n\n", " \n")
    assert process(close, ("rejoin",), path="a.md").text != close


@pytest.mark.parametrize(("sign", "expected"), [("~", {1}), ("~~", set())])
def test_what_is_struck_out_ends_with_its_address(sign: str, expected: set[int]) -> None:
    text = f"出自{sign}[一座石桥](http://a.example/s/45iS){sign}\n\n4月8日下午，记者来到村里。\n"
    assert addresses.pieces(split(text, markdown=True), 1) == expected


def test_a_label_and_its_address_in_the_next_line_stand_alone() -> None:
    address = "  https://a.example.org/docs/bridges/harbour-and-hills"
    lines = [f"[{name}]:\n{address}#{name}" for name in ("First-bridge", "Second-bridge", "Third-bridge")]
    page = read("\n".join(lines) + f"\n[a bridge]:\nThe bridge is old.\n\n[blank]:\n\n{address}\n", markdown=True)
    assert [line.alone for line in page.lines] == [True] * 6 + [False] * 4
