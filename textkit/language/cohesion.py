"""Two sentences of Japanese side by side: how long they are, and the words they have in common.

Sentences of one paragraph speak of one thing, and say its name again (Hearst 1997). Words are taken from what is not
Hiragana: pairs of Han, runs of Katakana, words of Latin letters. The signs are names; what each weighs for a paragraph to
end between the two is learned with ``tools/train_openings.py``, beside what sentences open and close with.
"""

from __future__ import annotations

import math
import re
from typing import Final

BEFORE: Final = 240  # characters of the text before a break that are looked at …
AFTER: Final = 200  # … and behind it
NEAR: Final = 80  # characters to each side that are held against each other whatever sentences they are of
LONGEST: Final = 14  # half doublings of the length of a sentence
MANY: Final = 4  # words in common

_WORD: Final = re.compile("[一-\u9fff々]{2,}|[ァ-ヺー]{2,}|[A-Za-z][A-Za-z0-9_]+")


def words(text: str) -> set[str]:
    """The words of ``text`` that may be said again."""
    found: set[str] = set()
    for run in _WORD.findall(text):
        if run[0] < "一" or run[0] > "\u9fff":
            found.add(run)
        else:
            found.update(run[k : k + 2] for k in range(len(run) - 1))
    return found


def signs(before: str, after: str, tail: str, head: str) -> list[str]:
    """The signs at a break between the sentences ``tail``, which ``before`` ends with, and ``head``, which ``after`` begins
    with.
    """
    said, last, earlier = words(head), words(tail), words(before[: len(before) - len(tail)])
    again = len(said & last)
    return [
        f"tail {_length(tail)}",
        f"head {_length(head)}",
        f"words {min(MANY + 2, len(said))}",
        f"last {min(MANY, again)}",
        f"last {min(MANY - 1, again)} of {min(MANY, len(said))}",
        f"earlier {min(MANY, len(said & earlier))}",
        f"around {min(MANY + 2, len(words(before[-NEAR:]) & words(after[:NEAR])))}",
    ]


def _length(sentence: str) -> int:
    """The length of a sentence in half doublings."""
    return min(LONGEST, int(2 * math.log2(len(sentence) + 1)))
