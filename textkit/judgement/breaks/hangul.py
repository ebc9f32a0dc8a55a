"""Whether a Korean text breaks its lines between words, where a space goes back, or inside them too."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

SYLLABLE = "\uac00-\ud7a3"
PAIR = re.compile(rf"(?<=[{SYLLABLE}])( ?)(?=[{SYLLABLE}])")
WORD = re.compile(rf"[{SYLLABLE}]+")
FEW = 6  # line ends that make a habit
EVEN = 0.7  # share of lines as wide as the widest, where lines are broken anywhere: words would leave them ragged
PRIOR = 4.0  # counts that the habit of all syllables is worth beside that of one


class Hangul:
    """The habits of one text: where its syllables are set apart, and how even its lines are."""

    def __init__(self, text: str) -> None:
        self._before: dict[str, list[int]] = {}
        self._after: dict[str, list[int]] = {}
        self._all = [1, 1]
        self._words: Counter[str] = Counter(WORD.findall(text))
        for match in PAIR.finditer(text):
            start, end = match.span()
            spaced = end > start
            self._all[spaced] += 1
            self._before.setdefault(text[start - 1], [0, 0])[spaced] += 1
            self._after.setdefault(text[end], [0, 0])[spaced] += 1
        self._anywhere = self._even(text.split("\n"))

    @staticmethod
    def _even(lines: list[str]) -> bool:
        """Whether the lines that go on are equally wide, as only lines broken inside words are."""
        rows = [line.strip() for line in lines]
        sizes = [len(a) for a, b in pairwise(rows) if a and b and WORD.match(a[-1]) and WORD.match(b[0])]
        if len(sizes) < FEW:
            return False
        widest = sorted(sizes)[len(sizes) * 9 // 10]
        return sum(abs(size - widest) <= 1 for size in sizes) >= EVEN * len(sizes)

    def apart(self, tail: str, head: str) -> bool:
        """Whether a space belongs between a line that ends and one that begins with a syllable."""
        if not self._anywhere:
            return True
        left, right = WORD.findall(tail[-20:])[-1], WORD.match(head)
        whole = left + (right.group() if right else "")
        if self._words[whole]:  # the text has the word that a cut would have made
            return False
        return self._odds(self._before, tail[-1]) + self._odds(self._after, head[0]) - self._odds({}, "") > 0

    def _odds(self, table: dict[str, list[int]], syllable: str) -> float:
        """The log-odds of a space beside one syllable, drawn towards that of all."""
        none, some = table.get(syllable, (0, 0))
        share = self._all[1] / sum(self._all)
        return math.log((some + PRIOR * share) / (none + PRIOR * (1 - share)))
