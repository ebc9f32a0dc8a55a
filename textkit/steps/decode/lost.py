"""Text that was garbled and lost bytes on the way: no encoding leads back.

Found: ``锟斤拷`` (U+FFFD written as UTF-8 and read as GBK: the original was gone before), ``烫烫烫`` and ``屯屯屯``
(memory that a program never filled, read as GBK), U+FFFD that stands in the file itself, and lines of UTF-8 that were
read in the wrong encoding by a program that put ``?`` or U+FFFD in place of what it could not read. The characters are
gone; only another copy of the text has them. Nothing is changed here; for a garbled line the evidence gives what it
said, with U+FFFD for each loss, and ``mojibake`` mends it.

Left alone: the names of such damage in quotes (``“锟斤拷”``), where a text speaks of it; a single U+FFFD that this reading made of an undecodable byte (``undecodable-byte`` speaks about it), the
characters 锟, 斤, 拷, 烫 and 屯 in words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.judgement.garbled import spoken_of
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.decode.suspects import suspects

RULE = Rule(
    "DEC003",
    "mojibake-lost",
    "decode",
    "Characters were lost before the file was written: 锟斤拷, 烫烫烫, U+FFFD, garbled lines with losses.",
    Trust.ADVICE,
    Severity.WARNING,
    fixable=False,
    flagged="今天锟斤拷锟斤拷下雨",
    unflagged="一斤烫手的山芋",
    page=__doc__,
)

# Two U+FFFD are six bytes, EF BF BD EF BF BD: three Han in GBK. A cut run may begin or end within the three.
_LOST = re.compile("(?:锟斤拷)+(?:锟斤?)?|烫{3,}|屯{3,}|\ufffd+")
_REASON = {
    "锟": "U+FFFD read as GBK",
    "烫": "unfilled memory",
    "屯": "unfilled memory",
    "\ufffd": "replacement character",
}


@dataclass(frozen=True)
class MojibakeLost:
    """DEC003. One finding a run of lost characters, or one for a garbled line that has lost some."""

    rules: tuple[Rule, ...] = (RULE,)
    triggers: frozenset[str] | None = frozenset("锟烫屯\ufffd?")

    def check(self, document: Document) -> Sequence[Finding]:
        garbled = list(_garbled_lines(document))
        # Offsets of bytes we could not decode hold as long as nothing has changed the text.
        changed = any(map(len, (p.changes for p in document.passes)))
        ours = set() if changed else {f.offset for f in document.source.faults}
        found, lines = [f for _, f in garbled], [span for span, _ in garbled]
        runs = list(_LOST.finditer(document.text))
        if all(spoken_of(document.text, *match.span()) for match in runs):
            runs = []
        for match in runs:
            first, span = match[0][0], Span(*match.span())
            if first == "\ufffd" and any(o in ours for o in range(*span)):
                continue
            if (n := bisect_right(lines, span)) and span.start < lines[n - 1].end:
                continue
            evidence = {"kind": "lost", "cause": _REASON[first], "characters": len(match[0])}
            message = f"beyond repair: {_REASON[first]}; only another copy has these characters"
            found.append(Finding(RULE, span, message, Trust.ADVICE, Severity.WARNING, (), evidence))
        return sorted(found, key=lambda f: f.span)


def _garbled_lines(document: Document) -> Iterator[tuple[Span, Finding]]:
    """Lines that are garbled and have lost bytes, with what they most likely said."""
    if document.text.isascii():
        return
    for number, _, reading in suspects(document):
        if not reading or not reading.lost:
            continue
        ((read, written),) = reading.path
        evidence = {
            "kind": "garbled",
            "path": [{"read_as": read, "written_in": written}],
            "reading": reading.text,
            "margin": round(reading.gain, 1),
        }
        message = f"garbled, with losses: {written} read as {read}; only another copy has the lost characters"
        span = document.lines.content(number)
        yield span, Finding(RULE, span, message, Trust.ADVICE, Severity.WARNING, (), evidence)
