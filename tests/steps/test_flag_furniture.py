"""Lines of pages and rests of layout, and sentences said twice: what is named, and the lines that look like them."""

from __future__ import annotations

import pytest

from textkit.language.boilerplate import is_furniture
from textkit.model.document import Document
from textkit.steps.flag import Options, checks


def named(text: str, name: str, path: str = "-") -> list[str]:
    (check,) = checks(Options())
    return [f.span.slice(text) for f in check.check(Document.of(text, path)) if f.rule.name == name]


@pytest.mark.parametrize(
    "line",
    [
        "上一页 1 2 3 4 5 下一页",
        "上一頁 下一頁 回目錄",
        "点赞 收藏 转发 评论",
        "本网站使用Cookie以提升您的浏览体验。继续浏览即表示您同意我们使用Cookie。",
        "We use cookies to improve your experience on this site. Accept all cookies",
        "分享到：微信 微博 QQ空间",
        "您当前的位置：首页 > 新闻中心 > 国内新闻 > 正文",
        "阅读(1024) 评论(3) 收藏",
        "责编/刘洋 版式/陈静",
        "Skip to main content",
        "免費下載APP 立即加入會員",
        "関連記事",
        "首页 > 新闻 > 社会 > 正文",
        "Accept cookies | Manage preferences | Privacy policy",
        "(本報訊，記者陳美玲報導)　下轉A3版",
        "热门搜索：空调 冰箱 洗衣机",
        "扫描下方二维码，加入读者群",
        "您的浏览器不支持JavaScript，请启用后刷新页面",
        "무단전재 및 재배포 금지",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "目　录",
        "第 1 页 共 5 页内容相同",
        "3 5 8 13 21",
        "（一）未经授权获取计算机信息系统数据的；",
        "点击进入设置菜单",
        "微信扫码乘车今日上线",
        "她担任责任编辑/撰稿人已有十年",
        "这篇文章有评论(3)条",
        "浏览器会把Cookie保存在本地，网站据此识别用户身份。",
        "But don't just read about the API, sign up for a key and read more about what it offers to all of us.",
    ],
)
def test_lines_that_look_like_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_bar_of_links_with_strokes_is_no_table() -> None:
    assert named("正文到此为止。\n\nAccept cookies | Manage preferences | Privacy policy\n", "boilerplate") != []
    assert named("| 评论 | 隐私政策 |\n", "boilerplate") == []


def test_a_tag_alone_is_a_rest_of_markup_but_in_markdown() -> None:
    assert named("正文到此为止。\n</div>\n", "residue") == ["</div>"]
    assert named("正文到此为止。\n</div>\n", "residue", "a.md") == []
    assert named("```\n</div>\n```\n", "residue") == []


def test_what_stands_for_a_picture_inside_a_sentence() -> None:
    assert named("据了解，[图片]该桥全长三百二十米。", "residue") == ["[图片]"]
    assert named("[图片]\n小王：[图片]\n见 [图片](a.png) 。\n", "residue") == []


def test_short_sentences_are_said_twice_as_a_whole() -> None:
    once = "今天下了雨。大家都没出门，在家看书。"  # 18 characters
    assert named(f"{once}{once}", "repeated-inside") == [once]
    assert named(f"{once}{once}后来天晴了。", "repeated-inside") == []
    assert named("各单位要落实责任，加强领导。" * 2, "repeated-inside") == ["各单位要落实责任，加强领导。"]
    once = "今天下了大雨。大家都没有出门，在家看书。"
    assert named(f"{once}{once}后来天晴了。", "repeated-inside") == [once]
    assert named("不要怕。天亮了。" * 2 + "大家这才放下心来，收拾好行李上了路。", "repeated-inside") == []


def test_sentences_that_end_in_an_ascii_stop() -> None:
    once = "The bridge was closed for repairs on Monday morning."
    assert named(f"{once} Traffic was sent over the old road. {once}", "repeated-inside") == [once]
