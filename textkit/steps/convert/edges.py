"""Where OpenCC's longest-match segmentation is known to cut words wrongly, and how it is kept from it.

OpenCC takes the longest phrase of its dictionary from the left. Where the end of one word and the beginning of the
next form a phrase, it takes that: 被发|明 gives 被髮明, 了如|何 gives 瞭如何. A cut before the second word mends all
such texts at once: the parts are converted one by one. Words that do end so (头发 in 头发生长) are named as
exceptions. Where no cut helps, ``settled.py`` has the reading. Collected from reports to OpenCC (issues 586, 587, 1277, 1497)
and from its dictionaries.
"""

from __future__ import annotations

import re

# 发 begins a verb unless hair stands before it; 头 is hair but for 前头 街头 and the like.
_HAIR = "白黑毛染理短假秀鬓须削脱植护洗烫束剃蓄"
# What makes a word of 头 that is no hair: 前头 街头 开头 牵头 势头 …
_PLACES = "前后里外上下街码镜源口念石龙巨心案床船山开回点牵带领势苗桥箭额骨拳舌木馒罐摇抬低扭转掉零"
_OF_HAIR = "[乱白黑短丝梢型质根廊际髻剪掉湿]|长[得了]"  # 之前头发乱了: what is said of hair
_FA = "发(?:明|生(?!长)|放|布|现|展|行|动|出|送|表|起|言|挥|达|源|射|电|给|觉|售|车|票|改|热|芽|育|问|声)"
_MAKES_CLEAR = (
    "失分光开鲜问文高聪天黎透精指阐列查声说证表标写注载申言讲挑辨认判照发示点"  # 指明了: the 了 of a verb, not 明瞭
)
_LIMITS = "体机限控管税法学编强压抑克牵专旧新帝"  # 体制造成, 控制作用: 制 ends a word
_AGAIN = "反恢重修往收光"  # 反复制作 begins a word with 制, 复制品 does not

_SIMPLIFIED = re.compile(
    "|".join(
        (
            rf"(?<![{_HAIR}头])(?={_FA})",
            rf"(?<=[{_PLACES}]头)(?=发(?!{_OF_HAIR}))",
            r"(?<=[这那几一二两三每]头)(?=发[疯狂怒情])",  # a head of cattle
            r"(?<=里)(?=发(?!之|型))",
            r"(?<=了)(?=如(?!指掌))|(?<=了)(?=望(?![塔台哨所]))",
            r"(?<=了)(?=解(?:决(?![定策赛])|释|除|答|雇|聘|救|剖|码|约(?!束)))",
            rf"(?<=[{_MAKES_CLEAR}]明)(?=了)",
            rf"(?<!(?<![{_AGAIN}])复)(?=制造(?![成就福谣])|制作(?![用为风息业法出])|(?<![{_LIMITS}])制(?:成|品|药|图|定|订))",
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
    "发[明生放布现展行动出送表起言挥达源射电给觉售车票改热芽育问声]|头发|里发|里程|明了|了[如望解]|制[造作成品药图定订]|只|数组|集成|变量|内存|总线|公函"
)


def cuts(text: str, simplified: bool) -> list[int]:
    """Offsets at which ``text`` must be cut before it is converted; ``simplified``: it is to become traditional."""
    if not simplified or not _SIMPLIFIED_SIGNS.search(text):
        return []
    return [m.start() for m in _SIMPLIFIED.finditer(text)]
