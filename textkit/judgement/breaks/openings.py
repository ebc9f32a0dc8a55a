"""How lines of one page open and end: newspapers set a short sentence before each paragraph, pages repeat themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textkit.judgement.breaks.page import Page
    from textkit.judgement.breaks.shadow import Line

COPY = 24  # characters at the edge of a line by which a copy of it is known
LEAD = (4, 12)  # characters of a short sentence that a paragraph may open with
LEADS = 2  # paragraphs near by that must open in the same way; one is chance
LEADS_WITHIN = 30  # lines to both sides: three or four paragraphs of a newspaper column


def copies(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that open or end as another line does: of copies nobody can say which goes on with what stands behind.

    Where all copies of a line have the same neighbours there is nothing to choose from, and the line is not one of them.
    """
    opens = Counter(line.s[:COPY] for line in lines)
    ends = Counter(line.s[-COPY:] for line in lines)
    twice = [opens[line.s[:COPY]] > 1 or ends[line.s[-COPY:]] > 1 for line in lines]
    if not any(twice):
        return frozenset()
    whole = Counter(line.s for line in lines)
    around: dict[str, set[tuple[str, str]]] = {}
    for k, line in enumerate(lines):
        before, after = lines[k - 1].s if k else "", lines[k + 1].s if k + 1 < len(lines) else ""
        around.setdefault(line.s, set()).add((before, after))
    alike = [opens[line.s[:COPY]] == ends[line.s[-COPY:]] == whole[line.s] for line in lines]
    return frozenset(k for k, line in enumerate(lines) if twice[k] and not (alike[k] and len(around[line.s]) == 1))


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
