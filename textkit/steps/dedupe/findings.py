"""Findings on duplicates: places, messages, evidence, and the edits that take a paragraph out cleanly.

What was judged stays in columns; a finding is made when its document is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textkit.model.document import Key
from textkit.model.finding import Edit, Finding, Related, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.model.spectrum import Spectrum
from textkit.steps.dedupe.blocks import Block, blocks
from textkit.steps.dedupe.groups import Groups
from textkit.steps.dedupe.relate import Kind, Relation
from textkit.steps.dedupe.rules import FILE, PASSAGE, RULE_OF, TEMPLATE, UNEXAMINED
from textkit.steps.dedupe.shared import Shared, shared_passages
from textkit.steps.dedupe.spectrum import spectrum
from textkit.steps.dedupe.verdict import Gone, Verdict, series

if TYPE_CHECKING:
    from textkit.steps.dedupe.facts import Piece

# Members of a series that are listed; all are counted.
LISTED = 20

MESSAGES = {
    Kind.EXACT: "the same as {kept}",
    Kind.NEAR: "almost the same as {kept}",
    Kind.TRUNCATED: "a cut-off copy of {kept}",
    Kind.CONTAINED: "contained in {kept}",
    Kind.REORDERED: "the sentences of {kept} in another order",
}


class Series(NamedTuple):
    """Rows of one template, with one relation among them, if one was looked at."""

    members: list[int]
    relation: Relation | None


class Findings(Mapping[Key, list[Finding]]):
    """The findings of each document that has some."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.rows, self.corpus = verdict.rows, verdict.rows.corpus
        self.copies = verdict.copies
        told = [r for r in verdict.removals if int(self.rows.document[r.gone]) not in self.copies]
        self.cluster, self.whole = _clusters(verdict.removals, verdict)
        self.blocks = blocks(told, self.rows)
        self._waiting: dict[Key, list[Gone | Series | Shared | list[int] | int]] = {}
        for r in told:
            self._add(r.gone, r)
        for copy, kept in self.copies.items():
            self._waiting.setdefault(self.corpus.key(copy), []).append(kept)
        for members, relation in series(verdict):
            lead = next((p for p in members if not self.rows.reference[p]), None)
            if lead is not None:
                self._add(lead, Series([lead, *(p for p in members if p != lead)], relation))
        for passage in shared_passages(verdict):
            self._add(passage.row, passage)
        for rows in self._unexamined():
            self._add(rows[0], rows)

    @cached_property
    def spectrum(self) -> Spectrum | None:
        """How alike the pairs are about the threshold, if that is wanted."""
        return spectrum(self.rows) if self.rows.options.borderline else None

    def _add(self, row: int, what: Gone | Series | Shared | list[int]) -> None:
        self._waiting.setdefault(self.corpus.key(self.rows.owner(row)), []).append(what)

    def _unexamined(self) -> Iterable[list[int]]:
        """Rows that were too costly to compare, in lists of one document; a table has thousands of them.

        A row of a series goes only as an exact copy, and that is always known: its place in the series is told instead.
        """
        import numpy as np

        rows, skipped = self.rows, self.verdict.relations.skipped.copy()
        skipped[list(self.verdict.missed)] = True
        if not skipped.any():
            return ()
        fine = {r.gone for r in self.verdict.removals if r.goes or r.relation.kind is Kind.EXACT}
        by_document: dict[int, list[int]] = defaultdict(list)
        for r in np.flatnonzero((rows.key >= 0) & skipped[rows.key] & ~rows.fixed).tolist():
            if r not in fine and int(rows.key[r]) not in self.verdict.relations.families:
                by_document[int(rows.document[r])].append(r)
        return by_document.values()

    # -- as a mapping ---------------------------------------------------------------------------------------------------

    def __contains__(self, key: object) -> bool:
        return key in self._waiting

    def __iter__(self) -> Iterator[Key]:
        return iter(self._waiting)

    def __len__(self) -> int:
        return len(self._waiting)

    def __getitem__(self, key: Key) -> list[Finding]:
        waiting = self._waiting[key]
        if len(waiting) == 1 and isinstance(first := waiting[0], Gone) and self.corpus.is_record(first.gone):
            return [self._removal(first, (Edit(0, self.corpus.length[self.rows.owner(first.gone)], ""),))]
        removals = [w for w in waiting if isinstance(w, Gone)]
        edits = self._edits(removals)
        found = []
        for w in waiting:
            if isinstance(w, Gone):
                found.append(self._removal(w, edits[w.gone]))
            elif isinstance(w, int):
                found.append(self._file(key, w))
            elif isinstance(w, Series):
                found.append(self._series(w))
            elif isinstance(w, Shared):
                found.append(self._passage(w))
            else:
                found.append(self._costly(w))
        found.sort(key=lambda f: (f.span, f.rule.code))
        return found

    # -- single findings ------------------------------------------------------------------------------------------------

    def _pieces(self, row: int) -> list[Piece]:
        return list(self.corpus.pieces(row))

    def _related(self, row: int, role: str) -> Related:
        corpus, d = self.corpus, self.rows.owner(row)
        return Related(corpus.paths[corpus.path[d]], corpus.place(row, d), role, corpus.record[d])

    def _name(self, row: int, seen_from: int) -> str:
        d = self.rows.owner(row)
        record = self.corpus.record[d]
        if record is not None:
            return f"record {record}"
        line = self.corpus.place(row).line
        same = self.corpus.path[d] == self.corpus.path[self.rows.owner(seen_from)]
        return f"line {line}" if same else f"{self.rows.path(row)}:{line}"

    def _removal(self, r: Gone, edits: tuple[Edit, ...]) -> Finding:
        """The finding for a copy."""
        relation, cluster = r.relation, self.cluster[r.gone]
        evidence: dict[str, object] = {
            "kind": str(relation.kind),
            "similarity": round(relation.similarity, 4),
            "cluster": cluster,
        }
        message = MESSAGES[relation.kind].format(kept=self._name(r.kept, r.gone))
        if relation.differs:
            evidence["differs"] = [list(pair) for pair in relation.differs]
        if not self.whole(cluster):
            evidence["whole"] = False
            message += "; every copy is cut off, no whole one exists"
        if relation.kind is not Kind.EXACT and int(self.rows.key[r.gone]) in self.verdict.relations.crowd:
            evidence["crowd"] = True
            message += "; one of very many alike, held against those that stay and not all against all"
        block = self.blocks.get(r.gone)
        if block:
            evidence["block"] = self._block(block)
            message += f"; one of a block of {len(block.members)} paragraphs that is repeated"
        document, rule = self.rows.owner(r.gone), RULE_OF[relation.kind]
        related = (self._related(r.kept, "kept"), *[self._related(p, "also") for p in r.also])
        if self.corpus.is_record(r.gone):
            span = Span(0, self.corpus.length[document])
        else:
            (start, end, *_), *others = self._pieces(r.gone)
            span = Span(start, end)
            path, record = self.rows.path(r.gone), self.corpus.record[document]
            related += tuple([Related(path, p.place, "part", record) for p in others])
        held_as = "max-loss" if self.rows.path(r.gone) in self.verdict.over else ""
        return Finding(rule, span, message, relation.trust, rule.severity, edits, evidence, related, held=held_as)

    def _block(self, block: Block) -> dict[str, object]:
        """A block as evidence: the lines that repeat, and those that they repeat."""
        place, (first, last) = self.corpus.place, (block.kept[0], block.kept[-1])
        return {
            "number": block.number,
            "paragraphs": len(block.members),
            "lines": f"{place(block.first).line}-{place(block.members[-1]).end_line}",
            "repeats": f"{self.rows.path(first)}:{place(first).line}-{place(last).end_line}",
        }

    def _file(self, copy: Key, kept: int) -> Finding:
        """The one finding of a document that is wholly a copy."""
        d = self.corpus.document(copy)
        assert d is not None
        rows = [
            r
            for r in range(self.corpus.first[d], self.corpus.first[d + 1])
            if self.rows.codes.lengths[self.rows.key[r]]
        ]
        first = self._pieces(rows[0])[0]
        elsewhere = {
            r.gone: r.kept for r in self.verdict.removals if r.goes and int(self.rows.document[r.gone]) == kept
        }
        there = range(self.corpus.first[kept], self.corpus.first[kept + 1])
        original = next(r for r in there if self.rows.codes.lengths[self.rows.key[r]] and r not in elsewhere)
        also = sorted(dict.fromkeys(elsewhere.values()), key=lambda r: self.rows.rank[r])
        return Finding(
            FILE,
            Span(first.start, first.end),
            f"the whole file is a copy of {self.rows.path(original)}",
            Trust.SAFE,
            Severity.WARNING,
            (Edit(0, self.corpus.length[d], ""),),
            {"kind": "exact", "similarity": 1.0, "paragraphs": len(rows)},
            (self._related(original, "kept"), *(self._related(r, "also") for r in also[:LISTED])),
        )

    def _series(self, found: Series) -> Finding:
        """One finding a series, at its first member that is not a reference."""
        lead, *others = found.members
        evidence: dict[str, object] = {"kind": "template", "members": len(found.members)}
        if found.relation:
            evidence["similarity"] = round(found.relation.similarity, 4)
            evidence["differs"] = [list(pair) for pair in found.relation.differs]
        message = f"one of {len(found.members)} paragraphs made from one template, with {self._name(others[0], lead)}"
        return self._advice(lead, TEMPLATE, message, evidence, [self._related(p, "member") for p in others[:LISTED]])

    def _passage(self, found: Shared) -> Finding:
        """One finding a passage, at a paragraph that has it too."""
        text = found.text
        evidence: dict[str, object] = {
            "kind": "passage",
            "length": found.length,
            "members": len(found.others) + 1,
            "text": text if len(text) <= 200 else text[:199] + "…",
        }
        message = f"{found.length} characters in common with {self._name(found.others[0], found.row)}"
        if len(found.others) > 1:
            message += f" and {len(found.others) - 1} more"
        return self._advice(
            found.row, PASSAGE, message, evidence, [self._related(p, "member") for p in found.others[:LISTED]]
        )

    def _costly(self, rows: list[int]) -> Finding:
        first, count = rows[0], len(rows)
        subject = "too much to compare this paragraph with"
        if count > 1:
            subject = f"too much to compare {count} paragraphs with, of which this is the first"
        related = [self._related(p, "member") for p in rows[1 : 1 + LISTED]]
        return self._advice(
            first, UNEXAMINED, f"{subject}; raise --effort", {"kind": "unexamined", "members": count}, related
        )

    def _advice(
        self, row: int, rule: Rule, message: str, evidence: dict[str, object], related: Sequence[Related]
    ) -> Finding:
        piece = next(self.corpus.pieces(row))
        span = Span(piece.start, piece.end)
        return Finding(rule, span, message, Trust.ADVICE, rule.severity, (), evidence, tuple(related))

    # -- edits ----------------------------------------------------------------------------------------------------------

    def _edits(self, removals: Sequence[Gone]) -> dict[int, tuple[Edit, ...]]:
        """What each removal of one document takes out: its lines and the blank lines behind them. Where nothing that
        stays follows, the first of the run takes the blank lines before it instead, so that the file ends as cleanly as
        it did.
        """
        spans: dict[int, list[list[int]]] = {}
        pieces: list[tuple[list[int], int, bool]] = []
        for r in removals:
            own = self._pieces(r.gone)
            spans[r.gone] = [[p.first, p.last] for p in own]
            pieces += [(span, p.before, r.goes) for span, p in zip(spans[r.gone], own, strict=True)]
        if pieces:
            pieces.sort(key=lambda p: p[0])
            length = self.corpus.length[int(self.rows.document[removals[0].gone])]
            for going in (True, False):
                _close_end(pieces, length, going)
        return {row: tuple(Edit(a, b, "") for a, b in sorted(own) if b > a) for row, own in spans.items()}


def _close_end(pieces: list[tuple[list[int], int, bool]], length: int, going: bool) -> None:
    """Let the run of ``pieces`` (spans, in order) that reaches the end of the text take the blank lines before it.

    Only removals that go in this run make one; the others, each alone, are what they would be if accepted.
    """
    end = length
    k = len(pieces) - 1
    run = -1
    while k >= 0 and pieces[k][0][1] == end and pieces[k][2] is going:
        run, end = k, pieces[k][0][0]
        k -= 1
        if not going:
            break
    if run < 0:
        return
    span, before, _ = pieces[run]
    if k >= 0 and pieces[k][0][1] > before:
        if pieces[k][2] and not going:
            return  # they go with the neighbour in this run
        pieces[k][0][1] = max(before, pieces[k][0][0])  # those blank lines were the withheld neighbour's
    span[0] = min(span[0], before)


class _Whole:
    """Whether a cluster has a copy that is not cut off; asked of few, and costly to tell."""

    def __init__(self, members: Mapping[int, list[int]], verdict: Verdict) -> None:
        self._members, self._verdict = members, verdict
        self._known: dict[int, bool] = {}

    def __call__(self, cluster: int) -> bool:
        if cluster not in self._known:
            members = self._members[cluster]
            known = not self._verdict.whole.isdisjoint(members)
            self._known[cluster] = known or any(map(self._whole, members))
        return self._known[cluster]

    def _whole(self, row: int) -> bool:
        return self._verdict.rows.written(row).whole


def _clusters(removals: Sequence[Gone], verdict: Verdict) -> tuple[dict[int, int], _Whole]:
    """The number of each row's cluster (from 1, in order of place), and whether a cluster has a copy that is whole."""
    rank = verdict.rows.rank
    groups = Groups()
    for r in removals:
        groups.join(r.gone, (r.kept, *r.also))
    # those that stay come first: they are likely whole
    gone = {r.gone for r in removals}
    order = sorted(groups.lists(), key=lambda g: min(int(rank[p]) for p in g))
    clusters = {p: n for n, group in enumerate(order, 1) for p in group}
    members = {n: sorted(group, key=gone.__contains__) for n, group in enumerate(order, 1)}
    return clusters, _Whole(members, verdict)
