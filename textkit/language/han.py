"""Han characters and the marks that stand among them: ranges, sets and regex class strings.

The class strings are the insides of a regex class: write ``f"[{HAN}]"``. Ranges follow the Unicode block chart
(version 15.1); the compatibility blocks count as Han, the radicals and strokes blocks do not (they are damage).
"""

from __future__ import annotations

from functools import cache

from textkit.language.lazy_pattern import lazy_pattern

HAN = (
    "\u3007"  # IDEOGRAPHIC NUMBER ZERO: a numeral that stands in words like any other
    "\u3400-\u4dbf\u4e00-\u9fff"  # Extension A and the unified block
    "\uf900-\ufaff"  # compatibility ideographs
    "\U00020000-\U0003ffff"  # Extensions B and later
)
KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # without U+30FB, the middle dot
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"

OPENING = "“‘（《〈「『【〔〖［｛"
CLOSING = "”’）》〉」』】〕〗］｝"
PAUSES = "，、；："
STOPS = "。！？"
ELLIPSIS_DASH = "…—⋯"
MARKS = OPENING + CLOSING + PAUSES + STOPS + ELLIPSIS_DASH + "·～．"
"""Marks of written Chinese; none of them is ASCII."""

NUMERALS = "〇零一二三四五六七八九十百千万亿两廿卅萬億兩壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
DIGITS = "〇零一二三四五六七八九"  # numerals that stand for one place of a number written digit by digit

# What follows a number and belongs to it. Ordinal and column words (章 条 列 栏) are left out on purpose:
# before them several separate numbers may stand ("表1 2 3列").
MEASURES = (
    "年月日时分秒周天岁届次名个位人家户所条件项篇场台辆座栋间套批次支枚张份本册期"
    "元角万亿千百吨斤克米里亩顷度倍成多余餘萬億噸畝個條項臺輛場"
)
UNITS = "%％‰℃°㎡㎏㎞"

# Rows of things that are written apart on purpose when they are listed: a run that is part of one is no damage.
LISTS = (
    "一二三四五六七八九十",
    "壹贰叁肆伍陆柒捌玖拾",
    "甲乙丙丁戊己庚辛壬癸",
    "子丑寅卯辰巳午未申酉戌亥",
    "东南西北中",
    "東南西北中",
    "春夏秋冬",
    "金木水火土",
    "金木水火土日",
    "月火水木金土日",
    "日月火水木金土",
    "日一二三四五六",
    "天地玄黄",
    "赵钱孙李周吴郑王",
    "梅兰竹菊",
    "琴棋书画",
    "酸甜苦辣咸",
    "生旦净末丑",
    "宫商角徵羽",
    "起承转合",
    "真善美",
    "赤橙黄绿青蓝紫",
    "红橙黄绿青蓝紫",
    "鼠牛虎兔龙蛇马羊猴鸡狗猪",
    "柴米油盐酱醋茶",
    "喜怒哀乐",
    "仁义礼智信",
    "礼义廉耻",
    "德智体美劳",
    "礼乐射御书数",
    "衣食住行",
    "听说读写",
    "望闻问切",
    "唱念做打",
    "真草隶篆",
    "江河湖海",
)

_HAN = lazy_pattern(f"[{HAN}]")


def is_han(ch: str) -> bool:
    """Whether one character is Han (ideographs and 〇; radicals and strokes blocks are not)."""
    return _HAN.match(ch) is not None


@cache
def in_set(character: str, encoding: str) -> bool:
    """Whether a character is in the national set of ``encoding``: what Taiwan (Big5) or the mainland (GB 2312) writes."""
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False
