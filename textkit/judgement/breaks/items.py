"""Items of lists: where one begins and the next one follows, and whether items are of one paragraph each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

FEW = 3  # items that make a habit
LONG = ("over", "full", "near")
# A mark before items, and as many others within so many lines as show that it is one: where they were counted over whole
# pages 79 such lines began an item, and none went on.
DASH, OTHERS, AROUND = "——", 2, 30
ENDED = ("stop", "semi")


def bullets(markers: Sequence[str], marks: Sequence[tuple[str, int] | None], texts: Sequence[str]) -> list[str]:
    """The sign that a folded line begins with where it is an item without a number; empty for others."""
    return [
        text[0] if marker == "item" and mark is None and not text[0].isalnum() else ""
        for marker, mark, text in zip(markers, marks, texts, strict=True)
    ]


def within(page: Page) -> dict[int, str]:
    """Of each line without a marker that stands between the first lines of two items of one list, with no blank line there,
    the kind of item it is in, and what those of this kind are on the page: ``sole`` where none has a second paragraph as far
    as short lines show, ``few`` where there are too few to say so, ``more`` where one has.
    """
    inner: dict[int, str] = {}
    items: Counter[str] = Counter()
    for first, behind in page.items:
        lines = range(first + 1, behind)
        if page.every or not any(page.lines[k].blanks for k in lines):
            kind = page.markers[first]
            inner.update((k, kind) for k in lines if page.markers[k] == "none")
            items[kind] += 1
    ended = {kind for k, kind in inner.items() if page.coarse[k - 1] == "stop" and page.fits[k - 1] not in LONG}
    said = {kind: "more" if kind in ended else "few" if count < FEW else "sole" for kind, count in items.items()}
    return {k: f"{kind} {said[kind]}" for k, kind in inner.items()}


def dashed(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` is an item that begins with a dash, behind line ``i`` that has no mark at its end, as others near it
    are behind one that has.
    """
    if page.coarse[i] != "none" or not page.lines[j].s.startswith(DASH):
        return False
    near = range(max(1, j - AROUND), min(len(page.lines), j + AROUND + 1))
    return sum(k != j and page.lines[k].s.startswith(DASH) and page.coarse[k - 1] in ENDED for k in near) >= OTHERS


def hung(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` stands out again behind the lines of an item that are set in: line ``i`` and the full one before it,
    in which a sentence goes on. First lines of paragraphs are set in alone.
    """
    depth = page.lines[i].indent
    if j != i + 1 or not i or not depth > page.lines[j].indent == page.base or depth != page.lines[i - 1].indent:
        return False
    if page.lines[i].blanks or page.lines[j].blanks or i in page.indented or not page.columnar[i]:
        return False
    return page.coarse[i - 1] in ("none", "pause") and page.fits[i - 1] in LONG
