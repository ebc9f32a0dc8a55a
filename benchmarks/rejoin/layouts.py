"""Pages as they come out of readers of PDF, of OCR and of old text files, made from whole paragraphs.

Every layout is a function of a ``Maker`` and an empty ``Case``. A case has a chance of its own, drawn from seed, language,
layout and number, so that a new layout changes none of the others and a larger count begins with the smaller one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from benchmarks.rejoin.case import BLANK, Case, Line
from benchmarks.rejoin.parts import Maker, TooLittleError
from benchmarks.rejoin.setting import Furniture, fragments, pour, prose, small_block, some_indent, torn_line, wrapped
from benchmarks.rejoin.texts import Language, both_scripts
from benchmarks.rejoin.wrap import Slice, Style, columns, wrap

RULES = ("hang", "push", "squeeze")
NUMBERED = re.compile(
    r"^(第[一二三四五六七八九十百\d]+[条條章]|[（(]?[一二三四五六七八九十\d]+[）)、．.])\s*"
)  # an item already


class Layout(NamedTuple):
    """``share`` is how many cases of it the weights are fitted on for one of another layout; ``scripts``, where it is."""

    fill: Callable[[Maker, Case], None]
    share: int = 1
    scripts: tuple[str, ...] = ("han", "kana", "latin", "hangul")


def cases(
    languages: Mapping[str, Language], seed: int, count: int, only: Iterable[str] = (), *, shares: bool = False
) -> Iterator[Case]:
    """``count`` cases of every layout and language, or as many times its share. A language with too little text for a
    layout has fewer of it.
    """
    wanted = set(only) or set(LAYOUTS)
    for language in both_scripts(languages).values():
        for name, layout in LAYOUTS.items():
            if name in wanted and language.script in layout.scripts:
                for number in range(count * (layout.share if shares else 1)):
                    case = Case(name, language.name)
                    try:
                        layout.fill(Maker(language, random.Random(f"{seed} {language.name} {name} {number}")), case)
                    except TooLittleError:
                        continue
                    yield case


def indented(maker: Maker, case: Case) -> None:
    prose(maker, case, indent=True)


def blanks(maker: Maker, case: Case) -> None:
    prose(maker, case, blank=True, indent=maker.may(0.2))


def flush(maker: Maker, case: Case) -> None:
    prose(maker, case)


def talk(maker: Maker, case: Case) -> None:
    """Short paragraphs, as in fiction; many fill no line."""
    style, indent, blank, printed = maker.style(), some_indent(maker), maker.may(0.3), maker.may(0.8)
    for text in maker.paragraphs(14, 3, maker.pick.choice((60, 120, 300))):
        case.lines += wrapped(maker, case, text, style, indent, printed=printed)
        case.lines += [BLANK] * blank


def full(maker: Maker, case: Case) -> None:
    """Nothing tells paragraphs apart, and their last lines are full: each is cut short so that it is."""
    style = replace(maker.style(("push",)), uneven=False)
    for text in maker.paragraphs(6, 60):
        for end in range(len(text), 40, -1):
            cut = text[:end].rstrip("，、；：,;: ") + maker.words.stop if end < len(text) else text
            slices = wrap(cut, style, maker.spaced, maker.pick)
            if columns(cut[slices[-1].start : slices[-1].end]) >= style.width - (3 if maker.spaced else 0):
                text = cut
                break
        case.lines += wrapped(maker, case, text, style)


def hard(maker: Maker, case: Case) -> None:
    """Cut at a number of columns without regard to marks, as old text files and terminals do."""
    style = Style(maker.pick.choice((24, 32, 36, 40, 56, 64, 70, 72, 76, 78)), "none")
    indent = maker.pick.choice(("", "    ", maker.indent()))
    blank = not indent or maker.may(0.6)
    for text in maker.paragraphs(maker.pick.randint(4, 9), 3, maker.pick.choice((80, 200, 420))):
        if maker.may(0.1):
            case.put("h", maker.heading()[0], blank=True)
        case.lines += wrapped(maker, case, text, style, indent)
        case.lines += [BLANK] * blank


def headings(maker: Maker, case: Case) -> None:
    """Headings of one or two lines over the paragraphs, with nothing around them."""
    style, indent = maker.style(), some_indent(maker)
    for text in maker.paragraphs(6):
        if maker.may(0.5):
            for line in maker.heading():
                case.put("h", line)
            if maker.may(0.2):
                case.put("h", maker.byline())
        case.lines += wrapped(maker, case, text, style, indent)


def every(maker: Maker, case: Case) -> None:
    """A blank line behind every line, as readers give that take each line for a block."""
    style, indent = maker.style(), some_indent(maker)
    for text in maker.paragraphs(6):
        if maker.may(0.25):
            case.put("h", maker.heading()[0], blank=True)
        for line in wrapped(maker, case, text, style, indent):
            case.lines += [line, BLANK]


def cuts(maker: Maker, case: Case) -> None:
    """Blank lines behind paragraphs, and where a column ends inside one; columns may differ in width."""
    style = maker.style()

    def turn() -> int:
        nonlocal style
        case.lines.append(BLANK)
        style = maker.style() if maker.may(0.3) else style
        return maker.pick.randint(9, 22)

    left = maker.pick.randint(9, 22)
    for text in maker.paragraphs(7):
        if maker.may(0.2):
            case.put("h", maker.heading()[0], blank=True)
        left = pour(case, wrapped(maker, case, text, style), left, turn)
        case.lines.append(BLANK)


def news(maker: Maker, case: Case) -> None:
    """A newspaper page: narrow uneven columns cut with blank lines, indents lost, headings, bylines and captions."""

    def column() -> Style:
        width = maker.pick.randint(8, 12) if maker.may(0.2) else maker.pick.randint(13, 24)
        return Style(2 * width, maker.pick.choice(RULES), uneven=maker.may(0.6))

    style, left = column(), maker.pick.randint(6, 25)

    def turn() -> int:
        nonlocal style
        case.lines.append(BLANK)
        style = column() if maker.may(0.3) else style
        return maker.pick.randint(6, 25)

    printed, blank = maker.may(0.15), maker.may(0.9)
    for text in maker.paragraphs(maker.pick.randint(7, 12), maker.pick.choice((15, 40, 60))):
        above = maker.pick.random()
        if above < 0.3:
            style = column() if maker.may(0.4) else style
            for line in maker.heading():
                case.put("h", line)
            case.lines.append(BLANK)
        elif above < 0.36:
            case.put("h", maker.byline(), blank=True)
        elif above < 0.42:
            case.put("cap", maker.caption(), blank=True)
        body = maker.justified(text) if maker.may(0.15) else text
        left = pour(case, wrapped(maker, case, body, style, maker.indent(), printed=printed), left, turn)
        case.lines += [BLANK] * blank


def page(maker: Maker, case: Case) -> None:
    """A page with anything on it, one habit of setting throughout, and page furniture or column cuts."""
    style, indent, printed = maker.style(), some_indent(maker), maker.may(0.6)
    blank, furniture, cut = maker.may(0.6), maker.may(0.3), maker.may(0.75)
    foot = Furniture(maker)

    def turn() -> int:
        nonlocal style
        if furniture:
            foot.put(case)
        elif cut:
            case.lines.append(BLANK)
        style = maker.style() if maker.may(0.3) else style
        return maker.pick.randint(8, 25)

    left = maker.pick.randint(8, 25)
    for text in maker.paragraphs(maker.pick.randint(6, 10), maker.pick.choice((8, 30))):
        if maker.may(0.45):
            small_block(maker, case, blank=maker.may(0.8))
        left = pour(case, wrapped(maker, case, text, style, indent, printed=printed), left, turn)
        case.lines += [BLANK] * blank


def furniture(maker: Maker, case: Case) -> None:
    """Page numbers and running heads inside paragraphs."""
    style, indent, foot = maker.style(), some_indent(maker), Furniture(maker)

    def turn() -> int:
        foot.put(case)
        return maker.pick.randint(10, 20)

    left = maker.pick.randint(10, 20)
    for text in maker.paragraphs(8):
        left = pour(case, wrapped(maker, case, text, style, indent), left, turn)
        case.lines += [BLANK] * (not indent)


def captions(maker: Maker, case: Case) -> None:
    """Paragraphs in one or two lines, or wrapped, with a caption inside a sentence."""
    style = maker.style() if maker.may(0.4) else None
    for text in maker.paragraphs(6, 80):
        lines = wrapped(maker, case, text, style) if style else case.lay("p", text, fragments(maker, text, 2))
        at = maker.pick.randrange(1, len(lines)) if len(lines) > 1 and maker.may(0.6) else 0
        for k, line in enumerate(lines):
            if k == at and k:
                case.lines.append(BLANK)
                case.put("cap", maker.caption(), blank=True)
            case.lines.append(line)
        case.lines.append(BLANK)


def lists(maker: Maker, case: Case) -> None:
    """Numbered or bulleted items and articles between two paragraphs; wrapped items may be indented from the second line."""
    style, blank = replace(maker.style(), uneven=False), maker.may(0.3)
    end = maker.pick.choice((";" if maker.spaced else "；", "", maker.words.stop))
    texts = maker.paragraphs(9, 8, maker.pick.choice((40, 160)))
    items = maker.items()
    for k, text in enumerate(texts):
        if k in (0, len(texts) - 1):
            case.lines += wrapped(maker, case, text, style)
            continue
        item = next(items) + NUMBERED.sub("", text).rstrip("。.；;：:") + end
        rest = "  " if maker.may(0.2) else ""
        case.lines += case.lay("list", item, wrap(item, style, maker.spaced, maker.pick), "", rest)
        case.lines += [BLANK] * blank


def keeps(maker: Maker, case: Case) -> None:
    """Prose around verse, tables and addresses, whose lines are to stay as they are."""
    style, indent = maker.style(), some_indent(maker)
    for text in maker.paragraphs(5):
        blank = maker.may(0.7)
        case.lines += wrapped(maker, case, text, style, indent)
        case.lines += [BLANK] * blank
        type_, lines = ("verse", maker.verse()) if maker.may(0.5) else ("table", maker.table())
        for line in lines:
            case.put(type_, line)
        case.lines += [BLANK] * blank


def whole(maker: Maker, case: Case) -> None:
    """One paragraph a line already, with headings and small blocks; in some texts a paragraph is cut in two."""
    blank, cut = maker.may(0.5), maker.may(0.3)
    for text in maker.paragraphs(maker.pick.randint(6, 12), maker.pick.choice((2, 8, 40))):
        if maker.may(0.6):
            small_block(maker, case, blank)
        pieces = 2 if cut and len(text) > 90 and maker.may(0.3) else 1
        for line in case.lay("p", text, fragments(maker, text, pieces)):
            case.lines.append(line)
            case.lines += [BLANK] * (blank or maker.may(0.3))


def snippet(maker: Maker, case: Case) -> None:
    """One to three paragraphs, as they are copied from a page: little shows how it was set."""
    style, indent, blank = replace(maker.style(), uneven=False), some_indent(maker), maker.may(0.7)
    if maker.may(0.25):
        case.put("h", maker.heading()[0], blank)
    for text in maker.paragraphs(maker.pick.randint(1, 3), 20, maker.pick.choice((60, 120, 200))):
        case.lines += wrapped(maker, case, text, style, indent)
        case.lines += [BLANK] * blank
    if maker.may(0.2):
        small_block(maker, case, blank)


def interleaved(maker: Maker, case: Case) -> None:
    """Articles side by side: each breaks off at the foot of its column and goes on behind parts of the others. One rest in
    six is lost.
    """
    style = maker.style() if maker.may(0.3) else None
    before: list[list[Line]] = []
    behind: list[list[Line]] = []
    for _ in range(maker.pick.randint(2, 4)):
        texts = maker.paragraphs(6, 70)
        at = maker.pick.randint(1, max(1, len(texts) - 2))
        for k, text in enumerate(texts):
            if k != at:
                lines = wrapped(maker, case, text, style) if style else case.lay("p", text, [Slice(0, len(text))])
                (before if k < at else behind).append(lines)
                continue
            pieces = fragments(maker, text, 2)
            lost = len(pieces) == 2 and maker.may(1 / 6)
            kept = text[: pieces[0].end] if lost else text
            if style:
                lines = wrapped(maker, case, kept, style)
                foot = len(lines) if lost else maker.pick.randint(1, len(lines))
            else:
                lines, foot = case.lay("p", kept, pieces[:1] if lost else pieces), 1
            before.append(lines[:foot])
            behind.append(lines[foot:])
    for block in before + behind:
        case.lines += [*block, BLANK] if block else []


def rows(maker: Maker, case: Case) -> None:
    """Columns read row by row: a line of the first, a line of the second, and so on."""
    style, blank = replace(maker.style(("push",)), uneven=False), maker.may(0.5)
    sides: list[list[Line]] = []
    for _ in range(2 + maker.may(0.2)):
        texts = maker.paragraphs(3, 60)
        sides.append([line for text in texts for line in wrapped(maker, case, text, style)])
    for row in zip_longest(*sides):
        for line in row:
            case.lines += [line] if line else []
            case.lines += [BLANK] * (blank and line is not None)


def hyphens(maker: Maker, case: Case) -> None:
    """Words parted at the ends of lines."""
    prose(maker, case, indent=maker.may(0.5), style=Style(maker.pick.choice((30, 36, 44, 56)), hyphens=True))


def torn(maker: Maker, case: Case) -> None:
    """Lines that justification tore: where a space was stretched or a mark squeezed, the rest is a line of its own."""
    style, indent = maker.style(("push",)), maker.indent()
    for text in maker.paragraphs(5):
        slices: list[Slice] = []
        for line in wrap(text, style, maker.spaced, maker.pick, columns(indent)):
            slices += torn_line(maker, text, line) if maker.may(0.06) else [line]
        case.lines += case.lay("p", text, slices, indent)


LAYOUTS: dict[str, Layout] = {
    "indent": Layout(indented),
    "blank": Layout(blanks),
    "flush": Layout(flush),
    "talk": Layout(talk),
    "full": Layout(full),
    "hard": Layout(hard),
    "headings": Layout(headings),
    "every": Layout(every),
    "cuts": Layout(cuts, 2),
    "news": Layout(news, 4, ("han", "kana")),
    "page": Layout(page, 3),
    "furniture": Layout(furniture),
    "captions": Layout(captions),
    "lists": Layout(lists),
    "keeps": Layout(keeps),
    "whole": Layout(whole, 3),
    "snippet": Layout(snippet, 2),
    "interleaved": Layout(interleaved),
    "rows": Layout(rows, 0),  # no break of it is one to join, though all look like it
    "hyphens": Layout(hyphens, 2, ("latin",)),
    "torn": Layout(torn),
}
