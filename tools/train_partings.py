"""Learn whether a paragraph of Chinese ends between two sentences.

    python tools/train_partings.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; lines that begin with ``# `` are headings.
``OUT`` is what ``textkit.language.partings`` reads, in the package ``textkit/language/data/partings.xz``. Learned is a
logistic regression on the names that module gives for each place between two sentences, with a quadratic price on each
weight, so that what several names say is not counted twice. How often paragraphs end differs from text to text and is no
matter of their sentences: it is taken as known of each. Left out are rare names and those that say little. The table holds
names of single signs and runs of at most five characters, never text. The same folder gives the same table, byte for byte.

How a text speaks is judged as the judge of breaks does, text by text, and each kind has weights of its own. Those of talk are
learned from all that is not written as news and laws are: of talk alone there is too little.

The shipped table was learned from Chinese news transcripts, laws, the writings of Lu Xun, translated technical articles,
manuals, essays and novels: 10 million characters, 190,000 places.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from textkit.judgement.breaks.register import register
from textkit.language import packed, partings
from textkit.language.openings import SENTENCE
from textkit.language.partings import Speech
from tools import logistic, write_table

RARE = 8  # places; rarer names make the table large and its judgement no better
# Which texts the weights of each kind of speech are learned from, and the price: on texts of other sources all that are not
# written are judged best by few and small weights.
SOURCES: dict[Speech, tuple[tuple[Speech, ...], float]] = {
    "written": (("written",), 6.0),
    "plain": (("plain",), 12.0),
    "talk": (("plain", "talk"), 20.0),
}
ROUNDS = 150  # of the regression
LITTLE = 0.15  # nats; what says less is left out
SHORT = 20  # characters; shorter paragraphs are headings and talk
ENDS = "。！？!?」』）”’…"  # of sentences that a paragraph may end with


class Place(NamedTuple):
    """What stands at a place between two sentences, whether a paragraph ends there, and how often one does in its text, in
    log-odds.
    """

    names: list[str]
    edge: bool
    usual: float


def texts(folder: Path) -> Iterator[str]:
    """The texts below ``folder``."""
    return (path.read_text("utf-8") for path in sorted(folder.rglob("*.txt")))


def places(documents: Iterable[str]) -> Iterator[Place]:
    """The places between the sentences of ``documents``."""
    for document in documents:
        found = list(_of(_paragraphs(document)))
        edges = sum(edge for _, edge in found)
        usual = math.log((edges + 1) / (len(found) - edges + 3))
        yield from (Place(names, edge, usual) for names, edge in found)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``; where headings are left out, those on both sides follow each other, as on many a page."""
    paragraphs = ("".join(line.split()) for line in text.splitlines() if not line.startswith("#"))
    return [paragraph for paragraph in paragraphs if len(paragraph) >= SHORT]


def _of(paragraphs: list[str]) -> Iterator[tuple[list[str], bool]]:
    sizes = [[len(m.group()) for m in SENTENCE.finditer(paragraph)] for paragraph in paragraphs]
    ends = [at for many in sizes for at in [False] * (len(many) - 1) + [True] * bool(many)][:-1]
    text = "".join(m.group() for paragraph in paragraphs for m in SENTENCE.finditer(paragraph))
    for at, edge in zip(accumulate(size for many in sizes for size in many), ends, strict=False):
        if text[at - 1] in ENDS:
            yield partings.names(text[max(0, at - partings.AROUND) : at], text[at : at + partings.AROUND]), edge


def learned(documents: Iterable[str]) -> dict[str, int]:
    """The weights in steps of all kinds of speech, under the names that the table has for them."""
    found: dict[Speech, list[Place]] = {speech: [] for speech in SOURCES}
    for document in documents:
        found[register(document)] += places([document])
    return {
        f"{speech}|{name}": step
        for speech, (sources, price) in SOURCES.items()
        for name, step in telling(fit([place for source in sources for place in found[source]], price)).items()
    }


def fit(data: list[Place], price: float) -> dict[str, float]:
    """The weights of all names that are not rare, for a paragraph to end."""
    seen = Counter(name for place in data for name in place.names)
    known = sorted(name for name, count in seen.items() if count >= RARE)
    truth, usual = [place.edge for place in data], np.array([place.usual for place in data])
    return logistic.fit([place.names for place in data], known, truth, price=price, steps=ROUNDS, usual=usual)


def telling(weights: dict[str, float]) -> dict[str, int]:
    """The weights in steps, without those that say little."""
    return {name: max(-128, min(127, round(w * partings.STEPS))) for name, w in weights.items() if abs(w) >= LITTLE}


def table(folder: Path) -> bytes:
    """The packed table of the texts below ``folder``."""
    return packed.pack_weights(learned(texts(folder)), partings.VERSION)


if __name__ == "__main__":
    write_table.main(__doc__, table)
