"""How much may be spent on looking for ways back in one text, so that a hostile one takes no longer than it must.

What is searched in vain is paid for, in bytes read. When nothing is left, a line is tried on the ways found in other
lines of the text alone: a garbled file went one way, or a few.
"""

from __future__ import annotations

from dataclasses import dataclass, field

BUDGET = 1 << 25  # bytes read in vain in any text: two seconds, some thousand lines
# The same for each character of a text on top. Prose spends 1, English with typographic spaces in all its markup 16.
SHARE = 24
PRICE = 200  # bytes that a reading costs besides its own
MOST = 8  # ways kept

Detour = tuple[str, str]  # read in, written in


@dataclass
class Effort:
    """What is ``left`` to spend on one text, and the ``ways`` found in it so far."""

    left: int = BUDGET
    ways: list[tuple[Detour, ...]] = field(default_factory=list)

    @classmethod
    def on(cls, text: str) -> Effort:
        return cls(BUDGET + SHARE * len(text))

    def spend(self, readings: int, size: int) -> None:
        self.left -= readings * (PRICE + size)

    def succeeded(self, way: tuple[Detour, ...], before: int) -> None:
        """A search found ``way``: it costs nothing of what there was ``before``."""
        self.left = before
        if way not in self.ways and len(self.ways) < MOST:
            self.ways.append(way)
