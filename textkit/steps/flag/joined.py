"""The paragraphs of a text as one array of characters, so that what is rare in them is found for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Joined:
    """Paragraphs with a line end behind each: their characters as numbers, those beyond the first plane cut down to it."""

    codes: NDArray[np.uint16]
    contents: Sequence[str]

    @classmethod
    def of(cls, contents: Sequence[str]) -> Joined:
        import numpy as np

        text = "\n".join(contents) + "\n"
        return cls(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16), contents)

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Where the paragraphs end."""
        import numpy as np

        return np.cumsum(np.fromiter(map(len, self.contents), np.int64, len(self.contents)) + 1)

    def numbers(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the paragraphs in which ``places`` are, or at whose end."""
        return self.ends.searchsorted(places, "right")


def table_of(characters: Iterable[str]) -> NDArray[np.bool_]:
    """Which numbers are those of ``characters``."""
    import numpy as np

    found = np.zeros(1 << 16, np.bool_)
    found[[ord(c) & 0xFFFF for c in characters]] = True
    return found
