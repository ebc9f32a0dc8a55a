"""Excerpts and comparisons: nothing of a text is lost in them, and they cost little."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.sample import COMMA, TAIL, outcome
from textkit.reports.excerpt import Part, compare, cut_same, excerpt, flat, percent


@given(st.text("abc", max_size=40), st.text("abc", max_size=40), st.integers(0, 100))
@settings(max_examples=100)
def test_a_comparison_holds_both_texts(copy: str, kept: str, pairs: int) -> None:
    runs = compare(copy, kept, pairs)
    assert "".join(a for _, a, _ in runs) == copy
    assert "".join(b for _, _, b in runs) == kept
    assert all(a == b for op, a, b in runs if op == "equal")


def test_a_comparison_finds_the_word() -> None:
    assert [r for r in compare("提升服务力，推动", "提升凝聚力，推动") if r[0] == "differ"] == [
        ("differ", "服务", "凝聚")
    ]


def test_a_hostile_comparison_is_quick() -> None:
    started = time.process_time()
    compare("ab" * 2000, "ba" * 2000)
    compare("a" * 4000 + "b", "c" + "a" * 3000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("春天\n来了。\n", "春天来了。"),
        ("the end\nof it\r\n", "the end of it"),
        ("共22\n家", "共22家"),
        ("春天\n\n  来了", "春天来了"),
        ("", ""),
    ],
)
def test_a_paragraph_reads_without_its_line_breaks(text: str, paragraph: str) -> None:
    assert flat(text) == paragraph


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "100 %"), (0.99999, "99.9 %"), (0.85, "85.0 %"), (None, ""), (0, "0.0 %")]
)
def test_only_equal_texts_are_wholly_alike(value: object, shown: str) -> None:
    assert percent(value) == shown


def test_an_edit_is_shown_in_its_line() -> None:
    text = "上一行\n甲乙,丙丁\n下一行"
    made = excerpt(outcome(text, COMMA, 6, 7, "m", after="，"), text)
    assert made == [Part("same", "甲乙"), Part("gone", ","), Part("new", "，"), Part("same", "丙丁")]


def test_a_removed_line_is_shown_alone() -> None:
    text = "甲\n去掉\n\n乙"
    made = excerpt(outcome(text, COMMA, 2, 6, "m", after=""), text)
    assert [p.text for p in made] == ["", "去掉", "", ""]


def test_a_tail_is_told_by_its_end() -> None:
    text = "开头" + "很长" * 100 + "赴南"
    (part,) = excerpt(outcome(text, TAIL, 0, len(text), "m"), text)
    assert part.text.startswith("…")
    assert part.text.endswith("赴南")


def test_what_is_cut_is_counted() -> None:
    parts = cut_same([Part("same", "x" * 200), Part("gone", "y" * 200)])
    assert [(p.kind, len(p.text)) for p in parts] == [("same", 24), ("cut", 3), ("same", 24), ("gone", 200)]
    assert parts[1].text == "152"
