"""Short pieces of text that show what a finding is about, and how two copies of a text differ."""

from __future__ import annotations

import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from textkit.reports.visible import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textkit.model.finding import Related
    from textkit.model.outcome import FileResult, Outcome

CONTEXT = 12  # characters on both sides of an edit: enough to recognize the place, and fits half of an 80 cell line
SHORT = 8  # a span of fewer characters is shown with its neighbours
LONG = 48  # a longer run is cut in the middle
# difflib looks at every pair of equal characters: about 8,000 in two paragraphs of 1,000 Han, a million in as much of
# one letter. Behind this many (a tenth of a second) a middle is shown as replaced whole.
PAIRS = 300_000


class Part(NamedTuple):
    """A run of text: ``same``, ``gone`` (before alone), ``new`` (after alone), ``mark`` (what is meant), ``cut``."""

    kind: str
    text: str


def excerpt(outcome: Outcome, before: str | None, long: int = LONG) -> list[Part]:
    """What a finding is about, in parts, every text made visible: its first edit in context, or the text it names."""
    place = outcome.place
    if outcome.edits:
        edit = outcome.edits[0]
        left, right = _around(before, edit.offset, edit.end_offset)
        gone = edit.before
        if not edit.after and gone.endswith(("\n", "\r")) and gone.strip("\r\n"):
            gone, right = gone.rstrip("\r\n"), ""  # whole lines go: the next line is no context
        gone, new = visible(shorten(gone, long, long // 2)), visible(shorten(edit.after, long, long // 2))
        return [Part("same", left), Part("gone", gone), Part("new", new), Part("same", right)]
    if before is None:
        return []
    text = before[place.offset : place.end_offset].rstrip("\r\n")
    if len(text) < SHORT:  # a mark or two say nothing without their neighbours
        left, right = _around(before, place.offset, place.offset + len(text))
        return [Part("same", left), Part("mark", visible(text)), Part("same", right)]
    if outcome.rule.name == "truncated-tail":  # an end is told by the end
        starts = place.offset == 0 or before[place.offset - 1] in "\r\n"
        text = text if len(text) <= long // 2 and starts else f"…{text[-(long // 2) :]}"
    return [Part("same", visible(shorten(text, long // 2, long // 2)))]


def _around(text: str | None, start: int, end: int) -> tuple[str, str]:
    """``CONTEXT`` characters before and behind ``[start, end)``, as far as they stand on the same line."""
    if text is None:
        return "", ""
    left = text[max(0, start - CONTEXT) : start]
    right = text[end : end + CONTEXT]
    left = left[max(left.rfind("\n"), left.rfind("\r")) + 1 :]
    for mark in "\n\r":
        right = right.split(mark, 1)[0]
    return visible(left), visible(right)


def differs(outcome: Outcome) -> list[tuple[str, str]]:
    """The pairs of ``evidence["differs"]``, what the kept copy has and what this one has; malformed ones left out."""
    pairs = outcome.evidence.get("differs", ())
    if not isinstance(pairs, (list, tuple)):
        return []
    return [(str(p[0]), str(p[1])) for p in pairs if isinstance(p, (list, tuple)) and len(p) == 2]


def flat(text: str) -> str:
    """``text`` without line breaks, as its paragraph reads: a space only where Latin words would run together."""
    lines = [line.strip() for line in text.splitlines()]
    whole = ""
    parts: list[str] = []
    for line in filter(None, lines):
        if whole and _narrow(whole[-1]) and _narrow(line[0]):
            parts.append(" ")
        parts.append(line)
        whole = line
    return "".join(parts)


def _narrow(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in ("W", "F", "A")


def compare(copy: str, kept: str, pairs: int = PAIRS) -> list[tuple[str, str, str]]:
    """Where two texts agree: ``(op, of copy, of kept)`` with ``op`` ``equal`` or ``differ``, in order.

    Common ends are cut off first; what is left is aligned by difflib, or taken as one difference if it is too long.
    """
    start = _common(copy, kept)
    end = _common(copy[start:][::-1], kept[start:][::-1])
    a, b = copy[start : len(copy) - end], kept[start : len(kept) - end]
    runs: list[tuple[str, str, str]] = [("equal", copy[:start], kept[:start])]
    times = Counter(b)
    if a and b and sum(times[c] for c in a) <= pairs:
        for op, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            runs.append(("equal" if op == "equal" else "differ", a[i:j], b[k:n]))
    elif a or b:
        runs.append(("differ", a, b))
    runs.append(("equal", copy[len(copy) - end :] if end else "", kept[len(kept) - end :] if end else ""))
    return [r for r in runs if r[1] or r[2]]


def _common(a: str, b: str) -> int:
    """The length of the common beginning, by halving."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def place_name(path: str, line: int, column: int = 0, here: str = "") -> str:
    """``path:line:col``; inside the file ``here`` without the path."""
    where = f"{line}:{column}" if column else f"{line}"
    return where if path == here else f"{visible(path)}:{where}"


def related(outcome: Outcome, *roles: str) -> list[Related]:
    """The other places a finding names in one of ``roles``."""
    return [r for r in outcome.related if r.role in roles]


def percent(value: object) -> str:
    """A similarity of 0 to 1 as ``99.2 %``, cut and not rounded up: only equal texts are 100 % alike."""
    if not isinstance(value, (int, float)):
        return ""
    tenths = int(value * 1000 + 1e-9)
    return f"{tenths / 10:.1f} %" if tenths < 1000 else "100 %"


def removed_text(outcome: Outcome) -> str:
    """The whole text a finding takes away, its pieces in order of place."""
    return "".join(e.before for e in outcome.edits)


def source_of(result: FileResult, outcome: Outcome) -> str | None:
    """The text the places of ``outcome`` count in, if it is at hand: not for records."""
    return result.before if outcome.record is None else None


def cut_same(parts: Iterable[Part], edge: int = 24) -> list[Part]:
    """The parts with long agreeing runs cut in the middle, and how many characters were left out."""
    cut: list[Part] = []
    for part in parts:
        hidden = len(part.text) - 2 * edge
        if part.kind == "same" and hidden > edge:
            cut += [Part("same", part.text[:edge]), Part("cut", str(hidden)), Part("same", part.text[-edge:])]
        else:
            cut.append(part)
    return cut
