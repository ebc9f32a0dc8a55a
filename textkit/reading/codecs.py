"""Bytes to text and back in one named encoding: strictly where the bytes allow it, with every bad byte told.

Names are those of Python's codecs, with these of our own: ``gb18030`` follows the standard of 2022, ``cp936`` is the
same with the single byte 0x80 for the euro sign (what Windows writes), ``cp1252`` passes the five undefined bytes
through as control characters (what browsers do), and ``iso2022_cn`` exists.
"""

from __future__ import annotations

import codecs
import difflib
import re
import sys
import threading
from dataclasses import dataclass, field
from encodings.aliases import aliases

from textkit.language.encodings import CP1252_ERRORS, GB18030_2022, MARKED, SPELLINGS, WIDE
from textkit.reading.errors import CannotEncode, UnknownEncoding

MARKER = 0xDC00  # a bad byte b stands in marked text as U+DC00 + b: no decoder gives a lone surrogate
MARKERS = re.compile("[\udc00-\udcff]")

_TO_2022 = GB18030_2022
_MOVED = [chr(c) for c in GB18030_2022]
_FROM_2022 = {new: old for old, new in GB18030_2022.items()}
_MOVED_TO = [chr(c) for c in _FROM_2022]
PART = 1 << 18  # characters encoded at once
# Encodings with a state, or with codes for two characters together.
_CONNECTED = ("utf-7", "hz", "iso2022", "big5hkscs", "euc_jis", "shift_jis_2004", "shift_jisx")
_OURS = ("cp936", "cp1252", "iso2022_cn")
# Text encodings to Python, but none that a file is in: host names, escapes of source code, and one that always fails.
_NO_FILES = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
_SHIFTED = re.compile(rb"\x1b\$\)[AGE]|[\x0e\x0f]")


@dataclass
class _Record(threading.local):
    """The bad ranges of the decoding under way in this thread; ``calls`` more may ask what to do with an error."""

    bad: list[tuple[int, int]] = field(default_factory=list)
    calls: int = 0


_record = _Record()


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Error handler: one bad byte, then try again at the next (a whole unit in UTF-16 and UTF-32)."""
    assert isinstance(error, UnicodeDecodeError)
    end = error.end if error.encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")) else error.start + 1
    _record.bad.append((error.start, end))
    return chr(MARKER + error.object[error.start]), end


def _mark_but_euro(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return ("€", error.start + 1) if error.object[error.start] == 0x80 else _mark(error)


def _mark_few(error: UnicodeError) -> tuple[str, int]:
    """Like ``_mark``, as long as there are calls left."""
    _record.calls -= 1
    if _record.calls < 0:
        raise error
    return _mark(error)


def _beyond_gbk(error: UnicodeError) -> tuple[str, int]:
    """For GBK: the character of GB 18030 that stands there, if one does, as long as there are calls left."""
    assert isinstance(error, UnicodeDecodeError)
    for size in (2, 4):
        try:
            character = error.object[error.start : error.start + size].decode("gb18030")
        except UnicodeDecodeError:
            continue
        if len(character) == 1 and _record.calls > 0:
            _record.calls -= 1
            return character.translate(_TO_2022), error.start + size
    raise error


def _mark_few_beyond_gbk(error: UnicodeError) -> tuple[str, int]:
    try:
        return _beyond_gbk(error)
    except UnicodeDecodeError:
        return _mark_few(error)


codecs.register_error("textkit.mark", _mark)
codecs.register_error("textkit.mark_but_euro", _mark_but_euro)
codecs.register_error("textkit.mark_few", _mark_few)
codecs.register_error("textkit.beyond_gbk", _beyond_gbk)
codecs.register_error("textkit.mark_few_beyond_gbk", _mark_few_beyond_gbk)


def canonical(name: str) -> str:
    """The one name we use for the encoding that ``name`` means. Raises ``UnknownEncoding``."""
    key = name.strip().lower().replace(" ", "-")
    key = SPELLINGS.get(key, SPELLINGS.get(key.replace("_", "-"), key))
    if key in _OURS:
        return key
    try:
        info = codecs.lookup(key)
        # The first is the only way to tell rot13 and hex.
        if not info._is_text_encoding or info.name.replace("_", "-") in _NO_FILES:  # noqa: SLF001
            raise LookupError
    except (LookupError, ValueError):
        known = sorted({*SPELLINGS, *aliases.values()})
        raise UnknownEncoding(name, difflib.get_close_matches(key.replace("-", "_"), known, 3)) from None
    return {"iso8859-1": "latin-1"}.get(info.name, info.name)


def marked(data: bytes, encoding: str) -> tuple[str, list[tuple[int, int]]]:
    """``data`` as text with a marker (``MARKERS``) for each bad range, and those ranges in order."""
    encoding = MARKED.get(encoding, encoding)
    if encoding == "iso2022_cn":
        return _from_iso2022_cn(data)
    _record.bad = []
    if encoding == "cp1252":
        return data.decode("cp1252", CP1252_ERRORS), []
    if encoding in ("gb18030", "cp936"):
        text = data.decode("gb18030", "textkit.mark" if encoding == "gb18030" else "textkit.mark_but_euro")
        if any(c in text for c in _MOVED):
            text = text.translate(_TO_2022)
    else:
        text = data.decode(encoding, "textkit.mark")
    bad, _record.bad = _record.bad, []
    return text, bad


def replaced(data: bytes, encoding: str) -> tuple[str, int]:
    """``data`` as text with U+FFFD where ``marked`` has a marker, and the number of bad bytes: what a trial needs.

    There are fewer U+FFFD than bad bytes where one stands for several: in UTF-8, UTF-16 and UTF-32.
    """
    encoding = MARKED.get(encoding, encoding)
    if encoding in _OURS or encoding in WIDE:
        text, bad = marked(data, encoding)
        return MARKERS.sub("\ufffd", text), sum(end - start for start, end in bad)
    text = data.decode(encoding, "replace")
    if encoding == "utf-8":
        return text, len(data) - len(data.decode("utf-8", "ignore").encode()) if "\ufffd" in text else 0
    if encoding == "gb18030" and any(c in text for c in _MOVED):
        text = text.translate(_TO_2022)
    return text, text.count("\ufffd")


def marked_if_few(data: bytes, encoding: str, most: int) -> tuple[str, list[tuple[int, int]]] | None:
    """Like ``marked`` at the speed of the codec, but nothing if there are more than ``most`` bad ranges.

    GB 18030 is read as GBK, whose codec takes two thirds of the time; a character that GBK lacks counts as one of
    ``most``. For encodings in which a byte is never read with the bad one before it.
    """
    _record.bad, _record.calls = [], most
    try:
        if encoding == "gb18030":
            text = data.decode("gbk", "textkit.mark_few_beyond_gbk")
        else:
            text = data.decode(encoding, "textkit.mark_few")
    except UnicodeDecodeError:
        return None
    bad, _record.bad = _record.bad, []
    return text, bad


def undamaged(data: bytes, encoding: str, most: int) -> str | None:
    """The text of ``data`` if it has no bad byte, and in GB 18030 at most ``most`` characters that GBK lacks."""
    _record.calls = most
    try:
        return data.decode("gbk", "textkit.beyond_gbk") if encoding == "gb18030" else data.decode(encoding)
    except UnicodeDecodeError:
        return None


def encode(text: str, encoding: str) -> bytes:
    """The inverse of a decoding without faults and without mark. Raises ``UnicodeEncodeError``."""
    encoding = MARKED.get(encoding, encoding)
    if encoding == "iso2022_cn":
        return _to_iso2022_cn(text)
    if encoding == "cp1252":
        return text.encode("cp1252", CP1252_ERRORS)
    if encoding in ("gb18030", "cp936"):
        if any(c in text for c in _MOVED_TO):
            text = text.translate(_FROM_2022)
        return b"\x80".join(p.encode("gb18030") for p in (text.split("€") if encoding == "cp936" else [text]))
    return text.encode(encoding)


def at_once(encoding: str) -> int:
    """Characters to encode at once: all where the end of one part may change how the next begins."""
    return sys.maxsize if encoding.startswith(_CONNECTED) else PART


def encode_as(text: str, encoding: str, bom: bytes = b"", path: str = "") -> bytes:
    """``text`` in ``encoding`` with ``bom`` before it. Raises ``CannotEncode`` for a character it lacks."""
    try:
        return bom + encode(text, canonical(encoding))
    except UnicodeEncodeError as error:
        # Where the text was encoded in parts, the error counts in its part: find the character itself.
        character = error.object[error.start]
        offset = error.start if error.object == text else max(text.find(character), 0)
        raise CannotEncode(encoding, text[offset], offset, path) from None


def decode_as(data: bytes, encoding: str, bom: bytes = b"") -> str:
    """The text that ``encode_as`` made ``data`` of; a bad byte stands as a marker. Raises ``UnknownEncoding``."""
    return marked(data.removeprefix(bom), canonical(encoding))[0]


def unit(encoding: str) -> int:
    """Bytes in one code unit."""
    return (4 if "32" in encoding else 2) if encoding in WIDE else 1


def _from_iso2022_cn(data: bytes) -> tuple[str, list[tuple[int, int]]]:
    """ISO-2022-CN (RFC 1922), of its sets GB 2312 alone: SO and SI shift, a line end shifts back."""
    text, bad, at, shifted = [], [], 0, False
    while at < len(data):
        escape = _SHIFTED.match(data, at)
        if escape:
            at = escape.end()
            if len(escape[0]) == 1:
                shifted = escape[0] == b"\x0e"
            continue
        pair = data[at : at + 2]
        if shifted and len(pair) == 2 and all(0x21 <= b <= 0x7E for b in pair):
            try:
                text.append(bytes(b | 0x80 for b in pair).decode("gbk"))
                at += 2
                continue
            except UnicodeDecodeError:
                pass
        byte = data[at]
        shifted = shifted and byte not in b"\r\n"
        if byte < 0x80 and not (shifted and byte > 0x20):
            text.append(chr(byte))
        else:
            text.append(chr(MARKER + byte))
            bad.append((at, at + 1))
        at += 1
    return "".join(text), bad


def _to_iso2022_cn(text: str) -> bytes:
    out, designated, shifted = bytearray(), False, False
    for number, c in enumerate(text):
        if c < "\x80":
            if shifted:
                out += b"\x0f"
            shifted = False
            designated = designated and c not in "\r\n"
            out.append(ord(c))
            continue
        try:
            code = c.encode("gbk")
        except UnicodeEncodeError:
            code = b""
        if len(code) != 2 or min(code) < 0xA1:
            raise UnicodeEncodeError("iso2022_cn", text, number, number + 1, "not in GB 2312")
        if not designated:
            out += b"\x1b$)A"
        if not shifted:
            out.append(0x0E)
        designated = shifted = True
        out += bytes(b & 0x7F for b in code)
    return bytes(out + (b"\x0f" if shifted else b""))
