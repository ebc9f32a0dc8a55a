"""Tables that are shipped packed."""

from __future__ import annotations

import lzma
import zlib

XZ = b"\xfd7zXZ\x00"


def unpacked(data: bytes) -> bytes:
    """What ``data`` holds, be it packed with xz, which is smaller, or with zlib, which is read several times as fast.

    Raises ``lzma.LZMAError`` or ``zlib.error`` where it is neither.
    """
    return lzma.decompress(data) if data.startswith(XZ) else zlib.decompress(data)
