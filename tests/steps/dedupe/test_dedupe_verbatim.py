"""Copies that stand in others word for word: what is told of them without aligning, and without reading figures."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textkit.language.fold import fold
from textkit.steps.dedupe import relate as relating
from textkit.steps.dedupe.differences import differences, snug
from textkit.steps.dedupe.relate import Lies, Relation, relate
from textkit.steps.dedupe.verbatim import around, written_alike
from textkit.steps.dedupe.veto import statements_differ
from textkit.steps.dedupe.written import Written

FEW = st.text("甲乙丙丁", max_size=8)
# What figures are made of and what is looked at beside them, some of it at the ends of sentences.
MARKED = st.text("一二三十百第周日月曜年号五12,.%-−()（）、。。。！？；;A组mg元 点上半昨不。", max_size=14)


@given(FEW, FEW, FEW, st.booleans())
@example("甲乙", "甲丙乙", "丁", True)
@settings(max_examples=500)
def test_ends_are_those_that_aligning_finds(before: str, text: str, behind: str, first: bool) -> None:
    if not text:
        return
    kept, start = before + text + behind, len(before)
    begin = min(1, start) if first else 0
    found = around(kept, text, start, begin, len(kept))
    if found is not None:
        aligned = snug(differences(kept[begin:], text), kept[begin:], text)
        assert found == [(a + begin, b + begin, c, d) for a, b, c, d in aligned]


@pytest.mark.parametrize(
    ("kept", "gone", "start"),
    [("丁甲乙", "丙甲", 0), ("甲乙甲丙", "甲丙", 2), ("甲丙乙丙", "甲丙", 0)],
)
def test_what_may_be_aligned_elsewhere_is_left_to_aligning(kept: str, gone: str, start: int) -> None:
    assert around(kept, gone, start, 0, len(kept)) is None


@given(MARKED, MARKED, MARKED)
@example("每片", "含5m。", "g共12片")
@example("共1,", "234元。", "")
@example("第", "一二三号线，", "。")
@example("周。", "日月曜。", "")
@settings(max_examples=500)
def test_no_figure_differs_between_ends_of_sentences(before: str, text: str, behind: str) -> None:
    kept, gone = (Written(t, fold(t)) for t in (before + text + behind, text))
    if not gone.key or not gone.compact or not written_alike(kept, gone):
        return
    start, size = len(fold(before)), len(gone.key)
    found = [(0, start, 0, 0), (start + size, len(kept.key), size, size)]
    assert {(f.start + start, f.end + start, f.value, f.unit) for f in gone.figures} <= set(kept.figures)
    assert statements_differ(kept, gone, found, 0, 0, size) is False


@pytest.mark.parametrize(
    ("kept", "gone", "alike"),
    [
        ("天亮了。船到了岸边。", "船到了岸边。", True),
        ("天亮了。船到了岸边。人散了。", "船到了岸边。", True),
        ("天亮了，船到了岸边。", "船到了岸边。", False),  # a figure may begin before it
        ("天亮了。船到了岸边12", "船到了岸边", False),  # or go on behind it
        ("天亮了。船，到了岸边。", "船到了岸边。", False),
        ("船到了岸边，岸边。船到了岸边。", "船到了岸边。", False),  # which of the two it is
    ],
)
def test_what_reads_the_same(kept: str, gone: str, alike: bool) -> None:
    assert written_alike(Written(kept, fold(kept)), Written(gone, fold(gone))) is alike


def test_relations_are_those_of_aligning_and_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ["今年一共收了12.5吨稻谷，", "比去年多三成。", "老人们都说这样的年景少有。", "不过明年的事谁也说不准！"]
    texts = ["".join(parts[i:j]) for i in range(4) for j in range(i + 1, 5)]
    texts += [t[2:-3] for t in texts] + [t.replace("12.5", "1.25") for t in texts]

    def relations() -> list[Relation | None]:
        found = []
        for kept in (Written(t, fold(t)) for t in texts):
            for gone in (Written(t, fold(t)) for t in texts):
                start = kept.key.find(gone.key)
                lies = Lies(start, len(gone.key)) if start >= 0 and gone.key != kept.key else None
                found.append(relate(kept, gone, None, lies))
        return found

    shortly = relations()
    monkeypatch.setattr(relating, "around", lambda *_: None)
    assert relations() == shortly
    assert sum(r is not None for r in shortly) > 100
