"""What the programs that run a peer share: options, rows, sequences of characters, groups, the result.

These files are run by the Python of the peer's own environment and import nothing of textkit. Each is called as

    python ADAPTER.py CORPUS.jsonl RESULT.jsonl [options]

and writes one line ``{"id", "cluster"}`` a row, ``cluster`` being the id of the first row of its group.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path


def options() -> argparse.ArgumentParser:
    """The options all adapters take; an adapter adds its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("result")
    parser.add_argument("--gram", type=int, default=2, help="characters in a sequence")
    parser.add_argument("--threshold", type=float, default=0.4, help="as the peer understands it")
    parser.add_argument("--verify", type=float, default=0.0, help="drop pairs below this Indel similarity")
    parser.add_argument("--fold", action="store_true", help="compare letters and digits alone, in simplified script")
    return parser


def read(asked: argparse.Namespace) -> tuple[list[int], list[str]]:
    """Ids and texts. White space is dropped for everyone: it would only hide copies."""
    with Path(asked.corpus).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = ["".join(row["text"].split()) for row in rows]
    return [row["id"] for row in rows], folded(texts) if asked.fold else texts


def folded(texts: list[str]) -> list[str]:
    """A fold that a careful user would write: NFKC, lower case, letters and digits, simplified characters."""
    import opencc

    simplified = opencc.OpenCC("t2s").convert
    normal = (simplified(unicodedata.normalize("NFKC", text)).casefold() for text in texts)
    return ["".join(c for c in text if c.isalnum()) for text in normal]


def grams(text: str, size: int) -> list[str]:
    """All sequences of ``size`` characters of ``text``; the text itself if it is shorter."""
    return [text[i : i + size] for i in range(len(text) - size + 1)] or [text]


class Groups:
    """Rows joined by pairs; what is joined with the same row is one group."""

    def __init__(self, count: int) -> None:
        self.above = list(range(count))

    def first(self, row: int) -> int:
        """The first row of the group that ``row`` is in."""
        while self.above[row] != row:
            self.above[row] = row = self.above[self.above[row]]
        return row

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Make one group of the groups of each pair."""
        for a, b in pairs:
            a, b = self.first(a), self.first(b)
            self.above[max(a, b)] = min(a, b)

    def write(self, path: str, ids: list[int]) -> None:
        """The result."""
        with Path(path).open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": id_, "cluster": ids[self.first(n)]}) + "\n" for n, id_ in enumerate(ids))


def verified(pairs: Iterable[tuple[int, int]], texts: list[str], least: float) -> Iterator[tuple[int, int]]:
    """The pairs whose texts are at least this similar; all of them for 0."""
    if not least:
        yield from pairs
        return
    from rapidfuzz.distance import Indel

    for a, b in pairs:
        if Indel.normalized_similarity(texts[a], texts[b]) >= least:
            yield a, b
