"""How plausible a text is as Chinese, Japanese, Korean or Latin prose, one character at a time.

The cost of a character is the negative natural logarithm of its share in text of a language; the cost of a text is
the sum, so that two readings of the same bytes can be compared directly. Simplified, traditional and the kanji of
Japanese come from a table of counts (``plausible.txt``); the rest from facts about scripts: the first level of a
national character set holds the common characters, the second level the others. ASCII costs the same in every
language: it never decides.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from operator import mul
from pathlib import Path

from textkit.language.plausible_scripts import CANTONESE, HANGUL, KANA, LATIN

MODELS = ("hans", "hant", "ja", "ko", "latin")
# What each language that a user can name is written in; western text is always possible.
MODELS_OF = {"zh": ("hans", "hant"), "ja": ("ja",), "ko": ("ko",), "en": ("latin",)}

BAD = 14.0  # a byte that is no part of a character: e⁻⁸ that it happens at all, 1/256 for its value
IMPOSSIBLE = 20.0  # unassigned, private, noncharacter
CONTROL = 14.0
NUL = 0.5  # padding comes in long runs and says nothing about the codec
KANJI_SHARE = 0.9  # -ln of the share of kanji in Japanese prose
FOREIGN = 4.5  # what the letters of one language cost in another, on top: quotations and names are rare

Costs = tuple[float, ...]  # one for each of MODELS

# Whole scripts of a few dozen letters, each -ln(1/alphabet) with a margin for the less common half.
OTHER_SCRIPTS = {"CYRILLIC": 4.6, "GREEK": 4.6, "ARABIC": 4.6, "HEBREW": 4.4, "THAI": 4.8}

_RARE_CYRILLIC = range(0x460, 0x530)  # of Asian languages and of old books


def _ascii(c: str) -> float:
    if c == "\0":
        return NUL
    if c in "\n\r\t ":
        return 3.0
    if c.islower():
        return 3.6
    if c.isdigit():
        return 4.2
    return 5.0 if c.isprintable() else CONTROL


def _level(c: str, codec: str, first: range, second: range) -> int:
    """1 or 2: the level of a national set that ``c`` belongs to by its lead byte; 3 for neither."""
    try:
        code = c.encode(codec)
    except UnicodeEncodeError:
        return 3
    return 1 if code[0] in first else 2 if code[0] in second else 3


LEAST = 11.0  # what a Han character costs at the least where the table does not know it


def _han(c: str) -> Costs:
    """The costs of a Han character that the table does not know."""
    levels = (
        _level(c, "gb2312", range(0xB0, 0xD8), range(0xD8, 0xF8)),
        _level(c, "big5", range(0xA4, 0xC7), range(0xC9, 0xFA)),
        _level(c, "euc_jp", range(0xB0, 0xD0), range(0xD0, 0xF5)),
    )
    best = (0.0, LEAST, 13.0, 16.0)
    third = 16.0 if "\u4e00" <= c <= "\u9fff" else 17.5
    hans, hant, ja = (best[n] if n < 3 else third for n in levels)
    return hans, hant, ja, min(hant, ja) + 3.0, IMPOSSIBLE


def _default(c: str) -> Costs:
    """The costs of a character that no table knows, by its script."""
    o = ord(c)
    if o < 0x80:
        return (_ascii(c),) * 5
    if c == "ÿ":  # 0xFF in Latin-1: damage rather than a letter
        return (BAD + 1.0,) * 5
    if 0xDC00 <= o <= 0xDCFF or c == "\ufffd":  # how the reader marks an undecodable byte
        return (BAD,) * 5
    if 0x3400 <= o <= 0x9FFF or 0x20000 <= o <= 0x3FFFF:
        return _han(c)
    if 0xAC00 <= o <= 0xD7A3:
        common = _level(c, "euc_kr", range(0xB0, 0xC9), range(0)) == 1
        return (17.0, 17.0, 17.0, 10.0 if common else 15.5, IMPOSSIBLE)
    if 0x3131 <= o <= 0x3163:  # single letters of hangul, in headings and laughter
        return (17.0, 17.0, 17.0, 8.5, IMPOSSIBLE)
    category = unicodedata.category(c)
    if category in ("Cn", "Co", "Cs"):
        return (IMPOSSIBLE,) * 5
    if category == "Cc":
        return (CONTROL,) * 5
    if 0x3000 <= o <= 0x30FF or 0xFF00 <= o <= 0xFF60 or 0x2010 <= o <= 0x2027 or 0xFE30 <= o <= 0xFE4F:
        return (10.5, 10.5, 10.0, 10.5, 14.0)
    if 0xFF61 <= o <= 0xFF65:
        return (15.0, 15.0, 11.5, 15.0, IMPOSSIBLE)
    if 0xFF66 <= o <= 0xFF9F:
        return (15.0, 15.0, 9.0, 15.0, IMPOSSIBLE)
    if 0xF900 <= o <= 0xFAFF:
        return (16.0, 16.0, 14.0, 12.0, IMPOSSIBLE)
    if o >= 0x1F000:
        return (12.5,) * 5
    script = unicodedata.name(c, "").split(" ")[0]
    if script in OTHER_SCRIPTS:
        # Two such letters stand for one Han in a wrong reading and must cost more than it.
        own = OTHER_SCRIPTS[script]
        return (12.0, 12.0, 12.0, 12.0, own + (1.0 if c.isupper() else 0.0) + (3.0 if o in _RARE_CYRILLIC else 0.0))
    if script == "LATIN" or o < 0x100:
        return (12.0, 12.0, 13.0, 13.0, 10.0)
    if 0x2000 <= o <= 0x33FF:
        return (11.5, 11.5, 11.5, 11.5, 12.0)
    return (15.0,) * 5


class _Table(dict[str, Costs]):
    """Costs by character; what is asked for the first time is worked out and kept. ``known``: those of each model."""

    def __init__(self, known: Mapping[str, Mapping[str, float]]) -> None:
        super().__init__()
        self.known = [known[m] for m in MODELS]

    def __missing__(self, c: str) -> Costs:
        costs = _default(c)
        if any(c in of_model for of_model in self.known):
            costs = tuple([of_model.get(c, cost) for of_model, cost in zip(self.known, costs, strict=True)])
        self[c] = costs
        return costs

    def under(self, models: tuple[int, ...], limit: float) -> list[str]:
        """The characters that a model knows and that cost less than ``limit`` in one of ``models``."""
        found = {c for i in models for c, cost in self.known[i].items() if cost < limit}
        rest = set().union(*self.known) - found  # what those models do not know costs what its script says
        if limit <= LEAST:
            rest = {c for c in rest if not "\u3400" <= c <= "\u9fff"}
        return [*found, *(c for c in rest if min(self[c][i] for i in models) < limit)]


@cache
def table() -> _Table:
    """The costs of all characters; what files and lists say of them is loaded once."""
    known: dict[str, dict[str, float]] = {m: {} for m in MODELS}
    for row in Path(__file__).with_name("plausible.txt").read_text("utf-8").split("\n")[1:]:
        if row:
            model, level, characters = row.split("\t")
            cost = int(level) / 4 + (KANJI_SHARE if model == "ja" else 0.0)
            known[model].update(dict.fromkeys(characters, cost))
    known["ko"] = {c: cost for cost, cs in reversed(HANGUL) for c in cs}
    known["latin"] = {c: cost for cost, cs in LATIN for c in cs}
    for cost, cs in CANTONESE:
        known["hant"].update({c: min(cost, known["hant"].get(c, cost)) for c in cs})
    for cost, cs in KANA:
        known["ja"].update(dict.fromkeys(cs, cost))
    for c in "，。、“”‘’「」（）《》：；？！·…—　":  # East Asian marks are at home in all of East Asia
        known["ko"].setdefault(c, 9.0)
        known["ja"].setdefault(c, 8.0)
        known["hans"].setdefault(c, 7.0)
        known["hant"].setdefault(c, 6.5)
    return _Table(known)


def models_of(languages: Iterable[str]) -> tuple[int, ...]:
    """The numbers in ``MODELS`` of the languages a user named (``zh``, ``ja``, ``ko``, ``en``)."""
    names = {m for name in languages for m in MODELS_OF.get(name, ())} | {"latin"}
    return tuple(i for i, m in enumerate(MODELS) if m in names)


ALL = tuple(range(len(MODELS)))


def common(models: tuple[int, ...], limit: float) -> str:
    """All characters beyond ASCII that cost less than ``limit`` nats in one of ``models``."""
    return "".join(c for c in table().under(models, limit) if c >= "\x80")


@cache
def beyond(models: tuple[int, ...], limit: float) -> re.Pattern[str]:
    """Matches a character beyond ASCII that costs ``limit`` nats or more in every one of ``models``."""
    return re.compile(f"[^\x00-\x7f{re.escape(common(models, limit))}]")


class _Column(dict[str, float]):
    """The costs of one model: a column of the table, filled as characters are asked for."""

    def __init__(self, model: int) -> None:
        super().__init__()
        self.model = model

    def __missing__(self, c: str) -> float:
        self[c] = value = table()[c][self.model]
        return value


@cache
def _columns() -> tuple[_Column, ...]:
    return tuple(_Column(i) for i in ALL)


_FIELD, _ONE = 24, 1024  # bits of one model in a packed cost, and what stands for one nat there: 400 characters fit
_LOW = (1 << _FIELD) - 1


class _Packed(dict[str, int]):
    """The costs of all models in one number, field by field, so that one sum over a text adds up all of them."""

    def __missing__(self, c: str) -> int:
        self[c] = value = sum(round(cost * _ONE) << (_FIELD * i) for i, cost in enumerate(table()[c]))
        return value


_packed = _Packed()


_PARTS = 12  # of a nat: the most that a character costs in the language it fits best then fits in a byte
_NATIVE = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_HALVES = range(0xD800, 0xE000)  # of pairs, which are rare
_leasts = bytearray(0x10000)  # parts by UTF-16 unit; 0 for what nobody has asked for yet


def least_of(text: str) -> float:
    """A sum that ``cost`` is never less than: what each character of ``text`` costs in the language it fits best.

    By a table of bytes rather than of objects, which is small enough to stay in the cache of a processor.
    """
    units = memoryview(text.encode(_NATIVE, "surrogatepass")).cast("H")
    found = bytes(map(_leasts.__getitem__, units))
    if 0 in found:
        for unit in {unit for unit in units if not _leasts[unit]}:
            _leasts[unit] = _least(unit)
        found = bytes(map(_leasts.__getitem__, units))
    return sum(found) / _PARTS


def _least(unit: int) -> int:
    return 1 if unit in _HALVES else max(1, int(min(table()[chr(unit)]) * _PARTS))


LONG = 400  # characters from which counting them first is faster


def cost(text: str, models: tuple[int, ...] = ALL, most: int = 0) -> tuple[float, int]:
    """The cost of ``text`` in nats in the language it fits best, and the number of that language in ``MODELS``.

    ``most``: count no character more often than this, so that a rule of dashes says no more than two of them.
    """
    if most or len(text) > LONG:
        columns = _columns()
        counts = Counter(text)
        if most:
            counts = Counter({c: min(n, most) for c, n in counts.items()})
        sums = [sum(map(mul, map(columns[i].__getitem__, counts), counts.values())) for i in models]
        best = min(sums)
        return best, models[sums.index(best)]
    total = sum(map(_packed.__getitem__, text))  # one look-up a character
    fields = [total >> _FIELD * i & _LOW for i in models]
    least = min(fields)
    return least / _ONE, models[fields.index(least)]
