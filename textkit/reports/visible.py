"""Text from files made harmless to show: what would steer a terminal or hide in a page is spelled out.

Sources: ECMA-48 (C0 and C1 controls, escape sequences), Unicode TR36 and TR9 (bidirectional controls that make text
read other than it is stored), XML 1.0 section 2.2 (characters a document may hold).
"""

from __future__ import annotations

import re

# Controls, bidirectional marks, invisible format characters, separators that break a line, lone surrogates, tags.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def _spelled(match: re.Match[str]) -> str:
    number = ord(match[0])
    if match[0] == "\n":
        return "⏎"
    if number < 0x20:
        return chr(0x2400 + number)  # the control pictures: ESC is shown as ␛
    if number == 0x7F:
        return "␡"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def visible(text: str) -> str:
    """``text`` on one line with every hidden character spelled out: ``␛``, ``⏎``, ``\\u202e``."""
    return HIDDEN.sub(_spelled, text.replace("\r\n", "\n"))


def xml_safe(text: str) -> str:
    """``text`` without the characters that no XML document can hold; it still has to be escaped."""
    return ILLEGAL_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def shorten(text: str, head: int, tail: int = 0) -> str:
    """``text``, or its first ``head`` and last ``tail`` characters around ``…`` where it is longer than that."""
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[len(text) - tail :] if tail else ''}"


def counted(number: int) -> str:
    """A count with its thousands apart: ``12,345``."""
    return f"{number:,}"
