"""Sentences that go on behind a short block of their own, such as a caption."""

from __future__ import annotations

from collections.abc import Sequence

from textkit.judgement import furniture
from textkit.judgement.breaks import evidence, latin, pairing, set_off
from textkit.judgement.breaks.decisions import Decision
from textkit.judgement.breaks.judge import SURE
from textkit.judgement.breaks.lists import verse
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.page_language import page_language
from textkit.language import seam, wording
from textkit.language.odds import probability
from textkit.model.finding import Trust
from textkit.model.span import Span

BLOCK = 64  # columns; a block that does not say it is a caption and is longer may be an article of its own
SHORTEST_TAIL = 24  # columns of a line that a sentence is followed from; half of it in Latin, where the head tells more
MOST_BETWEEN = 3  # lines a sentence can be stepped over by
PROSE = 0.2  # share of the lines around that end sentences where one of Latin words may be cut
SEAM_OVER = 3.0  # nats for a sentence to go on across a caption …
SEAM_MARGIN = 4.0  # … and by how much more than into it
TOLD, CLOSES = 3.5, 3.0  # nats for something between that says what it is, and for a quote closed
MOST_BONUS = TOLD + CLOSES
PART = ("$$", "\\[", "\\begin", "`")  # begins a formula or code, which a sentence that goes on behind it speaks
OPEN = ("none", "pause", "quote")  # ends behind which a sentence may go on, and in Latin a semicolon
LATIN_ENDS = ("lower", "comma")  # of lines whose words may tell that a sentence goes on …
MORE_ENDS = frozenset(
    ("upper", "digit", "semi", "closer", "quote", "dash")
)  # … and of those where a small letter must tell
WORDS_OVER, WORDS_MARGIN = 0.0, 2.0  # nats for English words to go on over a block, and by how much more than into it


def joins(
    page: Page,
    near: list[Decision],
    kept: list[int],
    pairs: list[tuple[int, int]],
) -> list[Decision]:
    """Sentences that go on behind a short block of their own, such as a caption."""
    lines = page.lines
    joined = [d for d in near if d.join]
    joined_from, joined_to = {d.tail.start for d in joined}, {d.head.start for d in joined}
    tries: list[tuple[int, int]] = []
    own = page.own
    open_ends = [k for k, i in enumerate(kept[:-2]) if own[i] >= SHORTEST_TAIL // 2 and _open(page, i)]
    for k in open_ends:
        i = kept[k]
        if (own[i] < SHORTEST_TAIL and lines[i].s[-1] > "\u2e7f") or lines[i].span.start in joined_from:
            continue
        for step in range(2, MOST_BETWEEN + 2):
            if k + step >= len(kept):
                break
            j = kept[k + step]
            middle = kept[k + 1 : k + step]
            between = lines[middle[-1]]
            if page.own[middle[-1]] > 2 * furniture.SHORT or between.alone or between.s.startswith(PART):
                break
            if lines[j - 1].span.start in joined_to:  # no block of its own, but lines of a sentence, as all behind it
                break
            if lines[j].span.start not in joined_to and page.own[j] >= 16 and not lines[j].alone:
                tries.append((i, j))
    likely = [(i, j) for i, j in tries if _may_go_on(page, i, j)]
    scores = dict(zip(likely, weigh(page, likely), strict=True))
    likely = [(i, j) for i, j in likely if _latin(page, i, j) or scores[i, j].start >= SEAM_OVER - MOST_BONUS]
    again = furniture.repeated_lines([line.s for line in lines]) if likely else {}
    going: list[tuple[int, int]] = []
    taken: set[int] = set()
    for i, j in likely:
        if i in taken or j in taken or i in again or j in again or not _goes_on(page, i, j, scores[i, j]):
            continue
        short = max(len(lines[i].s), len(lines[j].s)) <= furniture.SHORT
        if short and any(again.get(k) for k in range(i + 1, j)):  # each entry of a list has it
            continue
        taken |= {i, j, *range(i + 1, j)}
        going.append((i, j))
    claims = pairing.rivals(page, [*pairs, *tries]) if going else {}
    found: list[Decision] = []
    for i, j in going:
        over = Span(lines[i + 1].span.start, lines[j - 1].span.end)
        names = (f"across {'caption' if furniture.caption(lines[i + 1].s) else 'block'}",)
        confidence = probability(scores[i, j].start + _bonus(page, i, j)) if lines[j].s[0] > "\u2e7f" else SURE
        first = claims.get((i, j), (0.0, 0.0))[1] >= 0  # as near: nobody else has a better claim
        told = furniture.stepped_over([line.s for line in lines[i + 1 : j]])
        trust = Trust.SAFE if first and (told or not set_off.parted(page, i, j)) else Trust.UNSAFE
        found.append(Decision(lines[i].span, lines[j].span, True, confidence, trust, names, over))
    return found


def _open(page: Page, i: int) -> bool:
    """Whether a sentence may go on behind the end of line ``i``."""
    coarse = page.coarse[i]
    return coarse in OPEN or (coarse == "semi" and page.lines[i].s[-2:-1] < "\u2e80")


def _may_go_on(page: Page, i: int, j: int) -> bool:
    """Whether ``_goes_on`` has to be asked about two lines: by what costs little to know."""
    if not _latin(page, i, j):
        opened = page.depths[i] > 0 or not page.early[j]
        if not (opened and page.markers[j] == "none" and evidence.wants_seam(page, i, j)):
            return False
    if set_off.behind_item(page, i, j):
        return False
    return j not in page.indented and "markup" not in page.markers[i : j + 1] and not verse(page, i)


def may_step_over(page: Page, i: int) -> bool:
    """Whether a sentence may go on from line ``i`` over what lies behind it, on a page without furniture. Cheap."""
    if i + 2 >= len(page.lines) or not _open(page, i):
        return False
    middle = page.lines[i + 1]
    return furniture.caption(middle.s) or (middle.blanks > 0 and page.own[i + 1] <= BLOCK)


def _goes_on(page: Page, i: int, j: int, across: seam.Seam) -> bool:
    """Whether the sentence of line ``i`` goes on in line ``j`` and not in what lies between."""
    lines = page.lines
    middle = lines[i + 1 : j]
    apart = middle[0].blanks > 0 and lines[j].blanks > 0
    told = furniture.stepped_over([line.s for line in middle])
    if not told and any(furniture.jump(line.s) for line in middle):  # the page says that it goes on elsewhere
        return False
    if not told and any(page.own[k] > BLOCK for k in range(i + 1, j)):
        return False
    if not (apart or told) or (not told and _set_in(page, i, j)):
        return False
    if _latin(page, i, j) and _words_go_on(page, i, j, told):
        return page.starts[i + 1] not in ("lower", "nostart") and (len(middle) == 1 or told)
    if page.markers[j] != "none" or not evidence.wants_seam(page, i, j):
        return False
    if page.early[j] and not page.depths[i]:
        return False
    score = across.start + _bonus(page, i, j)
    if score < SEAM_OVER or not (len(middle) == 1 or told):
        return False
    (into,), (out,) = weigh(page, [(i, i + 1)]), weigh(page, [(j - 1, j)])
    return score >= max(into.start, out.start if page.coarse[j - 1] != "stop" else -9.0) + SEAM_MARGIN


def _set_in(page: Page, i: int, j: int) -> bool:
    """Whether what lies between two lines is set in from both, as an example is: it stands where the sentence shows it."""
    indent = max(page.lines[i].indent, page.lines[j].indent)
    return all(page.lines[k].indent > indent for k in range(i + 1, j))


def _latin(page: Page, i: int, j: int) -> bool:
    """Whether the words of two lines may tell that the sentence of line ``i`` goes on in line ``j``."""
    if page.ends[i] in LATIN_ENDS:
        return True
    return page.ends[i] in MORE_ENDS and page.starts[j] == "lower" and page.coarse[i + 1] in ("none", "stop")


def _words_go_on(page: Page, i: int, j: int, told: bool) -> bool:
    """Whether the words of line ``i`` go on in line ``j``; ``told``: what lies between says that it is a caption."""
    tail, between, head = page.lines[i].s, page.lines[i + 1].s, page.lines[j].s
    if not told and latin.last_word(between) == "binding":  # that goes on itself
        return False
    if latin.goes_on(tail, head, told):
        return told or page.line_stops(i) >= PROSE or latin.bound(tail)
    if page_language(page.text) != "en" or not latin.must_go_on(tail, head):
        return False
    over, into = wording.columns([(tail[-wording.REACH :], s[: wording.REACH]) for s in (head, between)]).anywhere
    return bool(over >= WORDS_OVER and over >= into + WORDS_MARGIN)


def _bonus(page: Page, i: int, j: int) -> float:
    """What else than its characters says that the sentence of line ``i`` goes on in line ``j``, in nats."""
    told = furniture.stepped_over([line.s for line in page.lines[i + 1 : j]])
    closes = page.depths[i] > 0 and page.early[j] > 0
    return (TOLD if told else 0.0) + (CLOSES if closes else 0.0)


class Seams:
    """What the seam tables say of neighbouring lines of a page, for those breaks where they have a say: asked once each."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._said: dict[tuple[int, int], seam.Seam | None] = {}

    def of(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], seam.Seam | None]:
        """What they say of ``pairs``, ``None`` where they have no say, and of all that were asked about before."""
        page, said = self._page, self._said
        fresh = [pair for pair in pairs if pair not in said]
        said.update(dict.fromkeys(fresh))
        asked = [pair for pair in fresh if evidence.wants_seam(page, *pair)]
        said.update(zip(asked, weigh(page, asked), strict=True))
        return said


def weigh(page: Page, pairs: list[tuple[int, int]]) -> list[seam.Seam]:
    """How well the end of the one line of each pair (by number) goes with the start of the other."""
    return seam.weigh([(page.lines[i].s[-8:], page.lines[j].s[:8]) for i, j in pairs]) if pairs else []
