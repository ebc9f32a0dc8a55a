"""Korean columns: what the last syllable of a line says of whether its sentence goes on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from textkit.judgement.breaks import decide, ends, weights
from textkit.judgement.breaks.hangul import Hangul, last_syllable
from textkit.judgement.breaks.page_language import korean, page_language
from textkit.judgement.breaks.reading import read
from textkit.language import hangul as syllables
from textkit.language import words
from textkit.model.finding import Trust

COLUMN = (
    "지난해 봄에 내린 큰비로 마을의 여러 길이\n끊기고 학교는 다른 건물로 옮겨야 했다고\n"
    "주민들은 말했다. 가을이 되자 대부분의 집이\n다시 제 모습을 찾았지만 아직도 다리는\n"
)


def chance(tail: str, head: str) -> float:
    """How likely a sentence goes on from ``tail`` to ``head`` in a column."""
    text = f"{COLUMN}놓이지 않았다.\n{tail}\n{head}\n{COLUMN}놓이지 않았다.\n"
    return next(d.confidence for d in decide(text) if d.tail.slice(text) == tail)


@pytest.mark.parametrize(
    ("line", "says"), [("학교는", "binding"), ("마을 소개", "other"), ("끝났다.", ""), ("React", ""), ("길 2", "")]
)
def test_last_syllable(line: str, says: str) -> None:
    assert last_syllable(line) == says


def test_a_short_line_goes_on_where_something_must_follow_its_last_word() -> None:
    head = "나무와 꽃을 많이 심어서 사람들이 모였고"
    assert chance("새 시청 앞의 넓고 푸른 광장에는", head) > 0.5 > chance("새 시청 앞의 넓고 푸른 광장 소개", head)


def test_an_open_line_is_joined_from_a_chance_of_a_half() -> None:
    tail, head = "새 시청 앞의 넓고 푸른 광장에는", "나무와 꽃을 많이 심어서 사람들이 모였고"
    text = f"{COLUMN}놓이지 않았다.\n{tail}\n{head}\n{COLUMN}놓이지 않았다.\n"
    (break_,) = [d for d in decide(text) if d.tail.slice(text) == tail]
    assert 0.5 < break_.confidence < 0.8
    assert break_.trust is Trust.SAFE


FEW_LINES = {
    "서울은 한강을 끼고\n발달한 도시로서 오랜\n역사를 지니고 있다. 조선\n시대에는 한양이라고": [],  # between words: all apart
    "서울은 한강을 끼고 발달한 도시로서\n오랜 역사를 지니고 있다. 조선 시대에\n는 한양이라고 불렸으며": ["시대에는"],
    "서울은 한강을 끼고 발달\n한 도시로서 오랜 역사를\n지니고 있다. 조선 시대에\n는 한양이라고 불렸으며": [
        "발달한",
        "시대에는",
    ],
}


@pytest.mark.parametrize(("text", "whole"), FEW_LINES.items())
def test_a_few_korean_lines_tell_where_they_are_broken(text: str, whole: list[str]) -> None:
    lines = text.split("\n")
    hangul = Hangul(text + "\n")
    joined = [a.split()[-1] + b.split()[0] for a, b in pairwise(lines) if not hangul.apart(a, b)]
    assert joined == whole


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("광장은 넓다", 6),
        ("기반입니다: 추적과", 11),  # with the mark behind it
        ('"시그널"이라는 용어', 14),  # and what stands in quotes
        ("value={x}를 전달하고", 11),
        ("JavaScript(ES) 모듈이므로", 14),
        ("가" * 40, ends.LONGEST),
    ],
)
def test_korean_words_are_set_whole(line: str, columns: int) -> None:
    unit = ends.unit(line)
    assert (unit.size, unit.spaced) == (columns, True)


@pytest.mark.parametrize(
    ("line", "columns"), [("광장은 넓다", 2), ("다. 그리고", 4), ("JavaScript로 모듈을", 10), ("“광장”은 넓다", 4)]
)
def test_syllables_are_units_where_lines_are_cut_anywhere(line: str, columns: int) -> None:
    unit = ends.unit(line, anywhere=True)
    assert (unit.size, unit.spaced) == (columns, False)


def test_a_page_of_lines_that_are_cut_anywhere_needs_room_for_syllables() -> None:
    assert read(EVEN).needs[:3] == [2, 2, 2]
    assert read("학교에 가는\n길에 친구를\n만나서\n함께 걸었다\n").needs[:3] == [4 + 1, 6 + 1, 4 + 1]


EVEN = "서울은 한강을 끼고 발달\n한 도시로서 오랜 역사를\n지니고 있다. 조선 시대에\n는 한양이라고 불렸으며\n"  # cut anywhere


@pytest.mark.parametrize(
    ("tail", "head", "apart"),
    [
        ("새로 만든 React", "를 써서 화면을 그린다", False),  # a particle belongs to the word before it
        ("새로 만든 React", "화면을 그린다", True),
        ("모두 합해서 20", "명이 모였다고 한다", False),
        ("가까운 서점(책방)", "에서 만났다고 한다", False),
        ('그는 모두가 "', '탈출구를 찾았다"고 했다', False),  # a quotation that opens
        ("나무와 꽃을 많이", "심어서 모였다고", True),
        ("나무와 꽃을 많", "이 심어서 모였다고", False),
        ("자전거를 타고 갔습니", "다. 그리고", False),
    ],
)
def test_spaces_beside_syllables_in_lines_that_are_cut_anywhere(tail: str, head: str, apart: bool) -> None:
    assert Hangul(EVEN).apart(tail, head) is apart


def test_the_table_of_syllables_has_no_more_than_two_of_each_side() -> None:
    held = syllables.table()
    assert -2 < held.usual < 0  # most characters stand together
    assert all(len(run) <= 3 and run.count("|") == 1 for run in held.weights)
    assert syllables.runs("새 책을", "3권") == ["을|", "|0", "을|0", "책을|", "|0권"]
    assert syllables.runs('그 "', "책을") == ['"|', "|책", '"|책', ' "|', "|책을"]


# A manual that names what it speaks of in English too.
MANUAL = (
    "이 장은 참조자 (reference to a value) 와 빌림\n(borrowing) 에 대한 것입니다. 값의 소유자 (the owner\n"
    "of the value) 는 하나이고, 스코프 (the scope of it)\n밖으로 벗어나면 값이 버려집니다 (it is dropped at\n"
    "the end). 이를 빌림 검사기 (the borrow checker) 가\n확인합니다."
)


def test_korean_that_names_things_in_english_is_korean() -> None:
    assert words.is_english(MANUAL)  # as it would be by its words alone
    assert page_language(MANUAL) == ""
    assert korean(MANUAL)
    assert [d.join for d in decide(MANUAL)] == [True] * 5


@pytest.mark.parametrize(
    "text", ["The word 한글 is the name of the letters.", "한글は文字です。", "한글是韩国的文字。", ""]
)
def test_texts_of_other_languages_with_hangul_in_them(text: str) -> None:
    assert not korean(text)


def test_evidence_of_korean_has_weights_of_its_own() -> None:
    decision = decide(MANUAL).decisions[0]
    assert decision.names[0] == "col"
    assert all(name.startswith("ko ") for name in decision.names[1:])
    assert weights()["ko no such evidence"] == 0
    assert weights()["ko col start han|stop"] != 0


def test_lengths_of_paragraphs_are_asked_of_korean_too() -> None:
    line, last = "우리는 그 산의 길을 오래 걸어서 갔다", "그가 왔다."
    full = "그 길은 우리가 오래 걸어서 간 길이다."
    page = read("\n".join([*[line, line, last] * 4, line, full, line, last]))
    assert page.sizes[13].piece
    assert page.counted[13]
