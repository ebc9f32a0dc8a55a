"""Marks: which ASCII mark is which Chinese one, and the many forms of dash, ellipsis and middle dot."""

from __future__ import annotations

FULL = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
"""ASCII mark → the Chinese mark written in its place."""

DASHES = "—―─－⸺⸻"
DOTS = "•‧・∙⋅●▪"  # stand between the parts of a foreign name in place of U+00B7
CURLY_TO_CORNER = {"“": "「", "”": "」", "‘": "『", "’": "』"}
CORNER_TO_CURLY = {v: k for k, v in CURLY_TO_CORNER.items()}

# Latin abbreviations that end in a dot, which is then no full stop.
ABBREVIATIONS = frozenset(
    [
        "al",
        "ca",
        "cf",
        "co",
        "corp",
        "dr",
        "e.g",
        "eds",
        "etc",
        "ed",
        "fig",
        "i.e",
        "inc",
        "jr",
        "llc",
        "ltd",
        "mr",
        "mrs",
        "ms",
        "no",
        "p.s",
        "ph.d",
        "pp",
        "prof",
        "sr",
        "st",
        "vol",
        "vs",
    ]
)
