"""Whether a paragraph of English ends between two sentences: what both of them say."""

from __future__ import annotations

from importlib.resources import files

import pytest

from textkit.language import partings_english as partings
from tools import train_partings_english as training

BUILT = "The bridge was built in 1952 by the county. It is three hundred feet long and joins two villages."
SAID = "“I have never seen that bridge,” said the miller. “Nobody told me of it.”"


@pytest.mark.parametrize(
    ("before", "inside", "edge"),
    [
        (BUILT, "However, it has been closed since May.", "Let’s see how the county pays for its other roads."),
        (BUILT, "They were once rivals.", "In this section we describe how roads are paid for."),
        (SAID, "He went away at once.", "“Then you have not been here long,” said the farmer."),
    ],
)
def test_what_goes_on_against_what_begins_anew(before: str, inside: str, edge: str) -> None:
    assert partings.odds(before, inside) + 0.5 < partings.odds(before, edge)


def test_names_tell_what_both_sides_have_in_common() -> None:
    names = set(partings.names(BUILT, "It joins two villages, and neither of the villages paid for the bridge."))
    assert {
        "shared 2",
        "common 3",
        "alike False True False",
        "comma 4",
        "^it",
        "^it joins",
        "tit",
        "$villages .",
    } <= names
    assert {"quotes True True True", "mark ."} <= set(partings.names(SAID, "“Yes,” said he."))


def test_cases_quotes_and_numbers_are_one() -> None:
    assert partings.names("It’s 12 feet.", "He paid.")[:8] == partings.names("it's 340 feet.", "he paid.")[:8]


def test_straight_quotes_count_as_curled_ones() -> None:
    assert partings.names('"No," he said. "Not I."', '"Go!" I said.') == partings.names(
        "“No,” he said. “Not I.”", "“Go!” I said."
    )


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert partings.sentences("“Go.” He went. (So he said.) Then?") == ["“Go.”", "He went.", "(So he said.)", "Then?"]


def test_nothing_known_weighs_little() -> None:
    assert abs(partings.odds("", "")) < 2
    assert abs(partings.odds("§§.", "¶¶ ¶")) < 2


def test_the_table_is_small() -> None:
    assert len(files("textkit.language").joinpath("data", "partings-en.xz").read_bytes()) < 20_000


def test_what_ends_paragraphs_is_learned() -> None:
    goes_on = "The mill stood by the river for years. However, the river took it. Then it was built anew. It stands."
    document = "\n".join([goes_on, "Let us look at the other mill. It was never built at all, as people say."] * 40)
    weights = training.learned([document] * 3)
    assert weights["^let"] > 0 > min(weights.get(name, 0) for name in ("^however", "^then", "last the"))
    assert training.learned([document] * 3) == weights


def test_headings_and_short_lines_part_what_stands_beside_them() -> None:
    paragraph = "The mill stood by the river for many years. It is gone."
    assert len(list(training.places(["\n".join([paragraph] * 10)]))) == 19
    for between in ("# The mill", "Short line."):
        found = list(training.places([f"\n{between}\n".join([paragraph] * 20)]))
        assert not any(place.edge for place in found)
