"""The tables of docs/benchmarks.md, out of the figures of the runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log10
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.dedupe.corpus import POSITIVE
from benchmarks.dedupe.peers import BASE, OURS, PEERS
from benchmarks.dedupe.run import NATURAL, RESULTS

START, END = "<!-- figures: made by `python -m benchmarks.dedupe table --write` -->", "<!-- figures: end -->"
SIZES = ("1k", "10k", "100k", "1M")
ABOUT = {OURS: "default settings", **{peer.name: peer.about for peer in PEERS}}

Figures = dict[str, Any]


def load() -> dict[str, Figures]:
    """All figures there are, by size."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob("*.json"))}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] + ["---:"] * (len(lines[0]) - 1))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _ratio(run: Figures, name: str, what: str) -> str:
    """Median over the rounds of this program's figure by that of the base in the same round."""
    mine, base = run["tools"].get(name, {}), run["tools"][BASE]
    if mine.get("failed"):
        return "failed"
    pairs = list(zip(mine.get(what, ()), base[what], strict=False))
    if not pairs:
        return ""
    return _plain(median(a / b for a, b in pairs))


def _plain(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}" if ratio >= 5 else f"{ratio:.2f}"


def _named(runs: Iterable[Figures]) -> list[str]:
    """The programs that any of these runs has, ours first, in the order of the table of peers."""
    there = {name for run in runs for name in run["tools"]}
    return [name for name in (OURS, *(peer.name for peer in PEERS)) if name in there]


def costs(runs: dict[str, Figures]) -> str:
    """CPU and memory of every program at every size, gaoya = 1."""
    sized = {size: runs[size] for size in SIZES if size in runs}
    columns: list[tuple[str, Callable[[str], str]]] = []
    for what, title in (("cpu", "CPU"), ("peak", "memory")):
        for size, run in sized.items():
            columns.append((f"{title} {size}", lambda name, run=run, what=what: _ratio(run, name, what)))  # type: ignore[misc]
    rows = ([f"{name} ({ABOUT[name]})", *(cell(name) for _, cell in columns)] for name in _named(sized.values()))
    table = _table(["program", *(title for title, _ in columns)], rows)
    return f"{table}\n\n{_growth(sized)}"


def _growth(runs: dict[str, Figures]) -> str:
    """How CPU grows from each size to the one ten times as large: 1 is in proportion."""
    grows: list[str] = []
    names = [size for size in SIZES if size in runs]
    for small, large in pairwise(names):
        each: list[str] = []
        for name in (OURS, BASE):
            a, b = (runs[size]["tools"].get(name, {}).get("cpu") for size in (small, large))
            if a and b:
                step = log10(runs[large]["rows"] / runs[small]["rows"])
                each.append(f"{name} {log10(median(b) / median(a)) / step:.2f}")
        grows.append(f"{small} to {large}: {', '.join(each)}")
    return f"Exponent of growth of CPU (1 is in proportion to the rows): {'; '.join(grows)}." if grows else ""


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if 0.0005 <= value < 0.9995 else f"{value:.0f}"


def qualities(run: Figures) -> str:
    """Precision, recall and F1, what was merged wrongly, and what was found of what could be."""
    head = ["program", "core P", "core R", "core F1", "all P", "all R", "all F1"]
    head += ["number merged", "near miss merged", "within reach", "largest group"]
    rows: list[list[str]] = []
    for name in _named([run]):
        tool = run["tools"][name]
        if "core" not in tool:
            continue
        cells = [tool[part][what] for part in ("core", "all") for what in ("precision", "recall", "f1")]
        shares = [_share(v) for v in (*cells, tool["number"], tool["nearmiss"], tool["reach"])]
        rows.append([name, *shares, str(tool["largest"])])
    return _table(head, rows)


def kinds(run: Figures) -> str:
    """The share of planted pairs found, by kind."""
    rows = (
        [name, *(_share(run["tools"][name]["kinds"][kind]) for kind in POSITIVE)]
        for name in _named([run])
        if "kinds" in run["tools"][name]
    )
    return _table(["program", *POSITIVE], rows)


def exactness(run: Figures) -> str:
    """Of all pairs at or above a similarity, the shares in one group and settled."""
    tools = {name: run["tools"][name]["exact"] for name in _named([run]) if "exact" in run["tools"][name]}
    if not tools:
        return ""
    bars = next(iter(tools.values()))
    head = ["program"]
    for bar in bars:
        head += [f"≥ {bar} settled", "together"]
    rows = [
        [name, *(_share(found[bar][what]) for bar in bars for what in ("settled", "together"))]
        for name, found in tools.items()
    ]
    counts = ", ".join(f"{found['pairs']} pairs ≥ {bar}" for bar, found in bars.items())
    return f"{_table(head, rows)}\n\n{run['rows']:,} paragraphs, {counts}."


def index(runs: dict[str, Figures]) -> str:
    """What a second look at an indexed corpus costs."""
    rows = []
    for run in (runs[name] for name in (f"index-{size}" for size in SIZES) if name in runs):
        again, wall = median(run["cpu"][1:]), median(run["wall"][1:])
        rows.append([
            str(run["size"]), f"{run['cpu'][0] / again:.0f}", f"{again:.2f} s", f"{wall:.2f} s",
            f"{run['found']} of {run['copies']}",
        ])  # fmt: skip
    if not rows:
        return ""
    head = ["rows indexed", "first look / next look, CPU", "next look, CPU", "by the clock", "copies found"]
    return _table(head, rows)


def page() -> str:
    """All tables."""
    runs = load()
    parts: list[str] = []
    sized = [size for size in SIZES if size in runs]
    if sized:
        last = runs[sized[-1]]
        parts.append(f"### Cost\n\nText: {last['source']}. Python {last['python']}. gaoya = 1.\n\n{costs(runs)}")
    for size in sized:
        if size != "1k" or len(sized) == 1:
            parts.append(f"### Quality at {size}\n\n{qualities(runs[size])}\n\nRecall by kind:\n\n{kinds(runs[size])}")
            if exactly := exactness(runs[size]):
                parts.append(f"### Against all with all, planted, {size}\n\n{exactly}")
    if NATURAL in runs and (exactly := exactness(runs[NATURAL])):
        parts.append(f"### Against all with all, paragraphs as they come\n\n{exactly}")
    if table := index(runs):
        parts.append(f"### New paragraphs against an indexed corpus\n\n{table}")
    return "\n\n".join(parts) if parts else "No run yet: `make bench-dedupe`."


def write(doc: Path) -> None:
    """Put the tables into the page, between its two marks."""
    text = doc.read_text("utf-8")
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{doc} has no place for the tables: {START} … {END}")
    doc.write_text(pattern.sub(lambda _: f"{START}\n\n{page()}\n\n{END}", text), "utf-8")
