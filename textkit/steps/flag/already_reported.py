"""What earlier steps have told of without mending it: it is not told again."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textkit.model.changes import ChangeSet

if TYPE_CHECKING:
    from textkit.model.document import Document
    from textkit.model.span import Span


class AlreadyReported:
    """The spans of the source that findings of ``step`` without a fix speak of."""

    def __init__(self, document: Document, step: str) -> None:
        self._document = document
        led = ChangeSet()
        found: list[Span] = []
        for done in document.passes:
            if done.step == step:
                found += [led.lead(f.span)[0] for f in done.findings if not f.edits]
            led = led.then(done.changes, document.source.text)
        self._spans = sorted(found)

    def holds(self, span: Span) -> bool:
        """Whether all of ``span``, which is in the text of the document, has been told of."""
        if not self._spans:
            return False
        place = self._document.sources(span)[0]
        k = bisect_right(self._spans, (place.start, len(self._document.source.text)))
        return bool(k) and self._spans[k - 1].end >= place.end
