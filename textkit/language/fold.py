"""Folding: which characters are one and the same when texts are compared, and which do not count at all.

One character goes to nothing, to one character or, for ligatures and circled figures, to a few; what stands beside it
never matters. So ``fold(a + b) == fold(a) + fold(b)``, and places in a folded text can be led back by counting.

Dropped: white space, punctuation, controls, format characters, drawn bullets and boxes. Folded: width, case,
compatibility forms, radicals, traditional and variant Han (``fold_pairs``). Accents and voicing marks are kept, split
from their letter so that both ways of writing them agree; Hangul syllables stay whole, because a syllable is what
counts as one character there.
"""

from __future__ import annotations

import unicodedata

from textkit.language.fold_pairs import FROM, INTO

# CJK Radicals Supplement: extractors print the radical for the character it looks like. Unicode decomposes only two
# of the block; the others are from its data file EquivalentUnifiedIdeograph.txt.
RADICALS = dict(
    zip(
        "⺁⺄⺅⺈⺉⺋⺎⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺪⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻刀刂㔾兀巳幺彑忄㣺扌攵旡日月歺民氵氺灬爫爪丬牛犭疋目示礻竹糹纟罓罒羊羊耂肀聿月臼艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# 〇 is written with whatever circle the keyboard has, and a long vowel mark with a dash of the same look.
LOOKALIKES = {"○": "〇", "◯": "〇"}
PAIRS = dict(zip(FROM, INTO, strict=True))

# Categories that never count: Z* spaces, P* punctuation, controls, format characters, modifier symbols (´ ^ `).
DROPPED = frozenset(("Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Cc", "Cf", "Cs", "Sk"))
# Marks that Unicode counts as symbols: the tilde is a dash in Chinese, the bar a residue of web pages.
DROPPED_SYMBOLS = frozenset("~|∣¦")


def fold_character(character: str) -> str:
    """What one character becomes: itself, another, a few, or nothing."""
    character = LOOKALIKES.get(character, character)
    if "가" <= character <= "힣":
        return character
    if unicodedata.category(character) in DROPPED:
        return ""  # some marks decompose into a space and an accent
    folded = []
    for part in unicodedata.normalize("NFKD", RADICALS.get(character, character)).casefold():
        part = RADICALS.get(part, part)
        part = PAIRS.get(part, part)
        category = unicodedata.category(part)
        drawn = "\u2500" <= part <= "\u25ff" or "\u2b00" <= part <= "\u2bff" or part in "★☆"
        selector = "\ufe00" <= part <= "\ufe0f" or "\U000e0100" <= part <= "\U000e01ef"
        if category not in DROPPED and part not in DROPPED_SYMBOLS and not drawn and not selector:
            folded.append(part)
    return "".join(folded)


class _Folding(dict[int, str]):
    """A translation table that works out a character when it is first met: building all of it takes a second."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


_TABLE = _Folding()


def fold(text: str) -> str:
    """``text`` as it is compared with others."""
    return text.translate(_TABLE)


def widths(text: str) -> list[int]:
    """How many characters of ``fold(text)`` each character of ``text`` makes: the way back to the written text."""
    table = _TABLE
    return [len(table[ord(c)]) for c in text]
