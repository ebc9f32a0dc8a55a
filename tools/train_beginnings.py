"""Learn the table that tells the beginning of a paragraph from the rest of a cut sentence.

    python tools/train_beginnings.py OUT FOLDER [FOLDER …]

Each ``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; ``# `` marks a heading, which does
not count. ``OUT`` is what ``textkit.language.beginnings`` reads, in the package ``textkit/language/data/beginnings.xz``.

Beginnings are the first characters of every paragraph and, worth half, of the sentences inside it; what is no beginning
are ``CUTS`` places of each paragraph between two Han characters, drawn by chance. A logistic regression on the named
features of both is fitted by AdaGrad (Duchi, Hazan and Singer 2011); features seen fewer than ``RARE`` times have no
weight, small weights are dropped. The table holds weights, never text. The same folders give the same table.

The shipped table was learned from 13 million characters: evening news, laws, Lu Xun, translated and original technical
articles, essays and short prose, weekly columns, and encyclopedia paragraphs in traditional characters.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from textkit.language import packed
from textkit.language.beginnings import LOOKED_AT, STEPS, VERSION, features

CUTS = 6  # places of each paragraph that are cut
INNER = 0.5  # worth of a sentence inside a paragraph: most of them, not all, could begin one
RARE = 12  # rarer features make the table large and its judgement hardly better
SMALL = 0.4  # nats
EPOCHS, RATE, BATCH, PRICE = 5, 0.12, 2048, 1e-6
SHORT = 12  # characters; shorter lines are names and labels
STOPS = "。！？!?…”’」』）)；;，,：:"  # ends of lines that are prose
QUOTES = "“‘「『\"' \u3000"

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


def fit(rows: list[list[str]], cut: np.ndarray, worth: np.ndarray) -> dict[str, float]:
    """The weights of all features that are not rare."""
    number: dict[str, int] = {"": 0}
    columns = np.array(
        [[number.setdefault(name, len(number)) for name in [*row, *[""] * (14 - len(row))]] for row in rows]
    )
    kept = np.bincount(columns.ravel(), minlength=len(number)) >= RARE
    kept[0] = False
    weights, squares = np.zeros(len(number)), np.full(len(number), 1e-6)
    bias = 0.0
    rng = np.random.default_rng(0)
    for _ in range(EPOCHS):
        order = rng.permutation(len(columns))
        for part in np.array_split(order, max(1, len(order) // BATCH)):
            cells = columns[part]
            chance = 1 / (1 + np.exp(-weights[cells].sum(1) - bias))
            slope = worth[part] * (chance - cut[part])
            seen, at = np.unique(cells, return_inverse=True)
            slopes = np.bincount(at.ravel(), np.repeat(slope, cells.shape[1]), len(seen))
            slopes = (slopes + PRICE * len(part) * weights[seen]) * kept[seen]
            squares[seen] += slopes**2
            weights[seen] -= RATE * slopes / np.sqrt(squares[seen])
            bias -= 0.01 * float(slope.mean())
    return {name: float(weights[k]) for name, k in number.items() if kept[k]}


def table(folders: list[Path]) -> bytes:
    """The packed table of the texts below ``folders``."""
    rng = random.Random(1)
    found = [example for folder in folders for example in examples(folder, rng)]
    print(f"{len(found):,} places, {sum(cut for _, cut, _ in found):,} of them cut", file=sys.stderr)
    cut, worth = np.array([x for _, x, _ in found], float), np.array([w for _, _, w in found])
    weights = fit([features(text) for text, _, _ in found], cut, worth)
    steps = {name: round(weight * STEPS) for name, weight in weights.items() if abs(weight) >= SMALL}
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
