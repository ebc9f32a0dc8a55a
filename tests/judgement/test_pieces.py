"""Rows of a page that a reader cut at their marks are put together again."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import decide, reading, shadow


def joined(text: str) -> list[str]:
    return process(text, ("rejoin",)).text.split("\n")


def cut(text: str) -> list[str]:
    return [line.s for line in shadow.split(text) if line.piece]


FILL = (
    "近年来我国数字经济发展十分迅速已\n经成为推动经济社会发展的重要力量\n各地区各部门积极推进基础设施的建\n"
    "设不断完善相关制度取得了明显成效\n"
)
KEEP = {
    "a column without cut rows": FILL,
    "talk: each line is a sentence": f"{FILL}“你去哪里？”\n“我去学校。”\n“晚上回来吗？”\n“回来。”\n",
    "a heading before a quotation": f"{FILL}要闻\n“十四五”期间城市面貌变化很大各项\n",
    "items of a list": f"{FILL}下列材料：\n（一）申请书、\n（二）证明、\n（三）其他。\n",
    "a blank line between": f"{FILL}城市面貌\n\n，变化很大\n",
    "a mark of Latin text or code": f"{FILL}城市面貌变化\n.htaccess\n:smile:\n",
    "code": "call(\n    one,\n    two\n)\n;\n.\n" * 3,
    "a paragraph that opens with speech behind a last line": f"{FILL}城市面貌变化很大》\n，制定》\n，好。\n“各地区各部门积极推进基\n",
    "a credit before a quotation": f"{FILL}变化》\n，制定》\n，好。\n本报记者王海摄\n“各地区各部门积”\n",
    "a credit behind a mark that is set narrow": f"{FILL}变化》\n，制定》\n，好。\n以君主立宪制代替；\n新华社发（王海摄）\n",
    "the number of a page": f"{FILL}变化》\n，制定》\n，好。\n各地区各部门积极推进基础设施；\n2\n\n城市面貌变化很大\n",
    "a mark that would not fit in the row": f"{FILL}近年来我国数字经济发展十分迅速已近年来我国数字\n，\n",
}
SENTENCE = "近年来我国数字经济发展十分迅速已经成为推动经济社会发展的重要力量，"
ROW = f"{SENTENCE}{SENTENCE}影响很大。\n"  # as wide as the three of ``TALK`` together
TALK = "“这座桥是什么时候修的？修了多久？”\n“听老人们说修了三年。石头都是用船运来的。”\n“那时候还没有吊车，大家只好用绳子把石头一块一块拉上岸来。”\n"
KEEP |= {
    "talk as wide as a paragraph beside it": f"{FILL}变化》\n，制定》\n，好。\n{ROW * 6}{TALK}{ROW * 6}",
    "talk, and two misprints in a long text": f"变化\n，制定》\n，好。\n{FILL * 160}他先问道。\n“你去哪里？去学校吗”\n{FILL}",
}
MARKS = ("，制定》", ",制定》", "，好。", ",好。")  # pieces of the rows that show that this text has such


@pytest.mark.parametrize("text", KEEP.values(), ids=KEEP.keys())
def test_what_was_not_cut(text: str) -> None:
    assert [s for s in cut(text) if s not in MARKS] == []


CUT = {
    "a comma begins a line": ("记者从会上获悉《意见》\n，要求全市\n", [",要求全市"]),
    "a closing bracket alone, and a comma behind it": ("公布了《条例》\n》\n，要求全市\n", ["》", ",要求全市"]),
    "marks not yet of full width": ("记者从会上获悉《意见》\n,要求全市\n", [",要求全市"]),
    "a closing quote behind a full stop": ("他说“大家辛苦了。\n”说完就走\n", ["”说完就走"]),
    "a colon before a number": ("央视网消息（新闻联播）\n：4月14日\n", [":4月14日"]),
    "a full stop alone": ("取得了积极的成效”\n。\n", ["。"]),
}


@pytest.mark.parametrize(("rows", "pieces"), CUT.values(), ids=CUT.keys())
def test_rows_cut_at_marks(rows: str, pieces: list[str]) -> None:
    text = f"{FILL}{rows}"
    assert cut(text) == pieces
    assert rows.replace("\n", "") in "".join(joined(text))
    assert all(line == "" or line[0] not in "，。》" for line in joined(text))


SHOWN = "变化》\n，制定》\n，好。\n"  # pieces that show how this text was read
BETWEEN = {
    "before speech": ("他想了想又说道：\n“你先走。”\n", ["“你先走。”"]),
    "before a title behind a comma, in a last line": ("当时登在报上，\n《晨报》的副刊。\n", ["《晨报》的副刊。"]),
    "behind a Latin word in brackets": ("也许是能量耗尽（Burnout）\n。\n", ["。"]),
    "a bracket that closes behind a sentence": ("（写于二月六日。\n）\n", [")"]),
}


@pytest.mark.parametrize(("rows", "pieces"), BETWEEN.values(), ids=BETWEEN.keys())
def test_rows_cut_between_two_marks(rows: str, pieces: list[str]) -> None:
    assert cut(f"{FILL}{SHOWN}{rows}{FILL}")[2:] == pieces


# Where only two marks side by side are narrow, no line begins with a mark that never does; the widths show what was cut.
PARTS = ("ところが、\n「古い橋を直して使おう」と言う人\n", "駅の北では、\n（雨の日を除いて）朝から夕方ま\n")
WHOLE = "図書館の利用者は毎年増えていて席が足りな\nくなることもあるので、市では来年の春から\n"
OPENED = ["「古い橋を直して使おう」と言う人", "(雨の日を除いて)朝から夕方ま"]


def test_rows_cut_between_a_pause_and_what_opens() -> None:
    text = f"{WHOLE}{PARTS[0]}{WHOLE}{PARTS[1]}{WHOLE}"
    assert cut(text) == OPENED
    assert "ところが、「古い橋を直して使おう」と言う人" in "".join(joined(text))
    in_its_last_line = f"{text}そのうちに、\n「橋」を渡る。\n{WHOLE}"
    assert cut(in_its_last_line) == [*OPENED, "「橋」を渡る。"]
    of_three = f"{text}まず、\n「橋」、\n「駅」、\n「港」という四つの町がで\n{WHOLE}"
    assert cut(of_three) == [*OPENED, "「橋」、", "「駅」、", "「港」という四つの町がで"]


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOLE}{PARTS[0]}{WHOLE}",  # one is chance
        f"{WHOLE}{PARTS[0]}{WHOLE}{PARTS[1]}".replace("\n「", "\n　「").replace("\n（", "\n　（"),
        f"{WHOLE}{PARTS[0]}{WHOLE}{PARTS[1]}".replace("\n「", "\n\n「").replace("\n（", "\n\n（"),
        f"{WHOLE}{PARTS[0]}{WHOLE}{PARTS[1]}"
        + f"{WHOLE}老人は笑って、\n「そうか」と言った。\n" * 2,  # no more than chance
    ],
    ids=["one", "indented", "apart", "others do not fit"],
)
def test_speech_that_begins_a_line_behind_a_pause(text: str) -> None:
    assert cut(text) == []


UNCUT = {
    "speech that others have in their lines": f"{FILL}{SHOWN}他说：\n“走。”\n{'她说：“好。”众人都笑了。' * 4}\n{FILL}",
    "an item behind the one before": f"{FILL}{SHOWN}下列材料，\n（一）申请书。\n{FILL}",
    "no other row is cut": f"{FILL}他想了想又说道：\n“你先走。”\n{FILL}",
}


@pytest.mark.parametrize("text", UNCUT.values(), ids=UNCUT.keys())
def test_marks_between_which_nothing_was_cut(text: str) -> None:
    assert [s for s in cut(text) if s not in MARKS] == []


def test_the_column_is_that_of_lines_that_are_whole() -> None:
    notes = "《三国》\n，《水浒》\n，《红楼》\n，《西游》\n，都是旧小说里\n的名作。\n"
    told = joined(f"{FILL}{FILL}{notes}{FILL}")
    assert any(line.endswith("《三国》，《水浒》，《红楼》，《西游》，都是旧小说里的名作。") for line in told)


def test_a_row_of_single_characters() -> None:
    spelled = "\n".join("引导时刷新规则集。该文件在")
    assert any("引导时刷新规则集。" in line for line in joined(f"{FILL}{spelled}\n/etc/systemd 目录下。\n"))
    assert cut(f"{FILL}{spelled}\n/etc/systemd 目录下。\n") == list("导时刷新规则集。文件在")


@pytest.mark.parametrize("cells", ["是否" * 4, "甲乙丙丁戊", "福禄寿"])
def test_cells_of_single_characters(cells: str) -> None:
    spelled = "\n".join(cells)
    assert cut(f"{FILL}{spelled}\n近年来我国数字经济发展十分迅速已\n{FILL}") == []


def test_an_opening_quote_begins_a_piece_where_others_do_with_marks() -> None:
    rows = "企业推进“智改数转”\n，制定\n“一企一策”\n，引导它们转型升级\n东北各地还以科技创新\n“一企一策”\n"
    assert "“一企一策”" in cut(f"{FILL}{rows}")


def test_a_quote_behind_a_full_stop_where_the_row_is_filled() -> None:
    rows = (
        "推进“智改数转”\n，制定》\n，好。\n城市面貌变化很大各项。\n“十四五”时\n期各地区各部门积极推进基础设施建\n设。\n"
    )
    assert "“十四五”时" in cut(f"{FILL}{rows}")


def test_a_short_row_behind_a_quote_is_no_piece_of_its_row() -> None:
    rows = "推进“智改数转”\n，制定》\n，好。\n城市面貌变化。\n“十四五时期各地区\n各部门推进设施”\n，影响很大\n"
    assert "“十四五时期各地区" in cut(f"{FILL}{rows}")


def test_the_pieces_of_a_row_announce_it_together() -> None:
    read = reading.read(f"{FILL}央视网消息（新闻联播）\n：\n{FILL}")
    assert [read.markers[i] for i, line in enumerate(read.lines) if line.row] == ["lead", "lead"]


def test_furniture_between_pieces_is_kept() -> None:
    text = f"{FILL}记者从会上获悉《意见》\n- 3 -\n，要求全市\n{FILL}"
    assert "- 3 -" in joined(text)


SPARSE = (
    "The editor of the international press wrote that\n\nthe council would meet again before the end of\n\n"
    "the fair, and that nothing else could be said of\n\nthe matter until then, when the members would\n\n"
)
WORDS_KEPT = {
    "words under each other without blank lines elsewhere": SPARSE.replace("\n\n", "\n")
    + "one\ntwo\nthree\nfour\nfive\n",
    "two short lines": f"{SPARSE}Mr. Wells\nBaker Street\n\n{SPARSE}",
    "fewer words than a row has": f"{SPARSE}one\ntwo\n\n{SPARSE}",
    "more than a row holds": f"{SPARSE}{'international' + chr(10) + 'press' + chr(10)}{'commission' * 4}\n\n{SPARSE}",
}


@pytest.mark.parametrize("text", WORDS_KEPT.values(), ids=WORDS_KEPT.keys())
def test_words_that_are_no_row(text: str) -> None:
    assert cut(text) == []


def test_a_justified_row_cut_at_its_words() -> None:
    text = f"{SPARSE}unanimously\nrecommend\ntheir\nrepresentatives\n\nto the public of this town.\n"
    assert cut(text) == ["recommend", "their", "representatives"]
    assert "would unanimously recommend their representatives to the public of this town." in joined(text)[0]


def test_a_number_behind_a_whole_sentence_is_that_of_the_page() -> None:
    assert cut(f"{SPARSE}and said so to the public of this town.\n20\n\n{SPARSE}") == []
    assert cut(f"{SPARSE}and said so to the public meeting of\n1920\n\n{SPARSE}") == ["1920"]


def test_rows_cut_at_their_words_one_behind_the_other() -> None:
    rows = [
        "unanimously recommend that their representatives",
        "conscientiously administer the responsibilities",
        "acknowledging unanimously the responsibilities",
        "of the representatives that administer it, and",
    ]
    cut_up = "".join(row.replace(" ", "\n") + "\n\n" for row in rows)
    text = f"{SPARSE}{cut_up}nobody spoke of it again in the town that year.\n"
    assert cut(text) == [word for row in rows for word in row.split()[1:]]
    assert " ".join(rows) + " nobody spoke of it again" in joined(text)[0]


LATIN = (
    "the council met again in the spring of the year\n\nto hear what had been said of the new road, and\n\n"
    "nobody could remember who had first thought of it.\n\nwhen the members came back from the fair they\n\n"
)
TORN = "found that \n\nthe road \n\nhad been built without\n\n"
SPACES_KEPT = {
    "one such row may be chance": f"{LATIN}{TORN}{LATIN}",
    "lines of which all end in a space": (LATIN * 3).replace("\n\n", " \n"),
    "items with spaces left behind them": f"{LATIN}oak \nash \n\nelm\n\n{LATIN}fig \n\npear \n\n{LATIN}rye \noats\n\n",
    "two spaces: a break that Markdown keeps": f"{LATIN}{TORN}{LATIN}{TORN}{LATIN}{TORN}".replace(" \n", "  \n"),
}


@pytest.mark.parametrize("text", SPACES_KEPT.values(), ids=SPACES_KEPT.keys())
def test_spaces_at_line_ends_that_show_no_row(text: str) -> None:
    assert cut(text) == []


def test_rows_cut_with_the_space_left_at_the_end_of_each_piece() -> None:
    text = f"{LATIN}{TORN}{LATIN}{TORN}{LATIN}{TORN}{LATIN}"
    assert cut(text) == ["the road", "had been built without"] * 3
    assert any(line.endswith("they found that the road had been built without") for line in joined(text))


SLIM = "the council met\n\nagain in spring\n\nto hear what had\n\nbeen said of it\n\n"


def test_rows_of_a_narrow_column_show_by_the_space_left_in_them_too() -> None:
    torn = "and \n\nto \n\nask \n\nwho\n\nhad \n\never \n\nseen\n\n"
    text = f"{SLIM}{torn * 4}{SLIM}"
    assert cut(text) == ["to", "ask", "who", "ever", "seen"] * 4
    assert cut(text.replace(" \n\n", "\n\n")) == []


def test_a_column_is_as_wide_as_its_rows_were() -> None:
    row = "the \n\ncouncil \n\nmet \n\nin the \n\nspring of \n\nthe \n\nyear to\n\n"  # pieces alone stand around
    assert cut(row * 3) == ["council", "met", "in the", "spring of", "the", "year to"] * 3
    assert cut(f"a \n\n{row}" * 3) == []  # so many pieces are of several rows


def test_torn_rows_are_put_together_before_anything_else_is_asked() -> None:
    decisions = decide(f"{LATIN}{TORN}{LATIN}{TORN}{LATIN}{TORN}{LATIN}")
    assert decisions.torn
    assert {d.names for d in decisions} == {("row cut at a mark",)}
    assert not decide(LATIN).torn
