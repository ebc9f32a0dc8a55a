"""How lines of one page open and end: newspapers set a short sentence before each paragraph, pages repeat themselves."""

from __future__ import annotations

from itertools import compress
from operator import ne, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.judgement.breaks.page import Page
    from textkit.judgement.breaks.shadow import Line

COPY = 24  # characters at the edge of a line by which a copy of it is known
GOES_ON = 3  # characters by which two copies are seen to go on alike: the rest of the word that was cut
LEAD = (4, 12)  # characters of a short sentence that a paragraph may open with
LEADS = 2  # paragraphs near by that must open in the same way; one is chance
LEADS_WITHIN = 30  # lines to both sides: three or four paragraphs of a newspaper column


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


def opens_alike(page: Page, i: int, j: int) -> bool:
    """Whether line ``j``, behind a line that ends a sentence, opens with a short sentence just as long as those that
    the paragraphs around it open with: "Roads. The council …", "Wells. In spring …".
    """
    if page.coarse[i] != "stop" or not page.lines[j].s:
        return False
    size = page.lines[j].s.find("。")
    if not LEAD[0] <= size <= LEAD[1]:
        return False
    low, high = max(0, j - LEADS_WITHIN), min(len(page.lines), j + LEADS_WITHIN)
    around = (page.lines[k] for k in range(low, high) if page.lines[k].blanks and k != j)
    return sum(line.s.find("。") == size for line in around) >= LEADS
