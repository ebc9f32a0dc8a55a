"""Cut sentences and where they go on: behind other articles, many blocks later.

Every tail that stops in mid-sentence is weighed against every head within a window that may go on. The evidence is
named and weighted (a logistic fit on articles set side by side); a pair is named when it is the best for its tail and
for its head, scores above the cut, and no rival comes near. What is paired leaves the field, and the rest is looked at
again: one tail, one head, and better none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from textkit.judgement.breaks import engine, evidence, pairing
from textkit.judgement.breaks.evidence import Page
from textkit.judgement.breaks.glue import Glue, Gluer
from textkit.model.span import Span

ENOUGH = 0.75  # chance from which a continuation is named: on pages kept back 2 in 100 are wrong
ENOUGH_MOVED = 0.8  # the same for one that may be moved: 3 in 200
ENOUGH_PLAIN = 0.97  # the same for what is joined without being asked, over captions and furniture


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a cut paragraph goes on. ``chance`` is 0 to 1; ``plain``: nothing but captions and furniture between."""

    tail: Span
    head: Span
    chance: float
    plain: bool
    sure: bool
    glue: Glue
    reasons: tuple[tuple[str, float], ...]


@lru_cache(maxsize=2)
def pairs(text: str, markdown: bool = False) -> tuple[Continuation, ...]:
    """The far pairs of ``text``, by place of the tail, for text whose near lines are joined."""
    decisions = engine.decide(text, markdown)
    if not decisions:
        return ()
    page = evidence.read(text, markdown)
    joins = list(decisions.joins())
    tied = {d.tail for d in joins}, {d.head for d in joins}
    mixed = decisions.mixed()  # what goes on where in columns that were mixed is told apart there
    lines = [(i, line) for i, line in enumerate(page.lines) if line.span.start not in mixed]
    tails = _single(page, [i for i, line in lines if line.span not in tied[0] and pairing.open_tail(page, i)])
    heads = [j for j, line in lines if line.span not in tied[1] and pairing.open_head(page, j)]
    tries = pairing.tries(tails, heads)
    if not tries or len(tries) > pairing.MOST_TRIES:
        return ()
    weighed = pairing.weigh(page, tries)
    gluer = Gluer(text)
    found = []
    for (i, j), chance in pairing.match(weighed, ENOUGH).items():
        pair = weighed[i, j]
        tail, head = page.lines[i].span, page.lines[j].span
        glue = gluer.glue(tail.slice(text), head.slice(text))
        near = not text[tail.end : head.start].strip()  # what the near judgement left open is never sure
        certain = glue.sure and not near and chance >= (ENOUGH_PLAIN if pair.plain else ENOUGH_MOVED)
        found.append(Continuation(tail, head, chance, pair.plain or near, certain, glue, pair.reasons))
    return tuple(sorted(found, key=lambda c: c.tail))


def continuations(text: str, markdown: bool = False) -> Mapping[Span, tuple[Span, float]]:
    """For each cut paragraph whose continuation is known: the span it goes on in, and the chance of that (0 to 1).

    What is named is what a join of near or of far lines proposes; no beginning is named twice.
    """
    found = {d.tail: (d.head, d.confidence) for d in engine.decide(text, markdown).joins()}
    found.update({c.tail: (c.head, c.chance) for c in pairs(text, markdown)})
    return found


def _single(page: Page, tails: list[int]) -> list[int]:
    """Tails that stand once: which of several copies a head belongs to cannot be told."""
    seen: dict[str, int] = {}
    for i in tails:
        end = page.lines[i].s[-40:]
        seen[end] = seen.get(end, 0) + 1
    return [i for i in tails if seen[page.lines[i].s[-40:]] == 1]
