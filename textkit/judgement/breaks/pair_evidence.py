"""Evidence on pairs of blocks: rows of numbers by name, and what of them is remembered of a page.

The same pairs are asked about several times, with other weights and in other company. All of it but what depends on the
words of other blocks is then known already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_KEPT = 20_000  # pairs; more are not remembered, so that memory stays small


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row for each name, a column for each pair."""

    names: tuple[str, ...]
    rows: NDArray[np.float64]

    @classmethod
    def of(cls, named: Mapping[str, NDArray[np.float64]]) -> Evidence:
        """The rows by name."""
        import numpy as np

        return cls(tuple(named), np.array(list(named.values()), np.float64))

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        row: NDArray[np.float64] = self.rows[self.names.index(name)]
        return row

    def weighed(self, weights: Mapping[str, float]) -> Evidence:
        """What those rows weigh that have a weight."""
        import numpy as np

        kept = [k for k, name in enumerate(self.names) if name in weights]
        names = tuple([self.names[k] for k in kept])
        return Evidence(names, self.rows[kept] * np.array([[weights[name]] for name in names]))

    def of_pair(self, at: int) -> Iterable[tuple[str, float]]:
        """The numbers of pair number ``at`` by name."""
        return zip(self.names, self.rows[:, at].tolist(), strict=True)


class Known(NamedTuple):
    """What was found on pairs of one page; ``blocks`` are those whose words were counted for it."""

    found: Evidence
    keys: NDArray[np.int64]  # one for each pair, rising
    language: str
    blocks: list[int]

    def some(self, keys: NDArray[np.int64], names: Iterable[str], language: str) -> Evidence | None:
        """The evidence on the pairs of ``keys`` alone; ``None`` where one of them or one of ``names`` is not known."""
        if language != self.language or not set(names).issubset(self.found.names) or keys[-1] > self.keys[-1]:
            return None
        at = self.keys.searchsorted(keys)
        return Evidence(self.found.names, self.found.rows[:, at]) if (self.keys[at] == keys).all() else None
