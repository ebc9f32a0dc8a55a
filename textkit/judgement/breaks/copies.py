"""Lines of one page that say the same at an edge: pages repeat themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import ne, or_

from textkit.judgement.breaks.line import Line

COPY = 24  # characters at the edge of a line by which a copy of it is known
GOES_ON = 3  # characters by which two copies are seen to go on alike: the rest of the word that was cut


class Copies:
    """Lines that open or end as others do: of copies nobody can say which goes on with what stands behind.

    The first copy is taken to be right, for it is the one that stays when copies are removed; later ones have to agree.
    A single Latin word is no copy: it is a piece of a row that was cut at its gaps.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._told = told = [line.s for line in lines]
        for i, s in enumerate(told):
            if s < "\u2e80" and s.isalpha():
                told[i] = f"\0{i}"
        self._heads = _first([s[:COPY] for s in told])
        self._tails = _first([s[-COPY:] for s in told])
        both = map(ne, self._heads, range(len(told))), map(ne, self._tails, range(len(told)))
        self.copied = set(compress(range(len(told)), map(or_, *both)))  # the later ones

    def contest(self, i: int, j: int) -> bool:
        """Whether the first line that ends as ``i`` does goes on otherwise than with what ``j`` opens with, or the
        first line that opens as ``j`` does stands behind another end.
        """
        tail, head = self._tails[i], self._heads[j]
        if tail == i and head == j:  # as most are
            return False
        goes_on = tail == i or (
            tail + 1 < len(self._heads) and self._told[tail + 1][:GOES_ON] == self._told[j][:GOES_ON]
        )
        return not (goes_on and (head == j or (head > 0 and self._tails[head - 1] == tail)))


def _first(texts: Sequence[str]) -> list[int]:
    """For each of ``texts`` the number of the first that says the same."""
    first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    return list(map(first.__getitem__, texts)) if len(first) < len(texts) else list(range(len(texts)))
