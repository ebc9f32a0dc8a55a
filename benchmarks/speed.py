"""Speed of the verbs as ratios against public programs doing comparable work, on the same text, in the same run.

    python benchmarks/speed.py [--megabytes 4] [--runs 5] [FILE ...]

Whole processes, start-up included, CPU seconds (user + system) of the process and its children; the median of the runs,
the two programs in turn. Without FILE the text is the seed files over and over, each copy with figures of its own.
Ratios mean something, single seconds do not: the machine may be busy.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXTKIT = [sys.executable, "-m", "textkit"]
NFKC = "import sys,unicodedata;sys.stdout.write(unicodedata.normalize('NFKC',sys.stdin.buffer.read().decode()))"
CHARDET = "import sys,chardet;d=sys.stdin.buffer.read();sys.stdout.write(d.decode(chardet.detect(d)['encoding']))"

# What is compared: a name, our command, a peer's command, what the peer does.
PAIRS = [
    ("start", [*TEXTKIT, "--version"], [sys.executable, "-c", "pass"], "python -c pass"),
    ("decode utf-8", [*TEXTKIT, "decode", "-q"], [sys.executable, "-c", CHARDET], "chardet and decode"),
    ("normalize", [*TEXTKIT, "normalize", "-q"], [sys.executable, "-c", NFKC], "NFKC of all text"),
    ("rejoin", [*TEXTKIT, "rejoin", "-q"], ["fmt", "-w", "2500"], "fmt"),
    ("dedupe", [*TEXTKIT, "dedupe", "-q"], ["sort", "-u"], "sort -u"),
    ("clean", [*TEXTKIT, "clean", "-q"], [sys.executable, "-c", NFKC], "NFKC of all text"),
]


def cpu(command: list[str], text: Path) -> float:
    """CPU seconds of one run with ``text`` on stdin."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with text.open("rb") as stdin, Path(os.devnull).open("wb") as sink:
        subprocess.run(command, stdin=stdin, stdout=sink, stderr=sink, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sample(files: list[Path], size: int) -> str:
    """About ``size`` bytes of text from ``files``."""
    whole = "\n\n".join(f.read_text("utf-8") for f in files)
    parts: list[str] = []
    made = 0
    while made < size:
        numbered = whole.replace("2023", str(1000 + len(parts))).replace("工作", f"第{len(parts)}项工作")
        parts.append(numbered)
        made += len(numbered.encode())
    return "\n\n".join(parts)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    ap.add_argument("--megabytes", type=float, default=4)
    ap.add_argument("--runs", type=int, default=5)
    asked = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text(sample(asked.files, int(asked.megabytes * 1e6)), "utf-8")
        size = text.stat().st_size
        print(f"{size / 1e6:.1f} MB of UTF-8, median of {asked.runs} runs, CPU of the whole process\n")
        print("| what | textkit s | MB/s | peer | peer s | textkit / peer |")
        print("|---|---|---|---|---|---|")
        for name, ours, peer, about in PAIRS:
            if shutil.which(peer[0]) is None:
                continue
            times = [(cpu(ours, text), cpu(peer, text)) for _ in range(asked.runs)]
            mine, theirs = (statistics.median(t) for t in zip(*times, strict=True))
            ratio = statistics.median(a / b for a, b in times)
            print(f"| {name} | {mine:.2f} | {size / 1e6 / mine:.1f} | {about} | {theirs:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
