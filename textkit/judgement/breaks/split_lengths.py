"""Full lines that end a sentence: how long would the paragraphs be on both sides?

Where nothing but the end of a paragraph in a short line shows where paragraphs end, a full line that ends a sentence
may be the end of one too. Cut there, a paragraph must leave two that are as long as paragraphs are, and as those of this
text are: what is shorter than its shortest is hardly one, and what is longer than its longest may be two.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate, compress
from typing import NamedTuple

from textkit.judgement.breaks.page import Page, in_column
from textkit.judgement.breaks.paragraph_ends import SHORT

# Bounds of the steps in which lengths are told: of the shorter half and of both, in characters, and beside the shortest and
# the longest paragraph of the text that is known to be whole.
HALF, BOTH = (16, 24, 32, 45, 60, 80, 110, 150, 220), (60, 100, 150, 220, 320, 450, 700)
SHORTEST, LONGEST = (0.3, 0.6, 0.9, 1.2, 2.0, 4.0), (0.5, 0.8, 1.1, 1.5, 2.2)
BLOCKS = frozenset(("flush", "blank", "unknown"))  # the styles of texts whose paragraphs have no indents
INDENT = 2  # columns
KNOWN = 2  # paragraphs that show how long those of a text are
OPENING = frozenset(("item", "article", "lead"))  # what a paragraph begins with, as ``ends.marker`` says it


class Block(NamedTuple):
    """Lines of which none surely ends a paragraph but the last: the first, the one behind the last, and the doubtful ones."""

    first: int
    stop: int
    doubtful: tuple[int, ...]


class Blocks(NamedTuple):
    """The blocks of a page with doubtful lines, how long those others are that are known to be whole paragraphs, in
    characters, and how many sentence ends surely end one.
    """

    doubtful: list[Block]
    known: list[int]
    ends: int = 0


def blocks(page: Page) -> Blocks:
    """The lines of ``page`` cut where paragraphs surely end."""
    ends, doubtful = _ends(page)
    if not doubtful:
        return Blocks([], [])
    stops = [i + 1 for i in compress(range(len(ends)), ends)]
    firsts = [0, *stops[:-1]]
    inside: dict[int, list[int]] = {}
    for i in sorted(doubtful):
        inside.setdefault(bisect(stops, i), []).append(i)
    upto = [0, *accumulate(len(line.s) for line in page.lines)]
    known = [
        upto[b] - upto[a]
        for k, (a, b) in enumerate(zip(firsts, stops, strict=True))
        if page.coarse[b - 1] == "stop" and k not in inside
    ]
    found = [Block(firsts[k], stops[k], tuple(held)) for k, held in inside.items()]
    return Blocks(found, known, sum(page.coarse[stop - 1] == "stop" for stop in stops))


def told(page: Page) -> dict[int, tuple[str, ...]]:
    """What the lengths on both sides say of each full line that ends a sentence, by its number; in words.

    Nothing where indents tell, be they in the text or lost.
    """
    if page.lost or page.style not in BLOCKS:
        return {}
    found_, known, _ = blocks(page)
    shortest, longest = (min(known), max(known)) if len(known) >= KNOWN else (0, 0)
    found: dict[int, tuple[str, ...]] = {}
    for block in found_:
        sizes = [len(line.s) for line in page.lines[block.first : block.stop]]
        size, before = sum(sizes), 0
        for i, own in enumerate(sizes, block.first):
            before += own
            if i in block.doubtful:
                half = min(before, size - before)
                names = [f"half {bisect(HALF, half)}", f"halves {bisect(BOTH, size)}"]
                if shortest:
                    names.append(f"half of shortest {bisect(SHORTEST, half / shortest)}")
                    names.append(f"halves of longest {bisect(LONGEST, size / longest)}")
                found[i] = tuple(names)
    return found


def _ends(page: Page) -> tuple[list[bool], set[int]]:
    """Behind which lines a paragraph surely ends, as far as widths, indents and blank lines tell; and the full lines that
    end a sentence where paragraphs are set apart no more than these are.
    """
    apart = page.style == "blank"
    ends = [True] * len(page.lines)
    doubtful: set[int] = set()
    for i, head in enumerate(page.lines[1:]):
        inset = head.indent >= page.base + INDENT
        if page.coarse[i] == "stop":
            ends[i] = inset or page.rooms[i] > SHORT or not in_column(page, i, i + 1)
            if not ends[i] and (head.blanks > 0 and not page.every) == apart:
                doubtful.add(i)
        else:
            ends[i] = inset or page.rooms[i] > SHORT or page.markers[i + 1] in OPENING
    return ends, doubtful
