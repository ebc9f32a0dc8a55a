"""What a picture in Markdown shows, said in brackets over several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

PICTURE = 6  # lines of the longest


def described(page: Page, i: int) -> bool:
    """Whether Markdown says what a picture shows in line ``i`` and the next one: the bracket opened behind ``!`` is closed in
    one of the next lines.
    """
    first = i
    while not page.lines[first].s.startswith("!["):
        if not first or i - first == PICTURE or page.lines[first].blanks or "]" in page.lines[first].s:
            return False
        first -= 1
    if "]" in page.lines[first].s:
        return False
    for line in page.lines[i + 1 : i + 1 + PICTURE]:
        if line.blanks or line.s.startswith("!["):
            return False
        if "]" in line.s:
            return True
    return False
