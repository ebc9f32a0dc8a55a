"""How a text uses its characters, and the evidence drawn from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.judgement.cut_evidence import behind, head_names, most, seams, tail_names, total, weights
from textkit.judgement.cut_usage import Usage, opening
from textkit.language import seam

TEXT = [
    "第一条 为了发展渔业，制定本法。",
    "第二条 国家鼓励发展养殖。",
    "第三条 县级人民政府应当扶持发展。",
    "第十条 国务院主管",
]


def test_paragraphs_that_open_alike_are_known_by_their_ends() -> None:
    usage = Usage("\n".join(TEXT), TEXT)
    assert usage.alike(TEXT[3]) == "all few"
    assert usage.alike("总则") == "none"


def test_numbers_open_alike() -> None:
    assert opening("第十二条 国家") == opening("第3条 单位")
    assert opening("　　第一条") == opening("第二条")


@pytest.mark.parametrize(
    ("run", "said"),
    [("展渔", "0 1 free"), ("展", "0 few bound"), ("", "none"), ("沙漠", "0 0 free")],
)
def test_where_characters_stand(run: str, said: str) -> None:
    assert Usage("\n".join(TEXT), TEXT).places(run) == said


@given(st.text("天地\U0002a6d6 ", max_size=60), st.text("天地\U0002a6d6", min_size=1, max_size=5))
def test_runs_are_found_wherever_a_search_finds_them(text: str, run: str) -> None:
    assert Usage(text).together(run) == (run in text)
    stopped = "。".join([run] * 7 + [text.replace(run[0], "")])  # behind a stop it begins something
    assert Usage(stopped).places(run) == "many 0 free"


@pytest.mark.parametrize(
    ("reason", "other", "whole"),
    [
        ("an item of a list", "（7）新型铜箔由高校团队研制成功；", True),
        ("the last one", "（7）新型铜箔由高校团队研制成功", True),
        ("a part of a title", "# 今日要闻 新型铜箔由高校团队研制成功 专家解读", True),
        ("a title without its marks", "# 新型铜箔 由高校团队研制成功 专家解读", True),
        ("quoted", "他念道：“新型铜箔由高校团队研制成功”", True),
        ("it goes on", "新型铜箔由高校团队研制成功之后，订单很多。", False),
        ("it goes on behind a comma", "新型铜箔由高校团队研制成功，订单很多。", False),
        ("the same with its stop", "新型铜箔由高校团队研制成功。", False),
        ("the same cut again", "新型铜箔由高校团队研制成功", False),
        ("another beginning", "# 铝箔由高校团队研制成功 专家解读", False),
    ],
)
def test_what_stands_elsewhere_as_an_item_or_in_a_title(reason: str, other: str, whole: bool) -> None:
    line = "新型铜箔，由高校团队研制成功" if "marks" in reason else "新型铜箔由高校团队研制成功"
    lines = [other, line, "近日，一种兼具高强度与高导电性的材料问世。"]
    assert Usage("\n".join(lines), lines).whole_elsewhere(line) == whole, reason


def test_weights_are_added_and_what_is_unknown_weighs_nothing() -> None:
    name, weight = next(iter(weights().items()))
    assert total([name, "nobody knows this"]) == weight


def test_the_text_around_can_add_no_more_than_is_allowed_for() -> None:
    around = [w for name, w in weights().items() if name.startswith(("tail alike", "tail across"))]
    assert around
    assert max(around) <= most("tail")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (None, ""),
        ("", "first"),
        ("# 第一章", "heading"),
        ("会议提出以下要求：", "colon"),
        ("他走了。", "short stop"),
        ("一" * 40 + "。", "stop"),
        ("两岸一家亲", "short"),
        ("一" * 40, "open"),
    ],
)
def test_what_stands_before(before: str | None, said: str) -> None:
    assert behind(before) == said


def test_what_is_left_of_a_word_asks_for_the_rest_of_it() -> None:
    def bound(text: str) -> int:
        names = head_names(text, None, seams([("。", text)])[0])
        return int(next(name for name in names if name.startswith("head bound")).split()[2].partition("|")[0])

    assert bound("班牙的城市") > bound("记者的城市")
    assert bound("尔滨的冬天") > bound("城市的冬天")


def test_an_end_inside_a_word_asks_for_the_rest_of_it() -> None:
    def bound(text: str) -> int:
        names = tail_names(text, None, "", "", None, None)
        return int(next(name for name in names if name.startswith("tail bound")).split()[2].partition("|")[0])

    assert bound("他们去过的地方有哈尔") > bound("他们去过的地方有城市")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("走了，再没回来。后来", "head sentence 8|1"),
        ("走了。", "head sentence one|5"),
        ("一" * 200, "head sentence more"),
    ],
)
def test_the_first_sentence(text: str, said: str) -> None:
    assert said in head_names(text, None, seams([("。", text)])[0])


def test_how_usual_two_edges_are_beside_each_other() -> None:
    fits, no_fit = seam.table().across("他们去了哈尔", "滨江大道"), seam.table().across("他们去了城市", "滨江大道")
    assert fits[1] is not None
    assert fits[1] > 0.5
    assert no_fit[1] == 0
    assert seam.table().across("今天", "\ue000\ue000")[0] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("村里种了苹果、梨、桃、杏、李子", "listed 3"),
        ("春风送暖 万象更新", "spaced 1"),
        ("如何在 Linux 中安装 Firefox", "foreign 2"),
        ("合作社（下称甲方）负责", "bracket 1"),
        ("他读完了《水经注》", "work 1"),
        ("全年新建公路120公里、桥梁8座", "number 2"),
    ],
)
def test_what_headlines_and_prose_are_made_of_is_counted(text: str, said: str) -> None:
    assert f"tail {said}|plain" in tail_names(text, None, "", "", None, None)
    names = head_names(f"{text}。第二句有《书》、（注）和 Word 3。", None, seams([("。", text)])[0])
    assert f"head {said}" in names


def test_the_first_two_marks_of_a_beginning_are_looked_at() -> None:
    text = "修好了路，通了车，村里人高兴。"
    assert "head marks ，，" in head_names(text, None, seams([("。", text)])[0])
