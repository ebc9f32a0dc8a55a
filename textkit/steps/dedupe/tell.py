"""Findings on duplicates: places, messages, evidence, and the edits that take a paragraph out cleanly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textkit.model.finding import Edit, Finding, Related, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.dedupe.facts import Facts, Item
from textkit.steps.dedupe.keep import Paragraph, Removal
from textkit.steps.dedupe.relate import Kind, Relation
from textkit.steps.dedupe.rules import FILE

if TYPE_CHECKING:
    from textkit.steps.dedupe.checks import Options

# Members of a series that are listed; all are counted.
LISTED = 20

MESSAGES = {
    Kind.EXACT: "the same as {kept}",
    Kind.NEAR: "almost the same as {kept}",
    Kind.TRUNCATED: "a cut-off copy of {kept}",
    Kind.CONTAINED: "contained in {kept}",
    Kind.REORDERED: "the sentences of {kept} in another order",
}


class Teller:
    """Gathers the findings of one judgement, by number of the document."""

    def __init__(self, documents: Sequence[Facts], options: Options) -> None:
        self.documents = documents
        self.options = options
        self.found: dict[int, list[Finding]] = defaultdict(list)

    def _item(self, p: Paragraph) -> Item:
        return self.documents[p.document].items[p.number]

    def _related(self, p: Paragraph, role: str) -> Related:
        return Related(p.path, self._item(p).pieces[0].place, role, self.documents[p.document].record)

    def _name(self, p: Paragraph, seen_from: Paragraph | None = None) -> str:
        record, line = self.documents[p.document].record, self._item(p).pieces[0].place.line
        if record is not None:
            return f"record {record}"
        return f"line {line}" if seen_from and seen_from.path == p.path else f"{p.path}:{line}"

    def removals(
        self, removals: Sequence[Removal], copies: Mapping[int, int], rules: Mapping[Kind, Rule], held: set[int]
    ) -> None:
        """A finding for each copy; one alone for a file that is wholly a copy."""
        clusters, whole = _clusters(removals)
        edits = self._edits([r for r in removals if r.gone.document not in copies])
        for r in removals:
            if r.gone.document in copies:
                continue
            relation = r.relation
            evidence: dict[str, object] = {
                "kind": str(relation.kind),
                "similarity": round(relation.similarity, 4),
                "cluster": clusters[id(r.gone)],
            }
            message = MESSAGES[relation.kind].format(kept=self._name(r.kept, r.gone))
            if relation.differs:
                evidence["differs"] = [list(pair) for pair in relation.differs]
            if not whole[clusters[id(r.gone)]]:
                evidence["whole"] = False
                message += "; every copy is cut off, no whole one exists"
            parts = self._item(r.gone).pieces
            rule = rules[relation.kind]
            related = (
                self._related(r.kept, "kept"),
                *(self._related(p, "also") for p in r.also),
                *(Related(r.gone.path, p.place, "part", self.documents[r.gone.document].record) for p in parts[1:]),
            )
            self.found[r.gone.document].append(
                Finding(
                    rule,
                    Span(parts[0].start, parts[0].end),
                    message,
                    relation.trust,
                    rule.severity,
                    edits[id(r.gone)],
                    evidence,
                    related,
                    held="max-loss" if r.gone.document in held else "",
                )
            )
        for copy, kept in copies.items():
            self._file(copy, kept)

    def _file(self, copy: int, kept: int) -> None:
        facts, original = self.documents[copy], self.documents[kept]
        first = original.items[0].pieces[0]
        self.found[copy].append(
            Finding(
                FILE,
                Span(facts.items[0].pieces[0].start, facts.items[0].pieces[0].end),
                f"the whole file is a copy of {original.path}",
                Trust.SAFE,
                Severity.WARNING,
                (Edit(0, facts.length, ""),),
                {"kind": "exact", "similarity": 1.0, "paragraphs": len(facts.items)},
                (Related(original.path, first.place, "kept", original.record),),
            )
        )

    def _edits(self, removals: Sequence[Removal]) -> dict[int, tuple[Edit, ...]]:
        """What each removal takes out: its lines and the blank lines behind them. Where nothing that stays follows,
        the first of the run takes the blank lines before it instead, so that the file ends as cleanly as it did.
        """
        spans: dict[int, list[list[int]]] = {}
        by_document: dict[int, list[tuple[list[int], int, bool]]] = defaultdict(list)
        for r in removals:
            spans[id(r.gone)] = own = [[p.first, p.last] for p in self._item(r.gone).pieces]
            for span, piece in zip(own, self._item(r.gone).pieces, strict=True):
                by_document[r.gone.document].append((span, piece.before, r.goes))
        for document, pieces in by_document.items():
            pieces.sort(key=lambda p: p[0])
            for going in (True, False):
                _close_end(pieces, self.documents[document].length, going)
        return {number: tuple(Edit(a, b, "") for a, b in sorted(own) if b > a) for number, own in spans.items()}

    def series(self, series: Iterable[tuple[list[Paragraph], Relation | None]], rule: Rule) -> None:
        """One finding a series, at its first member that is not a reference."""
        for members, relation in series:
            lead = next((p for p in members if not p.reference), None)
            if lead is None:
                continue
            evidence: dict[str, object] = {"kind": "template", "members": len(members)}
            if relation:
                evidence["similarity"] = round(relation.similarity, 4)
                evidence["differs"] = [list(pair) for pair in relation.differs]
            others = [p for p in members if p is not lead]
            self._advice(
                lead,
                rule,
                f"one of {len(members)} paragraphs made from one template, with {self._name(others[0], lead)}",
                evidence,
                tuple(self._related(p, "member") for p in others[:LISTED]),
            )

    def passages(self, runs: Iterable[tuple[Paragraph, int, Paragraph, int]], rule: Rule) -> None:
        """A finding for each paragraph and earlier one that share a run of characters."""
        for later, at, earlier, length in runs:
            text = later.written.written(at, at + length)
            self._advice(
                later,
                rule,
                f"{length} characters in common with {self._name(earlier, later)}",
                {"kind": "passage", "length": length, "text": text if len(text) <= 200 else text[:199] + "…"},
                (self._related(earlier, "kept"),),
            )

    def unexamined(self, paragraphs: Iterable[Paragraph], rule: Rule) -> None:
        """One finding a document, at the first such paragraph; a table has thousands of them."""
        by_document: dict[int, list[Paragraph]] = defaultdict(list)
        for p in paragraphs:
            by_document[p.document].append(p)
        for members in by_document.values():
            first, count = members[0], len(members)
            subject = "too much to compare this paragraph with"
            if count > 1:
                subject = f"too much to compare {count} paragraphs with, of which this is the first"
            self._advice(
                first,
                rule,
                f"{subject}; raise --effort",
                {"kind": "unexamined", "members": count},
                tuple(self._related(p, "member") for p in members[1 : 1 + LISTED]),
            )

    def _advice(
        self, p: Paragraph, rule: Rule, message: str, evidence: dict[str, object], related: tuple[Related, ...]
    ) -> None:
        piece = self._item(p).pieces[0]
        span = Span(piece.start, piece.end)
        self.found[p.document].append(Finding(rule, span, message, Trust.ADVICE, rule.severity, (), evidence, related))

    def findings(self) -> dict[int, list[Finding]]:
        return self.found


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


def _clusters(removals: Sequence[Removal]) -> tuple[dict[int, int], dict[int, bool]]:
    """The number of each paragraph's cluster (from 1, in order of place), and whether it has a copy that is whole."""
    head: dict[int, int] = {}

    def find(k: int) -> int:
        while head.setdefault(k, k) != k:
            head[k] = k = head[head[k]]
        return k

    members: dict[int, Paragraph] = {}
    for r in removals:
        for p in (r.gone, r.kept, *r.also):
            members[id(p)] = p
            head[find(id(p))] = find(id(r.gone))
    groups: dict[int, list[Paragraph]] = defaultdict(list)
    for number, p in members.items():
        groups[find(number)].append(p)
    order = sorted(groups.values(), key=lambda g: min((p.path, p.offset) for p in g))
    clusters = {id(p): n for n, group in enumerate(order, 1) for p in group}
    return clusters, {n: any(p.whole for p in group) for n, group in enumerate(order, 1)}
