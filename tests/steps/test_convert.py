"""The convert step: what must be left alone first, with its reason, then what is converted; then laws on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.language.ambiguous import TO_SIMPLIFIED, TO_TRADITIONAL
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.convert import CONFIGURATIONS, Options, UnknownConfigurationError, checks
from textkit.steps.convert.engine import differences


def said(text: str, options: Options, rule: str) -> list[Finding]:
    return [f for c in checks(options) for f in c.check(Document.of(text)) if f.rule.name == rule]


def convert(text: str, to: str, **more: object) -> str:
    for finding in reversed(said(text, Options(to, **more), "script-variant")):  # type: ignore[arg-type]
        (edit,) = finding.edits
        assert text[edit.start : edit.end] != edit.after
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


KEEP = [
    ("頭髮與發展，皇后與後面。", "s2t", "already traditional"),
    ("岳飛在丑時獲准。", "s2t", "shared characters in a traditional sentence"),
    ("头发与发展，皇后与后面。", "t2s", "already simplified"),
    ("http://a.example/头/发.html", "s2t", "an address"),
    ("`发展`", "s2t", "code"),
    ("Only Latin.", "s2t", "no Han"),
]
CONVERTED = [
    ("头发很长", "s2t", "頭髮很長"),
    ("新技术被发明出来", "s2t", "新技術被發明出來"),
    ("讲清了如何申请", "s2t", "講清了如何申請"),
    ("奖金发放给员工", "s2t", "獎金發放給員工"),
    ("市长发表讲话", "s2t", "市長發表講話"),
    ("街头发生争吵", "s2t", "街頭發生爭吵"),
    ("头发生长很快", "s2t", "頭髮生長很快"),
    ("体制造成的问题", "s2t", "體制造成的問題"),
    ("他姓余", "s2t", "他姓余"),
    ("改变量产计划", "s2twp", "改變量產計劃"),
    ("裏面與裡面", "t2s", "里面与里面"),
    ("李乾之墓", "t2s", "李乾之墓"),
    ("鼠标", "s2twp", "滑鼠"),
]


@pytest.mark.parametrize(("text", "to", "why"), KEEP)
def test_left_alone(text: str, to: str, why: str) -> None:
    assert convert(text, to) == text, why


@pytest.mark.parametrize(("text", "to", "after"), CONVERTED)
def test_converted_and_stable(text: str, to: str, after: str) -> None:
    assert convert(text, to) == after
    assert convert(after, to) == after


def test_without_a_target_nothing_is_checked() -> None:
    assert checks(Options()) == ()


def test_an_unknown_configuration_is_refused_with_suggestions() -> None:
    with pytest.raises(UnknownConfigurationError, match="s2twp") as caught:
        Options("s2twpp")
    assert "s2twp" in caught.value.suggestions


def test_terms_and_words_of_the_user() -> None:
    assert convert("发哥的头发", "s2t", terms=("发哥",)) == "发哥的頭髮"
    assert convert("软件发展", "s2t", words=(("软件", "軟體"),)) == "軟體發展"


def test_the_ledger_names_context_and_alternatives() -> None:
    ledger = said("他的头发", Options("s2t"), "ambiguous-character")
    assert [f.evidence["character"] for f in ledger] == ["发"]
    assert ledger[0].evidence["became"] == "髮"
    assert ledger[0].evidence["alternatives"] == ["發"]
    assert ledger[0].evidence["by"] == "phrase"
    assert ledger[0].evidence["context"] == "他的头发"
    assert not ledger[0].edits


def test_mixed_script_is_told_and_not_mended() -> None:
    (finding,) = said("這裡的发展", Options("t2s"), "mixed-script")
    assert finding.evidence["minority"] in ("simplified", "traditional")
    assert not finding.edits
    assert not said("皇后在后面", Options("s2t"), "mixed-script")


def test_edits_are_as_small_as_the_difference() -> None:
    assert list(differences("经济发展", "經濟發展")) == [(0, 3, "經濟發")]
    assert list(differences("的鼠标", "的滑鼠")) == [(1, 3, "滑鼠")]
    assert list(differences("甲数组乙", "甲陣列的乙")) != []


CHARS = "".join(TO_TRADITIONAL) + "".join(TO_SIMPLIFIED) + "的一是在发了后里。，\n"


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from(CHARS), max_size=14), st.sampled_from(sorted(CONFIGURATIONS)))
def test_a_second_run_changes_nothing(text: str, to: str) -> None:
    once = convert(text, to)
    assert convert(once, to) == once
