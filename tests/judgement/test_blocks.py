"""What markup says to be no prose: settings at the head, code, formulas, tables; and what each step leaves alone there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textkit.api import clean, process
from textkit.judgement.blocks import apart, no_prose, no_prose_alone
from textkit.judgement.front import settings

HEAD = """\
---
title: "山里的学校"
tags: [散文, 教育]
image: /assets/blog/school-in-the-mountains.png
image_alt: "A photograph of the school building taken from the road"
---
"""
BODY = "开学那天下着雨，孩子们从各个村子赶来，操场上很快就站满了人。\n"
CODE = "```python\nprint(load(path, encoding='utf-8'))\n```\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n",  # a rule
        "---\n山里的学校\n---\n" + BODY,  # a title between two rules
        "---\n开学那天下着雨。\n\n---\n" + BODY,  # a paragraph between two rules
        "---\ntitle: 山里的学校\n" + BODY,  # never closed
        "---\n\n---\n" + BODY,  # nothing is set
        BODY + HEAD,  # not at the head
        "---\n" + "a: 1\n" * 400 + "---\n",  # longer than any
    ],
)
def test_no_settings(text: str) -> None:
    assert settings(text) == 0


@pytest.mark.parametrize(
    "head", [HEAD, HEAD.replace("\n", "\r\n"), "+++\ntitle = '学校'\n[params]\ndate = 2021\n+++\n"]
)
def test_settings(head: str) -> None:
    assert settings(head + BODY) == len(head)
    assert settings(head.rstrip()) == len(head.rstrip())


def test_settings_stay() -> None:
    assert clean(HEAD + BODY, path="a.md").text == HEAD + BODY
    assert clean(HEAD + BODY).text == HEAD + BODY


@pytest.mark.parametrize("text", [BODY, f"```\n{BODY * 5}```\n", f"{BODY}```\n{BODY}"], ids=["none", "frame", "open"])
def test_nothing_is_apart(text: str) -> None:
    assert apart(text) == ()


def test_code_and_formulas_are_apart() -> None:
    text = f"{BODY}{CODE}{BODY * 2}$$\nx = y + z\n$$\n{BODY}"
    assert [span.slice(text).strip() for span in apart(text)] == [CODE.strip(), "$$\nx = y + z\n$$"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("村里的人给这个数起名叫 $x$，谁也不知道为什么。", False),
        ("$x$ 是一个没有人知道的数，村里的人都这样说。", False),
        ("[村里的人](https://example.com/village)都这样说。", False),
        ("<b>村里的人都这样说，谁也不知道为什么。</b>", False),
        ("#标签是一行话的开头，村里的人都这样说", False),
        ("![桥](a.png)，村里的人都这样说，谁也不知道为什么。", False),
        ("![村口的石桥和桥头的石碑](images/the-bridge.png)", True),
        ('{% include "linked-figure.html",', True),
        ("### 该小组管理的仓库以及对它们的描述", True),
        (r"$J\left( \theta \right)=\frac{1}{m}\sum_{i=1}^{m}(h(x^{(i)})-y^{(i)})^{2}$", True),
        ("| 参数 | 类型 | 说明 | 默认值 | 是否必填 | 备注 | 版本 |", True),
        ("* `PyErr_SetExcInfo(exc_type, exc_value, exc_tb)`", True),
        ("==============================", True),
        ("_=_=_=_=_=_=_=_=_=_=_=_=_=_=_", True),
        ("=============== 3 =============", False),
    ],
)
def test_lines_of_markup(line: str, expected: bool) -> None:
    assert no_prose([line]) == [expected]


PIECES = '字 一 a 1 _ = 12 1. 3) 、 “ 《 （ # $ $$ | ` ``` ~~~ \\ < > <pre> </pre> { {% highlight endhighlight } [ ] ![ ]( ) - --- +++ : " ,'


@given(st.lists(st.sampled_from([*PIECES.split(), " ", "\t", "\u3000"]), max_size=9).map("".join))
def test_a_line_alone_is_told_at_once(line: str) -> None:
    assert no_prose_alone(line) == (bool(apart(line)) or no_prose([line])[0])


@pytest.mark.parametrize("fence", [True, False])
@pytest.mark.parametrize("chinese", [True, False])
def test_lines_of_code_are_no_copies(fence: bool, chinese: bool) -> None:
    code = 'import { Provider } from "react-redux";\nconst store = configureStore(initialState);\nrender(store);\n'
    code = f"```js\n{code}```\n" if fence else code
    code = code.replace("store", "'商店'") if chinese else code
    page = f"{BODY}\n{code}\n换一种写法也可以，先看下面的例子。\n\n{code}\n这样就写完了，运行一下看看结果吧。\n"
    assert process(page, ("dedupe",), path="a.md").text == page


def test_lines_across_the_page_are_no_copies() -> None:
    page = f"{BODY}{'=' * 40}\n换一种写法也可以，先看下面的例子。\n{'=' * 40}\n"
    assert process(page, ("dedupe",)).text == page


def test_a_copy_beside_code_goes() -> None:
    assert process(f"{BODY}\n{CODE}\n{BODY}\n完了。\n", ("dedupe",)).text == f"{BODY}\n{CODE}\n完了。\n"


@pytest.mark.parametrize(
    "unit", ["---\na: ", "```\n", "<pre>\n", "{% highlight x\n", "$", "|", "<", "- ", "[a](b)", "　　"]
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = unit * 30_000
    began = time.process_time()
    apart(text)
    no_prose(text.split("\n"))
    no_prose([text.replace("\n", " ")])
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<pre>", "</pre>"), ("{% highlight ruby %}", "{% endhighlight %}")],
    ids=["HTML", "Liquid"],
)
def test_code_in_tags_is_no_copy(opening: str, closing: str) -> None:
    code = f"{opening}\nGerman shepherd dogs and their owners\nall the other animals of the village\n{closing}\n"
    page = f"{BODY}\n{code}\n换一种写法也可以，先看下面的例子。\n\n{code}\n这样就写完了，运行一下看看结果吧。\n"
    assert process(page, ("dedupe",)).text == page


def test_indented_code_of_markdown_is_no_copy() -> None:
    page = "".join(
        f"第{n}次运行它，看看这一次打出来的是什么：\n\n    $ python3 python_intro.py --verbose\n    完了{n}\n\n"
        for n in "一二三"
    )
    assert process(page, ("dedupe",), path="a.md").text == page
    item = "- 第一项说明在这里\n\n    第一项的第二段，写得比较长，村里的人都这样说。\n\n"
    assert process(item + BODY + item, ("dedupe",), path="a.md").text != item + BODY + item


def test_all_lines_in_a_row_with_those_of_a_program_are_of_it() -> None:
    program = [f"  std::println(value{n});" for n in range(6)]
    uses = ["```", *(f"* {name}[link /reference/{name}.md]" for name in ("fold", "iota", "println"))]
    prose = [f"村里第{n}户人家今年春天也把房子修好了。" for n in "一二三四五六七八九十"] * 2
    assert no_prose([*prose, *program, *uses, *prose]) == [False] * 20 + [True] * 10 + [False] * 20


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("\\begin{verbatim}", "\\end{verbatim}"),
        ("\\begin{lstlisting}[language=C]", "\\end{lstlisting}"),
        ("#+BEGIN_SRC text", "#+END_SRC"),
        ("#+begin_example", "#+end_example"),
        ("[source,text]\n----", "----"),
        ("[literal]\n.What is shown\n....", "...."),
    ],
)
def test_listings_of_typesetters_keep_their_lines(opened: str, closed: str) -> None:
    line = "some output of a program that says something at length\n"
    page = f"{BODY}\n{opened}\n{line}{line}{closed}\n\n别的一段文字，只是为了把前后两段隔开。\n"
    assert process(page, ("dedupe",)).text == page
    assert process(page, ("rejoin",)).text == page


def test_rules_that_nothing_says_to_be_of_a_listing_hold_prose() -> None:
    page = f"----\n{BODY}----\n{BODY}----\n"
    assert process(page, ("dedupe",)).text.count(BODY) == 1


def test_a_quoted_sentence_in_several_lines_gets_no_holes() -> None:
    first, second = (
        "> I have been trying to fit a model with several factors and it",
        "> fails with a message that I do not understand at all and to",
    )
    mail = f"{first}\n{second}\n> me.\n\nThe first answer.\n\n{first}\n{second}\n> me.\n\nThe second answer.\n"
    assert process(mail, ("dedupe",)).text == mail
    assert no_prose([first, second, "> me."]) == [True, True, True]
    assert no_prose([first, f"> {second}"]) == [False, False]  # of different depth
    assert no_prose([first, "> - an item of a list", "他说：", first]) == [False, False, False, False]
    assert no_prose([f"> {BODY.strip()}", f"> {BODY.strip()}"]) == [False, False]  # whole paragraphs, which may go


def test_a_line_that_opens_a_box_and_does_not_close_it_stays() -> None:
    opens, whole = f'<div class="box"><p>{BODY.strip()}</p>', f"<div><p>{BODY.strip()}</p></div>"
    other = "<p>别的一段文字，只是为了把前后两段隔开。</p>"
    page = f"{opens}\n</div>\n{other}\n{opens}\n</div>\n"
    assert process(page, ("dedupe",)).text == page
    assert no_prose([opens, whole, other, f"{BODY.strip()}</DIV>", "<br>" + BODY]) == [True, False, False, True, False]
