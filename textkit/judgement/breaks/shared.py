"""What the blocks of a page have in common: the words that two of them share, runs of characters that stand elsewhere.

Both are asked for thousands of pairs of blocks at a time, so both are counted in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOPIC = 600  # characters of a block in which its words are looked for
LEAST = 20  # words that a block counts for at the least
CODE = 21  # bits of a character
GROUP = 24  # blocks whose words are held against those of others at a time
SLOTS = 20  # bits of the table that sifts the runs of a text before they are compared
SPREAD = 0x9E3779B97F4A7C15  # odd, of the golden ratio: spreads keys over the table (Knuth, TAOCP 3, 6.4)

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

        held, words, sizes, self._weight = _counted(*(_latin(texts) if latin else _pairs(texts)), len(texts))
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
        self._first = np.searchsorted(both // kinds, np.arange(self._many + 1))

    def shared(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the words that each of the runs ``one`` shares with that of ``other``, against their size."""
        import numpy as np

        found = np.zeros(len(one))
        a, b = one - self._least, other - self._least
        inside = np.flatnonzero((np.minimum(a, b) >= 0) & (np.maximum(a, b) < self._many))
        a, b = a[inside], b[inside]
        size = np.maximum(LEAST, self._size)
        common = np.zeros(len(inside))
        rows = _distinct(a)
        order = np.argsort(a, kind="stable")
        bounds = np.searchsorted(a[order], [*rows[::GROUP].tolist(), self._many])
        local = np.full(len(self._weight), -1)
        for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            some = order[start:stop]
            common[some] = self._common(a[some], b[some], local)
        found[inside] = 10 * common / np.sqrt(size[a] * size[b])
        return found

    def _common(self, a: NDArray[np.int64], b: NDArray[np.int64], local: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the words in common, by a product of tables of runs by words. ``local`` is scratch, all -1."""
        import numpy as np

        (tails, at), (heads, to) = np.unique(a, return_inverse=True), np.unique(b, return_inverse=True)
        (row, word), (line, like) = self._listed(tails), self._listed(heads)
        used = _distinct(word)
        local[used] = np.arange(len(used))
        left = np.zeros((len(tails), len(used)))
        left[row, local[word]] = self._weight[word]
        right = np.zeros((len(used), len(heads)))
        known = local[like] >= 0
        right[local[like[known]], line[known]] = 1.0
        local[used] = -1
        product: NDArray[np.float64] = (left @ right)[at, to]
        return product

    def _listed(self, runs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All words of ``runs``, each with the place of its run among them."""
        import numpy as np

        first, count = self._first[runs], self._first[runs + 1] - self._first[runs]
        row = np.repeat(np.arange(len(runs)), count)
        ends = np.cumsum(count)
        return row, self._words[np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - ends + count, count)]


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """``values`` in order, each once; ``numpy.unique`` hashes first, which is slower for values such as these."""
    import numpy as np

    values = np.sort(values)
    return values[np.flatnonzero(np.diff(values, prepend=-1))]


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of wide characters in ``texts``, each once a text: the place of the text, and a number of the pair."""
    import numpy as np

    chars = codes("\n".join(text[:TOPIC] for text in texts))
    place = np.cumsum(chars == ord("\n"))
    wide = (chars > 0x2E7F) & ~np.isin(chars, [ord(c) for c in _MARKS])
    pairs = np.flatnonzero(wide[:-1] & wide[1:])
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
    _, words, counts = np.unique(keys, return_inverse=True, return_counts=True)
    telling = (counts > 1) & (counts < many)
    kept = telling[words]
    number = np.cumsum(telling) - 1
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
    import numpy as np

    by_size: dict[int, list[str]] = {}
    for part in set(parts):
        by_size.setdefault(len(part), []).append(part)
    joined = "\n".join(texts)
    chars = codes(joined)
    twos = chars[:-1] << CODE | chars[1:]
    threes = twos[:-1] << CODE | chars[2:]
    found: set[str] = set()
    for size, runs in ((2, twos), (3, threes)):
        asked = by_size.get(size, [])
        keys = _keys(asked, 0, size)
        there = set(runs[_among(runs, keys)].tolist())
        found.update(part for part, key in zip(asked, keys.tolist(), strict=True) if key in there)
    asked = by_size.get(4, [])
    first = _among(threes[:-1], _keys(asked, 0, 3))
    both = first[np.isin(threes[first + 1], _keys(asked, 1, 4))]
    return found | {joined[at : at + 4] for at in both.tolist()}.intersection(asked)


def _keys(parts: Sequence[str], start: int, stop: int) -> NDArray[np.int64]:
    """The characters of each part from ``start`` to before ``stop``, two or three, in one number."""
    chars = codes("".join(part[start:stop] for part in parts)).reshape(-1, stop - start).T
    keys: NDArray[np.int64] = chars[0] << CODE | chars[1]
    return keys if stop - start == 2 else keys << CODE | chars[2]


def _among(runs: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where ``runs`` are any of ``keys``; a table of bits throws out most of them first."""
    import numpy as np

    spread, shift = np.uint64(SPREAD), np.uint64(64 - SLOTS)
    slots = np.zeros(1 << SLOTS, np.bool_)
    slots[keys.astype(np.uint64) * spread >> shift] = True
    likely = np.flatnonzero(slots[runs.astype(np.uint64) * spread >> shift])
    found: NDArray[np.int64] = likely[np.isin(runs[likely], keys)]
    return found
