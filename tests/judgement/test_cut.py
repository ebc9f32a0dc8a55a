"""Whether a paragraph is cut: whole ones first, each with its reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.judgement.cut import AT_PAUSE, IN_WORD, STOP_LOST, cut_head, cut_tail, doubtful, is_open
from textkit.judgement.cut_context import CutContext
from textkit.judgement.cut_evidence import asks_seam, head_names, seams, total
from textkit.judgement.cut_usage import Usage
from textkit.judgement.kinds import stripped

FIXTURES = Path(__file__).parents[2] / "fixtures" / "flag"


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (FIXTURES / name).read_text("utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines if line)]


@pytest.mark.parametrize(("reason", "text"), _rows("whole.tsv"))
def test_whole_is_not_cut(reason: str, text: str) -> None:
    assert cut_tail(text) is None, reason
    assert cut_head(text) is None, reason


@pytest.mark.parametrize(("kind", "text"), _rows("cut.tsv"))
def test_cut_tails_are_found(kind: str, text: str) -> None:
    cut = cut_tail(text)
    assert cut is not None
    assert 0.5 <= cut.confidence <= 1
    if kind in (IN_WORD, AT_PAUSE, STOP_LOST):
        assert cut.kind == kind
    assert cut_tail(text, prose=True) == cut


@pytest.mark.parametrize(
    "text",
    [
        "，加工能力提高了一倍，产品开始销往周边城市。",
        ",加工能力提高了一倍,产品开始销往周边城市.",
        "”的建设，加工能力提高了一倍，产品开始销往周边城市。",
        "。村里去年修通了公路。",
        ", which had been closed since the flood, was opened again on Monday.",
    ],
)
def test_a_head_that_begins_with_a_mark_is_cut(text: str) -> None:
    cut = cut_head(text)
    assert cut is not None
    assert cut.kind == AT_PAUSE


def test_a_head_in_a_word_is_cut() -> None:
    assert cut_head("展规划纲要的部署，全县上下齐心协力，奋力完成全年各项目标任务。") is not None


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("们都围在炉子旁边，谁也不肯先去睡。", True),
        ("的一间小屋，窗子朝着河，夜里听得见桨声。", True),
        ("的确是他，衣服换了，走路的样子没有变。", False),
        ("的士停在桥头，司机摇下车窗问路。", False),
        ("的风\n吹过屋顶", False),
    ],
)
def test_what_belongs_to_the_word_before_it_begins_nothing(text: str, cut: bool) -> None:
    found = cut_head(text, before="那年冬天来得早。")
    assert (found is not None) is cut
    assert found is None or found.reasons == (f"{text[0]} begins no word",)


def test_the_beginnings_of_japanese_are_not_judged_as_chinese() -> None:
    text = "集会、結社及び言論、出版その他一切の表現の自由は、これを保障する。"
    assert cut_head(text, before="第二十一条") is None
    assert cut_head("、" + text) is not None


def test_english_that_ends_in_a_word_that_leads_on_is_cut() -> None:
    text = "By the end of the year, the company hopes to open three new mills in the north and"
    text += " to bring more than two hundred people back to work in"
    assert cut_tail(text + " the") is not None
    assert cut_tail(text + " Lowell") is None
    assert cut_tail("What became of the mill, and") is None


def test_two_halves_are_seen_together() -> None:
    tail = "在推进乡村振兴的过程中，各地坚持因地制宜，积极探索符合本地实际的发"
    head = "展路子，一批特色产业逐步成长起来，农民收入稳步提高。"
    found = cut_head(head, tail=tail)
    assert found is not None
    assert "the paragraph before breaks off" in found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "集会、結社及び言論、出版その他一切の表現の自由は、これを保障する。",
        "憲法改正、法律、政令及び条約を公布すること。",
    ],
)
def test_words_of_japanese_may_begin_a_sentence_though_no_chinese_one_begins_so(text: str) -> None:
    assert cut_head(text) is None


@pytest.mark.parametrize(
    "text",
    [
        ".NET 是一个平台。",
        ":) 真好",
        "；）回头见。",
        ", name text not null",
        ", and so on",
        "1) 打开电源",
        "……他没有说下去。",
        "——这就是答案。",
    ],
)
def test_marks_that_may_begin_a_text(text: str) -> None:
    assert cut_head(text) is None


@pytest.mark.parametrize(
    "text", ["搭建平台，赋能经济", "老有所养，幼有所教，贫有所依", "把困难留给自己，把方便让给群众"]
)
def test_slogans_are_whole(text: str) -> None:
    around = "第二天一早，大家就出发了。"
    assert cut_tail(text, before=around, after=around, follow=around) is None


def test_what_is_built_like_a_slogan_may_break_off() -> None:
    around = "第二天一早，大家就出发了。"
    cut = cut_tail("经过一番商量，村里最后决定把", before=around, after=around, follow=around)
    assert cut is not None
    assert cut.kind == "in-word"


@pytest.mark.parametrize(
    ("reason", "text", "after", "cut"),
    [
        ("what was said", "说到做菜的时候，师傅常讲的一句话是，", "> 火候到了，味道自然就到了。", False),
        ("what there is", "出门之前要准备好的东西有，", "- 水壶", False),
        ("prose goes on", "师傅常讲的一句话是，", "火候到了味道自然就到了，不必多放别的调料，也不必着急。", True),
        ("a word that leads to nothing", "今年春天又添置了两台新的烘干机，", "- 水壶", True),
    ],
)
def test_a_comma_that_leads_to_what_is_set_apart(reason: str, text: str, after: str, cut: bool) -> None:
    before = "第二天一早，大家就出发了，走到镇上的时候天已经大亮了。"
    assert (cut_tail(text, before=before, after=after) is not None) is cut, reason


def test_verse_with_commas_is_not_cut() -> None:
    lines = ("我站在高高的山冈上，", "望着远去的江水，", "想起你。")
    assert cut_tail(lines[0], before="", after=lines[1]) is None
    assert cut_tail(lines[1], before=lines[0], after=lines[2]) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="村里的。，！？“”（）《》:;,.abc 12\n\t", max_size=60))
def test_any_text_is_judged(text: str) -> None:
    for cut in (cut_tail(text), cut_head(text), cut_head(text, tail=text)):
        assert cut is None or 0 <= cut.confidence <= 1


@pytest.mark.parametrize("character", ["，", "“", "（", "a", " ", "村", "|", "。"])
def test_one_character_a_million_times(character: str) -> None:
    text = character * 1_000_000
    start = time.process_time()
    cut_tail(text)
    cut_head(text)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("after", ["一" * 40 + "。", "村里来了新邮差"])
def test_a_comma_at_the_end_is_cut_beside_short_paragraphs(after: str) -> None:
    cut = cut_tail("五年来，全县新建农村公路八百公里，", before="看似寻常最奇崛。", after=after)
    assert cut is not None
    assert cut.kind == AT_PAUSE


@pytest.mark.parametrize(
    ("before", "after"),
    [("等你从对岸带来", "和一句没有说完的话"), ("清晨的渡口，", "一" * 40 + "。")],
)
def test_a_comma_at_the_end_of_verse_is_no_cut(before: str, after: str) -> None:
    assert cut_tail("一篮子刚摘的菱角，", before=before, after=after) is None


def test_a_flush_paragraph_among_indented_ones_is_likelier_cut() -> None:
    told = Usage("", ["　　村里去年修通了公路。"] * 9)
    head = "加工能力提高了一倍，产品开始销往周边城市，村里人的日子一天比一天好了起来。"
    assert told.layout(head) == "flush"
    assert told.layout("　　" + head) == "indented"
    assert Usage("", ["村里去年修通了公路。"] * 9).layout(head) == ""
    said = seams([("。", head)])[0]
    scores = [total(head_names(head, None, said, layout)) for layout in ("indented", "", "flush")]
    assert scores == sorted(scores)
    assert scores[0] < scores[1] < scores[2]


@pytest.mark.parametrize(
    "text",
    [
        "“我用它已经三年了，还没有遇到过比它更顺手的工具。” —— 李明",
        "“我用它已经三年了，从来没有后悔过。”——村民 王大山",
        "我们用它已经三年了，从来没有后悔过。 ——安娜·李（Anna Lee），某公司（Some Inc）总裁",
        "我们用它已经三年了，从来没有后悔过。——约翰·史密斯，前任校长，作家",
        "“这是我见过的最好的编辑器，没有之一。” -- Jane Miller",
    ],
)
def test_the_name_of_a_speaker_is_no_cut(text: str) -> None:
    assert cut_tail(text) is None


def test_what_goes_on_behind_a_dash_is_no_speaker() -> None:
    text = "他走到门口站住，什么也没有说。——一阵脚步声响，一眨眼，已经有许多人从巷子里拥过了一大"
    assert cut_tail(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "如果觉得有用，请把它分享给朋友。这样，你也帮助了我们的成长 :)",
        "这份名单按姓氏笔画排列。有两位委员请假，由同组的同事代为签字。（以上内容由秘书处整理，如有遗漏，请与我们联系）",
        "（编者按：本文写于二十年前。文中提到的几家工厂后来都搬走了，旧址上建起了公园和学校，具体年份请查阅县志）",
        "那几年里他一直在乡下教书，没有再写过什么。朋友来信劝他进城，他也总是婉言谢绝了。五",
    ],
    ids=["a smiley", "a remark behind a stop", "nothing but a remark", "the number of the next section"],
)
def test_what_ends_a_paragraph_instead_of_a_stop_is_no_cut(text: str) -> None:
    assert cut_tail(text) is None


@pytest.mark.parametrize("remark", ["（见附件）", "(共三处)", "，写着“同意，已阅，请归档”"])
def test_behind_a_closing_mark_a_lost_stop_is_not_told_from_one_left_out(remark: str) -> None:
    text = "这份名单按姓氏笔画排列。有两位委员因故请假，会上的表决改由同组的同事代为签字，签字的地方一共有三处"
    assert cut_tail(text + remark) is None
    assert cut_tail(text) is not None


def test_a_number_goes_on_where_the_paragraph_before_breaks_off_in_it() -> None:
    head, tail = "十一条规定的情形，不得再次提出申请。", "经审查，委员会认为申请人的理由不属于本办法第七"
    assert cut_head(head, tail=tail) is not None
    assert cut_head(head) is None


@pytest.mark.parametrize("text", ["存款利率下调，老人的钱往哪儿放", "山路修通了，村民的腰包鼓了"])
def test_headlines_of_two_short_clauses_are_no_cuts(text: str) -> None:
    assert cut_tail(text, before="清晨的渡口上没有一个人。", after="一" * 40 + "。") is None


def test_what_follows_a_semicolon_is_one_of_a_list() -> None:
    text = "展规划纲要的部署，全县上下齐心协力，奋力完成全年各项目标任务。"
    assert cut_head(text, before="申请人需要提交下列材料。") is not None
    assert cut_head(text, before="近三个月的银行流水；") is None


@pytest.mark.parametrize(
    ("reason", "text", "after", "cut"),
    [
        ("it leads to a list", "合作社今年春天添置的几样东西是", "- 两台烘干机", False),
        ("it says that it does", "合作社今年春天添置的几样东西如下", "![](a.png)", False),
        ("no picture stands for what is missing", "合作社今年春天添置的几样东西是", "![](a.png)", True),
        ("what it says is lost", "合作社今年春天添置了几样东西，它们都放在以下位置", "村里的人都很高兴。", False),
        ("it says so in a fine", "合作社今年春天添置了几样东西，最多罚款三万元以下罚", "村里的人都很高兴。", True),
        ("prose follows", "合作社今年春天添置的几样东西是", "村里的人都很高兴，从前要等很久。", True),
    ],
)
def test_what_leads_to_a_list_without_a_colon(reason: str, text: str, after: str, cut: bool) -> None:
    assert (cut_tail(text, before="村里去年修通了公路。", after=after, prose=True) is not None) is cut, reason


def test_more_is_asked_of_quoted_lines() -> None:
    line = "合作社又添置了两台烘干机，村里的人都很高"
    plain, quoted = (
        cut_tail(text, before="村里去年修通了公路。", after="", prose=True) for text in (line, "> " + line)
    )
    assert plain is not None
    assert quoted is None or quoted.confidence < plain.confidence


def test_what_a_colon_begins_several_times_is_a_manner() -> None:
    line, other = "：从山下到村里的路，去年才修通。", "：村里的人在路边开的小店。"
    assert cut_head(line, company=CutContext([line, "村里去年修通了公路。"])) is not None
    assert cut_head(line, company=CutContext([line, "小店", other])) is None


PROSE = "合作社又添置了两台烘干机，加工能力提高了一倍。今年春天，产品开始销往周边城市，村里人都很高兴，说明年还要"


@pytest.mark.parametrize(
    "last", ["", "种", "3", "x", "，", "、", ",", "》", "”", "）", ")", "}", "*", "#", "~", "%", "\U0001f600", "㍿"]
)
@pytest.mark.parametrize(
    "text", [PROSE, "今年春天，产品", "see the Makefile for how it is done in", "The end. " + "so it goes " * 9]
)
def test_only_what_ends_openly_is_named(text: str, last: str) -> None:
    text += last
    assert is_open(stripped(text)) or cut_tail(text) is None


def test_open_ends() -> None:
    assert is_open(PROSE)
    assert is_open("，")
    assert is_open("x" * 40)
    assert not is_open("x" * 30)
    assert not is_open("《书》")
    assert not is_open(PROSE + "}")
    assert not is_open("")


@pytest.mark.parametrize("follow", ["", "种一百亩果树。", "“再种一百亩果树。”", "Apples."])
@pytest.mark.parametrize("text", [PROSE, PROSE + "3", PROSE + "《书》"])
def test_what_the_seam_says_counts_where_it_is_asked(text: str, follow: str) -> None:
    known = seams([(text, follow)])[0] if follow else None
    asked = known if asks_seam(text, follow) else None
    assert cut_tail(text, follow=follow, said=asked) == cut_tail(text, follow=follow, said=known)
    assert asks_seam(text, follow) is (text == PROSE and follow > "\u2e80")


def test_beginnings_are_not_doubted_for_nothing() -> None:
    rest = "展规划纲要的部署，全县上下齐心协力，奋力完成全年各项目标任务。"
    lines = [
        rest,
        "  " + rest + "  ",
        rest[:12],
        "二三十人",
        "会议在市政府礼堂召开，全县上下齐心协力，奋力完成任务。",
        "”" + rest,
    ]
    assert doubtful(CutContext(lines)) == [0, 1, 5]
    assert [n for n, line in enumerate(lines) if cut_head(line)] == [0, 1, 5]
