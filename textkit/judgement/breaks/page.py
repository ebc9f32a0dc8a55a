"""A text taken apart for the judge of breaks: its lines, their columns, and how it sets paragraphs apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from textkit.judgement.breaks import ends, enumeration, turns
from textkit.judgement.breaks.column import WIDEST, Column, columns
from textkit.judgement.breaks.openings import copies
from textkit.judgement.breaks.shadow import Line, split, widths

NARROWEST = 16  # columns; shorter lines are words, verse or cells
OVERHANG = 6
COMPANY = 4  # lines to each side: where one is twice the width, the short ones are verse or headings, not a column
LOST = 4  # columns of the two ideographs by which Chinese paragraphs are indented
BLOCK = 3  # lines of the longest heading
FEW = 3  # lines that make a habit
NEIGHBOURS = 5  # lines to each side that show how lines end here


@dataclass(slots=True)
class Page:
    """A text taken apart: its lines, and what is known of each."""

    text: str
    lines: list[Line]
    own: list[int] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    coarse: list[str] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    early: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)  # lines of short blocks without a single mark: headings, verse
    style: str = "unknown"
    base: int = 0
    lost: int = 0  # columns of first-line indents that were printed but are not in the text
    twice: frozenset[int] = frozenset()  # lines of which there are copies
    surplus: str = ""  # of sentences that end full lines
    numbered: set[int] = field(default_factory=set)  # lines whose numbers follow on one another
    marked: list[int] = field(default_factory=list)  # lines in a row that end with a mark, of which this is one
    fits: dict[int, str] = field(default_factory=dict)  # what ``fit`` has said
    gaps: list[int] = field(default_factory=list)  # wide spaces in each line, as between cells

    def line_stops(self, i: int) -> float:
        """The share of the lines around ``i`` that end as sentences do."""
        low, high = max(0, i - NEIGHBOURS), min(len(self.lines), i + NEIGHBOURS + 1)
        return (self.stops[high] - self.stops[low]) / (high - low)


@lru_cache(maxsize=1)
def read(text: str, markdown: bool = False) -> Page:
    """Take ``text`` apart; the last text is remembered."""
    import numpy as np

    lines = split(text, markdown)
    page = Page(text, lines, twice=copies(lines))
    if not lines:
        return page
    wide, squeezes = widths(text, lines)
    follow = zip(lines[1:], lines, strict=False)
    page.needs = [ends.need(b.s, a.s[-1:]) if b.s and a.s else 2 for b, a in follow] + [2]
    page.own = wide.tolist()
    page.columns = columns(wide, squeezes, np.array(page.needs, np.int64), np.array(_copied(lines), np.int64))
    page.ends = [ends.end_class(line.s) if line.s else "other" for line in lines]
    page.coarse = [ends.coarse(end) for end in page.ends]
    page.starts = [ends.start_class(line.s) if line.s else "other" for line in lines]
    page.markers = _markers(lines)
    page.stops = [0]
    for kind in page.coarse:
        page.stops.append(page.stops[-1] + (kind == "stop"))
    depth, age = 0, 0
    for line in lines:
        opened, closed = ends.balance(line.s) if len(line.s) < 2000 else (0, 0)
        depth, age = max(0, depth - closed) + opened, age + 1
        if age > 12 or not depth:  # a quote that never closes must not tie the rest of the text together
            depth, age = opened, 0
        page.depths.append(depth)
        page.early.append(closed)
    page.bare = _bare_blocks(lines)
    page.lost = _lost_indents(page)
    _style(page)
    page.surplus = _surplus(page)
    page.numbered = enumeration.sequences([line.s for line in lines])
    page.gaps = [_gaps(line.s) for line in lines]
    page.marked = _marked(page)
    return page


def _markers(lines: list[Line]) -> list[str]:
    """What each line announces itself as; the pieces of one row say it together."""
    found: list[str] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not lines[i].piece:
            row = "".join(line.s for line in lines[first:i])
            found += [ends.marker(row) if lines[first].s else "markup"] * (i - first)
            first = i
    return found


def _copied(lines: list[Line]) -> list[int]:
    """For each line the number of the last line before it that says the same, -1 without one."""
    last: dict[str, int] = {}
    found = []
    for i, line in enumerate(lines):
        found.append(last.get(line.s, -1))
        last[line.s] = i
    return found


def _bare_blocks(lines: list[Line]) -> set[int]:
    """The lines of blocks between blank lines that are short and have no mark in them."""
    bare: set[int] = set()
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].blanks:
            if 1 < i - first <= BLOCK and not any(marks(line.s) for line in lines[first:i]):
                bare.update(range(first, i))
            first = i
    return bare


def _marked(page: Page) -> list[int]:
    runs = [0] * len(page.lines)
    first = 0
    for i in range(len(page.lines) + 1):
        if i == len(page.lines) or page.coarse[i] not in ("stop", "pause", "semi"):
            runs[first:i] = [i - first] * (i - first)
            first = i + 1
    return runs


def _gaps(s: str) -> int:
    """The spaces between words in a line of Chinese, as between the cells of a table; Korean has spaces anyway."""
    return len(ends.GAPS.findall(s[:80])) if " " in s and "\u2e80" < s[0] < "\uac00" else 0


def is_first(page: Page, i: int) -> bool:
    """Whether line ``i`` looks like the first of a paragraph, by what stands before it or the row it is a piece of."""
    while page.lines[i].piece:
        i -= 1
    if i == 0 or page.lines[i].blanks > 0 or page.markers[i] == "lead":
        return True
    before = page.columns[i - 1]
    return page.coarse[i - 1] == "stop" and before.width - before.own - page.needs[i - 1] > 4


def _lost_indents(page: Page) -> int:
    """The columns by which first lines are short though they go on: indents that a reader of the page dropped."""
    firsts: list[int] = []
    others: list[int] = []
    for i in range(len(page.lines) - 1):
        if page.coarse[i] in ("none", "pause") and page.columns[i].agree >= 4 and page.lines[i].indent < page.base + 2:
            left = room(page, i)
            if left < 2 * LOST:
                (firsts if is_first(page, i) else others).append(left)
    if len(firsts) < FEW or len(others) < FEW:
        return 0
    # The upper third, because the first lines behind a column cut are no first lines and not short.
    lost = sorted(firsts)[len(firsts) * 2 // 3] - sorted(others)[len(others) * 2 // 3]
    return min(lost, LOST) if lost >= LOST // 2 else 0


def _style(page: Page) -> None:
    """How this text sets paragraphs apart: by blank lines, by indents, by both or by neither."""
    indents = sorted(line.indent for line in page.lines)
    page.base = indents[len(indents) // 10]
    blank = indent = seen = blanks = 0
    for i in range(len(page.lines) - 1):
        after = page.lines[i + 1]
        blanks += after.blanks > 0
        if page.coarse[i] == "stop" and room(page, i) > 4:
            seen += 1
            blank += after.blanks > 0
            indent += after.indent >= page.base + 2
    if blanks > 0.8 * len(page.lines):
        page.style = "every"
    elif seen < 2:
        page.style = "unknown"
    else:
        b, n = blank >= 0.7 * seen, indent >= 0.7 * seen
        page.style = "both" if b and n else "blank" if b else "indent" if n else "flush"


def _surplus(page: Page) -> str:
    rooms: list[int] = []
    widths = needs = 0
    for i in range(len(page.lines) - 1):
        head = page.lines[i + 1]
        if page.coarse[i] == "stop" and not head.blanks and head.indent < page.base + 2 and in_column(page, i, i + 1):
            rooms.append(room(page, i))
            widths += page.columns[i].width
            needs += page.needs[i]
    return turns.surplus(rooms, widths / needs if needs else 0.0)


def room(page: Page, i: int) -> int:
    """The columns left at the end of line ``i`` once the next line's first unit is put there; negative if it has no room."""
    column = page.columns[i]
    lost = page.lost if page.lost and is_first(page, i) else 0
    return column.width - column.own - page.needs[i] - lost


def fit(page: Page, i: int) -> str:
    """``room`` in words: ``over full near some much half``. Remembered, for each line is asked about three times."""
    found = page.fits.get(i)
    if found is None:
        found = page.fits[i] = _fit(page, i)
    return found


def _fit(page: Page, i: int) -> str:
    column = page.columns[i]
    left = room(page, i)
    if column.own > column.width + OVERHANG:
        return "over"
    if left < 0:
        return "full"
    if column.own * 2 < column.width:
        return "half"
    return "near" if left < 2 else "some" if left < 6 else "much"


def in_column(page: Page, i: int, j: int) -> bool:
    """Whether the break between lines ``i`` and ``j`` is one of a column."""
    column = page.columns[i]
    return (
        NARROWEST <= column.width <= WIDEST
        and column.agree >= 3
        and column.own <= column.width + OVERHANG
        and page.own[j] <= max(column.width, page.columns[j].width) + 4 * OVERHANG
        and page.columns[j].width <= WIDEST
        and max(page.own[max(0, i - COMPANY) : i + COMPANY + 2]) <= 2 * column.width + OVERHANG
    )


def tiny(page: Page, i: int, j: int) -> bool:
    """Whether two lines are both too short for any column: cells, numbers, single words."""
    return page.own[i] < NARROWEST and page.own[j] < NARROWEST and page.columns[i].width < NARROWEST


def marks(s: str) -> list[int]:
    """Where the marks of a line stand: lines of verse have theirs at the same places."""
    return [k for k, c in enumerate(s) if c in ",.;:!?、。…"]
