"""RESP 2 (the Redis protocol), as far as publishing and subscribing need it, with a bounded buffer."""

from __future__ import annotations

import re

from backend.limits.limits import REPLY_BYTES

_END = b"\r\n"
_NOTHING = -1
# A published message arrives as a list of three.
_LIST_ITEMS = 8
# Redis' word for the reason; the rest of the line may quote what was to be published.
_WHY = re.compile(rb"[A-Z]{1,16}(?= |$)")


class GarbageError(Exception):
    """Raised where Redis sends no valid RESP."""


class Refusal(str):
    """Why Redis refused, in its own one word, such as OOM."""


class _CutOffError(Exception):
    """Raised where the rest of a reply has not arrived."""


Piece = bytes | int | Refusal | None
Reply = Piece | list[Piece]


def command(*words: bytes) -> bytes:
    """Return a command's bytes."""
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%b\r\n" % (len(word), word) for word in words)


class Replies:
    """Incremental parser of replies."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> list[Reply]:
        """Return the replies that are complete now. Raises GarbageError."""
        self._data += data
        found: list[Reply] = []
        at = 0
        try:
            while at < len(self._data):
                reply, at = _read(self._data, at)
                found.append(reply)
        except _CutOffError:
            pass
        except ValueError:
            raise GarbageError("this is no number") from None
        del self._data[:at]
        if len(self._data) > REPLY_BYTES:
            raise GarbageError(f"a reply is longer than {REPLY_BYTES} bytes")
        return found


def _read(data: bytearray, at: int) -> tuple[Reply, int]:
    if data[at : at + 1] != b"*":
        return _read_piece(data, at)
    count, at = _read_line(data, at)
    if not 0 <= int(count) <= _LIST_ITEMS:
        raise GarbageError("a list is too long")
    pieces: list[Piece] = []
    for _ in range(int(count)):
        piece, at = _read_piece(data, at)
        pieces.append(piece)
    return pieces, at


def _read_line(data: bytearray, at: int) -> tuple[bytes, int]:
    end = data.find(_END, at)
    if end < 0:
        raise _CutOffError
    return bytes(data[at + 1 : end]), end + len(_END)


def _read_piece(data: bytearray, at: int) -> tuple[Piece, int]:
    kind = data[at : at + 1]
    line, at = _read_line(data, at)
    if kind == b"$":
        return _read_text(data, at, int(line))
    if kind == b":":
        return int(line), at
    if kind == b"+":
        return line, at
    if kind == b"-":
        why = _WHY.match(line)
        return Refusal("refused" if why is None else why[0].decode("ascii")), at
    raise GarbageError("this is no reply")


def _read_text(data: bytearray, at: int, size: int) -> tuple[bytes | None, int]:
    if size == _NOTHING:
        return None, at
    if not 0 <= size <= REPLY_BYTES:
        raise GarbageError(f"no text is {size} bytes long")
    end = at + size
    if len(data) < end + len(_END):
        raise _CutOffError
    return bytes(data[at:end]), end + len(_END)
