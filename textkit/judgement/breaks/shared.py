"""What the blocks of a page have in common: the words that two of them share, runs of characters that stand elsewhere.

Both are asked for thousands of pairs of blocks at a time, so both are counted in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOPIC = 600  # characters of a block in which its words are looked for
LEAST = 20  # words that a block counts for at the least
CODE = 21  # bits of a character
GROUP = 24  # blocks whose words are held against those of others at a time
SLOTS = 20  # bits, at the most, of the table that sifts the runs of a text before they are compared …
SPARSE = 4  # … and by how many it is larger than the text
# Odd numbers that spread the characters of a run over the table, of the fractions of the golden ratio and of the roots of 2
# and 3 (multiplicative hashing: Knuth, TAOCP 3, 6.4).
SPREAD = (0x9E3779B9, 0x6A09E667, 0xBB67AE85)

WORD = re.compile("[a-z]{4,}")  # shorter ones stand in any text
WORDS = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")

_MARKS = "，。、；：？！“”‘’（）《》「」『』"


def codes(text: str) -> NDArray[np.int64]:
    """The characters of ``text`` as numbers."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


class Words:
    """The words, as pairs of wide characters, of runs of ``width`` blocks, by the number of the first: rare ones count more.

    ``blocks`` are the numbers of those looked at, one at the least; the others have no words. ``latin``: the words are
    those of Latin letters, short ones left out.
    """

    def __init__(self, blocks: Sequence[int], texts: Sequence[str], width: int = 1, latin: bool = False) -> None:
        import numpy as np

        held, words, sizes, self._weight = _words(tuple(texts), latin)
        self._least = blocks[0] - width + 1
        self._many = blocks[-1] + 1 - self._least
        place = np.array(blocks, np.int64) - blocks[0]
        self._size = np.zeros(self._many)
        runs = []
        for back in range(width):  # the block ``back`` blocks behind the first of the run
            at = place + width - 1 - back
            self._size[at] += sizes
            runs.append(at[held])
        kinds = max(1, len(self._weight))
        both = _distinct(np.concatenate(runs) * kinds + np.tile(words, width)) if width > 1 else runs[0] * kinds + words
        self._words = both % kinds
        self._first = (both // kinds).searchsorted(np.arange(self._many + 1))

    def of_all(self, *asked: tuple[NDArray[np.int64], NDArray[np.int64]]) -> list[NDArray[np.float64]]:
        """``shared`` of several lists of runs, all of one length, in one go."""
        import numpy as np

        one, other = (np.concatenate(side) for side in zip(*asked, strict=True))
        return list(self.shared(one, other).reshape(len(asked), -1))

    def shared(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the words that each of the runs ``one`` shares with that of ``other``, against their size."""
        import numpy as np

        found = np.zeros(len(one))
        a, b = one - self._least, other - self._least
        inside = ((np.minimum(a, b) >= 0) & (np.maximum(a, b) < self._many)).nonzero()[0]
        a, b = a[inside], b[inside]
        size = np.maximum(LEAST, self._size)
        common = np.zeros(len(inside))
        rows = _distinct(a)
        if len(rows) == len(a):  # each run is asked about with one other
            found[inside] = 10 * self._one_by_one(a, b) / np.sqrt(size[a] * size[b])
            return found
        order = a.argsort(kind="stable")
        bounds = a[order].searchsorted([*rows[::GROUP].tolist(), self._many])
        local = np.full(len(self._weight), -1)
        for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            some = order[start:stop]
            common[some] = self._common(a[some], b[some], local)
        found[inside] = 10 * common / np.sqrt(size[a] * size[b])
        return found

    def _common(self, a: NDArray[np.int64], b: NDArray[np.int64], local: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the words in common, by a table of words by runs ``a``, which are in order; ``local`` is scratch,
        all -1.
        """
        import numpy as np

        at = _first(a).cumsum() - 1
        heads = np.bincount(b - b.min()).nonzero()[0] + b.min()
        (row, word), (line, like) = self._listed(_distinct(a)), self._listed(heads)
        used = _distinct(word)
        local[used] = np.arange(len(used))
        table = np.zeros((len(used), int(at[-1]) + 1))
        table[local[word], row] = self._weight[word]
        known = (local[like] >= 0).nonzero()[0]
        line, like = line[known], local[like[known]]
        local[used] = -1
        sums = np.zeros((len(heads), table.shape[1]))
        if len(line):
            first = _first(line).nonzero()[0]
            sums[line[first]] = np.add.reduceat(table[like], first, axis=0)
        found: NDArray[np.float64] = sums[heads.searchsorted(b), at]
        return found

    def _one_by_one(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same where no run of ``a`` stands in two pairs: the words of both sides are held against each other."""
        import numpy as np

        kinds = max(1, len(self._weight))
        one, other = (row * kinds + word for row, word in map(self._listed, (a, b)))
        if not len(one) or not len(other):
            return np.zeros(len(a))
        both = one[other[np.minimum(other.searchsorted(one), len(other) - 1)] == one]
        return np.bincount(both // kinds, self._weight[both % kinds], len(a)).astype(np.float64)

    def _listed(self, runs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All words of ``runs``, each with the place of its run among them."""
        import numpy as np

        first, count = self._first[runs], self._first[runs + 1] - self._first[runs]
        row = np.arange(len(runs)).repeat(count)
        ends = count.cumsum()
        return row, self._words[np.arange(len(row)) + (first - ends + count).repeat(count)]


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """``values`` in order, each once; ``numpy.unique`` hashes first, which is slower for values such as these."""
    import numpy as np

    values = np.sort(values)
    return values[_first(values)]


def _first(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where each of ``values``, which are in order, stands first; ``numpy.diff`` takes longer for few."""
    import numpy as np

    first = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def _among(values: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of ``values`` are ``keys``; ``numpy.isin`` loads masked arrays first, a tenth of a short run."""
    import numpy as np

    if not len(keys):
        return np.zeros(len(values), np.bool_)
    keys = np.sort(keys)
    found: NDArray[np.bool_] = keys[np.minimum(keys.searchsorted(values), len(keys) - 1)] == values
    return found


def _numbered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each of ``keys``, by their order, and how often each stands there; as ``numpy.unique`` gives them."""
    import numpy as np

    bits = len(keys).bit_length()
    if bits + 2 * CODE > 63:
        _, numbers, counts = np.unique(keys, return_inverse=True, return_counts=True)
        return numbers, counts
    # To sort keys with their places behind them takes a fifth of the time that it takes to find their order.
    both = np.sort(keys << bits | np.arange(len(keys)))
    order, keys = both & ((1 << bits) - 1), both >> bits
    new = _first(keys)
    numbers = np.empty(len(keys), np.int64)
    numbers[order] = new.cumsum() - 1
    return numbers, np.diff(new.nonzero()[0], append=len(keys))


@lru_cache(maxsize=2)
def _words(
    texts: tuple[str, ...], latin: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """What ``_counted`` says of ``texts``; the same are asked about several times."""
    return _counted(*(_latin(texts) if latin else _pairs(texts)), len(texts))


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of wide characters in ``texts``, each once a text: the place of the text, and a number of the pair."""
    import numpy as np

    chars = codes("\n".join(text[:TOPIC] for text in texts))
    place = (chars == ord("\n")).cumsum()
    wide = (chars > 0x2E7F) & ~np.isin(chars, [ord(c) for c in _MARKS])
    pairs = (wide[:-1] & wide[1:]).nonzero()[0]
    unique = _distinct(place[pairs] << 2 * CODE | chars[pairs] << CODE | chars[pairs + 1])
    return unique >> 2 * CODE, unique & ((1 << 2 * CODE) - 1)


def _latin(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same of the words of Latin letters."""
    import numpy as np

    number: dict[str, int] = {}
    found = [
        (place, number.setdefault(word, len(number)))
        for place, text in enumerate(texts)
        for word in dict.fromkeys(WORD.findall(text[:TOPIC].lower()))
    ]
    held, keys = np.array(found, np.int64).reshape(-1, 2).T
    return held, keys


def _counted(
    held: NDArray[np.int64], keys: NDArray[np.int64], many: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The words that more than one but not all of ``many`` texts hold, by place of the text; then how many words each
    text has of any kind, and what each kind weighs.
    """
    import numpy as np

    sizes = np.bincount(held, minlength=many)
    words, counts = _numbered(keys)
    telling = (counts > 1) & (counts < many)
    kept = telling[words]
    number = telling.cumsum() - 1
    return held[kept], number[words[kept]], sizes, np.log(many / counts[telling])


def neighbours(texts: Sequence[str]) -> set[tuple[str, ...]]:
    """The words of Latin letters that stand side by side, with nothing but a space between, in one of ``texts``."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        runs = (WORDS.findall(run) for run in re.split(r"[^\w ’]+", text))
        found.update(pair for run in runs for pair in pairwise(run))
    return found


def standing(texts: Sequence[str], parts: Iterable[str]) -> set[str]:
    """Which of ``parts``, runs of two to four characters, stand inside one of ``texts``."""
    by_size: dict[int, list[str]] = {}
    for part in set(parts):
        by_size.setdefault(len(part), []).append(part)
    runs = _runs("\n".join(texts))
    found: set[str] = set()
    for size in (2, 3):
        asked = by_size.get(size, [])
        keys = _keys(asked, 0, size)
        there = set(runs.keys(runs.among(keys, size), size).tolist())
        found.update(part for part, key in zip(asked, keys.tolist(), strict=True) if key in there)
    asked = by_size.get(4, [])
    first = runs.among(_keys(asked, 0, 3), 3)
    first = first[first < len(runs.text) - 3]
    both = first[_among(runs.keys(first + 1, 3), _keys(asked, 1, 4))]
    return found | {runs.text[at : at + 4] for at in both.tolist()}.intersection(asked)


class _Runs:
    """The runs of two and of three characters of a text, and a slot of a table for each, by which they are sifted."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self.text = text
        self._chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._bits = min(SLOTS, len(text).bit_length() + SPARSE)
        self._slots = {size: _slots(self._beside(size), self._bits) for size in (2, 3)}

    def _beside(self, size: int) -> list[NDArray[np.uint32]]:
        """The characters of all runs of ``size``: the first of each, the second of each and so on."""
        many = max(0, len(self._chars) - size + 1)
        return [self._chars[k : many + k] for k in range(size)]

    def keys(self, at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        """The runs that begin at the places ``at``, each in one number."""
        import numpy as np

        keys: NDArray[np.int64] = self._chars[at].astype(np.int64)
        for k in range(1, size):
            keys = keys << CODE | self._chars[at + k]
        return keys

    def among(self, keys: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        """Where a run of ``size`` characters begins that is one of ``keys``."""
        import numpy as np

        table = np.zeros(1 << self._bits, np.bool_)
        parts = [(keys >> CODE * k & ((1 << CODE) - 1)).astype(np.uint32) for k in reversed(range(size))]
        table[_slots(parts, self._bits)] = True
        likely = table[self._slots[size]].nonzero()[0]
        return likely[_among(self.keys(likely, size), keys)]


@lru_cache(maxsize=1)
def _runs(text: str) -> _Runs:
    """The runs of ``text``; the last text is asked about several times."""
    return _Runs(text)


def _slots(chars: Sequence[NDArray[np.uint32]], bits: int) -> NDArray[np.uint32]:
    """The slot of each run in a table of so many ``bits``; ``chars`` are the first characters of all, the second ones …"""
    import numpy as np

    found = chars[0] * np.uint32(SPREAD[0])
    for char, factor in zip(chars[1:], SPREAD[1:], strict=False):
        found += char * np.uint32(factor)
    return found >> np.uint32(32 - bits)


def _keys(parts: Sequence[str], start: int, stop: int) -> NDArray[np.int64]:
    """The characters of each part from ``start`` to before ``stop``, two or three, in one number."""
    chars = codes("".join([part[start:stop] for part in parts])).reshape(-1, stop - start).T
    keys: NDArray[np.int64] = chars[0] << CODE | chars[1]
    return keys if stop - start == 2 else keys << CODE | chars[2]
