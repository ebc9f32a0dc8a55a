"""Tables that are shipped packed: a first line of JSON, which says the version, and what follows it."""

from __future__ import annotations

import json
import lzma
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

XZ = b"\xfd7zXZ\x00"
MIDDLE = 128  # the byte that stands for a weight of nought


def unpacked(data: bytes) -> bytes:
    """What ``data`` holds, be it packed with xz, which is smaller, or with zlib, which is read several times as fast.

    Raises ``lzma.LZMAError`` or ``zlib.error`` where it is neither.
    """
    return lzma.decompress(data) if data.startswith(XZ) else zlib.decompress(data)


def smallest(data: bytes) -> bytes:
    """``data`` packed with xz as small as it goes."""
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)


def headed(data: bytes, version: int) -> tuple[Any, bytes]:
    """The first line of a packed table, and what follows it. Raises ``ValueError`` where it is of another version."""
    line, _, rest = unpacked(data).partition(b"\n")
    head = json.loads(line)
    found = head["version"] if isinstance(head, dict) else head[0]
    if found != version:
        raise ValueError(f"table of version {found}, not {version}")
    return head, rest


def whole(body: Mapping[str, object]) -> bytes:
    """A table that is one line of JSON, packed; ``body`` has its version."""
    return smallest(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def pack_weights(weights: Mapping[str, int], version: int) -> bytes:
    """The packed table of ``weights`` by name, in steps from -128 to 127; a byte each, then the names in order."""
    known = sorted(weights)
    body = bytes(weights[name] + MIDDLE for name in known)
    return smallest(json.dumps([version, len(known)]).encode() + b"\n" + body + "\n".join(known).encode())


def read_weights(data: bytes, version: int, steps: int) -> dict[str, float]:
    """The weights in nats by name of a table of ``pack_weights``, of which ``steps`` make a nat."""
    (_, size), rest = headed(data, version)
    nats = [(step - MIDDLE) / steps for step in range(256)]
    return dict(zip(rest[size:].decode().split("\n"), map(nats.__getitem__, rest[:size]), strict=True))


def pack_runs(before: NDArray[np.int64], keys: NDArray[np.int64], held: bytes, bits: int) -> bytes:
    """Sorted ``keys`` and a byte ``held`` of each. A key is one of ``before``, which are in order too, and a number of so many
    ``bits`` behind it. Raises ``ValueError`` where it is not.

    Packed are how many keys each of ``before`` begins, then by how much each number is greater than the one before it
    behind the same beginning: small numbers for the most part. Their lower bytes stand together, and their upper ones.
    """
    import numpy as np

    first, number = keys >> bits, keys & ((1 << bits) - 1)
    if not np.isin(first, before).all():
        raise ValueError("a run without the run it begins with")
    same = np.append(False, first[1:] == first[:-1])
    many = np.bincount(before.searchsorted(first), minlength=len(before))
    gaps = number - np.where(same, np.append(0, number[:-1]), 0)
    return b"".join(
        [*((row >> shift & 255).astype(np.uint8).tobytes() for row in (many, gaps) for shift in (0, 8)), held]
    )


def read_runs(
    data: bytes, at: int, size: int, before: NDArray[np.int64], bits: int
) -> tuple[NDArray[np.int64], NDArray[np.uint8], int]:
    """The ``size`` keys that ``pack_runs`` packed, from ``at`` on, what is held of them, and where they end."""
    import numpy as np

    many, gaps = _numbers(data, at, len(before)), _numbers(data, at + 2 * len(before), size)
    at += 2 * (len(before) + size)
    upto = np.append(0, gaps.cumsum())
    number = upto[1:] - upto[many.cumsum() - many].repeat(many)
    return before.repeat(many) << bits | number, np.frombuffer(data, np.uint8, size, at), at + size


def _numbers(data: bytes, at: int, size: int) -> NDArray[np.int64]:
    """Numbers whose lower bytes stand together, and behind them their upper ones."""
    import numpy as np

    low, high = np.frombuffer(data, np.uint8, 2 * size, at).reshape(2, size).astype(np.int64)
    return high << 8 | low


def fastest(data: bytes) -> bytes:
    """``data`` packed with zlib, with the settings that make it smallest: read several times as fast as what ``smallest``
    gives.
    """
    makers = [
        zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, m, s)
        for m in (6, 7, 8, 9)
        for s in (zlib.Z_FILTERED, zlib.Z_RLE, zlib.Z_HUFFMAN_ONLY)
    ]
    return min((maker.compress(data) + maker.flush() for maker in makers), key=len)
