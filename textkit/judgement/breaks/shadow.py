"""The lines of a text as the break judge sees them: folded characters, display widths, indents, blank lines.

Widths count columns: two for a CJK character, one for others. An ASCII mark beside a CJK character counts two, as the
full-width mark that was printed there, so that a text before and after normalization is judged alike.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement.breaks import justified
from textkit.judgement.breaks.census import census
from textkit.judgement.breaks.gaps import SOLID, Inside, inside
from textkit.judgement.breaks.line import Line
from textkit.judgement.breaks.pieces import cut_rows, may_be_cut, torn_rows
from textkit.judgement.breaks.standalone_lines import standing_alone
from textkit.judgement.front import settings
from textkit.language.invisible import BIDI, CONTROLS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.radicals import SUPPLEMENT
from textkit.model.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 16_000_000  # code points; a longer line is left alone and stops joins

WIDE = (
    (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x20000, 0x3FFFD),
)  # fmt: skip
WIDE_SET = 6  # spaces between single characters from which they are justification; a spaced heading or name has fewer
AMBIGUOUS = "“”‘’…—―·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ■□▲△◆◇○◎●★☆→←↑↓℃‰※×÷"  # wide in CJK print, narrow in Latin
SQUEEZED = "，。、；：（）《》“”「」"  # set at half width where a newspaper column is tight
ASCII_MARKS = ",.:;!?()"
_CJK = r"[^\0-\u2e7f\U00040000-\U0010ffff]"  # said by what it is not: to read a long range takes 4 ms
SPACED = lazy_pattern(rf"(?<={_CJK}) (?=\S)|(?<=\S) (?={_CJK})")  # beside a CJK character
UNSPACED = lazy_pattern(rf"{_CJK}(?={_CJK})")

LIGATURES = {0xFB00 + k: letters for k, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
LIGATURE = re.compile("[\ufb00-\ufb06]")


def _fold_table() -> dict[int, str]:
    ranges = ((0xFF01, 0xFF5F), (0x2E80, 0x2FE0), (0xF900, 0xFB00))
    table: dict[int, str] = {0x3000: " ", 0xA0: " ", 0xAD: "-", 0xAC: "-", 0xFFFE: "-", 0x02: "-", 0x2010: "-"}
    for low, high in ranges:
        for code in range(low, high):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table | {ord(radical): meant for radical, meant in SUPPLEMENT.items()}


FOLD = _fold_table()


@cache
def _fold_codes() -> NDArray[np.uint32]:
    import numpy as np

    table = np.arange(0x110000, dtype=np.uint32)
    for code, plain in FOLD.items():
        table[code] = ord(plain)
    return table


def _folded(text: str) -> str:
    """``text`` with each character folded, all at once: line by line it takes five times as long."""
    return _fold_codes()[_codes(text)].tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _widths(latin: bool) -> NDArray[np.uint8]:
    import numpy as np

    table = np.ones(0x110000, np.uint8)
    for low, high in WIDE:
        table[low : high + 1] = 2
    if not latin:
        for char in AMBIGUOUS:
            table[ord(char)] = 2
    for char in UNSEEN + "\u200c\u200d\u00ad":
        table[ord(char)] = 0
    return table


@cache
def _flags(chars: str) -> NDArray[np.bool_]:
    import numpy as np

    table = np.zeros(0x110000, np.bool_)
    table[[ord(c) for c in chars]] = True
    return table


# A line ends at LF, CRLF and CR; the others stand inside lines, but break sentences all the same, and become line ends
# where a text is normalized: they are judged here so that nothing is left to judge then.
BREAK = lazy_pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
OTHER_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
TORN = re.compile(" (?<!  )[\r\n]")  # a single space left at a line end
# What is not seen and is no hyphen: lines are judged as if it were not there, and no join takes it out.
UNSEEN = "".join((CONTROLS | BIDI | {"\u200b", "\u2060", "\ufeff"}) - {"\x02"} - set(string.whitespace))
WHITE = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
NOTHING = dict.fromkeys(map(ord, UNSEEN))
SOME_UNSEEN = re.compile(f"[{re.escape(UNSEEN)}]")
# Spaces beside Chinese marks that a reader of the page put there, and labels of notes in Markdown, which are printed as a
# raised number: no width is theirs.
UNPRINTED = lazy_pattern(
    r"\[\^[\w-]{1,12}\](?!:)| (?:(?<=[\u4e00-\u9fff”’》」』）] )(?=[，。、；：！？）”’》」』】])|(?<=[“‘《「『【（] )(?=[\u4e00-\u9fff])|(?<=[，、；] )(?=[\u4e00-\u9fff]))"
)
RULER = re.compile("[-=*_~]{3,}>?")  # under a title, between parts, or the end of a remark


class _Content(NamedTuple):
    """What a line holds, wherever it stands: the place and size of its content, that content folded, its indent, the
    white space inside; its width in columns, indent counted, and how much narrower it is with its marks squeezed.
    """

    first: int
    size: int
    s: str
    indent: int
    inside: Inside
    wide: int
    squeeze: int


_known: tuple[tuple[bool, bool], dict[str, _Content]] = ((False, False), {})  # of Latin text, of lines set wide


def split(text: str, markdown: bool = False) -> list[Line]:
    """The lines of ``text`` that are not blank. In Markdown, lines of exempt regions stand alone."""
    return measured(text, markdown)[0]


@lru_cache(maxsize=1)
def measured(
    text: str, markdown: bool = False
) -> tuple[list[Line], NDArray[np.int64], NDArray[np.int64], list[Inside]]:
    """The same, then the width of each line in columns, indent counted, how much narrower it is with its marks squeezed,
    and the white space inside. The pieces of a row that was cut have the width of the row. The last text is remembered, for it is asked
    about again.
    """
    import numpy as np

    starts, raws = _raw(text)
    contents = _contents(raws, _latin(text), "  " in text and justified.habit(text))
    seen = np.array([c.size > 0 for c in contents], np.bool_).nonzero()[0]
    if not len(seen):
        return [], seen, seen, []
    first, size, said, indents, inside, wides, squeezed = zip(*[c for c in contents if c.size], strict=True)
    begins = starts[seen] + np.array(first, np.int64)
    spans = zip(begins.tolist(), (begins + np.array(size, np.int64)).tolist(), strict=True)
    blanks = (np.diff(seen, prepend=-1) - 1).tolist()
    lines = standing_alone(text, _lines(spans, said, blanks, indents, _alone(text, said, begins)), markdown)
    wide, squeezes = np.array(wides, np.int64), np.array(squeezed, np.int64)
    rows = _rows(text, lines, wide, markdown)
    if rows is not lines:
        cut = np.array([line.row for line in rows], np.int64)
        wide = np.where(cut > 0, cut, wide)
    return rows, wide, squeezes, list(inside)


def _lines(
    spans: Iterable[tuple[int, int]],
    said: Sequence[str],
    blanks: Sequence[int],
    indents: Sequence[int],
    alone: Iterable[bool],
) -> list[Line]:
    """The lines, column by column: a fifth of the time that it takes line by line."""
    made = map(tuple.__new__, repeat(Span), spans)
    return list(map(tuple.__new__, repeat(Line), zip(made, said, blanks, indents, alone, repeat(0), repeat(False))))


def _alone(text: str, said: Sequence[str], begins: NDArray[np.int64]) -> Iterable[bool]:
    """Whether each line is too long to judge, or one of the settings at the head of ``text``."""
    front = settings(text)
    if not front and all(said):
        return repeat(False)
    return [not s or start < front for s, start in zip(said, begins.tolist(), strict=True)]


def _raw(text: str) -> tuple[NDArray[np.int64], list[str]]:
    """Where each line of ``text`` begins, and the line without its end."""
    import numpy as np

    if not census(text).of(OTHER_BREAKS):
        raws = text.split("\n")
        sizes = np.fromiter(map(len, raws), np.int64, len(raws)) + 1
        return np.cumsum(sizes) - sizes, raws
    breaks = list(BREAK.finditer(text))
    starts, stops = [0, *(match.end() for match in breaks)], [*(match.start() for match in breaks), len(text)]
    return np.array(starts, np.int64), [text[start:stop] for start, stop in zip(starts, stops, strict=True)]


def _contents(raws: list[str], latin: bool, doubled: bool) -> list[_Content]:
    """What each line holds; two spaces count as one where lines are set wide by ``doubled`` ones. A text is looked at
    several times while its lines are joined, and most are the same each time: those of the last text are remembered,
    which changes no answer.
    """
    global _known
    known = _known[1] if _known[0] == (latin, doubled) else {}
    held = list(map(known.get, raws))
    asked = list(dict.fromkeys([raw for raw, content in zip(raws, held, strict=True) if content is None]))
    together = "\n".join(asked)
    unseen, tied = SOME_UNSEEN.search(together) is not None, LIGATURE.search(together) is not None
    found: list[tuple[int, int, str, int, Inside]] = []
    for raw, folded in zip(asked, _folded(together).split("\n"), strict=False):
        body = raw.strip(WHITE + UNSEEN) if unseen else raw.strip()
        size, first, indent = len(body), 0, 0
        if size < len(raw):
            first = raw.find(body)
            folded = folded[first : first + size]
            if first:
                left = raw[:first].translate(NOTHING) if unseen else raw[:first]
                indent = len(left) + left.count("\u3000") + 3 * left.count("\t")
        white = SOLID
        if " " in folded or "\t" in folded:
            white = inside(body)
            if len(raw) <= LONGEST and folded.count(" ") >= WIDE_SET:
                folded = _unspaced(folded)
        if len(raw) > LONGEST:
            folded = ""
        if (" " in body or "[^" in body) and len(body) == len(folded):
            folded = _printed(body, folded)
        if doubled:
            folded = justified.closed_up(folded)
        if tied:
            folded = folded.translate(LIGATURES)
        if unseen and SOME_UNSEEN.search(folded):
            folded = folded.translate(NOTHING)
        found.append((first, size, folded, indent, white))
    wide, squeezes = _widths_of(together, asked, found, latin)
    columns = zip(asked, found, wide.tolist(), squeezes.tolist(), strict=True)
    fresh = {raw: _Content(*content, w, q) for raw, content, w, q in columns}
    contents = [content or fresh[raw] for raw, content in zip(raws, held, strict=True)]
    _known = (latin, doubled), dict(zip(raws, contents, strict=True))
    return contents


def _printed(body: str, folded: str) -> str:
    """``folded`` without what stands in ``body`` and was not printed so: spaces beside marks, and labels of notes."""
    kept, at = [], 0
    for match in UNPRINTED.finditer(body):
        if match.end() < len(body) or match.start():
            kept.append(folded[at : match.start()])
            at = match.end()
    return "".join((*kept, folded[at:])) if at else folded


def _rows(text: str, lines: list[Line], wide: NDArray[np.int64], markdown: bool) -> list[Line]:
    """``lines`` with the pieces of rows that were cut marked as such; the very same where none was. A space before a blank
    line in Markdown is no sign of one.
    """
    torn = {match.start() for match in TORN.finditer(text)} if " \n" in text or " \r" in text else ()
    spaces = [line.span.end in torn for line in lines] if torn else []
    if markdown and spaces:
        spaces = [space and not line.blanks for space, line in zip(spaces, [*lines[1:], lines[-1]], strict=True)]
    if not spaces and not may_be_cut(lines):
        return lines
    plain = wide.tolist()
    found = (torn_rows(lines, plain, spaces) if spaces else []) or cut_rows(lines, plain, text)
    lines = list(lines) if found else lines
    for first, last, width in found:
        if any(line.alone or RULER.fullmatch(line.s) for line in lines[first : last + 1]):
            continue
        blanks = min(1, lines[first].blanks)  # as between rows, so that the pieces do not hide how this text is set
        lines[first] = lines[first]._replace(row=width)
        for k in range(first + 1, last + 1):
            lines[k] = lines[k]._replace(row=width, piece=True, blanks=blanks)
    return lines


def _unspaced(s: str) -> str:
    """``s`` without the spaces of a line set wide: justification that a reader of the page took for spaces."""
    gaps = len(SPACED.findall(s))
    return SPACED.sub("", s) if gaps >= WIDE_SET and gaps >= 4 * len(UNSPACED.findall(s)) else s


def _widths_of(
    together: str, raws: list[str], contents: list[tuple[int, int, str, int, Inside]], latin: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The width of each of ``raws``, and how much narrower it is with its marks squeezed; 0 for blank ones.

    ``together`` is all of them with a line feed between, ``contents`` what each holds.
    """
    import numpy as np

    if not raws:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    cells, squeezed, unseen = _columns(together, latin)
    ends = np.cumsum([len(raw) + 1 for raw in raws])
    starts = np.concatenate([[0], ends[:-1]]) + [first for first, *_ in contents]
    sizes = np.array([size for _, size, *_ in contents], np.int64)
    edges = np.array([starts, starts + sizes]).T.ravel()

    def sums(values: NDArray[np.uint8] | NDArray[np.bool_]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.add.reduceat(np.append(values, 0), edges, dtype=np.int64)[::2]
        return np.where(sizes > 0, found, 0)

    indents = np.array([indent for _, _, _, indent, _ in contents], np.int64)
    kept = np.array([len(s) for _, _, s, _, _ in contents], np.int64)
    gone = sizes - kept - (sums(unseen) if unseen.any() else 0)  # spaces of justification
    return sums(cells) + indents - np.where(kept > 0, gone, 0), sums(squeezed)


def _codes(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def kana(text: str) -> bool:
    """Whether there may be kana in a text."""
    return census(text).within(0x3041, 0x3100) > 0


def _latin(text: str) -> bool:
    """Whether a text is of Latin letters, in which some marks are narrow that are wide in Chinese."""
    return census(text).within(0x2E80, 0xFF00) * 4 < len(text)


def _columns(text: str, latin: bool) -> tuple[NDArray[np.uint8], NDArray[np.bool_], NDArray[np.bool_]]:
    """The columns that each character of ``text`` takes, whether it is a mark that can be squeezed by one of them, and
    whether it is not seen.
    """
    import numpy as np

    codes = _codes(text)
    cells = _widths(latin)[codes]
    marks = _flags(ASCII_MARKS)[codes]
    if marks.any():
        beside = np.zeros(len(codes), np.bool_)
        cjk = (cells == 2) & (codes > 0x2E7F)
        beside[1:] |= cjk[:-1]
        beside[:-1] |= cjk[1:] & (codes[:-1] == ord("("))
        cells = np.where(marks & beside, 2, cells)
    squeeze = (_flags(SQUEEZED)[codes] & (cells == 2)) | (marks & (cells == 2))
    return cells, squeeze, _flags(UNSEEN)[codes]
