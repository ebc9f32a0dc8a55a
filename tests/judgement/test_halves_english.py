"""What is told of full lines of English that end a sentence."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks import split_lengths_english
from textkit.judgement.breaks.page import Page
from textkit.judgement.breaks.reading import read

FIRST = (
    "The miller had not been to town since the\nfloods, and when he came at last he found\n"
    "that the bridge was gone, and a ferry was\nset up in its place.\n"
)
DOUBTFUL = (
    "Nobody in the town had expected that the\nmiller would ever come back to his house.\n"
    "{} had been sold by the council to\nthe owner of the new ferry, a quiet man.\nHe paid.\n"
)


def page(opening: str = "The house", indent: str = "", blank: str = "") -> Page:
    paragraphs = [FIRST, FIRST.replace("miller", "farmer"), DOUBTFUL.format(opening), FIRST.replace("miller", "hunter")]
    return read(blank.join(f"{indent}{paragraph}" for paragraph in paragraphs))


def told(opening: str = "The house") -> tuple[str, ...]:
    """What is told of the line before ``opening``."""
    here = page(opening)
    line = next(i for i, line in enumerate(here.lines) if line.s.startswith(opening))
    return split_lengths_english.told(here)[line - 1]


def test_nothing_is_told_where_indents_or_blank_lines_tell() -> None:
    assert split_lengths_english.told(page())
    assert split_lengths_english.told(page(indent="    ")) == {}
    assert split_lengths_english.told(page(blank="\n")) == {}


def test_what_is_told_of_a_full_line() -> None:
    names = told()
    assert "en full first the" in names
    assert "en full shared 1" in names  # the house
    assert "en full sentences 1" in names
    assert "en full before 2" in names  # 80 and more characters
    assert any(name.startswith("en full half 3 ") for name in names)  # three paragraphs are known to be whole
    assert {name.rsplit(" ", 1)[0] for name in names} >= {"en full half of shortest", "en full halves of longest"}


def test_blank_lines_behind_every_line_say_nothing() -> None:
    text = "".join(f"{line.span.slice(page().text)}\n\n" for line in page().lines)
    assert read(text).style == "every"
    assert split_lengths_english.told(read(text)) == split_lengths_english.told(page())


def steps(names: tuple[str, ...], of: str) -> int:
    return sum(name.startswith(f"en full {of} over ") for name in names)


def test_where_paragraphs_have_many_sentences_few_sentences_end_one() -> None:
    long = FIRST.replace("The miller", "He said so. He stayed. He ate. It was late. The miller")
    opening = "The house"
    texts = [FIRST * 3 + DOUBTFUL.format(opening), long * 3 + DOUBTFUL.format(opening)]
    found = [next(iter(split_lengths_english.told(read(text)).values())) for text in texts]
    assert steps(found[0], "share") > steps(found[1], "share")
    assert steps(found[0], "ends") > steps(found[1], "ends")
    assert "en full share many 2" in found[0]  # three and more paragraphs surely end


def test_what_the_sentences_say_counts() -> None:
    assert steps(told("However, it"), "ends") < steps(told("Let’s see what"), "ends")
    assert steps(told("However, it"), "share") == steps(told("Let’s see what"), "share")


def test_words_of_every_text_are_not_shared() -> None:
    assert "en full shared 0" in told("That which")
    assert "en full first this" in told("That which")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("However, it rained.", "however"),
        ("He’d said so.", "person"),
        ("“I never saw it.", "quoted own"),
        ("(See below.)", "quoted name"),
        ("42 is the answer.", "number"),
        ("&str is a type.", "sign"),
        ("Using it is easy.", "-ing"),
        ("Usually it is.", "-ly"),
        ("Miller came.", "name"),
        ("TextKit does.", "term"),
        ("cargo builds.", "lower"),
    ],
)
def test_what_a_sentence_begins_with(line: str, kind: str) -> None:
    assert split_lengths_english.first(line) == kind


def test_a_line_that_hardly_lacks_room_is_told_from_one_that_does() -> None:
    assert [name for name in told() if name.startswith("en full room ")] != [
        name for name in told("Everything") if name.startswith("en full room ")
    ]
