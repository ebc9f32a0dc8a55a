"""Full lines of Chinese that end a sentence: what both sentences and the way the text speaks say of them."""

from __future__ import annotations

from typing import get_args

import pytest

from textkit.judgement.breaks import decide, evidence, paragraph_ends
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.register import register
from textkit.language import partings

ENDED = "会议由市水利局局长主持，各县区分管负责同志参加会议。"
ASKED = "这座桥建于上世纪五十年代，长三百余米，连接两岸的六个村庄。"


@pytest.mark.parametrize(
    ("before", "inside", "edge"),
    [
        (ASKED, "其中，有四个村庄在山上。", "近日，市交通局发布消息，大桥将于下月封闭维修。"),
        (ENDED, "会上还传达了有关文件。", "央视网消息：今天，全国铁路实行新的列车运行图。"),
        (ASKED, "它的桥墩都是用石头砌成的。", "第二条 本办法适用于本市行政区域内的桥梁管理活动。"),
    ],
)
def test_what_goes_on_against_what_begins_anew(before: str, inside: str, edge: str) -> None:
    assert partings.odds(before, inside, "written") + 1 < partings.odds(before, edge, "written")


def test_what_tells_in_manuals_is_not_what_tells_in_news() -> None:
    before = "大桥将于下月封闭维修，预计年底通车。"
    assert partings.odds(before, "央视网消息：今天，全国铁路实行新图。", "written") > 1
    news, manual = (partings.odds(before, "据了解，维修期间车辆须绕行。", how) for how in ("written", "plain"))
    assert news != manual


def test_names_tell_what_both_sides_have_in_common() -> None:
    alike = partings.names("他指出，水是生命之源。", "他指出，山是水的源头。")
    assert {"same 4", "turn FalseFalseFalse", "said TrueTrueFalse"} <= set(alike)
    other = partings.names("他指出，水是生命之源。", "“明天见。”我说。")
    assert {"same 0", "quotes FalseTrue", "quoted 01"} <= set(other)
    assert "same 4" not in other


def test_widths_variants_and_numbers_are_one() -> None:
    assert partings.names("發展很快。", "在12个村,") == partings.names("发展很快。", "在３５个村，")


def test_nothing_known_weighs_little() -> None:
    for speech in get_args(partings.Speech):
        assert abs(partings.odds("", "", speech)) < 2
        assert abs(partings.odds("🀀🀁。", "🀂🀃🀄", speech)) < 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第一条 为规范公共场所卫生管理，根据有关法律，制定本办法。" * 4, "written"),
        ("他说：“你来了吗？”我没有理他，他就走了过去，坐着不动。" * 4, "talk"),
        ("我们先安装这个软件包，然后打开配置文件，把地址改为本机的地址。" * 4, "plain"),
        ("他說：「你來了嗎？」我沒有理他，他就走了過去，坐著不動。" * 4, "talk"),
        ("安装 nginx package 之后打开 config 文件并且改为本机的 address 地址。" * 4, "plain"),  # no person in it
        ("", "written"),
    ],
)
def test_how_a_text_speaks(text: str, said: str) -> None:
    assert register(text) == said


# Full lines of eighteen characters; the second ends a sentence.
BEFORE = ["今年前三个季度，全市新开工水利项目一", "百二十个，完成投资四十亿元，超过去年。"]
BEHIND = ["其中，河道治理项目六十个，水库除险加", "固项目三十个，其余为灌区改造项目，都", "已经列入年度计划。"]


def names_behind(lines: list[str], i: int) -> list[str]:
    page = read("\n".join(lines) + "\n")
    return evidence.names(page, i, i + 1, None)


def test_behind_full_lines_of_chinese_all_names_are_their_own() -> None:
    names = names_behind([*BEFORE, *BEHIND] * 3, 1)
    assert names[0] == "col"
    assert all(name.startswith("zh ") for name in names[1:])
    assert any(name.startswith("zh parting ") for name in names)
    assert "zh register written|flush out|full" in names
    assert not any("turn" in name for name in names)


def test_short_lines_and_open_ones_are_not_asked() -> None:
    text = [*BEFORE, *BEHIND] * 3
    assert not any(name.startswith("zh ") for name in names_behind(text, 4))
    assert not any(name.startswith("zh ") for name in names_behind(text, 0))


def test_sentences_are_read_over_as_many_lines_as_they_take() -> None:
    page = read("\n".join([*BEFORE, *BEHIND]) + "\n")
    before, behind = "".join(line.s for line in page.lines[:2]), "".join(line.s for line in page.lines[2:])
    for speech in get_args(partings.Speech):
        told = max(-paragraph_ends.MOST, min(paragraph_ends.MOST, round(2 * partings.odds(before, behind, speech))))
        assert paragraph_ends.parting(page.lines, 1, 2, speech) == str(told)


@pytest.mark.parametrize(
    ("before", "behind", "said"),
    [
        ("他说：“先把河堤修好。", "再修这座桥。”说完就走了。", True),
        ("他说：「先把河堤修好。", "再修這座橋。」說完就走了。", True),
        ("他说：“先把河堤修好。", "“再修这座桥。”说完就走了。", False),  # as quotations of several paragraphs are set
        ("他说：“先把河堤修好。", "村里的人都散了。", False),
        ("他说：“先把河堤修好。”", "村里的人都散了。", False),
        ("村里的人都散了。", "他说：“先把河堤修好。”", False),
        ("村里的人都散了。", "天也黑了。", False),
    ],
)
def test_whether_a_quotation_goes_on(before: str, behind: str, said: bool) -> None:
    page = read(f"河边没有人。\n{before}\n{behind}\n天黑了。\n")
    assert paragraph_ends.in_quotation(page.lines, 1, 2) is said


def test_no_paragraph_ends_where_a_quotation_goes_on() -> None:
    closed = ["他放下茶杯慢慢说：这事先不必着急。", "“先把河堤修好，再来说这座桥的事。”"]
    inside = ["他放下茶杯慢慢说：“这事先不必着急。", "先把河堤修好，再来说说这座桥的事。”"]
    short = ["大家听了以后都点点头，觉得他说的有道", "理，就各自回家去了，一路上谁也没有再", "说什么话。"]
    sure = []
    for pair in (closed, inside):
        text = "\n".join([*short, *pair, *short]) + "\n"
        sure.append({d.tail.slice(text): d.confidence for d in decide(text)}[pair[0]])
    assert sure[1] > 0.85 > sure[0]


def test_a_sentence_that_goes_on_is_joined_sooner_than_a_new_one() -> None:
    new = ["近日，市水利局发布消息，明年春天将对", *BEHIND[1:]]
    short = ["据介绍，这些项目全部建成后，可以灌溉", "农田十万亩，惠及六个乡镇的三万余人，", "明年开始受益。"]
    sure = []
    for head in (BEHIND, new):
        text = "\n".join([*short, *BEFORE, *head, *short]) + "\n"
        sure.append({d.tail.slice(text): d.confidence for d in decide(text)}[BEFORE[1]])
    assert sure[0] > 0.9 > sure[1]
