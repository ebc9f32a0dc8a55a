"""Bytes to text and back: any encoding, several in one file, damaged or not, and never a silent guess.

``read_bytes`` gives a ``Source``: the text, its segments by encoding, every byte that could not be decoded, and how
sure the answer is. ``encode_back`` rebuilds the bytes of a source from that, ``restores`` says whether it can, and
``encode_as`` writes a text in a named encoding. Plain UTF-8 takes a short way that loads nothing.
"""

from __future__ import annotations

import re
from codecs import utf_8_decode
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textkit.language.encodings import BOM_OF, BOMS, BZIP2_BLOCK, CJK_PRIORS, MAGIC, MARKED
from textkit.model.source import Fault, Segment, Source
from textkit.reading.errors import (
    BinaryInput,
    CannotEncode,
    ReadingError,
    UndecidedEncoding,
    UnknownEncoding,
    UnknownLanguage,
)

if TYPE_CHECKING:
    from textkit.reading.decide import Reading

CONFIDENCE_FLOOR = 0.2  # below it the best reading is no better than noise: see tests/reading/test_confidence.py
LANGUAGES = ("zh", "ja", "ko", "en")

_CONTROLS = bytes(b for b in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
_TOO_MANY_CONTROLS = 0.02  # share of control characters from which bytes are no text; a text has a handful
_HEAD = 65_536
_MAGIC = tuple(magic for magic, _, _ in MAGIC)
_SHORT = 64  # bytes up to which UTF-16 may look like valid UTF-8 by chance


def read_bytes(
    data: bytes,
    path: str,
    *,
    encoding: str | None = None,
    languages: Sequence[str] = LANGUAGES,
    encodings: Sequence[str] = (),
    confidence_floor: float = CONFIDENCE_FLOOR,
) -> Source:
    """The text of ``data`` and how it was found.

    ``encoding`` reads as told, bad bytes marked. ``languages`` (of ``zh ja ko en``) and ``encodings`` narrow what is
    tried. Raises ``BinaryInput``, ``UndecidedEncoding`` (confidence under ``confidence_floor``), ``UnknownEncoding``,
    ``UnknownLanguage``.
    """
    check_languages(languages)
    for name in encodings:
        check_encoding(name)
    if encoding is not None:
        return _as_told(data, path, encoding)
    _refuse_binary(data, path)
    bom, marked_as = next(((b, e) for b, e in BOMS if data.startswith(b)), (b"", ""))
    text = _utf8(data, len(bom)) if not marked_as or marked_as == "utf-8" else None
    if text is not None:
        allowed = not encodings or "utf-8" in encodings or text.isascii()
        if allowed and (bom or not _may_be_other(data)):
            _refuse_controls(text, path, _CONTROLS)
            return Source(path, text, len(data), (Segment(len(bom), len(data), "utf-8", 0),), bom=bom)
    return _judged(data, path, bom, marked_as, text is not None, languages, encodings, confidence_floor)


def _utf8(data: bytes, start: int) -> str | None:
    """The text of ``data`` from ``start``, if it is UTF-8 without a fault.

    The head is tried first: an error in a long text comes with a copy of all its bytes.
    """
    body = memoryview(data)[start:]
    try:
        utf_8_decode(body[:_HEAD], "strict", False)
        return str(body, "utf-8")
    except UnicodeDecodeError:
        return None


def check_encoding(name: str) -> str:
    """The canonical name of the encoding that ``name`` means. Raises ``UnknownEncoding``, for rot13 and such too."""
    from textkit.reading.codecs import canonical

    return canonical(name)


def check_languages(names: Sequence[str]) -> None:
    """Raises ``UnknownLanguage`` for the first of ``names`` that is none of ``LANGUAGES``."""
    for name in names:
        if name not in LANGUAGES:
            raise UnknownLanguage(name, LANGUAGES)


def written_as(name: str) -> tuple[str, bytes]:
    """The encoding that ``name`` means to a writer, and its mark: UTF-16, UTF-32 and utf-8-sig come with one.

    Raises ``UnknownEncoding``.
    """
    encoding = check_encoding(name)
    if encoding not in MARKED:
        return encoding, b""
    return MARKED[encoding], BOM_OF[MARKED[encoding]]


def _may_be_other(body: bytes) -> bool:
    """Whether valid UTF-8 may still be another encoding: seven-bit escapes, or UTF-16 that is valid by chance."""
    if b"\0" in body or (b"\x1b" in body and (b"\x1b$" in body or b"\x1b(" in body)):
        return True
    if body.isascii():
        if b"~{" in body or (b"+" in body and re.search(rb"\+[A-Za-z0-9+/]{3}", body)):
            return True
        return 8 <= len(body) <= _SHORT and len(body) % 2 == 0 and not re.fullmatch(rb"[\w\s.,:;/-]*", body)
    return len(body) <= _SHORT and len(body) % 2 == 0 and max(body) < 0xE0


def _judged(
    data: bytes,
    path: str,
    bom: bytes,
    marked_as: str,
    valid: bool,
    languages: Sequence[str],
    encodings: Sequence[str],
    floor: float,
) -> Source:
    from textkit.reading import decide as d
    from textkit.reading.escapes import by_escape
    from textkit.reading.rank import Choice, attempt

    choice = Choice.of(languages, encodings)
    body = data[len(bom) :]
    if marked_as and marked_as != "utf-8":
        reading = d.decoded(body, [(0, len(body), marked_as)], [])
    elif (name := by_escape(body)) and choice.allows(name):
        reading = d.decoded(body, [(0, len(body), name)], [])
    elif valid and (choice.allows("utf-8") or body.isascii()):
        own = attempt(body[: d.SAMPLE // 4], "utf-8", choice.models)
        others = d.wide(body, choice, [own], d.LEAD if b"\0" in body else d.ODD * min(1.0, len(body) / _SHORT))
        reading = d.decoded(body, [(0, len(body), others[0].encoding if others else "utf-8")], others)
    else:
        reading = d.decide(body, choice)
    # Nearly any bytes are UTF-16 or a western code page of some kind; of a text torn by a crash only the rest is NUL.
    anything = not marked_as and not any(s.encoding == "utf-8" or s.encoding in CJK_PRIORS for s in reading.segments)
    _refuse_controls(reading.text, path, _CONTROLS + b"\0" if anything else _CONTROLS)
    if reading.confidence < floor:
        first = ((reading.segments[0].encoding, reading.confidence),) if reading.segments else ()
        raise UndecidedEncoding(path, first + reading.candidates)
    return _moved(data, path, reading, bom)


def _moved(data: bytes, path: str, reading: Reading, bom: bytes, declared: bool = False) -> Source:
    """The source of a reading of ``data`` behind ``bom``."""
    by = len(bom)
    segments = tuple(Segment(s.start + by, s.end + by, s.encoding, s.offset) for s in reading.segments)
    faults = tuple(Fault(f.offset, f.byte_offset + by, f.value) for f in reading.faults)
    return Source(
        path, reading.text, len(data), segments, faults, bom, reading.confidence, reading.candidates, declared
    )


def _as_told(data: bytes, path: str, encoding: str) -> Source:
    from textkit.reading import decide as d
    from textkit.reading.codecs import canonical

    name = canonical(encoding)
    bom = BOM_OF.get(MARKED.get(name, name), b"")
    if name in ("utf-16", "utf-32"):  # the mark says which; without one, the order of most machines
        bom, name = next(((b, e) for b, e in BOMS if e.startswith(name) and data.startswith(b)), (bom, MARKED[name]))
    name = MARKED.get(name, name)
    bom = bom if bom and data.startswith(bom) else b""
    body = data[len(bom) :]
    return _moved(data, path, d.decoded(body, [(0, len(body), name)], []), bom, declared=True)


def _refuse_binary(data: bytes, path: str) -> None:
    for magic, kind, hint in MAGIC if data.startswith(_MAGIC) else ():
        if data.startswith(magic) and (kind != "bzip2" or data[4:10] == BZIP2_BLOCK):
            raise BinaryInput(path, kind, hint)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise BinaryInput(path, "RIFF media", "it holds no prose")


def _refuse_controls(text: str, path: str, controls_of_data: bytes) -> None:
    """Raise ``BinaryInput`` if too much of ``text`` is what only data has."""
    head = text[:_HEAD].encode("utf-8", "replace")
    controls = len(head) - len(head.translate(None, controls_of_data))
    if controls > 3 and controls > _TOO_MANY_CONTROLS * min(len(text), _HEAD):
        raise BinaryInput(path, "control bytes", "name its encoding with --encoding if it is text")


def encode_back(source: Source, text: str) -> bytes:
    """``text`` in the encoding ``source`` was read from, with its mark.

    The source's own text gives its bytes back, bad bytes and several encodings included, if ``restores`` says so.
    Another text needs a source of one encoding without faults. Raises ``CannotEncode``, or ``ReadingError``.
    """
    from textkit.reading.codecs import encode_as

    if text != source.text:
        if source.faults or len(source.segments) > 1:
            raise ReadingError(f"{source.path}: a changed text cannot go back into mixed or damaged bytes; write UTF-8")
        return encode_as(text, source.encoding, source.bom, source.path)
    return b"".join(_written(source))


def _written(source: Source) -> Iterator[bytes]:
    """The bytes of ``source``, part by part. Raises ``CannotEncode``."""
    from textkit.reading.codecs import at_once, encode

    text = source.text
    faults = iter(source.faults)
    fault = next(faults, None)
    yield source.bom
    for segment, end in zip(source.segments, [*(s.offset for s in source.segments[1:]), len(text)], strict=True):
        start, most = segment.offset, at_once(segment.encoding)
        while start < end:
            stop = fault.offset if fault and fault.offset < end else end
            if fault and start == stop:
                yield fault.value
                start, fault = start + 1, next(faults, None)
                continue
            part = text[start : min(stop, start + most)]
            try:
                yield encode(part, segment.encoding)
            except UnicodeEncodeError as error:
                place = start + error.start
                raise CannotEncode(segment.encoding, error.object[error.start], place, source.path) from None
            start += len(part)


def restores(source: Source, data: bytes) -> bool:
    """Whether ``encode_back(source, source.text)`` is ``data``, bit for bit."""
    at = 0
    try:
        for part in _written(source):
            if not data.startswith(part, at):
                return False
            at += len(part)
    except (ReadingError, UnicodeError):
        return False
    return at == len(data)


def encode_as(text: str, encoding: str, bom: bytes = b"", path: str = "") -> bytes:
    """``text`` in ``encoding`` with ``bom`` before it. Raises ``UnknownEncoding``, ``CannotEncode``."""
    from textkit.reading.codecs import encode_as as write

    return write(text, encoding, bom, path)


def decode_as(data: bytes, encoding: str, bom: bytes = b"") -> str:
    """The text that ``encode_as`` made ``data`` of with this ``encoding`` and ``bom``. Raises ``UnknownEncoding``."""
    from textkit.reading.codecs import decode_as as read

    return read(data, encoding, bom)


__all__ = [
    "CONFIDENCE_FLOOR",
    "LANGUAGES",
    "BinaryInput",
    "CannotEncode",
    "ReadingError",
    "UndecidedEncoding",
    "UnknownEncoding",
    "UnknownLanguage",
    "check_encoding",
    "check_languages",
    "decode_as",
    "encode_as",
    "encode_back",
    "read_bytes",
    "restores",
    "written_as",
]
