"""Which end goes on in which beginning, when all pairs of a page are looked at together.

Scores of single pairs are log-odds that the two belong together. Two readings of the whole page make chances of them:
one knows that each end has at most one beginning and the reverse, the other also that columns are read in order, so
that what breaks off first goes on first. The second sums over every way to pair the page in order (the forward-backward
algorithm: Rabiner, "A tutorial on hidden Markov models", 1989). How far each is to be believed was learned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

Key = tuple[int, int]  # of an end and a beginning

# A bias and what the two log-odds weigh, of a logistic regression on them, by the language of the page; tools/fit_pairs.py
READINGS: Final = {"zh": (1.51, 0.52, 0.56), "ja": (0.35, 0.04, 1.07), "en": (0.95, -0.23, 1.33)}
SUREST = 12.0  # nats; surer than that neither reading can be


def chances(scores: Mapping[Key, float], language: str = "zh") -> dict[Key, float]:
    """How likely each pair belongs together, 0 to 1, given the log-odds of every pair of the page."""
    apart, ordered = readings(scores)
    bias, alone, in_order = READINGS[language]
    return {key: _chance(bias + alone * apart[key] + in_order * ordered[key]) for key in scores}


def most(score: float, language: str = "zh") -> float:
    """The highest chance that a pair of this score can have, whatever the other pairs of the page: they are rivals, and
    neither reading gives it more than it has by itself.
    """
    bias, alone, in_order = READINGS[language]
    own = _clipped(score)
    return _chance(bias + max(alone * own, -SUREST * alone) + in_order * own)


def settled(chances: Mapping[Key, float], enough: float) -> dict[Key, float]:
    """One-to-one pairs of at least that chance, surest first."""
    found: dict[Key, float] = {}
    tails: set[int] = set()
    heads: set[int] = set()
    for (i, j), chance in sorted(chances.items(), key=lambda item: (-item[1], item[0])):
        if chance < enough:
            break
        if i not in tails and j not in heads:
            found[i, j] = chance
            tails.add(i)
            heads.add(j)
    return found


def readings(scores: Mapping[Key, float]) -> tuple[dict[Key, float], dict[Key, float]]:
    """The log-odds of each pair beside its rivals, and among all pairings of the page in order.

    A block and the one behind it are in nobody's way: what goes on at once is in order wherever it stands.
    """
    return _beside(scores), _ordered(scores)


def at_most(scores: Mapping[Key, float], language: str = "zh") -> float:
    """The log-odds that no pair of ``chances`` exceeds. Cheap: in no reading is a pair likelier than by itself."""
    bias, alone, in_order = READINGS[language]
    apart = _beside(scores) if alone > 0 else dict.fromkeys(scores, -SUREST)
    return max(bias + alone * apart[key] + in_order * min(SUREST, score) for key, score in scores.items())


def _beside(scores: Mapping[Key, float]) -> dict[Key, float]:
    """Each pair against all others of its end and of its beginning, and against none."""
    grown = {key: math.exp(min(score, 50.0)) for key, score in scores.items()}
    of_tail: dict[int, float] = dict.fromkeys((i for i, _ in grown), 0.0)
    of_head: dict[int, float] = dict.fromkeys((j for _, j in grown), 0.0)
    for (i, j), size in grown.items():
        of_tail[i] += size
        of_head[j] += size
    return {
        (i, j): _clipped(score - math.log1p(max(0.0, of_tail[i] + of_head[j] - 2 * grown[i, j])))
        for (i, j), score in scores.items()
    }


def _ordered(scores: Mapping[Key, float]) -> dict[Key, float]:
    """Each pair among all pairings in which no two change their order."""
    heads = sorted({j for i, j in scores if j > i + 1})
    number = {j: n for n, j in enumerate(heads, 1)}
    alone = {i: _sum(0.0, score) for (i, j), score in scores.items() if j == i + 1}
    rows: dict[int, list[tuple[int, float]]] = {}
    for (i, j), score in sorted(scores.items()):
        row = rows.setdefault(i, [])
        if j > i + 1:
            row.append((number[j], score))
    before, total = _forward(list(rows.items()), alone)
    last = len(heads) + 1
    turned = [(i, [(last - n, s) for n, s in reversed(row)]) for i, row in reversed(rows.items())]
    behind, _ = _forward(turned, alone)
    found: dict[Key, float] = {}
    taken: dict[int, float] = {}
    for (i, j), score in scores.items():
        if j > i + 1:
            share = math.exp(min(0.0, before[i, number[j]] + score + behind[i, last - number[j]] - total))
            taken[i] = taken.get(i, 0.0) + share
            found[i, j] = _odds(share)
    for (i, j), score in scores.items():
        if j == i + 1:
            found[i, j] = _odds(max(0.0, 1 - taken.get(i, 0.0)) * _chance(score))
    return found


def _forward(
    rows: list[tuple[int, list[tuple[int, float]]]], alone: Mapping[int, float]
) -> tuple[dict[Key, float], float]:
    """For each pair, the weight in nats of all pairings in order of what stands before both; and that of all.

    ``rows`` holds for each end its beginnings by rising number, from 1, and ``alone`` what an end weighs without one.
    """
    found: dict[Key, float] = {}
    best = [0.0]  # by the last beginning that may be taken
    base = 0.0  # common to all of them, so that an end alone need not touch each
    for i, row in rows:
        free = alone.get(i, 0.0)
        if row:
            best.extend([best[-1]] * (row[-1][0] + 1 - len(best)))
            gained = -math.inf
            at, old = row[0][0], best[row[0][0] - 1]
            scores = dict(row)
            for n in range(at, len(best)):
                score = scores.get(n)
                if score is not None:
                    found[i, n] = base + old
                    gained = _sum(gained, old + score - free)
                old, best[n] = best[n], _sum(best[n], gained)
        base += free
    return found, base + best[-1]


def _sum(a: float, b: float) -> float:
    """The logarithm of the sum of two numbers given as logarithms."""
    low, high = (a, b) if a < b else (b, a)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def _clipped(value: float) -> float:
    return max(-SUREST, min(SUREST, value))


def _odds(chance: float) -> float:
    least = math.exp(-SUREST)
    chance = max(least, min(1 - least, chance))
    return math.log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
