"""The five seed files, cleaned: whole texts as an editor read them, and what must be said about them.

`python -m tests.test_seeds` writes the expected texts anew; read the difference line by line before it is kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import textkit
from textkit.api import clean

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
EXPECTED = ROOT / "fixtures" / "seeds"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem[:3])
def test_clean_text(seed: Path) -> None:
    assert clean(seed.read_bytes(), path=seed.name).text == (EXPECTED / seed.name).read_text("utf-8")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The JSON of `clean` over all seeds."""
    found: dict[str, Any] = json.loads(textkit("clean", "seeds", "--format", "json", "--isolated", cwd=ROOT).text)
    return found


def of(told: dict[str, Any], number: str, *names: str) -> dict[int, dict[str, Any]]:
    """The findings of some rules in one seed by line."""
    return {f["line"]: f for f in told["findings"] if f["name"] in names and f"/{number}_" in f["path"]}


def test_every_character_is_accounted_for(told: dict[str, Any]) -> None:
    assert [f["proof"]["ok"] for f in told["files"]] == [True] * 5
    assert told["summary"]["proof"]["ok"]


def test_copies_are_found_wherever_they_stand_and_each_cluster_keeps_one(told: dict[str, Any]) -> None:
    exact = of(told, "000", "exact-duplicate")
    kept = {line: f["related"][0]["line"] for line, f in exact.items()}
    assert kept == {149: 129, 151: 127, 153: 129, 155: 145, 157: 147, 159: 129, 161: 147}
    assert all(f["fate"] == "would-apply" for f in exact.values())


def test_the_pair_that_differs_in_a_word_is_withheld_with_the_word(told: dict[str, Any]) -> None:
    (near,) = of(told, "000", "near-duplicate").values()
    assert (near["line"], near["fate"], near["reason"]) == (147, "withheld", "unsafe")
    assert near["evidence"]["differs"] == [["服务", "凝聚"]]
    assert near["related"][0]["line"] == 145


def test_near_misses_and_other_files_are_not_merged(told: dict[str, Any]) -> None:
    removed = [f for f in told["findings"] if f["step"] == "dedupe" and f["fate"] == "would-apply"]
    assert {f["path"][6:9] for f in removed} == {"000"}
    assert len(removed) == 7


def test_a_paragraph_cut_in_all_copies_is_told_once(told: dict[str, Any]) -> None:
    tails = of(told, "000", "truncated-tail")
    assert 129 in tails
    assert not {149, 153, 159} & tails.keys()
    assert tails[129]["evidence"]["continuation"] is None
    assert all(of(told, "000", "exact-duplicate")[n]["evidence"]["whole"] is False for n in (149, 153, 159))


def test_the_caption_inside_a_sentence_is_stepped_over(told: dict[str, Any]) -> None:
    (over,) = [f for f in of(told, "000", "interrupted-sentence").values() if f["fate"] == "would-apply"]
    assert over["line"] == 19 or over["line"] == 15


def test_cut_sentences_that_nothing_joined_are_told(told: dict[str, Any]) -> None:
    tails = of(told, "000", "truncated-tail").keys() | of(told, "000", "hard-wrap", "displaced-continuation").keys()
    assert {31, 37, 53, 63, 81, 89, 99, 107, 119, 129, 139} <= tails


def test_unbalanced_quotes_are_only_the_true_ones(told: dict[str, Any]) -> None:
    found = [(f["path"][6:9], f["line"]) for f in told["findings"] if f["name"] == "unbalanced-pair"]
    assert found == [("000", 23), ("000", 69)]


def test_titles_headings_and_lists_are_not_called_truncated(told: dict[str, Any]) -> None:
    whole = {"000": {5, 7, 13, 27, 35, 43, 45, 55, 57, 75, 77, 91, 93, 101, 103, 121, 123, 131, 133, 163}}
    whole |= {
        "001": {1, 2, 5, 7, 9, 11},
        "002": {2, 6, 10, 13, 16, 22},
        "003": {1, 2, 5, 6, 15, 16, 24, 25, 33, 34, 39},
    }
    whole |= {"004": {43, 44, 102, 106, 111, 115, 139, 140, 177, 179, 224, 225, 262, 263, 301, 302, 304, 305}}
    for number, lines in whole.items():
        assert not lines & of(told, number, "truncated-tail").keys(), number


def test_no_lines_are_taken_for_rows_of_columns(told: dict[str, Any]) -> None:
    assert not {f["rule"] for f in told["findings"]} & {"JOIN005", "JOIN006"}


def test_furniture_and_residue_are_told(told: dict[str, Any]) -> None:
    assert list(of(told, "001", "boilerplate")) == [2]
    assert of(told, "002", "trailing-residue")[22]["fate"] == "would-apply"


def test_marks_become_chinese_and_numbers_stay(told: dict[str, Any]) -> None:
    marks = (
        "ascii-comma",
        "ascii-colon",
        "ascii-semicolon",
        "ascii-bracket",
        "ascii-exclamation-mark",
        "ascii-full-stop",
    )
    counts = {
        n: sum(f["name"] in marks and f"/{n}_" in f["path"] for f in told["findings"]) for n in ("000", "001", "002")
    }
    assert counts == {"000": 362, "001": 99, "002": 103}
    for n, words in {
        "000": ["165.01亿", "1+3+X", "2022-2025"],
        "001": ["2023-11-17", "中共中央 国务院"],
        "002": ["16.55亿"],
    }.items():
        text = next(EXPECTED.glob(f"{n}_*")).read_text("utf-8")
        assert [w for w in words if w not in text] == []


if __name__ == "__main__":
    EXPECTED.mkdir(parents=True, exist_ok=True)
    for path in SEEDS:
        (EXPECTED / path.name).write_text(clean(path.read_bytes(), path=path.name).text, "utf-8")
