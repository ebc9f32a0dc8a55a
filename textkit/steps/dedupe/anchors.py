"""Grams that two texts write down alike wherever they have a long run of characters in common; the proof is in
``passages``.
"""

from __future__ import annotations

import numpy as np

from textkit.steps.dedupe.codes import Codes, Hashes, Ints, mixed, ranges, rolled

BASE = 0x5851F42D4C957F2D  # of the hashes; odd: the multiplier of Knuth's MMIX


def anchors(codes: Codes, texts: Ints, k: int, w: int) -> tuple[Hashes, Ints]:
    """The grams of ``k`` characters that are the least of some ``w`` in a row in one of ``texts`` (which have as many):
    their hashes and places. What is written down of a text depends on its own characters alone.
    """
    sizes = codes.lengths[texts]
    places = ranges(codes.offsets[texts], sizes)
    points = codes.points[places]
    if points.dtype == np.uint16 and len(points) > 1 << 16:
        each = mixed(np.arange(1 << 16, dtype=np.uint64) + np.uint64(1))[points]
    else:
        each = mixed(points.astype(np.uint64) + np.uint64(1))
    hashes = mixed(rolled(each, k, BASE))
    across = ranges(np.cumsum(sizes) - (k + w) + 2, np.full(len(texts), k + w - 2))  # windows that reach into the next
    chosen = minima(hashes, w, across[across <= len(hashes) - w])
    return hashes[chosen], places[chosen]


def minima(values: Hashes, width: int, but: Ints) -> Ints:
    """Places that hold the least of some ``width`` consecutive values, of which those from places ``but`` on do not count."""
    least = values.copy()
    done = 1
    while done < width:  # the least of 2**k values from two of 2**(k - 1)
        step = min(done, width - done)
        least = np.minimum(least[: len(least) - step], least[step:])
        done += step
    least[but] = 0
    # No window that holds a place has a greater least value than the place; the place is one of them if equal.
    greatest = np.zeros(len(values), np.uint64)
    greatest[: len(least)] = least
    done = 1
    while done < width:
        step = min(done, width - done)
        greatest[step:] = np.maximum(greatest[step:], greatest[: len(greatest) - step])
        done += step
    taken: Ints = np.flatnonzero(values == greatest)
    return taken
