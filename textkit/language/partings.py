"""Whether a paragraph of Chinese ends between two sentences that follow each other, by what both of them say.

Weights learned from Chinese prose are shipped as package data, made by ``tools/train_partings.py`` and loaded when the first
pair of sentences is weighed: those of logistic regressions on the last characters of the one and the first of the other, how
the first clause is built, how long both are, and what they and the text around them have in common. There are three, by how
a text speaks: what news and laws say where a paragraph ends is not what manuals and essays say there, nor what stories do.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from operator import add
from typing import Final, Literal

from textkit.language import cohesion, openings
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.openings import SENTENCE
from textkit.language.packed import read_weights

Speech = Literal["written", "plain", "talk"]  # as laws and news do, as people explain, as they talk

VERSION: Final = 2
STEPS: Final = 8  # of a nat
AROUND: Final = 160  # characters to each side that are looked at
TOGETHER: Final = range(1, 6)  # first and last characters that count together
PLACES: Final = [(k, f"{k}:") for k in range(1, 7)]  # of the pairs behind the first character
LONG: Final = 20  # characters of a clause that count; a longer one is as long
SAME, SHARED = 6, 16  # characters that begin alike, and pairs in common, that count
EARLY = 60  # characters to each side in which quotes are counted

_CLAUSE: Final = lazy_pattern("[，。；：、！？]")


def names(before: str, after: str) -> list[str]:
    """What is to be seen on both sides of the place between ``before``, which ends a sentence, and ``after``; as the table
    has it.
    """
    before, after = openings.fold(before[-AROUND:]), openings.fold(after[:AROUND])
    tails, heads = SENTENCE.findall(before), SENTENCE.findall(after)
    tail, head = tails[-1] if tails else before, heads[0] if heads else after
    last, next_ = tails[-2] if len(tails) > 1 else "", heads[1] if len(heads) > 1 else ""
    mark = _CLAUSE.search(head)
    size = mark.start() if mark else LONG
    alike = next((k for k, (a, b) in enumerate(zip(tail, head, strict=False)) if a != b), min(len(tail), len(head)))
    pairs = set(map(add, before, before[1:])).intersection(map(add, after, after[1:]))
    both = sum("一" <= a <= "鿿" and "一" <= b <= "鿿" for a, b in pairs)
    return [
        *["$" + tail[-n:] for n in TOGETHER[: len(tail)]],
        *["^" + head[:n] for n in TOGETHER[: len(head)]],
        *[place + head[k : k + 2] for k, place in PLACES],
        *["t" + tail[:n] for n in (1, 2, 3)],
        f"n{min(LONG, size)}{mark.group() if mark else ''}",
        f"e{head[max(0, size - 2) : size][-2:]}",
        f"l{head[max(0, size - 1) : size]}",
        f"d{'0' in head[:12]}",
        f"same {min(SAME, alike)}",
        f"quotes {'“' in tail}{'“' in head}",
        f"quoted {min(2, before[-EARLY:].count('“'))}{min(2, after[:EARLY].count('“'))}",
        f"turn {last[:2] == head[:2]}{last[:1] == head[:1]}{next_[:2] == head[:2]}",
        f"said {head[:2] in tail}{head[:2] in before}{head[:2] in after[len(head) :]}",
        f"both {min(SHARED, both)}",
        *cohesion.signs(before, after, tail, head),
    ]


@cache
def tables() -> dict[str, dict[str, float]]:
    """The shipped weights of each kind of speech, read once."""
    found: dict[str, dict[str, float]] = {}
    data = files("textkit.language").joinpath("data", "partings.xz").read_bytes()
    for name, weight in read_weights(data, VERSION, STEPS).items():
        speech, _, sign = name.partition("|")
        found.setdefault(speech, {})[sign] = weight
    return found


@lru_cache(maxsize=1 << 12)  # lines are asked about again once those around them are joined
def odds(before: str, after: str, speech: Speech) -> float:
    """Nats by which a paragraph of a text that speaks so ends between ``before``, which ends a sentence, and ``after``, rather
    than going on: against a share of such places that is the text's own.
    """
    held = tables()[speech].get
    return sum([held(name, 0.0) for name in names(before, after)])


def forget() -> None:
    """Ask the tables anew: for tools that put others in their place."""
    odds.cache_clear()
