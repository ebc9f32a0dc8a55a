"""How well the end of one block and the beginning of another go together, wherever the two stand.

Where a page was cut into blocks, a block that breaks off may go on in the next one or many blocks later. So every open
end is weighed against every block behind it that may be its rest: how likely the characters
are to stand together, whether each of them is such as stands at the edge of a sentence, quotes that are opened here and
closed there, words that the two articles share, and what lies between. What is likelier for another is no partner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import pair_features, shared_context
from textkit.judgement.breaks.arrays import best_other, rounded
from textkit.judgement.breaks.fragments import open_heads, open_tails
from textkit.judgement.breaks.page import Page, in_column
from textkit.judgement.breaks.page_language import Tongue, page_language
from textkit.judgement.breaks.pair_evidence import MOST_KEPT, Evidence, Known
from textkit.judgement.breaks.pair_features import INSIDE, MOST_INSIDE, OPENS, WIDE
from textkit.judgement.breaks.pair_weights import BESIDE, DISTANT, RIVALS
from textkit.language import openings, seam, wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.breaks.arrays import Column

WINDOW = 60  # blocks a continuation is looked for; a newspaper page has about as many
MOST_TRIES = 120_000  # pairs in one text; beyond it the text is not a page of cut columns
DIGITS = 3  # of a weight that are told, and count
HOPELESS = -6.0  # nats; pairs below it are nobody's rivals
JUMPS = (
    "jump lines behind the tail and before the head",
    "jump line on one side alone",
    "jump lines of others alone",
)
NEAR, BEGUN = "near judgement", "head begins as others do"


class Pair(NamedTuple):
    """What was found about one end and one beginning: ``score`` in log-odds, the sum of its ``reasons``."""

    score: float
    plain: bool
    weighed: Evidence  # of this pair and of others, and its place among them
    at: int

    @property
    def reasons(self) -> tuple[tuple[str, float], ...]:
        """The named pieces that speak for or against, and what each weighs."""
        return tuple((name, round(weight, DIGITS)) for name, weight in self.weighed.of_pair(self.at) if weight)


Pairs = dict[tuple[int, int], Pair]


def tries(tails: list[int], heads: list[int]) -> list[tuple[int, int]]:
    """The pairs to be weighed; too many where the text is not a page of cut columns. Both are in order."""
    one, other = _tried(tails, heads)
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _tried(tails: list[int], heads: list[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same in two arrays: ends, and beginnings."""
    import numpy as np

    ends, begins = np.array(tails, np.int64), np.array(heads, np.int64)
    first = begins.searchsorted(ends, side="right")
    counts = begins.searchsorted(ends + WINDOW, side="right") - first
    total = counts.cumsum()
    many = int(total.searchsorted(MOST_TRIES, side="right")) + 1  # ends until it is seen that there are too many
    first, counts, total = first[:many], counts[:many], total[:many]
    within = np.arange(int(total[-1]) if len(total) else 0) - (total - counts).repeat(counts)
    return ends[:many].repeat(counts), begins[first.repeat(counts) + within]


def _scores(weighed: Evidence) -> Column:
    """The sum of what is reported, which is rounded."""
    scores: Column = rounded(weighed.rows, DIGITS).sum(axis=0)
    return scores


def _scored(pairs: list[tuple[int, int]], evidence: Evidence, weights: Mapping[str, float]) -> Pairs:
    weighed = evidence.weighed(weights)
    plain = (evidence["only furniture between"] > 0).tolist()
    rows = zip(_scores(weighed).tolist(), plain, repeat(weighed), range(len(pairs)), strict=False)
    return dict(zip(pairs, map(Pair._make, rows), strict=True))


def rivals(page: Page, breaks: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each break outside a column that may be inside a sentence: its score, and by how much it leads its rivals.

    A rival is another beginning for the same end, or another end for the same beginning.
    """
    import numpy as np

    own, columnar = page.own, page.columnar
    loose = [(i, j) for i, j in breaks if own[i] >= WIDE and not (columnar[i] and in_column(page, i, j))]
    tails = open_tails(page, sorted({i for i, _ in loose}))
    heads = open_heads(page, sorted({j for _, j in loose}))
    set_of_tails, set_of_heads = set(tails), set(heads)
    asked = {(i, j) for i, j in loose if i in set_of_tails and j in set_of_heads}
    one, other = _tried(tails, heads) if asked else _tried([], [])
    if not len(one) or len(one) > MOST_TRIES:
        return {}
    near = shared_context.around(
        page, one, other
    )  # a word that two blocks share counts by how many of all these have it
    wanted = np.zeros((2, len(page.lines)), np.bool_)
    wanted[0, [i for i, _ in asked]] = wanted[1, [j for _, j in asked]] = True
    kept = (wanted[0, one] | wanted[1, other]).nonzero()[0]
    tail, head = one[kept], other[kept]
    pairs = list(zip(tail.tolist(), head.tolist(), strict=True))
    scores = _scores(_evidence(page, pairs, RIVALS, "zh", near).weighed(RIVALS))
    beside = np.maximum(best_other(tail, scores), best_other(head, scores))
    leads = (scores - np.maximum(HOPELESS, beside)).tolist()
    told = zip(pairs, scores.tolist(), leads, strict=True)
    return {key: (score, lead) for key, score, lead in told if key in asked}


def distant(page: Page, pairs: list[tuple[int, int]], among: list[tuple[int, int]] | None = None) -> Pairs:
    """The score of each pair of blocks that do not follow each other.

    Where ``pairs`` are some ``among`` others, it is the score they have there, or more where there are jump lines.
    """
    import numpy as np

    apart = [(i, j) for i, j in pairs if j > i + 1]
    if not apart:
        return {}
    language = page_language(page.text)
    weights = DISTANT[language]
    near = (
        shared_context.around(page, *np.array([(i, j) for i, j in among if j > i + 1], np.int64).T) if among else None
    )
    return _scored(apart, _evidence(page, apart, weights, language, near), weights)


def all_below(page: Page, pairs: list[tuple[int, int]], among: list[tuple[int, int]], enough: float) -> bool:
    """Whether ``estimates`` gives each of ``pairs``, which are some ``among`` others, less than ``enough``.

    It may be denied where it is so. What is dear is asked of those beginnings alone for which it matters.
    """
    import numpy as np

    language = page_language(page.text)
    late = {name: DISTANT[language].get(name, 0.0) for name in (INSIDE, OPENS)}
    early = {name: weight for name, weight in DISTANT[language].items() if name not in late}
    near = shared_context.around(page, *np.array(among, np.int64).T)
    scores = _evidence(page, pairs, early, language, near).weighed(early).rows.sum(axis=0)
    heads = [page.lines[j].s for _, j in pairs]
    if late[OPENS]:
        scores += late[OPENS] * np.array([openings.opens(s) for s in heads])
    left = (scores + abs(late[INSIDE]) * MOST_INSIDE >= enough).nonzero()[0].tolist()
    return all(scores[k] + late[INSIDE] * pair_features.inside(heads[k]) < enough for k in left)


def estimates(page: Page, pairs: list[tuple[int, int]]) -> Column:
    """The scores that ``distant`` gives ``pairs``, one at the least, but for the rounding of what they consist of."""
    language = page_language(page.text)
    weights = DISTANT[language]
    scores: Column = _evidence(page, pairs, weights, language).weighed(weights).rows.sum(axis=0)
    return scores


def beside(page: Page, near: Mapping[tuple[int, int], float]) -> Pairs:
    """The score of each pair of blocks that follow each other; ``near`` holds the log-odds of the near judgement."""
    import numpy as np

    if not near:
        return {}
    language = page_language(page.text)
    weights = BESIDE[language]
    found = _evidence(page, list(near), weights, language)
    both = Evidence((*found.names, NEAR), np.vstack([found.rows, list(near.values())]))
    return _scored(list(near), both, weights)


def features(page: Page, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], dict[str, float]]:
    """The named evidence of each pair, before it is weighted: every kind there is."""
    found = _evidence(page, pairs, None, page_language(page.text)) if pairs else None
    return {key: dict(found.of_pair(at)) for at, key in enumerate(pairs)} if found else {}


def _evidence(
    page: Page,
    pairs: list[tuple[int, int]],
    wanted: Mapping[str, float] | None,
    language: Tongue,
    near: list[int] | None = None,
) -> Evidence:
    """The evidence on ``pairs``, which are in order; some of it only where it is ``wanted``.

    ``near`` are the blocks whose words are counted, where they are not those around ``pairs``.
    """
    import numpy as np

    one, other = np.array(pairs, np.int64).T
    blocks = near or shared_context.around(page, one, other)
    keys, known = one * len(page.lines) + other, page.known
    found = known.some(keys, wanted.keys() - {NEAR}, language) if known and wanted else None
    if known and found:
        if blocks != known.blocks:
            for name, column in shared_context.in_common(page, one, other, wanted, language == "en", blocks).items():
                found[name][:] = column
        return found
    found = Evidence.of(_found(page, one, other, wanted, language, blocks))
    # That there are jump lines anywhere counts: of some of the pairs less may be known.
    if len(pairs) <= MOST_KEPT and not any(found[name].any() for name in JUMPS):
        page.known = Known(found, keys, language, blocks)
    return found


def _found(
    page: Page,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    wanted: Container[str] | None,
    language: Tongue,
    blocks: list[int],
) -> dict[str, Column]:
    """The same by name; ``one`` and ``other`` are the two blocks of each pair."""
    import numpy as np

    begun = Counter([line.s[:2] for line in page.lines] if wanted is None or BEGUN in wanted else ())
    (tails, at), (heads, to) = np.unique(one, return_inverse=True), np.unique(other, return_inverse=True)
    ends_, begins = tails.tolist(), heads.tolist()
    english = language == "en"
    met = pair_features.meet(page, one, other, wanted, english)
    reach = wording.REACH if english else seam.REACH
    before, behind = [page.lines[i].s[-reach:] for i in ends_], [page.lines[j].s[:reach] for j in begins]
    jumps = wanted is None or any(name in wanted for name in JUMPS)
    away = [_jump(page, i + 1, away=True) if jumps else "" for i in ends_]
    back = [_jump(page, j - 1, away=False) if jumps else "" for j in begins]
    sent, led = np.array(list(map(bool, away)))[at], np.array(list(map(bool, back)))[to]
    return {
        **{name: column for name, column in met.items() if name not in pair_features.LAST},
        **shared_context.together(page, before, behind, (at, to), wanted, english),
        **shared_context.in_common(page, one, other, wanted, english, blocks),
        JUMPS[0]: sent & led & (np.array(away)[at] != np.array(back)[to]),
        JUMPS[1]: sent != led,
        JUMPS[2]: ~sent & ~led & (any(away) and any(back)),
        BEGUN: np.array([begun[page.lines[j].s[:2]] > 1 for j in begins])[to],
        **{name: column for name, column in met.items() if name in pair_features.LAST},
    }


def any_jumps(page: Page) -> bool:
    """Whether a line of a page sends the reader away or back."""
    return any(furniture.jump(line.s) is not None for line in page.lines)


def _jump(page: Page, k: int, away: bool) -> str:
    """The page that line ``k`` sends the reader away or back to, or nothing."""
    found = furniture.jump(page.lines[k].s) if 0 <= k < len(page.lines) else None
    return found[1] if found is not None and found[0] is away else ""
