"""Exemptions that silence nothing: most are left over, and the next reader would trust them.

Nothing is said of an exemption that this run cannot judge: because it did not listen to what is exempted, or did not go
through the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.files.links import resolved
from textkit.model.document import Document
from textkit.model.exempt import exempt_spans, stray_ends
from textkit.model.outcome import Fate, Outcome
from textkit.pipeline import registry
from textkit.settings import STEPS
from textkit.settings.selection import means

if TYPE_CHECKING:
    from textkit.cli.driver import Session


def unused_regions(session: Session, document: Document, found: Sequence[Outcome]) -> Iterator[str]:
    """A message for each exempt region of ``document`` in which no finding was suppressed."""
    if not document.markdown or not set(session.steps) >= set(STEPS) or session.settings.selection.layers:
        return
    text, lines = document.source.text, document.source_lines
    silent = [o.place for o in found if o.fate is Fate.SUPPRESSED]
    for region in exempt_spans(text):
        if not any(p.offset < region.end and p.end_offset > region.start for p in silent):
            yield f"{document.path}:{lines.position(region.start)[0]}: unused exemption: this region silences nothing"
    for offset in stray_ends(text):
        yield f"{document.path}:{lines.position(offset)[0]}: unused exemption: no region ends here"


def unused_patterns(session: Session, used: Set[str | None], done: Set[str]) -> Iterator[str]:
    """A message for each row of ``per-file-ignores`` whose pattern is not among those ``used``; ``done`` are the paths
    of the files that the run went through.
    """
    settings = session.settings
    rows = [(pattern, words) for pattern, words in settings.per_file_ignores if pattern not in used]
    if not rows:
        return
    whole = any(
        p != "-" and resolved(Path(p)) in (session.config, *session.config.parents) for p in session.request.paths
    )
    rules = registry.all_rules()
    for pattern, words in rows:
        meant = [rule for rule in rules if any(means(word, rule) for word in words)]
        if any(session.silenced.covers(pattern, path) for path in done):
            judged = all(
                rule.step in session.steps and (session.policy.wants(rule) or not rule.default) for rule in meant
            )
        else:
            judged = whole
        if judged:
            yield f"per-file-ignores: unused exemption: {pattern!r} silences nothing here"
