"""Learn the table of what stands at the edges of sentences, which tells a whole paragraph from a cut one.

    python tools/train_edges.py FOLDER OUT

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; ``# `` marks a heading. ``OUT`` is what
``textkit.language.edges`` reads, in the package ``textkit/language/data/edges.z``. For runs of one to three characters
the table says how often the run begins a clause or sentence, and how often it ends one, against all its places: two
log-odds rounded to whole nats, never text. The same folder gives the same table, byte for byte.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np

from textkit.language import packed
from textkit.language.edges import BITS, LOWEST, ORDERS, VERSION, fold
from tools import write_table

RARE = {1: 3, 2: 12, 3: 18}  # rarer runs make the table large and its judgement no better
TELLING = 1  # nats by which a run of three must differ from its run of two to be kept
PRIOR = 2.0  # counts that a shorter run is worth beside a longer one; the best of 1, 2, 4, 8 on texts kept back
RATE = 0.1  # share of all characters that begin a clause: the start of the chain
CLAUSE = 0.3  # worth of a beginning behind a comma: most of them, not all, could begin a paragraph

RUN = re.compile(r"[^\0，。]+")
FIRM = frozenset("\n。！？；：“‘「《（…—”』」》）")  # in front of what certainly begins something


def paragraphs(folder: Path) -> list[str]:
    """All paragraphs below ``folder``, headings without their mark."""
    files = sorted(folder.rglob("*.txt"))
    lines = (line.strip().lstrip("# ") for path in files for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]


def count(texts: list[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Places, beginnings and ends of each run. A run at a beginning may take one mark with it (``目前，``)."""
    places: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        for match in RUN.finditer(folded):
            start, end = match.span()
            before = text[start - 1] if start else "\n"
            after = text[end] if end < len(text) else "\n"
            own = match.group()
            size = len(own)
            run = own + (folded[end] if end < len(folded) and folded[end] != "\0" else "")
            unknown = (before.isascii() and before.isalnum()) or before in " %％"
            worth = 0.0 if unknown else 1.0 if before in FIRM else CLAUSE
            for order in range(1, ORDERS + 1):
                places.update(run[i : i + order] for i in range(min(size, len(run) - order + 1)))
                if len(run) >= order:
                    starts[run[:order]] += worth  # type: ignore[assignment]
                    places[run[:order]] -= 1 - worth  # type: ignore[assignment]
                if size >= order and not ((after.isascii() and after.isalnum()) or after in " “《（「"):
                    ends[own[-order:]] += 1
    return places, starts, ends


def odds(places: Counter[str], edge: Counter[str], begins: bool) -> dict[str, float]:
    """The log-odds of each run to stand at the edge, each order smoothed by the one below it."""
    shares: dict[str, float] = {}
    for run in sorted(places, key=len):
        inner = run[:-1] if begins else run[1:]
        prior = shares.get(inner, RATE)
        n = max(places[run], edge[run])
        shares[run] = (edge[run] + PRIOR * prior) / (n + PRIOR)
    return {run: math.log(share / (1 - share)) for run, share in shares.items() if 0 < share < 1}


def level(value: float) -> int:
    """Log-odds as one of 16 steps of a nat."""
    return max(0, min(15, round(value) - LOWEST))


def table(texts: list[str]) -> bytes:
    """The packed table of ``texts``."""
    places, starts, ends = count(texts)
    begin, finish = odds(places, starts, begins=True), odds(places, ends, begins=False)
    value = {r: level(begin.get(r, 0)) << 4 | level(finish.get(r, 0)) for r in places if places[r] >= RARE[len(r)]}
    singles = [(r, n) for r, n in places.items() if len(r) == 1 and r in value]
    frequent = [c for c, _ in sorted(singles, key=lambda item: (-item[1], item[0]))]
    vocabulary = [*frequent[: (1 << BITS) - 3], "，", "。"]
    number = {c: i + 1 for i, c in enumerate(vocabulary)}
    body = [bytes(value.get(c, 0) for c in vocabulary)]
    sizes, before = [], np.arange(len(vocabulary) + 1)
    for order in range(2, ORDERS + 1):
        rows = []
        for run, held in value.items():
            if len(run) != order or not all(c in number for c in run):
                continue
            left, right = value.get(run[:-1], 0) >> 4, value.get(run[1:], 0) & 15
            if order > 2 and abs((held >> 4) - left) < TELLING + 1 and abs((held & 15) - right) < TELLING + 1:
                continue
            key = 0
            for c in run:
                key = key << BITS | number[c]
            rows.append((key, held))
        known = set(before.tolist())
        rows = sorted(row for row in rows if row[0] >> BITS in known)
        keys = np.array([key for key, _ in rows], np.int64)
        body.append(packed.pack_runs(before, keys, bytes(held for _, held in rows), BITS))
        before = keys
        sizes.append(len(rows))
    head = json.dumps({"version": VERSION, "vocabulary": "".join(vocabulary), "sizes": sizes}, ensure_ascii=False)
    return packed.fastest(head.encode() + b"\n" + b"".join(body))


if __name__ == "__main__":
    write_table.main(__doc__, lambda folder: table(paragraphs(folder)))
