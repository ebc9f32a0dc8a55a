"""Columns of Chinese or Japanese read row by row, told apart by the characters on both sides of every break."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

from textkit.judgement.breaks import interleaved, interleaved_fitted
from textkit.judgement.breaks.column import PAPER
from textkit.judgement.breaks.column_weights import WEIGHTS
from textkit.judgement.breaks.interleaved import Row, Stretch, clip, open_end
from textkit.judgement.breaks.interleaved_fitted import BLOCK, Evidence, in_columns, pages, said_around
from textkit.language import edges, seam

if TYPE_CHECKING:
    from textkit.judgement.breaks.across import Seams
    from textkit.judgement.breaks.page import Page

# The cheap look, in nats of the seam table. Of 2,100 texts in ordinary columns 14 pass it, and the close look takes one of
# them for columns in turn.
BAD = -1.0  # a seam of neighbouring lines below which the lines before them are asked
SHORT = 40  # lines of a page
RUN, WITHIN = 5, 30  # bad seams looked at together, and lines they stand within
GOOD = 2.5  # mean of the best seams with lines before; in ordinary columns about 0.2, in one of a hundred runs 2.3
# The same of stories and manuals, whose seams the table knows less well: most lines that may go on do so badly. Of 283
# printed texts in ordinary columns fewer than 5 in 100 pass it.
LONG_RUN, FAIR, MOST = 8, 1.0, 0.5
# So the close look must see columns take turns there, in that many lines to both sides: so many sentences, and one for so
# many of the lines, go on across lines of others. Of 1,716 texts, half of them cut into lines of one width, none passes both.
NEXT, CROSSING, DENSE = 8, 4, 0.4
LAGS = range(2, 13)  # lines back: what is read between them may be a whole block of another column
LISTED = 3  # one line of so many that is an entry of a list or markup shows that these are no columns
NEAR = 40  # lines to both sides of what the cheap look found in which the close look must see columns take turns …
AROUND = 200  # … before it looks at so many: columns go on where others have ended

# The close look.
ROOM = 6  # columns left at the end of the last line of a paragraph
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
    sure, likely = _suspects(page, kept, pairs, seams)
    places: list[int] = []
    for suspects, around, take_turns in ((sure, NEAR, _somewhere), (likely, NEXT, _densely)):
        left = [at for at in suspects if at not in places]
        near = [(a, b) for a, b in _ranges(left, around, len(kept)) if any(map(take_turns, _looks(page, kept, a, b)))]
        places += [at for at in left if any(a <= at < b for a, b in near)]
    places.sort()
    for first, stop in _ranges(places, AROUND, len(kept)):
        if sum(page.markers[i] in ("item", "markup") for i in kept[first:stop]) * LISTED >= stop - first:
            continue  # entries of lists do not go on from one another
        found = interleaved.found(page, _looks(page, kept, first, stop), whole=True)
        stretches += [s if in_columns(page, range(s.first, s.stop)) else s._replace(order=()) for s in found[0]]
        rows |= found[1]
    return stretches, rows


def _somewhere(look: interleaved.Look) -> bool:
    """Whether columns take turns in what was looked at."""
    return bool(look.ranges)


def _densely(look: interleaved.Look) -> bool:
    """Whether columns take turns line by line in a part of what was looked at."""
    return any(crossing >= max(CROSSING, DENSE * (stop - first)) for first, stop, crossing in look.ranges)


def _looks(page: Page, kept: Sequence[int], first: int, stop: int) -> list[interleaved.Look]:
    """The close look at a range of ``kept``, page by page."""
    return [interleaved.looked_at(page, kept[a:b], Reader) for a, b in pages(page, kept, first, stop)]


def _suspects(
    page: Page, kept: Sequence[int], pairs: Sequence[tuple[int, int]], seams: Seams
) -> tuple[list[int], list[int]]:
    """Places in ``kept`` before which lines go on from others than the one above, and those before which they may."""
    own = page.own  # what is wider than a column is a paragraph
    narrow = [(i, j) for i, j in pairs if own[i] <= PAPER and own[j] <= PAPER and open_end(page, i)]
    if len(narrow) < RUN:
        return [], []
    # The others will be asked about too: of a short page all at once.
    said = map(seams.of(pairs if len(pairs) < SHORT else narrow).__getitem__, narrow)
    told = [(bisect_left(kept, j), s.anywhere) for (_, j), s in zip(narrow, said, strict=True) if s is not None]
    bad = [at for at, anywhere in told if anywhere < BAD]
    runs = [k for k in range(RUN - 1, len(bad)) if bad[k] - bad[k - RUN + 1] <= WITHIN]
    asked = sorted({at for k in runs for at in bad[k - RUN + 1 : k + 1]})
    tries = [(at, kept[at - lag]) for at in asked for lag in LAGS if lag <= at and open_end(page, kept[at - lag])]
    best = dict.fromkeys(asked, -2.0)
    elsewhere = seam.weigh([(page.lines[i].s[-8:], page.lines[kept[at]].s[:8]) for at, i in tries])
    for (at, _), s in zip(tries, elsewhere, strict=True):
        best[at] = max(best[at], min(6.0, s.anywhere))
    sure = [bad[k] for k in runs if sum(best[at] for at in bad[k - RUN + 1 : k + 1]) >= GOOD * RUN]
    places = [at for at, _ in told]
    likely: list[int] = []
    for k in range(LONG_RUN - 1, len(bad)):
        run = bad[k - LONG_RUN + 1 : k + 1]
        most = bisect_right(places, run[-1]) - bisect_left(places, run[0]) <= LONG_RUN / MOST
        if most and run[-1] - run[0] <= WITHIN and sum(map(best.__getitem__, run)) >= FAIR * LONG_RUN:
            likely.append(run[-1])
    return sure, likely


def _ranges(places: Sequence[int], around: int, many: int) -> list[tuple[int, int]]:
    """The ranges of ``many`` lines up to ``around`` lines from ``places`` and from what the cheap look saw before them."""
    ranges: list[tuple[int, int]] = []
    for at in places:
        first, stop = max(0, at - WITHIN - around), min(many, at + around)
        if ranges and first <= ranges[-1][1]:
            first = ranges.pop()[0]
        ranges.append((first, stop))
    return ranges


class Reader(interleaved_fitted.Reader):
    """The close look at a range of lines, Chinese or Japanese."""

    weights = WEIGHTS

    def __init__(self, page: Page, lines: Sequence[int]) -> None:
        super().__init__(page, lines)
        self.kinds = {i: self._kind(i) for i in lines}
        self.own = _own(page.text, lines[0] // BLOCK)

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

    def links(self, tails: list[int], above: int, j: int) -> dict[int, float]:
        self.ask_ahead(tails, j)
        found = {-1: self.total(self.begins(j))}
        sums: dict[str, float] = {}  # of what ends of one kind have in common
        for i in tails:
            kind = self.kinds[i]
            if kind not in sums:
                sums[kind] = self.total(self._before(kind, j))
            found[i] = self.total(self._from(i, j, above), sums[kind])
        return found

    def begins(self, j: int) -> Evidence:
        early = sum(self.place[j] >= many for many in EARLY)
        yield "begin", 1
        yield f"begin at {early}", 1
        yield "begin begins", self._sentence(j)
        yield f"begin head {self._start(j)}", 1
        yield f"begin inset {self._inset(j)}", 1
        yield "begin brief head", self.kinds[j] == "brief"
        yield "begin box", self.boxed and not self.page.lines[j].blanks

    def goes_on(self, i: int, j: int, above: int) -> Evidence:
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
    """What lines say themselves of characters that meet: whether they stand together inside of one, too."""

    def __init__(self, lines: Iterable[str]) -> None:
        said = "\n".join(lines)
        self._single = Counter(said)
        self._pairs = Counter(map(add, said, said[1:]))
        self._threes = set(map(add, map(add, said, said[1:]), said[2:]))
        self._all = max(1, len(said) - self._single["\n"])

    def said(self, tail: str, head: str) -> Evidence:
        """What they say of the characters around a break."""
        a, b = tail[-1:], head[:1]
        chance = self._single[a] * self._single[b] / self._all
        yield "pair", clip(math.log((self._pairs[a + b] + LITTLE) / (chance + LITTLE)), -PAIR, PAIR)
        yield "three", (tail[-2:] + b in self._threes) + (a + head[:2] in self._threes)


@lru_cache(maxsize=2)
def _own(text: str, block: int) -> Own:
    return Own(said_around(text, block))
