"""The named pieces of evidence for and against a join at one line break.

Every piece is a name; what it weighs stands in ``weights``. A break is looked at in one of two ways: as one of a
*column*, where the room left at the end of the line speaks, or as a *fragment* between lines of any length, where only
the characters on both sides, the kinds of the lines and blank lines do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from textkit.judgement.breaks import ends, enumeration, latin, turns
from textkit.judgement.breaks.column import WIDEST, Column, columns
from textkit.judgement.breaks.openings import copies
from textkit.judgement.breaks.scale import chance, closing, edge_step, length, odds, step
from textkit.judgement.breaks.shadow import Line, split, widths
from textkit.language import edges
from textkit.language.seam import is_japanese

NARROWEST = 16  # columns; shorter lines are words, verse or cells
OVERHANG = 6
COMPANY = 4  # lines to each side: where one is twice the width, the short ones are verse or headings, not a column
TWIN = 40  # columns; two sentences of equal length in wider lines are chance
STANZA = 4  # lines; prose of such a width ends four lines in a row with a mark once in a thousand times
LOST = 4  # columns of the two ideographs by which Chinese paragraphs are indented
BLOCK = 3  # lines of the longest heading
FEW = 3  # lines that make a habit
NEIGHBOURS = 5  # lines to each side that show how lines end here
CLAUSE = 60  # characters in which the last clause begins
SEAM_STARTS = ("han", "kana", "openquote", "open", "digit", "nostart")
UNITS_AFTER_NUMBERS = frozenset("年月日时分秒万亿千百十个名家人元项次件位条%％多余岁届吨米里度号级")


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
    page.columns = columns(wide, squeezes, np.array(page.needs, np.int64))
    page.ends = [ends.end_class(line.s) if line.s else "other" for line in lines]
    page.coarse = [ends.coarse(end) for end in page.ends]
    page.starts = [ends.start_class(line.s) if line.s else "other" for line in lines]
    page.markers = [ends.marker(line.s) if line.s else "markup" for line in lines]
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


def _bare_blocks(lines: list[Line]) -> set[int]:
    """The lines of blocks between blank lines that are short and have no mark in them."""
    bare: set[int] = set()
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].blanks:
            if 1 < i - first <= BLOCK and not any(_marks(line.s) for line in lines[first:i]):
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
    """The spaces that stand in a line of Chinese between words, as they do between the cells of a table."""
    return len(ends.GAPS.findall(s[:80])) if " " in s and "\u2e80" < s[0] < "\uac00" else 0


def _outer(page: Page, i: int) -> bool:
    """Whether a line of a short block is as wide as the column of the prose around it."""
    near = range(i - BLOCK, i + BLOCK + 1)
    return any(
        k not in page.bare and 0 <= k < len(page.lines) and abs(page.columns[k].width - page.own[i]) <= 2
        for k in near
        if k != i
    )


def is_first(page: Page, i: int) -> bool:
    """Whether line ``i`` looks like the first of a paragraph, by what stands before it."""
    if i == 0 or page.lines[i].blanks > 0:
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
    """``room`` in words: ``over full near some much half``."""
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


def names(
    page: Page, i: int, j: int, seam: tuple[float, float, float] | None, pair: tuple[float, float] | None = None
) -> list[str]:
    """The names of the evidence at the break between lines ``i`` and ``j``.

    ``seam`` is what the seam table says, ``None`` where it was not asked; ``pair`` what ``pairing.rivals`` says.
    """
    tail, head = page.lines[i], page.lines[j]
    end, coarse, start = page.ends[i], page.coarse[i], page.starts[j]
    over = j > i + 1
    blank = "over" if over else "0" if not head.blanks else "1" if head.blanks == 1 else "2"
    apart = "over" if over else "b" if head.blanks else "0"
    indent = "in" if head.indent >= page.base + 2 else "out"
    column = in_column(page, i, j)
    mode = "col" if column else "frag"
    found = [mode]
    if column:
        fits = fit(page, i)
        brief = "full" if fits in ("over", "full") else "near" if fits == "near" else "short"
        c = page.columns[i]
        strength = c.agree * 10 // max(c.of, 1)
        strong = "weak" if strength < 4 else "fair" if strength < 6 else "strong"
        found += [
            f"room {fits}|{end}",
            f"style {page.style} {blank} {indent}|{coarse} {brief}",
            f"joint {fits} {coarse}|{page.style} {blank} {indent}|{strong}",
            f"column {strong} {'narrow' if c.width < 20 else 'wide'}|{brief}",
            f"after {fit(page, j)}|{page.coarse[j]}|{coarse} {brief}",
            f"around {min(4, int(page.line_stops(i) * 5))}|{brief}|{coarse}",
        ]
        if fits in ("over", "full"):
            found.append(f"chance {chance(page.needs[i] / c.width)}|{coarse} {page.style}")
        if coarse == "stop" and page.style in ("flush", "unknown"):
            found.append(f"surplus {page.surplus}|{brief}|{blank} {indent}")
        before = "first" if is_first(page, i) else fit(page, i - 1)
        found.append(f"before {before}|{brief}|{coarse}")
        found.append(f"cut {blank} {before}|{fits}|{coarse}")
        kind = brief
    else:
        size = length(page.own[i])
        found += [
            f"size {size}|{end}",
            f"gap {page.style if page.style in ('every', 'blank') else 'other'} {blank}|{coarse}",
            f"next {length(page.own[j])}|{page.coarse[j]}|{coarse}",
            f"around {min(4, int(page.line_stops(i) * 5))}|{coarse}",
        ]
        kind = size
    found += [
        f"{mode} start {start}|{end}",
        f"{mode} head {page.markers[j]}{'#' if j in page.numbered else ''}|{coarse}|{'b' if head.blanks else '0'}",
        f"{mode} tail {page.markers[i]}|{coarse}|{kind}",
    ]
    if end == "hyphen":
        found.append(f"hyphen {start}")
    if tail.s[-2:] < "\u2e80" and head.s[0] < "\u2e80":
        place = (apart, kind, min(4, int(page.line_stops(i) * 5)))
        found += latin.names(mode, tail.s, head.s, coarse, place)
    if start == "openquote" and coarse == "stop":
        found.append(f"{mode} speech {'tag' if latin.TAG.search(tail.s[-CLAUSE:]) else 'none'}|{page.style}|{kind}")
    if page.depths[i] or page.early[j]:
        found.append(f"{mode} open {min(1, page.depths[i])} {min(1, page.early[j])}|{coarse}")
    if end == "digit" and (start == "digit" or head.s[0] in UNITS_AFTER_NUMBERS):
        found.append(f"{mode} number")
    if page.marked[i] > 1:
        found.append(f"{mode} marked {min(page.marked[i], 6)}|{coarse}|{kind}")
    if page.gaps[i] and page.gaps[j]:
        cells = page.gaps[i]
        rows = page.gaps[max(0, i - 1) : j + 2].count(cells)
        like = "other" if cells != page.gaps[j] else "same" if rows < 3 else "rows"
        found.append(f"{mode} cells {min(3, cells)} {like}|{kind}")
    if i in page.bare:
        outer = "column" if _outer(page, i) else "own"
        found.append(f"{mode} bare block {'end' if head.blanks else 'inside'} {outer}|{kind}")
    if couplet(page, i, j):
        return ["couplet"]
    if page.own[i] == page.own[j] <= TWIN:
        alike = _marks(tail.s) == _marks(head.s)
        found.append(f"{mode} twin {'alike' if alike and _marks(tail.s) else 'bare' if alike else 'other'}|{coarse}")
    if coarse == "stop" and start not in ("lower", "upper"):
        turn = turns.turn(tail.s, head.s)
        found += [f"{mode} turn {turn}|{apart}|{kind}", f"{mode} turn {turn}|{page.style} {indent}|{kind}"]
    voice = f"ja {mode}" if seam is not None and is_japanese(tail.s, head.s) else mode
    if seam is not None:
        going, anywhere, closes = seam
        said, shut = step(going), closing(closes)
        # A number or a quoted name can stand behind anything: how unlikely it is there says little, and is weighed apart.
        first = start if start in ("digit", "openquote", "open") else "text"
        found += [
            f"{voice} seam {said}|{coarse}|{apart}|{start}",
            f"{voice} closing {shut}|{coarse}|{kind}",
            f"{voice} closing {shut}|{coarse}|{apart}|{start}",
        ]
        if first in ("text", "digit"):  # what stands before a quotation says nothing of what it begins with
            found += [
                f"{voice} seam {said}|{coarse}|{kind}|{first}",
                f"{voice} any {step(anywhere)}|{coarse}|{apart}|{first}",
                f"{voice} both {said} {shut}|{coarse}|{first}",
            ]
    if pair is not None:
        score, lead = odds(pair[0]), odds(pair[1])
        found += [f"{mode} pair {score}|{coarse}", f"{mode} lead {lead}|{coarse}", f"{mode} pair {score} lead {lead}"]
    if end == "han" and start != "nostart" and voice == mode:
        # Headings have few marks in them, and nothing ends with a clause of two characters.
        clause = _clause(tail.s[-CLAUSE:])
        found.append(f"{mode} clause {clause}|{apart}|{kind}")
        edge = edges.tail(tail.s[-4:])
        if edge is not None:
            shut = edge_step(edge.three)
            found += [f"{mode} tail edge {shut}|{apart}|{start}", f"{mode} tail edge {shut}|{kind}"]
            # What a quotation or title begins with says nothing of where its sentence began.
            edge = edges.head(head.s[:4]) if start == "han" else None
            if edge is not None:
                found.append(f"{mode} edges {shut} {edge_step(edge.three)}|{apart}")
    return found


def _clause(s: str) -> str:
    """The length of the last clause of ``s`` in words; ``none`` where there is but one."""
    last = max(map(s.rfind, ",、;:。!?"))
    size = len(s) - 1 - last
    return "none" if last < 0 else str(size) if size < 5 else "few" if size < 9 else "many"


def couplet(page: Page, i: int, j: int) -> bool:
    """Whether two lines are of verse: equally long, and with their marks at the same places, one inside and one at the
    end; or two of a stanza, whose lines are all equally long and all end with a mark.
    """
    if not page.own[i] == page.own[j] <= TWIN or page.coarse[i] not in ("stop", "pause", "semi"):
        return False
    if page.lines[i].s[0] <= "\u2e80":
        return False
    marks = _marks(page.lines[i].s)
    return (len(marks) > 1 and marks == _marks(page.lines[j].s)) or _stanza(page, i, j)


def _stanza(page: Page, i: int, j: int) -> bool:
    if min(page.marked[i], page.marked[j]) < STANZA:
        return False
    firsts = range(max(0, j - STANZA + 1), min(i, len(page.lines) - STANZA) + 1)
    return any(
        all(page.marked[k] >= STANZA and page.own[k] == page.own[i] for k in range(first, first + STANZA))
        for first in firsts
    )


def _marks(s: str) -> list[int]:
    """Where the marks of a line stand: lines of verse have theirs at the same places."""
    return [k for k, c in enumerate(s) if c in ",.;:!?、。…"]


def wants_seam(page: Page, i: int, j: int) -> bool:
    """Whether the seam tables have a say at this break: Chinese or Japanese on both sides, no sentence end."""
    if page.coarse[i] == "stop" or page.markers[j] == "markup":
        return False
    tail = page.lines[i].s[-4:]
    return page.starts[j] in SEAM_STARTS and (chinese(tail) or is_japanese(tail, ""))


def chinese(s: str) -> bool:
    """Whether a stretch of text holds a Chinese character."""
    return any("\u4e00" <= c < "\ua000" for c in s)
