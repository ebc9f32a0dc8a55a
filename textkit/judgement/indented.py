"""Indented code in Markdown: lines four columns further in than the text around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textkit.language.lazy_pattern import lazy_pattern

CODE = 4  # columns from which on indented Markdown is code, counted from where the text of a list item begins
RARE_MARKS = 40  # characters of prose to a mark; labels and diagrams have none
# What begins a list item, a footnote, a definition or an admonition, whose further paragraphs are indented as well.
_CONTAINER = lazy_pattern(r"(?P<item>(?:[-*+]|\d{1,9}[.)])\s+)|\[\^[^\]]+\]:|: |(?:!!!|\?\?\?\+?|===) ")


def code_lines(lines: Sequence[tuple[str, int, bool]]) -> Iterator[int]:
    """The numbers of the ``lines`` of indented code, in order. Each is one that is not blank: without its indent, how many
    columns that is, and whether a blank line stands before it.

    Code begins behind a blank line, four columns further in than the text around it (CommonMark, section 4.4). Further
    paragraphs of list items and their kin are none, nor are Chinese and Japanese sentences, which people quote so.
    """
    inner, code = 0, list[int]()  # where the text of what holds these lines begins, and the lines of code up to here
    for i, (text, indent, blank) in enumerate(lines):
        if indent >= inner + CODE and (code or blank):
            code.append(i)
            continue
        if not is_prose([lines[k][0] for k in code]):
            yield from code
        code = []
        if match := _CONTAINER.match(text):
            inner = indent + (match.end() if match["item"] else CODE)
        elif indent < inner and blank:
            inner = indent
    if not is_prose([lines[k][0] for k in code]):
        yield from code


def is_prose(lines: list[str]) -> bool:
    """Whether lines are Chinese or Japanese sentences: characters of theirs, and marks among them."""
    wide = sum(c > "\u2e7f" for line in lines for c in line)
    marks = sum(line.count(c) for line in lines for c in "。，、！？,!?")
    return 2 * wide > sum(map(len, lines)) and wide < RARE_MARKS * marks
