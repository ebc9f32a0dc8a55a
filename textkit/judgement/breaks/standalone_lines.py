"""Lines that stand alone: of regions their author exempts, of formulas over several lines, of code, of addresses that are
given once and named elsewhere, addresses of mail and what is attached to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from textkit.judgement.fences import boxes
from textkit.judgement.indented import code_lines, is_prose
from textkit.judgement.protected import DISPLAY
from textkit.judgement.ruled_tables import ruled_tables
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.exempt import exempt_spans
from textkit.model.span import Span

if TYPE_CHECKING:
    from textkit.judgement.breaks.line import Line

FENCED = 0.8  # share of a text's lines in one fence from which the fence may be a frame
FENCE = re.compile(r"(`{3,}|~{3,})")
# [label]: https://example.org "Title"
_ADDRESS = lazy_pattern(
    r"""\[[^\]]{1,200}\]:\s*+(?:<[^>]*>|(?=[!-~]*[./#:@])[!-~]++)(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?$"""
)
# A line of Base64 that is full (RFC 2045: up to 76 characters; RFC 7468: 64), and the last one of such.
_ENCODED, _LAST_ENCODED = (
    lazy_pattern(r"(?=[A-Z+/a-z]*[0-9])[A-Za-z0-9+/]{60,76}"),
    lazy_pattern(r"[A-Za-z0-9+/]{1,76}={0,2}"),
)
_FULL = 60  # characters
_MAIL = re.compile(r"<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}>?")


def standing_alone(text: str, lines: list[Line], markdown: bool) -> list[Line]:
    """``lines`` with those of exempt regions, formulas and code standing alone."""
    exempt = sorted([*(exempt_spans(text) if markdown else ()), *_formulas(text), *boxes(text), *ruled_tables(text)])
    if markdown or exempt:
        for k, line in enumerate(lines):
            while exempt and exempt[0].end <= line.span.start:
                exempt.pop(0)
            # what a definition list says of a term stands alone too
            if (exempt and exempt[0].start <= line.span.start) or (markdown and line.s.startswith(": ")):
                lines[k] = line._replace(alone=True)
    if "]:" in text:
        lines = _addressed(lines)
    for k in _of_mail(lines):
        lines[k] = lines[k]._replace(alone=True)
    for k in code_lines([(line.s, line.indent, line.blanks > 0) for line in lines]) if markdown else ():
        lines[k] = lines[k]._replace(alone=True)
    return _fenced(lines) if "```" in text or "~~~" in text else lines


def _addressed(lines: list[Line]) -> list[Line]:
    """``lines`` with those standing alone that give a label its address, in one line or in two."""
    found = {k for k, line in enumerate(lines) if line.s[:1] == "[" and _ADDRESS.match(line.s)}
    for k, (label, address) in enumerate(pairwise(lines)):
        if (
            label.s[:1] == "["
            and label.s[-2:] == "]:"
            and not address.blanks
            and _ADDRESS.match(f"{label.s} {address.s}")
        ):
            found |= {k, k + 1}
    return [line._replace(alone=True) if k in found else line for k, line in enumerate(lines)] if found else lines


def _of_mail(lines: list[Line]) -> set[int]:
    """The numbers of the lines that are nothing but an address, as others beside them are, and of what is attached."""
    found = {k for k, line in enumerate(lines) if "@" in line.s and _MAIL.fullmatch(line.s)}
    return {k for k in found if k - 1 in found or k + 1 in found} | _encoded(lines)


def _encoded(lines: list[Line]) -> set[int]:
    """The numbers of the lines of files that are written in Base64, which are two at the least."""
    full = [
        k for k, line in enumerate(lines) if len(line.s) >= _FULL and " " not in line.s and _ENCODED.fullmatch(line.s)
    ]
    last = {k + 1 for k in full if k + 1 < len(lines) and _LAST_ENCODED.fullmatch(lines[k + 1].s)}
    return last.union(k - 1 for k in last)


def _formulas(text: str) -> Iterator[Span]:
    """The formulas of ``text`` that go over several lines."""
    if "$$" in text:
        yield from (Span(*m.span()) for m in DISPLAY.finditer(text) if "\n" in m[0])


def _fenced(lines: list[Line]) -> list[Line]:
    """``lines`` with those of closed code fences standing alone.

    A fence round the whole of a text that is Chinese prose does not make it code: so pages are pasted where no better
    frame is to be had. Its own two lines stand alone.
    """
    opened, mark = -1, ""
    for i, line in enumerate(lines):
        match = FENCE.match(line.s)
        if match is None:
            continue
        if opened < 0:
            opened, mark = i, match.group()
        elif line.s.startswith(mark) and not line.s.strip(mark[0]):
            inner = range(opened, i + 1)
            if i - opened + 1 > FENCED * len(lines) and is_prose([lines[k].s for k in inner[1:-1]]):
                inner = inner[:: i - opened]
            for k in inner:
                lines[k] = lines[k]._replace(alone=True)
            opened = -1
    return lines
