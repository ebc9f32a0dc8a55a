"""Readings that are settled by what stands around a character, against what OpenCC's phrases make of it.

A row is the character, the pattern of the places it speaks of, and what stands there in the other script (``None``:
the character stays as it is). A reading is put in only where the conversion came out otherwise. Collected from reports
to OpenCC (issues 586, 587, 1277, 1497) and by reading what it makes of news, law, novels and technical text.
"""

from __future__ import annotations

import re
from itertools import chain

from textkit.language.han import HAN
from textkit.language.readings import HEADS, TRANSLITERATION

Reading = tuple[int, int, str]  # start, end, what stands there
_Row = tuple[str, re.Pattern[str], str | None]

_COUNTED = "一二两三四五六七八九十百千几半每0-9"  # 只 behind these counts animals and vessels …
_UNCOUNTED = "唯万统之同专单归"  # … but 唯一 万一 统一 之一 are no numbers
_ADVERBIAL = "有要能是好见需会剩想得怕可用靠以为因由限凭对向把从按依适占包涉取允使属针意说"  # verbs that 只 limits
_NUMBER = "0-9一二两三四五六七八九十百千万亿几数余每多"
_TITLE = "某(?![年月日时天种些个地处大中小学公])|姓|氏|先生|女士|小姐|老师|教授|律师|医生|主任|记者|经理"
# A surname begins a clause or follows what names are told after; behind other Han it ends a word: 其余某些, 模范律师.
_NAMED = f"(?:(?<![{HAN}])|(?<=[与和跟叫人的])|(?<=[原被]告))"
# Surnames after which 乾 is the rest of a name; those that end words with 干 (高, 白, 水) are left out.
_SURNAMES = (
    "張王李劉陳楊趙黃周吳徐孫朱馬胡郭何林羅鄭梁謝宋唐許鄧馮韓曹曾彭蕭蔡潘董袁于葉蔣杜蘇魏程呂丁沈盧傅鍾姜崔譚廖范汪陸"
)
_T = TRANSLITERATION


def _rows(*rows: tuple[str, str, str | None]) -> tuple[_Row, ...]:
    return tuple((char, re.compile(pattern), reading) for char, pattern, reading in rows)


_TO_TRADITIONAL = _rows(
    ("只", "(?<=[一两几半数每十百千])只只(?![剩有要能会])", "隻隻"),
    ("只", "(?<=[一两几半数每十百千])只只(?=[剩有要能会])", "隻只"),
    # An adverb before its verb, unless a number before it counts: 这只是开始, 一只有力的手.
    ("只", f"(?<=[{_COUNTED}])(?<![{_UNCOUNTED}]一)只(?=[有要能是好见需会剩])", "隻"),
    ("只", f"(?<![{_COUNTED}船舰])只(?=[{_ADVERBIAL}]|不过|存在|发生|掌握|支持|返回|显示|出现)", None),
    ("只", f"(?<=[{_UNCOUNTED}]一)只(?=[{_ADVERBIAL}])|(?<=是)只(?=[在吃喝看听知准配许会懂管顾])", None),
    ("只", f"(?<=[{_COUNTED}])(?<![{_UNCOUNTED}]一)只(?=以[上下])", "隻"),
    ("只", "(?<=[这那])只(?=作用|影响|适用|负责|关注|针对|考虑|包括|应|做|节省|进行|掌握|相当|持续|涉及|意味)", None),
    ("只", "(?<=[有是来养买抓])只(?=[大小老公母黑白花]?[猫狗鸡鸭鹅鸟兔羊牛猪鼠鹰虎狼熊猴虫蜂蝶])", "隻"),
    ("只", "(?<=[0-9])只(?=[、，。；的])", "隻"),
    # Surnames.
    *((char, f"{_NAMED}{char}(?={_TITLE})|(?<=姓){char}", None) for char in "余范郁岳于朴涂游"),
    ("叶", "(?<=姓)叶(?!子)", "葉"),
    *((char, f"(?<=姓){char}", None) for char in "沈云后丑姜卜谷"),
    ("丑", "丑(?=[寅时牛旦])|(?<=[子乙丁己辛癸末])丑", None),  # a branch of the calendar, and a role on stage
    ("干", "干(?=[了完过]?[一两三几数]?[大小满]?[杯碗盅])", "乾"),
    # Dry: what verbs of drying lead to, and what hair, clothes, tears and paint become.
    ("干", "(?<=[晒哭吹烘烤擦晾榨拧沥排抽])干(?![部警群线校])", "乾"),
    ("干", "(?<=头发|衣服|嘴唇|眼泪|泪水|汗水|油漆)干(?=[了透掉])", "乾"),
    ("困", "(?<=[犯发])困(?!难|境|惑|扰)", "睏"),
    # Forbidden, not inexact: 不准迟到, but 不准确 and 算得不准。
    ("准", f"(?<=[不只])准(?=[{HAN}])(?!确|时|备|则|头|点|的|了|定|绳|或|和|与|而|也)", None),
    ("准", "(?<=[核获])准(?!备|则|确)", None),
    # A measure at sea behind a number only; else it is in the sea.
    ("海里", f"(?<![{_NUMBER}])(?<![{_NUMBER}] )海里(?![/每])", "海裏"),
    ("日里", "(?<=[假节平往近夏冬秋春])日里", "日裏"),
    # A syllable of a foreign name.
    ("里", f"(?<=[{_T}]{{2}})里(?=[{_T}·])|(?<=[{_T}])里(?=[{_T}]{{2}}|[{_T}]?·)|(?<=·)里", None),
    # A number of days later is no queen of heaven.
    ("后", "(?<=[0-9一二三四五六七八九十百千两几数多余半]天)后", "後"),
    ("后", "(?<=[0-9一二三四五六七八九十百千万亿]元)后|(?<=[报作荒]废)后", "後"),  # no 元后, no 废后
    ("于", "(?<=[报订名清账保菜传存回选]单)于|于(?=禁止)", "於"),  # neither a king of the Huns nor a general
    ("里", "(?<=[（(])里(?=[）)])", None),  # 村（里）长
    ("余", "(?<=[0-9十百千万亿])余", "餘"),
    ("台", "(?<=总)台", "臺"),
    ("胡", "(?<=长)胡(?![子须渣碴])", None),  # 部长胡…: a surname
    ("个", f"(?<=[{_COUNTED}这那首某哪整多全])个(?=[中旧])", "個"),
    ("种", f"(?<=[{_COUNTED}这那某各多])种", "種"),
    ("云", "(?<=[私公]有)云", "雲"),
    ("云", "(?<=[注句诗又书文传歌谚词序记有])云(?=：)|云(?=云[，。！？])|(?<=云)云(?=[，。！？])", None),
    ("发", "(?<=[换刊颁])发", "發"),
    # Rivers have parts, but on ships, roads and screens people and things go about: 上游 and 船上游客.
    ("游", "(?<=[上中下])游(?![玩客戏学览乐船逛园艺走荡历记])", None),
    ("后", "(?<=东西|字母)后", "後"),
    ("后", "后(?=母戊)", None),  # a vessel of bronze
    ("干", "干(?=的(?:导向|动力|合力|劲头|氛围|本领|工作|活))|(?<=包)干(?=制|到|责任|使用|经费)", "幹"),
    # What people are at; wet and dry things are told by what stands before and behind.
    ("干", "(?<=[要想会能该可他我你她们谁始所在都来去就起己人家手拼苦实猛])干(?=的(?![毛衣地树草泥口水]))", "幹"),
    ("表", "(?<=跳)表", None),  # a list that is skipped through
    ("只", "(?<=最多|至多|顶多|[每个对]数)只", None),
    ("借", "(?<=出)借", None),
    ("向", "向(?=应)", None),  # 向应急部门: towards, no echo
    ("戚", "(?<=休)戚", None),
    ("复制", "(?<![恢报反重修回答康往光收克])复制(?![止约度裁])", "複製"),
    ("复", "(?<=重)复(?![兴生活苏])", "複"),
    ("辟", "(?<=复)辟", None),
    ("发", "(?<=头)发(?=[的和与，。、；：！？”])", "髮"),
    ("回", "(?<=[巡萦迂])回(?![来去])", "迴"),
    ("合并", "(?<![结联符配混整组综集适])合并(?![且不非没未与用在将])", "合併"),
    ("系", "(?<=关)(?<!相关)系(?![统着上紧好])", "係"),
    ("系", "(?<=相关)系(?=[所科院、])", None),
    ("系", "(?<=联)系(?!统)", "繫"),
    ("链", "(?<=资金)链", "鏈"),
    ("杆", "(?<=杠)杆", "桿"),
    ("赞", "(?<=称)赞", "讚"),
    ("夫", "(?<=[丈匹])夫", None),
    ("背", "(?<=[驼脊违腹耳])背", None),
    ("表", "(?<=[式列图报格单])表", None),
    ("面", "(?<=[一二两三四五六七八九十几半][袋碗斤锅盆])面(?![上积])", "麪"),
    ("面", "(?<=直)面(?![条粉汤])", None),
    ("才", "(?<=之)才", None),
    # A play is one 齣; whoever goes out, or what comes out, is not.
    ("出", "(?<=[一两三几这那首])出(?!.{0,3}[戏剧曲])", None),
    ("吁", "吁(?=一口|了一口|吁)|(?<=[长气嘘吁])吁", None),
    ("伙", "伙(?=伴)", "夥"),
    ("签", "(?<=[免商新续补改重核])签", "簽"),
    ("咸", "(?<=西)咸(?=[阳新高])|咸(?=[集宜仰服闻称]|与维)", None),  # a place; all of them, before a verb
    ("彩", "(?<=全)彩(?=[色屏显])", None),
    ("娘", "娘", None),
    ("钟", "(?<=[口座警晨暮敲撞闹挂时编沉丧洪古铜大分秒刻点])钟(?![爱情意])", "鐘"),
    ("表", "(?<=钟)表(?![面示达明现])", "錶"),  # 的钟 is a phrase of OpenCC's, and leaves 表 alone
    *((char, pattern, reading) for char, reading, pattern in HEADS),
)
_TO_SIMPLIFIED = _rows(
    ("祇", "祇(?=[有要能是好見需會剩想得不])", "只"),
    ("甚", "甚(?=[麼么])", "什"),
    ("覆", "覆(?=[核審議檢])", "复"),
    ("著", "(?<=[土名顯巨遺拙])著", None),
    ("沈", "沈(?=[著着默重思痛浸沒没淪迷溺睡澱穩悶])", "沉"),
    ("乾", f"(?<=[{_SURNAMES}])乾(?=[之的說在是與和曰云]|$)", None),
)


def _by_first(rows: tuple[_Row, ...]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row[0][0], []).append(row)
    return found


_BY_FIRST = {True: _by_first(_TO_TRADITIONAL), False: _by_first(_TO_SIMPLIFIED)}


def settled(text: str, converted: str, simplified: bool) -> list[Reading]:
    """What is settled in ``text`` and came out otherwise in ``converted``, sorted, none overlapping.

    ``converted`` is the conversion of ``text``, character for character, to standard traditional characters if
    ``simplified``, else to simplified ones.
    """
    found: list[Reading] = []
    table = _BY_FIRST[simplified]
    for char, pattern, reading in chain.from_iterable(map(table.__getitem__, table.keys() & set(text))):
        if char in text:
            for m in pattern.finditer(text):
                meant = reading or m[0]
                if converted[m.start() : m.end()] != meant:
                    found.append((m.start(), m.end(), meant))
    found.sort()
    return [one for i, one in enumerate(found) if i == 0 or one[0] >= found[i - 1][1]]
