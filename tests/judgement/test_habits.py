"""What stands between two joined lines where the text shows by its other lines what became of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.judgement.breaks.glue import Gluer
from textkit.judgement.breaks.hyphen import Hyphens
from textkit.judgement.breaks.spacing import APART, FEW_MARKS, Spacing, _behind_marks

RAGGED = "The old man read the papers by the light of the lamp.\n" * 24
BROKEN = RAGGED + "He took the lan-\ntern with him.\n"


@pytest.mark.parametrize(
    ("tail", "head", "text", "between", "drop", "why"),
    [
        ("they re-", "examined it", RAGGED, "", 0, "re-examine may be written so, and no line ends inside a word"),
        ("num-", "complex numbers", RAGGED, "", 0, "no word, but no line ends inside a word"),
        ("pre-", "and post-war", RAGGED, " ", 0, "a suspended form"),
        ("the lan-", "tern", RAGGED, "", 1, "a word of the list, which ends a line itself"),
        ("they re-", "examined it", BROKEN, "", 1, "a line ends inside a word"),
        ("they re-", "examined it", RAGGED[:600], "", 1, "few lines"),
    ],
)
def test_hyphens_of_a_text_that_breaks_no_words_stay(
    tail: str, head: str, text: str, between: str, drop: int, why: str
) -> None:
    glue = Gluer(f"{text}\n{tail}\n{head}\n").glue(tail, head)
    assert (glue.between, glue.drop) == (between, drop), why


def test_the_halves_at_line_ends_are_no_words_of_the_text() -> None:
    hyphens = Hyphens("a blick-\nfold and a blick-\nfold\n")
    assert hyphens.decide("a blick", "fold") == ""


@pytest.mark.parametrize("name", ["`filenaming`", "conf/filenaming", "filenaming=1", "fileNaming", "$filenaming"])
def test_names_in_programs_are_no_words_of_the_text(name: str) -> None:
    assert Hyphens(f"The option {name} is set.\nThe file-\nnaming rule\n").decide("The file", "naming rule") == "-"
    assert Hyphens("Of filenaming.\nThe file-\nnaming rule\n").decide("The file", "naming rule") == ""


LOSING = """它是一个由 Vue 驱动的静态
站点生成器，而Vue会创建
服务端的实例，再由 Node 执
行。接着Vue把实例交给它
的用户，这段 HTML 由浏览器
读取。在HTML里可以看到
完整的 Vue 实例，每一个实
例由Vue管理，其中的代码
又由 Node 执行并交给浏览
器。因此Node应用可以在
这里使用 Vue 组件，但是要
先在Vue里注册这些组件，
然后才能由 Node 输出它们。
最后由Node把这些内容写
"""


def test_a_reader_of_pages_that_loses_spaces_in_some_lines_is_told_by_the_others() -> None:
    assert Spacing(LOSING).spaced("我们使用", "React")
    assert Spacing(LOSING).spaced("我们使用React", "组件")
    lines = LOSING.splitlines(keepends=True)
    by_turns = "".join(lines[::2] + lines[1::2])  # two writers, one behind the other
    tight = "他用Vue，也用Node。\n" * 4
    assert not Spacing(by_turns + tight).spaced("我们使用", "React")
    assert not Spacing("".join(lines[:-4]) + tight).spaced("我们使用", "React")  # few lines


def test_marks_are_counted_alike_be_they_few_or_many() -> None:
    marks = np.frombuffer("，、，），".encode("utf-32-le"), np.uint32)
    beyond, spaced = np.array([1, 1, 0, 1, 1], np.bool_), np.array([0, 1, 0, 0, 0], np.bool_)
    few = _behind_marks(marks, beyond, spaced)
    many = _behind_marks(np.tile(marks, FEW_MARKS), np.tile(beyond, FEW_MARKS), np.tile(spaced, FEW_MARKS))
    assert list(many.items()) == [(key, FEW_MARKS * count) for key, count in few.items()]
    assert sorted(few.values()) == [1, 1, 1, 2]


def test_fewer_lines_tell_where_rows_were_cut_at_marks() -> None:
    few = "".join(LOSING.splitlines(keepends=True)[:6]) + "他用Vue，也用Node。\n" * 8
    assert not Spacing(few).spaced("我们使用", "React")
    assert Spacing(f"{few}见《手册》\n，又见《指南》\n。\n").spaced("我们使用", "React")


SOLID = st.text("字かア，、。：；「」（）“”,.;:!?()[]/-aB1", min_size=1, max_size=6)


@given(SOLID, SOLID, st.text("字かア，、。“”,:;)aB1\u3000\n", max_size=20), st.sampled_from([0.8, 1.0, 5.0]))
def test_a_text_without_spaces_has_no_habit_of_them(tail: str, head: str, text: str, room: float) -> None:
    assert tail[-1] in APART or not Spacing(text).spaced(tail, head, room)


@pytest.mark.parametrize(
    ("text", "between"), [("as #[inline] and #[test] do", ""), ("as # [inline] does", " "), ("", " ")]
)
def test_a_bracket_follows_a_sign_as_elsewhere_in_the_text(text: str, between: str) -> None:
    assert Gluer(f"{RAGGED}{text}").glue("it is kept by #", "[derive(Default)] alone").between == between


HANDS = (
    "速い Git と静かな Vim を使う人が書いた。" * 3
    + "この店の本は安いが種類は少ない。" * 9
    + "古いPerlと新しいJavaを使う人も書いた。" * 3
)


def test_of_a_text_of_several_hands_the_seams_near_by_tell_more() -> None:
    spacing = Spacing(HANDS)
    assert spacing.spaced("重い", "Emacs", place=HANDS.index("と静か"))
    assert not spacing.spaced("重い", "Emacs", place=HANDS.index("と新し"))


def test_a_letter_that_stands_beside_latin_without_spaces_does_so_at_the_seam() -> None:
    text = "速い Git、重い Vim、古い Perl、赤い Ruby。" * 2 + "Rustを、Javaを、Goを、Lispを、Cを。"
    assert not Spacing(text).spaced("使うEmacs", "を")
    assert Spacing(text).spaced("暗い", "Emacs")


STRETCHED = """昨日Gitの目録を
新しいVimで書い
た 人 が Perl の 本
を買ってRubyの
本 も 借 り た 。 Java
の本は棚にない
の で C の 本 を 読
みGoの話もした
そ の 後 で Lisp を
使う人がRustの
話をしてPHPは
古 い と Lua の 人
は笑ってRも使う
"""


def test_lines_stretched_to_the_width_of_a_column_do_not_tell_how_the_others_are_spaced() -> None:
    spacing = Spacing(STRETCHED * 3)
    assert not spacing.spaced("暗い", "Emacs")
    assert not spacing.spaced("赤いEmacs", "の")


@pytest.mark.parametrize(
    ("tail", "head"), [("なっていると‥", "‥という"), ("と言うように─", "─、補助だ"), ("それは「□", "□」だ")]
)
def test_the_halves_of_a_mark_that_is_two_of_them(tail: str, head: str) -> None:
    assert Gluer("Rust の本と Python の本").glue(tail, head).between == ""
