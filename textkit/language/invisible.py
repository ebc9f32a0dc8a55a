"""Characters that are not seen: spaces of other widths, format and control characters."""

from __future__ import annotations

# White space of a fixed or unbreakable width. U+3000 is not among them: in Chinese text it is written on purpose.
SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")

NO_BREAK = frozenset("\u00a0\u202f")  # of them, those that French sets before high marks and inside guillemets

# Controls without a meaning in text. TAB, LF and CR have one; VT, FF and NEL are line separators.
CONTROLS = frozenset(chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r\x0b\x0c\x85")

LINE_SEPARATORS = frozenset("\x0b\x0c\x85\u2028\u2029")

ZERO_WIDTH = frozenset(
    "\u200b\u2060\ufeff\u180e\u2061\u2062\u2063\u2064\u034f\u115f\u1160\u3164\uffa0\u206a\u206b\u206c\u206d\u206e\u206f"
)
SOFT_HYPHEN = "\u00ad"
JOINERS = frozenset("\u200c\u200d")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TAGS = frozenset(map(chr, (0xFFF9, 0xFFFA, 0xFFFB)))  # interlinear annotation

VARIATION = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors, as the inside of a regex class."""

# Scripts in which a zero-width space or a joiner is part of how a word is written (Arabic … Sinhala, Thai … Myanmar,
# Khmer, Mongolian). Beside their letters nothing invisible is touched.
JOINING_SCRIPTS = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u20e3\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
"""Blocks that hold emoji, as the inside of a regex class: wider than the list of emoji, which grows every year."""
