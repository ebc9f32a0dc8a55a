"""The searches find what comparing all with all finds."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from textkit.steps.dedupe import join as join_module
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.contain import inside, passages, same_characters
from textkit.steps.dedupe.join import join

THRESHOLDS = [Fraction(51, 100), Fraction(3, 5), Fraction(4, 5), Fraction(17, 20), Fraction(19, 20), Fraction(1)]


def in_order(keys: set[str]) -> list[str]:
    return sorted(keys - {""}, key=lambda k: (len(k), k))


def pairs_by_hand(keys: list[str], threshold: Fraction) -> set[tuple[int, int]]:
    found = set()
    for i, a in enumerate(keys):
        for j, b in enumerate(keys[:i]):
            total = len(a) + len(b)
            if (total - Indel.distance(a, b)) * threshold.denominator >= threshold.numerator * total:
                found.add((i, j))
    return found


@st.composite
def families(draw: st.DrawFn) -> list[str]:
    """Texts of a small alphabet and altered copies of them, so that many pairs lie about a threshold."""
    alphabet = draw(st.sampled_from(["ab", "abcde", "的一是在不了有和人这中大为上个国"]))
    keys: set[str] = set()
    for text in draw(st.lists(st.text(alphabet, max_size=60), min_size=2, max_size=8)):
        keys.add(text)
        for _ in range(draw(st.integers(0, 3))):
            copy = list(text)
            for place in draw(st.lists(st.integers(0, len(text)), max_size=1 + len(text) // 5)):
                if draw(st.booleans()) and place < len(copy):
                    del copy[place]
                else:
                    copy.insert(place, draw(st.sampled_from(alphabet)))
            keys.add("".join(copy))
    return in_order(keys)


@pytest.mark.parametrize("block", [1 << 24, 90])
@settings(max_examples=60, deadline=None)
@given(keys=families(), threshold=st.sampled_from(THRESHOLDS))
def test_join_equals_comparing_all_with_all(keys: list[str], threshold: Fraction, block: int) -> None:
    whole = join_module.BLOCK, join_module.STEP
    join_module.BLOCK, join_module.STEP = block, max(50, block // 8)
    try:
        found = join(Codes(keys), threshold, 10**9)
    finally:
        join_module.BLOCK, join_module.STEP = whole
    assert not len(found.skipped)
    got = set(zip(found.pairs.longer.tolist(), found.pairs.shorter.tolist(), strict=True))
    assert got == pairs_by_hand(keys, threshold)


def test_pair_exactly_on_the_threshold_is_found() -> None:
    # 320 characters together, 48 operations: similarity 0.85 to the digit, which a float cutoff may drop
    a, b = "天" * 136 + "地" * 24, "天" * 136 + "人" * 24
    found = join(Codes(in_order({a, b})), Fraction(17, 20), 10**9)
    assert found.pairs.distance.tolist() == [48]


def test_threshold_out_of_range_is_refused() -> None:
    for threshold in (Fraction(1, 2), Fraction(0), Fraction(11, 10)):
        with pytest.raises(ValueError, match="threshold"):
            join(Codes(["a", "b"]), threshold, 10)


def test_too_costly_texts_are_named() -> None:
    keys = in_order({"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往" * 2 + chr(0x5000 + n) for n in range(30)})
    found = join(Codes(keys), Fraction(17, 20), 40)
    assert len(found.skipped)


LONG = "".join(chr(0x4E00 + n * 7) for n in range(200))


@pytest.mark.parametrize(("start", "end"), [(0, 30), (170, 200), (60, 160), (5, 25)])
def test_part_of_a_text_is_found_inside_it(start: int, end: int) -> None:
    keys = in_order({LONG, LONG[start:end]})
    found, _ = inside(Codes(keys), 20, 10**6)
    assert (found.inner.tolist(), found.outer.tolist(), found.start.tolist()) == ([0], [1], [start])
    assert found.shared.tolist() == [end - start]


def test_part_with_too_much_else_is_not_inside() -> None:
    part = "".join(c if n % 8 else "甲" for n, c in enumerate(LONG[40:120]))  # one in eight replaced
    found, _ = inside(Codes(in_order({LONG, part})), 20, 10**6)
    assert not len(found.inner)


def test_same_characters_in_another_order() -> None:
    pairs, skipped = same_characters(Codes(in_order({LONG[:60], LONG[30:60] + LONG[:30], LONG[60:120]})), 20)
    assert len(pairs) == 1
    assert not skipped


@settings(max_examples=60, deadline=None)
@given(
    st.text("的一是在不了", max_size=80),
    st.text("的一是在不了", max_size=80),
    st.text("天地玄黄", min_size=12, max_size=40),
)
def test_shared_run_is_found_wherever_it_stands(before: str, behind: str, run: str) -> None:
    keys = in_order({before + run + behind, "甲" + run + "乙"})
    found = passages(Codes(keys), np.arange(len(keys)), 12)
    assert any(r.length >= len(run) for r in found)
