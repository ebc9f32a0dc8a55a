"""What begins something, against what is left of a cut sentence."""

from __future__ import annotations

import time

import pytest

from textkit.judgement.cut import PLAIN
from textkit.language import beginnings


@pytest.mark.parametrize(
    "text",
    [
        "据了解，这座水库建成于上世纪七十年代，可以灌溉下游三个乡镇的农田。",
        "第三条 本条例所称公共场所，是指供公众使用的场所。",
        "但是，事情并没有结束。",
        "我们先来看一个例子。",
        "很多年以后，他还记得那个下午。",
    ],
)
def test_what_begins(text: str) -> None:
    assert beginnings.inside(text) < PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "的建设，加工能力提高了一倍，产品开始销往周边城市。",
        "展规划纲要的部署，全县上下齐心协力。",
        "了很长时间，谁也没有先开口。",
        "们的热情，也让这条老街重新热闹起来。",
        "等多个部门，共同推进相关工作。",
    ],
)
def test_what_is_left_of_a_sentence(text: str) -> None:
    assert beginnings.inside(text) > PLAIN


def test_widths_variants_and_numbers_are_one() -> None:
    assert beginnings.features("發展了12年，") == beginnings.features("发展了３５年,")


def test_nothing_known_weighs_nothing() -> None:
    assert beginnings.features("") == beginnings.features("   ")
    assert abs(beginnings.inside("🀀🀁🀂🀃🀄🀅🀆🀇🀈🀉🀊🀋🀌🀍🀎🀏🀐🀑🀒🀓🀔🀕🀖🀗🀘🀙🀚🀛🀜🀝🀞🀟")) < PLAIN


def test_only_the_first_characters_matter() -> None:
    start = time.process_time()
    assert beginnings.inside("的" * 1_000_000) == beginnings.inside("的" * beginnings.LOOKED_AT)
    assert time.process_time() - start < 1
