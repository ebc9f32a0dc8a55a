"""Columns of Latin text read row by row, as far as they can be told without a table of words.

Inside a column, a sentence end is hardly ever followed by a line that begins in lower case, nor an article by a
preposition. Where lines of several columns take turns both are common, and rare again between a line and the second,
third or fourth before it. Which column a line is of cannot be told from that; that a stretch is mixed can.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

WINDOW = 30  # lines looked at together
ENOUGH = 3  # bad breaks in them; one in a hundred is usual inside a column, one in eight between columns
ELSEWHERE = 2  # the same in a text that has such a stretch
AROUND = 10  # lines to both sides that are taken to be mixed too: few show it
FEWER = 0.5  # of them at most between lines so many apart …
LAGS = (2, 3, 4)  # … as there are columns
BEFORE_NOUNS = lazy_pattern(r"\b(?:the|an?|my|his|her|its|their|our|your|no|every)$")
NEVER_BEHIND = lazy_pattern(
    r"(?:of|and|to|the|an?|was|were|is|are|be|had|has|have|that|which|but|for|with|in|on|at|by|as|or|it|s?he|they|we)\b"
)
CODE = re.compile(r"[{}<>=|#$\\_]")
# A name that is explained (*allow-forms: Allows to submit forms*) or that its form tells: a paragraph may begin so.
TERM = lazy_pattern(r"\S+ ?:(?=\s|$)|[a-z]+(?:[A-Z]|\(\)|\.[a-z])")


def mixed_rows(page: Page, kept: Sequence[int]) -> list[tuple[int, int, int]]:
    """The stretches of ``kept`` lines that are mixed: the first, the one behind the last, and how many columns."""
    if len(kept) < WINDOW or page.starts.count("lower") < ENOUGH:
        return []
    seen = [k for k, j in enumerate(kept) if page.starts[j] == "lower" and unlikely(page, kept, k, 1)]
    if not any(last - first < WINDOW for first, last in zip(seen, seen[ENOUGH - 1 :], strict=False)):
        return []  # as nearly all texts have it
    low = [page.starts[j] == "lower" for j in kept]
    bad = {
        lag: [0, *accumulate(one and unlikely(page, kept, k, lag) for k, one in enumerate(low))] for lag in (1, *LAGS)
    }
    counts = {lag: [sums[k + WINDOW] - sums[k] for k in range(len(kept) - WINDOW + 1)] for lag, sums in bad.items()}
    if not any(_strange(counts, k, ENOUGH) for k in range(len(counts[1]))):
        return []
    found: list[tuple[int, int, int]] = []
    for k in range(len(counts[1])):
        columns = _strange(counts, k, ELSEWHERE)
        if columns:
            inside = seen[bisect_left(seen, k) : bisect_left(seen, k + WINDOW)]
            first, stop = max(0, inside[0] - AROUND), min(len(kept), inside[-1] + AROUND + 1)
            if found and first <= found[-1][1]:
                first, before, columns = found.pop()
                stop = max(stop, before)
            found.append((first, stop, columns))
    return found


def latin_rows(page: Page, kept: Sequence[int], rows: tuple[int, int, int]) -> list[int]:
    """The ``kept`` numbers of places in a stretch of mixed ``rows`` at which no line of Chinese or Japanese meets another: of
    those this says nothing.
    """
    first, stop, _ = rows
    said = [page.lines[i].s for i in kept[max(0, first - 1) : stop]]
    edges = [False] * (first == 0) + [a[-1] > "\u2e7f" < b[0] and not page.every for a, b in pairwise(said)]
    return [kept[k] for k, wide in zip(range(first, stop), edges, strict=True) if not wide]


def _strange(counts: dict[int, list[int]], k: int, enough: int) -> int:
    """Of how many columns the lines of window ``k`` are, if of more than one; else 0."""
    if counts[1][k] < enough:
        return 0
    columns = min(LAGS, key=lambda lag: counts[lag][k])
    return columns if counts[columns][k] <= FEWER * counts[1][k] else 0


def unlikely(page: Page, kept: Sequence[int], k: int, lag: int) -> bool:
    """Whether line ``k`` of ``kept`` can hardly go on from the one ``lag`` before it."""
    if k < lag:
        return False
    i, j = kept[k - lag], kept[k]
    if page.starts[j] != "lower" or " " not in page.lines[j].s or not (_latin(page, i) and _latin(page, j)):
        return False
    if TERM.match(page.lines[j].s):
        return False
    if page.coarse[i] == "stop":
        return True
    return bool(BEFORE_NOUNS.search(page.lines[i].s[-12:]) and NEVER_BEHIND.match(page.lines[j].s))


def _latin(page: Page, i: int) -> bool:
    """Whether line ``i`` is prose in Latin letters, as far as its edges tell: no marks of code."""
    s = page.lines[i].s
    edges = s[:20] + s[-20:]
    return max(edges) < "\u2e80" and not CODE.search(edges)
