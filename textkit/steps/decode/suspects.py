"""Lines that look garbled, and what each of them is judged to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from textkit.language.invisible import LINE_SEPARATORS
from textkit.language.plausible import common
from textkit.model.document import Document
from textkit.steps.decode.effort import Effort
from textkit.steps.decode.garbling import UNUSUAL_FROM, WESTERN, Repair, suspicious, way_back
from textkit.steps.decode.hidden_characters import led_back, without_hidden
from textkit.steps.decode.losses import remains

_SEPARATORS = re.compile(f"[{''.join(sorted(LINE_SEPARATORS))}]")


@cache
def _usual() -> frozenset[str]:
    """The characters that are in no way suspicious: ASCII, and those that Chinese prose is written with."""
    return frozenset(map(chr, range(128))).union(c for c in common((0, 1), UNUSUAL_FROM) if not WESTERN.match(c))


@cache
def _odd() -> re.Pattern[str]:
    """Matches a character that two of make a line worth a look: what ``suspicious`` counts, in one set."""
    return re.compile(f"[^\x00-\x7f{re.escape(''.join(sorted(c for c in _usual() if c > chr(127))))}]")


class Suspect(NamedTuple):
    """A line that looks garbled, and what it is judged to be."""

    number: int
    line: str
    verdict: Repair | None


_last: tuple[str, list[Suspect]] = ("", [])


def suspects(document: Document) -> list[Suspect]:
    """The lines of ``document`` that look garbled. Those of the last text are remembered: two checks ask for them."""
    global _last
    if _last[0] is not document.text:
        known: dict[str, Repair | None] = {}  # pages repeat themselves
        effort = Effort.on(document.text)
        found = []
        for number, line in _suspicious_lines(document):
            if line not in known:
                known[line] = judged(line, effort)
            found.append(Suspect(number, line, known[line]))
        _last = document.text, found
    return _last[1]


def _suspicious_lines(document: Document) -> Iterator[tuple[int, str]]:
    """The numbers and texts of the ``suspicious`` lines of ``document``; the others are passed over at once."""
    if document.alphabet <= _usual():
        return
    text, odd = document.text, _odd()
    found = odd.search(text)
    if not found:
        return
    lines = document.lines
    at, number, end = found.start(), -1, -1
    while found := odd.search(text, at):
        at = found.end()
        if found.start() >= end:
            number = lines.number(found.start())
            end = lines.span(number).end
            continue
        line = lines.content(number).slice(text)
        if suspicious(line) or suspicious(without_hidden(line)) or next(parts(line), None):
            yield number, line
        at = end


def parts(line: str) -> Iterator[tuple[int, int]]:
    """Start and end of the suspicious parts of ``line`` between separators that other programs take for line ends."""
    start = 0
    for m in _SEPARATORS.finditer(line + "\u2028") if _SEPARATORS.search(line) else ():
        if m.start() - start > 1 and suspicious(without_hidden(line[start : m.start()])):
            yield start, m.start()
        start = m.end()


def judged(line: str, effort: Effort) -> Repair | None:
    """The way back for ``line``, exact or with losses. A search in vain is taken from ``effort``."""
    before = effort.left
    found = led_back(line, partial(way_back, effort=effort))
    if found:
        effort.succeeded(found.path, before)
    return found or (led_back(line, remains) if "\ufffd" in line or "?" in line else None)
