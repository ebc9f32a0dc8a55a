"""First lines by their indents: those that are there, and those that a reader of the page dropped."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textkit.judgement.breaks import shadow
from textkit.judgement.breaks.fine_widths import less
from textkit.judgement.breaks.page_language import korean
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.fine_widths import Fine
    from textkit.judgement.breaks.page import Page

LOST = 4  # columns of the two ideographs by which Chinese paragraphs are indented
FEW = 3  # lines that make a habit
GOING_ON = 2  # first lines that go on in lines that are not indented
KOREAN = lazy_pattern("[\"“‘'<(]?[\uac00-\ud7a3]")  # what a line of Korean begins with
MOST = 0.7  # share of lines behind one plain space that stand where paragraphs do
PLAIN = 0.5  # share of lines behind one space, which may be left of a layout, that stand where paragraphs do
# Times as wide as the last line of a paragraph one of so many lines before it is, to be told by that, and the share of other
# lines that stand behind such a line: a mark that hangs, a word that had no room.
LAST, AROUND, MOSTLY, RARELY = 1.25, 4, 0.6, 0.15
AGREE = 3  # lines that agree on the width of a column where first lines are looked for
# Of printed lines behind a short line and behind a full one that end sentences the share that are first ones; the nats by
# which there must be an indent; how wide it may be, in quads of the type, and how usual that is.
FIRST, MAYBE, SURELY = 0.4, 0.2, 0.3
QUADS = {1.0: 0.25, 1.5: 0.2, 2.0: 0.35, 2.5: 0.05, 3.0: 0.15}
MOST_SEEN = 300  # printed lines that are looked at for one
RARE, TOLD = 0.02, 4  # share of printed lines that end anywhere, and nats that are told of one
SELDOM, OFTEN = 0.03, 0.25  # share of the lines of a text that are the first of a paragraph, and have no end in it


def is_first(page: Page, i: int) -> bool:
    """Whether line ``i`` looks like the first of a paragraph, by what stands before it or the row it is a piece of."""
    while page.lines[i].piece:
        i -= 1
    if i == 0 or (page.lines[i].blanks > 0 and not page.every) or page.markers[i] == "lead":
        return True
    before = page.columns[i - 1]
    return page.coarse[i - 1] == "stop" and before.width - before.own - page.needs[i - 1] > 4


def indented(page: Page) -> set[int]:
    """The lines that begin with the ideographic spaces that nobody but a writer of paragraphs puts there: two in Chinese,
    one in Japanese; in Korean it is one plain space.

    A text has that habit where a few of them stand where paragraphs do: behind a sentence end, a blank line, a line that is
    short or, where there are two, one of their own kind. Otherwise the spaces are what is left of a layout, and say nothing.
    """
    if "\u3000" not in page.text:
        found = {i for i in _behind(page, " ") if KOREAN.match(page.lines[i].s)} if "\n " in page.text else set()
        return found if sum(_may_begin(page, i) for i in found) >= max(FEW, MOST * len(found)) else set()
    found = _behind(page, "\u3000\u3000")
    if sum(_may_begin(page, i) or i - 1 in found for i in found) >= FEW or regular(page, found):
        return found
    found = _behind(page, "\u3000") if shadow.kana(page.text) else set()
    return found if sum(_may_begin(page, i) for i in found) >= max(FEW, PLAIN * len(found)) else set()


def set_in(page: Page) -> bool:
    """Whether whole blocks are set in rather than first lines: hardly an indented line goes on in one that is not."""
    open_ended = (i for i in page.indented if page.coarse[i] in ("none", "pause") and i + 1 < len(page.lines))
    return sum(i + 1 not in page.indented and not page.lines[i + 1].blanks for i in open_ended) < GOING_ON


def _behind(page: Page, spaces: str) -> set[int]:
    """The lines that have just these ``spaces`` before them."""
    starts = ((i, line.span.start) for i, line in enumerate(page.lines) if line.indent)
    wanted = spaces, f"\n{spaces}"
    return {i for i, start in starts if page.text[max(0, start - len(spaces) - 1) : start] in wanted}


def _may_begin(page: Page, i: int) -> bool:
    """Whether a paragraph may begin with line ``i``, by what stands before it; line 0 may be the headline of the next."""
    return i <= 1 or page.lines[i].blanks > 0 or page.coarse[i - 1] in ("stop", "quote")


def regular(page: Page, found: set[int]) -> bool:
    """Whether the lines ``found`` stand where paragraphs begin, most of them, and hardly another line of Chinese does: behind
    a line that is short beside those around it, as the last of a paragraph is, whatever it ends with.
    """
    if len(found) < FEW or page.kana or korean(page.text):
        return False
    wide = [own + line.indent for own, line in zip(page.own, page.lines, strict=True)]
    behind = [i for i, line in enumerate(page.lines) if i and not line.blanks]
    begin = {i for i in behind if wide[i - 1] * LAST < max(wide[max(0, i - AROUND) : i + 1])}
    stand = sum(i in begin or _may_begin(page, i) for i in found)
    return stand >= MOSTLY * len(found) and len(begin - found) <= RARELY * (len(behind) - len(found))


def lost(page: Page, left: NDArray[np.int64]) -> int:
    """The columns by which first lines are short though they go on: indents that a reader of the page dropped.

    ``left`` is the room at the end of each line, as ``room`` has it where no indents are lost.
    """
    firsts: list[int] = []
    others: list[int] = []
    for i, rest in enumerate(left[:-1].tolist()):
        if (
            rest < 2 * LOST
            and page.coarse[i] in ("none", "pause")
            and page.columns[i].agree >= 4
            and page.lines[i].indent < page.base + 2
        ):
            (firsts if is_first(page, i) else others).append(rest)
    if len(firsts) >= FEW and len(others) >= FEW:
        # The upper third, because the first lines behind a column cut are no first lines and not short.
        lost = sorted(firsts)[len(firsts) * 2 // 3] - sorted(others)[len(others) * 2 // 3]
        if lost >= LOST // 2:
            return min(lost, LOST)
    return _short_by_one(page, left) if page.every else 0


def lost_in_print(page: Page, fine: Fine, slack: NDArray[np.float64]) -> float:
    """The same of lines of English that are printed in a proportional type, which are measured with an error: how short the
    lines are by which those become likeliest that may be first ones, of which ``FIRST`` or ``MAYBE`` are.
    """
    seen = [
        (room, need, FIRST if is_first(page, i) else MAYBE)
        for i, (room, need) in enumerate(zip(slack[:-1].tolist(), fine.needs.tolist(), strict=False))
        if page.coarse[i] in ("none", "pause")
        and page.columns[i].agree >= AGREE
        and (is_first(page, i) or page.coarse[i - 1] == "stop")
    ][:MOST_SEEN]

    def gained(lost: float) -> float:
        return sum(math.log(share * _ratio(room, need, lost, page.error) + 1 - share) for room, need, share in seen)

    nats = [gained(quads * fine.quad) for quads in QUADS]
    if max(nats) + math.log(sum(math.exp(nat - max(nats)) for nat in nats) / len(nats)) < SURELY:
        return 0
    return fine.quad * max(zip(QUADS, nats, strict=True), key=lambda told: math.log(QUADS[told[0]]) + told[1])[0]


def _short_by_one(page: Page, left: NDArray[np.int64]) -> int:
    """The same where a blank line stands behind each line and columns may be mixed, so that no line is known to be a first
    one: open lines of Chinese are full but for those, and hardly one is short by more.
    """
    seen = [
        rest
        for i, rest in enumerate(left[:-1].tolist())
        if rest < 2 * LOST
        and page.needs[i] <= LOST
        and page.coarse[i] in ("none", "pause")
        and page.columns[i].agree >= 4
    ]
    short = sorted(rest for rest in seen if 0 <= rest <= LOST)
    many = sum(rest > LOST for rest in seen)
    if not len(short) >= FEW or not SELDOM * len(seen) <= len(short) <= OFTEN * len(seen) or many * 2 > len(short):
        return 0
    return min(LOST, int(short[len(short) // 2]) + LOST // 2)


def insets(page: Page, slack: NDArray[np.int64], left: NDArray[np.int64]) -> list[str]:
    """Where indents are lost, whether each line may be a first one: ``full`` has no room for an indent, ``in`` is short by
    one, ``short`` by more; nothing where the next word may be what had no room.
    """
    import numpy as np

    if not page.lost:
        return [""] * len(page.lines)
    cases = [slack <= 1, left < 0, slack <= page.lost + 2]
    words: list[str] = np.select(cases, ["full", "", "in"], "short").astype(object).tolist()
    return words


def insets_in_print(page: Page, fine: Fine, slack: NDArray[np.float64]) -> list[str]:
    """The same of lines that are measured with an error: how much likelier each is a first one, in nats, for the next word had
    no room behind the line and its indent, or none behind the line alone. Of one that ends a sentence nobody knows that.
    """
    if not page.lost:
        return [""] * len(page.lines)
    told = zip(slack.tolist(), fine.needs.tolist(), page.coarse, strict=True)
    ratios = (_ratio(room, math.inf if end == "stop" else need, page.lost, page.error) for room, need, end in told)
    return [str(max(-TOLD, min(TOLD, round(math.log(ratio))))) for ratio in ratios]


def _ratio(room: float, need: float, lost: float, error: float) -> float:
    """How many times likelier a line with so much ``room`` is a first one, if indents of ``lost`` columns were dropped."""
    first = less(room - lost, error) - less(room - lost - need, error)
    other = less(room, error) - less(room - need, error)
    return (first + RARE) / (other + RARE)
