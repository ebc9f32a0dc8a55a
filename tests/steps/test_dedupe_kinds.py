"""Pairs made up to be hard, both ways: what says something else and looks the same, what is the same and looks damaged.

T: another statement of one template, never a copy. S: a copy, safe. U: a copy, but a person looks.
"""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Indel, LCSseq

from textkit.language.fold import fold
from textkit.model.finding import Trust
from textkit.steps.dedupe.relate import Kind, Lies, Relation, relate, reordered
from textkit.steps.dedupe.written import Written

BODIES = {
    "news": "记者从市统计局了解到，上半年全市经济运行总体平稳，{}，居民收入与经济增长基本同步，民生保障持续改善。",
    "law": "当事人对行政机关作出的决定不服的，{}，逾期不提起诉讼又不履行的，由作出决定的机关申请人民法院强制执行。",
    "notice": "各县区人民政府、市直各有关单位：为做好今冬明春的防火工作，现就有关事项通知如下，{}，请认真贯彻执行。",
    "fiction": "天色渐渐暗下来，老人坐在门槛上抽着旱烟，{}，远处传来一阵狗叫，村口的灯一盏接着一盏亮了起来。",
    "tech": "在配置文件里修改这一项之后需要重启服务才能生效，{}，否则旧的进程会继续占用端口并写入过期的日志。",
    "medicine": "本品为处方药，请在医师指导下使用，{}，用药期间如出现皮疹或者呼吸困难应当立即停药并及时就医。",
    "finance": "公司董事会审议通过了年度利润分配预案，{}，独立董事对此发表了同意的独立意见，尚需提交股东大会审议。",
    "sport": "在昨晚结束的联赛焦点战中，主队凭借下半场的出色发挥取得胜利，{}，赛后主教练对球员的表现表示满意。",
    "taiwan": "為了讓偏鄉的孩子也能享有同樣的學習資源，{}，志工們每個週末都會開車上山，把書本和器材送到學校裡。",
    "english": (
        "The committee reviewed the annual report at its regular session, {}, and the members thanked the staff for "
        "their careful preparation of the documents that had been circulated in advance."
    ),
    "japanese": "市の発表によると、昨年度の観光客数は前の年を上回り、{}、地元の商店街ではにぎわいが戻りつつあるという。",
}

# genre, what stands in the one, what in the other, what they are, why
PAIRS = [
    # figures
    ("news", "授信总额达7.65亿元", "授信总额达165.01亿元", "T", "two amounts"),
    ("news", "授信总额达7.65亿元", "授信总额达76.5亿元", "T", "the point alone"),
    ("news", "授信总额达765亿元", "授信总额达7.65亿元", "T", "a point or none"),
    ("news", "授信总额达7.65亿元", "授信总额达7.65万元", "T", "another multiplier"),
    ("news", "授信总额达7亿元", "授信总额达17亿元", "T", "a digit more"),
    ("news", "授信总额达七亿元", "授信总额达八亿元", "T", "Han figures"),
    ("news", "授信总额达七亿元", "授信总额达十七亿元", "T", "a Han digit more"),
    ("news", "授信总额达三百二十亿元", "授信总额达三百二十一亿元", "T", "a long Han figure"),
    ("news", "授信总额达叁佰元整", "授信总额达伍佰元整", "T", "figures of cheques"),
    ("news", "同比增长5.2%", "同比增长2.5%", "T", "turned digits"),
    ("news", "同比增长5.2%", "同比增长5.2个百分点", "T", "per cent and percentage points"),
    ("news", "同比增长5%", "同比增长5‰", "T", "per cent, per mille"),
    ("news", "同比增长-5.2%", "同比增长5.2%", "T", "a sign"),
    ("news", "百分之三十的企业", "百分之五十的企业", "T", "a share in words"),
    ("news", "三分之一的企业", "三分之二的企业", "T", "a fraction"),
    ("news", "新增企业1,200家", "新增企业1200家", "S", "a thousands separator"),
    ("news", "新增企业１２００家", "新增企业1200家", "S", "full width digits"),
    ("news", "新增企业12 00家", "新增企业1200家", "S", "a space that a page put in"),
    ("news", "新增企业1200家", "新增企业1200户", "T", "another unit behind one figure"),
    ("news", "共有5公里长", "共有5公斤长", "T", "a unit of two characters, its second"),
    ("news", "气温达到30℃", "气温达到30℉", "T", "degrees of two kinds"),
    ("news", "新增企业12OO家", "新增企业1200家", "U", "letters for zeros: damage in a figure"),
    ("news", "新增企业l200家", "新增企业1200家", "U", "a letter for a one"),
    ("news", "新增企业1200家", "新增企业若干家", "U", "a figure taken out"),
    ("news", "新增①号线", "新增②号线", "T", "circled figures"),
    ("news", "编号为A组", "编号为B组", "T", "letters that count"),
    ("news", "属于甲级单位", "属于乙级单位", "T", "stems that count"),
    ("news", "第Ⅱ类企业", "第Ⅲ类企业", "T", "Roman figures"),
    ("news", "排名第3位", "排名第13位", "T", "a rank"),
    ("news", "十分重视这项工作", "十公重视这项工作", "S", "a slip beside a numeral that is no figure"),
    ("news", "全省一条高速公路", "全省—条高速公路", "U", "a dash for 一 in a figure: damage"),
    ("news", "一直保持增长", "—直保持增长", "S", "a dash for 一: one character lost"),
    ("news", "千方百计扩大就业", "干方百计扩大就业", "S", "a slip in a numeral that is no figure"),
    # dates, ordinals, relative times
    ("notice", "会议定于3月5日召开", "会议定于6月5日召开", "T", "a month"),
    ("notice", "会议定于3月5日召开", "会议定于3月15日召开", "T", "a day"),
    ("notice", "会议定于三月五日召开", "会议定于三月六日召开", "T", "a day in Han"),
    ("notice", "会议定于周三召开", "会议定于周五召开", "T", "weekdays"),
    ("notice", "会议定于星期日召开", "会议定于星期一召开", "T", "Sunday"),
    ("notice", "会议定于本月召开", "会议定于下月召开", "T", "this month, next month"),
    ("notice", "会议定于上旬召开", "会议定于下旬召开", "T", "parts of a month"),
    ("notice", "会议定于今年召开", "会议定于明年召开", "T", "this year, next year"),
    ("notice", "会议定于上半年召开", "会议定于下半年召开", "T", "halves of a year"),
    ("notice", "第三次会议", "第五次会议", "T", "ordinals"),
    ("notice", "第3次会议", "第三次会议", "T", "one ordinal in two scripts: not equal as written"),
    ("notice", "会议定于2023年召开", "会议定于2024年召开", "T", "years"),
    ("notice", "会议定于2023-2024年召开", "会议定于2023-2025年召开", "T", "a range"),
    ("notice", "会议定于2023—2024年召开", "会议定于2023-2024年召开", "S", "two kinds of dash"),
    ("notice", "会议定于9:30召开", "会议定于9:50召开", "T", "times"),
    ("notice", "（一）加强组织领导", "（二）加强组织领导", "T", "items of a list"),
    ("notice", "一、加强组织领导", "二、加强组织领导", "T", "items of a list"),
    ("notice", "会议定于初三召开", "会议定于初五召开", "T", "days of the moon"),
    ("notice", "印发国发〔2023〕12号文件", "印发国发〔2023〕21号文件", "T", "numbers of documents"),
    ("notice", "会议定于明天召开", "会议定于阴天召开", "U", "a slip in a relative date"),
    ("notice", "会议定于年底召开", "会议定于月底召开", "U", "the end of a year, of a month"),
    ("notice", "定于下次会议通过", "定于本次会议通过", "U", "this and the next"),
    # denials
    ("law", "可以申请复议", "不可以申请复议", "T", "不"),
    ("law", "可以申请复议", "不得申请复议", "T", "may, may not"),
    ("law", "应当申请复议", "无需申请复议", "T", "shall, need not"),
    ("law", "已经申请复议", "未经申请复议", "T", "已, 未"),
    ("law", "申请已获批准", "申请未获批准", "T", "已, 未 apart from 经"),
    ("law", "当事人同意调解", "当事人不同意调解", "T", "agreed or not"),
    ("law", "有正当理由的", "无正当理由的", "T", "有, 无"),
    ("law", "有履行能力", "没有履行能力", "T", "没"),
    ("law", "属于公开的事项", "非属于公开的事项", "T", "非"),
    ("law", "请勿申请复议", "请予申请复议", "U", "a denial against no word that affirms"),
    ("law", "末经许可", "未经许可", "U", "末 for 未: damage in a denial"),
    ("law", "经济持续发展", "经济不断发展", "U", "不断 denies nothing, but is another word"),
    ("law", "是否申请复议", "可以申请复议", "U", "是否 denies nothing, but is another word"),
    ("law", "非常重大的案件", "特别重大的案件", "U", "非常 denies nothing"),
    ("law", "对于未来的规划", "对于将来的规划", "S", "未来 denies nothing"),
    ("law", "不同于以往的案件", "不同千以往的案件", "S", "a slip that makes a numeral but no figure"),
    ("law", "禁止申请复议", "允许申请复议", "U", "opposites of two characters: a word replaced"),
    ("law", "对于不锈钢的规定", "对于丕锈钢的规定", "S", "不锈 denies nothing"),
    ("law", "对于不列颠的规定", "对于小列颠的规定", "S", "不列颠 denies nothing"),
    ("law", "不列入名录", "丕列入名录", "U", "不列入 denies"),
    ("law", "对于无锡的规划", "对于元锡的规划", "S", "无锡 denies nothing"),
    ("law", "对于非遗的规划", "对于菲遗的规划", "S", "非遗 denies nothing"),
    ("law", "对于农田淹没的规划", "对于农田淹设的规划", "S", "淹没 denies nothing"),
    ("fiction", "他去了莫高窟", "他去了真高窟", "S", "莫高窟 denies nothing"),
    ("fiction", "他没有回头", "他猛地回头", "U", "没有 against no word that affirms"),
    ("fiction", "谁也不说话", "谁也在说话", "U", "a denial against no word that affirms"),
    ("fiction", "他说他不知道", "他说他知道", "T", "knows or not"),
    ("fiction", "他莫名地笑了", "他无端地笑了", "U", "莫名 denies nothing, 无端 hardly"),
    # opposites
    ("finance", "拟买入股份", "拟卖出股份", "U", "bought, sold: words"),
    ("finance", "股东增持了股份", "股东减持了股份", "U", "增, 减: one character turns it round"),
    ("finance", "股价上升", "股价下升", "U", "上, 下"),
    ("sport", "主队以大比分取胜", "主队以小比分取胜", "U", "大, 小"),
    ("fiction", "他推开左边的门", "他推开右边的门", "U", "左, 右"),
    ("law", "原告应当到庭", "被告应当到庭", "U", "原, 被: the parties of a trial"),
    ("law", "申请人应当到庭", "被申请人应当到庭", "U", "the other party"),
    ("law", "不得擅自变更水价", "不得擅自变更电价", "U", "two things that are told apart"),
    ("law", "机关应废止许可", "机关得废止许可", "U", "a duty and a right"),
    ("taiwan", "本局設人事室", "本處設人事室", "U", "two kinds of office"),
    ("law", "须经批准", "须经核准", "U", "two acts that are told apart"),
    ("news", "副市长出席会议", "市长出席会议", "U", "another person"),
    ("news", "市长将出席会议", "市长出席会议", "U", "another time"),
    ("news", "大会今天开幕", "大会今天闭幕", "U", "opened, closed"),
    ("fiction", "他在甲申之乱里死了", "他在甲辰之乱里死了", "U", "the cycle of years, without a year"),
    ("fiction", "院子有十丈宽", "院子有十里宽", "U", "how far"),
    ("fiction", "上个月他才回来", "这个月他才回来", "U", "when"),
    ("sport", "比赛在世纪末举行", "比赛在世纪初举行", "U", "end, beginning"),
    ("japanese", "인구는 늘었다", "인구는 안 늘었다", "U", "a Korean denial"),
    ("japanese", "오전에 시작되고", "오후에 시작되고", "U", "before and after noon"),
    ("japanese", "십일월에 시작되고", "십이월에 시작되고", "U", "numerals in Hangul"),
    ("japanese", "두 배 늘었으며", "세 배 늘었으며", "U", "numerals of Korean"),
    ("fiction", "这只碗是宋朝的", "这只碗是唐朝的", "U", "dynasties"),
    ("finance", "提供粮食，保管粮食", "提供棉食，保管棉食", "U", "one for another twice: a word replaced"),
    ("finance", "提供粮食，保管粮食", "提供粮食，保管娘食", "S", "once: a slip"),
    # slips of OCR and typists
    ("news", "总体乎稳", "总体平稳", "S", "平, 乎"),
    ("law", "自已承担责任", "自己承担责任", "S", "已 for 己 is no denial lost"),
    ("law", "依法迫究责任", "依法追究责任", "S", "追, 迫"),
    ("law", "由人民法晥审理", "由人民法院审理", "S", "a rare character for a common one"),
    ("fiction", "他叹了囗气", "他叹了口气", "S", "a box for a mouth"),
    ("fiction", "他叹了口气", "他叹了一口气", "S", "一 without a unit"),
    ("fiction", "他慢慢的走过来", "他慢慢地走过来", "S", "的, 地"),
    ("fiction", "他慢慢地走过来", "他慢慢地地走过来", "S", "a character twice"),
    ("fiction", "他慢慢地走过来", "他慢地走过来", "S", "a character lost"),
    ("fiction", "他慢慢地走过来", "他悄悄地走过来", "U", "a word of two characters"),
    ("fiction", "他慢慢地走过来", "她慢慢地走过来", "S", "he, she: single characters are slips"),
    ("fiction", "“你来了？”他问", "「你来了？」他問", "S", "marks and script"),
    ("tech", "执行 restart 命令", "执行 restart命令", "S", "a space between scripts"),
    ("tech", "执行 restart 命令", "执行 reload 命令", "U", "another command"),
    ("tech", "端口改为 8080", "端口改为 8081", "T", "ports"),
    ("tech", "升级到 v2.3.1 版本", "升级到 v2.3.10 版本", "T", "versions"),
    ("tech", "升级到 v2.3.1 版本", "升级到 v23.1 版本", "T", "points in versions"),
    ("tech", "设置为 true", "设置为 false", "U", "true and false are words"),
    ("tech", "设置为 TRUE", "设置为 true", "S", "case"),
    ("tech", "不能设置为空", "能设置为空", "T", "a denial"),
    ("tech", "调用 configuration 方法", "调用 configuratoin 方法", "U", "two letters turned"),
    ("tech", "使用 Python3 运行", "使用 Python2 运行", "T", "a figure at a word"),
    ("tech", "内存需要 16GB", "内存需要 16MB", "T", "units in Latin letters"),
    ("tech", "内存需要 16GB", "内存需要 16 GB", "S", "a space before the unit"),
    ("medicine", "每次服用2片", "每次服用3片", "T", "doses"),
    ("medicine", "每次服用0.5g", "每次服用0.5mg", "T", "units of doses"),
    ("medicine", "每次服用0.5g", "每次服用5g", "T", "a point lost is another dose"),
    ("medicine", "每日三次", "每日两次", "T", "times a day"),
    ("medicine", "饭前服用", "饭后服用", "U", "before, after"),
    ("medicine", "孕妇禁用", "孕妇慎用", "U", "forbidden, with care"),
    ("medicine", "孕妇可以服用", "孕妇不可服用", "T", "may, may not"),
    ("medicine", "每次服用两片", "每次服用二片", "T", "two ways to write a figure are not told apart from two figures"),
    ("finance", "每10股派发现金红利3元", "每10股派发现金红利5元", "T", "dividends"),
    ("finance", "每股收益0.35元", "每股收益0.35美元", "T", "currencies"),
    ("finance", "每股收益0.35元", "每股收益0.53元", "T", "digits turned"),
    ("finance", "表决结果为同意9票", "表决结果为同意9栗", "S", "a slip behind a figure"),
    ("finance", "实现营收人民币三亿元", "实现营收人民币三亿圆", "S", "two ways to write a unit"),
    ("sport", "比分为3比1", "比分为1比3", "T", "a score turned round"),
    ("sport", "比分为3:1", "比分为3:2", "T", "a score"),
    ("sport", "比分为3：1", "比分为3:1", "S", "width of a colon"),
    ("sport", "第85分钟破门", "第58分钟破门", "T", "a minute"),
    ("sport", "替补前锋打入一球", "替补前锋打入两球", "T", "goals"),
    ("sport", "替补前锋打入一球", "替补后卫打入一球", "U", "another player"),
    # traditional
    ("taiwan", "基金會募得三百萬元", "基金會募得五百萬元", "T", "an amount"),
    ("taiwan", "基金會募得三百萬元", "基金会募得三百万元", "S", "script"),
    ("taiwan", "計畫已經完成", "計畫尚未完成", "T", "已經, 尚未"),
    ("taiwan", "計畫已完成", "計畫未完成", "T", "已, 未"),
    ("taiwan", "家長們同意這項計畫", "家長們不同意這項計畫", "T", "a denial"),
    ("taiwan", "家長們沒有意見", "家長們没有意見", "S", "two forms of 沒"),
    ("taiwan", "於民國112年成立", "於民國113年成立", "T", "a year"),
    ("taiwan", "於本週成立", "于本周成立", "S", "週 and 周 are one week"),
    ("taiwan", "於本週成立", "於下週成立", "T", "this week, next week"),
    ("taiwan", "於週三成立", "於週五成立", "T", "a weekday"),
    ("taiwan", "送了兩台電腦", "送了二台電腦", "T", "figures as written"),
    ("taiwan", "舉辦了盛大的活動", "舉辨了盛大的活動", "S", "辦, 辨"),
    ("taiwan", "無論晴雨", "不管晴雨", "U", "無論 denies nothing"),
    # English
    ("english", "which covered 12 projects", "which covered 21 projects", "T", "figures"),
    ("english", "which covered twelve projects", "which covered eleven projects", "T", "figures in words"),
    ("english", "which was due in March", "which was due in May", "T", "months"),
    ("english", "which was held on Monday", "which was held on Friday", "T", "weekdays"),
    ("english", "which was the first of its kind", "which was the third of its kind", "T", "ordinals"),
    ("english", "which was approved", "which was not approved", "T", "not"),
    ("english", "which it could accept", "which it could not accept", "T", "could not"),
    ("english", "which it can accept", "which it cannot accept", "T", "cannot"),
    ("english", "which did satisfy them", "which didn't satisfy them", "T", "n't"),
    ("english", "which it does accept", "which it never does accept", "T", "never"),
    ("english", "which was written in London", "which was written in Berlin", "U", "a place"),
    ("english", "which the chairman presented", "which the chairrnan presented", "U", "m read as rn"),
    ("english", "which the treasurer presented", "which the treasuver presented", "S", "a letter in a long word"),
    ("english", "which the cat presented", "which the bat presented", "U", "a letter in a short word"),
    ("english", "which the “chair” presented", 'which the "chair" presented', "S", "quotes"),
    ("english", "WHICH the chair presented", "which the chair presented", "S", "case"),
    ("english", "which cost $5.20 in all", "which cost $520 in all", "T", "a point"),
    ("english", "which cost $5,200 in all", "which cost $5200 in all", "S", "a separator"),
    ("english", "which began in 1998", "which began in 1989", "T", "years"),
    ("english", "which no member opposed", "which a member opposed", "T", "no, a"),
    ("english", "which colour prints made", "which color prints made", "U", "a letter less in a short word"),
    # Japanese
    ("japanese", "売上は3億円に達し", "売上は5億円に達し", "T", "an amount"),
    ("japanese", "予定どおり実施され", "予定どおり実施されず", "T", "a denial of one syllable"),
    ("japanese", "まだ終わっていないが", "もう終わっているが", "T", "not yet, already"),
    ("japanese", "催しは来年開かれ", "催しは再来年開かれ", "T", "next year, the year after"),
    ("japanese", "催しは今週開かれ", "催しは来週開かれ", "T", "this week, next week"),
    ("japanese", "催しは昨年開かれ", "催しは一昨年開かれ", "T", "last year, the year before"),
    ("japanese", "観光客に人気があり", "観光客に人気がり", "S", "a syllable lost"),
    ("japanese", "第２回の催しが開かれ", "第３回の催しが開かれ", "T", "ordinals"),
    ("japanese", "変更されました", "変更されませんでした", "T", "a denial that begins in what both have"),
]


def related(a: str, b: str) -> Relation | None:
    """The relation as the search would lead to it: similarity from 0.85 on, or where 95 % of the shorter lie inside."""
    kept, gone = Written(a, fold(a)), Written(b, fold(b))
    similarity = Indel.normalized_similarity(kept.key, gone.key)
    shared = int(LCSseq.similarity(kept.key, gone.key))
    inside = len(gone.key) < len(kept.key) and shared * 20 >= 19 * len(gone.key)
    start = LCSseq.editops(gone.key, kept.key).as_matching_blocks()[0]
    lies = Lies(start.b - start.a, shared) if inside else None
    return relate(kept, gone, similarity if similarity >= 0.85 else None, lies)


def verdict(relation: Relation | None) -> str:
    if relation is None:
        return "-"
    return {Trust.ADVICE: "T", Trust.SAFE: "S", Trust.UNSAFE: "U"}[relation.trust]


@pytest.mark.parametrize(("genre", "a", "b", "expected", "reason"), PAIRS)
def test_what_two_texts_are(genre: str, a: str, b: str, expected: str, reason: str) -> None:
    one, other = (BODIES[genre].format(part) for part in (a, b))
    assert verdict(related(one, other)) + verdict(related(other, one)) == expected * 2, reason


@pytest.mark.parametrize(("genre", "a", "b", "expected", "reason"), [p for p in PAIRS if p[3] == "T"])
def test_templates_are_copies_when_allowed(genre: str, a: str, b: str, expected: str, reason: str) -> None:
    one, other = (Written(BODIES[genre].format(part), fold(BODIES[genre].format(part))) for part in (a, b))
    found = relate(one, other, 0.9, None, allow_template=True)
    assert found is not None
    assert found.kind in (Kind.NEAR, Kind.EXACT)


ROAD = "记者从交通运输部门获悉，通往山区的公路已经全线贯通。沿线的村民可以直接乘车到县城去赶集。今年是这条公路开工的第75个月。"
LONG = "乡亲们把新收的稻谷摊在晒场上，孩子们绕着谷堆追逐打闹，老人们坐在树下说着往年的收成。山里的天气说变就变，大家都盼着晴天多停几日。"
WHOLE = [
    (ROAD + LONG, LONG + ROAD, "U", "sentences in another order, a figure among them"),
    (
        ROAD + LONG,
        ROAD.partition("今年是")[0] + LONG + "今年是这条公路开工的第75个月。",
        "U",
        "a sentence with a figure was moved",
    ),
    (ROAD + LONG, ROAD.partition("今年是")[0] + LONG, "U", "a sentence with a figure was left out"),
    (ROAD + LONG, ROAD.replace("第75", "第57") + LONG, "T", "its figure is another"),
    (f"{LONG}共12袋。", f"{LONG}共2袋。", "T", "a digit lost, nothing else"),
    (
        f"{LONG}共12袋。",
        f"{LONG}共2袋。".replace("稻谷", "稻合").replace("追逐", "迫逐").replace("晴天", "睛天"),
        "U",
        "a digit lost among other slips",
    ),
    (
        f"{LONG}共28袋。",
        f"{LONG}共12袋。".replace("稻谷", "稻合").replace("追逐", "迫逐").replace("晴天", "睛天"),
        "T",
        "another figure among slips, one digit of which is the same",
    ),
    (
        f"{LONG}共4.8吨。",
        f"{LONG}共48吨。".replace("稻谷", "稻合").replace("追逐", "迫逐").replace("晴天", "睛天"),
        "U",
        "a point lost among other slips",
    ),
    (f"2022年，{LONG}", f"（1）2022年，{LONG}".replace("稻谷", "稻合"), "T", "the number of an item, and a slip"),
    (f"{LONG}2023年记。", f"{LONG}203年记。", "T", "a year of three digits, nothing else"),
    (f"{LONG}2023年记。", f"{LONG}203年记。".replace("稻谷", "稻合"), "U", "a year of three digits, and a slip"),
    (f"{LONG}2023年记。", f"{LONG}20323年记。".replace("稻谷", "稻合"), "U", "a year of five digits, and a slip"),
    (f"{LONG}有2000年了。", f"{LONG}有200年了。".replace("稻谷", "稻合"), "T", "both are spans of years"),
    (
        f"{LONG}共2144.8万斤。",
        f"{LONG}共2144.万斤。".replace("稻谷", "稻合"),
        "U",
        "no digit behind a point, and a slip",
    ),
    (f"{LONG}共4.8吨。", f"{LONG}共48吨。".replace("稻谷", "稻合"), "T", "a point less, and one slip"),
    (f"{LONG}（4月7日）", f"{LONG}（月7日）".replace("稻谷", "稻合"), "U", "no month in a date, and a slip"),
    (f"{LONG}（4月7日）", f"{LONG}（4月日）".replace("稻谷", "稻合"), "U", "no day in a date, and a slip"),
    (f"{LONG}，第二天", f"{LONG}，第天".replace("稻谷", "稻合"), "U", "no number in an ordinal, and a slip"),
    (f"{LONG}，第二十天", f"{LONG}，第十天".replace("稻谷", "稻合"), "T", "another number, and a slip"),
    (f"{LONG}。今天（周末）", f"{LONG}。天（周末）".replace("稻谷", "稻合"), "U", "half of today, and a slip"),
    (
        f"{LONG}从今天（3月9日）起",
        f"{LONG}从天（3月9日）起".replace("稻谷", "稻合"),
        "U",
        "a day and its date, and a slip",
    ),
    (f"{LONG}今天黑得早。", f"{LONG}天黑得早。".replace("稻谷", "稻合"), "T", "what is left may stand there"),
    (f"{LONG}见图3-4。", f"{LONG}见图34。".replace("稻谷", "稻合"), "T", "a mark between digits less, and one slip"),
    (
        f"{LONG}见图3-4。",
        f"{LONG}见图34。".replace("稻谷", "稻合").replace("追逐", "迫逐"),
        "U",
        "a mark between digits lost among other slips",
    ),
    (
        f"{LONG}共1.48吨。",
        f"{LONG}共14.8吨。".replace("稻谷", "稻合").replace("追逐", "迫逐").replace("晴天", "睛天"),
        "T",
        "the point stands elsewhere",
    ),
    (
        f"{ROAD}{LONG}",
        f"{ROAD}{LONG}".replace("沿线的村民可以", "沿线各个村子里的年轻村民们一律不得"),
        "T",
        "the clause that replaces another ends in a denial of what follows",
    ),
    (
        LONG,
        f"{LONG}用WIFI上网不用付钱。",
        "U",
        "what a sentence denies that was put in is its own, with a Latin word too",
    ),
    (
        f"{ROAD}{LONG}",
        f"{ROAD}{LONG}".replace("沿线的村民可以", "沿线用过WIFI的年轻村民们一律不得"),
        "T",
        "with a Latin word in it, and it ends in a denial of what follows",
    ),
]


@pytest.mark.parametrize(("a", "b", "expected", "reason"), WHOLE)
def test_what_two_longer_texts_are(a: str, b: str, expected: str, reason: str) -> None:
    for one, other in ((a, b), (b, a)):
        x, y = Written(one, fold(one)), Written(other, fold(other))
        assert verdict(related(one, other) or reordered(x, y)) == expected, reason


@pytest.mark.parametrize("before", ["也不", "也不是说不", "说不，"])
def test_a_denial_that_stands_twice_next_to_an_excerpt_is_the_one_that_belongs_to_it(before: str) -> None:
    part = f"不准在晒场边上停放，{LONG}"
    found = related(f"{ROAD}{before}{part}谁家的车都得停到村口的空地上去。", part)
    assert found is not None
    assert (found.trust, found.differs) == (Trust.UNSAFE, ())


SENTENCES = [
    "春天的风从河面上吹过来。",
    "岸边的柳树已经发了新芽。",
    "几只鸭子在水里慢慢游着。",
    "放学的孩子沿着河堤跑回家。",
]


@pytest.mark.parametrize(
    ("order", "replaced", "found", "reason"),
    [
        ((2, 0, 3, 1), ("", ""), True, "another order"),
        ((2, 0, 3, 1), ("柳树", "抑树"), True, "another order and a slip"),
        ((2, 0, 3, 1), ("几只", "三只"), False, "another order and a figure"),
        ((2, 0, 3, 1), ("岸边的柳树已经发了新芽", "路上的行人渐渐多了起来"), False, "another sentence"),
        ((2, 0, 3, 1), ("已经", "没有"), False, "another order and a denial"),
    ],
)
def test_reordered(order: tuple[int, ...], replaced: tuple[str, str], found: bool, reason: str) -> None:
    one = "".join(SENTENCES).replace("几只", "五只")
    other = "".join(SENTENCES[n] for n in order).replace("几只", "五只")
    other = other.replace("五只", "三只") if replaced[1] == "三只" else other.replace(*replaced)
    for a, b in ((one, other), (other, one)):
        assert (reordered(Written(a, fold(a)), Written(b, fold(b))) is not None) is found, reason
