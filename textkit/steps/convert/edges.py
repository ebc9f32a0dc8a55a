"""Where OpenCC's longest-match segmentation is known to cut words wrongly, and how it is kept from it.

OpenCC takes the longest phrase of its dictionary from the left. Where the end of one word and the beginning of the
next form a phrase, it takes that: 被发|明 gives 被髮明, 了如|何 gives 瞭如何. A cut before the second word mends all
such texts at once: the parts are converted one by one. Words that do end so (头发 in 头发生长) are named as
exceptions. A forced reading stands where no cut helps. Collected from reports to OpenCC (issues 586, 587, 1277, 1497)
and from its dictionaries.
"""

from __future__ import annotations

import re

from textkit.language.han import HAN
from textkit.language.readings import HEADS, TRANSLITERATION

# 发 begins a verb unless hair stands before it; 头 is hair but for 前头 街头 and the like.
_HAIR = "白黑毛染理短假秀鬓须削脱植护洗烫束剃蓄"
# What makes a word of 头 that is no hair: 前头 街头 开头 牵头 势头 …
_PLACES = "前后里外上下街码镜源口念石龙巨心案床船山开回点牵带领势苗桥箭额骨拳舌木馒罐摇抬低扭转掉零"
_FA = "发(?:明|生(?!长)|放|布|现|展|行|动|出|送|表|起|言|挥|达|源|射|电|给|觉|售|车|票|改|热|芽|育|问|声)"
_MAKES_CLEAR = "指阐列查声说证表标写注载申言讲挑辨认判照发示点"  # 指明了: the 了 of a verb, not 明瞭
_LIMITS = "体机限控管税法学编强压抑克牵专旧新帝"  # 体制造成, 控制作用: 制 ends a word

_SIMPLIFIED = re.compile(
    "|".join(
        (
            rf"(?<![{_HAIR}头])(?={_FA})",
            rf"(?<=[{_PLACES}]头)(?=发)",
            rf"(?<=里)(?=发(?!之|型))",
            r"(?<=了)(?=如(?!指掌))|(?<=了)(?=望(?![塔台哨所]))",
            rf"(?<=[{_MAKES_CLEAR}]明)(?=了)",
            rf"(?<![{_LIMITS}])(?=制(?:造|作|成|品|药|图|定|订))",
            r"(?=里程(?:碑|表|数|[^序度式门度]))",
            r"(?<=数)(?=组[织成合建])",
            r"(?<=[聚收汇云密召采选募征筹])(?=集成)|(?<=[聚收汇密召采选募征筹]集)(?=成)",
            r"(?<=变)(?=量[子产])",
            r"(?<=内)(?=存[在有])",
            r"(?<=总)(?=线路)",
            r"(?<=公)(?=函数)",
        )
    )
)
_SIMPLIFIED_SIGNS = re.compile(
    "发[明生放布现展行动出送表起言挥达源射电给觉售车票改热芽育问声]|头发|里发|里程|明了|了[如望]|制[造作成品药图定订]|只|数组|集成|变量|内存|总线|公函"
)

# Surnames after which 乾 is the rest of a name; those that end words with 干 (高, 白, 水) are left out.
_SURNAMES = (
    "張王李劉陳楊趙黃周吳徐孫朱馬胡郭何林羅鄭梁謝宋唐許鄧馮韓曹曾彭蕭蔡潘董袁于葉蔣杜蘇魏程呂丁沈盧傅鍾姜崔譚廖范汪陸"
)

_COUNTED = "一二两三四五六七八九十百千几半数每0-9"  # 只 behind these counts animals and vessels …
_UNCOUNTED = "唯万统之同专单归"  # … but 唯一 万一 统一 之一 are no numbers
_TITLE = "某|姓|氏|先生|女士|小姐|老师|教授|律师|医生|主任|记者|经理"
_GOVERNED = "属对由关等大小低高终处位在基善勇敢忙利便急至过限归源出鉴多少优劣生死用给缘难甘"  # 于 is a preposition

# simplified reading → forced traditional one; groups of one pattern a kind
_FORCED_TO_TRADITIONAL: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile("(?<=[一两几半数每十百千])只只"), {"只只": "隻隻"}),
    # An adverb before its verb, unless a number before it counts: 这只是开始, 一只有力的手.
    (re.compile(f"(?<=[{_COUNTED}])(?<![{_UNCOUNTED}]一)只(?=[有要能是好见需会剩])"), {"只": "隻"}),
    (re.compile(f"(?<![{_COUNTED}船舰])只(?=有|要|能|是|好|见|不过|需|会|剩|想|得|怕|可)"), {}),
    (re.compile(f"(?<=[{_UNCOUNTED}]一)只(?=有|要|能|是|会|剩|想|得)"), {}),
    (re.compile(f"(?:余|范|郁|岳)(?={_TITLE})"), {}),
    (re.compile(f"(?<=姓)余|(?<![{_GOVERNED}])于(?={_TITLE})"), {}),
    (re.compile("丑(?=[寅时牛旦])|(?<=[子乙丁己辛癸末])丑"), {}),
    (re.compile("干(?=[了完过]?[一两三几数]?[大小满]?[杯碗盅])"), {"干": "乾"}),
    (re.compile("(?<=[犯发])困(?!难|境|惑|扰)"), {"困": "睏"}),
    # Forbidden, not inexact: 不准迟到, but 不准确 and 算得不准。
    (re.compile(f"(?<=不)准(?=[{HAN}])(?!确|时|备|则|头|点|的|了|定|绳|或|和|与|而|也)"), {}),
    # A measure at sea behind a number only; else it is in the sea.
    (re.compile(r"(?<![0-9一二三四五六七八九十百千万亿几数余每多] )(?<![0-9一二三四五六七八九十百千万亿几数余每多])海里(?![/每])"), {"海里": "海裏"}),
    # A number of days later is no queen of heaven.
    (re.compile("(?<=[0-9一二三四五六七八九十百千两几数多余半]天)后"), {"后": "後"}),
    (re.compile("(?<=[0-9十百千万亿])余"), {"余": "餘"}),
    (re.compile("(?<=总)台"), {"台": "臺"}),
    (re.compile("(?<=长)胡(?![子须渣碴])"), {}),
    (re.compile(f"(?<=[{_COUNTED}这那首某哪整])个(?=中)"), {"个": "個"}),
    (re.compile("(?<=[0-9])只(?=[、，。；的])"), {"只": "隻"}),
    (re.compile("(?<=是)只(?=[用靠以为在因由限凭对向把从按依吃喝看听])"), {}),
    # A play is one 齣; whoever goes out, or what comes out, is not.
    (re.compile("(?<=[一两三几这那首])出(?!.{0,3}[戏剧曲])"), {}),
    (re.compile("(?<=[注句诗又书文传歌谚词序记])云(?=：)|云(?=云[，。！？])|(?<=云)云(?=[，。！？])"), {}),
    (re.compile("吁(?=一口|了一口|吁)|(?<=[长气嘘吁])吁"), {}),
    (re.compile("伙(?=伴)"), {"伙": "夥"}),
    (re.compile("(?<=免)签"), {"签": "簽"}),
    (re.compile("(?<=西)咸(?=[阳新高])|(?<=全)彩(?=[色屏显])|娘"), {}),
    (re.compile("(?<=[口座警晨暮敲撞闹挂时编沉丧洪古铜大分秒刻点])钟(?![爱情意])"), {"钟": "鐘"}),
    (re.compile("(?<=[假节平往近夏冬秋春])日里"), {"日里": "日裏"}),
    (re.compile(f"(?<=[{TRANSLITERATION}]{{2}})里(?=[{TRANSLITERATION}·])|(?<=[{TRANSLITERATION}])里(?=[{TRANSLITERATION}]{{2}}|[{TRANSLITERATION}]?·)|(?<=·)里"), {}),
    (re.compile("(?<=姓)(?:范|岳|沈|云|后|丑|姜|郁|游|卜|谷|叶(?!子))"), {"叶": "葉"}),
)
_FORCED_TO_SIMPLIFIED: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile("祇(?=[有要能是好見需會剩想得不])"), {"祇": "只"}),
    (re.compile("甚麼|甚么"), {"甚麼": "什么", "甚么": "什么"}),
    (re.compile("沈(?=著|着|默|重|思|痛|浸|沒|没|淪|迷|溺|睡|澱|穩|悶)"), {"沈": "沉"}),
    (re.compile(f"(?<=[{_SURNAMES}])乾(?=[之的說在是與和曰云]|$)"), {}),
)


def cuts(text: str, simplified: bool) -> list[int]:
    """Offsets at which ``text`` must be cut before it is converted; ``simplified``: it is to become traditional."""
    if not simplified or not _SIMPLIFIED_SIGNS.search(text):
        return []
    return [m.start() for m in _SIMPLIFIED.finditer(text)]


_HEADS = tuple((char, reading, re.compile(pattern)) for char, reading, pattern in HEADS)


def torn(text: str, traditional: str) -> list[tuple[int, int, str]]:
    """Words whose first character was read as the end of another word, with what it should be.

    ``traditional`` is the conversion of ``text``, character for character.
    """
    return [
        (m.start(), m.end(), reading)
        for char, reading, pattern in _HEADS
        if char in text
        for m in pattern.finditer(text)
        if traditional[m.start()] != reading
    ]


def forced(text: str, simplified: bool) -> list[tuple[int, int, str]]:
    """Spans whose conversion is settled, with it: ``(start, end, after)``, sorted."""
    found = []
    for pattern, table in _FORCED_TO_TRADITIONAL if simplified else _FORCED_TO_SIMPLIFIED:
        found += [(m.start(), m.end(), table.get(m[0], m[0])) for m in pattern.finditer(text)]
    return sorted(found)
