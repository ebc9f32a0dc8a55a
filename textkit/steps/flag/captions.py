"""What a sentence goes on behind: a caption, a picture credit, a sentence as short as one."""

from __future__ import annotations

from textkit.judgement.kinds import stripped
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.sentences import ends_sentence

CAPTION = 30  # characters; captions that are a sentence of their own cannot be told from prose by their words
# Nats more that are asked of a pair over a caption, over a sentence so short that few paragraphs are one, and over a longer
# one. In texts cut for the fit none of the pairs that fell short by up to two over the first was wrong, and of those over
# the second a quarter; of those over the third that were likely by up to 1.5 nine in ten were.
OVER_CAPTION, OVER_SHORT, OVER_LONG = -1.0, -0.8, 1.5
BRIEF = 16  # characters of such a short sentence
_PICTURED = lazy_pattern("[图圖摄攝]")  # in what says where a picture comes from


def stepped_over(paragraph: str, kind: str) -> float | None:
    """How many nats more are asked of a pair over ``paragraph`` of a ``kind``, or ``None`` where it is no caption: no sentence
    goes on behind a heading, an item of a list or the name of an author.
    """
    content = stripped(paragraph)
    if len(content) > CAPTION:
        return None
    if kind == "attribution":
        return OVER_CAPTION if _PICTURED.search(content) else None
    if kind != "prose":
        return None
    return OVER_SHORT if len(content) < BRIEF and ends_sentence(content) else OVER_LONG
