"""The width of the column each line was set in, learned from the lines around it.

Columns differ within a file, and the last lines of paragraphs are short. So every line looks at the ten lines up to it
and at the ten lines from it on, and takes the width that explains most of them: they do not stick out of it, and what
the next line begins with had no room left. Where most lines agree once their marks are squeezed, that measure is used.
Where paragraphs are short and their first lines indented, few of ten lines are full: what the whole text is set in is
the width then, if lines on both sides have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks.arrays import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH = 10  # lines to each side; the shortest column worth the name has about as many
ABOVE = 2  # columns a hanging mark sticks out
OUTSIDE = 4  # columns by which a line sticks out of a column it cannot be of
USUAL, WIDER = 0.25, 0.05  # share of lines that have the width of a text set in one, and that stick out of it
OFTEN = 0.7  # of the lines that have the commonest width as many as have it; first lines may be as common
NARROWER = 6  # columns by which first lines are short, with a mark that would not fit
PAPER = 120  # columns of a line of a book or a typed page at the most
WIDEST = 160  # columns, of a web page printed from a browser; wider lines are paragraphs rather than a column
FAR = 100_000_000  # columns; wider lines count as no wider
CHUNK = 512  # lines at a time, which bounds the memory


class Column(NamedTuple):
    """The column seen from one line: its width, the line's own width in the same measure, how many lines agree."""

    width: int
    own: int
    agree: int
    of: int


def columns(
    widths: NDArray[np.int64],
    squeezes: NDArray[np.int64],
    needs: NDArray[np.int64],
) -> list[Column]:
    """The column of each line, as ``measured`` sees it where no line is a copy."""
    found = measured(widths, squeezes, needs)
    return list(map(Column._make, zip(*(a.tolist() for a in found), strict=True)))


def measured(
    widths: NDArray[np.int64],
    squeezes: NDArray[np.int64],
    needs: NDArray[np.int64],
    copied: NDArray[np.int64] | None = None,
) -> tuple[NDArray[np.int64], ...]:
    """The columns of all lines, an array for each field of ``Column``.

    ``needs`` is how wide the first unit of the next line is: less room than that was left.

    ``widths`` and ``squeezes`` are as ``shadow.measured`` gives them. ``copied`` gives for each line the number of the
    last one before it that says the same, or -1: that copies are equally wide shows no column.
    """
    import numpy as np

    if not len(widths):
        return (widths,) * 4
    copied = np.full_like(widths, -1) if copied is None else copied
    # Without marks to be squeezed the second measure is the first again, and worse by its handicap.
    measures = np.array([widths, widths - squeezes] if squeezes.any() else [widths])
    shared, agree, of = _shared(measures, needs, copied)
    own, handicap = measures.repeat(2, axis=0), np.arange(len(measures)).repeat(2)[:, None]
    room = np.where(shared >= own, np.maximum(shared - own - needs + 1, 0), own - shared)
    outside = own > shared + OUTSIDE
    score = (agree - handicap) * 4 - np.minimum(room, 3) - 100 * outside
    best, place = score.argmax(axis=0), np.arange(len(widths))
    width, own, agree, of = (values[best, place] for values in (shared, own, agree, of))
    return _usual(widths, width, own), own, agree, of


def _usual(widths: NDArray[np.int64], shared: NDArray[np.int64], own: NDArray[np.int64]) -> NDArray[np.int64]:
    """The widths ``shared``, or that of the whole text where lines on both sides have it and it is little wider."""
    import numpy as np

    known = np.bincount(widths.clip(0, WIDEST + 1))[: WIDEST + 1]
    width = int(np.flatnonzero(known >= OFTEN * known.max())[-1])
    if known[max(0, width - 1) : width + 1].sum() < max(REACH, USUAL * len(widths)) or (
        widths > width + OUTSIDE
    ).sum() > (WIDER * len(widths)):
        return shared
    full = np.cumsum(np.concatenate([[0], (widths >= width - 1) & (widths <= width + ABOVE)]))
    place = np.arange(len(widths))
    before = full[place + 1] - full[np.maximum(0, place + 1 - REACH)]
    after = full[np.minimum(len(widths), place + REACH)] - full[place]
    narrow = (shared < width) & (shared >= width - NARROWER) & (own == widths)
    return np.where(narrow & (before > 0) & (after > 0), width, shared)


def _shared(measures: NDArray[np.int64], needs: NDArray[np.int64], copied: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each line the width most lines on one side share, how many do, out of how many. Each has two rows for each of
    ``measures``: by the lines up to it, and by those from it on.

    A line shares a width if it does not stick out of it and the next line's first unit had no room in it.
    """
    import numpy as np

    n, before = len(needs), REACH - 1
    padded = np.full((2 + len(measures), n + 2 * before), -1_000_000, np.int32)
    padded[0] = 0
    floor = padded[:, :1].astype(np.int64)
    padded[:, before:-before] = np.maximum(np.minimum(np.vstack([needs, copied, measures]), FAR), floor)
    rows = [windows(row, REACH) for row in padded]
    number = np.arange(n)
    found = np.empty((3, 2 * len(measures), n), np.int64)
    for at in range(0, n, CHUNK):
        stop = min(n, at + CHUNK)
        # one row for each place in the window: whole columns are faster than many short rows
        need, copies, *own = (np.concatenate((r[:, at:stop], r[:, at + before : stop + before]), axis=1) for r in rows)
        here = number[at:stop]
        again = copies >= np.concatenate([np.maximum(here - before, 0), here])
        window = np.hstack([np.where(again, -1_000_000, window) for window in own])
        least = np.hstack([need] * len(own)) - 1
        # Neither less than ``-least`` nor more than ``ABOVE``: in one question, for what is below nought is very large.
        gap = ((window + least)[:, None] - window).view(np.uint32)
        agrees = gap <= (least + ABOVE).view(np.uint32)[:, None]
        there = window > 0
        counts = agrees.sum(axis=0, dtype=np.int8) * there
        pick = (counts.astype(np.int32) * 1_000_000 + window.clip(0, 999_999)).argmax(axis=0)
        place = np.arange(len(pick))
        values = window[pick, place], counts[pick, place], there.sum(axis=0, dtype=np.int8)
        found[:, :, at:stop] = np.array(values).reshape(3, -1, stop - at)
    return found
