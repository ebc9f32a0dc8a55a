"""Columns of Chinese or Japanese read row by row, told apart by the characters on both sides of every break.

All columns of a page end with it, so pages are looked at one by one, as far as their numbers tell them apart. A reader
of PDF files that puts together what is near gives the lines of two columns in turn, then a block of one, then turns
again (pdfminer.six, ``LTLayoutContainer.group_textboxes``): what is usual there was learned from such pages.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks import interleaved, shadow
from textkit.judgement.breaks.column import WIDEST
from textkit.judgement.breaks.column_weights import WEIGHTS
from textkit.judgement.breaks.interleaved import Row, State, Stretch, clip, open_end
from textkit.language import edges, seam

if TYPE_CHECKING:
    from textkit.judgement.breaks.across import Seams
    from textkit.judgement.breaks.page import Page

Evidence = Iterator[tuple[str, float]]  # its names, and how much there is of it

# The cheap look, in nats of the seam table. Of 2,100 texts in ordinary columns 14 pass it, and the close look takes one of
# them for columns in turn.
BAD = -1.0  # a seam of neighbouring lines below which the lines before them are asked
RUN, WITHIN = 5, 30  # bad seams looked at together, and lines they stand within
GOOD = 2.5  # mean of the best seams with lines before; in ordinary columns about 0.2, in one of a hundred runs 2.3
LAGS = range(2, 13)  # lines back: what is read between them may be a whole block of another column
LISTED = 3  # one line of so many that is an entry of a list or markup shows that these are no columns
NEAR = 40  # lines to both sides of what the cheap look found in which the close look must see columns take turns …
AROUND = 200  # … before it looks at so many: columns go on where others have ended

# The close look.
PARAGRAPHS = 3  # lines twice as wide as others that are not of a column: fewer are headlines
OPEN = 6  # columns that can be open at once
BEGUN = -1  # the turn of a line that begins a column
ROOM = 6  # columns left at the end of the last line of a paragraph
NEXT = 1.0  # nats for the foot of a column to go on at the head of the one that begins next …
ENOUGH = 1.0  # … and that another must have
MOST_COLUMNS = 40  # and pieces of columns on a page
EARLY = (2, 5, 12)  # lines of a page among which columns begin more often
SENTENCE = (-6.0, 2.0)  # log-odds of a beginning that counts as none, and as sure
OPEN_ENDS = ("on", "pause", "quote", "brief")  # of lines that go on
LITTLE, PAIR = 0.2, 3.0  # pairs that are added to those seen, and nats that they count for at the most
SAID = (-6.0, 10.0)  # nats that a seam counts for at the least and the most


def read(
    page: Page, kept: Sequence[int], pairs: Sequence[tuple[int, int]], seams: Seams
) -> tuple[list[Stretch], dict[int, Row]]:
    """The stretches of ``page`` in which columns take turns, and where each line of them goes on from.

    ``kept`` are the lines that are not furniture, ``pairs`` those of them that may go on from one another, ``seams`` what
    the table says of neighbouring ones.
    """
    stretches: list[Stretch] = []
    rows: dict[int, Row] = {}
    places = _suspects(page, kept, pairs, seams)
    near = [
        (a, b) for a, b in _ranges(places, NEAR, len(kept)) if any(look.ranges for look in _looks(page, kept, a, b))
    ]
    places = [at for at in places if any(a <= at < b for a, b in near)]
    for first, stop in _ranges(places, AROUND, len(kept)):
        if sum(page.markers[i] in ("item", "markup") for i in kept[first:stop]) * LISTED >= stop - first:
            continue  # entries of lists do not go on from one another
        found = interleaved.found(page, _looks(page, kept, first, stop), whole=True)
        stretches += [s if _in_columns(page, range(s.first, s.stop)) else s._replace(order=()) for s in found[0]]
        rows |= found[1]
    return stretches, rows


def _looks(page: Page, kept: Sequence[int], first: int, stop: int) -> list[interleaved.Look]:
    """The close look at a range of ``kept``, page by page."""
    return [interleaved.looked_at(page, kept[a:b], Reader) for a, b in pages(page, kept, first, stop)]


def pages(page: Page, kept: Sequence[int], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The range of ``kept`` page by page, as far as page numbers and form feeds tell."""
    for at in range(first + 1, stop):
        if _turned(page, kept[at - 1], kept[at]):
            yield first, at
            first = at
    yield first, stop


def _in_columns(page: Page, lines: Sequence[int]) -> bool:
    """Whether lines are still those of columns: what was joined before is paragraphs, and hides how columns took turns."""
    widths = sorted(page.own[i] for i in lines)
    return widths[-PARAGRAPHS:][0] <= 2 * widths[len(widths) * 6 // 10]


def _turned(page: Page, i: int, j: int) -> bool:
    """Whether a new page begins between two lines."""
    between = (page.lines[k].s for k in range(i + 1, j))
    if any(furniture.BARE.fullmatch(s) or furniture.page_number(s) for s in between):
        return True
    return "\f" in page.text[page.lines[i].span.end : page.lines[j].span.start]


def _suspects(page: Page, kept: Sequence[int], pairs: Sequence[tuple[int, int]], seams: Seams) -> list[int]:
    """Places in ``kept`` before which lines go on from others than the one above."""
    own = page.own  # what is wider than a column is a paragraph
    narrow = [(i, j) for i, j in pairs if own[i] <= WIDEST and own[j] <= WIDEST and open_end(page, i)]
    said = map(seams.of(narrow).__getitem__, narrow)
    bad = [bisect_left(kept, j) for (_, j), s in zip(narrow, said, strict=True) if s is not None and s.anywhere < BAD]
    runs = [k for k in range(RUN - 1, len(bad)) if bad[k] - bad[k - RUN + 1] <= WITHIN]
    asked = sorted({at for k in runs for at in bad[k - RUN + 1 : k + 1]})
    tries = [(at, kept[at - lag]) for at in asked for lag in LAGS if lag <= at and open_end(page, kept[at - lag])]
    best = dict.fromkeys(asked, -2.0)
    elsewhere = seam.weigh([(page.lines[i].s[-8:], page.lines[kept[at]].s[:8]) for at, i in tries])
    for (at, _), s in zip(tries, elsewhere, strict=True):
        best[at] = max(best[at], min(6.0, s.anywhere))
    return [bad[k] for k in runs if sum(best[at] for at in bad[k - RUN + 1 : k + 1]) >= GOOD * RUN]


def _ranges(places: Sequence[int], around: int, many: int) -> list[tuple[int, int]]:
    """The ranges of ``many`` lines up to ``around`` lines from ``places`` and from what the cheap look saw before them."""
    ranges: list[tuple[int, int]] = []
    for at in places:
        first, stop = max(0, at - WITHIN - around), min(many, at + around)
        if ranges and first <= ranges[-1][1]:
            first = ranges.pop()[0]
        ranges.append((first, stop))
    return ranges


class Reader(interleaved.Reader):
    """The close look at a range of lines, Chinese or Japanese."""

    def __init__(self, page: Page, lines: Sequence[int]) -> None:
        super().__init__(page, lines)
        self.kinds = {i: self._kind(i) for i in lines}
        self.own = _own(page.text)

    def _kind(self, i: int) -> str:
        """How line ``i`` ends: ``ended stopped semi pause brief quote`` or ``on``."""
        page, coarse = self.page, self.page.coarse[i]
        if coarse == "stop":
            return "ended" if page.columns[i].width - page.own[i] > ROOM else "stopped"
        if coarse in ("semi", "pause"):
            return coarse
        if page.own[i] < interleaved.BRIEF * self.width:
            return "brief"
        return "quote" if coarse == "quote" else "on"

    def ways(self, state: State, links: Mapping[int, float], j: int) -> Iterator[interleaved.Way]:
        many = len(state.open)
        for k, i in enumerate(state.open):
            behind = (j, *state.open[:k], *state.open[k + 1 :])
            score = links[i] + _usual(k, many, state.turn, state.earlier)
            yield State(behind, True, k, state.turn), score, i
        begins = links[-1] + WEIGHTS.get(open_now(many), 0.0)
        yield State((j, *state.open)[:OPEN], True, BEGUN, state.turn), begins, -1

    def ordered(self, columns: list[list[int]]) -> list[list[int]]:
        """What breaks off at the foot of a column goes on at the head of another, rather of the one that begins next."""
        if len(columns) > MOST_COLUMNS:
            return columns
        known = [k for k, column in enumerate(columns) if column[0] in self.place and column[-1] in self.place]
        gains: list[tuple[float, int, int]] = []
        for a, b in permutations(known, 2):
            if b:  # the first line of a page stays there
                foot, head = columns[a][-1], columns[b][0]
                following = known.index(b) == known.index(a) + 1
                gain = self.links([foot], -1, head)[foot] + NEXT * following
                gains += [(-gain, a, b)] if following or gain >= ENOUGH else []
        behind: dict[int, int] = {}
        led: set[int] = set()
        for _, a, b in sorted(gains):
            last = b
            while last in behind:
                last = behind[last]
            if a not in behind and b not in led and last != a:
                behind[a] = b
                led.add(b)
        order = []
        for first in range(len(columns)):
            at: int | None = None if first in led else first
            while at is not None:
                order.append(columns[at])
                at = behind.get(at)
        return order

    def links(self, tails: list[int], above: int, j: int) -> dict[int, float]:
        self.ask_ahead(tails, j)
        found = {-1: total(self.begins(j))}
        sums: dict[str, float] = {}  # of what ends of one kind have in common
        for i in tails:
            kind = self.kinds[i]
            if kind not in sums:
                sums[kind] = total(self._before(kind, j))
            found[i] = total(self._from(i, j, above), sums[kind])
        return found

    def begins(self, j: int) -> Evidence:
        """What speaks for and against line ``j`` beginning a column."""
        early = sum(self.place[j] >= many for many in EARLY)
        yield "begin", 1
        yield f"begin at {early}", 1
        yield "begin begins", self._sentence(j)
        yield f"begin head {self._start(j)}", 1
        yield f"begin inset {self._inset(j)}", 1
        yield "begin brief head", self.kinds[j] == "brief"
        yield "begin box", self.boxed and not self.page.lines[j].blanks

    def goes_on(self, i: int, j: int, above: int) -> Evidence:
        """What speaks for and against line ``j`` going on from line ``i``."""
        yield from self._before(self.kinds[i], j)
        yield from self._from(i, j, above)

    def _before(self, tail: str, j: int) -> Evidence:
        """What line ``j`` says behind any line that ends like ``tail``."""
        yield tail, 1
        yield f"{tail} begins", self._sentence(j)
        yield f"{tail if tail in ('ended', 'stopped', 'on') else 'other'} head {self._start(j)}", 1
        yield f"{tail} inset {self._inset(j)}", 1
        yield f"{tail} brief head", self.kinds[j] == "brief"

    def _from(self, i: int, j: int, above: int) -> Evidence:
        """What only the two lines say together."""
        tail = self.kinds[i]
        if tail != "ended":  # behind the last line of a paragraph anything may stand
            said = clip(self.seams[i, j], *SAID)
            loose = "q" if self._start(j) in ("digit", "openquote", "open") else ""
            kind = "on" if tail in ("pause", "quote") else tail
            yield f"{kind} {'for' if said > 0 else 'against'}{loose}", said
            for name, value in self.own.said(self.page.lines[i].s, self.page.lines[j].s):
                yield f"{kind} own {name}", value
        opened, closed = self.balance[i][0] > 0, self.balance[j][1] > 0
        if opened or closed:
            yield f"quote {'fits' if opened and closed else 'closed only' if closed else 'opened only'}", 1
        if self.boxed and not self.page.lines[j].blanks:  # lines of one box of the page are of one column
            yield "box here" if i == above else "box other", 1

    def _inset(self, j: int) -> str:
        """Whether line ``j`` is short by an indent that was lost, and goes on all the same, as first lines do."""
        return f"{self.page.insets[j]} {'on' if self.kinds[j] in OPEN_ENDS else 'end'}"

    def _start(self, j: int) -> str:
        """What line ``j`` begins with, if with no word."""
        start = self.page.starts[j]
        return start if start in ("nostart", "digit", "openquote", "open") else ""

    def _sentence(self, j: int) -> float:
        """How likely line ``j`` begins a sentence, 0 to 1."""
        edge = edges.head(self.page.lines[j].s[:4])
        return 0.0 if edge is None else (clip(edge.three, *SENTENCE) - SENTENCE[0]) / (SENTENCE[1] - SENTENCE[0])


class Own:
    """What a text says itself of characters that meet: whether they stand together inside its lines, too."""

    def __init__(self, lines: Iterable[str]) -> None:
        said = list(lines)
        self._single = Counter("".join(said))
        self._pairs = Counter(pair for s in said for pair in pairwise(s))
        self._threes = Counter(s[k : k + 3] for s in said for k in range(len(s) - 2))
        self._all = max(1, self._single.total())

    def said(self, tail: str, head: str) -> Evidence:
        """What it says of the characters around a break."""
        a, b = tail[-1:], head[:1]
        chance = self._single[a] * self._single[b] / self._all
        yield "pair", clip(math.log((self._pairs[a, b] + LITTLE) / (chance + LITTLE)), -PAIR, PAIR)
        yield "three", (self._threes[tail[-2:] + b] > 0) + (self._threes[a + head[:2]] > 0)


@lru_cache(maxsize=1)
def _own(text: str) -> Own:
    return Own(line.s for line in shadow.split(text))


def open_now(many: int) -> str:
    """The name of the evidence on a new column beside ``many`` open ones."""
    return f"begin open {min(many, 4)}"


def total(evidence: Evidence, known: float = 0.0) -> float:
    """What some evidence weighs, in nats, added to what is ``known``."""
    for name, value in evidence:
        known += WEIGHTS.get(name, 0.0) * value
    return known


@lru_cache(1 << 10)
def _usual(k: int, many: int, last: int, earlier: int) -> float:
    return total(rhythm(k, many, last, earlier))


def rhythm(k: int, many: int, last: int, earlier: int) -> Evidence:
    """What tells how usual it is that the column that had a line ``k`` columns ago has the next one, of ``many``.

    ``last`` and ``earlier`` are the last two turns.
    """
    if not k:
        names = ["same", "same again" * (last == 0), "same again again" * (last == earlier == 0)]
        names += ["same after begin" * (last == BEGUN), "only" * (many == 1)]
    else:
        names = [f"turn {min(k, 4)}", "turn as last" * (k == last), "turn as last two" * (k == last == earlier)]
        names += ["oldest" * (k == many - 1), "turn after same" * (last == 0)]
        names += ["turn after run" * (last == earlier == 0), "turn after begin" * (last == BEGUN)]
    return ((name, 1) for name in names if name)
