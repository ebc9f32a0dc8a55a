"""The paragraphs of a text as one array of characters, so that what is rare in them is found for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Joined:
    """Paragraphs in order: their characters as numbers, and where each begins among them. Between two there are line ends."""

    codes: NDArray[np.uint16]
    starts: Sequence[int]
    contents: Sequence[str]

    @classmethod
    def of(cls, contents: Sequence[str]) -> Joined:
        starts = [0, *accumulate(len(content) + 1 for content in contents)]
        return cls(codes_of("\n".join(contents) + "\n"), starts[:-1], contents)

    def numbers(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the paragraphs in which ``places`` are, or at whose end."""
        import numpy as np

        return np.asarray(self.starts, np.int64).searchsorted(places, "right") - 1


def codes_of(text: str) -> NDArray[np.uint16]:
    """The characters of ``text`` as numbers, those beyond the first plane cut down to it."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


def table_of(characters: Iterable[str]) -> NDArray[np.bool_]:
    """Which numbers are those of ``characters``."""
    import numpy as np

    found = np.zeros(1 << 16, np.bool_)
    found[[ord(c) & 0xFFFF for c in characters]] = True
    return found
