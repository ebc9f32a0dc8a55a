"""Where a text came from: the bytes, and how they were decoded and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Segment(NamedTuple):
    """A run of bytes decoded by one codec. ``start``/``end`` count bytes, ``offset`` code points of the text."""

    start: int
    end: int
    encoding: str
    offset: int


class Fault(NamedTuple):
    """Bytes that could not be decoded and stand in the text as one U+FFFD at ``offset``."""

    offset: int
    byte_offset: int
    value: bytes


@dataclass(frozen=True)
class Source:
    """One input as decoded.

    ``text`` is the text before any repair, without a BOM; every place that a user is shown counts in it.
    ``confidence`` is 0 to 1; ``candidates`` are the runners-up with theirs. ``size`` is that of the bytes.
    ``bom`` holds the bytes of the byte order mark that was there, ``declared`` says that the user named the encoding.
    """

    path: str
    text: str
    size: int
    segments: tuple[Segment, ...] = ()
    faults: tuple[Fault, ...] = ()
    bom: bytes = b""
    confidence: float = 1.0
    candidates: tuple[tuple[str, float], ...] = ()
    declared: bool = False

    @property
    def encoding(self) -> str:
        """The codec, or ``mixed`` where there are several."""
        names = {s.encoding for s in self.segments}
        return names.pop() if len(names) == 1 else "mixed" if names else "utf-8"

    @classmethod
    def of(cls, text: str, path: str = "-") -> Source:
        """A source made of text alone: for tests, and for library users who hold a ``str``."""
        return cls(path, text, 0)
