"""HTML character references that Chinese web text is left with, and what they stand for.

Only references that end in a semicolon are listed: ``&copy=2`` is part of an address, not a reference.
"""

from __future__ import annotations

import html.entities
import re

from textkit.language.invisible import LINE_SEPARATORS

# Names of typography and of Latin letters: every name of HTML 4 with its semicolon (252 names), and &apos; of XML.
NAMED = {name: chr(code) for name, code in html.entities.name2codepoint.items()} | {"apos": "'"}

# Numbers 128 to 159 mean characters of Windows-1252, by the HTML standard.
WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(128, 160) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}

REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|[A-Za-z][A-Za-z0-9]{1,8});")


def meaning(reference: str) -> str:
    """The character that ``reference``, a match of ``REFERENCE``, stands for; empty if none, or none that a text may hold."""
    name = reference[1:-1]
    if not name.startswith("#"):
        return NAMED.get(name, "")
    code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
    if code in WINDOWS:
        return WINDOWS[code]
    if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code < 32 or chr(code) in LINE_SEPARATORS:
        return ""
    return chr(code)


def decoded(text: str) -> str:
    """``text`` with the characters that its references stand for, one level only; what stands for none stays as it is."""
    return REFERENCE.sub(lambda m: meaning(m[0]) or m[0], text)
