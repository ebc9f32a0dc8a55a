"""Patterns that are compiled when they are first used.

Python compiles a pattern character by character of its classes: one with all wide characters, or with figures in any
script, takes two to nine milliseconds, and most runs over one small file never ask it.
"""

from __future__ import annotations

import re
from typing import cast


class _Later:
    """Stands for a pattern; what it is asked for first is kept, so that later calls cost what those of a pattern do."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        held = getattr(re.compile(*self._given), name)  # ``re`` remembers it for the next name
        setattr(self, name, held)
        return held


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, put off until the first search. What is wrong with ``pattern`` shows only then."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
