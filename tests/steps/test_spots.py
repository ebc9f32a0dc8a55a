"""What normalize does to be fast: what is found is what is found without it."""

from __future__ import annotations

import random

import numpy as np  # noqa: F401 - where it is loaded, tables are made
import pytest

from tests.steps.test_pieces import LINES
from textkit.judgement.protected import Protected
from textkit.model.document import Document
from textkit.model.piece import Traits
from textkit.model.policy import Policy
from textkit.pipeline.engine import Engine
from textkit.steps.normalize import Options, checks, spots
from textkit.steps.normalize.gaps import habit, habit_at_least
from textkit.steps.normalize.quotes import _SHOWN
from textkit.steps.normalize.rule_support import count_other, count_scripts

ODD = [
    "甲 3 乙 4% 丙", "３．５%，达 12 人", " ，甲", "甲  ，乙", "“  甲 ”", "目 录 大 中 小 一 二 三", "1 , 234元", "来了 2 0 2 3年",
    "甲,, 乙", "甲 . . . 乙", "甲··乙···", "甲…乙……丙………", "甲⋯", "甲．．．乙", "他 ( 目 录 ) 说 \"好 的\" 了", "甲⸺乙", "甲――乙--丙——丁———", "卡尔•马克思 · 恩格斯", "USB,3个",
    "50%,增", "增长50%,GDP达到三万", "甲 ;乙", "it's 'a' \"b\"", "5'10\"", "l00人 第O回 二O二三", "。  \n", "。 |\n", "|\n", "\u3000\n", ".", "𠀀,𠀀 5 人", "한국, 3",
    "甲。。 。乙", "码482915,5分钟", "码1234,56人", "我 . 你 , 他 ; 她 说", "(3) : 甲",
]  # fmt: skip


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is searched by tables."""
    monkeypatch.setattr(spots, "LEAST", 0)
    monkeypatch.setattr(spots, "WORTH", 0)


def texts() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices([*LINES, *ODD, "\n", " "], k=60)) for _ in range(150)]


def test_normalize_finds_the_same(always: None, monkeypatch: pytest.MonkeyPatch) -> None:
    policies = Options(), Options(han_space="remove", latin_space="remove", number_space="keep", quotes="curly")
    for policy in policies:
        engine = Engine.of([("normalize", c) for c in checks(policy)], Policy(unsafe=True))
        by_tables = [engine.work(0, Document.of(text, "a.txt")) for text in texts()]
        monkeypatch.setattr(spots, "LEAST", 1 << 30)
        for known in by_tables:
            document = engine.work(0, Document.of(known.source.text, "a.txt"))
            assert [list(p) for p in document.passes] == [list(p) for p in known.passes]
        monkeypatch.setattr(spots, "LEAST", 0)


def test_the_same_is_counted(always: None, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = [(count_scripts(t), count_other(t), habit(t), habit_at_least(t, Traits())) for t in texts()]
    monkeypatch.setattr(spots, "LEAST", 1 << 30)
    assert counted == [(count_scripts(t), count_other(t), habit(t), habit_at_least(t, Traits())) for t in texts()]


def test_a_text_asked_about_once_has_no_table() -> None:
    text = "甲, 乙\n" * spots.LEAST
    assert spots.spots(text) is None
    known = spots.spots(text)
    assert known is not None
    assert spots.spots("甲, 乙\n") is None
    assert known.places(lambda at: at(spots.SPACE), [(0, 7)]) == [2]


def test_ranges_leave_out_their_ends() -> None:
    text = "甲, 乙\n" * spots.LEAST
    known = spots.spots(text, at_once=True)
    assert known is not None
    assert known.places(lambda at: ~at(spots.LF), [(0, 1), (1, 2), (4, 6)]) == [0, 1, 5]
    assert known.places(lambda at: at(spots.SPACE), []) == []
    assert known.count(spots.SPACE) == spots.LEAST
    assert known.places(lambda at: at(spots.SPACE, 2)) == list(range(0, len(text), 5))


def test_quotation_marks_that_need_no_look_are_protected() -> None:
    chance = random.Random(3)
    parts = ["`", "``", '"', "'", "<", ">", "<a", "</a>", ' b="c"', "<!--", "-->", "甲", " ", "x", "/", "<br/>", '`"`']
    lines = ["".join(chance.choices(parts, k=chance.randint(1, 9))) for _ in range(20_000)]
    shown = [line for line in lines if ("'" in line or '"' in line) and _SHOWN.fullmatch(line)]
    assert len(shown) > 100
    for line in shown:
        kept = Protected(line, False)
        assert all(kept.at(i) for i, char in enumerate(line) if char in "\"'"), line
