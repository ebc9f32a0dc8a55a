"""How far places lie from the middle of their texts, as ``middles`` tells it, against a look at each text."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.middles import Middles


@pytest.mark.parametrize("threshold", [Fraction(17, 20), Fraction(3, 5), Fraction(1)])
@pytest.mark.parametrize(
    "sizes", [(7, 7, 8, 300, 300, 300, 3000), (0, 0, 1, 1), (40,) * 90 + (41,) * 90, (513, 700, 900)]
)
def test_no_place_that_may_be_near_is_refused_and_of_one_length_none_is_let_pass(
    sizes: tuple[int, ...], threshold: Fraction
) -> None:
    codes = Codes.of(["字" * n for n in sizes])
    rng = random.Random(len(sizes))
    place = np.arange(len(codes.points))
    size = np.array([max(sizes) + n for n in range(5)])
    asked = np.array([rng.randrange(5) for _ in place])
    seen = np.array([rng.randrange(-n, n) for n in size.tolist()])
    left = Middles(codes, threshold).near(place, asked, seen, size)
    text = codes.owner(place)
    off = np.abs(2 * (place - codes.offsets[text]) - codes.lengths[text] - seen[asked])
    share = threshold.denominator - threshold.numerator
    near = np.flatnonzero(off * threshold.denominator <= share * (codes.lengths[text] + size[asked]))
    assert set(near.tolist()) <= set(left.tolist())
    cells = (
        codes.lengths[text[place >> 8 << 8]] == codes.lengths[text[np.minimum((place >> 8) + 1 << 8, len(place) - 1)]]
    )
    assert {n for n in left.tolist() if cells[n] and n < len(place) - 256} <= set(near.tolist())
