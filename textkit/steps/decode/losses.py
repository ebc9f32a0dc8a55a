"""The way back for a line of UTF-8 that was read in the wrong encoding by a program that lost bytes.

Such a program puts U+FFFD or ``?`` in place of what it could not read. The characters without a loss are whole. One of
which a byte is lost stays lost: U+FFFD stands for it, and what is left of it is kept beside the text, so that the way
back is as exact as without losses.
"""

from __future__ import annotations

import re

from textkit.language.plausible import cost
from textkit.steps.decode import ambiguous
from textkit.steps.decode.garbling import DETOURS, EASTERN_CHARACTER, HEAD, READABLE, Lost, Repair, decode, encode

LOST = 8.0  # nats a lost character costs: what a whole one does on the average, as it may be any
MARGIN = 22.0  # nats the reading must gain: as for a line without losses
# Share of whole characters among those beyond ASCII, the lost included: GBK and western encodings leave two thirds and
# more, Big5 less than two fifths, which is no text any more.
WHOLE = 0.5

NO_BYTE = b"\xff"  # in no UTF-8: stands for a lost byte
_BROKEN = re.compile("[\udc80-\udcff]+")  # bytes that are no part of a whole character, as the decoder gives them


def remains(line: str) -> Repair | None:
    """The way back for ``line`` if it is UTF-8 that lost bytes on one detour, else nothing.

    Every character must fit the detour and every broken sequence must hold a mark of loss: a line in another encoding,
    or one that is garbled in parts, is none. UTF-8 alone, whose sequences do not come by chance. And the text with what
    is left of its lost characters must give the very same line again.
    """
    mark = "\ufffd" if "\ufffd" in line else "?"
    head = line[:HEAD]
    best: tuple[float, str] | None = None
    for read in DETOURS["utf-8"]:
        found = _reading(head, read, mark, len(head) < len(line))
        if found and (gain := _gain(head, found, mark)) >= MARGIN and (best is None or gain > best[0]):
            best = (gain, read)
    if best is None:
        return None
    gain, read = best
    found = _reading(line, read, mark)
    if not found:
        return None
    text, lost = _with_marks(found)
    certain = read not in ambiguous.SPELLINGS or not ambiguous.in_text(line, read)
    repair = Repair(text, ((read, "utf-8"),), gain, certain, lost)
    return repair if garbled(repair, mark) == line else None


def garbled(repair: Repair, mark: str) -> str | None:
    """The line that ``repair`` is the way back of, with ``mark`` for each loss: the inverse of ``remains``."""
    ((read, written),) = repair.path
    parts, at = [], 0
    for spot in repair.lost:
        parts += [repair.text[at : spot.at].encode(written), spot.remains]
        at = spot.at + spot.count
    raw = b"".join([*parts, repair.text[at:].encode(written)])
    try:
        return mark.join(decode(part, read) for part in raw.split(NO_BYTE))
    except UnicodeDecodeError:
        return None


def _reading(line: str, read: str, mark: str, cut: bool = False) -> str | None:
    """``line`` as UTF-8 with U+DC80 and up for each byte of a broken sequence, or nothing if it does not fit.

    ``cut``: it is the beginning of a line, and its last character may be broken for that.
    """
    try:
        raw = NO_BYTE.join(encode(part, read) for part in line.split(mark))
    except UnicodeEncodeError:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    if mark == "?":  # one that breaks no sequence is a question mark
        text = _BROKEN.sub(lambda m: "?" * len(m[0]) if not m[0].strip("\udcff") else m[0], text)
    broken = [m for m in _BROKEN.finditer(text) if not (cut and m.end() == len(text))]
    if not broken or not all("\udcff" in m[0] for m in broken):
        return None
    return text


def _gain(line: str, text: str, mark: str) -> float:
    """How much more plausible ``text`` is than ``line``, in nats; nothing if it does not read as prose."""
    marked, _ = _with_marks(text)
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


def _with_marks(text: str) -> tuple[str, tuple[Lost, ...]]:
    """``text`` with one U+FFFD for each character whose remains stand in it: three bytes are one. And those remains."""
    lost: list[Lost] = []
    shorter = 0
    for m in _BROKEN.finditer(text):
        lost.append(Lost(m.start() - shorter, -(-len(m[0]) // 3), m[0].encode("utf-8", "surrogateescape")))
        shorter += len(m[0]) - lost[-1].count
    return _BROKEN.sub(lambda m: "\ufffd" * -(-len(m[0]) // 3), text), tuple(lost)
