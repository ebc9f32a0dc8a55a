"""Patterns compiled when first used: the same answers, and no compiling before."""

from __future__ import annotations

import re

import pytest

from textkit.language.lazy_pattern import lazy_pattern


def test_a_later_pattern_answers_as_a_compiled_one() -> None:
    text = "甲 1,2 乙 b"
    for pattern, flags in ((r"[\u4e00-\u9fff]", 0), (r"[0-9B]", re.IGNORECASE), (r"(\d),(\d)", 0)):
        asked, compiled = lazy_pattern(pattern, flags), re.compile(pattern, flags)
        for _ in range(2):
            assert asked.sub("x", text) == compiled.sub("x", text)
            assert asked.findall(text) == compiled.findall(text)
            assert asked.split(text) == compiled.split(text)
            assert [m.span() for m in asked.finditer(text)] == [m.span() for m in compiled.finditer(text)]
        assert (asked.pattern, asked.flags, asked.groups) == (compiled.pattern, compiled.flags, compiled.groups)


def test_it_is_compiled_at_the_first_question() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
    assert not hasattr(wrong, "__len__")
