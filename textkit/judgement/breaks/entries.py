"""Lines that are entries: of a dictionary, of the head of a letter or a package, of a list of commands.

Each begins in the same way, whatever its width and whatever words stand at its end: with a word and how it is spoken or
what part of speech it is; with a label and a colon; with one and the same command before what is handed to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from textkit.judgement.breaks.page import Page

NEAR = 6  # lines that an entry of a head may go on for
FEW, AROUND = 3, 3  # words of a dictionary among the lines to both sides of a break that show there to be one
# A word, and how it is spoken (in signs that are no figures, as those of references are) or its part of speech.
WORD = lazy_pattern(
    r"[A-Za-z][A-Za-z'’-]{0,30}+(?: [A-Za-z'’-]{1,20}+){0,3}[ \t]*+(?:\[[^\[\]0-9]{2,40}\]|/[^/\s0-9][^/0-9]{0,39}/"
    r"|(?<=[ \t])(?:n|v|vt|vi|adj|adv|ad|a|prep|conj|pron|int|num|art|aux)\.[ \t]*+[^A-Za-z\s])"
)
LABEL = re.compile(r"[A-Z][A-Za-z]{1,20}(?:[ -][A-Za-z]{1,20}){0,2}: ?(?!//)\S")
# A command or the like, and what is handed to it: no word of a sentence.
COMMAND = re.compile(r"([A-Za-z][\w.-]{1,20}) (?:\[?-{1,2}\w|[a-z]{2,8}://|/\w)", re.ASCII)


def apart(page: Page, i: int, j: int) -> bool:
    """Whether line ``j`` is an entry behind that which line ``i`` is or ends."""
    head = page.lines[j].s
    if not (head[0].isascii() and head[0].isalpha()):
        return False
    command = COMMAND.match(head)
    if command and (before := COMMAND.match(page.lines[i].s)) and before[1] == command[1]:
        return True
    if page.lines[j].blanks:
        return False
    if LABEL.match(head) and _of_head(page, i, page.lines[j].indent):
        return True
    return WORD.match(head) is not None and _of_dictionary(page, i, j)


def _of_head(page: Page, i: int, indent: int) -> bool:
    """Whether line ``i`` is an entry of a head, or ends one whose lines are set in behind its first."""
    for k in range(i, max(-1, i - NEAR), -1):
        line = page.lines[k]
        if line.indent <= indent:
            return line.indent == indent and LABEL.match(line.s) is not None
        if line.blanks:
            return False
    return False


def _of_dictionary(page: Page, i: int, j: int) -> bool:
    """Whether words of a dictionary begin several lines around the break between lines ``i`` and ``j``."""
    around = range(max(0, i - AROUND + 1), min(len(page.lines), j + AROUND))
    return sum(WORD.match(page.lines[k].s) is not None for k in around) >= FEW
