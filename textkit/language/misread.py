"""Words that optical reading gets wrong, by the look of their characters.

The list is data: ``misread.toml`` beside this module, so that an editor may add to it.
"""

from __future__ import annotations

import tomllib
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

    def places(self, text: str) -> list[int]:
        """The offsets in ``text`` at which nothing else than the misread word can stand."""
        found = []
        at = text.find(self.wrong)
        while at >= 0:
            end = at + len(self.wrong)
            if not (at and text[at - 1] in self.after) and not (end < len(text) and text[end] in self.before):
                found.append(at)
            at = text.find(self.wrong, end)
        return found


@cache
def confusions() -> tuple[Confusion, ...]:
    """The list, in its order."""
    raw = tomllib.loads(resources.files("textkit.language").joinpath("misread.toml").read_text("utf-8"))
    return tuple(Confusion(**row) for row in raw["word"])
