"""How long the paragraphs are that full lines divide, in Chinese and English, once every break has been judged by itself.

Where paragraphs are set apart by nothing but short last lines, a full line that ends a sentence may end its paragraph too,
and what the sentences say leaves many in doubt. Paragraphs of one text are of much the same length, in some texts more so
than in others. So each such line is looked at again: what stands before it, as far as the paragraph goes by the verdicts on
the other breaks, what stands behind it, and both together are held against the other paragraphs of the text.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks.evidence import CHINESE
from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.split_lengths_english import FULL

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

STYLES = ("flush", "unknown", "every")  # of pages where nothing but the room in a line may tell
NAMES = "length "  # begins all that is said here of Chinese …
ENGLISH_NAMES = f"{FULL}length "  # … and of English


class Usual(NamedTuple):
    """What is thought of a text before its paragraphs are seen, as much as ``WORTH`` of them say: the logarithm of the columns
    of the middle one, and by how many nats those of one text differ.
    """

    size: float
    spread: float


# 12 million characters of news, laws, stories, essays and manuals.
CHINESE_TEXT = Usual(math.log(128), 0.56)
# 9.7 million characters of news, essays, stories, manuals, proposals and terms of law.
ENGLISH_TEXT = Usual(math.log(211), 0.61)
WORTH = 3
LOW, HIGH = -6, 4  # half nats of a length against the usual one beyond which nothing more is told
LINES, END_LINES = 6, 3  # of a piece that are counted, and where it is told what it ends with
FEW, SOME = 4, 9  # paragraphs


def asked(page: Page, i: int, j: int, names: Sequence[str]) -> bool:
    """Whether the break between lines ``i`` and ``j``, of which those ``names`` were told, is looked at again."""
    if len(names) < 2 or names[0] != "col":
        return False
    if page_language(page.text) == "en":
        return j == i + 1 and i in page.halves
    return page.style in STYLES and names[1].startswith(CHINESE)


def names(
    page: Page, pairs: Sequence[tuple[int, int]], joined: Sequence[bool], wanted: Iterable[int]
) -> Iterator[tuple[int, list[str]]]:
    """What lengths say of the breaks ``wanted``, by their numbers among ``pairs``, which are in order. ``joined``: what was
    thought of each of ``pairs``.
    """
    english = page_language(page.text) == "en"
    usual, usually = ENGLISH_TEXT if english else CHINESE_TEXT
    upto = before_each(page, page.own)
    bounds = ended(page, pairs, joined)
    sizes = [math.log(upto[b + 1] - upto[a + 1] + 1) if page.coarse[b] == "stop" else None for a, b in pairwise(bounds)]
    told = [size for size in sizes if size is not None]
    count, total, squares = len(told), sum(told), sum((size - usual) ** 2 for size in told)
    for k in wanted:
        i = pairs[k][0]
        low, high = bisect_left(bounds, i) - 1, bisect_right(bounds, i)
        own = [size for size in sizes[low:high] if size is not None]
        many = count - len(own)
        mean = usual + (total - sum(own) - many * usual) / (many + WORTH)
        off = squares - sum((size - usual) ** 2 for size in own) + WORTH * usually**2
        spread = math.sqrt(max(off / (many + WORTH) - (mean - usual) ** 2, usually**2 / 4))
        before, behind = upto[i + 1] - upto[bounds[low] + 1], upto[bounds[high] + 1] - upto[i + 1]
        if english:
            end = page.coarse[bounds[high]]
            yield k, _said_of_english(before, behind, mean, spread, end, page.columns[i].width)
        else:
            yield k, _said(before, behind, mean, spread, many, page.columns[i].width)


def ended(page: Page, pairs: Sequence[tuple[int, int]], joined: Sequence[bool]) -> list[int]:
    """The lines that end paragraphs, where those of ``pairs`` that are ``joined`` go on; -1 before the first."""
    last = len(page.own) - 1
    inside = {i for (i, _), join in zip(pairs, joined, strict=True) if join}
    return [-1, *(i for i in range(last) if i not in inside and i not in page.aside), last]


def before_each(page: Page, counts: Sequence[int]) -> list[int]:
    """The sums of ``counts`` of the lines before each, those without what stands aside."""
    return [0, *accumulate([0 if k in page.aside else n for k, n in enumerate(counts)] if page.aside else counts)]


def seen(many: int) -> str:
    """In words, how many other paragraphs are known."""
    return "few" if many < FEW else "some" if many < SOME else "many"


def _said(before: int, behind: int, mean: float, spread: float, many: int, width: int) -> list[str]:
    """The names for two pieces of so many columns, in a text of other paragraphs of that ``mean`` and ``spread``."""
    told = seen(many)
    piece, whole = math.log(min(before, behind) + 1) - mean, math.log(before + behind + 1) - mean
    lines = [max(1, min(LINES, round(size / width))) for size in (before, behind)]
    return [
        f"{NAMES}piece {_half(piece)}|{told}",
        f"{NAMES}whole {_half(whole)}|{told}",
        f"{NAMES}piece {_half(piece / spread)} spread",
        f"{NAMES}whole {_half(whole / spread)} spread",
        f"{NAMES}lines {lines[0]} {lines[1]}",
    ]


def _said_of_english(before: int, behind: int, mean: float, spread: float, end: str, width: int) -> list[str]:
    """The same of English, where a piece that is one open line is a heading; ``end``: what the second piece ends with."""
    piece, whole = math.log(min(before, behind) + 1) - mean, math.log(before + behind + 1) - mean
    return [
        f"{ENGLISH_NAMES}piece {_half(piece)}",
        f"{ENGLISH_NAMES}whole {_half(whole)}",
        f"{ENGLISH_NAMES}piece {_half(piece / spread)} spread",
        f"{ENGLISH_NAMES}whole {_half(whole / spread)} spread",
        f"{ENGLISH_NAMES}end {end}|{max(1, min(END_LINES, round(behind / width)))}",
    ]


def _half(nats: float) -> int:
    return max(LOW, min(HIGH, round(2 * nats)))
