"""The flag step: for every rule first the texts it must leave alone, each with its reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.breaks import far_continuations
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Trust
from textkit.model.span import Span
from textkit.steps.flag import RULES, Options, checks

FIXTURES = Path(__file__).parents[2] / "fixtures" / "flag"

CUT = "村里去年修通了公路。今年春天，合作社又添置了两台烘干机，加工能力提高了一倍，产品开始销往周边地区的"
WHOLE = "村里去年修通了公路。今年春天，合作社又添置了两台烘干机，加工能力提高了一倍。"


def flag(text: str, path: str = "-") -> list[Finding]:
    (check,) = checks(Options())
    return list(check.check(Document.of(text, path)))


def codes(text: str, path: str = "-") -> list[str]:
    return [f.rule.code for f in flag(text, path)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_each_rule_keeps_its_own_examples(rule: Rule) -> None:
    assert rule.code in codes(rule.flagged)
    assert rule.code not in codes(rule.unflagged)
    assert rule.page


def test_codes_are_in_order() -> None:
    assert [r.code for r in RULES] == [f"FLAG{n:03}" for n in range(1, len(RULES) + 1)]


UNFLAGGED = [
    ("nested quotes", "他说：“‘放管服’改革要深入。”"),
    ("list marks in a line", "步骤为：1）打开电源、2）等待一分钟、3）关闭电源。"),
    ("a list mark behind a dash", "-1) 打开电源，等待一分钟"),
    ("list marks", "1) 打开电源\n2) 等待一分钟\na) 第一步"),
    ("a key, not half of a pair", "要放大字号，就按住 Ctrl+] 键，再按一次 Ctrl+[ 恢复原状。"),
    ("brackets that are named", "按下 [[ 键就能插入链接，再按 [ 或 ] 在链接之间移动。"),
    ("a code for terminals", r"先输出 \x1b[1m，再输出文字，最后输出 \033[0m。"),
    ("a smiley", "厉害！希望你学到了新东西 :)"),
    ("apostrophes", "The workers’ union doesn’t agree; it’s the ’90s again; they sell fish ’n’ chips."),
    ("apostrophes of Cyrillic", "Люди, які об’єднані, не шукають іншого п’ятого шляху."),
    ("elisions of Greek", "ταῦτ’ ἦν ἐπ’ ἄλλο τι, καὶ οὐδ’ ὁ βασιλεὺς ἤκουσεν."),
    ("a quotation of several paragraphs in Markdown", "> “那年我在镇上教书。\n>\n> 学校只有三间屋子。” —— 王先生"),
    (
        "calls over two lines",
        "       #include <stdio.h>\n\n       int write(const char *restrict text, ...);\n"
        "       int send(int fd,\n                const char *restrict text, ...);\n",
    ),
    ("an interval", "函数在区间 [0, 1) 上连续，在 (0, 1] 上有界。"),
    ("an ASCII bracket with its full-width sister", "合作社（成立于2010年)有三十户社员。"),
    ("a legal quotation of several paragraphs", "“那年我在镇上教书。\n“学校只有三间屋子。\n“后来都翻新了。”"),
    ("a quotation that repeats no mark", "条文修改为：“第一条 本法自公布之日起施行。\n有关部门应当制定办法。”"),
    ("a title over two lines", "关于修改《中华人民共和国\n水法》的决定"),
    ("a note of several lines", "（1994年5月1日通过\n2001年6月1日第一次修订\n2023年7月20日第二次修订）\n第一条 略。"),
    ("a title over two lines, behind its number", "（7）“村里的大事：\n从老照片说起”主题展览开幕；"),
    ("directions of a play", "【幕启。王家堂屋。\n王母　你回来了。\n【远处传来犬吠声。\n王大　娘，外头下雪了。"),
    ("code", "```\nprint(“x)\n```"),
    ("a table row", "| a | b（ | c |"),
    ("a run that closes before words of its speaker", "“那年我在镇上。\n\n“学校很小。\n\n“后来翻新了。”他说。"),
]


@pytest.mark.parametrize(("reason", "text"), UNFLAGGED)
def test_balanced_texts(reason: str, text: str) -> None:
    assert not {"FLAG003", "FLAG004"} & set(codes(text)), reason


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("全镇围绕“邻里互助”大家谈”主题开展活动。", "”"),
        ("全镇围绕“邻里互助主题开展活动。", "“"),
        ("他出版了《乡村札记一书。", "《"),
        ("详见 [安装说明一节。", "["),
        ("详见 [[安装说明] 一节。", "["),
        ("合作社成立于2010年），有三十户社员。", "）"),
        ("”邻里互助”", "”"),
        ("【本站消息 全镇开展了活动。", "【"),
        ("不符合前款第（一）、（二）、三）项的规定。", "）"),
        ("不符合前款第一）、（二）项的规定。", "）"),
        ("最旧的日志名为 log.7）还在。", "）"),
        ('他说:"今天的会取消了。大家先回去吧。', '"'),
    ],
)
def test_loose_marks(text: str, mark: str) -> None:
    (finding,) = [f for f in flag(text) if f.rule.name == "unbalanced-pair"]
    assert finding.evidence["mark"] == mark
    assert finding.span.slice(text) == mark


def test_brackets_with_sentences_between_are_no_note_of_several_lines() -> None:
    assert codes("（1994年5月1日通过。\n村里通了路。\n会议结束了）").count("FLAG003") == 2


def test_a_quotation_with_another_in_its_marks_lost_its_end_where_it_stands() -> None:
    text = "他说：“十四五时期，公路里程是“十三五”时期的两倍。\n\n“学校也翻新了。”\n"
    assert codes(text) == ["FLAG003"]


@pytest.mark.parametrize(("paragraphs", "lines"), [(2, [1]), (3, [1]), (4, [1, 4]), (6, [1, 6])])
def test_a_long_run_without_an_end_is_named_where_it_begins_and_at_its_last(paragraphs: int, lines: list[int]) -> None:
    text = "“那年我在镇上教书。\n" * paragraphs + "后来他不再说了。\n"
    document = Document.of(text)
    found = [f for f in flag(text) if f.rule.name == "unclosed-quotation"]
    assert [document.place(f.span).line for f in found] == lines


def test_a_name_in_quotes_at_the_next_beginning_does_not_end_a_quotation() -> None:
    opened = "“那年我在镇上教书。\n"
    assert codes(opened + "“春苗”小学只有三间屋子。\n") == ["FLAG003"]
    assert codes(2 * opened + "“春苗”小学只有三间屋子。\n") == ["FLAG004"]
    assert codes(opened + "“学校只有三间屋子......”他说。\n") == []


def test_short_lines_that_end_at_a_comma_are_verse_where_there_are_several() -> None:
    lines = [
        "清晨的渡口上没有一个人，",
        "我先听见了水的声音。",
        "像谁在远处翻一本旧书，",
        "一页一页。",
        "翻到分手的那个黄昏，",
    ]
    assert "FLAG001" not in codes("\n".join(lines) + "\n")
    assert codes("\n".join([*lines[:2], WHOLE]) + "\n") == ["FLAG001"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("“他说“走”就走。”", 3),
        ("「她說「走」就走。」", 3),
        ("“他说‘走’就走。”", -1),
        ("“甲”“乙”", -1),
        ("“甲“乙”", -1),
    ],
)
def test_a_quotation_inside_one_of_the_same_marks(text: str, at: int) -> None:
    assert [f.span.start for f in flag(text) if f.rule.name == "wrong-nesting"] == ([at] if at >= 0 else [])


def test_a_mark_that_went_with_the_cut_is_not_missed() -> None:
    found = codes("村里去年修通了公路。今年春天，合作社又添置了两台烘干机，先后办起了“乡村夜校”“青蓝接")
    assert found == ["FLAG001"]


def test_no_fixture_line_is_flagged_alone() -> None:
    for line in (FIXTURES / "whole.tsv").read_text("utf-8").splitlines():
        reason, _, text = line.partition("\t")
        assert not {"FLAG001", "FLAG002", "FLAG003", "FLAG004"} & set(codes(text)), reason


def test_copies_of_a_cut_paragraph_are_one_finding() -> None:
    text = f"{CUT}\n\n{WHOLE}\n\n{CUT}\n"
    (finding,) = [f for f in flag(text) if f.rule.name == "truncated-tail"]
    assert [r.role for r in finding.related] == ["copy"]
    assert finding.related[0].place.line == 5
    assert finding.evidence["continuation"] is None


def test_a_tail_names_its_continuation() -> None:
    tail = "近年来，全县坚持因地制宜，大力推进乡村振兴，积极探索符合本地实际的特色产业发"
    head = "展路子，一批特色产业逐步成长起来，农民收入稳步提高。"
    found = flag(f"{WHOLE}\n\n{tail}\n\n（资料图片）\n\n{head}\n")
    (first,) = [f for f in found if f.rule.name == "truncated-tail"]
    (second,) = [f for f in found if f.rule.name == "truncated-head"]
    assert [(r.role, r.place.line) for r in first.related] == [("continuation", 7)]
    assert [(r.role, r.place.line) for r in second.related] == [("partner", 3)]


def test_what_plainly_goes_on_outweighs_a_pair_that_rejoin_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    tail = "近年来，全县坚持因地制宜，大力推进乡村振兴，积极探索符合本地实际的特色产业发"
    head, other = "展路子，一批特色产业逐步成长起来，农民收入稳步提高。", "展中的各项困难，由会议逐一讨论解决。"
    text = f"{WHOLE}\n\n{tail}\n\n{head}\n\n{WHOLE}\n\n{other}\n"
    at = {line: Span(text.index(line), text.index(line) + len(line)) for line in (tail, other)}
    monkeypatch.setattr(far_continuations, "hopeless", lambda *_: False)
    monkeypatch.setattr(far_continuations, "continuations", lambda *_: {at[tail]: (at[other], 0.9)})
    found = {f.rule.code: f for f in flag(text) if f.span.start <= text.index(head)}
    assert found["FLAG001"].evidence["continuation"] == 5
    assert found["FLAG002"].related[0].place.line == 3


def test_a_deck_stands_above_the_name_of_the_author() -> None:
    deck = "停摆两年之后，城南夜市重新开张，摊主和食客都说，这座城市的烟火气又回来了"
    story = "晚上七点，城南夜市的灯一盏接一盏亮起来，烤串的香味顺着风飘出半条街。"
    assert codes(f"夜市回来了\n{deck}\n本报记者 章远 文/图\n{story}\n") == []
    assert codes(f"夜市回来了\n{deck}\n{story}\n") == ["FLAG001"]
    assert codes(f"{story}\n{deck}\n本报记者 章远 文/图\n{story}\n") == ["FLAG001"]


@pytest.mark.parametrize("headline", ["市、县、乡三级联动抓防汛", "水利部、应急管理部部署防汛"])
def test_headlines_that_name_several_things_are_no_cuts(headline: str) -> None:
    told = f"{headline}，各地各部门认真贯彻落实，取得了明显成效。据介绍，下一步还将加大力度，确保各项任务如期完成。"
    before = "记者从会议上获悉，春耕备耕进展顺利，这是今年以来的第三次。有关负责人表示，将继续做好相关工作。"
    assert codes(f"{before}\n{headline}\n{told}\n{before}\n") == []


@pytest.mark.parametrize("cut", [24, 27, 30])
def test_halves_that_rejoin_would_put_together_are_both_named(cut: int) -> None:
    text = "冬天室内供暖要消耗大量能源，如果我们能够发明更加轻便而且保暖的内衣，就可以减少许多能源消耗。"
    halves = f"傍晚，孩子们在打谷场上放风筝。\n他不说话。\n{text[:cut]}\n{text[cut:]}\n{WHOLE}\n"
    assert codes(halves) == ["FLAG001", "FLAG002"]


def test_wrapped_lines_are_not_flagged_but_noticed_once() -> None:
    wrapped = next(r.flagged for r in RULES if r.name == "hard-wrapped")
    assert codes(wrapped) == ["FLAG011"]


def test_a_short_text_of_wrapped_paragraphs_has_no_cut_lines() -> None:
    paragraphs = [
        "清晨的码头上已经有人在忙，几个工人把一筐筐鲜\n鱼从船上搬下来，码放在路边等着过秤。",
        "海风里带着浓浓的咸味，远处的灯塔还亮着，岸上\n的小贩支起炉子，开始一天的生意。",
        "村里去年修通了公路，今年春天合作社又添置了两\n台烘干机，加工能力提高了一倍。",
    ]
    assert codes("\n".join(paragraphs) + "\n") == []


def test_pieces_of_a_wrapped_part_lead_back_to_their_lines() -> None:
    wrapped = next(r.flagged for r in RULES if r.name == "hard-wrapped")
    text = f"{WHOLE}\n\n" * 400 + wrapped * 4 + f"\n{WHOLE}" * 400 + "\n全镇围绕“邻里互助主题开展活动。\n"
    (notice,) = [f for f in flag(text) if f.rule.code == "FLAG011"]
    assert notice.span.slice(text) == wrapped.split("\n")[0]
    (loose,) = [f for f in flag(text) if f.rule.code == "FLAG003"]
    assert loose.span.slice(text) == "“"


def test_a_tail_in_a_long_text_names_its_continuation() -> None:
    tail = "近年来，全县坚持因地制宜，大力推进乡村振兴，积极探索符合本地实际的特色产业发"
    head = "展路子，一批特色产业逐步成长起来，农民收入稳步提高。"
    before = "".join(f"第{n}次会议在市政府礼堂举行，会议通过了{n}项决议。\n" for n in range(500))
    (found,) = [f for f in flag(f"{before}{tail}\n{head}\n{before}") if f.rule.code == "FLAG001"]
    assert found.evidence["continuation"] == 502


def test_verse_and_lists_taken_for_a_column_are_no_cut_prose() -> None:
    assert codes("采购清单\n苹果两箱\n土豆、洋葱、胡萝卜各五斤\n面粉一袋，食用油两桶\n会议安排\n") == []


FURNITURE = [
    ("a sentence that mentions a code to scan", "他们还可以扫描二维码，把文本复制到设备上。", 0),
    ("a sentence about permission", "简而言之，请勿将它用于未经授权的用途。", 0),
    ("a law about permission", "（二）未经授权获取计算机信息系统数据的；", 0),
    ("a label that ends a sentence", "先画好表盘。再设置数字的字体大小：", 0),
    ("a notice of permission", "未经授权，不得转发本网内容。", 1),
    ("an order to scan", "扫一扫在手机打开当前页", 1),
    ("a notice of rights", "版权所有，未经书面授权不得转载。", 1),
]


@pytest.mark.parametrize(("reason", "text", "count"), FURNITURE)
def test_furniture(reason: str, text: str, count: int) -> None:
    assert codes(text).count("FLAG005") == count, reason


def test_fenced_text_is_code() -> None:
    assert codes(f"```\n{CUT}\n```\n") == []


RESIDUE = [
    ("a table row", "| 年份 | 产量 |", 0),
    ("a comparison", "若 a < b 且 b > c，则取 b。", 0),
    ("a column rule behind the sentence", "创建工作生根开花。 |", 1),
    ("a tag", "第一行<br>第二行继续写下去。", 1),
    ("a reference", "第一行&nbsp;第二行继续写下去。", 1),
]


@pytest.mark.parametrize(("reason", "text", "count"), RESIDUE)
def test_residue(reason: str, text: str, count: int) -> None:
    assert codes(text).count("FLAG006") == count, reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("前面\ufffd\ufffd后面。", "FLAG007"),
        ("这里\ue5e5有一个字。", "FLAG008"),
        ("标题锟斤拷锟斤拷正文。", "FLAG009"),
        ("鍦ㄦ垜浠鐨勪腑鍥戒汉姘", "FLAG009"),
        ("å\x9b½å\x8a¡é\x99¢", "FLAG009"),
    ],
)
def test_characters(text: str, code: str) -> None:
    assert codes(text).count(code) == 1


@pytest.mark.parametrize(
    "text", ["山芋烫手，军队屯垦。", "Ünïcödé ist schön.", "他在鄱阳湖畔住了三年。", "café, naïve, résumé"]
)
def test_rare_characters_are_not_garbled(text: str) -> None:
    assert codes(text) == []


MISREAD = [
    ("a type of blood", "他是O型血，身高一米七。", ""),
    ("a formula", "水是H2O，二氧化碳是CO2。", ""),
    ("a generation of networks", "5G基站新建20个，4K电视售出30台。", ""),
    ("a range of years", "2019—2023年，全县新修公路。", ""),
    ("a number and a year", "共有20 2023年的毕业生。", ""),
    ("an apposition", "他的故乡——九江，在长江边。", ""),
    ("Japanese", "工期は三カ月です。", ""),
    ("a name in Russian", "Он живёт в Москве. OK?", ""),
    ("a link", "见 https://example.org/2O23年/x 的说明。", ""),
    ("a letter for a nought", "合作社成立于2O23年。", "FLAG013"),
    ("a letter in a length", "全长3l2公里的高速公路通车了。", "FLAG013"),
    ("a letter for a one", "会议于3月1l日召开。", "FLAG013"),
    ("a gap in a year", "合作社成立于20 23年。", "FLAG013"),
    ("a dash for an ordinal", "本书第—章讲的是起源。", "FLAG013"),
    ("a dash for a month", "一九九八年十—月，大坝完工。", "FLAG013"),
    ("lone kana", "全县齐心协カ，完成任务。", "FLAG014"),
    ("a Latin word with a Cyrillic letter", "他用 Мicrosoft 的软件。", "FLAG014"),
    ("the same between Chinese", "他用Мicrosoft的软件。", "FLAG014"),
]


@pytest.mark.parametrize(("reason", "text", "code"), MISREAD)
def test_misread(reason: str, text: str, code: str) -> None:
    assert [c for c in codes(text) if c in ("FLAG013", "FLAG014")] == ([code] if code else []), reason


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="村里的路。，“”（）《》|<>br&;:\n \ufffd#-1a", max_size=200))
def test_findings_are_sorted_advice_inside_the_text(text: str) -> None:
    found = flag(text)
    assert [f.span for f in found] == sorted(f.span for f in found)
    for finding in found:
        assert finding.trust is Trust.ADVICE
        assert not finding.edits
        assert 0 <= finding.span.start < finding.span.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1O",
        "十—",
        "20 ",
        "Аa",
        "カ",
        "“",
        "”",
        "（\n",
        "“村\n",
        "村，\n",
        "1)",
        "|\n",
        "锟斤拷",
        "鐨",
        "<br ",
        "。”\n",
        "……",
    ],
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    start = time.process_time()
    flag(text)
    assert time.process_time() - start < 10
