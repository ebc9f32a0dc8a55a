"""How well the end of one block and the beginning of another go together, wherever the two stand.

Where a page was cut into blocks, a block that breaks off may go on in the next one or many blocks later. So every open
end is weighed against every block behind it that may be its rest: how likely the characters
are to stand together, whether each of them is such as stands at the edge of a sentence, quotes that are opened here and
closed there, words that the two articles share, and what lies between. What is likelier for another is no partner.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks import ends, evidence
from textkit.judgement.breaks.arrays import best_other, rounded
from textkit.judgement.breaks.page import Page, in_column
from textkit.judgement.breaks.shared import TOPIC, Words, standing
from textkit.language import edges, seam

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]  # a number for each of some pairs
    Weighed = dict[str, Column]  # what each piece of evidence weighs

WINDOW = 60  # blocks a continuation is looked for; a newspaper page has about as many
TAIL, HEAD = 48, 24  # columns that a cut block and its rest have at the least
MOST_TRIES = 120_000  # pairs in one text; beyond it the text is not a page of cut columns
MOST_BETWEEN = 3  # lines of captions and furniture a sentence can be stepped over by
DIGITS = 3  # of a weight that are told, and count
HOPELESS = -6.0  # nats; pairs below it are nobody's rivals
NEIGHBOURS = 3  # blocks beside an end that belong to its article, if they are so many

# Of a logistic regression on articles cut into columns and mixed, learned with tables of other articles.
WEIGHTS = {
    "bias": -2.65,
    "seam against a new paragraph": 0.07,
    "seam against anything": 0.51,
    "seam less likely than anything": 0.21,
    "seam at a pause": 0.09,
    "seam at a quote or number": 0.18,
    "tail ends like a paragraph": -0.06,
    "tail at the edge of a sentence": 0.09,
    "tail ends without a known word": -1.54,
    "head at the edge of a sentence": 0.01,
    "head begins without a known word": -0.51,
    "head begins with a quote or number": -1.02,
    "quote opened and closed": 2.62,
    "quote closed, never opened": -1.87,
    "quote opened, not closed": -1.54,
    "tail ends at a pause": -0.86,
    "tail ends with a closing mark": 0.43,
    "the next block": 1.82,
    "only furniture between": 2.01,
    "far away": -0.23,
    "characters stand together elsewhere": 1.01,
    "two characters stand together elsewhere": 1.34,
    "shared words": 0.68,
    "shared words around": 0.27,
    "head begins like a sentence": -1.76,
    "short rest": 0.90,
    "another end before the head": 0.64,
}

# The same for blocks that do not follow each other.
DISTANT = {
    "bias": -1.53,
    "seam against a new paragraph": 0.26,
    "seam against anything": 0.41,
    "seam less likely than anything": 0.25,
    "seam at a pause": 0.33,
    "seam at a quote or number": 0.96,
    "tail ends like a paragraph": -0.04,
    "tail at the edge of a sentence": 0.08,
    "tail ends without a known word": -3.38,
    "head begins without a known word": -1.24,
    "head begins with a quote or number": -0.94,
    "quote opened and closed": 2.3,
    "quote closed, never opened": -1.82,
    "quote opened, not closed": -2.33,
    "tail ends at a pause": -0.75,
    "tail ends with a closing mark": 1.38,
    "only furniture between": 3.62,
    "far away": -0.79,
    "characters stand together elsewhere": 1.87,
    "two characters stand together elsewhere": 0.85,
    "shared words": -0.88,
    "shared words around": 0.06,
    "three characters stand together elsewhere": 0.2,
    "common words": 4.09,
    "article goes on": 2.41,
    "head like what stands before it": -2.35,
    "tail like what stands behind it": -1.02,
    "jump lines behind the tail and before the head": 0.01,
    "jump line on one side alone": -1.67,
    "jump lines of others alone": -2.77,
    "head begins as others do": -2.38,
    "head begins like a sentence": -1.08,
    "short rest": 0.73,
    "another end before the head": 0.39,
}

# The same for blocks that do and that the near judgement did not dare to join.
BESIDE = {
    "bias": 1.09,
    "seam against anything": 0.09,
    "seam less likely than anything": 0.18,
    "seam at a pause": 0.34,
    "seam at a quote or number": 0.91,
    "tail ends like a paragraph": 0.18,
    "tail at the edge of a sentence": 0.08,
    "tail ends without a known word": -4.45,
    "head at the edge of a sentence": 0.25,
    "head begins without a known word": -4.73,
    "head begins with a quote or number": 0.85,
    "quote opened and closed": 2.79,
    "quote closed, never opened": -1.4,
    "quote opened, not closed": -1.75,
    "tail ends at a pause": -0.27,
    "tail ends with a closing mark": 1.18,
    "characters stand together elsewhere": 2.27,
    "two characters stand together elsewhere": 0.36,
    "shared words": -0.11,
    "shared words around": 0.15,
    "three characters stand together elsewhere": 0.73,
    "common words": 3.52,
    "article goes on": 0.45,
    "head like what stands before it": 0.45,
    "tail like what stands behind it": 0.45,
    "head begins as others do": -3.37,
    "head begins like a sentence": -1.27,
    "short rest": 0.01,
    "near judgement": 0.57,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found about one end and one beginning: ``score`` in log-odds, the sum of its ``reasons``."""

    score: float
    plain: bool
    weighed: Weighed = field(repr=False)  # of this pair and of others, and its place among them
    at: int

    @property
    def reasons(self) -> tuple[tuple[str, float], ...]:
        """The named pieces that speak for or against, and what each weighs."""
        weights = ((name, float(column[self.at])) for name, column in self.weighed.items())
        return tuple((name, round(weight, DIGITS)) for name, weight in weights if weight)


Pairs = dict[tuple[int, int], Pair]


def open_tail(page: Page, i: int) -> bool:
    """Whether block ``i`` may break off at its end."""
    line = page.lines[i]
    return (
        page.coarse[i] in ("none", "pause", "quote")
        and page.own[i] >= TAIL
        and not line.alone
        and page.markers[i] != "markup"
        and not furniture.caption(line.s)
        and evidence.chinese(line.s[-4:])
    )


def open_head(page: Page, j: int) -> bool:
    """Whether block ``j`` may be the rest of another."""
    line = page.lines[j]
    return (
        page.own[j] >= HEAD
        and not line.alone
        and page.markers[j] == "none"
        and page.starts[j] in ("han", "nostart", "digit", "openquote", "open")
        and page.coarse[j] != "quote"
        and evidence.chinese(line.s[:4])
    )


def tries(tails: list[int], heads: list[int]) -> list[tuple[int, int]]:
    """The pairs to be weighed; too many where the text is not a page of cut columns."""
    found: list[tuple[int, int]] = []
    first = 0
    for i in tails:
        while first < len(heads) and heads[first] <= i:
            first += 1
        for j in heads[first : first + WINDOW]:
            if j > i + WINDOW:
                break
            found.append((i, j))
        if len(found) > MOST_TRIES:
            break
    return found


def _weigh(evidence: Mapping[str, Column], weights: Mapping[str, float]) -> Weighed:
    """What the evidence of some pairs weighs."""
    return {name: weights[name] * column for name, column in evidence.items() if name in weights}


def _scores(weighed: Weighed) -> Column:
    """The sum of what is reported, which is rounded."""
    told = [rounded(column, DIGITS) for column in weighed.values()]
    return sum(told[1:], told[0])


def _scored(pairs: list[tuple[int, int]], evidence: Mapping[str, Column], weights: Mapping[str, float]) -> Pairs:
    weighed = _weigh(evidence, weights)
    rows = zip(pairs, _scores(weighed).tolist(), evidence["only furniture between"].tolist(), strict=True)
    return {key: Pair(score, bool(alone), weighed, at) for at, (key, score, alone) in enumerate(rows)}


def rivals(page: Page, breaks: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each break outside a column that may be inside a sentence: its score, and by how much it leads its rivals.

    A rival is another beginning for the same end, or another end for the same beginning.
    """
    import numpy as np

    loose = [(i, j) for i, j in breaks if page.own[i] >= TAIL and not in_column(page, i, j)]
    tails = sorted({i for i, _ in loose if open_tail(page, i)})
    heads = sorted({j for _, j in loose if open_head(page, j)})
    set_of_tails, set_of_heads = set(tails), set(heads)
    asked = {(i, j) for i, j in loose if i in set_of_tails and j in set_of_heads}
    pairs = tries(tails, heads) if asked else []
    if not pairs or len(pairs) > MOST_TRIES:
        return {}
    scores = _scores(_weigh(_evidence(page, pairs, WEIGHTS), WEIGHTS))
    tail, head = np.array(pairs, np.int64).T
    beside = np.maximum(best_other(tail, scores), best_other(head, scores))
    leads = (scores - np.maximum(HOPELESS, beside)).tolist()
    told = zip(pairs, scores.tolist(), leads, strict=True)
    return {key: (score, lead) for key, score, lead in told if key in asked}


def distant(page: Page, pairs: list[tuple[int, int]]) -> Pairs:
    """The score of each pair of blocks that do not follow each other."""
    apart = [(i, j) for i, j in pairs if j > i + 1]
    return _scored(apart, _evidence(page, apart, DISTANT), DISTANT) if apart else {}


def beside(page: Page, near: Mapping[tuple[int, int], float]) -> Pairs:
    """The score of each pair of blocks that follow each other; ``near`` holds the log-odds of the near judgement."""
    import numpy as np

    if not near:
        return {}
    evidence = _evidence(page, list(near), BESIDE) | {"near judgement": np.array(list(near.values()))}
    return _scored(list(near), evidence, BESIDE)


def features(page: Page, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], dict[str, float]]:
    """The named evidence of each pair, before it is weighted: every kind there is."""
    found = _evidence(page, pairs, None) if pairs else {}
    rows = zip(*(column.tolist() for column in found.values()), strict=True)
    return {key: dict(zip(found, row, strict=True)) for key, row in zip(pairs, rows, strict=True)}


def _evidence(page: Page, pairs: list[tuple[int, int]], wanted: Container[str] | None) -> dict[str, Column]:
    """The evidence on ``pairs`` by name, a number for each of them; what blocks share only where it is wanted."""
    import numpy as np

    lines = page.lines
    one, other = np.array(pairs, np.int64).T
    (tails, at), (heads, to) = np.unique(one, return_inverse=True), np.unique(other, return_inverse=True)
    ends_, begins = tails.tolist(), heads.tolist()

    def tail(values: Iterable[float]) -> Column:
        return np.array(list(values), np.float64)[at]

    def head(values: Iterable[float]) -> Column:
        return np.array(list(values), np.float64)[to]

    before, behind = {i: lines[i].s[-8:] for i in ends_}, {j: lines[j].s[:8] for j in begins}
    said = seam.columns([(before[i], behind[j]) for i, j in pairs])
    across = [before[i][-2:] + behind[j][:2] for i, j in pairs]
    opened = tail(ends.balance(lines[i].s[-TOPIC:])[0] for i in ends_) > 0
    closed = head(ends.balance(lines[j].s[:TOPIC])[1] for j in begins) > 0
    edge = [edges.tail(lines[i].s[-4:]) for i in ends_]
    first = [edges.head(lines[j].s[:4].lstrip("“‘《(「『[")) for j in begins]
    away = [_jump(page, i + 1, away=True) for i in ends_]
    back = [_jump(page, j - 1, away=False) for j in begins]
    openings = Counter(line.s[:2] for line in lines)
    quoted = head(page.starts[j] in ("openquote", "open", "digit") for j in begins) > 0
    pause = tail(page.coarse[i] == "pause" for i in ends_) > 0
    start = np.clip(said.start, -12, 14)
    there = {"away": tail(map(bool, away)) > 0, "back": head(map(bool, back)) > 0}
    same = np.array([away[a] == back[b] for a, b in zip(at.tolist(), to.tolist(), strict=True)])
    found = {
        "bias": np.ones(len(pairs)),
        "seam against a new paragraph": np.where(pause | quoted, 0.0, start),
        "seam against anything": np.where(pause | quoted, 0.0, np.clip(said.anywhere, 0, 12)),
        "seam less likely than anything": np.where(pause | quoted, 0.0, np.clip(said.anywhere, -8, 0)),
        "seam at a pause": np.where(pause & ~quoted, start, 0.0),
        "seam at a quote or number": np.where(quoted, np.clip(said.start, -4, 14), 0.0),
        "tail ends like a paragraph": np.clip(said.end, -12, 0),
        "tail at the edge of a sentence": tail(e.three if e else 0.0 for e in edge),
        "tail ends without a known word": tail(e is None for e in edge) * ~pause,
        "head at the edge of a sentence": head(e.three if e else 0.0 for e in first),
        "head begins without a known word": head(e is None for e in first),
        "head begins with a quote or number": quoted,
        "quote opened and closed": opened & closed,
        "quote closed, never opened": ~opened & closed,
        "quote opened, not closed": opened & ~closed,
        "tail ends at a pause": pause,
        "tail ends with a closing mark": tail(page.coarse[i] == "quote" for i in ends_),
        "the next block": other == one + 1,
        "only furniture between": np.array([_plain(page, i, j) for i, j in pairs]),
        "far away": np.array([math.log(max(1, k)) for k in range(int((other - one).max()) + 1)])[other - one],
        **_shared(page, across, one, other, wanted),
        "jump lines behind the tail and before the head": there["away"] & there["back"] & ~same,
        "jump line on one side alone": there["away"] != there["back"],
        "jump lines of others alone": ~there["away"] & ~there["back"] & (any(away) and any(back)),
        "head begins as others do": head(openings[lines[j].s[:2]] > 1 for j in begins),
        "head begins like a sentence": head(e is not None and e.three >= -1 for e in first),
        "short rest": head(-math.log(page.own[j] / 100) for j in begins),
        "another end before the head": head(page.coarse[j - 1] != "stop" and page.own[j - 1] >= TAIL for j in begins)
        * (other > one + 1),
    }
    return {name: np.asarray(column, np.float64) for name, column in found.items()}


def _shared(
    page: Page,
    across: list[str],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    wanted: Container[str] | None,
) -> dict[str, Column]:
    """What the blocks of each pair and those around them have in common; ``across`` are the characters at the seams."""
    import numpy as np

    lines = page.lines
    runs = set(across)
    known = standing(
        [line.s for line in lines],
        runs | {run[1:3] for run in runs} | {run[:3] for run in runs} | {run[1:] for run in runs},
    )
    around = np.unique((np.concatenate([one, other])[:, None] + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).ravel())
    blocks = around[(around >= 0) & (around < len(lines))].tolist()
    texts = [lines[k].s for k in blocks]
    words = Words(blocks, texts)
    shared = words.shared(one, other)
    found = {
        "characters stand together elsewhere": np.array([run in known for run in across]),
        "two characters stand together elsewhere": np.array([run[1:3] in known for run in across]),
        "shared words": shared,
        "shared words around": words.shared(one - 1, other)
        + np.where(other > one + 1, words.shared(one, other + 1), 0.0),
        "three characters stand together elsewhere": np.array([run[:3] in known or run[1:] in known for run in across]),
        "common words": np.log1p(shared),
    }
    if wanted is None or "article goes on" in wanted:
        words = Words(blocks, texts, 3)
        tails, at = np.unique(one, return_inverse=True)
        heads, to = np.unique(other, return_inverse=True)
        found |= {
            "article goes on": np.log1p(words.shared(one - 2, other)),
            "head like what stands before it": np.log1p(words.shared(heads - 3, heads))[to],
            "tail like what stands behind it": np.log1p(words.shared(tails - 2, tails + 1))[at],
        }
    return found


def _jump(page: Page, k: int, away: bool) -> str:
    """The page that line ``k`` sends the reader away or back to, or nothing."""
    found = furniture.jump(page.lines[k].s) if 0 <= k < len(page.lines) else None
    return found[1] if found is not None and found[0] is away else ""


def _plain(page: Page, i: int, j: int) -> bool:
    """Whether only captions and furniture lie between two blocks."""
    if not 1 < j - i <= MOST_BETWEEN + 1:
        return False
    return furniture.stepped_over([line.s for line in page.lines[i + 1 : j]])
