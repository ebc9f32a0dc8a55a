"""What is compared: the peers, each with the versions, the settings and the environment it is run in.

A peer gets the settings with the best F1 on the core kinds at 10k, out of sequences of 2, 3 and 4 characters and three
thresholds around its own, gaoya with a check of what it finds; datatrove gets the settings of its documentation with its
words for Chinese. Front pages cut at spaces, of which Chinese has none. ``heavy`` peers bring a gigabyte of packages or
need minutes: they run when asked for, in the first turn alone.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.dedupe.texts import WORK

ADAPTERS = Path(__file__).parent / "adapters"
OURS = "textkit"
INDEL = "rapidfuzz==3.14.6"


@dataclass(frozen=True)
class Peer:
    """A program to compare with: how the table names it, what its environment holds, how its adapter is called."""

    name: str
    about: str
    environment: str
    requires: tuple[str, ...]
    adapter: str
    arguments: tuple[str, ...] = ()
    heavy: bool = False


GAOYA = ("gaoya==0.2.2", INDEL, "opencc==1.4.2")
PEERS = (
    Peer(
        "gaoya", "MinHash of pairs of characters, 0.4, then Indel 0.8",
        "gaoya", GAOYA, "use_gaoya.py", ("--gram", "2", "--threshold", "0.4", "--verify", "0.8"),
    ),
    Peer(
        "gaoya, folded", "the same on letters and digits in simplified script",
        "gaoya", GAOYA, "use_gaoya.py", ("--gram", "2", "--threshold", "0.4", "--verify", "0.8", "--fold"),
    ),
    Peer(
        "rensa", "R-MinHash of pairs of characters, 0.5",
        "rensa", ("rensa==0.5.0",), "use_rensa.py", ("--gram", "2", "--threshold", "0.5"),
    ),
    Peer(
        "datasketch", "MinHash LSH of pairs of characters, 0.5",
        "datasketch", ("datasketch==2.0.0",), "use_datasketch.py", ("--gram", "2", "--threshold", "0.5"),
    ),
    Peer(
        "sparse-dot-topn", "TF-IDF of pairs of characters, 0.7",
        "sparse", ("sparse-dot-topn==1.2.0", "scikit-learn==1.9.1"),
        "use_sparse.py", ("--gram", "2", "--threshold", "0.7"),
    ),
    Peer(
        "polars", "equal letters and digits alone",
        "polars", ("polars==2.1.0",), "use_polars.py",
    ),
    Peer(
        "text-dedup", "MinHash of pairs of characters, 0.5",
        "text-dedup", ("text-dedup==0.4.0",), "use_text_dedup.py", ("--gram", "2", "--threshold", "0.5"), heavy=True,
    ),
    Peer(
        "datatrove", "MinHash of 5 words, its 14 bands of 8",
        "datatrove",
        # What it does not ask for and needs: all but itself. With a newer xxhash its signatures fail.
        ("datatrove==0.10.1", "spacy==3.8.18", "xxhash==3.8.2", "jieba==0.42.1",
         "regex==2026.11.15", "orjson==3.13.0", "tokenizers==0.23.3"),
        "use_datatrove.py", ("--gram", "5"), heavy=True,
    ),
)  # fmt: skip
BASE = PEERS[0].name


def chosen(names: str) -> list[Peer]:
    """The peers for ``fast``, ``all``, or names with commas between them; the one that is 1 in every table is always there."""
    if names in ("fast", "all"):
        return [peer for peer in PEERS if names == "all" or not peer.heavy]
    wanted = {name.strip() for name in names.split(",")}
    unknown = wanted - {peer.environment for peer in PEERS}
    if unknown:
        sys.exit(f"no such peer: {', '.join(sorted(unknown))}; there are: fast, all, "
                 f"{', '.join(dict.fromkeys(peer.environment for peer in PEERS))}")  # fmt: skip
    return [peer for peer in PEERS if peer.name == BASE or peer.environment in wanted]


def python_of(peer: Peer) -> Path | None:
    """The Python of the peer's own environment, made on first use; ``None`` (and a note) where it does not install."""
    home = WORK / "environments" / peer.environment
    python, stamp = home / "bin" / "python", home / "installed.txt"
    wanted = "\n".join(peer.requires)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    print(f"installing {peer.environment}: {', '.join(peer.requires)}", file=sys.stderr)
    made = _run([sys.executable, "-m", "venv", "--clear", str(home)])
    if not made or not _run([str(python), "-m", "pip", "install", "--quiet", *peer.requires]):
        print(f"{peer.name} does not install with Python {sys.version.split()[0]}: left out", file=sys.stderr)
        return None
    stamp.write_text(wanted, "utf-8")
    return python


def _run(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def command_of(peer: Peer, python: Path, corpus: Path, result: Path) -> list[str]:
    """How a peer is run on a corpus."""
    return [str(python), str(ADAPTERS / peer.adapter), str(corpus), str(result), *peer.arguments]


def our_command(corpus: Path, *more: str) -> list[str]:
    """How textkit is run on a corpus: default settings, findings as lines of JSON."""
    return [sys.executable, "-m", "textkit", "dedupe", str(corpus),
            "--unit", "document", "--id", "id", "--format", "jsonl", *more]  # fmt: skip
