"""Exemptions that silence nothing: most are left over, and the next reader would trust them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from textkit.model.document import Document
from textkit.model.exempt import exempt_spans
from textkit.model.outcome import Fate, Outcome
from textkit.settings import Settings


def unused_regions(document: Document, found: Sequence[Outcome]) -> Iterator[str]:
    """A message for each exempt region of ``document`` in which no finding was suppressed."""
    if not document.markdown:
        return
    silent = [o.place for o in found if o.fate is Fate.SUPPRESSED]
    for region in exempt_spans(document.source.text):
        if not any(p.offset < region.end and p.end_offset > region.start for p in silent):
            line, _ = document.source_lines.position(region.start)
            yield f"{document.path}:{line}: unused exemption: this region silences nothing"


def unused_patterns(settings: Settings, used: Set[str | None]) -> Iterator[str]:
    """A message for each row of ``per-file-ignores`` whose pattern is not among those ``used``."""
    for pattern, _ in settings.per_file_ignores:
        if pattern not in used:
            yield f"per-file-ignores: unused exemption: {pattern!r} silences nothing here"
