"""Single join: ends a connection whose one join has failed or ended, so that no allowance is renewed on it.

Socket.IO would let a client leave and join for ever on one WebSocket, which costs it nothing. A new one costs
a handshake, and counts against its address. Our pages open a new one each time.
"""

from __future__ import annotations

from typing import Any

# Socket.IO's packets, by their first character.
_CONNECT, _DISCONNECT = "0", "1"
_NAMESPACE = "/"


def enforce_single_join(server: Any) -> None:
    """Handle a Socket.IO server's packets only from connections that have not had their one join."""
    handle = server.eio.handlers["message"]

    def handle_once(eio_sid: str, packet: str | bytes) -> None:
        socket = server.eio.sockets.get(eio_sid)
        # Without the fast path a closed socket still delivers what had arrived before.
        if socket is None or socket.closed:
            return
        handle(eio_sid, packet)
        if packet[:1] in (_CONNECT, _DISCONNECT) and not _has_joined(server.manager, eio_sid):
            # The reason of the refusal is queued already and is sent first.
            socket.close(wait=False)

    server.eio.on("message", handle_once)


def _has_joined(manager: Any, eio_sid: str) -> bool:
    sid = manager.sid_from_eio_sid(eio_sid, _NAMESPACE)
    return sid is not None and bool(manager.is_connected(sid, _NAMESPACE))
