"""Blocks of short lines inside a column, and what pages put into the middle of sentences."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.reading import read
from textkit.judgement.insertions import insertions

PROSE = [
    "渡口的老人说起那一年的大水总要先点上一袋",
    "烟，看着对岸的山半天才开口，那时候河面比",
    "现在宽一倍，船要走半个时辰，水急的日子谁",
    "也不敢撑篙，只有他父亲敢，村里人都等着他",
    "把盐和布捎回来，也把镇上的消息带到这一边",
    "的每一户人家去。",
]
SONG = [
    "船儿摇呀摇，摇过青石桥",
    "阿妈站在岸上把手招",
    "莫把归期忘了",
    "船儿摇呀摇，摇到水云间",
    "我把家乡藏在船舱里面",
]
NARROW = ["老人的船漆成了", "绿色，船头画着", "一只很大的眼睛", "说是能看见暗礁", "也能看见回家的", "路。"]


def _ragged(*lines: str) -> list[str]:
    page = read("\n".join(lines) + "\n")
    return [page.lines[k].s for k in sorted(page.ragged)]


def test_lines_that_end_where_they_like_stand_in_a_column() -> None:
    text = "\n".join([*PROSE, *SONG, *PROSE]) + "\n"
    apart = [d for d in decide(text) if d.tail.slice(text) in SONG]
    assert len(apart) == len(SONG)
    assert {(d.join, d.names) for d in apart} == {(False, ("ragged",))}


@pytest.mark.parametrize(
    ("first", "stays"), [("货郎进村的那天我正在屋后给鸡喂食，", True), ("货郎进村的那天，", False)]
)
def test_the_first_line_of_a_paragraph_whose_indent_was_lost(first: str, stays: bool) -> None:
    hanging = [*PROSE[:3], f"{PROSE[3]}，", *PROSE[4:]]
    text = "\n".join([*(PROSE[0][:18], *PROSE[1:]) * 3, "摄影老周", "货郎", first, *hanging])
    page = read(text + "\n")
    assert page.lost
    found = {page.lines[k].s for k in page.ragged}
    assert {"摄影老周", "货郎"} <= found
    assert (first.replace("，", ",") not in found) is stays


def test_a_paragraph_that_is_set_narrower_is_full() -> None:
    assert _ragged(*PROSE, *NARROW, *PROSE) == []


def test_three_pieces_of_one_line_are_no_block() -> None:
    pieces = [PROSE[0][:6], PROSE[0][6:12], PROSE[0][12:]]
    assert _ragged(*PROSE, *pieces, *PROSE[1:]) == []


def test_such_lines_beside_paragraphs_of_one_line_each() -> None:
    paragraph = "".join(PROSE)
    assert _ragged(paragraph, *SONG, paragraph) == [paragraph.replace("，", ","), *[s.replace("，", ",") for s in SONG]]


BODY = ["渡口的老人说起那一年的大水总要先", "点上一袋烟看着对岸的山半天才开口", "那时候河面比现在宽一倍船要走半个"]


@pytest.mark.parametrize(
    ("reason", "line", "apart", "found"),
    [
        ("a note by its sign and its stop", "① 见《地方志》卷三。", True, True),
        ("a note in brackets", "〔一〕集解:徐广曰,在隐密之间。", True, True),
        ("a note that stands at once behind the line", "① 见《地方志》卷三。", False, False),
        ("an item that is named", "(一)项规定的处罚。", True, False),
        ("a caption with its number", "表2 不同缓存策略的命中率", True, True),
        ("a table that the sentence names", "表2所示的命中率", True, False),
        ("who made the page", "责任编辑:贺磊 美编:夏青", False, True),
        ("who gave the picture", "圖/文化局提供", False, True),
        ("a picture's caption with its author", "工人在车间赶制出口订单。 通讯员 吴昊 摄", True, True),
        ("the head of a journal's page", "1284         计算机学报         2025 年", False, True),
        ("a line of the sentence", "编辑部里的灯还亮着没有人肯先走", True, False),
    ],
)
def test_what_stands_in_the_middle_of_a_sentence(reason: str, line: str, apart: bool, found: bool) -> None:
    lines = [*BODY, line, *BODY]
    blanks = [apart and i in (3, 4) for i in range(len(lines))]
    assert insertions(lines, blanks, [s in BODY for s in lines]) == ({3} if found else set())
    assert insertions(lines, blanks, [False] * len(lines)) == set()  # behind a whole sentence


def test_a_note_in_english_stands_between_a_line_and_its_rest() -> None:
    lines = ["She was clearly on the verge of", "1. Letter to her sister, 3 March 1871.", "collapse.", "Nobody came."]
    assert insertions(lines, [False, True, True, False], [True, False, False, False]) == {1}
    lines[2] = "Collapse."
    assert insertions(lines, [False, True, True, False], [True, False, False, False]) == set()


def test_a_mark_that_every_page_bears() -> None:
    mark = "内部资料 注意"
    pages = [BODY[0], mark, *BODY[1:], PROSE[0], mark, *PROSE[1:], SONG[0] * 2, mark, *BODY]
    open_ends = [s != mark for s in pages]
    assert insertions(pages, [False] * len(pages), open_ends) == {i for i, s in enumerate(pages) if s == mark}
    again = [BODY[0], mark, *BODY[1:]] * 3  # a passage that stands three times
    assert insertions(again, [False] * len(again), [s != mark for s in again]) == set()


@pytest.mark.parametrize(
    ("rule", "head", "text"),
    [
        ("bulleted", "手机", "收件人：陈志远\n地址：成都市武侯区一环路南一段24号\n手机：13800006621\n"),
        ("bulleted", "MARLOW", "BOY. It is an old woman who sells candles here.\nMARLOW. Knock.\n"),
        ("bulleted", "$ cd", "$ git clone https://example.org/a.git\n$ cd a\n"),
        ("numbered", "00:18", "00:15 今天我们要聊的话题是\n00:18 为什么城市里的鸟越来越多\n"),
        ("numbered", "帮助", "• 打开终端\n• 看到欢迎页面就说明成功了\n帮助你的团队就是帮助你自己。\n"),
        ("signed", "天气", "三月七日　阴，有风\n天气的冷和神情的冷，逼迫我不能在家里。\n"),
    ],
)
def test_the_rule_that_keeps_lines_of_lists_apart(rule: str, head: str, text: str) -> None:
    (decision, *_) = [d for d in decide(text) if d.head.slice(text).startswith(head)]
    assert (decision.join, decision.names) == (False, (rule,))


def test_the_first_line_behind_a_headline_may_be_indented() -> None:
    text = "高齢者の見守りに配達網を活用\n　市は十日、郵便や新聞の配達\n員が異変に気付いた場合に連絡\nすると発表した。\n　協定では市の窓口に電話する\n。\n　週末も同じである。\n"
    assert not next(iter(decide(text))).join


def test_a_column_with_one_wider_line_is_none() -> None:
    line = "统战部的关心指导下，以习近平新时代中国特色社会主义思想为指导深入学习全面贯彻落实"
    column = ["“两个健康”，大力弘扬新", *[line[k : k + 11] for k in (0, 1, 2, 3, 4, 5)], "积极贡献。"]
    assert _ragged(*PROSE, *column, *PROSE) == []


@pytest.mark.parametrize(
    "pieces",
    [["蛛儿听见他在船上喊便道：", "“我没有恼你。"], ["村里人", "都说他没有恼谁", "”蛛儿忙道：", "那就好"]],
    ids=["where a quotation begins", "where one ends"],
)
def test_lines_cut_at_quotations_are_no_block(pieces: list[str]) -> None:
    assert _ragged(*PROSE, *SONG[:2], *pieces, *SONG[2:], *PROSE) == []


def test_who_says_something_is_no_label() -> None:
    text = "姓名：陈志远，喝酒的令狐冲\n道：“好！你赶快些罢。\n地址：成都市武侯区一环路\n"
    assert "bulleted" not in {name for d in decide(text) for name in d.names}


def test_a_paragraph_between_blocks_is_one() -> None:

    body = [line[:15] for line in PROSE[:4]]
    assert not set(body) & set(_ragged(*PROSE, *SONG, *body, "走了。", *SONG, *PROSE))


def test_a_word_goes_on_behind_a_line_that_leaves_room() -> None:
    lines = ["船儿摇呀摇摇过青石桥对岸的人们纷", "纷起来看它", "莫把归期忘了"]
    text = "\n".join([*PROSE, *SONG, *lines, *SONG, *PROSE]) + "\n"
    verdicts = {d.tail.slice(text): d.names for d in decide(text)}
    assert verdicts[SONG[0]] == ("ragged",)
    assert verdicts[lines[0]] != ("ragged",)


def test_prose_whose_marks_stand_at_the_same_places_is_no_verse() -> None:
    prose = [line[:11] for line in PROSE[:4]]
    alike = [
        "这几年修路不但没有结果，",
        "而且越来越多的人不相信。",
        "镇上的委员不但没有同意，",
        "但也不好说什么不中听的。",
    ]
    verse = ["床前明月光，疑是地上霜。", "举头望明月，低头思故乡。"]
    text = "\n".join([*prose, *alike, *prose, "", *verse]) + "\n"
    joined = {d.tail.slice(text): d.join for d in decide(text)}
    assert [joined[line] for line in (*alike[:3], verse[0])] == [True, False, True, False]
