"""Whether two lines are of a program that a text shows, by what they look like."""

from __future__ import annotations

from textkit.judgement.breaks import latin
from textkit.judgement.breaks.ends import is_statement
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.page_language import foreign, page_language

INDENT = 4  # columns that examples are set in by
WORDS, PROSY = 4, 0.7  # words of a line that make it prose, and the share of them


def apart(page: Page, i: int, j: int) -> bool | None:
    """Whether one of the lines ``i`` and ``j`` is of a program, and is joined with none: ``False`` for prose that speaks of
    programs, ``None`` where nothing is to be seen of one.
    """
    signs = page.signs[i] or page.signs[j]
    if page.code[i] and page.code[j] and signs and _of_code(page, i) and _of_code(page, j):
        return not (_prosy(page, i) and _prosy(page, j))
    if (_set_in(page, i) and _set_in(page, j)) or (signs and (_steps(page, i, j) or _stated(page, i, j))):
        return True
    return None


def _of_code(page: Page, i: int) -> bool:
    """Whether a line among lines of a program may be one of it."""
    return page.signs[i] or page.lines[i].s.isascii()


def _set_in(page: Page, i: int) -> bool:
    """Whether a line of Chinese or Japanese text is set in and in Latin, and no prose, as examples and commands are."""
    line = page.lines[i]
    set_in = line.indent >= page.base + INDENT and line.s.isascii() and not _words(line.s)
    return set_in and foreign(page.text)


def _steps(page: Page, i: int, j: int) -> bool:
    """Whether one of two lines of nothing but Latin in Chinese or Japanese text is set in more than the other, and one has
    signs of a program, as in an example of a few lines.
    """
    tail, head = page.lines[i], page.lines[j]
    if tail.indent == head.indent or not tail.s.isascii():
        return False
    return head.s.isascii() and not (_words(tail.s) and _words(head.s)) and foreign(page.text)


def _stated(page: Page, i: int, j: int) -> bool:
    """Whether one of two lines in a text that is not English is a line of a program by itself, and has its signs."""
    if not foreign(page.text):
        return False
    return any(
        page.signs[k] and is_statement(page.lines[k].s) and _typed(page, k) and not _words(page.lines[k].s)
        for k in (i, j)
    )


def _typed(page: Page, k: int) -> bool:
    """Whether the last sign of line ``k`` is none of Chinese print."""
    return page.text[page.lines[k].span.end - 1].isascii()


def _prosy(page: Page, i: int) -> bool:
    """Whether a line with signs of code is prose that speaks of code: words, most of them, and not indented."""
    s = page.lines[i].s
    if page.lines[i].indent > 0 or (page_language(page.text) == "en" and s.startswith(latin.REMARKS)):
        return False
    return _words(s) or (page_language(page.text) == "en" and latin.speaks(s))


def _words(s: str) -> bool:
    """Whether most of a line are words."""
    words = s.split()
    return sum(word.strip(".,;:()'\"`*").isalpha() for word in words) >= max(WORDS, PROSY * len(words))
