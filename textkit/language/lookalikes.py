"""Which characters a machine takes for one another by their look.

The list is data: ``lookalikes.txt`` beside this module, so that an editor may add to it. Its sections: ``[often]``, what is
misread most; ``[alike]``, the rest that was written by hand; ``[drawn]``, what ``tools/draw_lookalikes.py`` found.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _groups() -> dict[str, list[str]]:
    """The groups of characters by section."""
    raw = resources.files("textkit.language").joinpath("lookalikes.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    section = ""
    for line in raw.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(section, []).extend(line.split())
    return found


@cache
def lookalikes() -> dict[str, str]:
    """For each character of the list those that it may have been read for."""
    found: dict[str, str] = {}
    for group in (group for groups in _groups().values() for group in groups):
        for one in group:
            found[one] = found.get(one, "") + group
    return {one: "".join(dict.fromkeys(others.replace(one, ""))) for one, others in found.items()}


@cache
def often() -> frozenset[str]:
    """The pairs that are misread most, each character with one that it may have been read for."""
    return frozenset(one + other for group in _groups()["often"] for one in group for other in group if one != other)
