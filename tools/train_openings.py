"""Learn what paragraphs open and close with, against the sentences inside them.

    python tools/train_openings.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; lines that begin with ``# `` are headings
and are left out. ``OUT`` is what ``textkit.language.openings`` reads, in the package
``textkit/language/data/openings-ja.xz``. Learned is, for two sentences that follow each other, whether a paragraph ends
between them: a logistic regression on the first and the last one to five characters of both and the signs of
``textkit.language.cohesion``, with a quadratic price on each weight, so that what both sides say is not counted
twice. How often paragraphs end differs from text to text and is no matter of their sentences: it is taken as known of each.
The table gives for a run of characters the sum of the weights of it and of the shorter ones in it, in quarters of a nat,
never text. The same folder gives the same table, byte for byte.

``openings-ja.xz`` was learned from the texts that ``train_seams.py`` names for Japanese, 6.7 million characters. The Chinese table,
``openings.xz``, is older than the regression: its values are odds of how often a run stands at an edge and how often it
does not, each side by itself, and the weights of the judge were fitted on them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from textkit.language import cohesion, packed
from textkit.language.openings import FINE, ORDERS, SENTENCE, SIDES, STEPS, VERSION, fold, sentences
from tools import logistic, write_table

RARE = 12  # breaks; rarer runs make the table large and its judgement no better
TELLING = 0.25  # nats by which a run must differ from the shorter run to be kept
PRICE, ROUNDS = 10.0, 200  # of the regression; the price is the best of a coarse grid on texts kept back
SHORT = 20  # characters; shorter paragraphs are headings and talk
ENDS = "。！？!?」）"  # of sentences that a paragraph may end with

Side = Literal["open", "close", "first", "last", "sign"]


class Break(NamedTuple):
    """What stands between two sentences: the runs of characters on both sides and the signs of ``cohesion``, whether a
    paragraph ends there, and how often one does in its text, in log-odds.
    """

    runs: list[tuple[Side, str]]
    edge: bool
    usual: float


def breaks(folder: Path) -> Iterator[Break]:
    """The breaks between the sentences of the texts below ``folder``."""
    for path in sorted(folder.rglob("*.txt")):
        paragraphs = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        paragraphs = ["".join(line.split()) for line in paragraphs if len(line) >= SHORT]
        sizes = [[len(m.group()) for m in SENTENCE.finditer(paragraph)] for paragraph in paragraphs]
        ends = [at for many in sizes for at in [False] * (len(many) - 1) + [True] * bool(many)][:-1]
        text = "".join(m.group() for paragraph in paragraphs for m in SENTENCE.finditer(paragraph))
        usual = math.log((sum(ends) + 1) / (len(ends) - sum(ends) + 3))
        for at, edge in zip(accumulate(size for many in sizes for size in many), ends, strict=False):
            if text[at - 1] in ENDS:
                before, after = text[max(0, at - cohesion.BEFORE) : at], text[at : at + cohesion.AFTER]
                tail, head = sentences(before, after)
                signs: list[tuple[Side, str]] = [("sign", s) for s in cohesion.signs(before, after, tail, head)]
                yield Break(runs(fold(tail), fold(head)) + signs, edge, usual)


def runs(tail: str, head: str) -> list[tuple[Side, str]]:
    """The last and first characters of ``tail`` and of ``head``, one to ``ORDERS`` of them."""
    found: list[tuple[Side, str]] = []
    closing: tuple[tuple[Side, str], ...] = (("close", tail), ("last", head))
    opening: tuple[tuple[Side, str], ...] = (("open", head), ("first", tail))
    for side, sentence in closing:
        found += [(side, sentence[-n:]) for n in range(1, min(ORDERS, len(sentence)) + 1)]
    for side, sentence in opening:
        found += [(side, sentence[:n]) for n in range(1, min(ORDERS, len(sentence)) + 1)]
    return found


def fit(data: list[Break]) -> dict[tuple[Side, str], float]:
    """The weights of all runs that are not rare, for a paragraph to end."""
    seen = Counter(run for each in data for run in each.runs)
    known = sorted(run for run, count in seen.items() if count >= RARE)
    truth, usual = [each.edge for each in data], np.array([each.usual for each in data])
    return logistic.fit([each.runs for each in data], known, truth, price=PRICE, steps=ROUNDS, usual=usual)


def telling(weights: dict[tuple[Side, str], float], side: Side) -> dict[str, int]:
    """What each run that says other than the shorter one says in all, in steps."""
    known: dict[str, float] = {"": 0.0}
    held: dict[str, float] = {"": 0.0}  # what a look-up of the run would find
    kept: dict[str, int] = {}
    for run in sorted((run for of, run in weights if of == side), key=lambda run: (len(run), run)):
        shorter = run[1:] if side in ("close", "last") else run[:-1]
        known[run], held[run] = known[shorter] + weights[side, run], held[shorter]
        if abs(known[run] - held[shorter]) >= TELLING:
            kept[run] = round(known[run] * STEPS)
            held[run] = kept[run] / STEPS
    return kept


def signs(weights: dict[tuple[Side, str], float]) -> dict[str, int]:
    """What each sign says, in fine steps."""
    return {name: round(weight * FINE) for (side, name), weight in weights.items() if side == "sign"}


def table(data: list[Break]) -> bytes:
    """The packed table of ``data``."""
    weights = fit(data)
    body: dict[str, object] = {"version": VERSION}
    for side in SIDES:
        held = telling(weights, side) if side != "sign" else signs(weights)
        body[side] = ["\n".join(sorted(held)), [held[run] for run in sorted(held)]]
    return packed.whole(body)


if __name__ == "__main__":
    write_table.main(__doc__, lambda folder: table(list(breaks(folder))))
