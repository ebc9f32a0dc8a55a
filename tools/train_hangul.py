"""Learn from Korean prose beside which syllables a space stands.

    python tools/train_hangul.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; lines that begin with ``# `` are headings
and are left out. ``OUT`` is what ``textkit.language.hangul`` reads, in the package ``textkit/language/data/hangul.xz``.
Learned is, for two characters that follow each other, one of them a syllable, whether a space stands between them: a
logistic regression on the last one and two characters before, the first one and two behind, and the two beside the place,
with a quadratic price on each weight. The table gives weights in eighths of a nat, never text. The same folder gives the same table, byte for byte.

``hangul.xz`` was learned from half the files of the Korean documentation of React (CC BY 4.0) and of Vue (MIT), of two
translations of the Rust book (MIT, Apache 2.0), of notes on programming (gyoogle/tech-interview-for-developer, MIT) and from
half of a novel of 1931 by Yeom Sang-seop (public domain): 940,000 characters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from textkit.language import packed
from textkit.language.hangul import PAIR, STEPS, VERSION, runs
from tools import logistic, write_table

RARE = 5  # places; rarer runs make the table large and its judgement no better
TELLING = 0.4  # nats below which a weight is left out
PRICE, ROUNDS = 0.5, 200  # of the regression; the price is the best of a coarse grid on texts kept back
SHORT = 20  # characters; shorter paragraphs are headings


def places(folder: Path) -> Iterator[tuple[list[str], bool]]:
    """The runs at each place beside a syllable in the texts below ``folder``, and whether a space stands there."""
    for path in sorted(folder.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if len(line) >= SHORT and not line.startswith("#"):
                for match in PAIR.finditer(line):
                    yield runs(line[: match.start()], line[match.end() :]), match.end() > match.start()


def fit(data: list[tuple[list[str], bool]]) -> tuple[float, dict[str, float]]:
    """The log-odds of a space anywhere and the weights of all runs that are not rare."""
    seen = Counter(run for found, _ in data for run in found)
    known = sorted(run for run, count in seen.items() if count >= RARE)
    share = sum(spaced for _, spaced in data) / len(data)
    usual = math.log(share / (1 - share))
    runs_of, truth = [found for found, _ in data], [spaced for _, spaced in data]
    return usual, logistic.fit(runs_of, known, truth, price=PRICE, steps=ROUNDS, usual=usual)


def table(data: list[tuple[list[str], bool]]) -> bytes:
    """The packed table of ``data``."""
    usual, weights = fit(data)
    held = {run: round(weight * STEPS) for run, weight in sorted(weights.items()) if abs(weight) >= TELLING}
    body = {"version": VERSION, "usual": usual, "runs": ["\n".join(held), list(held.values())]}
    return packed.whole(body)


if __name__ == "__main__":
    write_table.main(__doc__, lambda folder: table(list(places(folder))))
