"""Two hyphens that are a dash, as typewriters have it, where two lines meet."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.glue import Gluer

STORY = "He came down from the light with a lamp in his hand. It was a very old one, and he was glad of it. " * 2


@pytest.mark.parametrize(
    ("tail", "head", "text", "between"),
    [
        ("the lamp--", "an old one", "", ""),
        ("the lamp--", "an old one", STORY, ""),
        ("the lamp,--", '"an old one"', STORY, ""),
        ("the lamp--", "an old one", STORY + "One-- two, and three-- four.", " "),  # as the text has it
        ("the lamp--", "an old one", STORY + "One--two, and three--four, and five-- six.", ""),
        ("the lamp --", "an old one", STORY + "One--two, and three--four.", " "),  # set apart on both sides
        ("Mr. B----", "was there", STORY, " "),  # a name that is not told
    ],
)
def test_nothing_stands_behind_a_typed_dash_unless_the_text_sets_a_space_there(
    tail: str, head: str, text: str, between: str
) -> None:
    assert Gluer(text).glue(tail, head).between == between
