"""Where a long text may be cut, so that rules which look no further than a line read the pieces as they read the whole.

What may reach over the end of a line is fenced code, a formula between ``$$`` and a table: a fence goes to the next of
its kind, wherever that stands; a formula to the next ``$$`` within 4,000 characters; a table from the line before its
ruler over all lines with a bar, or over all rows that commas part alike; a program from line to line, and so indented
code in Markdown. Runs of blank lines count as one thing as well. So a cut is made at a line end with no fence and no
formula open, between two lines of which neither is blank nor may belong to a table or a program, and the second is not
indented. One rule looks back over lines:
whether an ASCII mark before a closing quotation mark is Chinese depends on where the quotation began, at most 100
characters before. So no such mark may stand so near behind a cut, unless something opens between the two.

That holds for the text as it is read. A rule may make a fence or empty a line that was none before, so each piece is
looked at again in every form that it takes on its way (``sound``); where one is not what it was, the text has to be
read as a whole.
"""

from __future__ import annotations

import re

from textkit.judgement import code
from textkit.judgement.fences import fences, holds
from textkit.judgement.front import settings
from textkit.judgement.protected import DISPLAY, merged
from textkit.judgement.records import is_data, stands_alone
from textkit.language.han import HAN
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

_OPEN = re.compile(r"\$\$[^$]{0,4000}\Z")
_LONGEST = 4002  # characters of such a one
_SOLID = lazy_pattern(f"[A-Za-z0-9{HAN}]")  # what no rule makes a blank line of
_CLOSES = re.compile("[.?!] *[”’）》〉」』】〕]")
_OPENS = re.compile(r"[“‘（《〈「『【〔(\[]")
# The same as it may still be to come: other forms of both, references, and what will be taken from between them.
_MAY_CLOSE = re.compile(r"[.?!．][^\w\n]{0,20}[”’）》〉」』】〕\"'&)\]»﹂﹄︶︸︾]")
_INDENT = ("    ", "\t")  # of code
BACK = 100  # characters that are looked back over
_TRIES = 2000  # lines


def cut(text: str, ahead: int = 3 * BACK) -> int:
    """The last place behind a line end at which ``text``, which goes on, may be cut; 0 where there is none.

    ``ahead``: so many characters behind it have no mark before the end of a quotation; more than are looked back over,
    since passes may bring nearer what stands behind.
    """
    formulas, dollars = _formulas(text), holds(text, "$$")
    spans = merged([Span(0, settings(text)), *fences(text), *formulas])
    inside, open_from = len(spans), len(formulas)
    end = text.rfind("\n")  # the line behind it is not known to its end
    for _ in range(_TRIES):
        at = text.rfind("\n", 0, max(end, 0)) + 1
        if not at:
            return 0
        while inside and spans[inside - 1].start >= at:
            inside -= 1
        if inside and at < spans[inside - 1].end:
            end = spans[inside - 1].start
            continue
        while open_from and formulas[open_from - 1].end > at:
            open_from -= 1
        before = text[text.rfind("\n", 0, at - 1) + 1 : at]
        behind = text[at : text.find("\n", at)]
        closed = not dollars or not _is_open(text, formulas[:open_from], at)
        known = text.find("\n", at + ahead) >= 0
        apart = _fits(before) and _fits(behind) and not behind.startswith(_INDENT)
        apart = apart and not code.beside(text, at, goes_on=True)
        if closed and known and apart and not _looks_back(text, at, ahead, _MAY_CLOSE):
            return at
        end = at - 1
    return 0


def _looks_back(text: str, at: int, within: int = BACK, closes: re.Pattern[str] = _CLOSES) -> bool:
    """Whether what stands behind ``at`` may be judged by what stands before."""
    end = text.find("\n", at + within)
    closed = closes.search(text, at, end if end >= 0 else len(text))
    return closed is not None and _OPENS.search(text, at, closed.start()) is None


def _fits(line: str) -> bool:
    return _SOLID.search(line) is not None and not _belongs(line.rstrip("\n"))


def _belongs(line: str) -> bool:
    """Whether ``line`` may belong to a table."""
    return "|" in line or not stands_alone(line)


def _formulas(text: str) -> list[Span]:
    return [Span(*m.span()) for m in DISPLAY.finditer(text)] if holds(text, "$$") else []


def _is_open(text: str, formulas: list[Span], at: int) -> bool:
    """Whether a formula behind the last of ``formulas`` is open at ``at``."""
    return _OPEN.search(text, max(at - _LONGEST, formulas[-1].end if formulas else 0), at) is not None


def sound(text: str, first: bool, last: bool) -> bool:
    """Whether a piece that now reads ``text`` can still be read without those before (but for the ``first``) and behind
    (but for the ``last``).
    """
    if not first and (
        text[:1] in ("", "\n")
        or text.startswith(_INDENT)
        or text[:3] in ("---", "+++")
        or _belongs(text.partition("\n")[0])
        or code.beside(text, 0)
        or _looks_back(text, 0)
        or is_data(text)  # as a whole; what it is the end of is too long to be asked
    ):
        return False
    if last:
        return True
    if not text.endswith("\n") or text[-2:] in ("\n", "\n\n") or _belongs(text[text.rfind("\n", 0, -1) + 1 : -1]):
        return False
    if any(s.end == len(text) for s in fences(text)) or code.beside(text, len(text)):
        return False
    return not holds(text, "$$") or not _is_open(text, _formulas(text), len(text))
