"""Which rules a run listens to, and how the command line outweighs the file."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from textkit.model.errors import UsageError
from textkit.model.finding import Rule, Severity, Trust
from textkit.settings import Layer, Selection, Settings, merge, split_words


def rule(code: str, name: str, default: bool = True) -> Rule:
    return Rule(code, name, "step", "", Trust.SAFE, Severity.INFO, True, default=default)


NEAR, EXACT = rule("DUP002", "near-duplicate"), rule("DUP001", "exact-duplicate")
COMMA, QUIET = rule("NRM010", "ascii-comma"), rule("NRM099", "quiet", default=False)
RULES = (EXACT, NEAR, COMMA, QUIET)


def names(*layers: Layer) -> list[str]:
    return [r.name for r in RULES if Selection(layers).matches(r)]


@pytest.mark.parametrize(
    ("layers", "selected"),
    [
        ([], ["exact-duplicate", "near-duplicate", "ascii-comma"]),
        ([Layer(select=("DUP",))], ["exact-duplicate", "near-duplicate"]),
        ([Layer(select=("dup002",))], ["near-duplicate"]),
        ([Layer(select=("near-duplicate", "NRM"))], ["near-duplicate", "ascii-comma", "quiet"]),
        ([Layer(select=("ALL",))], ["exact-duplicate", "near-duplicate", "ascii-comma", "quiet"]),
        ([Layer(extend_select=("quiet",))], ["exact-duplicate", "near-duplicate", "ascii-comma", "quiet"]),
        ([Layer(ignore=("DUP",))], ["ascii-comma"]),
        ([Layer(select=("DUP",), ignore=("DUP002",))], ["exact-duplicate"]),
        ([Layer(ignore=("DUP",), extend_select=("near-duplicate",))], ["near-duplicate", "ascii-comma"]),
        ([Layer(select=("DUP",), ignore=("DUP",))], []),  # between equals, ignore
        ([Layer(ignore=("near-duplicate",)), Layer(select=("DUP",))], ["exact-duplicate", "near-duplicate"]),
        ([Layer(select=("DUP",)), Layer(ignore=("DUP0",))], []),
        ([Layer(extend_select=("DUP002",)), Layer(ignore=("DUP",))], ["ascii-comma"]),  # the later layer, though vaguer
        ([Layer(select=("DUP",)), Layer(extend_select=("quiet",))], ["exact-duplicate", "near-duplicate", "quiet"]),
    ],
)
def test_selection(layers: list[Layer], selected: list[str]) -> None:
    assert names(*layers) == selected


@pytest.mark.parametrize(
    ("layer", "where", "what"),
    [
        (Layer(select=("near-duplicat",)), "--select", "did you mean near-duplicate?"),
        (Layer(ignore=("DUP02",)), "--ignore", "did you mean DUP002?"),
        (Layer(ignore=("DPU",)), "--ignore", "did you mean DUP?"),
        (Layer(extend_select=("DUP9",)), "--extend-select", "no rule is called 'DUP9'"),
        (Layer(select=("near",)), "--select", "no rule is called"),  # names have no prefixes
        (Layer(select=("qqq",), origin="textkit.toml"), "textkit.toml", "no rule is called 'qqq'"),
        (Layer(select=("",)), "--select", "no rule is called"),
    ],
)
def test_unknown_words_are_errors(layer: Layer, where: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        Selection((layer,)).check(RULES)
    assert caught.value.where == where
    assert what in caught.value.what


def test_known_words_are_none() -> None:
    Selection((Layer(("ALL", "DUP"), ("ascii-comma",), ("dup001",)),)).check(RULES)


def test_words_with_commas_between() -> None:
    assert split_words(["DUP, near-duplicate", "NRM", ","]) == ("DUP", "near-duplicate", "NRM")
    assert split_words(None) == ()


class TestMerge:
    base = Settings(
        selection=Selection((Layer(ignore=("DUP",)),)), jobs=2, options={"dedupe": {"threshold": 1, "keep": "first"}}
    )

    def test_silence_changes_nothing(self) -> None:
        assert merge(self.base) == self.base
        assert merge(self.base, jobs=None, select=(), ignore=[], options={"dedupe": {"threshold": None}}) == self.base

    def test_the_command_line_wins(self) -> None:
        merged = merge(self.base, jobs=0, unsafe=True, options={"dedupe": {"threshold": 2}, "flag": {"note": "x"}})
        assert (merged.jobs, merged.unsafe) == (0, True)
        assert merged.options == {"dedupe": {"threshold": 2, "keep": "first"}, "flag": {"note": "x"}}
        assert self.base.options == {"dedupe": {"threshold": 1, "keep": "first"}}

    def test_selections_are_laid_over_each_other(self) -> None:
        merged = merge(self.base, extend_select=["DUP002"])
        assert [r.name for r in RULES if merged.selection.matches(r)] == ["near-duplicate", "ascii-comma"]

    def test_another_key_is_a_fault_of_the_caller(self) -> None:
        with pytest.raises(TypeError, match="job"):
            merge(self.base, job=3)


def test_per_file_ignores_name_the_pattern_that_silences() -> None:
    settings = Settings(per_file_ignores=(("poems/", ("DUP", "ascii-comma")), ("*.md", ("near-duplicate",))))
    assert settings.exempt(NEAR, "poems/old/a.txt") == "poems/"
    assert settings.exempt(COMMA, "poems/a.txt") == "poems/"
    assert settings.exempt(COMMA, "prose/a.md") is None
    assert settings.exempt(NEAR, "prose/a.md") == "*.md"
    assert settings.exempt(QUIET, "poems/a.txt") is None


def test_per_file_ignores_know_their_rules() -> None:
    Settings(per_file_ignores=(("poems/", ("DUP",)),)).check(RULES)
    with pytest.raises(UsageError, match="did you mean near-duplicate"):
        Settings(per_file_ignores=(("poems/", ("near-duplicats",)),)).check(RULES)


def test_data_is_json() -> None:
    settings = merge(Settings(), select=["DUP"], options={"dedupe": {"threshold": Fraction(17, 20), "prefer": ("a",)}})
    data = json.loads(json.dumps(settings.data()))
    assert data["selection"] == [{"select": ["DUP"], "extend_select": [], "ignore": []}]
    assert data["options"] == {"dedupe": {"threshold": "17/20", "prefer": ["a"]}}
