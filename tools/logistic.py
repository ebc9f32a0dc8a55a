"""Logistic regression on the names of what was seen, as the tables of weights are learned with it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Name = TypeVar("Name", bound=Hashable)
Floats = NDArray[np.float64]


def fit(
    cases: Sequence[Iterable[Name]],
    known: Sequence[Name],
    truth: Sequence[bool] | Floats,
    *,
    price: float,
    steps: int,
    usual: float | Floats = 0.0,
    pull: Floats | None = None,
    worth: float | Floats = 1.0,
) -> dict[Name, float]:
    """The weight in nats of each of the ``known`` names, by Adam (Kingma and Ba 2015) on the whole data, ``steps`` times.

    ``cases``: the names seen in each; others than the known ones do not count. ``truth``: which cases are of the kind that
    is told. ``usual``: the log-odds of each case before its names are looked at. ``price``: of the square of what a weight
    differs from its ``pull``, which is 0 where none is given. ``worth``: how much each case counts.
    """
    number = {name: k for k, name in enumerate(known)}
    cells = [[number[name] for name in names if name in number] for names in cases]
    columns = np.fromiter((k for cell in cells for k in cell), np.int64)
    rows = np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])
    right = np.asarray(truth, np.float64)
    weights, first, second = np.zeros((3, len(known)))
    held = np.zeros(len(known)) if pull is None else pull
    weights += held
    for step in range(1, steps + 1):
        chance = 1 / (1 + np.exp(-usual - np.bincount(rows, weights[columns], len(cells))))
        slope = np.bincount(columns, (worth * (chance - right))[rows], len(known)) + price * (weights - held)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(known, weights.tolist(), strict=True))
