"""Where a key begins in a longer one that it lies in, as the two alone say.

What a search came upon first depends on which windows are rare, and so on all other texts; the kind of a pair may not.
"""

from __future__ import annotations

import numpy as np

from textkit.steps.dedupe.codes import STRETCH, Codes, Ints, chunks, parted

COVERAGE = 20  # one character in 20 may be missing: the contract's 0.95
GRAMS = (6, 8)
# Windows of a key that are looked for, places of each, and beginnings that are tried: repeats cost no more than that.
WINDOWS = 100
PLACES = 8
TRIES = 4
HEAD = 200  # characters before the first window found that are worth aligning


def beginnings(inner: str, outer: str) -> list[int]:
    """Where ``inner`` may begin in ``outer``, give or take the slack, likeliest first.

    Of disjoint windows each place in ``outer`` says where the whole would begin. Where most agree within the slack, the
    first of them is surest: least was lost or added before it, and that little is aligned.
    """
    whole = outer.find(inner)
    if whole >= 0:  # as most that were cut
        return [whole]
    size, slack = len(inner), 2 * (len(inner) // COVERAGE)
    room = size // (slack + 1)
    length = next((n for n in reversed(GRAMS) if room >= n), room)
    said = []  # by each place of a window: where the whole begins, and where in it the window
    for place in range(0, size - length + 1, max(length, size // WINDOWS)):
        window = inner[place : place + length]
        last = place + len(outer) - size + slack + length
        at = outer.find(window, max(0, place - slack), last)
        for _ in range(PLACES):
            if at < 0:
                break
            said.append((at - place, place))
            at = outer.find(window, at + 1, last)
    said.sort()
    found: list[int] = []
    while said and len(found) < TRIES:
        most, begin, end = 0, 0, 0
        for i, (start, _) in enumerate(said):
            while end < len(said) and said[end][0] <= start + slack:
                end += 1
            if end - i > most:
                most, begin = end - i, i
        place, start = min((place, start) for start, place in said[begin : begin + most])
        found.append(_aligned(inner[:place], outer, start, slack) if 0 < place <= HEAD else start)
        del said[begin : begin + most]
    return found


def _aligned(head: str, outer: str, start: int, slack: int) -> int:
    """Where ``head`` begins in ``outer``, which goes on behind it as if it began at ``start``: a character lost in it is
    no beginning that was cut.
    """
    from rapidfuzz.distance import Levenshtein

    end, off = start + len(head), min(slack, len(head))
    begins = range(max(0, start - off), start + off + 1)
    return min((Levenshtein.distance(head, outer[begin:end]), begin) for begin in begins)[1]


def tries(codes: Codes, pair: Ints) -> list[Ints]:
    """Rows of inner text, outer text and beginning: the likeliest of each ``pair``, then the next, and so on."""
    inner, outer = parted(pair)
    begins: list[list[tuple[int, int]]] = [[] for _ in range(TRIES)]
    for i, j in chunks(codes.lengths[outer], STRETCH):
        for number, texts in enumerate(zip(codes.keys(inner[i:j]), codes.keys(outer[i:j]), strict=True), i):
            for rank, start in zip(begins, beginnings(*texts), strict=False):
                rank.append((number, start))
    each = [np.array(rank, np.int64).reshape(-1, 2).T for rank in begins]
    return [np.stack((inner[number], outer[number], start)) for number, start in each]
