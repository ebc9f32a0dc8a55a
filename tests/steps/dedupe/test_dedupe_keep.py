"""Keep order decided late is keep order, other copies are named, and a second run takes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, LCSseq

from textkit.language.fold import fold
from textkit.model.finding import Trust
from textkit.steps.dedupe.keep_order import KeepOrder, arrange
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.paragraph import Paragraph, Removal
from textkit.steps.dedupe.relate import Kind, Lies
from textkit.steps.dedupe.written import Written

A = "常州市工商联坚持以服务企业为中心，推动民营经济高质量发展取得了新的成效"
B = "海安县今年的水稻种植面积继续扩大，农业部门派出技术员到田间地头进行指导"
C = "博物馆的新展厅在周末向公众开放，展出近年来从各处遗址中发掘的陶器与铜器"


def paragraphs(texts: Sequence[str]) -> list[Paragraph]:
    numbers: dict[str, int] = {}
    found = []
    for n, text in enumerate(texts):
        key = numbers.setdefault(fold(text), len(numbers))
        found.append(Paragraph(0, n, key, Written(text, fold(text)), "a.txt", n, False, False, False))
    return found


def searched(items: Sequence[Paragraph]) -> Neighbours:
    """All pairs within reach, found by comparing all with all."""
    near = Neighbours()
    keys = {p.key: p.written.key for p in items}
    for a, x in keys.items():
        for b, y in keys.items():
            similarity = Indel.normalized_similarity(x, y)
            if a != b and similarity >= 0.85:
                near.similar.setdefault(a, {})[b] = similarity
            shared = int(LCSseq.similarity(x, y))
            if len(y) < len(x) and shared * 20 >= 19 * len(y):
                block = LCSseq.editops(y, x).as_matching_blocks()[0]
                near.lies.setdefault(b, {})[a] = Lies(block.b - block.a, shared)
    return near


def weights(items: Sequence[Paragraph], near: Neighbours) -> dict[int, float]:
    count = {p.key: sum(q.key == p.key for q in items) for p in items}
    return {k: n + sum(s * count[o] for o, s in sorted(near.similar.get(k, {}).items())) for k, n in count.items()}


def judged(items: Sequence[Paragraph], near: Neighbours, ordered: Sequence[Paragraph]) -> list[Removal]:
    judgement = KeepOrder(near, 20, lambda a, b: True, lambda relation, gone: relation.trust is not Trust.ADVICE)
    return judgement.run(ordered)


def outcome(removals: Sequence[Removal]) -> set[tuple[int, int, str, tuple[int, ...]]]:
    return {(r.gone.number, r.kept.number, str(r.relation.kind), tuple(p.number for p in r.also)) for r in removals}


PART = st.sampled_from(
    [A, B, C, A[:-1] + "果", A.replace("商", "啇"), B.replace("技术", "支术"), A[:24], A[6:], B[:20]]
)
TEXTS = st.lists(
    st.builds(
        lambda parts, stop: "。".join(parts) + stop, st.lists(PART, min_size=1, max_size=3), st.sampled_from(["", "。"])
    ),
    min_size=2,
    max_size=9,
)


def behind_whole_copies(items: Sequence[Paragraph], near: Neighbours) -> list[Paragraph]:
    """The order of ``complete`` in the plainest way: as if all were whole; then each cut one, in turn, behind the last of
    the whole ones that it may be a copy of, and of the cut ones that came before it.
    """
    ordered = sorted(items, key=lambda p: (-len(p.written.key), p.offset))
    line = list(ordered)
    for n, p in enumerate(ordered):
        keys = {p.key, *near.of(p.key)}
        ahead = [q for m, q in enumerate(ordered) if q.key in keys and (q.whole or m < n)]
        if not p.whole and ahead:
            last = max((*ahead, p), key=line.index)
            line.remove(p)
            line.insert(line.index(last) + 1 if last is not p else n, p)
    return line


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_wholeness_asked_late_gives_what_asked_first_gives(texts: list[str]) -> None:
    items = paragraphs(texts)
    near = searched(items)
    late = judged(items, near, arrange("complete", items, near, {}))
    assert outcome(late) == outcome(judged(items, near, behind_whole_copies(items, near)))


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (
            [f"{A}。", f"{A}。{B[:20]}"],
            {(0, 1, "contained", ())},
            "nothing says what followed the cut: it is all there is",
        ),
        (
            [f"{A}。", f"{A}。{B}。{C[:20]}", f"{A}。{B}。{C}。"],
            {(0, 2, "contained", ()), (1, 2, "truncated", ())},
            "the whole copy of the longer stays, and holds the shorter",
        ),
        (
            [f"{A}，{B}", f"{A}，{B}。"],
            {(0, 1, "exact", ())},
            "of two copies the whole one stays, though it comes later",
        ),
    ],
)
def test_a_cut_paragraph_stands_behind_its_whole_copies_alone(
    texts: list[str], expected: set[object], reason: str
) -> None:
    items = paragraphs(texts)
    near = searched(items)
    assert outcome(judged(items, near, arrange("complete", items, near, {}))) == expected, reason


@pytest.mark.parametrize("policy", ["complete", "longest", "first", "central"])
@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_is_left_is_left_again(policy: str, texts: list[str]) -> None:
    for _ in range(2):
        items = paragraphs(texts)
        near = searched(items)
        gone = {
            r.gone.number for r in judged(items, near, arrange(policy, items, near, weights(items, near))) if r.goes
        }
        left = [text for n, text in enumerate(texts) if n not in gone]
        if _:
            assert left == texts
        texts = left


@pytest.mark.parametrize(
    "other",
    [A.replace("民营经", "氏菅经"), A.replace("民营", "民有营"), A.replace("民营", "营")],
    ids=["slip", "more", "less"],
)
def test_central_keeps_the_copy_the_others_are_like(other: str) -> None:
    noisy = [f"{text}。" for text in (A.replace("工商联", "王商朕"), A, other)]
    items = paragraphs(noisy)
    near = searched(items)
    removals = judged(items, near, arrange("central", items, near, weights(items, near)))
    assert {r.kept.number for r in removals} == {1}


def test_every_copy_that_stays_and_reaches_it_is_named() -> None:
    """Two copies that are too unlike to be copies of each other, and the text between them."""
    left, right = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉"
    text = B + "，" + C
    one = "".join(left[n // 8] if n % 8 == 1 and n < 72 else c for n, c in enumerate(text))
    other = "".join(right[n // 8] if n % 8 == 5 and n < 72 else c for n, c in enumerate(text))
    items = paragraphs([one, text, other])
    near = searched(items)
    (removal,) = judged(items, near, arrange("complete", items, near, {}))
    assert (removal.gone.number, removal.kept.number, [p.number for p in removal.also]) == (1, 0, [2])


@pytest.mark.parametrize(("holders", "named"), [(1, 0), (2, 1), (3, 0)])
def test_a_text_that_lies_in_many_is_a_set_phrase(holders: int, named: int) -> None:
    around = [
        ("春天来了，", "，孩子们跑出门去放风筝"),
        ("夏夜很长，", "，蝉声一阵紧似一阵"),
        ("秋风起时，", "，落叶铺满了整条小路"),
    ]
    inner = f"{B}。"
    items = paragraphs([inner, *(f"{before * 3}“{inner}”{after * 3}。" for before, after in around[:holders])])
    near = searched(items)
    (removal,) = judged(items, near, arrange("complete", items, near, {}))
    assert removal.relation.kind is Kind.CONTAINED
    assert len(removal.also) == named


def test_family_goes_only_as_exact() -> None:
    items = paragraphs([f"{A}，负责人是{name}。" for name in ("王小明", "李大伟", "张红霞", "张红霞")])
    near = searched(items)
    near.families.update(dict.fromkeys(range(3), 0))
    assert outcome(judged(items, near, arrange("complete", items, near, {}))) == {(3, 2, "exact", ())}


def test_what_a_member_is_like_beside_its_family_is_of_its_series() -> None:
    """It is no copy of that, and two texts at the threshold are never passed over without a word."""
    names = ("王小明", "李大伟", "张红霞")
    items = paragraphs([*(f"{A}，负责人是{name}。" for name in names), f"{A}，最近的新负责人是{names[0]}。"])
    near = searched(items)
    near.families.update(dict.fromkeys(range(3), 0))
    judgement = KeepOrder(near, 20, lambda a, b: True, lambda r, gone: True)
    assert not judgement.run(arrange("complete", items, near, {}))
    told = [(kept.number, other.number, r.kind, r.trust) for kept, other, r in judgement.templates]
    assert told == [(3, n, Kind.TEMPLATE, Trust.ADVICE) for n in range(3)]
    apart = KeepOrder(near, 20, lambda a, b: 3 not in (a.number, b.number), lambda r, gone: True)
    apart.run(arrange("complete", items, near, {}))
    assert not apart.templates


HEADING = "国务院总理李强出席中国发展高层论坛开幕式并发表主旨演讲"


@pytest.mark.parametrize(
    ("gone", "kept", "kind", "reason"),
    [
        (f"{A}。{B[:20]}", f"{A}。{B}。", Kind.TRUNCATED, "cut in a sentence that goes on in the whole copy"),
        (
            HEADING,
            f"{HEADING}，并就经济形势回答了记者的提问，会见了与会代表。",
            Kind.CONTAINED,
            "a heading ends without a stop by right",
        ),
        (
            f"# {HEADING}",
            f"{HEADING}，并就经济形势回答了记者的提问，会见了与会代表。",
            None,
            "marked as a heading: no excerpt",
        ),
        (f"{B}。", f"县里的干部说，{B}。{A}。{C}。", Kind.CONTAINED, "behind a pause a sentence may begin"),
        (
            f"面积继续扩大，{B[20:]}。{C}。",
            f"{A}。{B[:12]}面积继续扩大，{B[20:]}。{C}。",
            Kind.TRUNCATED,
            "its clause has begun before",
        ),
    ],
)
def test_cut_copies_are_told_from_headings_and_excerpts(gone: str, kept: str, kind: Kind | None, reason: str) -> None:
    items = paragraphs([gone, kept])
    near = searched(items)
    removals = judged(items, near, arrange("longest", items, near, {}))
    assert [r.relation.kind for r in removals] == ([kind] if kind else []), reason


PRIZES = ("老厂在第三次大会上得到了奖金。", "新厂在第五次大会上得到了奖状。")


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        (
            "老厂第三次得了奖金。新厂第五次得了奖状。",
            "新厂第五次得了奖金。老厂第三次得了奖状。",
            None,
            "each is like a sentence of the other that tells of something else",
        ),
        ("老厂。三百人。新厂。五百人。", "老厂。五百人。新厂。三百人。", None, "the same in sentences of their own"),
        (PRIZES[0] + PRIZES[1], PRIZES[1].replace("五", "六") + PRIZES[0], None, "moved, and another figure"),
        (PRIZES[0] + PRIZES[1], PRIZES[1] + PRIZES[0], Kind.REORDERED, "moved as they were"),
    ],
)
def test_sentences_that_move_take_their_figures_along(one: str, other: str, kind: Kind | None, reason: str) -> None:
    items = paragraphs([f"{A}。{B}。{C}。{end}" for end in (one, other)])
    near = searched(items)
    assert near.similarity(0, 1)
    near.reordered.update({0: {1}, 1: {0}})
    removals = judged(items, near, arrange("complete", items, near, {}))
    assert [r.relation.kind for r in removals] == ([kind] if kind else []), reason


def test_threshold_of_the_search_here_is_that_of_the_step() -> None:
    from textkit.steps.dedupe.options import Options

    assert Options().threshold == Fraction(17, 20)
