"""What a line says by itself, wherever it stands. A text is looked at several times while its lines are joined, and most
lines are the same each time: what the last text asked about is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textkit.judgement.breaks import ends, enumeration

LONGEST = 2000  # characters of a line whose brackets are counted


class Facts(NamedTuple):
    """How a folded line ends, how roughly, how it starts, what it announces itself as; the rest as in ``ends``."""

    end: str
    coarse: str
    start: str
    marker: str
    unit: ends.Unit
    opened: int
    closed: int
    gaps: int
    number: tuple[str, int] | None  # as in ``enumeration``


NOTHING = Facts("other", "none", "other", "markup", ends.Unit(2, False, False), 0, 0, 0, None)
_known: dict[str, Facts] = {"": NOTHING}


def facts(lines: Sequence[str]) -> list[Facts]:
    """The facts of each line. That those of the last text are remembered changes no answer."""
    global _known
    known, fresh = _known, {"": NOTHING}
    for s in lines:
        if s not in fresh:
            fresh[s] = known.get(s) or _facts(s)
    _known = fresh
    return [fresh[s] for s in lines]


def _facts(s: str) -> Facts:
    end = ends.end_class(s)
    opened, closed = ends.balance(s) if len(s) < LONGEST else (0, 0)
    return Facts(
        end,
        ends.coarse(end),
        ends.start_class(s),
        ends.marker(s),
        ends.unit(s),
        opened,
        closed,
        _gaps(s),
        enumeration.marked(s[: enumeration.LONGEST]),
    )


def _gaps(s: str) -> int:
    """The spaces between words in a line of Chinese, as between the cells of a table; Korean has spaces anyway."""
    return len(ends.GAPS.findall(s[:80])) if " " in s and "\u2e80" < s[0] < "\uac00" else 0
