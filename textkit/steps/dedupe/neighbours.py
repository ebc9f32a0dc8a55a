"""What is known of the keys of a group that is judged, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from textkit.steps.dedupe.dense_groups import NOBODY, Crowd
from textkit.steps.dedupe.relate import Lies


class _Lies(dict[int, dict[int, Lies]]):
    """inner: outer"""

    def __call__(self, inner: int, outer: int) -> Lies | None:
        return self.get(inner, {}).get(outer)


class _Reordered(dict[int, set[int]]):
    """Both ways."""

    def __call__(self, a: int, b: int) -> bool:
        return b in self.get(a, ())


@dataclass
class Neighbours:
    """What is known of pairs of keys by number."""

    similar: dict[int, dict[int, float]] = field(default_factory=dict)  # both ways
    lies: _Lies = field(default_factory=_Lies)
    reordered: _Reordered = field(default_factory=_Reordered)
    families: dict[int, int] = field(default_factory=dict)  # member: the first key of its family
    misread: set[int] = field(default_factory=set)  # keys that only the letter makes a family of
    twins: dict[int, int] = field(default_factory=dict)  # two keys that differ in digits only: the first of them
    crowd: Crowd = NOBODY  # keys that are compared with others only when they are judged

    def meet(self, key: int) -> None:
        """Hold a key of a crowd against those of it that stay by now."""
        similar, lies = self.crowd.look(key)
        if similar:
            self.similar.setdefault(key, {}).update(similar)
        if lies:
            self.lies.setdefault(key, {}).update(lies)

    def of(self, key: int) -> Iterable[int]:
        """The keys that ``key`` is like, lies in or has the characters of."""
        near = self.similar.get(key, {})
        if not self.lies and not self.reordered:  # as it is in most groups
            return near
        return {*near, *self.lies.get(key, ()), *self.reordered.get(key, ())}

    def reaches(self, key: int, other: int) -> bool:
        """Whether ``other`` is one of those ``of`` a key."""
        return other in self.similar.get(key, ()) or other in self.lies.get(key, ()) or self.reordered(key, other)

    def similarity(self, a: int, b: int) -> float | None:
        """That of two keys, where it reaches the threshold."""
        return self.similar.get(a, {}).get(b)

    def family(self, key: int) -> int | None:
        """The first key of the family it belongs to."""
        return self.families.get(key)

    def twin(self, key: int) -> int | None:
        """The first of two keys that differ in their digits only."""
        return self.twins.get(key)

    def related(self, a: int, b: int) -> bool:
        return (
            self.similarity(a, b) is not None
            or self.lies(a, b) is not None
            or self.lies(b, a) is not None
            or self.reordered(a, b)
            or (self.family(a) is not None and self.family(a) == self.family(b))
            or (self.twin(a) is not None and self.twin(a) == self.twin(b))
        )
