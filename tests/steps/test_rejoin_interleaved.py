"""JOIN005: columns read row by row are told apart, and put back one behind the other when asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.api import Result, process
from textkit.judgement.breaks import decide, engine, interleaved, interleaved_chinese
from textkit.judgement.breaks.decisions import Rows
from textkit.judgement.breaks.interleaved import Row
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read
from textkit.model.changes import ChangeSet
from textkit.model.finding import Trust
from textkit.model.span import Span
from textkit.steps.rejoin.interleaved import _finding, _moves

NEWS = (
    "会议指出，今年以来全市经济运行总体平稳，主要指标好于预期，高质量发展取得新的成效。下一步要继续扩大有效投资，"
    "支持企业加快技术改造，帮助困难群众解决就业问题，确保完成全年各项目标任务，不断增强人民群众的获得感和幸福感。"
)
SCHOOL = (
    "昨天上午，记者来到城东的一所小学，看到孩子们正在操场上练习跑步，老师站在旁边认真地记录成绩。校长告诉记者，学校"
    "每天安排一个小时的体育活动，学生的身体越来越好，近视的人数比去年减少了许多，家长们对此非常满意。"
)
RIVER = (
    "沿着河岸往上走，两边都是高大的树木，阳光从树叶中间照下来，落在清澈的水面上。当地的老人说，几十年以前这里还有"
    "渡船，每逢赶集的日子，附近村子里的人都要从这里过河，热闹得很，后来修了大桥，渡口就慢慢地安静下来了。"
)


def wrapped(text: str, size: int = 14) -> list[str]:
    """``text`` in lines of ``size`` characters; a mark that would begin a line hangs at the end of the one before."""
    lines = []
    while text:
        end = size + (text[size : size + 1] in tuple("，。、"))
        lines.append(text[:end])
        text = text[end:]
    return lines


def in_turn(*columns: list[str], between: str = "\n") -> str:
    rows = zip_longest(*columns)
    return between.join(line for row in rows for line in row if line) + "\n"


def batched_pairs(lines: list[str]) -> list[tuple[str, str]]:
    return list(zip(lines[::2], lines[1::2], strict=False))


def rejoined(text: str, *, stitch: bool = False) -> Result:
    return process(text, ("rejoin",), stitch=stitch)


def codes(text: str) -> set[str]:
    return {o.rule.code for o in rejoined(text).outcomes}


# Paragraphs that a caption stands in, as their two halves.
CUT = (
    (
        "市图书馆的新馆本月底开放，阅览座位比旧馆多出一倍，周末还安排了讲故",
        "事活动，家长可以在网上预约，每场限三十人参加。",
    ),
    ("穿城而过的小河重新变得清澈，两岸修起了步道，傍晚时分总有许多居", "民来散步，老人们说河里又能看见成群的小鱼了。"),
    ("山区的茶园比往年提前开采，茶农们天不亮就上山，鲜叶当天就要送到加工", "厂炒制，合作社的订单已经排到了下个月。"),
    ("为了方便上班族买菜，社区把早市的时间延长到上午十点，摊位也重新划", "分过，通道比以前宽敞多了。"),
    ("县医院和省里的专家建立了会诊制度，偏远乡镇的病人不用出远", "门就能请到专家看片子，费用也比过去少了一半。"),
    ("职业学校新开了三个专业，学生一半时间在工厂跟着师", "傅学手艺，毕业时大多已经和企业签了合同。"),
)
PLAIN = {
    "one column goes on line by line": "\n".join(wrapped(NEWS)),
    "two columns one behind the other": "\n".join([*wrapped(NEWS), *wrapped(SCHOOL)]),
    "verse: no line goes on in another": "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n" * 4,
    "talk: short paragraphs in turn": "“你去哪里？”\n“我去学校。”\n“什么时候回来？”\n“晚上就回来。”\n" * 4,
    "a list of names and places": "".join(f"第{n}小组\n城东街道\n负责人王某\n" for n in "一二三四五六七八九十"),
    "two languages line by line": "".join(
        f"{zh}\nThe {en} of the city is open today\n"
        for zh, en in zip(wrapped(NEWS), ("hall", "park", "gate", "road", "wall", "pond", "shop", "bank"), strict=False)
    ),
    "a table": "".join(f"{n}月  收入{n}00元  支出{n}0元\n" for n in range(1, 13)),
    "paragraphs of one line": f"{NEWS}\n{SCHOOL}\n{RIVER}\n" * 3,
    "a caption inside a sentence is another rule's": "\n".join(
        [*wrapped(NEWS)[:3], "", "图为会议现场。", "", *wrapped(NEWS)[3:]]
    ),
    "a caption in every paragraph": "\n\n".join(line for a, b in CUT for line in (a, "图为活动现场", b)),
    "one that does not say it is a caption": "\n\n".join(line for a, b in CUT for line in (a, "村民在田间忙碌", b)),
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_what_is_not_in_turn(text: str) -> None:
    assert "JOIN005" not in codes(text)


TURNS = {
    "line by line": in_turn(wrapped(NEWS), wrapped(SCHOOL)),
    "a blank line after every line": in_turn(wrapped(NEWS), wrapped(SCHOOL), between="\n\n"),
    "three columns": in_turn(wrapped(NEWS), wrapped(SCHOOL), wrapped(RIVER)),
    "windows line ends": in_turn(wrapped(NEWS), wrapped(SCHOOL)).replace("\n", "\r\n"),
    "no line end at the end": in_turn(wrapped(NEWS), wrapped(SCHOOL)).rstrip(),
    "spaced by justification": in_turn(
        [" ".join(line) if n % 3 == 1 else line for n, line in enumerate(wrapped(NEWS))], wrapped(SCHOOL)
    ),
}


@pytest.mark.parametrize("text", TURNS.values(), ids=TURNS.keys())
def test_columns_in_turn_are_named_and_not_joined(text: str) -> None:
    told = rejoined(text)
    found = [o for o in told.outcomes if o.rule.code == "JOIN005"]
    assert [(str(o.fate), o.reason) for o in found] == [("withheld", "stitch")]
    for line in told.text.splitlines():
        assert any(line.replace(" ", "") in whole for whole in (NEWS, SCHOOL, RIVER))


@pytest.mark.parametrize("name", TURNS)
def test_columns_are_put_back_when_asked(name: str) -> None:
    made = rejoined(TURNS[name], stitch=True).text
    assert made.replace(" ", "").split() == [NEWS, SCHOOL, RIVER][: 3 if name == "three columns" else 2]


@pytest.mark.parametrize("text", TURNS.values(), ids=TURNS.keys())
def test_what_was_put_back_stays(text: str) -> None:
    for stitch in (False, True):
        made = rejoined(text, stitch=stitch).text
        assert rejoined(made, stitch=stitch).text == made


def test_columns_end_with_their_page() -> None:
    """The last lines of one page take turns with nothing of the next."""
    pages = ((NEWS, SCHOOL), (RIVER, NEWS), (SCHOOL, RIVER))
    text = "".join(f"{in_turn(*map(wrapped, both))}{n}\n" for n, both in enumerate(pages, 1))
    made = rejoined(text, stitch=True).text.split()
    assert [whole for whole in made if not whole.isdigit()] == [whole for both in pages for whole in both]


def test_a_block_of_one_column_between_turns() -> None:
    """As readers of PDF files give it that put together what is near."""
    news, school = wrapped(NEWS), wrapped(SCHOOL)
    head, rest = in_turn(news[:4], school[:2]), in_turn(news[4:], school[2:])
    assert rejoined(head + rest, stitch=True).text.split() == [NEWS, SCHOOL]


@pytest.mark.parametrize("size", [12, 14])
def test_six_columns_in_turn(size: int) -> None:
    """The line that one goes on from stands six lines before it."""
    pairs = ["".join(a + b for a, b in CUT[k : k + 2]) for k in range(0, len(CUT), 2)]
    text = in_turn(*(wrapped(column, size) for column in (NEWS, SCHOOL, RIVER, *pairs)))
    assert "JOIN005" in codes(text)
    assert {NEWS, SCHOOL, RIVER} <= set(rejoined(text, stitch=True).text.split())


@pytest.mark.parametrize(("chance", "order"), [(0.45, (0, 2, 1)), (0.35, (0, 1, 2))])
def test_a_line_is_put_behind_the_one_it_goes_on_from(chance: float, order: tuple[int, ...]) -> None:
    text = "\n".join(wrapped(NEWS)[:3])
    rows = {1: Row(-1, 1.0, 0.0), 2: Row(0, chance, 0.1)}
    look = interleaved.Look(range(3), rows, [(0, 3, 2)])
    stretches, _ = interleaved.found(read(text), [look])
    assert [stretch.order for stretch in stretches] == [order]


@pytest.mark.parametrize(("chance", "trust"), [(0.7, Trust.UNSAFE), (0.69, Trust.ADVICE)])
def test_how_sure_the_order_of_columns_must_be(chance: float, trust: Trust) -> None:
    text = in_turn(["上午", "下午"], ["山前", "山后"])
    starts = [k for k, char in enumerate(text) if not k or text[k - 1] == "\n"]
    lines = tuple(Span(start, start + 2) for start in starts)
    assert _finding(text, Rows(lines, 2, (0, 2, 1, 3), chance)).trust is trust


def test_two_lines_of_each_in_turn_are_named() -> None:
    pairs = [[f"{a}\n{b}" for a, b in batched_pairs(wrapped(text))] for text in (NEWS, SCHOOL)]
    assert "JOIN005" in codes(in_turn(*pairs))


def test_moves_carry_their_evidence() -> None:
    told = rejoined(TURNS["three columns"])
    evidence = next(o.evidence for o in told.outcomes if o.rule.code == "JOIN005")
    assert evidence["kind"] == "interleaved"
    assert evidence["columns"] == 3
    assert 0.9 < float(str(evidence["confidence"])) <= 1


@given(
    st.permutations(range(9)).map(lambda order: (0, *(k + 1 for k in order))), st.sampled_from(["\n", "\r\n", "\n\n"])
)
def test_any_order_is_reached_and_nothing_lost(order: tuple[int, ...], between: str) -> None:
    lines = [f"第{n}行" * (n % 3 + 1) for n in range(len(order))]
    text = between.join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + len(between)
    changes = ChangeSet.of(edits := _moves(text, Rows(tuple(spans), 2, order)), [0] * len(edits))
    assert changes.apply(text).split(between) == [lines[k] for k in order]
    assert changes.invert(text).apply(changes.apply(text)) == text


STORIES = (
    "老船婆眯着眼瞅他，手里的桨却没停，说这滩上哪年不吞几条命，你要过去便过去，莫问那红灯笼是谁家挂的，问了也没人肯答。",
    "那孩子蹲在灶膛前，火光映得脸蛋通红，忽然仰起头问，爹到底埋在哪座山头，娘手里的勺子当啷一声落进锅里，谁也没去捞它。",
    "马掌柜拨着算盘珠子，眼皮也不抬，心里却早凉了半截，原来昨夜掀瓦的不是猫，竟是自家养了十年的伙计，偏偏他还装得没事人一般。",
)


@pytest.mark.parametrize("size", [10, 11])
def test_columns_of_stories_in_turn(size: int) -> None:
    columns = [wrapped(story, size) for story in STORIES]
    assert [rows.columns for rows in decide(in_turn(*columns)).stretches] == [3]
    assert not decide("\n".join(line for column in columns for line in column) + "\n").stretches


def test_what_only_may_be_in_turn_must_be_so_line_by_line() -> None:
    few, sparse, dense = (interleaved.Look(range(40), {}, [found]) for found in ((0, 4, 3), (0, 40, 15), (0, 40, 16)))
    assert [interleaved_chinese._densely(look) for look in (few, sparse, dense)] == [False, False, True]


HOUSE = (
    "The old house stood at the end of the lane, and nobody had lived in it since the winter of the great storm. "
    "Its windows were broken, and the garden had gone wild. We used to climb over the wall to steal apples from the "
    "trees behind the barn. My brother was the first to see the light in the upper window, and he ran all the way home "
    "to tell our mother. She laughed at him. But in the evening my father took his lantern and walked down the road to "
    "look for himself, and when he came back he said nothing at all. The next morning the gate was open. "
)
SHIP = (
    "It was late when the ship left the harbour. Every sailor on the deck was singing, and the captain had put on his "
    "best coat for the passengers. Among them was a merchant from the north, who had sold his farm and wanted to see "
    "the islands before he died. The sea was calm. In the second week the wind turned, and a fog came down so thick "
    "that the men could not see the mast. They rang the bell every hour. Nobody slept. At last the lookout cried that "
    "he had seen a light on the water, and the captain gave the order to turn. "
)


def filled(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= size:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize("size", [24, 32, 44])
def test_english_columns_are_put_back_when_asked(size: int) -> None:
    text = in_turn(filled(HOUSE, size), filled(SHIP, size))
    named = rejoined(text)
    assert [(str(o.fate), o.reason) for o in named.outcomes if o.rule.code == "JOIN005"] == [("withheld", "stitch")]
    assert all(any(line in whole for whole in (HOUSE, SHIP)) for line in named.text.splitlines())
    made = rejoined(text, stitch=True).text
    assert made.split() == (HOUSE + SHIP).split()
    assert rejoined(made, stitch=True).text == made


def test_short_paragraphs_of_english_columns() -> None:
    house, ship = (re.findall(r"[^.]+\.", text) for text in (HOUSE, SHIP))
    columns = ([line for paragraph in text for line in filled(paragraph, 40)] for text in (house, ship))
    made = rejoined(in_turn(*columns), stitch=True).text
    assert [line for line in made.splitlines() if line] == [paragraph.strip() for paragraph in (*house, *ship)]


HAUS = (
    "Das alte Haus stand am Ende der Gasse, und niemand hatte darin gewohnt seit dem Winter mit dem großen Sturm. "
    "Seine Fenster waren zerbrochen. der Garten war verwildert. wir stiegen über die Mauer. man sah das Licht. "
)
SCHIFF = (
    "Es war spät, als das Schiff den Hafen verließ. Jeder Matrose auf dem Deck sang, und der Kapitän trug seinen besten "
    "Rock für die Gäste. unter ihnen war ein Kaufmann aus dem Norden. er hatte seinen Hof verkauft. das Meer war ruhig. "
)


def test_columns_of_other_latin_text_are_named_and_left() -> None:
    text = in_turn(filled(HAUS * 4, 24), filled(SCHIFF * 4, 24))
    told = rejoined(text, stitch=True)
    assert {(o.rule.code, str(o.fate)) for o in told.outcomes if o.rule.code == "JOIN005"} <= {("JOIN005", "reported")}
    assert told.text.split() == text.split()


MORNING = (
    "Am Morgen gingen wir über die Brücke und durch das Tal, in dem noch Nebel lag, und am Mittag standen wir vor dem "
    "Tor der Stadt, das seit vielen Jahren niemand mehr geschlossen hatte, weil der Weg über die Berge lange vergessen "
    "war. "
)


def test_a_column_behind_those_that_take_turns_is_joined() -> None:
    one = ["Er ging am Abend fort und", "kam nicht wieder zurück."] * 12
    other = ["Sie wartete noch lange auf", "ihn am Fenster und weinte."] * 12
    column = filled(MORNING * 3, 24)
    mixed, behind = in_turn(one, other), "\n".join(column)
    told = decide(f"{mixed}\n{behind}\n")
    assert {len(mixed.splitlines()) - 1, 3} <= {mixed.count("\n", 0, start) for start in told.mixed()}
    assert sum(d.join and d.tail.start > len(mixed) for d in told) >= len(column) - 12


CODE = "".join(
    f"def step_{n}(value):\n    if value > {n} and value.ready:\n        return value - {n}\n    raise ValueError(value)\n"
    for n in range(30)
)
LISTING = "".join(f"name: entry {n}\nkind: of the usual sort\nsince: the year {1900 + n}\n\n" for n in range(40))


@pytest.mark.parametrize("text", [CODE, LISTING], ids=["code", "a listing"])
def test_what_is_no_prose_is_not_in_turn(text: str) -> None:
    assert "JOIN005" not in codes(text)


@pytest.mark.parametrize("size", [24, 40, 60])
def test_a_latin_column_is_not_in_turn(size: int) -> None:
    assert "JOIN005" not in codes("\n".join(filled((HOUSE + SHIP) * 3, size)))


def test_the_foot_of_a_column_goes_on_at_the_head_it_goes_on_in() -> None:
    """Three columns: the first breaks off in mid-sentence and goes on in the third, beside which the second stands."""
    lines = [*wrapped(NEWS, 12), *wrapped(RIVER, 12)]
    text = in_turn(lines[:12], wrapped(SCHOOL, 12), lines[12:])
    assert rejoined(text, stitch=True).text.split() == [NEWS, RIVER, SCHOOL]


def test_lines_joined_before_are_not_put_in_order_again() -> None:
    lines = in_turn(wrapped(NEWS), wrapped(SCHOOL)).splitlines()
    text = "\n".join([*lines, RIVER, RIVER[::-1], RIVER + NEWS, *lines])
    made = rejoined(text, stitch=True).text
    assert rejoined(made, stitch=True).text == made


def test_lines_far_around_are_read_only_where_columns_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    looked_at = interleaved.looked_at

    def counted(page: Page, lines: Sequence[int], reader: type[interleaved.Reader]) -> interleaved.Look:
        sizes.append(len(lines))
        return looked_at(page, lines, reader)

    monkeypatch.setattr(interleaved, "looked_at", counted)
    plain = "\n".join(wrapped((SCHOOL + RIVER) * 20)) + "\n"
    decide(plain + in_turn(wrapped(NEWS), wrapped(SCHOOL)) + plain)
    assert max(sizes) > interleaved_chinese.AROUND
    sizes.clear()
    engine.forget()
    monkeypatch.setattr(interleaved_chinese, "_suspects", lambda *_: ([250], []))
    decide(plain + plain)
    assert sizes == [2 * interleaved_chinese.NEAR + interleaved_chinese.WITHIN]


@pytest.mark.parametrize(
    ("order", "pairs", "apart"),
    [
        ((0, 2, 4, 1, 3), [(3, 4), (4, 6)], {6}),  # line 4 goes on in line 1
        ((0, 2, 4, 1, 3), [(2, 4), (3, 5)], set()),  # as the columns have it; behind the last line anything may stand
        ((0, 2, 4, 1, 3), [(2, 3), (7, 9)], set()),  # nothing between; no lines of columns
        ((), [(4, 6)], set()),
    ],
)
def test_no_line_of_a_column_goes_on_over_the_number_of_a_page(
    order: tuple[int, ...], pairs: list[tuple[int, int]], apart: set[int]
) -> None:
    assert interleaved.elsewhere([interleaved.Stretch(0, 5, order, 2, 0.9)], pairs) == apart


def test_what_a_text_says_itself_of_characters_that_meet() -> None:
    own = interleaved_chinese.Own(["大婉忽然叹了口气", "看着大婉的人", "没有人说话"])
    known, strange = dict(own.said("他们看着大", "婉的手")), dict(own.said("他们看着手", "说的话"))
    assert known["three"] == 2
    assert strange["three"] == 0
    assert known["pair"] > 0 >= strange["pair"]


def test_a_line_that_is_short_by_an_indent_and_goes_on() -> None:
    paragraphs = "".join(
        f"{NEWS[k : k + 10]}\n{NEWS[k + 10 : k + 22]}\n{NEWS[k + 22 : k + 26]}。\n" for k in (0, 26, 52)
    )
    page = read(paragraphs * 2)
    reader = interleaved_chinese.Reader(page, range(len(page.lines)))
    told = [name for name, _ in reader.begins(0) if " inset " in name]
    assert told == [f"begin inset {page.insets[0]} on"]
    assert next(name for name, _ in reader.begins(2) if " inset " in name).endswith(" end")
