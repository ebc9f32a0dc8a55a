"""Quotes and brackets that come in pairs: which marks they are, and which of them in a text have no partner.

Pairs nest. A mark that looks like half of a pair and is none (``1)``, ``;-)``, the apostrophe of ``don’t``, the
bounds of ``[0, 1)``) is not missed; an ASCII bracket and its full-width sister make one pair, untidy but whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from textkit.language.lazy_pattern import lazy_pattern

OPEN_TO_CLOSE: Final = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "（": "）",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "［": "］",
    "｛": "｝",
    "〖": "〗",
}
CLOSE_TO_OPEN: Final = {close: opening for opening, close in OPEN_TO_CLOSE.items()}
# ASCII brackets and the full-width marks they pair with as well.
SISTERS: Final = {"(": "（", ")": "）", "[": "［", "]": "］"}
# Quotations of several paragraphs open every paragraph with one of these and close only the last one
# (GB/T 15834—2011, 4.8.3.5).
QUOTE_OPENERS: Final = frozenset("“‘「『")
QUOTE_CLOSERS: Final = frozenset("”’」』")
MARKS: Final = frozenset(OPEN_TO_CLOSE) | frozenset(CLOSE_TO_OPEN) | frozenset(SISTERS) | {'"'}

_CLOSING: Final = frozenset({*CLOSE_TO_OPEN, ")", "]", '"'})

_OTHER: Final = re.compile("[^" + re.escape("".join(sorted(MARKS))) + "]+")
_DOUBLED: Final = re.compile("[“”「」《》〈〉]")
_MARK: Final = lazy_pattern("[" + re.escape("".join(sorted(MARKS - {'"'}))) + "]")
# Marks of a list item in front of a half bracket: 1) 12） a) iv) 一） – at the start or behind space or a mark, but not
# inside a name (``log.7)``, ``B-52)``).
_LIST_MARK: Final = lazy_pattern(
    r"(?:^|[\s。；;，,、：:！？!?)）”」“‘「『|*※]|(?<![A-Za-z0-9])[.\-])"
    r"(\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚]|[①-⑳])[)）]$"
    r"|[之第和及与與至到、]([0-9]{1,2})[)）]$"
)
# What numbers the items of a list, in order; behind the first of them a mark inside a paragraph has one before it.
_COUNTS: Final = (
    *(tuple(map(chr, range(ord(first), ord(first) + 26))) for first in "aA"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    tuple("一二三四五六七八九十"),
    tuple("甲乙丙丁戊己庚"),
    tuple(map(chr, range(ord("①"), ord("⑳") + 1))),
)
ITEM: Final = 1_000  # characters from the number of one item to that of the next, at the most
# One of several numbers of which the others have both their brackets: （一）、（二）、三）.
_NUMBERED: Final = r"[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]"
_AFTER_ONE: Final = lazy_pattern(_NUMBERED + r"[、，, 和及或与與至]{1,2}(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]$")
_BEFORE_ONE: Final = lazy_pattern(r"[、，, 和及或与與至]{1,2}" + _NUMBERED)
# Eyes that are a letter or a figure have a nose: ``1 GB）`` and ``x（`` are no faces. A mouth that opens ends what is said:
# behind the colon in ``如下：（一）`` a bracket opens.
_SMILEY: Final = lazy_pattern(r"(?:[:;=：；]['’]?[-oO^ ]?|(?<![A-Za-z0-9])[8xXB]['’]?[-oO^])[()\[\]（）]$")
_OVER: Final = lazy_pattern(r"[\s。，！？.,!?”」]|$")
# What stands before the number of an item: ``### 2)``, ``步骤 2）``.
_BEGINS: Final = lazy_pattern(r"[\s#*+\-•·>]*[\u4e00-\u9fff]{0,3}\s?")
_FACE: Final = lazy_pattern(r"(?:\^[_oO.▽-]?\^|T[_.]T|[´`｀][▽∀ω]?[´`｀]|[▽∀Дω][^一-龥]?)[;；*]?[)）]$")
# A key that is pressed with others: Ctrl+].
_KEY: Final = lazy_pattern(
    r"(?:ctrl|control|alt|option|shift|cmd|command|meta|super|win|fn|esc|\b[CMS])[ ]?[+\-][ ]?[()\[\]]$", re.IGNORECASE
)
# A square bracket that is named and stands for itself: ``press [``, ``[[ opens a link``; and that of a code for terminals.
_NAMED: Final = lazy_pattern(r"[\[\]]{1,2}(?![^\s，。、；：,;])")
_ESCAPES: Final = ("\\e", "\\x1b", "\\033", "\\u001b")
# An interval of mathematics: [0, 1) and (a, 2π].
_INTERVAL: Final = lazy_pattern(r"(?=[^,，]{1,20}[,，])[-+−\d.,，\sA-Za-zΑ-Ωα-ω∞/²³₀-₉]{1,24}$")
# Quotations of German, Polish and their neighbours: „so“, ‚so‘, „so”, which close with what opens elsewhere.
_LOW: Final = (lazy_pattern("‚([^‘’‚„\n]{0,200})[‘’]"), lazy_pattern("„([^“”„\n]{0,1000})[“”]"))
# What stands around a mark that is spoken of: “（”.
_QUOTING: Final = frozenset({"“”", "‘’", "「」", "『』", '""', "''", "``"})
# Of the alphabets that have apostrophes: Latin, Greek, Cyrillic, Armenian.
_LETTER: Final = "[A-Za-z\\u00c0-\\u058f\\u1e00-\\u1fff]"
_APOSTROPHE: Final = lazy_pattern(f"’(?<={_LETTER}’)(?={_LETTER})")  # inside a word, where it closes nothing
_LAST: Final = lazy_pattern(f"{_LETTER}|[0-9]")
_ELISION: Final = lazy_pattern(r"‘(?:\d0s|em|tis|twas|cause|n)\b")


class Loose(NamedTuple):
    """A mark without a partner: its offset, and whether it opens."""

    offset: int
    mark: str
    opens: bool


def _no_half(text: str, offset: int, mark: str) -> bool:
    """Whether ``mark`` at ``offset`` looks like half of a pair but is none."""
    before = text[max(0, offset - 6) : offset + 1]
    if mark in "()[]" and _KEY.search(text[max(0, offset - 10) : offset + 1]):
        return True
    if mark in "[]":
        first = offset - (text[max(0, offset - 1) : offset] == mark)
        free = not text[max(0, first - 1) : first].strip() and _NAMED.match(text, first)
        if free or text.endswith(_ESCAPES, 0, offset):
            return True
    if mark in ")）]" and _SMILEY.search(before[-5:]):
        return True
    if mark in ")）]" and (item := _LIST_MARK.search(before)):
        paired = _AFTER_ONE.search(text[max(0, offset - 12) : offset + 1]) or _BEFORE_ONE.match(text, offset + 1)
        return not paired and (not item.group(1) or _in_order(text, offset, item.group(1)))
    if mark in ")）" and _FACE.search(before[-4:]):
        return True
    if mark in "(（[" and _SMILEY.search(before[-5:]) and _OVER.match(text, offset + 1):
        return True
    if mark == "’":  # an apostrophe behind a letter, at the beginning of a Latin word or before a decade
        last, following = text[offset - 1 : offset], text[offset + 1 : offset + 3]
        begins = not last.strip() and following[:1].isascii() and following[:1].isalpha()
        return _LAST.match(last) is not None or begins or following.isdigit()
    if mark == "‘":
        return bool(_ELISION.match(text, offset))
    return False


def _in_order(text: str, end: int, number: str) -> bool:
    """Whether ``number``, which ends at ``end``, may be that of an item: it begins ``text``, is the first of a list, or the
    one before it stands near by before it.
    """
    if _BEGINS.fullmatch(text, 0, end - len(number)):
        return True
    if number.isdigit() and number.isascii():
        before = {str(int(number) - 1)} - {"0"} if int(number) != 1 else {""}
    else:
        before = {("", *row)[row.index(number)] for row in _COUNTS if number in row} or {""}
    near = text[max(0, end - ITEM) : end]
    return "" in before or any(re.search(rf"(?<![A-Za-z0-9]){one}[)）.、]", near) for one in before)


def _spoken_of(text: str, offset: int) -> bool:
    """Whether the mark at ``offset`` stands alone in quotes of another kind, as where a text speaks of it: “（”."""
    around = text[offset - 1 : offset] + text[offset + 1 : offset + 2]
    return around in _QUOTING and text[offset] not in around


def _balance(text: str) -> tuple[list[tuple[int, int]], list[Loose]]:
    """The pairs of ``text`` by the offsets of their marks, and the marks without a partner, in no order."""
    pairs: list[tuple[int, int]] = []
    loose: list[Loose] = []
    stack: list[tuple[str, int, str]] = []
    held: dict[str, int] = {}  # how many of each opening mark the stack holds: keeps a hostile text linear
    for match in _MARK.finditer(text):
        offset, raw = match.start(), match.group()
        if _spoken_of(text, offset):
            continue
        mark = SISTERS.get(raw, raw)
        if mark in OPEN_TO_CLOSE:
            stack.append((mark, offset, raw))
            held[mark] = held.get(mark, 0) + 1
            continue
        if raw == "’" and _APOSTROPHE.match(text, offset):
            continue
        opening = CLOSE_TO_OPEN[mark]
        if stack and (
            stack[-1][0] == opening
            or ({opening, stack[-1][0]} == {"（", "［"} and _INTERVAL.fullmatch(text, stack[-1][1] + 1, offset))
        ):
            top, place, _ = stack.pop()
            held[top] -= 1
            pairs.append((place, offset))
        elif _no_half(text, offset, raw):
            continue
        elif held.get(opening):
            while stack[-1][0] != opening:
                top, place, written = stack.pop()
                held[top] -= 1
                if not _no_half(text, place, written):
                    loose.append(Loose(place, written, opens=True))
            pairs.append((stack.pop()[1], offset))
            held[opening] -= 1
        else:
            loose.append(Loose(offset, raw, opens=False))
    loose.extend(Loose(place, raw, opens=True) for _, place, raw in stack if not _no_half(text, place, raw))
    if text.count('"') % 2:
        last = text.rindex('"')
        if not (last and text[last - 1].isdigit()):
            loose.append(Loose(last, '"', opens=False))
    return pairs, loose


def loose_marks(text: str) -> list[Loose]:
    """The quotes and brackets of ``text`` that have no partner in it, in order of place. Linear in the text.

    Where pairs cross, the inner opening mark is the loose one. Straight double quotes pair with one another; of an
    odd number the last one is loose, unless it stands behind a digit as the sign of inches or seconds.
    """
    if not suspicion(text) & LOOSE:
        return []
    if "„" in text or "‚" in text:
        for low in _LOW:
            text = low.sub(r" \1 ", text)
    return sorted(_balance(text)[1], key=lambda one: one.offset)


def missing(text: str, one: Loose) -> tuple[int, int]:
    """The range of ``text`` in which the partner of ``one`` is missing, from offset to exclusive end.

    It is as narrow as nesting makes it: inside the pair that ``one`` stands in, and not beyond the next mark of its
    sort, for a quotation in a quotation takes other marks. For a straight quote it is all of ``text``.
    """
    if one.mark == '"':
        return 0, len(text)
    pairs, loose = _balance(text)
    around = [(a, b) for a, b in pairs if a < one.offset < b]
    alike = [place for pair in pairs for place in pair if text[place] == one.mark]
    alike += [other.offset for other in loose if other.mark == one.mark]
    if one.opens:
        end = min([b for _, b in around] + [place for place in alike if place > one.offset], default=len(text))
        return one.offset + 1, max(end, one.offset + 1)
    start = max([a for a, _ in around] + [place for place in alike if place < one.offset], default=-1)
    return start + 1, one.offset


def closes(text: str) -> bool:
    """Whether a mark of ``text`` closes what something before it opened. Cheap where there is none."""
    return not _CLOSING.isdisjoint(text) and any(not one.opens for one in loose_marks(text))


LOOSE: Final = 1
DOUBLED: Final = 2


def suspicion(text: str) -> int:
    """What ``text`` may hold by the order of its marks alone: 0 nothing, ``LOOSE`` marks, ``DOUBLED`` quotations.

    Cheap, and never wrong about nothing: what it suspects, ``loose_marks`` and ``doubled`` decide.
    """
    marks = _OTHER.sub("", text)
    return 0 if not marks else _suspicion(marks) if len(marks) <= 64 else LOOSE | DOUBLED


@lru_cache(maxsize=8192)
def _suspicion(marks: str) -> int:
    opened: list[str] = []
    twice = 0
    for raw in marks:
        mark = SISTERS.get(raw, raw)
        if mark == '"':
            continue
        if mark in OPEN_TO_CLOSE:
            twice |= DOUBLED if mark in opened else 0
            opened.append(mark)
        elif not opened or opened.pop() != CLOSE_TO_OPEN[mark]:
            return LOOSE | DOUBLED
    return LOOSE | DOUBLED if opened or marks.count('"') % 2 else twice


def doubled(text: str) -> int:
    """Where a quotation mark opens inside a quotation of the same mark, all of which close; -1 if nowhere.

    ``“他说“走”就走”``: the inner one should be ``‘ ’`` (GB/T 15834—2011, 4.8.3.4); inside ``《 》`` it is ``〈 〉``.
    """
    opened: list[tuple[str, int]] = []
    inner = -1
    for match in _DOUBLED.finditer(text):
        mark = match.group()
        if mark in OPEN_TO_CLOSE:
            opened.append((mark, match.start()))
        elif not opened or OPEN_TO_CLOSE[opened[-1][0]] != mark:
            return -1
        else:
            place = opened.pop()[1]
            if opened and opened[-1][0] == CLOSE_TO_OPEN[mark] and inner < 0:
                inner = place
    return -1 if opened else inner
