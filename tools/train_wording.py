"""Learn the table that judges how well the English words on both sides of a break go together.

    python tools/train_wording.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; lines that begin with ``# `` are headings
and are left out. ``OUT`` is what ``textkit.language.wording`` reads, in the package ``textkit/language/data/wording.xz``.
It holds the most frequent words, a class for each, and how often two classes stand near each other against chance, in
steps of half a nat: never text. The same folder gives the same table, byte for byte.

The shipped table was learned from 25 million characters, none of them under a restriction: sixteen books of the years
1776 to 1920 as Standard Ebooks gives them (fiction, science, economics, philosophy; CC0), pages of agencies of the United
States (digital.gov, the handbook of 18F; public domain), Python enhancement proposals (public domain) and the Rust book
(MIT or Apache 2.0).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from textkit.language import packed
from textkit.language.wording import END, GAPS, KINDS, LOWEST, START, STEP, VERSION, kind, tokens

WORDS = 8000  # in the table; three in a hundred of a text are none of them
CLASSES = 255
NEIGHBOURS = 600  # most frequent words, the shares of which beside a word are what is known of it
PRIOR = 5.0  # counts that chance is worth
DIMENSIONS, ROUNDS = 70, 14  # of the k-means search, on a random projection of the neighbours
HEAVIEST = 3000  # occurrences beyond which a word weighs no more in the search


def read(folder: Path) -> list[list[str]]:
    """The paragraphs below ``folder`` as words."""
    paths = sorted(folder.rglob("*.txt"))
    rows = (row for path in paths for row in path.read_text("utf-8").splitlines() if row and not row.startswith("# "))
    return [tokens(row) for row in rows]


def classes(text: np.ndarray, many: int) -> np.ndarray:
    """The class of each of ``many`` words: those whose neighbours are alike have the same."""
    seen = np.bincount(text, minlength=many)
    order = np.argsort(-seen, kind="stable")
    column = np.full(many, -1)
    column[order[:NEIGHBOURS]] = np.arange(NEIGHBOURS)
    sides = []
    for word, other in ((text[1:], text[:-1]), (text[:-1], text[1:])):
        known = column[other] >= 0
        keys = word[known] * NEIGHBOURS + column[other[known]]
        counts = np.bincount(keys, minlength=many * NEIGHBOURS).reshape(many, NEIGHBOURS).astype(float)
        usual = counts.sum(0) / counts.sum()
        share = (counts + PRIOR * usual) / (counts.sum(1, keepdims=True) + PRIOR)
        sides.append(np.sqrt(share) - np.sqrt(usual))  # Hellinger distance
    points = np.hstack(sides)
    weight = np.sqrt(np.minimum(seen, HEAVIEST) + 0.1)
    heavy = points * weight[:, None]
    random = np.random.RandomState(0).randn(points.shape[1], DIMENSIONS)
    points = points @ np.linalg.qr(heavy.T @ (heavy @ random))[0]
    centres = points[order[: CLASSES - 2]].copy()
    found = np.zeros(many, int)
    for _ in range(ROUNDS):
        found = ((centres**2).sum(1) - 2 * points @ centres.T).argmin(1)
        for k in range(len(centres)):
            own = found == k
            if own.any():
                centres[k] = np.average(points[own], 0, weight[own])
    return found


def main(folder: Path, out: Path) -> None:
    """Learn the table from the text below ``folder`` and write it to ``out``."""
    paragraphs = read(folder)
    counts = Counter(word for paragraph in paragraphs for word in paragraph)
    frequent = (word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    listed = sorted({*KINDS, *[word for word, _ in zip(frequent, range(WORDS), strict=False)]})
    number = {word: i for i, word in enumerate(listed)}
    text = np.array(
        [
            number[word] if word in number else number[kind(word)]
            for paragraph in paragraphs
            for word in (START, *paragraph, END)
        ]
    )
    found = classes(text, len(listed))
    found[number[START]], found[number[END]] = CLASSES - 2, CLASSES - 1
    text = found[text]
    planes = []
    for gap in range(1, GAPS + 1):
        keys = text[:-gap] * CLASSES + text[gap:]
        both = np.bincount(keys, minlength=CLASSES * CLASSES).reshape(CLASSES, CLASSES).astype(float)
        chance = np.outer(both.sum(1), both.sum(0)) / both.sum()
        nats = np.log((both + PRIOR) / (chance + PRIOR))
        planes.append(np.clip(np.round(nats / STEP) + LOWEST, 0, 2 * LOWEST).astype(np.uint8).tobytes())
    head = {"version": VERSION, "classes": CLASSES, "words": " ".join(listed)}
    body = (
        json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + found.astype(np.uint8).tobytes()
    )
    out.write_bytes(packed.smallest(body + b"".join(planes)))
    print(f"{len(listed)} words, {len(text)} of text, {out.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
