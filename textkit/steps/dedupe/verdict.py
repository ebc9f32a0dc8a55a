"""What was found among the paragraphs of a run: copies, and templates in series."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from textkit.steps.dedupe.groups import Groups
from textkit.steps.dedupe.relate import Relation
from textkit.steps.dedupe.relations import Relations
from textkit.steps.dedupe.rows import Rows


class Gone(NamedTuple):
    """Row ``gone`` is a copy of row ``kept``; it ``goes`` in this run, or is withheld. ``also``: other such rows."""

    gone: int
    kept: int
    relation: Relation
    goes: bool
    also: tuple[int, ...]


class Alike(NamedTuple):
    """Row ``other`` is of one template with row ``kept``."""

    kept: int
    other: int
    relation: Relation


@dataclass
class Verdict:
    """What was found: copies, templates in series, and the pairs it was read from."""

    rows: Rows
    relations: Relations
    removals: list[Gone] = field(default_factory=list)
    templates: list[Alike] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)  # rows that are known to be cut nowhere
    series: dict[int, int] = field(default_factory=dict)  # a key of a family or series: the first key of it
    missed: set[int] = field(default_factory=set)  # keys of crowds that were not held against all that stays
    over: frozenset[str] = frozenset()  # paths that would lose too much, and so lose nothing
    copies: dict[int, int] = field(default_factory=dict)  # documents that are wholly copies, with the one that stays


def series(verdict: Verdict) -> list[tuple[list[int], Relation | None]]:
    """Rows that stay and are of one template, in order of place, with one relation among them."""
    rows = verdict.rows
    gone = {r.gone for r in verdict.removals if r.goes}
    groups = Groups()
    sample: dict[int, Relation] = {}
    for kept, other, relation in verdict.templates:
        if kept in gone or other in gone:
            continue
        groups.join(kept, (other,))
        sample.setdefault(kept, relation)
        sample.setdefault(other, relation)
    if verdict.series:
        wanted = np.array([*verdict.series, *verdict.series.values()], np.int64)
        mask = np.zeros(len(rows.codes) + 1, np.bool_)
        mask[wanted] = True
        of_key: dict[int, list[int]] = defaultdict(list)
        found = np.flatnonzero(mask[rows.key])
        for r in found[np.argsort(rows.rank[found])].tolist():
            if r not in gone:
                of_key[int(rows.key[r])].append(r)
        for key, first in verdict.series.items():
            lead = of_key.get(first) or of_key.get(key)
            if lead:
                groups.join(lead[0], of_key.get(key, ()))
    told = []
    for group in groups.lists():
        if len(group) > 1:
            group.sort(key=lambda r: rows.rank[r])
            told.append((group, next((sample[r] for r in group if r in sample), None)))
    told.sort(key=lambda s: rows.rank[s[0][0]])
    return told
