"""The break judge: what must stay two lines, what must become one, and the laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textkit.api import process
from textkit.judgement.breaks import continuations, decide
from textkit.judgement.breaks.decisions import weights
from textkit.judgement.breaks.ends import end_class, marker, start_class, unit
from textkit.judgement.breaks.glue import Gluer
from textkit.judgement.breaks.judge import SURE
from textkit.judgement.furniture import caption, furniture, jump, page_number, pictured, signed, stepped_over
from textkit.judgement.paragraphs import safe_joins
from textkit.model.finding import Trust

WRAPPED = (
    "近年来，我国数字经济发展迅\n速，已经成为推动经济社会发\n展的重要力量。各地区各部门\n"
    "积极推进数字基础设施建设，\n不断完善相关制度，取得了明\n显成效。\n"
)


def joined(text: str, *, markdown: bool = False) -> str:
    return safe_joins(text, markdown).apply(text)


NEWS = "市气象台昨天发布了新的天气预报，预计今天夜间到明天白天多云转晴。\n有关工作已经全面展开，正在落实。\n"
KEPT = [
    ("one paragraph a line", "会议强调，要坚持稳中求进。\n会议指出，要推动高质量发展。\n会议要求，要抓好落实。\n"),
    ("heading over text", "# 深化改革\n\n近年来，我国数字经济发展迅速，已经成为推动经济社会发展的重要力量。\n"),
    (
        "heading of two lines",
        "坚持政治引领\n促进民营经济健康成长\n\n近年来，我国数字经济发展迅速，已经成为重要力量。\n",
    ),
    ("addresses in a list", "https://example.org/first\nhttps://example.org/second\nhttps://example.org/third\n"),
    ("an address behind a blank line", ":\n\nhttps://example.org/guide/first-steps\n"),
    ("verse without marks", "空山新雨后\n天气晚来秋\n明月松间照\n清泉石上流\n"),
    ("verse with marks", "空山新雨后，\n天气晚来秋。\n明月松间照，\n清泉石上流。\n"),
    ("couplets", "空山新雨后，天气晚来秋。\n明月松间照，清泉石上流。\n"),
    ("address", "地址：杭州市西湖区文三路18号\n邮编：310012\n电话：0571-88001234\n联系人：王先生\n"),
    ("table", "姓名 年龄 得分\n王伟 34 98.5\n李娜 29 97.0\n张敏 41 88.2\n"),
    ("English address", "12 Long Lane\nLondon\nEC1 9AA\n"),
    ("things to buy", "土豆、洋葱、胡萝卜各五斤\n面粉一袋，食用油两桶\n"),
    (
        "things to buy, all lines full",
        "大米五十斤，小米二十斤\n鸡蛋三十个，牛奶两整箱\n白糖十斤，食盐五小包整\n豆油两桶，酱油三瓶整数\n",
    ),
    (
        "names of one length",
        "第一届全国人民代表大会\n第二届全国人民代表大会\n第三届全国人民代表大会\n第四届全国人民代表大会\n",
    ),
    (
        "verse with marks inside",
        "人生若只如初见，何事秋风悲画扇\n等闲变却故人心，却道故人心易变\n骊山语罢清宵半，泪雨零铃终不怨\n",
    ),
    (
        "paragraphs of one length between blank lines",
        "".join(f"{n}县今年的水稻种植面积继续扩大，农业部门派出技术员到田间地头进行指导。\n\n" for n in "甲乙丙丁戊"),
    ),
    (
        "a headline and the report that repeats its words",
        f"{NEWS}省教育厅部署开展2030届毕业生“寒假促就业暖心行动”\n"
        f"省教育厅日前部署各地各高校集中开展2030届毕业生“寒假促就业暖心行动”，帮助毕业生尽早就业。\n{NEWS}",
    ),
    (
        "what is left of a reference",
        f"{NEWS}本文由译者原创编译，开源社区 荣誉推出\n: https://example.com/posts/one\n{NEWS}",
    ),
    ("talk", "“你来了？”\n“来了。”\n“吃过饭没有？”\n“还没有。”\n"),
    ("Markdown table", "| 项目 | 数量 |\n| --- | --- |\n| 苹果 | 三 |\n"),
    ("fenced code", "```\nfor x in range(10):\n    print(x)\n```\n"),
    ("quoted mail", "> 近年来，我国数字经济发展迅\n> 速，已经成为推动经济社会发\n"),
    ("byline and date", "本报记者 王小明\n2023年5月6日\n\n近年来，我国数字经济发展迅速，已经成为重要力量。\n"),
    ("a tail that stands twice", "深入推进改革开放和社会主义现代化建设的各项工作任务，持续完\n" * 2),
    ("cells", "一\n二\n三\n" * 50),
    ("a heading with a colon and items", "物品：\n帐篷一顶\n睡袋两个、防潮垫两张\n炉具，气罐\n头灯、电池若干\n药品\n"),
    ("days and what is on", "周一交电费\n周二接孩子、买菜\n周三体检，空腹\n周四开会\n"),
    ("duties", "主任 张三\n副主任 李四、王五\n委员 赵六、钱七、孙八\n"),
    (
        "verse of almost equal lines, all with marks",
        "窗外的雨下了整夜，\n屋里的灯还亮着一盏。\n你说等雨停了就走，\n我说雨停了再说吧。\n",
    ),
    (
        "a headline and the report that repeats it",
        "记者从气象部门了解到，未来三天全市以多云天气为主，气温缓慢回升，早晚温差较大，请市民注意及时增减衣物。\n\n"
        "三百件陶瓷文化精品文物展今天上午在城东考古博物馆正式开展\n\n"
        "今天（4月29日），三百件陶瓷文化精品文物展在城东考古博物馆正式开展，展出陶瓷文化精品文物三百余件，展期三个月，"
        "观众可以免费参观。\n\n"
        "春运今天开始，全市各车站客流平稳，运输秩序良好，工作人员为旅客送上热水和春联，志愿者在站台帮助老人搬运行李。\n",
    ),
    (
        "the head of a message and the message",
        "王芳 2023/5/1 10:22:31\n今天下午几点开会？\n李明 2023/5/1 10:23:05\n三点，在二楼会议室\n"
        "王芳 2023/5/1 10:23:40\n好的，我准时到\n",
    ),
    ("verse without marks or measure", "我如果爱你\n绝不像攀援的凌霄花\n借你的高枝炫耀自己\n我如果爱你\n"),
    (
        "English verse without marks",
        "the fog comes\non little cat feet\nit sits looking\nover harbor and city\non silent haunches\n",
    ),
    (
        "verse with capitals",
        "She walks in beauty, like the night\nOf cloudless climes and starry skies;\n"
        "And all that’s best of dark and bright\nMeet in her aspect and her eyes.\n",
    ),
    ("signature", "Best regards,\nAnna Müller\nProduct Manager\nfoo GmbH, Berlin\n"),
    ("English items", "eggs, milk, butter\nbread and cheese\ntwo bags of flour\n"),
    ("English talk", "hey are you coming\nyeah running late\nok see you there\n"),
    ("chat with names", "<bob> are you there\n<alice> yes what is up\n<bob> the server is down\n"),
    ("code", "def main():\n    data = load()\n    for x in data:\n        print(x)\n    return data\n"),
    ("log", "2023-05-01 10:00:00 INFO start\n2023-05-01 10:00:01 WARN slow\n2023-05-01 10:00:02 ERROR fail\n"),
]


@pytest.mark.parametrize(("reason", "text"), KEPT, ids=[reason for reason, _ in KEPT])
def test_stays_as_it_is(reason: str, text: str) -> None:
    assert joined(text) == text
    assert process(text, ("rejoin",)).text == text


JOINED = [
    ("a word cut in a text of two lines", "昨日召开的会议指\n出，要加强管理。\n", "昨日召开的会议指出，要加强管理。\n"),
    (
        "two wide lines in mid-sentence",
        "The committee met on Tuesday to discuss the proposed changes\nto the budget and agreed to come back to them\n",
        "The committee met on Tuesday to discuss the proposed changes to the budget and agreed to come back to them\n",
    ),
    (
        "a paragraph of two lines that stands twice",
        "研究人员在实验室里观察到了一种新的现象，目前还没有得到解释水库\n的水位在三天之内上升了2.5米，达到了警戒线。\n"
        * 2,
        "研究人员在实验室里观察到了一种新的现象，目前还没有得到解释水库的水位在三天之内上升了2.5米，达到了警戒线。\n"
        * 2,
    ),
    ("a column", WRAPPED, WRAPPED.replace("\n", "") + "\n"),
    (
        "characters that are not seen at the ends of lines stay",
        WRAPPED.replace("\n", "\u200b\n\ufeff"),
        WRAPPED.replace("\n", "\u200b\ufeff").removesuffix("\ufeff") + "\n\ufeff",
    ),
    ("line ends of two characters", WRAPPED.replace("\n", "\r\n"), WRAPPED.replace("\n", "") + "\r\n"),
    (
        "an address behind the colon that is left of its reference",
        ":\nhttps://example.org/guide/first-steps\n",
        ": https://example.org/guide/first-steps\n",
    ),
    (
        "a caption inside a sentence",
        "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发\n\n图为会议现场。\n\n"
        "展取得新成效，不断满足人民日益增长的美好生活需要。\n\n会议最后作出部署。\n",
        "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动高质量发"
        "展取得新成效，不断满足人民日益增长的美好生活需要。\n\n图为会议现场。\n\n会议最后作出部署。\n",
    ),
    (
        "Latin words",
        "The council met again on the first of the month to\nconsider what could be done about the roads, which\n"
        "had been left in a poor state by the heavy rain of\nthe winter. Several members thought that the whole\n"
        "of the sum should be spent on the bridge, and that\nthe rest would have to wait for a better year.\n",
        "The council met again on the first of the month to consider what could be done about the roads, which "
        "had been left in a poor state by the heavy rain of the winter. Several members thought that the whole "
        "of the sum should be spent on the bridge, and that the rest would have to wait for a better year.\n",
    ),
]


@pytest.mark.parametrize(("reason", "before", "after"), JOINED, ids=[row[0] for row in JOINED])
def test_is_joined(reason: str, before: str, after: str) -> None:
    assert joined(before) == after


def test_marks_of_either_width_are_judged_alike() -> None:
    ascii_marks = WRAPPED.replace("，", ",")
    assert [d.join for d in decide(ascii_marks)] == [d.join for d in decide(WRAPPED)]


def test_radicals_in_place_of_characters_are_judged_like_them() -> None:
    radicals = WRAPPED.translate(str.maketrans("长门人", "⻓⻔⼈")).replace("各部门", "各部⻔")
    assert radicals != WRAPPED
    assert [d[2:5] for d in decide(radicals)] == [d[2:5] for d in decide(WRAPPED)]


def test_traditional_characters_are_judged_like_simplified() -> None:
    text = "近年來，我國數字經濟發展迅\n速，已經成為推動經濟社會發\n展的重要力量。各地區各部門\n積極推進基礎設施建設，並\n取得了明顯成效。\n"
    assert joined(text) == text.replace("\n", "") + "\n"


def test_exempt_regions_stop_joins() -> None:
    text = f"<!-- textkit: off -->\n{WRAPPED}<!-- textkit: on -->\n"
    assert joined(text, markdown=True) == text
    assert joined(WRAPPED, markdown=True) != WRAPPED


def test_evidence_adds_up_to_the_confidence() -> None:
    import math

    for decision in decide(WRAPPED):
        total = sum(decision.evidence.values())
        assert decision.confidence == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-6)
        assert set(decision.evidence) <= set(weights())


def test_a_far_continuation_is_named_and_of_copies_that_of_the_first() -> None:
    tail = "会议指出，要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，深入学习贯彻习近平新时代中国特色社"
    other = (
        "昨日，全市组织开展了志愿服务活动，共有三百余名志愿者走上街头，清理卫生死角，劝导文明出行，受到居民的一致好评。"
    )
    head = "会主义思想，不断满足人民日益增长的美好生活需要，推动各项工作取得新成效。"
    text = f"{tail}\n\n{other}\n\n{head}\n"
    assert [(t.slice(text), h.slice(text)) for t, (h, _) in continuations(text).items()] == [(tail, head)]
    twice = f"{tail}\n\n{tail}\n\n{other}\n\n{head}\n"
    assert [(t.start, h.start) for t, (h, _) in continuations(twice).items()] == [(0, twice.index(head))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("完了。", "stop"),
        ("他说：“好。”", "stopquote"),
        ("“两个健康”", "quote"),
        ("其中,", "comma"),
        ("在2023", "digit"),
        ("wo", "lower"),
    ],
)
def test_end_class(line: str, kind: str) -> None:
    assert end_class(line) == kind


@pytest.mark.parametrize(
    ("line", "kind"), [(",其中", "nostart"), ("“好”", "openquote"), ("(一)", "open"), ("好", "han"), ("カ", "kana")]
)
def test_start_class(line: str, kind: str) -> None:
    assert start_class(line) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [("1.在会上", "item"), ("1.13亿元", "none"), ("2023年,全市", "none"), ("(一)总则", "item"), ("第三条 本法", "article"),
     ("电话:0571", "label"), ("新华社北京5月6日电 记者", "lead"), ("## 标题", "markup"), ("[1]: https://a.org", "markup"), ("[T]::sorted and so on", "none"), ("[std::ptr::Null]. This", "none"), ("[ti:标题]", "markup"), ("| a | b |", "markup"), ("│ 甲 │", "markup"), ("#+TITLE: 史記", "markup"), ("他来了", "none")],
)  # fmt: skip
def test_marker(line: str, kind: str) -> None:
    assert marker(line) == kind


@pytest.mark.parametrize(
    ("tail", "head", "text", "between", "drop"),
    [
        ("发展迅", "速", "", "", 0),
        ("使用 Linux", "系统", "使用 Python 和 Java 的人", " ", 0),
        ("使用Linux", "系统", "使用Python和Java的人", "", 0),
        ("first", "second", "", " ", 0),
        ("共有22", "家", "", "", 0),
        ("inter-", "national", "the international press", "", 1),
        ("well-", "known", "a well-known man", "", 0),
        ("co\u00ad", "operate", "", "", 1),
        ("한국어", "문장", "", " ", 0),
    ],
)
def test_glue(tail: str, head: str, text: str, between: str, drop: int) -> None:
    glue = Gluer(text).glue(tail, head)
    assert (glue.between, glue.drop) == (between, drop)


@pytest.mark.parametrize(
    ("line", "says"), [("- 12 -", True), ("第3版", True), ("Page 4", True), ("2023年", False), ("12", False)]
)
def test_page_number(line: str, says: bool) -> None:
    assert page_number(line) is says


@pytest.mark.parametrize(
    ("line", "says"), [("图为会议现场", True), ("Figure 2. A view", True), ("王明摄", True), ("图书馆开放", False)]
)
def test_caption(line: str, says: bool) -> None:
    assert caption(line) is says


@pytest.mark.parametrize(
    ("line", "says"),
    [("新华社发(王海摄)", True), ("图为活动现场。本报记者摄", True), ("记者在现场拍摄", False), ("他爱好摄影", False)],
)
def test_signed(line: str, says: bool) -> None:
    assert signed(line) is says


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("图①:工作人员在检查设备。", True),
        ("图为签约仪式现场", True),
        ("圖爲簽約儀式現場", True),
        ("图1924:街景", True),
        ("新华社发(王海摄)", True),
        ("本报记者在现场拍摄,直到夜里供图", False),
        ("新华社记者昨天到村里看望", False),
        ("图书馆今天开放", False),
        ("图1所示的结果", False),
    ],
)
def test_pictured(line: str, says: bool) -> None:
    assert pictured(line) is says


def test_no_line_goes_on_in_a_caption() -> None:
    column = "近年来我国数字经济发展十分迅速已\n经成为推动经济社会发展的重要力量\n各地区各部门积极推进基础设施的建\n"
    made = process(f"{column}图为工作人员在施工现场检查设备。\n设取得了明显成效。\n", ("rejoin",)).text
    assert "基础设施的建设取得了明显成效。\n图为工作人员在施工现场检查设备。\n" in made


def test_nothing_is_joined_behind_the_name_of_who_took_a_picture() -> None:
    column = "近年来我国数字经济发展十分迅速已\n经成为推动经济社会发展的重要力量\n"
    text = f"{column}图为代表们在现场，新华社王海摄\n各地区各部门积极推进基础设施的建\n{column}"
    assert "王海摄\n" in process(text, ("rejoin",), stitch=True).text


def test_a_running_head_is_known_by_repetition_beside_page_numbers() -> None:
    body = ["正文的一行文字"] * 6
    lines = [*body, "- 1 -", "湖滨晚报", *body, "- 2 -", "湖滨晚报", *body]
    assert furniture(lines) == {6, 7, 14, 15}
    assert furniture([*body, "湖滨晚报", *body]) == set()


def test_a_running_head_at_the_top_of_the_first_page_has_no_number_before_it() -> None:
    body = [f"第{n}段讲的是村里修路的经过，后来又讲到了水渠。" for n in "甲乙丙丁戊己"]
    assert furniture(["湖滨晚报", *body, "1", "湖滨晚报", *body, "2"]) == {0, 7, 8, 15}
    assert furniture([body[0], "湖滨晚报", *body, "湖滨晚报", *body]) == set()  # nowhere beside a number


LINE = st.text("近年来经济发展，。、；：“”（）1a A-\u3000", max_size=16)
TEXT = st.lists(LINE, max_size=24).map("\n".join)


@settings(max_examples=80, deadline=None)
@given(TEXT)
def test_joins_alone_change_the_text_and_once_is_enough(text: str) -> None:
    once = joined(text)
    assert sorted(c for c in once if not c.isspace() and c != "-") == sorted(
        c for c in text if not c.isspace() and c != "-"
    )
    assert joined(once) == once


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("下转第3版的文章说", None),  # a sentence that speaks of one
        ("他转第三页来看", None),
        ("第3版", None),  # a page number
        ("2面", None),
        ("上接第一版的消息还在流传，街上的人却已经散了大半，只有卖报的孩子还站在路口喊着昨天的题目。", None),
        ("(下转第3版)", (True, "3")),
        ("下转A2版", (True, "A2")),
        ("▶▶转第12版", (True, "12")),
        ("(上接第一版)", (False, "1")),
        ("(紧接第1版)", (False, "1")),
        ("3面に続く", (True, "3")),
        ("1面より", (False, "1")),
        ("(Continued on page 3)", (True, "3")),
        ("Continued from A1", (False, "A1")),
    ],
)
def test_jump_lines(line: str, said: tuple[bool, str] | None) -> None:
    assert jump(line) == said


def test_what_a_sentence_may_be_followed_across() -> None:
    assert not stepped_over(["本版导读"])  # may be a heading
    assert not stepped_over(["· 45 ·", "会场外下着雨,人群还没有散去。"])  # a sentence
    assert not stepped_over(["(下转第3版)"])  # the reader is sent away
    assert stepped_over(["· 45 ·", "本版导读"])
    assert stepped_over(["湖畔日报 2021年3月5日 星期五", "第4页"])
    assert stepped_over(["(下转第3版)", "- 2 -", "(上接第1版)"])


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_decisions_stand_in_order_and_safe_ones_are_sure(text: str) -> None:
    decisions = list(decide(text))
    assert [d.tail for d in decisions] == sorted(d.tail for d in decisions)
    assert all(d.tail.end <= d.head.start for d in decisions)
    assert all(d.confidence >= SURE for d in decisions if d.join and d.trust is Trust.SAFE and d.over is None)


@pytest.mark.parametrize(
    ("head", "before", "columns"),
    [
        ("header-links/menu.jsに置く", "は", 20),  # a path behind kana is set whole …
        ("header-links/menu.js 中", "在", 20),  # … and behind Han
        ("https://example.org/header-links", "在", 24),  # … but for an address
        ("header-links/menu.js", "the", 8),  # elsewhere it may be broken at its hyphen
        ("header-links", "the", 8),  # with the space before it
        ("x" * 90, "が", 48),  # what no line holds is broken anywhere
        ("x" * 90, "a", 25),
        ("「はい」と", "は", 4),
    ],
)
def test_the_room_that_the_next_line_would_have_needed(head: str, before: str, columns: int) -> None:
    assert unit(head).need(before) == columns
