"""Unpacking: the plain bytes of a recording, gzipped or not, in small pieces.

isal's inflate takes a third of zlib's time. Where it finds fault, zlib reads on from the same byte, so
that what can be had of a broken file, and the complaint, never depend on what is installed.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

try:
    from isal import isal_zlib
except ModuleNotFoundError:
    isal_zlib = None  # type: ignore[assignment]

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = zlib.MAX_WBITS | 16
_CHUNK_BYTES = 65536


def unpack(stream: BinaryIO) -> Iterator[bytes]:
    """Yield all that can be had of a file, read from its start.

    Raises EOFError where compressed data stops short, and zlib.error where it is damaged.
    """
    magic = stream.read(len(_GZIP_MAGIC))
    if magic != _GZIP_MAGIC:
        yield magic
        yield from _blocks(stream)
    elif isal_zlib is not None and stream.seekable():
        yield from _inflate_quickly(stream)
    else:
        yield from _inflate(magic, stream, zlib.decompressobj)


def _inflate_quickly(stream: BinaryIO) -> Iterator[bytes]:
    done = 0
    try:
        for piece in _inflate(_GZIP_MAGIC, stream, isal_zlib.decompressobj):
            done += len(piece)
            yield piece
    except (EOFError, isal_zlib.error):  # type: ignore[misc]
        stream.seek(0)
        yield from _after(done, _inflate(b"", stream, zlib.decompressobj))


def _after(skipped: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[skipped:]
        skipped = max(0, skipped - len(piece))


def _inflate(first: bytes, stream: BinaryIO, decompressor: Callable[[int], Any]) -> Iterator[bytes]:
    inflater = decompressor(_GZIP_WINDOW)
    for block in _blocks(stream):
        rest = first + block
        first = b""
        while len(rest) > 0:
            if inflater.eof:
                inflater = decompressor(_GZIP_WINDOW)
            yield inflater.decompress(rest, _CHUNK_BYTES)
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof:
        raise EOFError


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK_BYTES), b"")
