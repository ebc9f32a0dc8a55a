"""Words that optical reading gets wrong, by the look of their characters.

The list is data: ``misread.toml`` beside this module, so that an editor may add to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Confusion:
    """A run of characters that is no word, and the word that was meant.

    ``after``, ``before``: characters that make it a part of other words where it stands behind or in front of one.
    """

    wrong: str
    right: str
    after: str = ""
    before: str = ""

    def holds(self, text: str, at: int) -> bool:
        """Whether ``wrong``, which stands at ``at`` in ``text``, is no part of another word."""
        end = at + len(self.wrong)
        return not (at and text[at - 1] in self.after) and not (end < len(text) and text[end] in self.before)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(wrong) for wrong in confusions()))


def misread(text: str) -> Iterator[tuple[int, Confusion]]:
    """Each place in ``text`` where nothing else than a misread word can stand, in order, and what was misread."""
    for match in _pattern().finditer(text):
        one = confusions()[match[0]]
        if one.holds(text, match.start()):
            yield match.start(), one


@cache
def confusions() -> dict[str, Confusion]:
    """The list by what is wrong, in its order."""
    raw = tomllib.loads(resources.files("textkit.language").joinpath("misread.toml").read_text("utf-8"))
    return {row["wrong"]: Confusion(**row) for row in raw["word"]}
