"""The judgement on all paragraphs of a run: find pairs, apply the star rule, say what goes and what is alike.

Paragraphs that hang together through pairs are judged group by group: nothing outside a group has a say in it, so that
a million paragraphs need no more memory at once than the largest group and the columns of the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from textkit.model.finding import Trust
from textkit.steps.dedupe.codes import Codes, Ints
from textkit.steps.dedupe.crowds import Crowd
from textkit.steps.dedupe.families import families
from textkit.steps.dedupe.groups import Groups
from textkit.steps.dedupe.keep import Judgement, Neighbours, Paragraph, Removal, arrange
from textkit.steps.dedupe.relate import Kind, Relation
from textkit.steps.dedupe.rules import EXACT, RULE_OF
from textkit.steps.dedupe.search import Relations, search
from textkit.steps.dedupe.together import hanging_together
from textkit.steps.dedupe.two import equal_rows, judge_two
from textkit.steps.dedupe.written import Written

if TYPE_CHECKING:
    from textkit.steps.dedupe.checks import Options
    from textkit.steps.dedupe.corpus import Corpus


SAME = Relation(Kind.EXACT, Trust.SAFE, 1.0)


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
class Rows:
    """The paragraphs of a corpus as its judges see them."""

    corpus: Corpus
    options: Options
    codes: Codes = field(init=False)
    key: Ints = field(init=False)  # the number of each row's key; -1: of a document that was taken back

    def __post_init__(self) -> None:
        corpus, options = self.corpus, self.options
        self.codes, self.key = corpus.keyed()
        self.document = corpus.owners()
        ranks = corpus.ranks()
        order = np.argsort(ranks[self.document], kind="stable")
        self.rank = np.empty(len(order), np.int64)  # the place of each row in the order of path and place
        self.rank[order] = np.arange(len(order))
        reference = np.array([p in options.against for p in corpus.paths], np.bool_)
        preferred = np.array([any(_under(p, q) for q in options.prefer) for p in corpus.paths], np.bool_)
        path = np.frombuffer(corpus.path, np.int32)
        document = np.frombuffer(corpus.reference, np.bool_) | reference[path]
        self.reference = document[self.document]
        self.fixed = self.reference | np.frombuffer(corpus.exempt, np.bool_)
        self.preferred = preferred[path][self.document]
        # single numbers are read from views several times as fast as from arrays
        self._key, self._rank, self._document = self.key.data, self.rank.data, self.document.data
        self._fixed, self._preferred, self._reference = self.fixed.data, self.preferred.data, self.reference.data

    def owner(self, row: int) -> int:
        """The number of the document that a row is in."""
        number: int = self._document[row]
        return number

    def path(self, row: int) -> str:
        return self.corpus.paths[self.corpus.path[self._document[row]]]

    def written(self, row: int) -> Written:
        return Written(self.corpus.texts[row], self.codes.key(self._key[row]))

    def paragraph(self, row: int, written: Written) -> Paragraph:
        """A row as what is judged; its place in order stands for its offset."""
        corpus, document = self.corpus, self._document[row]
        return Paragraph(
            document,
            row,
            self._key[row],
            written,
            corpus.paths[corpus.path[document]],
            self._rank[row],
            bool(self._fixed[row]),
            bool(self._preferred[row]),
            bool(self._reference[row]),
        )


def _under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


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
            for key, head in families(slots, {n: len(k) for n, k in keys.items()}).items():
                neighbours.families.setdefault(key, head)
                alike.join(key, (head,))
        paragraphs = [rows.paragraph(r, written[r]) for r in members]
        judgement = _judgement(verdict, neighbours)
        if options.keep == "complete" and len(paragraphs) == len(keys) == 2 and not crowd:
            _note(verdict, judgement, judge_two(judgement, *paragraphs))
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


def _judgement(verdict: Verdict, neighbours: Neighbours) -> Judgement:
    options = verdict.rows.options
    both = options.within == options.across
    return Judgement(
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


def _note(verdict: Verdict, judgement: Judgement, removals: Iterable[Removal]) -> None:
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


# -- what is read off the removals ------------------------------------------------------------------------------------


def copied_files(verdict: Verdict) -> dict[int, int]:
    """Documents that are wholly copies, each with the document that stays, be it without paragraphs that others keep."""
    from textkit.steps.dedupe.rules import FILE

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
