"""Into what texts are cut to be looked up: the longest tiles they have room for. The proofs are in ``join``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from textkit.steps.dedupe.codes import Ints, distinct
from textkit.steps.dedupe.measure import allowed
from textkit.steps.dedupe.tiles import LENGTHS, LONGEST, SHORTEST, Gram, ends, tile, window

# How much more all tiles of a text should be worth than is needed, so that those that stand everywhere can be left out.
# In paragraphs put together of sentences, tiles of 4, 5 and 6 characters (1.67, 1.33 and 1.11 at 0.85) had 81, 62 and
# 142 million entries.
ROOM = Fraction(5, 4)


@dataclass(frozen=True)
class Scheme:
    """Texts ``probes``, cut into tiles of ``length``, that must be worth ``need`` together. A tile is worth 2 if it is
    looked up by all of ``rows`` and ``gaps``, and 1 by one of ``whole``.
    """

    length: int
    whole: tuple[Gram, ...]
    rows: tuple[Gram, ...]
    gaps: tuple[Gram, ...]
    probes: Ints
    need: Ints


def schemes(lengths: Ints, threshold: Fraction, first: int) -> Iterator[Scheme]:
    """All texts behind number ``first``, of these ``lengths`` in order, by the longest tiles they have room for."""
    need = allowed(2 * lengths, threshold) + 1
    size = np.zeros(len(lengths), np.int64)
    for length in LENGTHS:
        worth = 2 * (lengths // length)
        size[(worth >= need) if length == SHORTEST else (ROOM.denominator * worth >= ROOM.numerator * need)] = length
    size[: first + 1] = -1  # the first has nothing shorter beside it
    for length in LENGTHS:
        probes = np.flatnonzero(size == length)
        if len(probes):
            yield Scheme(length, ends(length), *tile(length), probes, need[probes])
    room = np.where(size == 0, np.minimum(lengths // need, LONGEST), 0)
    for length in distinct(room[room > 0]).tolist():
        probes = np.flatnonzero(room == length)
        yield Scheme(length, window(length), (), (), probes, need[probes])
