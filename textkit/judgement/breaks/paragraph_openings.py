"""How paragraphs of one page open: newspapers set a short sentence before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

LEAD = (4, 12)  # characters of a short sentence that a paragraph may open with
LEADS = 2  # paragraphs near by that must open in the same way; one is chance
LEADS_WITHIN = 30  # lines to both sides: three or four paragraphs of a newspaper column


def opens_alike(page: Page, i: int, j: int) -> bool:
    """Whether line ``j``, behind a line that ends a sentence, opens with a short sentence just as long as those that
    the paragraphs around it open with: "Roads. The council …", "Wells. In spring …".
    """
    if page.coarse[i] != "stop" or not page.lines[j].s:
        return False
    size = page.lines[j].s.find("。")
    if not LEAD[0] <= size <= LEAD[1]:
        return False
    low, high = max(0, j - LEADS_WITHIN), min(len(page.lines), j + LEADS_WITHIN)
    around = (page.lines[k] for k in range(low, high) if page.lines[k].blanks and k != j)
    return sum(line.s.find("。") == size for line in around) >= LEADS
