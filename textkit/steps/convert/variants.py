"""Text written in the other script: simplified where traditional is wanted, or the other way round.

The conversion is OpenCC's, kept from its known faults at word edges (被发明 is not 被髮明), from sentences that are
already in the target script, from protected spans and from the terms a user names. ``头发很长`` becomes ``頭髮很長``
with ``s2t``. Each changed stretch is an edit of its own, as small as an alignment of both texts allows. A second run
changes nothing. Safe: it is asked for by name; what it had to guess stands in the ledger of ``ambiguous-character``.
Source: OpenCC 1.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.steps.convert.engine import differences, parts

RULE = Rule(
    "CNV001", "script-variant", "convert", "Text is written in another script than the one asked for.",
    Trust.SAFE, Severity.INFO, True, flagged="头发很长", unflagged="頭髮很長", page=__doc__ or "", needs="--to s2t",
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
