"""Keys of many texts at once, as arrays: ``fold`` by table, some ten times as fast as text by text.

Characters are held in 16 bits. The few keys with characters beyond those get numbers for them among the low
surrogates, which no key holds (half a surrogate pair folds to nothing), so that a key's length stays its length. When
those run out, 32 bits are taken for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.language.fold import fold, fold_character

Ints = NDArray[np.int64]
Points = NDArray[Any]  # uint16 or uint32

# Values of the table that are no characters: high surrogates fold to nothing, so no key holds them.
UNKNOWN, DROPPED, SEVERAL = 0xD800, 0xD801, 0xD802
ALIASES = range(0xDC00, 0xE000)
ASIDE = "\ud800"  # stands for a text that is folded by itself


class Folding:
    """The table of ``textkit.language.fold`` as an array, filled as characters are met, and the aliases given out."""

    def __init__(self) -> None:
        self._table = np.full(1 << 16, UNKNOWN, np.uint16)
        self._table[0xD800:0xE000] = SEVERAL  # halves of pairs: text by text
        self.aliases: dict[int, str] = {}  # by code point
        self.wide = False

    @property
    def type(self) -> type[np.uint16] | type[np.uint32]:
        return np.uint32 if self.wide else np.uint16

    def keys(self, texts: Sequence[str]) -> tuple[Points, Ints]:
        """The keys of ``texts``, none of them empty, one after the other, and the length of each.

        Some 100,000 characters at a time are best: they stay in the processor's cache.
        """
        if self.wide:
            return self._slowly(texts)
        joined = "".join(texts)
        narrow, raw = texts, joined.encode("utf-16-le", "surrogatepass")
        if len(raw) != 2 * len(joined):
            narrow = [t if len(t.encode("utf-16-le", "surrogatepass")) == 2 * len(t) else ASIDE for t in texts]
            raw = "".join(narrow).encode("utf-16-le", "surrogatepass")
        lengths = np.fromiter(map(len, narrow), np.int64, len(texts))
        starts = np.cumsum(lengths) - lengths
        points = np.frombuffer(raw, np.uint16)
        folded = self._table[points]
        unknown = folded == UNKNOWN
        if unknown.any():
            self._learn(points[unknown])
            folded = self._table[points]
        kept = folded != DROPPED
        sizes: Ints = np.add.reduceat(kept, starts, dtype=np.int64)
        several = folded == SEVERAL
        if not several.any():
            return folded[kept], sizes
        parts, done = [], 0
        for k in np.flatnonzero(np.logical_or.reduceat(several, starts)).tolist():
            a = int(starts[k])
            own, size = self._slowly([texts[k]])
            parts += [folded[done:a][kept[done:a]], own]
            done, sizes[k] = a + len(narrow[k]), size[0]
        parts.append(folded[done:][kept[done:]])
        if self.wide:  # aliases ran out on the way
            return self._slowly(texts)
        return np.concatenate(parts), sizes

    def _learn(self, points: Points) -> None:
        for code in np.flatnonzero(np.bincount(points)).tolist():
            into = fold_character(chr(code))
            one = ord(into) if len(into) == 1 else SEVERAL if into else DROPPED
            self._table[code] = one if one < 1 << 16 else SEVERAL

    def _slowly(self, texts: Sequence[str]) -> tuple[Points, Ints]:
        keys = [fold(t) for t in texts]
        sizes = np.fromiter(map(len, keys), np.int64, len(keys))
        joined = "".join(keys)
        if not self.wide:
            for c in sorted(set(joined)):
                if c > "\uffff" and ord(c) not in self.aliases:
                    self.wide = self.wide or len(self.aliases) == len(ALIASES)
                    if not self.wide:
                        self.aliases[ord(c)] = chr(ALIASES[len(self.aliases)])
        if self.wide:
            return np.frombuffer(joined.encode("utf-32-le"), np.uint32), sizes
        return np.frombuffer(joined.translate(self.aliases).encode("utf-16-le", "surrogatepass"), np.uint16), sizes

    def widened(self, points: Points) -> Points:
        """Points of 16 bits, given out before ``wide``, as the code points they stand for."""
        table = np.arange(1 << 16, dtype=np.uint32)
        for code, alias in self.aliases.items():
            table[ord(alias)] = code
        out: Points = table[points]
        return out


BATCH = 1 << 17  # characters folded at a time


class Keys:
    """The keys of texts that come one by one; they are folded some at a time."""

    def __init__(self) -> None:
        self._folding = Folding()
        self._points: list[Points] = []
        self._sizes: list[Ints] = []
        self._waiting: list[str] = []
        self._held = 0

    def add(self, text: str) -> bool:
        """Take in a text, which is not empty; whether as many wait as are best folded together."""
        self._waiting.append(text)
        self._held += len(text)
        return self._held > BATCH

    def fold(self) -> list[str]:
        """Fold what waits: these texts."""
        texts, self._waiting, self._held = self._waiting, [], 0
        if texts:
            points, sizes = self._folding.keys(texts)
            if self._points and points.dtype != self._points[0].dtype:
                self._points = [self._folding.widened(p) for p in self._points]
            self._points.append(points)
            self._sizes.append(sizes)
        return texts

    def whole(self) -> tuple[Points, Ints, tuple[tuple[int, int], ...]]:
        """The characters of all keys folded, the length of each, and the aliases; nothing of it is kept here."""
        points = np.concatenate(self._points) if self._points else np.zeros(0, self._folding.type)
        lengths = np.concatenate(self._sizes) if self._sizes else np.zeros(0, np.int64)
        self._points, self._sizes = [], []
        return points, lengths, tuple((code, ord(alias)) for code, alias in self._folding.aliases.items())
