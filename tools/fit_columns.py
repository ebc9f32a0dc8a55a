"""Fit what each piece of evidence weighs for a line of one of several columns to go on from a line of it.

    python tools/fit_columns.py CASES... > textkit/judgement/breaks/column_weights.py

``CASES`` are folders of pages of two columns and more as readers of PDF files give them that put together what is near,
with their answers: pairs of ``NAME.in.txt`` and ``NAME.ans.json`` as for ``tools/fit_breaks.py``. The answer's ``cols``
says how many columns the pages have; texts with less than two are left out, and so are texts of other languages than
Chinese and Japanese.

The weights are those of a conditional random field over the ways to read a page (Lafferty, McCallum and Pereira 2001):
what the evidence adds up to on the true way against what it adds up to on all ways of a beam, by Adagrad (Duchi, Hazan
and Singer 2011), the mean over the later rounds. They start from the weights there are, and of each that there was the
mean of both is taken: on pages of other sources that is better than either. The same cases give the same weights.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from textkit.judgement import furniture
from textkit.judgement.breaks import column_weights, interleaved_chinese
from textkit.judgement.breaks.interleaved import State
from textkit.judgement.breaks.interleaved_chinese import BEGUN, OPEN, Reader, open_now, rhythm
from textkit.judgement.breaks.reading import read
from textkit.judgement.breaks.tongue import tongue

BEAM = 12
ROUNDS, KEPT = 5, 3  # rounds over all pages, and how many of the last are averaged
BATCH, RATE, PULL = 6, 0.08, 0.2
SHORTEST = 12  # lines of a page
LIGHTEST = 0.02  # of the weights that are kept

Features = Mapping[str, float]
Arc = tuple[State, State, Features, float]  # from, to, the evidence, what it weighs


class Puzzle(NamedTuple):
    """A page: its reader, its lines, and which of the open columns each but the first goes on from (-1: it begins one)."""

    reader: Reader
    lines: list[int]
    truth: list[int]


def puzzles(folder: Path) -> Iterator[Puzzle]:
    """The pages of the cases in ``folder``."""
    for case in sorted(folder.glob("*.in.txt")):
        answer = json.loads(case.with_name(case.name.replace(".in.txt", ".ans.json")).read_text("utf-8"))
        text = case.read_text("utf-8")
        if (answer.get("cols") or 1) < 2 or tongue(text) == "en":
            continue
        page, places, units = read(text), answer["lines"], answer["units"]
        if len(page.lines) != len(places):
            continue
        printed = sorted((p[0], p[1], k) for k, p in enumerate(places) if p and units[p[0]]["type"] != "furn")
        before = {k: j for (_, _, j), (_, _, k) in pairwise(printed)}
        skipped = furniture.furniture([line.s for line in page.lines])
        kept = [k for k in range(len(places)) if k not in skipped and places[k]]
        for first, stop in interleaved_chinese.pages(page, kept, 0, len(kept)):
            truth = list(_turns(kept[first:stop], before))
            if stop - first >= SHORTEST and max(truth) < OPEN:
                yield Puzzle(Reader(page, kept[first:stop]), kept[first:stop], truth)


def _turns(lines: list[int], before: Mapping[int, int]) -> Iterator[int]:
    """Which of the open columns, the latest first, each line but the first goes on from."""
    ends = lines[:1]
    for k in lines[1:]:
        turn = ends.index(before[k]) if before.get(k) in ends else BEGUN
        if turn != BEGUN:
            ends.pop(turn)
        ends.insert(0, k)
        yield turn


def arcs(puzzle: Puzzle, at: int, state: State, weights: Mapping[str, float]) -> Iterator[Arc]:
    """The ways from ``state`` over the line ``at``."""
    reader, j, many = puzzle.reader, puzzle.lines[at], len(state.open)
    reader.ask_ahead(list(state.open), j)
    for k, i in enumerate(state.open):
        found = Counter(dict(reader.goes_on(i, j, puzzle.lines[at - 1])))
        found.update(dict(rhythm(k, many, state.turn, state.earlier)))
        behind = State((j, *state.open[:k], *state.open[k + 1 :]), True, k, state.turn)
        yield state, behind, found, sum(weights[n] * v for n, v in found.items())
    found = Counter(dict(reader.begins(j)))
    found[open_now(many)] = 1
    begun = State((j, *state.open)[:OPEN], True, BEGUN, state.turn)
    yield state, begun, found, sum(weights[n] * v for n, v in found.items())


def slope(puzzle: Puzzle, weights: Mapping[str, float]) -> Counter[str]:
    """The evidence on the true way less what is to be expected of all ways in the beam."""
    true = State(tuple(puzzle.lines[:1]), True, 0, 0)
    states = {true: 0.0}
    steps: list[tuple[dict[State, float], list[Arc]]] = []
    found: Counter[str] = Counter()
    for at, turn in enumerate(puzzle.truth, 1):
        ways = [arc for state in states for arc in arcs(puzzle, at, state, weights)]
        reached: dict[State, float] = {}
        for state, new, _, weight in ways:
            reached[new] = _log_add(reached.get(new, -math.inf), states[state] + weight)
        true, told = next((new, told) for state, new, told, _ in ways if state == true and new.turn == turn)
        found.update(told)
        beam = {*sorted(reached, key=lambda state: -reached[state])[:BEAM], true}
        steps.append((states, [arc for arc in ways if arc[1] in beam]))
        states = {state: reached[state] for state in reached if state in beam}
    whole = -math.inf
    for value in states.values():
        whole = _log_add(whole, value)
    behind = dict.fromkeys(states, 0.0)
    for ahead, ways in reversed(steps):
        earlier: dict[State, float] = {}
        for state, new, told, weight in ways:
            if new in behind:
                rest = weight + behind[new]
                earlier[state] = _log_add(earlier.get(state, -math.inf), rest)
                chance = math.exp(min(0.0, ahead[state] + rest - whole))
                found.update({name: -chance * value for name, value in told.items()})
        behind = earlier
    return found


def _log_add(a: float, b: float) -> float:
    low, high = min(a, b), max(a, b)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def fit(pages: list[Puzzle]) -> dict[str, float]:
    """The weights, from those there are on."""
    weights: defaultdict[str, float] = defaultdict(float, column_weights.WEIGHTS)
    steep: Counter[str] = Counter()
    mean: Counter[str] = Counter()
    shuffled = random.Random(1)
    for turn in range(ROUNDS):
        shuffled.shuffle(pages)
        for at in range(0, len(pages), BATCH):
            batch = pages[at : at + BATCH]
            found: Counter[str] = Counter({name: -PULL * w * len(batch) / len(pages) for name, w in weights.items()})
            for puzzle in batch:
                found.update(slope(puzzle, weights))
            for name, value in found.items():
                steep[name] += value * value
                weights[name] += RATE * value / math.sqrt(steep[name] + 1)
            if turn >= ROUNDS - KEPT:
                mean.update(weights)
        print(f"round {turn + 1} of {ROUNDS}", file=sys.stderr)
    rounds = KEPT * math.ceil(len(pages) / BATCH)
    known = column_weights.WEIGHTS
    fresh = {name: value / rounds for name, value in mean.items()}
    return {name: (value + known.get(name, value)) / 2 for name, value in fresh.items()}


def main(folders: list[Path]) -> None:
    """Print the table fitted on the cases in ``folders``."""
    pages = [puzzle for folder in folders for puzzle in puzzles(folder)]
    weights = fit(pages)
    print(f'"""{column_weights.__doc__}"""\n\nfrom __future__ import annotations\n\nfrom typing import Final\n')
    print("WEIGHTS: Final[dict[str, float]] = {")
    for name, weight in sorted(weights.items()):
        if abs(weight) >= LIGHTEST and not name.endswith(" "):
            print(f'    "{name}": {weight:.2f},')
    print("}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(folder) for folder in sys.argv[1:]])
