"""Characters whose conversion had to be guessed: 发 is 發 or 髮, 后 is 後 or 后.

A conversion to traditional has some 280 characters with several counterparts, the others fewer; dictionaries of phrases
decide most, the commonest reading the rest. This rule lists each such character with its context, what it
became and what else it could have become, so that an editor can read the doubtful ones. ``evidence.by`` is ``phrase``
if a phrase decided against the commonest reading, else ``default``. It changes nothing. Wish of OpenCC's users: its
issue 155.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

from textkit.language.ambiguous import (
    PHRASED_SIMPLIFIED,
    PHRASED_TRADITIONAL,
    REGIONAL,
    TO_SIMPLIFIED,
    TO_TRADITIONAL,
)
from textkit.model.batch import Advice
from textkit.model.document import Document
from textkit.model.finding import Finding, Rule, Severity, Trust
from textkit.model.span import Span
from textkit.steps.convert.configurations import SIMPLIFIED, configuration
from textkit.steps.convert.engine import converter, differences, parts, regional

RULE = Rule(
    "CNV002", "ambiguous-character", "convert", "A character has more than one counterpart in the other script.",
    Trust.ADVICE, Severity.INFO, False, flagged="头发很长", unflagged="經濟", page=__doc__ or "", needs="--to s2t",
)  # fmt: skip
_CONTEXT = 6  # characters on each side: enough for a word and its neighbours


@dataclass(frozen=True)
class Ledger(Advice):
    """Findings made when they are read: a place, and the character it became (empty where places moved)."""

    text: str
    to: str
    table: dict[str, str]
    places: array[int]
    became: list[str]
    rule: Rule = RULE

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, i: int) -> Finding: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Finding]: ...
    def __getitem__(self, i: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        place, became = self.places[i], self.became[i]
        char = self.text[place]
        others = [c for c in self.table[char] if c != became]
        default = converter(self.to).convert(char)
        evidence = {
            "character": char,
            "became": became,
            "alternatives": others,
            "context": self.text[max(0, place - _CONTEXT) : place + _CONTEXT + 1].replace("\n", " "),
            "by": "default" if became == default else "phrase",
        }
        message = f"{char} became {became or 'part of another word'}; it could be {' or '.join(others)}"
        return Finding(RULE, Span(place, place + 1), message, Trust.ADVICE, RULE.severity, evidence=evidence)


@dataclass(frozen=True)
class Ambiguous:
    """``to``, ``terms``, ``words``: as for the conversion, whose guesses this lists."""

    to: str
    terms: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    rules = (RULE,)

    @property
    def triggers(self) -> frozenset[str] | None:
        return frozenset(choices(self.to))

    def check(self, document: Document) -> Sequence[Finding]:
        text, table = document.text, choices(self.to)
        ledger = Ledger(text, self.to, table, array("q"), [])
        doubtful = re.compile(f"[{''.join(table)}]")
        for part in parts(text, document.markdown, self.to, self.terms, self.words):
            became = _aligned(text[part.start : part.end], part.after)
            for m in doubtful.finditer(text, part.start, part.end):
                ledger.places.append(m.start())
                ledger.became.append(became[m.start() - part.start])
        return ledger


@cache
def choices(to: str) -> dict[str, str]:
    """The characters with more than one counterpart in what ``to`` writes, with their counterparts, commonest first."""
    config = configuration(to)
    if config.source != SIMPLIFIED:
        return TO_SIMPLIFIED | PHRASED_SIMPLIFIED if config.target == SIMPLIFIED else REGIONAL[to]
    standard = TO_TRADITIONAL | PHRASED_TRADITIONAL
    written = {char: "".join(dict.fromkeys(regional(c, to) for c in some)) for char, some in standard.items()}
    return {char: several for char, several in written.items() if len(several) > 1}


def _aligned(before: str, after: str) -> Sequence[str]:
    """What each character of ``before`` became in ``after``; empty where it is part of another word of other length."""
    if len(before) == len(after):
        return after
    became = list(before)
    for start, end, made in differences(before, after):
        same = end - start == len(made)
        became[start:end] = made if same else [""] * (end - start)
    return became
