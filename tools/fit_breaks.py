"""Fit the weights of the evidence for and against joining two lines, on broken layouts of text of your own.

    python tools/fit_breaks.py TEXTS [--seed 1] [--count 20] [--cases FOLDER …] [--only START --end KIND --price N] [--look]
                               [--out FILE]

``TEXTS/LANGUAGE/*.txt`` is as for ``python -m benchmarks.rejoin``, whose layouts are made of it: COUNT of each, and of
those that are frequent in the world as many times more as ``benchmarks/rejoin/layouts.py`` says. ``--cases`` adds broken
texts with their answers (``NAME.in.txt`` and ``NAME.ans.json``, as ``python -m benchmarks.rejoin cases`` writes them), for
example from real PDFs. All of them are fitted on, so they must not be of documents that are held back.

A fifth of the documents of each language is held back. On layouts of them is printed how many joins would be missed and
how many breaks wrongly joined at each threshold, by language, by mode (a break of a column, or between fragments) and by
what the line ends with: from it the thresholds in ``textkit/judgement/breaks/judge.py`` are read. ``--look`` prints that of
the weights there are, and fits none.

The weights are those of a logistic regression on the names of the evidence, with a quadratic price of ``--price`` on each
weight; evidence seen fewer than ``RARE`` times gets none. They go to ``weights.tsv`` of ``textkit.judgement.breaks``. The
evidence is what the judge itself gives for each break, so a new piece of evidence needs no change here. ``--only "ja " --end
stop`` fits what begins so on breaks behind such ends and leaves the other weights as they are. Each is pulled towards that
of the same name without the beginning, which is for all languages, and nowhere else: so the same texts give the same table
again. Those of Japanese are of

    python tools/fit_breaks.py TEXTS --seed 1 --count 70 --cases CASES --only "ja " --price 3
    python tools/fit_breaks.py TEXTS --seed 1 --count 40 --cases CASES --only "ja length " --price 5

on stories, essays, manuals and news of Japanese alone that its tables were not learned from, and on other layouts of them.
What lengths of paragraphs say of it, as of Chinese, is fitted last and left out of other fits.
All of English are fitted with ``--seed 5 --count 60 --only "en " --price 1``, on fiction, essays, manuals, proposals, news
and terms of law, some of them with headings and paragraphs in capitals; those of full lines that end a sentence once
more on more of them, printed ones too, with ``--only "en full " --end stop --price 5``; those of English that was printed with ``--only
"print " --price 5``, on such texts printed in one to three columns and read by five readers of PDF files, and of them
those of dropped indents once more with ``--only "print en inset " --price 1``, some printed in other types. Those of
columns of Chinese with many Latin words are fitted with ``--count 45 --only "mix " --price 2``, on manuals and
articles on programs in both scripts, with pages of them read from PDF files and others that are whole, a paragraph a
line. Those of lines between two items are fitted with ``--seed 5 --count 80 --only "zh within " --end stop --price
1``, those of blank lines inside of sentences with ``--only "torn " --price 3`` on pages that have them at the ends of
columns, those of open quotations with ``--seed 6 --count 120 --only "zh quoted in" --end stop``, on news, laws,
stories and manuals. Those of Korean are fitted with ``--count 25 --cases CASES --only "ko " --price 1``, on manuals
and a novel, the cases broken inside words too, and what lengths say of it last with ``--only "ko length " --price 5``.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import textkit.judgement.breaks as breaks
from benchmarks.rejoin import case, layouts, texts
from textkit.judgement.breaks import ends, engine, lengths, lengths_japanese
from textkit.judgement.breaks.decisions import Weights
from textkit.steps.rejoin import TEARS
from tools import logistic

PRICE, RARE, STEPS = 0.3, 12, 500  # the price where none is said
HELD = 0.2  # of the documents
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
MODES = {"col": "column", "frag": "fragment"}  # other names say that a break was not weighed
LENGTHS = (
    lengths.NAMES,
    lengths_japanese.NAMES,
    lengths_japanese.KOREAN_NAMES,
)  # begin what is asked when all else has been weighed
TABLE = Path(breaks.__file__).with_name("weights.tsv")


class Row(NamedTuple):
    """One break: the names of its evidence, whether it is inside a paragraph, and what it is counted under."""

    names: Sequence[str]
    inside: bool
    language: str
    end: str


def mended(broken: case.Case) -> case.Case:
    """``broken`` with the rows put together that a reader of the page cut, as they are before any other break is judged."""
    for _ in range(TEARS):
        text = broken.text
        found = engine.decide(text, False)
        if not found.torn:
            break
        gaps = {bisect_right(_starts(text), d.head.start) - 1: found.glue(d).between for d in found.joins()}
        lines: list[case.Line] = []
        places = iter(broken.places)
        for k, line in enumerate(text.rstrip("\n").split("\n")):
            place = next(places) if line.strip() else None
            if k in gaps:
                while not lines[-1][0].strip():
                    lines.pop()
                before, first = lines.pop()
                goes_on = first and place and (first.unit, first.end) == (place.unit, place.start)
                place = case.Place(place.unit, first.start, place.end) if goes_on and first and place else None
                line = before.rstrip() + gaps[k] + line.strip()
            lines.append((line, place))
        broken = replace(broken, lines=lines)
    return broken


def _starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def rows(broken: case.Case) -> Iterator[Row]:
    """The breaks of a text that the judge weighs and of which the answer is known."""
    broken = mended(broken)
    text = broken.text
    lines = [line for line, _ in broken.lines if line.strip()]
    starts = _starts(text)
    kept = [k for k, line in enumerate(text.split("\n")) if line.strip()]
    place_of = dict(zip(kept, broken.places, strict=True))
    sizes = [len("".join(unit.text.split())) for unit in broken.units]
    assert len(lines) == len(kept)
    for decision in engine.decide(text, False):
        a, b = (place_of[bisect_right(starts, span.start) - 1] for span in (decision.tail, decision.head))
        if a and b and decision.names[0] in MODES:
            inside = a.end < sizes[a.unit] and (b.unit, b.start) == (a.unit, a.end)
            end = ends.coarse(ends.end_class(decision.tail.slice(text)))
            yield Row(decision.names, inside, broken.language, end)


def alone(data: Iterable[Row]) -> list[Row]:
    """``data`` without what lengths say."""
    return [row._replace(names=[n for n in row.names if not n.startswith(LENGTHS)]) for row in data]


def fit(
    data: Sequence[Row], price: float = PRICE, only: str = "", old: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The weights: those of names that begin with ``only``, beside the ``old`` ones of names that begin otherwise or are not
    in the data.
    """
    seen = Counter(name for row in data for name in row.names if name.startswith(only))
    held = {name: weight for name, weight in (old or {}).items() if name not in seen}
    shared = Weights(held)
    known = [name for name, count in seen.items() if count >= RARE]
    fitted = set(known)
    others = np.array([sum(shared[name] for name in row.names if name not in fitted) for row in data])
    pull = np.array([shared[name.removeprefix(only)] if only else 0.0 for name in known])
    cases, truth = [row.names for row in data], [row.inside for row in data]
    return held | logistic.fit(cases, known, truth, price=price, steps=STEPS, usual=others, pull=pull)


def figures(weights: Mapping[str, float], data: Sequence[Row]) -> str:
    """Of the joins and the other breaks how many are missed and how many wrongly joined at each threshold."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for k, row in enumerate(data):
        mode = MODES[row.names[0]]
        for key in (
            (row.language, mode, row.end),
            (row.language, mode, "all"),
            ("all", mode, row.end),
            ("all", mode, "all"),
        ):
            groups[key].append(k)
    known = Weights(weights)
    odds = np.array([sum(known[name] for name in row.names) for row in data])
    chance = 1 / (1 + np.exp(-odds.clip(-30, 30)))
    inside = np.array([row.inside for row in data], bool)
    head = f"{'language':12} {'mode':9} {'line end':9} {'joins':>7} {'others':>7}   missed/wrong at "
    table = [head + " ".join(f"{threshold:>11}" for threshold in THRESHOLDS)]
    for key in sorted(groups, key=lambda key: (key[0] == "all", key[0], key[1], key[2] == "all", key[2])):
        at = np.array(groups[key])
        yes, no = chance[at][inside[at]], chance[at][~inside[at]]
        cells = [f"{_count(yes < threshold)}/{_count(no >= threshold)}" for threshold in THRESHOLDS]
        table.append(
            f"{key[0]:12} {key[1]:9} {key[2]:9} {len(yes):7} {len(no):7}   {'':16}"
            + " ".join(f"{c:>11}" for c in cells)
        )
    return "\n".join(table)


def _count(found: NDArray[np.bool_]) -> int:
    return int(found.sum())


def write(weights: Mapping[str, float], out: Path) -> None:
    """The table as it is shipped; weights that are next to what they would be without are left out."""
    known = Weights(weights)
    table = [f"{n}\t{weight:.2f}\n" for n, weight in sorted(weights.items()) if abs(weight - known.shared(n)) >= 0.05]
    out.write_text("# name\tweight in nats for a join; fitted by tools/fit_breaks.py\n" + "".join(table), "utf-8")


def gather(languages: Mapping[str, texts.Language], seed: int, count: int) -> list[Row]:
    """The breaks of layouts made of the texts."""
    return _all(layouts.cases(languages, seed, count, shares=True))


def _all(cases: Iterable[case.Case]) -> list[Row]:
    return [row for each in cases for row in rows(each)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, say how well on what was held back, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="cases of each layout and language")
    parser.add_argument("--cases", type=Path, nargs="*", default=[], help="folders of cases to fit on as well")
    parser.add_argument("--only", default="", help="how the names begin whose weights are fitted, the others stay")
    parser.add_argument("--end", default="", help="the kind of line end that is fitted on")
    parser.add_argument(
        "--price",
        type=float,
        default=PRICE,
        help="of the square of a weight, or of what it differs from that of all languages",
    )
    parser.add_argument("--look", action="store_true", help="figures of the weights there are")
    parser.add_argument("--out", type=Path, default=TABLE)
    asked = parser.parse_args(arguments)
    before = dict(breaks.weights())  # to which a name is added when it is asked for
    fitting, back = texts.split(texts.read(asked.texts), HELD, asked.seed)
    held = gather(back, asked.seed, asked.count)
    if asked.look:
        weights: dict[str, float] = breaks.weights()
    else:
        files = [path for folder in asked.cases for path in sorted(folder.glob("*.in.txt"))]
        data = gather(fitting, asked.seed, asked.count) + _all(map(case.load, files))
        data = [row for row in data if asked.end in ("", row.end)]
        data = alone(data) if asked.only and not asked.only.startswith(LENGTHS) else data
        weights = fit(data, asked.price, asked.only, before if asked.only else None)
        write(weights, asked.out)
        print(f"{len(weights)} weights of {len(data):,} breaks, in {asked.out}")
    print(figures(weights, held))


if __name__ == "__main__":
    main()
