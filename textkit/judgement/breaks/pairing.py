"""How well the end of one block and the beginning of another go together, wherever the two stand.

Where a page was cut into blocks, a block that breaks off may go on in the next one or many blocks later. So every open
end is weighed against every block behind it that may be its rest: how likely the characters
are to stand together, whether each of them is such as stands at the edge of a sentence, quotes that are opened here and
closed there, words that the two articles share, and what lies between. What is likelier for another is no partner.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from textkit.judgement import furniture
from textkit.judgement.breaks import ends, evidence
from textkit.judgement.breaks.page import Page, in_column
from textkit.language import edges, seam

WINDOW = 60  # blocks a continuation is looked for; a newspaper page has about as many
TAIL, HEAD = 48, 24  # columns that a cut block and its rest have at the least
MOST_TRIES = 120_000  # pairs in one text; beyond it the text is not a page of cut columns
MOST_BETWEEN = 3  # lines of captions and furniture a sentence can be stepped over by
HOPELESS = -6.0  # nats; pairs below it are nobody's rivals
NEIGHBOURS = 3  # blocks beside an end that belong to its article, if they are so many
TOPIC = 600  # characters of a block in which its words are looked for

# Of a logistic regression on articles cut into columns and mixed, learned with tables of other articles.
WEIGHTS = {
    "bias": -2.65,
    "seam against a new paragraph": 0.07,
    "seam against anything": 0.51,
    "seam less likely than anything": 0.21,
    "seam at a pause": 0.09,
    "seam at a quote or number": 0.18,
    "tail ends like a paragraph": -0.06,
    "tail at the edge of a sentence": 0.09,
    "tail ends without a known word": -1.54,
    "head at the edge of a sentence": 0.01,
    "head begins without a known word": -0.51,
    "head begins with a quote or number": -1.02,
    "quote opened and closed": 2.62,
    "quote closed, never opened": -1.87,
    "quote opened, not closed": -1.54,
    "tail ends at a pause": -0.86,
    "tail ends with a closing mark": 0.43,
    "the next block": 1.82,
    "only furniture between": 2.01,
    "far away": -0.23,
    "characters stand together elsewhere": 1.01,
    "two characters stand together elsewhere": 1.34,
    "shared words": 0.68,
    "shared words around": 0.27,
    "head begins like a sentence": -1.76,
    "short rest": 0.90,
    "another end before the head": 0.64,
}

# The same for blocks that do not follow each other.
DISTANT = {
    "bias": -1.53,
    "seam against a new paragraph": 0.26,
    "seam against anything": 0.41,
    "seam less likely than anything": 0.25,
    "seam at a pause": 0.33,
    "seam at a quote or number": 0.96,
    "tail ends like a paragraph": -0.04,
    "tail at the edge of a sentence": 0.08,
    "tail ends without a known word": -3.38,
    "head begins without a known word": -1.24,
    "head begins with a quote or number": -0.94,
    "quote opened and closed": 2.3,
    "quote closed, never opened": -1.82,
    "quote opened, not closed": -2.33,
    "tail ends at a pause": -0.75,
    "tail ends with a closing mark": 1.38,
    "only furniture between": 3.62,
    "far away": -0.79,
    "characters stand together elsewhere": 1.87,
    "two characters stand together elsewhere": 0.85,
    "shared words": -0.88,
    "shared words around": 0.06,
    "three characters stand together elsewhere": 0.2,
    "common words": 4.09,
    "article goes on": 2.41,
    "head like what stands before it": -2.35,
    "tail like what stands behind it": -1.02,
    "jump lines behind the tail and before the head": 0.01,
    "jump line on one side alone": -1.67,
    "jump lines of others alone": -2.77,
    "head begins as others do": -2.38,
    "head begins like a sentence": -1.08,
    "short rest": 0.73,
    "another end before the head": 0.39,
}

# The same for blocks that do and that the near judgement did not dare to join.
BESIDE = {
    "bias": 1.09,
    "seam against anything": 0.09,
    "seam less likely than anything": 0.18,
    "seam at a pause": 0.34,
    "seam at a quote or number": 0.91,
    "tail ends like a paragraph": 0.18,
    "tail at the edge of a sentence": 0.08,
    "tail ends without a known word": -4.45,
    "head at the edge of a sentence": 0.25,
    "head begins without a known word": -4.73,
    "head begins with a quote or number": 0.85,
    "quote opened and closed": 2.79,
    "quote closed, never opened": -1.4,
    "quote opened, not closed": -1.75,
    "tail ends at a pause": -0.27,
    "tail ends with a closing mark": 1.18,
    "characters stand together elsewhere": 2.27,
    "two characters stand together elsewhere": 0.36,
    "shared words": -0.11,
    "shared words around": 0.15,
    "three characters stand together elsewhere": 0.73,
    "common words": 3.52,
    "article goes on": 0.45,
    "head like what stands before it": 0.45,
    "tail like what stands behind it": 0.45,
    "head begins as others do": -3.37,
    "head begins like a sentence": -1.27,
    "short rest": 0.01,
    "near judgement": 0.57,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found about one end and one beginning: ``score`` in log-odds and the named pieces it adds up from."""

    score: float
    reasons: tuple[tuple[str, float], ...]
    plain: bool


def open_tail(page: Page, i: int) -> bool:
    """Whether block ``i`` may break off at its end."""
    line = page.lines[i]
    return (
        page.coarse[i] in ("none", "pause", "quote")
        and page.own[i] >= TAIL
        and not line.alone
        and page.markers[i] not in ("markup", "lead")
        and not furniture.caption(line.s)
        and evidence.chinese(line.s[-4:])
    )


def open_head(page: Page, j: int) -> bool:
    """Whether block ``j`` may be the rest of another."""
    line = page.lines[j]
    return (
        page.own[j] >= HEAD
        and not line.alone
        and page.markers[j] == "none"
        and page.starts[j] in ("han", "nostart", "digit", "openquote", "open")
        and page.coarse[j] != "quote"
        and evidence.chinese(line.s[:4])
    )


def tries(tails: list[int], heads: list[int]) -> list[tuple[int, int]]:
    """The pairs to be weighed; too many where the text is not a page of cut columns."""
    found: list[tuple[int, int]] = []
    first = 0
    for i in tails:
        while first < len(heads) and heads[first] <= i:
            first += 1
        for j in heads[first : first + WINDOW]:
            if j > i + WINDOW:
                break
            found.append((i, j))
        if len(found) > MOST_TRIES:
            break
    return found


def weigh(page: Page, pairs: list[tuple[int, int]], weights: Mapping[str, float]) -> Pairs:
    """The score of each pair of blocks."""
    return _scored(features(page, pairs), weights)


def _scored(found: Mapping[tuple[int, int], Mapping[str, float]], weights: Mapping[str, float]) -> Pairs:
    weighed = {}
    for key, values in found.items():
        named = ((name, weights.get(name, 0.0) * value) for name, value in values.items())
        reasons = tuple((name, round(weight, 3)) for name, weight in named if weight)
        weighed[key] = Pair(sum(w for _, w in reasons), reasons, bool(values["only furniture between"]))
    return weighed


def rivals(page: Page, breaks: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each break outside a column that may be inside a sentence: its score, and by how much it leads its rivals.

    A rival is another beginning for the same end, or another end for the same beginning.
    """
    loose = [(i, j) for i, j in breaks if page.own[i] >= TAIL and not in_column(page, i, j)]
    tails = sorted({i for i, _ in loose if open_tail(page, i)})
    heads = sorted({j for _, j in loose if open_head(page, j)})
    set_of_tails, set_of_heads = set(tails), set(heads)
    asked = {(i, j) for i, j in loose if i in set_of_tails and j in set_of_heads}
    pairs = tries(tails, heads) if asked else []
    if not pairs or len(pairs) > MOST_TRIES:
        return {}
    scores = {key: pair.score for key, pair in weigh(page, pairs, WEIGHTS).items()}
    best: dict[tuple[str, int], list[tuple[float, tuple[int, int]]]] = {}
    for key, score in scores.items():
        for side in (("tail", key[0]), ("head", key[1])):
            best[side] = sorted([*best.get(side, []), (score, key)])[-2:]
    found = {}
    for i, j in asked & scores.keys():
        beside = [score for score, key in best["tail", i] + best["head", j] if key != (i, j)]
        found[i, j] = (scores[i, j], scores[i, j] - max([HOPELESS, *beside]))
    return found


Pairs = dict[tuple[int, int], Pair]


def distant(page: Page, pairs: list[tuple[int, int]]) -> Pairs:
    """The score of each pair of blocks that do not follow each other."""
    return weigh(page, [(i, j) for i, j in pairs if j > i + 1], DISTANT)


def beside(page: Page, near: Mapping[tuple[int, int], float]) -> Pairs:
    """The score of each pair of blocks that follow each other; ``near`` holds the log-odds of the near judgement."""
    found = features(page, list(near))
    for key, odds in near.items():
        found[key]["near judgement"] = odds
    return _scored(found, BESIDE)


def features(page: Page, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], dict[str, float]]:
    """The named evidence of each pair, before it is weighted."""
    lines = page.lines
    said = seam.weigh([(lines[i].s[-8:], lines[j].s[:8]) for i, j in pairs])
    known = _known(page, {lines[i].s[-2:] + lines[j].s[:2] for i, j in pairs})
    opens = {i: ends.balance(lines[i].s[-TOPIC:])[0] for i in {i for i, _ in pairs}}
    closes = {j: ends.balance(lines[j].s[:TOPIC])[1] for j in {j for _, j in pairs}}
    tails = {i: edges.tail(lines[i].s[-4:]) for i in opens}
    heads = {j: edges.head(lines[j].s[:4].lstrip("“‘《(「『[")) for j in closes}
    ends_, begins = {i for i, _ in pairs}, {j for _, j in pairs}
    around = {k + d for k in ends_ | begins for d in range(-NEIGHBOURS, NEIGHBOURS + 1)}
    topics = _Topics(page, {k for k in around if 0 <= k < len(lines)})
    away = {i: _jump(page, i + 1, away=True) for i in opens}
    back = {j: _jump(page, j - 1, away=False) for j in closes}
    jumping = any(away.values()) and any(back.values())
    openings = Counter(line.s[:2] for line in lines)
    found = {}
    for (i, j), s in zip(pairs, said, strict=True):
        tail, head = tails[i], heads[j]
        quoted = page.starts[j] in ("openquote", "open", "digit")
        pause = page.coarse[i] == "pause"
        across = lines[i].s[-2:] + lines[j].s[:2]
        jumps = away.get(i, ""), back.get(j, "")
        start = _clip(s.start, -12, 14)
        found[i, j] = {
            "bias": 1.0,
            "seam against a new paragraph": 0.0 if pause or quoted else start,
            "seam against anything": 0.0 if pause or quoted else _clip(s.anywhere, 0, 12),
            "seam less likely than anything": 0.0 if pause or quoted else _clip(s.anywhere, -8, 0),
            "seam at a pause": start if pause and not quoted else 0.0,
            "seam at a quote or number": _clip(s.start, -4, 14) if quoted else 0.0,
            "tail ends like a paragraph": _clip(s.end, -12, 0),
            "tail at the edge of a sentence": float(tail.three) if tail else 0.0,
            "tail ends without a known word": float(tail is None and not pause),
            "head at the edge of a sentence": float(head.three) if head else 0.0,
            "head begins without a known word": float(head is None),
            "head begins with a quote or number": float(quoted),
            "quote opened and closed": float(opens[i] > 0 and closes[j] > 0),
            "quote closed, never opened": float(opens[i] == 0 and closes[j] > 0),
            "quote opened, not closed": float(opens[i] > 0 and closes[j] == 0),
            "tail ends at a pause": float(pause),
            "tail ends with a closing mark": float(page.coarse[i] == "quote"),
            "the next block": float(j == i + 1),
            "only furniture between": float(_plain(page, i, j)),
            "far away": math.log(j - i),
            "characters stand together elsewhere": float(across in known),
            "two characters stand together elsewhere": float(across[1:3] in known),
            "shared words": topics.shared(i, j),
            "shared words around": topics.shared(i - 1, j) + (topics.shared(i, j + 1) if j > i + 1 else 0.0),
            "three characters stand together elsewhere": float(across[:3] in known or across[1:] in known),
            "common words": math.log1p(topics.shared(i, j)),
            "article goes on": math.log1p(topics.between((i - 2, i + 1), (j, j + 3))),
            "head like what stands before it": math.log1p(topics.between((j - 3, j), (j, j + 3))),
            "tail like what stands behind it": math.log1p(topics.between((i - 2, i + 1), (i + 1, i + 4))),
            "jump lines behind the tail and before the head": float(
                bool(jumps[0] and jumps[1]) and jumps[0] != jumps[1]
            ),
            "jump line on one side alone": float(bool(jumps[0]) != bool(jumps[1])),
            "jump lines of others alone": float(jumping and not jumps[0] and not jumps[1]),
            "head begins as others do": float(openings[lines[j].s[:2]] > 1),
            "head begins like a sentence": float(head is not None and head.three >= -1),
            "short rest": -math.log(page.own[j] / 100),
            "another end before the head": float(
                j - 1 > i and page.coarse[j - 1] != "stop" and page.own[j - 1] >= TAIL
            ),
        }
    return found


def _jump(page: Page, k: int, away: bool) -> str:
    """The page that line ``k`` sends the reader away or back to, or nothing."""
    found = furniture.jump(page.lines[k].s) if 0 <= k < len(page.lines) else None
    return found[1] if found is not None and found[0] is away else ""


def _clip(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


class _Topics:
    """Which words, as pairs of characters, blocks and the articles around them share: rare ones count more."""

    def __init__(self, page: Page, blocks: set[int]) -> None:
        words = {k: _pairs(page.lines[k].s) for k in blocks}
        seen = Counter(word for held in words.values() for word in held)
        self._weight = {word: math.log(len(blocks) / n) for word, n in seen.items() if 1 < n < len(blocks)}
        self._words = {k: held & self._weight.keys() for k, held in words.items()}
        self._size = {k: len(held) for k, held in words.items()}
        self._runs: dict[tuple[int, int], tuple[frozenset[str], int]] = {}

    def shared(self, i: int, j: int) -> float:
        """The weight of the words that blocks ``i`` and ``j`` share, against their size."""
        return self.between((i, i + 1), (j, j + 1))

    def between(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """The same for two runs of blocks, each from its first to before its last."""
        (some, size), (more, length) = self._run(one), self._run(other)
        common = some & more
        return 10 * sum(map(self._weight.__getitem__, common)) / math.sqrt(max(20, size) * max(20, length))

    def _run(self, run: tuple[int, int]) -> tuple[frozenset[str], int]:
        if run not in self._runs:
            blocks = [k for k in range(*run) if k in self._words]
            words = frozenset().union(*(self._words[k] for k in blocks))
            self._runs[run] = words, sum(self._size[k] for k in blocks)
        return self._runs[run]


_MARKS = frozenset("，。、；：？！“”‘’（）《》「」『』")


def _pairs(s: str) -> frozenset[str]:
    s = s[:TOPIC]
    pairs = itertools.pairwise(s)
    return frozenset(a + b for a, b in pairs if a > "\u2e7f" < b and a not in _MARKS and b not in _MARKS)


def _known(page: Page, wanted: set[str]) -> set[str]:
    """Which of the wanted runs of four characters, and the runs of two inside them, stand inside a line."""
    parts = wanted | {w[1:3] for w in wanted} | {w[:3] for w in wanted} | {w[1:] for w in wanted}
    known: set[str] = set()
    for line in page.lines:
        s = line.s
        for size in (2, 3, 4):
            known.update(parts.intersection([s[k : k + size] for k in range(len(s) - size + 1)]))
    return known


def _plain(page: Page, i: int, j: int) -> bool:
    """Whether only captions and furniture lie between two blocks."""
    if not 1 < j - i <= MOST_BETWEEN + 1:
        return False
    return furniture.stepped_over([line.s for line in page.lines[i + 1 : j]])
