"""Where lines that a reader gave stand in what was printed, which the weights of columns are fitted on."""

from __future__ import annotations

from benchmarks.rejoin.case import Place, Unit
from tools.find_lines import places

UNITS = [
    Unit("p", "The captain or his mate came by, and the first of the officers said no."),
    Unit("p", "Whether by day or by night, the ship was quiet."),
]


def found(*lines: str) -> list[str | None]:
    """What stands where each line is found."""
    said = ["".join(unit.text.split()) for unit in UNITS]
    return [place and said[place.unit][place.start : place.end] for place in places(UNITS, lines)]


def test_a_word_cut_from_its_row_stands_beside_what_is_known() -> None:
    lines = ["Whether by day", "or", "by night, the ship was quiet."]
    assert places(UNITS, lines)[1] == Place(1, 12, 14)  # and not in the first paragraph, where it stands too
    assert found("The captain", "or", "his mate came by, and") == ["Thecaptain", "or", "hismatecameby,and"]


def test_ligatures_and_hyphens_of_the_reader() -> None:
    assert found("the ﬁrst of the oﬃcers said no.") == ["thefirstoftheofficerssaidno."]
    assert found("and the first of the offi-", "cers said no.") == ["andthefirstoftheoffi", "cerssaidno."]


def test_what_was_not_printed_is_nowhere() -> None:
    assert found("Whether by day or by night,", "a line of another text", "or") == [
        "Whetherbydayorbynight,",
        None,
        None,
    ]
