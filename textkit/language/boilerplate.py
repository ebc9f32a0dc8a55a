"""Furniture of web pages and newspapers: lines that belong to the page, not to the text.

The lexicon is data: ``boilerplate.toml`` beside this module, in groups, so that an editor may add to it. ``label``
words must stand in front of a colon, ``phrase`` words anywhere in a short line, ``line`` words must be the line.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The words of the lexicon by group."""
    raw = tomllib.loads(resources.files("textkit.language").joinpath("boilerplate.toml").read_text("utf-8"))
    return {group: tuple(words) for group, words in raw.items()}


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def label_pattern() -> re.Pattern[str]:
    """Matches one label with its colon (``来源：``), wherever it stands."""
    return re.compile(rf"(?:{_any(lexicon()['label'])})\s*[:：]")


@cache
def strong_label_pattern() -> re.Pattern[str]:
    """Matches a label that no prose uses (``浏览次数：``)."""
    return re.compile(rf"(?:{_any(lexicon()['strong_label'])})\s*[:：]")


@cache
def phrase_pattern() -> re.Pattern[str]:
    """Matches a phrase that only furniture uses (``扫一扫在手机打开``), in a text in lower case."""
    return re.compile(rf"(?:{_any(tuple(w.lower() for w in lexicon()['phrase']))})")


@cache
def line_words() -> frozenset[str]:
    """Whole lines that are furniture, without spaces and in lower case."""
    return frozenset(re.sub(r"\s+", "", w).lower() for w in lexicon()["line"])


LONGEST = 60  # characters of a line that a phrase makes furniture, or that is a word of the ``line`` group
OPENING = 4  # characters in which a sentence of furniture comes to its phrase
_FOLD = re.compile(r"[\s|｜>»›·•\[\]【】()（）<«‹/]+")


def is_furniture(line: str) -> bool:
    """Whether ``line`` (one paragraph without its line end) is furniture and nothing else.

    True for a line of the ``line`` group, for one with a strong label or two labels in its first part, and for a
    short one with a phrase. Long paragraphs are never furniture: prose may quote any of these words.
    """
    leads = ":" in line or "：" in line
    if len(line) > (160 if leads else 120) or (not leads and len(line) > LONGEST and not _FOLD.search(line)):
        return False
    folded = _FOLD.sub("", line).lower()
    if not folded:
        return False
    if folded in line_words():
        return True
    if len(folded) > 120:
        return False
    if not leads:
        return len(folded) <= LONGEST and _by_phrase(line.lower())
    labels = {m.group() for m in label_pattern().finditer(line)}
    strong = strong_label_pattern().search(line)
    if strong and (strong.start() <= OPENING or labels - {strong.group()}):
        return True
    if len(labels) >= 2 and label_pattern().match(line.lstrip(" \u3000[【(（")):
        return True
    return len(folded) <= LONGEST and _by_phrase(line.lower())


def _by_phrase(line: str) -> bool:
    """Whether a phrase makes a short line furniture. A whole sentence must open with one, or hold two: others may use it."""
    found = phrase_pattern().search(line)
    if not found or line.rstrip()[-1] not in "。！？!?：:":
        return found is not None
    return found.start() <= OPENING or phrase_pattern().search(line, found.end()) is not None
