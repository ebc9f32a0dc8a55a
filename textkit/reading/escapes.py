"""Encodings that write everything in seven bits: ISO-2022-JP, -KR, -CN, HZ and UTF-7.

Their escapes are the evidence; a text that has them but makes no sense in their encoding is ASCII.
"""

from __future__ import annotations

import re

from textkit.language.plausible import cost
from textkit.reading.codecs import marked

_JP = re.compile(rb"\x1b\$[@B]|\x1b\$\([DOPQ]|\x1b\([IJ]")
_KR = re.compile(rb"\x1b\$\)C")
_CN = re.compile(rb"\x1b\$\)[AE]|\x1b\$\*H")
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+(?:~\}|\n|\Z)")
_UTF7 = re.compile(rb"\+([A-Za-z0-9+/]{3,})(?:-|(?=[^A-Za-z0-9+/])|\Z)")

HEAD = 1 << 18  # bytes judged; the rest is decoded without another look
_HIGH = bytes(range(128, 256))

# Nats a character in place of ASCII: common Han and kana are below, what chance makes of bytes is above.
PLAUSIBLE = 10.0
ESCAPED = 14.0  # the same behind an escape sequence, which does not come by chance


def by_escape(data: bytes) -> str | None:
    """The seven-bit encoding that ``data`` is written in, judged by its escapes and by what they spell."""
    names: list[str] = []
    head = data[:HEAD]
    if len(head) - len(head.translate(None, _HIGH)) > len(head) // 100:
        return None  # a damaged byte or two, else it is eight bits
    seven = data.isascii()
    if b"\x1b" in data:
        if _JP.search(data):
            names += ["iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_2004"]
        if _KR.search(data):
            names.append("iso2022_kr")
        if _CN.search(data):
            names.append("iso2022_cn")
    if seven and b"~{" in data and _HZ.search(data):
        names.append("hz")
    if seven and b"+" in data and _UTF7.search(data):
        names.append("utf-7")
    tried = []
    for name in names:
        text, bad = marked(head if len(head) == HEAD else data, name)
        foreign = "".join([c for c in text if c >= "\x80"])
        if (
            foreign
            and cost(foreign)[0] / len(foreign) < (ESCAPED if name.startswith("iso") else PLAUSIBLE)
            and len(bad) * 4 <= len(foreign)
        ):
            tried.append((len(bad), name))
    return min(tried, key=lambda t: t[0])[1] if tried else None
