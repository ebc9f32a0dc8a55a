"""The way back for a line of UTF-8 that was read in the wrong encoding by a program that lost bytes.

Such a program puts U+FFFD or ``?`` in place of what it could not read. What stands between two losses is whole: it is
led back by itself. A character of which a byte is lost stays lost, and what is left of it says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from textkit.language.plausible import cost
from textkit.steps.decode.detours import DETOURS, EASTERN_CHARACTER, HEAD, READABLE, Detour, decode, encode

LOST = 8.0  # nats a lost character costs: what a whole one does on the average, as it may be any
MARGIN = 22.0  # nats the reading must gain: as for a line without losses
# Share of whole characters among those beyond ASCII, the lost included: GBK and western encodings leave two thirds and
# more, Big5 less than two fifths, which is no text any more.
WHOLE = 0.5

_NO_BYTE = b"\xff"  # in no UTF-8: stands for a lost byte
_BROKEN = re.compile("[\udc80-\udcff]+")  # bytes that are no part of a whole character, as the decoder gives them
_APART = re.compile("([\udc80-\udcff]+)")

Stretch = tuple[int, int, str]  # start and end in the garbled line, the text it was


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of a garbled line with losses.

    ``text``: the whole line, U+FFFD for each lost character. ``exact``: stretches that lead back exactly, forwards and
    backwards. ``broken``: the stretches between them that do not, with U+FFFD for what is lost. ``gain``: in nats.
    """

    text: str
    path: tuple[Detour, ...]
    exact: tuple[Stretch, ...]
    broken: tuple[Stretch, ...]
    gain: float


def remains(line: str) -> Remains | None:
    """What is left of ``line`` if it is UTF-8 that lost bytes on one detour, else nothing.

    Every character must fit the detour and every broken sequence must hold a mark of loss: a line in another encoding,
    or one that is garbled in parts, is none. UTF-8 alone, whose sequences do not come by chance.
    """
    mark = "\ufffd" if "\ufffd" in line else "?"
    head = line[:HEAD]
    best: tuple[float, str] | None = None
    for read in DETOURS["utf-8"]:
        found = _reading(head, read, mark, len(head) < len(line))
        if found and (gain := _gain(head, found[0], mark)) >= MARGIN and (best is None or gain > best[0]):
            best = (gain, read)
    if best is None:
        return None
    gain, read = best
    found = _reading(line, read, mark)
    return _divided(line, read, *found, gain) if found else None


def _bytes(line: str, read: str, mark: str) -> list[bytes] | None:
    """The bytes of each character of ``line``, if it has them in this encoding."""
    known: dict[str, bytes] = {mark: _NO_BYTE}
    try:
        for c in set(line) - {mark}:
            known[c] = encode(c, read)
    except UnicodeEncodeError:
        return None
    return [known[c] for c in line]


def _reading(line: str, read: str, mark: str, cut: bool = False) -> tuple[str, list[bytes]] | None:
    """``line`` as UTF-8 with U+DC80 and up for each byte of a broken sequence, and the bytes of its characters.

    Nothing if it does not fit. ``cut``: it is the beginning of a line, and its last character may be broken for that.
    """
    codes = _bytes(line, read, mark)
    if codes is None:
        return None
    text = b"".join(codes).decode("utf-8", "surrogateescape")
    if mark == "?":  # one that breaks no sequence is a question mark
        text = _BROKEN.sub(lambda m: "?" * len(m[0]) if not m[0].strip("\udcff") else m[0], text)
    broken = [m for m in _BROKEN.finditer(text) if not (cut and m.end() == len(text))]
    if not broken or not all("\udcff" in m[0] for m in broken):
        return None
    return text, codes


def _gain(line: str, text: str, mark: str) -> float:
    """How much more plausible ``text`` is than ``line``, in nats; nothing if it does not read as prose."""
    marked = _with_marks(text)
    lost = marked.count("\ufffd")
    whole = [c for c in marked if c >= "\x80" and c != "\ufffd"]
    eastern = len(EASTERN_CHARACTER.findall("".join(whole)))
    if eastern < max(2, WHOLE * (len(whole) + lost)) or len(set(whole)) < min(3, eastern):
        return 0.0
    price = cost("".join(whole))[0]
    if price >= READABLE * len(whole):
        return 0.0
    foreign = "".join([c for c in line if c >= "\x80" and c != mark])
    return cost(foreign)[0] - price - LOST * lost


def _divided(line: str, read: str, text: str, codes: list[bytes], gain: float) -> Remains:
    """The stretches of ``line``, of which ``codes`` are the bytes and ``text`` is the reading."""
    raw = text.encode("utf-8", "surrogateescape")
    starts = [0, *accumulate(map(len, codes))]  # bytes before each character of the line
    number = {at: n for n, at in enumerate(starts)}
    exact: list[Stretch] = []
    at = 0
    for piece in _APART.split(text):
        size = len(piece.encode("utf-8", "surrogateescape"))
        if piece and not _BROKEN.match(piece):
            # Whole where both the characters that stand here and those that were meant begin.
            places = [at, *accumulate((len(c.encode()) for c in piece), initial=at)][1:]
            common = [k for k, place in enumerate(places) if place in number]
            if len(common) > 1:
                first, last = common[0], common[-1]
                stretch = number[places[first]], number[places[last]], piece[first:last]
                if _exact(line[stretch[0] : stretch[1]], stretch[2], read):
                    exact.append(stretch)
        at += size
    broken: list[Stretch] = []
    for start, end in zip([0, *(e for _, e, _ in exact)], [*(s for s, _, _ in exact), len(line)], strict=True):
        if start < end:
            rest = raw[starts[start] : starts[end]].decode("utf-8", "surrogateescape")
            broken.append((start, end, _with_marks(rest)))
    changed = tuple(s for s in exact if line[s[0] : s[1]] != s[2])
    return Remains(_with_marks(text), ((read, "utf-8"),), changed, tuple(broken), gain)


def _exact(garbled: str, text: str, read: str) -> bool:
    try:
        return decode(text.encode(), read) == garbled and encode(garbled, read) == text.encode()
    except UnicodeError:
        return False


def _with_marks(text: str) -> str:
    """``text`` with one U+FFFD for each character whose remains stand in it: three bytes are one."""
    return _BROKEN.sub(lambda m: "\ufffd" * -(-len(m[0]) // 3), text)
