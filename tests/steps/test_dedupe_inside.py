"""The searches for parts of texts, and for texts in another order, find what comparing all with all finds."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.steps.test_dedupe_join import in_order
from textkit.steps.dedupe.codes import Codes, paired
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.containment import Inside, Lying
from textkit.steps.dedupe.orders import same_characters
from textkit.steps.dedupe.tile_neighbours import outlines


def inside(codes: Codes, shortest: int, effort: int) -> tuple[Inside, np.ndarray]:
    found = parts(codes, shortest, effort)
    return found.inside, found.skipped


LONG = "".join(chr(0x4E00 + n * 7) for n in range(200))


@pytest.mark.parametrize(("start", "end"), [(0, 30), (170, 200), (60, 160), (5, 25)])
def test_part_of_a_text_is_found_inside_it(start: int, end: int) -> None:
    keys = in_order({LONG, LONG[start:end]})
    found, _ = inside(Codes.of(keys), 20, 10**6)
    assert (found.inner.tolist(), found.outer.tolist(), found.start.tolist()) == ([0], [1], [start])
    assert found.shared.tolist() == [end - start]


def test_part_with_too_much_else_is_not_inside() -> None:
    part = "".join(c if n % 8 else "甲" for n, c in enumerate(LONG[40:120]))  # one in eight replaced
    found, _ = inside(Codes.of(in_order({LONG, part})), 20, 10**6)
    assert not len(found.inner)


@pytest.mark.usefixtures("small")
def test_damaged_parts_are_found_inside() -> None:
    rng = random.Random(1)
    words = ["".join(chr(0x4E00 + rng.randrange(500)) for _ in range(rng.randrange(1, 5))) for _ in range(300)]
    whole = ["".join(rng.choices(words, k=90)) for _ in range(30)]
    expected = set()
    for text in whole:
        size = rng.randrange(20, 130)
        start = rng.randrange(len(text) - size)
        part = list(text[start : start + size])
        for n in range(rng.randrange(size // 20 + 1)):
            place = (2 * n + 1) * 10 - rng.randrange(9)
            part[place] = rng.choice(["", "甲"])  # lost, or another
        expected.add(("".join(part), text))
    keys = in_order({key for pair in expected for key in pair})
    found, skipped = inside(Codes.of(keys), 15, 10**6)
    assert expected <= {(keys[x], keys[y]) for x, y in zip(found.inner.tolist(), found.outer.tolist(), strict=True)}
    assert not len(skipped)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(3))
def test_parts_damaged_as_much_as_may_be_are_all_found(seed: int) -> None:
    rng = random.Random(seed)
    letters = [chr(0x4E00 + n) for n in range(40 if seed else 2000)]
    keys = set()
    for _ in range(16):
        part = rng.choices(letters, k=rng.randrange(20, 180))
        m = len(part) // 20
        lost, others = m, m
        if rng.random() < 0.3:
            lost, others = 0, 2 * m
        # the operations stand close together or far apart, so that few windows or many are left
        spot, width = rng.randrange(len(part)), rng.choice([4, 20, len(part)])
        gaps = [(spot + rng.randrange(width)) % (len(part) - 1) for _ in range(others)]
        whole = "".join(c + "甲" * gaps.count(n) for n, c in enumerate(part))
        for n in sorted(((spot + rng.randrange(width)) % len(part) for _ in range(lost)), reverse=True):
            part[n : n + 1] = []
        while len(part) % 20 and len(part) // 20 < m:  # the part has become too short for so many
            part.append(rng.choice(letters))
            whole += part[-1]
        whole = "".join(rng.choices(letters, k=30)) + whole + "".join(rng.choices(letters, k=30))
        keys |= {"".join(part), whole, whole[: rng.randrange(30, 60)] + "".join(part[: rng.randrange(len(part))])}
    texts = in_order(keys)
    codes = Codes.of(texts)
    longer, shorter = np.tril_indices(len(texts), -1)
    some = (codes.lengths[longer] > codes.lengths[shorter]) & (codes.lengths[shorter] >= 20)
    lying = Lying(codes, np.zeros(len(texts), np.bool_))
    told = lying.covered(*lying._everywhere(paired(shorter[some], longer[some])))
    pairs = set(zip(told.inner.tolist(), told.outer.tolist(), strict=True))
    found, skipped = inside(codes, 20, 10**6)
    assert set(zip(found.inner.tolist(), found.outer.tolist(), strict=True)) == pairs
    assert len(pairs) > 10
    assert not len(skipped)


@pytest.mark.usefixtures("small")
def test_part_of_whose_windows_one_alone_is_left_is_found_inside() -> None:
    rng = random.Random(6)
    expected = set()
    for n in range(30):
        part = rng.sample([chr(0x4E00 + k) for k in range(3000)], 40)  # windows of 8, of which 4 are touched
        left = n % 3
        whole = part[:]
        for window in range(4, -1, -1):
            place = 8 * window + rng.randrange(1, 7)
            if window in (left + 1, left + 2):
                del whole[place]
            elif window != left:
                whole.insert(place, "甲")
        around = ["".join(rng.choices("天地玄黄宇宙洪荒日月", k=rng.randrange(30))) for _ in range(2)]
        expected.add(("".join(part), around[0] + "乙" + "".join(whole) + "丙" + around[1]))
    keys = in_order({key for pair in expected for key in pair})
    found, _ = inside(Codes.of(keys), 20, 10**6)
    assert {(keys[x], keys[y]) for x, y in zip(found.inner.tolist(), found.outer.tolist(), strict=True)} == expected


@pytest.mark.usefixtures("small")
def test_sentences_in_another_order_with_some_noise_may_be_orders() -> None:
    rng = random.Random(2)
    expected = set()
    for _ in range(20):
        sentences = ["".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(rng.randrange(15, 40))) for _ in range(4)]
        text = "".join(sentences)
        other = list("".join(sentences[::-1]))
        for place in rng.sample(range(len(other)), len(other) // 30):
            other[place] = "甲"
        expected.add(frozenset((text, "".join(other))))
    keys = in_order({key for pair in expected for key in pair})
    orders = parts(Codes.of(keys), 20, 10**6).orders.tolist()
    assert {frozenset((keys[a], keys[b])) for a, b in orders} == expected
    assert all(a > b for a, b in orders)


def test_pairs_known_already_are_not_orders() -> None:
    keys = in_order({LONG[:60], LONG[30:60] + LONG[:30]})
    assert parts(Codes.of(keys), 20, 10**6).orders.tolist() == [[1, 0]]
    assert not len(parts(Codes.of(keys), 20, 10**6, known=paired(np.array([1]), np.array([0]))).orders)


def test_texts_of_many_orders_are_named() -> None:
    rng = random.Random(3)
    sentences = [LONG[n : n + 10] for n in range(0, 100, 10)]
    keys = in_order({"".join(rng.sample(sentences, 10)) for _ in range(300)})
    found = parts(Codes.of(keys), 20, 10**6)
    assert len(found.orders) < 300 * 140
    assert len(found.skipped)


def test_outlines_hold_the_characters_from_their_place_on() -> None:
    codes = Codes.of([LONG])
    sets = outlines(codes, 40, 150, 9)
    for n, held in enumerate(sets.tolist()):
        assert held == sum({1 << int(codes.buckets[ord(c)]) for c in LONG[40 + 4 * n : min(150, 40 + 4 * n + 9)]})


def test_same_characters_in_another_order() -> None:
    pairs, skipped = same_characters(Codes.of(in_order({LONG[:60], LONG[30:60] + LONG[:30], LONG[60:120]})), 20)
    assert len(pairs) == 1
    assert not skipped
