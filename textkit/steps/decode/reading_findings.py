"""What the reading of the bytes has to tell: bytes that could not be decoded, several encodings, doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.check import Untouched
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.source import Segment
from textkit.model.span import Span

UNDECODABLE = Rule(
    "DEC001",
    "undecodable-byte",
    "decode",
    "A byte is no part of any character of its encoding.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    cases=(
        "the bytes E4 B8 AD FF E6 96 87 0A: no character of UTF-8 holds FF",
        "the bytes E4 B8 AD E6 96 87 0A: 中文 in UTF-8",
    ),
    page="""A byte is no part of any character of the encoding the line is in.

Such bytes come from a file cut in the middle of a character, a transfer that changed bytes, or a program that counted
bytes as characters. Each one stands as U+FFFD in the text and costs itself alone: the characters behind it are
found again, in UTF-8 by its structure, in the encodings of two bytes by what reads best.

The message tells the place in bytes and the value. Nothing is changed: the character is lost, and only another copy of
the text has it. When the encoding itself was judged wrongly, many such findings stand close together: name it with
``--encoding``.""",
)
MIXED = Rule(
    "DEC004",
    "mixed-encodings",
    "decode",
    "Parts of the file are in different encodings.",
    Trust.ADVICE,
    Severity.INFO,
    fixable=False,
    cases=(
        "a line in UTF-8, E4 BB 8A E5 A4 A9 E5 BC 80 E4 BC 9A 0A, and one in GBK, C3 F7 CC EC BC CC D0 F8 BF AA BB E1 0A",
        "both lines in UTF-8",
    ),
    page="""Parts of the file are in different encodings, found line by line.

This happens where files were concatenated, or where an advertisement, a signature or a comment was pasted in by a
tool that did not know the encoding of the file. Each part is decoded in its own; the evidence lists the byte ranges.
A change of encoding has its price: one odd line is not enough, it must read far better in the other encoding.

Nothing is left to change: the text is right as it stands, and what ``decode`` writes is UTF-8 throughout.""",
)
DOUBTFUL = Rule(
    "DEC005",
    "doubtful-encoding",
    "decode",
    "The encoding was decided on weak evidence.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    cases=(
        "the bytes BF AA 0A: one Han in GBK, another in Big5, a third in EUC-KR",
        "the bytes E5 BC 80 0A: the first of them in UTF-8",
    ),
    page="""The encoding was decided on weak evidence: another one explains the bytes nearly as well.

A few characters are often too few to tell encodings apart (the same four bytes are two Han in GBK and two others in
Big5), and so is text in characters that no language uses often. The evidence names the runners-up. Name the encoding
with ``--encoding`` where it is known. Nothing is changed.""",
)


@dataclass(frozen=True)
class ReadingCheck:
    """DEC001, DEC004 and DEC005: the reading's own findings, on the text as it was decoded.

    ``sure``: confidence from which an encoding is not doubtful; two readings that are e³ apart in likelihood.
    """

    sure: float = 0.95
    rules: tuple[Rule, ...] = (UNDECODABLE, MIXED, DOUBTFUL)
    triggers: frozenset[str] | None = None

    def passes_over(self, records: Untouched) -> bool:
        """Records are UTF-8, or were not read at all."""
        del records
        return True

    def check(self, document: Document) -> Sequence[Finding]:
        source = document.source
        if document.passes or document.record is not None or document.line:
            return []  # places of the reading are those of the whole decoded file
        found = [_undecodable(f.offset, f.byte_offset, f.value) for f in source.faults]
        whole = Span(0, len(document.text))
        if len({s.encoding for s in source.segments}) > 1:
            found.append(_mixed(source.segments, whole))
        if source.confidence < self.sure and not source.declared:
            found.append(_doubtful(source.encoding, source.confidence, source.candidates, whole))
        return sorted(found, key=lambda f: f.span)


def _undecodable(offset: int, byte_offset: int, value: bytes) -> Finding:
    shown = "0x" + value.hex()
    return Finding(
        UNDECODABLE,
        Span(offset, offset + 1),
        f"byte {shown} at byte offset {byte_offset} cannot be decoded",
        Trust.ADVICE,
        Severity.WARNING,
        evidence={"kind": "undecodable", "value": shown},
        byte_offset=byte_offset,
    )


def _mixed(segments: Sequence[Segment], whole: Span) -> Finding:
    size: dict[str, int] = {}
    for s in segments:
        size[s.encoding] = size.get(s.encoding, 0) + s.end - s.start
    main = max(size, key=size.__getitem__)
    at = next(i for i, s in enumerate(segments) if s.encoding != main)
    end = segments[at + 1].offset if at + 1 < len(segments) else whole.end
    names = ", ".join(f"{name} ({n} bytes)" for name, n in size.items())
    ranges = [{"start": s.start, "end": s.end, "encoding": s.encoding} for s in segments]
    return Finding(
        MIXED,
        Span(segments[at].offset, end),
        f"several encodings in one file: {names}",
        Trust.ADVICE,
        Severity.INFO,
        evidence={"kind": "mixed", "segments": ranges},
        byte_offset=segments[at].start,
    )


def _doubtful(encoding: str, confidence: float, candidates: Sequence[tuple[str, float]], whole: Span) -> Finding:
    others = ", ".join(name for name, _ in candidates) or "none"
    return Finding(
        DOUBTFUL,
        Span(0, min(1, whole.end)),
        f"read as {encoding}, not sure (confidence {confidence:.2f}); others: {others}; name it with --encoding",
        Trust.ADVICE,
        Severity.WARNING,
        evidence={
            "kind": "doubtful",
            "encoding": encoding,
            "confidence": confidence,
            "candidates": [{"encoding": name, "confidence": value} for name, value in candidates],
        },
    )
