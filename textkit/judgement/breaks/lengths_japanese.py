"""How long the paragraphs of Japanese and Korean are that full lines divide, once every break has been judged by itself.

As ``lengths`` has it for Chinese. Sizes in columns have been told of each break already, against the paragraphs that end in
short lines. What is new is how many sentences stand before the line and behind it, and which place the two pieces and both
together take among the other paragraphs of the text.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from operator import add
from typing import TYPE_CHECKING

from textkit.judgement.breaks.decisions import KOREAN
from textkit.judgement.breaks.evidence import CHINESE
from textkit.judgement.breaks.lengths import STYLES, before_each, ended, seen
from textkit.judgement.breaks.page_language import korean

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

NAMES = "ja length "  # begins all that is said here of Japanese …
KOREAN_NAMES = f"{KOREAN}length "  # … and of Korean
FULL = ("room over|", "room full|", "room near|")  # begin what is told of lines without room for more
BEHIND_SENTENCES = "ja joint "  # begins what is told of Japanese lines that end sentences alone
KOREAN_FULL = tuple(f"{KOREAN}{room}stop" for room in FULL)  # of such lines that end sentences
MARKS = ("。", "！", "？", "!", "?")  # that end sentences
KOREAN_MARKS = (". ", "! ", "? ")  # that do inside lines; a full stop may stand in a number or a name
# What is thought of a text before its paragraphs are seen, as much as three of them say: in 4.9 million characters of stories,
# essays and manuals they have 1.8 sentences in the middle, to which half a one is added so that none can be told as well.
HALF = 0.5
USUAL, WORTH = math.log(1.8 + HALF), 3
MOST, RANKS, TOLD, HALVES = 5, 3, 12, 6  # sentences of a piece, paragraphs, paragraphs, half nats that are told apart


def asked(page: Page, _i: int, _j: int, names: Sequence[str]) -> bool:
    """Whether a break of which those ``names`` were told is looked at again, whatever its lines."""
    if len(names) < 4 or page.style not in STYLES or names[0] != "col":
        return False
    if korean(page.text):
        return names[1].startswith(KOREAN_FULL)
    if names[3].startswith(BEHIND_SENTENCES):
        return names[1].startswith(FULL)
    return names[1].startswith(CHINESE)


def names(
    page: Page, pairs: Sequence[tuple[int, int]], joined: Sequence[bool], wanted: Iterable[int]
) -> Iterator[tuple[int, list[str]]]:
    """What lengths say of the breaks ``wanted``, by their numbers among ``pairs``, which are in order. ``joined``: what was
    thought of each of ``pairs``.
    """
    beginning = KOREAN_NAMES if korean(page.text) else NAMES
    columns, sentences = before_each(page, page.own), before_each(page, _ends(page))
    bounds = ended(page, pairs, joined)
    whole = [page.coarse[b] == "stop" for b in bounds[1:]]
    sizes = [columns[b + 1] - columns[a + 1] for a, b in pairwise(bounds)]
    counts = [_nats(sentences[b + 1] - sentences[a + 1]) for a, b in pairwise(bounds)]
    ranked = sorted(size for size, told in zip(sizes, whole, strict=True) if told)
    total = sum(count for count, told in zip(counts, whole, strict=True) if told)
    for k in wanted:
        i = pairs[k][0]
        low, high = bisect_left(bounds, i) - 1, bisect_right(bounds, i)
        own = [n for n in range(low, high) if whole[n]]
        many = len(ranked) - len(own)
        mean = (total - sum(counts[n] for n in own) + USUAL * WORTH) / (many + WORTH)
        first, stop = bounds[low] + 1, bounds[high] + 1
        before, behind = columns[i + 1] - columns[first], columns[stop] - columns[i + 1]
        piece, both = min(before, behind), before + behind
        smaller = bisect_right(ranked, piece) - sum(sizes[n] <= piece for n in own)
        larger = len(ranked) - bisect_left(ranked, both) - sum(sizes[n] >= both for n in own)
        said = _of_sentences(sentences[i + 1] - sentences[first], sentences[stop] - sentences[i + 1], mean, many)
        yield k, [beginning + name for name in (*said, *_of_ranks(smaller, larger, many))]


def _ends(page: Page) -> list[int]:
    """How many sentences end in each line; line by line, by a pattern, it takes three times as long."""
    spaced = korean(page.text)
    lines = [line.s for line in page.lines]
    found = [int(end == "stop") for end in page.coarse] if spaced else [0] * len(lines)
    for mark in filter(page.text.__contains__, KOREAN_MARKS if spaced else MARKS):
        found = list(map(add, found, map(str.count, lines, repeat(mark))))
    return found


def _of_sentences(before: int, behind: int, mean: float, many: int) -> tuple[str, ...]:
    """What is said of two pieces of so many sentences, in a text of so many other paragraphs of that ``mean``."""
    piece, whole, told = _nats(min(before, behind)), _nats(before + behind), seen(many)
    return (
        f"sentences {min(MOST, before)} {min(MOST, behind)}",
        f"sentences piece {_half(piece - mean)}|{told}",
        f"sentences whole {_half(whole - mean)}|{told}",
    )


def _of_ranks(smaller: int, larger: int, many: int) -> tuple[str, ...]:
    """What is said where of so many other paragraphs those are not larger than a piece, or not smaller than the whole."""
    smaller, larger, told = min(RANKS, smaller), min(RANKS, larger), seen(many)
    return (
        f"rank piece {smaller}|{told}",
        f"rank whole {larger}|{told}",
        f"ranks {smaller} {larger} of {min(TOLD, many) // 2}",
    )


def _nats(sentences: int) -> float:
    return math.log(sentences + HALF)


def _half(nats: float) -> int:
    return max(-HALVES, min(HALVES, round(2 * nats)))
