"""Words that optical reading gets wrong, by the look of their characters.

The list is data: ``misread.toml`` beside this module, so that an editor may add to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

_KANA = "".join(map(chr, range(0x30A1, 0x30FB))) + "ー"
NEAR = 8  # characters around a wrong word; a text that has the right one there speaks of both: 未来与末来


class Confusion(NamedTuple):
    """A run of characters that is no word, and the word that was meant.

    ``after``, ``before``: characters that make it a part of other words where it stands behind or in front of one. A Latin
    word is whole: no letter stands beside it.
    """

    wrong: str
    right: str
    after: str = ""
    before: str = ""

    def holds(self, text: str, at: int) -> bool:
        """Whether ``wrong`` stands at ``at`` in ``text``, is no part of another word, and is not spoken of."""
        end = at + len(self.wrong)
        if not text.startswith(self.wrong, at):
            return False
        last, following = text[at - 1 : at], text[end : end + 1]
        if self.wrong.isascii():
            return not (last.isalnum() or following.isalnum())
        if (last and last in self.after) or (following and following in self.before):
            return False
        return self.right not in text[max(0, at - NEAR) : end + NEAR]


def _rows() -> Iterator[Confusion]:
    raw = tomllib.loads(resources.files("textkit.language").joinpath("misread.toml").read_text("utf-8"))
    for group in raw["group"]:
        after, before = (group.get(side, "").replace("KANA", _KANA) for side in ("after", "before"))
        for pair in group["words"].replace("\n", ",").split(","):
            if pair.strip():
                wrong, right = pair.split()
                yield Confusion(wrong, right, after, before)
                if wrong.isascii():
                    yield Confusion(wrong.capitalize(), right.capitalize(), after, before)


@cache
def confusions() -> dict[str, tuple[tuple[int, Confusion], ...]]:
    """The list by two characters of what is wrong, which no right word has, and with where these stand in it."""
    found: dict[str, list[tuple[int, Confusion]]] = {}
    for one in _rows():
        other = next((k for k, (a, b) in enumerate(zip(one.wrong, one.right, strict=False)) if a != b), 0)
        at = min(other, len(one.wrong) - 2)
        found.setdefault(one.wrong[at : at + 2], []).append((at, one))
    return {pair: tuple(ones) for pair, ones in found.items()}
