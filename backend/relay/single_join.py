"""One join a line: who leaves, or is refused, is hung up on, so that no allowance renews on the same line.

Socket.IO would let a client leave and join for ever on one WebSocket, which costs it nothing; a new line
costs a handshake, and counts against its address. Our pages open a new one each time.
"""

from __future__ import annotations

from typing import Any

# Socket.IO's packets, by their first character.
_CONNECT, _DISCONNECT = "0", "1"
_NAMESPACE = "/"


def hang_up_after_one_join(server: Any) -> None:
    """Take a Socket.IO server's packets only from lines that have not had their one join."""
    handle = server.eio.handlers["message"]

    def take(eio_sid: str, packet: str | bytes) -> None:
        line = server.eio.sockets.get(eio_sid)
        # Without the fast path a line goes on reading what had come before it was ended.
        if line is None or line.closed:
            return
        handle(eio_sid, packet)
        if packet[:1] in (_CONNECT, _DISCONNECT) and not _has_joined(server.manager, eio_sid):
            # Its last word, why it was refused, is on its way and goes first.
            line.close(wait=False)

    server.eio.on("message", take)


def _has_joined(manager: Any, eio_sid: str) -> bool:
    sid = manager.sid_from_eio_sid(eio_sid, _NAMESPACE)
    return sid is not None and bool(manager.is_connected(sid, _NAMESPACE))
