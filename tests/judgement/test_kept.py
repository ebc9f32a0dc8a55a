"""Lines of kinds that are no prose, which nothing joins though they are as wide as a column: verse, lists, names, turns of
speech, heads and feet of pages that are printed once.
"""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.ends import end_class, is_statement
from textkit.judgement.breaks.enumeration import marked
from textkit.judgement.furniture import byline, furniture, page_break_furniture, signed
from textkit.model.finding import Trust

BODY = "渡口的老人说起那一年的大水，\n总要先点上一袋烟，看着对岸的\n山，半天才开口。那时候河面比\n现在宽一倍，船要走半个时辰，\n遇上大风就得在沙洲上过夜。他\n"
SONG = "渡口边上的旧木船\n等着去年的那个人\n岸上的灯火亮起来\n照着空空的石板路\n谁在桥头唱着歌谣\n唱到月亮落下山去\n（副歌）\n"

OPEN = "渡口的老人说起那一年的大水总\n要先点上一袋烟，看着对岸的山\n宽一倍，船要走半个时辰，遇上\n大风就得在沙洲上过夜。他说有\n一回船上坐着两个去县城赶考的\n"
ADDRESSES = (
    "Ms Ellen Whitlock\nFlat 3B, Tanner House\n212 Canal Street\nManchester M1 3WE\nUnited Kingdom\n\n"
    "Dr Omar Haddad\nDepartment of Botany\nUniversity of Leeds\nLeeds LS2 9JT\n"
)


def applied(text: str) -> list[str]:
    """The lines that are joined with the one before them as a matter of course."""
    return [d.head.slice(text) for d in decide(text) if d.join and d.trust is Trust.SAFE]


COUNSEL = (
    "IN THE MATTER OF THE RIVER ET AL., CASE NOS. 20-55436,\n20-55662\nAND\nMOTION FOR 30-DAY EXTENSION OF TIME TO FILE\n"
    "ANSWERING BRIEF\nSEAN OTIS\nGENNA ELLIS BAKER\nsotis@example.org\ngenna.baker@example.org\nWILLIAM S. FARMER\n"
    "EMILY H. MILLER\nwfarmer@example.org\nemily.miller@example.org\nANGELA SAND\nFRANK ULLMAN\nasand@example.org\n"
    "frank.ullman@example.org\nTHE RIVER LEAGUE\n"
)
ENCODED = (
    "iVBORw0KGgoAAAANSUhEUgAAAHQAAAApCAMAAADTVP08AAAC6FBMVEUAAAAPY+IVZ+QOYN0PZ+cV\n"
    "auvPNycPX98PZOkPY+fURjPSPCn/swD/rwAabObfTz8Taesdce8PZOX0qwD/tQDcUj8Taev/rwDJ\n"
    "OSb/rwAVauwPZecPZOUPZOTUPyrGNyXPPy8=\n"
)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("what is attached to a mail", ENCODED),
        ("names and their addresses of mail", COUNSEL),
        ("a song without marks", SONG),
        ("verse set in", "　　　　门前一棵枣\n　　　　年年结得少\n　　　　问它为什么\n"),
        ("labels in brackets", "【成份】甘草流浸膏粉、樟脑、八角茴香油\n【性状】棕色片，气特异。\n【贮藏】密封\n"),
        ("a cast", "小满……………………………………李秀英\n船工……………………………………孙大海\n"),
        ("turns of speech", "记者：夜里还有船吗？\n船工：有。\n记者：几点？\n"),
        ("items of a Japanese law", "一　使用の目的以外に使用したとき。\n二　偽りその他不正の手段によるとき。\n"),
        ("items by letters", "(a) The boat leaves at nine from the old stone pier;\n(b) it does not wait; and\n"),
        ("addresses", ADDRESSES),
    ],
)
def test_they_stay_apart(reason: str, text: str) -> None:
    assert applied(text) == []


def test_verse_stays_apart_behind_prose() -> None:
    assert not {"年年结得少", "问它为什么"} & set(
        applied(f"{BODY}还念：\n　　　　门前一棵枣\n　　　　年年结得少\n　　　　问它为什么\n")
    )


def test_a_sentence_goes_on_behind_a_caption_and_who_took_it() -> None:
    assert applied(f"{BODY}图为渡口的老船。　陈立 摄\n把烟袋在船帮上磕了磕。\n")[-1].startswith("把烟袋")


def test_a_column_of_long_names_is_prose_where_sentences_end_around_it() -> None:
    text = "县里新办的农业技术推广中心培\n训班招收各乡镇中心学校附近村\n庄里愿意学习果树栽培技术的青\n年农民参加为期三个月的田间实\n习，不收学费。报名从三月初开\n始，名额满了为止。\n"
    assert len(applied(text)) == 5


@pytest.mark.parametrize(
    ("reason", "between", "found"),
    [
        ("the date, a code and a name", ["2026年3月4日 星期三", "B06", "民生周刊"], {3, 4, 5}),
        ("a number and a chapter", ["88", "第四章 湖与人"], {3, 4}),
        ("a journal with its issue, and a number", ["生活读书 2026.03", "28"], {3, 4}),
        ("a number and a name in one line", ["12 | HILL REVIEW"], {3}),
        ("a jump line and the one that leads back", ["(下转第三版)", "(上接第一版)"], {3, 4}),
        ("a caption with who took it", ["图为工人在屋顶安装水箱。 陈立 摄"], {3}),
        ("a number and what may be a heading", ["62", "岛屿纪事"], set()),
        ("a jump line alone", ["(下转第三版)"], set()),
        ("a numbered line of the text", ["325|渡口的老人重重叠叠的挤在门"], set()),
    ],
)
def test_a_head_or_foot_that_is_printed_once(reason: str, between: list[str], found: set[int]) -> None:
    body = ["渡口的老人说起那一年的大水总要先", "点上一袋烟看着对岸的山半天才开口", "那时候河面比现在宽一倍船要走半个"]
    lines = [*body, *between, *body]
    assert page_break_furniture(lines, furniture(lines), [line in body for line in lines]) == found


def test_a_caption_in_english_is_whole_where_the_next_line_goes_on_in_lower_case() -> None:
    body = ["half the curators of the last century conducted"]
    lines = [*body, "Fig. 3. The whale being lowered into place.", "their affairs beneath it."]
    assert page_break_furniture(lines, set(), [True, False, False]) == {1}
    assert page_break_furniture([*lines[:2], "Their affairs were known."], set(), [True, False, False]) == set()


PROGRAM = "import { ref } from 'vue'\nconst message = ref('hello')\n读取它的值不需要写出属性名，模板会自己去取。\n"
TRACE = '运行时抛出了异常：\n  File "main.py", line 14, in run\n    start(sys.argv[1])\n'


@pytest.mark.parametrize(
    ("rule", "head", "text"),
    [
        ("bulleted", "船工", "记者：夜里还有船吗？\n船工：有。\n"),
        ("bulleted", "【性状", "【成份】甘草流浸膏粉、樟脑\n【性状】棕色片\n"),
        ("numbered", "船工", "小满……………………………………李秀英\n船工……………………………………孙大海\n"),
        ("numbered", "二", "一　使用の目的以外に使用したとき。\n二　偽りその他不正の手段によるとき。\n"),
        ("code", "const", PROGRAM),
        ("code", "读取", PROGRAM),
        ("code", "start", TRACE),
        ("signed", "62", f"{OPEN}62\n岛屿纪事\n半天才开口。那时候河面比如今\n{OPEN}"),
        ("signed", "本报记者", f"{OPEN}本报记者　韩松\n"),
    ],
)
def test_the_rule_that_keeps_two_lines_apart(rule: str, head: str, text: str) -> None:
    (decision, *_) = [d for d in decide(text) if d.head.slice(text).startswith(head)]
    assert (decision.join, decision.names) == (False, (rule,))


@pytest.mark.parametrize(
    ("line", "said"),
    [("本报记者 韩松", True), ("记者 林晓舟 通讯员 周涛", True), ("记者从市里获悉", False), ("实习记者:王小满", True)],
)
def test_byline(line: str, said: bool) -> None:
    assert byline(line) is said


def test_who_took_a_picture_is_told_by_a_name_behind_the_sentence() -> None:
    assert signed("图为工人在屋顶安装水箱。 陈立 摄")
    assert not signed("这组照片全部由航拍爱好者从空中拍摄")


@pytest.mark.parametrize(
    ("line", "said"),
    [("二 使用の目的", ("一 ", 2)), ("(iii) ceases", ("(i)", 3)), ("(b) it", ("(a)", 98)), ("百 年", None)],
)
def test_numbers_of_items(line: str, said: tuple[str, int] | None) -> None:
    assert marked(line) == said


def test_a_remark_behind_a_sentence_does_not_open_it_again() -> None:
    assert end_class("表达了作者的喜爱之情。(3分)") == "stopquote"
    assert end_class("见第三章(上)") == "closer"


KOREAN = " 할머니는 늘 부엌에서 콩을 골랐다. 좋은 콩은 왼쪽\n바가지에 담았다.\n"


def test_one_space_begins_paragraphs_of_korean_where_it_is_a_habit() -> None:
    text = "폐교에 들어선 새 마을 도서관의 첫 봄날 이야기\n" + KOREAN * 4
    assert not next(iter(decide(text))).join
    assert next(iter(decide(text))).names == ("indented",)


def test_a_heading_of_one_line_leaves_room_that_the_next_word_would_have_filled() -> None:
    text = (
        "老渡口的大水年\n渡口的老人说起那一年的大水总\n要先点上一袋烟，看着对岸的山\n半天才开口。那时候河面比如今\n宽一倍，船要走半个时辰，遇上\n"
        "大风就得在沙洲上过夜。他说有\n一回船上坐着两个去县城赶考的\n学生，一个胆大，一个胆小，胆\n大的那个后来做了官，修了桥。\n"
    )
    (first, *_) = decide(text)
    assert (first.join, first.names) == (False, ("headline",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("const [open, setOpen] = useState(false);", True),
        ("import { ref } from 'vue'", True),
        ("$ npm install", True),
        ("</div>", True),
        ("onChange={e => {", True),
        ("alert(count); // 三", True),
        ("the words of a sentence in English", False),
        ("用 import 语句引入模块", False),
    ],
)
def test_a_line_of_a_program_by_itself(line: str, said: bool) -> None:
    assert is_statement(line) is said


@pytest.mark.parametrize(
    "text",
    [
        "import { ref } from 'vue'\nconst message = ref('hello')\n读取它的值不需要写出属性名，模板会自己去取。\n",
        "이 예시를 실행하면 버튼 안의 콘텐츠가 출력됩니다.\nlet timer = setTimeout(tick, delay);\nclearTimeout(timer);\n",
    ],
)
def test_a_program_of_two_lines_stays_apart(text: str) -> None:
    assert applied(text) == []


def test_a_semicolon_of_chinese_print_makes_no_program() -> None:
    text = "一季度末科技型中小企业贷款余额同比增长\n20.9%；农村贷款余额同比增长了百分之九，\n比去年同期高出两个百分点，增速继续加快。\n"
    assert [d.join for d in decide(text)] == [True, True]


def test_a_title_of_latin_words_in_chinese_leaves_room_too() -> None:
    text = (
        "模板里的 Component\n渡口的老人说起那一年的大水总\n要先点上一袋烟，看着对岸的山\n半天才开口。那时候河面比如今\n宽一倍，船要走半个时辰，遇上\n"
        "大风就得在沙洲上过夜。他说有\n一回船上坐着两个去县城赶考的\n学生，一个胆大，一个胆小，胆\n大的那个后来做了官，修了桥。\n"
    )
    assert "渡口的老人说起那一年的大水总" not in applied(text)


def test_first_lines_in_a_row_begin_paragraphs_unless_the_block_is_set_in() -> None:
    listed = "".join(
        f"　　{title}\n　　作者介绍没有网络怎样备份自己\n的代码，说得很细。\n"
        for title in ("离线备份的几种办法（英文）", "写好注释的几种办法（英文）", "给变量起名的办法（英文）")
    )
    assert "作者介绍没有网络怎样备份自己" not in applied(listed)


TITLE = (
    "为了正确适用《全国人民代", "表大会常务委员会关于修", "改〈中华人民共和国民事", "诉讼法〉的决定》（去年八",
    "月间第十一届全国人民代", "表大会常务委员会第二十", "八次会议通过，一月起施行），结合工作的", "实际情况，制定本规定。",
)  # fmt: skip


@pytest.mark.parametrize("signs", ["《》〈〉（）", ""])
def test_a_title_that_goes_on_beyond_its_line_is_no_verse(signs: str) -> None:
    text = "\n".join(line.translate({ord(c): None for c in "《》〈〉（）" if c not in signs}) for line in TITLE) + "\n"
    assert (decide(text).decisions[0].trust is Trust.SAFE) is bool(signs)
