"""Rows that hang together through pairs, group by group, with what is known of their keys and how they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from textkit.steps.dedupe.codes import Ints, distinct
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.relate import Lies
from textkit.steps.dedupe.relations import Relations
from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.written import Written, read

TOGETHER = 1 << 11  # rows that are read together

Slots = dict[int, dict[int, tuple[int, int, int]]]


class Group(NamedTuple):
    """Rows that hang together, in order; the pairs among their keys, and where these differ; the keys by number; and
    how rows read, these and others.
    """

    rows: list[int]
    neighbours: Neighbours
    slots: Slots
    keys: dict[int, str]
    written: dict[int, Written]


def hanging_together(rows: Rows, relations: Relations) -> Iterator[Group]:
    """All groups of rows; those that stand alone are left out."""
    count = len(rows.codes)
    group = relations.groups(count)
    alive = np.flatnonzero(rows.key >= 0)
    alive = alive[rows.codes.lengths[rows.key[alive]] > 0]
    of_row = group[rows.key[alive]]
    active = alive[np.bincount(of_row, minlength=count)[of_row] > 1]
    active = active[np.lexsort((rows.rank[active], group[rows.key[active]]))]
    of_row = group[rows.key[active]]
    starts = np.flatnonzero(np.diff(of_row, prepend=-1))
    if not len(starts):
        return
    lengths = rows.codes.lengths.data
    similar, lies, orders = (_ByGroup(group, pairs) for pairs in (relations.similar, relations.lies, relations.orders))
    fetched, texts, written = 0, dict[int, str](), dict[int, Written]()
    for a, b in zip(starts.tolist(), [*starts[1:].tolist(), len(active)], strict=True):
        if b > fetched:  # those of many groups at once
            fetched = max(b, a + TOGETHER)
            some = distinct(rows.key[active[a:fetched]])
            texts = dict(zip(some.tolist(), rows.codes.texts(some), strict=True))
            members = active[a:fetched].tolist()
            of_member = [texts[n] for n in rows.key[active[a:fetched]].tolist()]
            written = dict(zip(members, read([rows.corpus.texts[r] for r in members], of_member), strict=True))
        members = active[a:b].tolist()
        keys = {n: texts[n] for n in rows.key[active[a:b]].tolist()}
        label = int(of_row[a])
        near = Neighbours()
        slots: Slots = {}
        if not similar.has(label) and not lies.has(label) and not orders.has(label):
            yield Group(members, near, slots, keys, written)
            continue
        for x, y, d, p, s in similar.of(label):
            similarity = 1 - d / (lengths[x] + lengths[y])
            near.similar.setdefault(x, {})[y] = similarity
            near.similar.setdefault(y, {})[x] = similarity
            slots.setdefault(x, {})[y] = (p, s, d)
            slots.setdefault(y, {})[x] = (p, s, d)
        for x, y, start, shared in lies.of(label):
            near.lies.setdefault(x, {})[y] = Lies(start, shared)
        for x, y in orders.of(label):
            near.reordered.setdefault(x, set()).add(y)
            near.reordered.setdefault(y, set()).add(x)
        yield Group(members, near, slots, keys, written)


class _ByGroup:
    """Pairs in order of their group, so that those of one are a slice."""

    def __init__(self, group: Ints, pairs: Ints) -> None:
        label = group[pairs[:, 0]]
        order = np.argsort(label, kind="stable")
        self._pairs, label = pairs[order], label[order]
        starts = np.flatnonzero(np.diff(label, prepend=-1))
        ends = np.append(starts[1:], len(label))[: len(starts)]
        self._slices = dict(zip(label[starts].tolist(), zip(starts.tolist(), ends.tolist(), strict=True), strict=True))

    def has(self, label: int) -> bool:
        return label in self._slices

    def of(self, label: int) -> list[list[int]]:
        a, b = self._slices.get(label, (0, 0))
        rows: list[list[int]] = self._pairs[a:b].tolist()
        return rows
