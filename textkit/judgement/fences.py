"""What goes over several lines: fenced code, and tables whose rows have no outer bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from textkit.model.span import Span

# A fence may stand in a list item or an admonition, so any indent is allowed: code too much is no harm.
_FENCE = re.compile(r"[ \t]*+(`{3,}|~{3,})[^\n]*")
_RULER = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+(?=\n|\Z)")
_OF_RULER = re.compile(r"-(?=:?[ \t]*+\|)")  # stands in each


@lru_cache(maxsize=1)
def fences(text: str) -> tuple[Span, ...]:
    """Fenced code: from a fence to the next one of the same sign that is at least as long, else to the end."""
    spans: list[Span] = []
    opened: re.Match[str] | None = None
    for m in _fence_lines(text):
        if opened is None:
            opened = m
        elif m[1][0] == opened[1][0] and len(m[1]) >= len(opened[1]):
            spans.append(Span(opened.start(), m.end()))
            opened = None
    if opened is not None:
        spans.append(Span(opened.start(), len(text)))
    return tuple(spans)


def _fence_lines(text: str) -> list[re.Match[str]]:
    """The lines that begin with a fence: sought by its signs, which are rarer than line ends."""
    found: dict[int, re.Match[str]] = {}
    for run in ("```", "~~~"):
        at = text.find(run)
        while at >= 0:
            if m := _FENCE.match(text, text.rfind("\n", 0, at) + 1):
                found[m.start()] = m
            end = text.find("\n", at)
            at = text.find(run, end) if end >= 0 else -1
    return [found[start] for start in sorted(found)]


def tables(text: str) -> Iterator[Span]:
    """Rows without outer bars: the lines around a ruler line, as long as they hold a bar."""
    behind = 0
    for one in _OF_RULER.finditer(text):
        if one.start() < behind:
            continue
        start = text.rfind("\n", behind, one.start()) + 1 or behind
        end = behind = (text.find("\n", one.start()) + 1 or len(text) + 1) - 1
        if not _RULER.match(text, start):
            continue
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
        while end < len(text):
            stop = text.find("\n", end + 1)
            stop = len(text) if stop < 0 else stop
            if "|" not in text[end:stop]:
                break
            end = stop
        yield Span(start, end)
