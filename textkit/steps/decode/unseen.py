"""Garbled lines with characters between their own that are not seen: zero-width spaces, marks, control characters.

They got in after the line was garbled, by way of a web page or an editor, and part the characters that one character
was taken for. The line is judged without them, as it is once a later step has removed them: cleaning twice must not
find what cleaning once did not. They keep their places, each behind the character that it stood in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from textkit.language.invisible import BIDI, CONTROLS, JOINERS, SOFT_HYPHEN, SPACES, TAGS, VARIATION, ZERO_WIDTH
from textkit.steps.decode.detours import Detour, Repair, decode, encode
from textkit.steps.decode.losses import Remains, Stretch

_FORMAT = "".join(sorted(BIDI | CONTROLS | JOINERS | TAGS | ZERO_WIDTH))
_UNSEEN = re.compile(f"[{re.escape(_FORMAT)}{SOFT_HYPHEN}{VARIATION}{''.join(sorted(SPACES))}]")


def bare(line: str) -> str:
    """``line`` without what is not seen, and with plain spaces."""
    return _UNSEEN.sub(lambda m: " " if m[0] in SPACES else "", line)


def led_back(line: str, search: Callable[[str], Repair | None]) -> Repair | None:
    """What ``search`` finds for ``line``, else for the line without what is not seen, which is then put back."""
    found = search(line)
    if found or not _UNSEEN.search(line):
        return found
    found = search(bare(line))
    return replace(found, text=_with_unseen(line, found.text, found.path)) if found else None


def left(line: str, search: Callable[[str], Remains | None]) -> Remains | None:
    """The same for a line with losses."""
    found = search(line)
    if found or not _UNSEEN.search(line):
        return found
    found = search(bare(line))
    if not found:
        return None
    at = [n for n, c in enumerate(line) if c in SPACES or not _UNSEEN.match(c)]

    def in_line(stretch: Stretch, exact: bool) -> Stretch:
        start, end, text = stretch
        first, last = at[start], at[end - 1] + 1
        part = line[first:last]
        unseen = "".join(c for c in _UNSEEN.findall(part) if c not in SPACES)
        return first, last, _with_unseen(part, text, found.path) if exact else text + unseen

    exact = tuple(in_line(s, exact=True) for s in found.exact)
    return replace(found, exact=exact, broken=tuple(in_line(s, exact=False) for s in found.broken))


def _with_unseen(line: str, text: str, path: tuple[Detour, ...]) -> str:
    """``text``, to which ``path`` leads from ``line``, with what is not seen of it behind the characters it stood in."""
    places = _places(text, path)
    out: list[str] = []
    seen = done = last = 0
    for m in _UNSEEN.finditer(line):
        seen += m.start() - last
        out += (text[done : places[seen]], m[0])
        done, last = places[seen], m.end()
        if m[0] in SPACES:  # a plain space stands for it in the text
            seen, done = seen + 1, done + 1
    return "".join([*out, text[done:]])


def _places(text: str, path: tuple[Detour, ...]) -> list[int]:
    """For each place in the garbled line, the first place in ``text`` that is not before it."""
    places: list[int] | None = None
    for read, written in reversed(path):
        garbled = decode(encode(text, written), read)
        ends = [0, *accumulate(len(encode(c, written)) for c in text)]
        here = [bisect_left(ends, n) for n in accumulate((len(encode(c, read)) for c in garbled), initial=0)]
        places = here if places is None else [places[n] for n in here]
        text = garbled
    return places or []
