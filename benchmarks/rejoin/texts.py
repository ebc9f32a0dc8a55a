"""The user's own text for the bench: folders of whole paragraphs, by language.

``FOLDER/LANGUAGE/*.txt``: one paragraph a line, a heading behind ``# ``; every file is a document. The language is any
name (zh, ja, en, mixed, news, …); how it is set is seen from its characters. Where there is ``zh`` and no ``zh-hant``,
every third document of it is used in traditional characters too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import opencc

LOOK = 20_000  # characters that show what a language is written in
CHAPTER = 150  # paragraphs of a document, where a language has only one
TRADITIONAL = "zh-hant"
SCRIPTS = {
    "kana": "[\u3040-\u30ff]",
    "hangul": "[\uac00-\ud7a3]",
    "han": "[\u3400-\u9fff]",
    "latin": "[A-Za-z\u00c0-\u024f]",
}
Document = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """The documents of one language. ``script`` is han, kana, hangul or latin."""

    name: str
    script: str
    documents: tuple[Document, ...]

    @property
    def spaced(self) -> bool:
        """Whether its words have spaces between them."""
        return self.script in ("latin", "hangul")

    @property
    def traditional(self) -> bool:
        return self.name == TRADITIONAL


def script(sample: str) -> str:
    """What a text is written in. Japanese has Han in plenty, but a fifth of it is kana; Latin letters are small change."""
    counts = {name: len(re.findall(pattern, sample)) for name, pattern in SCRIPTS.items()}
    letters = counts["kana"] + counts["hangul"] + counts["han"]
    if letters < 0.1 * counts["latin"]:
        return "latin"
    return "kana" if counts["kana"] > 0.2 * letters else "hangul" if counts["hangul"] > 0.5 * letters else "han"


def read(folder: Path) -> dict[str, Language]:
    """All languages of ``folder``, by name. Raises ``SystemExit`` where there is no text."""
    found: dict[str, Language] = {}
    for path in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else ():
        documents = [document for file in sorted(path.glob("*.txt")) if (document := _document(file))]
        if documents:
            kind = script("\n".join(p for d in documents for p in d[:50])[:LOOK])
            found[path.name] = Language(path.name, kind, tuple(documents))
    if not found:
        raise SystemExit(f"{folder}: no text there. Wanted: {folder}/LANGUAGE/*.txt, one paragraph a line.")
    return found


def both_scripts(languages: Mapping[str, Language]) -> dict[str, Language]:
    """The languages, and where Chinese is there in simplified characters alone, a third of it in traditional ones too."""
    found = dict(languages)
    if "zh" in found and TRADITIONAL not in found:
        found[TRADITIONAL] = Language(TRADITIONAL, "han", tuple(map(traditional, found["zh"].documents[::3])))
    return found


def _document(file: Path) -> Document:
    lines = (" ".join(line.split()) for line in file.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line)


def traditional(texts: Sequence[str]) -> tuple[str, ...]:
    """The same in traditional characters."""
    return tuple(map(_converter().convert, texts))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def split(
    languages: Mapping[str, Language], share: float, seed: int
) -> tuple[dict[str, Language], dict[str, Language]]:
    """Two parts that have no document in common; about ``share`` of each language goes into the second.

    The only document of a language is cut into chapters.
    """
    parts: tuple[dict[str, Language], dict[str, Language]] = {}, {}
    for name, language in languages.items():
        documents = language.documents
        if len(documents) == 1:
            only = documents[0]
            documents = tuple(only[at : at + CHAPTER] for at in range(0, len(only), CHAPTER))
        places = range(len(documents))
        held = set(random.Random(f"{seed} {name}").sample(places, round(share * len(places))))
        for part, wanted in zip(parts, (False, True), strict=True):
            if chosen := tuple(d for k, d in enumerate(documents) if (k in held) == wanted):
                part[name] = replace(language, documents=chosen)
    return parts
