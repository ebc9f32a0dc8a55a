"""The named pieces of evidence for and against a join at one line break.

Every piece is a name; what it weighs stands in ``weights``. A break is looked at in one of two ways: as one of a
*column*, where the room left at the end of the line speaks, or as a *fragment* between lines of any length, where only
the characters on both sides, the kinds of the lines and blank lines do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from textkit.judgement.breaks import ends
from textkit.judgement.breaks.column import WIDEST, Column, columns
from textkit.judgement.breaks.openings import copies
from textkit.judgement.breaks.shadow import Line, split, widths
from textkit.language import edges

NARROWEST = 12  # columns; shorter lines are words, verse or cells
OVERHANG = 6
COMPANY = 4  # lines to each side: where one is twice the width, the short ones are verse or headings, not a column
UNIT = re.compile(r"[^\s\u2e80-\U0003ffff()\[\]{}“”‘—–-]+[-–—]?|.")
TWIN = 40  # columns; two sentences of equal length in wider lines are chance
LOST = 4  # columns of the two ideographs by which Chinese paragraphs are indented
BLOCK = 3  # lines of the longest heading
FEW = 3  # lines that make a habit
NEIGHBOURS = 5  # lines to each side that show how lines end here
CLAUSE = 60  # characters in which the last clause begins
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

    def line_stops(self, i: int) -> float:
        """The share of the lines around ``i`` that end as sentences do."""
        low, high = max(0, i - NEIGHBOURS), min(len(self.lines), i + NEIGHBOURS + 1)
        return (self.stops[high] - self.stops[low]) / (high - low)


def need(s: str, before: str) -> int:
    """The columns that the first unbreakable unit of a folded line would have taken behind a line that ends in ``before``."""
    at = 0
    while at < len(s) - 1 and at < 3 and s[at] in ends.OPENERS:
        at += 1
    match = UNIT.match(s, at)
    unit = match.group() if match else s[:1]
    size = 2 * at + sum(2 if c > "\u2e7f" else 1 for c in unit[:24])
    after = at + len(unit)
    if unit > "\u2e7f" and after < len(s) and s[after] in ends.NO_START:
        size += 2
    return size + (1 if unit < "\u2e80" and before < "\u2e80" else 0)


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
    page.needs = [need(b.s, a.s[-1:]) if b.s and a.s else 2 for b, a in follow] + [2]
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


def length(width: int) -> str:
    """A width in words: ``tiny short medium long``."""
    return "tiny" if width < 16 else "short" if width < 40 else "medium" if width < 80 else "long"


def step(score: float) -> str:
    """A score of the seam table in words."""
    if score < -8:
        return "--8"
    if score < -4:
        return "-8-4"
    if score < -1.5:
        return "-4-1"
    if score < 1.5:
        return "0"
    if score < 4:
        return "+1+4"
    return "+4+8" if score < 8 else "+8+12" if score < 12 else "++12"


def closing(score: float) -> str:
    """The chance of a paragraph to end after a tail, in words."""
    return (
        "rare"
        if score < -8
        else "seldom"
        if score < -5.5
        else "common"
        if score < -3.5
        else "usual"
        if score < -2
        else "mostly"
    )


def edge_step(odds: float) -> str:
    """Log-odds of standing at the edge of a sentence, in words."""
    return (
        "never"
        if odds <= -6
        else "hardly"
        if odds <= -4
        else "seldom"
        if odds <= -2
        else "even"
        if odds <= 0
        else "often"
    )


def odds(score: float) -> str:
    """A score or a lead of the pairing in words."""
    return (
        "--4"
        if score < -4
        else "-4-2"
        if score < -2
        else "-2"
        if score < 0
        else "+2"
        if score < 2
        else "+2+4"
        if score < 4
        else "++4"
    )


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
        f"{mode} head {page.markers[j]}|{coarse}|{'b' if head.blanks else '0'}",
        f"{mode} tail {page.markers[i]}|{coarse}|{kind}",
    ]
    if page.depths[i] or page.early[j]:
        found.append(f"{mode} open {min(1, page.depths[i])} {min(1, page.early[j])}|{coarse}")
    if end == "digit" and (start == "digit" or head.s[0] in UNITS_AFTER_NUMBERS):
        found.append(f"{mode} number")
    gaps = (
        (len(ends.GAPS.findall(tail.s[:80])), len(ends.GAPS.findall(head.s[:80])))
        if " " in tail.s and " " in head.s
        else (0, 0)
    )
    if min(gaps) and tail.s[0] > "\u2e80" and head.s[0] > "\u2e80":
        found.append(f"{mode} cells {min(3, min(gaps))} {'same' if gaps[0] == gaps[1] else 'other'}|{kind}")
    if i in page.bare:
        found.append(f"{mode} bare block {'end' if head.blanks else 'inside'}|{kind}")
    if couplet(page, i, j):
        return ["couplet"]
    if page.own[i] == page.own[j] <= TWIN:
        alike = _marks(tail.s) == _marks(head.s)
        found.append(f"{mode} twin {'alike' if alike and _marks(tail.s) else 'bare' if alike else 'other'}|{coarse}")
    if seam is not None:
        going, anywhere, closes = seam
        apart = "over" if over else "b" if head.blanks else "0"
        said, shut = step(going), closing(closes)
        # A number or a quoted name can stand behind anything: how unlikely it is there says little, and is weighed apart.
        first = start if start in ("digit", "openquote", "open") else "text"
        found += [
            f"{mode} seam {said}|{coarse}|{kind}|{first}",
            f"{mode} seam {said}|{coarse}|{apart}|{start}",
            f"{mode} closing {shut}|{coarse}|{kind}",
            f"{mode} closing {shut}|{coarse}|{apart}|{start}",
            f"{mode} any {step(anywhere)}|{coarse}|{apart}|{first}",
            f"{mode} both {said} {shut}|{coarse}|{first}",
        ]
    if pair is not None:
        score, lead = odds(pair[0]), odds(pair[1])
        found += [f"{mode} pair {score}|{coarse}", f"{mode} lead {lead}|{coarse}", f"{mode} pair {score} lead {lead}"]
    if end == "han" and start != "nostart":
        apart = "over" if over else "b" if head.blanks else "0"
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
    """Whether two lines are of verse: equally long, with their marks at the same places, one inside and one at the end."""
    if not page.own[i] == page.own[j] <= TWIN or page.coarse[i] not in ("stop", "pause", "semi"):
        return False
    marks = _marks(page.lines[i].s)
    return len(marks) > 1 and marks == _marks(page.lines[j].s) and page.lines[i].s[0] > "\u2e80"


def _marks(s: str) -> list[int]:
    """Where the marks of a line stand: lines of verse have theirs at the same places."""
    return [k for k, c in enumerate(s) if c in ",.;:!?、。…"]


def wants_seam(page: Page, i: int, j: int) -> bool:
    """Whether the seam table has a say at this break: Chinese on both sides, no sentence end."""
    if page.coarse[i] == "stop" or page.markers[j] == "markup":
        return False
    return page.starts[j] in ("han", "openquote", "open", "digit", "nostart") and chinese(page.lines[i].s[-4:])


def chinese(s: str) -> bool:
    """Whether a stretch of text holds a Chinese character."""
    return any("\u4e00" <= c < "\ua000" for c in s)
