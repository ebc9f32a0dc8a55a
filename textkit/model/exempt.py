"""Regions of Markdown that its author has taken out of our hands."""

from __future__ import annotations

import re

from textkit.model.span import Span

# The marker must be the whole line, so that text which speaks about it exempts nothing.
MARKER = re.compile(r"^[ \t]*<!-- textkit: (off|on) -->[ \t]*$", re.MULTILINE)

_ALMOST = re.compile(r"^[ \t]*<!--[ \t]*textkit\b[^\n>]{0,40}-->[ \t]*$", re.MULTILINE | re.IGNORECASE)


def misspelt(text: str) -> tuple[int, ...]:
    """Where lines stand that were meant as markers and are none, such as ``<!-- textkit: of -->``."""
    if "<!--" not in text:
        return ()
    return tuple(line.start() for line in _ALMOST.finditer(text) if not MARKER.match(line[0]))


def stray_ends(text: str) -> tuple[int, ...]:
    """Where markers stand that end a region, with no region to end."""
    if "<!-- textkit: " not in text:
        return ()
    stray: list[int] = []
    inside = False
    for mark in MARKER.finditer(text):
        if mark[1] == "on" and not inside:
            stray.append(mark.start())
        inside = mark[1] == "off"
    return tuple(stray)


def exempt_spans(text: str) -> tuple[Span, ...]:
    """The spans between ``<!-- textkit: off -->`` and ``<!-- textkit: on -->`` lines, markers included.

    A region that is never closed runs to the end of the text.
    """
    if "<!-- textkit: " not in text:
        return ()
    spans: list[Span] = []
    start: int | None = None
    for mark in MARKER.finditer(text):
        if mark[1] == "off" and start is None:
            start = mark.start()
        elif mark[1] == "on" and start is not None:
            spans.append(Span(start, mark.end()))
            start = None
    if start is not None:
        spans.append(Span(start, len(text)))
    return tuple(spans)
