"""A long file decoded in one call: what reads oddly in it is found by a scan of every third character.

The few lines that may be in another encoding, or hold bad bytes, are then looked at as in a short file. A line in
another encoding is rare characters from end to end, so every third one shows it. A file in which such a line turns up
goes piece by piece, so that its text is never held twice. Shorter files, and those with too much that is odd, are left
to ``blocks``, which looks at every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from textkit.language.plausible import common
from textkit.reading import blocks, mixed
from textkit.reading.blocks import Part
from textkit.reading.codecs import MARKER, encode, marked_if_few, undamaged
from textkit.reading.rank import Choice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGE = 1 << 22  # bytes from which speed is worth more than the shortest foreign lines
MOST = 1000  # bad bytes up to which a piece of a file is decoded at once: each costs a microsecond
# Bytes decoded at once of a file with bad bytes: they and their text are all that is held beside its text. A piece that
# is doubtful throughout grows up to so many.
PIECE, MUCH = 1 << 22, 1 << 24
# Of how many places of how many bytes most must hold more than ASCII: a file that is hardly more goes faster in blocks.
PLACES, PLACE = 64, 1024
STEP = 3
CELL = 8 * STEP  # characters of which the samples fit in one machine word
SIZE = 8192 * CELL  # characters scanned at once: what is made of them stays in the cache of a processor
# Nats from which a character weighs 1 and 2 in the scan: of prose 1 in 300 does, of prose in the wrong encoding 1 in 3
# and more.
ODD, STRIKING = 12.0, 14.0
# The weight of one cell, of two and of four, by their samples, from which all characters there are weighed; and the
# weight of so many characters from which their lines are looked at. Measured on lines in the five national encodings and
# UTF-8 within each other, against what ``blocks`` finds: of 100 bytes 3 in 100 go unseen, of 50 bytes 8, nearly all of
# them Korean or Japanese EUC in another national set; of those in UTF-8 or Chinese none from 50 bytes on.
WEIGHTS = 3, 3, 4
WINDOW, ENOUGH = 64, 7
WINDOWS = 1024  # weighed at once
AROUND = 64  # characters around a doubtful line in which UTF-16 shows control characters
MARGIN = 4  # lines around a doubtful one that are looked at with it: UTF-16 is found from its neighbours
COUNTED = 1 << 17  # bytes in which line ends are counted at once
LEAST = 1 << 10  # the same for a few lines

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

Place = tuple[int, int]  # where something stands in the text, and in the bytes


def parts(data: bytes, main: str, choice: Choice) -> Iterator[Part]:
    """``data`` as runs of one encoding each, in order and without gaps, with their text where nothing was doubtful."""
    search = mixed.Search()
    if len(data) < LARGE or _nearly_ascii(data):
        yield from blocks.parts(data, main, choice, search)
        return
    text = None if main == "utf-8" else undamaged(data, main, MOST)  # whole UTF-8 does not come here
    if text is not None and not any(_changed(data, text, [], main, choice, search)):
        yield 0, len(data), main, text
        return
    del text
    line_end = blocks.line_end_of(data)
    start, size = 0, PIECE
    while start < len(data):
        end = blocks.end_of_block(data, start, size, line_end)
        found = _pieces(data[start:end], main, choice, search)
        if end < len(data) and size < MUCH:  # what is doubtful at the end may go on, as UTF-16 does
            while found and found[-1][3] is None:
                found.pop()
        for a, b, encoding, known in found:
            yield start + a, start + b, encoding, known
        size = PIECE if found else 2 * size
        start += found[-1][1] if found else 0


def _pieces(data: bytes, main: str, choice: Choice, search: mixed.Search) -> list[Part]:
    read = marked_if_few(data, main, MOST)
    if read is None:
        return list(blocks.parts(data, main, choice, search))
    text, bad = read
    found: list[Part] = []
    at, done = 0, 0
    for (text_start, start), (text_end, end), divided in _changed(data, text, bad, main, choice, search):
        if done < start:
            found.append((done, start, main, text[at:text_start]))
        found += [(start + a, start + b, encoding, None) for a, b, encoding in divided]
        at, done = text_end, end
    if done < len(data):
        found.append((done, len(data), main, text[at:]))
    return found


def _changed(
    data: bytes, text: str, bad: list[tuple[int, int]], main: str, choice: Choice, search: mixed.Search
) -> Iterator[tuple[Place, Place, list[mixed.Piece]]]:
    """The stretches of ``data`` that are not just ``text``: in another encoding, or with bad bytes."""
    for (text_start, start), (text_end, end) in _regions(data, text, bad, main, choice, search):
        region = data[start:end]
        starts = mixed.line_starts(region)
        lines = mixed.doubtful(region, starts, main, choice.models)
        divided = mixed.divide(region, main, choice, starts, lines, search) if lines else [(0, len(region), main)]
        if len(divided) > 1 or divided[0][2] != main or any(start <= a < end for a, _ in bad):
            yield (text_start, start), (text_end, end), divided


def _nearly_ascii(data: bytes) -> bool:
    places = range(0, len(data), 1 + len(data) // PLACES)
    return sum(data[at : at + PLACE].isascii() for at in places) * 2 > len(places)


def _regions(
    data: bytes, text: str, bad: list[tuple[int, int]], main: str, choice: Choice, search: mixed.Search
) -> Iterator[tuple[Place, Place]]:
    """Where to look closer: the lines that are doubtful or hold bad bytes, with those around them."""
    line_end = "\n" if "\n" in text else "\r"
    lines = list(_with_bad_bytes(data, text, bad, line_end))
    if main != "utf-8":  # what decodes as UTF-8 is nothing else
        lines = sorted({*lines, *_odd_lines(text, main, choice, search, line_end)})
    at, at_byte = 0, 0
    n = 0
    while n < len(lines):
        start, end = lines[n]
        for _ in range(MARGIN):
            start = text.rfind(line_end, at, max(at, start - 1)) + 1 or at
        while n < len(lines) and lines[n][0] <= end:  # other lines in reach, and those in theirs
            end = lines[n][1]
            for _ in range(MARGIN):
                end = (text.find(line_end, end) + 1) or len(text)
            n += 1
        first = _behind(data, at_byte, text.count(line_end, at, start), ord(line_end))
        last = len(data) if end == len(text) else _behind(data, first, text.count(line_end, start, end), ord(line_end))
        yield (start, first), (end, last)
        at, at_byte = end, last


def _with_bad_bytes(data: bytes, text: str, bad: list[tuple[int, int]], line_end: str) -> Iterator[Place]:
    """The lines of ``text`` with markers."""
    at = end = 0
    for first, _ in bad:
        at = text.index(chr(MARKER + data[first]), at) + 1
        if at > end:
            start, end = _line(text, at - 1, end, line_end)
            yield start, end


def _odd_lines(text: str, main: str, choice: Choice, search: mixed.Search, line_end: str) -> Iterator[Place]:
    """The lines of ``text`` that are doubtful and may be in another encoding."""
    done = 0
    for cells in _odd_cells(text, _weights(choice.models, main)):
        lines: list[Place] = []
        for cell in cells:
            at, last = max(done, cell - CELL), min(len(text), cell + CELL)
            while at < last:
                start, done = _line(text, at, done, line_end)
                lines.append((start, done))
                at = done
        for start, end in _doubtful(text, lines, choice.models):
            if not _stands(text, start, end, main, choice, search):
                yield start, end


def _doubtful(text: str, lines: list[Place], models: tuple[int, ...]) -> list[Place]:
    """Those of ``lines`` with too many rare characters among those beyond ASCII, all counted at once."""
    import numpy as np

    if not lines:
        return []
    codes = _code_points("".join([text[start:end] for start, end in lines]))
    starts = np.cumsum([0, *(end - start for start, end in lines[:-1])])
    rare = np.add.reduceat(np.take(blocks.is_rare(models), codes, mode="clip"), starts, dtype=np.int32)
    foreign = np.add.reduceat(codes >= 0x80, starts, dtype=np.int32)
    return [lines[n] for n in np.flatnonzero((rare >= 2) & (rare > mixed.SUSPECT * foreign)).tolist()]


def _stands(text: str, start: int, end: int, main: str, choice: Choice, search: mixed.Search) -> bool:
    """Whether the line of ``text`` from ``start`` to ``end`` is in ``main``, as far as it can tell by itself."""
    if _CONTROL.search(text, max(0, start - AROUND), end + AROUND):
        return False  # what lies about here may be UTF-16
    try:
        return mixed.stands(encode(text[start:end], main), main, choice, search)
    except UnicodeEncodeError:
        return False  # bad bytes


def _line(text: str, at: int, least: int, line_end: str) -> Place:
    """Start and end of the line at ``at`` with its line end, not before ``least``."""
    return max(least, text.rfind(line_end, least, at) + 1), (text.find(line_end, at) + 1) or len(text)


def _odd_cells(text: str, weight: NDArray[np.uint8]) -> Iterator[list[int]]:
    """Where characters of some weight stand close together, ``WINDOWS`` places at the most at once."""
    import numpy as np

    one = _by_cell(text, weight)
    two = one[1:] + one[:-1]
    four = two[2:] + two[:-2]
    odd = (one[3:] >= WEIGHTS[0]) | (two[2:] >= WEIGHTS[1]) | (four >= WEIGHTS[2])
    ends = CELL + CELL * np.flatnonzero(odd)
    for at in range(0, len(ends), WINDOWS):
        some = ends[at : at + WINDOWS]
        # The first windows may begin before the text, and the last may end behind it.
        windows = "".join([text[end - WINDOW if end > WINDOW else 0 : end].ljust(WINDOW) for end in some.tolist()])
        weighed = np.take(weight, _code_points(windows), mode="clip").reshape(-1, WINDOW)
        yield (some[weighed.sum(axis=1) >= ENOUGH] - CELL).tolist()


def _by_cell(text: str, weight: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The weight of the samples of each cell, behind three empty ones."""
    import numpy as np

    each, top = np.uint64(0x0101010101010101), np.uint64(56)
    sums = np.zeros(3 - -len(text) // CELL, np.uint8)
    end = 3
    for at in range(0, len(text), SIZE):
        found = np.take(weight, _code_points(text[at : at + SIZE : STEP]), mode="clip")
        if len(found) % 8:
            found = np.concatenate((found, np.zeros(-len(found) % 8, np.uint8)))
        start, end = end, end + len(found) // 8
        # The product has the sum of all eight bytes in its highest.
        np.right_shift(found.view(np.uint64) * each, top, out=sums[start:end], casting="unsafe")
    return sums


def _code_points(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.array([text]).view(np.uint32)


def _behind(data: bytes, at: int, count: int, line_end: int) -> int:
    """Where the line begins that is ``count`` line ends behind ``at``."""
    import numpy as np

    reach = 16 * count
    while count:
        reach = min(max(LEAST, 2 * reach), COUNTED)
        ends = np.frombuffer(data, np.uint8, min(reach, len(data) - at), at) == line_end
        here = int(np.count_nonzero(ends))
        if here >= count:
            return at + int(np.flatnonzero(ends)[count - 1]) + 1
        at, count = at + len(ends), count - here
    return at


@cache
def _weights(models: tuple[int, ...], main: str) -> NDArray[np.uint8]:
    """The weight of each code point in a text in ``main``; the last entry is for all beyond the first plane."""
    import numpy as np

    weights = np.full(0x10001, 2, np.uint8)
    weights[_codes(common(models, STRIKING))] = 1
    if main == "cp949":  # the syllables of KS X 1001 are too many for the table of costs
        pairs = (b for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF) for b in (lead, trail))
        weights[_codes(bytes(pairs).decode("euc_kr"))] = 1
    weights[_codes(common(models, ODD))] = 0
    weights[:0x80] = 0
    return weights


def _codes(characters: str) -> list[int]:
    return [ord(c) for c in characters if c <= "\uffff"]
