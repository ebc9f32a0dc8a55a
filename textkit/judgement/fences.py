"""What goes over several lines: code in fences, in HTML, Liquid, TeX, Org and AsciiDoc, and tables whose rows have no
outer bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.span import Span

# From a fence to the next one of the same sign that is at least as long, else to the end. It may stand in a list item or
# an admonition, so any indent is allowed: code too much is no harm.
_FENCED = r"[ \t]*+(`{3,}|~{3,})[^\n]*+(?:\n(?![ \t]*+\1)[^\n]*+)*+(?:\n[ \t]*+\1[^\n]*+)?"
_FIRST, _FURTHER = (
    lazy_pattern(_FENCED),
    lazy_pattern(f"\n{_FENCED}"),
)  # begins with a literal, which is fast to search for
# How code is opened, each name with what closes it. AsciiDoc's delimiters are rules and dots in other texts: there a line
# in square brackets, and perhaps a title, must say before them what they hold.
_CLOSED_BY = {"tag": "</%s", "word": "end%s", "environment": "\\end{%s}", "block": "#+end_%s", "rule": "\n%s\n"}
_BOX = lazy_pattern(
    r"^[ \t]*+(?:<(?P<tag>pre|script|style)\b|\{% *+(?P<word>highlight|codeblock)\b"
    r"|\\begin\{(?P<environment>verbatim|lstlisting|minted|alltt)\}"
    r"|#\+(?:begin_(?=src|example)|BEGIN_(?=SRC|EXAMPLE))(?P<block>\w++)"
    r"|\[(?:source|listing|literal)\b[^\]\n]*+\]\n(?:\.[^\s.][^\n]*+\n)?(?P<rule>-{4,}+|\.{4,}+)$)",
    re.MULTILINE,
)
_OPENS_BOX = ("<pre", "<script", "<style", "{%", "\\begin{", "#+", "[source", "[listing", "[literal")  # one is in any
_RULER = lazy_pattern(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+(?=\n|\Z)")
_OF_RULER = re.compile(r"-(?=:?[ \t]*+\|)")  # stands in each


def holds(text: str, run: str) -> bool:
    """``run in text``; where its first character is missing or rare, which is the rule, in a fraction of the time."""
    return run[0] in text and _sought(run).search(text) is not None


@lru_cache(maxsize=16)
def _sought(run: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(run[0])}(?={re.escape(run[1:])})")


@lru_cache(maxsize=1)
def fences(text: str) -> tuple[Span, ...]:
    """Fenced code, with its fences."""
    if not holds(text, "```") and not holds(text, "~~~"):
        return ()
    first = _FIRST.match(text)
    further = _FURTHER.finditer(text, first.end() if first else 0)
    behind = (Span(start + 1, end) for start, end in map(re.Match.span, further))
    return (*([Span(0, first.end())] if first else []), *behind)


def boxes(text: str) -> Iterator[Span]:
    """Code with the tags around it. What is never closed is none."""
    if not any(holds(text, sign) for sign in _OPENS_BOX):
        return
    at, open_ = 0, set[str]()
    while match := _BOX.search(text, at):
        end = _closed_by(match)
        found = -1 if end in open_ else text.find(end, match.end())
        if found < 0:
            open_.add(end)
            at = match.end()
            continue
        at = text.find("\n", found + 1)
        at = at if at >= 0 else len(text)
        yield Span(match.start(), at)


def _closed_by(match: re.Match[str]) -> str:
    """What closes the code that ``match`` of ``_BOX`` opens."""
    kind = match.lastgroup or ""
    end = _CLOSED_BY[kind] % match[kind]
    return end.replace("#+end_", "#+END_") if kind == "block" and match[kind].isupper() else end


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
