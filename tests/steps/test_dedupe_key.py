"""The key by which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.language.fold import fold, widths
from textkit.steps.dedupe import key

DIFFERENT = [
    ("未", "末", "two characters, however alike in print"),
    ("1+N", "1N", "a plus is part of the name"),
    ("か", "が", "voicing tells words apart"),
    ("한국", "한글", "Hangul syllables are whole"),
    ("沪", "滤", "Shanghai, although Japanese writes 濾 like it"),
]
SAME = [
    ("ＡＢＣ１２３", "abc123", "width and case"),
    ("國際貿易", "国际贸易", "traditional"),
    ("裡 裏 里", "里里里", "variants, spaces"),
    ("⺠⻅⽤", "民见用", "radicals"),
    ("“你好”，他说：", "你好他说", "punctuation"),
    ("ｶﾞ", "ガ", "half-width voiced kana"),
    ("e\u0301", "é", "a letter and its accent, apart or together"),
    ("二○二三", "二〇二三", "a drawn circle for zero"),
    ("a\u200bb\u00adc\ufe0f", "abc", "invisible characters"),
    ("\u3000\u3000段落\n换行", "段落换行", "indents and breaks"),
]


@pytest.mark.parametrize(("a", "b", "reason"), DIFFERENT)
def test_stays_apart(a: str, b: str, reason: str) -> None:
    assert key(a) != key(b), reason


@pytest.mark.parametrize(("a", "b", "reason"), SAME)
def test_is_one(a: str, b: str, reason: str) -> None:
    assert key(a) == key(b), reason


@settings(max_examples=100)
@given(st.text(), st.text())
def test_key_of_a_sum_is_the_sum_of_keys(a: str, b: str) -> None:
    assert key(a + b) == key(a) + key(b)


@settings(max_examples=100)
@given(st.text())
def test_folding_twice_is_folding_once_and_widths_count_it(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert sum(widths(text)) == len(fold(text))
