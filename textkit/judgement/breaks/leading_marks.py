"""Lines that begin with a mark of Chinese that belongs to the line before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.judgement.breaks.evidence import chinese
from textkit.judgement.breaks.line_context import NEIGHBOURS

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

CLOSING = re.compile("[,。、;!?)》」』”’]{1,3}")  # a line of nothing else was cut off the one before it …
# No line begins so, but for those of a reader that sets a squeezed mark apart; ``:quit`` and ``;x`` may be commands.
PUSHED = re.compile(r"[,、。](?:\w|[(《“‘「『])|[;:](?:[^\W_a-zA-Z]|[(《“‘「『])")
LONE = 3  # … unless that is as short: a list of marks


def leading_mark(page: Page, i: int, j: int) -> bool:
    """Whether line ``j``, the next one, is nothing but marks that end line ``i``, or begins with one that does."""
    return (CLOSING.fullmatch(page.lines[j].s) is not None and _closes(page, i, j)) or _pushed(page, i, j)


def _closes(page: Page, i: int, j: int) -> bool:
    """Whether the lone marks of line ``j`` end the line of Chinese before them, others of their kind between."""
    if page.lines[j].blanks:
        return False
    first = i
    while first and i - first < NEIGHBOURS and not page.lines[first].blanks and CLOSING.fullmatch(page.lines[first].s):
        first -= 1
    before = page.lines[first].s
    return len(before) > LONE and chinese(before[-LONE:])


def _pushed(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` of Chinese begins with a mark that belongs to the word or bracket before it."""
    tail, head = page.lines[i], page.lines[j]
    if head.blanks or page.coarse[i] not in ("none", "quote") or page.ends[i] == "stopquote":
        return False
    return PUSHED.match(head.s) is not None and chinese(tail.s)
