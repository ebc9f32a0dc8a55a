"""Fit the weights of the evidence for and against joining two lines.

    python tools/fit_breaks.py FOLDER…

A FOLDER holds pairs of files: ``NAME.in.txt``, a text with its lines broken, and ``NAME.ans.json`` with an object whose
``units`` are the true paragraphs, headings and so on (``{"text": …}``) and whose ``lines`` gives for each line that is
not blank ``[unit, start, end]``, its place in that unit's text without white space, or null where it is not known.

The weights are those of a logistic regression on the named pieces of evidence, with a quadratic price of ``PRICE`` on
each weight; evidence seen fewer than ``RARE`` times gets none. They are written to ``weights.tsv`` of
``textkit.judgement.breaks``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

import textkit.judgement.breaks as breaks
from textkit.judgement.breaks import evidence, pairing
from textkit.judgement.breaks.page import read
from textkit.judgement.furniture import furniture
from textkit.language import seam

PRICE, RARE, STEPS = 0.3, 12, 500
Row = tuple[list[str], bool]


def rows(path: Path) -> Iterator[Row]:
    """The evidence at every break of one text, and whether it is inside a paragraph."""
    answer = json.loads(path.with_name(path.name.replace(".in.txt", ".ans.json")).read_text("utf-8"))
    page = read(path.read_text("utf-8"))
    places = answer["lines"]
    sizes = [len("".join(unit["text"].split())) for unit in answer["units"]]
    skip = furniture([line.s for line in page.lines])
    kept = [i for i in range(len(page.lines)) if i not in skip]
    breaks_ = [(i, j) for i, j in pairwise(kept) if places[i] and places[j]]
    asked = [(i, j) for i, j in breaks_ if evidence.wants_seam(page, i, j)]
    said = dict(zip(asked, seam.weigh([(page.lines[i].s[-8:], page.lines[j].s[:8]) for i, j in asked]), strict=True))
    beside = pairing.rivals(page, breaks_)
    for i, j in breaks_:
        unit, _, end = places[i]
        inside = end < sizes[unit] and places[j][:2] == [unit, end]
        yield evidence.names(page, i, j, said.get((i, j)), beside.get((i, j))), inside


def fit(data: list[Row]) -> dict[str, float]:
    """The weights, by Adam (Kingma and Ba 2015) on the whole data."""
    seen = Counter(name for names, _ in data for name in names)
    known = [name for name, count in seen.items() if count >= RARE]
    number = {name: k for k, name in enumerate(known)}
    cells = [(number[name], row) for row, (names, _) in enumerate(data) for name in names if name in number]
    columns, lines = (np.array(part) for part in zip(*cells, strict=True))
    truth = np.array([inside for _, inside in data], float)
    weights, first, second = np.zeros((3, len(known)))
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.bincount(lines, weights[columns], len(data))))
        slope = np.bincount(columns, (chance - truth)[lines], len(known)) + PRICE * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(known, weights.tolist(), strict=True))


def main(folders: list[str]) -> None:
    """Fit on all cases of ``folders`` and write the table."""
    data = [row for folder in folders for path in sorted(Path(folder).glob("*.in.txt")) for row in rows(path)]
    table = [f"{name}\t{weight:.2f}\n" for name, weight in sorted(fit(data).items()) if abs(weight) >= 0.05]
    out = Path(breaks.__file__).with_name("weights.tsv")
    out.write_text("# name\tweight in nats for a join; fitted by tools/fit_breaks.py\n" + "".join(table), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
