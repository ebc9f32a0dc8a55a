"""Which copy stays, and which go: one goes only if a copy that stays reaches it.

Paragraphs are taken one after the other in keep order, and each is held against those kept before it alone. So there
are no chains (a copy of a copy of a copy that is like none of them goes never), the order of the files does not matter,
and what is left is judged the same when it is judged again: a second run removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from textkit.model.finding import Trust
from textkit.steps.dedupe.dense_groups import NOBODY
from textkit.steps.dedupe.groups import Groups
from textkit.steps.dedupe.neighbours import Neighbours
from textkit.steps.dedupe.paragraph import Paragraph, Removal
from textkit.steps.dedupe.relate import ORDER, Kind, Relation, relate, reordered
from textkit.steps.dedupe.written import Written


def keep_order(policy: str, paragraph: Paragraph, weight: float = 0.0) -> tuple[object, ...]:
    """The sort key of the contract: what always stays, the policy, ``--prefer``, longest, path and offset.

    ``weight``, where it is given, is how much of the others a text resembles: the policy of ``central``; with others it
    decides between copies of one length, before their place does.
    """
    p = paragraph
    size = -len(p.written.key)
    if policy == "complete":
        return (not p.fixed, not p.whole, not p.preferred, size, -weight, p.path, p.offset)
    if policy == "longest":
        return (not p.fixed, size, not p.preferred, -weight, p.path, p.offset)
    if policy == "first":
        return (not p.fixed, not p.preferred, p.path, p.offset)
    return (not p.fixed, -weight, not p.preferred, size, p.path, p.offset)


def arrange(
    policy: str, paragraphs: Sequence[Paragraph], neighbours: Neighbours, weights: Mapping[int, float]
) -> list[Paragraph]:
    """``paragraphs`` so that any two that may be copies of each other stand in keep order.

    A cut paragraph stands behind the whole ones that it may be a copy of, and no further: where no whole copy of it is
    known, it is all there is of its text, and what lies in it is taken after it. Whether a paragraph is whole is costly
    to tell and asked only where it decides. All others may pass for whole, for nothing turns on it.
    """
    if policy == "central":
        depth = _depths(paragraphs, neighbours)
        return sorted(
            paragraphs, key=lambda p: (not p.fixed, depth[p.key], keep_order(policy, p, weights.get(p.key, 0.0)))
        )
    if policy != "complete":
        return sorted(paragraphs, key=lambda p: keep_order(policy, p, weights.get(p.key, 0.0)))
    # as if all were whole
    ordered = sorted(
        paragraphs,
        key=lambda p: (
            not p.fixed,
            not p.preferred,
            -len(p.written.key),
            p.path,
            p.offset,
        ),
    )
    crowd = neighbours.crowd
    last = {p.key: n for n, p in enumerate(ordered)}
    last_whole = _LastWhole(ordered)
    cut: dict[int, int] = {}  # by key the seat of the last cut one so far
    seats: dict[int, int] = {}  # of those that move, by number
    for n, p in enumerate(ordered):
        if p.fixed:
            continue
        rivals = [p.key, *neighbours.of(p.key)]
        decides = p.key in crowd or max([last.get(k, -1) for k in rivals]) > n or not cut.keys().isdisjoint(rivals)
        if decides and not p.whole:
            # with whom one of a crowd is compared is seen only then
            ahead = [len(ordered)] if p.key in crowd else [max(cut.get(k, -1), last_whole[k]) for k in rivals]
            cut[p.key] = seat = max(n, *ahead)
            if seat > n:
                seats[n] = seat
    if not seats:
        return ordered
    return [ordered[n] for n in sorted(range(len(ordered)), key=lambda n: (seats.get(n, n), n in seats, n))]


class _LastWhole(dict[int, int]):
    """Of each key the number of the last whole paragraph of ``ordered``, -1 if it has none; asked of few."""

    def __init__(self, ordered: Sequence[Paragraph]) -> None:
        self._ordered = ordered
        self._rows: dict[int, list[int]] = {}

    def __missing__(self, key: int) -> int:
        if not self._rows:
            for n, p in enumerate(self._ordered):
                self._rows.setdefault(p.key, []).append(n)
        own = (n for n in reversed(self._rows.get(key, ())) if self._ordered[n].fixed or self._ordered[n].whole)
        self[key] = found = next(own, -1)
        return found


def _depths(paragraphs: Sequence[Paragraph], neighbours: Neighbours) -> dict[int, int]:
    """For each key how many others it lies in, one in the other, and cannot be copies of it.

    Weights are others when copies have gone. Of two that are near each other this does not matter: either may be the
    copy. A text that is cut off or an excerpt may go and the whole may not; taken after it, it is judged the same again.
    """
    depth = {p.key: 0 for p in sorted(paragraphs, key=lambda p: -len(p.written.key))}
    written: dict[int, list[Written]] = {}
    for p in paragraphs:
        written.setdefault(p.key, []).append(p.written)

    def may_go(inner: int, outer: int) -> bool:
        """Whether ``inner`` is more than near ``outer``."""
        lies, similarity = neighbours.lies(inner, outer), neighbours.similarity(inner, outer)
        if lies is None or similarity is None:
            return lies is not None
        found = (relate(kept, gone, similarity, lies) for kept in written[outer] for gone in written[inner])
        return any(relation is None or relation.kind is not Kind.NEAR for relation in found)

    for key in depth:
        outer = [depth[other] for other in neighbours.of(key) if other in depth and may_go(key, other)]
        depth[key] = max(outer, default=-1) + 1
    return depth


@dataclass
class KeepOrder:
    """The star rule. ``may_meet`` says whether two paragraphs are compared at all, ``goes`` whether a relation is acted
    on in this run.
    """

    neighbours: Neighbours
    min_length: int
    may_meet: Callable[[Paragraph, Paragraph], bool]
    goes: Callable[[Relation, Paragraph], bool]
    allow_template: bool = False
    per_path: bool = False
    kept: dict[int, list[Paragraph]] = field(default_factory=dict)
    # pairs of one template, as many as tell which paragraphs hang together
    templates: list[tuple[Paragraph, Paragraph, Relation]] = field(default_factory=list)
    _series: Groups = field(default_factory=Groups)
    # what was found of pairs when the best copy was chosen, by the numbers of the one that stays and the other
    _known: dict[tuple[int, int], Relation | None] = field(default_factory=dict)

    def run(self, ordered: Sequence[Paragraph]) -> list[Removal]:
        """Judge paragraphs in keep order."""
        removals = []
        for paragraph in ordered:
            removal, told = None, len(self.templates)
            if not paragraph.fixed and len(paragraph.written.key) >= self.min_length:
                removal = self._removal(paragraph)
            if removal:
                removals.append(removal)
            if removal is None or not removal.goes:
                self._keep(paragraph)
                if self._crowded(paragraph):
                    # of those of a crowd that stay for another reason than what they are there are too many
                    sure = removal is not None and removal.relation.trust is Trust.SAFE
                    self.neighbours.crowd.keep(paragraph.key, sure)
                if len(self.templates) > told:
                    self._thin(told)
            else:
                del self.templates[told:]
        withheld = {id(r.gone) for r in removals if not r.goes}
        return [self._named(r, withheld) for r in removals]

    def _named(self, removal: Removal, withheld: set[int]) -> Removal:
        """The removal with the other copies named that stay and reach the one that goes, wherever they stand."""
        if removal.relation.kind in (Kind.EXACT, Kind.REORDERED) or self._crowded(removal.gone):
            return removal
        keys = self.neighbours.of(removal.gone.key)
        if removal.kept.key in keys and sum([len(self.kept.get(key, ())) for key in keys]) == 1:
            return removal
        near: list[tuple[tuple[object, ...], Paragraph]] = []
        holding: list[tuple[tuple[object, ...], Paragraph]] = []
        plain, further = self._meeting(removal.gone, keys)
        for _, other in further + plain:
            if len(near) == ALSO and self._is_plain(other, removal.gone):
                break  # the rest are less like it
            if other is removal.kept or id(other) in withheld:
                continue
            pair = other.number, removal.gone.number
            relation = self._known[pair] if pair in self._known else self.relation(other, removal.gone, False)
            if relation is not None and relation.trust is not Trust.ADVICE:
                place = (-relation.similarity, keep_order("longest", other))
                (near if relation.kind is Kind.NEAR else holding).append((place, other))
        if len(holding) + (removal.relation.kind is not Kind.NEAR) > HOLDERS:
            holding = []
        if not near and not holding:
            return removal
        return removal._replace(also=tuple([other for _, other in sorted(near + holding, key=lambda f: f[0])][:ALSO]))

    def _thin(self, since: int) -> None:
        """Leave out of the templates from number ``since`` on those of paragraphs that hang together already."""
        new = []
        for kept, other, _ in self.templates[since:]:
            if self._series.find(kept.number) != self._series.find(other.number):
                self._series.join(kept.number, (other.number,))
                new.append((kept, other, self.told(kept, other)))
        self.templates[since:] = new

    def _keep(self, paragraph: Paragraph) -> None:
        """Remember it as one that stays; of equal ones that everything meets alike, the first is enough."""
        kept = self.kept.setdefault(paragraph.key, [])
        for other in kept:
            if other.written.same_facts(paragraph.written) and not (self.per_path and other.path != paragraph.path):
                return
        kept.append(paragraph)

    def _removal(self, gone: Paragraph) -> Removal | None:
        if not self.kept:
            return None
        equal = self._best(gone, [gone.key]) if gone.key in self.kept else None
        if equal and equal.relation.kind is Kind.EXACT:
            return equal
        if self.of_family(gone):
            if not equal:
                self.tell_family(gone)
            return equal
        if self._crowded(gone):
            self.neighbours.meet(gone.key)
        return self._best(gone, self.neighbours.of(gone.key)) or equal

    def of_family(self, paragraph: Paragraph) -> bool:
        """Whether it is one of a family, and so goes as an exact copy alone."""
        return not self.allow_template and self.neighbours.family(paragraph.key) is not None

    def tell_family(self, member: Paragraph) -> None:
        """Note that what a member of a family is like beside the family is of one series with it: it is no copy of that."""
        near = self.neighbours
        family = near.family(member.key)
        for key, similarity in sorted(near.similar.get(member.key, {}).items()):
            if near.family(key) != family:
                relation = Relation(Kind.TEMPLATE, Trust.ADVICE, similarity)
                meeting = (kept for kept in self.kept.get(key, ()) if self.may_meet(kept, member))
                self.templates += [(kept, member, relation) for kept in islice(meeting, 1)]

    def _crowded(self, paragraph: Paragraph) -> bool:
        crowd = self.neighbours.crowd
        return crowd is not NOBODY and paragraph.key in crowd

    def _best(self, gone: Paragraph, keys: Iterable[int]) -> Removal | None:
        found: list[tuple[Paragraph, Relation]] = []
        plain, further = self._meeting(gone, keys)
        templates: list[tuple[int, Paragraph, Paragraph, Relation]] = []
        for number, (seat, kept) in enumerate(further + plain):
            relation = self.relation(kept, gone, show_templates=False)
            if further:
                self._known[kept.number, gone.number] = relation
            if relation is None:
                continue
            if relation.trust is Trust.ADVICE:
                templates.append((seat, kept, gone, relation))
                continue
            found.append((kept, relation))
            enough = relation.trust is Trust.SAFE and (self._crowded(gone) or self.goes(relation, gone))
            if number >= len(further) and enough:
                break  # the rest are less like it
        if templates:
            self.templates += [template[1:] for template in sorted(templates, key=itemgetter(0))]
        if not found:
            return None
        kept, relation = min(found, key=_rank) if len(found) > 1 else found[0]
        return Removal(gone, kept, relation, self.goes(relation, gone))

    def _meeting(
        self, gone: Paragraph, keys: Iterable[int]
    ) -> tuple[list[tuple[int, Paragraph]], list[tuple[int, Paragraph]]]:
        """The paragraphs kept so far that have one of ``keys`` and meet ``gone``, numbered: those that can be near it
        alone, the most like it first, and the others; in a crowd there are no others.
        """
        plain: list[tuple[int, Paragraph]] = []
        further: list[tuple[int, Paragraph]] = []
        others = [kept for key in sorted(k for k in keys if k in self.kept) for kept in self.kept[key]]
        for number, kept in enumerate(others):
            if self.may_meet(kept, gone):
                (plain if self._is_plain(kept, gone) or self._crowded(gone) else further).append((number, kept))
        if len(plain) > 1:
            similar = self.neighbours.similar.get(gone.key, {})
            plain.sort(key=lambda p: (-similar.get(p[1].key, 0.0), keep_order("longest", p[1])))
        return plain, further

    def _is_plain(self, kept: Paragraph, gone: Paragraph) -> bool:
        near = self.neighbours
        return near.similarity(gone.key, kept.key) is not None and near.lies(gone.key, kept.key) is None

    def relation(self, kept: Paragraph, gone: Paragraph, show_templates: bool = True) -> Relation | None:
        """How ``gone`` is a copy of ``kept``, if it is one."""
        near = self.neighbours
        similarity = near.similarity(gone.key, kept.key)
        lies = near.lies(gone.key, kept.key)
        found = relate(kept.written, gone.written, similarity, lies, self.allow_template, show_templates)
        # where sentences have moved, figures meet others in the alignment that they have nothing to do with
        if (found is None or found.kind is Kind.TEMPLATE) and near.reordered(gone.key, kept.key):
            found = reordered(kept.written, gone.written, alike=found is not None) or found
        if found and found.kind is Kind.NEAR and gone.key in near.misread and kept.key in near.misread:
            found = found._replace(trust=Trust.UNSAFE)
        return found

    def told(self, kept: Paragraph, other: Paragraph) -> Relation:
        """How two of one series are alike, with what differs."""
        relation = self.relation(kept, other)
        assert relation is not None
        return relation._replace(kind=Kind.TEMPLATE, trust=Trust.ADVICE)


def _rank(found: tuple[Paragraph, Relation]) -> tuple[object, ...]:
    """The sort key of copies that stay and reach one paragraph: the best first."""
    kept, relation = found
    place = keep_order("longest", kept)
    return (relation.trust is not Trust.SAFE, ORDER[relation.kind], -relation.similarity, place)


ALSO = 20  # other copies that are named
# A text that lies in more others than these is a set phrase, and they have nothing else to do with each other: of
# sentences strung together at random those in two texts were copies in 4 of 10 cases, those in three in 1 of 20.
HOLDERS = 2
