"""The order of trials for bytes that are not plain UTF-8, and the text they give."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from textkit.language.encodings import EXTENDED, WIDE
from textkit.language.plausible import least_of
from textkit.reading import blocks, mixed, whole
from textkit.reading.codecs import marked, unit
from textkit.reading.joined import Reading, decoded, joined
from textkit.reading.rank import Choice, Trial, attempt, convincing, rank

SAMPLE = 16_384  # bytes judged at most to find the main encoding; every byte is then checked by decoding
STRIDE = 1 << 16
WINDOWS = 8  # places of a long file that the sample is taken from
LEAD = 6.0  # nats UTF-16 or UTF-32 without mark must be ahead of any encoding with ASCII: one Han
ODD = 30.0  # nats plain ASCII or UTF-8 must look worse than UTF-16 to be read as that: never by chance
GLANCE = 1024  # bytes of a long file that may leave no doubt
CERTAIN = 120.0  # nats one encoding must be ahead of all others in them: twenty common characters
UNITS = 256  # bytes that mostly show that a text is no UTF-16
STRUCTURE = 30.0  # nats that the zeros of UTF-32 are worth
_ASCII = bytes(range(128))
_UNLIKELY = bytes((*range(0xA0, 0xAC), *range(0xE0, 0xF9)))  # upper bytes of rare scripts and of private use
UNLIKELY = 15.0  # nats that characters with them cost at the least
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"([\x80-\xff].)\1{2,}", re.DOTALL)  # of one character: it says no more than two of it do


def sample(data: bytes) -> bytes:
    """The bytes to judge by: whole lines with bytes beyond ASCII from several places of the data."""
    if len(data) <= SAMPLE:
        return data
    parts, reached, room = [], 0, SAMPLE // WINDOWS
    for k in range(WINDOWS):
        found = _next_high(data, max(reached, k * len(data) // WINDOWS))
        if found < 0:
            break
        start = max(reached, data.rfind(b"\n", max(0, found - 200), found) + 1, found - 200)
        end = min(len(data), found + room)
        line_end = data.find(b"\n", end, end + 200)
        reached = end if line_end < 0 else line_end + 1
        parts.append(data[start:reached])
    return b"".join(parts) or data[:SAMPLE]


def _next_high(data: bytes, at: int) -> int:
    """Where the next byte beyond ASCII stands, or -1; long stretches of ASCII are stepped over."""
    while at < len(data) and data[at : at + STRIDE].isascii():
        at += STRIDE
    found = _HIGH.search(data, at)
    return found.start() if found else -1


def wide(data: bytes, choice: Choice, others: Sequence[Trial], margin: float = LEAD) -> list[Trial]:
    """Trials of UTF-16 and UTF-32 if one explains the head of ``data`` better than ``others`` do, else nothing."""
    head = data[: SAMPLE // 4]
    zeros = head.count(0)
    most = others[0].cost - margin + STRUCTURE if others else math.inf
    trials = [
        attempt(head, e, choice.models)
        for e in choice.wide()
        # UTF-32 of any text is more than a third zeros; what the first units cost is the least that all of them do.
        if zeros * 3 > len(head) or (unit(e) == 2 and _least(head[:UNITS], e, most) < most)
    ]
    # Units without a zero character that fill every fourth byte with zeros, or most second ones: no other text does.
    trials = [replace(t, cost=t.cost - STRUCTURE) if _sure(head, t) else t for t in trials]
    trials.sort(key=lambda t: t.cost)
    return trials if trials and (not others or trials[0].cost + margin < others[0].cost) else []


def _least(head: bytes, encoding: str, most: float) -> float:
    """The least that ``head`` costs in UTF-16, or as much of it as is ``most`` already."""
    high = head[1::2] if encoding.endswith("le") else head[::2]
    lost = (len(high) - len(high.translate(None, _UNLIKELY))) * UNLIKELY
    return lost if lost >= most else least_of(head.decode(encoding, "replace"))


def _sure(head: bytes, trial: Trial) -> bool:
    """Whether the zeros of ``head`` stand where the units of this encoding have them, and nowhere else."""
    if unit(trial.encoding) == 4:
        return not trial.bad and "\0" not in trial.text
    high, low = (head[1::2], head[0::2]) if trial.encoding.endswith("le") else (head[0::2], head[1::2])
    return high.count(0) >= max(2, len(high) * 0.7) and low.count(0) == 0


def decide(data: bytes, choice: Choice) -> Reading:
    """The most plausible reading of ``data`` (without mark), which is not plain UTF-8 or ASCII."""
    if len(data) > blocks.LONG and (clear := _at_a_glance(data, choice)):
        if clear[0].encoding in WIDE:
            return decoded(data, [(0, len(data), clear[0].encoding)], clear)
        return _all(data, clear, choice)
    head = _RUN.sub(rb"\1\1", data[: SAMPLE // 4])
    narrow = rank(head, choice, ask=False)
    trials = wide(head, choice, narrow)
    if trials:
        return decoded(data, [(0, len(data), trials[0].encoding)], trials)
    if not narrow:  # the user allows UTF-16 and UTF-32 alone
        trials = wide(head, choice, ()) or [attempt(head, e, choice.models) for e in choice.wide()]
        trials.sort(key=lambda t: t.cost)
        return decoded(data, [(0, len(data), trials[0].encoding)], trials)
    judged = head if len(data) <= SAMPLE // 4 else _RUN.sub(rb"\1\1", sample(data))
    trials = rank(judged, choice, known=narrow if judged is head else ())
    return _all(data, trials, choice, judged == data)


def _at_a_glance(data: bytes, choice: Choice) -> list[Trial]:
    """Trials of a long file where a few lines leave no doubt and a sample of all places bears it out, else nothing."""
    head = data[:GLANCE]
    found = wide(head, choice, rank(head, choice, ask=False), CERTAIN)
    if found:
        return found
    places = sample(data)
    few = rank(_densest(places), choice, ask=False)
    if not few or few[0].encoding in EXTENDED:
        return []
    rivals = (t.cost for t in few[1:] if EXTENDED.get(t.encoding) != few[0].encoding)
    best = attempt(places, few[0].encoding, choice.models)
    # Each place may be cut inside a character at both ends.
    if next(rivals, 0.0) - few[0].cost < CERTAIN or best.bad > 5 * WINDOWS or not convincing(best):
        return []
    return [best, *(replace(t, cost=t.cost + best.cost - few[0].cost) for t in few[1:])]


def _densest(data: bytes) -> bytes:
    """The ``GLANCE`` bytes from the beginning of a line that have the most beyond ASCII."""
    starts = [0, *(data.find(b"\n", at) + 1 for at in range(GLANCE, len(data) - GLANCE, GLANCE))]
    return max((data[at : at + GLANCE] for at in starts), key=lambda part: len(part.translate(None, _ASCII)))


def _all(data: bytes, trials: Sequence[Trial], choice: Choice, tried: bool = False) -> Reading:
    """All of ``data``, of which the best of ``trials`` is the main encoding; ``tried``: they are trials of all of it."""
    main = trials[0].encoding
    if len(data) > blocks.LONG and main in blocks.FIT:
        return joined(data, whole.parts(data, main, choice), trials)
    text = trials[0].text if not trials[0].bad and tried else None
    starts = mixed.line_starts(data)
    lines = mixed.doubtful(data, starts, main, choice.models, text)
    if not lines and text is not None and main not in EXTENDED:
        return joined(data, [(0, len(data), main, text)], trials)
    pieces = mixed.divide(data, main, choice, starts, lines, mixed.Search())
    plain = EXTENDED.get(main)
    if plain and choice.allows(plain) and all(not marked(data[a:b], plain)[1] for a, b, e in pieces if e == main):
        # Lines in other encodings made the wider one look better.
        pieces = [(a, b, plain if e == main else e) for a, b, e in pieces]
    return decoded(data, pieces, trials)


__all__ = ["Reading", "decide", "decoded", "sample", "wide"]
