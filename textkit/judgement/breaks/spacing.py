"""Whether a text sets a space where Han or kana meet Latin letters, digits and marks: its habit inside its lines."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from textkit.judgement.breaks.arrays import windows
from textkit.judgement.breaks.nearby_seams import Beside
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.seam import is_japanese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LETTER = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U0003fffd"
MARK = "\u2ff0-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffef"
WIDE = "\u2e80"  # where they begin
NARROW = "!-~“”‘’…—"
TOKEN_AT_START, TOKEN_AT_END = re.compile("[A-Za-z0-9]+"), re.compile("[A-Za-z0-9]+$")
OPENING = "\"#$&'(*+-/<@[\\_`{~“‘"  # marks that a Latin word, a path or a name may begin with
CLOSING = ")]}>`*"  # marks that a Latin word, a path or a name may end with …
ENDING = "/_\"'%=+-^~"  # … and those it does where no wide letter stands before
# Marks with wide letters on both sides: quotes that are wide in Chinese, slashes between words. What the text does beside
# Latin says nothing of them: in essays and manuals 2,200 such have no space and 180 have one, as nearly all Latin has there.
CHINESE = frozenset(f"{mark}w" for mark in "“”‘’/")
SPACES = " \xa0"
ASCII_MARKS = ",.;:!?"
APART = ",;:"  # those that Japanese writers set a space behind
LONGEST = 24  # characters of a word beside a seam
PRIOR = 1.0  # seams that the less alike ones are worth
FEW = 2  # seams of a kind that make a habit
FEW_MARKS = 1000  # that are counted one by one: a table for all characters takes longer
# A text in which some lines have spaces there and others have not, and lines of both kinds stand side by side, has lost those
# of the latter: a reader of PDF files loses them in lines that are not set wide. Of 1000 layouts of articles that were not
# read so none has so many of both kinds; of 14 that were 12 have.
LINES, ONE_IN, CHANCE = 6, 8, 0.5  # lines of each kind, one of so many, and the share of changes that chance would make
# That reader begins new lines before marks that never begin one, ``TOLD`` of them in many of its texts. Of 4,670 layouts that
# were not read so none has as many, and in those that were, fewer lines show the loss.
CUT, TOLD, FEWER = lazy_pattern("\n[，。、；：？！）》」』】]"), 2, 2
SPREAD = 50  # where one character in so many is a Han character and a space before the next, letters are set apart
LATIN = ("latin", "digit")
# Latin that begins or ends with a word, a wide letter at its other end that is not set apart, and the space between.
BEHIND = lazy_pattern(f"[./~]?[A-Za-z0-9](?:[{NARROW} ]*[{NARROW}])?( *)[{LETTER}](?! )")
BEFORE = lazy_pattern(f"(?<! )[{LETTER}]( *)(?:[{NARROW}][{NARROW} ]*)?[A-Za-z0-9]$")
REACH = 48  # characters of Latin whose other end is looked for
# What the log-odds that ``Spacing.told`` gives weigh. Of a logistic regression on 6,800 seams of Japanese and Chinese manuals and
# articles, rounded; that of the other end came out as 2, and what is wrong elsewhere hardly depends on it. One such end
# against a habit of ten seams is to be no habit.
ALIKE, FAR_END, NEAR, LETTERS = 0.9, 1.3, 0.4, 0.55
SUREST = 0.98  # the share of a space that the seams of the same kind show at the most

_WIDE_LETTER = lazy_pattern(f"[{LETTER}]")
SIDES = ("wide", *LATIN)  # of a seam, if they are no marks
_WIDE = "\u4e00"  # stands for all wide letters
BEYOND = "w"  # behind a mark with a wide letter on its far side, as in ``[Midori`` and ``[点文件``
_BEYOND = 1 << 20  # added to its code point
_OTHER, _SPACE, _LETTER, _MARK, _NARROW = range(5)  # classes of characters
_DIGIT, _LATIN_LETTER = 1, 2
_TIGHT, _SPACED, _UNKNOWN = range(3)  # what stands at the other end of the Latin


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of every character."""
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    for kind, chars in ((_LETTER, LETTER), (_MARK, MARK), (_NARROW, NARROW), (_SPACE, SPACES)):
        for match in re.finditer("(.)(?:-(.))?", chars):
            table[ord(match[1]) : ord(match[2] or match[1]) + 1] = kind
    return table


def _any(kind: str) -> list[str]:
    """A side, and if it is a mark, whatever stands beyond it."""
    return [kind] if kind in SIDES else [kind[0], kind[0] + BEYOND]


def _kind(char: str, beyond: bool) -> str:
    """A side of a seam: any wide letter, any Latin letter, any digit, or this very mark. Of a narrow mark it counts what
    stands ``beyond`` it, a wide letter or another: ``[`` before a Chinese title is not spaced as before a Latin one.
    """
    if _WIDE_LETTER.match(char):
        return "wide"
    return "digit" if char.isdigit() else "latin" if char.isalpha() else char + BEYOND * (beyond and char < WIDE)


@cache
def _latin() -> NDArray[np.uint8]:
    """Whether each character is an ASCII letter or digit: ``_LATIN_LETTER``, ``_DIGIT`` or nought."""
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    table[[ord(c) for c in string.digits]] = _DIGIT
    table[[ord(c) for c in string.ascii_letters]] = _LATIN_LETTER
    return table


def _words(
    text: str,
    chars: NDArray[np.uint32],
    seams: NDArray[np.uint8],
    shown: NDArray[np.int64],
    spaced: NDArray[np.bool_],
) -> Iterator[tuple[tuple[str, bool], bool, int]]:
    """The Latin words at seams with wide letters, as ``Spacing._word`` reads them, with a space or without: how often.

    ``shown`` is where the characters stand that are no spaces, ``seams`` are the classes of each two.
    """
    import numpy as np

    margin = np.zeros(LONGEST, np.uint8)
    padded = np.concatenate([margin, _latin()[chars], margin])
    around = windows(padded, LONGEST).T
    for follows in (False, True):
        at = np.flatnonzero(seams == (_seam(_LETTER, _NARROW) if follows else _seam(_NARROW, _LETTER)))
        inner = shown[at + 1] if follows else shown[at]
        beside = inner + LONGEST + (1 if follows else -1)
        known = (padded[inner + LONGEST] > 0) & (padded[beside] > 0)  # as words of one character say nothing
        at, inner = at[known], inner[known]
        signs = around[inner + LONGEST] if follows else around[inner + 1][:, ::-1]
        inside = np.logical_and.accumulate(signs, axis=1)
        known = (inside & (signs == _LATIN_LETTER)).any(axis=1)  # nor do numbers
        at, inner, size = at[known], inner[known], inside[known].sum(axis=1)
        first, stop = (inner, inner + size) if follows else (inner + 1 - size, inner + 1)
        words = zip(first.tolist(), stop.tolist(), spaced[at].tolist(), strict=True)
        for (word, apart), count in Counter([(text[a:b], apart) for a, b, apart in words]).items():
            yield (word, follows), apart, count


def _seam(left: int, right: int) -> int:
    """Two classes in one number."""
    return 5 * left + right


@cache
def _counted() -> NDArray[np.bool_]:
    """The seams that are counted: between wide and narrow characters, and of wide marks with wide letters."""
    import numpy as np

    table = np.zeros(25, np.bool_)
    for wide in (_LETTER, _MARK):
        table[[_seam(wide, _NARROW), _seam(_NARROW, wide)]] = True
    table[_seam(_MARK, _LETTER)] = True
    return table


def _rows(chars: NDArray[np.uint32], asked: NDArray[np.int64], gaps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the places ``asked`` stand in lines whose wide letters are set apart: rows of tables, whose numbers are
    cells of their own. Both they and the ``gaps``, where a space stands between such letters, are in order.
    """
    import numpy as np

    ends = np.flatnonzero(chars == ord("\n"))
    bounds = np.concatenate([[0], ends, [len(chars)]])
    apart = np.bincount(ends.searchsorted(gaps, side="right"), minlength=len(ends) + 1)
    rows = np.flatnonzero(apart * SPREAD > np.diff(bounds))
    found = np.zeros(len(asked) + 1, np.int64)
    np.add.at(found, asked.searchsorted(bounds[rows]), 1)
    np.add.at(found, asked.searchsorted(bounds[rows + 1]), -1)
    return np.cumsum(found)[:-1] > 0


def _lost(
    text: str,
    chars: NDArray[np.uint32],
    shown: NDArray[np.int64],
    seams: NDArray[np.uint8],
    spaced: NDArray[np.bool_],
    gaps: NDArray[np.int64],
) -> NDArray[np.bool_] | None:
    """Which seams stand in lines that lost their spaces between wide letters and Latin ones; ``None`` where no line did.
    Lines that were given some between wide letters too, at the ``gaps``, say nothing of it.
    """
    import numpy as np

    before, behind = (np.flatnonzero(seams == _seam(*two)) for two in ((_NARROW, _LETTER), (_LETTER, _NARROW)))
    latin = [
        at[_latin()[chars[shown[place]]] == _LATIN_LETTER] for at, place in ((before, before), (behind, behind + 1))
    ]
    beside = np.sort(np.concatenate(latin))
    beside = beside[~_rows(chars, shown[beside], gaps)] if len(gaps) else beside
    if len(beside) < 2 * FEWER:
        return None
    cut = sum(1 for _ in islice(CUT.finditer(text), TOLD))
    few = FEWER if cut else LINES
    ends = np.flatnonzero(chars == ord("\n"))
    line = ends.searchsorted(shown[beside])
    count = np.bincount(line, minlength=len(ends) + 1)
    open_ = np.bincount(line[spaced[beside]], minlength=len(count))
    closed, wide = (count > 0) & (open_ == 0), (count > 0) & (open_ == count)
    none, all_ = int(np.count_nonzero(closed)), int(np.count_nonzero(wide))
    kinds = wide[closed | wide]
    changes = np.count_nonzero(kinds[1:] != kinds[:-1])
    both = np.count_nonzero((open_ > 0) & (open_ < count))
    if min(none, all_) < few:
        return None
    found: NDArray[np.bool_] = closed[ends.searchsorted(shown[:-1])]
    if cut == TOLD:
        return found
    if min(none, all_) < (none + all_) / ONE_IN or 2 * both > np.count_nonzero(count > 1):
        return None
    if changes < CHANCE * 2 * none * all_ / (none + all_):
        return None
    return found


def _far_ends(classes: NDArray[np.uint8], spaced: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each seam of Latin whether a space stands at the other end of the Latin, where a wide letter follows;
    ``_UNKNOWN`` for other seams.
    """
    import numpy as np

    narrow = classes == _NARROW
    first, last = np.flatnonzero(~narrow[:-1] & narrow[1:]), np.flatnonzero(narrow[:-1] & ~narrow[1:])
    found = np.full(len(spaced), _UNKNOWN)
    if len(first) and len(last):
        last = last[last > first[0]]
        first = first[: len(last)]
        for seam, end, letter in ((first, last, last + 1), (last, first, first)):
            letters = classes[letter] == _LETTER
            found[seam[letters]] = spaced[end[letters]]
    return found


def _far_end(before: str, tail: str, head: str) -> int:
    """The same for the seam between ``tail`` and ``head``, whose left side is of the kind ``before``."""
    match = BEFORE.search(tail) if before in LATIN else BEHIND.match(head)
    return _UNKNOWN if match is None else _SPACED if match[1] else _TIGHT


def _behind_marks(marks: NDArray[np.uint32], beyond: NDArray[np.bool_], spaced: NDArray[np.bool_]) -> Counter[int]:
    """How often wide letters stand behind each of ``marks``, by what stands ``beyond`` it and with a space or without; under
    the keys that ``Spacing`` has for seams.
    """
    import numpy as np

    numbers = (marks.astype(np.int64) << 2) | (beyond.astype(np.int64) << 1) | spaced
    if len(numbers) < FEW_MARKS:
        times = dict(sorted(Counter(numbers.tolist()).items()))
    else:
        counts = np.bincount(numbers)
        known = counts.nonzero()[0]
        times = dict(zip(known.tolist(), counts[known].tolist(), strict=True))
    found: Counter[int] = Counter()
    for number, count in times.items():
        before = (number >> 2) + (number >> 1 & 1) * _BEYOND
        found[(((before << 22 | ord(_WIDE)) << 2) | _UNKNOWN) << 1 | (number & 1)] = count
    return found


class Spacing:
    """The habits of one text. Counts are pairs: seams without and with a space."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self._kinds: dict[tuple[str, str], list[int]] = {}
        self._ends: dict[tuple[str, str, int], list[int]] = {}  # by what stands at the other end of the Latin too
        self._words: dict[tuple[str, bool], list[int]] = {}
        chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        classes = _classes()[chars]
        shown = np.flatnonzero(classes != _SPACE)
        classes = classes[shown]
        seams = _seam(1, 0) * classes[:-1] + classes[1:]
        spaced = np.diff(shown) > 1
        gaps = spaced & (seams == _seam(_LETTER, _LETTER))
        self._apart = int(np.count_nonzero(gaps)) * SPREAD > len(text)
        at = np.flatnonzero(_counted()[seams])
        if gaps.any():
            rows = _rows(chars, shown[at], shown[:-1][gaps])
            if not self._apart or len(at) < FEW * FEW * np.count_nonzero(~rows):
                at = at[~rows]
        closed = _lost(text, chars, shown, seams, spaced, shown[:-1][gaps])
        if closed is not None:
            at = at[~closed[at]]
        latin = at[(seams[at] == _seam(_LETTER, _NARROW)) | (seams[at] == _seam(_NARROW, _LETTER))]
        first = classes[latin] == _LETTER
        self._beside = Beside(shown[latin] + 1, chars[shown[latin + ~first]], first, spaced[latin])
        # Which wide letter it is does not matter, and what else stands there is of few kinds.
        wide = np.concatenate(([False], classes == _LETTER, [False]))  # at one place more, for both ends
        plain = seams[at] == _seam(_MARK, _LETTER)  # as most are
        counts = _behind_marks(chars[shown[at[plain]]], wide[at[plain]], spaced[at[plain]])
        at = at[~plain]
        before = np.where(wide[at + 1], ord(_WIDE), chars[shown[at]] + wide[at] * _BEYOND)
        after = np.where(wide[at + 2], ord(_WIDE), chars[shown[at + 1]] + wide[at + 3] * _BEYOND)
        ends = _far_ends(classes, spaced)[at]
        keys, times = np.unique(((((before << 22 | after) << 2) | ends) << 1) | spaced[at], return_counts=True)
        counts.update(dict(zip(keys.tolist(), times.tolist(), strict=True)))
        for key, count in counts.items():
            sides = divmod(key >> 25, _BEYOND), divmod(key >> 3 & (1 << 22) - 1, _BEYOND)
            kinds = [_kind(chr(char), bool(far)) for far, char in sides]
            self._kinds.setdefault((kinds[0], kinds[1]), [0, 0])[key & 1] += count
            self._ends.setdefault((kinds[0], kinds[1], key >> 1 & 3), [0, 0])[key & 1] += count
        if closed is not None:
            seams = np.where(closed, 0, seams)
        for word, apart, count in _words(text, chars, seams, shown, spaced):
            self._words.setdefault(word, [0, 0])[apart] += count

    @staticmethod
    def _word(before: str, after: str, tail: str, head: str) -> tuple[str, bool] | None:
        """The Latin word at a seam with a wide letter, and whether it stands behind the seam."""
        match = (
            TOKEN_AT_START.match(head) if before == "wide" else TOKEN_AT_END.search(tail) if after == "wide" else None
        )
        if match is None or match.group().isdigit() or len(match.group()) < FEW:
            return None
        return match.group(), before == "wide"

    def spaced(self, tail: str, head: str, room: float = 1.0, place: int | None = None) -> bool:
        """Whether a space belongs between ``tail`` and ``head``, of which at least one is wide at the seam; it is ``room``
        times as likely as inside of lines. ``place``: where ``tail`` ends, if it stands in the text.
        """
        told = zip((ALIKE, FAR_END, NEAR, LETTERS), self.told(tail, head, place), strict=True)
        return sum(weight * odds for weight, odds in told) + math.log(room) > 0

    def told(self, tail: str, head: str, place: int | None = None) -> tuple[float, float, float, float]:
        """The log-odds of a space between ``tail`` and ``head`` by the seams of the same kind, what stands at the other end
        of the Latin, 1 for a space and -1 for none, and the log-odds by the seams near ``place`` and by those of the same wide
        letter.
        """
        before = _kind(tail[-1], _WIDE_LETTER.match(tail[:-1].rstrip()[-1:]) is not None)
        after = _kind(head[0], _WIDE_LETTER.match(head[1:].lstrip()[:1]) is not None)
        if after == "." and head[1:2].isalnum():  # a name such as .config
            after = "latin"
        if before == after == "wide" or (self._apart and before not in SIDES):
            return -math.inf, 0.0, 0.0, 0.0
        end = _far_end(before, tail[-REACH:], head[:REACH])
        share = min(SUREST, max(1 - SUREST, self._share(before, after, end, tail, head)))
        odds = math.log(share / (1 - share))
        letter, other = (tail[-1], head[0]) if before == "wide" else (head[0], tail[-1])
        if "wide" not in (before, after) or not other.isascii():
            return odds, 0.0, 0.0, 0.0
        far = {_SPACED: 1.0, _TIGHT: -1.0}.get(end, 0.0)
        near = 0.0 if place is None else self._beside.near(place)
        return odds, far, near, self._beside.alike(letter, before == "wide")

    def _share(self, before: str, after: str, end: int, tail: str, head: str) -> float:
        """The share of spaces at seams like that between ``tail`` and ``head``: of the kinds ``before`` and ``after``, with
        ``end`` at the other end of the Latin.
        """
        word = self._word(before, after, tail[-LONGEST:], head[:LONGEST])
        none, some = self._words.get(word, (0, 0)) if word else (0, 0)
        if none + some >= FEW and not min(none, some):
            return float(some > 0)
        share = float(before[0] in APART and after == "wide" and tail[-2:-1] != tail[-1] and is_japanese(tail, head))
        share = float(end == _SPACED) if "wide" in (before, after) and end != _UNKNOWN else share
        closes = before[0] in CLOSING or (before[0] in ENDING and tail[-2:-1].isascii())
        for kinds in reversed(self._likely(before, after, closes)):
            none = sum(self._kinds.get(kind, (0, 0))[0] for kind in kinds)
            some = sum(self._kinds.get(kind, (0, 0))[1] for kind in kinds)
            share = (some + PRIOR * share) / (none + some + PRIOR)
        if end != _UNKNOWN:
            none, some = self._ends.get((before, after, end), (0, 0))
            share = (some + FEW * share) / (none + some + FEW)  # seams so much alike are few
        return share

    @staticmethod
    def _likely(before: str, after: str, closes: bool) -> list[list[tuple[str, str]]]:
        """The kinds of seams to look at, the closest first; ``closes``: what stands before is the end of a Latin word."""
        closest = [[(before, after)]]
        if (before == "wide" and after in CHINESE) or (after == "wide" and before in CHINESE):
            return closest
        if not (before in SIDES and after in SIDES):
            closest.append([(one, other) for one in _any(before) for other in _any(after)])
        if before == "wide" and (after in LATIN or after[0] in OPENING):
            closest.append([("wide", kind) for kind in (LATIN if after not in LATIN else [after])])
        if after == "wide" and closes:
            closest.append([(kind, "wide") for kind in LATIN])
        if after == "wide" and before[0] in ASCII_MARKS:
            closest.append([(mark, after) for m in (APART if before[0] in APART else ASCII_MARKS) for mark in _any(m)])
        if before in "、。，" and (after in LATIN or after[0] in OPENING):
            closest.append([(mark, kind) for kind in LATIN for mark in "、。，"])
        if "wide" in (before, after) and (before in LATIN or after in LATIN):
            kind = before if before in LATIN else after
            closest += [[("wide", kind), (kind, "wide")], [("wide", k) for k in LATIN] + [(k, "wide") for k in LATIN]]
        return closest
