"""A paragraph as written, with its key, its figures and words, and the way from the key back to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from textkit.language.figures import Figure, figures
from textkit.language.fold import fold, widths

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
PERCENT = frozenset("%％‰")
_DIGITS = frozenset("0123456789")
DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True)
class Written:
    """A paragraph as written, with its key and the way from a place in the key back to the text."""

    text: str
    key: str

    @cached_property
    def compact(self) -> str:
        """The text; if Chinese, without the spaces and breaks that a page puts in. Elsewhere they part words, figures."""
        han = sum("\u3400" <= c <= "\u9fff" for c in self.key)
        return "".join(self.text.split()) if 2 * han >= len(self.key) else self.text

    @cached_property
    def _ends(self) -> list[int]:
        """For each character of ``compact`` where its key ends."""
        return list(accumulate(widths(self.compact)))

    @cached_property
    def places(self) -> list[int]:
        """For each character of the key its place in ``compact``."""
        places: list[int] = []
        for place, end in enumerate(self._ends):
            places.extend([place] * (end - len(places)))
        return places

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures with places in the key."""
        return [
            Figure(self._ends[f.start - 1] if f.start else 0, self._ends[f.end - 1], f.value, f.unit)
            for f in figures(self.compact)
        ]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What equal keys may still differ in: where numbers are parted, their points, signs and percents."""
        return tuple(
            f.value + ("%" if f.unit in PERCENT else "")
            for f in figures(self.compact)
            if len(f.value) > 1 or f.value.isdigit()
        )

    @cached_property
    def digits(self) -> tuple[str, str]:
        """The key without its ASCII digits, and the digits."""
        rest = DIGITS.sub("", self.key)
        return rest, "" if len(rest) == len(self.key) else "".join(c for c in self.key if c in _DIGITS)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Latin words as ranges of the key."""
        if not any("a" <= c <= "z" for c in self.key):
            return []
        ends = self._ends
        return [(ends[m.start() - 1] if m.start() else 0, ends[m.end() - 1]) for m in LATIN.finditer(self.compact)]

    def written(self, start: int, end: int) -> str:
        """What ``[start, end)`` of the key looks like in the text."""
        if start >= end:
            return ""
        return self.compact[self.places[start] : self.places[end - 1] + 1]

    def sentences(self) -> list[str]:
        """The keys of its sentences, empty ones left out."""
        return [k for k in map(fold, re.split(r"[。！？；!?;\n]|\.\s", self.text)) if k]
