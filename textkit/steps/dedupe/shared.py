"""Passages: runs of characters that otherwise different paragraphs share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from textkit.steps.dedupe.codes import Ints
from textkit.steps.dedupe.memory import give_back
from textkit.steps.dedupe.passages import passages
from textkit.steps.dedupe.verdict import Verdict
from textkit.steps.dedupe.written import Written


class Shared(NamedTuple):
    """``length`` characters, which read ``text``, that row ``row`` shares with the rows ``others``."""

    row: int
    length: int
    text: str
    others: tuple[int, ...]


def shared_passages(verdict: Verdict) -> list[Shared]:
    """The passages of paragraphs that stay, each told once: at the second paragraph that has it and may change."""
    rows, options = verdict.rows, verdict.rows.options
    codes = rows.codes
    if not options.passages or not len(codes):
        return []
    stays = rows.key >= 0
    stays[[r.gone for r in verdict.removals if r.goes]] = False
    # of equal paragraphs that stay the first speaks; what never changes comes first of all
    order = np.lexsort((rows.rank, ~rows.fixed))
    order = order[stays[order]]
    speaker = np.full(len(codes), -1, np.int64)
    speaker[rows.key[order[::-1]]] = order[::-1]
    rank = np.full(len(codes), len(order), np.int64)
    has = np.flatnonzero(speaker >= 0)
    place = np.empty(len(rows.key), np.int64)
    place[order] = np.arange(len(order))
    rank[has] = place[speaker[has]]
    both = options.within == options.across
    known = _Related(verdict)
    give_back(codes)
    told = []
    last, written = -1, Written("", "")
    fixed = np.zeros(len(codes), np.bool_)
    fixed[has] = rows.fixed[speaker[has]]
    for first, at, length, others in passages(codes, rank, options.passages, speaker >= 0, fixed):
        lead = int(speaker[first])
        held = [int(speaker[other]) for other, _ in others if not known(first, other)]
        # of those that never change the first is enough to know the passage by
        held = sorted((r for r in held if not rows.fixed[r]), key=lambda r: rows.rank[r])
        held = [r for r in held if both or (rows.path(r) == rows.path(lead)) == options.within]
        if not held:
            continue
        if lead != last:  # they come by text, and to lead back to a long one takes time
            last, written = lead, rows.written(lead)
        text = written.written(at, at + length)
        told.append(Shared(held[0], length, text, (lead, *held[1:])))
    return told


class _Related:
    """Whether two keys are told of already, as copies or as of one series."""

    def __init__(self, verdict: Verdict) -> None:
        r, self._count = verdict.relations, len(verdict.rows.codes)
        pairs = np.concatenate((r.similar[:, :2], r.lies[:, :2], r.orders))
        each: Ints = pairs.min(axis=1) * self._count + pairs.max(axis=1)
        self._pairs = frozenset(each.tolist())
        self._series, self._crowd = verdict.series, r.crowd

    def __call__(self, a: int, b: int) -> bool:
        if (a * self._count + b if a < b else b * self._count + a) in self._pairs:
            return True
        if a in self._crowd and self._crowd[a] == self._crowd.get(b):
            return True
        series = self._series.get(a)
        return series is not None and series == self._series.get(b)
