"""Characters that what stands around them shows to be misread."""

from __future__ import annotations

import pytest

from textkit.judgement.joined import Joined
from textkit.judgement.misreadings import CERTAIN, OFTEN, slips
from textkit.language.lookalikes import lookalikes, often


def found(*paragraphs: str, traditional: bool = False) -> list[tuple[int, str, str]]:
    """The paragraph, the misread character with the one before it, and what was meant."""
    told = slips(Joined.of(paragraphs), lambda: traditional)
    return [(one.number, paragraphs[one.number][one.at - 1 : one.at + 1], one.right) for one in told]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("经济杜会发展的各项目标顺利实现。", "济杜", "社"),
        ("他打开灯，究竞是什么意思，谁也不知道。", "究竞", "竟"),
        ("在特殊的气侯条件下，空气格外清新。", "气侯", "候"),
        ("他们巳经完成了全部准备工作。", "们巳", "已"),
        ("这个问题十分重耍，必须认真对待。", "重耍", "要"),
        ("她的一双眼晴望着窗外的大海。", "眼晴", "睛"),
        ("我们早巳明白这一天终究会到来。", "早巳", "已"),
    ],
)
def test_a_character_that_makes_no_word_is_told_with_the_one_that_does(text: str, wrong: str, right: str) -> None:
    assert found(text) == [(0, wrong, right)]
    assert found(text.replace(wrong, wrong[0] + right)) == []


def test_in_traditional_text_the_traditional_character_is_told() -> None:
    text = "之時也曾有過這佯的感受，以致別人都不相信他。"
    assert found(text, traditional=True) == [(0, "這佯", "樣")]
    assert found("之时也曾有过这佯的感受，以致别人都不相信他。") == [(0, "这佯", "样")]


def test_what_the_text_writes_twice_is_a_name_of_its_own() -> None:
    once = "经济杜会发展的各项目标顺利实现。"
    assert found(once, "会上谈到了别的事情。") != []
    assert found(once, "经济杜会的说法由来已久。") == []
    assert found(once, "这一杜会的说法由来已久。") != []


def test_a_text_that_speaks_of_the_right_word_too_is_left_alone() -> None:
    assert found("学生常把经济社会写成经济杜会，要注意区分。") == []


def test_where_a_neighbour_is_no_character_of_prose_nothing_is_weighed() -> None:
    assert found("API杜v2", "杜", "", "a") == []


def test_places_are_counted_in_their_own_paragraph() -> None:
    told = list(slips(Joined.of(["前面的一段话。", "", "经济杜会发展很快。"]), lambda: False))
    assert [(one.number, one.at) for one in told] == [(2, 2)]
    assert all(one.nats >= CERTAIN for one in told)


@pytest.mark.parametrize("window", [3, 5, 7, 11])
def test_windows_change_nothing(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = ["这个问题十分重耍，必须认真对待。", "她的一双眼晴望着窗外。", "究竞是什么意思，谁也不知道。"]
    whole = list(slips(Joined.of(paragraphs), lambda: False))
    monkeypatch.setattr("textkit.judgement.misreadings.WINDOW", window)
    assert len(whole) == 3
    assert list(slips(Joined.of(paragraphs), lambda: False)) == whole


def test_few_are_weighed_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = ["这个问题十分重耍，必须认真对待。", "她的一双眼晴望着窗外。", "究竞是什么意思，谁也不知道。"]
    few = list(slips(Joined.of(paragraphs), lambda: False))
    monkeypatch.setattr("textkit.judgement.misreadings.FEW", 0)
    assert list(slips(Joined.of(paragraphs), lambda: False)) == few


def test_lookalikes_are_mutual_and_no_character_is_its_own() -> None:
    known = lookalikes()
    assert all(one not in others and all(one in known[other] for other in others) for one, others in known.items())
    assert all("\u3400" <= one <= "\u9fff" for one in known)
    assert often()
    assert all(pair[1] in known[pair[0]] for pair in often())


def test_less_has_to_speak_for_what_is_misread_most() -> None:
    (told,) = slips(Joined.of(["我们早巳明白这一天终究会到来。"]), lambda: False)
    assert OFTEN <= told.nats < CERTAIN
