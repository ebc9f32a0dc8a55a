"""Rows of columns inside one line: what a reader of PDF files gives that keeps the places of the page.

Such a line holds the first line of every column with a wide gap between, the next line the second ones. No line goes on
in the next; each piece goes on in the piece below it. Tables and spaced names look alike, but there no piece goes on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks import ends
from textkit.judgement.breaks.gaps import CELLS, GAP
from textkit.language import seam

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

PIECE = 4  # characters of the shortest piece that is asked
LONGEST = 400  # characters of a line that can be a row of columns
ASIDE = 5  # columns by which a piece may stand aside from the one above: an indent of two ideographs
WINDOW = 4  # lines looked at together
ENOUGH = 4  # seams asked in them
BELOW = 1.0  # nats; mean seam of pieces and those below them in rows of columns: 3; in tables: -2
LEAD = 2.0  # nats by which that leads the mean seam across the gaps
BROAD = 48  # columns of the narrowest row of two columns
BROADEST = 140  # and of the broadest; what is wider is a paragraph
MIDDLE = 0.25  # of a row that its columns take at the least
EDGE = 4  # columns by which the ends of lines of one column differ
NEAR = 4  # lines between two such windows that belong to them


class Fused(NamedTuple):
    """Lines from ``first`` to before ``stop`` that hold rows of ``columns`` columns."""

    first: int
    stop: int
    columns: int


class _Piece(NamedTuple):
    at: int  # column
    s: str


def read(page: Page) -> list[Fused]:
    """The stretches of ``page`` whose lines are rows of columns."""
    wide = _by_gaps(page)
    taken = {i for rows in wide for i in range(rows.first, rows.stop)}
    return wide + [rows for rows in _by_place(page) if not taken.intersection(range(rows.first, rows.stop))]


def _by_place(page: Page) -> list[Fused]:
    """Rows of two columns with a single space between, told by spaces under one another that no sentence goes on across."""
    likely = {i for i, white in enumerate(page.inside) if white.single and " " in page.lines[i].s}
    beside_one = [i for i in likely if i - 1 in likely or i + 1 in likely]  # of one alone nothing can be told
    gaps = {i: places for i in sorted(beside_one) if (places := _single_gaps(page, i))}
    rows: dict[int, list[_Piece]] = {}
    for i, here in gaps.items():
        around = [*gaps.get(i - 1, ()), *gaps.get(i + 1, ())]
        shared = [(min(abs(at - other) for other, _ in around), at, k) for at, k in here if around]
        if shared and min(shared)[0] <= EDGE:
            _, at, k = min(shared)
            raw = page.lines[i].span.slice(page.text)
            rows[i] = [_Piece(0, raw[:k]), _Piece(at + 1, raw[k + 1 :])]
    below, beside = _seams(page, rows) if rows else ({}, {})
    found: list[Fused] = []
    for i in sorted(rows):
        joined = found and found[-1].stop == i and (page.style == "every" or not page.lines[i].blanks)
        first = found.pop().first if joined else i
        found.append(Fused(first, i + 1, 2))
    return [block for block in found if block.stop - block.first > 1 and _goes_down(block, below, beside)]


def _single_gaps(page: Page, i: int) -> list[tuple[int, int]]:
    """The single spaces between wide characters in the middle of a wide line: their columns and places."""
    line = page.lines[i]
    if line.alone or not BROAD <= page.own[i] <= BROADEST or page.markers[i] == "item":
        return []
    raw = line.span.slice(page.text)
    found = [(sum(2 if char > "\u2e7f" else 1 for char in raw[:k]), k) for k in page.inside[i].single]
    return [(at, k) for at, k in found if MIDDLE * page.own[i] <= at <= (1 - MIDDLE) * page.own[i]]


def _goes_down(block: Fused, below: dict[int, list[float]], beside: dict[int, list[float]]) -> bool:
    """Whether the pieces of a block's rows go on below rather than beside."""
    down = [score for i in range(block.first, block.stop) for score in below.get(i, ())]
    across = [score for i in range(block.first, block.stop) for score in beside.get(i, ())]
    return bool(down and across) and sum(down) / len(down) - sum(across) / len(across) >= LEAD


def _by_gaps(page: Page) -> list[Fused]:
    """Rows of columns with wide gaps between."""
    likely = [i for i, white in enumerate(page.inside) if white.gap and not page.lines[i].alone]
    rows = {i: pieces for i in likely if len(pieces := _pieces(page, i)) > 1}
    if len(rows) < WINDOW:
        return []
    below, beside = _seams(page, rows)
    marked: list[int] = []
    found: list[Fused] = []
    numbers = sorted(rows)
    for k in range(WINDOW - 1, len(numbers)):
        window = numbers[k - WINDOW + 1 : k + 1]
        down = [score for i in window for score in below.get(i, ())]
        across = [score for i in window for score in beside.get(i, ())]
        if window[-1] - window[0] > WINDOW + NEAR or len(down) < ENOUGH:
            continue
        mean = sum(down) / len(down)
        if mean >= BELOW and mean - sum(across) / max(1, len(across)) >= LEAD:
            marked += window
    sure = set(marked)
    block: list[int] = []
    for i in [*numbers, numbers[-1] + 2 * NEAR]:  # rows that stand near are of one page, and all mixed if some are
        if block and i > block[-1] + NEAR:
            if sure.intersection(block):
                found.append(Fused(block[0], block[-1] + 1, max(len(rows[k]) for k in block)))
            block = []
        block.append(i)
    return found


def _pieces(page: Page, i: int) -> list[_Piece]:
    """The pieces of line ``i`` between wide gaps; none if it cannot be a row of columns."""
    line = page.lines[i]
    raw = line.span.slice(page.text) if line.span.end - line.span.start <= LONGEST else ""
    pieces: list[_Piece] = []
    at, column = 0, line.indent
    for gap in [*GAP.finditer(raw), None]:
        stop = gap.start() if gap else len(raw)
        pieces.append(_Piece(column, raw[at:stop]))
        if gap:
            column += sum(2 if char > "\u2e7f" else 1 for char in raw[at : gap.end()])
            at = gap.end()
    return pieces if len(pieces) <= CELLS else []


def _seams(page: Page, rows: dict[int, list[_Piece]]) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
    """For each row the seams from its pieces to those below them, and from each to the next beside it."""
    asked: list[tuple[bool, int, str, str]] = []
    for i, pieces in rows.items():
        for piece in pieces:
            under = _under(page, rows, i, piece)
            if under is not None and _asks(piece.s, under.s):
                asked.append((True, i, piece.s, under.s))
        asked += [(False, i, a.s, b.s) for a, b in pairwise(pieces) if _asks(a.s, b.s)]
    said = seam.weigh([(tail[-8:], head[:8]) for _, _, tail, head in asked])
    below: dict[int, list[float]] = {}
    beside: dict[int, list[float]] = {}
    for (down, i, _, _), s in zip(asked, said, strict=True):
        (below if down else beside).setdefault(i, []).append(max(-4.0, min(6.0, s.anywhere)))
    return below, beside


def _under(page: Page, rows: dict[int, list[_Piece]], i: int, piece: _Piece) -> _Piece | None:
    """The piece that stands below ``piece`` of line ``i``, if there is one."""
    if i + 1 >= len(page.lines):
        return None
    pieces = rows.get(i + 1) or [_Piece(page.lines[i + 1].indent, page.lines[i + 1].s)]
    near = min(pieces, key=lambda other: abs(other.at - piece.at))
    return near if abs(near.at - piece.at) <= ASIDE else None


def _asks(tail: str, head: str) -> bool:
    """Whether the seam table has a say: Chinese on both sides, no sentence end between."""
    return (
        len(tail) >= PIECE
        and len(head) >= PIECE
        and "\u4e00" <= head[0] <= "\u9fff"
        and any("\u4e00" <= char <= "\u9fff" for char in tail[-4:])
        and ends.coarse(ends.end_class(tail[-3:])) in ("none", "pause")
    )
