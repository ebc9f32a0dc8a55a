"""Whether a paragraph of English ends between two sentences that follow each other, by what both of them say.

Weights learned from English prose are shipped as package data, made by ``tools/train_partings_english.py`` and loaded when
the first pair of sentences is weighed: those of a logistic regression on the words that the one ends with and the other
begins with, how long both are, quotations, pronouns, and what they and the text around them have in common.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.packed import read_weights

VERSION: Final = 1
STEPS: Final = 16  # of a nat
AROUND: Final = 300  # characters to each side that are looked at
FIRST, LAST = (1, 2, 3), (2, 3)  # words of a sentence that count together at its beginning and at its end
INSIDE: Final = (3, 14)  # words behind the first ones, and before the end, that count each for itself
STEM, SHORTEST = 6, 4  # letters by which words are alike, and of the shortest that say what a sentence is about
MOST_SHARED: Final = 4  # words in common of two sentences that are told apart …
MOST_COMMON: Final = 12  # … and of what stands around
LONGEST_START: Final = 12  # words before the first comma that are told apart
SIZES: Final = 9  # half doublings of the words of a sentence that are told apart
NEAR: Final = 30  # characters in which a number stands at the beginning

OPENING: Final = lazy_pattern(r"(?<![^\s(\[—-])\"")  # a straight quotation mark that opens; others close
SENTENCE: Final = lazy_pattern(r"(?<=[.!?])([\"”’')]{0,3})\s+(?=[A-Z“\"‘(\[`])")
TOKEN: Final = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[^\w\s]")
WORD: Final = re.compile(r"[A-Za-z]{4,}")
BACK: Final = lazy_pattern(
    r"\b(?:he|she|it|they|him|her|his|its|their|them|this|these|those|that|such)\b", re.IGNORECASE
)
SPEAKER, READER = re.compile(r"\b(?:I|we|We|my|our)\b"), re.compile(r"\b[Yy]ou")
# Words of every text, which say nothing of what a sentence is about.
COMMON: Final = frozenset(
    word
    for line in (
        "about after again also although another because been before between both consequently could does down during each",
        "either even every finally first from further have here however indeed instead into just last likewise many might more",
        "most moreover must near never nevertheless next only other otherwise over perhaps rather same several shall should",
        "similarly since some still such than that their them then there therefore these they third this those though through",
        "thus under unless until very were what when whenever where which while will with within without would your",
    )
    for word in line.split()
)


def names(before: str, after: str) -> list[str]:
    """What is to be seen on both sides of the place between ``before``, which ends a sentence, and ``after``."""
    before, after = _curled(before[-AROUND:]), _curled(after[:AROUND])
    tails, heads = sentences(before), sentences(after)
    tail, head = tails[-1], heads[0]
    ends, begins = _tokens(tail), _tokens(head)
    last, next_ = (_tokens(s[0])[:1] if s else [] for s in (tails[-2:-1], heads[1:2]))
    about, around = _about(head), _about(before)
    both = around & _about(after)
    comma = head.find(",")
    back = BACK.search(" ".join(head.split()[1:8]))
    sizes = [int(math.log2(max(1, len(words)))) for words in (begins, ends)]
    return [
        *["^" + " ".join(begins[:n]) for n in FIRST],
        *["$" + " ".join(ends[-n:]) for n in LAST],
        *["t" + " ".join(ends[:n]) for n in FIRST[:2]],
        *{"w" + word for word in begins[slice(*INSIDE)] if word.isalpha()},
        *{"v" + word for word in ends[-INSIDE[1] :] if word.isalpha()},
        f"comma {min(LONGEST_START, head[:comma].count(' ') + 1) if comma > 0 else 'none'}",
        f"sizes {sizes[0]} {sizes[1]}",
        *[f"{side} {_size(words)}" for side, words in (("head", begins), ("tail", ends))],
        f"shared {min(MOST_SHARED, len(_about(tail) & about))}",
        f"common {min(MOST_COMMON, len(both))}",
        f"new {4 * len(about & around) // max(1, len(about))}",
        f"back {back[0].lower() if back else 'none'}",
        *[f"{side} {word}" for side, words in (("last", last), ("next", next_)) for word in words],
        f"alike {last[:1] == begins[:1]} {ends[:1] == begins[:1]} {next_[:1] == begins[:1]}",
        f"quotes {'“' in tail} {'“' in head} {tail[-1:] in '”’'}",
        f"mark {tail.rstrip('”’)')[-1:]}",
        f"number {any(map(str.isdigit, head[:NEAR]))}",
        f"code {'`' in tail} {'`' in head}",
        *[f"{who} {found(tail)} {found(head)}" for who, found in (("speaker", _speaker), ("reader", _reader))],
    ]


def _curled(text: str) -> str:
    """``text`` with curled quotation marks, as its straight ones would be in print."""
    return OPENING.sub("“", text).replace('"', "”") if '"' in text else text


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, each with the marks that close it."""
    parts = SENTENCE.split(text)
    return [*map(str.__add__, parts[:-1:2], parts[1::2]), parts[-1]]


def _tokens(text: str) -> list[str]:
    """The words, numbers and marks of ``text``; all numbers are alike."""
    return ["0" if word.isdigit() else word for word in TOKEN.findall(text.lower().replace("’", "'"))]


def _about(text: str) -> set[str]:
    """The stems of the words that say what ``text`` is about."""
    return {word[:STEM] for word in map(str.lower, WORD.findall(text)) if word not in COMMON}


def _size(words: list[str]) -> int:
    return min(SIZES, int(2 * math.log2(max(1, len(words)))))


def _speaker(s: str) -> bool:
    return SPEAKER.search(s) is not None


def _reader(s: str) -> bool:
    return READER.search(s) is not None


@cache
def table() -> dict[str, float]:
    """The shipped weights, read once."""
    data = files("textkit.language").joinpath("data", "partings-en.xz").read_bytes()
    return read_weights(data, VERSION, STEPS)


@lru_cache(maxsize=1 << 12)  # lines are asked about again once those around them are joined
def odds(before: str, after: str) -> float:
    """Nats by which a paragraph ends between ``before``, which ends a sentence, and ``after``, rather than going on: against
    a share of such places that is the text's own.
    """
    held = table().get
    return sum([held(name, 0.0) for name in names(before, after)])
