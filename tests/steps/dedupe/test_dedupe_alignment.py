"""Long texts are laid beside each other by what they surely share."""

from __future__ import annotations

import random
import time
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from textkit.steps.dedupe import alignment, containment, measure
from textkit.steps.dedupe.alignment import blocks, gaps, shared
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.join import join

HAN = [chr(c) for c in range(0x4E00, 0x5A00)]


def copied(text: str, share: float, rng: random.Random) -> str:
    out = []
    for c in text:
        chance = rng.random()
        if chance >= share:
            out.append(c)
        elif chance >= share / 2:
            out.append(rng.choice(HAN))
    return "".join(out)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is long."""
    for module in (alignment, containment, measure):
        monkeypatch.setattr(module, "CELLS", 0)
    monkeypatch.setattr(alignment, "RUN", 3)


@pytest.mark.usefixtures("short")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=st.text("abcdef", max_size=40), b=st.text("abcdef", max_size=40), at=st.integers(0, 40))
def test_blocks_are_common_runs_in_order(a: str, b: str, at: int) -> None:
    b = b[:at] + a[at // 2 :] + b[at:]
    i = j = 0
    for x, y, size in blocks(a, b):
        assert x >= i
        assert y >= j
        assert a[x : x + size] == b[y : y + size]
        i, j = x + size, y + size
    assert (i, j) == (len(a), len(b))


def test_copies_are_parted_into_short_pieces_and_lose_nothing() -> None:
    rng = random.Random(1)
    text = "".join(rng.choices(HAN, k=20_000))
    copy = copied(text, 0.01, rng)
    assert max(max(b - a, d - c) for a, b, c, d in gaps(text, copy)) < 600
    assert shared(text, copy) == LCSseq.similarity(text, copy)


def test_texts_without_runs_in_common_are_one_piece() -> None:
    assert list(gaps("甲" * 100, "甲" * 90)) == [(0, 100, 0, 90)]  # what stands more than once is no run
    assert list(gaps("甲乙" * 30, "丙丁" * 30)) == [(0, 60, 0, 60)]
    assert list(gaps("", "甲")) == [(0, 0, 0, 1)]


def test_measures_are_exact_whatever_the_alignment(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(2)
    texts = ["".join(rng.choices(HAN[:60], k=200)) for _ in range(8)]
    texts += [copied(t, rng.choice([0.02, 0.1, 0.15]), rng) for t in texts]
    texts += [t[20:150] for t in texts[:8]] + [t[100:] + t[:100] for t in texts[:4]]
    codes = Codes.of(sorted(set(texts), key=lambda k: (len(k), k)))
    found = []
    for cells in (10**9, 0):
        for module in (alignment, containment, measure):
            monkeypatch.setattr(module, "CELLS", cells)
        near, inside = join(codes, Fraction(17, 20), 10**6).pairs, parts(codes, 20, 10**6).inside
        found.append([column.tolist() for column in (*near, *inside)])
    assert found[0] == found[1]
    assert len(found[0][0]) > 5
    assert len(found[0][3]) > 5


def test_two_copies_of_a_hundred_thousand_characters_take_no_time() -> None:
    rng = random.Random(3)
    text = "".join(rng.choices(HAN, k=100_000))
    copy = copied(text, 0.01, rng)
    start = time.process_time()
    assert shared(text, copy) > 98_000
    assert time.process_time() - start < 3  # 0.1 where nothing else runs; 15 without the runs
