"""What is protected, and where it ends; first what is prose and must stay open to the rules."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.protected import Protected, protected_spans
from textkit.model.span import Span

PROSE = [
    ("春天来了,花开了。", "nothing"),
    ("价格是$5和$6两种", "prices are no formula"),
    ("世贸组织(WTO)成立", "a bracket behind Han"),
    ("GDP(国内生产总值)", "a remark is no call"),
    ("他说:3 < 4 且 5 > 4", "comparisons are no tag"),
    ("{甲说：乙,丙}", "prose in braces"),
    ("A股;B股;", "a list of shares is no code"),
    ("&ldquo;甲&rdquo;", "references are no code"),
    ("[编者按]:本文原载,略有删节", "words in brackets with a colon behind them are no label"),
]
FOUND = [
    ("见http://a.example/b?c=1,然后", ["http://a.example/b?c=1"]),
    ("见https://a.example/路径/甲.html。", ["https://a.example/路径/甲.html"]),
    ("看http://a.example/b页面", ["http://a.example/b"]),
    ("(http://a.example/b_(c))", ["http://a.example/b_(c)"]),
    ("寄给a.b@c.example,谢谢", ["a.b@c.example"]),
    ("D:\\资料\\说明.txt", ["D:\\资料\\说明.txt"]),
    ("在/etc/hosts里", ["/etc/hosts"]),
    ("运行`f(甲, 乙)`即可", ["`f(甲, 乙)`"]),
    ('"""甲,乙', ['"""']),
    ("f(`甲乙丙, ${丁}！`);", ["f(`甲乙丙, ${丁}！`);"]),
    ("$a_1, a_2$是", ["$a_1, a_2$"]),
    ("\\(a, b\\)是", ["\\(a, b\\)"]),
    ("调用f(a, b)时", ["f(a, b)"]),
    ('$(`p`)("a")后', ['$(`p`)("a")']),
    ('为{2000, "a"}的', ['{2000, "a"}']),
    ('运行 cmd -m "甲, 乙"后', [' -m "甲, 乙"']),
    ('RUN echo "完成, 继续"', ['echo "完成, 继续"']),
    ("a[0]和a[1]", ["a[0]", "a[1]"]),
    ("std::map是", ["std::map"]),
    ("<b class='甲'>", ["<b class='甲'>"]),
    ("[甲](http://a.example)", ["](http://a.example)"]),
    ("见[[zh:山]]和[[文件:山,水.png|山,水]]", ["[[zh:山", "[[文件:山,水.png"]),
    ("他说[[山,水", []),
    ('{"甲": "乙", "n": 3}', ['{"甲": "乙", "n": 3}']),
    ("[^1]: 见下,又见下。", ["[^1]:"]),
    ("[甲]: http://a.example/b,c", ["[甲]: http://a.example/b,c"]),
    ("[ti:夜雨]\n[00:12.00]窗外", ["[ti:夜雨]"]),
    ("| 甲 | 乙 |", ["| 甲 | 乙 |"]),
    ("前\n```\n甲, 乙\n```\n后", ["```\n甲, 乙\n```"]),
    ("前\n```\n甲, 乙", ["```\n甲, 乙"]),
    ("````md\n```\n甲, 乙\n~~~\n  `````\n后", ["````md\n```\n甲, 乙\n~~~\n  `````"]),
]


@pytest.mark.parametrize(("text", "why"), PROSE)
def test_prose_is_open(text: str, why: str) -> None:
    assert protected_spans(text, False) == [], why


@pytest.mark.parametrize(("text", "spans"), FOUND)
def test_found(text: str, spans: list[str]) -> None:
    assert [s.slice(text) for s in protected_spans(text, False)] == spans


def test_markdown_adds_indented_code() -> None:
    text = "甲,乙\n\n    open 甲, 乙\n\n甲 | 乙\n--- | ---\n一,二 | 三\n"
    assert [s.slice(text) for s in protected_spans(text, False)] == ["甲 | 乙\n--- | ---\n一,二 | 三"]
    assert [s.slice(text) for s in protected_spans(text, True)] == ["    open 甲, 乙", "甲 | 乙\n--- | ---\n一,二 | 三"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. 说明\n\n    先安装,再启动。\n", []),  # a further paragraph of the item
        ("甲。\n\n\t先安装,再启动。\n\tそれから、見てください。\n", []),  # a quotation
        ("1. 说明\n\n    先安装,再启动。\n\n        open 甲, 乙\n", ["        open 甲, 乙"]),
        ("    # 先安装,再启动\n\n    open --all a,b\n    open --all a,c 甲\n", None),  # a remark among code
        ("1. 说明\n\n    先安装,再启动。\n\n后文\n\n    open 甲, 乙\n", ["    open 甲, 乙"]),  # rows apart
        ("甲。\n\n    根节点\n    左子树  右子树\n", None),  # a diagram
    ],
)
def test_sentences_set_in_are_no_code(text: str, code: list[str] | None) -> None:
    """``None``: all that is set in is code."""
    blocks = [block for block in text.rstrip("\n").split("\n\n") if block[:1] in " \t"]
    assert [s.slice(text) for s in protected_spans(text, True)] == (blocks if code is None else code)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("中文aB1 ,.:;()[]{}<>`$\\/|@=\"'#-~\n"), max_size=60), st.booleans())
def test_spans_are_sorted_apart_and_answer_questions(text: str, markdown: bool) -> None:
    spans = protected_spans(text, markdown)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    shield = Protected(text, markdown)
    inside = {i for s in spans for i in range(s.start, s.end)}
    assert all(shield.at(i) == (i in inside) for i in range(len(text)))
    assert all(shield.touches(i, i + 2) == bool(inside & {i, i + 1}) for i in range(len(text)))
    for i, j in itertools.combinations(range(len(text)), 2):
        assert shield.holds(i, j) == (i in inside and (i, j) not in [(s.start, s.end) for s in spans])


@pytest.mark.parametrize(
    "unit", ["a", "(", "[", "|", "`", "$a", "\\(", "<a ", "a(", "a[", "a:", "](", "http://", "@", '"a":', "/"]
)
def test_hostile_runs_take_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    protected_spans(text, True)
    assert time.process_time() - start < 2


def test_settings_at_the_head_of_a_file_are_protected() -> None:
    head, body = "---\n标题: 山路,石桥\n---\n", "山路,石桥。\n"
    assert protected_spans(head + body, False)[0] == Span(0, len(head))
    assert protected_spans(body + head, False) == []  # not at its head
