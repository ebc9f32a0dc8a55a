"""Web addresses that are cut over lines: their breaks are judged by no width and no words, but what the lines make
together cannot be mistaken.

A narrow column cuts one into pieces of a few characters, a line each; any column cuts one behind a sign that no address
ends with, so that its parameters, its values or the rest of a name stand on the next line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.line import Line
    from textkit.model.span import Span

PIECE = 3  # characters of a piece at the most
FEW = 4  # lines of one address, its beginning among them
OF_ADDRESS, OF_DATA = "://", "data:"  # one of them stands in any
SCHEMES = ("https://", "http://")
ADDRESS = re.compile(r"https?://|data:\w+/[\w.+-]+;", re.ASCII)
SIGN = re.compile("[/.?&=%#_]")  # that stands between the parts of an address
OPENING = "([<:"  # that an address may stand behind
GOES_ON = re.compile(r"[\w/.?&=%#~:@+-]+", re.ASCII)
LONGEST = 400  # characters of an address
PARAMETER = re.compile(r"[\w.~%-]{1,24}=[^\s=]", re.ASCII)
VALUE = re.compile(r"[\w%.~/+-]", re.ASCII)
# What goes on behind a sign that is left open. A question mark may end a question.
OPEN = {
    "?": PARAMETER,
    "&": PARAMETER,
    "=": VALUE,
    "%": re.compile(r"[0-9A-Fa-f]{2}"),
    "-": VALUE,
    "_": re.compile(r"[\w(]", re.ASCII),
    "~": VALUE,
    ";": re.compile("base64,"),
}
STRUCK = "~~"  # ends what Markdown strikes out
BEGINS = re.compile(r"[?&=]\S*[\w%]", re.ASCII)  # with a sign that only an address goes on with


def is_one(s: str) -> bool:
    """Whether a folded line is an address and nothing else, but for the colon before one whose number is lost."""
    return OF_ADDRESS in s and ADDRESS.match(s.lstrip(": ")) is not None and " " not in s.lstrip(": ") and s.isascii()


def has_begun(text: str, tail: Span) -> bool:
    """Whether the line ``tail`` of ``text`` is an address and nothing else, or a piece of one begun some lines before."""
    lines = text[max(0, tail.start - LONGEST) : tail.end].split("\n")
    return any(is_one(line) for line in takewhile(_piece_or_one, reversed(lines)))


def _piece_or_one(line: str) -> bool:
    return GOES_ON.fullmatch(line) is not None or is_one(line)


def pieces(lines: Sequence[Line], usual: int) -> set[int]:
    """The numbers of the lines that go on at once, without a space, in an address begun in the line before. ``usual`` are
    the blank lines that stand behind any line of the text.
    """
    found: set[int] = set()
    begins = _begins([line.s for line in lines])
    address = ""  # what the line before ends with, if that is one
    k = 0
    while k < len(lines):
        if not address:
            at = bisect_left(begins, k)
            if at == len(begins):
                break
            k = begins[at]
        line = lines[k]
        if address and line.blanks <= usual and _goes_on(address, line.s):
            found.add(k)
        else:
            address = ""
        address = "" if line.alone else _ending(address, line.s)
        stop, whole = _cut_up(lines, k, address or line.s.lstrip(OPENING))
        found.update(range(k + 1, stop))
        if stop > k + 1:
            address = whole
            if stop < len(lines) and not lines[stop].blanks and GOES_ON.match(lines[stop].s):
                found.add(stop)
                address = _ending(whole, lines[stop].s)
                stop += 1
        k = stop
    return found


def _begins(texts: Sequence[str]) -> list[int]:
    """The numbers of the lines in which an address may begin: they hold what all have, or are the first of the pieces of a
    few characters.
    """
    together = "\n".join(texts)
    found = [k for k, s in enumerate(texts) if len(s) <= PIECE and SCHEMES[0].startswith(s.lstrip(OPENING))]
    for sign in (OF_ADDRESS, OF_DATA):
        if sign in together:
            found += [k for k, s in enumerate(texts) if sign in s]
    return sorted(set(found))


def ends_with_one(s: str) -> bool:
    """Whether the last word of a line is or holds an address: it ends like a word, and often so does its paragraph."""
    return OF_ADDRESS in s.rpartition(" ")[2]


def may_go_on(s: str) -> bool:
    """Whether a line begins with what may be a part of an address, and is no mere name, or with a remark on one."""
    part = GOES_ON.match(s)
    return s.startswith("(") or (part is not None and SIGN.search(part[0]) is not None)


def _ending(address: str, s: str) -> str:
    """The address that ends at the end of line ``s``, which goes on with ``address`` if there is one; else nothing."""
    last = s[-LONGEST:].rsplit(None, 1)[-1:]
    if not last:
        return ""
    if address and len(last[0]) == len(s):
        return (address + s)[-LONGEST:]
    begun = ADDRESS.search(last[0])
    return last[0][begun.start() :] if begun else ""


def _goes_on(address: str, s: str) -> bool:
    """Whether line ``s`` goes on in ``address`` by what the one ends with or the other begins with."""
    if address.endswith(STRUCK):
        return False
    behind = OPEN.get(address[-1])
    return BEGINS.match(s) is not None if behind is None else behind.match(s) is not None


def _cut_up(lines: Sequence[Line], k: int, whole: str) -> tuple[int, str]:
    """Behind the last of the pieces of a few characters that line ``k`` and those behind it are, if they make an address;
    and the address. ``whole`` is what it has so far. Cells are short too: behind a line that is longer, the pieces must be
    as long as the column is wide, and show a sign.
    """
    long = len(lines[k].s) > PIECE
    if not whole or (long and not whole.startswith(SCHEMES)):
        return k + 1, ""
    stop = k + 1
    while stop < len(lines) and len(lines[stop].s) <= PIECE and GOES_ON.fullmatch(lines[stop].s) and _begun(whole):
        whole += lines[stop].s
        stop += 1
    pieces = [line.s for line in lines[k + 1 : stop]]
    cells = long and pieces and (len(set(map(len, pieces))) > 1 or not any(map(SIGN.search, pieces)))
    another = any(scheme in whole[1:] for scheme in SCHEMES)
    if cells or another or len(pieces) + 1 < FEW or not whole.startswith(SCHEMES):
        return k + 1, ""
    return stop, whole


def _begun(whole: str) -> bool:
    """Whether an address begins like this."""
    return whole.startswith(SCHEMES) or any(scheme.startswith(whole) for scheme in SCHEMES)
