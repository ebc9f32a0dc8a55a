"""How a text uses its characters, and the evidence drawn from it."""

from __future__ import annotations

import pytest

from textkit.judgement.cut_evidence import Usage, behind, head_names, most, opening, seams, tail_names, total, weights

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
