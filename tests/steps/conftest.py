"""What tests of several searches share."""

from __future__ import annotations

from fractions import Fraction

import pytest

from textkit.steps.dedupe import contain as contain_module
from textkit.steps.dedupe import containment as lying_module
from textkit.steps.dedupe import join as join_module
from textkit.steps.dedupe import measure as measure_module
from textkit.steps.dedupe import sketches as sketches_module


@pytest.fixture(params=["as it is", "cut up", "held against all", "held against all, cut up"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is, with everything cut up small, and with every text held against all others by sketches."""
    for module in (join_module, contain_module):
        if "cut up" in request.param:
            monkeypatch.setattr(module, "BLOCK", 90)
            monkeypatch.setattr(module, "BATCH", 50)
            monkeypatch.setattr(module, "STEP", 50)
        if "held" in request.param:
            monkeypatch.setattr(module, "READY", -(10**9))
    if request.param != "as it is":
        monkeypatch.setattr(contain_module, "ENTRIES", 0)
    if "cut up" in request.param:  # and measured beside many at once
        monkeypatch.setattr(join_module, "PARTNERS", 10**9)
        monkeypatch.setattr(contain_module, "MANY", 0)
    if "held" in request.param:
        monkeypatch.setattr(measure_module, "LONG", 1)
        monkeypatch.setattr(lying_module, "LONG", 1)
        monkeypatch.setattr(contain_module, "LOOKUP", Fraction(1, 10**9))
        monkeypatch.setattr(sketches_module, "LEVEL", 20)
