"""Marks that open and close alike, straight quotes, asterisks of emphasis, backticks: is there a space beside them?

Inside the pair stands none, on whichever line its other half is: in 名前は*main.rs*です a line may end behind the first
asterisk as well as behind the second. Outside it the text does as it does elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from textkit.language.lazy_pattern import lazy_pattern

PAIR = lazy_pattern(r"(\*{1,3}|[\"`])(?![ \n*\"`])[^*\"`\n]{1,60}(?<! )\1(?=( ?)(\w)?)")
WORD = re.compile(r"\w")
MARK = re.compile('[*"`]')
RUN = re.compile(r"\*{1,3}|[\"`]")
MARKS = '*"`'
BEFORE = " ([{=（「『《：，、。"  # what stands before an opening mark …
BEHIND = " )]}）」』》：，、。,.;:!?"  # … and behind a closing one


class Paired:
    """The habit of one text, learned when asked: whether spaces stand outside of such pairs."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spaces(self) -> int:
        """How much oftener a space than nothing stands outside of a pair."""
        sides = [side for pair in self._pairs() for side in pair]
        return sum(1 if space else -1 for char, space in sides if char > "\u2e80" and WORD.match(char))

    def _pairs(self) -> Iterator[tuple[tuple[str, bool], tuple[str, bool]]]:
        """Of each pair the characters outside of it, the one before and the one behind, and whether a space stands there.

        No two pairs share such a character. Marks are sought first: few texts have any, and a search for all of a pair
        looks at every character several times.
        """
        text, done = self._text, 0
        mark = MARK.search(text)
        while mark:
            start = at = mark.start()
            pair = PAIR.match(text, start)
            if pair:
                at -= at > done + 1 and text[at - 1] == " "
                before = text[at - 1] if at > done else ""
                yield (before, at < start), (pair[3] or "", bool(pair[2]))
                done = pair.end()
            mark = MARK.search(text, done if pair else start + 1)

    def inside(self, tail: str, head: str) -> bool | None:
        """Whether the seam between ``tail`` and ``head`` is inside of such a pair; ``None`` where no half of one stands
        beside it, or the other half is not to be seen.
        """
        behind = tail[-1] in MARKS
        if behind == (head[0] in MARKS):
            return None
        mark = tail[-1] if behind else head[0]
        before, after = tail.rstrip(mark), head.lstrip(mark)
        if behind:
            inside = not before or before[-1] in BEFORE or not _open(before, mark)
            other = head if inside else before
        else:
            inside = not after or after[0] in BEHIND or _open(tail, mark)
            other = tail if inside else after
        return inside if mark in other else None

    @staticmethod
    def at_edge(tail: str, head: str) -> bool:
        """Whether a mark at the seam of two lines of Latin letters, which are cut at spaces alone, stands inside its pair:
        it opens where a space stands before it, and closes where none does.
        """
        if tail[-1] in MARKS:
            before = tail.rstrip(tail[-1])
            return not before or before[-1] in BEFORE
        after = head.lstrip(head[0])
        return head[0] in MARKS and (not after or after[0] in BEHIND)

    def spaced(self, tail: str, head: str) -> bool | None:
        """Whether a space belongs between ``tail`` and ``head``, one of them wide; ``None`` where nothing tells."""
        inside = self.inside(tail, head)
        if inside is None or inside:
            return False if inside else None
        return self._spaces > 0 if self._spaces else None


def _open(text: str, mark: str) -> bool:
    """Whether a pair is open at the end of ``text``, a line that may begin inside one."""
    runs = [run for run in RUN.finditer(text) if run[0][0] == mark]
    if not runs:
        return False
    first = runs[0]
    closed = text[first.end() : first.end() + 1] in BEHIND and text[: first.start()][-1:] not in BEFORE
    return (len(runs) + closed) % 2 == 1
