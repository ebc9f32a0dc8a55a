"""What kind of paragraph a paragraph is."""

from __future__ import annotations

import pytest

from textkit.judgement.kinds import judged, kind, leads_on, marked_whole, settled, stripped

PROSE = [
    ("prose with a stop", "村里去年修通了公路，产品开始销往周边城市。"),
    ("a sentence that names a picture", "图书馆的灯还亮着，他合上书，慢慢走下楼去。"),
    ("a sentence that begins with a year", "2021年3月5日，他回到了阔别多年的故乡，看望年迈的父母。"),
    ("a reporter in a sentence", "记者从市教育局获悉，今年全市新增学位三千个，比去年多出一成。"),
    ("an article of a law", "第二百五十七条 国家出资的企业，"),
    ("two clauses of unlike length", "天亮了，村口的大喇叭又响了起来。"),
    ("what somebody says", "老人说：日子越过越好，大家心里都亮堂了。"),
    ("a lead with a comma at its end", "通知：明天上午九点，"),
    ("a film that is being made", "今天先拍到这里，大家收拾东西下山。剧组明天还要去湖边拍摄"),
    ("a label with more than a line", "通知：明天上午九点在村委会二楼会议室召开全体村民代表大会，请各位代表准时参"),
    ("no source of a text", "这座桥的资金来源：一半是县里的补助，另一半由村民自己凑，账目每月公"),
    ("nobody is addressed", "致使下游的水位在一夜之间上涨，"),
    ("somebody does something", "各位村民把自家的苗木搬到了地头，"),
    ("a long paragraph with furniture words", "他在责任编辑：一栏里写下自己的名字，想了想又划掉了。" * 8),
]

KINDS = [
    ("heading", "## 让每一个孩子都有书读"),
    ("heading", "第三章 监督与管理"),
    ("heading", "第 三 章 监督与管理"),
    ("heading", "推动乡村产业高质量发展"),
    ("list-item", "（一）申请人的姓名、住址；"),
    ("list-item", "1. 打开电源"),
    ("byline", "本报记者 李明"),
    ("byline", "责任编辑：刘洋 校对：王芳 浏览"),
    ("dateline", "2021年3月5日"),
    ("caption", "图为农民在田间收割水稻"),
    ("caption", "孩子们在手工坊里做风筝。本报记者 何一鸣 摄"),
    ("caption", "读者在旧车间改成的阅览区看书。 何一鸣 摄"),
    ("caption", "（资料图片）"),
    ("furniture", "发布日期:2021-03-05 来源:市教育局 浏览次数: 字号:【大 中 小】"),
    ("furniture", "版权所有 未经授权不得转载"),
    ("table-row", "| 年份 | 产量 |"),
    ("code", "```python"),
    ("attribution", "——摘自《乡村札记》"),
    ("attribution", "-- 李明，某大学教授"),
    ("attribution", "致亲爱的读者朋友们，"),
    ("attribution", "尊敬的王老师，"),
    ("attribution", "各位同学，"),
    ("byline", "文章来源综合自：城市周刊、乡村月报、本地论坛"),
    ("byline", "整合自：旧书摊，读书小组等"),
    ("byline", "资料来源：县统计局"),
    ("verse", "床前明月光，疑是地上霜"),
    ("label", "各县、区人民政府："),
    ("heading", "老人说：日子越过越好，大家心里都亮"),
    ("heading", "山区修路记　村民们笑开颜"),
    ("label", "票价：成人六十元，学生半价"),
    ("label", "温馨提示: 雨天路滑，请扶好扶手"),
    ("caption", "↑10月5日，市民在湖边散步"),
    ("table-row", "李明　王芳（女）　赵强　孙丽（女）　周涛"),
    ("table-row", "城东区  46.2  135  9.8"),
    ("blank", " \u3000"),
]


@pytest.mark.parametrize(("reason", "text"), PROSE)
def test_prose_is_prose(reason: str, text: str) -> None:
    assert kind(text) == "prose", reason


@pytest.mark.parametrize(("expected", "text"), KINDS)
def test_other_kinds(expected: str, text: str) -> None:
    found = kind(text)
    assert found == expected or {found, expected} <= {"byline", "furniture", "caption", "attribution"}


def test_verse_is_told_by_its_company() -> None:
    line, verse = "惟见长江天际流", "故人西辞黄鹤楼，烟花三月下扬州"
    assert judged(line, before=verse, after=verse)[0] == "verse"
    assert kind(line) == "heading"


@pytest.mark.parametrize(
    ("reason", "line", "beside", "found"),
    [
        ("one of several sentences", "三、非铸造件的容许应力取前条第一项", "二、铸造件的容许应力为零点六。", "prose"),
        ("one of several clauses", "三、非铸造件的容许应力取前条第一项", "二、铸造件的容许应力为零点六；", "prose"),
        ("one of several headings", "三、加强组织领导和协同配合落实", "二、完善政策体系", "heading"),
        ("a short heading among sentences", "三、总体要求", "二、铸造件的容许应力为零点六。", "heading"),
        ("no number beside it", "三、加强组织领导和协同配合落实", "村里去年修通了公路。", "heading"),
    ],
)
def test_numbered_sentences_are_no_headings(reason: str, line: str, beside: str, found: str) -> None:
    assert judged(line, before=beside)[0] == found, reason
    assert judged(line, after=beside)[0] == found, reason


def test_among_numbered_lines_of_both_kinds_one_without_a_stop_is_a_heading() -> None:
    line, sentence = "三、加强组织领导和协同配合落实", "四、铸造件的容许应力为零点六。"
    assert judged(line, before="二、完善政策体系", after=sentence)[0] == "heading"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1995年5月7日，县里派人到派出所立案，当天找到他的父母做笔录", "prose"),
        ("1995年5月7日上午，县里派人到派出所立案，当天找到他的父母做笔录", "prose"),
        ("1995年5月7日，北京", "dateline"),
        ("1995年5月7日 星期日 农历乙亥年四月初八 今日八版 第一万二千号", "dateline"),
    ],
)
def test_a_sentence_that_begins_with_its_date(line: str, found: str) -> None:
    assert judged(line)[0] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("二〇一九年清明，于青石镇", "dateline"),
        ("丁酉年冬月记于城南旧宅", "dateline"),
        ("初稿于2015年春，改定于2016年冬", "dateline"),
        ("2019年5月初稿，2020年8月修改", "dateline"),
        ("2019年秋天，他于北京开了一家不大的书店，卖", "prose"),
        ("2015年以后他一直工作于南方的一所学校，教", "prose"),
    ],
)
def test_a_text_is_signed_with_the_season_and_place_of_its_writing(line: str, found: str) -> None:
    assert judged(line)[0] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("应退或应补税额=[（综合所得收入额-60000元-“三险一金”等专项扣除）×适用税率-速算扣除数]-已预缴税额", "label"),
        ("全年应纳房产税税额＝房产原值×（1－扣除比例）×适用的年税率，其中扣除比例由省级人民政府规定并", "prose"),
    ],
)
def test_a_formula_in_words_has_no_stop(line: str, found: str) -> None:
    assert judged(line)[0] == found


def test_a_label_with_its_value_stands_among_its_like() -> None:
    line, sentence = "票价：成人六十元，学生半价", "村里去年修通了公路，产品开始销往周边城市。"
    assert judged(line, before="开放时间　八点到十七点", after=sentence)[0] == "label"
    assert settled(line, judged(line, before=sentence, after=sentence)) == "heading"


def test_labels_with_longer_values_stand_among_their_like() -> None:
    line, other = (
        "优秀组织奖：第一小学、城东中学、河西职业学校代表队和老年大学合唱团",
        "最佳指导奖（3名）：周云、李可、王笑",
    )
    assert judged(line, after=other) == judged(line, before=other) == ("label", True)
    assert judged(line, before=f"# {other}", after="村里去年修通了公路。") == ("prose", False)
    assert judged(line, before="主任说：大家都来了", after="（更新时间：三月）") == ("prose", False)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("3.1.1 冰川、雪山与河流", "heading"),
        ("2.4　样品的采集与保存", "heading"),
        ("2.4 亿元用于修缮城墙、疏浚河道和", "prose"),
        ("按住电源键三秒→指示灯变绿→松开", "label"),
        ("出口退税→增加，进口关税不变", "prose"),
    ],
)
def test_numbers_of_sections_and_steps(line: str, found: str) -> None:
    assert judged(line)[0] == found


def test_a_verse_may_be_announced() -> None:
    assert judged("偈曰：一炉香自暖，三径雨初晴") == ("verse", True)
    assert judged("他说：我们都去了，你们也来吧") == ("prose", False)


def test_end_signs_and_emphasis_do_not_count() -> None:
    assert stripped("　　村里通了路。 |") == "村里通了路。"
    assert stripped("**村里通了路。**") == "**村里通了路。"


@pytest.mark.parametrize(
    ("text", "after", "whole"),
    [
        ("昨天夜里的大雨把山路冲断了一段，所以今天", "", False),
        ("**小王：** 昨天夜里的大雨把山路冲断了一段，所以今天", "", False),  # only the name is bold
        ("（这里的人都这么说）", "", False),  # no link
        ("> 昨天夜里的大雨把山路冲断了一段，所以今天", "> ", False),  # an empty line of the quotation
        ("**昨天夜里的大雨把山路冲断了一段**", "", True),
        ("昨天夜里的大雨把山路冲断了一段，**所以今天的班车没有按时到站**", "", True),  # who closes it has said it all
        ("昨天夜里的大雨把山路冲断了一段，**所以今天** 的班车**", "", False),  # closes nothing
        ("昨天夜里的大雨把山路冲断了一段，今天只好走路~", "", True),
        ("**来源**: 山里的晚报", "", True),
        ("**小王**：昨天夜里大雨，山路断了一段", "", False),  # what somebody says
        ("> **小王说的话**", "> 昨天", True),
        ("这件事的前后经过，见[去年的那篇文章](https://example.com/a)", "", True),
        ("昨天夜里的大雨把山路冲断了一段，其中", "$$x=1$$", True),
        ("把两个端点相加再取一半，中点为", "$m=i+(j-i)/2$。", True),
        ("把两个端点相加再取一半，中点为", "$m$ 的位置就在两个端点之间。", False),  # prose
        ("> 昨天夜里的大雨把山路冲断了一段，所以今天", "> 的班车停开。", True),
    ],
)
def test_what_markup_says_to_be_whole(text: str, after: str, whole: bool) -> None:
    assert marked_whole(text, after) is whole


@pytest.mark.parametrize("text", ['!!! note "先看这一段再做练习"', '    ??? question "为什么不支持这种写法"'])
def test_titles_of_admonitions_are_markup(text: str) -> None:
    assert kind(text) == "code"


@pytest.mark.parametrize(
    ("text", "after", "leads"),
    [
        ("要在机器上重新打开这项服务，请执行以下命令，", "systemctl restart httpd", True),
        ("改好以后的文件如下所示，", "port = 80", True),
        ("改好以后的文件如下所示", "port = 80", False),  # its stop may be lost
        ("来信已经收到，过几日再详细回复，专此，即请", "大安", True),
        ("昨天的事多蒙关照，此致", "敬礼！", True),
        ("　石工は橋の上で立ち止まって、", "「この石は重いな」", True),
        ("　石工は橋の上で立ち止まって、", "［＃ここから２字下げ］", True),
        ("　石工は橋の上で立ち止まって、", "石を下ろした。", False),
        ("昨天来的客人有老张、老李、", "「石桥」的作者和他的两个学生。", False),
        ("要在机器上重新打开这项服务，请执行以下命令，", "", False),  # nothing follows
        ("这项服务由两家公司（以下", "称甲方和乙方）共同提供。", False),
        ("昨天的大雨把山路冲断了一段，所以今天的班车，", "没有按时到站。", False),
        ("来信已经收到，过几日再详细回复，专此，即请", "看过以后转给住在山下的那几位朋友。", False),  # no wish
    ],
)
def test_what_leads_to_what_is_set_behind_it(text: str, after: str, leads: bool) -> None:
    assert leads_on(text, after) is leads
