"""Verse without marks at the ends of its lines, told from prose in a column by whole runs of lines.

Modern verse breaks off inside sentences, and lines of about the same length look like a column. But what set a column put
as many characters into each line as there was room for, wherever words begin and end: one break in three stands inside of
a word, and no line that goes on has room left. A poet breaks between words, and lines have room left now and then. One line
shows little of that, ten in a row leave no doubt. So each break weighs for verse or for prose, and of all ways to divide
the page into stretches of both the likeliest is taken (a hidden Markov model of two states; Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from textkit.judgement.breaks.column import FAR
from textkit.judgement.breaks.page_language import page_language

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

# Nats for verse, by the room left at the end of a line that goes on, in the words of ``page.fit``, and by how well the
# characters on both sides of the break go together, in those of ``binning.step``: rounded from counts over 23,000 breaks of
# 110 poets and 5,000 of news, laws, stories and manuals set in columns. Those for verse are kept low: a heading has room
# left as well.
ROOM = {"full": -0.4, "near": 0.5, "half": 0.5, "some": 2.0, "much": 2.0, "over": 2.0}
WORDS = {"--8": 0.5, "-8-4": 0.5, "-4-1": 0.9, "0": 0.4, "+1+4": -1.0, "+4+8": -3.0, "+8+12": -4.0, "++12": -4.0}
TURN = 3.0  # nats against verse beginning or ending between two lines
# What the room and the words of a stretch must say each: words alone would tell old or rare ones, which the table does not
# know, from those of prose.
LEAST_ROOM, LEAST_WORDS = 4.0, 2.0
ONE_WORD = frozenset(("+4+8", "+8+12", "++12"))  # no poet breaks there
RAGGED = ("ragged",)
RAGGED_ROOM = 0.7  # the same of a line that was told to be of verse, an address or a list by the column it stands in
# Columns of a line of verse at the most, and what a wider line says, which is of a paragraph: of 60,000 breaks of ten books in
# hard-wrapped prose two are taken for verse with 48, 81 with 72, which keeps one poem's line in 300 more.
WIDEST, WIDE = 48, -3.0
MANY = 5  # ragged lines of a stretch that need no words to tell that it is verse or a list
ANY = " any "  # in the name of the evidence that says it


def verse(page: Page, pairs: Sequence[tuple[int, int]], told: Sequence[tuple[str, ...]]) -> set[int]:
    """The breaks inside of verse, by their numbers among ``pairs`` of lines of Chinese, as far as no word goes on there;
    ``told``: the names of what is known of each. Lines that are wider than all the ragged ones near them are of the column
    those stand in.
    """
    if page_language(page.text) != "zh":
        return set()
    room = [_room(page, i, j, names) for (i, j), names in zip(pairs, told, strict=True)]
    if _most(room) < LEAST_ROOM:
        return set()
    steps = [_step(names) if weight else "" for names, weight in zip(told, room, strict=True)]
    words = [WORDS.get(step, 0.0) for step in steps]
    found: set[int] = set()
    for first, stop in _stretches([a + b for a, b in zip(room, words, strict=True)]):
        if sum(room[first:stop]) >= LEAST_ROOM:
            widest = (
                FAR
                if sum(words[first:stop]) >= LEAST_WORDS
                else _widest_ragged(page, pairs[first:stop], told[first:stop])
            )
            found.update(k for k in range(first, stop) if steps[k] not in ONE_WORD and page.own[pairs[k][0]] <= widest)
    return found


def _widest_ragged(page: Page, pairs: Sequence[tuple[int, int]], told: Sequence[tuple[str, ...]]) -> int:
    """The columns of the widest of many ragged lines; 0 where few are."""
    ragged = [page.own[i] for (i, _), names in zip(pairs, told, strict=True) if names == RAGGED]
    return max(ragged) if len(ragged) >= MANY else 0


def _room(page: Page, i: int, j: int, names: tuple[str, ...]) -> float:
    """What the room in line ``i`` says; nothing where a sentence may end, or more stands between than a line break."""
    if page.own[i] > WIDEST:
        return WIDE
    if j != i + 1 or page.lines[j].blanks > page.every or page.coarse[i] not in ("none", "pause"):
        return 0.0
    if names == RAGGED:
        return RAGGED_ROOM
    return ROOM[page.fits[i]] if len(names) > 1 else 0.0


def _step(names: tuple[str, ...]) -> str:
    """How well the characters at a break without a mark go together, in words; nothing where that was not asked."""
    return next(filter(None, map(_said, names)), "")


@cache
def _said(name: str) -> str:
    step, _, rest = name.partition(ANY)[2].partition("|")
    return step if rest.startswith("none") else ""


def _most(weights: Sequence[float]) -> float:
    """The greatest sum of neighbouring ``weights``."""
    most = here = 0.0
    for weight in weights:
        here = max(0.0, here + weight)
        most = max(most, here)
    return most


def _stretches(weights: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Where verse begins and stops in the likeliest reading of breaks that weigh so much for it (Viterbi 1967)."""
    prose, verse = 0.0, -TURN
    came: list[tuple[bool, bool]] = []  # whether the best way to prose, and to verse, comes from verse
    for weight in weights:
        came.append((verse - TURN > prose, verse > prose - TURN))
        prose, verse = max(prose, verse - TURN), max(verse, prose - TURN) + weight
    state, stop = verse - TURN > prose, len(weights)
    for k in range(len(weights) - 1, -1, -1):
        before = came[k][state]
        if before != state:
            if state:
                yield k, stop
            stop = k
        state = before
    if state:
        yield 0, stop
