"""Whether a Korean text breaks its lines between words, where a space goes back, or inside them too."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from itertools import pairwise

from textkit.language.hangul import SYLLABLE, beside, is_syllable, plain, spaced, table
from textkit.language.lazy_pattern import lazy_pattern

WORD = lazy_pattern(rf"[{SYLLABLE}]+")
MANY = 100  # line ends that are enough to tell a habit
# Nats for lines that are broken anywhere: of a line as wide as the widest, where words would leave them ragged, and of
# another; of a word of the text that a cut would have made of the two sides; and before anything is seen.
EVEN, UNEVEN, KNOWN_WHOLE, PRIOR_ANYWHERE = 0.9, -2.5, 3.0, -1.0
SLACK = 2  # columns: a syllable takes two
# Of a logistic regression on 8,900 places in Korean documentation that the table was not learned from: a nat of the table,
# one of how the text itself sets the two syllables, both sides together a word of the text, the left one a word of it.
TABLE, ELSEWHERE, WHOLE, LEFT = 1.4, 0.7, -1.2, 1.0

# Syllables that end one word in a hundred and more in the Korean documentation of React and Vue (MIT), and hardly a heading:
# particles, endings of verbs that another word follows.
BINDING = frozenset("는를을이로에의가할은한서지고면해와게된도야과만여나더든른두될")


class Hangul:
    """The habits of one text: where its syllables are set apart, and how even its lines are."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def anywhere(self) -> bool:
        """Whether lines are broken inside words too."""
        return self._cut_anywhere(self._text.split("\n"))

    @cached_property
    def _beside(self) -> Counter[str]:
        """How often two characters stand together and apart."""
        return beside(self._text)

    @cached_property
    def _words(self) -> Counter[str]:
        """The words of the text; what stands at the ends of a line may be half a word."""
        return Counter(word for line in self._text.split("\n") for word in WORD.findall(line)[1:-1])

    def _cut_anywhere(self, lines: list[str]) -> bool:
        """Whether lines are broken inside words too: they are then equally wide, and words end where they like.

        The odds of that against breaks between words alone, from the lines that go on in Korean.
        """
        rows = [line.strip() for line in lines]
        broken = [(a, b) for a, b in pairwise(rows) if a and b and WORD.match(a[-1]) and WORD.match(b[0])][:MANY]
        if not broken:
            return False
        sizes = sorted(_width(tail) for tail, _ in broken)
        widest = sizes[len(sizes) * 9 // 10]  # few lines stick out, by a mark at their end
        share = 1 / (1 + math.exp(-table().usual))
        odds = PRIOR_ANYWHERE
        for tail, head in broken:
            odds += EVEN if abs(widest - _width(tail)) <= SLACK else UNEVEN
            known = self._words[_last(tail) + _first(head)] > 0
            between = -KNOWN_WHOLE if known else self._between(tail, head)
            odds += math.log(share + (1 - share) * math.exp(-between))
        return odds > 0

    def _between(self, tail: str, head: str) -> float:
        """The nats for a space between two lines that the characters beside the break give."""
        left, right = plain(tail[-1]), plain(head[0])
        none, some = self._beside[left + right], self._beside[f"{left} {right}"]
        return TABLE * spaced(tail, head) + ELSEWHERE * math.log((some + 0.5) / (none + 0.5))

    def apart(self, tail: str, head: str) -> bool:
        """Whether a space belongs between a line and the next one, where one ends or the other begins with a syllable."""
        if not self.anywhere:
            return True
        odds = table().usual + self._between(tail, head)
        if is_syllable(tail[-1]) and is_syllable(head[0]):
            left = _last(tail)
            odds += WHOLE * (self._words[left + _first(head)] > 0) + LEFT * (self._words[left] > 0)
        return odds > 0


def _last(tail: str) -> str:
    """The word, or the piece of one, that a line ends with."""
    words: list[str] = WORD.findall(tail[-20:])
    return words[-1]


def _first(head: str) -> str:
    """The word, or the piece of one, that a line begins with."""
    words: list[str] = WORD.findall(head[:20])
    return words[0]


def _width(line: str) -> int:
    """The columns of a line."""
    return len(line) + sum(map(len, WORD.findall(line)))


def last_syllable(s: str) -> str:
    """What the last syllable of a Korean line says: ``binding`` where something must follow, else ``other``; nothing where
    the line ends otherwise.
    """
    if not "\uac00" <= s[-1] <= "\ud7a3":
        return ""
    return "binding" if s[-1] in BINDING else "other"
