"""Fit what each piece of evidence weighs for a line of one of several columns to go on from a line of it.

    python -m tools.fit_columns zh CASES... > column_weights.py
    python -m tools.fit_columns en CASES... > column_weights_english.py

``CASES`` are folders of pages of two columns and more as readers of PDF files give them that put together what is near,
with their answers: pairs of ``NAME.in.txt`` and ``NAME.ans.json`` as for ``tools/fit_breaks.py``. The answer's ``cols``
says how many columns the pages have; texts with less than two are left out, and so are texts of other languages: ``zh``
is Chinese and Japanese. In English the lines are sought in the paragraphs anew (``tools/find_lines.py``): one that the
answer has in another row, or does not know, would teach that columns break off there.

The weights are those of a conditional random field over the ways to read a page (Lafferty, McCallum and Pereira 2001):
what the evidence adds up to on the true way against what it adds up to on all ways of a beam, by Adagrad (Duchi, Hazan
and Singer 2011), the mean over the later rounds. They start from the weights there are; of a Chinese one that there was
the mean of both is taken: on pages of other sources that is better than either. The same cases give the same weights.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.rejoin import case
from textkit.judgement import furniture
from textkit.judgement.breaks import column_weights, column_weights_english, interleaved_chinese, interleaved_english
from textkit.judgement.breaks.interleaved import State
from textkit.judgement.breaks.interleaved_fitted import BEGUN, OPEN, Reader, open_now, pages, rhythm
from textkit.judgement.breaks.page_language import page_language
from textkit.judgement.breaks.reading import read
from tools import find_lines, fit_breaks

BEAM = 12
KEPT = 3  # of the rounds over all pages so many of the last are averaged
BATCH, PULL = 6, 0.2
SHORTEST = 12  # lines of a page
LIGHTEST = 0.02  # of the weights that are kept


class Pace(NamedTuple):
    """How far a fit goes from the weights there are: rounds over all pages, the rate, the share of the old ones."""

    rounds: int
    rate: float
    kept: float


PACES = {"zh": Pace(5, 0.08, 0.5), "en": Pace(6, 0.3, 0.0)}

Features = Mapping[str, float]
Arc = tuple[State, State, tuple[Features, Features], float]  # from, to, the evidence, what it weighs


class Puzzle(NamedTuple):
    """A page: its reader, its lines, and which of the open columns each but the first goes on from (-1: it begins one)."""

    reader: Reader
    lines: list[int]
    truth: list[int]


def puzzles(folder: Path, english: bool) -> Iterator[Puzzle]:
    """The pages of the cases in ``folder``."""
    reader = interleaved_english.Reader if english else interleaved_chinese.Reader
    for file in sorted(folder.glob("*.in.txt")):
        answer = json.loads(file.with_name(file.name.replace(".in.txt", ".ans.json")).read_text("utf-8"))
        if (answer.get("cols") or 1) < 2 or (answer["lang"] == "en") != english:
            continue
        broken = case.load(file)
        broken = fit_breaks.mended(_found(broken) if english else broken)
        page, places, units = read(broken.text), broken.places, broken.units
        if len(page.lines) != len(places) or (page_language(page.text) == "en") != english:
            continue
        printed = sorted((p.unit, p.start, k) for k, p in enumerate(places) if p and units[p.unit].type != "furn")
        before = {k: j for (_, _, j), (_, _, k) in pairwise(printed)}
        skipped = furniture.furniture([line.s for line in page.lines])
        kept = [k for k in range(len(places)) if k not in skipped and places[k]]
        for first, stop in pages(page, kept, 0, len(kept)):
            truth = list(_turns(kept[first:stop], before))
            if stop - first >= SHORTEST and max(truth) < OPEN:
                yield Puzzle(reader(page, kept[first:stop]), kept[first:stop], truth)


def _found(broken: case.Case) -> case.Case:
    """``broken`` with its lines where they stand, also those that the answer has elsewhere or does not know."""
    places = iter(find_lines.places(broken.units, [line for line, _ in broken.lines if line.strip()]))
    return replace(broken, lines=[(line, next(places) if line.strip() else None) for line, _ in broken.lines])


def _turns(lines: list[int], before: Mapping[int, int]) -> Iterator[int]:
    """Which of the open columns, the latest first, each line but the first goes on from."""
    ends = lines[:1]
    for k in lines[1:]:
        turn = ends.index(before[k]) if before.get(k) in ends else BEGUN
        if turn != BEGUN:
            ends.pop(turn)
        ends.insert(0, k)
        yield turn


class Links:
    """The evidence on the links of line ``at`` of a page, and what it weighs: put together once for all readings."""

    def __init__(self, puzzle: Puzzle, at: int, weights: Mapping[str, float]) -> None:
        self._reader, self._above, self.line = puzzle.reader, puzzle.lines[at - 1], puzzle.lines[at]
        self._weights, self.boxed = weights, puzzle.reader.boxed
        self._known: dict[int, tuple[Features, float]] = {}

    def of(self, i: int) -> tuple[Features, float]:
        """That for the line to go on from line ``i``, or for it to begin a column where that is ``BEGUN``."""
        if i not in self._known:
            told = self._reader.begins(self.line) if i == BEGUN else self._reader.goes_on(i, self.line, self._above)
            self._known[i] = _weighed(told, self._weights)
        return self._known[i]

    def ask(self, tails: list[int]) -> None:
        self._reader.ask_ahead(tails, self.line)


def _weighed(told: Iterable[tuple[str, float]], weights: Mapping[str, float]) -> tuple[Features, float]:
    found = {name: value for name, value in told if value}
    return found, sum(weights[name] * value for name, value in found.items())


def arcs(links: Links, state: State, weights: Mapping[str, float]) -> Iterator[Arc]:
    """The ways from ``state`` over the line of ``links``."""
    j, many = links.line, len(state.open)
    links.ask(list(state.open))
    for k, i in enumerate(state.open):
        usual, known = _weighed(rhythm(k, many, state.turn, state.earlier, links.boxed), weights)
        told, weight = links.of(i)
        behind = State((j, *state.open[:k], *state.open[k + 1 :]), k, state.turn)
        yield state, behind, (told, usual), weight + known
    told, weight = links.of(BEGUN)
    begun = State((j, *state.open)[:OPEN], BEGUN, state.turn)
    yield state, begun, (told, {open_now(many): 1}), weight + weights[open_now(many)]


def slope(puzzle: Puzzle, weights: Mapping[str, float]) -> Counter[str]:
    """The evidence on the true way less what is to be expected of all ways in the beam."""
    true = State(tuple(puzzle.lines[:1]), 0, 0)
    states = {true: 0.0}
    steps: list[tuple[dict[State, float], list[Arc]]] = []
    found: Counter[str] = Counter()
    for at, turn in enumerate(puzzle.truth, 1):
        links = Links(puzzle, at, weights)
        ways = [arc for state in states for arc in arcs(links, state, weights)]
        reached: dict[State, float] = {}
        for state, new, _, weight in ways:
            reached[new] = _log_add(reached.get(new, -math.inf), states[state] + weight)
        true, told = next((new, told) for state, new, told, _ in ways if state == true and new.turn == turn)
        for part in told:
            found.update(part)
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
                for part in told:
                    found.update({name: -chance * value for name, value in part.items()})
        behind = earlier
    return found


def _log_add(a: float, b: float) -> float:
    low, high = min(a, b), max(a, b)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def fit(pages: list[Puzzle], known: Mapping[str, float], pace: Pace) -> dict[str, float]:
    """The weights, from the ``known`` ones on."""
    weights: defaultdict[str, float] = defaultdict(float, known)
    steep: Counter[str] = Counter()
    mean: Counter[str] = Counter()
    shuffled = random.Random(1)
    for turn in range(pace.rounds):
        shuffled.shuffle(pages)
        for at in range(0, len(pages), BATCH):
            batch = pages[at : at + BATCH]
            found: Counter[str] = Counter({name: -PULL * w * len(batch) / len(pages) for name, w in weights.items()})
            for puzzle in batch:
                found.update(slope(puzzle, weights))
            for name, value in found.items():
                steep[name] += value * value
                weights[name] += pace.rate * value / math.sqrt(steep[name] + 1)
            if turn >= pace.rounds - KEPT:
                mean.update(weights)
        print(f"round {turn + 1} of {pace.rounds}", file=sys.stderr)
    rounds = KEPT * math.ceil(len(pages) / BATCH)
    fresh = {name: value / rounds for name, value in mean.items()}
    return {name: value + pace.kept * (known.get(name, value) - value) for name, value in fresh.items()}


def main(english: bool, folders: list[Path]) -> None:
    """Print the table fitted on the cases in ``folders``."""
    table = column_weights_english if english else column_weights
    weights = fit(
        [puzzle for folder in folders for puzzle in puzzles(folder, english)],
        table.WEIGHTS,
        PACES["en" if english else "zh"],
    )
    print(f'"""{table.__doc__}"""\n\nfrom __future__ import annotations\n\nfrom typing import Final\n')
    print("WEIGHTS: Final[dict[str, float]] = {")
    for name, weight in sorted(weights.items()):
        if abs(weight) >= LIGHTEST and not name.endswith(" "):
            print(f'    "{name}": {weight:.2f},')
    print("}")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("zh", "en"):
        sys.exit(__doc__)
    main(sys.argv[1] == "en", [Path(folder) for folder in sys.argv[2:]])
