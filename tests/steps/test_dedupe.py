"""What goes, what stays, and what is said about it."""

from __future__ import annotations

import itertools
import pickle
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.model.document import Document
from textkit.model.finding import Finding, Trust
from textkit.steps.dedupe import RULES, Duplicates, Options, checks

A = "常州市工商联坚持以服务企业为中心，推动民营经济高质量发展取得了新的成效。"
B = "海安县今年的水稻种植面积继续扩大，农业部门派出技术员到田间地头进行指导。"
C = "博物馆的新展厅在周末向公众开放，展出近年来从各处遗址中发掘的陶器与铜器。"
D = "图书馆延长了夜间开放的时间，读者可以在阅览室里安静地读书直到闭馆铃声响起。"


ALL = Options(unsafe=True, max_loss=Fraction(1))  # all that can go goes


def judge(texts: dict[str, str], options: Options | None = None) -> dict[str, list[Finding]]:
    check = Duplicates(options or Options())
    documents = [Document.of(text, path) for path, text in texts.items()]
    facts = {d.key: pickle.loads(pickle.dumps(check.collect(d))) for d in documents}
    found = check.judge(facts)
    return {d.path: list(found.get(d.key, ())) for d in documents}


def one(text: str, options: Options | None = None) -> list[Finding]:
    return judge({"a.txt": text}, options)["a.txt"]


def cleaned(text: str, found: list[Finding], unsafe: bool = False) -> str:
    edits = sorted(
        (e.start, e.end)
        for f in found
        if f.trust is Trust.SAFE or (unsafe and f.trust is Trust.UNSAFE)
        for e in f.edits
        if not f.held
    )
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(edits))
    for start, end in reversed(edits):
        text = text[:start] + text[end:]
    return text


STAYS = [
    (f"{A}\n\n{B}\n\n{C}\n", "different paragraphs"),
    ("第一章\n\n正文\n\n第一章\n", "a heading of a few characters"),
    (f"{A}授信7.65亿元。\n\n{A}授信165.01亿元。\n", "two amounts"),
    (f"{A}增长7.65%。\n\n{A}增长76.5%。\n", "one key, two figures"),
    (f"{A}会议于3月5日召开。\n\n{A}会议于6月5日召开。\n", "two dates"),
    (f"{A}大家同意这个方案。\n\n{A}大家不同意这个方案。\n", "a denial"),
    (f"{A}工作已完成。\n\n{A}工作未完成。\n", "done and not done"),
    (f"{A}这是第三次会议。\n\n{A}这是第五次会议。\n", "two ordinals"),
    (f"{A}投入五百万元。\n\n{A}投入八百万元。\n", "figures in Chinese"),
    (f"{A}负责人王小明。\n\n{A}负责人李大伟。\n\n{A}负责人张红霞。\n", "a family: three names in one slot"),
    (f"{A}派去客运站点。\n\n{A}派去货运场站。\n\n{A}派去水上码头。\n", "names that have half in common"),
    (f"{A}The Landlord.\n\n{A}The Lessor.\n\n{A}The Proprietor.\n", "three words of a few common letters"),
    (f"{A}甲文版。\n\n{A}法文版。\n\n{A}俄文版。\n", "one character each, all of which may stand there"),
    (f"{A}我局决定。\n\n{A}我市决定。\n", "one kind of body for another"),
    (f"{A}由区、县人民政府负责。\n\n{A}由区人民政府负责。\n", "a place less"),
    (f"{A}手动收集统计信息。\n\n{A}自动收集统计信息。\n", "by hand or by itself"),
    (f"{A}喜迎龙年新春。\n\n{A}喜迎马年新春。\n", "a year of another beast"),
    (f"{A}满足t1.x > val的条件。\n\n{A}满足t1.x = val的条件。\n", "another relation"),
    (f"{A}他买了三套。\n\n{A}他卖了三套。\n", "a character that turns the meaning round"),
    (
        "The committee met in London on Monday and agreed on the budget.\n\n"
        "The committee met in Berlin on Monday and agreed on the budget.\n",
        "another word",
    ),
    (f"{A}{B}\n\n{B}\n", "a paragraph whole inside another may be a quotation"),
    (f"第一条　{A}{B}\n\n“{A}{B}\n", "what an article says, quoted whole"),
    (f"（二）{A}{B}\n\n{A}{B}\n", "an item without its number"),
]


@pytest.mark.parametrize(("text", "reason"), STAYS)
def test_stays(text: str, reason: str) -> None:
    assert cleaned(text, one(text)) == text, reason


GOES = [
    (f"{A}\n\n{B}\n\n{A}\n", "DUP001", f"{A}\n\n{B}\n", "the same again, at the end"),
    (f"{A}\n\n{A}\n\n{B}\n", "DUP001", f"{A}\n\n{B}\n", "the same again, in the middle"),
    (f"{A}\n{A.replace('，', ',').replace('。', '.')}\n{B}\n", "DUP001", f"{A}\n{B}\n", "other marks"),
    (
        f"{A}\n\n{B}\n\n常州市工商聯堅持以服務企業為中心，推動民營經濟高質量發展取得了新的成效。\n",
        "DUP001",
        f"{A}\n\n{B}\n",
        "traditional",
    ),
    (f"{A}\r\n\r\n{A}\r\n", "DUP001", f"{A}\r\n", "line ends of Windows"),
    (f"{A}\n\n{B}\n\n{A}", "DUP001", f"{A}\n\n{B}\n", "no line end at the end"),
    (f"{A}{B}\n\n{A}{B.replace('水稻', '水槄')}\n", "DUP002", f"{A}{B}\n", "one misread character"),
    (f"{A}{B}{C}\n\n{C[-1]}\n\n{A}{B[:20]}\n", "DUP003", f"{A}{B}{C}\n\n{C[-1]}\n", "cut off in a sentence"),
]


@pytest.mark.parametrize(("text", "code", "after", "reason"), GOES)
def test_goes(text: str, code: str, after: str, reason: str) -> None:
    found = one(text)
    assert [f.rule.code for f in found if f.edits] == [code], reason
    assert cleaned(text, found) == after, reason


WITHHELD = [
    (f"{A}{B}\n\n{A.replace('企业', '会员')}{B}\n", "DUP002", [["企业", "会员"]]),
    (f"{A}{B}投入三百人。\n\n{A}{B}投入王百人。\n", "DUP002", [["三", "王"]]),
    (f"{A}{B}{C}\n\n{B}\n", "DUP004", None),
    (f"{A}{B}{C}\n\n{C}{A}{B}\n", "DUP005", None),
]


@pytest.mark.parametrize(("text", "code", "differs"), WITHHELD)
def test_is_withheld_with_what_differs(text: str, code: str, differs: list[list[str]] | None) -> None:
    found = [f for f in one(text) if f.edits]
    assert [(f.rule.code, f.trust) for f in found] == [(code, Trust.UNSAFE)]
    if differs:
        assert found[0].evidence["differs"] == differs
    assert cleaned(text, found, unsafe=True) != text


def test_finding_says_of_what_it_is_a_copy() -> None:
    (f,) = one(f"{B}\n\n{A}\n\n{A}\n")
    assert dict(f.evidence) == {"kind": "exact", "similarity": 1.0, "cluster": 1}
    assert [(r.role, r.path, r.place.line) for r in f.related] == [("kept", "a.txt", 3)]
    assert "line 3" in f.message


def test_withheld_copy_stays_and_has_copies_of_its_own() -> None:
    other = A.replace("企业", "会员")
    found = [f for f in one(f"{A}{B}\n\n{other}{B}\n\n{other}{B}\n") if f.edits]
    assert [(f.rule.code, f.related[0].place.line, f.evidence["cluster"]) for f in found] == [
        ("DUP002", 1, 1),
        ("DUP001", 3, 1),
    ]
    found = [f for f in one(f"{A}{B}\n\n{other}{B}\n\n{other}{B}\n", ALL) if f.edits]
    assert [f.rule.code for f in found] == ["DUP002", "DUP002"]


def test_copies_that_are_all_cut_off_are_told_so() -> None:
    cut = A + B[:20]
    (f,) = one(f"{cut}\n\n{C}\n\n{cut}\n\n{D}\n")
    assert f.evidence["whole"] is False
    assert "no whole" in f.message


def test_whole_copy_stays_though_the_cut_one_comes_first() -> None:
    text = f"{A}{B[:20]}\n\n{C}\n\n{A}{B}{D}\n\n{C}\n"
    assert [(f.rule.code, f.span.start) for f in one(text) if f.rule.code == "DUP003"] == [("DUP003", 0)]


def test_no_chains() -> None:
    """Each is like the next, the last is not like the first: it stays."""
    steps = [A + B]
    for k in range(1, 5):
        marks = [n for n in range(len(steps[0])) if n % 3 == 0]
        changed = list(steps[0])
        for n in marks[: k * 5]:
            changed[n] = chr(0x5B00 + 31 * n)
        steps.append("".join(changed))
    found = [f for f in one("\n\n".join(steps) + "\n", replace(ALL, threshold=Fraction(4, 5))) if f.edits]
    for f in found:
        assert f.evidence["similarity"] >= 0.8  # type: ignore[operator]
    assert 0 < len(found) < 4


def test_series_is_reported_once() -> None:
    rows = [f"{A}全年投入{n}亿元。" for n in range(3, 60, 7)]
    (f,) = one("\n\n".join(rows) + "\n")
    assert (f.rule.code, f.trust, f.evidence["members"]) == ("DUP006", Trust.ADVICE, len(rows))


def test_readings_of_one_character_are_no_series_but_for_a_person_to_look_at() -> None:
    text = "".join(f"{A}中国同南方伙伴在新的征程上追{c}梦想。\n\n" for c in "逐遂勃")
    assert [(f.rule.code, f.trust, f.evidence["differs"]) for f in one(text)] == [
        ("DUP002", Trust.UNSAFE, [["逐", "遂"]]),
        ("DUP002", Trust.UNSAFE, [["逐", "勃"]]),
    ]
    series = "".join(f"{A}这本书的{c}文版已经出版。\n\n" for c in "英法俄")
    assert [f.rule.code for f in one(series)] == ["DUP006"]


def test_templates_are_compared_when_allowed() -> None:
    text = f"{A}{B}全年投入3亿元。\n\n{A}{B}全年投入5亿元。\n"
    assert not [f for f in one(text) if f.edits]
    assert [f.rule.code for f in one(text, Options(allow_template=True)) if f.edits] == ["DUP002"]


def test_passage_is_told_with_its_text() -> None:
    text = f"{C}{A}{B}\n\n{D}{A}{B}另有下文若干字。{D[::-1]}\n"
    (f,) = one(text)
    assert (f.rule.code, f.trust) == ("DUP007", Trust.ADVICE)
    assert f.evidence["text"] == f"{A}{B}".rstrip("。")


def test_file_that_is_a_copy_is_one_finding() -> None:
    text = f"题目\n\n{A}\n\n{B}\n"
    found = judge({"b/x.txt": text, "a/x.txt": text})
    assert not found["a/x.txt"]
    assert [f.rule.code for f in found["b/x.txt"]] == ["DUP008"]
    assert cleaned(text, found["b/x.txt"]) == ""


def test_file_is_a_copy_of_one_that_lost_a_paragraph_to_a_third() -> None:
    text = f"{A}\n\n{B}\n\n题目\n"
    found = judge({"1.txt": f"{C}\n\n{A}\n", "2.txt": text, "3.txt": text})
    assert [f.rule.code for f in found["2.txt"]] == ["DUP001"]
    (whole,) = found["3.txt"]
    assert whole.rule.code == "DUP008"
    assert [(r.path, r.place.line, r.role) for r in whole.related] == [("2.txt", 3, "kept"), ("1.txt", 3, "also")]
    assert cleaned(text, [whole]) == ""


def test_files_whose_paragraphs_all_stand_elsewhere_are_copies_of_none() -> None:
    text = f"{A}\n\n{B}\n"
    found = judge({"1.txt": f"{C}\n\n{A}\n", "2.txt": f"{D}\n\n{B}\n", "3.txt": text, "4.txt": text})
    assert [f.rule.code for f in (*found["3.txt"], *found["4.txt"])] == ["DUP001"] * 4


def test_reference_files_are_compared_and_never_changed() -> None:
    texts = {"a.txt": f"{A}\n\n{C}\n", "z/ref.txt": f"{A}\n\n{A}\n\n{B}\n"}
    found = judge(texts, Options(against=frozenset({"z/ref.txt"})))
    assert not found["z/ref.txt"]
    assert [(f.rule.code, f.related[0].path) for f in found["a.txt"]] == [("DUP001", "z/ref.txt")]


def test_facts_can_be_marked_as_reference() -> None:
    check = Duplicates()
    mine, theirs = Document.of(f"{A}\n\n{C}\n", "a.txt"), Document.of(f"{A}\n\n{B}\n", "z.txt")
    found = check.judge({mine.key: check.collect(mine), theirs.key: check.collect(theirs, reference=True)})
    assert [key for key, findings in found.items() if findings] == [mine.key]


@pytest.mark.parametrize(("options", "copies"), [(Options(), 3), (Options(within=True), 2), (Options(across=True), 2)])
def test_within_and_across(options: Options, copies: int) -> None:
    texts = {"a.txt": f"{A}\n\n{C}\n\n{A}\n", "b.txt": f"{A}\n\n{D}\n\n{A}\n"}
    found = judge(texts, options)
    assert sum(len(f) for f in found.values()) == copies


def test_preferred_path_keeps_its_copy() -> None:
    texts = {"a.txt": f"{A}\n\n{C}\n", "good/b.txt": f"{A}\n\n{D}\n"}
    assert judge(texts)["good/b.txt"]
    assert judge(texts, Options(prefer=("good",)))["a.txt"]


def test_too_great_a_loss_is_held_but_not_by_exact_copies() -> None:
    near = (A + B).replace("水稻", "水槄")
    texts = {"a.txt": f"{A}{B}\n\n{C}\n", "b.txt": f"{near}\n\n{D}\n"}
    (f,) = judge(texts)["b.txt"]
    assert f.held == "max-loss"
    texts["b.txt"] = f"{A}{B}\n\n{D}\n"
    (f,) = judge(texts)["b.txt"]
    assert f.held == ""


def test_exempt_region_stays_and_serves_as_the_copy() -> None:
    text = f"{A}\n\n{B}\n\n<!-- textkit: off -->\n\n{A}\n\n<!-- textkit: on -->\n"
    found = [f for f in judge({"a.md": text})["a.md"] if f.edits]
    assert [(f.span.start, f.related[0].place.line) for f in found] == [(0, 7)]


def test_a_rule_that_is_not_selected_takes_nothing_away() -> None:
    text = f"{A}\n\n{B}\n\n{A}\n\n{A}\n"
    found = one(text, Options(selected=frozenset({"near-duplicate"})))
    assert [f.related[0].place.line for f in found] == [1, 1]


@pytest.mark.parametrize("unit", ["line", "sentence", "document", "paragraph"])
def test_units(unit: str) -> None:
    text = f"{A}{B}\n{B}{C}\n"
    found = [f for f in one(text, Options(unit=unit, unsafe=True)) if f.edits]  # type: ignore[arg-type]
    assert bool(found) == (unit == "sentence")
    if found:
        assert cleaned(text, found) == f"{A}{B}\n{C}\n"


SEEDS = Path(__file__).parent.parent.parent / "seeds"


def test_seeds_read_by_hand() -> None:
    """The blocks a column-by-column reading repeated, wherever they stand; near misses are left alone."""
    texts = {p.name[:3]: p.read_bytes().decode("utf-8") for p in sorted(SEEDS.glob("*.txt"))}
    found = judge(texts)
    lines = {path: Document.of(text, path).lines for path, text in texts.items()}
    told = {
        lines[path].number(f.span.start) + 1: (f.rule.code, f.related[0].place.line, f.evidence.get("whole", True))
        for path, findings in found.items()
        for f in findings
        if f.edits
    }
    assert told == {
        147: ("DUP002", 145, True),
        149: ("DUP001", 129, False),
        151: ("DUP001", 127, True),
        153: ("DUP001", 129, False),
        155: ("DUP001", 145, True),
        157: ("DUP001", 147, True),
        159: ("DUP001", 129, False),
        161: ("DUP001", 147, True),
    }
    (word,) = [f for f in found["000"] if f.rule.code == "DUP002"]
    assert (word.trust, word.evidence["differs"]) == (Trust.UNSAFE, [["服务", "凝聚"]])
    assert {f.rule.code for findings in found.values() for f in findings if not f.edits} <= {"DUP007"}


PARTS = [
    A,
    B,
    C,
    D,
    A + B,
    A.replace("企业", "会员"),
    B.replace("水稻", "水槄"),
    A + C[:18],
    "题目",
    f"{D}投入3亿元。",
    f"{D}投入5亿元。",
]


@pytest.mark.parametrize(("unit", "unsafe"), [("line", True), ("document", True), ("paragraph", False)])
@settings(max_examples=60, deadline=None)
@given(
    files=st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6), min_size=1, max_size=4), dice=st.randoms()
)
def test_order_of_documents_does_not_matter_and_a_second_run_takes_nothing(
    unit: str, unsafe: bool, files: list[list[str]], dice: object
) -> None:
    """With unsafe removals of units that no join can change; a paragraph may be another when its neighbours are gone."""
    texts = {f"{n}.txt": "\n\n".join(parts) + "\n" for n, parts in enumerate(files)}
    options = Options(unsafe=unsafe, max_loss=Fraction(1), unit=unit)  # type: ignore[arg-type]
    found = judge(texts, options)
    names = list(texts)
    dice.shuffle(names)  # type: ignore[attr-defined]
    assert judge({n: texts[n] for n in names}, options) == found
    left = {n: cleaned(t, found[n], unsafe=unsafe) for n, t in texts.items()}
    again = judge(left, options)
    assert {n: cleaned(t, again[n], unsafe=unsafe) for n, t in left.items()} == left


def test_a_second_unsafe_run_takes_no_paragraph() -> None:
    files = [[1, 10, 1, 0, 10], [1, 7, 2, 7, 7, 9]]
    texts = {f"{n}.txt": "\n\n".join(PARTS[k] for k in parts) + "\n" for n, parts in enumerate(files)}
    options = Options(unsafe=True, max_loss=Fraction(1))
    found = judge(texts, options)
    left = {n: cleaned(t, found[n], unsafe=True) for n, t in texts.items()}
    again = judge(left, options)
    assert {n: cleaned(t, again[n], unsafe=True) for n, t in left.items()} == left


def test_rules_keep_their_word() -> None:
    for rule in RULES:
        if rule.flagged:
            assert rule.code in {f.rule.code for f in one(rule.flagged)}, rule.code
        assert rule.code not in {f.rule.code for f in one(rule.unflagged)}, rule.code


def test_one_check_for_the_step() -> None:
    assert checks(Options()) == (Duplicates(Options()),)


def test_threshold_is_checked() -> None:
    with pytest.raises(ValueError, match="threshold"):
        Options(threshold=Fraction(1, 2))
