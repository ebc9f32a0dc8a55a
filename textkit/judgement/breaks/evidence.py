"""The named pieces of evidence for and against a join at one line break.

Every piece is a name; what it weighs stands in ``weights``. A break is looked at in one of two ways: as one of a
*column*, where the room left at the end of the line speaks, or as a *fragment* between lines of any length, where only
the characters on both sides, the kinds of the lines and blank lines do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from textkit.judgement.breaks import evidence_names, latin, paragraph_ends
from textkit.judgement.breaks.binning import chance, closing, length, odds, step
from textkit.judgement.breaks.decisions import ENGLISH, KOREAN, MIXED, PRINTED
from textkit.judgement.breaks.hangul import last_syllable
from textkit.judgement.breaks.indents import is_first
from textkit.judgement.breaks.page import BLOCK, Page, fit, in_column, marks, torn_elsewhere
from textkit.judgement.breaks.page_language import korean, mixed, page_language
from textkit.judgement.breaks.register import register
from textkit.judgement.breaks.split_lengths_english import FULL
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.seam import KANA, is_japanese

CHINESE = "zh "  # what begins with it has been told of Chinese alone
TWIN = 40  # columns; two sentences of equal length in wider lines are chance
MOST_CELLS = 3  # of a row, beside its first, that are told apart; more are words set wide
CAPITALS = 4  # lines to each side that may begin with capitals one after the other
ONE_SENTENCE = (
    1.5  # nats of a seam from which lines like a couplet are of one sentence: of 17 on printed pages none was verse
)
STANZA = 4  # lines; prose of such a width ends four lines in a row with a mark once in a thousand times
TERM = 16  # characters that are quoted for being a term rather than speech
QUOTED = 12  # lines back that the mark is looked for which opened a quotation
CLAUSE = 60  # characters in which the last clause begins
LAST_MARK = re.compile("(?s:.*)[,、;:。!?]")
HAN = lazy_pattern("[\u4e00-\u9fff]")
LATIN = frozenset(("lower", "upper"))
UNITS_AFTER_NUMBERS = frozenset("年月日时分秒万亿千百十个名家人元项次件位条%％多余岁届吨米里度号级")


def _outer(page: Page, i: int) -> bool:
    """Whether a line of a short block is as wide as the column of the prose around it."""
    near = range(i - BLOCK, i + BLOCK + 1)
    return any(
        k not in page.bare and 0 <= k < len(page.lines) and abs(page.columns[k].width - page.own[i]) <= 2
        for k in near
        if k != i
    )


class _Break(NamedTuple):
    """What all evidence at the break between lines ``i`` and ``j`` is told with."""

    page: Page
    i: int
    j: int
    tail: str
    head: str
    mode: str  # ``col`` between lines of a column, ``frag`` between others
    kind: str  # how far the first line reaches
    end: str
    coarse: str
    start: str
    blank: str
    apart: str
    indent: str
    around: int
    whose: str  # columns of Japanese have weights of their own
    japanese: bool


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
    at = _break(page, i, j)
    mode, coarse, kind, whose = at.mode, at.coarse, at.kind, at.whose
    found = [mode, *(_of_room(at) if mode == "col" else _of_sizes(at))]
    number, blocks = "#" if j in page.numbered else "", (page.markers[i], page.markers[j])
    blank = "b" if page.lines[j].blanks else "0"
    found += evidence_names.of_ends(whose + mode, kind, at.end, coarse, at.start, *blocks, number, blank)
    _add_scripts(found, at, heard)
    _add_marks(found, at)
    if _is_couplet(at) and (seam is None or seam[1] < ONE_SENTENCE):
        return ["couplet"]
    if page.own[i] == page.own[j] <= TWIN:
        alike = marks(at.tail) == marks(at.head)
        found.append(f"{mode} twin {'alike' if alike and marks(at.tail) else 'bare' if alike else 'other'}|{coarse}")
    of_sentences = mode == "col" and coarse == "stop" and kind != "short" and not whose and chinese(at.tail[-TERM:])
    of_sentences = of_sentences and at.start not in LATIN
    _add_sentences(found, at, of_sentences)
    voice = f"ja {mode}" if at.japanese and seam is not None else mode
    if seam is not None:
        going, anywhere, closes = seam
        found += evidence_names.of_seam(
            voice, step(going), step(anywhere), closing(closes), coarse, at.apart, at.start, kind
        )
    if pair is not None:
        score, lead = odds(pair[0]), odds(pair[1])
        found += [f"{mode} pair {score}|{coarse}", f"{mode} lead {lead}|{coarse}", f"{mode} pair {score} lead {lead}"]
    if at.end == "han" and at.start != "nostart" and voice == mode:
        found += evidence_names.of_edges(
            mode, kind, _clause(at.tail[-CLAUSE:]), at.apart, at.start, page.shuts[i], page.opens[j]
        )
    return _told(found, at, of_sentences)


def _break(page: Page, i: int, j: int) -> _Break:
    tail, head = page.lines[i].s, page.lines[j].s
    blanks, over, column = page.lines[j].blanks, j > i + 1, in_column(page, i, j)
    japanese = page.kana and is_japanese(tail, head)
    if column:
        fits = page.fits[i]
        mode, kind = "col", "full" if fits in ("over", "full") else "near" if fits == "near" else "short"
    else:
        mode, kind = "frag", length(page.own[i])
    told = (
        page,
        i,
        j,
        tail,
        head,
        mode,
        kind,
        page.ends[i],
        page.coarse[i],
        page.starts[j],
        "over" if over else "0" if not blanks else "1" if blanks == 1 else "2",
        "over" if over else "b" if blanks else "0",
        "in" if page.lines[j].indent >= page.base + 2 else "out",
        min(4, int(page.around[i] * 5)),
        "ja " if column and japanese else "",
        japanese,
    )
    return tuple.__new__(_Break, told)  # by the constructor it takes three times as long


def _of_room(at: _Break) -> list[str]:
    """What the room at the end of a line of a column says, and what the lines around it say of that."""
    page, i, j, coarse, kind, whose = at.page, at.i, at.j, at.coarse, at.kind, at.whose
    fits, c = page.fits[i], page.columns[i]
    strength = c.agree * 10 // max(c.of, 1)
    strong = "weak" if strength < 4 else "fair" if strength < 6 else "strong"
    wide = "narrow" if c.width < 20 else "wide"
    before = "first" if is_first(page, i) else fit(page, i - 1)
    told = evidence_names.of_room(
        (fits, kind, at.end, coarse, page.style, at.blank, at.indent, strong, wide),
        (page.fits[j], page.coarse[j], coarse, kind, at.around),
        chance(page.needs[i] / c.width) if fits in ("over", "full") else "",
        page.surplus if coarse == "stop" and page.style in ("flush", "unknown") else "",
        (whose, before, fits, kind, coarse, at.blank),
    )
    found = [*told]
    if j == i + 1:
        found += page.halves.get(i, ())
        if coarse == "stop" and j in page.within:
            found.append(f"within {page.within[j]}|{kind}|{at.indent}")
    elsewhere = torn_elsewhere(page, i, j)
    if elsewhere:
        found.append(f"torn {elsewhere}|{'first' if before == 'first' else 'later'}|{kind}")
    if page.insets[j]:
        found.append(f"inset {page.insets[j]} {'stop' if page.coarse[j] == 'stop' else 'on'}|{coarse}|{kind}")
    return found


def _of_sizes(at: _Break) -> tuple[str, ...]:
    page, j = at.page, at.j
    style = page.style if page.style in ("every", "blank") else "other"
    return evidence_names.of_fragment(
        at.kind, at.end, at.coarse, style, at.blank, length(page.own[j]), page.coarse[j], at.around
    )


def _add_scripts(found: list[str], at: _Break, heard: tuple[float, float, float] | None) -> None:
    """What is to be told of Latin and Korean words on both sides."""
    mode, tail, head = at.mode, at.tail, at.head
    if at.end == "hyphen":
        found.append(f"hyphen {at.start}")
    if tail[-2:] < "\u2e80" and head[0] < "\u2e80":
        found += latin.names(mode, tail, head, at.coarse, (at.apart, at.kind, at.around))
        if at.coarse != "stop" and at.page.capitals and at.page.capitals[at.j]:
            found += latin.of_capital(mode, at.page.capitals[at.j], tail, at.coarse, at.apart, at.kind)
        if heard is not None:
            found += latin.heard(mode, heard, at.coarse, at.apart, at.kind)
    korean = last_syllable(tail)
    if korean:
        found += (f"ko {mode} {korean}|{at.apart}|{at.kind}", f"ko {mode} {korean}|{at.start}")


def _add_marks(found: list[str], at: _Break) -> None:
    """What open quotations and brackets, numbers, gaps and rows of marks say."""
    page, i, j, mode, coarse, kind = at.page, at.i, at.j, at.mode, at.coarse, at.kind
    if at.start == "openquote" and coarse == "stop":
        found.append(f"{mode} speech {'tag' if latin.TAG.search(at.tail[-CLAUSE:]) else 'none'}|{page.style}|{kind}")
    if page.set[i] in ("spaced", "closed") or (page.set[i] and coarse == "stop"):
        found.append(f"{mode} set {page.set[i]}|{coarse}|{kind}")  # a paragraph ends in no line that is set wide
    if page.depths[i] or page.early[j]:
        found.append(f"{mode} open {min(1, page.depths[i])} {min(1, page.early[j])}|{coarse}")
    if at.end == "digit" and (at.start == "digit" or at.head[0] in UNITS_AFTER_NUMBERS):
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
        found.append(f"{mode} bare block {'end' if page.lines[j].blanks else 'inside'} {outer}|{kind}")


def _is_couplet(at: _Break) -> bool:
    """Whether two lines are of verse, or quotations of which each opens anew: nothing has to be weighed."""
    quoted = at.coarse == "stop" and at.head[0] == "“" and "”" not in at.head[:TERM] and _quoted(at.page, at.i)
    return quoted or couplet(at.page, at.i, at.j)


def _add_sentences(found: list[str], at: _Break, of_sentences: bool) -> None:
    """What two sentences say of the break between them; ``of_sentences``: they are Chinese, and the line is full."""
    page, i, j, mode, kind, whose = at.page, at.i, at.j, at.mode, at.kind, at.whose
    if of_sentences:
        how = register(page.text)
        parting = paragraph_ends.parting(page.lines, i, j, how)
        found += (
            f"zh parting {parting}|{at.apart}|{kind}",
            f"zh parting {parting}|{page.style} {at.indent}",
            f"zh parting {parting}|{how}",
            f"zh register {how}|{page.style} {at.indent}|{kind}",
        )
        if paragraph_ends.in_quotation(page.lines, i, j):
            found.append(f"zh quoted in|{kind}")
    elif at.coarse == "stop" and (kind != "short" if whose else at.start not in LATIN):  # a short line has said it
        turn = paragraph_ends.japanese_turn(page.lines, i, j) if whose else paragraph_ends.turn(at.tail, at.head)
        found += (
            f"{whose}{mode} turn {turn}|{at.apart}|{kind}",
            f"{whose}{mode} turn {turn}|{page.style} {at.indent}|{kind}",
        )
    if mode == "col" and page.sizes[i].piece and kind == "full" and at.apart == "0":
        piece, whole, near = page.sizes[i]
        found += (f"{whose}col piece {piece}|{page.style}", f"{whose}col whole {whole}|{page.style}")
        counted = page.counted[i]
        found += (f"{whose}col near {near}|{counted[:4]}", f"{whose}col counted {counted}")


def _told(found: list[str], at: _Break, of_sentences: bool) -> list[str]:
    """``found`` under the names of those who have weights of their own."""
    page, mode, whose = at.page, at.mode, at.whose
    if of_sentences:  # and there
        return [mode, *map(evidence_names.under(CHINESE).__getitem__, found[1:])]
    if whose and at.coarse == "stop":  # how often paragraphs end in full lines is another matter there
        return [f"{whose}{name}" if name.startswith(("surplus ", "joint ")) else name for name in found]
    if page_language(page.text) == "en":
        found += _of_rows(page, at.i, at.j, at.coarse, at.kind)
        beginning = f"{PRINTED}{ENGLISH}" if page.printed else ENGLISH
        return [mode, *map(evidence_names.under(beginning, FULL).__getitem__, found[1:])]
    if korean(page.text):
        return [mode, *map(evidence_names.under(KOREAN).__getitem__, found[1:])]
    if mode == "col" and not whose and mixed(page.text):
        return [mode, *map(evidence_names.under(MIXED).__getitem__, found[1:])]
    return found


def _of_rows(page: Page, i: int, j: int, coarse: str, kind: str) -> Iterator[str]:
    """What tells rows of cells, entries of lists and lines of verse from prose in Latin letters."""
    cells, others = page.cells[i], page.cells[j]
    if cells or others:
        like = "same" if not set(cells).isdisjoint(others) else "other" if cells and others else "one"
        yield f"cells {like} {min(MOST_CELLS, max(len(cells), len(others)))}|{kind}"
    if page.ends[i] == page.ends[j] == "digit":
        yield f"figures {page.starts[j]}|{kind}"
    if page.starts[j] != "lower" and not shouted(page, i, j):
        # In prose a line in six begins with a capital.
        before = takewhile(lambda k: page.starts[k] != "lower", range(i, max(-1, i - CAPITALS), -1))
        behind = takewhile(lambda k: page.starts[k] != "lower", range(j, min(len(page.lines), j + CAPITALS)))
        yield f"capitals {sum(1 for _ in before)} {sum(1 for _ in behind)}|{coarse}"


def shouted(page: Page, i: int, j: int) -> bool:
    """Whether two lines of English are written in capitals where they meet, so that a capital says nothing."""
    return page.capitals[j] == "shout" and latin.shouted(page.lines[i].s[-latin.EDGE :])


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
    if page.starts[j] in evidence_names.LATIN_STARTS:
        return KANA.match(tail[-1:]) is not None
    return page.starts[j] in evidence_names.SEAM_STARTS and (chinese(tail) or is_japanese(tail, ""))


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
