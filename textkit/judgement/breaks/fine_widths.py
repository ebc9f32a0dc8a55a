"""How much room printed lines leave at their ends, to a fraction of a column.

Where the widths of the letters are known, so is how wide each line is: the width of a column is one that none of its open lines
exceeds and that the next word would have exceeded, and of a few lines already there is hardly more than one. Then half a column
tells a line that was full from one behind whose indent the next word had no room.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from textkit.judgement.breaks.column import WIDEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


FEW: Final = 4  # open lines that show the width of a column …
MOST: Final = 120  # … and by how much they are measured wrongly
# Share of the open lines that agree where a text has one width, and columns by which short lines hide it.
MOSTLY, NARROWER = 0.6, 6
BESIDE: Final = 1  # columns by which lines of one column may have seemed to be of two widths
ERRORS: Final = (0.2, 0.4, 0.8, 1.5)  # columns
ASTRAY: Final = 0.03  # share of open lines that end anywhere


class Fine(NamedTuple):
    """In columns: how wide the lines are, a space and the first word of the next line, and the type is; which lines are open."""

    own: NDArray[np.float64]
    needs: NDArray[np.float64]
    quad: float
    full: NDArray[np.int64]


def slack(fine: Fine, width: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    """The columns left at the end of each line, and by how many it is measured wrongly; ``width`` is that of the column of each
    line, as its neighbours show it.
    """
    import numpy as np

    usual, share = _agreed(fine, fine.full) if len(fine.full) >= FEW else (0.0, 0.0)
    known = {columns: float(columns) for columns in np.unique(width).tolist()}
    for columns in filter(WIDEST.__ge__, known):
        if share >= MOSTLY and abs(columns - usual) <= NARROWER:
            known[columns] = usual
            continue
        near = fine.full[np.abs(width[fine.full] - columns) <= BESIDE]
        if len(near) >= FEW:
            known[columns] = _agreed(fine, near)[0]
    widths, number = np.unique(width, return_inverse=True)
    left = np.array([known[columns] for columns in widths.tolist()])[number] - fine.own
    some = fine.full[:MOST]
    pairs = list(zip(left[some].tolist(), fine.needs[some].tolist(), strict=True))
    return left, max(ERRORS, key=lambda error: sum(math.log(_likely(*pair, error)) for pair in pairs))


def _agreed(fine: Fine, lines: NDArray[np.int64]) -> tuple[float, float]:
    """The width that most of the open ``lines`` agree on, the middle of those that are as good, and the share that does."""
    import numpy as np

    begins, ends = np.sort(fine.own[lines]), np.sort((fine.own + fine.needs)[lines])
    agree = begins.searchsorted(begins, side="right") - ends.searchsorted(begins, side="right")
    best = int(agree.argmax())
    above = np.concatenate([begins[begins > begins[best]], ends[ends > begins[best]]])
    return float(begins[best] + above.min()) / 2, float(agree[best]) / len(lines)


def _likely(left: float, need: float, error: float) -> float:
    """How likely a full line that is measured with such an ``error`` leaves so much room, too little for what it would ``need``."""
    return ASTRAY + (1 - ASTRAY) * (less(left, error) - less(left - need, error))


def less(room: float, error: float) -> float:
    """How likely a line that is measured with such an ``error`` is less wrong than that."""
    return (1 + math.erf(room / (error * math.sqrt(2)))) / 2
