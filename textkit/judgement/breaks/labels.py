"""Lines that begin with a label and a colon: who speaks, what is told of somebody, items that are named first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.judgement.breaks.lists import AROUND
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

SPEAKER = re.compile(r"([^:,。;!?、\s]{1,6})(?<![说說道问問喊叫答称稱想曰云])\s?:")
CAST = lazy_pattern(r"([A-Z][A-Z’' ]{1,16}[A-Z])[.:]\s")  # a person of a play
# Other items near that are named first: then 750 lines that begin so, behind one without a mark, were of another paragraph
# than that, and 28 were not.
FEW = 2
ENDED, FULL, ROOM = frozenset(("stop", "semi")), frozenset(("over", "full")), frozenset(("much", "half", "some"))


def speaks(page: Page, i: int, j: int) -> bool:
    """Whether a speaker has said a whole sentence in line ``i``, and line ``j`` begins with the name of the next one, which
    stands so before another line near it, or as line ``i`` begins with one.
    """
    if page.coarse[i] != "stop":
        return False
    cast = page.lines[j].s[:2].isupper()
    speaker = CAST.match(page.lines[j].s) if cast else None
    if speaker is None and page.markers[j] == "label":
        speaker = SPEAKER.match(page.lines[j].s)
    if speaker is None:
        return False
    if (CAST if cast else SPEAKER).match(page.lines[i].s):
        return True
    near = range(max(0, j - AROUND), min(len(page.lines), j + AROUND + 1))
    return any(k != j and page.lines[k].s.startswith(speaker[0]) for k in near)


def labelled(page: Page, i: int, j: int) -> bool:
    """Whether two lines are of three in a row that begin with a label each, the first of the two without a mark at its end:
    what a form, a card or a head of a letter says of somebody.
    """
    if page.coarse[i] != "none" or not _label(page, i) or not _label(page, j):
        return False
    return any(0 <= k < len(page.lines) and _label(page, k) for k in (i - 1, j + 1))


def named_first(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` begins an item that is named first, as others near it are: they begin with a label, behind a line
    that ends a sentence or leaves room. Line ``i`` has no mark at its end, and is not full.
    """
    if page.coarse[i] != "none" or page.fits[i] in FULL or not _label(page, j):
        return False
    near = range(max(1, j - AROUND), min(len(page.lines), j + AROUND + 1))
    return (
        sum(k != j and (page.coarse[k - 1] in ENDED or page.fits[k - 1] in ROOM) and _label(page, k) for k in near)
        >= FEW
    )


def _label(page: Page, k: int) -> bool:
    """Whether line ``k`` begins with a label, and not with who says what."""
    return page.markers[k] == "label" and SPEAKER.match(page.lines[k].s) is not None
