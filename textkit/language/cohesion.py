"""Two sentences of Japanese side by side: how long they are, the words they have in common, what they speak of.

Sentences of one paragraph speak of one thing, and say its name again (Hearst 1997). Words are taken from what is not
Hiragana: pairs of Han, runs of Katakana, words of Latin letters. What a sentence speaks of stands before its first は, が or
も; no paragraph ends inside a quotation. The signs are names; what each weighs for a paragraph to end between the two is
learned with ``tools/train_openings.py``, beside what sentences open and close with.
"""

from __future__ import annotations

import math
from operator import add
from typing import Final

from textkit.language.lazy_pattern import lazy_pattern

BEFORE: Final = 240  # characters of the text before a break that are looked at …
AFTER: Final = 200  # … and behind it
NEAR: Final = 80  # characters to each side that are held against each other whatever sentences they are of
LONGEST: Final = 14  # half doublings of the length of a sentence
MANY: Final = 4  # words in common
TOPIC: Final = 24  # characters in which a sentence says what it speaks of
DEEP: Final = 2  # quotations and brackets that are open

_TOPIC: Final = lazy_pattern(rf"[^。、]{{1,{TOPIC}}}?[はがも]")
_BRACKET: Final = lazy_pattern("[「『（(」』）)]")
_WORD: Final = lazy_pattern("[一-\u9fff々]{2,}|[ァ-ヺー]{2,}|[A-Za-z][A-Za-z0-9_]+")


def words(text: str) -> set[str]:
    """The words of ``text`` that may be said again."""
    found: set[str] = set()
    for run in _WORD.findall(text):
        if run[0] < "一" or run[0] > "\u9fff":
            found.add(run)
        else:
            found.update(map(add, run, run[1:]))
    return found


def signs(before: str, after: str, tail: str, head: str) -> list[str]:
    """The signs at a break between the sentences ``tail``, which ``before`` ends with, and ``head``, which ``after`` begins
    with.
    """
    said, last, earlier = words(head), words(tail), words(before[: len(before) - len(tail)])
    again = len(said & last)
    topic = _topic(head, last, earlier)
    return [
        f"tail {_length(tail)}",
        f"head {_length(head)}",
        f"words {min(MANY + 2, len(said))}",
        f"last {min(MANY, again)}",
        f"last {min(MANY - 1, again)} of {min(MANY, len(said))}",
        f"earlier {min(MANY, len(said & earlier))}",
        f"around {min(MANY + 2, len(words(before[-NEAR:]) & words(after[:NEAR])))}",
        f"later {min(MANY, len(words(after[len(head) :]) & last))}",
        f"topic {topic}",
        f"open {_open(before)}",
    ]


def _topic(head: str, last: set[str], earlier: set[str]) -> str:
    """What a sentence says first that it speaks of: whether the one before it said so, one before that, or none."""
    match = _TOPIC.match(head)
    if not match:
        return "none"
    named = words(match.group())
    where = "unnamed" if not named else "last" if named & last else "earlier" if named & earlier else "new"
    return f"{where} {match.group()[-1]}"


def _open(before: str) -> int:
    """How many quotations and brackets are open at the end of a text."""
    depth = 0
    for mark in _BRACKET.findall(before):
        depth = depth + 1 if mark in "「『（(" else max(0, depth - 1)
    return min(DEEP, depth)


def _length(sentence: str) -> int:
    """The length of a sentence in half doublings."""
    return min(LONGEST, int(2 * math.log2(len(sentence) + 1)))
