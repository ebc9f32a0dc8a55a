"""Several encodings in one file: each line is judged by itself, and a change of encoding has its price.

Only lines that read badly in the main encoding (bad bytes, or characters that are rare in every language) are tried
in the others. UTF-16 inside such a file is found as a block: its bytes hold line feeds that are no line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from textkit.language.encodings import CJK_PRIORS, WIDE
from textkit.language.plausible import MODELS, beyond, cost
from textkit.reading.codecs import marked, replaced
from textkit.reading.rank import Choice, least_cost

CHANGE = 28.0  # nats a line must gain by another encoding: four rare characters in place of four common ones
AGAIN = 16.0  # the same where the line before was in that encoding
RARE = 11.5  # nats from which a character is rare in a language: about one in 100,000
SUSPECT = 0.2  # share of rare characters among those beyond ASCII from which a line is tried in other encodings
SUSPECT_IF_BAD = 0.04  # the same for a line with bad bytes: one in a long line is damage, not another encoding
MOST = 2  # a character of a line counts no more often: rules, dots and lists of one character say little
READABLE = 9.5  # nats a character beyond ASCII that a line in another encoding may cost, damage included
WINDOW = 2048  # bytes of a long line that are tried
ENOUGH = 500  # lines tried in every encoding; after that only encodings that a line was found in
BLOCK = 400_000  # bytes of one block of bad lines that are tried as UTF-16
_EASTERN = re.compile("[\u2010-\u2026\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
# Hardly a line of UTF-16 is without one of these, or without bytes that do not decode in the main encoding.
_SIGN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\xff]")

ACCENTED = 6.5  # nats a letter that those languages write costs on the average at the most; any letter costs 8
LETTERS = 3  # letters of ASCII for each of them at the least: characters of East Asia stand among themselves
LATIN = (MODELS.index("latin"),)
_LETTER = re.compile("[A-Za-z]")

_ANY = ""  # in place of the encoding of the line before: whichever makes a change cheap
Piece = tuple[int, int, str]  # start, end, encoding


def line_starts(data: bytes) -> list[int]:
    """Offsets at which lines begin, and the end; CR counts only in data without LF."""
    end = b"\n" if b"\n" in data else b"\r"
    starts = [0, *(m.end() for m in re.finditer(end, data))]
    return starts if starts[-1] == len(data) else [*starts, len(data)]


def doubtful(
    data: bytes, starts: Sequence[int], encoding: str, models: tuple[int, ...], text: str | None = None
) -> list[int]:
    """Numbers of the lines that read badly in ``encoding``; the ``text`` is scanned once, as a whole."""
    text = marked(data, encoding)[0] if text is None else text
    ends = "\n" if b"\n" in data else "\r"
    found: dict[int, int] = {}
    number, line_end = -1, -1
    for match in beyond(models, RARE).finditer(text):
        at = match.start()
        if at > line_end:  # count the lines up to here at the speed of str.count
            number += text.count(ends, line_end, at) + (line_end < 0) if line_end >= 0 else 1 + text.count(ends, 0, at)
            line_end = text.find(ends, at)
            line_end = len(text) if line_end < 0 else line_end
        found[number] = found.get(number, 0) + 1
    out = []
    for n, count in found.items():
        line, bad = marked(data[starts[n] : starts[n + 1]], encoding)
        foreign = len(line) - len(line.encode("ascii", "ignore"))
        if count > (SUSPECT_IF_BAD if bad else SUSPECT) * foreign and (bad or count >= 2):
            out.append(n)
    return out


@dataclass
class Search:
    """What is known of the lines of a file that were tried in other encodings: how many, and what was found.

    ``known``: the outcome for a line, by its bytes and the encoding of the line before it. ``narrow``: doubtful lines
    with those around them that are no UTF-16.
    """

    tried: int = 0
    found: set[str] = field(default_factory=set)
    known: dict[tuple[bytes, str], tuple[float, str]] = field(default_factory=dict)
    narrow: set[bytes] = field(default_factory=set)

    def best(self, line: bytes, main: str, others: Sequence[str], before: str, models: tuple[int, ...]) -> str:
        """The encoding that suits ``line``; each line is tried once."""
        if (line, before) not in self.known:
            self.tried += 1
            self.known[line, before] = _best(line, main, others, before, models)
        return self.known[line, before][1]


def _others(main: str, choice: Choice) -> list[str]:
    """The encodings that a line of a file in ``main`` may be in."""
    others = [e for e in choice.narrow() if e not in (main, "johab", "euc_jis_2004", "cp1252")]
    if main != "utf-8" and main not in CJK_PRIORS:  # an alphabet: nothing says which of its letters are rare
        return ["utf-8"] if "utf-8" in others else []
    return [*others, "cp1252"] if choice.western() else others


def stands(line: bytes, main: str, choice: Choice, search: Search) -> bool:
    """Whether ``line`` is in ``main`` whatever encoding the line before it is in; not asked about UTF-16."""
    others = _others(main, choice) if search.tried < ENOUGH else sorted(search.found)
    return not others or search.best(line, main, others, _ANY, choice.models) == main


def divide(
    data: bytes, main: str, choice: Choice, starts: Sequence[int], lines: Sequence[int], search: Search
) -> list[Piece]:
    """``data`` as runs of one encoding each, in order and without gaps.

    ``starts`` of all lines; the numbers of the doubtful ``lines``; the ``search`` so far, which goes on here.
    """
    others = _others(main, choice)
    chosen: dict[int, str] = {}
    costs: dict[int, float] = {}
    before: str = main
    for tried, number in enumerate(lines):
        line = data[starts[number] : starts[number + 1]]
        if search.tried >= ENOUGH:
            others = sorted(search.found)
            if not others:  # bad lines throughout, and none in another encoding: this is damage
                lines = lines[:tried]
                break
        encoding = search.best(line, main, others, before, choice.models)
        costs[number] = search.known[line, before][0]
        if encoding != main:
            chosen[number] = encoding
            search.found.add(encoding)
        before = encoding
    blocks = list(_blocks(data, starts, lines, costs, main, choice, search)) if choice.wide() else []
    pieces: list[Piece] = []
    taken = {n for first, end, _, _ in blocks for n in range(first, end)}
    for first, end, stop, encoding in blocks:
        pieces.append((starts[first], stop, encoding))
        if stop < starts[end]:
            pieces.append((stop, starts[end], main))
    pieces += [(starts[n], starts[n + 1], e) for n, e in chosen.items() if n not in taken]
    return _filled(sorted(pieces), len(data), main)


def _best(line: bytes, main: str, others: Sequence[str], before: str, models: tuple[int, ...]) -> tuple[float, str]:
    """The cost of ``line`` in the encoding that suits it, and that encoding."""
    scale = max(1.0, len(line) / WINDOW)
    line = line[:WINDOW]
    best, encoding = least_cost(line, main, models, MOST), main
    for other in others:
        # Decoded by the codec alone, a line has at most as many bad characters as bad bytes: each makes it worse.
        if not _readable(replaced(line, other)[0], other) or not _readable(marked(line, other)[0], other):
            continue
        total = least_cost(line, other, models, MOST) + (AGAIN if before in (other, _ANY) else CHANGE)
        if total < best:
            best, encoding = total, other
    return best * scale, encoding


def _readable(text: str, encoding: str) -> bool:
    """Whether ``text`` is prose: in an encoding of East Asia no row of Greek, as which a frame in another one reads."""
    foreign = "".join([c for c in text if c >= "\x80"])
    if encoding == "cp1252":
        within = 0 < LETTERS * len(foreign) <= len(_LETTER.findall(text))
        return within and cost(foreign, LATIN)[0] < ACCENTED * len(foreign)  # damage reads as letters too, but as any
    if not foreign or (encoding != "utf-8" and 2 * len(_EASTERN.findall(foreign)) < len(foreign)):
        return False
    return cost(foreign)[0] < READABLE * len(foreign)


def _blocks(
    data: bytes,
    starts: Sequence[int],
    lines: Sequence[int],
    costs: dict[int, float],
    main: str,
    choice: Choice,
    search: Search,
) -> Iterator[tuple[int, int, int, str]]:
    """Runs of lines that are UTF-16: first line, line behind the last, end of the bytes, encoding."""
    last = len(starts) - 1
    i = 0
    while i < len(lines):
        j = i
        # A stretch of UTF-16 between two chance line feeds may happen to be ASCII: step over a few short ones.
        while j + 1 < len(lines) and starts[lines[j + 1]] - starts[lines[j] + 1] <= 16:
            j += 1
        first, end = lines[i], lines[j] + 1
        i = j + 1
        around = data[starts[max(0, first - 1)] : starts[min(last, end + 2)]]
        if around not in search.narrow and (_SIGN.search(around) or marked(around, main)[1]):
            best = _wide_block(data, starts, first, end, costs, main, choice)
            if best is None:
                search.narrow.add(around)
            else:
                yield best


def _wide_block(
    data: bytes, starts: Sequence[int], first: int, end: int, costs: dict[int, float], main: str, choice: Choice
) -> tuple[int, int, int, str] | None:
    """The run of lines around ``first`` to ``end`` that is UTF-16, if one is (see ``_blocks``)."""
    last = len(starts) - 1
    best: tuple[float, int, int, int, str] | None = None
    for a in range(max(0, first - 1), first + 1):
        for b in range(end, min(last, end + 2) + 1):
            stop = starts[b] - (data[starts[b] - 1 : starts[b]] == b"\n")
            for s in {stop, starts[b]}:
                if (s - starts[a]) % 2 or not 8 <= s - starts[a] <= BLOCK:
                    continue
                for wide in choice.wide():
                    if wide not in WIDE[:2]:
                        continue
                    text, _ = marked(data[starts[a] : s], wide)
                    if not _readable(text, wide):
                        continue
                    narrow = sum(
                        costs[n]
                        if n in costs
                        else cost(marked(data[starts[n] : starts[n + 1]], main)[0], choice.models, MOST)[0]
                        for n in range(a, b)
                    )
                    gain = narrow - cost(text, choice.models, MOST)[0] - CHANGE
                    if gain > 0 and (best is None or gain > best[0]):
                        best = (gain, a, b, s, wide)
    return best[1:] if best else None


def _filled(pieces: list[Piece], size: int, main: str) -> list[Piece]:
    """``pieces`` with ``main`` in the gaps, neighbours of one encoding joined."""
    out: list[Piece] = []

    def add(start: int, end: int, encoding: str) -> None:
        if start >= end:
            return
        if out and out[-1][2] == encoding:
            out[-1] = (out[-1][0], end, encoding)
        else:
            out.append((start, end, encoding))

    at = 0
    for start, end, encoding in pieces:
        add(at, start, main)
        add(max(at, start), end, encoding)
        at = max(at, end)
    add(at, size, main)
    return out
