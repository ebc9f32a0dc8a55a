"""Columns of English read row by row, told apart by the words on both sides of every break.

Where something cannot stand together (``mixed``), the words are asked whether they go on better from lines farther back.
There every line is given to a column as in Chinese (``interleaved_fitted``), by how well its first words go on from the
last words of each open column, whether the first of them would have had room there, and whether the text has them together
elsewhere. Lines that were set wide to fill their column end no paragraph. Columns take turns where that explains the lines
better by far than that each goes on from the one above.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from textkit.judgement.breaks import interleaved, interleaved_fitted, latin
from textkit.judgement.breaks.column import PAPER
from textkit.judgement.breaks.column_weights_english import WEIGHTS
from textkit.judgement.breaks.interleaved import clip
from textkit.judgement.breaks.interleaved_fitted import BLOCK, Evidence, in_columns, pages, said_around
from textkit.judgement.breaks.mixed import unlikely
from textkit.judgement.breaks.shadow import TORN
from textkit.language import wording

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

# The cheap look: a column whose words go on better from the second, third or fourth line before than from the last.
WINDOW: Final = 24  # lines looked at together
LAGS: Final = (2, 3, 4)
MOST: Final = 4.0  # nats that one break counts for at the most
LEAD: Final = -0.6  # mean nats by which the words of such a line lead the last; in plain columns they are 1.7 behind
LEAST: Final = -1.5  # … and that they have
# Most lines of a column are full, and have no marks of code in them.
FULL, NARROW, WIDE = 0.4, 0.8, 1.15  # share of lines that are nearly as wide as the usual one, and what is nearly
CODE: Final = 0.1  # share of lines that may have such marks
AROUND: Final = 100  # lines to both sides of what is mixed that are read with it

# The close look.
SURE: Final = 8.0  # nats by which columns that take turns must explain a page better than lines that go on in order
ROOM: Final = 4  # columns left at the end of the last line of a paragraph
WIDEST_SHARE: Final = 0.95  # of the lines are no wider than their column
ROOMS: Final = (-8, -4, 0, 1, 2, 4, 6)  # bounds of the steps in which the room beside the next word is told, in columns
REACHES: Final = (1, 5)  # the same of the columns that a line lacks, by which first lines that were set in show
EARLY: Final = (2, 5, 12)  # lines of a page among which columns begin more often
SAID: Final = (-6.0, 8.0)  # nats that a seam counts for at the least and the most
SEEN: Final = 2  # times that two words stand together elsewhere that are told
OFTEN: Final = (3, 7)  # bounds of the steps in which it is told how often the first of them does at all
EDGE: Final = 60  # characters that hold two words and a mark


def read(page: Page, kept: Sequence[int]) -> tuple[list[interleaved.Stretch], dict[int, interleaved.Row]]:
    """The stretches of ``page`` in which columns take turns, and where each line of them goes on from.

    ``kept`` are the lines that are not furniture.
    """
    stretches: list[interleaved.Stretch] = []
    rows: dict[int, interleaved.Row] = {}
    for first, stop in _suspects(page, kept):
        looks = [interleaved.looked_at(page, kept[a:b], Reader) for a, b in pages(page, kept, first, stop)]
        if not any(look.reader and look.reader.gain >= SURE for look in looks):
            continue
        found = interleaved.found(page, looks, whole=True)
        stretches += [s if in_columns(page, range(s.first, s.stop)) else s._replace(order=()) for s in found[0]]
        rows |= found[1]
    return stretches, rows


def _suspects(page: Page, kept: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of ``kept`` in which lines go on from others than the one above."""
    strange = [k for k in range(1, len(kept)) if unlikely(page, kept, k, 1)]
    near = _merged([(k - WINDOW, k + WINDOW) for k in strange], len(kept))
    found = [(k - AROUND, k + WINDOW + AROUND) for first, stop in near for k in _mixed(page, kept[first:stop], first)]
    return _merged(found, len(kept))


def _merged(ranges: list[tuple[int, int]], many: int) -> list[tuple[int, int]]:
    """``ranges``, which begin one behind the other, cut to ``many`` and put together where they meet."""
    found: list[tuple[int, int]] = []
    for first, stop in ranges:
        first, stop = max(0, first), min(many, stop)
        if found and first <= found[-1][1]:
            first = found.pop()[0]
        found.append((first, stop))
    return found


def _mixed(page: Page, lines: Sequence[int], first: int) -> list[int]:
    """Where windows of ``lines`` begin in which the words go on from a line before the last; ``first`` is added."""
    import numpy as np

    if len(lines) <= WINDOW:
        return []
    texts = [page.lines[i].s for i in lines]
    widths = np.lib.stride_tricks.sliding_window_view(np.array([page.own[i] for i in lines], float), WINDOW)
    usual = np.sort(widths, 1)[:, [WINDOW * 3 // 5]]
    even = np.mean((widths >= NARROW * usual) & (widths <= WIDE * usual), 1) >= FULL
    code = np.cumsum([0, *(latin.CODE.search(text) is not None for text in texts)])
    prose = (code[WINDOW:] - code[:-WINDOW] <= CODE * WINDOW) & even
    if not prose.any():
        return []
    sums = []
    for lag in (1, *LAGS):
        pairs = [(texts[k - lag][-wording.REACH :], texts[k][: wording.REACH]) for k in range(lag, len(texts))]
        said = np.clip(wording.columns(pairs).anywhere, -MOST, MOST)
        sums.append(np.cumsum(np.concatenate([np.zeros(lag + 1), said])))
    above, *others = [(total[WINDOW:] - total[:-WINDOW]) / WINDOW for total in sums]
    best = np.max(others, 0)
    return [first + int(k) for k in np.flatnonzero(prose & (best - above >= LEAD) & (best >= LEAST))]


class Together(NamedTuple):
    """How often the words of a page stand inside of lines, next to one another and with one other between."""

    words: Counter[str]
    next: Counter[tuple[str, str]]
    second: Counter[tuple[str, str]]


@lru_cache(maxsize=2)
def together(text: str, block: int) -> Together:
    """What stands together inside of the lines of a block of ``text`` and of those beside it, in small letters."""
    words: Counter[str] = Counter()
    next_: Counter[tuple[str, str]] = Counter()
    second: Counter[tuple[str, str]] = Counter()
    for line in said_around(text, block):
        found = wording.TOKEN.findall(line.lower())
        words.update(found[:-1])
        next_.update(pairwise(found))
        second.update(zip(found, found[2:], strict=False))
    return Together(words, next_, second)


class Reader(interleaved_fitted.Reader):
    """The close look at a range of English lines."""

    weights = WEIGHTS

    def __init__(self, page: Page, lines: Sequence[int]) -> None:
        super().__init__(page, lines)
        self.sizes = {i: page.columns[i].own if page.printed else page.own[i] for i in lines}
        sizes = sorted(size for size in self.sizes.values() if size <= PAPER) or [PAPER]
        self.column = sizes[min(len(sizes) - 1, int(len(sizes) * WIDEST_SHARE))]
        self.wide = {i: page.set[i] in ("wide", "spaced") for i in lines}
        self.spaced = self._spaced()
        self.kinds = {i: self._kind(i) for i in lines}
        self.firsts = {i: self._first(i) for i in lines}
        self.heads = {i: self._head(i) for i in lines}
        self.together = together(page.text, lines[0] // BLOCK)
        self.last = {i: wording.TOKEN.findall(page.lines[i].s[-EDGE:].lower())[-2:] for i in lines}
        self.next = {i: wording.TOKEN.findall(page.lines[i].s[:EDGE].lower())[:2] for i in lines}

    def ask(self, pairs: Sequence[tuple[int, int]]) -> None:
        lines, reach = self.page.lines, wording.REACH
        said = wording.columns([(lines[i].s[-reach:], lines[j].s[:reach]) for i, j in pairs])
        self.seams.update(zip(pairs, said.anywhere.tolist(), strict=True))

    def _spaced(self) -> set[int]:
        """The lines that are pieces of rows: a reader that cut them there left a space behind them, as it did in few others."""
        text, lines = self.page.text, self.page.lines
        found = {i for i in self.lines if TORN.match(text, lines[i].span.end)}
        return found if len(found) * 2 < len(self.lines) else set()

    def _kind(self, i: int) -> str:
        """How line ``i`` ends: ``piece ended stopped pause brief quote`` or ``on``; ``wide`` before it where it was set so."""
        if i in self.spaced:
            return "piece"
        coarse, short = self.page.coarse[i], self.column - self.sizes[i] > ROOM
        if self.wide[i]:
            return f"wide {'stopped' if coarse == 'stop' else 'on'}"
        if coarse == "stop":
            return "ended" if short else "stopped"
        if coarse in ("semi", "pause"):
            return "pause"
        if self.sizes[i] < interleaved.BRIEF * self.column:
            return "brief"
        return "quote" if coarse == "quote" else "on"

    def _first(self, j: int) -> str:
        """What line ``j`` begins with."""
        word = latin.first_word(self.page.lines[j].s)
        return "quoted" if word.startswith("quoted") else word

    def _head(self, j: int) -> str:
        """How far line ``j`` reaches: one that was set in does so less far."""
        if self.kinds[j] == "brief":
            return "brief"
        reach = bisect(REACHES, self.column - self.sizes[j])
        return f"{reach}{' wide' if self.wide[j] else ''}"

    def links(self, tails: list[int], above: int, j: int) -> dict[int, float]:
        self.ask_ahead(tails, j)
        found = {-1: self.total(self.begins(j))}
        for i in tails:
            found[i] = self.total(self.goes_on(i, j, above))
        return found

    def begins(self, j: int) -> Evidence:
        yield "begin", 1
        yield f"begin at {sum(self.place[j] >= many for many in EARLY)}", 1
        yield f"begin first {self.firsts[j]}", 1
        yield f"begin head {self.heads[j]}", 1
        yield "begin box", self.boxed and not self.page.lines[j].blanks

    def goes_on(self, i: int, j: int, above: int) -> Evidence:
        kind = self.kinds[i]
        yield kind, 1
        yield f"{kind} first {self.firsts[j]}", 1
        yield f"{kind} head {self.heads[j]}", 1
        if kind != "ended":  # behind the last line of a paragraph anything may stand
            said = clip(self.seams[i, j], *SAID)
            yield f"{kind} {'for' if said > 0 else 'against'}", said
            room = bisect(ROOMS, self.column - self.sizes[i] - self.page.needs[j - 1]) if j else 0
            yield f"{kind} room {room}", 1
            yield from self._seen(self.last[i], self.next[j])
        if kind == "piece":
            yield f"piece {'fits' if self.sizes[i] + self.sizes[j] < self.column + ROOM else 'over'}", 1
        opened, closed = self.balance[i][0] > 0, self.balance[j][1] > 0
        if opened or closed:
            yield f"quote {'fits' if opened and closed else 'closed only' if closed else 'opened only'}", 1
        if self.boxed and not self.page.lines[j].blanks:  # lines of one box of the page are of one column
            yield "box here" if i == above else "box other", 1

    def _seen(self, last: list[str], first: list[str]) -> Evidence:
        """What the page says elsewhere of the words ``last`` and ``first`` beside a break: that they stand together."""
        if not last or not last[-1][0].isalpha():
            return
        words, next_, second = self.together
        often = bisect(OFTEN, words[last[-1]])
        yield f"seen {min(SEEN, next_[last[-1], first[0]])} of {often}", 1
        apart = sum(second[pair] for pair in zip(last, first, strict=False)) if len(last) == len(first) == SEEN else 0
        yield f"seen apart {min(SEEN, apart)}", 1
