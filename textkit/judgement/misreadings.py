"""Where the characters around one leave no doubt that another of the same look was meant.

The table of seams knows how often two and three characters of Chinese stand side by side. In 经济杜会 the table has seen
neither 济杜 nor 杜会; with 社 in the place of 杜 all of it is common. How many nats likelier the five characters are so is
what a slip is judged by. Two things are no slips, however rare: what the text writes more than once, which is a name or a
term of its own; and what stands beside the right word, for there the text speaks of both (未来与末来).

Only a character that the table has never seen beside one neighbour, and seldom beside the other, is weighed, so that the
look costs little; all of them are found at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textkit.language.han import in_set
from textkit.language.lookalikes import lookalikes, often
from textkit.language.seam import END, START, table
from textkit.language.seam_keys import BITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from textkit.judgement.joined import Joined

# Nats that the right character makes its place likelier, at the least. Of 83 found in 26 million characters of published
# texts from outside (news, law, technical and learned prose, novels, essays), some 75 are slips.
CERTAIN = 14.0
OFTEN = 10.0  # the same of what is misread most: all 21 found so are slips
RARE = 10  # a pair known less often (a power of the table's step, and 1) does not prove that its characters belong together
# How often either pair that the right character makes is known, and by how much more both together than those that stand
# there: so it is wherever one is certain.
COMMON, BOTH = 7, 10
WINDOW, SIDE = 1 << 18, 2  # characters that are looked at together, to bound memory, and those beside them
FEW = 16  # places that are weighed one by one: arrays of so few take longer
NEAR = 8  # characters around a slip; a text that has the right word there speaks of both
# Bits of the number by which a pair is looked up: of those that are unknown, one in twenty passes for known.
_SLOTS = 22
_SPREAD = 0x9E3779B97F4A7C15 - (1 << 64)  # Knuth, The Art of Computer Programming 3, 6.4: hashing by multiplication
_LINE_END = ord("\n")  # between two paragraphs
_MARKS = "\n，。、；：！？“”‘’「」『』《》（）"


class Slip(NamedTuple):
    """A misread character, by its paragraph and its place there, the one that was meant, and how many nats likelier that
    one is there.
    """

    number: int
    at: int
    right: str
    nats: float


class _Tables(NamedTuple):
    suspects: NDArray[np.bool_]  # which characters may have been read for others
    beside: NDArray[np.bool_]  # which may stand beside one that is weighed: Han, and marks
    first: NDArray[np.int32]  # where the others of a character begin in ``others``
    many: NDArray[np.int32]  # and how many they are
    others: NDArray[np.uint16]
    numbers: NDArray[np.int64]  # of ``others`` in the table of seams, 0 for none
    least: NDArray[np.float64]  # nats that ``others`` must be likelier by
    start: int  # the numbers of the beginning and the end of a paragraph
    end: int
    known: NDArray[np.uint8]  # how often a pair is known, by its slot: 0 never, else a power of the table's step and 1


def slips(joined: Joined, traditional: Callable[[], bool]) -> Iterator[Slip]:
    """Each misread character of some paragraphs, in order of place. ``traditional`` tells whether they are written in
    traditional characters, and so is what was meant; it is asked only where something is found.
    """
    import numpy as np

    likeliest: dict[int, Slip] = {}
    for begin in range(0, len(joined.codes), WINDOW):
        first = max(0, begin - SIDE)
        at, other, nats = _weighed(joined.codes[first : begin + WINDOW + SIDE])
        at += first
        sure = np.flatnonzero((nats >= _tables().least[other]) & (at >= begin) & (at < begin + WINDOW))
        if len(sure):
            written = "big5" if traditional() else "gb2312"
            sure = sure[[in_set(chr(one), written) for one in _tables().others[other[sure]]]]
        numbers = joined.numbers(at[sure])
        for k, place, number in zip(sure.tolist(), at[sure].tolist(), numbers.tolist(), strict=True):
            slip = Slip(number, place - joined.starts[number], chr(_tables().others[other[k]]), float(nats[k]))
            if place not in likeliest or slip.nats > likeliest[place].nats:
                likeliest[place] = slip
    again = _again(joined.codes, list(likeliest))
    yield from (slip for place, slip in likeliest.items() if place not in again and not _spoken_of(joined, slip))


def _weighed(
    codes: NDArray[np.uint16],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Places of characters that may be misread, what may have been meant there as its place in ``others``, and how many
    nats likelier that is.
    """
    import numpy as np

    tables, seams = _tables(), table()
    numbers, edge = seams.numbered(codes), codes == _LINE_END
    left, right = np.where(edge, tables.start, numbers), np.where(edge, tables.end, numbers)
    known = _known(left[:-1], right[1:])
    strange = known == 0  # either character of such a pair may be the misread one
    at = np.flatnonzero(strange[:-1] | strange[1:]) + 1
    at = at[tables.suspects[codes[at]] & tables.beside[codes[at - 1]] & tables.beside[codes[at + 1]]]
    at = at[np.maximum(known[at - 1], known[at]) <= RARE]
    many = tables.many[codes[at]]
    # Each place once for each character that may have been meant there: ``other`` counts up from the first of these.
    other = np.arange(many.sum()) + np.repeat(tables.first[codes[at]] - (np.cumsum(many) - many), many)
    at, number = np.repeat(at, many), tables.numbers[other]
    before, behind = _known(left[at - 1], number), _known(number, right[at + 1])
    likely = (np.minimum(before, behind) >= COMMON) & (before + behind >= BOTH + known[at - 1] + known[at])
    at, number, other = at[likely], number[likely], other[likely]
    if not len(at):
        return at, other, np.zeros(0)
    a, b, c, d = left[np.maximum(at - 2, 0)], left[at - 1], left[at], right[at + 1]
    e = right[np.minimum(at + 2, len(codes) - 1)]
    runs = (a, b, number), (b, number, d), (number, d, e), (a, b, c), (b, c, d), (c, d, e)
    if len(at) > FEW:
        there, then, after, *here = seams.logs_of(*runs)
    else:
        rows = (zip(*(part.tolist() for part in run), strict=True) for run in runs)
        there, then, after, *here = (np.array([seams.log(*one) for one in row]) for row in rows)
    return at, other, there + then + after - sum(here)


def _again(codes: NDArray[np.uint16], places: list[int]) -> set[int]:
    """Those of ``places`` that stand between the same two characters elsewhere too."""
    import numpy as np

    if not places:
        return set()
    asked = np.zeros(1 << 16, np.bool_)
    asked[codes[places]] = True
    at = np.flatnonzero(asked[codes[1:-1]]) + 1
    threes = codes[at - 1].astype(np.int64) << 32 | codes[at].astype(np.int64) << 16 | codes[at + 1]
    _, which, times = np.unique(threes, return_inverse=True, return_counts=True)
    return set(at[times[which] > 1].tolist()).intersection(places)


def _spoken_of(joined: Joined, slip: Slip) -> bool:
    """Whether the text speaks of the right word too."""
    content, at = joined.contents[slip.number], slip.at
    last, following = content[max(0, at - 1) : at], content[at + 1 : at + 2]
    near = content[max(0, at - NEAR) : at + 1 + NEAR]
    return any(len(word) > 1 and word in near for word in (last + slip.right, slip.right + following))


def _known(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.uint8]:
    """How often pairs are known: 0 never, else a power of the table's step and 1. One that is not known may pass for one
    that is.
    """
    return _tables().known[_slots(one, other)]


def _slots(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """The slots of pairs."""
    return ((one << BITS | other) * _SPREAD >> (64 - _SLOTS)) & ((1 << _SLOTS) - 1)


@cache
def _tables() -> _Tables:
    import numpy as np

    known = np.zeros(1 << _SLOTS, np.uint8)
    seams = table()
    pairs = seams.keys[0]
    np.maximum.at(known, _slots(pairs >> BITS, pairs & (1 << BITS) - 1), seams.counts[0] + np.uint8(1))
    suspects, beside = np.zeros((2, 1 << 16), np.bool_)
    first, many = np.zeros((2, 1 << 16), np.int32)
    beside[0x3400:0xA000] = True
    beside[[ord(c) for c in _MARKS]] = True
    listed = lookalikes()
    joined = "".join(listed.values())
    place = 0
    for one, others in listed.items():
        suspects[ord(one)], first[ord(one)], many[ord(one)] = True, place, len(others)
        place += len(others)
    every = np.array([ord(c) for c in joined], np.uint16)
    usual = often()
    least = [OFTEN if one + other in usual else CERTAIN for one, others in listed.items() for other in others]
    start, end = seams.numbered(np.array([ord(START), ord(END)], np.uint16)).tolist()
    return _Tables(suspects, beside, first, many, every, seams.numbered(every), np.array(least), start, end, known)
