"""Lines behind an open one that its sentence does not go on in."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide, judge, set_off
from textkit.judgement.breaks.reading import read

OPEN = "注册一个协议, 将 `Buffer` 作为响应发送"
ENGLISH = "The usage is the same with the other one, except that it is called with an object."


@pytest.mark.parametrize(
    ("tail", "head", "expected"),
    [
        (OPEN, f"\n{ENGLISH}", True),
        (OPEN, ENGLISH, False),  # no blank line
        (OPEN, "\nKubernetes Operator Framework", False),  # a name
        (OPEN, f"\n{ENGLISH} 例如：", False),  # goes on in Chinese
        ("The usage is the same with", f"\n{ENGLISH}", False),
    ],
)
def test_a_sentence_in_latin_letters_behind_a_chinese_one(tail: str, head: str, expected: bool) -> None:
    page = read(f"{tail}\n{head}\n", markdown=True)
    assert set_off.translated(page, 0, 1) is expected


@pytest.mark.parametrize(
    ("tail", "head", "markdown", "expected"),
    [
        ("* `date` String - 交易的标准日期格式", "\n完成与日期对应的事务", True, True),
        ("* `date` String - 交易的标准日期格式", "\n完成与日期对应的事务", False, False),
        ("* `date` String - 交易的标准日期格式", "完成与日期对应的事务", True, False),  # goes on at once
        ("* `date` String - 交易的标准日期格式。", "完成与日期对应的事务", True, True),  # a copy may have gone between
        ("* `date` String - 交易的标准日期格式。", "  完成与日期对应的事务", True, False),
        ("* `date` String - 交易的标准日期格式", "\n  完成与日期对应的事务", True, False),  # further in
        ("`date` String - 交易的标准日期格式", "\n完成与日期对应的事务", True, False),
    ],
)
def test_a_paragraph_behind_a_list(tail: str, head: str, markdown: bool, expected: bool) -> None:
    page = read(f"{tail}\n{head}\n", markdown=markdown)
    assert set_off.behind_item(page, 0, 1) is expected


@pytest.mark.parametrize(
    "text",
    [f"{OPEN}\n\n{ENGLISH}\n", "* `date` String - 交易的标准日期格式\n\n完成与日期对应的事务\n"],
    ids=["English", "list"],
)
def test_another_paragraph_is_settled_without_weighing(text: str) -> None:
    assert judge.judge(read(text, markdown=True), 0, 1, None, None, None) == judge.SIGNED


def test_a_line_set_far_to_the_right_goes_on_in_none_at_the_left() -> None:
    text = "".join(
        f"{' ' * 56}*zo-{n}*\nzo      展开光标所在的折叠，给定计数时，展开相应层数的折叠。在可视模式下，展开选\n"
        "        区覆盖的所有折叠一层。本命令会自动打开折叠，要重新关闭它们，可以用下面这一条命令，\n"
        "        另外也可以看一看后面几节所说的内容。\n\n"
        for n in range(5)
    )
    assert [d for d in decide(text) if d.join and d.tail.slice(text).startswith("*zo")] == []
