"""What ``--stitch`` moves, and what stays: texts whose paragraphs stand one a line already."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks.far_continuations import pairs

HEADINGS = """\
Computing the Price of the Wood
The price of the boards is paid by the council, and that of the nails by those who live beside the river.
Oak is taken for the piles of the bridge, for it stands in water longer than any other wood that grows here.
Paying for the Boards and Nails
Returning to the Old Ferry
The old ferry lies below the mill, and two men can row it over the river when the bridge is closed.
Measuring the Height of a Wooden Bridge
The bridge is tarred every second year, and the boards that carts have worn are turned or taken away.
Choosing Wood for the Piles
The width of the bridge depends on the carts that will cross it, and on the price of the wood in that year.
Before a wooden bridge is built, the height of the water is measured for a year at the place where it will stand.
Adding a Lamp to Each Pile
When the ice comes down the river, the bridge is closed, and the ferry goes from the stairs below the mill.
"""
JAPANESE = """\
木の橋の高さを川の水位から決める
古い渡し船は水車の下にあり、橋が閉じられると二人で川を渡す。
橋の板の値段を計算する
橋の杭には樫を使う。水の中ではほかの木より長くもつからである。
橋の杭に明かりをつける
橋の板の値段は町が払い、釘の値段は川のそばに住む人が払う。
川に氷が流れてくると橋は閉じられ、渡し船が水車の下の階段から出る。
橋を渡る車の大きさを決める
木の橋には二年ごとに塗料を塗り、車で傷んだ板は裏返すか取り替える。
川の水位を毎年測る
橋の杭には明かりがあり、日が沈むと渡し守が火をともす。
渡し船で川を渡る
木の橋の幅は、橋を渡る車の大きさと、その年の木の値段によって決まる。
"""

CHINESE = """\
第一章说明怎样测量开源图形驱动程序的内存占用
图形驱动程序占用的内存可以用系统自带的工具来测量，测量之前先要关闭其他程序。
第二章介绍适用于桌面系统的录屏软件
录屏软件有很多种，有的可以录制整个桌面，有的只能录制一个窗口，也有的可以录制声音。
在桌面系统里安装录屏软件最简单的七种方法
软件仓库里有的软件，用一条命令就可以安装好，不用自己去找安装包。
开源图形驱动程序现在也支持光线追踪
支持光线追踪的图形驱动程序要占用更多的内存，所以旧的显卡上不会默认打开。
新手第一次编译内核需要知道的几件事
编译内核要用很长的时间，最好在晚上开始，第二天早上再来看结果。
内核的配置文件里每一个选项都有说明，看不懂的选项可以先保留原来的值。
怎样把旧电脑改造成家里人都能用的文件服务器
旧电脑的硬盘多半不大，但是存放文件已经够用了，还可以再接一块移动硬盘。
文件服务器要一直开着，所以要选一台省电的电脑，风扇的声音也不能太大。
为什么这一个版本是目前最安全的桌面系统
以前的版本要等半年才能得到安全更新，现在每天晚上都会自动检查一次。
"""
EQUALLY_WIDE = """\
杭に明かりをつける
木の橋を架ける前に、橋の立つ場所で川の水位を一年のあいだ測る。
木の橋の幅は、橋を渡る車の大きさと、その年の木の値段によって決まる。
川の水位を毎年測る
木の橋には二年ごとに塗料を塗り、車で傷んだ板は裏返すか取り替える。
橋の板の値段は町が払い、釘の値段は川のそばに住む人が払う。
町と川の地図を見る
釘と板の数を数える
町と川の地図を見る
川に氷が流れてくると橋は閉じられ、渡し船が水車の下の階段から出る。
橋の杭には樫を使う。水の中ではほかの木より長くもつからである。
杭に明かりをつける
古い渡し船は水車の下にあり、橋が閉じられると二人で川を渡す。
木の橋の幅は、橋を渡る車の大きさと、その年の木の値段によって決まる。

None
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADINGS, id="an English heading goes on in no other heading"),
        pytest.param(JAPANESE, id="nor a Japanese one"),
        pytest.param(CHINESE, id="nor a Chinese one"),
        pytest.param(EQUALLY_WIDE, id="a few lines that are equally wide by chance are no column"),
    ],
)
def test_nothing_moves_in_a_text_whose_paragraphs_are_whole(text: str) -> None:
    assert process(text, ("rejoin",), stitch=True).text == text


TAIL = "町の人が橋をどこに架けるかについて話し合っていると、渡し守が「橋など架けなくても、わしの船で川を渡ればよかろ"
REST = "う。川の水は春には高い」と口をはさんだ。町の人は橋と船のどちらがよいかを考えた。"
SPEECH = (
    "「橋はいつ架かるのですか。町の人はみな待っています」",
    "「橋のことは渡し守に聞くがよい」",
    TAIL,
    "「ばらは春に植えるのがよいと、庭師が申しておりました」",
    "「では、この庭には春になったらばらを植えよう」",
    REST,
    "「船では車を渡せません。橋のほうがよいでしょう」",
)


def test_blocks_that_end_with_what_somebody_says_are_prose_too() -> None:
    text = "\n\n".join(SPEECH) + "\n"
    assert process(text, ("rejoin",)).text == text
    made = process(text, ("rejoin",), stitch=True).text
    assert f"{TAIL}{REST}\n" in made
    assert process(made, ("rejoin",), stitch=True).text == made


# Short lines without a mark at their end, as headings are; but few of those have a comma.
CUT = (
    ("渡し船は水車の下から出るので、橋が閉じられた日には朝から人が並ん", "で待つことになる。渡し守は二人しかいない。"),
    (
        "庭師はばらの苗を植える前に、庭の土を深く掘り返して肥料を混ぜなけれ",
        "ばならない。ばらは水はけのよい土を好むからである。",
    ),
    ("学校の図書室では、借りた本を返す日を忘れないように紙の札を渡し", "ている。札には返す日と本の題名が書いてある。"),
    ("パン屋の主人は夜中の二時に起きて、その日に焼くパンの生地をこね始め", "る。窯に火を入れるのは息子の仕事である。"),
)


def test_a_page_may_be_cut_in_many_places() -> None:
    text = "\n\n".join([*(tail for tail, _ in CUT), "川の水位は毎年測られる。", *(rest for _, rest in CUT)])
    assert sum(pair.sure for pair in pairs(text)) >= 2


RIVER = "穿城而过的小河重新变得清澈，两岸修起了步", "道，傍晚时分总有许多居民来散步，老人们说河里又能看见成群的小鱼了。"
BANKS = (
    "穿城而过的小河重新变得清澈，两岸修起了步道，傍晚时分总有许多居",
    "民来散步，老人们说河里又能看见成群的小鱼了。",
)
DOCTORS = "市里的三家医院从下个月起将为全市六十岁以", "上的老人每年做一次免费的体检，结果当天就能在手机上看到。"
HELPERS = "昨日，全市组织开展了志愿服务活动，共有三百余名志愿者走上街头，清理卫生死角，受到居民的一致好评。"


@pytest.mark.parametrize(
    ("blocks", "moved"),
    [
        ((RIVER[0], HELPERS, RIVER[1]), False),  # a page cut into columns cuts more than one article
        ((RIVER[0], DOCTORS[0], RIVER[1], DOCTORS[1]), True),
    ],
)
def test_what_is_cut_alone_is_moved_only_where_it_is_surer(blocks: tuple[str, ...], moved: bool) -> None:
    made = process("\n\n".join(blocks), ("rejoin",), stitch=True).text
    assert ("".join(RIVER) in made) is moved
    assert process(made, ("rejoin",), stitch=True).text == made


def test_a_cut_block_may_be_as_short_as_a_headline() -> None:
    text = "\n\n".join((DOCTORS[0], BANKS[0], DOCTORS[1], BANKS[1]))
    made = process(text, ("rejoin",), stitch=True).text
    assert made.strip() == "\n\n".join(("".join(DOCTORS), "".join(BANKS)))


def test_a_headline_does_not_go_on_in_the_text_under_it() -> None:
    text = (
        "木桥的高低要由镇上的人来确定。\n"
        "市轮渡管理局称可能被迫考虑暂时关闭部分过江渡口\n"
        "隶属于市交通运输局的市轮渡管理局负责人昨天表示，如果江水继续上涨，可能被迫考虑暂时关闭部分过江渡口。\n"
    )
    assert not pairs(text)
