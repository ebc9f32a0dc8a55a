"""Text written in the other script: simplified where traditional is wanted, or the other way round.

The conversion is OpenCC's, kept from its known faults at word edges (被发明 is not 被髮明), from sentences that are
already in the target script, from protected spans and from the terms a user names. ``头发很长`` becomes ``頭髮很長``
with ``s2t``. Each changed stretch is an edit of its own, as small as an alignment of both texts allows. A second run
changes nothing. Safe: it is asked for by name; what it had to guess stands in the ledger of ``ambiguous-character``.
Source: OpenCC 1.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textkit.model.check import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.steps.convert.engine import parts

RULE = Rule(
    "CNV001", "script-variant", "convert", "Text is written in another script than the one asked for.",
    Trust.SAFE, Severity.INFO, True, flagged="头发很长", unflagged="頭髮很長", page=__doc__ or "",
)  # fmt: skip
ROWS = (Row(RULE, "written in the other script"),)


@dataclass(frozen=True)
class Variants:
    """``to``: an OpenCC configuration; ``terms`` stay as they are; ``words``: pairs of a word and what it becomes."""

    to: str
    terms: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    rules = (RULE,)
    triggers = None

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        for part in parts(text, document.markdown, self.to, self.terms, self.words):
            before = text[part.start : part.end]
            if before != part.after:
                for start, end, after in differences(before, part.after):
                    batch.add(part.start + start, part.start + end, 0, after)
        return batch


def differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The stretches in which two texts differ, as ``(start, end, after)`` of ``before``; fewest characters first.

    Texts of one length are compared place by place (conversion keeps places but for words of a region).
    """
    if len(before) == len(after):
        start = -1
        for i, (a, b) in enumerate(zip(before, after, strict=True)):
            if a == b:
                if start >= 0:
                    yield start, i, after[start:i]
                start = -1
            elif start < 0:
                start = i
        if start >= 0:
            yield start, len(before), after[start:]
        return
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.opcodes(before, after):
        if op.tag != "equal":
            yield op.src_start, op.src_end, after[op.dest_start : op.dest_end]
