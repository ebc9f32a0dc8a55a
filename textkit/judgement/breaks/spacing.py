"""Whether a text sets a space where Han or kana meet Latin letters, digits and marks: its habit inside its lines."""

from __future__ import annotations

import re

LETTER = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U0003fffd"
MARK = "\u2ff0-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffef"
NARROW = "!-~“”‘’…"
SEAM = re.compile(
    rf"(?<=[{LETTER}{MARK}])([ \xa0]*)(?=[{NARROW}])|(?<=[{NARROW}])([ \xa0]*)(?=[{LETTER}{MARK}])"
    rf"|(?<=[{MARK}])([ \xa0]*)(?=[{LETTER}])"
)
TOKEN_AT_START, TOKEN_AT_END = re.compile("[A-Za-z0-9]+"), re.compile("[A-Za-z0-9]+$")
APART = re.compile(rf"[{LETTER}][ \xa0]+(?=[{LETTER}])")
OPENING = "\"#$&'(*+-/<@[\\_`{~“‘"  # marks that a Latin word, a path or a name may begin with
ASCII_MARKS = ",.;:!?"
LONGEST = 24  # characters of a word beside a seam
PRIOR = 1.0  # seams that the less alike ones are worth
FEW = 2  # seams of a kind that make a habit
SPREAD = 50  # where one character in so many is a Han character and a space before the next, letters are set apart

_LETTER = re.compile(f"[{LETTER}]")


def _kind(char: str) -> str:
    """A side of a seam: any wide letter, any Latin letter, any digit, or this very mark."""
    if _LETTER.match(char):
        return "wide"
    return "digit" if char.isdigit() else "latin" if char.isalpha() else char


class Spacing:
    """The habits of one text. Counts are pairs: seams without and with a space."""

    def __init__(self, text: str) -> None:
        self._kinds: dict[tuple[str, str], list[int]] = {}
        self._words: dict[tuple[str, bool], list[int]] = {}
        self._apart = len(APART.findall(text)) * SPREAD > len(text)
        for match in SEAM.finditer(text):
            start, end = match.span()
            before, after = _kind(text[start - 1]), _kind(text[end])
            spaced = end > start
            self._kinds.setdefault((before, after), [0, 0])[spaced] += 1
            word = self._word(before, after, text[max(0, start - LONGEST) : start], text[end : end + LONGEST])
            if word is not None:
                self._words.setdefault(word, [0, 0])[spaced] += 1

    @staticmethod
    def _word(before: str, after: str, tail: str, head: str) -> tuple[str, bool] | None:
        """The Latin word at a seam with a wide letter, and whether it stands behind the seam."""
        match = (
            TOKEN_AT_START.match(head) if before == "wide" else TOKEN_AT_END.search(tail) if after == "wide" else None
        )
        if match is None or match.group().isdigit() or len(match.group()) < FEW:
            return None
        return match.group(), before == "wide"

    def spaced(self, tail: str, head: str) -> bool:
        """Whether a space belongs between ``tail`` and ``head``, of which at least one is wide at the seam."""
        before, after = _kind(tail[-1]), _kind(head[0])
        if before == after == "wide" or (self._apart and before not in ("wide", "latin", "digit")):
            return False
        word = self._word(before, after, tail[-LONGEST:], head[:LONGEST])
        none, some = self._words.get(word, (0, 0)) if word else (0, 0)
        if none + some >= FEW and not min(none, some):
            return some > 0
        share = 0.0
        for kinds in reversed(self._likely(before, after)):
            none = sum(self._kinds.get(kind, (0, 0))[0] for kind in kinds)
            some = sum(self._kinds.get(kind, (0, 0))[1] for kind in kinds)
            share = (some + PRIOR * share) / (none + some + PRIOR)
        return share > 0.5

    @staticmethod
    def _likely(before: str, after: str) -> list[list[tuple[str, str]]]:
        """The kinds of seams to look at, the closest first."""
        latin = ("latin", "digit")
        closest = [[(before, after)]]
        if before == "wide" and (after in latin or after in OPENING):
            closest.append([("wide", kind) for kind in (latin if after not in latin else [after])])
        if after == "wide" and before in ASCII_MARKS:
            closest.append([(mark, after) for mark in ASCII_MARKS])
        if before in "、。，" and after in latin:
            closest.append([(mark, kind) for kind in latin for mark in "、。，"])
        if "wide" in (before, after) and (before in latin or after in latin):
            kind = before if before in latin else after
            closest += [[("wide", kind), (kind, "wide")], [("wide", k) for k in latin] + [(k, "wide") for k in latin]]
        return closest
