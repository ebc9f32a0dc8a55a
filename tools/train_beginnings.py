"""Learn the table that tells the beginning of a paragraph from the rest of a cut sentence.

    python tools/train_beginnings.py OUT FOLDER [FOLDER …]

Each ``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; ``# `` marks a heading, which does
not count. ``OUT`` is what ``textkit.language.beginnings`` reads, in the package ``textkit/language/data/beginnings.xz``.

Beginnings are the first characters of every paragraph and, worth half, of the sentences inside it; what is no beginning
are ``CUTS`` places of each paragraph between two Han characters, drawn by chance. A logistic regression on the named
features of both is fitted by AdaGrad (Duchi, Hazan and Singer 2011); features seen fewer than ``RARE`` times have no
weight. Of the others the ``MANY`` most telling are kept, and they are fitted once more without the rest: telling is a weight
times the root of how often its feature is seen, since a small one that is asked of every text does more than a large
one that is asked of few. The table holds weights, never text. The same folders give the same table.

The shipped table was learned from two million places of 21 million characters: evening news, reports of magazines, laws of
two countries (one in traditional characters), Lu Xun, short prose and essays of many authors, diaries, novels, text books,
weekly columns, translated technical articles and documentation; no kind more than a fifth of it.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from textkit.language import packed
from textkit.language.beginnings import LOOKED_AT, STEPS, VERSION, features

CUTS = 6  # places of each paragraph that are cut
INNER = 0.5  # worth of a sentence inside a paragraph: most of them, not all, could begin one
RARE = 5  # rarer features are hardly among the most telling ones
MANY = 50_000  # features of the table: with all of them it judges no better, and would be several times as large
# What is told by more features is told more surely; but what is made of it elsewhere (``pair_weights``) was fitted on
# values so much smaller, measured on texts outside the training.
SHARE = 16 / 19
LOOKS = 3  # epochs of the first fit, which only tells the features apart
EPOCHS, RATE, BATCH, PRICE = 5, 0.12, 8192, 1e-6
SHORT = 12  # characters; shorter lines are names and labels
STOPS = "。！？!?…”’」』）)；;，,：:"  # ends of lines that are prose
QUOTES = "“‘「『\"' \u3000"

Cells = NDArray[np.int32]
Column = NDArray[np.float64]

HAN = re.compile("[\u3400-\u9fff]")
SENTENCE = re.compile("(?<=[。！？!?])[”’」』]?(?=[\u3400-\u9fff])")


def examples(folder: Path, rng: random.Random) -> Iterator[tuple[str, bool, float]]:
    """Beginnings of texts, whether they are cut, and what they are worth."""
    for path in sorted(folder.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            text = line.strip()
            if len(text) < SHORT or text[0] == "#" or text[-1] not in STOPS:
                continue
            if len(HAN.findall(text)) < len(text) / 2:
                continue
            body = text.lstrip(QUOTES)
            if HAN.match(body):
                yield body[:LOOKED_AT], False, 1.0
            for match in SENTENCE.finditer(text, 0, len(text) - 8):
                yield text[match.end() :][:LOOKED_AT], False, INNER
            places = [k for k in range(10, len(text) - 8) if HAN.match(text[k - 1]) and HAN.match(text[k])]
            for k in rng.sample(places, min(CUTS, len(places))):
                yield text[k : k + LOOKED_AT], True, 1.0


def numbered(texts: list[str]) -> tuple[Cells, list[str]]:
    """The features of each of ``texts`` by number, a row each, and their names; 0 stands for none."""
    number: dict[str, int] = {"": 0}
    rows = np.zeros((len(texts), 0), np.int32)
    for k, text in enumerate(texts):
        found = [number.setdefault(name, len(number)) for name in features(text)]
        if len(found) > rows.shape[1]:
            rows = np.pad(rows, ((0, 0), (0, len(found) - rows.shape[1])))
        rows[k, : len(found)] = found
    return rows, list(number)


def fit(rows: Cells, cut: Column, worth: Column, kept: NDArray[np.bool_], epochs: int = EPOCHS) -> Column:
    """The weights of the features that are ``kept``; the others have none."""
    held = np.flatnonzero(kept)
    short = np.zeros(len(kept), np.int32)
    short[held] = np.arange(1, len(held) + 1)
    columns = short[rows]
    weights, squares = np.zeros(len(held) + 1), np.full(len(held) + 1, 1e-6)
    bias = 0.0
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        order = rng.permutation(len(columns))
        for part in np.array_split(order, max(1, len(order) // BATCH)):
            cells = columns[part]
            chance = 1 / (1 + np.exp(-weights[cells].sum(1) - bias))
            slope = worth[part] * (chance - cut[part])
            slopes = np.bincount(cells.ravel(), np.repeat(slope, cells.shape[1]), len(weights))
            slopes[0] = 0.0
            seen = np.flatnonzero(slopes)
            slopes = slopes[seen] + PRICE * len(part) * weights[seen]
            squares[seen] += slopes**2
            weights[seen] -= RATE * slopes / np.sqrt(squares[seen])
            bias -= 0.01 * float(slope.mean())
    fitted = np.zeros(len(kept))
    fitted[held] = weights[1:]
    return fitted


def table(folders: list[Path]) -> bytes:
    """The packed table of the texts below ``folders``."""
    rng = random.Random(1)
    found = [example for folder in folders for example in examples(folder, rng)]
    print(f"{len(found):,} places, {sum(cut for _, cut, _ in found):,} of them cut", file=sys.stderr)
    cut, worth = np.array([x for _, x, _ in found], float), np.array([w for _, _, w in found])
    rows, names = numbered([text for text, _, _ in found])
    seen = np.bincount(rows.ravel(), minlength=len(names))
    known = seen >= RARE
    known[0] = False
    telling = np.abs(fit(rows, cut, worth, known, LOOKS)) * np.sqrt(seen)
    last = np.sort(telling)[-MANY] if len(telling) > MANY else 0.0
    weights = SHARE * fit(rows, cut, worth, known & (telling >= last))
    steps = {names[k]: round(weights[k] * STEPS) for k in np.flatnonzero(np.rint(weights * STEPS))}
    print(f"{len(steps):,} weights", file=sys.stderr)
    return packed.pack_weights({name: max(-128, min(127, step)) for name, step in steps.items()}, VERSION)


def main(arguments: list[str]) -> None:
    """Write the table."""
    data = table([Path(folder) for folder in arguments[1:]])
    Path(arguments[0]).write_bytes(data)
    print(f"{len(data):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
