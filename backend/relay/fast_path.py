"""Fast path: a WebSocket driver for Engine.IO; the relay works the same without it (`--fast-path no`).

Flask-SocketIO gives each connection two greenlets and a third for its ping, each event a greenlet and a Flask
request context, and each frame system calls of its own. Here Engine.IO gets another WebSocket driver: the
poller calls a connection when bytes have arrived, each event reaches the relay as a plain function call, and
a room's frame is made once and written. All else remains Socket.IO's: joining, leaving, rooms, and every
packet that is not an event.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_socketio import SocketIO

from backend.driver import frames as websocket
from backend.driver.connection import Connection
from backend.driver.frames import NORMAL, Message, close_status, frame
from backend.driver.heartbeat import Heartbeat
from backend.driver.packets import dumps, read_event
from backend.driver.poller import Poller
from backend.driver.upgrades import accept_key, switching_protocols
from backend.limits.memory_budget import MemoryBudget
from backend.relay.delivery import Delivery, Tell
from backend.relay.outbox import Row

Answer = Mapping[str, Any]
Receive = Callable[[str, str, Sequence[Any]], Answer]

# The first character is the type of the Engine.IO packet, the second that of the Socket.IO packet.
_EVENT, _ACK = b"42", b"43"
_MESSAGE, _PONG, _CLOSE = b"4", b"3", b"1"

# No client waits for the acknowledgement of these.
_UNHURRIED = frozenset({"report", "status", "answer"})

# Socket.IO refuses longer ids too.
_ID_DIGITS = 100


class FastPath:
    """Engine.IO's WebSocket driver of one server, on one event loop."""

    def __init__(
        self, socketio: SocketIO, receive: Receive, delivery: Delivery, loop: Any, tell_others: Tell | None
    ) -> None:
        self._server = socketio.server
        self._engine = socketio.server.eio
        self._receive = receive
        self._delivery = delivery
        self._loop = loop
        self._poller = Poller(loop, delivery.tick_s, delivery.gather)
        self._tell_others = tell_others
        self._heartbeat = Heartbeat(self._engine)
        self._memory_budget = MemoryBudget()

    def attach(self) -> None:
        """Take over the WebSockets of a server that has not begun to serve."""
        engine = self._engine
        engine._async = {**engine._async, "websocket": self._driver}
        engine.start_service_task = False
        engine.on("connect", functools.partial(self._connected, engine.handlers["connect"]))
        self._delivery.tell_by(self._tell)

    def _connected(self, go_on: Callable[..., Any], eio_sid: str, environ: dict[str, Any]) -> Any:
        # Otherwise Engine.IO would start a greenlet for this connection's first ping.
        self._engine.sockets[eio_sid].last_ping = None
        return go_on(eio_sid, environ)

    def _tell(self, event: str, rows: list[Row], to: str) -> None:
        made = frame(_EVENT + dumps([event, rows]).encode("utf-8"))
        for _, eio_sid in self._server.manager.get_participants("/", to):
            eio_socket = self._engine.sockets.get(eio_sid)
            if eio_socket is not None:
                eio_socket.queue.write(made)
        if self._tell_others is not None:
            self._tell_others(event, rows, to)

    def _driver(self, handler: Any, _engine: Any) -> Callable[..., list[bytes]]:
        return functools.partial(self._serve, handler.__self__)

    def _serve(self, eio_socket: Any, environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        """Serve one connection from its handshake to its end."""
        on_message = functools.partial(self._on_message, eio_socket)
        sock, ended = self._loop.NonBlockingSocket(environ), self._engine.create_event()
        connection = Connection(sock, self._poller, self._memory_budget, ended, on_message)
        connection.write(switching_protocols(accept_key(environ)))
        _hand_over(eio_socket, connection)
        self._heartbeat.watch(connection, lambda: self._joined(connection, eio_socket) is not None)
        connection.run()
        eio_socket.close(wait=False, abort=True, reason=self._engine.reason.TRANSPORT_CLOSE)
        return self._loop.upgraded(environ)  # type: ignore[no-any-return]  # a module, of either loop

    def _on_message(self, eio_socket: Any, connection: Connection, message: Message) -> None:
        opcode, data = message
        if opcode == websocket.TEXT and data[:2] == _EVENT:
            self._on_event(connection, eio_socket, data)
        else:
            connection.count_noise()
            self._on_other_frame(eio_socket, connection, message)

    def _on_other_frame(self, eio_socket: Any, connection: Connection, message: Message) -> None:
        opcode, data = message
        if opcode == websocket.TEXT:
            self._on_packet(connection, eio_socket, data)
        elif opcode == websocket.BINARY:
            self._pass_on(eio_socket, data)
        elif opcode == websocket.PING:
            connection.write(frame(data, websocket.PONG))
        elif opcode == websocket.CLOSE:
            connection.close(close_status(data))

    def _on_event(self, connection: Connection, eio_socket: Any, data: bytes) -> None:
        start = data.find(b"[")
        ack_id = data[len(_EVENT) : start]
        sid = connection.sid or self._joined(connection, eio_socket)
        if sid is None or start < 0 or len(ack_id) > _ID_DIGITS or not (ack_id.isdigit() or ack_id == b""):
            connection.count_noise()
            self._on_packet(connection, eio_socket, data)
            return
        event, *args = read_event(data[start:])
        if event not in _UNHURRIED:
            self._poller.hurry()
        answer = self._receive(sid, event, args)
        if ack_id:
            connection.write(_answer_frame(ack_id, answer))
        if not answer["ok"]:
            connection.count_noise()

    def _joined(self, connection: Connection, eio_socket: Any) -> str | None:
        """Return the connection's id in Socket.IO, None before it has joined."""
        manager = self._server.manager
        sid = manager.sid_from_eio_sid(eio_socket.sid, "/")
        connection.sid = sid if manager.is_connected(sid, "/") else None
        return connection.sid

    def _on_packet(self, connection: Connection, eio_socket: Any, data: bytes) -> None:
        """Leave to Engine.IO and Socket.IO what is not an event."""
        connection.sid = None
        if data == _PONG:
            connection.is_silent = False
        elif data == _CLOSE:
            connection.close(NORMAL)
        elif data[:1] == _MESSAGE:
            self._poller.hurry()
            self._pass_on(eio_socket, data[1:].decode("utf-8"))

    def _pass_on(self, eio_socket: Any, data: str | bytes) -> None:
        self._engine._trigger_event("message", eio_socket.sid, data)


class SendQueue:
    """In place of the queue of an Engine.IO socket: what is put there is sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, packet: Any) -> None:
        """Send a packet; None ends the connection."""
        if packet is None:
            self._connection.close(NORMAL)
        else:
            self._connection.write(_frame_of(packet))

    def write(self, made: bytes) -> None:
        """Send a finished frame."""
        self._connection.write(made)

    def qsize(self) -> int:
        """Return how many frames the client has not read."""
        return self._connection.waiting

    def join(self) -> None:
        """Return at once: nothing waits here."""


def _hand_over(eio_socket: Any, connection: Connection) -> None:
    """Let Engine.IO send over the connection, beginning with what it has queued already."""
    waiting, eio_socket.queue = eio_socket.queue, SendQueue(connection)
    eio_socket.connected = eio_socket.upgraded = True
    while not waiting.empty():
        eio_socket.queue.put(waiting.get())


def _frame_of(packet: Any) -> bytes:
    """Return a packet's frame, made once for all its receivers."""
    made: bytes | None = getattr(packet, "readroom_frame", None)
    if made is None:
        text = packet.encode()
        is_text = isinstance(text, str)
        made = frame(text.encode("utf-8")) if is_text else frame(text, websocket.BINARY)
        packet.readroom_frame = made
    return made


_OK = {"ok": True}
_OK_TEXT = b'[{"ok":true}]'


def _answer_frame(ack_id: bytes, answer: Answer) -> bytes:
    text = _OK_TEXT if answer == _OK else b"[" + dumps(answer).encode("utf-8") + b"]"
    return frame(_ACK + ack_id + text)
