"""Fit the weights of the evidence behind sentences that end in full lines of Chinese, on broken layouts of text of your own.

    python tools/fit_partings.py A B [--cases-a FOLDER …] [--cases-b FOLDER …] [--seed 1] [--count 20] [--lengths] [--out FILE]

``A`` and ``B`` are folders of texts as for ``tools/fit_breaks.py``, with no document in common; ``--cases-a`` and ``--cases-b``
are folders of broken texts with their answers, made of the one and of the other. What sentences open and close with is
known too well of the texts it was learned from. So a table of ``textkit.language.partings`` is learned from each half, and
the breaks of the other are judged by it; the weights hold for the table that is learned from both.

Fitted are the weights of all names that begin with ``zh ``, each pulled towards that of the same name without it, which is
for all languages, at a quadratic price of ``PRICE``; all others stay as they are. With ``--lengths`` those of what the
lengths of paragraphs say are fitted instead, which is asked when all else has been weighed: after the others, that is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import textkit.judgement.breaks as breaks
from benchmarks.rejoin import case, layouts, texts
from textkit.judgement.breaks import engine, evidence, lengths
from textkit.language import partings
from tools import fit_breaks, train_partings

PRICE = 2.0
NAMES = evidence.CHINESE


def learned(languages: Mapping[str, texts.Language]) -> dict[str, dict[str, float]]:
    """The tables of partings learned from the Chinese ones of ``languages``."""
    documents = ("\n".join(d) for one in languages.values() if one.script == "han" for d in one.documents)
    found: dict[str, dict[str, float]] = {}
    for name, step in train_partings.learned(documents).items():
        speech, _, sign = name.partition("|")
        found.setdefault(speech, {})[sign] = step / partings.STEPS
    return found


def judged(
    languages: Mapping[str, texts.Language],
    folders: Sequence[Path],
    tables: dict[str, dict[str, float]],
    seed: int,
    count: int,
) -> Iterator[fit_breaks.Row]:
    """The breaks behind full lines that end sentences, judged by ``tables``."""
    partings.tables = lambda: tables  # type: ignore[assignment]
    partings.forget()
    han = {name: one for name, one in languages.items() if one.script == "han"}
    files = (path for folder in folders for path in sorted(folder.glob("*.in.txt")))
    for broken in (*layouts.cases(han, seed, count, shares=True), *map(case.load, files)):
        engine.forget()
        yield from (row for row in fit_breaks.rows(broken) if any(name.startswith(NAMES) for name in row.names))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--cases-a", type=Path, nargs="*", default=[])
    parser.add_argument("--cases-b", type=Path, nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="cases of each layout and language")
    parser.add_argument("--lengths", action="store_true", help="fit what the lengths of paragraphs say")
    parser.add_argument("--out", type=Path, default=fit_breaks.TABLE)
    asked = parser.parse_args(arguments)
    a, b = texts.read(asked.a), texts.read(asked.b)
    known = dict(breaks.weights())  # before names are asked for that have none
    data = list(judged(a, asked.cases_a, learned(b), asked.seed, asked.count))
    data += judged(b, asked.cases_b, learned(a), asked.seed, asked.count)
    data, names = (data, lengths.NAMES) if asked.lengths else (fit_breaks.alone(data), NAMES)
    seen = {name for row in data for name in row.names if name.startswith(names)}
    weights = fit_breaks.fit(data, PRICE, names, known)
    fit_breaks.write(weights, asked.out)
    print(f"{len(seen):,} names in {len(data):,} breaks, in {asked.out}")


if __name__ == "__main__":
    main()
