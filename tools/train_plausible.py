"""Learn how common characters are from clean simplified Chinese prose.

    python tools/train_plausible.py FOLDER [OUT]

``FOLDER`` holds one sub-folder a genre with UTF-8 ``.txt`` files; genres weigh alike. Traditional and Japanese
counts are those of the same prose converted by OpenCC. ``OUT`` (default: the table of the package) gets one line a
level: ``language<TAB>cost<TAB>characters``, where cost is the negative natural logarithm of the character's share,
in quarters. Characters seen fewer than three times are left to the defaults of their script.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

import opencc

TABLE = Path(__file__).parent.parent / "textkit" / "language" / "plausible.txt"
CONVERSIONS = {"hans": ((),), "hant": (("s2t",), ("s2tw",), ("s2hk",)), "ja": (("s2t", "t2jp"),)}
FEWEST = 3
BATCH = 4000  # lines converted at once


def converted(texts: list[str], chain: tuple[str, ...]) -> list[str]:
    """The texts after each OpenCC configuration of ``chain`` in turn."""
    for name in chain:
        converter = opencc.OpenCC(name)
        out = []
        for text in texts:
            lines = text.split("\n")
            batches = ("\n".join(lines[i : i + BATCH]) for i in range(0, len(lines), BATCH))
            out.append("\n".join(converter.convert(batch) for batch in batches))
        texts = out
    return texts


def weigh(texts: list[str]) -> dict[str, float]:
    """The share of each non-ASCII character, genres weighing alike."""
    total: Counter[str] = Counter()
    weight: defaultdict[str, float] = defaultdict(float)
    for text in texts:
        counts = Counter(c for c in text if c > "\x7f")
        total += counts
        size = sum(counts.values())
        for c, n in counts.items():
            weight[c] += n / size / len(texts)
    return {c: w for c, w in weight.items() if total[c] >= FEWEST}


def main(folder: Path, out: Path = TABLE) -> None:
    """Learn the table from the text in ``folder`` and write it to ``out``."""
    texts = ["\n".join(f.read_text("utf-8") for f in sorted(g.glob("*.txt"))) for g in sorted(folder.iterdir())]
    rows = ["# language, cost in quarter nats, characters; made by tools/train_plausible.py"]
    for language, chains in CONVERSIONS.items():
        mixed: defaultdict[str, float] = defaultdict(float)
        for chain in chains:
            for c, w in weigh(converted(texts, chain)).items():
                mixed[c] += w / len(chains)
        levels: defaultdict[int, list[str]] = defaultdict(list)
        for c, w in mixed.items():
            if c.isprintable() or c == "\u3000":
                levels[round(-4 * math.log(w))].append(c)
        rows += [f"{language}\t{level}\t{''.join(sorted(levels[level]))}" for level in sorted(levels)]
    out.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
