"""How the end of one block and the beginning of another meet: what is told of the two by what they say, how wide they are
and what stands just beside them. None of it depends on the rest of the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks import ends, latin, shared
from textkit.judgement.breaks.lists import titled
from textkit.language import beginnings, edges, openings, seam, wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.arrays import Column
    from textkit.judgement.breaks.page import Page

MOST_BETWEEN = 3  # lines of captions and furniture a sentence can be stepped over by
WIDE = 48  # columns of a block that is no headline of the one behind it: few are as wide
LABEL = "one short line between"
INSIDE, OPENS = "head begins as the rest of a sentence", "head opens like a paragraph"
MOST_INSIDE = 8.0  # nats that the table of beginnings is believed at the most
WORDS = (
    "tail ends with a word that binds",
    "head begins in lower case",
    "head begins with a usual first word",
    "head begins with a name",
)
LAST = (
    "head begins like a sentence",
    INSIDE,
    OPENS,
    "short end",
    "short rest",
    "another end before the head",
)  # as told
QUOTES = "“‘《(「『["  # that may stand before the first character


def meet(
    page: Page, one: NDArray[np.int64], other: NDArray[np.int64], wanted: Container[str] | None, english: bool
) -> dict[str, Column]:
    """The evidence by name on each pair of a block ``one`` and a later one ``other``; some of it only where it is ``wanted``."""
    import numpy as np

    lines = page.lines
    (tails, at), (heads, to) = np.unique(one, return_inverse=True), np.unique(other, return_inverse=True)
    ends_, begins = tails.tolist(), heads.tolist()

    def tail(values: Iterable[float]) -> Column:
        return np.array(list(values), np.float64)[at]

    def head(values: Iterable[float]) -> Column:
        return np.array(list(values), np.float64)[to]

    reach = wording.REACH if english else seam.REACH
    before, behind = [lines[i].s[-reach:] for i in ends_], [lines[j].s[:reach] for j in begins]
    if english:
        said = wording.columns([(before[a], behind[b]) for a, b in zip(at.tolist(), to.tolist(), strict=True)])
    else:
        said = seam.Sides(before, behind).columns(at, to)
    opened = tail(ends.balance(lines[i].s[-shared.TOPIC :])[0] for i in ends_) > 0
    closed = head(_early(page, j) for j in begins) > 0
    edge = edges.tails([lines[i].s[-4:] for i in ends_])
    told = edges.heads([lines[j].s[:4].lstrip(QUOTES) for j in begins])
    first = np.array([np.nan if e is None else e for e in told], np.float64)[to]
    no = np.zeros(len(one), np.bool_)
    quoted = head(page.starts[j] in ("openquote", "open", "digit") for j in begins) > 0
    pause = tail(page.coarse[i] == "pause" for i in ends_) > 0
    start = said.start.clip(-12, 14)
    return {
        "bias": np.ones(len(one)),
        "seam against a new paragraph": np.where(pause | quoted, 0.0, start),
        "seam against anything": np.where(pause | quoted, 0.0, said.anywhere.clip(0, 12)),
        "seam less likely than anything": np.where(pause | quoted, 0.0, said.anywhere.clip(-8, 0)),
        "seam at a pause": np.where(pause & ~quoted, start, 0.0),
        "seam at a quote or number": np.where(quoted, said.start.clip(-4, 14), 0.0),
        "tail ends like a paragraph": said.end.clip(-12, 0),
        "tail at the edge of a sentence": tail(e or 0.0 for e in edge),
        "tail ends without a known word": tail(e is None for e in edge) * ~pause,
        "head at the edge of a sentence": np.nan_to_num(first),
        "head begins without a known word": np.isnan(first),
        "head begins with a quote or number": quoted,
        "quote opened and closed": opened & closed,
        "quote closed, never opened": ~opened & closed,
        "quote opened, not closed": opened & ~closed,
        "tail ends at a pause": pause,
        "tail ends with a closing mark": tail(page.coarse[i] == "quote" for i in ends_),
        "the next block": other == one + 1,
        "only furniture between": only_furniture(page, one, other),
        **({LABEL: _over_labels(page, one, other)} if wanted is None or LABEL in wanted else {}),
        "far away": np.array([math.log(max(1, k)) for k in range(int((other - one).max()) + 1)])[other - one],
        **(
            _words([lines[i].s for i in ends_], [lines[j].s for j in begins], tail, head)
            if english
            else dict.fromkeys(WORDS, no)
        ),
        "head begins like a sentence": first >= -1,
        **(_beginnings([lines[j].s for j in begins], head) if wanted is None or INSIDE in wanted else {}),
        "short end": tail(-math.log(page.own[i] / 100) for i in ends_),
        "short rest": head(-math.log(page.own[j] / 100) for j in begins),
        "another end before the head": head(page.coarse[j - 1] != "stop" and page.own[j - 1] >= WIDE for j in begins)
        * (other > one + 1),
    }


def _words(
    tails: Sequence[str],
    heads: Sequence[str],
    tail: Callable[[Iterable[float]], Column],
    head: Callable[[Iterable[float]], Column],
) -> dict[str, Column]:
    """What English words at the ends of ``tails`` and at the beginnings of ``heads`` say."""
    words = list(map(latin.first_word, heads))
    found = (
        tail(latin.last_word(s) == "binding" for s in tails),
        head(word == "lower" for word in words),
        head(word in ("opener", "quoted opener") for word in words),
        head(word in ("name", "quoted name", "I", "quoted I") for word in words),
    )
    return dict(zip(WORDS, found, strict=True))


def _early(page: Page, j: int) -> int:
    """How many brackets and quotes that the beginning of block ``j`` closes were opened before it."""
    s = page.lines[j].s
    return page.early[j] if len(s) <= shared.TOPIC else ends.balance(s[: shared.TOPIC])[1]


def _beginnings(texts: Sequence[str], head: Callable[[Iterable[float]], Column]) -> dict[str, Column]:
    """What the first characters and the first clause say: whether a sentence begins there, and whether a paragraph does."""
    return {INSIDE: head(map(inside, texts)), OPENS: head(map(openings.opens, texts))}


def inside(text: str) -> float:
    """Nats by which a block that begins with ``text`` begins as the rest of a sentence does."""
    return max(-MOST_INSIDE, min(MOST_INSIDE, beginnings.inside(text.lstrip(QUOTES))))


def only_furniture(page: Page, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether only captions and furniture lie between the two blocks of each pair; few of them stand so near."""
    found = (other > one + 1) & (other <= one + 1 + MOST_BETWEEN)
    for k in found.nonzero()[0].tolist():
        found[k] = furniture.stepped_over([line.s for line in page.lines[int(one[k]) + 1 : int(other[k])]])
    return found


def over_label(page: Page, i: int, j: int) -> bool:
    """Whether one short Chinese block without a mark lies between two blocks, as a caption does that does not say it is
    one. The headline of another article may lie there too, but then what follows is that article, and no likely rest.
    """
    if j != i + 2 or not (page.lines[i + 1].blanks and page.lines[j].blanks) or page.markers[i + 1] == "markup":
        return False
    between = page.lines[i + 1].s
    return len(between) <= furniture.NAME and page.ends[i + 1] == "han" and titled(between)


def _over_labels(page: Page, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The same of each pair."""
    found: NDArray[np.bool_] = other == one + 2
    for k in found.nonzero()[0].tolist():
        found[k] = over_label(page, int(one[k]), int(other[k]))
    return found
