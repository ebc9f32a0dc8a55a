"""Cut sentences and where they go on: behind other articles, many blocks later, or at once though nothing near told so.

Every tail that stops in mid-sentence is weighed against every head within a window that may go on. The evidence is
named and weighted (a logistic fit on articles set side by side), and all pairs of the page are weighed together: a pair
is named when its chance beside all others is high enough. One tail, one head, and better none than a wrong one.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import across, engine, matching, pairing, set_off
from textkit.judgement.breaks.fragments import open_heads, open_tails
from textkit.judgement.breaks.lists import titled
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.pair_features import WIDE, only_furniture, over_label
from textkit.judgement.breaks.reading import glance, read
from textkit.model.finding import Trust
from textkit.model.span import Span

ENOUGH = 0.7  # chance from which a continuation is named: of pages of texts kept back 2 in 100 are wrong
CLEAR = 0.3  # nats by which no pair may be likely; of 560 pages a join within one moved the likeliest pair by 0.1 once
# The same for one that may be moved: 1 in 100; in Chinese more are wrong below it (4 of 24 of 0.8 to 0.9).
ENOUGH_MOVED = {"zh": 0.9, "ja": 0.88, "en": 0.85}
# And for one that is the only one in its text, for a page cut into columns cuts more than one article: of 0.9 to 0.98 10 of
# 19 were wrong, of those beside others 3 of 62.
ENOUGH_ALONE = 0.98
# The same for what is joined without being asked, over captions, furniture and a short block that may be a caption: of such
# blocks the chance knows too little. Of 57 from here to 0.9 none was wrong, of 300 above it 3.
ENOUGH_PLAIN = 0.7
ENOUGH_BESIDE = 0.9  # the same for neighbours that the near judgement did not dare to join: 1 in 100
EDGE = 40  # characters by which copies are known
HEADINGS, WITHIN = 3, 30  # short lines without a mark so many blocks around; pages of cut columns have fewer
TITLED = 2.0  # nats that the near judgement must give where a short line without a mark may be a headline
MARGIN = 1e-6  # of a chance, for what is lost in sums
FEW = 3  # tails, beside which hardly a likely pair is found
SUREST = 8.0  # nats that the near judgement is believed at the most


class Continuation(NamedTuple):
    """Where a cut paragraph goes on. ``chance`` is 0 to 1; ``plain``: nothing between but captions and the like."""

    tail: Span
    head: Span
    chance: float
    plain: bool
    sure: bool
    reasons: tuple[tuple[str, float], ...]


@lru_cache(maxsize=2)
def pairs(text: str, markdown: bool = False) -> tuple[Continuation, ...]:
    """The far pairs of ``text``, by place of the tail, for text whose near lines are joined."""
    page = read(text, markdown)
    weighed = _candidates(page)
    if not weighed:
        return ()
    chances = matching.chances({key: pair.score for key, pair in weighed.items()}, page_language(text))
    named = matching.settled(chances, ENOUGH)
    alone = sum(j > i + 1 and not weighed[i, j].plain and not over_label(page, i, j) for i, j in named) == 1
    moved = ENOUGH_ALONE if alone else ENOUGH_MOVED[page_language(text)]
    found = []
    for (i, j), chance in named.items():
        pair = weighed[i, j]
        tail, head = page.lines[i].span, page.lines[j].span
        label = over_label(page, i, j)
        enough = ENOUGH_BESIDE if j == i + 1 else ENOUGH_PLAIN if pair.plain or label else moved
        sure = chance >= enough and not (j == i + 1 and _doubtful(page, i, pair))
        sure = sure and (j == i + 1 or pair.plain or _may_be_moved(page, i, j))
        found.append(Continuation(tail, head, chance, pair.plain or label or j == i + 1, sure, pair.reasons))
    return tuple(sorted(found, key=lambda c: c.tail))


def _may_be_moved(page: Page, i: int, j: int) -> bool:
    """Whether block ``j`` may be put behind block ``i``, so that nothing of a text whose paragraphs are whole is moved: what
    is moved is no heading, nor put behind one, and in English it begins in lower case.
    """
    if (page_language(page.text) == "en" and page.starts[j] != "lower") or _may_be_heading(page, j):
        return False
    around = range(max(0, i - WITHIN), min(len(page.lines), i + WITHIN + 1))
    return not _may_be_heading(page, i) or sum(_may_be_heading(page, k) for k in around) <= HEADINGS


def _may_be_heading(page: Page, i: int) -> bool:
    """Whether block ``i`` is a short line without a mark; in Japanese few headings have a comma."""
    s = page.lines[i].s
    return page.coarse[i] == "none" and titled(s) and not ("、" in s and page_language(page.text) == "ja")


@lru_cache(maxsize=2)
def has_no_plain_continuation(text: str, markdown: bool = False) -> bool:
    """Whether ``pairs`` has surely nothing sure to name that goes on at once or across captions and furniture alone: told
    without weighing all pairs of ``text``.
    """
    import numpy as np

    page, language = read(text, markdown), page_language(text)
    tries, near = pairs_to_weigh(text, markdown)
    plain = only_furniture(page, *np.array(tries, np.int64).reshape(-1, 2).T).tolist()
    over = [(i, j) for (i, j), alone in zip(tries, plain, strict=True) if alone or over_label(page, i, j)]
    apart = [pair for pair in tries if pair not in near]
    beside = pairing.beside(page, near)
    weighed = pairing.distant(page, over, apart) | beside
    enough = dict.fromkeys(over, ENOUGH_PLAIN - MARGIN)
    enough |= {(i, j): ENOUGH_BESIDE - MARGIN for (i, j), pair in beside.items() if not _doubtful(page, i, pair)}
    likely = [pair for pair, least in enough.items() if matching.most(weighed[pair].score, language) > least]
    if not likely or pairing.any_jumps(page):  # those count wherever they are on the page
        return not likely
    asked = matching.in_touch(tries, likely)
    weighed |= pairing.distant(page, [pair for pair in asked if pair not in near], apart)
    chances = matching.chances({pair: weighed[pair].score for pair in asked}, language)
    return all(chances[pair] <= enough[pair] for pair in likely)


def _doubtful(page: Page, i: int, pair: pairing.Pair) -> bool:
    """Whether words in common do not tell that block ``i`` goes on in the next one: in Markdown, which has a blank line
    between them, and where the block ends without a mark or with a quote and may be the headline.
    """
    if set_off.parted(page, i, i + 1):
        return True
    near = dict(pair.reasons).get("near judgement", 0.0)
    return page.coarse[i] in ("none", "quote") and near <= (TITLED if titled(page.lines[i].s) else 0)


def _candidates(page: Page) -> pairing.Pairs:
    """All pairs of an end and a beginning that are not joined yet, and what speaks for each."""
    tries, near = pairs_to_weigh(page.text, page.markdown)
    beside = pairing.beside(page, near)  # known, where ``none_plain`` was asked before
    return pairing.distant(page, [pair for pair in tries if pair not in near]) | beside


@lru_cache(maxsize=1)
def pairs_to_weigh(text: str, markdown: bool = False) -> tuple[list[tuple[int, int]], Mapping[tuple[int, int], float]]:
    """The pairs of blocks to be weighed, and for those that follow each other what the near judgement says.

    That is the log-odds of a join; where it is safe, it is made, and both blocks are out of the field.
    """
    page, decisions = read(text, markdown), engine.decide(text, markdown)
    joins = [d for d in decisions.joins() if d.trust is Trust.SAFE]
    tied = {d.tail.start for d in joins}, {d.head.start for d in joins}
    mixed = decisions.mixed()  # what goes on where in columns that were mixed is told apart there
    starts, language = [line.span.start for line in page.lines], page_language(page.text)
    free = [i for i, start in enumerate(starts) if start not in mixed] if mixed else range(len(starts))
    tails = [i for i in open_tails(page, free, language) if starts[i] not in tied[0]]
    heads = [j for j in open_heads(page, free, language) if starts[j] not in tied[1]]
    tails = _first(tails, [page.lines[i].s[-EDGE:] for i in tails])
    heads = _first(heads, [page.lines[j].s[:EDGE] for j in heads])
    tries = pairing.tries(tails, heads)
    if len(tries) > pairing.MOST_TRIES:
        return [], {}
    tries = [(i, j) for i, j in tries if j > i + 1 or page.own[i] >= WIDE or language != "zh"]
    ends, begins = {starts[i]: i for i in tails}, {starts[j]: j for j in heads}
    told = {
        (ends[d.tail.start], begins.get(d.head.start)): d for d in decisions if d.tail.start in ends and d.over is None
    }
    # In a column the room at the end of a line has been heard; what it says is not to be judged again without it.
    columns = {pair for pair, d in told.items() if d.names[:1] == ("col",)}
    tries = [pair for pair in tries if pair not in columns]
    near = {}
    for i, j in tries:
        if j == i + 1:
            confidence = told[i, j].confidence if (i, j) in told else 0.0
            near[i, j] = max(-SUREST, min(SUREST, math.log(max(1e-9, confidence) / max(1e-9, 1 - confidence))))
    return tries, near


def continuations(text: str, markdown: bool = False) -> Mapping[Span, tuple[Span, float]]:
    """For each cut paragraph whose continuation is known: the span it goes on in, and the chance of that (0 to 1).

    What is named is what a join of near or of far lines proposes; no beginning is named twice.
    """
    found = {d.tail: (d.head, d.confidence) for d in engine.decide(text, markdown).joins()}
    far = {c.tail: (c.head, c.chance) for c in pairs(text, markdown)}
    claimed = {head for head, _ in far.values()}
    return {tail: held for tail, held in found.items() if held[0] not in claimed} | far


def hopeless(text: str, markdown: bool, ends: Container[int]) -> bool:
    """Whether ``continuations`` leads none of the paragraphs that end at ``ends`` over another one. Cheap: no near line is
    judged, so that it must be clear by ``CLEAR`` nats, for joins that are made take lines out of the field.
    """
    page = glance(text, markdown)
    language = page_language(text)
    tails = [i for i, line in enumerate(page.lines) if line.span.end in ends]
    if furniture.furniture([line.s for line in page.lines]) or any(across.may_step_over(page, i) for i in tails):
        return False
    if not open_tails(page, tails, language):
        return True
    # What is found on all pairs is known when it has to be weighed.
    lines = range(len(page.lines))
    tries = pairing.tries(open_tails(page, lines, language), open_heads(page, lines, language))
    of_tail = set(tails)
    asked = [k for k, (i, j) in enumerate(tries) if i in of_tail and j > i + 1]
    if not asked or len(tries) > pairing.MOST_TRIES:
        return not asked
    pairs, enough = [tries[k] for k in asked], math.log(ENOUGH / (1 - ENOUGH)) - CLEAR
    if len(tails) <= FEW and pairing.all_below(page, pairs, tries, matching.needed(enough, language)):
        return True
    return matching.at_most(pairs, pairing.estimates(page, tries)[asked], language) < enough


def _first(lines: Sequence[int], edges: Sequence[str]) -> list[int]:
    """Of ``lines`` with the same of ``edges`` the first: the copy that stays when copies are removed."""
    return sorted(dict(zip(reversed(edges), reversed(lines), strict=True)).values())
