"""Garbled lines with characters between their own that are not seen: zero-width spaces, marks, control characters.

They got in after the line was garbled, by way of a web page or an editor, and part the characters that one character
was taken for. So did ideographic spaces, with which lines are indented: few detours leave them. The line is judged
without them, as it is once a later step has removed them: cleaning twice must not find what cleaning once did not. They
keep their places, each behind the character that it stood in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

from textkit.language.invisible import BIDI, CONTROLS, JOINERS, SOFT_HYPHEN, SPACES, TAGS, VARIATION, ZERO_WIDTH
from textkit.steps.decode.garbling import Repair, decode, encode

_FORMAT = "".join(sorted(BIDI | CONTROLS | JOINERS | TAGS | ZERO_WIDTH))
_SPACES = SPACES | {"\u3000"}
_UNSEEN = re.compile(f"[{re.escape(_FORMAT)}{SOFT_HYPHEN}{VARIATION}{''.join(sorted(_SPACES))}]")


def without_hidden(line: str) -> str:
    """``line`` without what is not seen, and with plain spaces."""
    return _UNSEEN.sub(lambda m: " " if m[0] in _SPACES else "", line)


def led_back(line: str, search: Callable[[str], Repair | None]) -> Repair | None:
    """What ``search`` finds for ``line``, else for the line without what is not seen, which is then put back."""
    found = search(line)
    if found or not _UNSEEN.search(line):
        return found
    found = search(without_hidden(line))
    return found._replace(text=_with_unseen(line, found)) if found else None


def _with_unseen(line: str, found: Repair) -> str:
    """The text of ``found``, the way back of ``line`` without what is not seen, with that behind what it stood in."""
    text, places = found.text, _places(found, without_hidden(line))
    out: list[str] = []
    seen = done = last = 0
    for m in _UNSEEN.finditer(line):
        seen += m.start() - last
        out += (text[done : places[seen]], m[0])
        done, last = places[seen], m.end()
        if m[0] in _SPACES:  # a plain space stands for it in the text
            seen, done = seen + 1, done + 1
    return "".join([*out, text[done:]])


def _places(found: Repair, line: str) -> list[int]:
    """For each place in ``line``, the first place in the text of ``found``, its way back, that is not before it."""
    places: list[int] | None = None
    text = found.text
    for read, written in reversed(found.path):
        sizes = [len(encode(c, written)) for c in text]
        for spot in found.lost:  # which stand in lines of one detour alone
            sizes[spot.at : spot.at + spot.count] = [*[0] * (spot.count - 1), len(spot.remains)]
        garbled = line if found.lost else decode(encode(text, written), read)
        of_garbled = (1 if found.lost and c == "\ufffd" else len(encode(c, read)) for c in garbled)
        ends = [0, *accumulate(sizes)]
        here = [bisect_left(ends, n) for n in accumulate(of_garbled, initial=0)]
        places = here if places is None else [places[n] for n in here]
        text = garbled
    return places or []
