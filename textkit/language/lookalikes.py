"""Which characters a machine takes for one another by their look.

The list is data: ``lookalikes.txt`` beside this module, so that an editor may add to it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def lookalikes() -> dict[str, str]:
    """For each character of the list those that it may have been read for."""
    raw = resources.files("textkit.language").joinpath("lookalikes.txt").read_text("utf-8")
    groups = [group for line in raw.splitlines() if not line.startswith("#") for group in line.split()]
    found: dict[str, str] = {}
    for group in groups:
        for one in group:
            found[one] = found.get(one, "") + group
    return {one: "".join(dict.fromkeys(others.replace(one, ""))) for one, others in found.items()}
