"""All pairs of keys that any kind may hold for, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from textkit.steps.dedupe.codes import Ints
from textkit.steps.dedupe.groups import components

NONE: Ints = np.zeros(0, np.int64)


@dataclass
class Relations:
    """Pairs of keys by number.

    ``similar``: longer, shorter, distance, common prefix, common suffix, a row a pair. ``lies``: inner, outer, start,
    shared. ``orders``: two keys of nearly the same characters. ``families`` and ``twins`` lead from keys that differ in their
    digits only to the first of them, where there are three or more, or two. ``skipped``: keys that were too costly.
    ``crowd``: the crowd of each key that is in one; keys of one crowd are compared when they are judged.
    """

    similar: Ints = field(default_factory=lambda: NONE.reshape(0, 5))
    lies: Ints = field(default_factory=lambda: NONE.reshape(0, 4))
    orders: Ints = field(default_factory=lambda: NONE.reshape(0, 2))
    families: dict[int, int] = field(default_factory=dict)
    twins: dict[int, int] = field(default_factory=dict)
    skipped: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    crowd: dict[int, int] = field(default_factory=dict)

    def groups(self, count: int) -> Ints:
        """For each of ``count`` keys the least key of those it hangs together with through pairs."""
        both = (*self.families.items(), *self.twins.items(), *self.crowd.items())
        series = np.array(both, np.int64).reshape(-1, 2)
        pairs = np.concatenate((self.similar[:, :2], self.lies[:, :2], self.orders, series))
        return components(count, pairs[:, 0], pairs[:, 1])
