"""How good a result is, by pairs of rows.

A result puts rows into groups. What is asked of it:

- *core* and *all*: precision, recall and F1 of the pairs of rows in one group against the planted clusters; *core* looks
  at the rows of the kinds up to 15 % lost, with single paragraphs and near misses, *all* at every row but those that
  differ in figures. Clusters are counted by size, so a million rows take no longer than reading them.
- per kind: the share of planted pairs that are in one group.
- *number* and *nearmiss*: the share of pairs that are in one group and should not be.
- *reach*: the share of found pairs among those planted pairs of which both rows are, by brute force, within the
  threshold of a row of their cluster that stays. It leaves out two noisy copies that are too far from what is kept.
- *exact recall*: of all pairs at or above a similarity, planted or not, the share with both rows in one group
  (``together``), and the share of which one row goes or both are told of as one series (``settled``).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.dedupe.corpus import CORE, POSITIVE
from benchmarks.dedupe.exact import BARS, Ints, reaches

# What a finding of ours joins to the row that stays; templates and shared passages are told of and join nothing.
JOINING = {"exact", "near", "truncated", "contained", "reordered"}
THRESHOLD = Fraction(85, 100)


class Result(NamedTuple):
    """Of each row its group, whether it goes, and the series it is told of in (-1: none)."""

    group: list[int]
    goes: list[bool]
    series: list[int]


class Truth(NamedTuple):
    """What is known of a row."""

    cluster: int
    kind: str
    group: int | None


def read_truth(path: Path) -> list[Truth]:
    """The truth about a corpus, in the order of its rows."""
    with path.open(encoding="utf-8") as lines:
        return [Truth(row["cluster"], row["kind"], row.get("group")) for row in map(json.loads, lines)]


def of_peer(path: Path, rows: int) -> Result:
    """The result of an adapter: the first row of a group stays."""
    group = list(range(rows))
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            group[row["id"]] = row["cluster"]
    return Result(group, [label != n for n, label in enumerate(group)], [-1] * rows)


class Joined:
    """Rows joined one after another; the first row of a group names it."""

    def __init__(self, rows: int) -> None:
        self.above = list(range(rows))

    def first(self, row: int) -> int:
        above = self.above
        while above[row] != row:
            above[row] = row = above[above[row]]
        return row

    def join(self, row: int, others: Iterable[int]) -> None:
        for other in others:
            a, b = sorted((self.first(row), self.first(other)))
            self.above[b] = a


def of_findings(lines: Iterable[str], rows: int) -> Result:
    """The result of ``textkit dedupe --format jsonl``: a finding's own row goes and is in one group with the rows named in
    it, be it withheld or not; the rows of a series are told of.
    """
    copies, templates = Joined(rows), Joined(rows)
    goes, told = [False] * rows, [False] * rows
    for finding in (json.loads(line) for line in lines if '"finding"' in line[:30]):
        kind = finding["evidence"].get("kind")
        own = int(finding["record"])
        named = [int(other["record"]) for other in finding["related"] if other.get("record") is not None]
        if kind in JOINING:
            goes[own] = True
            copies.join(own, named)
        elif kind == "template":
            templates.join(own, named)
            for row in (own, *named):
                told[row] = True
    group = [copies.first(row) for row in range(rows)]
    return Result(group, goes, [templates.first(row) if told[row] else -1 for row in range(rows)])


def _pairs(labels: Iterable[object]) -> int:
    """Pairs of equal labels."""
    return sum(comb(count, 2) for count in Counter(labels).values())


def _prf(truth: Sequence[int], said: Sequence[int]) -> dict[str, float]:
    both, claimed, planted = _pairs(zip(truth, said, strict=True)), _pairs(said), _pairs(truth)
    precision, recall = both / claimed if claimed else 1.0, both / planted if planted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def score(truth: Sequence[Truth], result: Result) -> dict[str, Any]:
    """All figures that need the truth alone."""

    def within(wanted: Callable[[Truth], bool]) -> dict[str, float]:
        rows = [n for n, known in enumerate(truth) if wanted(known)]
        return _prf([truth[n].cluster for n in rows], [result.group[n] for n in rows])

    core = {*CORE, "single", "nearmiss"}
    figures: dict[str, Any] = {
        "core": within(lambda known: known.kind in core),
        "all": within(lambda known: known.kind != "number"),
        "kinds": {},
        "largest": max(Counter(result.group).values(), default=0),
        "series": sum(label >= 0 for label in result.series),
    }
    for kind in POSITIVE:
        figures["kinds"][kind] = within(lambda known, kind=kind: known.kind == kind)["recall"]  # type: ignore[misc]
    for kind in ("number", "nearmiss"):
        rows = [n for n, known in enumerate(truth) if known.kind == kind]
        could = _pairs(truth[n].group for n in rows)
        did = _pairs((truth[n].group, result.group[n]) for n in rows)
        figures[kind] = did / could if could else 0.0
    return figures


def reach(truth: Sequence[Truth], result: Result, texts: Mapping[int, str] | Sequence[str]) -> float:
    """The share of the planted pairs within reach of a row that stays which are in one group."""
    from rapidfuzz.distance import Indel

    from textkit.dedupe import key

    members: dict[int, list[int]] = defaultdict(list)
    for n, known in enumerate(truth):
        if known.kind in POSITIVE:
            members[known.cluster].append(n)
    reached = found = 0
    for rows in members.values():
        keys = {n: key(texts[n]) for n in rows}
        near: set[tuple[int, int]] = set()
        for stays in (n for n in rows if not result.goes[n]):
            within = [
                n for n in rows if n == stays or _alike(Indel.distance(keys[n], keys[stays]), keys[n], keys[stays])
            ]
            near |= {(a, b) for a in within for b in within if a < b}
        reached += len(near)
        found += sum(result.group[a] == result.group[b] for a, b in near)
    return found / reached if reached else 1.0


def _alike(distance: int, a: str, b: str) -> bool:
    return distance * THRESHOLD.denominator <= (len(a) + len(b)) * (THRESHOLD.denominator - THRESHOLD.numerator)


def exact_recall(
    pairs: tuple[Ints, Ints, Ints, Ints], results: Mapping[Fraction, Result]
) -> dict[str, dict[str, float | int]]:
    """For each bar, of the pairs at or above it, the shares that are together and settled in the result for that bar."""
    first, second, distance, total = pairs
    figures: dict[str, dict[str, float | int]] = {}
    for bar in BARS:
        at = reaches(distance, total, bar)
        result = results[bar]
        count = together = settled = 0
        for a, b in zip(first[at].tolist(), second[at].tolist(), strict=True):
            count += 1
            one = result.group[a] == result.group[b]
            told = result.series[a] >= 0 and result.series[a] == result.series[b]
            together += one
            settled += one or told or result.goes[a] or result.goes[b]
        shares = (together / count, settled / count) if count else (1.0, 1.0)
        figures[f"{float(bar):.2f}"] = {"pairs": count, "together": shares[0], "settled": shares[1]}
    return figures
