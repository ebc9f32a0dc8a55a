"""The width of the column each line was set in, learned from the lines around it.

Columns differ within a file, and the last lines of paragraphs are short. So every line looks at the ten lines up to it
and at the ten lines from it on, and takes the width that explains most of them: they do not stick out of it, and what
the next line begins with had no room left. Where most lines agree once their marks are squeezed, that measure is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH = 10  # lines to each side; the shortest column worth the name has about as many
ABOVE = 2  # columns a hanging mark sticks out
OUTSIDE = 4  # columns by which a line sticks out of a column it cannot be of
WIDEST = 120  # columns; wider lines are paragraphs rather than a column
CHUNK = 20_000  # lines at a time, which bounds the memory


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
    copied: NDArray[np.int64] | None = None,
) -> list[Column]:
    """The column of each line, as ``measured`` sees it."""
    found = measured(widths, squeezes, needs, copied)
    return list(map(Column._make, zip(*(a.tolist() for a in found), strict=True)))


def measured(
    widths: NDArray[np.int64],
    squeezes: NDArray[np.int64],
    needs: NDArray[np.int64],
    copied: NDArray[np.int64] | None = None,
) -> tuple[NDArray[np.int64], ...]:
    """The columns of all lines, an array for each field of ``Column``.

    ``needs`` is how wide the first unit of the next line is: less room than that was left.

    ``widths`` and ``squeezes`` are as ``shadow.widths`` gives them. ``copied`` gives for each line the number of the
    last one before it that says the same, or -1: that copies are equally wide shows no column.
    """
    import numpy as np

    if not len(widths):
        return (widths,) * 4
    copied = np.full_like(widths, -1) if copied is None else copied
    best: tuple[NDArray[np.int64], ...] | None = None
    for measure, handicap in ((widths, 0), (widths - squeezes, 1)):
        for side in (0, 1):
            shared, agree, of = _shared(measure, needs, copied, side)
            room = np.where(shared >= measure, np.maximum(shared - measure - needs + 1, 0), measure - shared)
            outside = measure > shared + OUTSIDE
            score = (agree - handicap) * 4 - np.minimum(room, 3) - 100 * outside
            fresh = (shared, measure, agree, of, score)
            if best is None:
                best = fresh
            else:
                better = score > best[4]
                best = tuple(np.where(better, new, old) for new, old in zip(fresh, best, strict=True))
    assert best is not None
    return best[:4]


def _shared(
    measure: NDArray[np.int64], needs: NDArray[np.int64], copied: NDArray[np.int64], side: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each line the width most lines on one side share (0: up to it, 1: from it on), how many do, out of how many.

    A line shares a width if it does not stick out of it and the next line's first unit had no room in it.
    """
    import numpy as np

    n = len(measure)
    pad = np.full(REACH - 1, -1_000_000)
    padded = np.concatenate([pad, measure] if side == 0 else [measure, pad])
    padded_copied = np.concatenate([pad, copied] if side == 0 else [copied, pad])
    padded_needs = np.concatenate([pad * 0, needs] if side == 0 else [needs, pad * 0])
    shared, agree, of = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    view = np.lib.stride_tricks.sliding_window_view
    for at in range(0, n, CHUNK):
        stop = min(n, at + CHUNK)
        window = view(padded, REACH)[at:stop]
        need = view(padded_needs, REACH)[at:stop]
        starts = np.arange(at, stop) - (REACH - 1 if side == 0 else 0)
        window = np.where(view(padded_copied, REACH)[at:stop] >= starts[:, None].clip(0), -1_000_000, window)
        gap = window[:, None, :] - window[:, :, None]
        counts = ((gap > -need[:, None, :]) & (gap <= ABOVE) & (window[:, :, None] > 0)).sum(axis=2)
        pick = (counts * 1_000_000 + np.clip(window, 0, 999_999)).argmax(axis=1)
        rows = np.arange(stop - at)
        shared[at:stop] = window[rows, pick]
        agree[at:stop] = counts[rows, pick]
        of[at:stop] = (window > 0).sum(axis=1)
    return shared, agree, of
