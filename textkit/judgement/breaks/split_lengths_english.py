"""Full lines of English that end a sentence: does the next sentence begin a paragraph?

Where only short lines show where paragraphs end, a full line that ends a sentence may be the end of one too. What the next
sentence begins with says something of it (*However* and *it* go on with what was said), words it shares with the sentence
before, how long the paragraphs on both sides would be, and how much room the line has left beside what it would need.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from itertools import accumulate
from typing import NamedTuple

from textkit.judgement.breaks.decisions import ENGLISH
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.split_lengths import KNOWN, Block, blocks
from textkit.language import partings_english
from textkit.language.lazy_pattern import lazy_pattern

# Bounds of the steps in which lengths are told, in characters: of the shorter half, of the first half, of the column; of
# both halves beside the shortest and the longest paragraph of the text that is known to be whole; and of the share of the
# column that the next word takes, in hundredths.
HALF, BEFORE, WIDTH = (40, 60, 90, 120, 160, 220, 300, 450), (40, 80, 120, 180, 260, 400, 600), (34, 40, 50, 65)
SHORTEST, LONGEST, WORD_SHARE = (0.3, 0.6, 0.9, 1.2, 2.0, 4.0), (0.5, 0.8, 1.1, 1.5, 2.2), (5, 8, 12, 18, 25)
MOST_KNOWN, MOST_SENTENCES, MOST_SHARED = 3, 4, 2
STEM, SHORTEST_WORD = 6, 4  # letters by which words are alike, and of the shortest that say what a sentence is about
ROOM = (-4, -2, -1)  # columns wanting: a line that hardly lacks any may be short, for nobody knows the column so well
LONGEST_LOOK = 2000  # characters of the halves in which sentences are told apart

FULL = f"{ENGLISH}full "  # what the names begin with; in print they weigh the same
STYLES = frozenset(("flush", "unknown", "every"))  # of texts in which neither indents nor blank lines tell
LEAST, MOST = -7, 8  # steps in which odds are told, to either side …
HALVES = 2  # … of which so many make a nat
FEW_ENDS = (1, 3, 6)  # bounds of the steps in which it is told how many paragraphs of a text surely end
ENDS, INSIDE_ENDS = 0.5, 1.5  # paragraph ends, and other sentence ends, that are taken to be there before any is seen
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
INSIDE = lazy_pattern(r"[a-z0-9`)][.!?][\"”’)]* [A-Z“\"‘(\[`]")  # the end of a sentence inside a line
SENTENCE = lazy_pattern(r"(?<=[.!?])[\"”’')]{0,3}\s+(?=[A-Z“\"‘(])")
QUOTES = "“‘\"'(["
# What a sentence begins with, by what it does to the one before.
FIRST = {
    word: kind
    for kind, words in {
        "person": "he she they it",
        "own": "i we",
        "reader": "you",
        "owner": "his her their its my our your",
        "this": "this that these those such",
        "and": "and but or so nor yet",
        "however": "however therefore thus hence moreover furthermore instead otherwise also additionally similarly likewise"
        " consequently nevertheless then still indeed again perhaps rather next finally first second third lastly",
        "the": "a an the",
        "some": "some many most all each every both no one two several any another other",
        "what": "what who how why which where when while whenever",
        "if": "if as because although though since until unless once after before",
        "in": "in on at for from with by to of into through over under during without within like about",
        "there": "there here now",
        "not": "not never",
        "is": "is are was were do does did can could will would should let",
    }.items()
    for word in words.split()
}
# Words of every text, which say nothing of what a sentence is about: those of at least ``SHORTEST_WORD`` letters.
COMMON = {
    *FIRST,
    "been",
    "have",
    "them",
    "shall",
    "must",
    "than",
    "just",
    "very",
    "same",
    "only",
    "more",
    "down",
    "between",
}


class Known(NamedTuple):
    """What a page shows of its paragraphs: how long those are that are known to be whole, how many surely end, in words, and
    in nats how much oftener a sentence ends one than not.
    """

    sizes: list[int]
    many: str
    share: float


def told(page: Page) -> dict[int, tuple[str, ...]]:
    """What is told of each full line that ends a sentence, by its number; in words. Nothing where blank lines or indents
    set paragraphs apart.
    """
    if page.style not in STYLES:
        return {}
    found = blocks(page)
    if not found.doubtful:
        return {}
    # A sentence ends anywhere in its line, be it the last of a paragraph or not: both are full by chance equally often.
    inside = sum(len(INSIDE.findall(line.s)) for line in page.lines)
    share = math.log((found.ends + ENDS) / (inside + INSIDE_ENDS))
    known = Known(found.known, str(bisect(FEW_ENDS, found.ends)), share)
    upto = [0, *accumulate(len(line.s) + 1 for line in page.lines)]  # characters before each line, a space behind each
    return {i: _told(page, i, block, known, upto) for block in found.doubtful for i in block.doubtful}


def _told(page: Page, i: int, block: Block, known: Known, upto: list[int]) -> tuple[str, ...]:
    """What is told of the end of line ``i``."""
    lines = page.lines
    before, after = upto[i + 1] - upto[block.first] - 1, upto[block.stop] - upto[i + 1] - 1
    # Only so many lines are read as are looked at.
    begin = max(block.first, bisect(upto, upto[i + 1] - 1 - LONGEST_LOOK) - 1)
    stop = min(block.stop, bisect(upto, upto[i + 1] + LONGEST_LOOK))
    tail = " ".join(line.s for line in lines[begin : i + 1])[-LONGEST_LOOK:]
    head = " ".join(line.s for line in lines[i + 1 : stop])[:LONGEST_LOOK]
    sentences, next_ = SENTENCE.split(tail), SENTENCE.split(head, 1)[0]
    odds = partings_english.odds(tail[-partings_english.AROUND :], head[: partings_english.AROUND])
    half, both = min(before, after), before + after
    many = min(MOST_KNOWN, len(known.sizes))
    shared = len(_about(sentences[-1]) & _about(next_))
    width, need = page.columns[i].width, page.needs[i]
    room = bisect(ROOM, page.rooms[i])
    names = [
        f"first {first(lines[i + 1].s)}",
        f"half {many} {bisect(HALF, half)}",
        f"before {bisect(BEFORE, before)}",
        f"shared {min(MOST_SHARED, shared)}",
        f"sentences {min(MOST_SENTENCES, len(sentences))}",
        f"width {bisect(WIDTH, width)}",
        f"room {room} word {bisect(WORD_SHARE, 100 * need / max(1, width))}",
        f"share many {known.many}",
        *_over("share", known.share),
        *_over("ends", odds + known.share),
    ]
    if len(known.sizes) >= KNOWN:
        names.append(f"half of shortest {bisect(SHORTEST, half / min(known.sizes))}")
        names.append(f"halves of longest {bisect(LONGEST, both / max(known.sizes))}")
    return tuple(f"{FULL}{name}" for name in names)


def _over(name: str, nats: float) -> list[str]:
    """Each step that is reached: what is seldom seen says at least what lies before it."""
    return [f"{name} over {step}" for step in range(LEAST, min(MOST, round(HALVES * nats)) + 1)]


def first(s: str) -> str:
    """What a sentence begins with: a kind of word, and whether quotes or brackets stand before it."""
    bare = s.lstrip(QUOTES)
    quoted = "" if bare == s else "quoted "
    match = WORD.match(bare)
    if match is None:
        return f"{quoted}{'number' if bare[:1].isdigit() else 'sign'}"
    word = match[0].lower().replace("’", "'")
    kind = FIRST.get(word.split("'")[0])
    if kind is None:
        kind = "-ing" if word.endswith("ing") else "-ly" if word.endswith("ly") else _name(match[0])
    return f"{quoted}{kind}"


def _name(word: str) -> str:
    """``name``, ``lower`` or ``term`` for a word with capitals or digits inside."""
    if word[0].islower():
        return "lower"
    return "name" if word[1:].islower() else "term"


def _about(sentence: str) -> set[str]:
    """The stems of the words that say what a sentence is about."""
    words = (word.lower() for word in WORD.findall(sentence))
    return {word[:STEM] for word in words if len(word) >= SHORTEST_WORD and word not in COMMON}
