"""The bench of dedupe: its corpus is what it says, its scores are those counted by hand, its brute force drops nothing."""

from __future__ import annotations

import json
import random
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.dedupe import corpus, exact, measure, quality, texts
from benchmarks.dedupe.quality import Result, Truth
from textkit.dedupe import key


@pytest.fixture(scope="module")
def rows() -> list[corpus.Row]:
    return corpus.plant(texts.gather([], offline=True)[1], 1000, 1)


def test_a_corpus_has_its_size_and_every_kind(rows: list[corpus.Row]) -> None:
    assert len(rows) == 1000
    assert {row.kind for row in rows} == {*corpus.POSITIVE, "number", "nearmiss", "single"}
    clusters: dict[int, list[corpus.Row]] = {}
    for row in rows:
        clusters.setdefault(row.cluster, []).append(row)
    assert all((len(members) > 1) == (members[0].kind in corpus.POSITIVE) for members in clusters.values())


def test_the_same_seed_gives_the_same_corpus(rows: list[corpus.Row]) -> None:
    paragraphs = texts.gather([], offline=True)[1]
    assert corpus.plant(paragraphs, 1000, 1) == rows
    assert corpus.plant(paragraphs, 1000, 2) != rows


TEXT = "春天来了，村里的人们开始播种。小河边的柳树发了芽，孩子们在岸上奔跑！到了1998年，这里修起了35座桥；老人说：“路好走了。”"


@pytest.mark.parametrize("kind", ["exact", "punct", "space", "s2t"])
def test_copies_that_differ_in_form_have_the_same_key(kind: str) -> None:
    supplies = corpus.Supplies(random.Random(3), "的一是")
    made = corpus.MAKERS[kind](TEXT, supplies)
    assert key(made) == key(TEXT)
    assert (made == TEXT) == (kind == "exact")


def test_copies_that_differ_in_content_are_as_said() -> None:
    supplies = corpus.Supplies(random.Random(3), "囍", host="甲乙丙丁" * 20)
    assert sum(a != b for a, b in zip(TEXT, corpus.MAKERS["ocr5"](TEXT, supplies), strict=True)) in (2, 3)
    assert sorted(corpus.MAKERS["reorder"](TEXT, supplies)) == sorted(TEXT)
    assert TEXT in corpus.MAKERS["contain"](TEXT, supplies)
    assert 0.4 <= 1 - len(corpus.MAKERS["trunc50"](TEXT, supplies)) / len(TEXT) <= 0.6
    other = corpus.renumbered(TEXT, supplies)
    assert corpus.DIGITS.sub("", other) == corpus.DIGITS.sub("", TEXT)
    assert not set(corpus.DIGITS.findall(other)) & set(corpus.DIGITS.findall(TEXT))


TRUTH = [
    Truth(0, "exact", None), Truth(0, "exact", None), Truth(1, "trunc50", None), Truth(1, "trunc50", None),
    Truth(2, "number", 0), Truth(3, "number", 0), Truth(4, "single", None),
]  # fmt: skip


def test_scores_are_those_counted_by_hand() -> None:
    # The exact pair is found, together with the single row; the truncated one is missed; the figures are merged.
    found = quality.score(TRUTH, Result([0, 0, 2, 3, 4, 4, 0], [False] * 7, [-1] * 7))
    assert found["core"] == {"precision": 1 / 3, "recall": 1.0, "f1": 0.5}
    assert found["all"] == {"precision": 1 / 3, "recall": 0.5, "f1": pytest.approx(0.4)}
    assert (found["kinds"]["exact"], found["kinds"]["trunc50"], found["number"]) == (1.0, 0.0, 1.0)


def test_pairs_out_of_reach_of_what_stays_are_not_asked_for() -> None:
    near, far = "一二三四五六七八九十" * 2, "甲乙丙丁戊己庚辛壬癸" * 2
    truth = [Truth(0, "exact", None)] * 3
    found = Result([0, 0, 2], [False, True, False], [-1] * 3)
    assert quality.reach(truth, found, [near, near, far]) == 1.0
    missed = Result([0, 1, 2], [False, False, False], [-1] * 3)
    assert quality.reach(truth, missed, [near, near, far]) == 0.0


def test_findings_become_groups_and_series() -> None:
    def finding(kind: str, own: int, *others: int) -> str:
        related = [{"record": str(other), "role": "kept"} for other in others]
        return json.dumps({"type": "finding", "record": str(own), "evidence": {"kind": kind}, "related": related})

    lines = [finding("near", 2, 0), finding("template", 1, 3), finding("passage", 4, 0), '{"type": "summary"}']
    result = quality.of_findings(lines, 5)
    assert result == Result([0, 1, 0, 3, 4], [False, False, True, False, False], [-1, 1, -1, 1, -1])


def test_brute_force_keeps_pairs_on_the_bar_and_agrees_with_one_at_a_time() -> None:
    from rapidfuzz.distance import Indel

    chance = random.Random(5)
    keys = ["".join(chance.choice("春夏秋") for _ in range(chance.randint(3, 30))) for _ in range(120)]
    keys += ["一二三四五六七八九十", "一二三四五六七八甲乙"]  # exactly 0.8
    first, second, distance, total = exact.all_pairs(keys, Fraction(4, 5))
    slow = {
        (a, b)
        for a in range(len(keys))
        for b in range(a + 1, len(keys))
        if 5 * Indel.distance(keys[a], keys[b]) <= len(keys[a]) + len(keys[b])
    }
    assert set(zip(first.tolist(), second.tolist(), strict=True)) == slow
    assert (120, 121) in slow
    assert all(Indel.distance(keys[a], keys[b]) == d for a, b, d in zip(first, second, distance, strict=True))
    assert exact.reaches(distance, total, Fraction(4, 5)).all()


def test_exact_recall_tells_apart_what_is_together_and_what_is_settled() -> None:
    keys = ["一二三四五六七八九十"] * 4
    results = dict.fromkeys(exact.BARS, Result([0, 0, 2, 3], [False, True, False, False], [-1, -1, 7, 7]))
    figures = quality.exact_recall(exact.all_pairs(keys), results)["0.85"]
    # Pairs: 0-1 together; 1-2 and 1-3 settled, for 1 goes; 2-3 one series; 0-2 and 0-3 stand side by side.
    assert figures == {"pairs": 6, "together": 1 / 6, "settled": 4 / 6}


def test_costs_are_of_the_command_and_its_children_alone(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'b = bytearray(60_000_000); sum(range(3_000_000))'])"
    held = b"x" * 200_000_000  # what this process holds is not the command's
    cost = measure.measure([sys.executable, "-c", code], tmp_path / "o", tmp_path / "e", {}, tmp_path, 60)
    assert cost.code == 0
    assert 0.02 < cost.cpu < 10
    assert cost.peak < len(held)
    stopped = measure.measure(
        [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "o", tmp_path / "e", {}, tmp_path, 0.2
    )
    assert stopped.code is None
