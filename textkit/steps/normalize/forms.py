"""Characters of the wrong form: one scan over a table from form to meant character.

* ``radical-character``: PDF fonts map 人 to the radical ⼈; search and dictionaries then miss the word.
* ``compatibility-ideograph``: 金 (U+F90A) for 金, from old Korean and Taiwanese code tables. Unicode's canonical
  mapping; unified ideographs of that block (﨑) stay.
* ``half-width-kana``, ``small-form``, ``vertical-form``, ``ligature``, ``quote-form``: forms of old code tables, of
  vertical type and of fonts, for characters that have a normal form.
* ``decomposed-character``: a Latin letter, kana or Hangul written as a base with combining marks.

Left alone: code and formulas that are marked as such, which may show the form itself.
No blanket NFKC: ①, ㎡, ½, ², ㈱, ™ and Chinese marks are meant as they are. Safe: each form stands for one character.
Sources: Unicode 15 ``UnicodeData.txt`` and ``EquivalentUnifiedIdeograph.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textkit.language.han import MARKS
from textkit.language.lazy_pattern import lazy_pattern
from textkit.language.radicals import COMPATIBILITY, RADICALS
from textkit.language.width import (
    HALF_KANA,
    HALF_MARKS,
    HALF_VOICE,
    LIGATURES,
    QUOTE_FORMS,
    SMALL_MARKS,
    VERTICAL_MARKS,
)  # fmt: skip
from textkit.model.batch import Batch, Row
from textkit.model.document import Document
from textkit.model.finding import Finding
from textkit.steps.normalize.rule_support import Shown, places, rule

_PAGE = __doc__
RADICAL = rule(
    "NRM016", "radical-character", "A radical stands for the ideograph that was meant.", "⾼质量", "部首“亻”", _PAGE
)
COMPAT = rule(
    "NRM017",
    "compatibility-ideograph",
    "A compatibility ideograph stands for the unified one.",
    "\uf90a色",
    "山﨑",
    _PAGE,
)
HALF = rule("NRM018", "half-width-kana", "Kana are half-width.", "ｶﾀｶﾅ", "カタカナ", _PAGE)
SMALL = rule(
    "NRM019", "small-form", "A mark has the small or half-width form of old code tables.", "甲﹐乙", "甲，乙", _PAGE
)
VERTICAL = rule("NRM020", "vertical-form", "A mark has the form of vertical type.", "︵一︶总则", "（一）总则", _PAGE)
LIGATURE = rule("NRM021", "ligature", "A ligature stands for its letters.", "ﬁle", "file", _PAGE)
QUOTE = rule(
    "NRM022",
    "quote-form",
    "A quotation mark has a form of vertical type or of a code table.",
    "〝引文〞",
    "“引文”",
    _PAGE,
)
PARTS = rule(
    "NRM023",
    "decomposed-character",
    "A letter is written as a base and combining marks.",
    "e\u0301cole",
    "école",
    _PAGE,
)

RULES = (RADICAL, COMPAT, HALF, SMALL, VERTICAL, LIGATURE, QUOTE, PARTS)
ROWS = (
    Row(RADICAL, "radical for an ideograph"),
    Row(COMPAT, "compatibility ideograph"),
    Row(HALF, "half-width kana"),
    Row(SMALL, "small or half-width mark"),
    Row(VERTICAL, "vertical form of a mark"),
    Row(LIGATURE, "ligature"),
    Row(QUOTE, "odd form of a quotation mark"),
)
_TABLES = {0: RADICALS, 1: COMPATIBILITY, 3: HALF_MARKS | SMALL_MARKS, 4: VERTICAL_MARKS, 5: LIGATURES, 6: QUOTE_FORMS}
_ROW = {form: number for number, table in _TABLES.items() for form in table}
_MEANT = {form: char for table in _TABLES.values() for form, char in table.items()}
_SIGNS = MARKS + ",.:;?!\"'()"
_PICTURES = frozenset(("So", "Sk"))
_ARMS = frozenset("︵︶")  # of faces drawn with signs, too: ╯︵ ┻━┻
_KANA_FORMS = frozenset(HALF_KANA) | frozenset(HALF_VOICE)


def _chars(chars: Iterable[str]) -> str:
    return "".join(re.escape(c) for c in sorted(chars))


# A letter with its combining marks; kana with a voice mark; a syllable of Hangul letters.
_LETTER, _VOICED, _LEAD = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff", "\u3046-\u30fd", "\u1100-\u1112"
_PARTS = lazy_pattern(f"[{_LETTER}][\u0300-\u036f]+|[{_VOICED}][\u3099\u309a]|[{_LEAD}][\u1161-\u1175][\u11a8-\u11c2]?")
_BEHIND_BASE = f"(?<=[{_LETTER}{_VOICED}{_LEAD}].)"
_KANA = re.compile(f"[{_chars(_KANA_FORMS)}]+")
_COMBINING = frozenset(map(chr, (*range(0x300, 0x370), 0x3099, 0x309A, *range(0x1161, 0x1176))))


@dataclass(frozen=True)
class Forms:
    """``compat``: unify compatibility ideographs (``on``) or not (``off``)."""

    compat: str = "on"
    rules = (RADICAL, COMPAT, HALF, SMALL, VERTICAL, LIGATURE, QUOTE)
    triggers = frozenset(_MEANT) | _KANA_FORMS

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch = document.text, Batch(ROWS)
        # Only what the text holds is looked for: a small class is searched several times as fast as the whole one.
        odd = document.signs & self.triggers
        if not odd:
            return batch
        found = re.compile(f"[{_chars(odd)}]")
        after, shown = 0, Shown(document)
        for m in found.finditer(text):
            if shown.touch(m.start(), m.end()):
                continue
            if m[0] in _KANA_FORMS:
                if m.start() >= after:
                    run = _KANA.match(text, m.start())
                    assert run is not None
                    after = run.end()
                    batch.add(m.start(), after, 2, _kana(run[0]))
            elif (m[0] in _ARMS and not _encloses(text, m.start())) or (
                m[0] in HALF_MARKS and _of_face(text, m.start())
            ):
                continue
            elif self.compat == "on" or m[0] not in COMPATIBILITY:
                batch.add(m.start(), m.end(), _ROW[m[0]], _MEANT[m[0]])
        return batch


@dataclass(frozen=True)
class Decomposed:
    """Letters written as base and marks are composed (NFC of just these letters)."""

    rules = (PARTS,)
    triggers = _COMBINING

    def check(self, document: Document) -> Sequence[Finding]:
        text, batch, end = document.text, Batch((Row(PARTS, "decomposed character"),)), 0
        for mark in places(document, _COMBINING, _BEHIND_BASE):
            m = _PARTS.match(text, mark - 1) if end < mark else None
            if m is None:
                continue
            end = m.end()
            whole = unicodedata.normalize("NFC", m[0])
            if whole != m[0]:
                batch.add(m.start(), end, 0, whole)
        return batch


def _of_face(text: str, i: int) -> bool:
    """Whether a half-width mark stands beside a picture sign: then it is an eye or a cheek, (｡◕‿◕｡)."""
    return any(unicodedata.category(c) in _PICTURES for c in (*text[max(0, i - 1) : i], *text[i + 1 : i + 2]))


def _encloses(text: str, i: int) -> bool:
    """Whether a vertical bracket has a letter on its inner side, perhaps behind marks."""
    inner = text[i + 1 : i + 5] if text[i] == "︵" else text[max(0, i - 4) : i][::-1]
    return inner.lstrip(_SIGNS)[:1].isalnum()


def _kana(run: str) -> str:
    """Half-width kana as full-width ones, a voice mark composed with its kana or, alone, as the spacing mark."""
    wide = "".join(HALF_KANA.get(c) or HALF_VOICE[c] for c in run)
    return unicodedata.normalize("NFC", wide).replace("\u3099", "\u309b").replace("\u309a", "\u309c")
