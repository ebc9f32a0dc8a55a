"""What stands between two joined lines: nothing, a space, or a hyphen less."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from textkit.judgement.breaks.ends import NO_START, OPENERS
from textkit.judgement.breaks.hangul import Hangul
from textkit.judgement.breaks.hyphen import HYPHENS, OCR, SOFT, STAND_INS, Hyphens
from textkit.judgement.breaks.sign_spacing import CJK, NEAR, Signs
from textkit.judgement.breaks.spacing import APART, SPACES, Spacing
from textkit.judgement.breaks.symmetric_marks import Paired

LAST_ASCII = "\x7f"
INITIALS = re.compile(r"(?<![^\W_])(?:[A-Z]\.){2,4}$")


class Glue(NamedTuple):
    """What replaces the break: ``between`` after the tail loses its last ``drop`` characters (a dissolved hyphen)."""

    between: str = ""
    drop: int = 0


NOTHING = Glue()


class Gluer:
    """The habits of one text: spaces beside Latin and digits, words with and without hyphens. Learned when asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _solid(self) -> bool:
        """Whether there is no space in the text: it sets none beside wide characters, and no habit has to be counted."""
        return _solid(self._text)

    @cached_property
    def _spacing(self) -> Spacing:
        return Spacing(self._text)

    @cached_property
    def _paired(self) -> Paired:
        return Paired(self._text)

    @cached_property
    def _signs(self) -> Signs:
        return Signs(self._text)

    @cached_property
    def _hyphens(self) -> Hyphens:
        return Hyphens(self._text)

    @cached_property
    def hangul(self) -> Hangul:
        """How Korean is broken in the text."""
        return Hangul(self._text)

    def _hyphen(self, tail: str, head: str) -> Glue:
        between = self._hyphens.decide(tail[:-1], head)
        if tail[-1] in STAND_INS:  # where the hyphen is one of the word, it comes back
            return Glue(between, 1)
        return Glue(between[1:], 0 if between else 1)

    def glue(self, tail: str, head: str, room: float = 1.0, place: int | None = None) -> Glue:
        """The glue between ``tail`` and ``head``, the original lines without outer white space.

        ``room`` is how much likelier the room in the line makes a space between Han and Latin, 1 where it does not tell;
        ``place`` is where ``tail`` ends in the text.
        """
        a, b = tail[-1], head[0]
        if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff":  # as most are
            return NOTHING
        if a == SOFT:
            return Glue("", 1)
        if a == OCR and not (tail[-2:-1].isalpha() and b.isalpha()):  # as in a formula
            return Glue("" if _wide(b) else " ")
        if a in HYPHENS + STAND_INS and _of_word(tail[:-1]) and not _wide(b):
            return self._hyphen(tail, head)
        if a in STAND_INS:
            return Glue("", 1)
        if a == b and a > LAST_ASCII and not a.isalnum():  # halves of a row such as ── or ‥‥
            return NOTHING
        if a in "“”‘’…" and b in "“”‘’…" and CJK.search(tail[-NEAR:] + head[:NEAR]):
            return Glue("")
        if _wide(a) or _wide(b):
            told = self._paired.spaced(tail, head)
            if told is None:
                solid = self._solid and _solid(tail) and _solid(head)
                told = (a in APART or not solid) and self._spacing.spaced(tail, head, room, place)
            return Glue(" " if told else "")
        if _hangul(a) or _hangul(b):
            if b in NO_START or a in OPENERS:
                return Glue("")
            return Glue(" " if self.hangul.apart(tail, head) else "")
        paired = self._paired.at_edge if self._signs.prose(tail, head) else self._paired.inside
        if paired(tail, head):
            return Glue("")
        return Glue("" if self._signs.bound(tail, head) else " ")


@lru_cache(maxsize=1)
def gluer(text: str) -> Gluer:
    """The habits of ``text``; those of the last text are remembered, for it is asked about again."""
    return Gluer(text)


def _of_word(s: str) -> bool:
    """Whether ``s`` ends in a letter or figure that is narrow, or as initials do, such as *U.S.*"""
    return (s[-1:].isalnum() and not _wide(s[-1])) or INITIALS.search(s[-NEAR:]) is not None


def _solid(text: str) -> bool:
    return not any(map(text.__contains__, SPACES))


def _wide(char: str) -> bool:
    return char > "\u2e7f" and not _hangul(char)


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"
