"""How well English words go together: what stands inside sentences beats what does not, by the words alone."""

from __future__ import annotations

import pytest

from textkit.judgement.breaks.page_language import page_language
from textkit.language import wording, words


@pytest.mark.parametrize(
    ("tail", "right", "wrong"),
    [
        ("the keeper of the", "lighthouse had gone", "had gone to bed"),  # a noun behind an article
        ("she would have", "been glad of it", "the garden gate"),  # a participle
        ("he did not want", "to leave the house", "was leaving the house"),
        ("one of the most", "beautiful gardens in", "was in the garden"),
        ("the min-", "ister was late", "the road was wet"),  # half a word
        ("it was, said the captain,", "a very fine ship", "Ships are rare"),  # a capital inside a sentence
    ],
)
def test_what_goes_together_beats_what_does_not(tail: str, right: str, wrong: str) -> None:
    said = wording.columns([(tail, right), (tail, wrong)]).anywhere
    assert said[0] > said[1] + 1


def test_a_paragraph_begins_with_a_capital_and_a_sentence_behind_a_full_stop() -> None:
    said = wording.columns([("as it was in the", "evening of that day"), ("It was late.", "evening of that day")])
    assert said.start[0] > 5 > said.start[1]
    assert said.anywhere[0] > 0 > said.anywhere[1]


@pytest.mark.parametrize("tail", ["", "…", "1234", "ÀÉ", "漢字", "\U0001f600", "a" * 5000, "-", "’"])
@pytest.mark.parametrize("head", ["", "”", "1984", "ß", "한글", "\ud800", "b" * 5000])
def test_any_characters_are_weighed(tail: str, head: str) -> None:
    for column in wording.columns([(tail, head)]):
        assert abs(column[0]) < 60
    assert len(wording.columns([]).start) == 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Lord said so.", ["the", "^lord", "said", "so", "."]),
        (
            "It’s late. “Who is it?” asked I.",
            ["it's", "late", ".", "“", "who", "is", "it", "?", "”", "asked", "i", "."],
        ),
        ("1,234 of 5", ["0", "of", "0"]),
    ],
)
def test_words_as_they_are_counted(text: str, kinds: list[str]) -> None:
    assert wording.tokens(text) == kinds


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The road was long and the evening came before they saw the lights of the town.", "en"),
        ("Der Weg war lang und der Abend kam, bevor sie die Lichter der Stadt sehen konnten.", ""),
        ("", ""),
        ("天色已晚，路还很长。", "zh"),
        ("道は長く、日はもう暮れていた。", "ja"),
        ("Rust の所有権は compiler が調べる。", "ja"),
        ("길은 멀고 해는 벌써 저물었다.", ""),
        ("GitHub Actions 上运行 workflow 的步骤", "zh"),  # more Latin letters than Han, but it is theirs
    ],
)
def test_the_language_of_a_page(text: str, language: str) -> None:
    assert page_language(text) == language


def test_names_are_no_sign_of_english() -> None:
    assert not words.is_english("Washington Lincoln Madison")
