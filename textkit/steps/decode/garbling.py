"""The ways text gets garbled, and the search for the way back.

A detour is a pair of encodings: the text was written in one and read in another. Encoding the garbled text in the
second and decoding in the first undoes it, exactly or not at all: both directions must hold, strictly.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from textkit.language.encodings import EURO_ERRORS, MODEL_OF
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.plausible import MODELS, beyond, cost
from textkit.steps.decode import ambiguous
from textkit.steps.decode.effort import Detour, Effort

# Written in → read in. The western ones are what software assumes that knows of no other: Latin-1 and cp1252, their
# twins for Turkish, for central Europe and with the euro sign, MacRoman and cp437 and cp850 of old Macs, consoles and
# archives, the two of Russian; the East Asian ones are each other's system encodings. cp936 is GBK as Windows reads it,
# with the euro sign for the byte 0x80.
_WEST = ("cp1252", "latin-1", "iso8859-15", "cp1254", "cp1250", "cp437", "cp850", "mac_roman", "cp1251", "koi8-r")
DETOURS: dict[str, tuple[str, ...]] = {
    "utf-8": (*_WEST, "gb18030", "cp936", "cp950", "cp932", "cp949"),
    "gb18030": (*_WEST, "cp950", "big5", "cp932", "euc_jp", "cp949"),
    "cp950": (*_WEST, "gb18030", "cp932", "cp949"),
    "cp932": (*_WEST, "gb18030", "cp950", "cp949"),
    "euc_jp": (*_WEST, "gb18030", "cp932"),
    "cp949": (*_WEST, "gb18030", "cp950", "cp932", "euc_jp"),
}

READ_IN: dict[str, list[str]] = {}
for _written, _readings in DETOURS.items():
    for _read in _readings:
        READ_IN.setdefault(_read, []).append(_written)

# Nats the repaired text must be more plausible, e¹⁶: of 780,000 clean lines and phrases in Chinese, Japanese, Korean and
# English none gains as much.
MARGIN = 16.0
NEAR = 5.0  # the margin beside a line that went the same way: e⁵, and the neighbour speaks for it
BETWEEN = 3.0  # the same for a mark between two lines that both went that way
DOUBTFUL = 10  # characters beyond ASCII for each that may be another one, at the least
SURE = 8.0  # half the margin: a repair of one character beside another that is safe; several are not there by chance
STEP = 6.0  # nats a second detour costs on top
READABLE = 8.6  # nats a character beyond ASCII that repaired text may cost: prose has 5 to 7.5
UNUSUAL = 10.0  # the same where each character gains ``STRONG`` nats: names and rare words
STRONG = 7.0
ABROAD = 5.0  # nats: Japanese is hardly ever written in GB 18030, though it has the kana where EUC-JP has them
KANA = 1.5  # nats half-width kana are more likely than one by one: they come in words, and any two of them are a Han in GBK
GAIN = 2.0  # nats every character beyond ASCII of the repaired text must gain that is another one than before
EASTERN = 0.6  # share of East Asian characters in what a repair through a national set must give
DEEP = 3  # detours in a row that are searched
WIDTH = 4  # results of one detour that are searched for another
HEAD = 2000  # characters of a long line that the way is searched on
MOST = 1  # times a character of the repaired text counts in the gain: a row of one character is no evidence

# Letters and signs that detours through western encodings leave, and half-width kana, that of cp932.
WESTERN = re.compile(
    "[\x80-\u017f\u0192\u02c6-\u02dd\u0391-\u03ce\u0401-\u045f\u2200-\u22ff\u2500-\u25a0\uff61-\uff9f]"
)
# Frames, which are Han in the bytes of cp437 as long as their lines are even; Han are hardly ever frames alone. And the
# branches that a list of files begins its lines with, whatever language the names and the remarks behind them are in.
_DRAWN = re.compile("[\x00-\x7f\xa0\u3000\u2500-\u25ff]*")
_BRANCH = re.compile(r"[\s|\u2502\u2503]*[\u2514-\u2517\u251c-\u2523\u2570][\u2500\u2501]+")
UNUSUAL_FROM = 10.9  # nats: characters below are at home in Chinese text
_LETTERS = 5.0  # nats a letter above which western letters are no prose: Russian has 4.7, what GBK leaves 5.5 and more
_ODD = 8.0  # nats a character beyond ASCII above which a line is worth a search


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for lost characters: ``count`` U+FFFD at ``at`` in the repaired text, and what is left of their bytes."""

    at: int
    count: int
    remains: bytes


class Repair(NamedTuple):
    """A way back: the text it gives, the detours undone in order, and the gain in nats.

    ``certain``: it is beyond doubt as a whole. ``lost``: the places of characters that the detour has lost bytes of (see
    ``losses``). ``doubts``: those where the garbled text had two spellings that read nearly equally well.
    """

    text: str
    path: tuple[Detour, ...]
    gain: float
    certain: bool = True
    lost: tuple[Lost, ...] = ()
    doubts: tuple[ambiguous.Doubt, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether it is certain but for single characters among many, which are told."""
        return self.certain and DOUBTFUL * len(self.doubts) <= sum(c >= "\x80" for c in self.text)

    @property
    def worth(self) -> float:
        return self.gain - STEP * len(self.path)


def suspicious(line: str) -> bool:
    """Whether ``line`` looks odd enough to search for a way back: cheap, and false for nearly all clean lines."""
    branch = _BRANCH.match(line)
    line = line[branch.end() :] if branch else line
    if _DRAWN.fullmatch(line):
        return False
    if len(WESTERN.findall(line)) >= 2:
        return _mean(line) > _LETTERS and not _listed(line)
    if _KANA.search(line) and _foreign_to_japanese(line) >= 2:
        return True
    return len(beyond((0, 1), UNUSUAL_FROM).findall(line)) >= 2 and _mean(line) > _ODD and not _listed(line)


def _foreign_to_japanese(line: str) -> int:
    """How many characters of ``line`` EUC-JP does not have."""
    return line.encode("euc_jp", "replace").count(b"?") - line.count("?")


def _listed(line: str) -> bool:
    """Whether ``line`` lists characters in the order of a set, as a table of signs does: the sets have rows alike."""
    codes = [ord(c) for c in line if c >= "\x80"]
    following = sum(0 < b - a <= 2 for a, b in pairwise(codes))
    return following > 2 and following * 2 >= len(codes) - 1


def way_back(text: str, effort: Effort) -> Repair | None:
    """The most plausible exact undoing of up to three detours of ``text``, if one is far better than the text.

    Where no ``effort`` is left, only the ways that it knows are tried.
    """
    if effort.left < 0:
        return next(filter(None, (_along(text, way, effort) for way in effort.ways)), None)
    if len(text) <= HEAD:
        return _search(text, effort)
    # A long line is tried on its head, cut where a character of the garbled text may end; then done as a whole.
    for end in range(HEAD, HEAD - 6, -1):
        found = _search(text[:end], effort)
        if found:
            return _along(text, found.path, effort)
    return None


def _search(text: str, effort: Effort) -> Repair | None:
    start = _own(text)
    best: Repair | None = None
    level = [Repair(text, (), 0.0)]
    for _ in range(DEEP):
        found = [r for known in level for r in _steps(known, start, effort)]
        for r in found:
            if r.worth > (best.worth if best else 0.0):
                best = r
        # Only what still looks garbled goes on; a wrong reading of a wrong reading hardly ever decodes at all.
        level = list(islice((r for r in found if suspicious(r.text)), WIDTH))
    return best if best and _readable(best, text) else None


def beside(text: str, path: tuple[Detour, ...], both: bool = False) -> Repair | None:
    """The undoing of ``path`` for a line beside one that went that way: less evidence of its own is enough.

    ``both``: it stands between two such lines, and a mark among ASCII is evidence enough.
    """
    if text.isascii() or len(text) > HEAD:
        return None
    repair = _along(text, path, Effort(), NEAR / MARGIN)
    if repair:
        several = sum(c >= "\x80" for c in repair.text) > 1
        return repair._replace(certain=repair.certain and (several or repair.gain >= SURE))
    repair = _along(text, path, Effort(), BETWEEN / MARGIN) if both else None
    marks = repair and MARKS.issuperset(c for c in repair.text if c >= "\x80")
    return repair if repair and marks and any(map(str.isalnum, repair.text)) else None


def _along(text: str, path: tuple[Detour, ...], effort: Effort, ease: float = 1.0) -> Repair | None:
    """The undoing of ``path`` for the whole of ``text``, if it is exact; ``ease`` scales the margin."""
    repair = Repair(text, (), 0.0)
    start = _own(text)
    for detour in path:
        following = _undone(repair, detour, start, effort)
        if following is None:
            return None
        repair = following
    return repair if _readable(repair, text, ease) else None


def _steps(known: Repair, start: float, effort: Effort) -> list[Repair]:
    """All exact undoings of one detour of ``known.text``, the most plausible first."""
    found: dict[str, Repair] = {}
    western: set[bytes] = set()
    for read, origins in READ_IN.items():
        if read == "cp936" and "€" not in known.text:
            continue  # the same as gb18030
        try:
            raw = encode(known.text, read)
        except UnicodeEncodeError:
            continue
        if raw in western:
            continue  # the same as another one, which differs from it in other characters
        if read in _WEST:
            western.add(raw)
        for written in origins:
            repair = _undone(known, (read, written), start, effort, raw)
            if repair and (repair.text not in found or repair.gain > found[repair.text].gain):
                found[repair.text] = repair
    return sorted(found.values(), key=lambda r: -r.gain)


def _undone(known: Repair, detour: Detour, start: float, effort: Effort, raw: bytes | None = None) -> Repair | None:
    """``known`` with one more detour undone, if that is exact."""
    read, written = detour
    certain = known.certain and not known.doubts  # whose places are those of the text before
    doubts: tuple[ambiguous.Doubt, ...] = ()
    effort.spend(1, 0)
    try:
        raw = encode(known.text, read) if raw is None else raw
        if read in ambiguous.SPELLINGS and ambiguous.in_text(known.text, read):
            strictly = known.text, read, lambda data: data.decode(written, "surrogateescape")
            raw, doubts = ambiguous.spelled(*strictly, effort)
        text = decode(raw, written)
        if text == known.text or _UNWORLDLY.search(text) or decode(encode(text, written), read) != known.text:
            return None
    except UnicodeError:
        return None
    effort.spend(1, len(text))
    price, model = cost(text)
    if MODELS[model] == "ja" and MODEL_OF.get(written, "ja") != "ja":
        price += ABROAD
    return Repair(text, (*known.path, detour), start - price, certain, doubts=doubts)


@cache
def _characters(page: str) -> str:
    """What the 256 bytes of a western code page are. Those that it leaves undefined are the control characters of their
    numbers, as browsers read them: the way back from such a reading stays open.
    """
    read = bytes(range(256)).decode(page, "replace")
    return "".join(chr(n) if c == "\ufffd" else c for n, c in enumerate(read))


@cache
def _writer(page: str) -> Callable[[str], bytes]:
    """Writes a text in a western code page, strictly, in a tenth of the time of cp437's own codec."""
    table = codecs.charmap_build(_characters(page))
    return lambda text: codecs.charmap_encode(text, "strict", table)[0]


def encode(text: str, encoding: str) -> bytes:
    """``text`` in the encoding it was read in, strictly. Raises ``UnicodeEncodeError``."""
    if encoding in _WEST:
        return _writer(encoding)(text)
    if encoding == "cp936":
        return b"\x80".join(part.encode("gb18030") for part in text.split("€"))
    return text.encode(encoding)


def decode(data: bytes, encoding: str) -> str:
    """The inverse of ``encode``, strictly. Raises ``UnicodeDecodeError``."""
    if encoding in _WEST:
        return codecs.charmap_decode(data, "strict", _characters(encoding))[0]
    if encoding == "cp936":
        return data.decode("gb18030", EURO_ERRORS)
    return data.decode(encoding)


EASTERN_CHARACTER = lazy_pattern("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]")

MARKS = frozenset("\u2014\u2026\u201c\u201d")  # dashes, dots and quotation marks of East Asia that the west has too

# Most of them stand in the same bytes in EUC-JP, GBK and Korean.
_KANA = re.compile("[\u3041-\u30fa]{2}")
_HALF_KANA = re.compile("[\uff66-\uff9f]")

# What no repaired text may hold: control characters other than tab, private use, unassigned ends of the planes.
_UNWORLDLY = lazy_pattern("[\x00-\x08\x0a-\x1f\ufffe\uffff]")


def _own(text: str) -> float:
    """The cost of a text as it stands."""
    return cost(text)[0] - KANA * len(_HALF_KANA.findall(text))


def _mean(text: str) -> float:
    foreign = "".join([c for c in text if c >= "\x80"])
    return cost(foreign)[0] / len(foreign) if foreign else 0.0


def _readable(repair: Repair, garbled: str, ease: float = 1.0) -> bool:
    """Whether the repaired text is so much better than the ``garbled`` one that chance is out of the question."""
    foreign = [c for c in repair.text if c >= "\x80"]
    same = sum(a == b >= "\x80" for a, b in zip(repair.text, garbled, strict=False))
    if (
        not foreign
        or repair.gain < GAIN * (1.0 if ease == 1.0 else 0.5) * (len(foreign) - same)
        or len(set(foreign)) < min(3, len(foreign) // 2)
    ):
        return False
    variety = min(1.0, MOST * len(set(foreign)) / len(foreign))
    if repair.gain * variety < (MARGIN + STEP * (len(repair.path) - 1)) * ease:
        return False
    if _mean(repair.text) >= (UNUSUAL if repair.gain >= STRONG * len(foreign) else READABLE):
        return False
    # The national sets hold Greek and box drawing too: a frame is not a word in Greek.
    # Two signs of any kind may be one Han; three that are one in UTF-8 are not there by chance.
    eastern = len(EASTERN_CHARACTER.findall(repair.text)) + (
        sum(map(repair.text.count, MARKS)) if ease < NEAR / MARGIN else 0
    )
    least = max(EASTERN * len(foreign), 2 if ease == 1.0 else 1)
    return repair.path[-1][1] == "utf-8" or eastern >= least
