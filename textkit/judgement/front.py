"""The settings that static sites and note books keep at the head of a text: its title, date and tags between two frames."""

from __future__ import annotations

import re

from textkit.language.lazy_pattern import lazy_pattern

FRAME = re.compile(r"(---|\+\+\+)[ \t]*\r?(?:\n|\Z)")
# A key and its value, what belongs to them on further lines, an entry, a remark, a list in brackets.
SETTING = lazy_pattern(r"[\w.\-\"']{1,40}[ \t]*[:=](?:[ \t]|$)|[ \t]|-[ \t]|#|[\[\]{}]|\s*$")
KEYED = re.compile(r"[\w.\-\"']{1,40}[ \t]*[:=](?:[ \t]|$)")
MOST = 300  # lines of settings; those of books with a summary have a hundred


def settings(text: str) -> int:
    """Where the settings at the head of ``text`` end that static sites and note books put there; 0 where it has none."""
    opened = FRAME.match(text)
    if opened is None:
        return 0
    at, keyed = opened.end(), False
    for _ in range(MOST):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)].rstrip("\r")
        if line.rstrip() == opened[1]:
            return (end + 1 if end >= 0 else len(text)) if keyed else 0
        if end < 0 or not SETTING.match(line):
            return 0
        keyed = keyed or KEYED.match(line) is not None
        at = end + 1
    return 0
