"""What is known of each line of a text from what it says itself and what stands just before or behind it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress
from operator import itemgetter, or_
from typing import TYPE_CHECKING

from textkit.judgement.breaks import ends
from textkit.judgement.breaks.glue import gluer
from textkit.judgement.breaks.line import Line

if TYPE_CHECKING:
    from textkit.judgement.breaks.line_features import LineFeatures

NAMED_ITEM = re.compile(r"\([一二三四五六七八九十0-9]{1,4}\)项(?!目)")  # no line of 25,000 of laws begins so
NEIGHBOURS = 5  # lines to each side that show how lines end here
TEXT, PIECE = (itemgetter(Line._fields.index(name)) for name in ("s", "piece"))


def needs(text: str, lines: list[Line], units: list[ends.Unit]) -> list[int]:
    """How wide the first unit of the line behind each line is there; 2 behind the last and behind those too long to judge."""
    sizes, spaced, latin, *_ = zip(*units, strict=True)
    found = [*sizes[1:], 2]
    anywhere = any(spaced[1:]) and gluer(text).hangul.anywhere
    for i, asked in enumerate(map(or_, spaced[1:], latin[1:])):
        if asked:
            unit = ends.unit(lines[i + 1].s, True) if anywhere and spaced[i + 1] else units[i + 1]
            found[i] = unit.need(ends.before(lines[i].s)) if unit.spaced or unit.latin else unit.size
    if not all(map(TEXT, lines)):
        return [n if line.s else 2 for n, line in zip(found, lines, strict=True)]
    return found


def depths(opened: list[int], closed: list[int]) -> list[int]:
    """How many quotes and brackets are open at the end of each line."""
    found = [0] * len(opened)
    done = 0
    for k in compress(range(len(opened)), opened):
        depth = age = 0
        for i in range(max(k, done), len(opened)):
            depth, age = max(0, depth - closed[i]) + opened[i], age + 1
            if age > 12 or not depth:  # a quote that never closes must not tie the rest of the text together
                depth, age = opened[i], 0
            found[i] = depth
            done = i + 1
            if not depth:
                break
    return found


def markers(lines: list[Line], said: list[str]) -> list[str]:
    """What each line announces itself as, which by itself it says as ``said``; the pieces of one row say it together."""
    found = said.copy()
    for i, s in enumerate(map(TEXT, lines)):
        if s[:1] == ">" and i and lines[i - 1].s.count("<") > lines[i - 1].s.count(">"):
            found[i] = ends.marker(s.lstrip("> ") or ">")  # it closes a bracket and quotes nothing
    if not any(map(PIECE, lines)):
        return found
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not lines[i].piece:
            if i - first > 1:
                row = "".join(line.s for line in lines[first:i])
                found[first:i] = [ends.marker(row) if lines[first].s else "markup"] * (i - first)
            first = i
    return found


def inside(lines: list[Line], said: LineFeatures) -> set[int]:
    """The lines whose first bracket, as that of an item, was opened at the end of the line before: 见(2:|46); and those whose
    number names an item of a law rather than begin one: 刑法第二百六十三条第|(一)项规定.
    """
    return {
        i
        for i, marker in enumerate(said.markers)
        if marker == "item"
        and i
        and (
            (said.closed[i] and said.opened[i - 1] and not lines[i].blanks)
            or lines[i - 1].s.endswith("第")
            or NAMED_ITEM.match(lines[i].s)
        )
    }


def copied(lines: list[Line]) -> list[int]:
    """For each line the number of the last line before it that says the same, -1 without one."""
    texts = list(map(TEXT, lines))
    found = [-1] * len(texts)
    times = Counter(texts)
    if len(times) == len(texts):
        return found
    last: dict[str, int] = {}
    for i, s in enumerate(texts):
        if times[s] > 1:
            found[i] = last.get(s, -1)
            last[s] = i
    return found


def around(coarse: list[str]) -> list[float]:
    """For each line the share of those around it that end as sentences do."""
    import numpy as np

    stops = np.zeros(len(coarse) + 1, np.int64)
    np.cumsum(np.fromiter(map("stop".__eq__, coarse), np.bool_, len(coarse)), out=stops[1:])
    place = np.arange(len(coarse))
    low, high = np.maximum(0, place - NEIGHBOURS), np.minimum(len(coarse), place + NEIGHBOURS + 1)
    found: list[float] = ((stops[high] - stops[low]) / (high - low)).tolist()
    return found
