"""What in a text is no prose by its markup: settings at its head, code in fences, in tags or indented, formulas and tables.

Rejoining leaves the lines of settings and code alone; of two lines of code that are alike neither is a copy, since a
program says the same thing often, and its marks, which keys drop, are what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textkit.judgement.fences import boxes, fences, holds
from textkit.judgement.front import settings
from textkit.judgement.indented import CODE, code_lines
from textkit.judgement.protected import DISPLAY, Protected, merged
from textkit.judgement.records import is_data
from textkit.judgement.ruled_tables import ruled_tables
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

WHOLE = 0.8  # share of a text in one fence from which the fence may be a frame round prose
# What all of these begin with but formulas on a line of their own, and data: a sign before the first word.
SIGN_FIRST = lazy_pattern(r"[^\w#!\[{$|`\\<]*+(?:\d{1,3}[.)、][^\w#!\[{$|`\\<]*+)?(?:[#!\[{$|`\\<]|[\W_]*+\Z)")
LONGEST = 4000  # characters of a formula or a row
# A heading, an instruction to a template, a picture.
HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]|[ \t]*\{%|[ \t]*!\[[^\]]{0,300}\]\([^)]{0,1000}\)\s*\Z")
MARKUP = frozenset("$|`\\<{")
NOTHING = re.compile(r"[^\w]*(?:\d{1,3}[.)、])?[^\w]*")  # what a list or quotation puts before a line
# The depth of a line of a quoted mail; an item of a list there; the end of a sentence or of an announcement.
QUOTED = re.compile(r" {0,3}>(?: {0,3}>)*+[ \t]*+(?=[^\s>])")
LISTED = re.compile(r"[-*+•·]\s|\(?[0-9]{1,3}[.)、]|[#|]")
ENDED = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)]*\s*\Z")
LONGEST_QUOTE = 40  # characters of the signs of a quotation
# Elements whose end may not be left out (HTML, 13.1.2.4) and that paragraphs stand in.
BOX = re.compile(
    r"<(/?(?:div|section|article|aside|main|nav|header|footer|ul|ol|dl|table|form|figure|blockquote|details|a|span))"
    r"(?=[\s>])[^<>]*+>",
    re.IGNORECASE,
)
RULE = re.compile(r"[\W_]+\Z")  # a line across the page, a row of stars: neither a letter nor a figure


def apart(text: str, markdown: bool = False) -> tuple[Span, ...]:
    """The spans of ``text`` that its markup says to be no prose, sorted: settings, code, formulas; in ``markdown`` indented
    code too.

    A fence that never closes, or that is round nearly all of the text, may be a slip or a frame: it says nothing.
    """
    return merged((*_apart(text), *(_indented(text) if markdown else ())))


def _indented(text: str) -> Iterator[Span]:
    """The lines of indented code."""
    if "\n    " not in text and "\n\t" not in text:
        return
    lines, spans, at, blank = [], [], 0, True
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            indent = line[: len(line) - len(line.lstrip())].expandtabs(CODE)
            lines.append((bare, len(indent), blank))
            spans.append(Span(at, at + len(line)))
        blank = not bare
        at += len(line) + 1
    yield from (spans[k] for k in code_lines(lines))


def _apart(text: str) -> Iterator[Span]:
    if is_data(text):
        yield Span(0, len(text))
        return
    end = settings(text)
    if end:
        yield Span(0, end)
    for span in fences(text):
        closed = span.end < len(text) or text.rstrip()[-3:] in ("```", "~~~")
        if closed and span.end - span.start < WHOLE * len(text):
            yield span
    yield from boxes(text)
    yield from ruled_tables(text)
    if holds(text, "$$"):
        yield from (Span(*m.span()) for m in DISPLAY.finditer(text))


def no_prose(lines: list[str]) -> list[bool]:
    """Whether each line is no paragraph by its markup: a line of a program, a formula, a row of a table, a name in
    backquotes, a picture, a rule without a letter or figure; a heading, for sections of a form have the same ones; a line
    of a page that opens or closes a box and not both; part of a sentence in a quoted mail, which would be left with a hole.
    """
    from textkit.judgement.breaks.ends import among, is_code

    signs = [is_code(line.strip()) for line in lines]
    code = _grown(signs, among(signs))
    parts = _quoted_parts(lines)
    return [
        (program and (sign or line.isascii()))
        or number in parts
        or HEADING.match(line) is not None
        or _all_markup(line)
        or RULE.match(line) is not None
        or ("<" in line and len(lines) > 1 and _half_boxed(line))
        for number, (line, sign, program) in enumerate(zip(lines, signs, code, strict=True))
    ]


def _quoted_parts(lines: list[str]) -> set[int]:
    """The numbers of quoted lines that are part of a sentence: the one before or behind, quoted as deep, goes on with it."""
    found: set[int] = set()
    last, depth = -1, 0
    for number, line in enumerate(lines):
        mark = QUOTED.match(line) if ">" in line[:LONGEST_QUOTE] else None
        before, depth = depth, mark[0].count(">") if mark else 0
        if (
            mark
            and before == depth
            and last == number - 1
            and not (LISTED.match(line, mark.end()) or ENDED.search(lines[last]))
        ):
            found |= {last, number}
        last = number if mark else last
    return found


def _half_boxed(line: str) -> bool:
    """Whether ``line`` has the opening or the closing tag of a box alone: without the line the page would be broken."""
    names = [m[1].lower() for m in BOX.finditer(line)]
    if not names:
        return False
    return any(names.count(name) != names.count(f"/{name}") for name in {name.lstrip("/") for name in names})


def no_prose_alone(line: str) -> bool:
    """Whether ``line``, the only one of a text, is no prose: what ``apart`` and ``no_prose`` say of it, at little cost."""
    if SIGN_FIRST.match(line) is None and "$$" not in line:
        return False
    return bool(apart(line)) or no_prose([line])[0]


def _grown(signs: list[bool], code: list[bool]) -> list[bool]:
    """``code``, with the lines that have ``signs`` of a program and stand in a row with those: where a program ends does not
    depend on what stands behind it, and may go.
    """
    found = list(code)
    for order in (range(1, len(code)), range(len(code) - 2, -1, -1)):
        for k in order:
            before = k - order.step
            found[k] = found[k] or (signs[k] and signs[before] and found[before])
    return found


def _all_markup(line: str) -> bool:
    first = NOTHING.match(line[:LONGEST])
    if len(line) > LONGEST or first is None or MARKUP.isdisjoint(line[: first.end()]):
        return False
    shield = Protected(line, False)
    return all(shield.at(i) for i, char in enumerate(line) if char.isalnum())
