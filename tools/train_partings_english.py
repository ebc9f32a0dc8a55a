"""Learn whether a paragraph of English ends between two sentences.

    python tools/train_partings_english.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; lines that begin with ``# `` are headings.
``OUT`` is what ``textkit.language.partings_english`` reads, in the package ``textkit/language/data/partings-en.xz``. Learned
is a logistic regression on the names that module gives for each place between two sentences, with a quadratic price on each
weight, so that what several names say is not counted twice. How often paragraphs end differs from text to text and is no
matter of their sentences: it is taken as known of each. Left out are rare names and those that say little. The table holds
names of single signs and runs of at most three words, never text. The same folder gives the same table, byte for byte.

The shipped table was learned from novels, essays and books of science of the years 1776 to 1920 (CC0), manuals, announcements
and proposals of open programs (MIT, Apache 2.0, CC0): 16 million characters, 85,000 places, none of them in the texts
that the weights of the breaks are fitted on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from textkit.language import packed, partings_english
from tools import logistic, write_table
from tools.train_partings import Place, texts

RARE = 15  # places; rarer names make the table large and its judgement no better
PRICE, ROUNDS = 20.0, 150  # of the regression
LITTLE = 0.12  # nats; what says less is left out
SHORT = 45  # characters; shorter paragraphs are headings, labels and talk
FEW = 15  # places of a text that show how often its paragraphs end
ENDS = ".!?"  # of sentences that a paragraph may end with
CLOSING = "”’\"')"


def places(documents: Iterable[str]) -> Iterator[Place]:
    """The places between the sentences of ``documents``."""
    for document in documents:
        found = [place for run in _runs(document) for place in _of(run)]
        if len(found) >= FEW:
            edges = sum(edge for _, edge in found)
            usual = math.log((edges + 1) / (len(found) - edges + 1))
            yield from (Place(names, edge, usual) for names, edge in found)


def _runs(text: str) -> Iterator[list[str]]:
    """The paragraphs of ``text`` that follow each other, with no heading between."""
    run: list[str] = []
    for line in (*text.splitlines(), "#"):
        paragraph = " ".join(line.split())
        if line.startswith("#") or len(paragraph) < SHORT:
            yield run
            run = []
        else:
            run.append(paragraph)


def _of(paragraphs: list[str]) -> Iterator[tuple[list[str], bool]]:
    sentences = [(s, k) for k, paragraph in enumerate(paragraphs) for s in partings_english.sentences(paragraph)]
    text = " ".join(s for s, _ in sentences)
    at = 0
    for (sentence, own), (_, other) in pairwise(sentences):
        at += len(sentence) + 1
        if sentence.rstrip(CLOSING)[-1:] in ENDS:
            before = text[max(0, at - 1 - partings_english.AROUND) : at - 1]
            yield partings_english.names(before, text[at : at + partings_english.AROUND]), own != other


def learned(documents: Iterable[str]) -> dict[str, int]:
    """The weights for a paragraph to end, in steps, of all names that are not rare and say something."""
    data = list(places(documents))
    seen = Counter(name for place in data for name in place.names)
    known = sorted(name for name, count in seen.items() if count >= RARE)
    truth, usual = [place.edge for place in data], np.array([place.usual for place in data])
    weights = logistic.fit([p.names for p in data], known, truth, price=PRICE, steps=ROUNDS, usual=usual)
    return {n: max(-128, min(127, round(w * partings_english.STEPS))) for n, w in weights.items() if abs(w) >= LITTLE}


def table(folder: Path) -> bytes:
    """The packed table of the texts below ``folder``."""
    return packed.pack_weights(learned(texts(folder)), partings_english.VERSION)


if __name__ == "__main__":
    write_table.main(__doc__, table)
