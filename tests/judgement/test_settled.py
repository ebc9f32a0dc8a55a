"""Breaks whose lines say by themselves that they are none to join: which rule said so, and where it must not."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.ends import is_code
from textkit.judgement.breaks.fragments import open_head
from textkit.judgement.breaks.indents import indented
from textkit.judgement.breaks.reading import read
from textkit.model.finding import Trust

SENTENCE = "会议最后要求各地认真落实各项工作任务并且按时报告各自的工作结果。"
INDENTED = (
    "　　先生走出门去，站在院子中间望着远处的山。\n　　后来他又走了回来，坐在窗前看书。\n　　那时候天色已经晚了。\n"
)
JAPANESE = "　先生は門を出て、遠くの山を見ていた。\n　それからまた戻って来て、本を読んだ。\n　もう日が暮れていた。\n"


def said(text: str, line: int) -> str:
    """The rule that settled the break behind ``line`` (from 0), or nothing."""
    names = list(decide(text))[line].names
    return names[0] if len(names) == 1 else ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("headline", f"{SENTENCE}\n全市粮食生产再获丰收\n　　今年入秋以来，各地的稻田里一片金黄。\n"),
        (
            "headline",
            f"{SENTENCE}\n全市粮食生产在遭受多年未遇的旱灾之后仍然\n再获丰收\n　　今年入秋以来，各地的稻田里一片金黄。\n",
        ),
        ("signed", "[山里的石桥](http://a.example/1)\n[河边的柳树](http://a.example/2)\n"),
        ("signed", "[山里的石桥](http://a.example/1)\n\n村里的老人们都说，这座桥是全村人修的。\n"),
        ("bulleted", "harbour-city-root-one\nmountain-valley-root-two\nisland-trust-network\n"),
        ("bulleted", "古籍/论语/全文说明.md\n古籍/四书/孟子全文.json\n古籍/四书/大学全文.json\n"),
        ("indented", f"山の道と石の橋の\n{JAPANESE * 2}"),
        ("indented", "关于山路的一些旧话\n　　那时候的事谁也说不清。\n" + INDENTED),
        (
            "code",
            "\tset number\n\tset hlsearch\n这两行先后打开行号和高亮，写在配置的开头就行。\n后面再说其余的选项。\n",
        ),
    ],
)
def test_lines_that_say_so_themselves_are_kept_apart(rule: str, text: str) -> None:
    assert said(text, 0) == rule
    assert not next(iter(decide(text))).join


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("headline", f"{SENTENCE}\n全市粮食生产，再获丰收\n　　今年入秋以来，各地的稻田里一片金黄。\n"),  # a mark
        ("headline", f"{SENTENCE}\n全市粮食生产再获丰收，各地的稻田里都是一片金黄，农民们忙着收割。\n"),  # a sentence
        (
            "signed",
            "[山里的石桥](http://a.example/1)\n是全村人一起修的，用了三年的时间。\n",
        ),  # the link begins a sentence
        ("bulleted", "harbour-city-root-one\nmountain-valley-root-two\n"),  # two may be the pieces of one
        (
            "indented",
            "先生走出门去，站在院子中间望着远处的\n　　山影。后来他又走了回来，坐在窗前看书。\n",
        ),  # once is no habit
    ],
)
def test_others_are_weighed(rule: str, text: str) -> None:
    assert said(text, 0) != rule


@pytest.mark.parametrize(
    "text",
    [
        "这种现象叫作视差（parallax）\n：人在走动时，近处的树移动得比远处的山快。\n",
        "这一句里他用了“轻舟”\n，说的是船走得快，也是说心里高兴。\n",
        "水面上升了三米左右（见表）\n；第二年又落了回去。\n",
    ],
)
def test_a_mark_at_the_beginning_belongs_to_the_line_before(text: str) -> None:
    assert said(text, 0) == "lone mark"
    assert next(iter(decide(text))).trust is Trust.SAFE


@pytest.mark.parametrize(
    "text",
    [
        "今天的作业都做完了吗\n。。。还没有做完\n",  # a message that begins with a silence
        "要退出的时候输入下面的命令\n:quit\n",  # a command
        "天气真好。\n，我们出去走走吧。\n",  # one mark too many: which of them is right nobody knows
        "术语\n: 对它的说明\n",  # a definition
        "The list is closed\n, they said.\n",
    ],
)
def test_other_marks_at_the_beginning_are_weighed(text: str) -> None:
    assert said(text, 0) != "lone mark"


TEX = "\\documentclass{ctexart}\n"


@pytest.mark.parametrize(
    "lines",
    [
        "\\usepackage{graphicx}\n\\setlength{\\parindent}{2em}",
        "\\newtheorem{theorem}{定理}\n\\newtheorem{lemma}{引理}",
        "\\centering % 图放在中间\n这一行是图的说明文字",
        "第一行诗到这里就断开\\\\\n第二行诗接着往下写",
        "行列式不等于零的时候\n\\begin{equation}",
        "甲的产量 & 乙的产量\n& 丙的产量",
    ],
)
def test_lines_of_latex_that_stand_for_themselves(lines: str) -> None:
    decisions = {d.tail.slice(TEX + lines): d for d in decide(f"{TEX}{lines}\n")}
    assert decisions[lines.split("\n")[0]].names == ("code",)


@pytest.mark.parametrize(
    "lines", ["\\centering % 图放在中间\n这一行是图的说明文字", "诗到这里就断开\\\\\n第二行诗接着往下写"]
)
def test_signs_of_latex_elsewhere_are_weighed(lines: str) -> None:
    assert said(f"{lines}\n", 0) != "code"


def test_prose_in_latex_is_weighed() -> None:
    lines = ["设矩阵\\textbf{可逆}，则它的行列式不等于零，并且它的", "逆矩阵也是可逆的，\\emph{反过来}也是一样。"]
    assert said(TEX + "\n".join(lines) + "\n", 1) != "code"


def test_prose_that_is_set_in_is_no_code() -> None:
    quoted = "    The river was high that spring and the\n    road along it was closed to every cart.\n"
    assert said(f"{quoted}他在信里是这样写的，后来路又通了。\n信寄到的时候已经是夏天。\n", 0) != "code"


def test_a_number_that_closes_a_bracket_is_no_item() -> None:
    items = "1）先看山路\n2）再看石桥\n3）后看渡口（见第\n"
    assert read(f"{items}4）处的说明\n").markers[3] == "none"
    assert 3 not in read(f"{items}4）处的说明\n").numbered
    assert read(f"{items[:-4]}\n4）最后看集市\n").numbered == {0, 1, 2, 3}


def test_addresses_and_initials_are_no_code() -> None:
    assert is_code("self.page.columns = found.lines")
    assert is_code("author     = {张三 and 李四},")
    assert is_code("journal    = {Acta Physica},")
    assert is_code('"月出惊山鸟，时鸣春涧中。",')
    assert is_code("poem = '月出惊山鸟，")
    assert not is_code("解集 {甲，乙} 里的每一个元素，都是方程的解")
    assert not is_code("“月出惊山鸟，时鸣春涧中。”")
    assert not is_code("see page 40 of the bulletin at www.treasury.example/pub/irb.pdf and the notes of")
    assert not is_code("P.O. Box 137, Heidelberg, Victoria, and by A.B.C. Lane, who wrote in the same year")


def test_indents_are_a_habit_or_what_is_left_of_a_layout() -> None:
    assert indented(read(INDENTED)) == {0, 1, 2}
    assert indented(read(INDENTED.replace("\n　　那", "\n那"))) == set()
    assert indented(read(JAPANESE)) == {0, 1, 2}
    assert indented(read(JAPANESE.replace("。", "、") * 3 + JAPANESE)) == set()  # most of them inside sentences
    assert indented(read(INDENTED.replace("　　", "　"))) == set()  # one is a habit of Japanese alone


def test_a_paragraph_that_is_indented_is_no_rest_of_another() -> None:
    rest = "的各项工作都已经按时完成，各地还要继续认真落实有关的要求。"
    assert open_head(read(f"{INDENTED}\n{rest}\n"), 3)
    assert not open_head(read(f"{INDENTED}\n　　{rest}\n"), 3)


def test_the_lengths_of_both_halves_are_evidence_in_chinese() -> None:
    full = [chr(0x5000 + 20 * n) * 12 for n in range(14)]
    last = "丁" * 5 + "。"
    text = (
        "\n".join([*full[:4], last, *full[4:7], last, full[7], "戊" * 11 + "。", *full[8:13], last, *full[13:], last])
        + "\n"
    )
    assert any(name.startswith("zh half") for decision in decide(text) for name in decision.names)


@pytest.mark.parametrize("form", ["{}年8月30日 ", "{}-08-30 "])
def test_entries_of_a_chronicle_stay_apart(form: str) -> None:
    """However alike in width: each begins with its date."""
    entry = "滨江两岸渡口管理理事会常务会第十一次会议《关于修改的决定》第{}次修正"
    text = "\n".join(form.format(1993 + 6 * n) + entry.format("一二三四五"[n]) for n in range(5)) + "\n"
    assert not any(d.join for d in decide(text))


@pytest.mark.parametrize(
    ("tail", "head"), [("五条第", "（{}）项规"), ("五条第", "（{}）款规"), ("前款的", "（{}）项规")]
)
def test_a_number_that_names_an_item_of_a_law_begins_none(tail: str, head: str) -> None:
    text = "".join(f"主管部门依照{tail}\n{head.format(number)}定履行登记的\n职责并告知本人；\n" for number in "一二三")
    assert [said(text, line) for line in (0, 3, 6)] == [""] * 3


def test_the_items_themselves_are_kept_apart() -> None:
    text = "主管部门的职责是：\n" + "".join(f"（{number}）项目的登记和管理；\n" for number in "一二三")
    assert [said(text, line) for line in (1, 2)] == ["numbered"] * 2


NOTES = """　　血压高的人要少吃盐，每天走路
半个小时以上
　　血脂高的人少吃油炸的食物，多
吃鱼和蔬菜
　　血糖高的人要定时定量地吃饭，
不吃甜食
"""


LONG_NOTES = (
    "血压高的人要少吃盐每天走路半个小时以上每周还要量一次血压记在本子上",
    "血脂高的人少吃油炸的食物多吃新鲜的鱼和蔬菜每年到医院去检查身体",
    "血糖高的人要定时定量地吃饭不吃甜食随身带着一块糖防备忽然头晕眼花",
)


def test_first_lines_show_by_their_indents_where_no_sentence_ends() -> None:
    assert indented(read(NOTES)) == {0, 2, 4}
    assert read(NOTES).style == "indent"
    assert [d.join for d in decide(NOTES)] == [True, False, True, False, True]
    hanging = "血压高的人要少吃盐，每天走路半\n　　个小时以上\n"
    assert indented(read(hanging * 3)) == set()  # they stand behind full lines: what items go on in


def test_what_is_not_indented_is_no_item_where_first_lines_are() -> None:
    """No sentence ends here, and few lines agree on a width: titles of books one behind the other, as on a cover."""
    text = "".join(f"　　{note[:13]}\n{note[13:28]}\n{note[28:]}\n" for note in LONG_NOTES)
    assert [d.join and d.trust is Trust.SAFE for d in decide(text)] == [True, True, False] * 2 + [True, True]
    assert not all(d.trust is Trust.SAFE for d in decide(text.replace("　　", "")) if d.join)


def test_an_enumeration_goes_on_behind_its_comma() -> None:
    text = (
        "村民在田间忙碌\n申请核发一等船长、二等船长、\n一等大副、二等大副、一等管轮\n及二等管轮的证书，应提交文件：\n"
    )
    decision = next(d for d in decide(text) if d.tail.slice(text).endswith("二等船长、"))
    assert decision.join
    assert decision.trust is Trust.SAFE


def test_lines_of_verse_set_in_by_turns_are_no_first_lines() -> None:
    lines = [
        "山里的风很轻",
        "它走过石桥",
        "走过一片又一片的稻田",
        "在门前停下",
        "像一个晚归的人",
        "抖落身上的雨",
        "灯亮着",
        "没有人说话",
        "只有炉火低低地唱歌",
    ]
    verse = "".join(f"{'　　' * (k in (1, 3, 4, 7))}{line}\n" for k, line in enumerate(lines))
    assert read(verse).style == "unknown"
    assert not any(d.join and d.trust is Trust.SAFE for d in decide(verse))


NAMES = (
    "镇上的人都说修路那年雨水多山上的",
    "树都绿得早孩子们放了学就去看亨利",
    "·菲尔丁那时他住在河边写一本很长",
    "的小说村里的老人也都还记得乔治亚",
    "·韦奇伍德他后来搬到了镇上去住。",
)


@pytest.mark.parametrize(
    ("lines", "listed"),
    [
        (NAMES, False),
        ((NAMES[0], "·米铺和布店", "·茶馆", "·药铺"), True),
        ((*NAMES[:2], NAMES[2], "·木匠那时也住在河边写一封很长的", NAMES[4]), True),  # items as wide as the column
        ((*NAMES[:3], "的小说。", NAMES[4]), True),
    ],
)
def test_a_dot_inside_of_a_name_is_no_bullet(lines: tuple[str, ...], listed: bool) -> None:
    text = "\n".join((*lines, ""))
    told = [d for d in decide(text) if d.head.slice(text).startswith("·")]
    assert [d.names == ("bulleted",) for d in told] == [listed] * len(told)
    assert not any(d.join for d in told if listed)
