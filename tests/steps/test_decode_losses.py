"""Garbled lines that lost bytes: what is no such line first, then those that are mended and can be rebuilt."""

from typing import Any

import pytest

from tests.reading.texts import HANS
from tests.steps.decoding import applied, findings
from textkit.language.plausible import cost
from textkit.model.document import Document
from textkit.model.finding import Finding, Trust
from textkit.steps.decode import ambiguous
from textkit.steps.decode.effort import Effort
from textkit.steps.decode.garbling import beside

LOSSY = [
    ("GBK, a mark", "gbk", "\ufffd"),
    ("GBK, a question mark", "gbk", "?"),
    ("cp1252, a mark", "cp1252", "\ufffd"),
    ("cp1252, a question mark", "cp1252", "?"),
]
NO_LOSSES = [
    ("a question mark in Japanese", "本当に? ｱｲｳｴｵ ﾊﾝｶｸｶﾅ 㐀㐁"),
    ("rare ideographs", "犇羴鱻麤?龘靐齉爩\ufffd㐀㐁㐂"),
    ("GBK read as Latin-1 has no UTF-8 in it", "ÖÐÎÄ?ÎÄ×Ö\ufffdµÄ´¦Àí"),
    ("a broken sequence without a mark: garbled in part", "发布鍙戝竷鏃ユ湡\ufffd鍙戝竷鏃ユ湡"),
    ("more lost than whole: Big5", "\ufffd瘀\ufffd\ufffd蝡\ufffd嚗\ufffd\ufffd\ufffd撖\ufffd\ufffd\ufffd"),
    ("French, with a loss", "D\ufffdjà vu à l'été, où naïveté et cœur s'étaient trouvés là."),
]


@pytest.mark.parametrize("text", [t for _, t in NO_LOSSES], ids=[n for n, _ in NO_LOSSES])
def test_what_is_no_utf8_with_losses_stays(text: str) -> None:
    assert applied(text, Trust.SAFE, Trust.UNSAFE) == text


def rebuilt(finding: Finding, mark: str) -> str:
    """The garbled line, from what the finding says alone."""
    said: Any = finding.evidence
    after, way = finding.edits[0].after, said["path"][0]
    data, at = b"", 0
    for spot in said["lost"]:
        data += after[at : spot["at"]].encode(way["written_in"]) + bytes.fromhex(spot["bytes"].replace("??", "ff"))
        at = spot["at"] + spot["characters"]
        assert set(after[spot["at"] : at]) == {"\ufffd"}
    data += after[at:].encode(way["written_in"])
    return mark.join(part.decode(way["read_as"]) for part in data.split(b"\xff"))


@pytest.mark.parametrize(("read", "mark"), [row[1:] for row in LOSSY], ids=[row[0] for row in LOSSY])
def test_a_line_with_losses_is_mended_and_can_be_rebuilt(read: str, mark: str) -> None:
    good = HANS.split("\n")[0]
    bad = good.encode().decode(read, "replace").replace("\ufffd", mark)
    assert mark in bad
    told = findings(Document.of(f"{HANS}{bad}\n{HANS}"))
    assert [(f.rule.name, f.evidence["kind"]) for f in told] == [("mojibake-lost", "garbled"), ("mojibake", "losses")]
    assert {f.span.start for f in told} == {len(HANS)}
    assert told[1].trust is Trust.SAFE
    assert rebuilt(told[1], mark) == bad

    whole = applied(bad, Trust.SAFE)
    assert whole == told[0].evidence["reading"]
    lost = whole.count("\ufffd")
    assert 0 < lost <= len(good) / 3
    assert len(whole) == len(good)
    assert all(c in ("\ufffd", g) for c, g in zip(whole, good, strict=True)), "nothing is guessed"
    assert applied(whole, Trust.SAFE, Trust.UNSAFE) == whole


def test_losses_that_were_there_before_are_characters() -> None:
    """U+FFFD written as UTF-8 and read as GBK is whole: it is kept apart from what that reading lost."""
    bad = "工人们喊着\ufffd号子。天天上山打柴的老王".encode().decode("gbk", "replace")
    (finding,) = [f for f in findings(Document.of(bad)) if f.rule.name == "mojibake"]
    assert rebuilt(finding, "\ufffd") == bad
    lost: Any = finding.evidence["lost"]
    assert finding.edits[0].after.count("\ufffd") > sum(spot["characters"] for spot in lost)


def test_a_letter_with_the_byte_of_no_character_is_no_loss() -> None:
    """UTF-8 has no byte 0xFF, which is ÿ in Latin-1: a line with both never was UTF-8, and its letter would go."""
    bad = "工人们喊着号子".encode().decode("latin-1")
    assert applied(f"{bad}\ufffd\u0080 {bad}", Trust.SAFE) != f"{bad}\ufffd\u0080 {bad}"
    assert applied(f"{bad}ÿ\u0080 {bad}\ufffd", Trust.SAFE) == f"{bad}ÿ\u0080 {bad}\ufffd"


def test_losses_beside_a_character_with_two_spellings_are_doubtful() -> None:
    bad = "たちが働いていて、声が遠くま".encode().decode("cp932", "replace")
    assert "∪" in bad
    (finding,) = [f for f in findings(Document.of(bad)) if f.rule.name == "mojibake"]
    assert finding.trust is Trust.UNSAFE
    assert applied(bad.replace("縺上∪", ""), Trust.SAFE) == "たちが働\ufffdて\ufffdて、声が遠"


def test_a_question_mark_that_breaks_nothing_is_one() -> None:
    good = "工人们喊着号子？真的? 天天上山打柴的老王下山了，他说到一半就走了。"
    bad = good.encode().decode("cp1252", "replace").replace("\ufffd", "?")
    assert "真的? 天" in applied(bad, Trust.SAFE)


@pytest.mark.parametrize(
    ("good", "trust"),
    [("他有鬼才的称号", Trust.UNSAFE), ("大家都说他有鬼才的称号", Trust.SAFE)],
    ids=["in few", "in many"],
)
def test_a_character_that_may_be_another_is_told_with_it(good: str, trust: Trust) -> None:
    bad = good.encode("gbk").decode("cp932")
    (finding,) = findings(Document.of(bad))
    assert finding.edits[0].after == good
    assert finding.trust is trust
    said: Any = finding.evidence
    (doubt,) = said["doubtful"]
    assert doubt == {"at": good.index("鬼"), "read": "鬼才", "or": "国闻"}
    assert "鬼才 may be 国闻" in finding.message
    other = good.replace(doubt["read"], doubt["or"])
    assert other.encode("gbk").decode("cp932") == bad, "each of both gives the garbled line"


def test_a_doubt_on_the_way_is_a_doubt_about_the_whole() -> None:
    way = (("cp932", "cp950"), ("cp950", "gb18030"))
    bad = "事项所涉及的".encode("gbk").decode("cp950").encode("cp950").decode("cp932")
    found = beside(bad, way)
    assert found
    assert (found.text, found.path) == ("事项所涉及的", way)
    assert not found.safe


@pytest.mark.parametrize(
    "good",
    ["权利派生的", "医生说是疹子", "用来替代老旧的设备"],
    ids=["a sign beside Han", "a Han of no word", "kana among Han"],
)
def test_what_no_word_has_is_no_doubt(good: str) -> None:
    (finding,) = findings(Document.of(good.encode("gbk").decode("cp932")))
    assert finding.edits[0].after == good
    assert "doubtful" not in finding.evidence


def test_what_cannot_be_read_is_no_doubt() -> None:
    readings = {b"\x81\xe6": "\U00020000", b"\x87\x9a": "\udc87\udc9a", b"\xfa\x5b": "\udcfba"}
    assert cost("\udcfba")[0] - cost("\U00020000")[0] < ambiguous.CLEAR
    assert ambiguous.spelled("∵", "cp932", lambda data: readings.get(data, ""), Effort()) == (b"\x81\xe6", ())
