"""Latin lines that are set wide: one space for two, and no paragraph ends there."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import decide, shadow
from textkit.judgement.breaks.justified import closed, habit, lost, stretched, tight, wide
from textkit.judgement.breaks.reading import read

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
    assert not any(read(text).set)


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
    assert page.set == ["plain"] * 4 + ["wide"] * 4


STOPPED = "nobody at all remembered that there had been one."


def chance(text: str, tail: str) -> float:
    """How likely the last line that reads ``tail`` goes on in the next one."""
    return [d.confidence for d in decide(text) if d.tail.slice(text) == tail][-1]


def test_a_full_stop_ends_no_paragraph_where_the_line_is_set_wide() -> None:
    plain, wide = STOPPED, STOPPED.replace(" ", "  ")
    chances = [
        chance(f"{PLAIN}{WIDE}{line}\nIn the year of the flood there was a smaller one\n{PLAIN}{WIDE}", line)
        for line in (plain, wide)
    ]
    assert chances[1] > 0.5 > chances[0]


CLOSED = "".join(line.replace(" ", "") + "\n" for line in PLAIN.splitlines())


@pytest.mark.parametrize("text", [PLAIN * 3, CLOSED * 3, PLAIN + "https://example.org/a-long-address-of-a-page\n" * 5])
def test_texts_that_lost_no_spaces(text: str) -> None:
    assert not lost(text, shadow.split(text))
    assert not any(read(text).set)


def test_where_spaces_are_lost_the_lines_that_have_them_are_set_wide() -> None:
    text = PLAIN + CLOSED
    assert lost(text, shadow.split(text))
    page = read(text)
    assert page.set == ["spaced"] * 4 + ["closed"] * 4
    assert page.own[4:] == page.own[:4]
    assert tight(CLOSED.split("\n")[0])
    assert stretched(PLAIN.split("\n")[0])
    assert closed("Photographbytheauthor")
    assert not closed("sinking")


def test_where_spaces_are_lost_a_line_that_has_none_ends_a_paragraph_at_a_full_stop() -> None:
    closed_up, spaced = STOPPED.replace(" ", ""), STOPPED
    chances = [
        chance(f"{PLAIN}{CLOSED}{line}\nIn the year of the flood there was a smaller one\n{PLAIN}{CLOSED}", line)
        for line in (closed_up, spaced)
    ]
    assert chances[1] > 0.4 > 0.1 > chances[0]


def test_ligatures_are_letters() -> None:
    assert shadow.split("the ﬁrst oﬀer of a ﬂat")[0].s == "the first offer of a flat"
