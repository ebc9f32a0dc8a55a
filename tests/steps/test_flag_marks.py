"""Marks that belong together, and characters that were misread: what is named, where, and what is left alone."""

from __future__ import annotations

import pytest

from textkit.language.misread import confusions
from textkit.language.pairs import Loose, loose_marks, missing
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.model.policy import Policy, conduct
from textkit.steps import normalize
from textkit.steps.flag import Options, checks, misread

PAIRS = {"FLAG003", "FLAG004", "FLAG012"}


def flag(text: str, path: str = "-") -> list[Finding]:
    (check,) = checks(Options())
    return list(check.check(Document.of(text, path)))


def named(text: str, name: str) -> list[str]:
    return [f.span.slice(text) for f in flag(text) if f.rule.name == name]


# -- marks that are no halves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "正则表达式 `\\(\\d+` 匹配左括号后面的数字。",
        "命令 `if (x > 0 {` 少了半个括号。",
        "错误信息为 `invalid character '（'`，请改用半角。",
        "左括号“（”和右括号“）”必须成对使用。",
        "請在「《」和「》」之間填寫書名。",
        "①）此项由办公室负责。",
        "She whispered, ‘Don’t tell them about the “secret”.’",
        "他写下“1)”“2)”“3)”三个序号。",
        "ご注意：※1）土日は除く。※2）要予約。",
        "甲）不予受理；乙）中止审理；丙）终结诉讼。",
        "这部分内容见第3章第2节之3)和4)。",
        "区间 $(l,\\textit{mid}]$ 中的决策都已求出。",
    ],
)
def test_marks_in_code_and_marks_that_are_spoken_of_are_no_halves(text: str) -> None:
    assert not PAIRS & {f.rule.code for f in flag(text)}


def test_a_mark_in_code_is_not_told_with_the_one_outside() -> None:
    (finding,) = [f for f in flag("这里（见 `(a` 的说明，写得很清楚。") if f.rule.code in PAIRS]
    assert finding.evidence["mark"] == "（"
    assert finding.evidence["loose"] == 1


def test_the_text_of_a_link_ends_with_half_of_a_pair() -> None:
    assert named("详见 [说明](https://example.org/a_(b))，写得很清楚。", "unbalanced-pair") == []
    assert named("详见 说明](https://example.org/a)，写得很清楚。", "unbalanced-pair") == ["]"]


def test_marks_of_an_interval_differ_only_around_a_comma() -> None:
    assert loose_marks("区间 [0,1) 上的函数") == []
    assert [one.mark for one in loose_marks("参见李某的论文[1），后来被广泛引用")] == ["[", "）"]


def test_an_ascii_bracket_may_close_in_the_next_paragraph() -> None:
    assert named("(1994年5月1日通过\n2001年6月1日第一次修订)\n第一条 略。\n", "unbalanced-pair") == []


# -- where the partner is missing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offset", "gap"),
    [
        ("他说：“今天开会。", 3, "今天开会。"),
        ("他说：今天开会。”", 8, "他说：今天开会。"),
        ("（村口（有碑）立着）与（石碑", 11, "石碑"),
        ("《甲》和乙》", 5, "和乙"),
        ("“他看过《甲一书。”他说。", 4, "甲一书。"),
        ("A．《甲 B．《乙》", 2, "甲 B．"),
    ],
)
def test_the_range_in_which_a_partner_is_missing(text: str, offset: int, gap: str) -> None:
    one = next(one for one in loose_marks(text) if one.offset == offset)
    start, end = missing(text, one)
    assert text[start:end] == gap


def test_a_straight_quote_may_miss_its_partner_anywhere() -> None:
    assert missing('他说"好。', Loose(2, '"', opens=False)) == (0, 5)


def test_the_finding_tells_the_range_and_the_other_loose_marks() -> None:
    text = "他把票（两张】放在桌上。\n"
    (finding,) = flag(text)
    assert finding.evidence == {"mark": "（", "opens": True, "partner": "）", "loose": 2}
    assert [(r.role, r.place.column, r.place.end_column) for r in finding.related] == [
        ("missing", 5, 13),
        ("loose", 7, 8),
    ]
    assert "） is missing before 1:13" in finding.message


# -- nesting ----------------------------------------------------------------------------------------------------------


def test_a_title_inside_a_title_takes_other_marks() -> None:
    assert named("《关于印发《条例》的通知》已下发。", "wrong-nesting") == ["《"]
    assert named("《关于修订〈《甲》的协议〉的协议》已签署，《〈乙〉疏》也已出版。", "wrong-nesting") == []


# -- misread characters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系电话：138O0138000，工作日接听。", ["138O0138000"]),
        ("传真：8765432l，上班时间有人。", ["8765432l"]),
        ("项目总投资为l.5亿元，两年建成。", ["l.5"]),
        ("成绩来之不易一一这是全体职工共同努力的结果。", ["一一"]),
        ("他一直住在北亰，已经三十多年了。", ["北亰"]),
        ("夜慕降临，街上的灯都亮了起来。", ["慕"]),
        ("实现产值12. 6亿元，同比增长。", ["12. 6"]),
        ("实现产值12 .6亿元，同比增长。", ["12 .6"]),
        ("热线4 0 0-810-1234，全天接听。", ["4 0 0-810"]),
        ("收到捐款3.000.00元。", ["3.000.00"]),
        ("他于19.98年3月入学。", ["19.98"]),
        ("二〇—九年三月，他调走了。", ["—"]),
        ("一九九—年三月，他调走了。", ["—"]),
        ("这是—本小书，还有—个附录。", ["—", "—"]),
        ("孟子日：“人皆可以为尧舜。”", ["日"]),
        ("子日：“温故而知新。”", ["日"]),
        ("会议定于5月12曰召开，四月八曰报名。", ["曰", "曰"]),
        ("材料己经交了，人囗也数过了。", ["己经", "人囗"]),
        ("l2月起涨价，l月恢复，每斤¥l5.80。", ["l2", "l", "l5"]),
        ("联系电话：O571-8800l234，工作日接听。", ["O571-8800l234"]),
        ("In l945 he moved, and on the 1Oth of May he wrote.", ["l945", "1O"]),
        ("统—思想，有—些人是唯—的例外。", ["—", "—", "—"]),
        ("这是ー个机会，第ー次来。", ["ー", "ー"]),
        ("他干了三+多年，卖出五干多件。", ["+", "干"]),
        ("入民政府的政冶工作，时侯已到。", ["入民政府", "政冶", "时侯"]),
        ("毎日のニュ一ス、口シアのエ場で夕バコを吸う。", ["ニュ一ス", "口シア", "エ場", "夕バコ"]),
        ("Tbe house frorn which they came.", ["Tbe", "frorn"]),
        ("第十—届三中全会，他—直没来，只举行—次。", ["—", "—", "—"]),
        ("时针指向l2点，老人七+八岁，办公窒里的领导千部喝コーヒ一。", ["l2", "+", "办公窒", "领导千部", "コーヒ一"]),
        ("每次O.5克，共lOO人，午後l時から。", ["O.5", "lOO", "l"]),
        ("电话是8O23l56，第 1 2 届。", ["8O23l56", "1 2"]),
        ("彼はニ十年間、ハ百人と働いた。", ["ニ", "ハ"]),
        ("加强城市管埋，重祝教盲，坚恃改草。", ["管埋", "重祝", "教盲", "坚恃", "改草"]),
        ("The rneeting of srnall men; 入ロで待つ。", ["rneeting", "srnall", "入ロ"]),
        ("每日两次，每次3O mg，另加枸杞1Og，水煎。", ["3O", "1O"]),
        ("夜里降到零下l0℃，白天1O℃。", ["l0", "1O"]),
        ("早班9：3O到，晚班1l:00走。", ["9：3O", "1l:00"]),
        ("早班九点到，晚班l8：00走。", ["l8：00"]),
        ("早班九点到，晚班ll：00走。", ["ll：00"]),
        ("会费共l2,500元。", ["l2,500"]),
        ("会费共1,OOO元。", ["1,OOO"]),
        ("会费共3,2O8.5元，到会l,2O0余人。", ["3,2O8.5", "l,2O0"]),
        ("服务热线：O571-88001234。", ["O571-88001234"]),
        ("全省第—家书院，第—时间开放。", ["—", "—"]),
        ("自收到之日起+五日内，依第+二条办理，三月+八日截止。", ["+", "+", "+"]),
        ("水平不断提髙，此事己于去年办结，不过说说而己。", ["提髙", "己于去", "而己"]),
        ("走遍城乡，农忖的面貌变了。", ["忖"]),
        ("毎曰のように通い、每曰都来、本曰の会議。", ["毎曰", "每曰", "本曰の"]),
    ],
)
def test_what_was_misread(text: str, found: list[str]) -> None:
    assert named(text, "misread-character") == found


@pytest.mark.parametrize(
    "text",
    [
        "货号为138O01380004X，请核对。",
        "一一列举这些例子没有太大意义，名单要一一核对。",
        "慕容家住在城外，慕容兄弟都会武功。",
        "见表12. 6万元以上的列在另一处。",
        "比分是4 0 0，之后又赢了。",
        "版本 1.200.30 已经发布。",
        "工期为二—九年，北京—上海全程都是—条条大路。",
        "他的意思是—个人服从组织。",
        "甲子日：宜出行。今日：天晴。王某生日：三月。",
        "孔子曰：“善。”月二曰：“去。”",
        "这都是自己经历过的，清末曾有人写过，三千部也不够，他不能自已。",
        "第四种写作外“囗”内“目”。",
        "未来与末来只差一横，已经写成己经的也有。",
        "深入民政府门口，进入民法院网站，时侯景之乱方平，居住往往不便。",
        "三+五等于八，若干年后，三干渠已修好，一个干部带五个干部。",
        "月末经常加班，强弩之末必不能穿，周末未必休息。",
        "北京—上海—广州一线；传统—现代之争；他走了—一个人走的。",
        "请用 `l945` 与 al945 两个变量，型号 l9450 已停产，$l2月。",
        "強カウントは三カ所にある。メニューー、スキー一本。",
        "Tbennet and frornage are names, and so is Horne of Corning.",
        "符合下列情形之一且情节严重的，友人贝隆致信。",
        "无脊椎动物，处处埋忠骨，已经挤满，人主恃其力，破坏环境，支持别人。",
        "他说完—直接走了；样品—样机—成品；会议—次日结束；般若—般若。",
        "成绩为1:05:32，坡度1:1.5，切片a[l1:20]，All: 00，l1：长度，I0:2。",
        "饮水2 l，酒精1l加10ml，Fe3O4，1O-K轴承。",
        "营业额3,208.5元，1,000 to 2,000人，all,300人。",
        "第——条留空，本科+三年经验，互联网+二维码。",
        "韓王信徙王代，都馬邑。",
        "推己及人而己所不欲，而己方未损一人，知己于今难觅，髙桥先生。",
        "ニ長調の曲。カタカナニ十字。IO次数，O型，O.K.，第 1 章。",
    ],
)
def test_what_only_looks_misread(text: str) -> None:
    assert named(text, "misread-character") == []


def test_the_list_of_confusions_holds_no_word_that_is_right() -> None:
    ones = [one for some in confusions().values() for _, one in some]
    assert len(ones) > 400
    for one in ones:
        assert one.wrong.isascii() or len(one.wrong) == len(one.right)
        assert one.wrong != one.right
        assert not any(other.wrong in one.right and not other.wrong.isascii() for other in ones)


# -- words of two scripts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他用的是Аpple公司的手机。", ["Аpple"]),
        ("Он купил телефoн, а потом часы.", ["телефoн"]),
        ("Привeт из Москвы, дорогой друг.", ["Привeт"]),
        ("Die Вaupläne liegen vor.", ["Вaupläne"]),
        ("Мy name is John.", ["Мy"]),
        ("Hа улице холодно, идёт снег.", ["Hа"]),
        ("他们从來没有这么高兴过，说着说着就笑了。", ["來"]),
        ("國家發展和改革委員會召開记者會，說明產業政策。", ["记"]),
        ("各科室负责人都出了カ", ["カ"]),
        ("各科室负责人都出了カ\n散会。", ["カ"]),
    ],
)
def test_a_letter_of_another_script(text: str, found: list[str]) -> None:
    assert named(text, "stray-letter") == found


@pytest.mark.parametrize(
    "text",
    [
        "IT-компания выпустила SIM-карту и новые SMSки, все с PDFом и с APIа.",
        "Δx 与 μm 都是常用的写法，Москва 就是 Moscow。",
        "森林防火瞭望台建成，乾隆年间的碑还在，宫商角徵羽。",
        "他在文中引用“從來就沒有救世主”一句，说得很好，说完就走。",
        "请选择语言：繁體中文、日本語、简体中文，说明见后。",
        "陈宗樑和李昇是同学，说好了一起来。",
    ],
)
def test_letters_of_two_scripts_that_belong_there(text: str) -> None:
    assert named(text, "stray-letter") == []


def test_quotations_that_open_low_are_whole() -> None:
    assert loose_marks("Er sagte: „Wir kommen ‚morgen‘ wieder.“ Dann ging er.") == []
    assert loose_marks("Azt mondta: „Holnap jövök.” Aztán elment.") == []
    assert [one.mark for one in loose_marks("„So” sagte er” und ging.")] == ["”"]


# -- told once --------------------------------------------------------------------------------------------------------


def test_what_normalize_has_told_of_is_not_told_again() -> None:
    text = '合作社成立于2O23年。\n他说:"走吧。大家都"同意"了。\n'
    assert {f.span.start for f in flag(text)} == {text.index("2O23"), text.rindex('"')}
    made = Document.of(text)
    for check in normalize.checks(normalize.Options()):
        made = conduct(made, "normalize", check.check(made), Policy())
    (last,) = checks(Options())
    assert list(last.check(made)) == []


# -- garbled runs in lines that are whole otherwise -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "written", "read"),
    [
        ("中国人民银行", "gb18030", "latin-1"),
        ("中央公告", "cp950", "latin-1"),
        ("山里的学校", "utf-8", "gb18030"),
        ("こんにちは", "utf-8", "cp932"),
        ("乡亲们", "utf-8", "cp1252"),
    ],
)
def test_a_part_of_a_line_that_was_read_wrongly(words: str, written: str, read: str) -> None:
    run = words.encode(written).decode(read, "ignore")
    text = f"现在开始说明：{run}，以上是全部内容。"
    (found,) = named(text, "garbled-run")
    assert found in text
    assert len(found) >= len(run) - 1


@pytest.mark.parametrize("word", ["mangÃ©", "isnâ€™t"])
def test_a_western_letter_that_was_read_wrongly(word: str) -> None:
    (found,) = named(f"Nobody knew that it was {word} here.", "garbled-run")
    assert found in word


@pytest.mark.parametrize(
    "text",
    [
        "瑞典文有 ÅÄÖåäö 六个字母，法文有 éèêë 四个。",
        "葡萄牙语：SÃO PAULO，AMANHÃ。",
        "他家在横浜，姓兪，名喆，字龑，号犇牪。",
        "温度 20°±2°，面积 5×3 §4·2。",
    ],
)
def test_rare_letters_are_not_garbled(text: str) -> None:
    assert named(text, "garbled-run") == []


@pytest.mark.parametrize("name", ["锟斤拷", "烫烫烫"])
def test_what_is_spoken_of_is_not_damage(name: str) -> None:
    assert named(f"程序员都知道“{name}”是什么意思。", "garbled-run") == []
    assert named(f"程序员都知道“{name}”是什么意思，标题{name}正文。", "garbled-run") != []


# -- simplified characters in a traditional text ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("這個計劃的目標是改善農村的交通條件，讓每個村莊都能通车，學生上學更方便。", ["车"]),
        ("臺北市政府今天宣布，下個月起調整公車路線，请市民留意站牌公告。", ["请"]),
        ("這部電影在大陸的片名是《让子弹飞》，在臺灣則是《讓子彈飛》。", []),
        ("這裡的後台面板，一只杯子掛着，瞭望台裡沒有人說話，請關上門。", []),
        ("这个计划的目标是改善农村的交通条件，题字是「榮寶齋」。", []),
        ("国会は会期を延長した。学生の声を聞いて、経済対策を続ける。", []),
        ("前半是繁體，說話寫書讀經都這樣；后半是简体，说话写书读经都这样。", []),
    ],
)
def test_simplified_characters_among_traditional_ones(text: str, found: list[str]) -> None:
    assert named(text, "stray-letter") == found


def test_a_cut_end_explains_only_a_mark_whose_partner_may_have_stood_there() -> None:
    text = "【摘要本文研究了城市热岛效应。【背景】城市的气温比郊区高出许多，夏天尤其明显，居民用电也因此增加了不少的"
    assert "unbalanced-pair" in [f.rule.name for f in flag(text)]
    cut = (
        "村里去年修通了公路。今年春天，合作社（全村第一家又添置了两台烘干机，加工能力提高了一倍，产品开始销往周边地区的"
    )
    assert [f.rule.name for f in flag(cut)] == ["truncated-tail"]


def test_a_speech_in_straight_quotes_opens_each_paragraph() -> None:
    speech = '"First, we must rebuild the harbour, for without it nothing can be landed.'
    last = '"Second, we must mend the road."'
    assert named(f"{speech}\n{last}\n", "unbalanced-pair") == []
    assert named(f"{speech}\nHe sat down.\n", "unbalanced-pair") == ['"']
    assert named(f'"Not now.\n{last}\n', "unbalanced-pair") == ['"']
    assert named(
        '"他说今天不去了，等明天雨停了再去，路上不好走，车也坐不下，大家都先回家，东西放在这里，钥匙交给我保管就好，别忘了关灯。\n"好。"\n',
        "unbalanced-pair",
    ) == ['"']


def test_bounds_of_intervals_may_be_greek() -> None:
    assert named("当x∈[0,2π)时取最大值，当x∈(α,β/2]时取最小值。", "unbalanced-pair") == []


def test_faces_are_no_brackets() -> None:
    assert named("明天见啦^_^)/~~", "unbalanced-pair") == []


def test_whatever_is_sought_has_one_of_its_runs() -> None:
    marks = ("", *"：:，“「『。云子诗是直—一+")
    texts = [
        f"{before}{one}{a}{b}{behind}"
        for before in ("孔子", "太史公", "读书云", "三", "第", "二十", "几", "12月3", "看似不难一")
        for one in "—日一+干曰"
        for a in marks
        for b in marks
        for behind in ("说得好。", "多人。", "章。", "这是个办法。", "余年。")
    ]
    for pattern, runs, what in misread._SEARCHED:
        found = [text for text in texts if pattern.search(text)]
        assert found, what
        assert all(any(run in text for run in runs) for text in found), what
