"""Compression of files of records, by the file's ending: `.gz`, `.zst`, or none."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer


def decompressed(source: bytes | BinaryIO, path: str) -> BinaryIO:
    """A stream of what ``source`` holds, by the ending of ``path``: `.gz`, `.zst`, or as it is."""
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    ending = path.lower()
    if ending.endswith(".gz"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    if ending.endswith(".zst"):
        return io.BufferedReader(_Zstd(stream))
    return stream


class _Zstd(io.RawIOBase):
    """What a stream of zstd frames holds; a frame cut off is an error, as it is in gzip."""

    # Small, because zstd may make a few bytes into many thousand times as many.
    CHUNK = 8192

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._decompressor = zstandard.ZstdDecompressor()
        self._failure = zstandard.ZstdError
        self._stream = stream
        self._frame = self._decompressor.decompressobj()
        self._inside = False  # a frame
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            while not self._ready and self._more():
                pass
        except self._failure as e:
            raise OSError(str(e)) from e
        room = memoryview(buffer).cast("B")
        size = min(len(room), len(self._ready))
        room[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _more(self) -> bool:
        """Decompress a little further; false at the end."""
        chunk = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame, self._inside = self._decompressor.decompressobj(), False
        chunk = chunk or self._stream.read(self.CHUNK)
        if not chunk:
            if self._inside:
                raise EOFError("the last frame is cut off")
            return False
        self._inside = True
        self._ready = memoryview(self._frame.decompress(chunk))
        return True


class Compressor:
    """Compresses as the ending of a path says; the same bytes for the same pieces on every run."""

    def __init__(self, path: str) -> None:
        ending = path.lower()
        self._made: Any = None
        if ending.endswith(".gz"):
            # 31: a gzip frame round the largest window; it holds neither name nor time.
            self._made = zlib.compressobj(6, zlib.DEFLATED, 31)
        elif ending.endswith(".zst"):
            import zstandard

            self._made = zstandard.ZstdCompressor().compressobj()

    def add(self, data: bytes) -> bytes:
        """What can be written now that ``data`` has come."""
        return self._made.compress(data) if self._made else data

    def end(self) -> bytes:
        """What is left to write."""
        return self._made.flush() if self._made else b""


def compressed(chunks: Iterable[bytes], path: str) -> Iterator[bytes]:
    """``chunks`` compressed as the ending of ``path`` says."""
    made = Compressor(path)
    yield from map(made.add, chunks)
    yield made.end()


def form(path: str) -> str:
    """How the file is compressed, as its ending says: `.gz`, `.zst`, or empty."""
    return next((ending for ending in (".gz", ".zst") if path.lower().endswith(ending)), "")
