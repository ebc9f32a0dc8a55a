"""Whether a text begins where something begins, or in the middle of a sentence.

A table of weights learned from Chinese prose (news, law, fiction, essays, technical, encyclopedia) is shipped as package
data, made by ``tools/train_beginnings.py`` and loaded when the first beginning is weighed: the weights of one logistic
regression that tells the places where paragraphs and sentences begin from places inside of sentences. It looks at the
first characters, one to five together; at the pairs behind the first one, each in its place; at how long the first
clause is and how it ends, since what is left of a clause is short and often lacks its subject; and at how the sentence
goes on, since the rest of one is near its end: which marks come next, where it stops, what the second clause begins with.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from textkit.language import openings
from textkit.language.packed import read_weights

VERSION: Final = 2
STEPS: Final = 8  # of a nat
LOOKED_AT: Final = 48  # characters of a beginning that matter
TOGETHER: Final = range(1, 6)  # first characters that count together
PLACES: Final = [(k, f"{k}") for k in range(1, 6)]  # of the pairs behind the first character
LONG: Final = 20  # characters of a clause that count; a longer one is as long
NEXT: Final = 12  # the same of two clauses together
MARKS: Final = range(2, 5)  # marks that count together
STOP: Final = 4  # characters; so roughly counts where the sentence stops

_CLAUSE: Final = re.compile("[，。；：、！？]")
_RUNS: Final = re.compile("0{3,}|a{3,}")


def features(text: str) -> list[str]:
    """The names of what ``text`` shows at its beginning, as the table holds them."""
    run = openings.fold(text[:LOOKED_AT])
    if "000" in run or "aaa" in run:
        run = _RUNS.sub(lambda match: match.group()[:2], run)
    mark = _CLAUSE.search(run)
    size = mark.start() if mark else LONG
    size, last = min(size, LONG), run[max(0, size - 2) : size]
    stop = run.find("。")
    marks = "".join(_CLAUSE.findall(run))
    return [
        *["^" + run[:n] for n in TOGETHER[: len(run)]],
        *[place + run[k : k + 2] for k, place in PLACES],
        f"n{size}{mark.group() if mark else ''}",
        f"e{last}{size < 8}",
        f"l{last[-1:]}{min(size, 12)}",
        f"f{run[:1]}{min(size, 10)}",
        *[f"k{n}{marks[:n]}" for n in MARKS],
        f"x{stop // STOP if stop >= 0 else ''}",
        *(_second(run, mark, last[-1:]) if mark else []),
    ]


def _second(run: str, mark: re.Match[str], last: str) -> list[str]:
    """The names of what the clause behind ``mark``, the first of ``run``, shows; ``last`` is the character before it."""
    rest = run[mark.end() :]
    end = _CLAUSE.search(rest)
    sizes = f"{min(mark.start(), NEXT)}{mark.group()}{min(end.start() if end else LONG, NEXT)}"
    return [
        f"m{mark.group()}{rest[:1]}",
        f"m{mark.group()}{rest[:2]}",
        f"q{run[:1]}{last}",
        f"q{run[:2]}{last}",
        f"z{sizes}{end.group() if end else ''}",
    ]


@cache
def table() -> dict[str, float]:
    """The shipped weights, read once."""
    return read_weights(files("textkit.language").joinpath("data", "beginnings.xz").read_bytes(), VERSION, STEPS)


def inside(text: str) -> float:
    """Nats by which ``text`` begins as the rest of a sentence does rather than as a paragraph or sentence does.

    They are against a share of cut beginnings such as the training texts had; what share a text has is the caller's.
    """
    return _inside(text[:LOOKED_AT])


@lru_cache(maxsize=1 << 15)
def _inside(text: str) -> float:
    held = table().get
    return sum([held(name, 0.0) for name in features(text)])


def forget() -> None:
    """Ask the table anew: for tools that put another one in its place."""
    _inside.cache_clear()
