"""Columns of English read row by row, told apart by the words on both sides of every break.

Where something cannot stand together (``mixed``), the words are asked whether they go on better from lines farther back.
There every line is given to a column as in Chinese (``interleaved``), by how well its first words go on from the last
words of each open column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textkit.judgement.breaks import interleaved, latin
from textkit.judgement.breaks.mixed import unlikely
from textkit.judgement.breaks.tongue import tongue
from textkit.language import wording

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

# The cheap look: a column whose words go on better from the second, third or fourth line before than from the last.
WINDOW: Final = 24  # lines looked at together
LAGS: Final = (2, 3, 4)
MOST: Final = 4.0  # nats that one break counts for at the most
LEAD, LEAST = (
    0.2,
    -0.6,
)  # mean nats by which such a line leads the last, and that it has; in plain columns -1.7, and -1.0
# Most lines of a column are full, and have no marks of code in them.
FULL, NARROW, WIDE = 0.6, 0.8, 1.15  # share of lines that are nearly as wide as the usual one, and what is nearly
CODE: Final = 0.1  # share of lines that may have such marks
AROUND: Final = 100  # lines to both sides of what is mixed that are read with it

# The weights are rounded from a conditional logistic regression on columns of other texts. A line ends a paragraph (a stop,
# and short), a sentence (a stop, and full), is short without a stop, as headings are, or goes on.
BEGINS: Final = {"lower": -3.1, "upper": -0.8, "openquote": -0.2}  # a column with such a line; with others:
BEGINS_OTHERWISE: Final = 1.3
GOES_ON: Final = {
    "ended": {"lower": -3.3, "upper": -0.5, "openquote": 0.9},
    "stopped": {"lower": 0.0, "upper": 0.6, "openquote": 1.3},
    "short": {"lower": 1.7, "upper": 1.2, "openquote": -0.5},
    "open": {"lower": 2.2, "upper": 0.4, "openquote": -0.9},
}
OTHERWISE: Final = {"ended": 0.3, "stopped": 1.5, "short": 0.2, "open": -1.2}
WORDS: Final = {"ended": (0.0, 0.0), "stopped": (0.3, 0.3), "short": (0.8, 1.0), "open": (1.0, 0.9)}  # against, and for
BOX: Final = 0.8  # lines of one box of the page are of one column
CLOSED: Final = (
    2.0  # a quotation or bracket closed here that was opened there, and as much for any that was opened somewhere
)


def read(page: Page, kept: Sequence[int]) -> tuple[list[interleaved.Stretch], dict[int, interleaved.Row]]:
    """The stretches of ``page`` in which columns take turns, and where each line of them goes on from.

    ``kept`` are the lines that are not furniture.
    """
    stretches: list[interleaved.Stretch] = []
    rows: dict[int, interleaved.Row] = {}
    for first, stop in _suspects(page, kept):
        found = interleaved.close_look(page, kept[first:stop], Reader)
        stretches += found[0]
        rows |= found[1]
    return stretches, rows


def _suspects(page: Page, kept: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of ``kept`` in which lines go on from others than the one above."""
    if tongue(page.text) != "en":
        return []
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


class Reader(interleaved.Reader):
    """The close look at a range of English lines."""

    def ask(self, pairs: Sequence[tuple[int, int]]) -> None:
        lines, reach = self.page.lines, wording.REACH
        said = wording.columns([(lines[i].s[-reach:], lines[j].s[:reach]) for i, j in pairs])
        self.seams.update(zip(pairs, said.anywhere.tolist(), strict=True))

    def kind(self, i: int) -> str:
        """How line ``i`` ends: ``ended stopped short`` or ``open``."""
        brief = self.page.own[i] * 4 < self.width * 3
        if self.page.coarse[i] == "stop":
            return "ended" if brief else "stopped"
        return "short" if brief and self.page.ends[i] in ("lower", "upper", "digit") else "open"

    def links(self, tails: list[int], above: int, j: int) -> dict[int, float]:
        start = self.page.starts[j]
        boxed = self.boxed and not self.page.lines[j].blanks
        closes = self.balance[j][1] > 0
        links = {-1: BEGINS.get(start, BEGINS_OTHERWISE) - CLOSED * closes}
        self.ask_ahead(tails, j)
        for i in tails:
            kind = self.kind(i)
            against, towards = WORDS[kind]
            across = self.seams[i, j]
            score = GOES_ON[kind].get(start, OTHERWISE[kind]) + against * max(-6.0, min(0.0, across))
            score += towards * max(0.0, min(8.0, across)) + CLOSED * (closes and self.balance[i][0] > 0)
            if boxed:
                score += BOX if i == above else -BOX
            links[i] = score
        return links
