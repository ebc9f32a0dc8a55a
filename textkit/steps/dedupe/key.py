"""The key by which texts are compared."""

from __future__ import annotations

from textkit.language.fold import fold


def key(text: str) -> str:
    """``text`` folded character by character: width, case, radicals, traditional and variant characters; white space
    and punctuation dropped. ``key(a + b) == key(a) + key(b)``, and ``key(key(a)) == key(a)``.
    """
    return fold(text)
