"""How well a result puts a broken text together again.

The output is read as lines of the input: each of its paragraphs is one or more of them, whole, one behind the other. From
there on it is known which lines were put together and what was put between them. What is asked:

- *near*: of the breaks between neighbouring lines of one block, the share joined; precision is over all breaks of which
  the answer is known. *False joins* are the share of the breaks between two blocks that were joined.
- *far*: the same where the rest of a sentence is not the next line: behind a caption, a page number, another article.
- *white space*: of the right joins the share with what stood there in the true text: nothing, a space, a hyphen less.
- *whole*: of the paragraphs and list items in more than one line the share given back whole and right, white space too.
- *lost* and *invented*: characters, white space and hyphens aside. There must be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from benchmarks.rejoin.case import Case, Place

HYPHENS = "-\u2010\u00ad"
BROKEN = ("p", "list")  # the types of blocks that are given back whole or not
Seam = tuple[int, int]


def bare(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


class Join(NamedTuple):
    """What stands between two lines put together."""

    space: bool
    dropped: bool  # the hyphen of the first


class Read(NamedTuple):
    """An output in terms of input lines: paragraphs, joins, and how many characters could not be found there."""

    paragraphs: list[tuple[int, ...]]
    joins: dict[Seam, Join]
    unread: int


class Truth(NamedTuple):
    """The seams of a case with the join each wants, those that must stay open, and the lines of its broken paragraphs."""

    near: dict[Seam, Join]
    far: dict[Seam, Join]
    keep: set[Seam]
    wholes: list[tuple[int, ...]]


def truth(case: Case) -> Truth:
    """What is right, from the places of the lines."""
    places = case.places
    texts = [text.strip() for text, _ in case.lines if text.strip()]
    starts = {(place.unit, place.start): k for k, place in enumerate(places) if place}
    sizes = [len(bare(unit.text)) for unit in case.units]
    spaces = [_spaces(unit.text) for unit in case.units]
    follow: dict[int, int] = {}
    near: dict[Seam, Join] = {}
    far: dict[Seam, Join] = {}
    for i, place in enumerate(places):
        j = starts.get((place.unit, place.end)) if place and place.end < sizes[place.unit] else None
        if place and j is not None and j != i:
            follow[i] = j
            added = len(bare(texts[i])) > place.end - place.start
            (near if j == i + 1 else far)[i, j] = Join(place.end in spaces[place.unit], added)
    keep = {(i, j) for i, j in pairwise(range(len(places))) if places[i] and places[j] and follow.get(i) != j}
    return Truth(near, far, keep, list(_wholes(case, places, follow, sizes)))


def _wholes(
    case: Case, places: Sequence[Place | None], follow: dict[int, int], sizes: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    for k, place in enumerate(places):
        if place is None or place.start or case.units[place.unit].type not in BROKEN:
            continue
        chain = [k]
        while chain[-1] in follow:
            chain.append(follow[chain[-1]])
        last = places[chain[-1]]
        if len(chain) > 1 and last and last.end == sizes[place.unit]:
            yield tuple(chain)


def _spaces(text: str) -> set[int]:
    """Before how manieth character that is not white space there is some."""
    found: set[int] = set()
    count = 0
    for char in text:
        if char.isspace():
            found.add(count)
        else:
            count += 1
    return found


def read(lines: Sequence[str], output: str) -> Read:
    """An output as lines of the input. Of equal lines the next one is taken."""
    bares = [bare(line) for line in lines]
    by_start: dict[str, list[int]] = defaultdict(list)
    for k, line in enumerate(bares):
        by_start[line[:1]].append(k)
    used: set[int] = set()
    paragraphs: list[tuple[int, ...]] = []
    joins: dict[Seam, Join] = {}
    unread, last = 0, -1
    for paragraph in output.split("\n"):
        text = bare(paragraph)
        if not text:
            continue
        found = _pieces(text, bares, by_start, used, last)
        if found is None:
            unread += len(text)
            continue
        spaces = _spaces(paragraph.strip())
        at = 0
        for (i, end), (j, _) in pairwise(found):
            joins[i, j] = Join(end in spaces, end - at < len(bares[i]))
            at = end
        paragraphs.append(tuple(k for k, _ in found))
        used.update(paragraphs[-1])
        last = max(paragraphs[-1])
    return Read(paragraphs, joins, unread)


def _pieces(
    text: str, bares: Sequence[str], by_start: dict[str, list[int]], used: set[int], last: int
) -> list[tuple[int, int]] | None:
    """The lines a paragraph is made of, each with where it ends in ``text``; ``None`` if it is not made of lines.

    A search in depth: lines in order first, and of others the longest.
    """
    path: list[tuple[int, int]] = []
    options = [_options(text, 0, bares, by_start, used, last)]
    while options:
        step = options[-1].pop() if options[-1] else None
        if step is None:
            options.pop()
            if path:
                path.pop()
            continue
        path.append(step)
        if step[1] == len(text):
            return path
        options.append(_options(text, step[1], bares, by_start, used | {k for k, _ in path}, step[0]))
    return None


def _options(
    text: str, at: int, bares: Sequence[str], by_start: dict[str, list[int]], used: set[int], last: int
) -> list[tuple[int, int]]:
    """What may stand at one place of a paragraph, the best last."""
    found: list[tuple[int, int]] = []
    for k in by_start.get(text[at], ()):
        line = bares[k]
        if k in used:
            continue
        if text.startswith(line, at):
            found.append((k, at + len(line)))
        if line[-1] in HYPHENS and len(line) > 1 and at + len(line) <= len(text) and text.startswith(line[:-1], at):
            found.append((k, at + len(line) - 1))
    return sorted(found, key=lambda step: (step[0] == last + 1, step[1], step[0] > last, -step[0]))


def score(case: Case, output: str) -> Counter[str]:
    """The counts of one case; they add up over cases."""
    lines = [text for text, _ in case.lines if text.strip()]
    right, got = truth(case), read(lines, output)
    counts: Counter[str] = Counter(cases=1, unread=got.unread)
    for name, seams in (("near", right.near), ("far", right.far)):
        for seam, join in seams.items():
            counts[f"{name} found" if seam in got.joins else f"{name} missed"] += 1
            if seam in got.joins:
                counts["seams"] += 1
                counts["seams right"] += got.joins[seam] == join
    counts["keep"] = len(right.keep)
    counts["near wrong"] = len(right.keep & got.joins.keys())
    counts["far wrong"] = sum(j != i + 1 and (i, j) not in right.far for i, j in got.joins)
    wanted = right.near | right.far
    there = set(got.paragraphs)
    counts["broken"] = len(right.wholes)
    counts["whole"] = sum(
        chain in there and all(got.joins[seam] == wanted[seam] for seam in pairwise(chain)) for chain in right.wholes
    )
    before, after = (Counter(char for char in bare(text) if char not in HYPHENS) for text in (case.text, output))
    counts["lost"], counts["invented"] = (before - after).total(), (after - before).total()
    return counts


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """The sum of several counts."""
    return sum(counts, Counter())


class Figures(NamedTuple):
    """Shares of what counts add up to; ``None`` where nothing was asked."""

    precision: float | None
    recall: float | None
    f1: float | None
    false_joins: float | None
    far_precision: float | None
    far_recall: float | None
    space: float | None
    whole: float | None


def figures(counts: Counter[str]) -> Figures:
    """Precision is ``None`` where nothing was joined."""

    def share(part: int, of: int) -> float | None:
        return part / of if of else None

    found, missed, wrong = (counts[f"near {what}"] for what in ("found", "missed", "wrong"))
    return Figures(
        share(found, found + wrong),
        share(found, found + missed),
        share(2 * found, 2 * found + wrong + missed) if found + missed else None,
        share(wrong, counts["keep"]),
        share(counts["far found"], counts["far found"] + counts["far wrong"]),
        share(counts["far found"], counts["far found"] + counts["far missed"]),
        share(counts["seams right"], counts["seams"]),
        share(counts["whole"], counts["broken"]),
    )
