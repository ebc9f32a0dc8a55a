"""Where a copy begins in another depends on the two alone: with it the kind of the pair does."""

from __future__ import annotations

import random

import pytest

from textkit.steps.dedupe.begins import beginnings
from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.crowds import _lies


def prose(rng: random.Random, size: int, letters: int = 3000) -> str:
    return "".join(chr(0x4E00 + rng.randrange(letters)) for _ in range(size))


def damaged(rng: random.Random, text: str) -> str:
    """``text`` with nearly as many characters lost and added as a part of another may have."""
    part = list(text)
    for _ in range(len(text) // 20 - 1):
        place = rng.randrange(len(part))
        if rng.random() < 0.5:
            del part[place]
        else:
            part.insert(place, "甲")
    return "".join(part)


def lying(part: str, whole: str, others: set[str]) -> tuple[int, int]:
    keys = sorted({part, whole, *others}, key=lambda key: (len(key), key))
    found = parts(Codes.of(keys), 20, 10**6).inside
    columns = (found.inner.tolist(), found.outer.tolist(), found.start.tolist(), found.shared.tolist())
    return next((s, n) for x, y, s, n in zip(*columns, strict=True) if (keys[x], keys[y]) == (part, whole))


@pytest.mark.parametrize("seed", range(8))
def test_where_a_part_begins_depends_on_no_other_text(seed: int) -> None:
    rng = random.Random(seed)
    whole = prose(rng, 400)
    part = damaged(rng, whole[rng.randrange(9) : rng.randrange(150, 400)])
    alone = lying(part, whole, set())
    for _ in range(6):  # other texts that make other windows of it the rarest
        spots = [rng.randrange(len(part) - 40) for _ in range(8)]
        others = {prose(rng, 60) + part[spot : spot + 40] + prose(rng, 60) for spot in spots}
        assert lying(part, whole, others) == alone
    assert _lies(part, whole, len(part) - len(part) // 20) == alone  # as where both are like thousands of others


@pytest.mark.parametrize("lost", [1, 2, 5])
def test_a_character_lost_near_the_beginning_is_no_beginning_cut(lost: int) -> None:
    whole = prose(random.Random(lost), 100)
    assert beginnings(whole[:lost] + whole[lost + 1 :], whole)[0] == 0
    assert beginnings(whole[lost:20] + whole[21:], whole)[0] == lost


def test_the_place_most_windows_agree_on_comes_first() -> None:
    rng = random.Random(1)
    part = prose(rng, 80)
    whole = part[:30] + prose(rng, 200) + damaged(rng, part) + prose(rng, 60) + part[50:]
    assert beginnings(part, whole)[0] == pytest.approx(230, abs=2)


@pytest.mark.parametrize("unit", ["天", "天地", "天地玄黄宇宙洪荒日月"])
def test_repeats_have_a_few_beginnings(unit: str) -> None:
    found = beginnings(unit * 200, unit * 2000)
    assert found[0] == 0
    assert len(found) <= 4
