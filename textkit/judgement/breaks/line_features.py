"""What a line says by itself, wherever it stands. A text is looked at several times while its lines are joined, and most
lines are the same each time: what the last text asked about is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import ends, enumeration
from textkit.judgement.breaks.binning import edge_step
from textkit.language import edges

LONGEST = 2000  # characters of a line whose brackets are counted
ROW = 80  # characters of a line whose gaps are
TAIL, HEAD = 1, 2
SHORTEST = 3  # characters of a line that may end a letter
# What captions, names of photographers and entries of tables of contents end with, and what captions begin with.
LAST, FIRST = frozenset("摄攝影图圖)]}0123456789ivxlcIVXLC"), frozenset("图圖照写新中本")


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
    shuts: str | None  # how likely a sentence is to end with its last characters, in words; ``None`` where unknown
    opens: str | None  # and to begin with its first
    code: bool  # whether it has signs that programs and settings have, and prose has not
    plain: int  # as in ``plain``
    lone: bool  # whether it says of itself that it is no part of a paragraph: a jump line, the names of writers


class LineFeatures(NamedTuple):
    """The facts of all lines of a text, a column for each kind of fact."""

    ends: list[str]
    coarse: list[str]
    starts: list[str]
    markers: list[str]
    units: list[ends.Unit]
    opened: list[int]
    closed: list[int]
    gaps: list[int]
    numbers: list[tuple[str, int] | None]
    shuts: list[str | None]
    opens: list[str | None]
    code: list[bool]
    plain: list[int]
    lone: list[bool]

    def levels(self, i: int) -> bool:
        """Whether the number of line ``i`` is one of several levels, as those of sections are, stands apart in words, or is a
        small letter in brackets.
        """
        number = self.numbers[i]
        return number is not None and (number[0][:1].isdigit() or number[0] in (enumeration.WORD, "(a)", "(i)"))


NOTHING = Facts(
    "other", "none", "other", "markup", ends.Unit(2, False, False), 0, 0, 0, None, None, None, False, 0, False
)
_known: dict[str, Facts] = {"": NOTHING}


def facts(lines: Sequence[str]) -> LineFeatures:
    """The facts of each line. That those of the last text are remembered changes no answer."""
    global _known
    held, fresh = list(map(_known.get, lines)), {"": NOTHING}
    asked = list(dict.fromkeys([s for s, one in zip(lines, held, strict=True) if one is None]))
    ends_, starts = [ends.end_class(s) for s in asked], [ends.start_class(s) for s in asked]
    shuts = _steps(edges.tails, [s if end == "han" else "" for s, end in zip(asked, ends_, strict=True)])
    opens = _steps(edges.heads, [s if start == "han" else "" for s, start in zip(asked, starts, strict=True)])
    coarse = {end: ends.coarse(end) for end in set(ends_)}
    for s, end, start, shut, first in zip(asked, ends_, starts, shuts, opens, strict=True):
        opened, closed = ends.balance(s) if len(s) < LONGEST else (0, 0)
        number = enumeration.marked(s[: enumeration.LONGEST])
        marker, unit, code = ends.marker(s), ends.unit(s), ends.is_code(s)
        lone = furniture.jump(s) is not None or furniture.byline(s)
        bare = 0 if lone else plain(s)
        fresh[s] = tuple.__new__(
            Facts,
            (end, coarse[end], start, marker, unit, opened, closed, _gaps(s), number, shut, first, code, bare, lone),
        )
    found = [one or fresh[s] for s, one in zip(lines, held, strict=True)]
    _known = dict(zip(lines, found, strict=True))
    _known[""] = NOTHING
    return (
        LineFeatures(*map(list, zip(*found, strict=True)))
        if found
        else LineFeatures(*[[] for _ in LineFeatures._fields])
    )


def _steps(edge: Callable[[Sequence[str]], list[float | None]], lines: Sequence[str]) -> list[str | None]:
    """What ``edge`` says of each line, in words; nothing is asked where there is nothing."""
    if not any(lines):
        return [None] * len(lines)
    found = edge(lines)
    words = {odds: edge_step(odds) if odds is not None else None for odds in set(found)}
    return [words[odds] for odds in found]


def plain(s: str) -> int:
    """Whether a folded line is one of Chinese without anything that might make it a caption, an item, a name or the like:
    ``TAIL`` as far as it stands before a break, ``HEAD`` as far as it stands behind one, their sum or 0.
    """
    if not "\u4e00" <= s[0] <= "\u9fff" or ":" in s:
        return 0
    if s[0] in FIRST:
        return 0
    tail = len(s) > SHORTEST and s[-1] not in LAST and "/" not in s and "…" not in s and ".." not in s and "··" not in s
    return TAIL * tail + HEAD


def _gaps(s: str) -> int:
    """The spaces between words in a line of Chinese, as between the cells of a table; Korean has spaces anyway. Prose,
    which has marks or spaces beside Latin words, may have them beside numbers too.
    """
    if " " not in s or not "\u2e80" < s[0] < "\uac00":
        return 0
    return len((ends.GAPS if ends.PROSE.search(s, 0, ROW) is None else ends.WIDE_GAPS).findall(s[:ROW]))
