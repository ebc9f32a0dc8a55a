"""The words that two blocks of a page have in common. They are asked for thousands of pairs of blocks at a time, so they
are counted in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOPIC = 600  # characters of a block in which its words are looked for
LEAST = 20  # words that a block counts for at the least
CODE = 21  # bits of a character
APART = 66  # blocks; no two are compared, nor are those around them, that stand further apart
GROUP = 24  # blocks whose words are held against those of others at a time
MOST_KNOWN = 1 << 14  # beginnings of blocks whose words are remembered

WORD = re.compile("[a-z]{4,}")  # shorter ones stand in any text
WORDS = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")

_MARKS = "，。、；：？！“”‘’（）《》「」『』"


def codes(text: str) -> NDArray[np.int64]:
    """The characters of ``text`` as numbers."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


class Words:
    """The words, as pairs of wide characters, of runs of ``width`` blocks, by the number of the first: rare ones count more.

    ``blocks`` are the numbers of those looked at, one at the least; the others have no words. No runs may be compared of
    which blocks stand further than ``APART`` from one another. ``latin``: the words are those of Latin letters, short ones
    left out.
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


def among(values: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of ``values`` are ``keys``; ``numpy.isin`` loads masked arrays first, a tenth of a short run."""
    import numpy as np

    if not len(keys):
        return np.zeros(len(values), np.bool_)
    keys = np.sort(keys)
    found: NDArray[np.bool_] = keys[np.minimum(keys.searchsorted(values), len(keys) - 1)] == values
    return found


@lru_cache(maxsize=2)
def _words(
    texts: tuple[str, ...], latin: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """What ``_counted`` says of ``texts``; the same are asked about several times."""
    return _counted(*(_latin(texts) if latin else _pairs(texts)), len(texts))


@cache
def _of_words() -> NDArray[np.bool_]:
    """Which characters words of wide ones consist of."""
    import numpy as np

    table = np.zeros(0x110000, np.bool_)
    table[0x2E80:] = True
    table[[ord(c) for c in _MARKS]] = False
    return table


_known: dict[str, NDArray[np.int64]] = {}  # the pairs of wide characters in beginnings of texts, each once, in order


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of wide characters in ``texts``, each once a text: the place of the text, and a number of the pair.

    A page is asked about again once some of its lines are joined; that those of others are remembered changes no answer.
    """
    global _known
    import numpy as np

    texts = [text[:TOPIC] for text in texts]
    if len(_known) > MOST_KNOWN:
        _known = {text: _known[text] for text in texts if text in _known}
    fresh = [text for text in dict.fromkeys(texts) if text not in _known]
    if fresh:
        place, numbers = _fresh_pairs(fresh)
        _known |= zip(fresh, np.split(numbers, place.searchsorted(np.arange(1, len(fresh)))), strict=True)
    found = list(map(_known.__getitem__, texts))
    return np.arange(len(texts)).repeat(list(map(len, found))), np.concatenate(found)


def _fresh_pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same of texts that were not asked about before."""
    chars = codes("\n".join(texts))
    place = (chars == ord("\n")).cumsum()
    wide = _of_words()[chars]
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
    """The words that more than one but not all of ``many`` texts hold, by place of the text, but for those that no other
    text near by holds; then how many words each text has of any kind, and what each kind weighs.
    """
    import numpy as np

    sizes, bits = np.bincount(held, minlength=many), many.bit_length()
    if bits + int(keys.max(initial=0)).bit_length() > 63:
        keys = _distinct(keys).searchsorted(keys)
    both = np.sort(keys << bits | held)  # a fifth of the time that it takes to find their order
    held = both & ((1 << bits) - 1)
    new = _first(both >> bits)
    counts = np.diff(new.nonzero()[0], append=len(both))
    telling = (counts > 1) & (counts < many)
    number = telling.cumsum() - 1
    near = (np.diff(held) <= APART) & ~new[1:]  # the next text that holds the same word
    at = (np.append(near, False) | np.append(False, near)).nonzero()[0]
    kind = new.cumsum()[at] - 1
    kept = telling[kind]
    bits = len(number).bit_length()
    both = np.sort(held[at[kept]] << bits | number[kind[kept]])
    return both >> bits, both & ((1 << bits) - 1), sizes, np.log(many / counts[telling])


def neighbours(texts: Sequence[str]) -> set[tuple[str, ...]]:
    """The words of Latin letters that stand side by side, with nothing but a space between, in one of ``texts``."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        runs = (WORDS.findall(run) for run in re.split(r"[^\w ’]+", text))
        found.update(pair for run in runs for pair in pairwise(run))
    return found
