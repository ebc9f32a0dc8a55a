"""A page taken apart: what its lines say one by one, and what those around them and the whole of it make of that."""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks import (
    addresses,
    ends,
    enumeration,
    fine_widths,
    indents,
    items,
    justified,
    latin,
    line_context,
    paragraph_ends,
    proportional,
    shadow,
    sizes,
    tex,
)
from textkit.judgement.breaks.arrays import windows
from textkit.judgement.breaks.column import PAPER, WIDEST, Column, measured
from textkit.judgement.breaks.copies import Copies
from textkit.judgement.breaks.gaps import cells
from textkit.judgement.breaks.line import Line
from textkit.judgement.breaks.line_features import LineFeatures, facts
from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.ragged import ragged
from textkit.judgement.breaks.rows import rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


from textkit.judgement.breaks.page import (
    BLOCK,
    COMPANY,
    ITSELF,
    NARROWEST,
    OF_PAGE,
    OVERHANG,
    Page,
    in_column,
    marks,
    room,
    torn,
)

FITS = ("over", "full", "half", "near", "some", "much")
GAP = "   "  # between two columns, or the cells of a row
LOOSE = 0.1  # share of the lines that stand in such columns, where the text is not set in columns at all


class Begun(NamedTuple):
    """A page of which is known what its lines say one by one, that, and how wide they are; whether spaces are lost."""

    page: Page
    said: LineFeatures
    wide: NDArray[np.int64]
    squeezes: NDArray[np.int64]
    lost: bool


def glance(text: str, markdown: bool = False) -> Page:
    """Take ``text`` apart as far as its lines tell one by one: how wide each is, how it ends and begins, what it announces
    itself as.
    """
    return _begun(text, markdown).page


@lru_cache(maxsize=1)
def _begun(text: str, markdown: bool) -> Begun:
    import numpy as np

    lines, wide, squeezes, white = shadow.measured(text, markdown)
    page = Page(text, lines, Copies(lines), inside=white, markdown=markdown, tex=tex.document(text))
    texts = list(map(line_context.TEXT, lines))
    said = facts(texts)
    lost = justified.lost(text, lines)
    if lost:  # measured without spaces, all lines are alike again
        wide = wide - np.array([s.count(" ") for s in texts], np.int64)
    page.own = wide.tolist()
    page.ends, page.coarse, page.starts, page.early = said.ends, said.coarse, said.starts, said.closed
    page.lone, page.plain = said.lone, said.plain
    page.markers = line_context.markers(lines, said.markers)
    numbers = said.numbers.copy()
    for i in line_context.inside(lines, said):
        page.markers[i], numbers[i] = "none", None
    page.numbered = enumeration.sequences(numbers)
    for i in page.numbered:
        if page.markers[i] == "none" and said.levels(i):
            page.markers[i] = "item"
    page.items = enumeration.spans(numbers, items.bullets(page.markers, numbers, texts))
    page.around = line_context.around(page.coarse)
    page.indented = indents.indented(page)
    page.spread = 2 * len(page.indented) > len(lines) and indents.set_in(page)
    return Begun(page, said, wide, squeezes, lost)


@lru_cache(maxsize=1)
def read(text: str, markdown: bool = False) -> Page:
    """Take ``text`` apart; the last text is remembered."""
    import numpy as np

    page, said, wide, squeezes, lost = _begun(text, markdown)
    lines = page.lines
    if not lines:
        return page
    page.needs = line_context.needs(text, lines, said.units)
    page.kana = shadow.kana(text)
    wide, squeezes = proportional.measured(page, wide, squeezes, lost)
    needs = np.array(page.needs, np.int64)
    seen = measured(wide, squeezes, needs, np.array(line_context.copied(lines), np.int64))
    for i in _stuck_out(lines, wide, seen[0], seen[2]):
        seen[0][i], seen[2][i] = seen[0][i - 1], seen[2][i - 1]
        wide[i] = seen[1][i] = seen[0][i - 1]
    page.columns = list(map(tuple.__new__, repeat(Column), zip(*(a.tolist() for a in seen), strict=True)))
    page.depths = line_context.depths(said.opened, said.closed)
    page.bare = _bare_blocks(lines)
    left, slack = seen[0] - seen[1] - needs, np.zeros(0)
    if page.fine:
        slack, page.error = fine_widths.slack(page.fine, seen[0])
        left = np.floor(slack - page.fine.needs).astype(np.int64)
    empty = np.array([line.blanks for line in lines], np.int64) > 0
    page.every = int(np.count_nonzero(empty[1:])) > 0.8 * len(lines)
    if page.fine:
        page.lost = indents.lost_in_print(page, page.fine, slack)
        page.insets = indents.insets_in_print(page, page.fine, slack)
    else:
        page.lost = indents.lost(page, left)
        page.insets = indents.insets(page, seen[0] - seen[1], left)
    if page.lost:
        left -= round(page.lost) * np.array([indents.is_first(page, i) for i in range(len(lines))], np.int64)
    page.set = _set(page, lost)
    left = np.where(np.array([how in ("wide", "spaced") for how in page.set]), np.minimum(left, -1), left)
    page.rooms = left.tolist()
    page.fits = _fits(seen[0], seen[1], left)
    page.columnar = _columnar(lines, wide, *seen[:3])
    page.loose = int(np.count_nonzero((seen[2] >= ITSELF) & np.array(page.columnar))) <= LOOSE * len(lines)
    _style(page, left, empty)
    page.torn = 0 if page.every else sum(torn(page, i - 1) for i in np.flatnonzero(empty).tolist() if i)
    page.surplus = _surplus(page)
    page.within = items.within(page)
    page.sizes, page.counted = sizes.sizes(page), sizes.counted(page)
    page.cells = [()] * len(lines)
    for i, white in enumerate(page.inside):
        if white.gap:
            page.cells[i] = cells(lines[i].span.slice(text), lines[i].indent)
    page.rows = rows(page)
    page.gaps, page.shuts, page.opens = said.gaps, said.shuts, said.opens
    page.signs = said.code
    if page_language(text) == "en":
        page.capitals = [
            latin.capital(line.s, text) if k != "lower" else "" for line, k in zip(lines, page.starts, strict=True)
        ]
    if any(page.signs) and page_language(text) == "en":
        page.signs = [code and not latin.speaks(line.s) for code, line in zip(page.signs, lines, strict=True)]
    page.code = ends.among(page.signs)
    page.marked = _marked(page)
    page.ragged = ragged(page, seen[0], seen[2])
    return page


def _stuck_out(
    lines: list[Line], wide: NDArray[np.int64], width: NDArray[np.int64], agree: NDArray[np.int64]
) -> list[int]:
    """The lines of nothing but one address, path or name that is wider than the column it stands in: they are full."""
    import numpy as np

    over = np.flatnonzero((wide[1:-1] > width[:-2] + OVERHANG) & (agree[:-2] >= ITSELF) & (width[:-2] >= NARROWEST)) + 1
    return [
        i
        for i in over.tolist()
        if wide[i - 1] <= width[i - 1] + OVERHANG
        and wide[i + 1] <= width[i - 1] + OVERHANG
        and not lines[i].blanks
        and not lines[i + 1].blanks
        and max(lines[i].s) < "\u3040"
        and " " not in lines[i].s
    ]


def _set(page: Page, lost: bool) -> list[str]:
    """How each line is set, where it can be told: ``wide`` to fill its column or ``plain``; where the spaces of plain lines
    are ``lost``, ``spaced`` or ``closed``.
    """
    doubled = not lost and justified.habit(page.text)
    found = [""] * len(page.lines)
    if not doubled and not lost:
        return found
    for i, line in enumerate(page.lines):
        raw = line.span.slice(page.text)
        full = page.own[i] * 3 >= page.columns[i].width * 2
        if lost:
            found[i] = "spaced" if full and justified.stretched(raw) else "closed" if justified.closed(raw) else ""
        else:
            wide = justified.wide(raw)
            found[i] = "wide" if wide and full else "plain" if not wide and raw.count(" ") >= justified.GAPS else ""
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


def _style(page: Page, left: NDArray[np.int64], empty: NDArray[np.bool_]) -> None:
    """How this text sets paragraphs apart: by blank lines, ``empty``, by indents, by both or by neither."""
    import numpy as np

    depth = np.array([line.indent for line in page.lines], np.int64)
    page.base = int(np.sort(depth)[len(depth) // 10])
    short = np.fromiter(map("stop".__eq__, page.coarse[:-1]), np.bool_) & (left[:-1] > 4)
    seen = int(np.count_nonzero(short))
    blank = int(np.count_nonzero(short & empty[1:]))
    indent = int(np.count_nonzero(short & (depth[1:] >= page.base + 2)))
    if page.every:
        page.style = "every"
    elif seen < 2:
        page.style = "indent" if not page.spread and indents.regular(page, page.indented) else "unknown"
    else:
        b, n = blank >= 0.7 * seen, indent >= 0.7 * seen
        page.style = "both" if b and n else "blank" if b else "indent" if n else "flush"


def _surplus(page: Page) -> str:
    rooms: list[int] = []
    widths = needs = 0
    for i, kind in enumerate(page.coarse[:-1]):
        if kind != "stop" or not page.columnar[i]:
            continue
        head = page.lines[i + 1]
        if not head.blanks and head.indent < page.base + 2 and in_column(page, i, i + 1):
            rooms.append(room(page, i))
            widths += page.columns[i].width
            needs += page.needs[i]
    return paragraph_ends.surplus(rooms, widths / needs if needs else 0.0)


def _fits(width: NDArray[np.int64], own: NDArray[np.int64], left: NDArray[np.int64]) -> list[str]:
    import numpy as np

    case = np.where(left < 2, 3, np.where(left < 6, 4, 5))
    case = np.where(own > width + OVERHANG, 0, np.where(left < 0, 1, np.where(own * 2 < width, 2, case)))
    return list(map(FITS.__getitem__, case.tolist()))


def _columnar(
    lines: list[Line],
    wide: NDArray[np.int64],
    width: NDArray[np.int64],
    own: NDArray[np.int64],
    agree: NDArray[np.int64],
) -> list[bool]:
    """Whether each line stands in a column, as far as those around it show. Lines wider than those of paper are of none where
    a blank line follows, and where they have a gap in them or stand before one, as rows of a table or of two columns do.
    How wide an address is that fills its line says nothing of the lines around it, nor does a note in one line among the
    lines of a page that are beyond doubt a column.
    """
    import numpy as np

    told = wide.copy()
    for i in np.flatnonzero(wide > NARROWEST + OVERHANG).tolist() if any("://" in line.s for line in lines) else ():
        told[i] *= not addresses.is_one(lines[i].s)
    padded = np.concatenate([np.zeros(COMPANY, np.int64), told, np.zeros(COMPANY + 1, np.int64)])
    widest = windows(padded, 2 * COMPANY + 2).max(axis=0)
    alike = (width >= NARROWEST) & (width <= WIDEST) & (agree >= 3) & (own <= width + OVERHANG)
    for i in np.flatnonzero(alike & (width > PAPER)).tolist():
        alike[i] = not any(GAP in line.s for line in lines[i : i + 2]) and not any(
            line.blanks for line in lines[i + 1 : i + 2]
        )
    beyond_doubt = (agree >= ITSELF) & (width >= OF_PAGE)
    found: list[bool] = (alike & (beyond_doubt | (widest <= 2 * width + OVERHANG))).tolist()
    return found
