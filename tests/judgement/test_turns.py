"""Evidence at full lines and numbered lines: surplus of sentence ends, openings of paragraphs, sequences, frames."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide, evidence, paragraph_ends, reuse
from textkit.judgement.breaks.enumeration import REACH, marked, number, sequences
from textkit.judgement.breaks.line import NO_SIZES
from textkit.judgement.breaks.lists import listed, stanza
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.shadow import split
from textkit.judgement.furniture import closing
from textkit.language import cohesion, openings

PROSE = "这上面的夜的天空，奇怪而高，我生平没有见过这样\n奇怪而高的天空。他仿佛要离开人间而去，使人们仰\n面不再看见。"


@pytest.mark.parametrize(
    ("rooms", "width", "said"),
    [
        ([], 20.0, "none 0"),
        ([20] * 10, 20.0, "many -1"),  # all sentence ends in full lines that there are come from paragraphs
        ([20] * 10 + [0] * 8, 20.0, "many 2"),
        ([0] * 6, 20.0, "none 3"),
        ([3, 3, 3], 20.0, "none 0"),  # neither full nor plainly short
    ],
)
def test_surplus(rooms: list[int], width: float, said: str) -> None:
    assert paragraph_ends.surplus(rooms, width) == said


# Paragraphs of two or three lines, the last of them short, and one line that is full and ends a sentence.
LENGTHS = ["あれがこれから見ている山の道である", "その人は来た。"]


@pytest.mark.parametrize(
    ("before", "behind", "said"),
    [
        ([], [], ("shorter", "usual")),  # a line by itself would be far shorter than all others
        (LENGTHS[:1] * 2, LENGTHS[:1], ("usual", "longer")),  # both together are longer than any other
    ],
)
def test_the_pieces_of_a_paragraph_against_the_others(
    before: list[str], behind: list[str], said: tuple[str, str]
) -> None:
    whole = [*LENGTHS[:1] * 2, LENGTHS[1]]
    lines = [*whole * 4, *before, "これがあれから見ていた山の道だ。", *behind, *LENGTHS]
    page = read("\n".join(lines))
    at = len(whole) * 4 + len(before)
    assert page.sizes[at][:2] == said
    assert {said for k, said in enumerate(page.sizes) if k != at} == {NO_SIZES}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (0, "0"),  # one line by itself …
        (1, "2"),  # … and two
        (3, "4"),
        (7, "5"),  # the piece behind is the shorter one: six lines
    ],
)
def test_the_pieces_up_to_the_next_sentence_ends_of_full_lines(lines: int, said: str) -> None:
    end = "これがあれから見ていた山の道だ。"
    page = read("\n".join([*LENGTHS, end, *LENGTHS[:1] * lines, end, *LENGTHS[:1] * 5, end, *LENGTHS]))
    assert page.sizes[len(LENGTHS) + 1 + lines].near == said


@pytest.mark.parametrize(
    ("times", "inside", "said"),
    [
        (
            1,
            False,
            "few 0 -3",
        ),  # paragraphs that end in short lines; full ones; stops inside lines, by chance at the end
        (3, False, "some 0 -3"),
        (8, False, "many 0 -3"),
        (8, True, "many 0 0"),
    ],
)
def test_sentence_ends_in_full_lines_are_counted_against_those_inside_lines(
    times: int, inside: bool, said: str
) -> None:
    first = LENGTHS[0].replace("から", "。、") if inside else LENGTHS[0]
    whole = [first, LENGTHS[0], LENGTHS[1]]
    lines = [*whole * times, LENGTHS[0], "これがあれから見ていた山の道だ。", *whole * times, LENGTHS[0]]
    page = read("\n".join(lines))
    assert page.counted[len(whole) * times + 1] == said
    assert set(page.counted) == {"", said}
    chinese = read("\n".join(lines).translate(dict.fromkeys(range(0x3041, 0x30FF), "的")))
    assert set(chinese.counted) == {""}


def test_few_paragraphs_show_no_length() -> None:
    page = read("\n".join([*LENGTHS[:1], "これがあれから見ていた山の道だ。", *LENGTHS * 2]))
    assert page.sizes[1].piece.startswith("few ")
    assert page.sizes[1].whole.startswith("few ")


def test_lengths_are_not_asked_of_lines_wider_than_any_column_nor_before_a_blank_line() -> None:
    whole, end = [*LENGTHS[:1] * 2, LENGTHS[1]], "これがあれから見ていた山の道だ。"
    asked = read("\n".join([*whole * 4, end, *LENGTHS]))
    wide = read("\n".join([*whole * 4, *[end.replace("山の", "山の" * 40)] * 3, *LENGTHS]))
    apart = read("\n".join([*whole * 4, f"{end}\n", *LENGTHS]))
    assert asked.sizes[12] != NO_SIZES
    assert asked.counted[12]
    assert wide.rooms[12] < 2
    assert wide.sizes[12] == apart.sizes[12] == NO_SIZES
    assert wide.counted[12] == apart.counted[12] == ""


def test_where_other_things_tell_no_length_is_asked() -> None:
    whole = [*LENGTHS[:1] * 2, LENGTHS[1]]
    lines = [*whole * 4, "これがあれから見ていた山の道だ。", *LENGTHS]
    assert any(page_said != NO_SIZES for page_said in read("\n".join(lines)).sizes)
    set_in = [*lines[:13], f"  {lines[13]}", *lines[14:]]  # the next line begins a paragraph by itself
    chinese = [line.translate(dict.fromkeys(range(0x3041, 0x30FF), "的")) for line in lines]
    for others in (set_in, chinese):
        assert set(read("\n".join(others)).sizes) == {NO_SIZES}


@pytest.mark.parametrize(
    ("tail", "asked"),
    [
        ("この橋の名前は", True),  # a particle needs something behind it
        ("橋の名前", False),
        ("这座桥的名字", False),
    ],
)
def test_kana_tells_what_latin_words_go_on_with(tail: str, asked: bool) -> None:
    assert evidence.wants_seam(read(f"{tail}\nGolden Gate といいます。"), 0, 1) is asked


def column(*more: str) -> str:
    """Paragraphs of a column of Japanese, ``more`` lines among them."""
    full = [f"あれがこれから見ている{place}の道である" for place in "山川海空町村島森野原坂峠"]
    lines = [line for k in range(0, len(full), 3) for line in (*full[k : k + 3], LENGTHS[1])]
    return "\n".join([*lines, *more, *lines[::-1]])


def families(text: str) -> set[str]:
    """The evidence on the breaks of a text, without what it says."""
    return {name.split("|")[0].rsplit(maxsplit=1)[0] for decision in decide(text) for name in decision.names}


def test_columns_of_japanese_have_weights_of_their_own() -> None:
    japanese = column("これがあれから見ていた山の橋です。")
    told = families(japanese)
    assert {"ja chance", "ja col turn", "ja col start", "ja col piece", "ja col whole"} <= told
    assert any(name.startswith("ja col counted ") for name in told)
    assert "col start" not in told
    assert any(name.startswith("joint ") for name in told)  # behind no sentence end
    assert {"ja surplus", "ja joint"} <= {" ".join(name.split()[:2]) for name in told}
    names = {name for decision in decide(japanese) for name in decision.names}
    assert not any(
        name.startswith("ja col turn") and name.endswith("|short") for name in names
    )  # such a line has said it
    chinese = families(japanese.translate(dict.fromkeys(range(0x3041, 0x30FF), "的")))
    assert "col start" in chinese
    assert not any(name.startswith("ja ") for name in chinese)


def test_latin_words_that_japanese_sentences_begin_with_are_judged_by_japanese() -> None:
    tail, rest = "来年の春から二階を広げます。", "では席が足りなくなることがあります。"
    assert turn(tail, f"Linux{rest}") > turn(tail, f"しかし{rest}")
    assert openings.opens("Linux", japanese=True) != openings.opens("☃", japanese=True)


def turn(*lines: str) -> int:
    """What is said of the break behind the first line that ends a sentence."""
    at = next(k for k, line in enumerate(lines) if line.endswith("。"))
    return int(paragraph_ends.japanese_turn(split("\n".join(lines), False), at, at + 1))


def test_whole_sentences_are_asked_over_the_lines_they_take() -> None:
    said = turn("以下は、市の図書館では席が足りません。", "席が足りない図書館の二階を、市は来年の春から広げます。")
    assert said == turn(
        "以下は、市の図書館では", "席が足りません。", "席が足りない図書館の二", "階を、市は来年の春から広げます。"
    )
    assert said != turn("席が足りません。", "席が足りない図書館の二")


def test_sentences_that_share_words_are_of_one_paragraph() -> None:
    tail = "市の図書館は毎年利用者が増えています。"
    alike = openings.ends_between(tail, "図書館の二階を広げる工事で利用者の席を増やします。")
    other = openings.ends_between(tail, "裁判所の二階を広げる工事で傍聴人の席を増やします。")
    assert alike < other
    assert cohesion.words("市の図書館とVueのコンポーネント") == {"図書", "書館", "Vue", "コンポーネント"}
    assert "last 2" in cohesion.signs(tail, "図書館の。", tail, "図書館の。")
    assert "topic last は" in cohesion.signs(tail, "図書館は。", tail, "図書館は。")
    assert "topic new が" in cohesion.signs(tail, "裁判所が。", tail, "裁判所が。")
    assert "topic unnamed は" in cohesion.signs(tail, "これは。", tail, "これは。")
    assert "earlier 1" in cohesion.signs(f"橋梁。{tail}", "橋梁の。", tail, "橋梁の。")


def test_no_paragraph_ends_inside_a_quotation() -> None:
    tail, head = "利用者が増えています。", "工事は来年の春に始まります。"
    assert openings.ends_between(f"「{tail}", head) < openings.ends_between(f"「そう」{tail}", head)
    assert {f"open {k}" for k in (0, 1, 2)} == {
        sign
        for before in ("あ。", "「あ。", "「（「あ。")
        for sign in cohesion.signs(before, "い。", "あ。", "い。")
        if "open" in sign
    }


def test_how_both_sentences_begin_and_end_counts() -> None:
    tail, head = "利用者が増えています。", "工事は来年の春に始まります。"
    assert openings.ends_between(tail, head) != openings.ends_between(f"以下は{tail}", head)
    assert openings.ends_between(tail, head) != openings.ends_between(
        tail, head.replace("始まります", "始まるからです")
    )


def test_lengths_far_away_are_part_of_what_is_remembered() -> None:
    page = read(column("これがあれから見ていた山の橋です。"))
    assert set(page.sizes) != {NO_SIZES}
    assert page.sizes in reuse.look(page, [], {}).known


def test_openings_know_what_paragraphs_begin_with() -> None:
    assert openings.opens("第十二条　国家建立健全法律制度。") > 1 > 0 > openings.opens("但是这并不重要。")
    assert openings.opens("但是這並不重要。") == openings.opens("但是这并不重要。")
    assert openings.opens("次に、橋を見てみましょう。") > 0 > openings.opens("そのため橋は架けられなかった。")
    assert openings.opens("Rust 2", japanese=True) != openings.opens("Rust 2")  # no kana tells of itself
    assert openings.opens("") == openings.closes("") == openings.opens("☃") == 0


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("第三方认为", None),
        ("3.14是圆周率", None),
        ("十五个人", None),
        ("2023年1月", None),
        ("一天早上", None),
        ("A股上涨", None),
        ("第十二条 本法", ("第条", 12)),
        ("第二百零三条", ("第条", 203)),
        ("(三)其他", ("()", 3)),
        ("3. 安装", (".", 3)),
        ("3、安装", ("、", 3)),
        ("二、工作", ("、", 2)),
        ("②其次", ("①", 2)),
        ("b) next", ("a)", ord("b"))),
    ],
)
def test_marked(line: str, mark: tuple[str, int] | None) -> None:
    assert marked(line) == mark


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("二十", 20), ("一百一十", 110), ("一千零一", 1001), ("二〇", 20)]
)
def test_number(numeral: str, value: int) -> None:
    assert number(numeral) == value


def test_sequences_need_the_number_before() -> None:
    assert sequences(map(marked, ["1. 甲", "乙", "2. 丙", "4. 丁", "(3)戊"])) == {0, 2}
    assert sequences(map(marked, ["1. 甲", *["乙"] * REACH, "2. 丙"])) == set()


def test_a_fence_round_a_whole_page_is_a_frame() -> None:
    page = f"```\n{PROSE}\n```\n"
    assert [line.alone for line in split(page)] == [True, False, False, False, True]
    assert [d.join for d in decide(page)] == [False, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "```\nfor i in range(3):\n    print(i)\n    total += i\n```\n",  # code
        f"说明如下。\n\n```\n{PROSE}\n```\n\n以上就是全部内容。\n",  # a quotation in a page of its own
        "```\n节点甲 -> 节点乙\n节点乙 -> 节点丙\n节点丙 -> 节点丁\n```\n",  # a diagram
    ],
)
def test_other_fences_stay_closed(text: str) -> None:
    fence = [line.s.startswith("```") for line in split(text)]
    inside = range(fence.index(True), len(fence) - fence[::-1].index(True))
    assert all(split(text)[k].alone for k in inside)


def test_stanzas_stay() -> None:
    verse = "空山新雨后，\n天气晚来秋。\n明月松间照，\n清泉石上流。\n"
    assert not any(d.join for d in decide(verse))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2023年全年增长5", False),
        ("他沉默了很久……", False),
        ("共计:1200", False),
        ("第一章 绪论 ……………… 1", True),
        ("参考文献 ................. 45", True),
        ("Preface . . . . . . . xii", True),
    ],
)
def test_listed(line: str, says: bool) -> None:
    assert listed(line) is says


@pytest.mark.parametrize(
    ("line", "says"), [("此致", True), ("顺颂", True), ("祝您", True), ("此致敬礼", False), ("祝愿", False)]
)
def test_closing(line: str, says: bool) -> None:
    assert closing(line) is says


def test_a_long_poem_among_prose_stays() -> None:
    poem = "我的所爱在山腰；\n想去寻她山太高，\n低头无法泪沾袍。\n爱人赠我百蝶巾；\n回她什么：猫头鹰。\n从此翻脸不理我，\n不知何故兮使我心惊。\n"
    page = read("那天晚上大家坐在一起念诗，念到半夜，谁也没有睡意，只听得窗外的风声一阵紧似一阵\n" + poem + poem)
    assert [stanza(page, i) for i in range(len(page.lines))] == [False] + [True] * 14


def test_prose_that_cannot_be_verse_is_joined_among_lines_that_end_with_marks() -> None:
    before = (
        "院里的人很多。\n来宾向大家介绍了丰收的经过、\n村民代表大会制度等。大家都说，\n这里的变化很大，有利于乡亲们，\n"
        "有利于村庄，有利于以后的日子。\n大家又问了水渠、道路、学校，\n来宾一一作答，直到傍晚才散。\n"
    )
    after = process(before, ("rejoin",)).text
    assert "来宾向大家介绍了丰收的经过、村民代表大会制度等。大家都说，这里的变化很大，" in after
