"""The costs of characters: worked out when asked for, and the same as if all were worked out at once."""

from __future__ import annotations

import pytest

from textkit.language.plausible import ALL, beyond, table


@pytest.mark.parametrize("models", [ALL, (0, 1), (2, 4), (3,)])
@pytest.mark.parametrize("limit", [9.0, 10.9, 11.0, 11.5, 14.0])
def test_rare_characters_are_those_that_cost_much_in_every_model(models: tuple[int, ...], limit: float) -> None:
    pattern, costs = beyond(models, limit), table()
    for c in set().union(*costs.known):
        rare = c >= "\x80" and min(costs[c][i] for i in models) >= limit
        assert bool(pattern.fullmatch(c)) == rare, c
