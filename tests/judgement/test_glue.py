"""What stands between two joined lines: hyphens, spaces beside Han and kana, Korean words."""

from __future__ import annotations

import itertools
import lzma
import re
import textwrap
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.glue import Gluer
from textkit.judgement.breaks.hangul import Hangul
from textkit.judgement.breaks.hyphen import Hyphens
from textkit.judgement.breaks.latin import first_word, goes_on, last_word
from textkit.judgement.breaks.spacing import Spacing
from textkit.judgement.breaks.symmetric_marks import Paired
from textkit.language import words
from textkit.language.seam import is_japanese, table, weigh

GERMAN = "Die Abteilung liest die Zeitung und der Vorstand der Gesellschaft schreibt einen langen Bericht darüber. "
KEPT = [
    ("well-", "known", "", "", "", "both are words and wellknown is none"),
    ("a white-", "aproned waiter", "", "", "", "a word with an ending that belongs to the compound"),
    ("the multi-", "threaded server", "", "", "", "a prefix in front of a word"),
    ("to co-", "operate", "We co-operate with them.", "", "", "the text writes it so, whatever the list says"),
    ("a state-of-", "the-art lab", "", "", "", "a chain of words"),
    ("Jean-", "Luc", "", "", "", "a capital behind the hyphen"),
    ("COVID-", "19", "", "", "", "a number behind it"),
    ("a 20-", "year plan", "", "", "", "a number before it"),
    ("with a U.S.-", "made lamp", "", "", "", "initials before it"),
    ("to sign P.S. -", "it was late", "", " ", "", "a dash behind initials"),
    ("an e-", "mail", "", "", "", "a letter of its own"),
    ("https://example.org/long-", "name", "", "", "", "an address"),
    ("with --dry-", "run", "", "", "", "an option of a command"),
    ("pre-", "and post-war", "", " ", "", "a suspended form"),
    ("ten- to", "twelve", "", " ", "", "no hyphen at all at this line end"),
    ("10-", "to 20-year-olds", "", " ", "", "a suspended number"),
    ("Vor-", "und Nachteile", GERMAN, " ", "", "a suspended form in German"),
    ("der Text-", "editor", GERMAN, "", "", "German, and no sign that it was hyphenated"),
]
DISSOLVED = [
    ("Open-", "Office", "with OpenOffice and with openoffice", "the text writes it so"),
    ("inter-", "national", "the international press", "stands whole in the text"),
    ("the lan-", "tern", "", "a word of the list"),
    ("his waist-", "coat", "", "a word of the list, though its halves are words"),
    ("the Kuber-", "netes cluster", "", "no word before the hyphen"),
    ("INTER-", "NATIONAL", "", "all in capitals"),
    ("Wash-", "ington", "", "a name of the list"),
    ("co\u00ad", "operate", "We co-operate.", "a soft hyphen is never one of the word"),
    ("lan\ufffe", "tern", "", "what PDFium makes of a hyphen"),
    ("lan\x02", "tern", "", "what PDFium makes of a hyphen"),
    ("die Gesell-", "schaft", GERMAN, "stands whole in the text"),
    ("der Vor-", "gang", GERMAN + "Der Vor-\nstand und die Gesell-\nschaft.", "German that was hyphenated"),
]


@pytest.mark.parametrize(("tail", "head", "text", "between", "_", "why"), KEPT)
def test_a_hyphen_stays(tail: str, head: str, text: str, between: str, _: str, why: str) -> None:
    glue = Gluer(f"{text}\n{tail}\n{head}\n").glue(tail, head)
    assert (glue.between, glue.drop) == (between, 0), why


@pytest.mark.parametrize(("tail", "head", "text", "why"), DISSOLVED)
def test_a_hyphen_goes(tail: str, head: str, text: str, why: str) -> None:
    glue = Gluer(f"{text}\n{tail}\n{head}\n").glue(tail, head)
    assert (glue.between, glue.drop) == ("", 1), why


def test_a_stand_in_for_the_hyphen_of_a_word_is_a_hyphen_again() -> None:
    assert all(Gluer("").glue(f"a well{sign}", "known man") == ("-", 1) for sign in "\ufffe\x02¬")
    assert [Gluer("").glue(*lines) for lines in (("lan¬", "tern"), ("p and 3¬", "q"))] == [("", 1), (" ", 0)]


SPACED = "使用 Rust 的人，安装 Python 和 Java 3 的版本。"
COMMANDS = "用 ls 看，用 cat 读；在Linux里，在Windows里，在Unix里。"
TIGHT = "使用Rust的人，安装Python和Java 3的版本。"
TITLES = "参见[说明]、用[手册]、按[目录]、照[索引]。"


@pytest.mark.parametrize(
    ("tail", "head", "text", "between"),
    [
        ("发展迅", "速", SPACED, ""),  # nothing between Han, whatever stands beside Latin
        ("使用 Linux", "系统", SPACED, " "),
        ("使用Linux", "系统", TIGHT, ""),
        ("系统用", "Linux", SPACED, " "),
        ("它的 Linux", "系统", "", " "),  # nothing known but the other end of the word
        ("这个", "Linux", "", ""),  # nothing known
        ("再用", "mv 改名", COMMANDS, " "),  # commands are set apart at both ends, names at neither
        ("也在", "Android里", COMMANDS, ""),
        ("已有 22", "家", "约 20 家，" + "有30家，" * 9, ""),  # one is no habit
        ("总额", "429 万 亿 元", "会议结束。" * 30, ""),  # this line is set wide
        ("长 达 429", "万元", "会议结束。" * 30, ""),
        ("先看,用 mv", "改名", COMMANDS, " "),
        ("見ると、", "mv は", "すると、 ls は、 rm は、Gitは、Unixは、Javaは", " "),  # behind a mark too
        ("見ると、", "Perlは", "すると、 ls は、 rm は、Gitは、Unixは、Javaは", ""),
        ("共有", "22家", "约 20 家，约 30 家。使用Rust的人写Java。", " "),  # numbers apart, words not
        ("使用", "Rust 的", "学 Rust 的人，学 Rust 的书；写Java，写Perl，写Lisp，写C，写Go。", " "),  # this very word
        ("结束。", "Rust 的", SPACED, ""),  # no space after a full-width mark
        ("見て、", "Rust", "次に、 Java を見て、 Perl も。", " "),  # unless the text sets one
        ("あります:", "例えば", "ここです: 次に、そこです: また", " "),
        ("次の通りです:", "まず", "", " "),  # half-width marks have a space behind them
        ("次の通りです:", "まず", "二.次に進む", " "),  # a full stop is no colon
        ("次の通りです:", "まず", "ここです:次に進む", ""),  # unless the text sets none
        ("値はResult::", "を取る", "", ""),  # a name that is cut
        ("第三章,", "人的性", "", ""),  # in Chinese they have none
        ("软件/", "驱动", SPACED, ""),  # no path
        ("放在 /usr/share/", "里面", SPACED, " "),  # a path closes as a word does
        ("放在/usr/share/", "里面", TIGHT, ""),
        ("这里有", ".config 文件", SPACED, " "),
        ("先看、", "/etc 里面", "先看、 Rust 的书、 Perl 的书", " "),
        ("参见 [手册]", "[manual] 一节", SPACED, ""),  # a link
        ("以 ⽤", "户", "以 ⽤ 户 为 中 心", ""),  # letters that are set apart are no habit of spaces
        ("已满", "30年", f"张伟 主席 128\n李娜 秘书长 96\n{'会议结束。' * 20}", ""),  # nor are the cells of tables
        ("你 说 ：", "“好", "他 说 ： “ 好 ” 。 我 说 ： “ 好 ” 。 人 人 都 说 好", ""),
        ("名为", "~/notes", SPACED, " "),  # a path opens as a word does
        ("见[Guide]", "一书", SPACED, " "),  # and a name closes as one does
        ("见[Guide]", "一书", f"{SPACED}书[甲]为、书[乙]为", ""),  # unless the text sets none there
        ("见[Guide]", "一书", TIGHT, ""),
        ("这里用", "[Guide] 一书", f"{TITLES}见 [Guide] 与 [Manual] 两书。", " "),  # brackets around Latin
        (
            "按照",
            "[附录]一节",
            f"{TITLES}见 [Guide]、[Map]、[List]；看 [Tree]、用 [Leaf]、按 [Root]、",
            "",
        ),  # and others
        ("共1,", "200元", "", ""),
        ("https://example.org/a.png?", "size=1", "图片", ""),
        ("Vec<", "String>", "型の", ""),
        ("x =", "5", "", " "),
        ("key=", "value", "", ""),
        ("Is it so?", "size matters", "", " "),
        ('he said "', "hello", "", ""),
        ('he said "hello"', "and left", "", " "),
        ("and/", "or", "", ""),
        ("C++", "is old", "", " "),
        ("the lamp", "(an old one)", "a house (a new one)", " "),
        ("the lamp", "(an old one)", "", " "),
        ("then f", "(x) is called", "Here f(x) is a value (and so on) of a lamp (old).", ""),  # this very word
        ("値はSome", "(5)です", "", ""),  # code inside Japanese
        ("型はVec", "<T>です", "Vec <T> と書く。", " "),  # unless the text sets one
        ("若x &&", "y 为真", "", " "),
        ("若x", "&& y 为真", "", " "),
        ("grub-mkconfig -o", "/boot/grub/grub.cfg", "", " "),
        ("either", "/or", "", ""),
        ("x&&", "y", "", ""),
        ("x", "&&y", "", ""),
        ("調べる(10,", "&Nil)", "", " "),
        ("数组[1,", "2]", "数组[3, 4]和[5, 6]", " "),
        ("共1,", "200元", "数组[3, 4]和[5, 6]", ""),  # thousands
        ("“经”", "“景”两字同音", "", ""),
        ("he said ‘no", "’", "", ""),  # a closing quote by itself
        ("https://example", ".org/a", "", ""),
        ("the list", ". And then", "", ""),  # a mark that strayed
        ("the end—", "as he said", "", ""),
        ("the end", "—as he said", "", ""),
        ("やり通せないから―", "―ところがその金が", "", ""),  # the long dash of Japanese is two of them
        ("in January,", "’85, my friend", "", " "),  # a year without its century
        ("it hollers, so", "’s you could hear", "", " "),  # a word without its head
        ("copy the", ".env file", "", " "),
        ("the end —", "as he said", "", " "),  # a dash that is set apart before is so behind
        ("the end", "— as he said", "One — two — three.", " "),  # as the text sets them
        ("RFC 675 ——", "TCP/IP 的初稿", "", " "),  # of two characters too
        ("旧城 ——", "它的桥", "他们 —— 她们 —— 都好", " "),
        ("旧城——", "它的桥", "他们——她们——都好", ""),
        ("for example {", "name }", "", " "),
        ("最初に*", "main.rs*を開く", "", ""),  # emphasis of Markdown opens …
        ("最初に*main.rs", "*を開く", "", ""),  # … and closes
        ("*main.rs*と*", "lib.rs*がある", "", ""),  # the third asterisk opens again
        ("plain", '"object" です', '空の "箱" です。赤い "箱" です。', " "),
        ("純粋な", '"箱" です', '空の "箱" です。赤い "箱" です。', " "),  # outside of a pair as the text does
        ("純粋な", '"箱"です', '空の"箱"です。Vue を使い、Vite で作る。', ""),
        ("as 2 *", "3 is six", "", " "),  # no pair
        ("ここで <", "Suspense> を使う", "", ""),  # a tag
        ("ここで <Suspense", "> を使う", "", ""),
        ("the value x <", "y is one", "", " "),
        ("run git stash --", "all here", "Use git log --stat or git diff --cached.", ""),  # an option
        ("either a -Xours or -", "Xtheirs", "Use git log --stat or git diff --cached.", ""),
        ("the lamp --", "an old one", "One -- two, and three -- four.", " "),  # a dash
        ("the lamp --", "an old one", "", " "),
    ],
)
def test_spaces(tail: str, head: str, text: str, between: str) -> None:
    assert Gluer(text).glue(tail, head).between == between


ENGLISH = (
    "The search takes a reference and gives back all that it has found in the order in which it was found there. It is "
    "called as find(x) from anywhere else, and what it says is not to be changed by those who have called it. "
)


@pytest.mark.parametrize(
    ("tail", "head", "between"),
    [
        ("we can search a", "&str using", " "),  # a type, not an operator
        ("a value", "(such as this one)", " "),
        ("so it is called as find", "(x) again", ""),  # as the text does with this word
        ("used for as conversions,", '"conversion" for others', " "),
        ('is it done during evaluation?"', "And the answer is simple", " "),
        ('the word "', 'object" is', ""),
        ("the document.cookie=", "operation does not", " "),
        ("named", "/.", " "),
        ("we can use func.call(this,", "...arguments) there", " "),
        ("the value of", "%rip plus some", " "),
        ("call cargo test --", "target=aarch64 with it", ""),
        ("it makes sense --", "HEAD is just a pointer", " "),
        ("either/", "or", ""),
        ("the list", ". And then", ""),
        ("node --require", "./instrumentation.js", " "),
        ("from the patterns to", "..., as the signs say", " "),
        ("the list [x0,", ".., xn]", " "),
        ("use the sign", "?, which ends it", " "),
        ("with the sign", "::, and no other", " "),
        ("else { b } else { c", "};", " "),
        ("else {c", "};", ""),
        ("a single one", "— the second", " "),
        ("a single one", "—the second", ""),
    ],
)
def test_lines_of_english_are_cut_at_spaces(tail: str, head: str, between: str) -> None:
    assert Gluer(ENGLISH).glue(tail, head).between == between


KOREAN = "우리는 학교에 갔다. 학교에서 친구를 만났다. 친구와 함께 점심을 먹었다. 날씨가 좋아서 공원을 걸었다. "


def _wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def test_korean_words_are_set_apart_unless_the_lines_are_even() -> None:
    assert Hangul("학교에 가는\n길에 친구를\n만나서\n함께 걸었다\n").apart("학교에 가는", "길에 친구를")


def test_in_even_korean_lines_a_word_that_was_cut_is_whole_again() -> None:
    text = KOREAN * 3
    lines = [line.strip() for line in _wrapped(text, 17)]
    hangul = Hangul("\n".join(lines) + "\n" + KOREAN)
    right = wrong = 0
    for at, (a, b) in enumerate(itertools.pairwise(lines), 1):
        if a[-1].isalpha() and b[0].isalpha():
            true = text[17 * at - 1] == " " or text[17 * at] == " "
            right, wrong = right + (hangul.apart(a, b) == true), wrong + (hangul.apart(a, b) != true)
    assert right >= 5
    assert wrong == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("went down to the", "binding"),
        ("a board with", "binding"),
        ("the end", "word"),
        ("the end.", "mark"),
        ("", "mark"),
    ],
)
def test_last_word(line: str, says: str) -> None:
    assert last_word(line) == says


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("and so", "lower"),
        ("The man", "opener"),
        ("I’ll go", "I"),
        ("Watson said", "name"),
        ("“No", "quoted opener"),
        ("(12)", "quoted mark"),
        ("12", "mark"),
    ],
)
def test_first_word(line: str, says: str) -> None:
    assert first_word(line) == says


@pytest.mark.parametrize(
    ("tail", "head", "told", "says"),
    [
        ("near the harbour we", "went on", False, True),
        ("and then that", "I went on", False, False),  # any block may begin so
        ("and then that", "I went on", True, True),
        ("and then that", "The road", True, False),  # an opening of its own
        ("went to London", "Holmes said", True, False),  # nothing says that London was not the end
    ],
)
def test_a_sentence_of_latin_letters_goes_on(tail: str, head: str, told: bool, says: bool) -> None:
    assert goes_on(tail, head, told) is says


def test_a_seam_by_itself_weighs_what_it_weighs_among_others() -> None:
    ends = ["他说今天", "会议在北京举行。", "", "第三", "图书馆を", "Smith", "㍿𠀀", "来。”"]
    pairs = list(itertools.product(ends, ends))
    assert [weigh([pair])[0] for pair in pairs] == weigh(pairs)


def test_japanese_seams_are_weighed_by_japanese() -> None:
    assert is_japanese("プログラ", "ムを書く")
    assert not is_japanese("发展迅", "速")
    pairs = [("プログラ", "ムを書く"), ("发展迅", "速"), ("実装します", "次に進む"), ("関数を呼び", "出します")]
    together = weigh(pairs)
    assert [weigh([pair])[0] for pair in pairs] == together  # each by its own table, in order
    inside, _, apart, verb = (seam.start for seam in together)
    assert min(inside, verb) > 5 > 0 > apart


def test_what_the_table_does_not_know_is_never_likely() -> None:
    """Two characters it does not know are no pair for that, nor is one that stands behind what it knows."""
    known = table()
    assert known.bonds("天气预报", 1, 4) > 10
    assert known.bonds("龘靐齉", 0, 3) == 0
    assert known.bonds("天龘靐气", 1, 4) < 0
    assert known.bonds("天气预报", 1, 2) == pytest.approx(
        known.bonds("小天气", 2, 3), abs=3
    )  # what is asked about alone


def test_the_list_of_words_and_its_terms() -> None:
    assert words.is_word("lantern")
    assert words.is_word("colour")
    assert words.is_word("color")
    assert not words.is_word("tern".upper())
    assert words.is_name("washington")
    assert not words.is_word("washington")
    data = files("textkit.language").joinpath("data")
    assert len(data.joinpath("english.xz").read_bytes()) < 150_000
    assert lzma.decompress(data.joinpath("english.xz").read_bytes()).isascii()
    assert "Kevin Atkinson" in data.joinpath("english.LICENSE").read_text("utf-8")


TABLES = ("seams", "seams-ja", "edges", "openings", "openings-ja", "beginnings", "partings")  # of Chinese and Japanese


def test_all_character_tables_together_are_small() -> None:
    data = files("textkit.language").joinpath("data")
    tables = [t for t in data.iterdir() if t.name.split(".")[0] in TABLES and not t.name.endswith("LICENSE")]
    assert len(tables) == len(TABLES)
    assert sum(len(t.read_bytes()) for t in tables) < 1_500_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * 400_000,
        "a-" * 200_000,
        "a(" * 200_000,
        "1," * 200_000,
        "=" * 400_000,
        "啊 " * 200_000,
        "가" * 400_000,
        "啊" + " " * 400_000 + "b",
    ],
)
def test_learning_the_habits_of_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    for habit in (Hyphens, Spacing, Hangul):
        habit(text)
    Gluer(text).glue(text[:1000], text[-1000:])
    assert time.process_time() - start < 3


def test_a_join_is_not_withheld_for_its_hyphen() -> None:
    text = (
        "It was a long and winding road that led from the\nvillage to the sea, and the man who walked on the\n"
        "dusty side of it was a well-to-do and rather grey-\nbearded farmer who had lived in these parts for as\n"
        "long as anybody in the neighbouring villages could\nremember, and nobody knew his name.\n"
    )
    decisions = decide(text)
    assert [d.trust for d in decisions] == ["safe"] * 5
    assert decisions.glue(decisions.decisions[2]).drop == 0


def test_korean_paragraphs_broken_between_words_come_back() -> None:
    paragraphs = [
        "서울은 한강을 끼고 발달한 도시로서 오랜 역사를 지니고 있다. 조선 시대에는 한양이라고 불렸으며 궁궐이 남아 있다.",
        "봄이 되면 산과 들에 꽃이 피고 사람들은 가족과 함께 나들이를 떠난다. 날씨가 따뜻하면 강가를 걷는 사람도 많다.",
    ]
    text = "\n\n".join(textwrap.fill(p, 22, break_long_words=False) for p in paragraphs) + "\n"
    out, decisions = text, decide(text)
    for decision in reversed(list(decisions.joins())):
        assert decision.trust == "safe"
        out = out[: decision.tail.end] + decisions.glue(decision).between + out[decision.head.start :]
    assert out.split("\n\n") == [paragraphs[0], paragraphs[1] + "\n"]


@given(st.text(alphabet='中，a *"`\n1', max_size=24))
def test_the_habit_beside_pairs_is_that_which_one_pattern_for_all_of_it_finds(text: str) -> None:
    pair = re.compile(r"(?:(\w)( ?))?(\*{1,3}|[\"`])(?![ \n*\"`])[^*\"`\n]{1,60}(?<! )\3(?=( ?)(\w)?)")
    sides = [side for a, b, _, c, d in pair.findall(text) for side in ((a, b), (d, c))]
    habit = sum(1 if space else -1 for char, space in sides if char > "\u2e80")
    told = Paired(text).spaced("他说 *重点*", "后面")
    assert told is (habit > 0 if habit else None)
