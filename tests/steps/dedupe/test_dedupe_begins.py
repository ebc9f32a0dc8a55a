"""Whether a copy lies in another, and where it begins there, depends on the two alone: with it the kind of the pair does."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.contain import parts
from textkit.steps.dedupe.containment import holds
from textkit.steps.dedupe.dense_groups import _lies
from textkit.steps.dedupe.differences import differences, snug
from textkit.steps.dedupe.offsets_in_longer import beginnings

LINE = "".join(chr(0x4E00 + 7 * n) for n in range(50))


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


def lying(part: str, whole: str, others: set[str]) -> tuple[int, int] | None:
    keys = sorted({part, whole, *others}, key=lambda key: (len(key), key))
    found = parts(Codes.of(keys), 20, 10**6).inside
    columns = (found.inner.tolist(), found.outer.tolist(), found.start.tolist(), found.shared.tolist())
    return next(((s, n) for x, y, s, n in zip(*columns, strict=True) if (keys[x], keys[y]) == (part, whole)), None)


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


def other_texts(rng: random.Random, part: str) -> set[str]:
    """Texts that make most windows of ``part`` frequent, and so others the rarest."""
    spot = rng.randrange(len(part))
    return {prose(rng, 60) + part[:spot], part[spot + 9 :] + prose(rng, 60)}


@pytest.mark.parametrize("strange", range(12))
def test_whether_a_part_lies_in_a_text_depends_on_no_other_text(strange: int) -> None:
    told = set()
    for seed in range(30):
        rng = random.Random(seed)
        whole = prose(rng, 300)
        part = whole[100 : 100 + rng.randrange(45, 100)]
        for _ in range(strange):  # the whole has more between
            place = rng.randrange(101, 100 + len(part))
            whole = whole[:place] + "乙" * rng.randrange(1, 3) + whole[place:]
        part = damaged(rng, part)
        alone = lying(part, whole, set())
        assert all(lying(part, whole, other_texts(rng, part)) == alone for _ in range(6))
        assert _lies(part, whole, len(part) - len(part) // 20) == alone
        told.add(alone is not None)
    assert (True in told, False in told) == (strange < 6, strange > 1)


@pytest.mark.parametrize("unit", ["天地玄黄宇宙洪荒日月", "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少"])
def test_a_part_is_looked_for_everywhere_where_most_windows_lead_astray(unit: str) -> None:
    rng = random.Random(len(unit))
    part = unit * 3 + prose(rng, 30) + unit * 3
    whole = unit * 12 + prose(rng, 90) + part[:40] + "甲" + part[40:] + prose(rng, 90) + unit * 12
    alone = lying(part, whole, set())
    assert alone is not None
    assert alone[1] == len(part)
    assert all(lying(part, whole, other_texts(rng, part)) == alone for _ in range(6))


@pytest.mark.parametrize(
    ("window", "held"),
    [
        (LINE, True),
        ("甲乙" + LINE[:20] + LINE[21:] + "丙丁", True),  # two may be lost
        (LINE[:20] + LINE[23:], False),
        (LINE[:20] + "甲乙丙丁" + LINE[20:], True),  # and four put in
        (LINE[:20] + "甲乙丙丁戊" + LINE[20:], False),
        ("甲".join((LINE[:9], LINE[9:20], LINE[20:30], LINE[30:40], LINE[40:])), True),  # at four places
        ("甲".join((LINE[:9], LINE[9:20], LINE[20:30], LINE[31:])), True),  # one of the three in place of one lost
        ("甲".join((LINE[:9], LINE[9:20], LINE[20:30], LINE[30:40], LINE[41:])), False),
        (LINE[:9] + "甲" + LINE[10:30] + "乙" + LINE[31:], True),  # two replaced
        ("甲".join((LINE[:5], LINE[5:9], LINE[9:20], LINE[20:30] + LINE[31:40] + LINE[41:])), False),
        (LINE[0] + "甲乙丙丁戊" + LINE[1:], True),  # its first character stands before it by chance, its last behind it
        (LINE[0] + "甲乙丙丁戊" + LINE[1:-1] + "甲乙丙丁戊" + LINE[-1], True),
    ],
)
def test_what_a_window_holds(window: str, held: bool) -> None:
    assert holds(LINE, window) is held


@given(st.text("天地玄", max_size=12), st.text("天地玄", max_size=12))
def test_differences_moved_to_the_ends_say_the_same(kept: str, gone: str) -> None:
    found = differences(kept, gone)
    moved = snug(found, kept, gone)
    assert snug(moved, kept, gone) == moved
    for each in (found, moved):
        ends = [0, *(b for _, b, _, _ in each)]
        text = "".join(kept[i:a] + gone[c:d] for i, (a, _, c, d) in zip(ends, each, strict=False))
        assert text + kept[ends[-1] :] == gone
    assert sum(b - a + d - c for a, b, c, d in found) == sum(b - a + d - c for a, b, c, d in moved)
    assert all(x[1] < y[0] and x[3] < y[2] for x, y in pairwise(moved))


def test_a_character_that_stands_twice_is_the_nearer() -> None:
    assert snug(differences("报告不不准停车", "不准停车"), "报告不不准停车", "不准停车") == [(0, 3, 0, 0)]
    law, item = "第二百三十三条权利人第三十三条管理人", "第三十三条管理人"
    assert snug(differences(law, item), law, item) == [(0, len(law) - len(item), 0, 0)]
    back, end = "管理人担责三十三条权利人担责二百三十三条", "管理人担责三十三条"
    assert snug(differences(back, end), back, end) == [(len(end), len(back), len(end), len(end))]
    row, misread = "走台步甩水袖一招一式", "走台步甩水柚一"
    assert snug(differences(row, misread), row, misread) == [(5, 6, 5, 6), (7, 10, 7, 7)]
    row, misread = "步一式水一招袖甩走台", "一掐袖甩走台"
    assert snug([(0, 1, 0, 0), (2, 6, 1, 2)], row, misread) == [(0, 4, 0, 0), (5, 6, 1, 2)]
    assert snug(differences("不准停车车辆", "不准停车"), "不准停车车辆", "不准停车") == [(4, 6, 4, 4)]


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
