"""Full-width, half-width, small and vertical forms, and what they stand for in running text.

Unicode's compatibility mapping (NFKC) is right for letters and digits and wrong for marks: a full-width comma is a
Chinese comma. So letters, digits and symbols are kept apart here.
"""

from __future__ import annotations

import unicodedata

FULL_DIGITS = {chr(0xFF10 + i): chr(0x30 + i) for i in range(10)}
FULL_LETTERS = {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
FULL_ALNUM = FULL_DIGITS | FULL_LETTERS

HALF_KANA = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF66, 0xFF9E)}
HALF_VOICE = {"\uff9e": "\u3099", "\uff9f": "\u309a"}

HALF_MARKS = {"｡": "。", "､": "、", "｢": "「", "｣": "」", "･": "・"}
SMALL_MARKS = {
    "﹐": "，", "﹑": "、", "﹒": "．", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！",
    "﹘": "—", "﹙": "（", "﹚": "）",
    "﹛": "｛", "﹜": "｝", "﹝": "〔", "﹞": "〕", "﹟": "#", "﹠": "&", "﹡": "*", "﹢": "+", "﹣": "-", "﹤": "<",
    "﹥": ">", "﹦": "=", "﹨": "\\", "﹩": "$", "﹪": "%", "﹫": "@",
}  # fmt: skip
VERTICAL_MARKS = {
    "︐": "，", "︑": "、", "︒": "。", "︓": "：", "︔": "；", "︕": "！", "︖": "？", "︗": "〖", "︘": "〗",
    "︙": "…",
    "︰": "：", "︱": "—", "︵": "（", "︶": "）", "︷": "｛", "︸": "｝", "︹": "〔", "︺": "〕",
    "︻": "【", "︼": "】",
    "︽": "《", "︾": "》", "︿": "〈", "﹀": "〉", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』",
}  # fmt: skip
QUOTE_FORMS = {"〝": "“", "〞": "”", "〟": "”", "＂": '"', "＇": "'"}
LIGATURES = {c: unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: two for each wide or full-width character, one for each other."""
    return sum([2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text])
