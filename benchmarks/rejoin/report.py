"""The tables of the bench, for the terminal and for docs/benchmarks.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.rejoin.programs import OURS, STITCHED
from benchmarks.rejoin.score import figures, total

START = "<!-- rejoin: made by `python -m benchmarks.rejoin run … --write` -->"
END = "<!-- rejoin: end -->"
HEAD = ("near P", "near R", "near F1", "false joins", "far P", "far R", "white space", "whole", "lost", "invented")
Key = tuple[str, str]  # language, layout
APART = "rows"  # no program can, and its many breaks would drown the others: left out of the sums
Scores = Mapping[str, Mapping[Key, Counter[str]]]  # by program


def table(first: str, rows: Iterable[tuple[str, Counter[str]]]) -> str:
    """One row of figures in per cent for each name, in columns of one width."""
    lines = [[first, "cases", *HEAD]]
    for name, counts in rows:
        shares = ["" if share is None else f"{100 * share:.1f}" for share in figures(counts)]
        lines.append([name, str(counts["cases"]), *shares, str(counts["lost"]), str(counts["invented"])])
    wide = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    rule = ["-" * wide[0], *("-" * (size - 1) + ":" for size in wide[1:])]
    lines.insert(1, rule)
    return "\n".join(_row(line, wide) for line in lines)


def _row(cells: list[str], wide: list[int]) -> str:
    first, *rest = cells
    padded = [first.ljust(wide[0]), *(cell.rjust(size) for cell, size in zip(rest, wide[1:], strict=True))]
    return f"| {' | '.join(padded)} |"


def _by(scores: Mapping[Key, Counter[str]], part: int) -> list[tuple[str, Counter[str]]]:
    kept = {key: counts for key, counts in scores.items() if key[1] != APART or part}
    return [
        (name, total(c for key, c in kept.items() if key[part] == name))
        for name in dict.fromkeys(k[part] for k in kept)
    ]


def page(scores: Scores, about: str) -> str:
    """The tables in short: every program, then ours by language and by layout."""
    programs = [(name, total(c for key, c in each.items() if key[1] != APART)) for name, each in scores.items()]
    parts = [about, table("program", programs)]
    parts.append(table(f"{OURS}, by language", _by(scores[OURS], 0)))
    stitched = dict(_by(scores[STITCHED], 1))
    layouts: list[tuple[str, Counter[str]]] = []
    for name, counts in _by(scores[OURS], 1):
        layouts.append((name, counts))
        layouts += [(f"{name} --stitch", stitched[name])] if stitched[name] != counts else []
    parts.append(table(f"{OURS}, by layout", layouts))
    parts.append(f"`{APART}` is in no sum: only --stitch puts such lines back.")
    return "\n\n".join(parts)


def every(scores: Scores) -> str:
    """Ours by language and layout, row by row."""
    return table(OURS, ((" ".join(key), counts) for key, counts in scores[OURS].items()))


def write(doc: Path, tables: str) -> None:
    """Put the tables into the page, between its two marks."""
    text = doc.read_text("utf-8")
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{doc} has no place for the tables: {START} … {END}")
    doc.write_text(pattern.sub(lambda _: f"{START}\n\n{tables}\n\n{END}", text), "utf-8")
