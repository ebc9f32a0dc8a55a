"""One look at every line break of a text: join or keep, how sure, and on what evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import (
    again,
    evidence,
    fused,
    interleaved,
    interleaved_chinese,
    interleaved_english,
    latin,
    pairing,
)
from textkit.judgement.breaks.decisions import Decision, Decisions, Rows, weights
from textkit.judgement.breaks.lists import bulleted, cells, closed, cues, even, listed, stamped, stanza, titled
from textkit.judgement.breaks.mixed import mixed_rows
from textkit.judgement.breaks.openings import opens_alike
from textkit.judgement.breaks.page import NEIGHBOURS, Page, read, tiny
from textkit.judgement.breaks.shadow import LONGEST
from textkit.judgement.breaks.tongue import tongue
from textkit.language import seam, wording
from textkit.model.finding import Trust
from textkit.model.span import Span

# Confidence from which a join is safe. In Chinese columns kept back from the fit 1 in 100 of the breaks to keep pass the
# first, headings and verse of hostile layouts among them. Behind a sentence end less is known, and in Latin. In Japanese,
# where sentences say by their last word that they end, 1 in 1,000 pass the third.
SURE, SURE_OTHER, SURE_JAPANESE = 0.7, 0.8, 0.6
SURE_FRAGMENT = 0.9  # the same where no column speaks, and one wrong join in a clean text is one too many
SURE_TITLED = 0.99  # and where a short line without a mark may be a headline, which shares its words with what follows
SENTENCES = 0.5  # share of the lines around that end sentences; in columns one in five does
CLAUSE = 36  # columns of a line from which one that ends with a comma is no verse, and hardly an entry of a list
FRAGMENT = 16  # columns a line must have for its open end to be a cut and not its nature
BELONG = 1.5  # nats from which the characters on both sides of a break say by themselves that they belong together
ITEMS = 6  # lines that must agree on a width for it to be a column, where no line around ends a sentence
TALK = 48  # columns; lines of lists, verse and talk in Latin are seldom as wide
CAPITALS = 4  # lines; in English prose a line in six begins with a capital, so four do once in a thousand times
SNIPPET = 40  # columns; of shorter lines that no column holds together a block must end like a sentence
LIKELY = 0.5
INDENT = 4  # columns of the two ideographs by which Chinese paragraphs are indented
MANY = 5_000  # lines from which it pays to ask first whether a text is prose
BLOCK = 64  # columns; a block that does not say it is a caption and is longer may be an article of its own
SHORTEST_TAIL = 24  # columns of a line that a sentence is followed from; half of it in Latin, where the head tells more
MOST_BETWEEN = 3  # lines a sentence can be stepped over by
PROSE = 0.2  # share of the lines around that end sentences where one of Latin words may be cut
SEAM_OVER = 3.0  # nats for a sentence to go on across a caption …
SEAM_MARGIN = 4.0  # … and by how much more than into it
TOLD, CLOSES = 2.0, 3.0  # nats for something between that says what it is, and for a quote closed
MOST_BONUS = TOLD + CLOSES
LATIN_ENDS = ("lower", "comma")  # of lines whose words may tell that a sentence goes on


def probability(names: list[str]) -> float:
    """The probability of a join that the named evidence adds up to."""
    total = sum(map(weights().__getitem__, names))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=2)
def decide(text: str, markdown: bool = False) -> Decisions:
    """Decide every line break of ``text``. Pure; the last two texts are remembered."""
    if _cells(text) or cues(text):
        return Decisions(text)
    page = read(text, markdown)
    if len(page.lines) < 2:
        return Decisions(text)
    torn = [j for j in range(1, len(page.lines)) if page.lines[j].piece and page.lines[j].s < "\u2e80"]
    if torn:  # Latin rows cut at their gaps: what they are pieces of is seen when they are whole again
        return Decisions(text, tuple(_one_row(page, j - 1, j) for j in torn), torn=True)
    folded = [line.s for line in page.lines]
    skip = furniture.furniture(folded)
    skip |= furniture.turned_once(folded, skip, page.unfinished())
    side_by_side = fused.read(page)
    mixed = {i for rows in side_by_side for i in range(rows.first, rows.stop)}
    kept = [i for i in range(len(page.lines)) if i not in skip and i not in mixed]
    pairs = [(i, j) for i, j in pairwise(kept) if j - i <= MOST_BETWEEN + 1 and not tiny(page, i, j)]
    pairs = [(i, j) for i, j in pairs if mixed.isdisjoint(range(i + 1, j))] if mixed else pairs
    asked = [(i, j) for i, j in pairs if evidence.wants_seam(page, i, j)]
    seams = dict(zip(asked, _weigh(page, asked), strict=True))
    heard = _hear(page, pairs)
    stretches, rows = interleaved_chinese.read(page, kept, seams)
    apart = interleaved.apart(rows, seams) if stretches else set()
    in_turn = mixed_rows(page, kept)
    more, others = interleaved_english.read(page, kept)
    apart.update(j for j, row in others.items() if row.beside < interleaved.BESIDE)
    stretches, rows = [*stretches, *more], rows | others
    in_turn = [(a, b, n) for a, b, n in in_turn if not any(s.first < kept[b - 1] and kept[a] < s.stop for s in more)]
    apart.update(kept[k] for first, stop, _ in in_turn for k in range(first, stop))
    beside = pairing.rivals(page, pairs)
    now = again.look(page, pairs, beside)
    verdicts = _memory.of(now)
    found = []
    for i, j in pairs:
        if j in apart:
            found.append(_kept_apart(page, i, j))
        elif page.lines[j].piece and i == j - 1:
            found.append(_one_row(page, i, j))
        else:
            verdict = verdicts.get((i, j))
            if verdict is None:
                said = seams.get((i, j)), beside.get((i, j)), heard.get((i, j))
                verdict = verdicts[i, j] = _judge(page, i, j, *said)
            found.append(_decision(page, i, j, verdict))
    _memory.keep(now, verdicts)
    plain = [i for i in kept if i not in rows] if rows else kept
    followed = _across(page, found, plain, pairs)
    if followed:
        found = sorted([*found, *followed], key=lambda d: d.tail)
    return Decisions(
        text,
        tuple(_bounded(found)),
        _ends(found) if any(d.over for d in found) else {},
        (*(_rows(page, s) for s in stretches), *(_unsorted(page, kept[a], kept[b - 1] + 1, n) for a, b, n in in_turn)),
        tuple(_unsorted(page, *rows) for rows in side_by_side),
    )


def forget() -> None:
    """Decide the next text as if it were the first."""
    _memory.forget()
    decide.cache_clear()


def _decision(page: Page, i: int, j: int, verdict: _Verdict) -> Decision:
    """A verdict on the break between two lines, at its place."""
    tail, head = page.lines[i].span, page.lines[j].span
    join, confidence, trust, names = verdict
    over = None
    if j > i + 1 and verdict is not MARKUP and verdict is not REPEATED:
        over = Span(page.lines[i + 1].span.start, page.lines[j - 1].span.end)
    return Decision(tail, head, join, confidence, trust, names, over)


def _kept_apart(page: Page, i: int, j: int) -> Decision:
    """That two lines are of different columns."""
    return Decision(page.lines[i].span, page.lines[j].span, False, 0.0, Trust.SAFE, ("interleaved",))


def _one_row(page: Page, i: int, j: int) -> Decision:
    """That two lines are pieces of one row."""
    return Decision(page.lines[i].span, page.lines[j].span, True, SURE_FRAGMENT, Trust.SAFE, ("row cut at a mark",))


def _unsorted(page: Page, first: int, stop: int, columns: int) -> Rows:
    """A stretch of mixed columns whose lines cannot be told apart."""
    return Rows(tuple(line.span for line in page.lines[first:stop]), columns)


def _rows(page: Page, stretch: interleaved.Stretch) -> Rows:
    lines = tuple(line.span for line in page.lines[stretch.first : stretch.stop])
    order = tuple(j - stretch.first for j in stretch.order)
    return Rows(lines, stretch.columns, order, stretch.chance)


def _cells(text: str) -> bool:
    """Whether a text is nothing but a great many lines of a few characters: cells, not prose."""
    lines = text.count("\n")
    if lines < MANY or len(text) > 8 * lines:
        return False
    words = text.split()
    return len(words) < 1.2 * lines and sum(map(len, words)) < 6 * len(words)


def _weigh(page: Page, pairs: list[tuple[int, int]]) -> list[seam.Seam]:
    return seam.weigh([(page.lines[i].s[-8:], page.lines[j].s[:8]) for i, j in pairs]) if pairs else []


def _hear(page: Page, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], seam.Seam]:
    """What the table of English words says of those ``pairs`` of an English text that it is asked about."""
    if tongue(page.text) != "en":
        return {}
    asked = [(i, j) for i, j in pairs if evidence.wants_words(page, i, j)]
    reach = wording.REACH
    seams = [(page.lines[i].s[-reach:], page.lines[j].s[:reach]) for i, j in asked]
    return dict(zip(asked, wording.weigh(seams, latin.capitals(page.text)), strict=True))


class _Verdict(NamedTuple):
    """What is thought of a break, wherever in the text it stands."""

    join: bool
    confidence: float
    trust: Trust
    names: tuple[str, ...]


MARKUP = _Verdict(False, 0.0, Trust.SAFE, ("markup",))
REPEATED = _Verdict(False, 0.0, Trust.SAFE, ("repeated",))
SIGNED = _Verdict(False, 0.0, Trust.SAFE, ("signed",))
NUMBERED = _Verdict(False, 0.0, Trust.SAFE, ("numbered",))
INDENTED = _Verdict(False, 0.0, Trust.SAFE, ("indented",))
_memory = again.Memory[_Verdict]()


def _judge(
    page: Page,
    i: int,
    j: int,
    said: seam.Seam | None,
    pair: tuple[float, float] | None,
    heard: seam.Seam | None,
) -> _Verdict:
    tail, head = page.lines[i], page.lines[j]
    if tail.alone or head.alone or "markup" in (page.markers[i], page.markers[j]):
        return MARKUP
    if tail.s == head.s:
        return REPEATED
    if furniture.signed(tail.s) or furniture.closing(tail.s) or furniture.pictured(head.s):
        return SIGNED
    if stamped(tail.s) or stamped(head.s) or listed(tail.s):
        return SIGNED
    if j in page.numbered and page.markers[j] == "item" and page.coarse[i] != "pause":
        return NUMBERED
    if head.indent == tail.indent + INDENT and tail.indent == page.base and page.coarse[i] in ("stop", "semi", "quote"):
        return INDENTED
    names = evidence.names(page, i, j, said, pair, heard)
    confidence = probability(names) if names != ["couplet"] else 0.0
    join = confidence >= LIKELY
    if names[0] == "col" and i in page.bare:  # a heading, of whose lines nobody knows whether they are one
        sure = confidence >= SURE_FRAGMENT
    elif names[0] == "col":
        # Behind a sentence end, a line that opens as the paragraphs around it do may open one more.
        enough = _enough(page, i, j)
        sure = confidence >= enough and (page.starts[j] == "nostart" or not opens_alike(page, i, j))
        # Where most lines end sentences and blank lines stand between them, they are paragraphs of much the same length.
        sure = sure and not (page.coarse[i] == "stop" and head.blanks and page.line_stops(i) >= SENTENCES)
        sure = sure and not (head.blanks and page.copies.contest(i, j))
        sure = sure and not (even(page, i) or stanza(page, i) or cells(page, i, j))
    else:
        going = page.coarse[i] == "pause" and page.own[i] >= CLAUSE and not head.blanks
        enough = SURE if going else SURE_FRAGMENT
        # Nobody else has a better claim, and nothing speaks against it, unless the line says itself that it goes on.
        first = pair is None or min(pair) >= 0 or (going and pair[1] >= 0)
        title = page.coarse[i] in ("none", "quote") and page.starts[j] != "lower" and titled(tail.s)
        sure = confidence >= (SURE_TITLED if title else enough) and page.own[i] >= FRAGMENT
        sure = sure and first and not page.copies.contest(i, j)
        sure = sure and (page.own[i] >= SNIPPET or closed(page, j))
    safe = sure and not _may_be_items(page, i, j, names[0] == "col", said)
    safe = safe or (latin.reference(tail.s, head.s) and not head.blanks and confidence >= SURE_FRAGMENT)
    return _Verdict(join, confidence, Trust.SAFE if safe or not join else Trust.UNSAFE, tuple(names))


def _enough(page: Page, i: int, j: int) -> float:
    """The confidence from which a join in a column is safe."""
    if page.coarse[i] == "stop":
        return SURE_OTHER
    if tongue(page.text) == "ja":
        return SURE_JAPANESE
    chinese = evidence.chinese(page.lines[i].s[-2:]) and evidence.chinese(page.lines[j].s[:4])
    return SURE if chinese else SURE_OTHER


def _may_be_items(page: Page, i: int, j: int, column: bool, said: seam.Seam | None) -> bool:
    """Whether two lines may be items of a list, lines of verse or talk, for all that the page shows: no line around ends
    a sentence, hardly a column is to be seen, and the characters at the break do not belong together by themselves.
    """
    if (page.starts[j] == "upper" and _capitals(page, i)) or bulleted(page, j):
        return True
    prose = page.line_stops(i) or "semi" in page.ends[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]
    inside = "。" in page.lines[i].s[:-1] or "。" in page.lines[j].s[:-1]  # of an item or a verse, there is none
    if prose or inside or (column and page.columns[i].agree >= ITEMS):
        return False
    if said is not None:
        return said.anywhere < BELONG
    return page.own[i] < TALK or evidence.chinese(page.lines[j].s[:1])


def _capitals(page: Page, i: int) -> bool:
    """Whether every line around begins with a capital letter, as lines of verse and entries of lists do."""
    around = page.starts[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]
    return len(around) >= CAPITALS and set(around) == {"upper"}


def _across(
    page: Page,
    near: list[Decision],
    kept: list[int],
    pairs: list[tuple[int, int]],
) -> list[Decision]:
    """Sentences that go on behind a short block of their own, such as a caption."""
    lines = page.lines
    joined_from = {d.tail.start for d in near if d.join}
    joined_to = {d.head.start for d in near if d.join}
    tries: list[tuple[int, int]] = []
    for k, i in enumerate(kept[:-2]):
        tail = lines[i]
        least = SHORTEST_TAIL if tail.s[-1] > "\u2e7f" else SHORTEST_TAIL // 2
        if page.coarse[i] not in ("none", "pause", "quote") or tail.span.start in joined_from or page.own[i] < least:
            continue
        for step in range(2, MOST_BETWEEN + 2):
            if k + step >= len(kept):
                break
            j = kept[k + step]
            middle = kept[k + 1 : k + step]
            if page.own[middle[-1]] > 2 * furniture.SHORT or lines[middle[-1]].alone:
                break
            if lines[j].span.start not in joined_to and page.own[j] >= 16 and not lines[j].alone:
                tries.append((i, j))
    likely = [(i, j) for i, j in tries if _may_go_on(page, i, j)]
    scores = dict(zip(likely, _weigh(page, likely), strict=True))
    likely = [(i, j) for i, j in likely if page.ends[i] in LATIN_ENDS or scores[i, j].start >= SEAM_OVER - MOST_BONUS]
    beside = [*((i, i + 1) for i, _ in likely), *((j - 1, j) for _, j in likely)]
    said = dict(zip(beside, _weigh(page, beside), strict=True))
    going: list[tuple[int, int]] = []
    taken: set[int] = set()
    for i, j in likely:
        if i in taken or j in taken or not _goes_on(page, i, j, scores[i, j], said[i, i + 1], said[j - 1, j]):
            continue
        taken |= {i, j, *range(i + 1, j)}
        going.append((i, j))
    claims = pairing.rivals(page, [*pairs, *tries]) if going else {}
    found: list[Decision] = []
    for i, j in going:
        over = Span(lines[i + 1].span.start, lines[j - 1].span.end)
        names = (f"across {'caption' if furniture.caption(lines[i + 1].s) else 'block'}",)
        confidence = seam.likely(scores[i, j].start) if lines[j].s[0] > "\u2e7f" else SURE
        first = claims.get((i, j), (0.0, 0.0))[1] >= 0  # as near: nobody else has a better claim
        trust = Trust.SAFE if first else Trust.UNSAFE
        found.append(Decision(lines[i].span, lines[j].span, True, confidence, trust, names, over))
    return found


def _may_go_on(page: Page, i: int, j: int) -> bool:
    """Whether ``_goes_on`` has to be asked about two lines: by what costs little to know."""
    if "markup" in (page.markers[i], page.markers[j], *page.markers[i + 1 : j]):
        return False
    if page.ends[i] in LATIN_ENDS:
        return True
    opened = page.depths[i] > 0 or not page.early[j]
    return opened and page.markers[j] == "none" and evidence.wants_seam(page, i, j)


def may_step_over(page: Page, i: int) -> bool:
    """Whether a sentence may go on from line ``i`` over what lies behind it, on a page without furniture. Cheap."""
    if i + 2 >= len(page.lines) or page.coarse[i] not in ("none", "pause", "quote"):
        return False
    middle = page.lines[i + 1]
    return furniture.caption(middle.s) or (middle.blanks > 0 and page.own[i + 1] <= BLOCK)


def _goes_on(page: Page, i: int, j: int, across: seam.Seam, into: seam.Seam, out: seam.Seam) -> bool:
    """Whether the sentence of line ``i`` goes on in line ``j`` and not in what lies between."""
    lines = page.lines
    middle = lines[i + 1 : j]
    apart = middle[0].blanks > 0 and lines[j].blanks > 0
    told = furniture.stepped_over([line.s for line in middle])
    if not told and any(furniture.jump(line.s) for line in middle):  # the page says that it goes on elsewhere
        return False
    if not told and any(page.own[k] > BLOCK for k in range(i + 1, j)):
        return False
    if not (apart or told):
        return False
    prose = told or page.line_stops(i) >= PROSE
    if prose and page.ends[i] in LATIN_ENDS and latin.goes_on(lines[i].s, lines[j].s, told):
        return page.starts[i + 1] not in ("lower", "nostart") and (len(middle) == 1 or told)
    if page.markers[j] != "none" or not evidence.wants_seam(page, i, j):
        return False
    bonus = TOLD if told else 0.0
    closes = page.depths[i] > 0 and page.early[j] > 0
    if page.early[j] and not page.depths[i]:
        return False
    score = across.start + bonus + (CLOSES if closes else 0.0)
    rival = max(into.start, out.start if page.coarse[j - 1] != "stop" else -9.0)
    return score >= SEAM_OVER and score >= rival + SEAM_MARGIN and (len(middle) == 1 or told)


def _bounded(found: list[Decision]) -> Iterator[Decision]:
    """``found`` without joins that would make a line too long to judge."""
    size = 0
    for decision in found:
        size = (size or len_of(decision.tail)) + len_of(decision.head) if decision.join else 0
        if size > LONGEST:
            size = 0
            yield Decision(decision.tail, decision.head, False, 0.0, Trust.SAFE, ("too-long",), decision.over)
        else:
            yield decision


def len_of(span: Span) -> int:
    return span.end - span.start


def _ends(found: list[Decision]) -> dict[int, int]:
    """For the start of each line behind a join, the end of the paragraph it falls into."""
    follow = {d.tail.start: d.head for d in found if d.join}
    ends: dict[int, int] = {}
    for decision in reversed([d for d in found if d.join]):
        after = follow.get(decision.head.start)
        ends[decision.head.start] = ends[after.start] if after else decision.head.end
    return ends
