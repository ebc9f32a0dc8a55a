"""Characters that say something was lost or misread before the text came here.

``replacement-character``: U+FFFD stands where bytes could not be decoded; what stood there is gone, only the source has
it. ``private-use-character``: a code point whose shape only the font of the source knows, as PDF extractors hand them
on. ``garbled-run``: characters that come from reading bytes in the wrong encoding (锟斤拷 is U+FFFD in UTF-8 read as GBK,
烫烫烫, 屯屯屯屯 and 葺葺葺葺 are memory never written or given back, ``锛屾垜浠`` is Chinese UTF-8 read as GBK, ``ä¸­å›½`` the same read as Latin-1; more in
``textkit/judgement/garbled.py``), text in escapes (``=E4=B8=AD``, ``\\u4e2d\\u56fd\\u7ecf``; more in
``textkit/judgement/escaped.py``), and surrogates that stand alone.

    前面�后面      named: replacement-character
    锟斤拷         named: garbled-run
    烫手、屯垦      left alone: the same characters in words
    “锟斤拷”        left alone: spoken of, where the text has no other

One finding a run. Nothing is changed: the way back needs the bytes, and ``decode`` has tried what is exact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textkit.judgement.escaped import escaped
from textkit.judgement.garbled import GBK, garbled, spoken_of
from textkit.judgement.protected import protection
from textkit.language.lazy_pattern import lazy_pattern
from textkit.model.finding import Finding, Rule
from textkit.model.span import Span
from textkit.steps.flag.already_reported import AlreadyReported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textkit.model.document import Document
    from textkit.steps.flag.context import FlagContext

REPLACEMENT = Rule.warning(
    "FLAG007",
    "replacement-character",
    "flag",
    "A character could not be decoded and is lost.",
    flagged="前面\ufffd后面。\n",
    unflagged="前面后面。\n",
    page=__doc__,
)
PRIVATE = Rule.warning(
    "FLAG008",
    "private-use-character",
    "flag",
    "A character has a meaning only in the font of its source.",
    flagged="这里\ue5e5有一个字。\n",
    unflagged="这里有一个字。\n",
    page=__doc__,
)
GARBLED = Rule.warning(
    "FLAG009",
    "garbled-run",
    "flag",
    "A run of characters comes from bytes read in the wrong encoding.",
    flagged="标题锟斤拷锟斤拷正文。\n",
    unflagged="山芋烫手，军队屯垦。\n",
    page=__doc__,
)
RULES = (REPLACEMENT, PRIVATE, GARBLED)

FEW_SHIFTED = 2  # different ones; a text with a garbled run has many
_SHIFTED_ONES = frozenset(GBK)
_SIGNS = frozenset("锟烫屯葺")  # one of these stands in every other run of Chinese
_REPLACEMENTS = re.compile("\ufffd+")
_PRIVATES = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_CHINESE = lazy_pattern(
    f"(?:锟斤拷|锟斤|斤拷锟){{1,200}}|烫{{4,200}}|烫{{3}}(?![！!])|屯{{4,200}}|葺{{4,200}}|(?:[{GBK}][\u4e00-\u9fff€]{{0,2}}){{3,200}}"
)
# What stands in each of these runs: looked for first, in a tenth of the time.
_RUNS = ("锟斤", "斤拷锟", "烫烫烫", "屯屯屯屯", "葺葺葺葺")
_SHIFTED_RUN = lazy_pattern(f"[{GBK}][\u4e00-\u9fff€]{{0,2}}[{GBK}][\u4e00-\u9fff€]{{0,2}}[{GBK}]")
_REPLACED, _UNKNOWN, _MISREAD, _ESCAPED = (
    (REPLACEMENT, "could not be decoded and is lost"),
    (PRIVATE, "is known only to the font of the source"),
    (GARBLED, "comes from bytes read in the wrong encoding"),
    (GARBLED, "is text in the escapes of mail, of an address or of a program"),
)


def _may_be_garbled(document: Document) -> bool:
    """Whether there may be a run of misread Chinese: few texts have the characters, and of those few have them in a row."""
    text, alphabet = document.text, document.alphabet
    if alphabet & _SIGNS and any(run in text for run in _RUNS):
        return True
    return len(alphabet & _SHIFTED_ONES) >= FEW_SHIFTED and _SHIFTED_RUN.search(text) is not None


def _runs(document: Document) -> list[tuple[int, int, Rule, str]]:
    """Each run in order: most texts have no character that could be in one, and are not searched."""
    alphabet = document.alphabet
    once = "".join(alphabet)
    asked = [
        ("\ufffd" in alphabet, _REPLACEMENTS, _REPLACED),
        (_PRIVATES.search(once) is not None, _PRIVATES, _UNKNOWN),
        (_SURROGATES.search(once) is not None, _SURROGATES, _MISREAD),
        (_may_be_garbled(document), _CHINESE, _MISREAD),
    ]
    text = document.text
    found = [
        (match.start(), match.end(), rule, what)
        for wanted, pattern, (rule, what) in asked
        if wanted
        for match in pattern.finditer(text)
    ]
    found += [(start, end, *_MISREAD) for start, end in garbled(text, alphabet)]
    escapes = list(escaped(text, alphabet))
    if escapes:
        kept = protection(text, document.markdown)
        found += [(start, end, *_ESCAPED) for start, end in escapes if not kept.at(start)]
    if not any(one[2] is GARBLED and not spoken_of(text, *one[:2]) for one in found):
        found = [one for one in found if one[2] is not GARBLED]
    return _parted(sorted(found, key=lambda run: (run[0], -run[1])))


def _parted(found: list[tuple[int, int, Rule, str]]) -> list[tuple[int, int, Rule, str]]:
    """The runs of ``found`` without those that others reach into."""
    kept: list[tuple[int, int, Rule, str]] = []
    for run in found:
        if not kept or run[0] >= kept[-1][1]:
            kept.append(run)
    return kept


def find(scene: FlagContext) -> Iterator[Finding]:
    """Each run, wherever it stands: damage in code is damage too. What `decode` has told of is not told again."""
    document = scene.document
    runs = _runs(document)
    told = AlreadyReported(document, "decode") if runs else None
    for start, end, rule, what in runs:
        if told and told.holds(Span(start, end)):
            continue
        run = document.text[start:end]
        seen = " ".join(f"U+{ord(c):04X}" for c in run[:4]) + (" …" if len(run) > 4 else "")
        evidence: dict[str, object] = {"length": len(run), "characters": seen}
        yield scene.finding(rule, Span(start, end), f"{seen} {what}", evidence)
