"""What is judged in short comes out as the whole judgement has it; what is told of many at once, as of each alone."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from tests.steps.dedupe.test_dedupe_keep import searched
from textkit.language.fold import fold
from textkit.model.finding import Trust
from textkit.steps.dedupe.keep_order import KeepOrder, arrange
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.paragraph import Paragraph, Removal
from textkit.steps.dedupe.small_groups import judge_small
from textkit.steps.dedupe.written import Written, read

A = "海滨市图书馆坚持以服务读者为中心，推动城乡阅读事业稳步前进，取得了新的成效。"
B = "市里的会议分三天开完。代表们听取了报告。"
TEXTS = (
    A,
    A.replace("读者", "会员"),
    A.replace("稳步", "隐步"),
    A + "全年投入3亿元。",
    A + "全年投入5亿元。",
    A[:-9],
    A[3:],
    "的" + A,
    A + B,
    B + A,
    B,
)


def _paragraphs(texts: tuple[str, str], fixed: int, preferred: int) -> list[Paragraph]:
    return [
        Paragraph(n, n, n, Written(t, fold(t)), "a.txt", n, fixed == n, preferred == n, fixed == n)
        for n, t in enumerate(texts)
    ]


def _told(removals: list[Removal], judgement: KeepOrder) -> tuple[object, ...]:
    told = [(r.gone.number, r.kept.number, r.relation, r.goes, r.also) for r in removals]
    return told, [(a.number, b.number, relation) for a, b, relation in judgement.templates]


@pytest.mark.parametrize("texts", list(permutations(TEXTS, 2)), ids=str)
def test_two_are_judged_as_by_the_whole_judgement(texts: tuple[str, str]) -> None:
    for fixed, preferred, templates in product((-1, 0, 1), (-1, 1), (False, True)):
        near = searched(_paragraphs(texts, fixed, preferred))
        if sorted(fold(texts[0])) == sorted(fold(texts[1])):
            near.reordered.update({0: {1}, 1: {0}})
        found = []
        for whole in (True, False):
            judgement = KeepOrder(near, 20, lambda a, b: True, lambda r, gone: r.trust is Trust.SAFE, templates)
            ones = _paragraphs(texts, fixed, preferred)
            removals = judgement.run(arrange("complete", ones, near, {})) if whole else judge_small(judgement, *ones)
            found.append(_told(removals, judgement))
        assert found[0] == found[1]


def test_two_of_a_family_stay_and_two_that_may_not_meet() -> None:
    ones = _paragraphs((A, TEXTS[2]), -1, -1)
    near = searched(ones)
    apart = KeepOrder(near, 20, lambda a, b: False, lambda r, gone: True)
    assert judge_small(KeepOrder(near, 20, lambda a, b: True, lambda r, gone: True), *ones)
    assert not judge_small(apart, *ones)
    for families, told in (({0: 0, 1: 0}, 0), ({0: 0, 1: 1}, 1), ({0: 0}, None), ({1: 1}, None)):
        family = Neighbours(near.similar, near.lies, families=families)
        found = []
        for whole in (True, False):
            judgement = KeepOrder(family, 20, lambda a, b: True, lambda r, gone: True)
            removals = judgement.run(arrange("complete", ones, near, {})) if whole else judge_small(judgement, *ones)
            found.append(_told(removals, judgement))
            assert told is None or (not removals and len(judgement.templates) == told)
        assert found[0] == found[1]


def test_whether_texts_begin_is_told_of_many_as_of_each() -> None:
    texts = [
        *TEXTS,
        "，" + A,
        "  " + A[5:],
        "“" + A,
        "和" + B + A,
        "Some words in English, that begin nowhere.",
        "は、" + A,
    ]
    for text, one in zip(texts, read(texts, list(map(fold, texts))), strict=True):
        assert (one.cut_head, one.whole) == (Written(text, fold(text)).cut_head, Written(text, fold(text)).whole)
