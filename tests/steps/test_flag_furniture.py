"""Lines of pages and rests of layout, and sentences said twice: what is named, and the lines that look like them."""

from __future__ import annotations

import pytest

from textkit.language import boilerplate
from textkit.language.boilerplate import is_furniture
from textkit.model.document import Document
from textkit.steps.flag import Options, checks, repeated


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
        "加入LINE好友",
        "追蹤我們的粉絲專頁",
        "上一則：市府召開記者會",
        "（2面に続く）",
        "この記事は有料会員限定です。",
        "Page 3 of 12",
        "(Continued on page A4)",
        "Continue reading the main story",
        "第3页 共12页",
        "京报集团 版权所有",
        "您可能感兴趣的文章",
        "共 3 页：上一页 1 2 3 下一页",
        "文字編輯：林怡君",
        "記事を読む",
        "この続きは会員登録をすると読めます",
        "Subscribe to our weekly newsletter",
        "Sign in to comment",
        "点击这里查看大图",
        "移动版 | 电脑版",
        "Page 2",
        "Your email address will not be published.",
        "扫一扫，关注我们",
        "【打印】【关闭窗口】",
        "设为首页 | 加入收藏",
        "第 3 页 共 12 页",
        "- 12 -",
        "·45·",
        "A04版",
        "浏览：236 次",
        "查看全部12条回复",
        "© 2021 某某报",
        "发表于 2019-3-2 21:15:33",
        "举报/反馈",
        "展开剩余70%",
        "暂无评论，快来抢沙发吧",
        "以上内容仅代表作者观点，不代表平台立场。",
        "看更多：颱風動態",
        "瀏覽人次：3,482",
        "2022-03-01 08:12　来源：健康报",
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
        "- 12",
        "1-2-3",
        "阅读：100 页",
        "(c) 2010",
        "本文原文发表于 2016 年",
        "用户登录后才能查看订单",
        "如何使用道具",
        "正在加载数据",
        "反对 | 支持",
        "生产许可证编号：SC11433010600000",
        "2022-03-01　来源：健康报",
        "这篇文章有评论(3)条",
        "版权所有者有权禁止他人未经许可使用其作品。",
        "扫一扫门前雪，管一管瓦上霜，这是邻里的本分。",
        "続きを読むのが楽しみで、夜も眠れなかった。",
        "我国全面推广增值电信业务经营许可电子证照",
        "而这也是关于我们的子孙。",
        "强制关闭窗口，除了它之外都不会被触发",
        "他把这个网站设为首页了",
        "点击打印本页即可得到纸质版",
        "Almost ready to submit the page",
        "The most popular names of the year",
        "你可以在一个地方联系我们，",
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
    assert named("病毒的传播途径是飞沫<sup>传播，也可通过接触感染。\n", "residue") == ["<sup>"]
    assert named("正文到此为止。\n<p>各位家长：</p>\n明天放假。\n", "residue") == ["<p>"]
    assert named("<div>\n<p>各位家长：</p>\n</div>\n", "residue") == ["<div>", "</div>"]
    assert named("正文到此为止。\n<p>各位家长：</p>\n明天放假。\n", "residue", "a.md") == []
    assert named("在网页里，<br>标签表示换行，<p>元素表示段落。\n", "residue") == []


def test_what_a_copy_of_a_wiki_leaves() -> None:
    assert named("早期历史[编辑]是另一篇的内容。\n", "residue") == ["[编辑]"]
    assert named("这座城市{{cite web|url=a}}建于公元前三世纪。\n", "residue") == ["{{cite web|url=a}}"]
    assert named("按下[编辑器]里的键，用 {{ name }} 表示名字。\n", "residue") == []


def test_phrases_that_no_prose_uses_make_a_sentence_furniture() -> None:
    assert named("正文到此为止。\n\n本文由网友供稿，转载请注明出处。\n", "boilerplate") != []
    assert named("扫描二维码即可付款，是如今最常见的支付方式。\n", "boilerplate") == []
    assert named("扫描二维码，关注我们。\n", "boilerplate") != []


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
    behind = "我们坚持以人民为中心的发展思想。"
    assert named(f"{behind}{behind}这是一切工作的出发点。", "repeated-inside") == [behind]
    assert named(f"{behind}这是一切工作的出发点。{behind}", "repeated-inside") == []
    assert named("不要怕。天亮了。" * 2 + "大家这才放下心来，收拾好行李上了路。", "repeated-inside") == []


def test_sentences_that_end_in_an_ascii_stop() -> None:
    once = "The bridge was closed for repairs on Monday morning."
    assert named(f"{once} Traffic was sent over the old road. {once}", "repeated-inside") == [once]


ONCE = "县委书记在讲话中指出，要把粮食生产放在各项工作的首位，切实抓好春耕备耕，确保全年目标圆满完成"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{ONCE}■{ONCE}。", ONCE),
        (f"{ONCE}。（{ONCE}。）", ONCE),
        (f"{ONCE}{ONCE}，大家都很赞成。", ONCE),
        (f"{ONCE}。{ONCE.replace('，', ',')}。", ONCE.replace("，", ",")),
        (f"{ONCE}。{ONCE.replace('抓好', '抓紧')}。", ONCE.replace("抓好", "抓紧")),
        (f"{ONCE}。{ONCE[:30]}，", ONCE[:30]),
    ],
)
def test_what_follows_itself_is_named_whatever_stands_between(text: str, said: str) -> None:
    assert named(text, "repeated-inside") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "第三条第一款规定的罚款，由县级以上人民政府主管部门决定；第三条第二款规定的罚款，由县级以上人民政府主管部门决定。",
        "甲方应当在合同签订之日起三十日内向对方支付全部约定的款项；乙方应当在合同签订之日起三十日内向对方支付全部约定的款项。",
        "会议通过了中华人民共和国和甲国共和国引渡条约的决定、中华人民共和国和乙国共和国引渡条约的决定。",
        "详见[https://example.org/a/b/c/d/e/f](https://example.org/a/b/c/d/e/f)，写得很清楚，也写得很清楚。",
        "在那遥远的地方，有位好姑娘；在那遥远的地方，有位好姑娘，人们走过她的帐房都要回头张望。",
    ],
)
def test_what_only_follows_its_like(text: str) -> None:
    assert named(text, "repeated-inside") == []


def test_every_word_of_the_lexicon_is_found_where_it_stands() -> None:
    words = boilerplate.lexicon()
    for word in (*words["phrase"], *words["always"], *words["link"]):
        line = f"村里 {word.lower()} 的人"
        assert boilerplate._phrases().may_stand(line), word
        assert any(boilerplate._phrases().found(line)), word
    for word in (*words["label"], *words["strong_label"]):
        assert boilerplate._labelled(f"他说：{word} ："), word
        assert not boilerplate._labelled(f"他说：{word}。"), word


@pytest.mark.parametrize("line", ["村里的人都来了，站在路边。", "He came, and stood by the road.", "他说：天晴了。"])
def test_most_prose_has_none_of_its_words(line: str) -> None:
    assert not boilerplate._phrases().may_stand(line.lower())
    assert not boilerplate._labelled(line)


@pytest.mark.parametrize("line", ["关 键 词：", "分 享：", "标 签："])
def test_whole_lines_may_be_spaced(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("size", [12, 19, 20, 21, 27, 28, 33])
@pytest.mark.parametrize("lead", range(8))
@pytest.mark.parametrize("slip", [None, 3, 9, 15])
def test_what_stands_right_behind_is_found_in_short_paragraphs_as_in_long_ones(
    size: int, lead: int, slip: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = "公路昨天上午通车全长二十里可行驶大客车沿线村民出行从此方便了许多"[:size]
    again = once if slip is None or slip >= size else once[:slip] + "口" + once[slip + 1 :]
    text = "会议今天闭幕了。"[8 - lead :] + f"{once}，{again}。"
    found = named(text, "repeated-inside")
    monkeypatch.setattr(repeated, "BRIEF", -1)
    assert named(text, "repeated-inside") == found
    assert found or again != once or size < 20
