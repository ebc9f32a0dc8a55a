"""All ends and beginnings of a page against each other: the sums are those of trying every pairing."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.breaks import matching
from textkit.judgement.breaks.matching import Key

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(1, 8)).filter(lambda key: key[0] < key[1]), st.floats(-4, 4), max_size=8
)


def tried(scores: dict[Key, float]) -> dict[Key, float]:
    """The chance of each pair among all pairings in order, by trying each; neighbours are in nobody's way."""
    total, of = 0.0, dict.fromkeys(scores, 0.0)
    for size in range(len(scores) + 1):
        for chosen in itertools.combinations(sorted(scores), size):
            far = [key for key in chosen if key[1] > key[0] + 1]
            once = len({i for i, _ in chosen}) == len(chosen)
            if once and all(a[1] < b[1] for a, b in itertools.pairwise(far)):
                weight = math.exp(sum(scores[key] for key in chosen))
                total += weight
                for key in chosen:
                    of[key] += weight
    return {key: weight / total for key, weight in of.items()}


@settings(max_examples=80, deadline=None)
@given(SCORES)
def test_in_order_is_the_sum_of_all_pairings(scores: dict[Key, float]) -> None:
    _, ordered = matching.readings(scores)
    for key, chance in tried(scores).items():
        assert 1 / (1 + math.exp(-ordered[key])) == pytest.approx(chance, abs=1e-4)


@settings(max_examples=80, deadline=None)
@given(st.lists(SCORES.filter(bool), min_size=2, max_size=4), st.data())
def test_pairs_out_of_touch_change_no_chance(pages: list[dict[Key, float]], data: st.DataObject) -> None:
    scores = {(i + 9 * k, j + 9 * k): score for k, page in enumerate(pages) for (i, j), score in sorted(page.items())}
    some = data.draw(st.lists(st.sampled_from(list(scores)), min_size=1, max_size=2))
    near = matching.in_touch(list(scores), some)
    assert set(some) <= set(near)
    assert {i // 9 for i, _ in near} == {i // 9 for i, _ in some}
    chances, all_of_them = matching.chances({key: scores[key] for key in near}), matching.chances(scores)
    assert all(chances[key] == pytest.approx(all_of_them[key], abs=1e-9) for key in some)


def test_what_a_pair_spans_is_in_touch() -> None:
    pairs = [(0, 1), (0, 4), (2, 3), (4, 5), (4, 7), (6, 8), (9, 10)]
    assert matching.in_touch(pairs, [(2, 3)]) == pairs[:3]
    assert matching.in_touch(pairs, [(6, 8)]) == pairs[3:6]
    assert matching.in_touch(pairs, [(9, 10), (0, 1)]) == [*pairs[:3], pairs[6]]


@settings(max_examples=80, deadline=None)
@given(SCORES, st.floats(0.05, 0.95))
def test_what_is_settled_is_one_to_one_and_sure_enough(scores: dict[Key, float], enough: float) -> None:
    chances = matching.chances(scores)
    found = matching.settled(chances, enough)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(chances[key] == chance >= enough for key, chance in found.items())
    left = {key for key, chance in chances.items() if chance >= enough} - found.keys()
    assert all(any(i == a or j == b for a, b in found) for i, j in left)


@settings(max_examples=80, deadline=None)
@given(SCORES.filter(bool), st.sampled_from(sorted(matching.READINGS)), st.data())
def test_no_chance_is_above_the_most_that_some_of_the_pairs_allow(
    scores: dict[Key, float], language: str, data: st.DataObject
) -> None:
    chances = matching.chances(scores, language)
    asked = data.draw(st.sets(st.sampled_from(sorted(scores)), min_size=1))
    asked = {key for key in asked if key[1] > key[0] + 1}
    if asked:
        most = matching.at_most(list(asked), np.array([scores[key] for key in asked]), language)
        assert max(chances[key] for key in asked) <= 1 / (1 + math.exp(-most)) + 1e-9


@settings(max_examples=80, deadline=None)
@given(SCORES.filter(bool), st.sampled_from(sorted(matching.READINGS)), st.floats(-8, 8))
def test_no_pair_below_what_is_needed_has_the_chance(scores: dict[Key, float], language: str, odds: float) -> None:
    chances = matching.chances(scores, language)
    needed = matching.needed(odds, language)
    for key, chance in chances.items():
        if key[1] > key[0] + 1 and scores[key] < needed:
            assert chance <= 1 / (1 + math.exp(-odds)) + 1e-9


def test_a_rival_takes_from_a_pair_and_order_decides() -> None:
    alone = matching.chances({(0, 5): 2.0})[0, 5]
    assert matching.chances({(0, 5): 2.0, (0, 7): 2.0})[0, 5] < alone
    crossed = matching.chances({(0, 5): 1.0, (0, 7): 1.0, (1, 5): 1.0, (1, 7): 1.0})
    assert crossed[0, 5] > crossed[0, 7]
    assert crossed[1, 7] > crossed[1, 5]


def test_a_long_page_takes_linear_time() -> None:
    scores = {(i, j): -1.0 for i in range(0, 4000, 2) for j in range(i + 3, i + 60, 2)}
    assert len(matching.chances(scores)) == len(scores)
