"""What two paragraphs are to each other: the first kind of the table that holds, and how far it may be trusted.

Keys say how alike two texts are; whether one may go is read off the places where they differ, in the written text:

- a figure, date, ordinal or denial that differs makes them two statements of one template;
- a misread digit (2O19) or denial (末 for 未) is damage, but the fact in it can no longer be compared: a person looks;
- a word replaced, added or lost (two or more adjacent Han characters, a Latin word), or a character turned into its
  opposite (买, 卖): a person looks;
- single scattered characters are what OCR and typists do: safe.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from textkit.language.figures import NEGATION, NUMERALS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.finding import Trust
from textkit.steps.dedupe.differences import Difference, differences, scattered, shown, snug
from textkit.steps.dedupe.verbatim import around, written_alike
from textkit.steps.dedupe.veto import TELLING, inside, statements_differ
from textkit.steps.dedupe.written import Written

# Alignments beyond this many cells take minutes; such pairs are left to a person.
MOST_CELLS = 40_000_000_000
STOPS = frozenset("。．！？；….!?;：:")  # behind them a sentence, or what one may be cut at without harm, begins
# Words that make of a statement what someone says, thinks or supposes.
REPORTING = lazy_pattern(
    r"[说說称稱据據传傳谣謠]|表示|认为|認為|认定|認定|相信|主张|主張|指出|否认|否認|报道|報道|报导|以为|以為|假如|如果|倘若|一旦"
    r"|\b(?:that|if|whether|said|says|say|claim\w*|believ\w*|den(?:y|ied|ies)|report\w*|alleg\w*)\b",
    re.IGNORECASE,
)
# The number of an article or item: behind it a sentence begins.
NUMBER = lazy_pattern(
    rf"第[0-9０-９{NUMERALS}]{{1,8}}[条條章节節款项項编編]|[（(][0-9０-９{NUMERALS}]{{1,4}}[）)]|[0-9０-９{NUMERALS}]{{1,4}}[、.．)）]"
)
LABEL = 6  # characters; what is shorter before or behind a colon is a label or its value, and may be another's
POINTS = frozenset(".．:：")  # inside a figure
CLOSERS = "”’」』）)》〉\"' \n"


class Kind(StrEnum):
    """How a paragraph may repeat another, in the order in which the kinds are tried."""

    EXACT = "exact"
    TEMPLATE = "template"
    TRUNCATED = "truncated"
    NEAR = "near"
    CONTAINED = "contained"
    REORDERED = "reordered"
    PASSAGE = "passage"


ORDER = {kind: number for number, kind in enumerate(Kind)}


class Relation(NamedTuple):
    """How a copy is related to the one that stays. ``similarity`` is of the keys, or the covered part of the shorter;
    ``differs`` holds pairs of what stands in the copy that stays and in the other.
    """

    kind: Kind
    trust: Trust
    similarity: float
    differs: tuple[tuple[str, str], ...] = ()


EXACT = Relation(Kind.EXACT, Trust.SAFE, 1.0)
ONE_KEY = Relation(Kind.TEMPLATE, Trust.ADVICE, 1.0)


class Lies(NamedTuple):
    """The other copy lies in the one that stays, from about ``start``; ``shared`` of its key are there."""

    start: int
    shared: int


def relate(
    kept: Written,
    gone: Written,
    similarity: float | None,
    lies: Lies | None,
    allow_template: bool = False,
    show_templates: bool = True,
) -> Relation | None:
    """The kind of a pair and its trust.

    ``similarity`` is that of the keys where it reaches the threshold, ``lies`` where ``gone`` lies inside ``kept``. How
    two of one template differ takes as long to show as to find, and is left out unless ``show_templates``.
    """
    if kept.key == gone.key:
        return EXACT if allow_template or kept.same_facts(gone) else ONE_KEY
    if similarity is None and lies is None:
        return None
    if similarity is not None and not allow_template and _digits_alone_differ(kept, gone):
        return Relation(Kind.TEMPLATE, Trust.ADVICE, similarity)

    size, total = len(gone.key), len(kept.key)
    slack = 2 * (size // 20)
    first, last = 0, total
    coverage, beginning, ending = 0.0, False, False
    if lies is not None:
        start, shared = lies
        coverage = shared / size
        if similarity is None:
            first, last = max(0, start - slack), min(total, start + size + slack)
        end = start + size
        # A beginning whose end is cut, or an end whose beginning is.
        beginning = start <= slack and end < total and (_goes_on(kept, gone, end) or gone.cut_tail)
        ending = end >= total - slack and start > 0 and (_goes_back(kept, gone, start) or gone.cut_head)
    truncated = beginning or ending
    kind = Kind.TRUNCATED if truncated else Kind.CONTAINED if similarity is None else Kind.NEAR
    if kind is Kind.CONTAINED and gone.heading:
        return None  # the words of a heading come back in its text; it is no excerpt
    measure = similarity if similarity is not None and not truncated else coverage
    if (last - first) * size > MOST_CELLS:
        return Relation(kind, Trust.UNSAFE, measure)

    found = around(kept.key, gone.key, lies.start, first, last) if lies else None
    verbatim = found is not None
    if found is None:
        found = _differences(kept.key[first:last], gone.key, first)
    # Where the copy that stays goes on is no difference, nor is what a cut does to the figure it goes through.
    where, begin, finish = found, -1, size + 1
    if truncated or kind is Kind.CONTAINED:
        begin, finish = _compared(gone, ending or kind is Kind.CONTAINED, beginning or kind is Kind.CONTAINED)
        where = inside(found, begin, finish)
    verdict: bool | None = False
    if not allow_template and not (verbatim and not where and written_alike(kept, gone)):
        verdict = statements_differ(kept, gone, found, first, begin, finish)
    if verdict:
        return Relation(Kind.TEMPLATE, Trust.ADVICE, measure, shown(kept, gone, where) if show_templates else ())
    told = shown(kept, gone, where)
    safe = kind is not Kind.CONTAINED and verdict is False and scattered(kept, gone, where)
    if safe and ending and not beginning and not gone.cut_head:
        safe = not _turned(kept, lies.start if lies else 0)
    return Relation(kind, Trust.SAFE if safe else Trust.UNSAFE, measure, told)


def _differences(kept: str, gone: str, first: int) -> list[Difference]:
    """The differences of a part of a key, which begins at ``first``, and another: the same whichever of them stays."""
    if (len(kept), kept) < (len(gone), gone):
        return [(a + first, b + first, c, d) for c, d, a, b in snug(differences(gone, kept), gone, kept)]
    found = snug(differences(kept, gone), kept, gone)
    return [(a + first, b + first, c, d) for a, b, c, d in found] if first else found


def _digits_alone_differ(kept: Written, gone: Written) -> bool:
    a, b = kept.key, gone.key
    if a[-1] != b[-1] and not a[-1].isdigit() and not b[-1].isdigit():
        return False
    return kept.marks != gone.marks and kept.bare == gone.bare


def _compared(gone: Written, head: bool, tail: bool) -> tuple[int, int]:
    """The part of the key of ``gone`` that is compared: without a figure at an end that is open."""
    size = len(gone.key)
    begin, finish = -1, size + 1
    if head:
        begin = next((f.end for f in gone.figures[:1] if f.start == 0), 0) if TELLING.match(gone.key) else 0
    if tail:
        finish = size
        if TELLING.match(gone.key, size - 1):
            finish = next((f.start for f in gone.figures[-1:] if f.end == size), size)
    return begin, finish


def _goes_on(kept: Written, gone: Written, end: int) -> bool:
    """Whether the sentence that ``gone`` ends in without a stop goes on in ``kept``: the whole copy is the proof.

    A heading ends without a stop by right, whatever the text that begins with its words goes on to say.
    """
    if _in_figure(kept, end):
        return gone.prose
    if gone.compact.rstrip(CLOSERS)[-1:] in STOPS:
        return False
    return STOPS.isdisjoint(kept.between(end) + kept.compact[kept.place(end)]) and gone.prose and kept.prose


def _in_figure(kept: Written, n: int) -> bool:
    """Whether the ``n``-th character of the key of ``kept`` goes on with a figure behind a point or colon: 7.65, 9:30."""
    key = kept.key
    return 0 < n < len(key) and kept.between(n) in POINTS and key[n - 1].isdigit() and key[n].isdigit()


def _turned(kept: Written, start: int) -> bool:
    """Whether the words before ``start`` of the key of ``kept``, in its sentence, may turn round or report what follows:
    what follows is then a sentence too, and says something else (nobody believes that …, the defence holds that …).
    """
    before = kept.compact[: kept.place(start)]
    begun = max((before.rfind(stop) for stop in STOPS), default=-1) + 1
    return bool(NEGATION.search(before, begun) or REPORTING.search(before, begun))


def _goes_back(kept: Written, gone: Written, start: int) -> bool:
    """Whether the clause that begins at ``start`` of the key of ``kept`` has begun before; behind a pause or a quotation
    mark a sentence of its own may begin, and so it may behind the number of an article or item.
    """
    if _in_figure(kept, start):
        return gone.prose
    number = NUMBER.match(gone.compact)
    if number and not gone.compact[number.end() : number.end() + 1].isdigit():
        return False
    place = kept.place(start)
    if gone.compact[gone.place(0)].isupper() and kept.compact[place].islower():
        return False  # it begins as a sentence does: that the Licensor makes …, and The Licensor makes …
    return not kept.between(start).strip() and gone.prose and kept.prose and not NUMBER.fullmatch(kept.compact[:place])


def reordered(kept: Written, gone: Written, alike: bool = False) -> Relation | None:
    """Whether ``gone`` has the sentences of ``kept`` in another order: 95 % of one are sentences that stand in the other,
    word for word or, where no figure or denial differs, with the slips of a near copy. Where they are ``alike`` but for
    their figures, all that counts is sentences word for word, and of those with figures not the short ones, which may be
    told of something else there.
    """
    if max(len(kept.key), len(gone.key)) * 19 > 20 * min(len(kept.key), len(gone.key)):
        return None
    same = kept.facts == gone.facts or sorted(kept.facts) == sorted(gone.facts)
    for colons in (False, True):
        for a, b in ((gone, kept), (kept, gone)):
            found = _found_in(a, b, colons, same, alike)
            if found * 20 >= 19:
                return Relation(Kind.REORDERED, Trust.UNSAFE, round(found, 4))
    return None


def _found_in(a: Written, b: Written, colons: bool, same: bool, alike: bool) -> float:
    """The part of the key of ``a`` that is sentences of ``b``, parted by ``colons`` too, where no short label counts.

    Unless the facts of both are the ``same``, those of each sentence are compared.
    """
    parts = [s for s in a.sentences(colons) if len(s.key) >= LABEL or not (colons or (alike and s.marks))]
    missing = [s for s in parts if s.key not in b.key]
    if len(parts) < 2 or (not missing and not same):
        return 0.0
    found = sum(len(s.key) for s in parts)
    if not missing:
        return found / len(a.key)
    others = {s.key: s for s in b.sentences(colons)}
    if not same and not all(s.same_facts(others.get(s.key, s)) for s in parts if s not in missing):
        return 0.0
    rest = [s for key, s in others.items() if key not in a.key]
    from rapidfuzz.distance import Indel

    for s in missing:
        near = max(rest, key=lambda o: Indel.normalized_similarity(o.key, s.key), default=None) if not alike else None
        if near is None or 20 * Indel.distance(near.key, s.key) > 3 * (len(near.key) + len(s.key)):
            found -= len(s.key)
        elif statements_differ(near, s, differences(near.key, s.key), 0, -1, len(s.key) + 1):
            return 0.0
        else:
            rest.remove(near)
    return found / len(a.key)
