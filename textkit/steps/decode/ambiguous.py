"""Characters that an encoding spells in two ways, so that the way back from it has a choice.

Windows' Shift_JIS holds the signs of NEC and the ideographs of IBM twice, Big5 a few of its signs. The codec
writes one spelling; the bytes that were there may have been the other. The better reading of the two decides; where
it is hardly better, the other is told with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import NamedTuple

from textkit.language.plausible import cost
from textkit.steps.decode.effort import Effort

SPELLINGS = ("cp932", "cp950", "big5")  # the encodings with such characters
MOST = 40  # places in one line that are chosen; a line with more is left alone
NEAR = 4  # characters between two places that are chosen together
FEW = 12  # places up to which all are chosen again and again
LONGEST = 4  # bytes of a character in any encoding
ROUNDS = 3  # times at the most
# Nats one spelling must read better than the other to be certain: e³, as for an encoding. Of 17,000 places in four draws
# of prose 5 in 1,000 are below, a quarter of them wrong, and 2 of those above are.
CLEAR = 3.0
BOND = 4096  # bytes that a reading costs whose characters are weighed together
_BAD = re.compile("[\udc80-\udcff]")


class Doubt(NamedTuple):
    """A place of a text that may say something else: its offset, what it says, and what it would say otherwise."""

    at: int
    read: str
    other: str


@cache
def _codes(encoding: str) -> dict[str, tuple[bytes, ...]]:
    """All codes of two bytes of each character that has several."""
    every = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    read = b"\n".join(every).decode(encoding, "replace").split("\n")  # one by one it takes three times as long
    codes: dict[str, list[bytes]] = {}
    for character, code in zip(read, every, strict=True):
        if len(character) == 1 and character != "\ufffd":
            codes.setdefault(character, []).append(code)
    return {c: tuple(all_) for c, all_ in codes.items() if len(all_) > 1}


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_codes(encoding)))}]")


def in_text(text: str, encoding: str) -> bool:
    """Whether ``text`` has a character that several codes of ``encoding`` stand for."""
    return _pattern(encoding).search(text) is not None


def spelled(text: str, encoding: str, read: Callable[[bytes], str], effort: Effort) -> tuple[bytes, tuple[Doubt, ...]]:
    """``text`` in the spelling whose bytes ``read`` best, and where in that reading another choice reads nearly as well.

    ``read`` gives U+DC80 and up for a byte it cannot read. What is read is taken from ``effort``. Raises
    ``UnicodeEncodeError`` for a character the encoding lacks, for too many choices, and where each of them leaves such a
    byte.
    """
    places = [m.start() for m in _pattern(encoding).finditer(text)]
    if len(places) > MOST or effort.left < 0:
        raise UnicodeEncodeError(encoding, text, 0, len(text), "too many spellings")
    ends = [*places[1:], len(text)]
    head = text[: places[0]].encode(encoding) if places else text.encode(encoding)
    if _BAD.search(read(head)[:-LONGEST]):  # what follows does not change that
        raise UnicodeEncodeError(encoding, text, 0, len(text), "no spelling can be read")
    chosen = [text[place].encode(encoding) for place in places]
    rest = [text[place + 1 : end].encode(encoding) for place, end in zip(places, ends, strict=True)]

    def whole() -> bytes:
        return head + b"".join(a + b for a, b in zip(chosen, rest, strict=True))

    def choose(group: tuple[int, ...], bonds: bool) -> tuple[bytes, ...]:
        """Set the best codes for the places of ``group``, and give the next best if they read nearly as well."""
        options = list(product(*(_codes(encoding)[text[places[n]]] for n in group)))
        readings = []
        for option in options:
            for n, code in zip(group, option, strict=True):
                chosen[n] = code
            readings.append(read(whole()))
        effort.spend(len(options), len(text))
        costs = [cost(reading)[0] for reading in readings]
        if bonds:
            effort.spend(len(options), BOND)
            costs = [c - bond for c, bond in zip(costs, _bonds(readings), strict=True)]
        best, next_best = sorted(range(len(options)), key=costs.__getitem__)[:2]
        for n, code in zip(group, options[best], strict=True):
            chosen[n] = code
        return options[next_best] if costs[next_best] - costs[best] < CLEAR else ()

    # A choice changes how the next place reads, and two close to each other how the characters between them do.
    each = [(n,) for n in range(len(places))]
    pairs = [(n - 1, n) for n in range(1, len(places)) if places[n] - places[n - 1] <= NEAR]
    for _ in range(ROUNDS if len(places) <= FEW else 0):
        before = chosen.copy()
        for group in (*each, *pairs):
            choose(group, bonds=False)
        if chosen == before:
            break
    if _BAD.search(read(whole())):  # no other spelling will do where the likeliest leads nowhere
        raise UnicodeEncodeError(encoding, text, 0, len(text), "no spelling can be read")
    nearly = [(n, code) for (n,) in each for code in choose((n,), bonds=True)]
    raw, doubts = whole(), []
    for n, code in nearly:
        best, chosen[n] = chosen[n], code
        other, chosen[n] = read(whole()), best
        if not _BAD.search(other):
            doubts.append(_doubt(read(raw), other))
    return raw, tuple(doubts)


def _bonds(readings: list[str]) -> list[float]:
    """How much better the characters of each reading go together than by chance, in nats, where the readings differ.

    One table judges all of them: that of Japanese if there is kana in each, as a wrong reading has kana by chance.
    """
    from textkit.language.seam import KANA, table

    known = table(all(map(KANA.search, readings)))
    shared, behind = _shared(readings)
    return [known.bonds(reading, shared, len(reading) - behind + 1) for reading in readings]


def _doubt(text: str, other: str) -> Doubt:
    shared, behind = _shared([text, other])
    return Doubt(shared, text[shared : len(text) - behind], other[shared : len(other) - behind])


def _shared(texts: list[str]) -> tuple[int, int]:
    """How many characters all of ``texts`` begin with, and how many others they end with."""
    shared = _alike(texts)
    return shared, _alike([text[shared:][::-1] for text in texts])


def _alike(texts: list[str]) -> int:
    """How many characters all of ``texts`` begin with."""
    differing = (n for n, characters in enumerate(zip(*texts, strict=False)) if len(set(characters)) > 1)
    return next(differing, min(map(len, texts)))
