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

from textkit.judgement import furniture
from textkit.judgement.breaks import engine, evidence
from textkit.judgement.breaks.evidence import Page
from textkit.judgement.breaks.glue import Glue, Gluer
from textkit.language import seam
from textkit.model.finding import Trust
from textkit.model.span import Span

WINDOW = 60  # blocks a continuation is looked for; a newspaper page has about as many
TAIL, HEAD = 48, 24  # columns that a cut paragraph and its rest have at the least
MOST_TRIES = 120_000  # pairs in one text; beyond it the text is not a page of cut columns
CUT = 0.7  # log-odds; nothing below it is named, for a wrong continuation is worse than none
MARGIN = 1.5  # log-odds to the next best, for the tail and for the head
CUT_PLAIN = 4.0  # what lies next is likelier than it deserves: safe only from here
CROSSING = 2.0  # columns are read in order: what is against a pair that crosses a surer one

WEIGHTS = {
    "bias": -2.93,
    "seam against a new paragraph": 0.16,  # a nat
    "seam against anything": 0.25,  # a nat
    "tail ends like a paragraph": -0.11,  # a nat
    "characters stand together elsewhere": 1.36,  # two and two
    "three characters stand together elsewhere": 0.1,
    "two characters stand together elsewhere": 0.58,
    "quote opened and closed": 1.39,
    "quote closed, never opened": -4.0,
    "quote opened, not closed": -0.27,
    "only furniture between": 2.5,
    "tail ends at a pause": -0.32,
}


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a cut paragraph goes on. ``score`` is in log-odds; ``plain``: nothing but captions and furniture between."""

    tail: Span
    head: Span
    score: float
    plain: bool
    sure: bool
    glue: Glue
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    reasons: tuple[tuple[str, float], ...]
    plain: bool


@lru_cache(maxsize=2)
def pairs(text: str, markdown: bool = False) -> tuple[Continuation, ...]:
    """The far pairs of ``text``, by place of the tail, for text whose near lines are joined."""
    decisions = engine.decide(text, markdown)
    if not decisions:
        return ()
    page = evidence.read(text, markdown)
    sure = [d for d in decisions.joins() if d.trust is Trust.SAFE]
    tied = {d.tail for d in sure}, {d.head for d in sure}
    tails = [i for i in range(len(page.lines)) if _open_tail(page, i) and page.lines[i].span not in tied[0]]
    tails = _single(page, tails)
    heads = [j for j in range(len(page.lines)) if _open_head(page, j) and page.lines[j].span not in tied[1]]
    tries = _tries(tails, heads)
    if not tries or len(tries) > MOST_TRIES:
        return ()
    weighed = _weigh(page, tries)
    gluer = Gluer(text)
    found = []
    for i, j in _match(weighed).items():
        pair = weighed[i, j]
        tail, head = page.lines[i].span, page.lines[j].span
        glue = gluer.glue(tail.slice(text), head.slice(text))
        certain = glue.sure and pair.score >= (CUT_PLAIN if pair.plain else CUT)
        found.append(Continuation(tail, head, pair.score, pair.plain, certain, glue, pair.reasons))
    return tuple(sorted(found, key=lambda c: c.tail))


def continuations(text: str, markdown: bool = False) -> Mapping[Span, tuple[Span, float]]:
    """For each cut paragraph whose continuation is known: the span it goes on in, and the score in log-odds."""
    return {c.tail: (c.head, c.score) for c in pairs(text, markdown)}


def _open_tail(page: Page, i: int) -> bool:
    line = page.lines[i]
    return (
        page.coarse[i] in ("none", "pause", "quote")
        and page.own[i] >= TAIL
        and not line.alone
        and page.markers[i] not in ("markup", "lead")
        and not furniture.caption(line.s)
        and evidence.chinese(line.s[-4:])
    )


def _open_head(page: Page, j: int) -> bool:
    line = page.lines[j]
    return (
        page.own[j] >= HEAD
        and not line.alone
        and page.markers[j] == "none"
        and page.starts[j] in ("han", "nostart", "digit", "openquote", "open")
        and page.coarse[j] != "quote"
        and evidence.chinese(line.s[:4])
    )


def _single(page: Page, tails: list[int]) -> list[int]:
    """Tails that stand once: which of several copies a head belongs to cannot be told."""
    seen: dict[str, int] = {}
    for i in tails:
        end = page.lines[i].s[-40:]
        seen[end] = seen.get(end, 0) + 1
    return [i for i in tails if seen[page.lines[i].s[-40:]] == 1]


def _tries(tails: list[int], heads: list[int]) -> list[tuple[int, int]]:
    tries: list[tuple[int, int]] = []
    first = 0
    for i in tails:
        while first < len(heads) and heads[first] <= i:
            first += 1
        for j in heads[first : first + WINDOW]:
            if j > i + WINDOW:
                break
            tries.append((i, j))
        if len(tries) > MOST_TRIES:
            break
    return tries


def _weigh(page: Page, tries: list[tuple[int, int]]) -> dict[tuple[int, int], _Pair]:
    lines = page.lines
    said = seam.weigh([(lines[i].s[-8:], lines[j].s[:8]) for i, j in tries])
    known = _known(page, {lines[i].s[-2:] + lines[j].s[:2] for i, j in tries})
    weighed = {}
    for (i, j), s in zip(tries, said, strict=True):
        plain = _plain(page, i, j)
        values = {
            "bias": 1.0,
            "seam against a new paragraph": max(-12.0, min(14.0, s.start)),
            "seam against anything": max(-12.0, min(12.0, s.anywhere)),
            "tail ends like a paragraph": max(-12.0, s.end),
            "quote opened and closed": float(page.depths[i] > 0 and page.early[j] > 0),
            "quote closed, never opened": float(page.depths[i] == 0 and page.early[j] > 0),
            "quote opened, not closed": float(page.depths[i] > 0 and page.early[j] == 0),
            "only furniture between": float(plain),
            "tail ends at a pause": float(page.coarse[i] == "pause"),
        }
        across = lines[i].s[-2:] + lines[j].s[:2]
        values["characters stand together elsewhere"] = float(across in known)
        values["three characters stand together elsewhere"] = float(across[:3] in known or across[1:] in known)
        values["two characters stand together elsewhere"] = float(across[1:3] in known)
        reasons = tuple((name, round(WEIGHTS[name] * value, 3)) for name, value in values.items() if value)
        weighed[i, j] = _Pair(sum(w for _, w in reasons), reasons, plain)
    return weighed


def _known(page: Page, wanted: set[str]) -> set[str]:
    """Which of the wanted runs of four characters, and the runs of two and three in them, stand inside a line."""
    parts = wanted | {w[:3] for w in wanted} | {w[1:] for w in wanted} | {w[1:3] for w in wanted}
    known: set[str] = set()
    for line in page.lines:
        s = line.s
        for size in (2, 3, 4):
            known.update(parts.intersection([s[k : k + size] for k in range(len(s) - size + 1)]))
    return known


def _match(weighed: dict[tuple[int, int], _Pair]) -> dict[int, int]:
    """One-to-one pairs above the cut, surest first; pairs settled take their rivals out of the field."""
    left = {key: pair.score for key, pair in weighed.items() if pair.score > CUT - 2 * MARGIN}
    settled: dict[int, int] = {}
    while True:
        of_tail: dict[int, list[tuple[float, int]]] = {}
        of_head: dict[int, list[tuple[float, int]]] = {}
        for (i, j), score in left.items():
            of_tail.setdefault(i, []).append((score, j))
            of_head.setdefault(j, []).append((score, i))
        new: dict[int, int] = {}
        for i, options in of_tail.items():
            options.sort(reverse=True)
            score, j = options[0]
            rivals = [s for s, _ in options[1:2]] + [s for s, k in of_head[j] if k != i]
            if score >= CUT and max(rivals, default=-99.0) <= score - MARGIN:
                new[i] = j
        if not new:
            return settled
        settled |= new
        taken = set(settled.values())
        left = {
            (i, j): s - CROSSING * _crossed(i, j, new)
            for (i, j), s in left.items()
            if i not in settled and j not in taken
        }


def _crossed(i: int, j: int, settled: dict[int, int]) -> bool:
    """Whether a pair would take its columns out of the order of pairs that are settled."""
    return any((a < i) != (b < j) and min(b, j) > max(a, i) for a, b in settled.items())


def _plain(page: Page, i: int, j: int) -> bool:
    """Whether only captions and furniture lie between two lines."""
    if j - i > engine.MOST_BETWEEN + 1:
        return False
    middle = page.lines[i + 1 : j]
    return all(furniture.caption(line.s) or furniture.page_number(line.s) for line in middle)
