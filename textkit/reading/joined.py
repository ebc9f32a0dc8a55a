"""The text of bytes whose encodings are known part by part, and where each part and each bad byte stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textkit.language.plausible import cost
from textkit.model.source import Fault, Segment
from textkit.reading import resync
from textkit.reading.blocks import Part
from textkit.reading.codecs import MARKERS, marked
from textkit.reading.mixed import Piece
from textkit.reading.rank import Trial, confidence

JUDGED = 16_384  # characters of a segment that are judged
LONG = 1 << 22  # characters joined at once


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded text with where it came from; ``faults`` and ``segments`` count from the start of the bytes read."""

    text: str
    segments: tuple[Segment, ...]
    faults: tuple[Fault, ...]
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()


def decoded(data: bytes, pieces: Iterable[Piece], trials: Sequence[Trial]) -> Reading:
    """The text of ``pieces``, bad bytes told one by one and the characters behind them found again."""
    return joined(data, [(start, end, encoding, None) for start, end, encoding in pieces], trials)


def joined(data: bytes, parts: Iterable[Part], trials: Sequence[Trial]) -> Reading:
    """The reading of ``parts``: those without text are decoded here, neighbours in one encoding are one segment."""
    text = ""
    waiting: list[str] = []  # what comes behind ``text``, which grows by much at a time as it may move when it does
    segments: list[Segment] = []
    faults: list[Fault] = []
    offset, budget = 0, resync.BUDGET
    euro = False
    for start, end, encoding, known in parts:
        if known is None:
            part = data[start:end]
            piece, bad = marked(part, encoding)
            if encoding == "gb18030" and any(part[a] == 0x80 for a, _ in bad):
                euro = True  # Windows writes the euro sign so
                piece, bad = marked(part, "cp936")
            if bad and encoding in resync.LENGTHS:
                piece, bad, budget = resync.again(
                    part, "cp936" if euro and encoding == "gb18030" else encoding, bad, budget
                )
            if bad:
                places = (m.start() for m in MARKERS.finditer(piece))
                faults += [
                    Fault(offset + place, start + first, part[first:last])
                    for place, (first, last) in zip(places, bad, strict=True)
                ]
                piece = MARKERS.sub("\ufffd", piece)
        else:
            piece = known
        if segments and segments[-1].encoding == encoding:
            segments[-1] = segments[-1]._replace(end=end)
        else:
            segments.append(Segment(start, end, encoding, offset))
        waiting.append(piece)
        offset += len(piece)
        if offset - len(text) > LONG:
            text += "".join(waiting)
            waiting.clear()
    if euro:
        segments = [s._replace(encoding="cp936") if s.encoding == "gb18030" else s for s in segments]
    text += "".join(waiting)
    mean = _mean(text, segments) if len(segments) > 1 else None
    sure = confidence(trials, mean) if trials else 1.0
    lowest = trials[0].cost if trials else 0.0
    runners = tuple((t.encoding, round(sure * 2.718 ** max(-50.0, lowest - t.cost), 3)) for t in trials[1:4])
    return Reading(text, tuple(segments), tuple(faults), sure, runners)


def _mean(text: str, segments: Sequence[Segment]) -> float:
    """What a character beyond ASCII of all segments costs, each in the language of its segment."""
    total = count = 0.0
    for start, end in pairwise([*(s.offset for s in segments), len(text)]):
        piece = text[start : min(end, start + JUDGED)]
        foreign = "".join([c for c in piece if c >= "\x80"])
        total, count = total + cost(foreign)[0], count + len(foreign)
    return total / count if count else 0.0
