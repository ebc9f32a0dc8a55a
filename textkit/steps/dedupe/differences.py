"""Where two keys differ, how scattered that is, and what it looks like in the written texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from textkit.language.fold import fold
from textkit.steps.dedupe.alignment import blocks
from textkit.steps.dedupe.written import Written

# ``(a, b, c, d)``: ``[a, b)`` of the key that stays stands for ``[c, d)`` of the other.
Difference = tuple[int, int, int, int]

# Characters that make of a statement its opposite, or of a thing the one it is told apart from (原告 and 被告, 批准 and
# 核准), in pairs; both are common, so either may be the misread one.
_PAIRS = (
    "买卖上下左右大小多少高低增减升降进出男女正反内外前后开关开闭启闭加减长短新旧早晚快慢强弱轻重真假收支收付借贷涨跌胜负"
    "输赢攻守主客冷热黑白父母夫妻生死存亡来去起止奖惩正副始终公私盈亏禁慎上本本下前本年月月周得失优劣善恶明暗干湿阴阳松紧"
    "宽窄粗细厚薄深浅贫富老少师生医患原被权务出承供需产销存取拆建立废兴衰敌我探采理监批核律规细准村镇城镇城乡软硬浓淡肥瘦好坏美丑"
    "对错昼夜虚实动静远近横竖哭笑爱恨迎送推拉问答聚散离合酸甜苦甜荤素雌雄古今自手异同正负主被单双奇偶首末显隐读写借还租售通断"
    "初末腊正摄华这上这下这那正异特一전후"
)
# The same of more than two: what is a duty and what a right (得 and 应), what kind of body, place or thing it is, what
# colour, beast, relative, province or country, which year or dynasty, how long, and numerals that are Hangul.
_KINDS = (
    *(
        "东西南北",
        "春夏秋冬",
        "甲乙丙丁",
        "陆海空",
        "水电气热",
        "油气",
        "民商刑军",
        "秘机绝",
        "巨重较特",
        "应得可须必宜能",
        "子丑寅卯辰巳午申酉戌亥",
        "分寸尺丈里",
        "夏商周秦汉晋隋唐宋元明清",
        "일이삼사오육칠팔구십백천만억조",
        "한두세네",
    ),
    *("局处署会院所部厅司科室馆团校国省州市县区乡", "市镇", "红黄蓝绿青紫灰黑白", "金银铜铁锡铝"),
    *("鼠牛虎兔龙蛇马羊猴鸡狗猪鸭鹅鱼", "父母兄弟姐妹子女夫妻儿孙叔伯姑姨舅", "美英法德俄日韩中", "<>=≤≥≠+×÷"),
    "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新港澳台",
)
_OPPOSED = (*(_PAIRS[k : k + 2] for k in range(0, len(_PAIRS), 2)), *_KINDS)
OPPOSITES = frozenset(a + b for kind in map(fold, _OPPOSED) for a in kind for b in kind if a != b)
# Characters that make of a person, a time, an act or a place another one where only one copy has them: 市长 and 副市长,
# 申请人 and 被申请人, 出席 and 将出席, 区人民政府 and 区、县人民政府, 한다 and 안 한다.
TURNS = frozenset(fold("被副前后原反拒停将拟曾省市县区乡镇안못"))
# A letter wrong in a word of fewer letters may make another word (cat, bat; form, from).
SLIP = 7
NARROW = 64  # characters at an end of a text that may stand beyond what one copy has more
# Letters of words that are told apart by spaces; keys have them in small, accents parted from them.
LETTER = re.compile("[a-z\u00df-\u024f]")


def differences(kept: str, gone: str) -> list[Difference]:
    """Where two keys differ, by a shortest series of insertions and deletions; neighbours are one difference."""
    found = []
    a = c = 0
    for b, d, size in blocks(kept, gone):
        if b > a or d > c:
            found.append((a, b, c, d))
        a, c = b + size, d + size
    return found


def snug(found: Sequence[Difference], kept: str, gone: str) -> list[Difference]:
    """The ``differences`` of two keys, with those that one has more moved to their ends, where they may stand there as well:
    of 不不准停车 beside 不准停车 the first is more, and of 报告不不准停车 beside 不准停车 the first three.
    """
    first, last = 0, len(found)
    i = x = 0  # where the first run begins
    if found and found[0][0] == found[0][2] == 0:
        i, x, first = found[0][1], found[0][3], 1
    for n in range(first, last):
        a, b, c, d = found[n]
        if max(a - i, c - x) > NARROW:
            break
        if c == d and kept[max(i, b - c + x) : b] == gone[x:c]:
            i, first = b - c + x, n + 1
        elif a == b and gone[max(x, d - a + i) : d] == kept[i:a]:
            x, first = d - a + i, n + 1
    j, y = len(kept), len(gone)  # where the last run ends
    if first < last and found[-1][1] == j and found[-1][3] == y:
        j, y, last = found[-1][0], found[-1][2], last - 1
    for n in range(last - 1, first - 1, -1):
        a, b, c, d = found[n]
        if max(j - b, y - d) > NARROW:
            break
        if c == d and kept[a : min(j, a + y - d)] == gone[d:y]:
            j, last = a + y - d, n
        elif a == b and gone[c : min(y, c + j - b)] == kept[b:j]:
            y, last = c + j - b, n
    inner = list(found[first:last])
    if inner and not x:  # a cut: what stands alike behind it may stand nearer to the next difference
        a, b, c, d = inner[0]
        start = b - d
        if 0 < d - c < b - a and c <= NARROW and kept[start : start + c] == gone[:c]:
            i, inner[0] = start, (start + c, b, c, d)
    if inner and y == len(gone):
        a, b, c, d = inner[-1]
        end = a + y - c
        if 0 < d - c < b - a and y - d <= NARROW and kept[a + d - c : end] == gone[d:]:
            j, inner[-1] = end, (a, a + d - c, c, d)
    head = [(0, i, 0, x)] if i or x else []
    tail = [(j, len(kept), y, len(gone))] if j < len(kept) or y < len(gone) else []
    return [*head, *inner, *tail]


def to_words(text: Written, start: int, end: int, beside: bool = False) -> tuple[int, int]:
    """``[start, end)`` widened to the Latin words it touches; a point touches the word it is in, or ``beside`` too."""
    point = start == end
    words = text.words
    for n in range(bisect_left(words, start, key=lambda word: word[1]), len(words)):
        first, last = words[n]
        if first > end:
            break
        if (first < end and last > start) or (point and (first <= start <= last if beside else first < start < last)):
            start, end = min(start, first), max(end, last)
    return start, end


def scattered(kept: Written, gone: Written, where: list[Difference]) -> bool:
    """Whether the differences are single characters, apart from each other, that replace no word.

    One for another twice is no slip, but a word that was replaced wherever it stands (水价 and 水费, 电价 and 电费).
    """
    last = -2
    a_key, b_key = kept.key, gone.key
    replaced: set[str] = set()
    for a, b, c, d in where:
        both = a_key[a:b] + b_key[c:d]
        if b - a > 1 or d - c > 1 or a - last < 2 or both in OPPOSITES or both in TURNS or both in replaced:
            return False
        if len(both) == 2:
            replaced.add(both)
        last = b
    return not _by_letters(kept, gone, where) or not any(
        _spoils(kept, a, b) or _spoils(gone, c, d) for a, b, c, d in where
    )


def _by_letters(kept: Written, gone: Written, where: list[Difference]) -> bool:
    """Whether a difference is, or stands beside, a letter of a Latin word."""
    search = LETTER.search
    a_key, b_key = kept.key, gone.key
    return any(search(a_key, a - 1 if a else 0, b + 1) or search(b_key, c, d) for a, b, c, d in where)


def _spoils(text: Written, start: int, end: int) -> bool:
    """Whether a slip at ``[start, end)`` may make another Latin word of the one it is in."""
    first, last = to_words(text, start, end)
    if (first, last) != (start, end):
        return last - first < SLIP
    return text.key[start:end].isascii() and text.key[start:end].isalpha()


def shown(kept: Written, gone: Written, where: list[Difference], most: int = 20) -> tuple[tuple[str, str], ...]:
    """The differences as written, Latin words whole on both sides: at most ``most``."""
    if not where:
        return ()
    where = where[: most + 1]
    if _by_letters(kept, gone, where):
        where = _whole_words(kept, gone, where)
    where = where[:most]
    a = kept.slices([(first, last) for first, last, _, _ in where])
    b = gone.slices([(first, last) for _, _, first, last in where])
    return tuple(zip(a, b, strict=True))


def _whole_words(kept: Written, gone: Written, where: list[Difference]) -> list[Difference]:
    whole: list[Difference] = []
    for a, b, c, d in where:
        first, last = to_words(kept, a, b, beside=True)
        start, end = to_words(gone, c, d, beside=True)
        # What stands beside a difference is the same in both, so both sides grow alike.
        left, right = max(a - first, c - start), max(last - b, end - d)
        wide = (a - left, b + right, c - left, d + right)
        if whole and (wide[0] < whole[-1][1] or wide[2] < whole[-1][3]):
            wide = (whole[-1][0], wide[1], whole[-1][2], wide[3])
            whole.pop()
        whole.append(wide)
    return whole
