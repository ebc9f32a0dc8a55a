"""How a text uses characters: what paragraphs that open alike end with, and where runs of characters stand.

A character may begin nothing in general and do so in one text, as the names of its people do; and what stands together
nowhere else in a text was hardly one word before a break.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from textkit.judgement.cut_context import QUOTES
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.sentences import CLOSERS, SPACE, STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOKED_THROUGH: Final = 60_000  # characters of a text that are searched for how it uses a word
LOOKED_AT: Final = 24  # places of a run of characters that tell how it is used
CODE: Final = 21  # bits of a character
PLACE: Final = 16  # and of a place among those
_OUTSIDE: Final = "，。、；：！？“”‘’（）《》「」『』　"  # what stands between words
_DIGITS: Final = lazy_pattern(r"[\d一二三四五六七八九十百千零〇]+")
_NUMERALS: Final = frozenset("0123456789一二三四五六七八九十百千零〇")
_BETWEEN: Final = lazy_pattern("[，、 \u3000“”‘’]+")  # what a title leaves out or has a space for
RUN: Final = 3  # characters at the end of a line by which it is found elsewhere
_CLOSED: Final = "”’」』》"
OPENING: Final = 4  # characters by which paragraphs open alike
INDENTED: Final = 0.6  # share of the paragraphs of a text whose paragraphs are indented; headings and lists are not
FEW: Final = 5  # paragraphs


@dataclass
class Usage:
    """How a text uses characters: what paragraphs that open alike end with, and where runs of characters stand."""

    text: str
    paragraphs: list[str] = field(default_factory=list)

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for paragraph in self.paragraphs:
            seen = found.setdefault(opening(paragraph), [0, 0])
            seen[0] += 1
            last = paragraph[-1]
            seen[1] += last in STOPS or (last in CLOSERS and paragraph[-2:-1] in STOPS)
        return found

    @cached_property
    def _starts(self) -> Counter[str]:
        return Counter(paragraph.lstrip(QUOTES)[:2] for paragraph in self.paragraphs)

    @cached_property
    def _indented(self) -> bool:
        indented = sum(paragraph[:1] in SPACE for paragraph in self.paragraphs)
        return indented >= max(FEW, INDENTED * len(self.paragraphs))

    def layout(self, paragraph: str) -> str:
        """Where nearly all paragraphs are indented: whether ``paragraph`` is; the rest of a cut one is ``flush``."""
        return "" if not self._indented else "indented" if paragraph[:1] in SPACE else "flush"

    @cached_property
    def _searched(self) -> str:
        return self.text[:LOOKED_THROUGH]

    def alike(self, paragraph: str) -> str:
        """How the other paragraphs that open as ``paragraph`` does end, in words."""
        n, stopped = self._ends.get(opening(paragraph), (0, 0))
        n -= 1  # itself, which has no stop
        if n < 1:
            return "none"
        return f"{'all' if stopped == n else 'most' if stopped > 0.7 * n else 'some'} {'one' if n == 1 else 'few' if n < 5 else 'many'}"

    def places(self, run: str) -> str:
        """Where else in the text the characters of ``run`` stand: at beginnings, inside, or behind one character only."""
        if not run:
            return "none"
        before = [self._searched[at - 1] if at else "\n" for at in self._stands(run)[:LOOKED_AT]]
        inside = Counter(c for c in before if c > "\u2e80" and c not in _OUTSIDE)
        total = inside.total()
        begins = self._starts[run] - 1 + len(before) - total - before.count("\n")
        first = max(inside.values(), default=0)
        bound = "bound" if first >= 2 and first > 0.7 * total else "free"
        return f"{_few(begins)} {_few(total)} {bound}"

    def together(self, run: str) -> bool:
        """Whether the characters of ``run`` stand together somewhere in the text."""
        return bool(self._stands(run))

    def whole_elsewhere(self, line: str) -> bool:
        """Whether ``line`` stands elsewhere as an item of a list or as part of a title, so that it is no cut sentence: set
        off by a semicolon or a space, or at the end of a line that has more. Spaces may stand there for its marks.
        """
        bare = _BETWEEN.sub("", line)
        run = line[-RUN:]
        if _BETWEEN.search(run):
            return False
        for at in self._stands(run)[:LOOKED_AT]:
            end = at + RUN
            low = max(0, end - 2 * len(line))
            before = _BETWEEN.sub("", self._searched[max(low, self._searched.rfind("\n", low, at) + 1) : end])
            after = self._searched[end : end + 2].lstrip(_CLOSED)[:1] or "\n"
            if before.endswith(bare) and after in ";；\n \u3000" and (before != bare or after in ";；"):
                return True
        return False

    def _stands(self, run: str) -> list[int]:
        """The places where ``run`` begins, in order. Found by its first two characters: to search the text takes longer,
        and is done for hundreds of runs.
        """
        text = self._searched
        if len(run) < 2:
            return [at for at, c in enumerate(text) if c == run]
        keys, order = self._pairs
        key = ord(run[0]) << CODE | ord(run[1])
        at = order[keys.searchsorted(key) : keys.searchsorted(key, side="right")].tolist()
        return [k for k in at if text.startswith(run, k)] if len(run) > 2 else at

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """The pairs of characters of the text in order, each in one number, and where they stand."""
        import numpy as np

        chars = np.frombuffer(self._searched.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        # To sort keys with their places behind them takes a fifth of the time that it takes to find their order.
        both = np.sort((chars[:-1] << CODE | chars[1:]) << PLACE | np.arange(len(chars[1:])))
        return both >> PLACE, both & ((1 << PLACE) - 1)


def opening(paragraph: str) -> str:
    """What paragraphs that open alike have in common: numbers are one, the first characters are the same."""
    if paragraph[0] in SPACE:
        paragraph = paragraph.lstrip(SPACE)
    first = paragraph[:OPENING]
    return first if _NUMERALS.isdisjoint(first) else _DIGITS.sub("0", paragraph[: 4 * OPENING])[:OPENING]


def _few(n: int) -> str:
    return "0" if n <= 0 else "1" if n == 1 else "few" if n < 5 else "many"
