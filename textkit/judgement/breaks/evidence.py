"""The named pieces of evidence for and against a join at one line break.

Every piece is a name; what it weighs stands in ``weights``. A break is looked at in one of two ways: as one of a
*column*, where the room left at the end of the line speaks, or as a *fragment* between lines of any length, where only
the characters on both sides, the kinds of the lines and blank lines do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from textkit.judgement.breaks import latin, turns
from textkit.judgement.breaks.decisions import ENGLISH, MIXED, PRINTED
from textkit.judgement.breaks.hangul import last_syllable
from textkit.judgement.breaks.indents import is_first
from textkit.judgement.breaks.page import BLOCK, Page, fit, in_column, marks
from textkit.judgement.breaks.register import register
from textkit.judgement.breaks.scale import chance, closing, length, odds, step
from textkit.judgement.breaks.tongue import mixed, tongue
from textkit.language.later import later
from textkit.language.seam import KANA, is_japanese

TWIN = 40  # columns; two sentences of equal length in wider lines are chance
MOST_CELLS = 3  # of a row, beside its first, that are told apart; more are words set wide
CAPITALS = 4  # lines to each side that may begin with capitals one after the other
STANZA = 4  # lines; prose of such a width ends four lines in a row with a mark once in a thousand times
TERM = 16  # characters that are quoted for being a term rather than speech
QUOTED = 12  # lines back that the mark is looked for which opened a quotation
CLAUSE = 60  # characters in which the last clause begins
LAST_MARK = re.compile("(?s:.*)[,、;:。!?]")
HAN = later("[\u4e00-\u9fff]")
REMEMBERED = 1 << 14  # names are the same for many breaks
SEAM_STARTS = ("han", "kana", "openquote", "open", "digit", "nostart")
LATIN_STARTS = ("lower", "upper", "other")  # behind kana too: a particle needs something behind it, whatever that is
UNITS_AFTER_NUMBERS = frozenset("年月日时分秒万亿千百十个名家人元项次件位条%％多余岁届吨米里度号级")


def _outer(page: Page, i: int) -> bool:
    """Whether a line of a short block is as wide as the column of the prose around it."""
    near = range(i - BLOCK, i + BLOCK + 1)
    return any(
        k not in page.bare and 0 <= k < len(page.lines) and abs(page.columns[k].width - page.own[i]) <= 2
        for k in near
        if k != i
    )


def names(
    page: Page,
    i: int,
    j: int,
    seam: tuple[float, float, float] | None,
    pair: tuple[float, float] | None = None,
    heard: tuple[float, float, float] | None = None,
) -> list[str]:
    """The names of the evidence at the break between lines ``i`` and ``j``.

    ``seam`` is what the seam table says and ``heard`` what the table of English words does, ``None`` where they were not
    asked; ``pair`` what ``pairing.rivals`` says.
    """
    tail, head = page.lines[i], page.lines[j]
    end, coarse, start = page.ends[i], page.coarse[i], page.starts[j]
    over = j > i + 1
    blank = "over" if over else "0" if not head.blanks else "1" if head.blanks == 1 else "2"
    apart = "over" if over else "b" if head.blanks else "0"
    indent = "in" if head.indent >= page.base + 2 else "out"
    around = min(4, int(page.line_stops(i) * 5))
    japanese = page.kana and is_japanese(tail.s, head.s)
    whose = "ja " if japanese and in_column(page, i, j) else ""  # columns of Japanese have weights of their own
    if in_column(page, i, j):
        mode = "col"
        fits = page.fits[i]
        kind = "full" if fits in ("over", "full") else "near" if fits == "near" else "short"
        c = page.columns[i]
        strength = c.agree * 10 // max(c.of, 1)
        strong = "weak" if strength < 4 else "fair" if strength < 6 else "strong"
        before = "first" if is_first(page, i) else fit(page, i - 1)
        found = [
            mode,
            *_of_column(
                fits, kind, end, coarse, page.style, blank, indent, strong, "narrow" if c.width < 20 else "wide"
            ),
            *_of_company(page.fits[j], page.coarse[j], coarse, kind, around),
        ]
        if fits in ("over", "full"):
            found.append(f"{whose}chance {chance(page.needs[i] / c.width)}|{coarse} {page.style}")
        if coarse == "stop" and page.style in ("flush", "unknown"):
            found.append(f"surplus {page.surplus}|{kind}|{blank} {indent}")
        found += _of_line_before(whose, before, fits, kind, coarse, blank)
        if not over:
            found += page.halves.get(i, ())
            if coarse == "stop" and j in page.within:
                found.append(f"within {page.within[j]}|{kind}|{indent}")
        if page.insets[j]:
            found.append(f"inset {page.insets[j]} {'stop' if page.coarse[j] == 'stop' else 'on'}|{coarse}|{kind}")
    else:
        mode = "frag"
        kind = length(page.own[i])
        style = page.style if page.style in ("every", "blank") else "other"
        found = [mode, *_of_fragment(kind, end, coarse, style, blank, length(page.own[j]), page.coarse[j], around)]
    number = "#" if j in page.numbered else ""
    blocks = page.markers[i], page.markers[j]
    of_sentences = False
    found += _of_ends(f"{whose}{mode}", kind, end, coarse, start, *blocks, number, "b" if head.blanks else "0")
    if end == "hyphen":
        found.append(f"hyphen {start}")
    if tail.s[-2:] < "\u2e80" and head.s[0] < "\u2e80":
        place = (apart, kind, around)
        found += latin.names(mode, tail.s, head.s, coarse, place)
        if heard is not None:
            found += latin.heard(mode, heard, coarse, apart, kind)
    korean = last_syllable(tail.s)
    if korean:
        found += (f"ko {mode} {korean}|{apart}|{kind}", f"ko {mode} {korean}|{start}")
    if start == "openquote" and coarse == "stop":
        found.append(f"{mode} speech {'tag' if latin.TAG.search(tail.s[-CLAUSE:]) else 'none'}|{page.style}|{kind}")
    if page.set[i] in ("spaced", "closed") or (page.set[i] and coarse == "stop"):
        found.append(f"{mode} set {page.set[i]}|{coarse}|{kind}")  # a paragraph ends in no line that is set wide
    if page.depths[i] or page.early[j]:
        found.append(f"{mode} open {min(1, page.depths[i])} {min(1, page.early[j])}|{coarse}")
    if end == "digit" and (start == "digit" or head.s[0] in UNITS_AFTER_NUMBERS):
        found.append(f"{mode} number")
    if page.marked[i] > 1:
        found.append(f"{mode} marked {min(page.marked[i], 6)}|{coarse}|{kind}")
    if page.gaps[i] and page.gaps[j]:
        cells = page.gaps[i]
        rows = page.gaps[max(0, i - 1) : j + 2].count(cells)
        like = "other" if cells != page.gaps[j] else "same" if rows < 3 else "rows"
        found.append(f"{mode} cells {min(3, cells)} {like}|{kind}")
    if i in page.bare:
        outer = "column" if _outer(page, i) else "own"
        found.append(f"{mode} bare block {'end' if head.blanks else 'inside'} {outer}|{kind}")
    if couplet(page, i, j) or (coarse == "stop" and head.s[0] == "“" and "”" not in head.s[:TERM] and _quoted(page, i)):
        return ["couplet"]
    if page.own[i] == page.own[j] <= TWIN:
        alike = marks(tail.s) == marks(head.s)
        found.append(f"{mode} twin {'alike' if alike and marks(tail.s) else 'bare' if alike else 'other'}|{coarse}")
    if coarse == "stop" and (kind != "short" if whose else start not in ("lower", "upper")):  # a short line has said it
        if of_sentences := mode == "col" and kind != "short" and not whose and chinese(tail.s[-TERM:]):
            parting, how = turns.parting(page.lines, i, j), register(page.text)
            found += (
                f"zh parting {parting}|{apart}|{kind}",
                f"zh parting {parting}|{page.style} {indent}",
                f"zh parting {parting}|{how}",
                f"zh register {how}|{page.style} {indent}|{kind}",
                f"zh quoted {turns.quoted(page.lines, i, j)}|{kind}",
            )
        else:
            turn = turns.japanese_turn(page.lines, i, j) if whose else turns.turn(tail.s, head.s)
            found += (
                f"{whose}{mode} turn {turn}|{apart}|{kind}",
                f"{whose}{mode} turn {turn}|{page.style} {indent}|{kind}",
            )
    if whose and page.sizes[i][0] and kind == "full" and apart == "0":
        piece, whole = page.sizes[i]
        found += (f"ja col piece {piece}|{page.style}", f"ja col whole {whole}|{page.style}")
        found.append(f"ja col counted {page.counted[i]}")
    voice = f"ja {mode}" if japanese and seam is not None else mode
    if seam is not None:
        going, anywhere, closes = seam
        found += _of_seam(voice, step(going), step(anywhere), closing(closes), coarse, apart, start, kind)
    if pair is not None:
        score, lead = odds(pair[0]), odds(pair[1])
        found += [f"{mode} pair {score}|{coarse}", f"{mode} lead {lead}|{coarse}", f"{mode} pair {score} lead {lead}"]
    if end == "han" and start != "nostart" and voice == mode:
        found += _of_edges(mode, kind, _clause(tail.s[-CLAUSE:]), apart, start, page.shuts[i], page.opens[j])
    if of_sentences:  # and there
        return [name if name == mode or name.startswith("zh ") else f"zh {name}" for name in found]
    if whose and coarse == "stop":  # how often paragraphs end in full lines is another matter there
        return [f"{whose}{name}" if name.startswith(("surplus ", "joint ")) else name for name in found]
    if tongue(page.text) == "en":
        found += _of_rows(page, i, j, coarse, kind)
        beginning = f"{PRINTED}{ENGLISH}" if page.printed else ENGLISH
        return [mode, *[f"{beginning}{name}" for name in found[1:]]]
    if mode == "col" and not whose and mixed(page.text):
        return [mode, *[f"{MIXED}{name}" for name in found[1:]]]
    return found


@lru_cache(REMEMBERED)
def _of_column(
    fits: str, brief: str, end: str, coarse: str, style: str, blank: str, indent: str, strong: str, wide: str
) -> tuple[str, ...]:
    """What the room at the end of a line says."""
    return (
        f"room {fits}|{end}",
        f"style {style} {blank} {indent}|{coarse} {brief}",
        f"joint {fits} {coarse}|{style} {blank} {indent}|{strong}",
        f"column {strong} {wide}|{brief}",
    )


@lru_cache(REMEMBERED)
def _of_company(after: str, ends_after: str, coarse: str, brief: str, around: int) -> tuple[str, ...]:
    """What the next line and how the lines around end say, in a column."""
    return f"after {after}|{ends_after}|{coarse} {brief}", f"around {around}|{brief}|{coarse}"


@lru_cache(REMEMBERED)
def _of_line_before(whose: str, before: str, fits: str, brief: str, coarse: str, blank: str) -> tuple[str, ...]:
    """What the line before says, in a column."""
    return f"{whose}before {before}|{brief}|{coarse}", f"{whose}cut {blank} {before}|{fits}|{coarse}"


@lru_cache(REMEMBERED)
def _of_fragment(
    size: str, end: str, coarse: str, style: str, blank: str, after: str, ends_after: str, around: int
) -> tuple[str, ...]:
    """What the sizes of two fragments and the blank lines between them say."""
    return (
        f"size {size}|{end}",
        f"gap {style} {blank}|{coarse}",
        f"next {after}|{ends_after}|{coarse}",
        f"around {around}|{coarse}",
    )


@lru_cache(REMEMBERED)
def _of_ends(
    mode: str, kind: str, end: str, coarse: str, start: str, tail: str, head: str, number: str, blank: str
) -> tuple[str, ...]:
    """What the kinds of the two ends and of the two lines say."""
    return (
        f"{mode} start {start}|{end}",
        f"{mode} head {head}{number}|{coarse}|{blank}",
        f"{mode} tail {tail}|{coarse}|{kind}",
    )


@lru_cache(REMEMBERED)
def _of_seam(
    voice: str, said: str, anywhere: str, shut: str, coarse: str, apart: str, start: str, kind: str
) -> tuple[str, ...]:
    """What the seam table says, in words."""
    # A number or a quoted name can stand behind anything: how unlikely it is there says little, and is weighed apart.
    first = start if start in ("digit", "openquote", "open", *LATIN_STARTS) else "text"
    found = (
        f"{voice} seam {said}|{coarse}|{apart}|{start}",
        f"{voice} closing {shut}|{coarse}|{kind}",
        f"{voice} closing {shut}|{coarse}|{apart}|{start}",
    )
    if first not in ("text", "digit"):  # what stands before a quotation says nothing of what it begins with
        return found
    return (
        *found,
        f"{voice} seam {said}|{coarse}|{kind}|{first}",
        f"{voice} any {anywhere}|{coarse}|{apart}|{first}",
        f"{voice} both {said} {shut}|{coarse}|{first}",
    )


@lru_cache(REMEMBERED)
def _of_edges(
    mode: str, kind: str, clause: str, apart: str, start: str, shut: str | None, opened: str | None
) -> tuple[str, ...]:
    """What the last clause, the last characters and the first ones say."""
    # Headings have few marks in them, and nothing ends with a clause of two characters.
    found = [f"{mode} clause {clause}|{apart}|{kind}"]
    if shut is not None:
        found += [f"{mode} tail edge {shut}|{apart}|{start}", f"{mode} tail edge {shut}|{kind}"]
        # What a quotation or title begins with says nothing of where its sentence began.
        if start == "han" and opened is not None:
            found.append(f"{mode} edges {shut} {opened}|{apart}")
    return tuple(found)


def _of_rows(page: Page, i: int, j: int, coarse: str, kind: str) -> Iterator[str]:
    """What tells rows of cells, entries of lists and lines of verse from prose in Latin letters."""
    cells, others = page.cells[i], page.cells[j]
    if cells or others:
        like = "same" if not set(cells).isdisjoint(others) else "other" if cells and others else "one"
        yield f"cells {like} {min(MOST_CELLS, max(len(cells), len(others)))}|{kind}"
    if page.ends[i] == page.ends[j] == "digit":
        yield f"figures {page.starts[j]}|{kind}"
    if page.starts[j] != "lower":
        # In prose a line in six begins with a capital.
        before = takewhile(lambda k: page.starts[k] != "lower", range(i, max(-1, i - CAPITALS), -1))
        behind = takewhile(lambda k: page.starts[k] != "lower", range(j, min(len(page.lines), j + CAPITALS)))
        yield f"capitals {sum(1 for _ in before)} {sum(1 for _ in behind)}|{coarse}"


def _clause(s: str) -> str:
    """The length of the last clause of ``s`` in words; ``none`` where there is but one."""
    before = LAST_MARK.match(s)
    size = len(s) - before.end() if before else 0
    return "none" if not before else str(size) if size < 5 else "few" if size < 9 else "many"


def couplet(page: Page, i: int, j: int) -> bool:
    """Whether two lines are of verse: equally long, and with their marks at the same places, one inside and one at the
    end; or two of a stanza, whose lines are all equally long and have their marks at the same places, the end one of them.
    """
    if not page.own[i] == page.own[j] <= TWIN or page.coarse[i] not in ("stop", "pause", "semi"):
        return False
    if page.lines[i].s[0] <= "\u2e80":
        return False
    own = marks(page.lines[i].s)
    return (len(own) > 1 and own == marks(page.lines[j].s) and not _in_prose(page, i, j)) or _stanza(page, i, j)


def _in_prose(page: Page, i: int, j: int) -> bool:
    """Whether two lines stand between lines as wide, none of which is apart and both of which end inside a sentence without
    a mark: those are of prose, whose marks may stand at the same places in two lines by chance.
    """
    if i < 1 or j + 1 >= len(page.lines) or any(page.lines[k].blanks for k in range(i, j + 2)):
        return False
    beside = (i - 1, j + 1)
    return all(abs(page.own[k] - page.own[i]) <= 2 and page.coarse[k] == "none" for k in beside)


def _quoted(page: Page, i: int) -> bool:
    """Whether a quotation is open at the end of a line: in a quotation of several paragraphs each opens it again."""
    for k in range(i, max(-1, i - QUOTED), -1):
        s = page.lines[k].s
        opened = s.rfind("“")
        if opened != s.rfind("”"):
            return opened > s.rfind("”")
    return False


def _stanza(page: Page, i: int, j: int) -> bool:
    if min(page.marked[i], page.marked[j]) < STANZA:
        return False
    own = marks(page.lines[i].s)
    firsts = range(max(0, j - STANZA + 1), min(i, len(page.lines) - STANZA) + 1)
    return any(
        all(
            page.marked[k] >= STANZA and page.own[k] == page.own[i] and marks(page.lines[k].s) == own
            for k in range(first, first + STANZA)
        )
        for first in firsts
    )


def wants_seam(page: Page, i: int, j: int) -> bool:
    """Whether the seam tables have a say at this break: Chinese or Japanese on both sides, no sentence end."""
    if page.coarse[i] == "stop" or page.markers[j] == "markup":
        return False
    tail = page.lines[i].s[-4:]
    if page.starts[j] in LATIN_STARTS:
        return KANA.match(tail[-1:]) is not None
    return page.starts[j] in SEAM_STARTS and (chinese(tail) or is_japanese(tail, ""))


def wants_words(page: Page, i: int, j: int) -> bool:
    """Whether the table of English words is asked: not behind a sentence end, nor where a line of a column is full and the
    next one begins with a small letter, for there nothing is in doubt.
    """
    if page.coarse[i] == "stop":
        return False
    if page.lines[i].s[-2:] > "\u2e80" or page.lines[j].s[0] > "\u2e80" or page.markers[j] in ("markup", "item"):
        return False
    plain = page.starts[j] == "lower" and not page.lines[j].blanks and j == i + 1 and fit(page, i) in ("over", "full")
    return not (plain and in_column(page, i, j))


def chinese(s: str) -> bool:
    """Whether a stretch of text holds a Chinese character."""
    return "\u4e00" <= s[-1:] <= "\u9fff" or HAN.search(s) is not None
