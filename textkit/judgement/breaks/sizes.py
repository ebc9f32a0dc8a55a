"""How long the paragraphs of a text are, and what a break behind a full line would make of one.

Where paragraphs are set apart by nothing but short last lines, a full line that ends a sentence may end its paragraph
too. The paragraphs of one text are of much the same length: a piece shorter than nearly all of them is seldom one by
itself, and two pieces that make one longer than nearly all are seldom one. On pages of Chinese and of English kept back
that told nothing, so it is asked of Japanese and Korean alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, compress, pairwise, repeat
from typing import TYPE_CHECKING

from textkit.judgement.breaks.column import PAPER
from textkit.judgement.breaks.line import NO_SIZES, Sizes
from textkit.judgement.breaks.page_language import korean
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

SHORT = 4  # columns of room left in a line that is plainly short
FEW = 3  # paragraphs that show how long they are
TENTH = 10  # of the paragraphs, that many are out of the way to either side
LITTLE, MUCH = 0.6, 1.4  # of what is short or long, for what is much shorter or longer
SHORTEST, MOST = 32, 9  # columns of a sentence that is hardly a paragraph, and half doublings of it that are told
FULL = 2  # columns of room left in a line that counts as full
AROUND = 50  # lines to each side whose sentence ends are counted: a page or two
INSIDE = lazy_pattern(r"[。!?](?![。!?」』)]|$)|\. ")  # the end of a sentence inside a line


def _asked(page: Page) -> list[int]:
    """The lines behind which a break may be told of: full lines of a column that end a sentence, with the next line at once
    behind them.
    """
    if not (page.kana or korean(page.text)) or page.style not in ("flush", "unknown"):
        return []
    likely = compress(range(len(page.lines) - 1), map("stop".__eq__, page.coarse))
    full = [i for i in likely if page.rooms[i] < FULL and page.columns[i].width <= PAPER]
    return [i for i in full if not page.lines[i + 1].blanks]


def sizes(page: Page) -> list[Sizes]:
    """For each line what a break behind it would make, where only the room in the line may tell. Elsewhere nothing."""
    found, asked = [NO_SIZES] * len(page.lines), _asked(page)
    if not asked:
        return found
    upto = [0, *accumulate(page.own)]
    bounds = [0, *(i for i in range(1, len(page.lines)) if _apart(page, i)), len(page.lines)]
    known = sorted(upto[b] - upto[a] for a, b in pairwise(bounds) if page.coarse[b - 1] == "stop")
    for a, b in pairwise(bounds):
        inside = asked[bisect_left(asked, a) : bisect_left(asked, b - 1)]
        if not inside:
            continue
        whole, itself = upto[b] - upto[a], page.coarse[b - 1] == "stop"
        ends = [i for i in range(a, b - 1) if page.coarse[i] == "stop"]
        edges = [a, *(i + 1 for i in ends if page.rooms[i] < FULL), b]
        for i in inside:
            at = bisect_left(edges, i + 1)
            near = min(upto[i + 1] - upto[edges[at - 1]], upto[edges[bisect_right(edges, i + 1)]] - upto[i + 1])
            piece = min(upto[i + 1] - upto[a], upto[b] - upto[i + 1])
            found[i] = Sizes(*_said(piece, whole, known, itself), str(_doublings(near)))
    return found


def _apart(page: Page, i: int) -> bool:
    """Whether a paragraph, or what else there is, plainly ends before line ``i``."""
    line = page.lines[i]
    return (
        page.rooms[i - 1] > SHORT or line.indent >= page.base + 2 or (line.blanks > 0 and page.coarse[i - 1] == "stop")
    )


def _said(piece: int, whole: int, known: list[int], itself: bool) -> tuple[str, str]:
    """A piece and the ``whole`` it is of against the lengths ``known``, the whole ``itself`` one of them or not."""
    many = len(known) - itself
    if many < FEW:
        return f"few {_doublings(piece)}", f"few {_doublings(whole)}"
    out = many // TENTH

    def shorter(size: float) -> bool:
        return bisect_right(known, size) <= out  # the whole is longer than that

    def longer(size: float) -> int:
        return len(known) - bisect_left(known, size) - itself

    of_piece = "shorter" if shorter(piece / LITTLE) else "short" if shorter(piece) else "usual"
    if longer(whole) <= out:
        return of_piece, "longer" if longer(whole / MUCH) <= out else "long"
    return of_piece, "one" if longer(whole) <= 1 else "usual"


def _doublings(columns: int) -> int:
    """A length in half doublings of ``SHORTEST``."""
    return max(0, min(MOST, int(2 * math.log2(max(columns, 1) / SHORTEST))))


@lru_cache(1 << 15)  # lines are asked about again once those around them are joined
def _ends_inside(s: str) -> int:
    """How many sentences end inside a line."""
    return len(INSIDE.findall(s))


def counted(page: Page) -> list[str]:
    """For each full line that ends a sentence, in words: how many paragraphs around it plainly end in short lines, how many
    sentences end full lines, and how many would by chance, for they end anywhere in the line. Elsewhere nothing.

    Sentence ends that full lines have beyond that are ends of paragraphs.
    """
    found, told = [""] * len(page.lines), _asked(page)
    if not told:
        return found
    stops = [kind == "stop" for kind in page.coarse]
    full = [stop and room < FULL for stop, room in zip(stops, page.rooms, strict=True)]
    short = [0, *accumulate(stop and room > SHORT for stop, room in zip(stops, page.rooms, strict=True))]
    ends = [0, *accumulate(full)]
    asked = [False] * len(full)
    high = 0
    for i in told:
        low, high = max(high, i - AROUND), min(len(full), i + AROUND + 1)
        asked[low:high] = repeat(True, high - low)
    lines = (line.s if near else "" for line, near in zip(page.lines, asked, strict=True))
    inside = [0, *accumulate(map(_ends_inside, lines))]
    for i in told:
        low, high = max(0, i - AROUND), min(len(full), i + AROUND + 1)
        plain, many, others = (upto[high] - upto[low] for upto in (short, ends, inside))
        chance = 2 * others / page.columns[i].width
        words = "none" if plain == 0 else "few" if plain < 3 else "some" if plain < 8 else "many"
        found[i] = f"{words} {min(4, int(math.log2(many)))} {max(-3, min(3, round(math.log(chance + 0.05))))}"
    return found
