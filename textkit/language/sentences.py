"""What ends a sentence, what only pauses it, and what may stand behind the end, in Chinese, Japanese and English.

ASCII marks count as their full-width sisters: a text that was never normalized is judged like one that was.
"""

from __future__ import annotations

from typing import Final

from textkit.language.lazy_pattern import lazy_pattern

# U+FF0E ends sentences in mathematical printing, U+FF61 in half-width Japanese.
STOPS: Final = frozenset("。！？!?．｡⁇⁈⁉‼")
# An ellipsis may end a sentence or stand for what was left out; either way nothing was cut off behind it.
ELLIPSES: Final = frozenset("…⋯")
DASHES: Final = frozenset("—―─－–")
PAUSES: Final = frozenset("，、；：,;:､")
CLOSERS: Final = frozenset("”’」』）】》〉〕］｝\"'»›)]}｣〗〛")
OPENERS: Final = frozenset("“‘「『（【《〈〔［｛«‹([{｢〖〛")
SPACE: Final = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
# What layout leaves behind a sentence: a column rule, an end sign of a magazine article.
END_SIGNS: Final = frozenset("|｜■□◆◇▲△●○★☆※")
_BEHIND: Final = SPACE + "".join(sorted(END_SIGNS))


def bare_end(text: str) -> int:
    """Where ``text`` ends once trailing space and end signs are left out (``…。 |`` ends at ``。``)."""
    return len(text.rstrip(_BEHIND)) if text[-1:] in _BEHIND else len(text)


def last_mark(text: str) -> str:
    """The character that decides how ``text`` ends: the last one in front of closing quotes and brackets, or ``""``.

    ``他说：“好。”`` is decided by ``。``. A text of closers alone is decided by its last closer.
    """
    end = bare_end(text)
    k = end
    while k and (text[k - 1] in CLOSERS or text[k - 1] in SPACE):
        k -= 1
    return text[k - 1] if k else text[end - 1 : end]


# A remark in brackets behind the stop: a source, a name, a date.
_REMARK: Final = lazy_pattern(r"[（(〔\[【][^（()）〔〕\[\]【】]{1,60}[）)〕\]】]$|[（(].{1,60}[）)]$")


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does: a stop, ellipsis or dash, perhaps with closers or a remark behind it.

    An ASCII ``.`` ends a sentence too; ``——`` breaks off on purpose. ``……好。（《人民文学》）`` ends at ``。``.
    """
    mark = last_mark(text)
    if mark in STOPS or mark in ELLIPSES or mark in DASHES or mark == ".":
        return True
    tail = text[-70:].rstrip(SPACE)
    remark = _REMARK.search(tail) if tail[-1:] in CLOSERS else None
    return remark is not None and last_mark(tail[: remark.start()]) in STOPS
