"""How far places lie from the ends of their texts, as ``margins`` tells it, against a look at each text."""

from __future__ import annotations

import random

import numpy as np
import pytest

from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.margins import Margins


@pytest.mark.parametrize("most", [0, 3, 40])
@pytest.mark.parametrize(
    "sizes", [(7, 7, 8, 300, 300, 300, 3000), (0, 0, 1, 1), (40,) * 90 + (41,) * 90, (513, 700, 900)]
)
def test_no_place_that_may_be_near_is_refused_and_of_one_length_none_is_let_pass(
    sizes: tuple[int, ...], most: int
) -> None:
    codes = Codes.of(["字" * n for n in sizes])
    rng = random.Random(len(sizes))
    place = np.arange(len(codes.points))
    counts = np.array([len(place) // 3, 0, len(place) - len(place) // 3])
    asked = np.repeat(np.arange(3), counts)
    from_end = np.array([False, False, True])
    margin = np.array([rng.randrange(max(sizes)), 0, -rng.randrange(1, max(sizes) + 1)])
    left = Margins(codes).near(place, counts, margin, from_end, np.full(3, most, np.int32))
    text = codes.owner(place)
    own = place - codes.offsets[text] - np.where(from_end[asked], codes.lengths[text], 0)
    near = np.flatnonzero(np.abs(own - margin[asked]) <= most)
    assert set(near.tolist()) <= set(left.tolist())
    cells = (
        codes.lengths[text[place >> 8 << 8]] == codes.lengths[text[np.minimum((place >> 8) + 1 << 8, len(place) - 1)]]
    )
    assert {n for n in left.tolist() if cells[n] and n < len(place) - 256} <= set(near.tolist())
