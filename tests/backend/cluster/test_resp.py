"""RESP: replies are parsed however they are cut, and invalid ones are not buffered."""

from __future__ import annotations

import pytest

from backend.cluster.resp import GarbageError, Refusal, Replies, command
from backend.limits.limits import REPLY_BYTES

STREAM = (
    b"+OK\r\n:3\r\n$-1\r\n$0\r\n\r\n-OOM command not allowed\r\n-ERR unknown command, with args 'Ada'\r\n"
    b"*3\r\n$7\r\nmessage\r\n$8\r\nreadroom\r\n$4\r\n\r\n\r\n\r\n*0\r\n"
)
REPLIES = [b"OK", 3, None, b"", "OOM", "ERR", [b"message", b"readroom", b"\r\n\r\n"], []]


@pytest.mark.parametrize("size", [1, 2, 3, 7, len(STREAM)])
def test_replies_are_read_however_they_are_cut(size: int) -> None:
    replies, found = Replies(), []
    for start in range(0, len(STREAM), size):
        found += replies.feed(STREAM[start : start + size])
    assert found == REPLIES


def test_a_refusal_quotes_nothing() -> None:
    for line in (b"-ERR Ada\r\n", b"-Ada is confused\r\n", b"-" + b"A" * 5000 + b"\r\n"):
        (refusal,) = Replies().feed(line)
        assert isinstance(refusal, Refusal)
        assert refusal in ("ERR", "refused")


@pytest.mark.parametrize(
    "garbage",
    [
        b"HTTP/1.1 200 OK\r\n",
        b":x\r\n",
        b"$x\r\n",
        b"$-2\r\n",
        b"$%d\r\n" % (REPLY_BYTES + 1),
        b"*-1\r\n",
        b"*9999999\r\n",
        b"*1\r\n*1\r\n*1\r\n",
        b":" + b"9" * 6000 + b"\r\n",
    ],
)
def test_garbage_is_none_of_them(garbage: bytes) -> None:
    with pytest.raises(GarbageError):
        Replies().feed(garbage)


def test_a_line_without_an_end_is_not_kept() -> None:
    replies = Replies()
    replies.feed(b"x" * REPLY_BYTES)
    with pytest.raises(GarbageError):
        replies.feed(b"x")


def test_a_command_is_a_list_of_its_words() -> None:
    assert command(b"PUBLISH", b"", b"\r\n") == b"*3\r\n$7\r\nPUBLISH\r\n$0\r\n\r\n$2\r\n\r\n\r\n"
