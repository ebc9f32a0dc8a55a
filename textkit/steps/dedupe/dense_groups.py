"""Crowds: keys each of which is like so many others that not all pairs can be looked at, as ten thousand scans of a page.

Which of them go can be told without: one goes if a copy that stays reaches it, and few stay. So those that ``join`` found
too costly are put into crowds, and a text of a crowd is held, when its turn comes, against those of it that stay
(``Crowd``). That is exact as long as a crowd holds whatever can reach its texts. Let a text p of the crowd be d or less
from text x, and y in reach of x, D or less from it: then p and y are d + D apart at most, and so are their sketches. All
texts whose sketches are no farther from p than that are taken in; one that has no business there costs a comparison.

A crowd of which most stay is one of templates: certificates, notices, forms. Held against one of them they differ at a
few slots, nearly everywhere else not at all, and what fills a slot is rarely the same twice. (What scans differ in is
elsewhere in each, and at any one place nearly all are the same.) They are one series.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from textkit.steps.dedupe.codes import Codes, Ints
from textkit.steps.dedupe.containment import holds
from textkit.steps.dedupe.differences import Difference, differences
from textkit.steps.dedupe.groups import components
from textkit.steps.dedupe.measure import Beside, allowed
from textkit.steps.dedupe.offsets_in_longer import COVERAGE, beginnings
from textkit.steps.dedupe.relate import Lies
from textkit.steps.dedupe.sketches import close, levels, sketched

HELD = 1000  # sketches compared for each bit of effort, in all
MEASURED = 4  # of which a text that is measured is as many, or, if it is long, as many for each index entry it takes
COMPARED = 40  # and texts, in a group that is judged together
NEAREST = 10  # of the texts that stay and are like one of a crowd, those that are looked at closely
SERIES = 64  # members that make a series of a crowd
SLOT = 24  # characters of a slot, as in ``families``
OFTEN = 4  # a slot is where one text in 4 differs from another


class Found:
    """The crowd of each text, -1 for none; which texts were put into one because they were ``skipped``; and series: a
    member and the first of it.
    """

    def __init__(self, count: int) -> None:
        self.label: Ints = np.full(count, -1)
        self.covered = np.zeros(count, np.bool_)
        self.series = np.zeros(count, np.bool_)
        self.families: dict[int, int] = {}


def crowds(codes: Codes, skipped: Ints, threshold: Fraction, effort: int) -> Found:
    """The crowds that the texts ``skipped`` are in, as far as ``effort`` allows."""
    found = Found(len(codes))
    skip = np.zeros(len(codes), np.bool_)
    skip[skipped] = True
    lengths, budget, beside_many = codes.lengths, HELD * effort, Beside(codes)
    level = levels(lengths[skipped])
    edges = [np.zeros((2, 0), np.int64)]
    for k in sorted(set(level.tolist())):
        some = skipped[level == k]
        first, last = _reach(codes, int(lengths[some[0]]), int(lengths[some[-1]]), threshold)
        budget -= last - first
        if budget < 0:
            break
        bits = sketched(codes, codes.offsets[first:last], lengths[first:last], k)
        for pivot in some[::-1].tolist():
            if found.covered[pivot]:
                continue
            low, high = _reach(codes, int(lengths[pivot]), int(lengths[pivot]), threshold)
            budget -= high - low
            if budget < 0:
                break
            most = allowed(np.array([2 * lengths[pivot], lengths[pivot] + lengths[high - 1]]), threshold).sum()
            beside = bits[:, low - first : high - first]
            near = low + np.concatenate(list(close(bits[:, pivot - first], beside, int(most))))
            others = near[near != pivot]
            budget -= MEASURED * (len(others) + beside_many.cost(pivot, others))
            if budget < 0:
                break
            pairs = beside_many.pairs(pivot, others, threshold)
            mates = np.where(pairs.longer == pivot, pairs.shorter, pairs.longer)
            found.covered[pivot] = True
            found.covered[mates] |= skip[mates]
            edges.append(np.stack((np.full(len(near), pivot), near)))
            members = _series(codes, pivot, mates, others[~found.series[others]])
            found.series[members] = True
            found.covered[members] |= skip[members]
            found.families.update({n: min(members) for n in members})
    a, b = np.concatenate(edges, axis=1)
    touched = np.concatenate((a, b))
    found.label[touched] = components(len(codes), a, b)[touched]
    return found


def _reach(codes: Codes, shortest: int, longest: int, threshold: Fraction) -> tuple[int, int]:
    """The texts that may be like one that may be like a text of ``shortest`` to ``longest`` characters."""
    ratio = threshold / (2 - threshold)
    low, high = np.searchsorted(codes.lengths, [int(shortest * ratio**2), int(longest / ratio) + 1])
    return int(low), int(high)


def _series(codes: Codes, pivot: int, mates: Ints, near: Ints) -> list[int]:
    """Those of ``near``, and ``pivot``, that are one series of templates, if ``mates`` say that there is one."""
    if len(near) < SERIES or np.isin(mates, near).sum() < SERIES:
        return []
    own = codes.key(pivot)
    where = [differences(own, codes.key(n)) for n in near.tolist()]
    # places of differences: an even cell stands for what is before a character, the next for the character
    cells = np.zeros(2 * len(own) + 2, np.int64)
    asked = np.isin(near, mates).tolist()
    for found in itertools.compress(where, asked):
        for a, b, _, _ in found:
            cells[2 * a] += 1
            cells[2 * b + 1] -= 1
    often = np.flatnonzero(np.cumsum(cells) * OFTEN >= sum(asked))
    if not len(often):
        return []
    cuts = np.flatnonzero(np.diff(often) > 4)  # characters that the fillings share by chance part no slot
    begins = often[np.concatenate(([0], cuts + 1))] // 2 - 1
    ends = (often[np.concatenate((cuts, [len(often) - 1]))] + 1) // 2 + 1
    filled: dict[int, list[Filling]] = {pivot: [()] * len(begins)}
    for n, found in zip(near.tolist(), where, strict=True):
        own_fillings = _filled(codes.key(n), found, begins, ends)
        if own_fillings is not None:
            filled[n] = own_fillings
    members = list(filled)
    for slot, width in enumerate((ends - begins).tolist()):
        filling, times = Counter(own[slot] for own in filled.values()).most_common(1)[0]
        if width > SLOT + 2 or times * 2 > len(filled):  # what most have alike is no name, and the others have a slip
            members = [n for n in members if filled[n][slot] == filling]
    return members if len(members) >= SERIES else []


Filling = tuple[tuple[int, int, str], ...]


def _filled(key: str, found: Sequence[Difference], begins: Ints, ends: Ints) -> list[Filling] | None:
    """What a text has in each slot in place of another; None if it differs elsewhere too."""
    filled: list[Filling] = [()] * len(begins)
    for a, b, c, d in found:
        slot = int(np.searchsorted(begins, a, "right")) - 1
        if slot < 0 or b > ends[slot]:
            return None
        filled[slot] += ((a, b, key[c:d]),)
    return filled


class Crowd:
    """The texts of crowds in a group that is judged: each is held against those that stay when it is asked for."""

    def __init__(
        self, codes: Codes, label: Mapping[int, int], threshold: Fraction, min_length: int, effort: int
    ) -> None:
        self._codes, self._label, self._threshold, self._min_length = codes, label, threshold, min_length
        self._left = COMPARED * effort
        self._kept: dict[int, tuple[list[int], list[str]]] = {}
        self._known: set[int] = set()
        self._seen: dict[int, int] = {}
        self.missed: set[int] = set()  # texts that were not held against all

    def __contains__(self, key: int) -> bool:
        return key in self._label

    def keep(self, key: int, sure: bool) -> None:
        """Remember ``key`` as one that stays, unless it is ``sure`` that it is a copy: none need to be held against it."""
        if sure:
            self.missed.discard(key)
        elif key not in self._known:
            self._known.add(key)
            numbers, texts = self._kept.setdefault(self._label[key], ([], []))
            numbers.append(key)
            texts += self._codes.keys([key])

    def look(self, key: int) -> tuple[dict[int, float], dict[int, Lies]]:
        """How similar ``key`` is to those of the texts that stay by now that it is like, and where it lies in others; each
        is told of once.
        """
        similar: dict[int, float] = {}
        lies: dict[int, Lies] = {}
        numbers, texts = self._kept.get(self._label[key], ([], []))
        done = self._seen.get(key, 0)
        if done == len(numbers):
            return similar, lies
        self._seen[key] = len(numbers)
        self._left -= len(numbers) - done
        if self._left < 0:
            self.missed.add(key)
            return similar, lies
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cdist

        text = self._codes.keys([key])[0]
        lengths = self._codes.lengths[np.array(numbers[done:])]
        total, size = lengths + len(text), len(text)
        least = size - size // COVERAGE  # characters that one must share with another that it lies in
        most = np.maximum(allowed(total, self._threshold), np.where(lengths > size, total - 2 * least, 0))
        distance = cdist([text], texts[done:], scorer=Indel.distance, score_cutoff=int(most.max()), dtype=np.int64)[0]
        some = np.flatnonzero((distance <= most) & (np.array(numbers[done:]) != key))
        some = some[np.argsort(distance[some] / total[some], kind="stable")]
        if len(some) > NEAREST:
            self.missed.add(key)
        for n in some[:NEAREST].tolist():
            other, apart = numbers[done + n], int(distance[n])
            if apart <= allowed(total[n : n + 1], self._threshold)[0]:
                similar[other] = 1 - apart / int(total[n])
            if lengths[n] > size >= self._min_length and total[n] - apart >= 2 * least:
                place = _lies(text, texts[done + n], least)
                if place:
                    lies[other] = place
        return similar, lies


NOBODY = Crowd(Codes.of([]), {}, Fraction(1), 0, 0)


def _lies(inner: str, outer: str, least: int) -> Lies | None:
    """Where ``inner`` lies in ``outer``, if a window of it holds ``least`` characters: as ``contain`` would say."""
    from rapidfuzz.distance import LCSseq

    slack = 2 * (len(inner) - least)
    for start in beginnings(inner, outer):
        window = outer[max(0, start - slack) : start + len(inner) + 2 * slack]
        shared = int(LCSseq.similarity(inner, window))
        if shared >= least and holds(inner, window):
            return Lies(start, shared)
    return None
