"""Blocks of lines that are a list, verse or an address, as far as their ends and widths show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

AROUND = 12  # lines of a block, and to both sides of it
OVER = 2  # columns
FEW = 3  # lines that make a column


def closed(page: Page, j: int) -> bool:
    """Whether the block that line ``j`` is in ends as a sentence does; lists, verse and addresses end without a mark."""
    last = j
    while last + 1 < len(page.lines) and not page.lines[last + 1].blanks and last < j + AROUND:
        last += 1
    return page.coarse[last] in ("stop", "semi") or page.ends[last] == "stopquote"


def even(page: Page, i: int) -> bool:
    """Whether line ``i`` is of a block whose lines are all equally long, the last too and without a mark at its end, as
    those of lists and verse are, while no line around stands in a column of that width.
    """
    size = page.own[i]
    first = stop = i
    while first and not page.lines[first].blanks and abs(page.own[first - 1] - size) <= OVER and i - first <= AROUND:
        first -= 1
    while (
        stop < len(page.lines)
        and abs(page.own[stop] - size) <= OVER
        and stop - i <= AROUND
        and (stop == first or not page.lines[stop].blanks)
    ):
        stop += 1
    whole = (not first or page.lines[first].blanks) and (stop == len(page.lines) or page.lines[stop].blanks)
    if not whole or stop - first < 2 or page.coarse[stop - 1] in ("stop", "semi"):
        return False
    around = [*range(max(0, first - AROUND), first), *range(stop, min(len(page.lines), stop + AROUND))]
    width = page.columns[i].width
    columns = [page.columns[k].width for k in around if page.columns[k].agree >= FEW]
    return not any(abs(column - size) <= OVER or abs(column - width) <= OVER for column in columns)
