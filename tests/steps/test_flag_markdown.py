"""Lines of Markdown that follow each other at once are one paragraph, and neither ends nor begins there is cut."""

from __future__ import annotations

import pytest

from textkit.model.document import Document
from textkit.steps.flag import Options, checks

CHINESE = """# 关于这种语言

这种语言的作者常说，他想让写程序的人感到愉快，而不是让机器感到
愉快。2006年这个论坛平均每天有两百封来信，后来人多了，大家就
分开讨论。

在写下这些规则的时候，作者参考了许多别的语言，
也听取了很多使用者的意见，把它们放在一起比较，
最后才定了下来。
"""
JAPANESE = """これは新しい言語の紹介です。作者はよく、書く人が楽しくなければならないと言っていますが、
機械のためではありません。

この言語では加算は演算子を用いて行われますが、単語の方が読み取りやすいというのであれば、
数のクラスに次のようなメソッドを足すこともできます。

[要望](https://example.com/issues/11420)、
[次の要望](https://example.com/issues/11421)などがありました。
"""


def cuts(text: str, path: str) -> list[str]:
    (check,) = checks(Options())
    found = check.check(Document.of(text, path))
    return [f.span.slice(text) for f in found if f.rule.name in ("truncated-tail", "truncated-head")]


@pytest.mark.parametrize("text", [CHINESE, JAPANESE], ids=["Chinese", "Japanese"])
def test_soft_breaks_are_no_cuts(text: str) -> None:
    assert cuts(text, "a.md") == []
    assert cuts(text, "a.txt") != []


def test_what_is_cut_at_the_end_of_a_paragraph_is_named() -> None:
    end = "最后才把它们一条一条地定了下来。从那以后，使用它的人越来越多，大家都很高"
    text = CHINESE.replace("最后才定了下来。", end) + "\n## 后记\n\n这本书写到这里就完了。\n"
    assert [found[-3:] for found in cuts(text, "a.md")] == ["都很高"]


def test_one_paragraph_a_line_is_judged_line_by_line() -> None:
    text = "村里去年修通了公路，今年春天又添置了两台烘干机，村里人都很高\n合作社的产品开始销往周边城市。\n" * 3
    assert len(cuts(text, "a.md")) == len(cuts(text, "a.txt")) > 0
