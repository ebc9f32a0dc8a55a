"""Cut sentences and where they go on: behind other articles, many blocks later.

Every tail that stops in mid-sentence is weighed against every head that may go on, within a window. What speaks for a
pair: the seam table, a quote or bracket that the tail opens and the head closes, that only captions and furniture lie
between. A pair is named when it is the best for its tail and for its head, scores high, and no rival comes near: one
tail, one head, and better none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from textkit.judgement import furniture
from textkit.judgement.breaks import engine, evidence
from textkit.judgement.breaks.evidence import Page
from textkit.judgement.breaks.glue import Glue, Gluer
from textkit.language import seam
from textkit.model.span import Span

WINDOW = 60  # blocks a continuation is looked for; a newspaper page has about as many
CUT = 7.0  # nats; on interleaved articles kept back from tuning, no pair above it was wrong
MARGIN = 3.0  # nats to the next best
TAIL = 48  # columns a cut paragraph has at the least
QUOTES_AGREE, QUOTES_DISAGREE = 4.0, -6.0
ONLY_FURNITURE = 3.0
MOST_TAILS = 2_000  # in one text; beyond it the text is not a page of cut columns


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a cut paragraph goes on. ``score`` is in nats; ``plain``: nothing but captions and furniture between."""

    tail: Span
    head: Span
    score: float
    plain: bool
    glue: Glue
    reasons: tuple[tuple[str, float], ...]


@lru_cache(maxsize=2)
def pairs(text: str, markdown: bool = False) -> tuple[Continuation, ...]:
    """The far pairs of ``text``, by place of the tail. Lines joined near by are no concern here."""
    page = evidence.read(text, markdown)
    decisions = engine.decide(text, markdown)
    from_, to = {d.tail for d in decisions.joins()}, {d.head for d in decisions.joins()}
    tails = [i for i in range(len(page.lines)) if _open_tail(page, i) and page.lines[i].span not in from_]
    if not tails or len(tails) > MOST_TAILS:
        return ()
    heads = [j for j in range(len(page.lines)) if _open_head(page, j) and page.lines[j].span not in to]
    repeated = _repeated(page, tails)
    tries = [(i, j) for i in tails for j in heads if i < j <= i + WINDOW]
    said = _scores(page, tries)
    best_of_tail: dict[int, list[tuple[float, int]]] = {}
    best_of_head: dict[int, list[tuple[float, int]]] = {}
    for (i, j), (score, _) in said.items():
        best_of_tail.setdefault(i, []).append((score, j))
        best_of_head.setdefault(j, []).append((score, i))
    gluer = Gluer(text)
    found = []
    for i, options in best_of_tail.items():
        options.sort(reverse=True)
        score, j = options[0]
        rivals = [s for s, _ in options[1:2]] + [s for s, k in best_of_head[j] if k != i and k not in repeated]
        if score < CUT or i in repeated or max(rivals, default=-99.0) > score - MARGIN:
            continue
        tail, head = page.lines[i].span, page.lines[j].span
        glue = gluer.glue(tail.slice(text), head.slice(text))
        found.append(Continuation(tail, head, score, _plain(page, i, j), glue, said[i, j][1]))
    return tuple(sorted(found, key=lambda c: c.tail))


def continuations(text: str, markdown: bool = False) -> Mapping[Span, tuple[Span, float]]:
    """For each cut paragraph whose continuation is known: the span it goes on in, and the score in nats."""
    return {c.tail: (c.head, c.score) for c in pairs(text, markdown)}


def _open_tail(page: Page, i: int) -> bool:
    line = page.lines[i]
    return (
        page.coarse[i] in ("none", "pause", "quote")
        and page.own[i] >= TAIL
        and not line.alone
        and page.markers[i] != "markup"
        and not furniture.caption(line.s)
        and any("\u4e00" <= c < "\ua000" for c in line.s[-4:])
    )


def _open_head(page: Page, j: int) -> bool:
    line = page.lines[j]
    return (
        page.own[j] >= 24
        and not line.alone
        and page.markers[j] == "none"
        and page.starts[j] in ("han", "nostart", "digit", "openquote", "open")
        and page.coarse[j] != "quote"
    )


def _repeated(page: Page, tails: list[int]) -> set[int]:
    """Tails whose whole line stands elsewhere too: which copy a head belongs to cannot be told."""
    seen: dict[str, list[int]] = {}
    for i in tails:
        seen.setdefault(page.lines[i].s[-40:], []).append(i)
    return {i for same in seen.values() if len(same) > 1 for i in same}


def _scores(page: Page, tries: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, tuple[tuple[str, float], ...]]]:
    said = seam.weigh([(page.lines[i].s[-8:], page.lines[j].s[:8]) for i, j in tries])
    found = {}
    for (i, j), s in zip(tries, said, strict=True):
        reasons = [("seam", s.start)]
        if page.early[j]:
            reasons.append(("quotes", QUOTES_AGREE if page.depths[i] else QUOTES_DISAGREE))
        if page.markers[i + 1] == "none" and _plain(page, i, j):
            reasons.append(("only furniture between", ONLY_FURNITURE))
        found[i, j] = (sum(w for _, w in reasons), tuple(reasons))
    return found


def _plain(page: Page, i: int, j: int) -> bool:
    """Whether only captions and furniture lie between two lines."""
    if j - i > engine.MOST_BETWEEN + 1:
        return False
    middle = page.lines[i + 1 : j]
    return all(furniture.caption(line.s) or furniture.page_number(line.s) for line in middle)
