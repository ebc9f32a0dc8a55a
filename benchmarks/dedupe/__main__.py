"""Compare `textkit dedupe` with public programs: quality, CPU and memory, in the same run.

    python -m benchmarks.dedupe run [--size "1k 10k natural"] [--peers fast|all|NAME,NAME] [--runs 3] [--source FOLDER ...]
    python -m benchmarks.dedupe table [--write]          the tables, or into docs/benchmarks.md
    python -m benchmarks.dedupe index [--size 1M]        50 new paragraphs against an indexed corpus
    python -m benchmarks.dedupe corpus OUT --size 10k    a corpus with its truth, and nothing else

Everything made on the way (corpora, environments of the peers, figures) lies in benchmarks/dedupe/.work.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.dedupe import corpus, peers, report, run, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    text = argparse.ArgumentParser(add_help=False)
    text.add_argument("--source", type=Path, action="append", default=[], help="text of your own: files and folders")
    text.add_argument("--offline", action="store_true", help="text from this repository alone")
    text.add_argument("--seed", type=int, default=1)
    verb = verbs.add_parser("run", parents=[text])
    verb.add_argument("--size", default="1k 10k natural", help="sizes with spaces between them: 1k 10k 100k 1M natural")
    verb.add_argument("--peers", default="fast", help="fast, all, or names with commas between them")
    verb.add_argument("--runs", type=int, default=3)
    verb = verbs.add_parser("index", parents=[text])
    verb.add_argument("--size", default="1M")
    verb.add_argument("--runs", type=int, default=3)
    verb = verbs.add_parser("corpus", parents=[text])
    verb.add_argument("out", type=Path)
    verb.add_argument("--size", default="10k")
    verb = verbs.add_parser("table")
    verb.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    asked = parser.parse_args()
    if asked.verb == "table":
        if asked.write:
            report.write(texts.ROOT / "docs" / "benchmarks.md")
        else:
            print(report.page())
        return
    sizes = asked.size.split()
    for size in sizes:
        if size != run.NATURAL or asked.verb == "corpus":
            run.rows_of(size)
    source = texts.gather(asked.source, asked.offline)
    if asked.verb == "corpus":
        out = asked.out.with_name(asked.out.name.removesuffix(".jsonl") + ".jsonl")
        corpus.write(out, corpus.plant(source[1], run.rows_of(asked.size), asked.seed))
    elif asked.verb == "index":
        run.against_index(asked.size, source, asked.runs, asked.seed)
        print(report.page())
    else:
        for size in sizes:
            run.compare(size, source, peers.chosen(asked.peers), asked.runs, asked.seed)
        print(report.page())


if __name__ == "__main__":
    main()
