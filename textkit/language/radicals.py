"""Characters that look like an ideograph and are none: radicals of the Kangxi and the supplement block.

Fonts in PDF files often map the glyphs of 人, 文 or 长 to these blocks, so text taken from a page is full of them. The
Kangxi block has Unicode compatibility mappings; most of the supplement has none, and is listed here after Unicode's
``EquivalentUnifiedIdeograph.txt``. Forms whose only equivalent is a rare component outside the BMP are left out.
"""

from __future__ import annotations

import unicodedata

KANGXI = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎"
    "⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣"
    "⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
SUPPLEMENT = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))

RADICALS = KANGXI | SUPPLEMENT
"""Radical → the ideograph that was meant."""

COMPATIBILITY = {
    chr(c): unicodedata.normalize("NFC", chr(c))
    for block in (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    for c in block
    if unicodedata.normalize("NFC", chr(c)) != chr(c)
}
"""Compatibility ideograph → unified ideograph, Unicode's canonical mapping; twelve of the block are unified themselves."""

STROKES = frozenset(map(chr, range(0x31C0, 0x31E4)))
"""CJK strokes: no text is written in them, and no single ideograph is meant for sure."""
