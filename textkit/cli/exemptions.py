"""Exemptions that silence nothing: most are left over, and the next reader would trust them.

Nothing is said of an exemption that this run cannot judge: because it did not listen to what is exempted, or did not go
through the files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textkit.files.links import resolved
from textkit.model.document import Document, is_markdown
from textkit.model.exempt import exempt_spans, misspelt, stray_ends
from textkit.model.outcome import Fate, Outcome
from textkit.model.span import Span
from textkit.pipeline import registry
from textkit.settings import STEPS
from textkit.settings.selection import means

if TYPE_CHECKING:
    from textkit.cli.driver import Session

MISSPELT = "this exempts nothing: a region stands between the lines <!-- textkit: off --> and <!-- textkit: on -->"


@dataclass
class Regions:
    """Exempt regions that nothing was suppressed in, and the paragraphs that others were found to be copies of.

    A region that holds such a paragraph has kept it, so it is not unused; of all files, only the end of a run knows.
    """

    unused: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)  # by path, in order, with their messages
    kept: dict[str, set[Span]] = field(default_factory=dict)  # by path

    def add(self, session: Session, document: Document, found: Sequence[Outcome]) -> None:
        """Take in what was found in ``document``."""
        if not _judged(session):
            return
        for related in (r for o in found for r in o.related if r.role == "kept" and is_markdown(r.path)):
            self.kept.setdefault(related.path, set()).add(Span(related.place.offset, related.place.end_offset))
        if not document.markdown:
            return
        path, text, lines = document.path, document.source.text, document.source_lines
        silent = [Span(o.place.offset, o.place.end_offset) for o in found if o.fate is Fate.SUPPRESSED]
        idle = "unused exemption: this region silences nothing"
        told = [(region, idle) for region in _without(exempt_spans(text), silent)]
        told += [(Span(at, at), "unused exemption: no region ends here") for at in stray_ends(text)]
        told += [(Span(at, at), MISSPELT) for at in misspelt(text)]
        if told:
            self.unused[path] = [(s, f"{path}:{lines.position(s.start)[0]}: {what}") for s, what in told]

    def merge(self, other: Regions) -> None:
        """Take in what was gathered apart."""
        self.unused |= other.unused
        for path, places in other.kept.items():
            self.kept.setdefault(path, set()).update(places)

    def messages(self) -> Iterator[str]:
        """A message for each region, and each end of one, that is not needed."""
        for path, told in self.unused.items():
            idle = set(_without([region for region, _ in told if not region.empty], self.kept.get(path, ())))
            yield from (what for region, what in told if region.empty or region in idle)


def _judged(session: Session) -> bool:
    """Whether the run listened to all that a region can silence."""
    return set(session.steps) >= set(STEPS) and not session.settings.selection.layers


def _without(regions: Sequence[Span], places: Iterable[Span]) -> list[Span]:
    """Those of ``regions``, which are in order and apart, that none of ``places`` touches."""
    met: set[int] = set()
    starts = [region.start for region in regions]
    for place in places:
        k = bisect_left(starts, place.end) - 1
        while k >= 0 and regions[k].end > place.start:
            met.add(k)
            k -= 1
    return [region for k, region in enumerate(regions) if k not in met]


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
