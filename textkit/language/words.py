"""Which letters are an English word.

The list is shipped as package data, made by ``tools/make_words.py`` from SCOWL (level 60, American and British spelling,
the selection of Debian's ``wamerican`` and ``wbritish``); its licence stands beside it. It is loaded when first asked.
"""

from __future__ import annotations

import lzma
import re
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

SHARED: Final = ord("A")  # the letter that says how many letters a word shares with the one before it counts from here

SAMPLE: Final = 2000  # words of a text by which its language is told
LONG: Final = re.compile(r"[A-Za-z]{4,}")  # such as tell the language

# Parts that a hyphen often follows, though they are words of no dictionary.
PREFIXES: Final = frozenset({
    "anti", "auto", "bi", "bio", "co", "counter", "cross", "cyber", "de", "eco", "electro", "ex", "extra", "geo",
    "half", "hyper", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mono", "multi",
    "nano", "neo", "neuro", "non", "pan", "para", "photo", "poly", "post", "pre", "pro", "proto", "pseudo",
    "psycho", "quasi", "re", "self", "semi", "socio", "sub", "super", "techno", "tele", "thermo", "trans", "tri",
    "ultra", "un", "uni", "vice",
})  # fmt: skip


@cache
def english() -> tuple[frozenset[str], frozenset[str]]:
    """The words in lower case, and the names, lowered too."""
    packed = lzma.decompress(files("textkit.language").joinpath("data", "english.xz").read_bytes()).decode("ascii")
    words: set[str] = set()
    names: set[str] = set()
    last = ""
    for row in packed.splitlines():
        last = last[: ord(row[0]) - SHARED] + row[1:]
        (words if last.islower() else names).add(last.lower())
    return frozenset(words), frozenset(names)


def is_word(letters: str) -> bool:
    """Whether ``letters``, in lower case, are an English word; names are none."""
    return letters in english()[0]


def is_name(letters: str) -> bool:
    """Whether ``letters``, in lower case, are a name or an abbreviation that the list knows."""
    return letters in english()[1]


def is_english(text: str) -> bool:
    """Whether at least two in three of the longer words of ``text`` are English; names count neither way."""
    balance = 0
    for match in islice(LONG.finditer(text), SAMPLE):
        word = match.group().lower()
        if is_word(word):
            balance += 1
        elif not is_name(word):
            balance -= 2
    return balance > 0
