"""The normalize step: what must be left alone first, with its reason, then what is mended; then laws on any text."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.fences import fences
from textkit.language.han import HAN, HANGUL, KANA
from textkit.model.batch import Batch
from textkit.model.document import Document
from textkit.model.finding import Finding, Trust
from textkit.steps.normalize import CHOICES, RULES, Options, checks
from textkit.steps.normalize.profiles import PROFILES
from textkit.steps.normalize.rule_support import count_scripts, wide_lines

CASES = json.loads((Path(__file__).parents[2] / "fixtures/normalize/cases.json").read_text("utf-8"))
KEEP = [(rule, text, why) for rule, table in CASES.items() for text, why in table["keep"]]
MEND = [(rule, before, after) for rule, table in CASES.items() for before, after in table["mend"]]


def run(text: str, options: Options | None = None, path: str = "-") -> tuple[str, list[Finding]]:
    """The text that the step makes, and all its findings."""
    said: list[Finding] = []
    for check in checks(options or Options()):
        document = Document.of(text, path)
        if check.triggers is not None and not check.triggers & document.alphabet:
            continue
        spoken = check.check(document)
        assert isinstance(spoken, Batch), "the journal keeps the findings of a long text as arrays"
        found = list(spoken)
        edits = [e for f in found if f.trust is Trust.SAFE for e in f.edits]
        assert all(a.end <= b.start for a, b in itertools.pairwise(edits))
        for edit in reversed(edits):
            text = text[: edit.start] + edit.after + text[edit.end :]
        said += found
    return text, said


def made(text: str, options: Options | None = None, path: str = "-") -> str:
    """The text that the step makes, without the final line end where the input had none."""
    after, _ = run(text, options, path)
    return after if text.endswith("\n") else after.removesuffix("\n")


@pytest.mark.parametrize(("rule", "text", "why"), KEEP)
def test_left_alone(rule: str, text: str, why: str) -> None:
    assert made(text) == text, why


@pytest.mark.parametrize(("rule", "before", "after"), MEND)
def test_mended_by_its_rule(rule: str, before: str, after: str) -> None:
    assert made(before) == after
    assert rule in {f.rule.name for f in run(before)[1]}


REPORTED = [
    ("unpaired-straight-quote", '"甲"和"乙'),
    ("conflicting-marks", "去。，再来"),
    ("misread-digit", "2O18年"),
    ("misread-digit", "二OO八年"),
    ("misread-digit", "一九九O年"),
    ("misread-digit", "2O世纪"),
    ("stroke-character", "一㇐"),
    ("bidi-control", "שלום\u200f"),
]


@pytest.mark.parametrize(("rule", "text"), REPORTED)
def test_named_and_not_changed(rule: str, text: str) -> None:
    after, said = run(text)
    assert after.removesuffix("\n") == text
    assert [f.trust for f in said if f.rule.name == rule] == [Trust.ADVICE]


POLICIES = [
    ("使用Go编写3个模块", {"latin_space": "insert"}, "使用 Go 编写 3 个模块"),
    ("使用 Go 编写 3 个模块", {"latin_space": "remove"}, "使用Go编写3个模块"),
    ("使用 Go 编写 3 个模块", {}, "使用 Go 编写 3 个模块"),
    ("我们 明天　出发。", {"han_space": "remove"}, "我们明天出发。"),
    ("深 化 改 革", {"han_space": "keep"}, "深 化 改 革"),
    ("“甲‘乙’”", {"quotes": "corner"}, "「甲『乙』」"),
    ('他说"好"', {"quotes": "corner"}, "他说「好」"),
    ("「甲『乙』」", {"quotes": "curly"}, "“甲‘乙’”"),
    ("it’s「好」", {"quotes": "curly"}, "it’s“好”"),
    ("　　正文。", {"indent": "keep"}, "　　正文。"),
    ("甲\n\n\n\n乙", {"max_blank": 1}, "甲\n\n乙"),
    ("甲\n\n\n\n乙", {}, "甲\n\n\n\n乙"),
    ("结束。|", {"stray": "flag"}, "结束。|"),
    ("&ldquo;甲", {"entities": "keep"}, "&ldquo;甲"),
    ("辻\U000e0100", {"variation": "keep"}, "辻\U000e0100"),
    ("\uf06c甲", {"private_use": "drop"}, "甲"),
    ("\uf06c甲", {}, "\uf06c甲"),
    ("\uf0b7甲\ue5e5\ue864\ue000", {"private_use": "map"}, "•甲\u3000龻\ue000"),
    ("甲\ue000", {"private_use": "map", "private_map": (("\ue000", "乙"),)}, "甲乙"),
    ("１．总则。命题成立．又ｎ＝３．５．", {"fullstop": "。"}, "1．总则。命题成立。又n=3.5。"),
    ("命题成立(见下)．", {"fullstop": "。"}, "命题成立（见下）。"),
    ("命题成立．", {}, "命题成立．"),
    ("标题\n正文一。\n  正文二！\n　　正文三。", {"indent": "two"}, "标题\n　　正文一。\n　　正文二！\n　　正文三。"),
    ("# 题\n\n正文。", {"indent": "two"}, "# 题\n\n正文。"),
    ("Say “yes” and 走。", {"quotes": "corner"}, "Say “yes” and 走。"),
    ("甲,乙", {"marks": "keep"}, "甲,乙"),
    ("(甲)", {"brackets": "keep"}, "(甲)"),
    ("ＡＢ", {"width": "keep"}, "ＡＢ"),
]


@pytest.mark.parametrize(("before", "options", "after"), POLICIES)
def test_policies(before: str, options: dict[str, Any], after: str) -> None:
    assert made(before, Options(**options)) == after


@pytest.mark.parametrize("pair", [("a", "b"), ("\ue000\ue001", "b"), ("\ue000", "\ue001")])
def test_a_private_map_maps_private_characters_to_public_ones(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="private_map"):
        Options(private_map=(pair,))


LOSSLESS = '　　"甲",(乙)...丙--丁。。２０㎡ &lt; 二○年 1 0 0元 ⼈\u200b民\u00a0\r\n'


def test_profiles() -> None:
    assert set(PROFILES) == {"news", "ocr", "web", "markdown", "strict"}
    by = {name: Options(**values) for name, values in PROFILES.items()}  # type: ignore[arg-type]
    assert by["news"] == Options()
    assert made("持 续推进 改革", by["ocr"]) == "持续推进改革"
    assert made("甲\n\n\n\n乙", by["web"]) == "甲\n\n乙"
    assert made("　　甲&lt;乙 |", by["markdown"]) == "　　甲&lt;乙 |"
    assert run(LOSSLESS, by["strict"])[0] == LOSSLESS.replace("⼈\u200b民\u00a0\r", "人民")


@pytest.mark.parametrize("name", CHOICES)
def test_an_unknown_policy_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Options(**{name: "perhaps"})  # type: ignore[arg-type]
    assert getattr(Options(), name) == CHOICES[name][0]


CLOSE = "2021年1月1日起，3人分5组到6个村走访7户8次，收到9条建议，办成10件事，用时11天，开会12场，来客13位，得分14分，"


def test_spaces_of_justification_go_where_the_text_writes_numbers_close() -> None:
    text = CLOSE * 5 + "组织 100 多人，突破 2.7万，覆盖率达 100%，问题 29 个，超 200家。"
    assert made(text) == CLOSE * 5 + "组织100多人，突破2.7万，覆盖率达100%，问题29个，超200家。"


@pytest.mark.parametrize(
    "text", ["组织 100 多人，超 200家。", CLOSE + "基地遭袭 7人死亡。", CLOSE + "常州 2023年大事。"]
)
def test_other_spaces_beside_numbers_stay(text: str) -> None:
    assert made(text) == text


def test_markdown_keeps_its_structure() -> None:
    text = "# 标题\n\n- 甲\n    续段\n\n正文。  \n换行\n\n    open 甲, 乙\n\n| 甲 | 乙 |\n|---|---|\n| 一,二 | 三 |\n"
    assert made(text, path="a.md") == text


@pytest.mark.parametrize("path", ["a.py", "data/名单.CSV", "a.b.yml"])
def test_files_of_programs_by_name_lose_nothing_but_line_ends(path: str) -> None:
    text = '⼈名,\u200b备注,ＡＢ \f\r\n王某,见"表",(一)\r\n'
    assert run(text, path=path)[0] == text.replace("\r\n", "\n")
    assert made(text, Options(programs="clean"), path) == made(text, path="a.txt") != text.replace("\r\n", "\n")


def test_an_empty_text_stays_empty_and_others_end_in_one_line_end() -> None:
    assert run("")[0] == ""
    assert run("甲")[0] == run("甲\n\n\n")[0] == "甲\n"


def test_no_rule_makes_chinese_into_ascii() -> None:
    text = "“‘（《【〔，。；：？！、……——·～％￥》〉①㎡½²㈱™№℃"
    assert made(text) == text


# What the rules look at, mixed so that every rule meets every other.
NASTY = st.lists(
    st.sampled_from(
        [
            *"中国一二〇年第了甲aB1 \u3000\t\n\r，。、；：？！“”‘’\"'《》（）()[]「」…—-·•・.,:;?!％%／－．１Ａ○&#|`$<>\\~ｶﾟ⼈⻓",
            "\r\n",
            "\x0c",
            "\u2028",
            "\u200b",
            "\u200d",
            "\xa0",
            "️",
            "...",
            "--",
            "&amp;",
            "&ldquo;",
            "&#65;",
            "&nbsp;",
            "http://a.cn/b",
            "$x$",
            "```",
            "x = 1;",
            'f("',
            "2 0 2 3",
            "9 8",
            " |",
            "é",
            "が",
            "한",
            "د",
            "❤️",
            "\ue5e5",
            "2O",
        ]
    ),
    max_size=14,
).map("".join)
POLICY = st.sampled_from(
    [
        Options(),
        Options(latin_space="remove", han_space="remove", brackets="fullwidth", quotes="corner", max_blank=1),
        Options(latin_space="insert", quotes="curly", stray="flag", indent="keep", variation="keep", width="keep"),
        Options(private_use="map", indent="two", fullstop="。"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(NASTY, POLICY, st.sampled_from(["-", "a.md"]))
def test_a_second_run_changes_nothing(text: str, options: Options, path: str) -> None:
    once, _ = run(text, options, path)
    assert run(once, options, path)[0] == once


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("李 明等人，各 地 落 实。", "李 明等人，各地落实。"),  # one run may be a name or a slogan
        ("第一 稿，落 实 任 务：\n会 议 要 求 如 下", "第一 稿，落实任务：\n会议要求如下"),  # in one line each
        ("遭 受 纪 律 处 分，由 某 某 某 某 定 为中共中央 国务院", "遭受纪律处分，由某某某某定为中共中央 国务院"),
        ("自 2014年 推 出，各 地 落 实，继 续 推 进", "自 2014年推出，各地落实，继续推进"),
        ("将会遭 受 纪 律 处 分。会 议 强 调 人 手不足", "将会遭受纪律处分。会议强调人手不足"),
        ("建立 “工 作 站 点 ”，今 后 继 续 加 强", "建立“工作站点”，今后继续加强"),
    ],
)
def test_what_is_left_of_lines_set_wide(text: str, after: str) -> None:
    assert made(text) == after


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["中", "国，", "……", "…", "—", "“", "a b", "é", "\n", "\n\n", "x" * 70, "中" * 300, "☃" * 200, "\n```\n"]
        )
    )
)
def test_the_lines_with_east_asian_writing(units: list[str]) -> None:
    text = "".join(units)
    wide = [False] * len(text)
    for start, end in wide_lines(text):
        wide[start:end] = [True] * (end - start)
    start = 0
    for line in text.split("\n"):
        fenced = any(s.start <= start < s.end for s in fences(text))
        expected = re.search("[\u2e80-\U0010ffff]|……|——", line) is not None and not fenced
        assert line.isascii() or set(wide[start : start + len(line)]) == {expected}
        start += len(line) + 1


@settings(max_examples=60, deadline=None)
@given(NASTY)
def test_findings_are_registered_and_in_order(text: str) -> None:
    for check in checks(Options()):
        found = list(check.check(Document.of(text)))
        assert {f.rule for f in found} <= set(check.rules) <= set(RULES)
        assert [f.span.start for f in found] == sorted(f.span.start for f in found)


@pytest.mark.parametrize(
    "unit",
    [" ", ",", "(", '"', "“", "中,", "１，", "<", "&", "a(", "” “", "...", "\u200e", "|", "1 ", "，，！", "甲!!["],
)
def test_hostile_runs_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    for check in checks(Options()):
        check.check(Document.of(text))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("start", [*range(0, 0x10000, 0x1000), 0x1F000, 0x20000, 0x2F000, 0x3F000, 0xE0000])
def test_scripts_are_counted_as_one_by_one(start: int) -> None:
    for text in ("".join(map(chr, range(at, at + 0x80))) for at in range(start, start + 0x1000, 0x80)):
        one_by_one = len(re.findall(f"[{KANA}{HANGUL}]", text)), len(re.findall(f"[{HAN}]", text))
        assert count_scripts(text) == one_by_one
        assert count_scripts(f"{text}的{text}的あ") == (2 * one_by_one[0] + 1, 2 * one_by_one[1] + 2)
