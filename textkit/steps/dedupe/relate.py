"""What two paragraphs are to each other: the first kind of the table that holds, and how far it may be trusted.

Keys say how alike two texts are; whether one may go is read off the places where they differ, in the written text:

- a figure, date, ordinal or denial that differs makes them two statements of one template;
- a misread digit (2O19) or denial (末 for 未) is damage, but the fact in it can no longer be compared: a person looks;
- a word replaced, added or lost (two or more adjacent Han characters, a Latin word), or a character turned into its
  opposite (买, 卖): a person looks;
- single scattered characters are what OCR and typists do: safe.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from textkit.language.figures import AFFIRMATION, NEGATION
from textkit.model.finding import Trust
from textkit.steps.dedupe.written import Written

# Pairs of characters that make a statement its opposite; both are common, so either may be the misread one.
OPPOSITES = frozenset(
    frozenset(p)
    for p in [
        "买卖",
        "上下",
        "左右",
        "大小",
        "多少",
        "高低",
        "增减",
        "升降",
        "进出",
        "男女",
        "东西",
        "南北",
        "正反",
        "内外",
        "前后",
        "开关",
        "加减",
        "长短",
    ]
)
# Above this many cells an alignment is made in linear memory; below it, the exact one (a bit a cell: 16 MB).
CELLS = 128_000_000
# Alignments beyond this many cells take minutes; such pairs are left to a person.
MOST_CELLS = 40_000_000_000
# Beside this many slips a figure or denial that lacks or has a character more is most likely one slip more.
SLIPS = 2
# A denial counts in a difference of at most this many characters; in a longer one, a clause was added or lost.
DENIAL = 3

STOPS = frozenset("。！？；…!?;：:")  # behind them a sentence, or what one may be cut at without harm, begins
CLOSERS = "”’」』）)》〉\"' \n"


class Kind(StrEnum):
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


class Lies(NamedTuple):
    """The other copy lies in the one that stays, from about ``start``; ``shared`` of its key are there."""

    start: int
    shared: int


class Difference(NamedTuple):
    """``[kept_start, kept_end)`` of one key stands for ``[gone_start, gone_end)`` of the other."""

    kept_start: int
    kept_end: int
    gone_start: int
    gone_end: int


def differences(kept: str, gone: str) -> list[Difference]:
    """Where two keys differ, by a shortest series of insertions and deletions; neighbours are one difference."""
    from rapidfuzz.distance import Indel, Levenshtein

    linear = len(kept) * len(gone) > CELLS
    opcodes = Levenshtein.opcodes(kept, gone) if linear else Indel.opcodes(kept, gone)
    found: list[Difference] = []
    for op in opcodes:
        if op.tag == "equal":
            continue
        a, b, c, d = op.src_start, op.src_end, op.dest_start, op.dest_end
        if found and found[-1].kept_end == a and found[-1].gone_end == c:
            found[-1] = Difference(found[-1].kept_start, b, found[-1].gone_start, d)
        else:
            found.append(Difference(a, b, c, d))
    return found


def template(kept: Written, gone: Written, where: list[Difference]) -> bool | None:
    """Whether a figure or denial differs in one of the places ``where``. ``None``: one was damaged or lost, so that
    nobody can tell.
    """
    damaged = False
    for d in where:
        verdict = _figure_differs(kept, gone, d)
        if verdict is False:
            verdict = _denial_differs(kept, gone, d)
        one_sided = d.kept_start == d.kept_end or d.gone_start == d.gone_end
        if verdict and not (one_sided and len(where) > SLIPS):
            return True
        damaged = damaged or verdict is not False
    return None if damaged else False


def _numerals(text: Written, start: int, end: int) -> str:
    """The figures' characters in ``[start, end)`` of the key."""
    touched = (f for f in text.figures if f.start < end and f.end > start)
    return "".join(text.key[max(f.start, start) : min(f.end, end)] for f in touched)


def _figure_differs(kept: Written, gone: Written, d: Difference) -> bool | None:
    a = _numerals(kept, d.kept_start, d.kept_end)
    b = _numerals(gone, d.gone_start, d.gone_end)
    if a == b:
        return False
    if a and b:
        return True
    other_empty = d.gone_start == d.gone_end if a else d.kept_start == d.kept_end
    return True if other_empty else None  # 2019 and 209, or no figure at all; 2O19 is a slip


def _denial_differs(kept: Written, gone: Written, d: Difference) -> bool | None:
    a, b = kept.written(d.kept_start, d.kept_end), gone.written(d.gone_start, d.gone_end)
    if any("a" <= c <= "z" for c in kept.key[d.kept_start : d.kept_end] + gone.key[d.gone_start : d.gone_end]):
        a, b = (kept.written(*_to_words(kept, *d[:2])), gone.written(*_to_words(gone, *d[2:])))
    elif max(len(a), len(b)) > DENIAL:
        return False
    denied, affirmed = NEGATION.findall(a), NEGATION.findall(b)
    if len(denied) == len(affirmed):
        return False
    if len(a) == len(b) and not any(
        (NEGATION.match(x) and y in AFFIRMATION) or (NEGATION.match(y) and x in AFFIRMATION)
        for x, y in zip(a, b, strict=True)
    ):
        return None  # 末 for 未
    return True


def _values_differ(kept: Written, gone: Written, where: list[Difference], shift: int, begin: int, end: int) -> bool:
    """Whether a figure in ``[begin, end)`` of ``gone`` that the alignment left alone has another value: points, signs
    and percents are no key characters. ``shift`` leads from the beginning of ``gone`` to ``kept``.
    """
    others = {(f.start, f.end): f for f in kept.figures}
    passed = 0
    for f in gone.figures:
        while passed < len(where) and where[passed].gone_end <= f.start:
            d = where[passed]
            shift += (d.kept_end - d.kept_start) - (d.gone_end - d.gone_start)
            passed += 1
        beside = where[max(0, passed - 1) : passed + 1]
        if f.start < begin or f.end > end or any(d.gone_end >= f.start and d.gone_start < f.end for d in beside):
            continue
        other = others.get((f.start + shift, f.end + shift))
        if other is None:
            # what a difference behind the digits did to them is for the difference to say
            if f.value.isascii() and f.value[-1:].isdigit() and not any(d.gone_start == f.end for d in beside):
                return True
        elif other.value != f.value or (len(where) <= SLIPS and _units_differ(other.unit, f.unit)):
            return True
    return False


def _units_differ(a: str, b: str) -> bool:
    """Whether two units say different things; 万 beside 万元 is a unit that a slip has broken off."""
    return bool(a and b) and not a.startswith(b) and not b.startswith(a)


def _to_words(text: Written, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` widened to the Latin words it touches."""
    for first, last in text.words:
        if (first < end and last > start) or (start == end and first < start < last):
            start, end = min(start, first), max(end, last)
    return start, end


def scattered(kept: Written, gone: Written, where: list[Difference]) -> bool:
    """Whether the differences are single characters, apart from each other, that replace no word."""
    last = -2
    for d in where:
        size = max(d.kept_end - d.kept_start, d.gone_end - d.gone_start)
        if size > 1 or d.kept_start - last < 2:
            return False
        last = d.kept_end
        a, b = kept.key[d.kept_start : d.kept_end], gone.key[d.gone_start : d.gone_end]
        if frozenset((a, b)) in OPPOSITES:
            return False
        for text, start, end in ((kept, *d[:2]), (gone, *d[2:])):
            first, final = _to_words(text, start, end)
            if (first, final) != (start, end) and final - first < SLIP:
                return False
            if (first, final) == (start, end) and text.key[start:end].isascii() and text.key[start:end].isalpha():
                return False
    return True


# A letter wrong in a word of fewer letters may make another word (cat, bat; form, from).
SLIP = 7


def shown(kept: Written, gone: Written, where: list[Difference], most: int = 20) -> tuple[tuple[str, str], ...]:
    """The differences as written, Latin words whole on both sides: at most ``most``."""
    whole: list[Difference] = []
    for d in where:
        left = max(d.kept_start - _word(kept, *d[:2])[0], d.gone_start - _word(gone, *d[2:])[0])
        right = max(_word(kept, *d[:2])[1] - d.kept_end, _word(gone, *d[2:])[1] - d.gone_end)
        # What stands beside a difference is the same in both, so both sides grow alike.
        wide = Difference(d.kept_start - left, d.kept_end + right, d.gone_start - left, d.gone_end + right)
        if whole and (wide.kept_start < whole[-1].kept_end or wide.gone_start < whole[-1].gone_end):
            wide = Difference(whole[-1].kept_start, wide.kept_end, whole[-1].gone_start, wide.gone_end)
            whole.pop()
        whole.append(wide)
    return tuple((kept.written(*d[:2]), gone.written(*d[2:])) for d in whole[:most])


def _word(text: Written, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` widened to the Latin words it touches; a point touches the word it stands beside."""
    for first, last in text.words:
        if (first < end and last > start) or (start == end and first <= start <= last):
            start, end = min(start, first), max(end, last)
    return start, end


def relate(
    kept: Written,
    gone: Written,
    similarity: float | None,
    lies: Lies | None,
    cut_tail: bool,
    cut_head: bool,
    allow_template: bool = False,
) -> Relation | None:
    """The kind of a pair and its trust.

    ``similarity`` is that of the keys where it reaches the threshold, ``lies`` where ``gone`` lies inside ``kept``;
    ``cut_tail`` and ``cut_head`` say whether ``gone`` ends or begins in a sentence.
    """
    if kept.key == gone.key:
        same = allow_template or kept.facts == gone.facts
        return Relation(Kind.EXACT, Trust.SAFE, 1.0) if same else Relation(Kind.TEMPLATE, Trust.ADVICE, 1.0)
    if similarity is None and lies is None:
        return None
    if similarity is not None and not allow_template and kept.digits[0] == gone.digits[0]:
        return Relation(Kind.TEMPLATE, Trust.ADVICE, similarity)

    size, total = len(gone.key), len(kept.key)
    slack = 2 * (size // 20)
    first, last = 0, total
    if similarity is None and lies is not None:
        first, last = max(0, lies.start - slack), min(total, lies.start + size + slack)
    coverage = lies.shared / size if lies else 0.0
    if lies is not None:
        cut_tail = cut_tail or _goes_on(kept, gone, lies.start + size)
        cut_head = cut_head or _goes_back(kept, lies.start)
    # A beginning whose end is cut, or an end whose beginning is.
    beginning = lies is not None and lies.start <= slack and cut_tail
    ending = lies is not None and lies.start + size >= total - slack and cut_head
    truncated = beginning or ending
    kind = Kind.TRUNCATED if truncated else Kind.CONTAINED if similarity is None else Kind.NEAR
    measure = similarity if similarity is not None and not truncated else coverage
    if (last - first) * size > MOST_CELLS:
        return Relation(kind, Trust.UNSAFE, measure)

    all_differences = [
        Difference(a + first, b + first, c, d) for a, b, c, d in differences(kept.key[first:last], gone.key)
    ]
    # Where the copy that stays goes on is no difference, nor is what a cut does to the figure it goes through.
    begin, finish = -1, size + 1
    if ending or kind is Kind.CONTAINED:
        begin = next((f.end for f in gone.figures[:1] if f.start == 0), 0)
    if beginning or kind is Kind.CONTAINED:
        finish = next((f.start for f in gone.figures[-1:] if f.end == size), size)
    where = [d for d in all_differences if d.gone_end > begin and d.gone_start < finish]
    verdict = not allow_template and (
        _values_differ(kept, gone, all_differences, first, begin, finish) or template(kept, gone, where)
    )
    told = shown(kept, gone, where)
    if verdict:
        return Relation(Kind.TEMPLATE, Trust.ADVICE, measure, told)
    safe = kind is not Kind.CONTAINED and verdict is False and scattered(kept, gone, where)
    return Relation(kind, Trust.SAFE if safe else Trust.UNSAFE, measure, told)


def _goes_on(kept: Written, gone: Written, end: int) -> bool:
    """Whether the sentence that ``gone`` ends in without a stop goes on in ``kept``: the whole copy is the proof."""
    if end >= len(kept.key) or gone.compact.rstrip(CLOSERS)[-1:] in STOPS:
        return False
    between = kept.compact[kept.places[end - 1] + 1 : kept.places[end] + 1]
    return not any(c in STOPS for c in between)


def _goes_back(kept: Written, start: int) -> bool:
    """Whether the sentence that begins at ``start`` of the key of ``kept`` has begun before."""
    if start <= 0:
        return False
    between = kept.compact[kept.places[start - 1] : kept.places[start]]
    return not any(c in STOPS for c in between)


def reordered(kept: Written, gone: Written) -> Relation | None:
    """Whether ``gone`` has the sentences of ``kept`` in another order: keys of the same characters, 95 % of which are
    whole sentences of one that stand in the other.
    """
    if kept.facts != gone.facts and sorted(kept.facts) != sorted(gone.facts):
        return None
    for a, b in ((gone, kept), (kept, gone)):
        parts = a.sentences()
        found = sum(len(p) for p in parts if p in b.key)
        if len(parts) > 1 and found * 20 >= 19 * len(a.key):
            return Relation(Kind.REORDERED, Trust.UNSAFE, round(found / len(a.key), 4))
    return None
