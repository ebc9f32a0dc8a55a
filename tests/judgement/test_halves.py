"""What the lengths on both sides of a full line that ends a sentence say."""

from __future__ import annotations

from itertools import count

import pytest

from textkit.judgement.breaks import split_lengths
from textkit.judgement.breaks.reading import read

WIDTH = 12  # characters of a full line
SIZES = {"f": (WIDTH, ""), "s": (WIDTH - 1, "。"), "l": (5, "。")}


def _text(*paragraphs: str, indent: str = "", between: str = "") -> str:
    """Paragraphs by their lines, no two of them alike: ``f`` full, ``s`` full with a sentence end, ``l`` the last."""
    number = count()
    texts = []
    for paragraph in paragraphs:
        lines = []
        for kind in paragraph:
            size, mark = SIZES[kind]
            first = 0x5000 + 16 * next(number)
            lines.append("".join(map(chr, range(first, first + size))) + mark)
        texts.append(indent + "\n".join(lines))
    return f"\n{between}".join(texts) + "\n"


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("every paragraph ends in a short line", _text("fffl", "ffl", "fffl")),
        ("indents tell", _text("fffl", "ffsffl", "fffl", "ffl", "fffl", indent="　　")),
        ("blank lines tell, and behind this line is none", _text("fffl", "ffsffl", "fffl", between="\n")),
    ],
)
def test_where_nothing_is_in_doubt_nothing_is_told(reason: str, text: str) -> None:
    assert split_lengths.told(read(text)) == {}


def test_the_halves_are_counted_from_where_paragraphs_surely_end() -> None:
    told = split_lengths.told(read(_text("ffffl", "fffl", "fsfffffl", "ffffl")))
    # lines of the first two paragraphs, and the line in doubt itself: 24 characters before, 66 behind
    assert told == {10: ("half 2", "halves 1", "half of shortest 1", "halves of longest 4")}


def test_without_whole_paragraphs_only_the_lengths_themselves_are_told() -> None:
    told = split_lengths.told(read(_text("fsfffsffffl")))
    assert told == {1: ("half 2", "halves 2"), 5: ("half 4", "halves 2")}


def test_a_short_rest_speaks_for_a_join_and_a_long_one_against_it() -> None:
    short = _text("fffffffffl", "ffffffffffffl", "fffffffffsl", "fffffffffffl")
    long = _text("ffffffl", "fffffl", "fffffffffffffffffsffffffffffffffffffl", "fffffl")
    names = [name for (name,) in ([n for n in told if "of longest" in n] for told in _all(short) + _all(long))]
    assert names == ["halves of longest 2", "halves of longest 5"]


def _all(text: str) -> list[tuple[str, ...]]:
    return list(split_lengths.told(read(text)).values())
