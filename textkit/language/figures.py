"""Facts a template fills in: numbers in any script with their units, dates, ordinals; and the words that deny.

Two paragraphs that differ in one of these say different things, however alike they are. Recognition is by shape and
by the words beside a number; what a difference means is for others to judge.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from textkit.language.fold import fold
from textkit.language.lazy_pattern import lazy_pattern


class Figure(NamedTuple):
    """A number, date or ordinal at ``[start, end)`` of a text; its ``unit``, if one is written, stands behind it."""

    start: int
    end: int
    value: str
    unit: str


# Multipliers count as unit, so that a misread one (5方元 for 5万元) is a lost unit and not another number.
_MULTIPLIER = "[十百千万萬亿億兆]"
_UNIT = (
    "公里|公尺|公分|千米|英里|海里|英尺|呎|英寸|吋|厘米|釐米|毫米|微米|纳米|平方米|立方米|公顷|公頃|英亩|英畝|顷|頃|米|亩|畝|磅|盎司|公斤|千克|毫克|克|吨|噸|斤|毫升|升|千瓦|瓦|"
    "美元|欧元|歐元|日元|日圆|英镑|英鎊|港元|港币|人民币|元|圆|角|分钟|秒|小时|小時|年|月|日|号|號|天|周|时|時|点|點|"
    "岁|歲|名|人|户|戶|家|个|個|项|項|件|次|届|屆|条|條|款|章|节|節|期|倍|成|度|级|級|位|台|辆|輛|架|艘|座|栋|所|篇|首|页|頁|卷|册|"
    "[%％‰℃℉°]|(?:km|cm|mm|nm|mg|kg|ml|kw|mw|gb|mb|kb|tb|hz|khz|mhz|ghz|kv|kpa|mpa|usd|eur|lbs?|ft|mi|oz|m|g|l|t|w|v)(?![a-z])"
)
# Han that write numbers, alone or together.
NUMERALS = "〇零○一二三四五六七八九十百千万萬亿億两兩廿卅壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟"
_HAN_DIGIT = f"[{NUMERALS}]"
# Before a single Han numeral these make it an ordinal or a weekday.
_ORDINAL = "第|周|週|星期|礼拜|禮拜|初|其|之"

# Behind which no Han stands. They have no other case: to look for it takes 4 ms each time the pattern is compiled.
_NO_HAN = r"(?<!(?-i:[\u3400-\u9fff]))"

# What a figure can begin with, looked at first because at most places none begins; of a Latin word the first letter.
_FIRST = rf"[\d\-−{NUMERALS}第周週星礼禮初其之再来來先翌半①-⓿❶-➓㈠-㈩㊀-㊉Ⅰ-ↈ上中下本今去明前昨A-ZＡ-Ｚ甲乙丙丁戊己庚辛壬癸月火水木金土日월화수목금토일]"
_FIGURE = lazy_pattern(
    rf"""
    (?={_FIRST})(?![A-Z](?<=[A-Z].))(?:
    (?P<number>
        (?<![\dA-Za-z\-−–—])[-−](?=\d) (?P<minus>\d+(?:[.．]\d+)*)
      | \d{{1,3}}(?:[,，]\d{{3}})+(?!\d)(?:[.．]\d+)?
      | \d+(?:[.．]\d+)*
    ) (?P<unit>\s?{_MULTIPLIER}*(?:{_UNIT})?)
    | (?P<han>{_HAN_DIGIT}{{2,}}(?:[点點]{_HAN_DIGIT}+)?) (?P<hanunit>(?:{_UNIT})?)
    | (?:{_ORDINAL})(?P<ordinal>{_HAN_DIGIT})
    | (?P<one>{_HAN_DIGIT}) (?P<oneunit>{_UNIT})
    | (?<=[（(])(?P<item>{_HAN_DIGIT})(?=[）)])
    | {_NO_HAN}(?P<listed>{_HAN_DIGIT})(?=、)
    | (?P<sign>[①-⓿❶-➓㈠-㈩㊀-㊉Ⅰ-ↈ])
    | (?:周|週|星期|礼拜|禮拜)(?P<sunday>[日天])
    | (?P<youbi>[月火水木金土日](?=曜)|[월화수목금토일](?=요일))
    | (?P<cycle>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])(?=[年岁歲])
    | (?P<part>[上中下]旬|[上下]半[年月]|[今去明前][年天日]|一?昨年|昨[天日]|[上本下][月周週季]|[今昨]週
      |零下(?=[\d一二三四五六七八九十])|{_NO_HAN}(?:再?[来來翌]年|[来來先翌][月周週]))
    | (?P<half>半(?=[个個]?(?:小[时時]|分[钟鐘]|[年月岁歲斤里])))
    | (?<![A-Za-z])(?!(?<=\d)[OI]|[OI]\d)(?P<letter>[A-ZＡ-Ｚ])(?![A-Za-z'’.])
    | (?P<stem>[甲乙丙丁戊己庚辛壬癸])(?=[方组組级級等类類、:：])
    | \b(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
      |(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|first|second|third
      |fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|january|february|march|april|may|june|july|august
      |september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATORS = str.maketrans("", "", ",，' ")

# Words that turn a statement round; 已 and 未 are told apart by one of them being here. 不断, 未来 and 是否 deny nothing,
# nor do names and things: 不锈钢, 无锡, 非遗, 莫高窟, and 淹没 is no 没.
NEGATION = lazy_pattern(
    r"不(?![断斷仅僅但少过過久禁论論管锈鏽銹丹]|同(?!意)|列[颠顛]|[动動][产產])|(?<![沉淹埋出覆吞湮泯])[没沒](?![收落药藥])|未(?![来來央])"
    r"|[无無](?![论論数數疑比线線锡錫])|非(?![常凡但洲遗遺盟]|典(?!型))|莫(?![名非斯桑高言干扎尔爾罗羅])|(?<![是能可与與])否(?!则|則)|勿(?!忘我)|毋|ない|ません|なかった|(?<![必まわは])ず(?![つっか])|않|못|없|\b(?:not|no|never|without|none|nor|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
# What stands where a denial could: 已/未, 可/不, 应/勿. A denial replaced by any other character is a misreading.
AFFIRMATION = frozenset("已有可能应應须須必要会會是将將曾需准得为為很")


def _value(digits: str) -> str:
    """Digits of any script as ASCII, without thousands separators."""
    plain = digits.translate(_SEPARATORS).replace("．", ".")
    return plain if plain.isascii() else "".join(str(unicodedata.decimal(c, c)) for c in plain)


def _enumerates(text: str, start: int, end: int) -> bool:
    """Whether a lone Latin letter counts something (A组, 附件B): a capital beside Han. Elsewhere I and A are words."""
    return text[start].isupper() and any("\u3400" <= c <= "\u9fff" for c in text[max(0, start - 1) : end + 1])


_folded = lru_cache(1 << 10)(fold)  # the same numerals and units come again and again


def figures(text: str) -> list[Figure]:
    """The figures of ``text`` in order; none overlap. One scan, linear in the text."""
    found = []
    for m in _FIGURE.finditer(text):
        kind = m.lastgroup
        if kind == "unit":
            start, end = m.span("number")
            unit = m["unit"]
            value = "-" + _value(m["minus"]) if m["minus"] is not None else _value(m["number"])
            found.append(Figure(start, end, value, (_folded(unit) or unit.strip()) if unit else ""))
        elif kind == "hanunit":
            found.append(Figure(*m.span("han"), _folded(m["han"]), _folded(m["hanunit"])))
        elif kind == "oneunit":
            found.append(Figure(*m.span("one"), _folded(m["one"]), _folded(m["oneunit"])))
        elif kind != "letter" or _enumerates(text, *m.span("letter")):
            assert kind is not None
            found.append(Figure(*m.span(kind), _folded(m[kind]), ""))
    return found
