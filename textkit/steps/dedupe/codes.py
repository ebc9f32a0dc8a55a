"""Keys as arrays: one number a character, all keys in one array, so that numpy can look at millions at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from textkit.language.lazy_pattern import lazy_pattern

T = TypeVar("T", bound=np.generic)
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Points = NDArray[Any]  # uint16 or uint32

# Odd constant of Knuth's multiplicative hashing for 64 bits (2**64 / golden ratio).
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
# Hashes made at a time: they stay in a processor's cache.
PART = 1 << 15
# Characters looked at together: what numpy makes of them on the way fits a processor's cache several times over.
STRETCH = 1 << 19
_ALIAS = lazy_pattern("[\udc00-\udfff]")


@dataclass(frozen=True)
class Codes:
    """Keys from short to long: their characters in ``points``, text ``i`` at ``[offsets[i], offsets[i + 1])``.

    Characters are code points where 16 bits hold them. Others are given numbers among the low surrogates, which no key
    holds, since half a surrogate pair folds to nothing; ``aliases`` leads back. Where there are too many of them for
    that, ``points`` has 32 bits.
    """

    points: Points
    offsets: Ints
    aliases: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, keys: Sequence[str]) -> Codes:
        """The codes of ``keys``, which must come from short to long."""
        points = np.frombuffer("".join(keys).encode("utf-32-le", "surrogatepass"), np.uint32)
        lengths = np.fromiter(map(len, keys), np.int64, len(keys))
        return cls(points, np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> Ints:
        return np.diff(self.offsets)

    @cached_property
    def _places(self) -> memoryview:
        """The offsets, of which single ones are read several times as fast from a view as from an array."""
        return self.offsets.data

    @cached_property
    def _back(self) -> dict[int, str]:
        return {alias: chr(code) for code, alias in self.aliases}

    def key(self, number: int) -> str:
        """A key as text."""
        raw = self.points[self._places[number] : self._places[number + 1]].tobytes()
        if self.points.dtype == np.uint32:
            return raw.decode("utf-32-le", "surrogatepass")
        text = raw.decode("utf-16-le", "surrogatepass")
        return text.translate(self._back) if self._back and _ALIAS.search(text) else text

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """Keys as texts to be compared with each other; characters that ``aliases`` speaks of stay aliases."""
        numbers = np.fromiter(numbers, np.int64)
        few = distinct(numbers)
        if 2 * len(few) > len(numbers):
            return self.parts(self.offsets[numbers], self.offsets[numbers + 1])
        texts = self.parts(self.offsets[few], self.offsets[few + 1])
        return [texts[n] for n in np.searchsorted(few, numbers).tolist()]

    def texts(self, numbers: Ints) -> list[str]:
        """Keys as texts, as ``key`` gives them one by one."""
        texts = self.parts(self.offsets[numbers], self.offsets[numbers + 1])
        return [text.translate(self._back) if _ALIAS.search(text) else text for text in texts] if self._back else texts

    def parts(self, starts: Ints, ends: Ints) -> list[str]:
        """The characters at ``[starts[i], ends[i])``, as ``keys`` gives them."""
        codec = "utf-32-le" if self.points.dtype == np.uint32 else "utf-16-le"
        parts: list[str] = []
        for i, j in chunks(ends - starts, STRETCH):
            sizes = ends[i:j] - starts[i:j]
            text = str(self.points[ranges(starts[i:j], sizes)].data, codec, "surrogatepass")
            cuts = np.cumsum(sizes).tolist()
            parts += [text[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
        return parts

    def columns(self, places: Ints, count: int) -> list[Points]:
        """The characters at ``places``, those behind them, and so on."""
        return [self.points.take(places + n) for n in range(count)]

    @cached_property
    def _milestones(self) -> NDArray[np.int32]:
        """The text that each 32nd character belongs to."""
        places = np.arange(0, len(self.points) + 1, 32)
        return (np.searchsorted(self.offsets, places, "right") - 1).astype(np.int32)

    def owner(self, places: Ints) -> Ints:
        """The text that the character at each of ``places`` belongs to."""
        texts = self._milestones.take(places >> 5, mode="clip").astype(np.int64)
        behind = np.flatnonzero(self.offsets.take(texts + 1, mode="clip") <= places)
        while len(behind):
            texts[behind] += 1
            behind = behind[self.offsets.take(texts[behind] + 1, mode="clip") <= places[behind]]
        return texts

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Runs of texts of about ``STRETCH`` characters."""
        first, last = 0, len(self)
        while first < last:
            end = int(np.searchsorted(self.offsets, self.offsets[first] + STRETCH, "right")) - 1
            end = min(max(end, first + 1), last)
            yield first, end
            first = end

    def forget_bags(self) -> None:
        """Give up the ``bags``, the largest of what is made for a search; if they are asked for they are made again."""
        self.__dict__.pop("bags", None)

    @cached_property
    def buckets(self) -> NDArray[np.uint8]:
        """For each character the one of 64 buckets it is put into."""
        return self._spread(64)

    @cached_property
    def finer(self) -> NDArray[np.uint8]:
        """The same of 256 buckets."""
        return self._spread(256)

    def _spread(self, count: int) -> NDArray[np.uint8]:
        """For each character the one of ``count`` buckets that it is put into.

        Buckets are filled in snake order of frequency, so that each holds about as much of the text as the others.
        """
        often = np.zeros(int(self.points.max(initial=0)) + 1, np.int64)
        for i in range(0, len(self.points), STRETCH):
            often += np.bincount(self.points[i : i + STRETCH], minlength=len(often))
        order = np.argsort(-often, kind="stable")
        order = order[: int((often > 0).sum())]
        turn = np.arange(len(order)) % (2 * count)
        buckets = np.zeros(len(often), np.uint8)
        buckets[order] = np.where(turn < count, turn, 2 * count - 1 - turn)
        return buckets

    @cached_property
    def bags(self) -> NDArray[np.uint8]:
        """Per text how often the characters of each bucket occur, 255 for more."""
        bags = np.empty((len(self), 64), np.uint8)
        for first, last in self.stretches():
            a, b = self.offsets[first], self.offsets[last]
            bags[first:last] = self.bagged(self.points[a:b], self.lengths[first:last])
        return bags

    def bagged(self, points: Points, sizes: Ints) -> NDArray[np.uint8]:
        """The bags of texts of these ``sizes`` that stand one after the other in ``points``."""
        cells = np.repeat(np.arange(0, len(sizes) * 64, 64), sizes)
        cells += self.buckets[points]
        return np.minimum(np.bincount(cells, minlength=len(sizes) * 64), 255).astype(np.uint8).reshape(-1, 64)


def mixed(hashes: Hashes) -> Hashes:
    """``hashes`` stirred in place: high bits depend on all bits."""
    hashes *= GOLDEN
    hashes ^= hashes >> np.uint64(32)
    hashes *= GOLDEN
    return hashes


def packed(columns: Sequence[Points]) -> Hashes:
    """Grams as hashes: of the characters that stand at one place of all ``columns``.

    Grams of up to four characters below 65,536 have distinct hashes.
    """
    hashes = np.empty(len(columns[0]), np.uint64)
    for i in range(0, len(hashes), PART):
        part = hashes[i : i + PART]
        part[:] = columns[0][i : i + PART]
        for column in columns[1:]:
            part *= np.uint64(_base(len(columns)))
            part += column[i : i + PART]
        mixed(part)
    return hashes


def packed_row(points: Points, k: int) -> Hashes:
    """The same of each ``k`` characters in a row."""
    return mixed(rolled(points.astype(np.uint64), k, _base(k)))


def _base(k: int) -> int:
    return 0x10000 if k <= 4 else 0x10001


def rolled(values: Hashes, k: int, base: int) -> Hashes:
    """For each place with ``k`` values from there on, these as the digits of one number, put together of runs of 1, 2,
    4, … values.
    """
    hashes, done = values[:0], 0
    run, size = values, 1
    while True:
        if k & size:
            left = max(0, len(values) - size - done + 1)
            hashes = run[:left] * _power(base, done) + hashes[size : size + left] if done else run[:left].copy()
            done += size
        if 2 * size > k:
            return hashes
        run = run[: max(0, len(run) - size)] * _power(base, size) + run[size:]
        size *= 2


def _power(base: int, exponent: int) -> np.uint64:
    return np.uint64(pow(base, exponent, 1 << 64))


def ranges(starts: NDArray[Any], counts: NDArray[Any]) -> Ints:
    """``starts[i], starts[i] + 1, …`` (``counts[i]`` of them) for all i, in one array."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total, dtype=np.int64)
    places += np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return places


def distinct(values: NDArray[T]) -> NDArray[T]:
    """Each value once, in order: by sorting, which on this many is several times faster than ``np.unique``'s hashing."""
    values = np.sort(values)
    fresh = np.ones(len(values), np.bool_)
    fresh[1:] = values[1:] != values[:-1]
    few: NDArray[T] = values[fresh]
    return few


def among(values: Ints, keys: Ints) -> NDArray[np.bool_]:
    """Which of ``values`` are ``keys``; ``numpy.isin`` loads masked arrays first, which takes a tenth of a short run."""
    if not len(keys):
        return np.zeros(len(values), np.bool_)
    keys = np.sort(keys)
    found: NDArray[np.bool_] = keys[np.minimum(keys.searchsorted(values), len(keys) - 1)] == values
    return found


def paired(a: Ints, b: Ints) -> Ints:
    """Numbers ``a[i]`` and ``b[i]``, both below 2**31, as one that is sorted by the first, then by the second."""
    pair = a << 32
    pair |= b
    return pair


def parted(pair: Ints) -> tuple[Ints, Ints]:
    """The numbers that ``paired`` has put together."""
    return pair >> 32, pair & 0xFFFFFFFF


def chunks(counts: NDArray[Any], most: int) -> list[tuple[int, int]]:
    """Cut ``counts`` into runs whose sums stay below ``most`` where a single one allows it."""
    ends = np.cumsum(counts)
    cuts, first, done = [], 0, 0
    while first < len(counts):
        last = max(first + 1, int(np.searchsorted(ends, done + most, "right")))
        cuts.append((first, last))
        first, done = last, int(ends[last - 1])
    return cuts
