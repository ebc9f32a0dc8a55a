"""Which end goes on in which beginning, when all pairs of a page are looked at together.

Scores of single pairs are log-odds that the two belong together. Two readings of the whole page make chances of them:
one knows that each end has at most one beginning and the reverse, the other also that columns are read in order, so
that what breaks off first goes on first. The second sums over every way to pair the page in order (the forward-backward
algorithm: Rabiner, "A tutorial on hidden Markov models", 1989). How far each is to be believed was learned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textkit.language.odds import probability

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]  # a number for each of some pairs
    Numbers = NDArray[np.int64]

Key = tuple[int, int]  # of an end and a beginning

# A bias and what the two log-odds weigh, of a logistic regression on them, by the language of the page; tools/fit_pairs.py
READINGS: Final = {"zh": (1.51, 0.52, 0.56), "ja": (0.35, 0.04, 1.07), "en": (0.95, -0.23, 1.33)}
SUREST = 12.0  # nats; surer than that neither reading can be


def chances(scores: Mapping[Key, float], language: str = "zh") -> dict[Key, float]:
    """How likely each pair belongs together, 0 to 1, given the log-odds of every pair of the page."""
    import numpy as np

    bias, alone, in_order = READINGS[language]
    apart, ordered = _readings(scores)
    odds = (bias + alone * apart + in_order * ordered).clip(-30, 30)
    return dict(zip(scores, (1 / (1 + np.exp(-odds))).tolist(), strict=True))


def most(score: float, language: str = "zh") -> float:
    """The highest chance that a pair of this score can have, whatever the other pairs of the page: they are rivals, and
    neither reading gives it more than it has by itself.
    """
    bias, alone, in_order = READINGS[language]
    own = _clipped(score)
    return probability(bias + max(alone * own, -SUREST * alone) + in_order * own)


def needed(odds: float, language: str = "zh") -> float:
    """The score below which no pair can have such log-odds, whatever the other pairs of the page."""
    bias, alone, in_order = READINGS[language]
    return (odds - bias - max(0.0, -alone * SUREST)) / (max(0.0, alone) + in_order)


def in_touch(pairs: Sequence[Key], some: Sequence[Key]) -> list[Key]:
    """Those of ``pairs``, which are in order, that the chances of ``some`` of them hang on: where no pair spans the place
    between two blocks, those before it and those behind it are in nobody's way on the other side.
    """
    import numpy as np

    tails, heads = np.array(pairs, np.int64).T
    part = np.append(0, (tails[1:] >= np.maximum.accumulate(heads)[:-1]).cumsum())
    number = {pair: k for k, pair in enumerate(pairs)}
    asked = np.zeros(int(part[-1]) + 1, np.bool_)
    asked[part[[number[pair] for pair in some]]] = True
    return [pairs[k] for k in asked[part].nonzero()[0].tolist()]


def settled(chances: Mapping[Key, float], enough: float) -> dict[Key, float]:
    """One-to-one pairs of at least that chance, surest first."""
    found: dict[Key, float] = {}
    tails: set[int] = set()
    heads: set[int] = set()
    likely = [(-chance, key) for key, chance in chances.items() if chance >= enough]
    for minus, (i, j) in sorted(likely):
        if i not in tails and j not in heads:
            found[i, j] = -minus
            tails.add(i)
            heads.add(j)
    return found


def readings(scores: Mapping[Key, float]) -> tuple[dict[Key, float], dict[Key, float]]:
    """The log-odds of each pair beside its rivals, and among all pairings of the page in order.

    A block and the one behind it are in nobody's way: what goes on at once is in order wherever it stands.
    """
    apart, ordered = (dict(zip(scores, reading.tolist(), strict=True)) for reading in _readings(scores))
    return apart, ordered


def _readings(scores: Mapping[Key, float]) -> tuple[Column, Column]:
    import numpy as np

    tail, head = np.array(list(scores), np.int64).reshape(-1, 2).T
    tails, tail = np.unique(tail, return_inverse=True)
    score = np.array(list(scores.values()), np.float64)
    return _beside(tail, head, score), _ordered(tail, head, score, head == tails[tail] + 1)


def at_most(pairs: Sequence[Key], scores: NDArray[np.float64], language: str = "zh") -> float:
    """The log-odds that none of ``pairs`` exceeds in ``chances``, whatever others there are besides: in no reading is a pair
    likelier than by itself, nor than its rivals leave it.
    """
    import numpy as np

    bias, alone, in_order = READINGS[language]
    apart = np.full(len(pairs), -SUREST)
    if alone > 0:
        tail, head = np.array(pairs, np.int64).T
        grown = np.exp(np.minimum(scores, 50.0))
        others = np.bincount(tail, grown)[tail] + np.bincount(head, grown)[head] - 2 * grown
        apart = np.clip(scores - np.log1p(np.maximum(others, 0.0)), -SUREST, SUREST)
    return float((bias + alone * apart + in_order * np.minimum(scores, SUREST)).max())


def _beside(tail: Numbers, head: Numbers, score: Column) -> Column:
    """Each pair against all others of its end and of its beginning, and against none."""
    import numpy as np

    grown = np.exp(np.minimum(score, 50.0))
    others = np.bincount(tail, grown)[tail] + np.bincount(head, grown)[head] - 2 * grown
    apart: Column = (score - np.log1p(np.maximum(0.0, others))).clip(-SUREST, SUREST)
    return apart


def _ordered(tail: Numbers, head: Numbers, score: Column, near: NDArray[np.bool_]) -> Column:
    """Each pair among all pairings in which no two change their order; those that are ``near`` are in nobody's way.

    ``tail`` numbers the ends from 0.
    """
    import numpy as np

    far = np.lexsort((head, tail))
    far = far[~near[far]]
    many = int(tail.max(initial=0)) + 1
    alone = np.zeros(many)  # what an end weighs without a beginning elsewhere
    alone[tail[near]] = np.logaddexp(0.0, score[near])
    heads, number = np.unique(head[far], return_inverse=True)
    rows = np.split(np.arange(len(far)), tail[far].searchsorted(np.arange(1, many)))
    before, total = _forward(rows, number + 1, score[far], alone)
    behind, _ = _forward([row[::-1] for row in rows[::-1]], len(heads) - number, score[far], alone[::-1])
    share = np.exp(np.minimum(0.0, before + score[far] + behind - total))
    found = np.empty(len(score))
    found[far] = share
    taken = np.bincount(tail[far], share, many)[tail[near]]
    found[near] = np.maximum(0.0, 1 - taken) / (1 + np.exp(-score[near].clip(-30, 30)))
    least = math.exp(-SUREST)
    found = found.clip(least, 1 - least)
    odds: Column = np.log(found / (1 - found))
    return odds


def _forward(rows: Sequence[Numbers], number: Numbers, score: Column, alone: Column) -> tuple[Column, float]:
    """For each pair, the weight in nats of all pairings in order of what stands before both; and that of all.

    ``rows`` holds the pairs of each end by rising ``number`` of the beginning, from 1, ``alone`` what an end weighs without
    one.
    """
    import numpy as np

    found = np.zeros(len(number))
    best = np.zeros(int(number.max(initial=0)) + 1)  # by the last beginning that may be taken …
    last = 0  # … of those that were asked for
    base = 0.0  # common to all of them, so that an end alone need not touch each
    for row, free in zip(rows, alone.tolist(), strict=True):
        if len(row):
            taken, least = number[row], int(number[row[0]])
            best[last + 1 : int(taken[-1]) + 1] = best[last]
            last = max(last, int(taken[-1]))
            old = best[taken - 1]
            found[row] = base + old
            gained = np.full(last + 1 - least, -np.inf)
            gained[taken - least] = old + score[row] - free
            best[least : last + 1] = np.logaddexp(best[least : last + 1], np.logaddexp.accumulate(gained))
        base += free
    return found, base + float(best[last])


def _clipped(value: float) -> float:
    return max(-SUREST, min(SUREST, value))
