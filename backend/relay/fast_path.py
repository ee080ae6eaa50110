"""The fast path: the one optimisation of the relay, which works the same without it (`--fast-path no`).

Flask-SocketIO gives each connection two greenlets and a third for its ping, each event a greenlet and a Flask
request context, and each frame system calls of its own. Here Engine.IO's WebSocket driver is another: the
switchboard calls a line when bytes have come, each event goes to the relay as a plain function call, and a
room's frame is made once and written. All else stays Socket.IO's: the joining, the leaving, the rooms, and
every packet that is not an event.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_socketio import SocketIO

from backend.driver import frames as websocket
from backend.driver.connection import Line
from backend.driver.frames import NORMAL, Message, close_status, frame
from backend.driver.heartbeat import Keeper
from backend.driver.packets import dumps, read_event
from backend.driver.poller import Switchboard
from backend.driver.upgrades import accept_key, switching_protocols
from backend.limits.memory_budget import Held
from backend.relay.delivery import Delivery, Tell
from backend.relay.outbox import Row

Answer = Mapping[str, Any]
Receive = Callable[[str, str, Sequence[Any]], Answer]

# Engine.IO's packets are told apart by their first character, Socket.IO's by the one after a message's.
_EVENT, _ACK = b"42", b"43"
_MESSAGE, _PONG, _CLOSE = b"4", b"3", b"1"

# Nobody waits for the acknowledgement of these.
_UNHURRIED = frozenset({"report", "status", "answer"})

# Socket.IO refuses longer ones too.
_ID_DIGITS = 100


class FastPath:
    """Engine.IO's WebSocket driver of one server, for an event loop's module."""

    def __init__(
        self, socketio: SocketIO, receive: Receive, delivery: Delivery, loop: Any, tell_others: Tell | None
    ) -> None:
        self._server = socketio.server
        self._engine = socketio.server.eio
        self._receive = receive
        self._delivery = delivery
        self._loop = loop
        self._switchboard = Switchboard(loop, delivery.tick_s, delivery.gather)
        self._tell_others = tell_others
        self._keeper = Keeper(self._engine)
        self._held = Held()

    def attach(self) -> None:
        """Take over the WebSockets of a server that has not begun to serve."""
        engine = self._engine
        engine._async = {**engine._async, "websocket": self._driver}
        engine.start_service_task = False
        engine.on("connect", functools.partial(self._connected, engine.handlers["connect"]))
        self._delivery.tell_by(self._tell)

    def _connected(self, go_on: Callable[..., Any], eio_sid: str, environ: dict[str, Any]) -> Any:
        # Else Engine.IO would start a greenlet that waits for this connection's first ping.
        self._engine.sockets[eio_sid].last_ping = None
        return go_on(eio_sid, environ)

    def _tell(self, event: str, rows: list[Row], to: str) -> None:
        made = frame(_EVENT + dumps([event, rows]).encode("utf-8"))
        for _, eio_sid in self._server.manager.get_participants("/", to):
            socket = self._engine.sockets.get(eio_sid)
            if socket is not None:
                socket.queue.write(made)
        if self._tell_others is not None:
            self._tell_others(event, rows, to)

    def _driver(self, handler: Any, _engine: Any) -> Callable[..., list[bytes]]:
        return functools.partial(self._serve, handler.__self__)

    def _serve(self, socket: Any, environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        """Carry one connection from its handshake to its end."""
        hear = functools.partial(self._hear, socket)
        wire, woken = self._loop.Wire(environ), self._engine.create_event()
        line = Line(wire, self._switchboard, self._held, woken, hear)
        line.write(switching_protocols(accept_key(environ)))
        _hand_over(socket, line)
        self._keeper.keep(line, lambda: self._joined(line, socket) is not None)
        line.open()
        socket.close(wait=False, abort=True, reason=self._engine.reason.TRANSPORT_CLOSE)
        return self._loop.upgraded(environ)  # type: ignore[no-any-return]  # a module, of either loop

    def _hear(self, socket: Any, line: Line, message: Message) -> None:
        opcode, data = message
        if opcode == websocket.TEXT and data[:2] == _EVENT:
            self._hear_event(line, socket, data)
        else:
            line.count_noise()
            self._hear_other(socket, line, message)

    def _hear_other(self, socket: Any, line: Line, message: Message) -> None:
        opcode, data = message
        if opcode == websocket.TEXT:
            self._hear_packet(line, socket, data)
        elif opcode == websocket.BINARY:
            self._pass_on(socket, data)
        elif opcode == websocket.PING:
            line.write(frame(data, websocket.PONG))
        elif opcode == websocket.CLOSE:
            line.finish(close_status(data))

    def _hear_event(self, line: Line, socket: Any, data: bytes) -> None:
        start = data.find(b"[")
        ack_id = data[len(_EVENT) : start]
        sid = line.sid or self._joined(line, socket)
        if sid is None or start < 0 or len(ack_id) > _ID_DIGITS or not (ack_id.isdigit() or ack_id == b""):
            line.count_noise()
            self._hear_packet(line, socket, data)
            return
        event, *args = read_event(data[start:])
        if event not in _UNHURRIED:
            self._switchboard.hurry()
        answer = self._receive(sid, event, args)
        if ack_id:
            line.write(_answer_frame(ack_id, answer))
        if not answer["ok"]:
            line.count_noise()

    def _joined(self, line: Line, socket: Any) -> str | None:
        """Return the connection's id in Socket.IO, None before it joined."""
        manager = self._server.manager
        sid = manager.sid_from_eio_sid(socket.sid, "/")
        line.sid = sid if manager.is_connected(sid, "/") else None
        return line.sid

    def _hear_packet(self, line: Line, socket: Any, data: bytes) -> None:
        """Leave to Engine.IO and Socket.IO what is no event."""
        line.sid = None
        if data == _PONG:
            line.is_silent = False
        elif data == _CLOSE:
            line.finish(NORMAL)
        elif data[:1] == _MESSAGE:
            self._switchboard.hurry()
            self._pass_on(socket, data[1:].decode("utf-8"))

    def _pass_on(self, socket: Any, data: str | bytes) -> None:
        self._engine._trigger_event("message", socket.sid, data)


class Outgoing:
    """Stands where Engine.IO has a connection's queue: what is put there is sent."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def put(self, packet: Any) -> None:
        """Send a packet; None ends the connection."""
        if packet is None:
            self._line.finish(NORMAL)
        else:
            self._line.write(_frame_of(packet))

    def write(self, made: bytes) -> None:
        """Send a frame as it is."""
        self._line.write(made)

    def qsize(self) -> int:
        """Return how many frames wait for the client to read."""
        return self._line.waiting

    def join(self) -> None:
        """Return at once: nothing waits here."""


def _hand_over(socket: Any, line: Line) -> None:
    """Let Engine.IO speak over the line, beginning with what it has already said."""
    waiting, socket.queue = socket.queue, Outgoing(line)
    socket.connected = socket.upgraded = True
    while not waiting.empty():
        socket.queue.put(waiting.get())


def _frame_of(packet: Any) -> bytes:
    """Return a packet's frame, made once however many hear it."""
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
