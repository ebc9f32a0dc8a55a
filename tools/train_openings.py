"""Learn what paragraphs open and close with, against the sentences inside them.

    python tools/train_openings.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; ``# `` marks a heading, which does not
count. ``OUT`` is what ``textkit.language.openings`` reads, in the package ``textkit/language/data/openings.xz``. For the
first one to five characters of sentences the table says how often a sentence that begins so is the first of its
paragraph, against the others, and for the last ones how often it is the last: log-odds in half nats, never text. The
same folder gives the same table, byte for byte.

``openings-ja.xz`` was learned from five novels of Natsume Soseki (public domain) and from the Japanese documentation of
React (CC BY 4.0), Vue, Vite (MIT) and OpenTelemetry (Apache 2.0): 1.9 million characters.
"""

from __future__ import annotations

import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from textkit.language.openings import ORDERS, SENTENCE, STEPS, VERSION, fold

RARE = 8  # sentences; rarer runs make the table large and its judgement no better
TELLING = 0.5  # nats by which a run must differ from the shorter run to be kept
PRIOR = 6.0  # sentences that a shorter run is worth beside a longer one
SHORT = 20  # characters; shorter paragraphs are headings and talk


def paragraphs(folder: Path) -> Iterator[list[str]]:
    """The sentences of each paragraph below ``folder``."""
    for path in sorted(folder.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if len(line) >= SHORT and not line.startswith("#"):
                yield [fold(m.group()) for m in SENTENCE.finditer(line)]


def odds(edge: Counter[str], inner: Counter[str], close: bool) -> dict[str, int]:
    """Half nats by which each telling run speaks for the edge of a paragraph."""
    ones = [sum(n for run, n in counts.items() if len(run) == 1) for counts in (edge, inner)]
    base = math.log(ones[0] / ones[1])
    known: dict[str, float] = {"": 0.0}
    kept: dict[str, int] = {}
    held: dict[str, float] = {"": 0.0}  # what a look-up of the run would find
    for run in sorted(edge.keys() | inner.keys(), key=lambda r: (len(r), r)):
        shorter = run[1:] if close else run[:-1]
        if edge[run] + inner[run] < RARE or shorter not in known:
            continue
        prior = 1 / (1 + math.exp(-(known[shorter] + base)))
        value = math.log((edge[run] + PRIOR * prior) / (inner[run] + PRIOR * (1 - prior))) - base
        known[run], held[run] = value, held[shorter]
        if abs(value - held[shorter]) >= TELLING:
            kept[run] = round(value * STEPS)
            held[run] = kept[run] / STEPS
    return kept


def table(texts: Iterator[list[str]]) -> bytes:
    """The packed table of ``texts``."""
    first, other, last, before = (Counter[str]() for _ in range(4))
    for sentences in texts:
        for k, sentence in enumerate(sentences):
            (other if k else first).update({sentence[:n] for n in range(1, ORDERS + 1)})
            (before if k + 1 < len(sentences) else last).update({sentence[-n:] for n in range(1, ORDERS + 1)})
    held = {"open": odds(first, other, close=False), "close": odds(last, before, close=True)}
    body: dict[str, object] = {"version": VERSION}
    for name, values in held.items():
        runs = sorted(values)
        body[name] = ["\n".join(runs), [values[run] for run in runs]]
    packed = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME)


def main() -> int:
    """Write the table; exit 2 without two paths."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    data = table(paragraphs(Path(sys.argv[1])))
    Path(sys.argv[2]).write_bytes(data)
    print(f"{len(data):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
