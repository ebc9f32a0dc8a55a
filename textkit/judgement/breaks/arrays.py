"""Arithmetic on many numbers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    T = TypeVar("T", bound=np.generic)
    Column = NDArray[np.float64]  # a number for each of some pairs


def rounded(column: Column, digits: int) -> Column:
    """``column`` as ``round`` would have it, which numpy has not where a number lies in the middle."""
    import numpy as np

    found: Column = np.round(column, digits)
    size = abs(column) * 10**digits
    middle = abs(size - np.floor(size) - 0.5) < 1e-6
    values, at = np.unique(column[middle], return_inverse=True)  # few, for most are a weight or nothing
    found[middle] = np.array([round(value, digits) for value in values.tolist()])[at]
    return found


def best_other(groups: NDArray[np.int64], scores: Column) -> Column:
    """For each score the best of the others in its group."""
    import numpy as np

    best = np.full(int(groups.max()) + 1, -np.inf)
    np.maximum.at(best, groups, scores)
    first = scores == best[groups]
    again = np.bincount(groups[first], minlength=len(best)) > 1
    second = np.full(len(best), -np.inf)
    np.maximum.at(second, groups[~first], scores[~first])
    return np.where(first & ~again[groups], second[groups], best[groups])


def windows(values: NDArray[T], size: int) -> NDArray[T]:
    """All runs of ``size`` of ``values``, which lie in a row and are at least so many: a row for each place in a run.

    It is a view; ``sliding_window_view`` makes the same in ten times the time.
    """
    import numpy as np

    step = values.itemsize
    return np.ndarray((size, len(values) - size + 1), values.dtype, values, strides=(step, step))
