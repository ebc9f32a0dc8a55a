"""Lines of LaTeX that stand for themselves: commands, comments, lines that are broken on purpose.

A comment goes on to the end of its line: what is joined behind it is lost to the reader of the printed page. Prose
between the commands is soft-wrapped as in Markdown.
"""

from __future__ import annotations

import re

from textkit.language.lazy_pattern import lazy_pattern

DOCUMENT = re.compile(r"\\(?:documentclass|begin|section|usepackage)\b\*?[\[{]")
COMMENT = re.compile(r"(?<!\\)%")
# A command with what is handed to it and nothing else, and those that something of its own begins with.
COMMAND = lazy_pattern(r"\\[A-Za-z@]+\*?(?:\[[^\[\]]{0,200}\]|\{[^{}]{0,400}\}|\\[A-Za-z@]+){0,8}")
BEGINS = lazy_pattern(
    r"\\(?:begin|end|item|(?:sub){0,2}section|chapter|part|(?:sub)?paragraph|label|caption|bibitem|[a-z]*command|def|let|input"
    r"|include[a-z]*|usepackage|documentclass|new[a-z]+|renew[a-z]+|set[a-z]+|[a-z]*skip|hline|title|author|date)(?![a-z])"
)


def document(text: str) -> bool:
    """Whether a text is LaTeX, as far as its commands show."""
    return "\\" in text and DOCUMENT.search(text) is not None


def apart(tail: str, head: str) -> bool:
    """Whether two lines of LaTeX, folded, stay apart."""
    broken = tail.endswith("\\\\") or COMMENT.search(tail) is not None or head[0] in "%&"
    return broken or any(COMMAND.fullmatch(s) or BEGINS.match(s) for s in (tail, head))
