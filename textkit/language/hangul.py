"""Where Korean sets its words apart: how likely a space stands beside a syllable.

Particles and endings are few and close a word, others open one, and what stands beside them tells them from the same
syllables inside words; behind Latin words too, which take particles. A table of weights of single syllables and pairs is shipped as package data
(``tools/train_hangul.py``) and loaded when the first place is asked about.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Final, NamedTuple

from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.packed import headed

VERSION: Final = 1
STEPS: Final = 8  # of a nat
SYLLABLE: Final = "\uac00-\ud7a3"
PAIR = lazy_pattern(rf"(?<=[{SYLLABLE}]) ?(?=\S)|(?<=[^\s{SYLLABLE}]) ?(?=[{SYLLABLE}])")  # a place beside a syllable
BESIDE = lazy_pattern(rf"(?=([{SYLLABLE}] ?\S|[^\s{SYLLABLE}] ?[{SYLLABLE}]))")  # the same with both characters
PLAIN: Final = str.maketrans("0123456789" + ascii_letters, "0" * 10 + "a" * len(ascii_letters))
QUOTES: Final = "\"'"  # what these close or open is told by the space before them


class Table(NamedTuple):
    """The log-odds of a space at any place beside a syllable, and the weights of runs in steps."""

    usual: float
    weights: dict[str, int]


@cache
def table() -> Table:
    """The table that is shipped."""
    held, _ = headed(files("textkit.language").joinpath("data", "hangul.xz").read_bytes(), VERSION)
    names, weights = held["runs"]
    return Table(held["usual"], dict(zip(names.split("\n"), weights, strict=True)))


def is_syllable(char: str) -> bool:
    """Whether a character is a syllable of Hangul."""
    return "\uac00" <= char <= "\ud7a3"


def runs(before: str, behind: str) -> list[str]:
    """What stands beside a place at a syllable: the last one and two characters of ``before``, the first one and two of
    ``behind``, and the two at the place. Two are told of syllables alone.
    """
    last, first = plain(before[-1]), plain(behind[0])
    found = [f"{last}|", f"|{first}", f"{last}|{first}"]
    if is_syllable(before[-2:-1]) or (last in QUOTES and before[-2:-1] == " "):
        found.append(f"{before[-2:]}|")
    if is_syllable(behind[1:2]):
        found.append(f"|{first}{behind[1]}")
    return found


def plain(char: str) -> str:
    """A character as the table knows it: every Latin letter an a, every digit a nought."""
    return char.translate(PLAIN)


def beside(text: str) -> Counter[str]:
    """How often two characters, as the table knows them, stand at a place beside a syllable, with a space or without."""
    return Counter(BESIDE.findall(text.translate(PLAIN)))


def spaced(before: str, behind: str) -> float:
    """The nats by which a space stands between ``before`` and ``behind``, of which one has a syllable at the place, rather
    than none, beyond how often one stands at any.
    """
    weights = table().weights
    return sum(weights.get(run, 0) for run in runs(before, behind)) / STEPS
