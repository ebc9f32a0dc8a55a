"""What blocks and seams have in common, counted in arrays: the same as counted one by one."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.judgement.breaks.arrays import best_other, rounded
from textkit.judgement.breaks.runs import standing
from textkit.judgement.breaks.shared import Words
from textkit.judgement.breaks.spacing import LETTER, MARK, NARROW, Spacing

LINE = st.text("中文字一二，。a ", max_size=12)


@given(st.lists(LINE, min_size=1, max_size=8), st.integers(1, 3))
def test_shared_words_are_those_of_both_runs(texts: list[str], width: int) -> None:
    held = [{a + b for a, b in pairwise(text) if min(a, b) > "\u2e7f" and not {a, b} & {"，", "。"}} for text in texts]
    seen = Counter(word for words in held for word in words)
    weight = {word: math.log(len(texts) / n) for word, n in seen.items() if 1 < n < len(texts)}

    def slow(one: int, other: int) -> float:
        runs = [[held[k] for k in range(first, first + width) if 0 <= k < len(held)] for first in (one, other)]
        common = set().union(*runs[0]) & set().union(*runs[1]) & weight.keys()
        sizes = [max(20, sum(map(len, run))) for run in runs]
        return 10 * sum(weight[word] for word in common) / math.sqrt(sizes[0] * sizes[1])

    asked = [(i, j) for i in range(-3, len(texts) + 1) for j in range(-3, len(texts) + 1)]
    one, other = np.array(asked).T
    found = Words(range(len(texts)), texts, width).shared(one, other)
    assert found.tolist() == pytest.approx([slow(i, j) for i, j in asked])
    apart = one + len(texts) + 3 == other * 2  # no two with the same run on one side
    words = Words(range(len(texts)), texts, width)
    assert words.shared(one[apart], other[apart]).tolist() == pytest.approx(found[apart].tolist())


SIDE = st.text("中文字一", min_size=1, max_size=3)


def _standing(texts: list[str], tails: list[str], heads: list[str]) -> list[tuple[bool, ...]]:
    seams = np.indices((len(tails), len(heads))).reshape(2, -1)
    found = standing(texts, tails, heads, (seams[0], seams[1]))
    assert standing(texts, tails, heads, (seams[0], seams[1]), threes=False).four.tolist() == found.four.tolist()
    return list(zip(*(column.tolist() for column in found), strict=True))


@given(st.lists(LINE, max_size=6), st.lists(SIDE, min_size=1, max_size=6), st.lists(SIDE, min_size=1, max_size=6))
def test_what_stands_in_a_text(texts: list[str], tails: list[str], heads: list[str]) -> None:
    def stands(tail: str, head: str) -> tuple[bool, ...]:
        run = tail[-2:].rjust(2, "\0") + head[:2].ljust(2, "\0")
        runs = (run,), (run[1:3],), (run[:3], run[1:])
        return tuple(any(run in text for run in some for text in texts) for some in runs)

    assert _standing(texts, tails, heads) == [stands(tail, head) for tail in tails for head in heads]


@given(st.text(list("中文，「a1Z9 \xa0\n.-“é"), max_size=60))
def test_seams_are_those_a_pattern_finds(text: str) -> None:
    sides = rf"(?<=[{LETTER}{MARK}])[ \xa0]*(?=[{NARROW}])|(?<=[{NARROW}])[ \xa0]*(?=[{LETTER}{MARK}])"
    seams = re.findall(rf"{sides}|(?<=[{MARK}])[ \xa0]*(?=[{LETTER}])", text)
    counted = [sum(counts[k] for counts in Spacing(text)._kinds.values()) for k in (0, 1)]
    assert counted == [seams.count(""), len(seams) - seams.count("")]


def test_half_a_character_is_counted_too() -> None:
    """A lone surrogate stands in text that was decoded with losses."""
    assert _standing(["中\ud800文字"], ["中\ud800"], ["文字", "字文"]) == [(True, True, True), (False, False, False)]
    assert Spacing("中\ud800 a").spaced("中", "a") is False


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 3)), min_size=1, max_size=12))
def test_the_best_of_the_others_in_a_group(scored: list[tuple[int, int]]) -> None:
    groups, scores = (np.array(column) for column in zip(*scored, strict=True))
    for k, best in enumerate(best_other(groups, scores.astype(float)).tolist()):
        others = [score for n, (group, score) in enumerate(scored) if n != k and group == groups[k]]
        assert best == max(others, default=-math.inf)


@given(st.integers(-9999, 9999), st.sampled_from((0.0, 0.00049, 0.0005, 0.00051)))
def test_numbers_are_rounded_as_python_rounds(thousandths: int, more: float) -> None:
    value = thousandths / 1000 + more
    assert rounded(np.array([value]), 3).tolist() == [round(value, 3)]
