"""Lines behind an open one that its sentence does not go on in: short ones in a column, where a line of the sentence would be
full, or end it; one in another language; one that is no longer part of a list item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textkit.judgement import furniture
from textkit.judgement.breaks.lists import AGREED, OVER
from textkit.judgement.breaks.page import marks
from textkit.judgement.breaks.page_language import page_language
from textkit.language.han import HAN
from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

WORDS = 4  # words of a line in another language that make it a sentence and no name
_CHINESE = lazy_pattern(f"[{HAN}]")
_LATIN = lazy_pattern("[A-Z][^\u2e80-\uffef]*")


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


def another(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` is another paragraph by its language or by where a list stands."""
    return translated(page, i, j) or behind_item(page, i, j)


def parted(page: Page, i: int, j: int) -> bool:
    """Whether blank lines in Markdown part line ``j`` from line ``i``, which is how it ends paragraphs. Inside the sentences
    of a column with blank lines behind all of its lines they say nothing.
    """
    every = page.every and page.columnar[i] and page.coarse[i] != "stop"
    return page.markdown and any(line.blanks > every for line in page.lines[i + 1 : j + 1])


def in_chinese(page: Page, i: int, j: int) -> bool:
    """Whether two lines meet in Chinese characters without a mark. Markdown that was made from pages has such paragraphs,
    cut in a word: of joins over its blank lines that the evidence was sure of 13 of 14 here were right, 2 of 15 elsewhere.
    """
    return (
        page.coarse[i] == "none"
        and page.ends[i] == "han"
        and page.starts[j] == "han"
        and page_language(page.text) == "zh"
    )


def translated(page: Page, i: int, j: int) -> bool:
    """Whether line ``j``, behind blank lines, is a sentence in Latin letters and line ``i`` ends in Chinese: they are two
    paragraphs of a text of which some are translated.
    """
    tail, head = page.lines[i].s, page.lines[j]
    return (
        head.blanks > 0
        and _CHINESE.match(tail[-1]) is not None
        and _LATIN.fullmatch(head.s) is not None
        and head.s.count(" ") >= WORDS - 1
    )


def behind_item(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` of Markdown stands behind blank lines, or behind the end of a sentence, and no further in than the
    item with a bullet in line ``i``: it is no longer part of the list.
    """
    tail, head = page.lines[i], page.lines[j]
    if not page.markdown or head.indent > tail.indent or tail.s[:2] not in ("- ", "* ", "+ "):
        return False
    return head.blanks > 0 or page.coarse[i] == "stop"
