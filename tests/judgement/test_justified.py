"""Latin lines that are set wide: one space for two, and no paragraph ends there."""

from __future__ import annotations

import pytest

from textkit.api import process
from textkit.judgement.breaks import shadow
from textkit.judgement.breaks.justified import habit, wide
from textkit.judgement.breaks.page import read

PLAIN = (
    "the council met again in the spring of the year\nto hear what had been said of the new road, and\n"
    "nobody could remember who had first thought of it,\nthough many of them had been there from the first.\n"
)
WIDE = PLAIN.replace(" ", "  ")

NO_HABIT = {
    "one space everywhere": PLAIN * 3,
    "two everywhere: nothing to tell lines apart by": WIDE * 3,
    "rows of cells": PLAIN + "Smith  34  Leeds  London  Hull\nJones  29  York  Bath  Ely\n" * 4,
    "two spaces behind full stops": "It rained all day.  Nobody came to see us.  We stayed at home and read.\n" * 8,
    "Chinese set wide": PLAIN + "我  们  都  是  好  人\n" * 8,
}


@pytest.mark.parametrize("text", NO_HABIT.values(), ids=NO_HABIT.keys())
def test_texts_without_wide_lines(text: str) -> None:
    assert not habit(text)
    assert not any(read(text).wide)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("the council met again", "one space each"),
        ("", "nothing"),
        ("council", "no gap"),
        ("the  council  met  again in", "a word was joined to it: it may have been a last line"),
        ("Smith  34  Leeds", "cells"),
        ("the   council   met   again", "gaps of three"),
    ],
)
def test_lines_that_are_not_set_wide(line: str, why: str) -> None:
    assert not wide(line), why


def test_wide_lines() -> None:
    assert wide("the  council  met  again.")
    assert wide("it was late, and then  the  council  met  again")


def test_wide_lines_are_judged_closed_up() -> None:
    text = PLAIN + WIDE
    assert habit(text)
    lines = shadow.split(text)
    assert [line.s for line in lines[4:]] == [line.s for line in lines[:4]]
    page = read(text)
    assert page.own[4:] == page.own[:4]
    assert page.wide == [False] * 4 + [True] * 4


def test_a_full_stop_ends_no_paragraph_where_the_line_is_set_wide() -> None:
    rows = (
        WIDE.replace("of  it,", "of  it.")
        .replace("though", "Many")
        .replace("year", "day.")
        .replace("to  hear", "They  heard")
    )
    text = (PLAIN + rows) * 3
    assert process(text, ("rejoin",)).text.count("day.  They") == 0
    assert process(text, ("rejoin",)).text.count("day. They") == 3


def test_ligatures_are_letters() -> None:
    assert shadow.split("the ﬁrst oﬀer of a ﬂat")[0].s == "the first offer of a flat"
