"""Where characters of certain sets stand beside each other: asked of a long text as a whole, by numpy.

A search by a pattern stops at every space, digit or full stop and looks about; nearly all of them say nothing, and each
rule stops at them anew. Here every character is looked up once in a table of all sets, and a rule's ``Seeds`` say by a
few operations on whole texts at which places its pattern is worth asking: at all where it matches, and at few others.
Short texts are searched by the patterns alone, since numpy takes longer to load.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from textkit.model.derived import derived

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Mask: TypeAlias = "NDArray[np.bool_]"  # of a text: for each of its characters yes or no

LEAST = 1 << 15  # characters from which the table pays, if numpy is there
_MOST = 1 << 23  # characters: longer texts would take too much memory
_PADDING = "\n" * 4  # on both sides: no seed looks further
_RANGE = re.compile("(.)(?:-(.))?", re.DOTALL)
_numbers = count()


class Chars:
    """A set of characters, given as the inside of a class of a pattern without escapes; it has a bit in the table."""

    def __init__(self, inside: str | frozenset[str]) -> None:
        self._inside = inside if isinstance(inside, str) else "".join(sorted(inside - {"-"})) + "-" * ("-" in inside)
        self.plane, number = divmod(next(_numbers), 8)
        self.bit = 1 << number
        _PLANES.setdefault(self.plane, []).append(self)

    @property
    def ranges(self) -> Iterator[tuple[int, int]]:
        """The code points from and up to, the last included."""
        return ((ord(m[1]), ord(m[2] or m[1])) for m in _RANGE.finditer(self._inside))


_PLANES: dict[int, list[Chars]] = {}
SPACE, LF, DIGIT = Chars(" "), Chars("\n"), Chars("0-9")


class Spots:
    """The sets that each character of one text belongs to."""

    def __init__(self, text: str) -> None:
        import numpy as np

        padded = f"{_PADDING}{text}{_PADDING}".encode("utf-32-le", "surrogatepass")
        self._codes, self._size = np.frombuffer(padded, np.uint32), len(text)
        self._looked_up: dict[int, NDArray[np.uint8]] = {}

    def __call__(self, chars: Chars, beside: int = 0) -> Mask:
        """Whether one of ``chars`` stands so many characters behind (before, if negative) each place."""
        import numpy as np

        plane = self._looked_up.get(chars.plane)
        if plane is None:
            plane = self._looked_up[chars.plane] = np.take(_table(chars.plane), self._codes)
        start = len(_PADDING) + beside
        mask: Mask = (plane[start : start + self._size] & np.uint8(chars.bit)) != 0
        return mask


Seeds = Callable[[Spots], "Mask"]


@lru_cache(maxsize=8)
def _table(plane: int) -> NDArray[np.uint8]:
    import numpy as np

    table = np.zeros(sys.maxunicode + 1, np.uint8)
    for chars in _PLANES[plane]:
        for first, last in chars.ranges:
            table[first : last + 1] |= chars.bit
    return table


def spots(text: str) -> Spots | None:
    """The spots of ``text``; ``None`` where it is to be searched by patterns: where it is short or too long, and the first
    time that it is asked about, since where many rules change a text few ask about it again.
    """
    return _asked(text).again() if LEAST <= len(text) <= _MOST and "numpy" in sys.modules else None


class _Asked:
    """A text that was asked about, and its spots if that was more than once."""

    def __init__(self, text: str) -> None:
        self._text, self._times = text, 0

    @derived
    def _spots(self) -> Spots:
        return Spots(self._text)

    def again(self) -> Spots | None:
        self._times += 1
        return self._spots if self._times > WORTH else None


WORTH = 1  # time that a text is asked about before the table is made
_asked = lru_cache(maxsize=1)(_Asked)


def places(mask: Mask, ranges: Sequence[tuple[int, int]] | None = None) -> list[int]:
    """Where ``mask`` holds; in ``ranges``, which lie apart and in order."""
    import numpy as np

    found = np.flatnonzero(mask)
    if ranges is not None:
        bounds = np.array(ranges, np.int64).reshape(-1)
        found = found[np.searchsorted(bounds, found, "right") % 2 == 1]  # behind a start and not yet behind its end
    at: list[int] = found.tolist()
    return at


def count_of(mask: Mask) -> int:
    """At how many places ``mask`` holds."""
    import numpy as np

    return int(np.count_nonzero(mask))


def found_at(pattern: re.Pattern[str], text: str, at: Iterable[int]) -> Iterator[re.Match[str]]:
    """What ``pattern`` matches in ``text`` at some of the places ``at``, none of it overlapping."""
    end = 0
    for i in at:
        if i >= end and (m := pattern.match(text, i)):
            end = m.end()
            yield m
