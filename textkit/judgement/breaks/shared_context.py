"""What two blocks have in common, with each other and with the rest of their page, asked of many pairs at once."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from textkit.judgement.breaks import shared
from textkit.judgement.breaks.line_context import TEXT
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.runs import standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.arrays import Column

THREES = "three characters stand together elsewhere"
NEIGHBOURS = 3  # blocks beside an end that belong to its article, if they are so many


def around(page: Page, one: NDArray[np.int64], other: NDArray[np.int64]) -> list[int]:
    """The numbers of the blocks of pairs of ``one`` and ``other``, and of those around them."""
    import numpy as np

    asked = np.zeros(len(page.lines), np.bool_)
    asked[one] = asked[other] = True
    either = asked.nonzero()[0]
    beside = np.zeros(len(page.lines) + 2 * NEIGHBOURS, np.bool_)
    for k in range(2 * NEIGHBOURS + 1):
        beside[either + k] = True
    found: list[int] = beside[NEIGHBOURS:-NEIGHBOURS].nonzero()[0].tolist()
    return found


def together(
    page: Page,
    tails: list[str],
    heads: list[str],
    seams: tuple[NDArray[np.int64], NDArray[np.int64]],
    wanted: Container[str] | None,
    english: bool,
) -> dict[str, Column]:
    """What stands together elsewhere on ``page`` too: words, or characters. ``seams`` are numbers of tails and of heads."""
    import numpy as np

    texts = list(map(TEXT, page.lines))
    if english:
        both = shared.neighbours(texts)
        last = [tuple(shared.WORDS.findall(tail)[-1:]) for tail in tails]
        first = [tuple(shared.WORDS.findall(head)[:1]) for head in heads]
        pairs = zip(*(side.tolist() for side in seams), strict=True)
        return {"words stand together elsewhere": np.array([last[a] + first[b] in both for a, b in pairs])}
    threes = wanted is None or THREES in wanted
    found = standing(texts, tails, heads, seams, threes)
    named = {
        "characters stand together elsewhere": found.four.astype(np.float64),
        "two characters stand together elsewhere": found.two.astype(np.float64),
    }
    return named | {THREES: found.three.astype(np.float64)} if threes else named


def in_common(
    page: Page,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    wanted: Container[str] | None,
    english: bool,
    blocks: list[int],
) -> dict[str, Column]:
    """What the blocks of each pair and those around them have in common, by the words of ``blocks``."""
    import numpy as np

    texts = [page.lines[k].s for k in blocks]
    words = shared.Words(blocks, texts, latin=english)
    same, before, behind = words.of_all((one, other), (one - 1, other), (one, other + 1))
    found = {
        "shared words": same,
        "shared words around": before + np.where(other > one + 1, behind, 0.0),
        "common words": np.log1p(same),
    }
    if wanted is None or "article goes on" in wanted:
        words = shared.Words(blocks, texts, 3, latin=english)
        (tails, at), (heads, to) = np.unique(one, return_inverse=True), np.unique(other, return_inverse=True)
        found["article goes on"] = np.log1p(words.shared(one - 2, other))
        found["head like what stands before it"] = np.log1p(words.shared(heads - 3, heads))[to]
        found["tail like what stands behind it"] = np.log1p(words.shared(tails - 2, tails + 1))[at]
    return found
