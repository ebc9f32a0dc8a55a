"""A paragraph as written, with its key, its figures and words, and the way from the key back to the text.

Every pair that is judged makes two of these, so each part is worked out when it is first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from textkit.language.figures import NUMERALS, Figure, figures
from textkit.language.fold import fold, widths
from textkit.language.lazy_pattern import lazy_pattern

LATIN = lazy_pattern(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
PERCENT = {"%": "%", "％": "%", "‰": "‰"}
DIGITS = re.compile("[0-9]+")
_HAN = lazy_pattern("[\u3400-\u9fff]+")
# Characters that may be none or several in the key; all others are one. Tested against the map of folding.
ODD = lazy_pattern("[^0-9A-Za-z\u3400-\u9fff\uac00-\ud7a3]")
# All of a text that its figures can differ in where the keys are the same: how numerals are parted, and their marks.
_MARKS = lazy_pattern(rf"[\d%％‰\-−{NUMERALS}](?:[.．,，]?[\d{NUMERALS}])*")
_HEADING = re.compile(r"\s*#{1,6}\s")
# Latin and Korean words between spaces; lines of code have fewer than a sentence.
_WORD = lazy_pattern(r"(?<!\S)[A-Za-z'’\uac00-\ud7a3-]+(?=[\s,.;:]|$)")
WORDS = 8
LONG = 40
_SENTENCE = lazy_pattern(r"[。！？；!?;\n]|\.\s")
_SENTENCE_OR_COLON = lazy_pattern(r"[。！？；!?;\n：:]|\.\s")


class Written:
    """A paragraph as written, with its key and the way from a place in the key back to the text."""

    # parts not worked out yet; defaults of the class, because making one must cost nothing
    _compact: str | None = None
    _marks: list[str] | None = None
    _figures: list[Figure] | None = None
    _facts: tuple[str, ...] | None = None
    _words: list[tuple[int, int]] | None = None
    _odd: tuple[list[int], list[int]] | None = None
    _bare: str | None = None
    _cut_tail: bool | None = None
    _cut_head: bool | None = None

    def __init__(self, text: str, key: str) -> None:
        self.text = text
        self.key = key

    @property
    def compact(self) -> str:
        """The text; if Chinese, without the spaces and breaks that a page puts in. Elsewhere they part words, figures."""
        if self._compact is None:
            parts = self.text.split()
            if len(parts) > 1 and 2 * sum(map(len, _HAN.findall(self.key))) < len(self.key):
                self._compact = self.text
            else:
                self._compact = "".join(parts)
        return self._compact

    @property
    def odd(self) -> tuple[list[int], list[int]]:
        """Where the characters of ``compact`` stand that are not one in the key, and where in the key each ends."""
        if self._odd is None:
            compact = self.compact
            *ends, size = accumulate(map(len, ODD.split(compact)))
            places = [end + n for n, end in enumerate(ends)]
            if size != len(self.key):  # not all of them are none in the key
                sizes = accumulate(w - 1 for w in widths("".join([compact[p] for p in places])))
                ends = [place + 1 + more for place, more in zip(places, sizes, strict=True)]
            self._odd = places, ends
        return self._odd

    def place(self, n: int) -> int:
        """The place in ``compact`` of the ``n``-th character of the key."""
        places, ends = self.odd
        passed = bisect_right(ends, n)
        place = n + places[passed - 1] + 1 - ends[passed - 1] if passed else n
        return min(place, places[passed]) if passed < len(places) else place

    def _number(self, place: int) -> int:
        """How many characters of the key the first ``place`` of ``compact`` make."""
        places, ends = self.odd
        passed = bisect_left(places, place)
        return place - places[passed - 1] - 1 + ends[passed - 1] if passed else place

    def written(self, start: int, end: int) -> str:
        """What ``[start, end)`` of the key looks like in the text."""
        return self.compact[self.place(start) : self.place(end - 1) + 1] if start < end else ""

    def slices(self, ranges: list[tuple[int, int]]) -> list[str]:
        """``written`` for ranges in order."""
        places, ends = self.odd
        compact, count, passed = self.compact, len(ends), 0
        found = []
        for start, end in ranges:
            if start == end:
                found.append("")
                continue
            passed = bisect_right(ends, start, passed)
            first = start + places[passed - 1] + 1 - ends[passed - 1] if passed else start
            if passed < count and first > places[passed]:
                first = places[passed]
            found.append(compact[first] if end - start == 1 else compact[first : self.place(end - 1) + 1])
        return found

    def between(self, n: int) -> str:
        """What stands in the text before the ``n``-th character of the key and behind the one before it."""
        return self.compact[self.place(n - 1) + 1 : self.place(n)]

    @property
    def figures(self) -> list[Figure]:
        """The figures with places in the key."""
        if self._figures is None:
            n = self._number
            self._figures = [Figure(n(f.start), n(f.end), f.value, f.unit) for f in figures(self.compact)]
        return self._figures

    @property
    def marks(self) -> list[str]:
        """Numerals with the marks in and beside them: texts of one key whose marks are the same have the same facts."""
        if self._marks is None:
            self._marks = _MARKS.findall(self.compact)
        return self._marks

    @property
    def bare(self) -> str:
        """The key without its digits."""
        if self._bare is None:
            self._bare = DIGITS.sub("", self.key)
        return self._bare

    @property
    def facts(self) -> tuple[str, ...]:
        """What equal keys may still differ in: where numbers are parted, their points, signs and percents."""
        if self._facts is None:
            self._facts = tuple(
                f.value + PERCENT.get(f.unit, "")
                for f in figures(self.compact)
                if len(f.value) > 1 or f.value.isdigit()
            )
        return self._facts

    def same_facts(self, other: Written) -> bool:
        """Whether two texts of one key have the same facts."""
        return self.text == other.text or self.marks == other.marks or self.facts == other.facts

    @property
    def words(self) -> list[tuple[int, int]]:
        """Latin words as ranges of the key."""
        if self._words is None:
            n = self._number
            self._words = [(n(m.start()), n(m.end())) for m in LATIN.finditer(self.compact)]
        return self._words

    @property
    def cut_tail(self) -> bool:
        """Whether it ends in a sentence."""
        if self._cut_tail is None:
            from textkit.judgement.cut import cut_tail

            self._cut_tail = cut_tail(self.text) is not None
        return self._cut_tail

    @property
    def cut_head(self) -> bool:
        """Whether it begins in a sentence."""
        if self._cut_head is None:
            from textkit.judgement.cut import cut_head

            self._cut_head = cut_head(self.text) is not None
        return self._cut_head

    def begins(self) -> None:
        """Take note that it begins something: its head is not cut."""
        self._cut_head = False

    @property
    def whole(self) -> bool:
        """Whether it is cut nowhere."""
        return not (self.cut_tail or self.cut_head)

    @property
    def prose(self) -> bool:
        """Whether it is built of sentences, as headings, captions, bylines and code are not."""
        from textkit.judgement.kinds import kind

        text = self.text
        if len(text) > LONG and "。" in text and "|" not in text and _HAN.match(self.key):
            return True  # hardly another kind is that long and has a stop inside; to be sure costs ten times as much
        if kind(self.text) not in ("prose", "list-item"):
            return False
        return bool(_HAN.search(self.key)) or len(_WORD.findall(self.text)) >= WORDS

    @property
    def heading(self) -> bool:
        """Whether it is marked as a heading."""
        return _HEADING.match(self.text) is not None

    def sentences(self, colons: bool = False) -> list[Written]:
        """Its sentences, without those that have no key; ``colons`` part them too."""
        parts = (_SENTENCE_OR_COLON if colons else _SENTENCE).split(self.text)
        return [Written(part, key) for part, key in zip(parts, map(fold, parts), strict=True) if key]


def read(texts: Sequence[str], keys: Sequence[str]) -> list[Written]:
    """Paragraphs with their keys. Of many at once it is soon told which certainly begin something."""
    from textkit.judgement.cut import doubtful
    from textkit.judgement.cut_context import CutContext

    found = list(map(Written, texts, keys))
    doubted = frozenset(doubtful(CutContext(list(texts))))
    for number, one in enumerate(found):
        if number not in doubted:
            one.begins()
    return found
