"""Learn the table of character counts that judges how well two ends of text go together.

    python tools/train_seams.py FOLDER OUT [LANGUAGE]

``FOLDER`` holds UTF-8 text files (searched below it too), one paragraph a line; ``# `` marks a heading. ``OUT`` is what
``textkit.language.seam`` reads, in the package ``textkit/language/data/seams.z`` and, for ``LANGUAGE`` ``ja``,
``seams-ja.xz``. The table holds counts of single characters, pairs and triples, never text: a pair or triple seen fewer
than ``RARE`` times is left out, of triples at the start of a paragraph fewer than ``RARE_START`` times, and counts are
rounded to steps of a factor of 1.5. The same folder gives the same table, byte for byte. Traditional characters are
folded onto simplified ones in Chinese alone.

The Chinese table was learned from 20 million characters: evening news, laws, Lu Xun, translated and original technical
articles, essays and short prose, encyclopedia paragraphs; no kind more than a third of it. The Japanese one was learned
from half of 560 stories and essays that are in the public domain, by authors of whom others are kept back (Aozora Bunko),
and from the Japanese documentation of React, Angular, OpenTelemetry, JavaScript Primer (CC BY 4.0), C++ (cpprefjp, CC BY
3.0), Vue, Vite, Electron (MIT) and Rust (MIT, Apache 2.0), of the last two books and of OpenTelemetry half the files: 6.7
million characters.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import opencc

from textkit.language import packed
from textkit.language.seam import END, LEFT_OUT, START, STEP, VERSION
from textkit.language.seam_keys import BITS, fold

# Pairs and triples seen less often add size and hardly any judgement: with more text, more counts help more than rare
# runs do. Of each language those of pairs and of triples, and of triples at the start of a paragraph.
RARE = {"zh": (9, 10), "ja": (4, 10)}
RARE_START = {"zh": 5, "ja": 8}
RARE_CHARACTER = 5


def read(folder: Path) -> str:
    """All paragraphs below ``folder``, each between the marks for its start and its end."""
    lines = (line for path in sorted(folder.rglob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return "".join(START + line.removeprefix("# ").strip() + END for line in lines if line.strip())


def variants(vocabulary: set[str]) -> dict[str, str]:
    """Traditional characters with the one simplified form they have, for every such form in ``vocabulary``."""
    to_simplified = opencc.OpenCC("t2s")
    han = map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)])
    pairs = ((c, to_simplified.convert(c)) for c in han if c not in vocabulary)
    return {c: s for c, s in pairs if c != s and s in vocabulary}


def steps(counts: np.ndarray) -> np.ndarray:
    """The rounded ``counts``, a byte each."""
    return np.round(np.log(counts) / np.log(STEP)).astype(np.uint8)


def table(text: str, language: str) -> bytes:
    """The packed table of ``text``."""
    text = fold(text)
    if language == "zh":
        to_simplified = opencc.OpenCC("t2s")
        text = text.translate({ord(c): to_simplified.convert(c)[:1] for c in set(text)})
    single = Counter(text)
    vocabulary = [c for c, n in sorted(single.items(), key=lambda item: (-item[1], item[0])) if n >= RARE_CHARACTER]
    number = {c: i + 1 for i, c in enumerate(vocabulary)}
    codes = np.array([number.get(c, 0) for c in text], dtype=np.int64)
    pairs = (codes[:-1] << BITS) | codes[1:]
    triples = (pairs[:-1] << BITS) | codes[2:]
    kept = []
    for order, (grams, rare) in enumerate(zip((pairs, triples), RARE[language], strict=True), 1):
        keys, counts = np.unique(grams, return_counts=True)
        first, last = keys >> (BITS * order), keys & ((1 << BITS) - 1)
        start = (first == number[START]) if order == 2 else np.zeros_like(first, bool)
        often = (counts >= np.where(start, RARE_START[language], rare)) & (last != number[START])
        kept.append((keys[often], steps(counts[often])))
    # Pairs that are left out and begin triples: between paragraphs, and at their start.
    (pairs, held), (triples, _) = kept
    more = np.setdiff1d(triples >> BITS, pairs)
    order_of = np.argsort(np.append(pairs, more), kind="stable")
    held = np.append(held, np.full(len(more), LEFT_OUT, np.uint8))[order_of]
    pairs = np.append(pairs, more)[order_of]
    kept[0] = pairs, held
    parts, before = [], np.arange(len(vocabulary) + 1)
    for keys, held in kept:
        parts.append(packed.pack_runs(before, keys, held.tobytes(), BITS))
        before = keys
    ones = steps(np.array([single[c] for c in vocabulary])).tobytes()
    head = {
        "version": VERSION,
        "vocabulary": "".join(vocabulary),
        "sizes": [len(keys) for keys, _ in kept],
        "variants": variants(set(vocabulary)) if language == "zh" else {},
    }
    line: bytes = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    return b"".join([line, b"\n", ones, *parts])


def main(folder: str, out: str, language: str = "zh") -> None:
    """Write the table learned from ``folder`` to ``out``."""
    data = table(read(Path(folder)), language)
    # Packed with zlib, which is read several times as fast as xz, in the way for small numbers that seldom repeat; with xz,
    # which makes it smaller, where ``out`` is named so.
    Path(out).write_bytes(packed.smallest(data) if out.endswith(".xz") else packed.fastest(data))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["zh"], ["ja"]):
        sys.exit(__doc__)
    main(*sys.argv[1:])
