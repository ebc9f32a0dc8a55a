"""Runs of East Asian text that stand in the escapes of mail, addresses or programs, where text was meant.

    =E6=B5=99=E6=B1=9F          quoted-printable
    =?UTF-8?B?5Lit5Zu9?=        the header of a mail
    %E4%B8%AD%E5%9B%BD          an address, behind whose end more was copied
    \\u4e2d\\u56fd\\u7ecf          a string of a program

Left alone: one or two escapes, which a text speaks of; what stands in quotation marks or behind an equals sign, as programs
have it; lines that have no East Asian text of their own, but for mail. Protected spans are for the caller to know.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from textkit.language.lazy_pattern import lazy_pattern

_MAIL = lazy_pattern(r"=\?[A-Za-z][\w-]{1,19}\?[BbQq]\?[!->@-~]{4,200}\?=|(?:=[0-9A-F]{2}){4,1000}")
_ADDRESS = lazy_pattern(r"(?:%[0-9A-Fa-f]{2}){6,1000}")
_PROGRAM = lazy_pattern(r"(?:\\u[0-9A-Fa-f]{4}){3,1000}")
# What each begins with, so that the search skips all else.
_SEARCHED = (
    ("=", lazy_pattern("=[0-9A-F][0-9A-F]=[0-9A-F]|=[?][A-Za-z]"), _MAIL),
    ("%", lazy_pattern("%[0-9A-Fa-f]{2}%[0-9A-Fa-f]"), _ADDRESS),
    ("\\", lazy_pattern(r"\\u[0-9A-Fa-f]{4}\\u"), _PROGRAM),
)
_EASTERN = lazy_pattern("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_CODE = frozenset("\"'`“”‘’=/&?")
LEAST = 2  # characters of text that escapes must give


def escaped(text: str, alphabet: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of ``text``, whose characters are ``alphabet``."""
    for sign, first, pattern in _SEARCHED:
        if sign in alphabet and first.search(text):
            for match in pattern.finditer(text):
                start, end = match.span()
                if len(_EASTERN.findall(_read(match[0]))) < LEAST or (
                    sign != "="
                    and (_CODE & {text[start - 1 : start], text[end : end + 1]} or not _in_prose(text, start))
                ):
                    continue
                yield start, end


def _in_prose(text: str, start: int) -> bool:
    """Whether the line of ``start`` has East Asian text within a sentence's length before or behind."""
    line = text.rfind("\n", max(0, start - 200), start) + 1
    until = text.find("\n", start, start + 400)
    around = text[max(line, start - 200) : until if until >= 0 else start + 400]
    return _EASTERN.search(around) is not None


def _read(run: str) -> str:
    """What escapes stand for, as far as it can be read."""
    if run.startswith("\\u"):
        return "".join(chr(int(code, 16)) for code in run.split("\\u") if code)
    if run.startswith("=?"):
        _, encoding, how, body, _ = run.split("?", 4)
        try:
            raw = binascii.a2b_base64(body) if how in "Bb" else _bytes(body, "=")
            return raw.decode(encoding, "ignore")
        except (LookupError, ValueError):
            return ""
    return _bytes(run, run[0]).decode("utf-8", "ignore")


def _bytes(run: str, sign: str) -> bytes:
    return binascii.unhexlify("".join(re.findall(f"{sign}([0-9A-Fa-f]{{2}})", run)))
