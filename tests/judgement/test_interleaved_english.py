"""What tells the columns of English apart that a reader gave row by row."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.interleaved_english import SURE, Reader, together
from textkit.judgement.breaks.interleaved_fitted import BLOCK, rhythm
from textkit.judgement.breaks.reading import read

COLUMN = (
    "The old house stood at the end of the lane",
    "and nobody had lived in it since the storm",
    "of the winter, when the windows were broken",
    "by the wind that came from the north sea.",
)


def reader(*lines: str, boxed: bool = False) -> Reader:
    """The look at ``lines``, which are numbered as they stand, with a blank line between if ``boxed``."""
    page = read(("\n\n" if boxed else "\n").join(lines) + "\n")
    return Reader(page, range(len(page.lines)))


def names(look: Reader, i: int, j: int) -> set[str]:
    """What is said of line ``j`` going on from line ``i``."""
    look.ask([(i, j)])
    return {name for name, value in look.goes_on(i, j, j - 1) if value}


@pytest.mark.parametrize(
    ("tail", "head", "room"),
    [
        ("and so he went away again before the night", "extraordinarily", 0),  # far too little …
        ("and so he went away again before the day", "came", 2),  # … just too little …
        ("and so he went away again before the", "came", 5),  # … and enough: it would stand behind it
        ("and so he went away again", "came", 7),
    ],
)
def test_whether_the_next_word_had_room(tail: str, head: str, room: int) -> None:
    look = reader(*COLUMN * 6, tail, f"{head} back")
    assert f"on room {room}" in names(look, 24, 25) or f"brief room {room}" in names(look, 24, 25)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("by the wind that came from the north sea.", "stopped"),
        ("by the wind that came.", "ended"),
        ("by the wind that came from the north sea,", "pause"),
        ("by the wind that", "brief"),
        ("by the wind that came from the north side", "on"),
    ],
)
def test_how_lines_end(line: str, kind: str) -> None:
    look = reader(*COLUMN * 6, line)
    assert look.kinds[24] == kind


def test_pieces_of_rows_show_by_the_space_behind_them() -> None:
    look = reader(*COLUMN * 6, "by the \n", "wind that came", *COLUMN[:1], boxed=True)
    assert look.kinds[24] == "piece"
    assert look.kinds[25] == "brief"
    assert "piece fits" in names(look, 24, 25)
    assert "piece over" in names(look, 24, 26)
    assert not reader(*(f"{line} " for line in COLUMN * 6)).spaced  # where all lines end so, that says nothing


def test_how_much_better_columns_explain_lines_that_take_turns() -> None:
    other = (
        "Every spring the farmers of the valley bring",
        "their cattle to the market in the town, where",
        "the merchants pay them for the milk and the",
        "butter that they have made over the year, and",
    )
    rows = [line for pair in zip(COLUMN, other, strict=True) for line in pair]
    mixed, plain = reader(*rows), reader(*COLUMN, *other)
    assert [mixed.rows()[j].before for j in (2, 3, 4, 5)] == [0, 1, 2, 3]
    plain.rows()
    assert plain.gain < 1 < SURE < mixed.gain


def test_a_line_that_was_set_wide_ends_no_paragraph() -> None:
    wide = ("by  the  wind  that  came  from  the.", *(f"of  the  winter,  when  the  windows  {n}" for n in "abcd"))
    plain = ("and nobody had lived in it since.", *(f"the old house stood at the end of {n}" for n in "abcd"))
    look = reader(*wide, *plain, *COLUMN)
    assert look.kinds[0] == "wide stopped"
    assert look.kinds[1] == "wide on"
    assert look.kinds[5] == "ended"


def test_words_that_stand_together_elsewhere() -> None:
    look = reader(
        *COLUMN, "he came home on the last day of the winter", "and of the north", "sea of the lane", "lamps were lit"
    )
    assert {"seen 1 of 0", "seen apart 1"} <= names(look, 5, 6)
    assert {"seen 0 of 0", "seen apart 0"} <= names(look, 4, 7)
    assert together("A b c\nb c d\n", 0).next["b", "c"] == 2
    assert together("A b c\nb c d\n", 0).second["a", "c"] == 1
    assert together("A b c\nb c d\n", 0).words["c"] == 1  # behind the other nothing stands


def test_a_quotation_that_is_closed_goes_on_from_where_it_was_opened() -> None:
    look = reader(*COLUMN, "he said “there is nobody in the old house", "who could tell me of it” and went away")
    assert "quote fits" in names(look, 4, 5)
    assert "quote closed only" in names(look, 3, 5)
    assert "quote opened only" in names(look, 4, 3)


def test_lines_of_one_box_are_of_one_column() -> None:
    lines = [*COLUMN * 6, f"{COLUMN[0]}\n{COLUMN[1]}"]
    look = reader(*lines, boxed=True)
    assert look.boxed
    assert "box here" in names(look, 24, 25)
    assert "box other" in names(look, 3, 25)


def test_where_no_blank_lines_stand_between_turns_weigh_otherwise() -> None:
    told = {name for name, _ in rhythm(1, 2, 1, 1, boxed=True)}
    assert {name for name, _ in rhythm(1, 2, 1, 1, boxed=False)} == told | {f"{name} unboxed" for name in told}


def test_in_a_long_text_only_what_stands_near_is_counted() -> None:
    text = "A b c\n" + "x y z\n" * (3 * BLOCK)
    assert together(text, 0).words["b"] == together(text, 1).words["b"] == 1
    assert together(text, 2).words["b"] == 0
