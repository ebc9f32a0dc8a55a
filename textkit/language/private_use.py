"""Private code points that have one meaning in practice, because the tables that made them are known.

* Fields of the GBK of Windows and of GB 18030—2000 that had no Unicode character then and have one now.
* Bullets of the Symbol and Wingdings fonts, which PDF files and office programs write as U+F000 and the font's code.
"""

from __future__ import annotations

from textkit.language.encodings import GB18030_2022

# Two-byte codes FE50 to FEA0 of GBK, in order from U+E815; the codec of Python knows what most of them became.
_FIRST = 0xE815
_CELLS = [cell for cell in range(0x50, 0xA1) if cell != 0x7F]
_GBK = {chr(_FIRST + i): bytes([0xFE, cell]).decode("gb18030") for i, cell in enumerate(_CELLS)}
_LATER = {chr(private): chr(public) for private, public in GB18030_2022.items()}  # GB 18030—2022, annex D
# Ideographs of Extension B, and the letter and the space that GBK has outside of that block.
_OTHERS = {
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue831": "\U000215d7",
    "\ue83b": "\U0002298f",
    "\ue855": "\U000241fe",
    "\ue7c7": "\u1e3f",
    "\ue7c8": "\u01f9",
    "\ue5e5": "\u3000",
}
_BULLETS = {
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf075": "◆",
    "\uf076": "❖",
    "\uf077": "◆",
    "\uf09f": "•",
    "\uf0a7": "▪",
    "\uf0a8": "◻",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0fb": "✗",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
}

MEANT = {
    private: public
    for table in (_GBK, _LATER, _OTHERS, _BULLETS)
    for private, public in table.items()
    if not "\ue000" <= public <= "\uf8ff"
}
"""Private character → the public one that was meant."""
