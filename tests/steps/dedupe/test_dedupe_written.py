"""The way from the key back to the text, and what is read off the text."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.language.figures import figures
from textkit.language.fold import fold, widths
from textkit.steps.dedupe.written import ODD, Written

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("，。 \n“”（）3.5%Ⅲ½ﬁé萬國か゛がABc甲①—-第一二十"), st.characters()), max_size=40
)


def test_characters_that_are_not_odd_are_one_in_the_key() -> None:
    plain = ODD.sub("", "".join(map(chr, range(sys.maxunicode + 1))))
    assert len(plain) > 30_000
    assert set(widths(plain)) == {1}


@settings(max_examples=100)
@given(TEXT)
def test_places_are_those_found_by_counting(text: str) -> None:
    one = Written(text, fold(text))
    places = [place for place, width in enumerate(widths(one.compact)) for _ in range(width)]
    assert [one.place(n) for n in range(len(one.key))] == places
    ranges = [(n, n + 1) for n in range(len(one.key))]
    assert one.slices(ranges) == [one.compact[p] for p in places]
    assert one.slices(ranges) == [one.written(*r) for r in ranges]


@settings(max_examples=100)
@given(TEXT)
def test_figures_stand_in_the_key_where_they_stand_in_the_text(text: str) -> None:
    one = Written(text, fold(text))
    found = figures(one.compact)
    assert [f.value for f in one.figures] == [f.value for f in found]
    for key, written in zip(one.figures, found, strict=True):
        assert key.start == len(fold(one.compact[: written.start]))
        assert one.key[key.start : key.end] == fold(one.compact[written.start : written.end])


@settings(max_examples=100)
@given(
    st.text(alphabet="，。 、3.5%‰-甲乙丙一二十", max_size=24),
    st.text(alphabet="，。 、3.5%‰-甲乙丙一二十", max_size=24),
)
def test_equal_marks_are_equal_facts(a: str, b: str) -> None:
    one, other = Written(a, fold(a)), Written(b, fold(b))
    if one.key == other.key and one.marks == other.marks:
        assert [f for f in one.facts if re.search(r"\d", f)] == [f for f in other.facts if re.search(r"\d", f)]


PROSE = [
    ("他们从早晨一直走到傍晚，没有人说话。路边的麦子已经黄了，风吹过来的时候像水一样起伏，再往前走就是那", True),
    ("国务院总理出席中国发展高层论坛开幕式并发表主旨演讲", False),
    ("### 国务院总理出席中国发展高层论坛开幕式并发表主旨演讲", False),
    ("if (process.env.NODE_ENV !== 'production') {", False),
    ("The committee met on Monday in the old town hall and agreed on the budget for the coming", True),
]


@pytest.mark.parametrize(("text", "prose"), PROSE)
def test_prose_is_told_from_headings_and_code(text: str, prose: bool) -> None:
    assert Written(text, fold(text)).prose is prose
