"""What is said of the tile that is left, on texts touched as often as may be."""

from __future__ import annotations

import random

import numpy as np
import pytest

from textkit.steps.dedupe.codes import Codes
from textkit.steps.dedupe.tile_neighbours import behind, halves

LENGTH = 5


@pytest.mark.parametrize("seed", range(60))
def test_of_one_tile_what_stands_on_its_side_is_touched_less_than_it_is_worth(seed: int) -> None:
    rng = random.Random(seed)
    worth = np.array([rng.randrange(3) for _ in range(rng.randrange(1, 30))] + [2], np.uint8)
    places, local = np.arange(len(worth)) * LENGTH, np.zeros(len(worth), np.int32)
    near, most = halves(local, worth)
    codes = Codes.of(["字" * LENGTH * len(worth)])
    chain = behind(codes, places, local, worth, LENGTH, near)
    few = np.flatnonzero(worth)

    def holds(k: int, operations: list[int]) -> bool:
        """Whether there are as few operations from the ``k``-th tile of ``few`` on as is said."""
        tile = few[k]
        if near[tile]:
            line = [places[n] + LENGTH for n in few[:k][::-1]] + [0] * 3
            counts = [sum(end <= o < places[tile] + LENGTH for o in operations) for end in line]
        else:
            line = [places[n] for n in few[k + 1 :]] + [len(worth) * LENGTH] * 3
            counts = [sum(places[tile] <= o < end for o in operations) for end in line]
        chained = [(counts[n + 1], int(column.operations[tile])) for n, column in enumerate(chain)]
        return counts[0] < worth[tile] and counts[-1] <= most[tile] and all(a <= b for a, b in chained if b < 255)

    for _ in range(30):
        operations = rng.choices(range(len(worth) * LENGTH), k=int(worth.sum()) - 1)
        assert any(holds(k, operations) for k in range(len(few)))


def test_halves_are_of_each_text_alone() -> None:
    local = np.array([0, 0, 0, 1, 2, 2], np.int32)
    near, most = halves(local, np.array([2, 1, 2, 2, 0, 1], np.uint8))
    assert near.tolist() == [True, True, False, True, True, True]
    assert most.tolist() == [1, 2, 1, 1, -1, 0]
