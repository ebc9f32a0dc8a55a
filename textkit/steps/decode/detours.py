"""The ways text gets garbled, and the search for the way back.

A detour is a pair of encodings: the text was written in one and read in another. Encoding the garbled text in the
second and decoding in the first undoes it, exactly or not at all: both directions must hold, strictly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from textkit.language.encodings import CP1252_ERRORS
from textkit.language.plausible import beyond, cost

# Written in → read in. Latin-1 and cp1252 are what western software assumes, MacRoman and cp437 old Macs and consoles,
# cp1251 Russian Windows; the East Asian ones are each other's system encodings.
DETOURS: dict[str, tuple[str, ...]] = {
    "utf-8": ("cp1252", "latin-1", "gb18030", "cp950", "cp932", "cp949", "mac_roman", "cp437", "cp1251"),
    "gb18030": ("cp1252", "latin-1", "cp950", "big5", "cp932", "cp949", "cp1251", "mac_roman", "cp437"),
    "cp950": ("cp1252", "latin-1", "gb18030", "cp932", "cp949", "cp1251"),
    "cp932": ("cp1252", "latin-1", "gb18030", "cp950", "cp949", "cp1251"),
    "euc_jp": ("cp1252", "latin-1", "gb18030", "cp932"),
    "cp949": ("cp1252", "latin-1", "gb18030", "cp950", "cp932"),
}

MARGIN = 22.0  # nats the repaired text must be more plausible: chance gives e⁻²² , one line in four billion
STEP = 6.0  # nats a second detour costs on top
READABLE = 8.6  # nats a character beyond ASCII that repaired text may cost: prose has 5 to 7.5
GAIN = 2.0  # nats every character beyond ASCII of the repaired text must gain
EASTERN = 0.6  # share of East Asian characters in what a repair through a national set must give
DEEP = 3  # detours in a row that are searched
LONGEST = 1_000_000  # characters of one line that is searched

# Letters and signs that detours through western encodings leave, and half-width kana, that of cp932.
_WESTERN = re.compile(
    "[\x80-\u017f\u0192\u02c6-\u02dd\u0391-\u03ce\u0401-\u045f\u2200-\u22ff\u2500-\u25a0\uff61-\uff9f]"
)
_UNUSUAL_FROM = 10.9  # nats: characters below are at home in Chinese text
_ODD = 8.0  # nats a character beyond ASCII above which a line is worth a search


@dataclass(frozen=True, slots=True)
class Repair:
    """A way back: the text it gives, the detours undone (read in, written in), outermost first, and the gain."""

    text: str
    path: tuple[tuple[str, str], ...]
    gain: float


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, CP1252_ERRORS if encoding == "cp1252" else "strict")


def _decode(data: bytes, encoding: str) -> str:
    return data.decode(encoding, CP1252_ERRORS if encoding == "cp1252" else "strict")


def suspicious(line: str) -> bool:
    """Whether ``line`` looks odd enough to search for a way back: cheap, and false for nearly all clean lines."""
    if line.isascii():
        return False
    if len(_WESTERN.findall(line)) >= 2:
        return True
    unusual = len(beyond((0, 1), _UNUSUAL_FROM).findall(line))
    if unusual < 2:
        return False
    foreign = [c for c in line if c >= "\x80"]
    return cost("".join(foreign))[0] > _ODD * len(foreign)


def way_back(text: str, margin: float = MARGIN) -> Repair | None:
    """The most plausible exact undoing of up to three detours of ``text``, if one is far better than the text."""
    if len(text) > LONGEST:
        return None
    start = cost(text)[0]
    best: Repair | None = None
    level = [Repair(text, (), 0.0)]
    for depth in range(DEEP):
        found = [r for known in level for r in _steps(known, start)]
        for r in found:
            if r.gain - STEP * depth > (best.gain - STEP * (len(best.path) - 1) if best else 0.0):
                best = r
        # Only what still looks garbled goes on; a wrong reading of a wrong reading hardly ever decodes at all.
        level = [r for r in found if _mean(r.text) > _ODD or _WESTERN.search(r.text)][:6]
    if best is None or best.gain < margin or not _readable(best):
        return None
    return best


def _steps(known: Repair, start: float) -> list[Repair]:
    """All exact undoings of one detour of ``known.text``."""
    found: dict[str, Repair] = {}
    data: dict[str, bytes | None] = {}
    for written, readings in DETOURS.items():
        for read in readings:
            if read not in data:
                try:
                    data[read] = _encode(known.text, read)
                except UnicodeEncodeError:
                    data[read] = None
            raw = data[read]
            if raw is None:
                continue
            try:
                text = _decode(raw, written)
                exact = text != known.text and _decode(_encode(text, written), read) == known.text
            except UnicodeError:
                continue
            if exact and text not in found and _WORLDLY.search(text) is None:
                found[text] = Repair(text, (*known.path, (read, written)), start - cost(text)[0])
    return sorted(found.values(), key=lambda r: -r.gain)


_EASTERN = re.compile("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]")

# What no repaired text may hold: control characters other than tab, private use, unassigned ends of the planes.
_WORLDLY = re.compile("[\x00-\x08\x0a-\x1f\ufffe\uffff]")


def _mean(text: str) -> float:
    foreign = "".join([c for c in text if c >= "\x80"])
    return cost(foreign)[0] / len(foreign) if foreign else 0.0


def _readable(repair: Repair) -> bool:
    foreign = sum(c >= "\x80" for c in repair.text)
    if repair.path[-1][1] != "utf-8" and len(_EASTERN.findall(repair.text)) < EASTERN * foreign:
        return False  # the national sets hold Greek and box drawing too: a frame is not a word in Greek
    return foreign > 0 and _mean(repair.text) < READABLE and repair.gain >= GAIN * foreign
