"""Items that are named first, numbers of articles, references whose number is lost: each begins something of its own."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide
from textkit.judgement.breaks.decisions import Decision
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read

NAMED = """药物的储存要注意下面的几件事，都写在库房的墙上：
温度：一般的药物放在二十度以下的房间里面，怕热
的放进冰箱
湿度：梅雨的季节里要打开除湿的机器，每天记下读
数并且签上自己的名字
光线：怕光的药物装进棕色的瓶子里面
期限：先到期的放在外面，过了期限的当月清点出来
"""
LAW = """第三条　本办法所说的库房是指存放药物的房间，由各个
科室分别负责管理和清扫
第四条　库房的钥匙由两个人分别保管，缺少一个人的时候
不得开门取药
"""
ADDRESS = "https://www.example.org/articles/2017/12/how-to-set-the-clock-of-your-computer"
REFERENCES = f":\n{ADDRESS}\n:\n{ADDRESS}/more\n:\n{ADDRESS}/last\n"
PROSE = """之后你会在左边看到一个
新的条目，这个条目默认
是打开的，把它的名字改
成你自己喜欢的名字再把
数值改成一就可以了。
"""


def behind(text: str, tail: str) -> Decision:
    return next(d for d in decide(text) if d.tail.slice(text).endswith(tail))


def test_items_that_are_named_first_stay_apart() -> None:
    assert behind(NAMED, "瓶子里面").names == ("named first",)
    assert not behind(NAMED, "签上自己的名字").join
    assert behind(NAMED, "面，怕热").join


def test_one_label_more_says_nothing() -> None:
    lines = NAMED.split("\n")
    assert behind("\n".join(lines[4:]), "瓶子里面").names != ("named first",)


def test_a_full_line_may_go_on_in_a_name() -> None:
    full = NAMED.replace("瓶子里面", "瓶子里面，要远离门窗")
    assert read(full).fits[5] == "full"
    assert behind(full, "要远离门窗").names != ("named first",)


def test_the_number_of_an_article_and_the_space_behind_it_are_no_mention() -> None:
    full = LAW.replace("清扫", "清扫并且每月向保管人报告一次药")
    assert behind(full, "一次药").names == ("numbered",)
    assert behind(full.replace("第三条　", ""), "一次药").names == ("numbered",)  # in no sequence too
    mention = full.replace("第四条　", "第四条的")
    assert behind(mention, "一次药").names != ("numbered",)


def test_a_colon_alone_is_what_is_left_of_a_reference() -> None:
    page = read(REFERENCES)
    assert [line.s for line in page.lines[:2]] == [":", ADDRESS]
    for decision in decide(REFERENCES):
        if decision.head.slice(REFERENCES) == ":":
            assert not decision.join
    narrow = f"{PROSE}:\nht\ntp\ns://example.org\n"
    assert not behind(narrow, "就可以了。").join


@pytest.mark.parametrize("address", [ADDRESS, f": {ADDRESS}"])
def test_addresses_say_nothing_of_the_column_beside_them(address: str) -> None:
    def columnar(page: Page) -> list[bool]:
        return page.columnar[:4]

    assert columnar(read(f"{PROSE}{address}\n{address}\n")) == [True] * 4
    wide = "这一行比上面的几行都要宽得多，它自己就是一个段落，说的是另外的一件事情，和上面的没有什么关系。"
    assert not all(columnar(read(f"{PROSE}{wide}\n{wide}二\n")))
