"""Full lines that end a sentence: does the paragraph end there too?

A paragraph ends at any place of its last line. So where ``n`` paragraphs end in short lines of ``w`` characters, about
``n / w`` more end in full ones by chance; sentence ends that stand at the end of full lines beyond that number are inside
paragraphs. How the sentences on both sides begin and end says the rest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from textkit.language import openings

FULL = 2  # columns of room left in a line that counts as full
CLAUSE = 12  # characters of a tail that are looked at
JAPANESE = 5  # half nats beyond which nothing more is said
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


def japanese_turn(tail: str, head: str) -> str:
    """The same of Japanese sentences, in half nats: their table says less at a time, but oftener."""
    odds = openings.opens(head, True) + openings.closes(tail[-CLAUSE:], True)
    return str(max(-JAPANESE, min(JAPANESE, round(2 * odds))))
