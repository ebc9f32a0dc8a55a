"""Which copy stays, and which go: one goes only if a copy that stays reaches it.

Paragraphs are taken one after the other in keep order, and each is held against those kept before it alone. So there
are no chains (a copy of a copy of a copy that is like none of them goes never), the order of the files does not matter,
and what is left is judged the same when it is judged again: a second run removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from textkit.model.finding import Trust
from textkit.steps.dedupe.relate import ORDER, Kind, Lies, Relation, relate, reordered
from textkit.steps.dedupe.written import Written


@dataclass(eq=False)
class Paragraph:
    """A paragraph in the judgement: which document and item it is, and the number of its key.

    ``fixed`` paragraphs always stay: reference documents and exempt regions.
    """

    document: int
    number: int
    key: int
    written: Written
    path: str
    offset: int
    fixed: bool
    preferred: bool
    reference: bool

    @cached_property
    def cut(self) -> tuple[bool, bool]:
        """Whether it ends, and whether it begins, in a sentence."""
        from textkit.judgement.cut import cut_head, cut_tail

        return cut_tail(self.written.text) is not None, cut_head(self.written.text) is not None

    @property
    def whole(self) -> bool:
        return not any(self.cut)


class Removal(NamedTuple):
    """``gone`` is a copy of ``kept``; it ``goes`` in this run, or is withheld and stays."""

    gone: Paragraph
    kept: Paragraph
    relation: Relation
    goes: bool
    also: tuple[Paragraph, ...] = ()  # other copies that stay and reach it


@dataclass
class Neighbours:
    """What is known of pairs of keys by number."""

    similar: dict[int, dict[int, float]] = field(default_factory=dict)  # both ways
    lies: dict[int, dict[int, Lies]] = field(default_factory=dict)  # inner: outer
    reordered: dict[int, set[int]] = field(default_factory=dict)  # both ways
    families: dict[int, int] = field(default_factory=dict)  # member: the first key of its family
    twins: dict[int, int] = field(default_factory=dict)  # two keys that differ in digits only: the first of them

    def of(self, key: int) -> set[int]:
        return {*self.similar.get(key, ()), *self.lies.get(key, ()), *self.reordered.get(key, ())}

    def related(self, a: int, b: int) -> bool:
        return (
            b in self.similar.get(a, ())
            or b in self.lies.get(a, ())
            or a in self.lies.get(b, ())
            or b in self.reordered.get(a, ())
            or any(a in series and series[a] == series.get(b) for series in (self.families, self.twins))
        )


def keep_order(policy: str, paragraph: Paragraph, weight: float = 0.0) -> tuple[object, ...]:
    """The sort key of the contract: what always stays, the policy, ``--prefer``, longest, path and offset."""
    p = paragraph
    size = -len(p.written.key)
    rest = (not p.preferred, size, p.path, p.offset)
    first: dict[str, tuple[object, ...]] = {
        "complete": (not p.whole, *rest) if policy == "complete" else (),
        "longest": (size, *rest),
        "first": (not p.preferred, p.path, p.offset),
        "central": (-weight, *rest),
    }
    return (not p.fixed, *first[policy])


@dataclass
class Judgement:
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
    templates: list[tuple[Paragraph, Paragraph, Relation]] = field(default_factory=list)

    def run(self, ordered: Sequence[Paragraph]) -> list[Removal]:
        """Judge paragraphs in keep order."""
        removals = []
        for paragraph in ordered:
            removal = None
            if not paragraph.fixed and len(paragraph.written.key) >= self.min_length:
                removal = self._removal(paragraph)
            if removal:
                removals.append(removal)
            if removal is None or not removal.goes:
                self._keep(paragraph)
        return removals

    def _keep(self, paragraph: Paragraph) -> None:
        """Remember it as one that stays; of equal ones that everything meets alike, the first is enough."""
        kept = self.kept.setdefault(paragraph.key, [])
        for other in kept:
            if other.written.facts == paragraph.written.facts and not (self.per_path and other.path != paragraph.path):
                return
        kept.append(paragraph)

    def _removal(self, gone: Paragraph) -> Removal | None:
        equal = self._best(gone, [gone.key])
        if equal and equal.relation.kind is Kind.EXACT:
            return equal
        if gone.key in self.neighbours.families and not self.allow_template:
            return equal
        return self._best(gone, self.neighbours.of(gone.key)) or equal

    def _best(self, gone: Paragraph, keys: Iterable[int]) -> Removal | None:
        found: list[tuple[tuple[object, ...], Paragraph, Relation]] = []
        for key in sorted(keys):
            for kept in self.kept.get(key, ()):
                if not self.may_meet(kept, gone):
                    continue
                relation = self._relation(kept, gone)
                if relation is None:
                    continue
                if relation.trust is Trust.ADVICE:
                    self.templates.append((kept, gone, relation))
                    continue
                place = keep_order("longest", kept)
                rank = (relation.trust is not Trust.SAFE, ORDER[relation.kind], -relation.similarity, place)
                found.append((rank, kept, relation))
        if not found:
            return None
        found.sort(key=lambda f: f[0])
        _, kept, relation = found[0]
        also: tuple[Paragraph, ...] = ()
        if relation.kind is Kind.NEAR:  # two texts that one lies in need not be alike; two it is near to mostly are
            also = tuple(other for _, other, r in found[1 : 1 + ALSO] if r.kind is Kind.NEAR)
        return Removal(gone, kept, relation, self.goes(relation, gone), also)

    def _relation(self, kept: Paragraph, gone: Paragraph) -> Relation | None:
        near = self.neighbours
        similarity = near.similar.get(gone.key, {}).get(kept.key)
        lies = near.lies.get(gone.key, {}).get(kept.key)
        # whether it is cut is asked only where it decides
        tail, head = gone.cut if lies is not None else (False, False)
        found = relate(kept.written, gone.written, similarity, lies, tail, head, self.allow_template)
        if found is None and kept.key in near.reordered.get(gone.key, ()):
            found = reordered(kept.written, gone.written)
        return found


def families(pairs: Mapping[int, dict[int, tuple[int, int, int]]], lengths: Sequence[int]) -> dict[int, int]:
    """Keys that belong to a family, each with the first key of it.

    ``pairs[a][b]`` is ``(prefix, suffix, distance)`` of two similar keys. They differ at one slot if prefix and suffix
    are all they share and both have something in the slot; three such keys, each pair of which differs at the same
    slot, are a family: names, places, titles filled into one text.
    """
    slots: dict[int, dict[int, tuple[int, int]]] = {}
    for a, others in pairs.items():
        for b, (prefix, suffix, distance) in others.items():
            prefix = min(prefix, lengths[a], lengths[b])
            suffix = min(suffix, lengths[a] - prefix, lengths[b] - prefix)
            inner = (lengths[a] - prefix - suffix, lengths[b] - prefix - suffix)
            # two slips a few words apart are no slot: what stands between them is the same
            if min(inner) > 0 and max(inner) <= SLOT and 4 * distance >= 3 * sum(inner):
                slots.setdefault(a, {})[b] = (prefix, lengths[a] - suffix)
    head: dict[int, int] = {}

    def find(k: int) -> int:
        while head.setdefault(k, k) != k:
            head[k] = k = head[head[k]]
        return k

    for a, mine in slots.items():
        partners = sorted(mine)
        done = 0
        for n, b in enumerate(partners):
            for c in partners[n + 1 :]:
                done += 1
                if c in slots.get(b, ()) and all(
                    _touch(slots[x][y], slots[x][z]) for x, y, z in ((a, b, c), (b, a, c), (c, a, b))
                ):
                    for other in (b, c):
                        x, y = find(a), find(other)
                        head[max(x, y)] = min(x, y)
                    break
            if done > TRIANGLES:
                break
    return {k: find(k) for k in head}


ALSO = 20  # other copies that are named
SLOT = 24  # a longer difference is a clause of its own, not a name filled in
TRIANGLES = 20_000  # pairs of partners looked at for one key; a family shows among its first members


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
