"""Text in the escapes of mail, of addresses and of programs."""

from __future__ import annotations

import pytest

from textkit.judgement.escaped import escaped


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in escaped(text, frozenset(text))]


@pytest.mark.parametrize(
    "run",
    [
        "=E6=B5=99=E6=B1=9F=E7=9C=81",
        "=?UTF-8?B?5Lit5Zu957uP5rWO?=",
        "=?GB2312?Q?=D6=D0=B9=FA?=",
        "%E4%B8%AD%E5%9B%BD%E7%BB%8F",
        "\\u4e2d\\u56fd\\u7ecf\\u6d4e",
    ],
)
def test_escapes_of_text(run: str) -> None:
    assert found(f"标题：{run}，来源不详。") == [run]


@pytest.mark.parametrize(
    "text",
    [
        "在程序里，\\u4e2d 表示汉字“中”，\\u4e2d\\u56fd 表示中国。",
        '请写成 "\\u4e2d\\u56fd\\u7ecf" 的形式。',
        "链接是 http://example.com/?q=%E4%B8%AD%E5%9B%BD%E7%BB%8F 这样的。",
        "\\u4e2d\\u56fd\\u7ecf\\u6d4e",
        "The bytes =41=42=43=44=45 spell a word.",
        "=?nonsense?B?5Lit5Zu957uP5rWO?= 没有这种编码。",
        "=?UTF-8?B?===?= 不成样子。",
    ],
)
def test_escapes_that_are_meant(text: str) -> None:
    assert found(text) == []
