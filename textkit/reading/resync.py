"""Find the characters again behind a wrong byte, in encodings whose bytes do not say where a character begins.

A wrong lead byte shifts every pair behind it until something cannot be decoded. The plausible division of the line
is found by dynamic programming over its bytes: at each place a character of one, two, three or four bytes, or one bad
byte, each at its cost; the cheapest way through the line wins (Viterbi).
"""

from __future__ import annotations

import re
from functools import lru_cache

from textkit.language.plausible import BAD, cost, table
from textkit.reading.codecs import MARKER, marked

# How long a character beyond one byte may be, by encoding. UTF-8 finds its characters by itself.
LENGTHS: dict[str, tuple[int, ...]] = {
    "gb18030": (2, 4),
    "cp936": (2, 4),
    "cp950": (2,),
    "big5": (2,),
    "big5hkscs": (2,),
    "cp932": (2,),
    "shift_jis": (2,),
    "euc_jp": (2, 3),
    "euc_jis_2004": (2, 3),
    "cp949": (2,),
    "euc_kr": (2,),
    "johab": (2,),
}
# Text has no such characters: where one follows, it stands for the second byte of a character whose first is bad for that.
CONTROLS = frozenset(bytes([code]) for code in range(0x20) if not chr(code).isspace())
BROKEN = BAD - 4  # cost, as of ``BAD``
CUT = 6.0  # the same for the first half of a character that the data ends with: 1/128 for its value, the rest that it is so
LEAST = 64  # bytes a stretch counts at least: each has its own cost
BUDGET = 1_000_000  # bytes of bad lines divided anew in one file: a few seconds; the rest skips byte by byte


@lru_cache(maxsize=1 << 17)
def _character(code: bytes, encoding: str, model: int) -> tuple[str, float] | None:
    """The one character of ``code`` and its cost, if it is one."""
    text, bad = marked(code, encoding)
    return (text, table()[text][model]) if len(text) == 1 and not bad else None


def divide(data: bytes, encoding: str, model: int, behind: bytes = b"") -> tuple[str, list[tuple[int, int]]]:
    """Like ``codecs.marked`` for one line, on the division of its bytes that is the most plausible in ``model``.

    ``behind`` is the byte that follows them.
    """
    lengths = LENGTHS[encoding]
    n = len(data)
    costs = [0.0] * (n + 5)
    steps: list[tuple[int, str]] = [(1, "")] * n
    for at in range(n - 1, -1, -1):
        byte = data[at]
        following = data[at + 1 : at + 2] or behind
        bad = BAD if byte < 0x80 else CUT if not following else BROKEN if following in CONTROLS else BAD
        best, step = costs[at + 1] + bad, (1, "")
        single = _character(data[at : at + 1], encoding, model)
        if single and costs[at + 1] + single[1] < best:
            best, step = costs[at + 1] + single[1], (1, single[0])
        if byte >= 0x80:
            for length in lengths:
                if at + length <= n:
                    found = _character(data[at : at + length], encoding, model)
                    if found and costs[at + length] + found[1] < best:
                        best, step = costs[at + length] + found[1], (length, found[0])
        costs[at], steps[at] = best, step
    text, wrong, at = [], [], 0
    while at < n:
        length, character = steps[at]
        if not character:
            wrong.append((at, at + 1))
        text.append(character or chr(MARKER + data[at]))
        at += length
    return "".join(text), wrong


# These bytes are never a later byte of a character in the encodings above: behind each of them a character begins.
_SURE = re.compile(rb"[\x00-\x2f]")
_LAST_SURE = re.compile(rb"[\x00-\x2f][^\x00-\x2f]*\Z")


def again(
    data: bytes, encoding: str, bad: list[tuple[int, int]], budget: int
) -> tuple[str, list[tuple[int, int]], int]:
    """``codecs.marked`` of ``data``, stretches with bad bytes divided anew; ``bad`` is what it said at first.

    A stretch lies between two bytes that surely stand alone. ``budget`` bytes are divided at most; what is left of it
    is given back.
    """
    texts: list[str] = []
    found: list[tuple[int, int]] = []
    done = 0
    for at, _ in bad:
        if at < done:
            continue
        start, end = _stretch(data, at, done)
        if end - start > budget:
            break
        budget -= max(LEAST, end - start)
        texts.append(marked(data[done:start], encoding)[0])
        stretch = data[start:end]
        _, model = cost(marked(stretch, encoding)[0])
        text, wrong = divide(stretch, encoding, model, data[end : end + 1])
        texts.append(text)
        found += [(start + a, start + b) for a, b in wrong]
        done = end
    text, wrong = marked(data[done:], encoding)
    return "".join([*texts, text]), found + [(done + a, done + b) for a, b in wrong], budget


def _stretch(data: bytes, at: int, done: int) -> tuple[int, int]:
    """The bytes around ``at`` between two that surely stand alone, not before ``done``."""
    reach = 1024
    while True:
        low = max(done, at - reach)
        last = _LAST_SURE.search(data, low, at)
        if last or low == done:
            break
        reach *= 8
    start = last.start() + 1 if last else low
    following = _SURE.search(data, at + 1)
    return start, following.start() if following else len(data)
