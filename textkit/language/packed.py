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
PLANES = 5  # bytes of a key
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


def read_runs(data: bytes, at: int, size: int) -> tuple[NDArray[np.int64], NDArray[np.uint8], int]:
    """``size`` sorted keys and a byte for each, from ``at`` on, and where they end.

    Of the keys the differences are held, first the lowest bytes of all of them, then the second ones, and so on.
    """
    import numpy as np

    gaps = np.zeros((size, 8), np.uint8)
    gaps[:, :PLANES] = np.frombuffer(data, np.uint8, PLANES * size, at).reshape(PLANES, size).T
    at += PLANES * size
    return np.cumsum(gaps.view("<i8")[:, 0]), np.frombuffer(data, np.uint8, size, at), at + size
