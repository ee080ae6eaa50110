"""Request reader: head and body of one request, each complete and in time before anything is done."""

from __future__ import annotations

from typing import NamedTuple

from backend.http.head import END, NO_TEXT, Head, RefusedHeadError, read_head
from backend.http.response import CONTINUE
from backend.http.stream import Stream, WaitBudget
from backend.limits.limits import (
    ANSWER_WITHIN_S,
    BODY_WITHIN_S,
    HEAD_BYTES,
    HEAD_WITHIN_S,
    HTTP_SILENCE_S,
    MESSAGE_BYTES,
    REQUEST_LINE_BYTES,
)


class Request(NamedTuple):
    """A head and its body, which is empty where it is too large to be read."""

    head: Head
    body: bytes

    @property
    def keeps_open(self) -> bool:
        """Whether another request may follow: an unread body would be taken for it."""
        return self.head.keeps_open and len(self.body) == self.head.body_bytes


def read_request(stream: Stream) -> Request:
    """Wait for a request. Raises RefusedHeadError for an invalid one, DisconnectedError after a timeout."""
    if not stream.unread:
        stream.read_more(WaitBudget(HTTP_SILENCE_S))
    head = _read_head(stream)
    if head.is_upgrade and stream.unread:
        # What follows may belong to the next protocol already.
        raise RefusedHeadError(400)
    return Request(head, _read_body(stream, head))


def _read_head(stream: Stream) -> Head:
    budget, looked_at = WaitBudget(HEAD_WITHIN_S), 0
    while (end := stream.unread.find(END, max(0, looked_at - len(END)))) < 0:
        _refuse_endless(stream.unread, looked_at)
        looked_at = len(stream.unread)
        stream.read_more(budget)
    if end > HEAD_BYTES:
        raise RefusedHeadError(431)
    if NO_TEXT.search(stream.unread, 0, end):
        raise RefusedHeadError(400)
    head = read_head(stream.unread[:end])
    stream.unread = stream.unread[end + len(END) :]
    return head


def _refuse_endless(unread: bytes, looked_at: int) -> None:
    """Refuse what can no longer become a valid head; all before `looked_at` was checked already."""
    # A carriage return at the end may still be followed by its line feed.
    if NO_TEXT.search(unread, max(0, looked_at - 1), len(unread) - 1):
        raise RefusedHeadError(400)
    if len(unread) > REQUEST_LINE_BYTES and unread.find(b"\r\n", 0, REQUEST_LINE_BYTES) < 0:
        raise RefusedHeadError(414)
    if len(unread) > HEAD_BYTES:
        raise RefusedHeadError(431)


def _read_body(stream: Stream, head: Head) -> bytes:
    """Return the body; nothing where it is too large, which the app refuses by its length."""
    size = head.body_bytes
    if size > MESSAGE_BYTES:
        return b""
    if head.waits_for_continue and len(stream.unread) < size:
        stream.send(CONTINUE, WaitBudget(ANSWER_WITHIN_S))
    budget = WaitBudget(BODY_WITHIN_S)
    while len(stream.unread) < size:
        stream.read_more(budget)
    body, stream.unread = stream.unread[:size], stream.unread[size:]
    return body
