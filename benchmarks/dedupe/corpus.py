"""A corpus with planted copies, and the truth about it.

    python -m benchmarks.dedupe corpus OUT --size 10k [--source FOLDER ...] [--seed 1]

writes ``OUT.jsonl`` (``id``, ``text``) and ``OUT.truth.jsonl`` (``id``, ``cluster``, ``kind``; ``group`` for the rows that
are like others without being copies). The same text, size and seed give the same bytes. Some 45 % of the rows belong to a
cluster of an original and one or two copies, equally many of each kind; what is changed in a copy is in ``MAKERS``.
"""

from __future__ import annotations

import json
import random
import re
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.dedupe import texts

CORE = (
    "exact",
    "punct",
    "space",
    "s2t",
    "ocr1",
    "ocr2",
    "ocr5",
    "ocr10",
    "edit2",
    "edit5",
    "edit10",
    "press",
    "trunc15",
)
PARTIAL = ("trunc30", "trunc50", "contain", "reorder")
POSITIVE = CORE + PARTIAL

COPIED_ROWS = 0.45
ROWS_A_CLUSTER = 2.5
NEGATIVE_ROWS = 0.02  # each of number-only and near misses
NEAR_MISS = (0.55, 0.78)  # similar, and below every threshold that removes anything
MOST_INSIDE = 0.85

DIGITS = re.compile(r"[0-9]+")
QUOTES = re.compile(r"[“”‘’「」『』《》]")
HALF = str.maketrans("，。！？：；（）", ",.!?:;()")

# Characters that scanners take for one another because a stroke, a dot or a part differs.
LOOK_ALIKE = """人入八 大太犬 未末 土士 己已巳 日曰目 天夭夫 千干于 王玉主 田由甲 申电 木本 刀力 今令 午牛 石右 白自 百白 贝见
问间 闭闲 门们 住往 清情请 晴睛 侍待持 特持 拆折 析折 历厉 厂广 冶治 冷泠 准淮 凉谅 代伐 休体 传侍 何可 使便 侯候 借措 做故
免兔 冒昌 冲仲 决快 几九 凡几 列例 刺剌 副幅 劳荣 勿匆 化华 北比 区巨 卖实 卷券 厘里 及乃 反友 古吉 句旬 召台 各名 后石 吗妈
味昧 员贯 哪那 喝渴 困因 园团 场扬 坐座 坏怀 坚竖 型刑 城诚 培陪 壁璧 处外 夏复 失矢 奋夺 官宫 定是 密蜜 察擦 导异 将奖 少小
尽昼 层屋 岁罗 师帅 帐账 常带 干午 年午 庆床 应座 底低 建健 开井 式武 张涨 录绿 徒徙 得碍 微徽 心必 忆亿 忘忌 急总 性姓 恩思
悔海 惊凉 愿源 戊戌 成戍 战站 户尸 房肩 扑朴 技枝 抓爪 抬拾 拔拨 担但 拥佣 拾抬 指脂 挠绕 捐损 换唤 掌撑 提堤 摇谣 摸模 支文
政攻 效放 教数 料科 斤斥 新析 方万 旅族 旱早 明朋 春看 昨作 晓绕 晚脱 暖援 最量 月用 有肴 服报 村材 杯怀 极级 枝技 查香 标际
栏拦 样详 根很 栗粟 案安 桥侨 检捡 棵颗 楼搂 次决 欢次 歌哥 步涉 母毋 民氏 气汽 水永 汉仅 江汪 沿铅 洗选 活话 派脉 浅线 浪狼
海每 涂徐 消悄 深探 渔鱼 温湿 湖胡 源原 漫慢 激缴 炎淡 炮抱 点店 烧浇 热执 爱受 版板 牌脾 物勿 狠狼 猎措 环坏 现规 球求 理埋
瓜爪 生主 男勇 界介 留溜 病痛 皮波 盖益 盘盆 直真 相想 眼眠 知和 研砚 破坡 确硝 祖租 神伸 福副 秋愁 科料 程呈 种神 积织 立位
章童 竞竟 筑巩 粮娘 精睛 系糸 素索 红江 纪记 线钱 练炼 组祖 细佃 终络 经轻 结洁 给拾 统流 继断 绩债 续读 缘绿 网冈 置署 群郡
老考 者著 职识 联朕 肉内 股设 育盲 胞跑 脑恼 腾滕 至到 般船 良艮 节芥 花化 苦若 英央 茶荼 草早 荐存 药约 落洛 著者 蓝监 虑虚
行衍 表衷 被彼 装袋 裁栽 观现 规视 觉党 解懈 言吉 计汁 认议 让上 训川 论沦 设没 证征 评坪 试式 诚城 语浯 误悮 说悦 读续 课棵
调凋 谈淡 象像 贡页 财材 责青 败贩 货贷 质盾 购构 费贵 资货 赛塞 走足 起超 越起 路略 跟根 车东 转专 轮抡 载裁 较校 输愉 边过
达送 还坏 进井 远运 连莲 迟退 述术 追迫 送达 适话 通痛 速束 造浩 遇偶 道首 部陪 都郁 配酉 释择 里果 重童 量童 金全 针计 钓钩
钟种 钢纲 铁轶 银很 错措 长张 问向 防妨 阳阴 阶价 附付 际标 限很 院完 除余 险检 陵棱 随堕 隐稳 难准 集隼 需雷 青责 面而 音章
顶项 顺须 领铃 题提 风凤 飞气 首道 马与 驶驻 验险 鱼渔 鸟乌 鸣呜 麦表 默黑"""


@cache
def alike() -> dict[str, str]:
    """For a character the others it is taken for."""
    table: dict[str, str] = {}
    for group in LOOK_ALIKE.split():
        for character in dict.fromkeys(group):
            table[character] = table.get(character, "") + group.replace(character, "")
    return {character: others for character, others in table.items() if others}


class Supplies(NamedTuple):
    """What the makers of copies draw on: chance, the characters of the text, and a paragraph to embed others in."""

    chance: random.Random
    alphabet: str
    host: str = ""


def misread(text: str, share: float, with_: Supplies) -> str:
    """``share`` of the Han taken for others, four times in five for one that looks alike."""
    out = list(text)
    places = [i for i, c in enumerate(out) if texts.HAN.match(c)]
    for i in with_.chance.sample(places, max(1, round(share * len(places)))):
        others = alike().get(out[i], "")
        out[i] = with_.chance.choice(others if others and with_.chance.random() < 0.8 else with_.alphabet)
    return "".join(out)


def edited(text: str, share: float, with_: Supplies) -> str:
    """Single characters lost and put in, ``share`` of the length in all."""
    out = list(text)
    for _ in range(max(1, round(share * len(out)))):
        place = with_.chance.randrange(len(out))
        out[place : place + 1] = (
            [] if with_.chance.random() < 0.5 else [with_.chance.choice(with_.alphabet), out[place]]
        )
    return "".join(out)


def repointed(text: str, with_: Supplies) -> str:
    """Half-width marks, often without quotes."""
    half = text.translate(HALF)
    return QUOTES.sub("", half) if with_.chance.random() < 0.5 else half


def respaced(text: str, with_: Supplies) -> str:
    """The lines of a column, the stray spaces of an extractor, or an indent."""
    chance = with_.chance
    style = chance.randrange(3)
    if style == 0:
        width = chance.randint(14, 30)
        return "\n".join(text[i : i + width] for i in range(0, len(text), width))
    if style == 1:
        return "".join(c + " " if chance.random() < 0.1 else c for c in text)
    return f"\u3000\u3000{text}\u3000"


def traditional(text: str) -> str:
    """``text`` in traditional characters."""
    return str(_converter().convert(text))


@cache
def _converter():  # type: ignore[no-untyped-def]
    import opencc

    return opencc.OpenCC("s2t")


def shortened(text: str, low: float, high: float, with_: Supplies) -> str:
    """``low`` to ``high`` of the text lost, four times in five at its end."""
    lost = round(len(text) * with_.chance.uniform(low, high))
    return text[:-lost] if with_.chance.random() < 0.8 else text[lost:]


def embedded(text: str, with_: Supplies) -> str:
    """``text`` somewhere inside another paragraph."""
    at = round(len(with_.host) * with_.chance.uniform(0.25, 0.75))
    return with_.host[:at] + text + with_.host[at:]


def reordered(text: str, with_: Supplies) -> str:
    """The same sentences in another order."""
    parts = texts.sentences(text)
    order = parts[:]
    while order == parts:
        with_.chance.shuffle(order)
    return "".join(order)


def renumbered(text: str, with_: Supplies) -> str:
    """Other figures, each with as many digits as before."""

    def other(found: re.Match[str]) -> str:
        new = old = found.group()
        while new == old:
            new = "".join(with_.chance.choice("123456789" if i == 0 else "0123456789") for i in range(len(old)))
        return new

    return DIGITS.sub(other, text)


def misread_by(percent: int) -> Callable[[str, Supplies], str]:
    return lambda text, with_: misread(text, percent / 100, with_)


def edited_by(percent: int) -> Callable[[str, Supplies], str]:
    return lambda text, with_: edited(text, percent / 100, with_)


MAKERS: dict[str, Callable[[str, Supplies], str]] = {
    "exact": lambda text, _: text,
    "punct": repointed,
    "space": respaced,
    "s2t": lambda text, _: traditional(text),
    **{f"ocr{percent}": misread_by(percent) for percent in (1, 2, 5, 10)},
    **{f"edit{percent}": edited_by(percent) for percent in (2, 5, 10)},
    # The same story set and scanned twice.
    "press": lambda text, with_: respaced(repointed(misread(text, 0.03, with_), with_), with_),
    "trunc15": lambda text, with_: shortened(text, 0.1, 0.2, with_),
    "trunc30": lambda text, with_: shortened(text, 0.2, 0.4, with_),
    "trunc50": lambda text, with_: shortened(text, 0.4, 0.6, with_),
    "contain": embedded,
    "reorder": reordered,
}

FITS: dict[str, Callable[[str], bool]] = {
    "reorder": lambda text: len(set(texts.sentences(text))) >= 3,
    "contain": lambda text: len(text) <= 250,
    **dict.fromkeys(("trunc15", "trunc30", "trunc50"), lambda text: len(text) >= 80),
}


class Row(NamedTuple):
    """A text, the cluster it belongs to, how it came to be, and the group of look-alikes it is in, if any."""

    text: str
    cluster: int
    kind: str
    group: int | None = None


class Stock:
    """Paragraphs not used yet, given out in their order."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.free = deque(paragraphs)

    def take(self, fits: Callable[[str], object] = bool) -> str:
        """The next one that fits; those that do not go behind all others."""
        for _ in range(len(self.free)):
            if fits(text := self.free.popleft()):
                return text
            self.free.append(text)
        raise SystemExit("the text has too few paragraphs of some shape; give more with --source")


def near_misses(paragraphs: Sequence[str], want: int, stock: Stock) -> list[tuple[str, str]]:
    """Pairs of different paragraphs that are alike, but not enough: as many as the text has, then made ones that share a
    frame and differ in what it holds.
    """
    from rapidfuzz.distance import Indel

    def between(a: str, b: str) -> bool:
        a, b = ("".join(filter(str.isalnum, text)) for text in (a, b))
        total, distance = len(a) + len(b), Indel.distance(a, b)
        # What lies in the other but for some characters is an excerpt, not a miss.
        inside = (total - distance) / 2 / min(len(a), len(b))
        return NEAR_MISS[0] <= 1 - distance / total <= NEAR_MISS[1] and inside <= MOST_INSIDE

    first: dict[int, str] = {}
    used: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for text in paragraphs:
        for gram in sorted(texts.sampled(text)):
            other = first.setdefault(gram, text)
            if len(pairs) < want and other is not text and not {text, other} & used and between(text, other):
                pairs.append((other, text))
                used |= {text, other}
    stock.free = deque(text for text in stock.free if text not in used)
    while len(pairs) < want:
        frame = stock.take()
        third = len(frame) // 3
        a, b = (frame[:third] + stock.take()[:third] + frame[-third:] for _ in range(2))
        if between(a, b):
            pairs.append((a, b))
    return pairs


def plant(paragraphs: Sequence[str], size: int, seed: int) -> list[Row]:
    """``size`` rows: clusters of every kind, look-alikes that are no copies, and single paragraphs."""
    chance = random.Random(seed)
    order = texts.shuffled(paragraphs, seed)
    want = round(size * 1.15) + 200
    base, passed = texts.unalike(order, want)
    if len(base) < want:
        base += texts.grown(paragraphs, want - len(base), seed)
        chance.shuffle(base)
    stock = Stock(base)
    supplies = Supplies(chance, "".join(sorted({c for text in base[:5000] for c in texts.HAN.findall(text)})))
    rows: list[Row] = []
    cluster = 0
    # Real near misses are looked for among the texts that got into no base and those they were too like.
    wanted = max(2, round(size * NEGATIVE_ROWS / 2))
    for group, pair in enumerate(near_misses([*passed, *order] if passed else [], wanted, stock)):
        rows += [Row(text, cluster + i, "nearmiss", group) for i, text in enumerate(pair)]
        cluster += 2
    for kind in POSITIVE:
        for _ in range(max(2, round(size * COPIED_ROWS / len(POSITIVE) / ROWS_A_CLUSTER))):
            text = stock.take(FITS.get(kind, bool))
            rows.append(Row(text, cluster, kind))
            for _ in range(chance.randint(1, 2)):
                host = stock.take() if kind == "contain" else ""
                rows.append(Row(MAKERS[kind](text, supplies._replace(host=host)), cluster, kind))
            cluster += 1
    for group in range(max(2, round(size * NEGATIVE_ROWS / 3))):
        text = stock.take(lambda text: len(DIGITS.findall(text)) >= 2)
        for member in (text, renumbered(text, supplies), renumbered(text, supplies)):
            rows.append(Row(member, cluster, "number", group))
            cluster += 1
    for i in range(size - len(rows)):
        rows.append(Row(stock.take(), cluster + i, "single"))
    chance.shuffle(rows)
    return rows


def write(out: Path, rows: Sequence[Row]) -> None:
    """The corpus and, beside it, the truth."""
    with out.open("w", encoding="utf-8") as corpus, truth_of(out).open("w", encoding="utf-8") as truth:
        for number, row in enumerate(rows):
            corpus.write(json.dumps({"id": number, "text": row.text}, ensure_ascii=False) + "\n")
            known: dict[str, object] = {"id": number, "cluster": row.cluster, "kind": row.kind}
            truth.write(json.dumps(known | ({} if row.group is None else {"group": row.group})) + "\n")


def truth_of(corpus: Path) -> Path:
    """Where the truth about a corpus lies."""
    return corpus.with_name(corpus.name.removesuffix(".jsonl") + ".truth.jsonl")
