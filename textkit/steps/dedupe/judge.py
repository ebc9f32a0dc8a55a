"""The judgement on all paragraphs of a run: find pairs, apply the star rule, say what goes and what is alike.

Paragraphs that hang together through pairs are judged group by group: nothing outside a group has a say in it, so that
a million paragraphs need no more memory at once than the largest group and the columns of the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from textkit.model.finding import Trust
from textkit.steps.dedupe.dense_groups import Crowd
from textkit.steps.dedupe.families import families, misread
from textkit.steps.dedupe.groups import Groups
from textkit.steps.dedupe.groups_of_rows import hanging_together
from textkit.steps.dedupe.keep_order import KeepOrder, arrange
from textkit.steps.dedupe.losses import copied_files, losses
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.options import Options
from textkit.steps.dedupe.paragraph import Paragraph, Removal
from textkit.steps.dedupe.relate import Kind, Relation
from textkit.steps.dedupe.relations import Relations
from textkit.steps.dedupe.rows import Rows
from textkit.steps.dedupe.rules import EXACT, RULE_OF
from textkit.steps.dedupe.search import search
from textkit.steps.dedupe.small_groups import equal_rows, judge_small
from textkit.steps.dedupe.verdict import Alike, Gone, Verdict
from textkit.steps.dedupe.written import Written

SAME = Relation(Kind.EXACT, Trust.SAFE, 1.0)


def judge(rows: Rows) -> Verdict:
    """Which rows are copies of which.

    What is withheld because its file would lose too much stays, and others may be copies of it: they are judged again.
    """
    relations = search(rows.codes, rows.options)
    over: frozenset[str] = frozenset()
    while True:
        verdict = _judged(rows, relations, over)
        verdict.copies = copied_files(verdict)
        further = over | losses(verdict, verdict.copies)
        if further == over:
            return verdict
        over = further


def _judged(rows: Rows, relations: Relations, over: frozenset[str]) -> Verdict:
    """The verdict if nothing goes from the paths ``over``."""
    options = rows.options
    verdict = Verdict(rows, relations, over=over)
    alike = Groups()  # keys of one template: a row may be of two series, which are one
    for key, head in (*relations.twins.items(), *relations.families.items()):
        alike.join(key, (head,))
    for members, neighbours, slots, keys, written in hanging_together(rows, relations):
        if not (slots or neighbours.lies or neighbours.reordered or relations.crowd):
            copies = equal_rows(rows, members, written)
            if copies is not None:
                _note_equal(verdict, copies, written)
                continue
        neighbours.families = _of(keys, relations.families)
        neighbours.twins = _of(keys, relations.twins)
        crowd = _of(keys, relations.crowd)
        if crowd:
            neighbours.crowd = Crowd(rows.codes, crowd, options.threshold, options.min_length, options.effort)
        if len(slots) > 2:
            for family in families(slots, {n: len(k) for n, k in keys.items()}):
                if misread(family, slots, keys):
                    neighbours.misread.update(family)
                    continue
                for key in family:
                    neighbours.families.setdefault(key, family[0])
                    alike.join(key, family[:1])
        paragraphs = [rows.paragraph(r, written[r]) for r in members]
        judgement = _judgement(verdict, neighbours)
        if options.keep == "complete" and len(paragraphs) == len(keys) == 2 and not crowd:
            _note(verdict, judgement, judge_small(judgement, *paragraphs))
        else:
            weights = _weights(paragraphs, neighbours) if options.keep == "central" else {}
            _note(verdict, judgement, judgement.run(arrange(options.keep, paragraphs, neighbours, weights)))
        verdict.missed |= neighbours.crowd.missed
    if not options.allow_template:
        verdict.series = alike.leaders()
    verdict.removals.sort(key=lambda r: rows.rank[r.gone])
    return verdict


def _of(keys: Mapping[int, str], known: Mapping[int, int]) -> dict[int, int]:
    """What is ``known`` of ``keys``, which is nothing for most."""
    return {} if known.keys().isdisjoint(keys) else {n: known[n] for n in keys if n in known}


def _judgement(verdict: Verdict, neighbours: Neighbours) -> KeepOrder:
    options = verdict.rows.options
    both = options.within == options.across
    return KeepOrder(
        neighbours,
        options.min_length,
        lambda a, b: both or (a.path == b.path) == options.within,
        lambda relation, gone: gone.path not in verdict.over and _goes(relation, gone, options),
        options.allow_template,
        per_path=not both,
    )


def _note_equal(verdict: Verdict, rows: Sequence[int], written: Mapping[int, Written]) -> None:
    """Note that all of ``rows`` but the first are exact copies of it, as far as they may go at all."""
    paths, options = verdict.rows, verdict.rows.options
    first, *others = rows
    if len(written[first].key) < options.min_length:
        return
    gone = [r for r in others if not paths.fixed[r]]
    for r in gone:
        goes = paths.path(r) not in verdict.over and options.acts(EXACT, paths.path(r))
        verdict.removals.append(Gone(r, first, SAME, goes, ()))
    if gone and written[first].whole:
        verdict.whole.add(first)


def _note(verdict: Verdict, judgement: KeepOrder, removals: Iterable[Removal]) -> None:
    for r in removals:
        also = tuple([p.number for p in r.also])
        verdict.removals.append(Gone(r.gone.number, r.kept.number, r.relation, r.goes, also))
        if r.kept.whole:  # it will be asked when the copy is told of
            verdict.whole.add(r.kept.number)
    verdict.templates += [Alike(kept.number, other.number, relation) for kept, other, relation in judgement.templates]


def _goes(relation: Relation, gone: Paragraph, options: Options) -> bool:
    if relation.trust is Trust.ADVICE or not options.acts(RULE_OF[relation.kind], gone.path):
        return False
    return relation.trust is Trust.SAFE or options.unsafe


def _weights(paragraphs: Iterable[Paragraph], neighbours: Neighbours) -> dict[int, float]:
    """How much of the others each key resembles: the sum of its similarities, equal copies counting one each."""
    copies: dict[int, int] = defaultdict(int)
    for p in paragraphs:
        copies[p.key] += 1
    return {
        key: number + sum(s * copies[other] for other, s in sorted(neighbours.similar.get(key, {}).items()))
        for key, number in copies.items()
    }
