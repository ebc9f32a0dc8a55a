"""The decode step: what must be left alone first, then what is mended or told."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.texts import HANS, HANT, JA, KO
from tests.steps.decoding import applied, findings, mended, via
from textkit.api import clean
from textkit.language.encodings import EURO_ERRORS
from textkit.model.document import Document
from textkit.model.finding import Severity, Trust
from textkit.reading import read_bytes
from textkit.steps.decode import RULES
from textkit.steps.decode.effort import BUDGET, Effort
from textkit.steps.decode.garbling import beside
from textkit.steps.decode.suspects import judged

SHORT = "工人们喊着号子。"

CLEAN = [
    ("Chinese", HANS),
    ("traditional", HANT),
    ("Japanese", JA),
    ("Korean", KO),
    ("half-width kana are written so", "電話ﾊﾞﾝｺﾞｳ ｱｲｳｴｵ ﾊﾝｶｸｶﾅ"),
    ("a word in half-width kana, of which any two are a Han in GBK", "ｳｯﾄﾘ"),
    ("a table of signs, which stand alike in other sets", "Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ Ⅵ Ⅶ Ⅷ Ⅸ Ⅹ"),
    ("two signs are one Han in some encoding", "∫√"),
    ("two rare characters", "枯蓮\n琥珀\n焚烧庐舍"),
    ("French", "Déjà vu à l'été, où naïveté et cœur s'étaient trouvés là."),
    ("German", "Größe, Maß, Übermut und Ärger: schöne Grüße"),
    ("Vietnamese", "Tôi không biết tiếng Việt, nhưng tôi muốn học"),
    ("Russian", "Рано утром рыбаки вернулись домой"),
    ("Greek", "Καλημέρα σε όλους, τι κάνετε σήμερα"),
    ("mathematics", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β = ¬(¬α ∨ β)"),
    ("box drawing", "├── src\n│   └── main.py\n└── README"),
    ("a frame, each line of which is Han in the bytes of cp437", "┌──┬────┐\n│ a│ b  │\n└──┴────┘\n╔════╗\n▓▓▒▒░░"),
    ("a list of files, indented with spaces that do not break", "blog\n\xa0\xa0├───manage.py\n\xa0\xa0└───templates"),
    ("and one with remarks in a western language", "├───büro.py  # für größere Straßen\n└───café.py  # été"),
    ("Polish", "Zażółć gęślą jaźń: źródło, łąka, żółw i ćma"),
    ("Turkish", "Şoför çağrıldı, ığdır'da güneş öğleyin doğdu"),
    ("Japanese beside signs that EUC-JP lacks", "🍣🍺のような絵文字～を表示するためには、対応したフォントが要る"),
    ("rare ideographs", "犇羴鱻麤龘靐齉爩"),
    ("names in rare characters", "朱镕基、陶喆、李昇、张韶涵、吴堃、王菶"),
    ("fullwidth forms", "２０２４年，ＡＢＣ：（甲）！？"),
    ("speaks about mojibake", "乱码“锘挎槬”是这样来的，还有“ä½ å¥½”。"),
    ("emoji", "好的👍🏻 谢谢🙏🏽"),
    ("western letters in Chinese", "他在café里读Brontë的小说"),
    ("old poem", "關關雎鳩，在河之洲。窈窕淑女，君子好逑。"),
    ("empty", ""),
]

GARBLED = [
    ("UTF-8 read as GB18030", "发布日期：二月十八日", (("utf-8", "gb18030"),)),
    ("UTF-8 read as Latin-1", SHORT, (("utf-8", "latin-1"),)),
    ("twice", SHORT, (("utf-8", "latin-1"), ("utf-8", "latin-1"))),
    ("three times", SHORT, (("utf-8", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "latin-1"))),
    ("UTF-8 read as MacRoman", SHORT, (("utf-8", "mac_roman"),)),
    ("UTF-8 read as cp437", SHORT, (("utf-8", "cp437"),)),
    ("GBK read as Latin-1", SHORT, (("gbk", "latin-1"),)),
    ("Big5 read as Latin-1", HANT.split("\n")[1], (("cp950", "latin-1"),)),
    ("Shift_JIS read as Latin-1", JA.split("\n")[0], (("cp932", "latin-1"),)),
    ("EUC-KR read as Latin-1", KO.split("\n")[0], (("euc_kr", "latin-1"),)),
    ("UTF-8 read as cp850", SHORT, (("utf-8", "cp850"),)),
    ("UTF-8 read as Latin-9", SHORT, (("utf-8", "iso8859-15"),)),
    ("UTF-8 read as KOI8-R", SHORT, (("utf-8", "koi8-r"),)),
    (
        "GBK read as Latin-9, some of whose signs cp1252 has elsewhere",
        "会议指出，要坚持稳中求进",
        (("gbk", "iso8859-15"),),
    ),
    ("GBK read as cp850", SHORT, (("gbk", "cp850"),)),
    ("EUC-JP read as cp1251", JA.split("\n")[0], (("euc_jp", "cp1251"),)),
    (
        "EUC-JP read as GBK, where the kana stay",
        "新聞社の発表によると、電車の遅れが出ています",
        (("euc_jp", "gb18030"),),
    ),
    ("EUC-KR read as EUC-JP", KO.split("\n")[0], (("euc_kr", "euc_jp"),)),
    ("GBK read as EUC-KR", SHORT, (("gbk", "cp949"),)),
    ("GBK read as Big5", "老王天天上山打柴", (("gbk", "big5"),)),
    ("Shift_JIS read as GBK", JA.split("\n")[0][:20], (("cp932", "gb18030"),)),
    ("UTF-8 read as Shift_JIS", "下ろす人たちが働", (("utf-8", "cp932"),)),
    ("a rare name", "陀思妥夫斯", (("utf-8", "mac_roman"),)),
    ("six characters", "有计划地对乡", (("gbk", "big5"),)),
    ("six characters in Cyrillic", "联盟推进商", (("gbk", "cp1251"),)),
    ("kana, which are the same in GBK, and a mark, which is not", "かな？あしたもはれるかも", (("euc_jp", "latin-1"),)),
    ("two spellings, one of which makes words", "二李大钊(直隶)国立大学", (("gbk", "cp932"),)),
    ("and one has a kana, which is in no word of either language", "法国作家巴尔扎克写了很多小说", (("gbk", "cp932"),)),
]


@pytest.mark.parametrize("text", [t for _, t in CLEAN], ids=[n for n, _ in CLEAN])
def test_clean_text_is_never_repaired(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(("text", "path"), [(t, p) for _, t, p in GARBLED], ids=[n for n, _, _ in GARBLED])
def test_garbled_lines_are_mended_in_place(text: str, path: tuple[tuple[str, str], ...]) -> None:
    bad = via(text, *path)
    document = f"{HANS}{bad}\r\n{HANS}"
    assert mended(document) == f"{HANS}{text}\r\n{HANS}"
    assert mended(mended(document)) == mended(document)


@pytest.mark.parametrize("page", ["cp1250", "cp1251", "cp1252", "cp1254"])
def test_a_code_page_of_windows_with_its_undefined_bytes(page: str) -> None:
    bad = "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in "中国队伍的入场".encode())
    assert mended(bad) == "中国队伍的入场"


def test_evidence_names_the_way_and_the_margin() -> None:
    bad = via(SHORT, ("utf-8", "latin-1"), ("utf-8", "latin-1"))
    (finding,) = findings(Document.of(bad))
    assert finding.evidence["path"] == [{"read_as": "latin-1", "written_in": "utf-8"}] * 2
    assert isinstance(finding.evidence["margin"], float)
    assert finding.evidence["margin"] > 22


def test_each_undecodable_byte_is_told_with_its_place() -> None:
    data = HANS.encode()[:30] + b"\xff" + HANS.encode()[30:60] + b"\xfe" + HANS.encode()[60:]
    source = read_bytes(data, "a")
    found = findings(Document(source, source.text))
    assert [(f.rule.code, f.span.start, f.byte_offset, f.evidence["value"]) for f in found] == [
        ("DEC001", 10, 30, "0xff"),
        ("DEC001", 21, 61, "0xfe"),
    ]
    assert all(f.severity is Severity.WARNING and not f.edits for f in found)


@pytest.mark.parametrize("text", ["一斤烫手的山芋", "屯田，屯粮", "锟这个字", "拷问"])
def test_words_with_the_same_characters_are_not_losses(text: str) -> None:
    assert findings(Document.of(text)) == []


@pytest.mark.parametrize(
    ("text", "lost"), [("今天锟斤拷锟斤拷下雨", 6), ("值为烫烫烫烫", 4), ("这里\ufffd\ufffd丢了", 2), ("锟斤拷锟", 4)]
)
def test_losses_are_told_and_kept(text: str, lost: int) -> None:
    (finding,) = findings(Document.of(text))
    assert finding.rule.name == "mojibake-lost"
    assert finding.evidence["characters"] == lost
    assert not finding.edits


def test_several_encodings_are_told_with_their_ranges() -> None:
    line = HANS.split("\n")[0]
    data = (line + "\n").encode() * 3 + (line + "\n").encode("gb18030")
    source = read_bytes(data, "a")
    (finding,) = findings(Document(source, source.text))
    size = len((line + "\n").encode()) * 3
    assert finding.rule.name == "mixed-encodings"
    assert finding.severity is Severity.INFO
    assert finding.evidence["segments"] == [
        {"start": 0, "end": size, "encoding": "utf-8"},
        {"start": size, "end": len(data), "encoding": "gb18030"},
    ]


def test_doubt_names_the_others() -> None:
    source = read_bytes(b"\xa4\xa4", "a", confidence_floor=0)  # 中 in Big5, い in EUC-JP
    (finding,) = findings(Document(source, source.text))
    assert finding.rule.name == "doubtful-encoding"
    assert finding.evidence["candidates"]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_rules_are_held_to_their_examples(rule: object) -> None:
    by_name = {r.name: r for r in RULES}
    for r in by_name.values():
        if r.flagged:
            assert r.name in {f.rule.name for f in findings(Document.of(r.flagged))}
            assert r.name not in {f.rule.name for f in findings(Document.of(r.unflagged))}
        assert r.page
    assert [r.code for r in RULES] == sorted(r.code for r in RULES)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("中文鍙戝竷ÖÐÎÄä½å¥ｱﾊ一。\u0080€亂碼\n 1a"), max_size=40))
def test_mending_twice_mends_nothing_more(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


def test_the_euro_sign_that_windows_reads_for_a_byte() -> None:
    good = "一个人一天走了十里路"
    bad = good.encode().decode("gb18030", EURO_ERRORS)
    assert "涓€" in bad
    assert mended(bad) == good


@pytest.mark.parametrize("text", [t for _, t in CLEAN], ids=[n for n, _ in CLEAN])
def test_clean_text_has_no_findings(text: str) -> None:
    assert findings(Document.of(text)) == []


def test_a_row_of_one_character_is_no_evidence() -> None:
    assert mended("Ã" * 5000) == "Ã" * 5000


def test_a_short_line_goes_with_its_neighbour() -> None:
    good = "老王天天上山打柴\n山\n天天上山\n"
    found = findings(Document.of(via(good, ("gbk", "big5"))))
    assert [f.edits[0].after for f in found] == good.split()
    assert [f.trust for f in found] == [Trust.SAFE, Trust.UNSAFE, Trust.SAFE]  # one character is weak evidence


def test_a_heading_of_two_characters_beside_a_garbled_line_is_safe() -> None:
    good = f"# 道路\n{SHORT}\n"
    found = findings(Document.of(via(good, ("gbk", "cp949"))))
    assert [(f.edits[0].after, f.trust) for f in found] == [("# 道路", Trust.SAFE), (SHORT, Trust.SAFE)]


def test_a_mark_between_two_garbled_lines_goes_with_them() -> None:
    way = ("gbk", "big5")
    good = "老王天天上山打柴\n—- [Alan Ford]\n\n天天上山打柴的老王\n"
    assert mended(via(good, way)) == good
    assert mended(via("老王天天上山打柴\n— A\n", way)) == "老王天天上山打柴\n〞 A\n"  # beside one it may be as it was
    around = via("老王天天上山打柴", way)
    assert mended(f"{around}\n※ ※ ※\n{around}\n").split("\n")[1] == "※ ※ ※"
    assert beside("I’m nobody! Who are you?", (("cp1252", "cp932"),), both=True) is None


def test_a_clean_line_beside_a_garbled_one_stays() -> None:
    bad = via("老王天天上山打柴", ("gbk", "big5"))
    assert mended(f"犇\n{bad}\n十二月\n第一章\n") == "犇\n老王天天上山打柴\n十二月\n第一章\n"


UNSEEN = [
    ("a mark in front, of files glued together", "\ufeff涔嬪唴", "\ufeff之内"),
    ("a zero-width space inside a character: it stands behind it", "鍙戝\u200b竷鏃ユ湡", "发布\u200b日期"),
    ("a control character inside a character", "ÊµÑ\x06é", "实验\x06"),
    ("an indent before it", "\u3000\u3000ÄãºÃ", "\u3000\u3000你好"),
    ("a zero-width space inside two detours", "Ã¥Â·Â\u200b¥Ã¤ÂºÂº", "工\u200b人"),
    ("a space of another width", "涔嬪唴\u00a0涔嬪唴", "之内\u00a0之内"),
    ("a line separator parts two lines", "天氣\u2028鍙戝竷鏃ユ湡", "天氣\u2028发布日期"),
    ("between losses", "娓呮\u200b櫒鐨勭爜澶翠笂宸茬粡鏈変汉涓\ufffd", "清晨\u200b的码头上已经有人\ufffd"),
    (
        "where a loss is",
        "娓呮\u200b櫒鐨勭爜澶翠笂宸茬粡鏈変汉涓\u200b\ufffd。"[:-1],
        "清晨\u200b的码头上已经有人\ufffd\u200b",
    ),
]


@pytest.mark.parametrize(("bad", "good"), [row[1:] for row in UNSEEN], ids=[row[0] for row in UNSEEN])
def test_what_is_not_seen_is_stepped_over_and_stays(bad: str, good: str) -> None:
    assert applied(bad, Trust.SAFE) == good
    assert not findings(Document.of(good)) or "\ufffd" in good


def test_what_is_not_seen_stands_behind_its_character_where_one_mark_is_for_two_bytes() -> None:
    data = "今天中午下了大雨".encode()
    bad = data[:8].decode("gbk") + "\ufffd" + data[10:].decode("gbk")
    for at, good in (
        (4, "今天\ufffd\ufffd|下了大雨"),
        (8, "今天\ufffd\ufffd下了|大雨"),
        (11, "今天\ufffd\ufffd下了大雨|"),
    ):
        assert applied(f"{bad[:at]}\u200b{bad[at:]}", Trust.SAFE) == good.replace("|", "\u200b")


def test_what_is_not_seen_makes_no_line_suspicious() -> None:
    """A Latin-1 letter before a control is as clean as without it."""
    for text in ("Déjà\x85 vu\x93", "naïveté\u00ad\u200b et cœur", "中\u200b国\x80\x81"):
        assert applied(text, Trust.SAFE, Trust.UNSAFE) == text


GARBLED_OR_NOT = st.text(
    alphabet=st.sampled_from("鍙戝竷ÖÐÎÄä½Ã©Â中一。é涓\ufffd\u200b\ufeff\u00ad\u00a0\x06\x81\x85\u2028 1a"), max_size=24
)


@settings(max_examples=60, deadline=None)
@given(GARBLED_OR_NOT)
def test_what_cleaning_takes_away_does_not_change_the_verdict(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


TWICE = "≒≡∫√⊥∠∵∩∪"  # Shift_JIS has two codes for each


def test_what_leads_nowhere_is_paid_for() -> None:
    garbled = via("二李大钊(直隶)国立大学", ("gbk", "cp932"))
    effort = Effort()
    assert judged(garbled, effort)
    assert effort.left == BUDGET  # what leads back costs nothing
    assert judged(TWICE[2:] + "枯蓮琥珀" + TWICE, effort) is None
    assert effort.left < BUDGET
    assert judged(garbled, Effort(-1)) is None


def test_where_nothing_is_left_the_ways_of_other_lines_are_tried() -> None:
    effort = Effort()
    assert judged(via(SHORT, ("gbk", "latin-1")), effort)
    effort.left = -1
    other = "天天上山打柴的老王"
    found = judged(via(other, ("gbk", "latin-1")), effort)
    assert found
    assert found.text == other
    assert judged(via(other, ("utf-8", "latin-1")), effort) is None


@pytest.mark.parametrize("characters", [TWICE + "あいうえお", TWICE[:2] + "ｱｲｳｴｵ"], ids=["signs", "half-width kana"])
def test_signs_with_two_spellings_take_no_time(characters: str) -> None:
    numbers = random.Random(7)
    text = "".join("".join(numbers.choices(characters, k=9)) + "\n" for _ in range(20_000))
    start = time.process_time()
    findings(Document.of(text))
    assert time.process_time() - start < 8  # without a limit it takes three times as long
