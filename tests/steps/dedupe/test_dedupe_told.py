"""What is told of copies as a whole: blocks, passages, losses by file, how alike pairs are."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.dedupe import Duplicates, Options
from textkit.steps.dedupe.findings import Findings

PARAGRAPHS = [
    "清晨的渡口停着三条木船，船夫们围在岸边的火堆旁喝茶，等着对岸的客人吹响哨子。",
    "山里的气候变化很快，早上还是晴天，到了中午就下起小雨，采药的人都躲进了石洞。",
    "村口的老戏台已经修好，每逢赶集的日子，邻近几个镇子的人都会带着板凳来看演出。",
    "铁匠铺的炉火整夜不熄，打好的镰刀和锄头排在门口，等着买主在农忙之前来挑选。",
    "学堂里一共有四十个孩子，年纪小的坐在前排，年纪大的帮先生抄写墙上的课文。",
    "磨坊的水车转得很慢，麦子在石磨里变成面粉，白色的粉尘落在老板娘的头巾上面。",
]
HEADING = "村里的事"


def found(texts: dict[str, str], options: Options | None = None) -> Findings:
    check = Duplicates(options or Options())
    facts = check.gather()
    for path, text in texts.items():
        document = Document.of(text, path)
        facts[document.key] = check.collect(document)
    judged = check.judge(facts)
    assert isinstance(judged, Findings)
    return judged


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def blocks(findings: list[Finding]) -> list[object]:
    return [f.evidence.get("block") for f in findings]


def test_paragraphs_that_repeat_in_a_row_are_one_block() -> None:
    a, b, c, d, e, f = PARAGRAPHS
    judged = found({"a.txt": page(a, b, c, d, a, b, c, e, f)})
    told = blocks(judged["a.txt", 0])
    assert told == [{"number": 1, "paragraphs": 3, "lines": "9-13", "repeats": "a.txt:1-5"}] * 3


def test_a_form_filled_with_names_and_figures_is_one_series() -> None:
    form = "关于{}市{}年城市绿化工作情况的通报，全市各级部门认真落实责任，绿化面积持续增加。"
    rows = [form.format(town, year) for town, year in itertools.product(("临江", "海东", "石桥", "南浦"), (2019, 2020))]
    [told] = found({"a.txt": page(*rows)})["a.txt", 0]
    assert (told.rule.code, told.evidence["members"]) == ("DUP006", 8)
    assert not found({"a.txt": page(*rows)}, Options(allow_template=True)).verdict.series


def test_a_heading_between_two_copies_belongs_to_the_block() -> None:
    a, b, c, d, *_ = PARAGRAPHS
    judged = found({"a.txt": page(a, HEADING, b, c), "b.txt": page(d, a, HEADING, b)})
    assert blocks(judged["b.txt", 0]) == [{"number": 1, "paragraphs": 2, "lines": "3-7", "repeats": "a.txt:1-5"}] * 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ((0, 1, 2, 0), "a copy alone"),
        ((0, 1, 2, 1, 0), "in another order"),
        ((0, 1, 2, 0, 3, 2), "something else between them"),
    ],
)
def test_other_copies_are_no_block(text: tuple[int, ...], reason: str) -> None:
    judged = found({"a.txt": page(*(PARAGRAPHS[n] for n in text))})
    assert judged["a.txt", 0], reason
    assert not any(blocks(judged["a.txt", 0])), reason


SHARED = "这一段话在许多文章里都能见到，说的是同一件事情，字句也完全相同，只是前后的内容各不一样，读者看了便知道是从哪里抄来的。"


def test_a_passage_of_many_paragraphs_is_told_once() -> None:
    judged = found({f"{n}.txt": p + SHARED + q + "\n" for n, (p, q) in enumerate(itertools.pairwise(PARAGRAPHS))})
    told = [
        f
        for key in judged
        for f in judged[key]
        if f.rule.name == "shared-passage" and SHARED[:40] in str(f.evidence["text"])
    ]
    assert len(told) == 1
    assert told[0].evidence["members"] == 5
    assert {r.path for r in told[0].related} | {"1.txt"} == {f"{n}.txt" for n in range(5)}


def test_loss_is_measured_by_file_whatever_the_unit() -> None:
    """Every record that goes is all of its document; the file loses a third."""
    check = Duplicates(Options(unit="document", unsafe=True))
    facts = check.gather()
    texts = [*PARAGRAPHS[:3], PARAGRAPHS[0].replace("木船", "铁船"), PARAGRAPHS[3]]
    for n, text in enumerate(texts, 1):
        facts["a.jsonl", n] = check.collect(Document.of_record("a.jsonl", text, None, n))
    judged = check.judge(facts)
    (finding,) = judged["a.jsonl", 4]
    assert finding.held == ""
    tight = Duplicates(Options(unit="document", unsafe=True, max_loss=Fraction(1, 10)))
    again = tight.gather()
    for n, text in enumerate(texts, 1):
        again["a.jsonl", n] = tight.collect(Document.of_record("a.jsonl", text, None, n))
    (held,) = tight.judge(again)["a.jsonl", 4]
    assert held.held == "max-loss"


def test_what_a_file_would_lose_too_much_of_is_the_copy_that_others_are_compared_with() -> None:
    """b.txt keeps its near copy of a.txt, so that of c.txt is the same as what stays in b.txt."""
    near = PARAGRAPHS[0].replace("，等着", "，等著").replace("三条木船", "三条大船")
    texts = {"a.txt": page(PARAGRAPHS[0]), "b.txt": page(near), "c.txt": page(near, *PARAGRAPHS[1:5])}
    judged = found(texts, Options(unsafe=True))
    ((held,), (other,)) = judged["b.txt", 0], judged["c.txt", 0]
    assert (held.held, held.evidence["kind"], held.related[0].path) == ("max-loss", "near", "a.txt")
    assert (other.held, other.evidence["kind"], other.related[0].path) == ("", "exact", "b.txt")


def test_spectrum_shows_pairs_on_both_sides_of_the_threshold() -> None:
    a, b = PARAGRAPHS[:2]
    near, below = a.replace("三条木船", "三条铁船"), a[:29] + "别的人都没有来过这里"
    judged = found({"a.txt": page(a, b, near, below)}, Options(borderline=5))
    spectrum = judged.spectrum
    assert spectrum is not None
    alike = [(p.similarity >= 0.85, p.first.place.line, p.second.place.line) for p in spectrum.pairs]
    assert (True, 1, 5) in alike
    assert any(not above for above, _, _ in alike)
    assert sum(n for _, n in spectrum.bars) == len(spectrum.pairs)
    assert ("木", "铁") in next(p.differs for p in spectrum.pairs if p.second.place.line == 5)


def test_spectrum_changes_no_finding() -> None:
    texts = {"a.txt": page(*PARAGRAPHS, PARAGRAPHS[0].replace("木船", "铁船"), PARAGRAPHS[1])}
    plain, shown = found(texts), found(texts, Options(borderline=3))
    assert {k: plain[k] for k in plain} == {k: shown[k] for k in shown}
    assert plain.spectrum is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"threshold": Fraction(1, 2)}, "threshold"),
        ({"max_loss": Fraction(3, 2)}, "max-loss"),
        ({"min_length": -1}, "min-length"),
        ({"passages": -1}, "passages"),
        ({"effort": 0}, "effort"),
        ({"borderline": -1}, "borderline"),
    ],
)
def test_values_out_of_range_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Options(**options)  # type: ignore[arg-type]


def test_rows_of_one_form_are_told_as_a_series_and_not_as_unexamined() -> None:
    rows = [f"第{n:03d}号通知：请各有关单位于本月底以前将本年度的材料整理齐全并报送到办公室归档。" for n in range(300)]
    names = [
        f"兹聘请{a}{b}同志担任评审委员会委员并参加各项评审工作，特此通知。"
        for a in PARAGRAPHS[0]
        for b in PARAGRAPHS[1]
    ]
    for told in (rows, names[:300]):
        findings = found({"a.txt": page(*told)}, Options(unit="line", effort=50))["a.txt", 0]
        assert {f.rule.name for f in findings} - {"exact-duplicate"} == {"template-series"}
    findings = found({"a.txt": page(*names[:1200])}, Options(unit="line", effort=1))["a.txt", 0]
    assert "unexamined" in [f.rule.name for f in findings]
