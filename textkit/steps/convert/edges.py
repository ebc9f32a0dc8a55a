"""Where OpenCC's longest-match segmentation is known to cut words wrongly, and how it is kept from it.

OpenCC takes the longest phrase of its dictionary from the left. Where the end of one word and the beginning of the
next form a phrase, it takes that: 被发|明 gives 被髮明, 了如|何 gives 瞭如何. A cut before the second word mends all
such texts at once: the parts are converted one by one. Words that do end so (头发 in 头发生长) are named as
exceptions. A forced reading stands where no cut helps. Collected from reports to OpenCC (issues 586, 587, 1277, 1497)
and from its dictionaries.
"""

from __future__ import annotations

import re

# 发 begins a verb unless hair stands before it; 头 is hair but for 前头 街头 and the like.
_HAIR = "白黑毛染理短假秀鬓须削脱植护洗烫束剃蓄"
_PLACES = "前后里外上下街码镜源口念石龙巨心案床船山"
_FA = "发(?:明|生(?!长)|放|布|现|展|行|动|出|送|表|起|言|挥|达|源|射|电|给|觉|售|车|票|改|热|芽|育|问|声)"
_LIMITS = "体机限控管税法学编强压抑克牵专旧新帝"  # 体制造成, 控制作用: 制 ends a word

_SIMPLIFIED = re.compile(
    "|".join(
        (
            rf"(?<![{_HAIR}头])(?={_FA})",
            rf"(?<=[{_PLACES}]头)(?={_FA})",
            r"(?<=了)(?=如(?:何|果|此|今|同|期|实|下|是))",
            rf"(?<![{_LIMITS}])(?=制(?:造|作|成|品|药|图|定|订))",
            r"(?<=只)(?=有|要|能|是|好|见|不过|需)",
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
    "发[明生放布现展行动出送表起言挥达源射电给觉售车票改热芽育问声]|了如|制[造作成品药图定订]|只|数组|集成|变量|内存|总线|公函"
)

# Surnames after which 乾 is the rest of a name; those that end words with 干 (高, 白, 水) are left out.
_SURNAMES = (
    "張王李劉陳楊趙黃周吳徐孫朱馬胡郭何林羅鄭梁謝宋唐許鄧馮韓曹曾彭蕭蔡潘董袁于葉蔣杜蘇魏程呂丁沈盧傅鍾姜崔譚廖范汪陸"
)

# simplified reading → forced traditional one; groups of one pattern a kind
_FORCED_TO_TRADITIONAL: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile("(?<=[一两几半数每十百千])只只"), {"只只": "隻隻"}),
    (re.compile("(?<=姓)余|余(?=某|姓|氏|先生|女士)"), {"余": "余"}),
    (re.compile("(?<=姓)(?:范|岳|沈|云|后|丑|姜|郁|游|卜|谷|叶(?!子))"), {"叶": "葉"}),
)
_FORCED_TO_SIMPLIFIED: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile(f"(?<=[{_SURNAMES}])乾(?=[之的說在是與和曰云]|$)"), {}),
)


def cuts(text: str, simplified: bool) -> list[int]:
    """Offsets at which ``text`` must be cut before it is converted; ``simplified``: it is to become traditional."""
    if not simplified or not _SIMPLIFIED_SIGNS.search(text):
        return []
    return [m.start() for m in _SIMPLIFIED.finditer(text)]


def forced(text: str, simplified: bool) -> list[tuple[int, int, str]]:
    """Spans whose conversion is settled, with it: ``(start, end, after)``, sorted."""
    found = []
    for pattern, table in _FORCED_TO_TRADITIONAL if simplified else _FORCED_TO_SIMPLIFIED:
        found += [(m.start(), m.end(), table.get(m[0], m[0])) for m in pattern.finditer(text)]
    return sorted(found)
