"""Runs of characters that texts share are found wherever they stand, and each is told once."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.passages import Passage, passages

LONG = "".join(chr(0x4E00 + n * 7) for n in range(400))


def in_order(keys: set[str]) -> list[str]:
    return sorted(keys - {""}, key=lambda k: (len(k), k))


def search(keys: list[str], shortest: int, rank: list[int] | None = None) -> list[Passage]:
    order = np.array(rank) if rank else np.arange(len(keys))
    return list(passages(Codes.of(keys), order, shortest, np.ones(len(keys), np.bool_)))


def shares(a: str, b: str, shortest: int) -> bool:
    return any(a[i : i + shortest] in b for i in range(len(a) - shortest + 1))


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from(["ab", "的一是在不了有和人这"]))
def test_texts_that_share_a_run_hang_together(data: st.DataObject, alphabet: str) -> None:
    shortest = 8
    runs = data.draw(st.lists(st.text(alphabet, min_size=4, max_size=14), min_size=1, max_size=4))
    part = st.one_of(st.text(alphabet, max_size=6), st.sampled_from(runs))
    keys = in_order(set(data.draw(st.lists(st.lists(part, max_size=5).map("".join), min_size=2, max_size=7))))
    rank = data.draw(st.permutations(range(len(keys))))
    found = search(keys, shortest, rank)
    group = list(range(len(keys)))
    for first, at, length, others in found:
        run = keys[first][at : at + length]
        assert len(run) == length >= shortest
        assert others
        for other, place in others:
            assert keys[other][place : place + length] == run
            assert rank[first] < rank[other]
            old, new = group[other], group[first]
            group = [new if g == old else g for g in group]
    assert [(rank[p.first], p.at) for p in found] == sorted((rank[p.first], p.at) for p in found)
    if alphabet == "ab":
        return  # such texts repeat themselves too often for all to be laid beside each other
    for a in range(len(keys)):
        for b in range(a):
            if shares(keys[a], keys[b], shortest):
                assert group[a] == group[b], (keys[a], keys[b])


def test_one_run_of_many_texts_is_told_once() -> None:
    run = LONG[:80]
    keys = in_order({f"{chr(0x6000 + n) * 5}{run}{chr(0x7000 + n) * (n + 3)}" for n in range(20)})
    (found,) = search(keys, 50)
    assert (found.first, found.at, found.length) == (0, 5, 80)
    assert found.others == tuple((n, 5) for n in range(1, 20))


def test_run_that_goes_on_by_chance_is_the_same_run() -> None:
    keys = in_order({"甲" + LONG[:80] + "乙丙丁", "戊" + LONG[:80] + "乙己" * 2, "庚" + LONG[:80] + "辛" * 6})
    (found,) = search(keys, 50)
    assert (found.length, [other for other, _ in found.others]) == (80, [1, 2])


def test_longer_run_of_fewer_texts_is_told_besides_and_all_hold_the_shorter() -> None:
    keys = ["甲" + LONG[:60] + "乙", "丙" + LONG[:100] + "丁", "戊" * 2 + LONG[:100] + "己"]
    found = search(keys, 50)
    assert found == [Passage(0, 1, 60, ((1, 1), (2, 2))), Passage(1, 1, 100, ((2, 2),))]


def test_run_found_though_an_earlier_text_has_a_piece_of_it() -> None:
    keys = in_order(
        {"甲" + LONG[:200], "乙" + LONG[:200] + "丙", *(LONG[n : n + 45] + "丁" * 10 for n in range(0, 150, 15))}
    )
    found = search(keys, 50)
    assert any(p.length == 200 for p in found)


def test_those_not_present_take_no_part() -> None:
    keys = in_order({"甲" + LONG[:60], "乙" + LONG[:60] + "丙"})
    assert not list(passages(Codes.of(keys), np.arange(2), 50, np.array([True, False])))


@pytest.mark.parametrize("length", [50, 51, 77])
def test_run_of_just_the_length_is_found_and_one_less_is_not(length: int) -> None:
    rng = random.Random(length)
    for _ in range(20):
        start = rng.randrange(300)
        sides = ["".join(chr(0x8000 + rng.randrange(4000)) for _ in range(rng.randrange(40))) for _ in range(4)]
        run = (LONG * 2)[start : start + length]
        keys = in_order({sides[0] + "甲" + run + "乙" + sides[1], sides[2] + "丙" + run + "丁" + sides[3]})
        assert [p.length for p in search(keys, length)] == [length]
        assert search(keys, length + 1) == []


def test_text_that_repeats_itself_takes_no_long_time() -> None:
    keys = in_order({"哈" * n for n in range(90_000, 90_060)} | {"哈嘿" * 40_000 + "哈" * n for n in range(40)})
    before = time.process_time()
    found = search(keys, 50)
    assert time.process_time() - before < 10
    assert len({other for p in found for other, _ in p.others}) >= 98
