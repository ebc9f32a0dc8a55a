"""A text taken apart for the judge of breaks: its lines, their columns, and how it sets paragraphs apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from textkit.judgement.breaks.column import WIDEST, Column
from textkit.judgement.breaks.copies import Copies
from textkit.judgement.breaks.gaps import Inside
from textkit.judgement.breaks.line import Line, Sizes
from textkit.judgement.breaks.row import Row

if TYPE_CHECKING:
    from textkit.judgement.breaks.fine_widths import Fine
    from textkit.judgement.breaks.pair_evidence import Known

NARROWEST = 16  # columns; shorter lines are words, verse or cells
OVERHANG = 6
COMPANY = 4  # lines to each side: where one is twice the width, the short ones are verse or headings, not a column
BLOCK = 3  # lines of the longest heading
ITSELF = 6  # lines that must agree on a column for it to be one beyond doubt
OF_PAGE = 40  # columns of a page, rather than of verse of equal lines
OPEN = ("none", "pause")  # ends of lines in mid-sentence
MOST_TORN = 3  # blank lines inside of sentences that count
MARKS = re.compile("[,.;:!?、。…]")
REMEMBERED = 1 << 10  # a line is asked about beside the one before it and the one behind it


@dataclass(slots=True)
class Page:
    """A text taken apart: its lines, and what is known of each."""

    text: str
    lines: list[Line]
    copies: Copies
    own: list[int] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)  # the white space in each
    kana: bool = False  # whether there is any
    needs: list[int] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    coarse: list[str] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    early: list[int] = field(default_factory=list)
    lone: list[bool] = field(default_factory=list)
    around: list[float] = field(default_factory=list)  # what ``line_stops`` says
    bare: set[int] = field(default_factory=set)  # lines of short blocks without a single mark: headings, verse
    style: str = "unknown"
    every: bool = False  # a blank line stands behind nearly every line, and says nothing
    base: int = 0
    aside: set[int] = field(default_factory=set)  # what the page prints about itself, once that is known
    indented: set[int] = field(default_factory=set)  # first lines, as ``indents.indented`` says
    spread: bool = False  # most lines are: whole blocks are set in
    lost: float = 0  # columns of first-line indents that were printed but are not in the text
    printed: bool = False  # in a proportional type, by which its lines are measured …
    fine: Fine | None = None  # … to fractions of a column
    error: float = 0.0  # columns by which they are measured wrongly
    insets: list[str] = field(default_factory=list)  # whether each line is short by such an indent, in words
    torn: int = 0  # how often ``torn`` says yes
    surplus: str = ""  # of sentences that end full lines
    sizes: list[Sizes] = field(default_factory=list)  # what ``sizes.sizes`` says …
    counted: list[str] = field(default_factory=list)  # … and ``sizes.counted``
    numbered: set[int] = field(default_factory=set)  # lines whose numbers follow on one another
    items: list[tuple[int, int]] = field(default_factory=list)  # as ``enumeration.spans`` says
    within: dict[int, str] = field(default_factory=dict)  # what ``items.within`` says of lines inside of items
    marked: list[int] = field(default_factory=list)  # lines in a row that end with a mark, of which this is one
    rooms: list[int] = field(default_factory=list)  # what ``room`` says
    fits: list[str] = field(default_factory=list)  # what ``fit`` says
    columnar: list[bool] = field(default_factory=list)  # lines that stand in a column, as far as those around them show
    loose: bool = False  # hardly a line stands in a column that many share
    ragged: set[int] = field(default_factory=set)  # what ``ragged.ragged`` says
    set: list[str] = field(default_factory=list)  # how each line is set, as ``_set`` says
    gaps: list[int] = field(default_factory=list)  # wide spaces in each line, as between cells
    cells: list[tuple[int, ...]] = field(default_factory=list)  # where the cells of each row of Latin words begin
    rows: list[Row] = field(default_factory=list)  # what ``rows.rows`` says, if any line is one
    shuts: list[str | None] = field(default_factory=list)  # how likely sentences end with the last characters …
    opens: list[str | None] = field(default_factory=list)  # … and begin with the first, in words
    halves: dict[int, tuple[str, ...]] = field(
        default_factory=dict
    )  # what ``split_lengths.told`` says, once it was asked
    signs: list[bool] = field(default_factory=list)  # lines that have signs of a program …
    code: list[bool] = field(default_factory=list)  # … and those among which many have
    plain: list[int] = field(default_factory=list)  # what ``line_features.plain`` says
    capitals: list[str] = field(default_factory=list)  # what ``latin.capital`` says of each line of English
    markdown: bool = False  # by its name
    tex: bool = False  # by its commands
    known: Known | None = None  # evidence on pairs of lines, as ``pairing`` found it last

    def unfinished(self) -> list[bool]:
        """Whether each line is one of a column and a sentence is open at its end."""
        return [
            columnar and kind in ("none", "pause") for columnar, kind in zip(self.columnar, self.coarse, strict=True)
        ]

    def line_stops(self, i: int) -> float:
        """The share of the lines around ``i`` that end as sentences do."""
        return self.around[i]


def room(page: Page, i: int) -> int:
    """The columns left at the end of line ``i`` once the next line's first unit is put there; negative if it has no room."""
    return page.rooms[i]


def fit(page: Page, i: int) -> str:
    """``room`` in words: ``over full near some much half``."""
    return page.fits[i]


def in_column(page: Page, i: int, j: int) -> bool:
    """Whether the break between lines ``i`` and ``j`` is one of a column."""
    if not page.columnar[i]:
        return False
    width, other = page.columns[i].width, page.columns[j].width
    return page.own[j] <= max(width, other) + 4 * OVERHANG and other <= WIDEST


def tiny(page: Page, i: int, j: int) -> bool:
    """Whether two lines are both too short for any column: cells, numbers, single words."""
    return page.own[i] < NARROWEST and page.own[j] < NARROWEST and page.columns[i].width < NARROWEST


def torn(page: Page, i: int) -> bool:
    """Whether the blank lines behind line ``i`` stand inside a sentence: it goes on from the line before it and is full, and
    one of both has a mark in it, as titles and names have not.
    """
    if not i or page.lines[i].blanks or page.coarse[i] not in OPEN or page.coarse[i - 1] not in OPEN:
        return False
    prose = marks(page.lines[i - 1].s) or marks(page.lines[i].s)
    return bool(prose) and page.columnar[i] and page.fits[i] in ("over", "full", "near")


def torn_elsewhere(page: Page, i: int, j: int) -> int:
    """How many blank lines of a page stand inside sentences, beside those between lines ``i`` and ``j``, as far as that
    counts there: nowhere but in a column behind a line that ends no sentence and no dash, which may break off for good.
    """
    if not page.torn or not page.lines[j].blanks or page.coarse[i] == "stop" or page.ends[i] == "dash":
        return 0
    return min(MOST_TORN, page.torn - torn(page, i))


@lru_cache(REMEMBERED)
def marks(s: str) -> tuple[int, ...]:
    """Where the marks of a line stand: lines of verse have theirs at the same places."""
    return tuple([match.start() for match in MARKS.finditer(s)])
