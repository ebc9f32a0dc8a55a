"""What paragraphs open and close with, against the sentences inside them.

Where a line that ends a sentence is full, its width does not tell whether the paragraph ends too; how the sentence ends
and how the next one begins does a little: news items open with a date and a place and close with a quotation, and few
paragraphs open with "but" or "he". A table learned from Chinese prose (news, law, fiction, technical) is shipped as
package data, and a smaller one of Japanese (fiction, technical), which is asked where there is kana; both are made by
``tools/train_openings.py`` and loaded when the first sentence is asked about. That of Japanese also knows how the sentence
before a break begins and the one behind it ends, and what their lengths, the words they share, what they speak of and open
quotations say (``cohesion``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from textkit.language import cohesion
from textkit.language.fold_pairs import FROM, INTO
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.packed import headed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION: Final = 2
SIDES: Final = ("open", "close", "first", "last", "sign")  # of the table, the last three of Japanese alone
ORDERS: Final = 5  # characters
STEPS: Final = 4  # of a nat …
MANY: Final = 64  # characters that are folded all at once
FINE: Final = 32  # … and of what a sign says, which is less

KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")

# A sentence with the marks that close it.
SENTENCE: Final = lazy_pattern(r"[^。！？!?…]+[。！？!?…]*[”’」』）)]*")


class _Fold(dict[int, str]):
    """Simplified Han, half-width marks as full-width ones, every digit a nought, every Latin letter an a."""

    def __init__(self) -> None:
        super().__init__({ord(c): into for c, into in zip(FROM, INTO, strict=True)})
        self.update({ord(a): b for a, b in zip(",.!?:;()", "，。！？：；（）", strict=True)})
        self.update({ord(a): b for a, b in zip("「」『』", "“”‘’", strict=True)})

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = plain = "0" if char.isdigit() else "a" if char.isascii() and char.isalpha() else char
        return plain


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """``text`` as the table knows it, character by character, without white space."""
    solid = "".join(text.split())
    return solid.translate(_FOLD) if len(solid) < MANY else _folded(solid)


def _folded(text: str) -> str:
    """``text`` with each character folded, all at once: of many, that takes a third of the time."""
    import numpy as np

    codes, table = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _codes()
    found = table[codes]
    if not found.all():  # some are met for the first time
        for code in set(codes[found == 0].tolist()):
            table[code] = ord(_FOLD[code])
        found = table[codes]
    return found.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _codes() -> NDArray[np.uint32]:
    """What each character is folded into; 0 where nobody asked yet."""
    import numpy as np

    return np.zeros(0x110000, np.uint32)


@cache
def _table(japanese: bool = False) -> dict[str, dict[str, int]]:
    name = "openings-ja.xz" if japanese else "openings.xz"
    held, _ = headed(files("textkit.language").joinpath("data", name).read_bytes(), VERSION)
    return {name: dict(zip(held[name][0].split("\n"), held[name][1], strict=True)) for name in SIDES if name in held}


def opens(text: str, japanese: bool = False) -> float:
    """Nats by which ``text``, a sentence, begins like the first of a paragraph rather than like a later one.

    ``japanese``: it is known to be; else kana tells.
    """
    return _begun("open", text[: 2 * ORDERS], japanese)


def closes(text: str, japanese: bool = False) -> float:
    """Nats by which ``text``, a sentence with its mark, ends like the last of a paragraph rather than an earlier one."""
    return _ended("close", text[-2 * ORDERS :], japanese)


@lru_cache(maxsize=1 << 15)  # lines are asked about again once those around them are joined
def _begun(side: str, text: str, japanese: bool) -> float:
    """What ``side`` of the table says of the longest run it knows that ``text`` begins with."""
    run = fold(text)[:ORDERS]
    held = _table(japanese or KANA.search(text) is not None)[side]
    return next((held[run[:n]] / STEPS for n in range(len(run), 0, -1) if run[:n] in held), 0.0)


@lru_cache(maxsize=1 << 15)
def _ended(side: str, text: str, japanese: bool) -> float:
    """The same of the longest run that it ends with."""
    run = fold(text)[-ORDERS:]
    held = _table(japanese or KANA.search(text) is not None)[side]
    return next((held[run[-n:]] / STEPS for n in range(len(run), 0, -1) if run[-n:] in held), 0.0)


def sentences(before: str, after: str) -> tuple[str, str]:
    """The last sentence of ``before`` and the first of ``after``."""
    tails, head = SENTENCE.findall(before), SENTENCE.match(after)
    return tails[-1] if tails else before, head.group() if head else after


def ends_between(before: str, after: str) -> float:
    """Nats by which a Japanese text goes on in a new paragraph between ``before``, which ends a sentence, and ``after``."""
    return _ends_between(before[-cohesion.BEFORE :], after[: cohesion.AFTER])


@lru_cache(maxsize=1 << 12)  # asked again at each look at a text
def _ends_between(before: str, after: str) -> float:
    tail, head = sentences(before, after)
    table = _table(True)["sign"]
    signs = sum(table.get(sign, 0) for sign in cohesion.signs(before, after, tail, head)) / FINE
    sides = _begun("first", tail[: 2 * ORDERS], True) + _ended("last", head[-2 * ORDERS :], True)
    return opens(head, True) + closes(tail, True) + sides + signs
