"""HTML character references that Chinese web text is left with, and what they stand for.

Only references that end in a semicolon are listed: ``&copy=2`` is part of an address, not a reference.
"""

from __future__ import annotations

import html.entities

# Names of typography and of Latin letters: every name of HTML 4 with its semicolon (252 names), and &apos; of XML.
NAMED = {name: chr(code) for name, code in html.entities.name2codepoint.items()} | {"apos": "'"}

# Numbers 128 to 159 mean characters of Windows-1252, by the HTML standard.
WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(128, 160) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
