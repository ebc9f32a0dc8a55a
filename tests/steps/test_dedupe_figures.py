"""Figures are recognized by shape; templates by where they differ."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Indel, LCSseq

from textkit.language.figures import figures
from textkit.language.fold import fold
from textkit.model.finding import Trust
from textkit.steps.dedupe.relate import Kind, Lies, relate
from textkit.steps.dedupe.written import Written

NONE = [
    ("一些一样一直统一", "一 as a part of words"),
    ("I am a man", "I and a are words"),
    ("半天说不出话，夜半才回来", "half of nothing that is counted"),
    ("统一、规范、透明", "一 at the end of a word before a comma of lists"),
]
READ = [
    ("增长98.75%", [("98.75", "%")]),
    ("投入１，２３４万元", [("1234", "万元")]),
    ("2022-2025年", [("2022", ""), ("2025", "年")]),
    ("气温-5℃", [("-5", "°c")]),
    ("第三届", [("三", "")]),
    ("三百二十人", [("三百二十", "人")]),
    ("星期日", [("日", "")]),
    ("（三）加强领导", [("三", "")]),
    ("二、加强领导", [("二", "")]),
    ("A组与附件B", [("a", ""), ("b", "")]),
    ("٣٤٥", [("345", "")]),
    ("Ⅲ ①", [("iii", ""), ("1", "")]),
    ("等了半小时和半个月", [("半", ""), ("半", "")]),
    ("大陸一百，大陆一百", [("陆一百", ""), ("陆一百", "")]),
    ("on May 5th", [("may", ""), ("5", "")]),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_no_figure(text: str, reason: str) -> None:
    assert not figures(text), reason


@pytest.mark.parametrize(("text", "found"), READ)
def test_figure(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(text)] == found


def test_long_runs_are_scanned_in_linear_time() -> None:
    for text in ("1" * 200_000, "111," * 50_000, "一" * 200_000, "." * 200_000, "1." * 100_000):
        figures(text)


BODY = "常州市工商联坚持以服务企业为中心，推动民营经济高质量发展取得新成效"
PAIRS = [
    ("，共7.65亿元。", "，共165.01亿元。", Kind.TEMPLATE, "amounts"),
    ("，共5万元。", "，共5亿元。", Kind.TEMPLATE, "a unit"),
    ("，共2019家。", "，共209家。", Kind.TEMPLATE, "a digit less is another number"),
    ("，共10,000家。", "，共10000家。", Kind.EXACT, "thousands separators"),
    ("，共12家。", "，共1 2家。", Kind.EXACT, "a space that justification put in"),
    ("，共1.2家。", "，共12家。", Kind.TEMPLATE, "a decimal point"),
    ("，定于周三举行。", "，定于周五举行。", Kind.TEMPLATE, "weekdays"),
    ("，可以使用。", "，不可以使用。", Kind.TEMPLATE, "a denial"),
    ("，已经通过。", "，未经通过。", Kind.TEMPLATE, "done and not done"),
    ("，住1O号楼。", "，住10号楼。", Kind.NEAR, "a letter among digits is a misread one and counts nothing"),
    ("，住5A号楼。", "，住5B号楼。", Kind.TEMPLATE, "letters that count"),
    ("，气温零下3度。", "，气温3度。", Kind.TEMPLATE, "a sign in words"),
    ("，末来可期。", "，未来可期。", Kind.NEAR, "a misread character that looks like a denial"),
    ("，十分重视。", "，十公重视。", Kind.NEAR, "a slip beside a numeral in a word"),
    ("，共2O19家。", "，共2019家。", Kind.NEAR, "a misread digit"),
    ("，总体平稳。", "，总体乎稳。", Kind.NEAR, "a slip"),
    ("，历时半小时。", "，历时1小时。", Kind.TEMPLATE, "half of a unit is a number of it"),
    ("，每次半片。", "，每次一片。", Kind.TEMPLATE, "half of whatever is counted"),
    ("，发送下一个请求。", "，发送下个请求。", Kind.NEAR, "one that goes without saying"),
    ("，等了一个月。", "，等了个月。", Kind.TEMPLATE, "one that does not"),
    ("，水陆两栖。", "，水陸兩棲。", Kind.EXACT, "a numeral of bills in traditional characters"),
    ("，参加抗日战争。", "，参加抗肆日战争。", Kind.NEAR, "a numeral where none can stand"),
    ("，他们在学校里读书。", "，他们在学非校里读书。", Kind.NEAR, "a denial where none can stand"),
    ("，可以申请复议。", "，不可以申请复议。", Kind.TEMPLATE, "a denial where one can stand"),
    ("，走过三条小路。", "，走过条小路。", Kind.TEMPLATE, "a number where one can stand"),
    ("，始建于甲子年。", "，始建于甲午年。", Kind.TEMPLATE, "years of the cycle"),
    ("，叶子黄了。", "，叶孑黄了。", Kind.NEAR, "a slip in a character that may be of such a year"),
    ("，频率50赫即50Hz。", "，频率50赫即50kHz。", Kind.TEMPLATE, "units of Latin letters"),
]


@pytest.mark.parametrize(("a", "b", "kind", "reason"), PAIRS)
def test_kind_of_a_pair(a: str, b: str, kind: Kind, reason: str) -> None:
    for x, y in ((BODY + a, BODY + b), (BODY + b, BODY + a)):
        found = relate(Written(x, fold(x)), Written(y, fold(y)), 0.9, None)
        assert found is not None
        assert found.kind is kind, reason


def test_figure_that_a_cut_goes_through_is_not_compared() -> None:
    whole = f"{BODY}，授信165.01亿元，惠及全市各类企业。"
    cut = f"{BODY}，授信16"
    lies = Lies(0, len(fold(cut)))
    found = relate(Written(whole, fold(whole)), Written(cut, fold(cut)), None, lies)
    assert found is not None
    assert (found.kind, found.trust) == (Kind.TRUNCATED, Trust.SAFE)


WHOLE = f"{BODY}，授信7.65亿元，惠及全市各类企业。"


@pytest.mark.parametrize(
    ("cut", "kind", "reason"),
    [
        (WHOLE[: WHOLE.index("65")], Kind.TRUNCATED, "the point that it ends in is no stop"),
        (WHOLE[WHOLE.index(".65") :] + BODY, Kind.TRUNCATED, "it begins in a figure"),
        (WHOLE[: WHOLE.index("，惠及")] + "。", Kind.CONTAINED, "it ends in a stop"),
    ],
)
def test_a_cut_at_the_point_of_a_figure_is_a_cut(cut: str, kind: Kind, reason: str) -> None:
    whole = WHOLE + BODY
    lies = Lies(fold(whole).index(fold(cut)), len(fold(cut)))
    found = relate(Written(whole, fold(whole)), Written(cut, fold(cut)), None, lies)
    assert found is not None
    assert found.kind is kind, reason


JUDGES = "审判人员在审理该案件时有贪污受贿、徇私舞弊、枉法裁判行为的，应当再审。"
HEADLINE = "全面推进乡村振兴 为实现农业农村现代化而不懈奋斗"


@pytest.mark.parametrize(
    ("kept", "gone", "kind", "reason"),
    [
        (f"（三）原审{JUDGES}", f"（三）{JUDGES}", Kind.NEAR, "it begins with the number of an item"),
        (f"（十四）{JUDGES}", f"（五）{JUDGES}", Kind.TEMPLATE, "items of two numbers"),
        (f"合议庭认为{JUDGES}", JUDGES, Kind.TRUNCATED, "a sentence that has lost its beginning"),
        (f"# 省长在山区考察时强调 {HEADLINE}", f"{HEADLINE}。", Kind.CONTAINED, "a headline has parts"),
        (f"# {HEADLINE} 省长在山区考察时这样强调", HEADLINE, Kind.CONTAINED, "and goes on with others"),
    ],
)
def test_what_begins_or_ends_by_right_is_not_cut(kept: str, gone: str, kind: Kind, reason: str) -> None:
    x, y = Written(kept, fold(kept)), Written(gone, fold(gone))
    similarity = Indel.normalized_similarity(x.key, y.key)
    blocks = LCSseq.editops(y.key, x.key).as_matching_blocks()
    start = next(b.b - b.a for b in blocks if b.size > 5)
    lies = Lies(start, int(LCSseq.similarity(x.key, y.key)))
    found = relate(x, y, similarity if similarity >= 0.85 else None, lies)
    assert found is not None
    assert found.kind is kind, reason
