"""What stands between two joined lines: nothing, a space, or a hyphen less."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from textkit.judgement.breaks.ends import NO_START, OPENERS

CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
DROPPED_HYPHENS = "\u00ad\ufffe\x02"  # soft hyphen, and what PDF readers leave of one
HYPHENS = "-\u2010" + DROPPED_HYPHENS
SEAM = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff])( ?)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])( ?)(?=[\u3040-\u30ff\u3400-\u9fff])"
)
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:[-\u2010][A-Za-z\u00c0-\u024f]+)*")
ENOUGH = 2  # hyphens at line ends that show the text was hyphenated


@dataclass(frozen=True, slots=True)
class Glue:
    """What replaces the break: ``between`` after the tail loses its last ``drop`` characters (a dissolved hyphen)."""

    between: str = ""
    drop: int = 0
    sure: bool = True


class Gluer:
    """The habits of one text: spaces beside Latin and digits, words with and without hyphens. Learned when asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spaces: Counter[tuple[str, bool]] | None = None
        self._words: Counter[str] | None = None

    def _spaced(self, tail: str, head: str) -> bool:
        """Whether this text sets a space at such a seam of Han and Latin inside its lines."""
        if self._spaces is None:
            self._spaces = Counter()
            for match in SEAM.finditer(self._text):
                at = match.start() - 1
                before, after = self._text[at], self._text[match.end()]
                self._spaces[self._kind(before, after), bool(match.group())] += 1
        counts = self._spaces
        kind = self._kind(tail, head)
        yes, no = counts[kind, True], counts[kind, False]
        if yes + no < 2:
            similar = kind.replace("h", "").replace("k", "")
            yes = sum(n for (k, spaced), n in counts.items() if spaced and similar in k)
            no = sum(n for (k, spaced), n in counts.items() if not spaced and similar in k)
        return yes > no

    @staticmethod
    def _kind(before: str, after: str) -> str:
        return "".join("d" if c.isdigit() else "l" if c < "\u2e80" else "h" for c in (before, after))

    def _hyphen(self, tail: str, head: str) -> Glue:
        """A hyphen at the end of a line: printed there, or part of the word?"""
        if self._words is None:
            self._words = Counter(word.lower() for word in WORD.findall(self._text))
            self._hyphenated = len(re.findall(r"[a-z][-\u2010][ \t]*(?:\r\n|\n|\r)", self._text))
        left = re.search(r"[A-Za-z\u00c0-\u024f]+(?=.$)", tail)
        right = re.match(r"[A-Za-z\u00c0-\u024f]+", head)
        if left is None or right is None:
            return Glue("")
        a, b = left.group().lower(), right.group().lower()
        words = self._words
        if words[a + b]:
            return Glue("", 1)
        if words[f"{a}-{b}"] > 0 or not head[0].islower() or len(a) < 2 or len(b) < 2:
            return Glue("")
        if words[a] > 0 and words[b] > 0:  # both are words of this text: a compound
            return Glue("", 0, sure=self._hyphenated < ENOUGH)
        return Glue("", 1, sure=self._hyphenated >= ENOUGH)

    def glue(self, tail: str, head: str) -> Glue:
        """The glue between ``tail`` and ``head``, the original lines without outer white space."""
        a, b = tail[-1], head[0]
        if a in DROPPED_HYPHENS:
            return Glue("", 1)
        if a in HYPHENS and len(tail) > 1 and tail[-2].isalpha() and tail[-2] < "\u2e80" and b < "\u2e80":
            return self._hyphen(tail, head)
        wide_a, wide_b = _wide(a), _wide(b)
        if wide_a and wide_b:
            return Glue("")
        if wide_a or wide_b:
            if a.isalnum() and b.isalnum():
                return Glue(" " if self._spaced(a, b) else "")
            return Glue("")
        if _hangul(a) or _hangul(b):
            return Glue("" if b in NO_START or a in OPENERS else " ")
        if b in ",.;:!?)]}%”’" or a in "([{“‘":
            return Glue("")
        if a == "/" or b == "/" or a in "—–" or b in "—–":
            return Glue("")
        if a.isdigit() and b.isdigit():
            return Glue("" if re.search(f"[{CJK}]", tail[-40:] + head[:40]) else " ")
        if (a.isdigit() or a in ".,") and b.isdigit() and re.search(f"[{CJK}]", tail[-40:] + head[:40]):
            return Glue("")
        return Glue(" ")


def _wide(char: str) -> bool:
    return char > "\u2e7f" and not _hangul(char)


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"
