"""What is passed over because it cannot matter changes no answer, and what is told column by column is told line by line."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.texts import SENTENCES, layouts
from textkit.judgement import furniture
from textkit.judgement.breaks import addresses, ends, fragments, judge, line_context, shadow
from textkit.judgement.breaks.census import SHORT, Census
from textkit.judgement.breaks.copies import Copies
from textkit.judgement.breaks.reading import read

# What the rules that settle a break by itself look for, at the edges of lines of Chinese and inside them.
SIGNS = [
    *"图圖照本新中摄攝此致第一二页版。，、；：）)]》”“（([《",
    *"019ivxP:/-•>#= \u3000",
    "   ",
    "](",
    "://",
    "\n",
    "\n\n",
    "\n    ",
]
LINES = st.lists(st.sampled_from([*SIGNS, *"文字村里", "会议指出", "2023年1月1日 ", "新华社记者"]), max_size=30).map(
    "".join
)


@settings(deadline=None)
@given(st.one_of(LINES, layouts()))
@example("新华社记者王小明摄\n村里的桥\n图为村里的桥\n一2023-01-01 12:30\n")
@example("村里的桥    村里的树\n村里的路    村里的山\n村里的a/b\n村里的\n")
def test_plain_lines_settle_no_break(text: str) -> None:
    page = read(text)
    for i, j in pairwise(range(len(page.lines))):
        if judge._plain(page, i, j):
            assert judge._settled(page, i, j) == judge._headed(page, i, j)


@settings(deadline=None)
@given(st.one_of(LINES, layouts()))
@example(
    "图为村里的桥\n，村里的树\n本报记者王小明摄\n会议指出，要坚持稳中求进工作总基调\n# 会议指出\n会议指出：要坚持稳中求进。\n"
)
def test_blocks_are_open_as_each_is_by_itself(text: str) -> None:
    page = read(text)
    lines = range(len(page.lines))
    for language in fragments.SHORTEST:
        assert fragments.open_tails(page, lines, language) == [
            i for i in lines if fragments.open_tail(page, i, language)
        ]
        assert fragments.open_heads(page, lines, language) == [
            j for j in lines if fragments.open_head(page, j, language)
        ]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=60))
def test_open_quotes_are_counted_from_line_to_line(lines: list[tuple[int, int]]) -> None:
    expected, depth, age = [], 0, 0
    for opened, closed in lines:
        depth, age = max(0, depth - closed) + opened, age + 1
        if age > 12 or not depth:
            depth, age = opened, 0
        expected.append(depth)
    assert line_context.depths([opened for opened, _ in lines], [closed for _, closed in lines]) == expected


@given(st.lists(st.booleans(), max_size=30))
def test_lines_among_programs_are_counted_line_by_line(signs: list[bool]) -> None:
    near = [signs[max(0, i - ends.AMONG) : i + ends.AMONG + 1] for i in range(len(signs))]
    assert ends.among(signs) == [sum(s) >= ends.FEW and sum(s) >= ends.SHARE * len(s) for s in near]


@given(st.lists(st.sampled_from(["甲", "乙", "丙丙", "word", "乙" * 30, "乙" * 29 + "丁"]), max_size=12))
def test_lines_know_those_that_say_the_same(texts: list[str]) -> None:
    lines = shadow.split("\n".join(texts))
    found = line_context.copied(lines)
    assert found == [max((k for k in range(i) if texts[k] == s), default=-1) for i, s in enumerate(texts)]
    told = [f"\0{i}" if s == "word" else s for i, s in enumerate(texts)]  # a single Latin word is no copy
    expected = {
        i for i, s in enumerate(told) if any(s[:24] == other[:24] or s[-24:] == other[-24:] for other in told[:i])
    }
    assert Copies(lines).copied == expected


@given(
    st.lists(
        st.sampled_from(["h", "ht", "http://", "a/b", "文", "文字文字: 文", "(h", "tp:", "//a", "?x=1"]), max_size=12
    )
)
def test_addresses_begin_where_each_line_is_looked_at(texts: list[str]) -> None:
    lines = shadow.split("\n".join(texts))
    found = addresses.pieces(lines, 0)
    usual = addresses._begins
    try:
        addresses._begins = lambda texts: list(range(len(texts)))
        assert addresses.pieces(lines, 0) == found
    finally:
        addresses._begins = usual


@pytest.mark.parametrize("number", ["3", "第 3 页", "12", ""])
def test_heads_are_known_beside_numbers_alone(number: str) -> None:
    body = [f"{SENTENCES[0]}{k}" for k in range(24)]
    page = [line for k in range(0, 24, 6) for line in (*body[k : k + 6], "海滨日报", *([number] if number else []))]
    heads = {i for i, s in enumerate(page) if s == "海滨日报"}
    assert heads.issubset(furniture.furniture(page)) is bool(number)


@given(st.text(st.sampled_from("aAzZ文字か\r\u200b\U0001f600\ud800"), max_size=40), st.sampled_from([1, SHORT]))
def test_characters_are_counted(text: str, times: int) -> None:
    text *= times
    found, counts = Census(text), Counter(text)
    assert found.of("文か\r\U0001f600") == sum(counts[c] for c in "文か\r\U0001f600")
    assert found.within(0x41, 0x5B) == counts["A"] + counts["Z"]
    assert found.within(0x3041, 0x110000) == len([c for c in text if c > "\u3040"])
