"""Write the list of English words that tells a hyphen printed at a line end from one inside a word.

    python tools/make_words.py FOLDER

``FOLDER`` holds what Debian's packages ``wamerican`` and ``wbritish`` install below ``/usr``: ``share/dict`` with
``american-english`` and ``british-english``, and ``share/doc/wamerican/copyright``. Words of ASCII letters are kept,
each with the count of letters it shares with the one before it. Into ``textkit/language/data`` go the list
(``english.xz``) and the terms under which it may be passed on (``english.LICENSE``).
"""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path

from textkit.language import packed
from textkit.language.words import SHARED

DATA = Path(__file__).parent.parent / "textkit" / "language" / "data"
NOTICE = """\
The list of words in english.xz is made from the word lists american-english and british-english of SCOWL, as selected
by Debian's packages wamerican and wbritish: words of ASCII letters alone, sorted and packed. What follows is the
copyright file of those packages, which holds the terms of SCOWL and of its sources.

"""


def words(folder: Path) -> list[str]:
    """All words of both spellings, sorted."""
    lists = (folder / "share" / "dict" / f"{name}-english" for name in ("american", "british"))
    found = {word for path in lists for word in path.read_text("utf-8").split()}
    return sorted(word for word in found if word.isascii() and word.isalpha())


def front_coded(listed: list[str]) -> str:
    """A row a word: a letter for the letters shared with the word before, and the rest."""
    rows = []
    for before, word in zip(["", *listed], listed, strict=False):
        pairs = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = sum(1 for _ in pairs)
        rows.append(chr(SHARED + shared) + word[shared:] + "\n")
    return "".join(rows)


def main(folder: str) -> None:
    """Write the list and its licence."""
    root = Path(folder)
    data = front_coded(words(root)).encode("ascii")
    (DATA / "english.xz").write_bytes(packed.smallest(data))
    terms = (root / "share" / "doc" / "wamerican" / "copyright").read_text("utf-8")
    (DATA / "english.LICENSE").write_text(NOTICE + terms, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
