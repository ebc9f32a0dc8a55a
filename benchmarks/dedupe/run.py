"""One size of the comparison: corpora, costs in turns, quality; all figures go to a file of JSON."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.dedupe import corpus, exact, quality, texts
from benchmarks.dedupe.measure import Cost, measure
from benchmarks.dedupe.peers import BASE, OURS, Peer, command_of, our_command, python_of

RESULTS = texts.WORK / "results"
NATURAL = "natural"
NATURAL_ROWS = 20_000
# All with all takes some 130 CPU seconds at this size and grows with its square; it is done once and kept.
MOST_BRUTE = 20_000
LIMIT = 3600.0


def rows_of(size: str) -> int:
    """``10k`` is 10,000 and ``1M`` a million."""
    number, factor = size.strip().lower(), 1
    for letter, thousand in (("k", 1000), ("m", 1_000_000)):
        if number.endswith(letter):
            number, factor = number[:-1], thousand
    if not number.isdigit() or not 1000 <= int(number) * factor <= 10_000_000:
        sys.exit(f"{size!r} is no size: 1k to 10M, or {NATURAL}")
    return int(number) * factor


def corpus_for(size: str, source: tuple[str, list[str]], seed: int) -> Path:
    """The corpus of this size, made if it is not there or was made by other code, of other text or with another seed.
    ``natural`` is paragraphs as they come, with whatever copies they have.
    """
    _, paragraphs = source
    made_of = [
        *(Path(module.__file__ or "").read_bytes() for module in (texts, corpus)),
        "\n".join(paragraphs).encode(),
    ]
    tag = hashlib.sha256(b"\0".join(made_of)).hexdigest()[:12]
    path = texts.WORK / "corpora" / tag / f"{size}-{seed}.jsonl"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    print(f"making {size}", file=sys.stderr)
    if size == NATURAL:
        drawn = random.Random(seed).sample(paragraphs, min(NATURAL_ROWS, len(paragraphs)))
        lines = (json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(drawn))
        path.write_text("".join(lines), "utf-8")
    else:
        corpus.write(path, corpus.plant(paragraphs, rows_of(size), seed))
    return path


class Bench:
    """Runs commands in a folder of their own, without a cache, a configuration or a result of an earlier run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out.jsonl"

    def run(self, name: str, command: Sequence[str]) -> Cost | None:
        """The cost of one run, whose output or result is then in ``out``; ``None`` and a note if it failed."""
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        homes = dict.fromkeys(("TMPDIR", "XDG_CACHE_HOME", "HF_HOME"), str(scratch))
        printed = self.out if name.startswith(OURS) else self.folder / "printed.txt"
        errors = self.folder / "errors.txt"
        cost = measure(command, printed, errors, {**os.environ, **homes, "HF_HUB_OFFLINE": "1"}, scratch, LIMIT)
        # A look of ours that got to its end says so, and exits with 1 for findings and 2 for more than --max-loss.
        if cost.code == 0 or (cost.code is not None and name.startswith(OURS) and _ended(self.out)):
            return cost
        last = errors.read_text("utf-8", "replace").strip().splitlines()[-1:] or [""]
        print(f"{name}: {'stopped' if cost.code is None else 'failed'}: {last[0]}", file=sys.stderr)
        return None


def _ended(out: Path) -> bool:
    """Whether the last line is the summary."""
    with out.open("rb") as file:
        file.seek(max(0, out.stat().st_size - 10_000))
        return b'"type": "summary"' in file.read().rstrip(b"\n").rpartition(b"\n")[2]


def ours(bench: Bench, path: Path, rows: int, *more: str) -> quality.Result | None:
    """The result of one run of textkit."""
    if bench.run(OURS, our_command(path, *more)) is None:
        return None
    with bench.out.open(encoding="utf-8") as lines:
        return quality.of_findings(lines, rows)


def compare(size: str, source: tuple[str, list[str]], peers: Sequence[Peer], runs: int, seed: int) -> None:
    """Run everything on one size and write the figures. Programs take turns, so that a busy machine is busy for all."""
    path = corpus_for(size, source, seed)
    found = {peer.name: (peer, python) for peer in peers if (python := python_of(peer))}
    figures: dict[str, Any] = {name: {"cpu": [], "peak": []} for name in (OURS, *found)}
    with path.open(encoding="utf-8") as lines:
        rows = [str(json.loads(line)["text"]) for line in lines]
    results: dict[str, quality.Result] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for turn in range(1 if size == NATURAL else runs):
            for name in figures:
                peer = found[name][0] if name in found else None
                if (peer and peer.heavy and turn) or figures[name].get("failed"):
                    continue
                print(f"{size}, turn {turn + 1}: {name}", file=sys.stderr)
                command = command_of(*found[name], path, bench.out) if peer else our_command(path)
                cost = bench.run(name, command)
                if cost is None:
                    figures[name]["failed"] = True
                    continue
                figures[name]["cpu"].append(cost.cpu)
                figures[name]["peak"].append(cost.peak)
                if name not in results:
                    results[name] = _result(name, bench.out, len(rows))
        _judge(figures, results, path, rows, bench)
    summary = {
        "size": size,
        "rows": len(rows),
        "source": source[0],
        "python": platform.python_version(),
        "runs": runs,
        "base": BASE,
        "tools": figures,
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{size}.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False), "utf-8")


def _result(name: str, out: Path, rows: int) -> quality.Result:
    if name != OURS:
        return quality.of_peer(out, rows)
    with out.open(encoding="utf-8") as lines:
        return quality.of_findings(lines, rows)


def _judge(
    figures: dict[str, Any], results: dict[str, quality.Result], path: Path, rows: list[str], bench: Bench
) -> None:
    """Put the quality of each result beside its costs."""
    truth_path = corpus.truth_of(path)
    if truth_path.exists():
        truth = quality.read_truth(truth_path)
        for name, result in results.items():
            figures[name] |= quality.score(truth, result)
            figures[name]["reach"] = quality.reach(truth, result, rows)
    if len(rows) > MOST_BRUTE:
        return
    from textkit.dedupe import key

    print("all with all", file=sys.stderr)
    pairs = exact.reference(path.with_suffix(".pairs.npz"), [key(text) for text in rows])
    at_bars: dict[Fraction, quality.Result] = {}
    for bar in exact.BARS:
        at = ours(bench, path, len(rows), "--threshold", f"{float(bar):.2f}")
        if at is not None:
            at_bars[bar] = at
    for name, result in results.items():
        by_bar = at_bars if name == OURS else dict.fromkeys(exact.BARS, result)
        if len(by_bar) == len(exact.BARS):
            figures[name]["exact"] = quality.exact_recall(pairs, by_bar)


def against_index(size: str, source: tuple[str, list[str]], runs: int, seed: int) -> None:
    """A file of 50 new paragraphs, half of them copies, against a corpus: the first time, and with the index at hand."""
    path = corpus_for(size, source, seed)
    chance = random.Random(seed)
    with path.open(encoding="utf-8") as lines:
        old = [str(json.loads(line)["text"]) for line in lines]
    supplies = corpus.Supplies(chance, "".join(sorted({c for text in old[:5000] for c in texts.HAN.findall(text)})))
    kinds = ("exact", "punct", "space", "s2t", "ocr2")
    copies = [corpus.MAKERS[kinds[n % len(kinds)]](text, supplies) for n, text in enumerate(chance.sample(old, 25))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new, out = folder / "new.jsonl", folder / "out.jsonl"
        texts_ = [*copies, *texts.grown(source[1], 25, seed + 1)]
        lines_ = (
            json.dumps({"id": f"new{n}", "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts_)
        )
        new.write_text("".join(lines_), "utf-8")
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        command = our_command(new, "--against", str(path))
        costs = [measure(command, out, folder / "errors.txt", environment, folder, LIMIT) for _ in range(runs + 1)]
        if not _ended(out):
            sys.exit((folder / "errors.txt").read_text("utf-8", "replace").strip()[-500:] or "textkit was stopped")
        with out.open(encoding="utf-8") as lines:
            told = {row["record"] for row in map(json.loads, lines) if row["type"] == "finding"}
    summary = {
        "size": size,
        "found": len(told & {f"new{n}" for n in range(len(copies))}),
        "copies": len(copies),
        "codes": [cost.code for cost in costs],
        "cpu": [cost.cpu for cost in costs],
        "wall": [cost.wall for cost in costs],
        "peak": [cost.peak for cost in costs],
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"index-{size}.json").write_text(json.dumps(summary, indent=1), "utf-8")
