"""Setting paragraphs and small blocks on a page: what several layouts share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from benchmarks.rejoin.case import BLANK, Case, Line
from benchmarks.rejoin.parts import STOPS, Maker
from benchmarks.rejoin.wrap import NO_END, NO_START, Slice, Style, columns, wide, wrap


def wrapped(maker: Maker, case: Case, text: str, style: Style, indent: str = "", *, printed: bool = True) -> list[Line]:
    """A paragraph in lines; the first is shorter by its indent, whether the reader of the page kept that or not."""
    slices = wrap(text, style, maker.spaced, maker.pick, columns(indent))
    return case.lay("p", text, slices, indent if printed else "")


def prose(
    maker: Maker, case: Case, *, indent: bool = False, blank: bool = False, style: Style | None = None, low: int = 30
) -> None:
    """Paragraphs one under the other, told apart by indents, by blank lines, by both or by neither."""
    style = style or maker.style()
    for text in maker.paragraphs(6, low):
        case.lines += wrapped(maker, case, text, style, maker.indent() if indent else "")
        case.lines += [BLANK] * blank


def some_indent(maker: Maker) -> str:
    return maker.indent() if maker.may(0.5) else ""


def fragments(maker: Maker, text: str, count: int) -> list[Slice]:
    """``text`` cut inside sentences, and in Chinese inside words, as the ends of columns cut it."""
    spots = [k for k in range(20, len(text) - 20) if _cuttable(text[k - 1], text[k], maker.spaced)]
    at = sorted(maker.pick.sample(spots, min(count - 1, len(spots))))
    edges = [0, *at, len(text)]
    return [
        Slice(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in pairwise(edges)
    ]


def _cuttable(before: str, after: str, spaced: bool) -> bool:
    if before in STOPS or before in NO_END or before == "”" or after in NO_START or after.isspace():
        return False
    return before == " " if spaced else wide(before) and wide(after)


def small_block(maker: Maker, case: Case, blank: bool) -> None:
    """A heading, a byline, a caption, verse or a table, on lines of their own."""
    type_, lines = maker.pick.choice((
        ("h", maker.heading()), ("h", maker.heading()), ("h", [maker.byline()]), ("cap", [maker.caption()]),
        ("verse", maker.verse()), ("table", maker.table()),
    ))  # fmt: skip
    for line in lines:
        case.put(type_, line)
    case.lines += [BLANK] * blank


def pour(case: Case, lines: Iterable[Line], left: int, turn: Callable[[], int]) -> int:
    """Lines onto the page, with a ``turn`` of column or page after ``left`` of them and after as many as it says then.
    Returns how many are left.
    """
    for line in lines:
        case.lines.append(line)
        left -= 1
        if not left:
            left = turn()
    return left


def torn_line(maker: Maker, text: str, line: Slice) -> list[Slice]:
    """A line in two or three pieces, none of them empty."""
    gaps = [
        k for k in range(line.start + 1, line.end) if (text[k].isspace() if maker.spaced else text[k] in "》」，、")
    ]
    at = sorted(maker.pick.sample(gaps, min(len(gaps), 1 + maker.may(0.5))))
    edges = [line.start, *at, line.end]
    pieces = [Slice(a + text[a].isspace(), b) for a, b in pairwise(edges)]
    return [*pieces[:-1], pieces[-1]._replace(hyphen=line.hyphen)]


class Furniture:
    """The foot of one page and the head of the next, with a page number that counts on."""

    def __init__(self, maker: Maker) -> None:
        self.head, self.form = maker.filled(maker.words.heads), maker.label(maker.words.folios)
        self.page, self.apart = maker.pick.randint(1, 90), maker.may(0.6)

    def put(self, case: Case) -> None:
        case.lines += [BLANK] * self.apart
        case.put("furn", self.form.replace("{n}", str(self.page)))
        case.put("furn", self.head)
        case.lines += [BLANK] * self.apart
        self.page += 1
