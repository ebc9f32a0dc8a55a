"""The language of a page, as far as the tables of what goes together know it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from textkit.judgement.breaks.census import census
from textkit.language import words

Tongue = Literal["zh", "ja", "en", ""]

KANA = 10  # in Japanese at least one wide character in so many is kana
SOME = 20  # a text whose prose is not in Latin letters has at least one wide character in so many
# A Latin letter to so many wide ones: more have 97 in 100 pages of manuals and articles on programs, 2 in 100 of news, laws,
# essays and stories.
MIXED = 10
WIDE = 4  # a page of Latin letters has fewer wide characters than one in so many letters


@lru_cache(maxsize=2)
def page_language(text: str) -> Tongue:
    """Chinese, Japanese, English, or none of them. Where wide characters stand among Latin ones it is theirs; and Korean
    is none of them, however many English words it names.
    """
    wide, kana, latin = _counts(text)
    if wide * WIDE > latin:
        return "ja" if kana * KANA > wide else "zh"
    return "en" if not korean(text) and words.is_english(text) else ""


@lru_cache(maxsize=2)
def korean(text: str) -> bool:
    """Whether most letters of a text are syllables of Hangul, however much Latin stands among them."""
    wide, _, latin = _counts(text)
    return census(text).within(0xAC00, 0xD7A4) > max(wide, latin // WIDE)


@lru_cache(maxsize=2)
def foreign(text: str) -> bool:
    """Whether a text is written in wide characters or in Korean, however much Latin, such as programs, stands in it."""
    return page_language(text) in ("zh", "ja") or census(text).within(0x3041, 0xD7A4) * SOME > len(text)


@lru_cache(maxsize=2)
def mixed(text: str) -> bool:
    """Whether a text is of Chinese with many Latin words, as manuals and articles on programs are."""
    wide, _, latin = _counts(text)
    return latin * MIXED > wide and page_language(text) == "zh"


def _counts(text: str) -> tuple[int, int, int]:
    """Wide letters, those of them that are kana, and Latin letters."""
    found = census(text)
    latin = found.within(ord("A"), ord("Z") + 1) + found.within(ord("a"), ord("z") + 1)
    return found.within(0x3041, 0xA000), found.within(0x3041, 0x3100), latin
