"""What belongs together: marks whose partner was lost, quotations over several paragraphs, both halves of a cut one."""

from __future__ import annotations

import pytest

from textkit.language.pairs import loose_marks
from textkit.model.document import Document
from textkit.steps.flag import Options, checks

CUT = "村里去年修通了公路。今年春天，合作社又添置了两台烘干机，加工能力提高了一倍，产品开始销往周边\n"


def loose(text: str) -> list[tuple[int, str]]:
    """The line and mark of each finding about a mark without a partner."""
    (check,) = checks(Options())
    found = [f for f in check.check(Document.of(text, "-")) if f.rule.code in ("FLAG003", "FLAG004")]
    return [(text.count("\n", 0, f.span.start) + 1, f.span.slice(text)) for f in found]


# -- faces and items --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "谢谢：）",
        "好的 :-)",
        "今天下雨了:(",
        "又迟到了：（。",
        "戴墨镜 8-) 的人",
        "1）买菜",
        "> - 2）买菜",
        "### 3) 买菜",
        "步骤 4）买菜",
        "先后为：1）甲；2）乙；3）丙。",
        "有 a）甲，b）乙，c) 丙。",
        "分为 i）甲、ii）乙两类。",
        "条件：一）甲；二）乙。",
        f"有 1）{'甲' * 900}；2）乙。",
    ],
)
def test_a_face_and_the_number_of_an_item_miss_no_bracket(text: str) -> None:
    assert loose_marks(text) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("分区的大小不限，我给出了 1GB）。", "）"),
        ("文件有.docx 和 .pptx）等几种。", "）"),
        ("字号较小的 10px（十个像素。", "（"),
        ("办法如下：（当年的天数不计。", "（"),
        ("查明身份的；（三发生事故的。", "（"),
        ("新的定义（版本 1）与版本 8）都可用。", "）"),
        ("左边的 42、41、1 和 0）是索引号。", "）"),
        ("见李某的论文 1995，120）。", "）"),
        ("通过参数-l）可知详情。", "）"),
        (f"有 1）{'甲' * 1100}，第二种是 2）乙。", "）"),
    ],
)
def test_what_looks_like_a_face_or_an_item_may_have_lost_its_bracket(text: str, mark: str) -> None:
    assert [one.mark for one in loose_marks(text)] == [mark]


# -- quotations over several paragraphs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "第二条规定：“有下列情形的，应当报告：\n发生事故的，应当立即报告。\n其他情形。”这一条很清楚。\n",
        "第二条规定：“有下列情形的，应当报告。\n”第三条另有规定，此处不再多说。\n",
        "“那年我在“春苗”小学教书。\n学校只有三间屋子。”后来他就走了。\n",
        "“那年我在“春苗”小学教书。\n“学校只有三间屋子。”\n",
    ],
)
def test_a_quotation_closes_in_a_later_paragraph(text: str) -> None:
    assert loose(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The second ends a name, as no quotation of several paragraphs does.
        ("他参观了“春苗小学。\n后来“邻里互助”办起来了。\n他也去过青蓝”中学。\n", [(1, "“"), (3, "”")]),
        ("“春苗是一所小学的名字。\n他也去过青蓝”中学。\n", [(1, "“"), (2, "”")]),
        # It is not the one that ends the paragraph.
        ("他参观了，“春苗小学。\n他也去过青蓝”中学，它办了“邻里互助”。\n", [(1, "“"), (2, "”")]),
        # Another begins between the two, and may end there as well.
        ("他提出，“要办好小学。\n他又提出，“要办好中学。\n还要修通公路。”\n", [(1, "“"), (2, "“"), (3, "”")]),
        # Others speak between the two.
        ("他说：“今天开会。\n她问：“几点？”他没有听见。\n他又说：三点。”说完就走了。\n", [(1, "“"), (3, "”")]),
        ("“不错，已经过去了。他说到这里停住了。“好吧，我说。”说完不语。\n“你说什么？”\n", [(1, "“")]),
    ],
)
def test_two_marks_that_each_lost_their_partner_are_no_quotation(text: str, found: list[tuple[int, str]]) -> None:
    assert loose(text) == found


# -- both halves of a paragraph ---------------------------------------------------------------------------------------


def continued(between: str, rest: str) -> list[int | None]:
    """The lines that a cut beginning behind ``between`` is said to continue."""
    (check,) = checks(Options())
    found = check.check(Document.of(f"{CUT}{between}{rest}，合作社的社员都很高兴。\n", "-"))
    return [f.related[0].place.line if f.related else None for f in found if f.rule.code == "FLAG002"]


@pytest.mark.parametrize(
    "between",
    ["", "新落成的加工厂。\n", "（资料图片）\n", "图为加工厂外景。\n", "社员们在新落成的加工厂里忙着包装。\n"],
)
def test_a_sentence_goes_on_behind_a_caption(between: str) -> None:
    assert continued(between, "城市和乡镇的超市") == [1]


@pytest.mark.parametrize("between", ["## 村里的学校\n", "（记者 李明）\n", "- 烘干机两台\n"])
def test_no_sentence_goes_on_behind_a_heading_an_item_or_an_author(between: str) -> None:
    assert continued(between, "城市和乡镇的超市") == []


def test_what_looks_like_a_caption_makes_a_continuation_likelier() -> None:
    assert continued("社员们在新落成的加工厂里忙着包装。\n", "部分超市") == []
    assert continued("新落成的加工厂。\n", "部分超市") == [1]
    assert continued("新落成的加工厂。\n", "十几家超市") == []
    assert continued("图为加工厂外景。\n", "十几家超市") == [1]


# -- subtitles and notes ----------------------------------------------------------------------------------------------

SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:03,000\nSomebody said, “{first}\n\n"
    "2\n00:00:03,000 --> 00:00:05,000\nbridge is shut{last} and left.\n\n"
    "3\n00:00:05,000 --> 00:00:07,000\nNobody came.\n\n"
)


def test_a_quotation_goes_on_over_subtitles() -> None:
    assert loose(SUBTITLES.format(first="The", last="”")) == []
    assert loose(SUBTITLES.format(first="The", last="")) == [(3, "“")]


def test_what_a_transcriber_notes_is_not_quoted() -> None:
    def nested(text: str) -> list[str]:
        (check,) = checks(Options())
        return [f.rule.name for f in check.check(Document.of(text, "-")) if f.rule.name == "wrong-nesting"]

    assert nested("「あっし［＃「あっし」に傍点］が見て来た」\n") == []
    assert nested("「あっし「あっし」に傍点が見て来た」\n") == ["wrong-nesting"]
