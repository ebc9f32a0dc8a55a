"""Sets of changes that can be applied, inverted, put one after another, and asked where a place came from.

A change set leads from one text (its *source*) to another (its *result*). Its changes are sorted, never overlap, and
are kept in arrays. At one offset an insertion stands before a change that takes text.

Every change knows where the characters of its ``after`` came from: as a rule from the span it replaced, as one block.
Moved text keeps the place where it stood, and a change merged from several keeps what each of them knew; such a
change has *pieces*. A piece ``(length, start, end)`` says that ``length`` characters came from ``[start, end)`` of
the source: character by character where the lengths are equal, as a block otherwise.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, pairwise
from operator import add, sub
from typing import NamedTuple

from textkit.model.derived import derived
from textkit.model.finding import Edit
from textkit.model.span import Span

Piece = tuple[int, int, int]
Pieces = tuple[Piece, ...]
Owners = tuple[int, ...]


class Change(NamedTuple):
    """One change: ``[start, end)`` of the source becomes ``after``. ``owners`` are the numbers of its findings."""

    start: int
    end: int
    after: str
    owners: Owners
    move: int


class OverlappingEditsError(ValueError):
    """Two edits of one pass touch the same characters."""


class ChangeSet:
    """Changes of one text, sorted and disjoint."""

    def __init__(self) -> None:
        self.starts: array[int] = array("q")
        self.ends: array[int] = array("q")
        self.afters: list[str] = []
        self.owners: list[Owners] = []
        self.moves: array[int] = array("q")
        self.pieces: list[Pieces | None] = []

    @classmethod
    def of(cls, edits: Iterable[Edit], owners: Iterable[int] | None = None) -> ChangeSet:
        """The change set of ``edits`` (in any order); ``owners`` numbers the finding of each, else its index.

        A move number joins the removal and the insertion of one owner; text gathered from several removals keeps its
        places, but is no move of two changes. Raises ``OverlappingEditsError``.
        """
        listed = list(edits)
        if len(listed) == 1 and not listed[0].move:
            made = cls()
            edit = listed[0]
            if edit.end < edit.start:
                raise OverlappingEditsError(f"edit at {edit.start} ends at {edit.end}")
            made.add(edit.start, edit.end, edit.after, (next(iter(owners)) if owners is not None else 0,))
            return made
        owned = list(owners) if owners is not None else list(range(len(listed)))
        order = sorted(range(len(listed)), key=lambda k: (listed[k].start, listed[k].end))
        made = cls()
        removals: dict[tuple[int, int], list[Edit]] = {}
        for k in order:
            if listed[k].move and listed[k].start < listed[k].end:
                removals.setdefault((owned[k], listed[k].move), []).append(listed[k])
        numbers: dict[tuple[int, int], int] = {}
        last = 0
        for k in order:
            edit, move, pieces = listed[k], 0, None
            if edit.start < last or edit.end < edit.start:
                raise OverlappingEditsError(f"edit at {edit.start} overlaps the one that ends at {last}")
            last = edit.end
            if edit.move:
                name = (owned[k], edit.move)
                taken = removals.get(name, [])
                if len(taken) == 1:
                    move = numbers.setdefault(name, len(numbers) + 1)
                if edit.start == edit.end:
                    pieces = tuple((e.end - e.start, e.start, e.end) for e in taken) or None
            made.add(edit.start, edit.end, edit.after, (owned[k],), move, pieces)
        return made

    def add(
        self, start: int, end: int, after: str, owners: Owners, move: int = 0, pieces: Pieces | None = None
    ) -> None:
        """Append one change; the caller keeps the order."""
        self.starts.append(start)
        self.ends.append(end)
        self.afters.append(after)
        self.owners.append(owners)
        self.moves.append(move)
        self.pieces.append(pieces)

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Change]:
        return map(Change._make, zip(self.starts, self.ends, self.afters, self.owners, self.moves, strict=True))

    def __getstate__(self) -> dict[str, object]:
        return {k: v for k, v in self.__dict__.items() if k not in ("outs", "out_ends", "relocated", "_moved_up_to")}

    # -- where things are in the result ---------------------------------------------------------------------------

    @derived
    def outs(self) -> list[int]:
        """Where each change's ``after`` begins in the result; one more entry: the growth behind all changes."""
        grown = map(sub, map(len, self.afters), map(sub, self.ends, self.starts))
        shifts = list(accumulate(grown, initial=0))
        return [*map(add, self.starts, shifts), shifts[-1]]

    @derived
    def out_ends(self) -> list[int]:
        return list(map(add, self.outs, map(len, self.afters)))

    def _shift(self, k: int) -> int:
        """How far text before change ``k`` (and behind ``k - 1``) has been pushed."""
        return self.outs[k] - self.starts[k] if k < len(self.starts) else self.outs[-1]

    @derived
    def relocated(self) -> list[Span]:
        """Spans of the source whose text now stands elsewhere or in another order, sorted."""
        away: list[Span] = []
        for start, end, pieces in zip(self.starts, self.ends, self.pieces, strict=True):
            if pieces:
                in_order = all(x[2] <= y[1] for x, y in pairwise(pieces))
                away.extend(Span(a, b) for _, a, b in pieces if a < b and not (in_order and start <= a and b <= end))
        return sorted(away)

    # -- from text to text ----------------------------------------------------------------------------------------

    def apply(self, text: str) -> str:
        """The result of these changes on their source ``text``."""
        if not self.starts:
            return text
        if len(self.starts) == 1:
            return text[: self.starts[0]] + self.afters[0] + text[self.ends[0] :]
        parts = [""] * (2 * len(self.starts) + 1)
        parts[:-1:2] = [text[a:b] for a, b in zip(chain((0,), self.ends), self.starts, strict=False)]
        parts[1::2] = self.afters
        parts[-1] = text[self.ends[-1] :]
        return "".join(parts)

    def invert(self, text: str) -> ChangeSet:
        """The changes that lead from the result back to ``text``, the source."""
        back = ChangeSet()
        back.starts, back.ends = array("q", self.outs[:-1]), array("q", self.out_ends)
        back.afters = [text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]
        back.owners, back.moves, back.pieces = self.owners[:], self.moves[:], [None] * len(self.starts)
        return back

    # -- from the result to the source ----------------------------------------------------------------------------

    def trace(self, start: int, end: int) -> list[tuple[int, int, int, int]]:
        """The pieces that ``[start, end)`` of the result is made of: ``(length, start, end, home)``.

        ``home`` is -1 for text that stands in its own order and the change's number for text brought from elsewhere.
        """
        found: list[tuple[int, int, int, int]] = []
        k, at, n = bisect_right(self.out_ends, start), start, len(self.starts)
        while at < end:
            begin = self.outs[k] if k < n else end
            if at < begin:
                stop = min(end, begin)
                shift = self._shift(k)
                found.append((stop - at, at - shift, stop - shift, -1))
                at = stop
            else:
                stop = min(end, self.out_ends[k])
                low, high = self.starts[k], self.ends[k]
                for length, a, b in self._cut(k, at - begin, stop - begin):
                    found.append((length, a, b, -1 if low <= a and b <= high else k))
                at, k = stop, k + 1
        return found

    def _cut(self, k: int, begin: int, stop: int) -> Iterator[Piece]:
        """The pieces of ``after[begin:stop]`` of change ``k``."""
        pieces = self.pieces[k] or ((len(self.afters[k]), self.starts[k], self.ends[k]),)
        at = 0
        for length, a, b in pieces:
            low, high = max(begin - at, 0), min(stop - at, length)
            if low < high:
                yield (high - low, a + low, a + high) if length == b - a else (high - low, a, b)
            at += length

    def lead(self, span: Span) -> tuple[Span, ...]:
        """The spans of the source that ``span`` of the result came from, in the order of the result.

        Text removed between two pieces belongs to the span, text moved away does not. An empty span leads to the
        point of the source where it would be inserted.
        """
        if not self.starts:
            return (span,)
        start, end = span
        if start == end:
            return (self._point(start),)
        k = bisect_right(self.out_ends, start)
        if k == len(self.starts) or end <= self.outs[k]:  # kept text, as most is
            shift = self._shift(k)
            return (Span(start - shift, end - shift),)
        whole = self._whole(k, start, end)
        return (whole,) if whole else self.pieced(start, end)

    def _whole(self, k: int, start: int, end: int) -> Span | None:
        """What ``lead`` gives for ``[start, end)``, where the text from change ``k`` on stands in its own order, none of it
        elsewhere; ``None`` where that is not plain. A paragraph of many joined lines is led back so.
        """
        last = bisect_left(self.outs, end, k, len(self.starts)) - 1
        if self.pieces[k : last + 1].count(None) != last + 1 - k:
            return None
        low = start - self._shift(k) if start < self.outs[k] else self._inside(k, start, self.starts)
        high = end - self._shift(last + 1) if end > self.out_ends[last] else self._inside(last, end, self.ends)
        at = bisect_left(self.relocated, Span(high, high))
        return None if at and self._moved_up_to[at - 1] > low else Span(low, high)

    def _inside(self, k: int, at: int, edges: array[int]) -> int:
        """Where ``at``, in what change ``k`` put, stands in the source: a block leads to its edge."""
        alike = len(self.afters[k]) == self.ends[k] - self.starts[k]
        return self.starts[k] + at - self.outs[k] if alike else edges[k]

    @derived
    def _moved_up_to(self) -> list[int]:
        """How far the spans of ``relocated`` reach, each with those before it."""
        return list(accumulate((span.end for span in self.relocated), max))

    def pieced(self, start: int, end: int) -> tuple[Span, ...]:
        """``lead``, piece by piece."""
        spans: list[Span] = []
        homes: list[int] = []
        for _, a, b, home in self.trace(start, end):
            if spans:
                last = spans[-1]
                follows = last.start <= a <= last.end or (
                    home == homes[-1] and a > last.end and not self._alive(last.end, a)
                )
                if follows:
                    spans[-1] = Span(last.start, max(last.end, b))
                    continue
            spans.append(Span(a, b))
            homes.append(home)
        return tuple(spans)

    def _alive(self, start: int, end: int) -> bool:
        """Whether some of ``[start, end)`` of the source, gone from its place, stands elsewhere in the result."""
        k = bisect_left(self.relocated, Span(end, end))
        return k > 0 and self.relocated[k - 1].end > start

    def _point(self, at: int) -> Span:
        k = bisect_left(self.out_ends, at)
        while k < len(self.starts) and self.out_ends[k] == at and self.outs[k] < at:
            k += 1
        if k < len(self.starts) and self.outs[k] < at < self.out_ends[k]:
            length, a, b = next(self._cut(k, at - self.outs[k], self.out_ends[k] - self.outs[k]))
            return Span(a, a) if length == b - a else Span(self.starts[k], self.starts[k])
        source = at - self._shift(k)
        return Span(source, source)

    # -- one after the other --------------------------------------------------------------------------------------

    def then(self, other: ChangeSet, source: str) -> ChangeSet:
        """These changes and, on their result, ``other``: one change set from ``source`` to the result of both.

        Changes that overlap are merged, those that only touch are not; a merged change that ends where it began is
        left out. A move of which one half is merged or gone is a move no more. The cost grows with ``other``; the
        untouched runs of ``self`` are copied whole.
        """
        if not len(other):
            return self
        if not len(self):
            return other
        made = ChangeSet()
        broken: set[int] = set()
        base = max(self.moves)
        outs, out_ends, size = self.outs, self.out_ends, len(self)
        done, j, n = 0, 0, len(other)
        while j < n:
            start, end = other.starts[j], other.ends[j]
            k = bisect_right(out_ends, start, done) if start < end else self._first_not_before(start)
            if done < k:
                made._extend(self, done, k)
                done = k
            if k < size and outs[k] < end and self._overlaps(k, start, end):
                done, j = self._merge(other, k, j, made, broken, source)
                continue
            shift = outs[k] - self.starts[k] if k < size else outs[-1]
            move, pieces = other.moves[j], other.pieces[j]
            made.starts.append(start - shift)  # ``add``, without the call: millions come this way
            made.ends.append(end - shift)
            made.afters.append(other.afters[j])
            made.owners.append(other.owners[j])
            made.moves.append(move + base if move else 0)
            made.pieces.append(pieces and self._translate(pieces))
            j += 1
        made._extend(self, done, size)
        made._dissolve(broken)
        return made

    def _first_not_before(self, at: int) -> int:
        """The first change that does not wholly precede an insertion at ``at`` of the result."""
        k = bisect_left(self.out_ends, at)
        while k < len(self.starts) and self.out_ends[k] == at and self.outs[k] < at:
            k += 1
        return k

    def _overlaps(self, k: int, start: int, end: int) -> bool:
        low, high = self.outs[k], self.out_ends[k]
        if start == end:
            return low < start < high
        return start < low < end if low == high else low < end and start < high

    def _merge(
        self, other: ChangeSet, k: int, j: int, made: ChangeSet, broken: set[int], source: str
    ) -> tuple[int, int]:
        """Merge the run of overlapping changes that begins with ``k`` here and ``j`` there; the next of both."""
        start, end = other.starts[j], other.ends[j]
        low = self.starts[k] - max(0, self.outs[k] - start)
        parts: list[str] = []
        pieces: list[Piece] = []
        owners: list[int] = []
        base, last = max(self.moves), k - 1
        if self.outs[k] < start:
            self._take(k, 0, start - self.outs[k], parts, pieces)
        while True:
            parts.append(other.afters[j])
            pieces.extend(self._pieces_of(other, j))
            first = k
            while k < len(self) and self._overlaps(k, start, end):
                k += 1
            for a in range(first, k):
                owners.extend(self.owners[a])
                broken.add(self.moves[a])
            last = k - 1
            owners.extend(other.owners[j])
            broken.add(other.moves[j] + base if other.moves[j] else 0)
            j += 1
            rest = max(end, self.outs[last])
            if j < len(other) and self._overlaps(last, other.starts[j], other.ends[j]):
                start, end = other.starts[j], other.ends[j]
                self._take(last, rest - self.outs[last], start - self.outs[last], parts, pieces)
                continue
            break
        self._take(last, rest - self.outs[last], self.out_ends[last] - self.outs[last], parts, pieces)
        high = self.ends[last] + max(0, end - self.out_ends[last])
        after = "".join(parts)
        if after != source[low:high]:
            made.add(low, high, after, tuple(dict.fromkeys(owners)), 0, tuple(pieces))
        return k, j

    def _take(self, k: int, begin: int, stop: int, parts: list[str], pieces: list[Piece]) -> None:
        parts.append(self.afters[k][begin:stop])
        pieces.extend(self._cut(k, begin, stop))

    def _pieces_of(self, other: ChangeSet, j: int) -> Pieces:
        if other.pieces[j] is not None:
            return self._translate(other.pieces[j]) or ()
        if not other.afters[j]:
            return ()
        span = self.lead(Span(other.starts[j], other.ends[j]))[0]
        return ((len(other.afters[j]), span.start, span.end),)

    def _translate(self, pieces: Pieces | None) -> Pieces | None:
        """Pieces that count in the result, led back to the source."""
        if pieces is None:
            return None
        led: list[Piece] = []
        for length, a, b in pieces:
            if length == b - a:
                led.extend(piece[:3] for piece in self.trace(a, b))
            else:
                led.append((length, *self.lead(Span(a, b))[0]))
        return tuple(led)

    def _extend(self, other: ChangeSet, begin: int, stop: int) -> None:
        if begin < stop:
            self.starts.extend(other.starts[begin:stop])
            self.ends.extend(other.ends[begin:stop])
            self.afters.extend(other.afters[begin:stop])
            self.owners.extend(other.owners[begin:stop])
            self.moves.extend(other.moves[begin:stop])
            self.pieces.extend(other.pieces[begin:stop])

    def _dissolve(self, broken: set[int]) -> None:
        """Take the number off moves that are broken or no longer two changes."""
        if broken - {0}:
            counts = Counter(self.moves)
            for k, move in enumerate(self.moves):
                if move and (move in broken or counts[move] != 2):
                    self.moves[k] = 0
