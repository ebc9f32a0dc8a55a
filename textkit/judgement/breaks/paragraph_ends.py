"""Full lines that end a sentence: does the paragraph end there too?

A paragraph ends at any place of its last line. So where ``n`` paragraphs end in short lines of ``w`` characters, about
``n / w`` more end in full ones by chance; sentence ends that stand at the end of full lines beyond that number are inside
paragraphs. How the sentences on both sides begin and end says the rest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from textkit.language import cohesion, openings, partings

if TYPE_CHECKING:
    from textkit.judgement.breaks.line import Line

FULL = 2  # columns of room left in a line that counts as full
CLAUSE = 12  # characters of a tail that are looked at
MOST = 8  # half nats beyond which nothing more is said
LINES = 24  # to each side, in which two sentences and what stands around them are found
QUOTED = 12  # lines to each side that the marks of a quotation are looked for
OPENING, MARKS = frozenset("“「"), re.compile("[“”「」]")
SHORT = 4  # columns of room left in a line that is plainly short


def surplus(rooms: Sequence[int], width: float) -> str:
    """How many more sentences end full lines than paragraphs would by chance, in words.

    ``rooms`` are the columns left at the end of each line that ends a sentence, where no blank line or indent follows
    that settles the matter; ``width`` is the usual width of the column in places where a line may end.
    """
    short = sum(room > SHORT for room in rooms)
    full = sum(room < FULL for room in rooms)
    chance = (short + 0.5) / max(width, 2.0)
    ratio = math.log((max(full - chance, 0.0) + 0.5) / (chance + 0.5))
    few = "none" if short == 0 else "few" if short < 3 else "some" if short < 8 else "many"
    return f"{few} {max(-1, min(4, round(ratio)))}"


def turn(tail: str, head: str) -> str:
    """How much a sentence end and the next beginning are like the edges of paragraphs, in words."""
    odds = openings.opens(head) + openings.closes(tail[-CLAUSE:])
    return "inside" if odds <= -2 else "rather" if odds <= -1 else "less" if odds < 0 else str(min(4, round(odds)))


def japanese_turn(lines: Sequence[Line], i: int, j: int) -> str:
    """How much the break between two lines of Japanese, behind a sentence end, is like that of two paragraphs, in half
    nats. It is asked of whole sentences and what stands around them, over as many lines as they take.
    """
    before = _before(lines, i, cohesion.BEFORE)
    after = _after(lines, j, cohesion.AFTER)
    return str(max(-MOST, min(MOST, round(2 * openings.ends_between(before, after)))))


def parting(lines: Sequence[Line], i: int, j: int, speech: partings.Speech) -> str:
    """The same of two lines of Chinese in a text that speaks so."""
    before = _before(lines, i, partings.AROUND)[-partings.AROUND :]
    after = _after(lines, j, partings.AROUND)[: partings.AROUND]
    return str(max(-MOST, min(MOST, round(2 * partings.odds(before, after, speech)))))


def in_quotation(lines: Sequence[Line], i: int, j: int) -> bool:
    """Whether the break between two lines stands inside a quotation that is closed later, by the marks nearest to it."""
    before = next((found[-1] for k in range(i, max(-1, i - QUOTED), -1) if (found := _marks(lines[k].s))), "")
    if before not in OPENING:
        return False
    after = next((found[0] for k in range(j, min(len(lines), j + QUOTED)) if (found := _marks(lines[k].s))), "")
    return after != "" and after not in OPENING


@lru_cache(1 << 12)
def _marks(s: str) -> list[str]:
    """The marks of quotations in a line, in order; a line is asked about for every break near it."""
    return MARKS.findall(s)


def _before(lines: Sequence[Line], i: int, most: int) -> str:
    """The end of the text up to line ``i``, in ``most`` characters or more if there are so many near."""
    found = lines[i].s
    for k in range(i - 1, max(-1, i - LINES), -1):
        if len(found) >= most:
            break
        found = lines[k].s + found
    return found


def _after(lines: Sequence[Line], j: int, most: int) -> str:
    """The beginning of the text from line ``j`` on, likewise."""
    found = lines[j].s
    for k in range(j + 1, min(len(lines), j + LINES)):
        if len(found) >= most:
            break
        found += lines[k].s
    return found
