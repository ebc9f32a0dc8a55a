"""What stands at the edges of sentences: how likely characters are to begin one, and to end one.

A table learned from Chinese prose (news, law, fiction, technical; traditional characters folded onto simplified ones)
is shipped as package data, made by ``tools/train_edges.py`` and loaded when the first edge is weighed. For runs of one to
three characters it holds two log-odds, for beginning and for ending something, against standing anywhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from textkit.language.fold_pairs import FROM, INTO
from textkit.language.packed import headed, read_runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION: Final = 2
BITS: Final = 13  # of a character's number; three fit 64 bits
ORDERS: Final = 3
FEW: Final = 4  # texts; to look so few up in arrays takes longer
LOWEST: Final = -9  # nats; the table's sixteen steps go up from here

_PAUSES: Final = "，、；：,;:"
_STOPS: Final = "。！？!?"
_OTHER, _HAN, _MARK = range(3)  # kinds of characters


class _Fold(dict[int, str]):
    """Characters as the table knows them: simplified Han, two marks, and NUL for all else."""

    def __init__(self) -> None:
        super().__init__({ord(c): into for c, into in zip(FROM, INTO, strict=True)})
        self.update({ord(c): "，" for c in _PAUSES})
        self.update({ord(c): "。" for c in _STOPS})

    def __missing__(self, code: int) -> str:
        han = 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF
        self[code] = folded = chr(code) if han else "\0"
        return folded


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """``text`` as the table knows it, character by character."""
    return text.translate(_FOLD)


class Edge(NamedTuple):
    """Log-odds in nats that this is an edge, by the one, two and three characters there; ``known`` of them were seen.

    An order that the table does not hold repeats the one below it.
    """

    one: float
    two: float
    three: float
    known: int


class Table:
    """The shipped log-odds by run of characters."""

    def __init__(self, data: bytes) -> None:
        import numpy as np

        head, rest = headed(data, VERSION)
        vocabulary: str = head["vocabulary"]
        self._number = {c: i for i, c in enumerate(vocabulary, 1)}
        # for runs of each length their keys in order, and what is held of them
        self._held: list[tuple[Sequence[int], bytes]] = [(range(1, len(vocabulary) + 1), rest[: len(vocabulary)])]
        at, before = len(vocabulary), np.arange(len(vocabulary) + 1)
        for size in head["sizes"]:
            before, held, at = read_runs(rest, at, size, before, BITS)
            self._held.append((before.data, held.tobytes()))

    def _edge(self, runs: list[str], shift: int) -> Edge | None:
        values: list[float] = []
        known = 0
        for run in runs:
            key = 0
            for c in run:
                number = self._number.get(c)
                if number is None:
                    key = -1
                    break
                key = key << BITS | number
            keys, held = self._held[len(run) - 1]
            place = bisect_left(keys, key) if key > 0 else len(keys)
            if place < len(keys) and keys[place] == key:
                known = len(run)
                values.append((held[place] >> shift & 15) + LOWEST)
            elif values:
                values.append(values[-1])
            else:
                return None
        values += values[-1:] * (ORDERS - len(values))
        return Edge(values[0], values[1], values[2], known)

    def heads(self, texts: Sequence[str]) -> list[float | None]:
        """What ``head`` says of each of ``texts`` by three characters."""
        return self._threes("".join([text[:ORDERS].ljust(ORDERS, "\0") for text in texts]), first=True)

    def tails(self, texts: Sequence[str]) -> list[float | None]:
        """What ``tail`` says of each of ``texts`` by three characters."""
        return self._threes("".join([text[: -ORDERS - 1 : -1].ljust(ORDERS, "\0") for text in texts]), first=False)

    def _threes(self, chars: str, *, first: bool) -> list[float | None]:
        """``three`` of many edges. ``chars`` are the first three of each, or the last three from the end."""
        import numpy as np

        codes = np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), np.uint32).reshape(-1, ORDERS)
        kinds, (one, two, three) = self._kinds[codes], self._numbers[codes].T
        han = kinds == _HAN
        inside = kinds != _OTHER if first else han  # a mark ends what begins, and is no part of what ends
        known = han[:, 0] & (one > 0)
        value = self._values[0][np.maximum(one, 1) - 1]
        both = known & inside[:, 1] & (two > 0)
        pair = one << BITS | two if first else two << BITS | one
        value = self._looked_up(1, pair, both, value)
        triple = pair << BITS | three if first else three << 2 * BITS | pair
        value = self._looked_up(2, triple, both & han[:, 1] & inside[:, 2] & (three > 0), value)
        nats = ((value >> (4 if first else 0)) & 15) + float(LOWEST)
        return [n if k else None for n, k in zip(nats.tolist(), known.tolist(), strict=True)]

    def _looked_up(
        self, order: int, key: NDArray[np.int64], asked: NDArray[np.bool_], value: NDArray[np.uint8]
    ) -> NDArray[np.uint8]:
        """``value``, and what the table holds of the runs ``key`` where they are ``asked`` for and in it."""
        import numpy as np

        keys, values = self._keys[order], self._values[order]
        at = np.minimum(keys.searchsorted(key), len(keys) - 1)
        found: NDArray[np.uint8] = np.where(asked & (keys[at] == key), values[at], value)
        return found

    @cached_property
    def _keys(self) -> list[NDArray[np.int64]]:
        import numpy as np

        return [np.asarray(keys, np.int64) for keys, _ in self._held]

    @cached_property
    def _values(self) -> list[NDArray[np.uint8]]:
        import numpy as np

        return [np.frombuffer(held, np.uint8) for _, held in self._held]

    @cached_property
    def _kinds(self) -> NDArray[np.uint8]:
        """Whether each character is Han, one of the marks, or something else."""
        import numpy as np

        table = np.zeros(0x110000, np.uint8)
        table[0x3400:0xA000] = table[0x20000:0x40000] = _HAN
        table[[ord(c) for c in FROM]] = _HAN
        table[[ord(c) for c in _PAUSES + _STOPS]] = _MARK
        return table

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        """The number of each character, 0 of those that the table does not know."""
        import numpy as np

        table = np.zeros(0x110000, np.int64)
        number = self._number
        table[[ord(c) for c in number]] = list(number.values())
        for chars, into in ((FROM, INTO), (_PAUSES, "，" * len(_PAUSES)), (_STOPS, "。" * len(_STOPS))):
            table[[ord(c) for c in chars]] = [number.get(c, 0) for c in into]
        return table

    def head(self, text: str) -> Edge | None:
        """How likely ``text`` is to begin something; ``None`` where it does not begin with a known Han character."""
        run = fold(text[:ORDERS]).partition("\0")[0]
        if not run or run[0] in "，。":
            return None
        for mark in "，。":
            at = run.find(mark)
            run = run[: at + 1] if at >= 0 else run
        return self._edge([run[:n] for n in range(1, len(run) + 1)], 4)

    def tail(self, text: str) -> Edge | None:
        """How likely ``text`` is to end something; ``None`` where it does not end with a known Han character."""
        run = fold(text[-ORDERS:])
        run = run[max(run.rfind(c) for c in "\0，。") + 1 :]
        if not run:
            return None
        return self._edge([run[-n:] for n in range(1, len(run) + 1)], 0)


@cache
def table() -> Table:
    """The shipped table, read once."""
    return Table(files("textkit.language").joinpath("data", "edges.z").read_bytes())


def head(text: str) -> Edge | None:
    """What the shipped table says about the beginning of ``text``."""
    return _head(text[:ORDERS])


def tail(text: str) -> Edge | None:
    """What the shipped table says about the end of ``text``."""
    return _tail(text[-ORDERS:])


def heads(texts: Sequence[str]) -> list[float | None]:
    """The same of the beginnings of many texts, by three characters."""
    return table().heads(texts) if len(texts) > FEW else [_three(head(text)) for text in texts]


def tails(texts: Sequence[str]) -> list[float | None]:
    """The same of the ends of many texts, by three characters."""
    return table().tails(texts) if len(texts) > FEW else [_three(tail(text)) for text in texts]


def _three(edge: Edge | None) -> float | None:
    return None if edge is None else edge.three


def forget() -> None:
    """Ask the table anew: for tools that put another one in its place."""
    _head.cache_clear()
    _tail.cache_clear()


@lru_cache(maxsize=1 << 15)  # texts begin and end in the same few ways
def _head(text: str) -> Edge | None:
    return table().head(text)


@lru_cache(maxsize=1 << 15)
def _tail(text: str) -> Edge | None:
    return table().tail(text)
