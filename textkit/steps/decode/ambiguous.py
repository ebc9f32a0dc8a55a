"""Characters that an encoding spells in two ways, so that the way back from it has a choice.

Windows' Shift_JIS holds the signs of NEC and the ideographs of IBM twice, Big5 a few of its signs. The codec
writes one spelling; the bytes that were there may have been the other. The better reading of the two decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice, product

from textkit.language.plausible import cost
from textkit.steps.decode.effort import Effort

SPELLINGS = ("cp932", "cp950", "big5")  # the encodings with such characters
MOST = 40  # places in one line that are chosen; a line with more is left alone
NEAR = 4  # characters between two places that are chosen together
FEW = 12  # places up to which all are chosen again and again, and doubtful places that are looked at closely
LONGEST = 4  # bytes of a character in any encoding
ROUNDS = 3  # times at the most
CLEAR = 5.0  # nats one spelling must read better than the other to be certain
BOND = 4096  # bytes that a reading costs whose characters are weighed together
_BAD = re.compile("[\udc80-\udcff]")


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
    return _pattern(encoding).search(text) is not None


def spelled(text: str, encoding: str, read: Callable[[bytes], str], effort: Effort) -> tuple[bytes, bool]:
    """``text`` in the spelling whose bytes ``read`` best, and whether every choice was clear.

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

    def choose(group: tuple[int, ...], bonds: bool) -> bool:
        """Set the best codes for the places of ``group``, and whether they are clearly the best."""
        options = list(product(*(_codes(encoding)[text[places[n]]] for n in group)))
        readings = []
        for option in options:
            for n, code in zip(group, option, strict=True):
                chosen[n] = code
            readings.append(read(whole()))
        effort.spend(len(options), len(text))
        costs = [cost(reading)[0] for reading in readings]
        if bonds and sorted(costs)[1] - min(costs) < CLEAR:
            effort.spend(len(options), BOND)
            costs = [c - bond for c, bond in zip(costs, _bonds(readings), strict=True)]
        for n, code in zip(group, options[costs.index(min(costs))], strict=True):
            chosen[n] = code
        return sorted(costs)[1] - min(costs) >= CLEAR

    # A choice changes how the next place reads, and two close to each other how the characters between them do.
    each = [(n,) for n in range(len(places))]
    pairs = [(n - 1, n) for n in range(1, len(places)) if places[n] - places[n - 1] <= NEAR]
    for _ in range(ROUNDS if len(places) <= FEW else 0):
        before = chosen.copy()
        for group in (*each, *pairs):
            choose(group, bonds=False)
        if chosen == before:
            break
    doubtful = [group for group in each if not choose(group, bonds=False)]
    if _BAD.search(read(whole())):  # no other spelling will do where the likeliest leads nowhere
        raise UnicodeEncodeError(encoding, text, 0, len(text), "no spelling can be read")
    clear = [choose(group, bonds=True) for group in doubtful[:FEW]]
    return whole(), all(clear) and len(doubtful) <= FEW


def _bonds(readings: list[str]) -> list[float]:
    """How much better the characters of each reading go together than by chance, in nats, where the readings differ."""
    from textkit.language.seam import weigh

    shared = _alike(readings)
    behind = _alike([reading[shared:][::-1] for reading in readings])
    places = [range(max(1, shared - 1), len(reading) - behind + 2) for reading in readings]
    seams = iter(weigh([(r[:at], r[at:]) for r, of_one in zip(readings, places, strict=True) for at in of_one]))
    return [sum(seam.anywhere for seam in islice(seams, len(of_one))) for of_one in places]


def _alike(texts: list[str]) -> int:
    """How many characters all of ``texts`` begin with."""
    differing = (n for n, characters in enumerate(zip(*texts, strict=False)) if len(set(characters)) > 1)
    return next(differing, min(map(len, texts)))
