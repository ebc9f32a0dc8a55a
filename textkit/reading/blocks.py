"""A long file in blocks of whole lines: each decoded once at the speed of the codec, its characters looked up at once.

Only a block with bytes that do not decode, or with lines of rare characters, is looked at line by line. The outcome is
that of looking at the whole file so (tested); what it costs is little more than the decoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from textkit.language.encodings import GB18030_2022
from textkit.language.plausible import common
from textkit.reading import mixed
from textkit.reading.rank import Choice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG = 1 << 18  # bytes from which a file is read in blocks; for less, numpy would take longer to load
SIZE = 1 << 18  # bytes of a block: they and what is made of them stay in the cache of a processor

# Encodings that write ASCII as ASCII, and in which no later byte of a character is a line end.
FIT = frozenset(("utf-8", "gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"))

_MOVED = 0xE7, 0xE8  # the upper bytes of the code points that the standard moved

Part = tuple[int, int, str, str | None]  # start, end, encoding, and the text where it is known already


def parts(data: bytes, main: str, choice: Choice, search: mixed.Search) -> Iterator[Part]:
    """``data`` as runs of one encoding each, in order and without gaps, with their text where nothing was doubtful."""
    line_end = line_end_of(data)
    start = end = 0
    while end < len(data):
        end = end_of_block(data, end, SIZE, line_end)
        block = data[start:end]
        text = _strictly(block, main)
        lines: list[int] = []
        if text is None:
            starts = _line_starts(block, line_end[0]).tolist()
            lines = mixed.doubtful(block, starts, main, choice.models)
        elif main != "utf-8" and not block.isascii():  # UTF-8 that decodes is nothing else
            text, lines = _looked_up(block, text, main, line_end[0], choice.models)
            starts = _line_starts(block, line_end[0]).tolist() if lines else []
        if lines and lines[-1] >= len(starts) - 3 and end - start <= SIZE and end < len(data):
            continue  # what is doubtful may go on in the next block, as UTF-16 does
        divided = mixed.divide(block, main, choice, starts, lines, search) if lines else [(0, len(block), main)]
        whole = len(divided) == 1 and divided[0][2] == main
        yield from [(start + a, start + b, encoding, text if whole else None) for a, b, encoding in divided]
        start = end


def line_end_of(data: bytes) -> bytes:
    """LF, or CR in data without it."""
    return b"\n" if b"\n" in data else b"\r"


def end_of_block(data: bytes, start: int, size: int, line_end: bytes) -> int:
    """The end of the block of about ``size`` bytes at ``start``: behind a line end, or that of the data."""
    if len(data) - start <= size:
        return len(data)
    end = data.rfind(line_end, start, start + size)
    if end < 0:
        end = data.find(line_end, start + size)
    return end + 1 if end >= 0 else len(data)


def _strictly(block: bytes, main: str) -> str | None:
    try:
        return block.decode("ascii" if block.isascii() else main)
    except UnicodeDecodeError:
        return None


def _looked_up(block: bytes, text: str, main: str, line_end: int, models: tuple[int, ...]) -> tuple[str, list[int]]:
    """``text`` with characters as the standard has them now, and the numbers of its doubtful lines.

    Characters beyond ASCII are counted as the bytes that are too many, which is right for nearly all of them.
    """
    import numpy as np

    units = np.frombuffer(text.encode("utf-16-le"), "<u2")
    rare = np.flatnonzero(np.take(is_rare(models), units, mode="clip"))
    if not len(rare):
        return text, []
    if main == "gb18030" and np.isin(units[rare] >> 8, _MOVED).any():
        text = text.translate(GB18030_2022)
    ends = np.flatnonzero(units == line_end)
    rares = np.diff(np.searchsorted(rare, ends), prepend=0, append=len(rare))
    if rares.max() < 2:
        return text, []
    starts = _line_starts(block, line_end)
    lines = len(starts) - 1  # one less than there are rows here if the last line has an end
    foreign = np.diff(starts) - np.diff(ends, prepend=-1, append=len(units) - 1)[:lines]
    return text, np.flatnonzero((rares[:lines] >= 2) & (rares[:lines] > mixed.SUSPECT * foreign)).tolist()


def _line_starts(block: bytes, line_end: int) -> NDArray[np.int64]:
    """Like ``mixed.line_starts``, by numpy."""
    import numpy as np

    starts = np.flatnonzero(np.frombuffer(block, np.uint8) == line_end) + 1
    whole = len(starts) > 0 and starts[-1] == len(block)
    return np.concatenate(([0], starts, [] if whole else [len(block)])).astype(np.int64)


@cache
def is_rare(models: tuple[int, ...]) -> NDArray[np.bool_]:
    """For each UTF-16 unit, whether it is rare; half of a pair is one character, not two."""
    import numpy as np

    rare = np.ones(0x10000, bool)
    rare[[ord(c) for c in common(models, mixed.RARE) if c <= "\uffff"]] = False
    rare[:0x80] = False
    rare[0xDC00:0xE000] = False
    return rare
