"""Steps that are left out: only those none of whose rules are wanted."""

from __future__ import annotations

from itertools import product

import pytest

from textkit.pipeline.registry import PREFIXES, STEP_NAMES, all_rules, needed, rules_meant, steps_meant
from textkit.settings import Layer, Selection

WORDS = ("DUP", "dup002", "D", "NRM05", "near-duplicate", "residue", "ALL", "FLAG090")
LAYERS = [
    Layer(),
    *(Layer(select=(word,)) for word in WORDS),
    Layer(select=("DUP",), ignore=("DUP",)),
    Layer(extend_select=("JOIN",)),
    Layer(ignore=("NRM", "FLAG")),
]


@pytest.mark.parametrize("layers", list(product(LAYERS, repeat=2)), ids=str)
def test_no_rule_that_is_wanted_is_left_out(layers: tuple[Layer, ...]) -> None:
    selection = Selection(layers)
    kept = needed(STEP_NAMES, selection)
    assert {rule.step for rule in all_rules() if selection.matches(rule)} <= set(kept)


def test_what_is_left_out() -> None:
    assert needed(STEP_NAMES, Selection((Layer(select=("DEC", "DUP")),))) == ("decode", "dedupe")
    assert needed(STEP_NAMES, Selection((Layer(ignore=("DUP",)),))) == STEP_NAMES
    assert needed(("rejoin", "flag"), Selection((Layer(select=("near-duplicate",)),))) == ("rejoin", "flag")


@pytest.mark.parametrize("word", [*WORDS, "DEC", "nothing", "N", "JOIN001x"])
def test_the_rules_that_a_word_may_mean_are_enough(word: str) -> None:
    def meant(rules: tuple[object, ...]) -> set[object]:
        return {r for r in rules if Layer(select=(word,)).verdict(r)}  # type: ignore[arg-type]

    assert meant(rules_meant([word])) == meant(all_rules())


def test_every_code_begins_as_its_step_says() -> None:
    for rule in all_rules():
        assert rule.code.startswith(PREFIXES[rule.step])
        assert rule.step in steps_meant(rule.code)
