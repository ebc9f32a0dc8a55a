"""Whole small documents of many kinds: a joiner must take out the line breaks at ``↩``, set a space for those at ``↲``,
and leave every other one.
"""

from __future__ import annotations

import re

import pytest

from textkit.api import clean, process

DOCUMENTS = {
    "an examination paper": """\
2023年秋季学期八年级语文期末试卷
一、选择题（每小题3分，共24分）
1．下列加点字的读音完全正确的一项是（  ）
A．憎恶（wù）  匿名（nì）
B．酝酿（liàng）  粗犷（guǎng）
2．下列句子没有语病的一项是（  ）
A．通过这次活动，使我们开阔了眼界。
B．他那认真刻苦的学习精神，值得我们↩
学习和效仿，大家都应当以他为榜样，↩
不断提高自己。
二、阅读下面的文章，完成3～5题。（12分）
    那年冬天，祖母死了，父亲的差使也交↩
卸了，正是祸不单行的日子。我从北京到徐↩
州，打算跟着父亲奔丧回家。
3．文中画线句子有什么作用？（4分）
答：____________________
""",
    "a contract with numbers of two levels": """\
根据《中华人民共和国民法典》及有关法律、法↩
规的规定，甲乙双方在平等、自愿的基础上，就↩
房屋租赁事宜达成如下协议：
第一条  房屋基本情况
1.1 甲方将坐落于上海市浦东新区的房屋出租给↩
乙方使用，建筑面积89.5平方米。
1.2 房屋用途为居住。
第二条  租赁期限
租赁期自2023年1月1日起至2023年12月31日止，↩
共计12个月。
""",
    "names of files": """\
certs/harbour_city_root_2019.crt
certs/mountain_valley_root_2021.crt
certs/river_gate_services.crt
certs/old_bridge_authority_2.crt
certs/lighthouse_root.crt
certs/island_trust_network.crt
""",
    "a table of names in a program": """\
NAMES = {
    'boxes': 'widgets.containers',
    'sliders': 'widgets.numbers',
    'buttons': 'widgets.actions',
    'labels': 'widgets.texts',
    'tables': 'widgets.records',
}
""",
    "a program with Chinese in it": """\
describe('小屋', function () {
  it('应该有一扇门', function () {
    var name = '山脚下的小屋';
    var house = new House(name);
    house.open();  // 打开门
    house.door.should.equal('open');
  });
});
""",
    "prose that speaks of a program": """\
The loader looks at each of the files that it is given and calls↲
the method parse() of the class that the table names for it. The↲
result is put into a cache, so that a second call of load() costs↲
nothing; the function reset_cache() makes the loader forget what it↲
knows.
""",
    "a table of contents": """\
第一章  绪论 ……………………………………… 1
1.1  研究背景与意义 …………………………… 1
1.2  国内外研究现状 …………………………… 3
第二章  理论基础 ………………………………… 9
2.1  卷积神经网络在图像识别领域中的应用与发↩
展趋势 …………………………………………… 12
参考文献 ………………………………………… 45
致谢 ....................................... 50
""",
    "messages": """\
2023-05-01 10:21:33 小王
今天下午的会改到三点了
2023-05-01 10:22:10 小李
好的，收到
2023-05-01 10:25:47 小王
记得带上上次的材料，另外把预算表也打印三份
""",
    "subtitles": """\
1
00:00:01,000 --> 00:00:04,000
你好，我是李明
今天天气不错

2
00:00:04,500 --> 00:00:07,200
是啊，我们去公园走走吧
听说那里的花都开了

3
00:00:08,000 --> 00:00:10,000
好主意！
""",
    "a song with the times of its lines": """\
[ti:夜雨]
[ar:无名]
[00:12.00]窗外的雨下了一整夜
[00:17.20]灯火渐渐熄灭
[00:22.80]我在等你回来
""",
    "the end of a letter": """\
    您好！来信收到了，知道家里一切都好，我↩
就放心了。最近学校里很忙，期中考试刚刚过去，我↩
们又要准备运动会。
    此致
敬礼！
                            儿子：小军
""",
    "a page of a paper": """\
Abstract. We present a method for recovering paragraphs↲
from text that was extracted from scanned newspapers. Our↲
approach combines layout evidence with a language model and↲
reaches an F1 of 98.7% on a public benchmark.

1 Introduction
Optical character recognition (OCR) yields lines rather than↲
paragraphs [1, 2]. For many uses, e.g. corpus building, the↲
line breaks must be removed. Previous work by Brown et al.↲
(2019) relied on indentation alone.

1.1 Contributions
Our contributions are as follows:
• We introduce a new dataset of 1,000 pages, annotated↲
  by two experts.
• We show that evidence from the whole document helps and↲
  that a wrong join hurts more than a missed one.
""",
    "a program and what is said of it": """\
The script below reads the file that was named on the↲
command line and writes what it found to the standard↲
output, one line for each of the words.

import sys
from collections import Counter

def count(path, least):
    words = Counter(open(path).read().split())
    for word, many in words.items():
        if many >= least:
            print(word, many)
    return words

count(sys.argv[1], int(sys.argv[2]))

It was written for a small text, and for a long one it↲
takes more memory than a reader might expect of it.
""",
    "settings": """\
[server]
host = "127.0.0.1"
port = 8080
debug = false
paths = [
  "texts",
  "drafts"
]
[log]
level = "info"
""",
    "a short page on which no line ends a sentence": """\
湖の話
町の北にある湖は、昔から多くの人に親しまれてきた場所です。春には↩
鳥が集まります。夏になると子どもたちが泳ぎに来ますが、水が冷たい↩
ので長くはいられません。秋には湖のまわりの木々が色づき、遠くの町↩
からも見物の人がやって来るので、道がとても混み合います。冬の湖に↩
ついては、次のような話が伝わっています:
""",
    "a letter of a firm": """\
いつもお世話になっております。
株式会社テストの佐藤です。

先日お打ち合わせいたしました件につきまして、社内で検↩
討いたしましたところ、下記の日程でご訪問させていただ↩
きたく存じます。

・日時：10月5日（木）14:00〜15:00
・場所：貴社会議室

ご多忙のところ恐れ入りますが、ご都合のほどご確認いた↩
だけますと幸いです。
何卒よろしくお願い申し上げます。
""",
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_only_broken_lines_are_joined(document: str) -> None:
    joined = process(re.sub("[↩↲]", "", document), ("rejoin",)).text
    assert joined == re.sub(r"↲\n *", " ", document.replace("↩\n", ""))


def test_a_definition_list_of_markdown_stays() -> None:
    page = "# 用语\n\n术语\n: 定义列表对术语的说明\n\n另一个术语\n: 对它的说明\n"
    assert process(page, ("rejoin",), path="a.md").text == page


@pytest.mark.parametrize(
    "page",
    [
        "第一段说完了。\n\n，\n\n第二段。\n",  # set apart by blank lines
        "，\n。\n、\n",  # a list of marks
        "load(\n    path,\n)\n",  # code
    ],
)
def test_marks_that_may_stand_alone_stay(page: str) -> None:
    assert process(page, ("rejoin",)).text == page


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_lone_mark_goes_to_the_line_before_it(indent: str) -> None:
    page = f"他说:“我们明天再来看看吧。”\n{indent}，\n"
    once = clean(page).text
    assert once == "他说：“我们明天再来看看吧。”，\n"
    assert clean(once).text == once


@pytest.mark.parametrize(
    "page",
    [
        "## 软件包\n\n- https://example.com/packages/editor-widgets\n- https://example.com/packages/icon-theme-dark\n",
        "给药途径要看病情，先看轻重，再看部位\n- 重症感染先静脉给药，好转之后再改口服\n",
        "1、[一位工程师的回忆](https://example.com/memories)（英文）\n\n文章写的是三十年前的一间机房，以及那里的人。\n",
        "[去年的今天](https://example.com/a)（第118期）\n[前年的今天](https://example.com/b)（第68期）\n",
    ],
    ids=["addresses", "one item", "a link and its summary", "links"],
)
def test_lists_of_markdown_stay(page: str) -> None:
    assert process(page, ("rejoin",), path="a.md").text == page


def test_items_of_plain_text_stay() -> None:
    page = "- 指由于遗传物质的改变导致其获得了耐药的\n- 获得性耐药的发生一般说来有三种因素，它们是\n"
    assert process(page, ("rejoin",)).text == page


VERSE = [
    "小时候的我不懂得", "大风，只知道躲开。", "大人们总皱着眉头。", "风，有时会忽然停住。", "大人们低声地说话。", "书里写着，",
    "人人都有家，都有故乡，", "我却从来没有见过。", "后来我知道", "院子里的树，是画的树，", "雨，是水管里的雨，", "我的窗户开在墙的里面，",
    "而家人，是墙上的影子。",
]  # fmt: skip


@pytest.mark.parametrize("indent", ["", "　　"])
def test_verse_with_blank_lines_between_stays(indent: str) -> None:
    page = "".join(f"{indent}{line}\n\n" for line in VERSE)
    assert process(page, ("rejoin",)).text == page


def test_verse_in_stanzas_stays() -> None:
    page = "\n".join(VERSE[:5]) + "\n\n" + "\n".join(VERSE[5:8]) + "\n\n" + "\n".join(VERSE[8:]) + "\n"
    assert process(page, ("rejoin",)).text == page


def test_paragraphs_that_are_indented_by_two_ideographs_stay() -> None:
    lines = ["　　他说过的那些话我一句也没有忘记", "　　只是后来再也没有人提起", "　　那条河还在村口流着"]
    page = "\n\n".join(lines) + "\n"
    assert process(page, ("rejoin",)).text == page


def test_spaces_beside_marks_have_no_width() -> None:
    """They were not printed: rejoining before and after they are taken out gives the same."""
    lines = [
        "先生走出门去， 站在院子的中间， 望着远处的山影出神。忽然用", "力拍了一下栏杆， 回来了。下了楼， 看看花， 没有买； 看看报，",
        "也没有买。 又走上来了， 向我招呼了一声 “早啊，今天” 我没有", "说话。他自己又说了一句 “问问门房吧” ，紧跟着就是一声响雷，",
        "吓得大家都不敢再出声了， 只听见雨点打在屋瓦上的声音， 慢慢地", "小了下去。",
    ]  # fmt: skip
    page = "\n".join(lines) + "\n"
    once = clean(page).text
    assert once.count("\n") == 1
    assert clean(once).text == once


SOFT = [
    ("程序先把各个目录都读一遍。装在别处的不看，默认的安装位置是系统目录下的\nlib 文件夹，别处的不看。\n", "下的 lib"),
    ("最常用的三个步骤是编译（compilation）、汇编（assembly）、链接（linking），\n分别由三个程序完成。\n", "），分别"),
    (
        "メソッドはたくさんありますが、ここでは値の型が混ざっている場合について見ていくので、\n順番に気をつけてください。\n",
        "ので、順番",
    ),
]


@pytest.mark.parametrize(("page", "seam"), SOFT)
def test_soft_breaks_of_markdown_are_joined(page: str, seam: str) -> None:
    head = "# 说明\n\nlib 文件夹和 bin 文件夹都要 root 权限。\n\n"
    assert seam in process(head + page, ("rejoin",), path="a.md").text


@pytest.mark.parametrize(
    "page",
    [
        "程序先把各个目录都读一遍，默认的安装位置是系统目录下的文件夹，  \n别处的不看。\n",  # a hard break
        "程序先把各个目录都读一遍，默认的安装位置是系统目录下的文件夹，\n- 别处的不看。\n",  # an item
        "程序先把各个目录都读一遍，这里的公式是 $x_1 = y_1 + y_2 + y_3 + y_4$\n\n然后再看下一个例子。\n",
        "1. 游客在北海道打听消息，昨天晚上终于有了回音，他的家人都松了一口气 - RTHK\n香港电台的网站\n",  # titles
        "[how-to-quit-after-a-guess]:\nch02-00-guessing-game-tutorial.html\n",
        "山路十八弯，\n水路九连环，\n弯弯又环环。\n",  # short lines
        "# January 26 Meeting Notes\n-----\n\nEveryone was there.\n",  # ruled off
        "$$\nx_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9,\n\\quad y\n$$\n",
    ],
)
def test_hard_breaks_of_markdown_stay(page: str) -> None:
    assert process(page, ("rejoin",), path="a.md").text == page


LABELS = """See the [store guide][].

[Developer Program]: https://developer.example.com/programs/
[`tool-builder`]: https://example.com/tool-userland/tool-builder
[`tool-forge`]: https://example.com/tool-userland/tool-forge
[`tool-sign`]: https://example.com/tool-userland/tool-sign
[`tool-packager`]: https://example.com/tool/tool-packager
[图标]: <images/a b.png>
[Mac Store Guide]: mac-store-submission-guide.md
[Windows Store Guide]: windows-store-guide.md
"""
INDENTED = """如果想把字符串变成大写，只需要输入：

    >>> "Ola".upper()
    'OLA'

你刚刚用了一个函数。写一个文件，列出不要的东西：

    *.pyc
    __pycache__
    myvenv
    db.sqlite3
    .DS_Store

然后保存它。

- 在条目里再进四格：

      from django.conf.urls import include, url
      from django.contrib import admin
"""
PRE = "这样下载：\n\n<pre>\ngit clone somewhere\ncd somewhere and else\nmake the whole thing\n</pre>\n\n完了。\n"
HIGHLIGHT = """例如：

{% highlight ruby %}
cities  = %w[ London
              Oslo
              Amsterdam
              Berlin ]
visited = %w[Berlin Oslo]

puts "I still need " +
     "to visit the " +
     "following cities:",
     cities - visited
{% endhighlight %}
"""


@pytest.mark.parametrize(
    "page", [LABELS, INDENTED, PRE, HIGHLIGHT], ids=["addresses", "indented code", "code in HTML", "code in Liquid"]
)
def test_code_and_addresses_of_markdown_stay(page: str) -> None:
    assert process(page, ("rejoin",), path="a.md").text == page


def test_addresses_that_are_given_once_stay_in_any_text() -> None:
    assert process(LABELS, ("rejoin",)).text == LABELS


def test_a_paragraph_of_a_list_item_and_a_quoted_one_are_no_code() -> None:
    item = "* 第一项说明得比较长，后面还有一段。\n\n    第一项的第二段，缩进四格，写得也\n    比较长，分成两行。\n"
    assert "写得也比较长" in process(item, ("rejoin",), path="a.md").text
    quoted = (
        "社长在信里写道：\n\n    这是我们这些年来第一次这样做，也是最后一次。请大家一定要去试\n"
        "    一试，看看它有多快，多好用，再把想到的都告诉我们，我们会改。\n"
    )
    assert "试一试" in process(quoted, ("rejoin",), path="a.md").text


def test_a_box_of_code_that_is_never_closed_is_none() -> None:
    page = "<pre>\n近年来，我国数字经济发展迅\n速，已经成为推动经济社会发\n展的重要力量。各地区各部门\n积极推进。\n"
    assert "发展迅速" in process(page, ("rejoin",), path="a.md").text
