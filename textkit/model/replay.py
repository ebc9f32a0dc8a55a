"""Carrying out a recorded run again, with some of its findings refused or others accepted.

Nothing is judged again. Each pass is replayed on the text as it now stands: its edits, recorded in the offsets of the
text they were found in, are led to where that text stands now. For this both the text of the recorded run and the
text of the replay are kept as strands: sequences of pieces that name where every character was made, in the source
or by a certain edit. What is the same piece is the same text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, count, pairwise
from operator import itemgetter
from typing import NamedTuple

from textkit.model.changes import ChangeSet
from textkit.model.derived import derived
from textkit.model.finding import Edit
from textkit.model.span import Span

_Placed = tuple[int, Edit]  # an edit and its index in the recorded finding

SOURCE = 0  # the maker of the source's own characters; edits count from 1


class Strand(NamedTuple):
    """``made[begin:end]`` of one maker's text."""

    maker: int
    begin: int
    end: int


class Recorded(NamedTuple):
    """A finding of a recorded run: its number, its edits in its pass's offsets, whether they were made, whether they
    are wanted now.
    """

    number: int
    edits: tuple[Edit, ...]
    applied: bool
    accept: bool


class Replay(NamedTuple):
    """The outcome of a replay: all changes to the source, the passes as replayed, and the numbers of the findings
    that were wanted and could not stand.
    """

    changes: ChangeSet
    passes: tuple[ChangeSet, ...]
    fallen: frozenset[int]


class _Text:
    """One text as strands, with an index from makers to places that is built when asked for."""

    def __init__(self, strands: list[Strand]) -> None:
        self.strands = strands

    @derived
    def starts(self) -> list[int]:
        """Where each strand begins; one more entry: the length of the text."""
        return list(accumulate((s.end - s.begin for s in self.strands), initial=0))

    def cut(self, start: int, end: int) -> list[Strand]:
        """The strands of ``[start, end)``."""
        found: list[Strand] = []
        k = max(0, bisect_right(self.starts, start) - 1)
        while k < len(self.strands) and self.starts[k] < end:
            maker, begin, stop = self.strands[k]
            low, high = max(start - self.starts[k], 0), min(end - self.starts[k], stop - begin)
            if low < high:
                found.append(Strand(maker, begin + low, begin + high))
            k += 1
        return found

    def edit(self, edits: Sequence[tuple[int, int, list[Strand]]]) -> _Text:
        """This text with each ``[start, end)`` (sorted, disjoint) replaced by strands."""
        made: list[Strand] = []
        at = 0
        for start, end, strands in edits:
            made += self.cut(at, start)
            made += strands
            at = end
        return _Text(made + self.cut(at, self.starts[-1]))

    @derived
    def index(self) -> dict[int, list[tuple[int, int, int]]]:
        """For each maker its ``(begin, end, place)``, sorted."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for (maker, begin, end), at in zip(self.strands, self.starts, strict=False):
            found.setdefault(maker, []).append((begin, end, at))
        for places in found.values():
            places.sort()
        return found

    def find(self, strand: Strand) -> list[Span]:
        """Where the characters of ``strand`` stand; those that are gone are left out."""
        found = self.index.get(strand.maker, [])
        k = max(0, bisect_right(found, (strand.begin, 1 << 62, 0)) - 1)
        spans = []
        while k < len(found) and found[k][0] < strand.end:
            begin, end, at = found[k]
            low, high = max(begin, strand.begin), min(end, strand.end)
            if low < high:
                spans.append(Span(at + low - begin, at + high - begin))
            k += 1
        return spans


def replay(source: str, passes: Iterable[Sequence[Recorded]]) -> Replay:
    """Carry out ``passes`` on ``source`` with the findings that are accepted.

    An edit on text that a refused finding made or moved falls with it, and its whole finding. A removal does not: it
    takes what stands at its source places. An insertion stays beside the text it was put behind. Raises ``ValueError``
    for edits outside of the text that their pass was made on.
    """
    return _Replayer(source).run(passes)


class _Replayer:
    def __init__(self, source: str) -> None:
        self.source = source
        self.then = _Text([Strand(SOURCE, 0, len(source))] if source else [])
        self.now = self.then
        self.led = ChangeSet()  # from the source to the recorded run's text
        self.changes = ChangeSet()  # from the source to the replay's text
        self.makers: defaultdict[tuple[int, int], int] = defaultdict(count(1).__next__)  # of finding and edit
        self.displaced: list[Strand] = []  # text moved by findings that do not stand
        self.extra: dict[int, Span] = {}  # places of text made only in the replay
        self.fallen: set[int] = set()

    def run(self, passes: Iterable[Sequence[Recorded]]) -> Replay:
        done = tuple(self._pass(findings) for findings in passes)
        return Replay(self.changes, done, frozenset(self.fallen))

    def _pass(self, findings: Sequence[Recorded]) -> ChangeSet:
        size = self.then.starts[-1]
        for finding in findings:
            if not all(0 <= edit.start <= edit.end <= size for edit in finding.edits):
                raise ValueError(f"finding {finding.number} has an edit outside of its text of {size} characters")
        placed: dict[int, list[_Placed]] = {}
        for finding in findings:
            if finding.accept:
                edits = self._place(finding.edits)
                if edits is None:
                    self.fallen.add(finding.number)
                else:
                    placed[finding.number] = edits
        self._drop_overlaps(placed)
        if any(edit.move for edits in placed.values() for _, edit in edits):
            _carry(placed, self.changes.apply(self.source))

        recorded = {f.number: list(enumerate(f.edits)) for f in findings if f.applied}
        for finding in findings:
            if finding.applied and finding.number not in placed:
                self.displaced += [
                    s for e in finding.edits if e.move and e.start < e.end for s in self.then.cut(e.start, e.end)
                ]
            elif finding.number in placed and not finding.applied:
                for k, edit in enumerate(finding.edits):
                    self.extra[self.makers[finding.number, k]] = self.led.lead(Span(edit.start, edit.end))[0]
        self.then = self._edited(self.then, recorded)
        self.now = self._edited(self.now, placed)
        self.led = self.led.then(_changes(recorded), self.source)
        replayed = _changes(placed)
        self.changes = self.changes.then(replayed, self.source)
        return replayed

    def _edited(self, text: _Text, findings: Mapping[int, Sequence[_Placed]]) -> _Text:
        made: list[tuple[int, int, list[Strand]]] = []
        for number, edits in findings.items():
            for k, edit in edits:
                if edit.move and edit.start == edit.end:
                    taken = [e for _, e in edits if e.move == edit.move and e.start < e.end]
                    strands = [s for e in taken for s in text.cut(e.start, e.end)]
                else:
                    strands = [Strand(self.makers[number, k], 0, len(edit.after))] if edit.after else []
                made.append((edit.start, edit.end, strands))
        made.sort(key=itemgetter(0, 1))
        return text.edit(made)

    def _place(self, edits: Sequence[Edit]) -> list[_Placed] | None:
        """The edits of one finding where its text stands now; ``None`` if one of them has lost its text."""
        placed: list[_Placed] = []
        for k, edit in enumerate(edits):
            if edit.start == edit.end:
                at = self._anchor(edit.start)
                if at is None:
                    return None
                placed.append((k, edit._replace(start=at, end=at)))
            elif not edit.after:
                placed += [(k, edit._replace(start=s.start, end=s.end)) for s in self._standing(edit)]
            else:
                span = self._same(edit)
                if span is None:
                    return None
                placed.append((k, edit._replace(start=span.start, end=span.end)))
        return placed

    def _same(self, edit: Edit) -> Span | None:
        """Where the very text of ``edit`` stands in one run, unless a finding that does not stand made or moved it."""
        spans: list[Span] = []
        for strand in self.then.cut(edit.start, edit.end):
            if self._was_displaced(strand):
                return None
            found = self.now.find(strand)
            if sum(s.end - s.start for s in found) != strand.end - strand.begin:
                return None
            spans.extend(found)
        if any(a.end != b.start for a, b in pairwise(spans)):
            return None
        return Span(spans[0].start, spans[-1].end)

    def _standing(self, edit: Edit) -> list[Span]:
        """What stands at the places a removal took: the text itself, and what it was before refused findings."""
        wanted = self.then.cut(edit.start, edit.end)
        places = self.led.lead(Span(edit.start, edit.end))
        spans = [s for strand in wanted for s in self.now.find(strand)]
        spans += [s for place in places for s in self.now.find(Strand(SOURCE, place.start, place.end))]
        for maker, at in self.extra.items():
            if any(p.start < at.start < p.end if at.empty else p.start <= at.start and at.end <= p.end for p in places):
                spans += self.now.find(Strand(maker, 0, 1 << 60))
        return _union(spans)

    def _anchor(self, at: int) -> int | None:
        """Where an insertion at ``at`` goes now: behind the character it stood behind, else before the next one."""
        if at == 0:
            return 0
        left, right = self.then.cut(at - 1, at), self.then.cut(at, at + 1)
        for strands, behind in ((left, True), (right, False)):
            if strands and not self._was_displaced(strands[0]):
                found = self.now.find(strands[0])
                if found:
                    return found[0].end if behind else found[0].start
        return None

    def _was_displaced(self, strand: Strand) -> bool:
        return any(d.maker == strand.maker and d.begin < strand.end and strand.begin < d.end for d in self.displaced)

    def _drop_overlaps(self, placed: dict[int, list[_Placed]]) -> None:
        """Let a finding fall whose edits now collide with those of one before it."""
        last, owner, fallen = 0, -1, set()
        for start, end, number in sorted((e.start, e.end, n) for n, edits in placed.items() for _, e in edits):
            if start < last and number != owner:
                fallen.add(max(number, owner))
            if end >= last:
                last, owner = end, number
        for number in fallen:
            del placed[number]
        self.fallen |= fallen


def _carry(placed: Mapping[int, list[_Placed]], text: str) -> None:
    """Make the insertion of each move carry what its removal takes now."""
    for edits in placed.values():
        for n, (k, edit) in enumerate(edits):
            if edit.move and edit.start == edit.end:
                taken = "".join(text[e.start : e.end] for _, e in edits if e.move == edit.move and e.start < e.end)
                edits[n] = (k, edit._replace(after=taken))


def _changes(findings: Mapping[int, Sequence[_Placed]]) -> ChangeSet:
    owners = [number for number, edits in findings.items() for _ in edits]
    return ChangeSet.of((e for edits in findings.values() for _, e in edits), owners)


def _union(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
