"""Short lines behind an open line of a column that its sentence does not go on in: a line of the sentence would be full, or
end it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks.lists import AGREED, OVER
from textkit.judgement.breaks.page import marks

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page


def turns(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` is the number of a page that ends in mid-sentence, or behind one a short line without a mark, which
    names the page: a line of the sentence would be full, or end it.
    """
    if not page.columnar[i] or page.coarse[i] not in ("none", "pause") or max(page.lines[i].s[-2:]) < "\u2e80":
        return False
    if j == i + 1:
        return furniture.bare_number(page.lines[j].s) and page.fits[i] in ("over", "full", "near")
    return page.coarse[j] == "none" and page.fits[j] in ("much", "half") and not marks(page.lines[j].s)


def set_apart(page: Page, i: int, j: int) -> bool:
    """Whether line ``j``, between blank lines behind a full line of a column, is a label or the like: a line of the sentence
    would be full, or end it.
    """
    head, after = page.lines[j], page.lines[j + 1 : j + 2]
    if not head.blanks or page.every or not after or not after[0].blanks or page.ends[j] not in ("han", "kana"):
        return False
    near = abs(page.columns[j].width - page.columns[i].width) <= OVER
    agreed = near and page.columns[i].agree >= AGREED
    return agreed and page.columnar[i] and page.fits[j] in ("much", "half") and not marks(head.s)
