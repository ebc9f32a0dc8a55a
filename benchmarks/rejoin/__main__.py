"""Measure `textkit rejoin` on broken layouts of text of your own, beside the plain rules that others go by.

    python -m benchmarks.rejoin run TEXTS [--seed 1] [--count 20] [--only LAYOUT,LAYOUT] [--write --about WHAT]
    python -m benchmarks.rejoin cases TEXTS OUT [--seed 1] [--count 20]     the broken texts with their answers

TEXTS/LANGUAGE/*.txt: one paragraph a line, headings behind `# `; a file is a document. COUNT cases of each layout and
language are made; the same texts, seed and count give the same bytes.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rejoin import layouts, report, texts
from benchmarks.rejoin.case import Case
from benchmarks.rejoin.programs import OURS, PROGRAMS
from benchmarks.rejoin.score import score

DOC = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def run(cases: Sequence[Case]) -> tuple[dict[str, dict[report.Key, Counter[str]]], float]:
    """The scores of all programs by language and layout, and the CPU seconds that ours took."""
    scores: dict[str, dict[report.Key, Counter[str]]] = {name: {} for name in PROGRAMS}
    cpu = 0.0
    for case in cases:
        for name, program in PROGRAMS.items():
            begun = time.process_time()
            output = program(case.text)
            cpu += time.process_time() - begun if name == OURS else 0.0
            scores[name].setdefault((case.language, case.layout), Counter()).update(score(case, output))
    return scores, cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("texts", type=Path)
    common.add_argument("--seed", type=int, default=1)
    common.add_argument("--count", type=int, default=20, help="cases of each layout and language")
    common.add_argument("--only", default="", help="layouts, with commas between them")
    verb = verbs.add_parser("run", parents=[common])
    verb.add_argument("--about", default="", help="what the texts are; goes above the tables")
    verb.add_argument("--write", action="store_true", help="into docs/benchmarks.md; needs --about")
    verb = verbs.add_parser("cases", parents=[common])
    verb.add_argument("out", type=Path)
    asked = parser.parse_args()
    only = [name for name in asked.only.split(",") if name]
    if unknown := set(only) - set(layouts.LAYOUTS):
        parser.error(f"no such layout: {', '.join(sorted(unknown))}; there are {', '.join(layouts.LAYOUTS)}")
    if asked.verb == "run" and asked.write and not asked.about:
        parser.error("figures of unnamed texts mean nothing: say with --about what the texts are")
    cases = list(layouts.cases(texts.read(asked.texts), asked.seed, asked.count, only))
    if asked.verb == "cases":
        asked.out.mkdir(parents=True, exist_ok=True)
        for number, case in enumerate(cases):
            case.save(asked.out, f"{case.language}-{case.layout}-{number:05d}")
        print(f"{len(cases)} cases in {asked.out}")
        return
    scores, cpu = run(cases)
    size = sum(len(case.text) for case in cases)
    about = f"{asked.about} " if asked.about else ""
    tables = report.page(
        scores, f"{about}Seed {asked.seed}, {asked.count} cases of each layout and language, {size:,} characters."
    )
    print(f"{report.every(scores)}\n\n{tables}\n\n{OURS}: {size / max(cpu, 1e-9):,.0f} characters a second of CPU")
    if asked.write:
        report.write(DOC, tables)


if __name__ == "__main__":
    main()
