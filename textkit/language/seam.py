"""How likely the characters on both sides of a break are to belong together.

A table of counts of characters, pairs and triples of Chinese prose (news, law, fiction, essays, encyclopedia,
technical; simplified, with traditional characters folded onto it) is shipped as package data, and a smaller one of
Japanese (fiction, technical); each is loaded when the first seam of its language is weighed. ``tools/train_seams.py``
makes them. Probabilities are smoothed with a Dirichlet prior, triples by pairs and pairs by single characters (MacKay
and Peto, "A hierarchical Dirichlet language model", 1995). What was seen too seldom to be kept in a table counts for the
prior: most of what follows a rare word is not in the table.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
BITS = 13  # of a character's number; three fit an int64
STEP = 1.5  # counts are kept as powers of it
START, END = "\x02", "\x03"  # of a paragraph
STOP = "。"
PRIOR_PAIR, PRIOR_TRIPLE = 30.0, 6.0  # strength of the priors in counts; the best of a coarse grid on kept-back text
UNSEEN = 10.0  # counts left out of the table for each one kept with the same beginning, at the least; likewise

REACH = 8  # characters of each side that are looked at
ASKED = 1 << 15  # ends of lines that are remembered

DIGITS, LETTERS, SPACES = re.compile("0{3,}"), re.compile("a{3,}"), re.compile(r"[ \t\u3000\u00a0]+")


class _Fold(dict[int, str]):
    """Characters as the table counts them: one width, every digit a nought, every Latin letter an a."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        plain = plain if len(plain) == 1 else char
        if plain.isdigit():
            plain = "0"
        elif plain.isascii() and plain.isalpha():
            plain = "a"
        self[code] = plain
        return plain


_FOLD = _Fold()


def fold(text: str) -> str:
    """``text`` as the table counts it: widths and digits folded, runs shortened, spaces gone."""
    return LETTERS.sub("aa", DIGITS.sub("00", SPACES.sub("", text.translate(_FOLD))))


class Seam(NamedTuple):
    """What the table says about a tail and a head, in nats.

    ``start`` weighs going on against the head beginning a paragraph of its own, ``anywhere`` against the head standing
    behind anything, ``end`` is how likely a sentence or a heading is to end after the tail.
    """

    start: float
    anywhere: float
    end: float


class Columns(NamedTuple):
    """The same of many seams: a number of each kind for each of them."""

    start: NDArray[np.float64]
    anywhere: NDArray[np.float64]
    end: NDArray[np.float64]


class Bound(NamedTuple):
    """What two characters ask for beside them: the share of the commonest Han character there, and how often the two
    were ``seen`` in the texts of the table.
    """

    share: float
    seen: float


class Table:
    """The counts, and what follows from them."""

    def __init__(self, data: bytes) -> None:
        import numpy as np

        line, _, rest = zlib.decompress(data).partition(b"\n")
        head = json.loads(line)
        if head["version"] != VERSION:
            raise ValueError(f"table of version {head['version']}, not {VERSION}")
        vocabulary: str = head["vocabulary"]
        self._number = {c: i + 1 for i, c in enumerate(vocabulary)}
        self._han = np.array([False, *("\u3400" <= c <= "\u9fff" for c in vocabulary)])
        for variant, simple in head["variants"].items():
            self._number.setdefault(variant, self._number[simple])
        self._powers = STEP ** np.arange(256.0)
        self._ones = np.concatenate([[1.0], self._powers[np.frombuffer(rest, np.uint8, len(vocabulary))]])
        self._total = float(self._ones.sum())
        at = len(vocabulary)
        self._keys: list[NDArray[np.int64]] = []
        self._counts: list[NDArray[np.uint8]] = []
        for size in head["sizes"]:
            gaps = np.zeros((size, 8), np.uint8)
            gaps[:, :5] = np.frombuffer(rest, np.uint8, 5 * size, at).reshape(5, size).T
            self._keys.append(np.cumsum(gaps.view("<i8")[:, 0]))
            self._counts.append(np.frombuffer(rest, np.uint8, size, at + 5 * size))
            at += 6 * size
        # A line is asked about with many others, and again once the lines around it are joined.
        self._tail, self._head = lru_cache(ASKED)(self._last), lru_cache(ASKED)(self._first)
        self._log = lru_cache(ASKED)(self._log_of_one)
        self._follow = [self._following(order) for order in range(len(self._keys))]

    def _following(self, order: int) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """All beginnings of runs, and for each what follows it in the table: counts in all, and kinds."""
        import numpy as np

        before = self._keys[order] >> BITS
        first = np.flatnonzero(np.diff(before, prepend=-1))
        kept = np.add.reduceat(self._powers[self._counts[order]], first) if len(first) else np.zeros(0)
        return before[first], kept, np.diff(first, append=len(before)).astype(float)

    def _smoothed(
        self, order: int, before: NDArray[np.int64], seen: NDArray[np.float64], count: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of a run seen ``count`` times after ``before``: its share, and the share left for the shorter run."""
        import numpy as np

        known, kept, kinds = self._follow[order]
        at = np.minimum(np.searchsorted(known, before), len(known) - 1)
        held = known[at] == before
        inside = np.where(held, kept[at], 0.0)
        prior = PRIOR_TRIPLE if order else PRIOR_PAIR
        rest = prior + np.maximum(seen - inside, np.where(held, UNSEEN * kinds[at], 0.0))
        return count / (inside + rest), rest / (inside + rest)

    def _count(self, order: int, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        import numpy as np

        known = self._keys[order]
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[at] == keys, self._powers[self._counts[order][at]], 0.0)

    def _logs(self, a: NDArray[np.int64], b: NDArray[np.int64], c: NDArray[np.int64]) -> NDArray[np.float64]:
        """Log P(c | a b), element by element."""
        import numpy as np

        pair = (b << BITS) | c
        before = (a << BITS) | b
        one = self._ones[c] / self._total
        share, rest = self._smoothed(0, b, self._ones[b], self._count(0, pair))
        two = share + rest * one
        share, rest = self._smoothed(1, before, self._count(0, before), self._count(1, (before << BITS) | c))
        logs: NDArray[np.float64] = np.log(share + rest * two)
        return logs

    def weigh(self, seams: Sequence[tuple[str, str]]) -> list[Seam]:
        """What the table says about each ``(tail, head)``; only the last and first few characters matter."""
        return _listed(self.columns(seams))

    def columns(self, seams: Sequence[tuple[str, str]]) -> Columns:
        """The same in arrays."""
        import numpy as np

        if not seams:
            return Columns(np.zeros(0), np.zeros(0), np.zeros(0))
        # What a side says by itself is asked once for all seams that have it.
        last = self._sides([tail[-8:] for tail, _ in seams], self._last_of)
        first = self._sides([head[:8] for _, head in seams], self._first_of)
        (tails, of_tail), (heads, of_head) = _numbered(last), _numbered(first)
        start, end = self._number[START], self._number[END]
        x, y = heads
        starts, ends, nothing = np.full_like(x, start), np.full_like(x, end), np.zeros_like(x)
        beginning = self._logs(ends, starts, x) + self._logs(starts, x, y)
        anywhere = np.log(self._ones[x] / self._total) + self._logs(nothing, x, y)
        a, b = tails
        ends, stops = np.full_like(a, end), np.full_like(a, self._number.get(STOP, 0))
        closing = np.logaddexp(self._logs(a, b, ends), self._logs(a, b, stops))
        (a, b), (x, y) = tails[:, of_tail], heads[:, of_head]
        going_on = self._logs(a, b, x) + self._logs(b, x, y)
        return Columns(going_on - beginning[of_head], going_on - anywhere[of_head], closing[of_tail])

    def one(self, tail: str, head: str) -> Seam:
        """The same of one seam, number for number; to look it up in arrays of one would take ten times as long."""
        import numpy as np

        start, end = self._number[START], self._number[END]
        (a, b), (x, y), log = self._tail(tail[-8:]), self._head(head[:8]), self._log
        going_on = log(a, b, x) + log(b, x, y)
        beginning = log(end, start, x) + log(start, x, y)
        anywhere = float(np.log(self._ones[x] / self._total)) + log(0, x, y)
        closing = np.logaddexp(log(a, b, end), log(a, b, self._number.get(STOP, 0)))
        return Seam(going_on - beginning, going_on - anywhere, float(closing))

    def _log_of_one(self, a: int, b: int, c: int) -> float:
        """``_logs`` of one run."""
        import numpy as np

        before = (a << BITS) | b
        share, rest = self._share(0, b, float(self._ones[b]), self._times(0, (b << BITS) | c))
        two = share + rest * float(self._ones[c] / self._total)
        share, rest = self._share(1, before, self._times(0, before), self._times(1, (before << BITS) | c))
        return float(np.log(share + rest * two))

    def _share(self, order: int, before: int, seen: float, count: float) -> tuple[float, float]:
        """``_smoothed`` of one run."""
        known, kept, kinds = self._follow[order]
        at = bisect_left(known.data, before)
        inside = less = 0.0
        if at < len(known) and known.data[at] == before:
            inside, less = kept.data[at], UNSEEN * kinds.data[at]
        rest = (PRIOR_TRIPLE if order else PRIOR_PAIR) + max(seen - inside, less)
        return count / (inside + rest), rest / (inside + rest)

    def _times(self, order: int, key: int) -> float:
        """``_count`` of one key."""
        known = self._keys[order].data
        at = bisect_left(known, key)
        return float(self._powers[self._counts[order][at]]) if at < len(known) and known[at] == key else 0.0

    def before(self, text: str) -> Bound | None:
        """How surely one character stands before the first two of ``text``; ``None`` where the two were never seen.

        Of the rest of a cut word that is nearly certain, of the first two characters of a word it hardly ever is.
        """
        return self._bound(self._before, self._first(text[:REACH]))

    def behind(self, text: str) -> Bound | None:
        """The same of the character behind the last two of ``text``."""
        return self._bound(self._behind, self._last(text[-REACH:]))

    def _bound(self, commonest: tuple[NDArray[np.int64], NDArray[np.int64]], two: tuple[int, ...]) -> Bound | None:
        key = two[0] << BITS | two[1]
        seen = self._times(0, key) if all(two) else 0.0
        if not seen:
            return None
        keys, counts = commonest
        at = bisect_left(keys.data, key)
        known = at < len(keys) and keys.data[at] == key
        return Bound(float(self._powers[counts[at]]) / seen if known else 0.0, seen)

    @cached_property
    def _before(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        keys = self._keys[1]
        return self._commonest(keys & ((1 << 2 * BITS) - 1), keys >> 2 * BITS)

    @cached_property
    def _behind(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        keys = self._keys[1]
        return self._commonest(keys >> BITS, keys & ((1 << BITS) - 1))

    def _commonest(
        self, pairs: NDArray[np.int64], third: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pairs of characters, and the count kept of the commonest Han character that makes three of each."""
        import numpy as np

        han = self._han[third]
        rows = np.sort(pairs[han] << 8 | self._counts[1][han])  # of each pair the largest count comes last
        last = rows[np.flatnonzero(np.diff(rows >> 8, append=-1))]
        return last >> 8, last & 255

    def across(self, tail: str, head: str) -> tuple[float | None, float | None]:
        """How often the last character of ``tail`` stands before the first two of ``head``, and the first of ``head``
        behind the last two of ``tail``, as shares of all places of the two; ``None`` where they were never seen.
        """
        (a, b), (x, y) = self._last(tail[-REACH:]), self._first(head[:REACH])
        if not (a and b and x and y):
            return None, None
        before, behind = self._times(0, x << BITS | y), self._times(0, a << BITS | b)
        pair = b << BITS | x
        return (
            self._times(1, pair << BITS | y) / before if before else None,
            self._times(1, a << 2 * BITS | pair) / behind if behind else None,
        )

    def cohesion(self, text: str) -> tuple[float | None, float | None]:
        """How many nats likelier than by chance the first and second character of ``text`` stand together, and the
        second and third; ``None`` where they were never seen so.
        """
        first = (*self._numbers(fold(text[:REACH])[:3]), 0, 0, 0)
        return self._together(first[0], first[1]), self._together(first[1], first[2])

    def _together(self, a: int, b: int) -> float | None:
        count = self._times(0, a << BITS | b) if a and b else 0.0
        return math.log(count * self._total / float(self._ones[a] * self._ones[b])) if count else None

    def _sides(self, texts: Sequence[str], numbers: Callable[[str], tuple[int, ...]]) -> list[tuple[int, ...]]:
        """The numbers of all sides; they are folded together, for there are many."""
        asked = list(dict.fromkeys(texts))
        folded = fold("\n".join(asked)).split("\n")
        if len(folded) != len(asked):
            folded = list(map(fold, asked))
        known = dict(zip(asked, map(numbers, folded), strict=True))
        return [known[text] for text in texts]

    def _last(self, tail: str) -> tuple[int, ...]:
        """The numbers of the last two characters of a tail."""
        return self._last_of(fold(tail))

    def _first(self, head: str) -> tuple[int, ...]:
        return self._first_of(fold(head))

    def _last_of(self, folded: str) -> tuple[int, ...]:
        known = self._numbers(folded[-2:])
        return (self._number[START],) * (2 - len(known)) + known

    def _first_of(self, folded: str) -> tuple[int, ...]:
        known = self._numbers(folded[:2])
        return known + (self._number[END],) * (2 - len(known))

    def _numbers(self, chars: str) -> tuple[int, ...]:
        return tuple([self._number.get(c, 0) for c in chars])


def _numbered(sides: Sequence[tuple[int, ...]]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The sides that differ, in two rows for their two characters, and which of them each side is."""
    import numpy as np

    number: dict[tuple[int, ...], int] = {}
    which = [number.setdefault(side, len(number)) for side in sides]
    return np.array([[a for a, _ in number], [b for _, b in number]], np.int64), np.array(which, np.intp)


def _listed(columns: Columns) -> list[Seam]:
    return [Seam(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def is_japanese(tail: str, head: str) -> bool:
    """Whether there is kana near a seam."""
    return KANA.search(tail[-8:]) is not None or KANA.search(head[:8]) is not None


@cache
def table(japanese: bool = False) -> Table:
    """A shipped table, read once: of Chinese, or of Japanese."""
    name = "seams-ja.z" if japanese else "seams.z"
    return Table(files("textkit.language").joinpath("data", name).read_bytes())


def weigh(seams: Sequence[tuple[str, str]]) -> list[Seam]:
    """What the shipped tables say about each ``(tail, head)``: the Japanese one where there is kana."""
    if len(seams) == 1:
        tail, head = seams[0]
        return [table(is_japanese(tail, head)).one(tail, head)]
    return _listed(columns(seams))


def columns(seams: Sequence[tuple[str, str]]) -> Columns:
    """The same in arrays."""
    import numpy as np

    if not seams:
        return Columns(*np.zeros((3, 0)))
    sides = {tail[-8:] for tail, _ in seams} | {head[:8] for _, head in seams}
    if KANA.search("\n".join(sides)) is None:
        return table().columns(seams)
    kana = {s: KANA.search(s) is not None for s in sides}
    kinds = np.array([kana[tail[-8:]] or kana[head[:8]] for tail, head in seams], np.bool_)
    found = Columns(*np.zeros((3, len(seams))))
    for kind in set(kinds.tolist()):
        said = table(kind).columns([pair for pair, own in zip(seams, kinds.tolist(), strict=True) if own == kind])
        for column, values in zip(found, said, strict=True):
            column[kinds == kind] = values
    return found


def likely(score: float) -> float:
    """A score in nats as odds between 0 and 1, for reports."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
