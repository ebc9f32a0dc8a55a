"""Evidence in nats as a probability."""

from __future__ import annotations

import math

SUREST = 30.0  # nats; beyond them a probability is 0 or 1 to more places than are ever told


def probability(nats: float) -> float:
    """How likely something is for which evidence speaks with ``nats``: the logistic function."""
    return 1 / (1 + math.exp(-max(-SUREST, min(SUREST, nats))))
