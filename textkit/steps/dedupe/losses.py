"""What files lose by the removals: those that are wholly copies, and those that would lose too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from textkit.steps.dedupe.relate import Kind
from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.rules import FILE
from textkit.steps.dedupe.verdict import Verdict


def copied_files(verdict: Verdict) -> dict[int, int]:
    """Documents that are wholly copies, each with the document that stays, be it without paragraphs that others keep."""
    rows, options = verdict.rows, verdict.rows.options
    corpus = rows.corpus
    if options.within and not options.across:
        return {}
    goes = {r.gone for r in verdict.removals if r.goes}
    equal = {r.gone for r in verdict.removals if r.goes and r.relation.kind is Kind.EXACT}
    candidates = {int(rows.document[r]) for r in goes if not corpus.line[int(rows.document[r])]}
    if not candidates:
        return {}
    lengths = rows.codes.lengths
    content: dict[int, list[int]] = {}
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for d in range(len(corpus)):
        own = [r for r in range(corpus.first[d], corpus.first[d + 1]) if rows.key[r] >= 0 and lengths[rows.key[r]]]
        content[d] = own
        if (
            not corpus.line[d]
            and not corpus.partial[d]
            and sum(int(lengths[rows.key[r]]) for r in own) >= options.min_length
        ):
            groups[tuple(rows.key[own].tolist())].append(d)
    copies: dict[int, int] = {}
    for group in groups.values():
        if len(group) < 2:
            continue
        group.sort(
            key=lambda d: (
                not rows.reference[content[d][0]],
                not rows.preferred[content[d][0]],
                rows.path(content[d][0]),
            )
        )
        stays = next((d for d in group if not goes.issuperset(_long(rows, content[d]))), None)
        if stays is None:
            continue
        for d in group:
            own = content[d]
            long = _long(rows, own)
            if (
                long
                and not rows.fixed[own].any()
                and options.acts(FILE, rows.path(own[0]))
                and corpus.path[d] != corpus.path[stays]
                and equal.issuperset(long)
                and all(rows.written(a).same_facts(rows.written(b)) for a, b in zip(own, content[stays], strict=True))
            ):
                copies[d] = stays
    return copies


def _long(rows: Rows, own: Iterable[int]) -> list[int]:
    """Those of the rows ``own`` that are long enough to go."""
    return [r for r in own if rows.codes.lengths[rows.key[r]] >= rows.options.min_length]


def losses(verdict: Verdict, copies: Mapping[int, int]) -> frozenset[str]:
    """The paths that would lose more than ``max_loss`` of their key characters by kinds other than exact."""
    rows = verdict.rows
    lengths = rows.codes.lengths
    lost: dict[int, int] = defaultdict(int)
    for r in verdict.removals:
        d = int(rows.document[r.gone])
        if r.goes and r.relation.kind is not Kind.EXACT and d not in copies:
            lost[rows.corpus.path[d]] += int(lengths[rows.key[r.gone]])
    if not lost:
        return frozenset()
    path = np.frombuffer(rows.corpus.path, np.int32)[rows.document]
    alive = rows.key >= 0
    whole = np.bincount(path[alive], lengths[rows.key[alive]], len(rows.corpus.paths))
    return frozenset(rows.corpus.paths[p] for p, n in lost.items() if n > rows.options.max_loss * int(whole[p]))
