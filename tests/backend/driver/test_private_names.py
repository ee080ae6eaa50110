"""Private names: what the driver uses of pinned libraries without their promise; one test for each name.

docs/adr/0002-websocket-driver.md lists them. Where an update drops one, its test says what has to change.
"""

from __future__ import annotations

import contextlib
import inspect
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import engineio
import engineio.packet
import engineio.socket
import gevent.monkey
import gevent.socket
import pytest
import socketio
from flask_socketio import SocketIO
from redis.connection import Connection, ConnectionPool
from socketio.packet import Packet
from socketio.pubsub_manager import PubSubManager

with warnings.catch_warnings():
    # eventlet announces its own retirement at each import.
    warnings.simplefilter("ignore")
    import eventlet
    import eventlet.greenio
    import eventlet.hubs
    import eventlet.patcher

REPOSITORY = Path(__file__).parents[3]
ADR = REPOSITORY / "docs" / "adr" / "0002-websocket-driver.md"

ENVIRON = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "QUERY_STRING": "transport=websocket&EIO=4",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
}


def server() -> Any:
    return socketio.Server(async_mode="threading")


def engine() -> Any:
    return server().eio


def connection() -> Any:
    return engineio.socket.Socket(engine(), "sid")


def manager() -> Any:
    return server().manager


def redis_connection() -> Any:
    return Connection()  # type: ignore[no-untyped-call]


def has(socket: Any, name: str) -> bool:
    with contextlib.closing(socket):
        return hasattr(socket, name)


def takes(function: Callable[..., Any], *names: str) -> bool:
    """Return whether a function has parameters of these names."""
    return set(names) <= set(inspect.signature(function).parameters)


def source_has(thing: Any, *pieces: str) -> bool:
    text = inspect.getsource(thing)
    return all(piece in text for piece in pieces)


# What the driver, or the count of unsent packets, calls of a queue.
QUEUE = ("put", "get", "empty", "qsize", "join")

# Library, name, and whether the name is there and means what the driver takes it for.
NAMES: list[tuple[str, str, Callable[[], bool]]] = [
    ("python-engineio", "Server._async['websocket']", lambda: "websocket" in engine()._async),
    ("python-engineio", "Server._trigger_event", lambda: takes(engine()._trigger_event, "event", "args")),
    ("python-engineio", "Server.handlers", lambda: {"connect", "message"} <= engine().handlers.keys()),
    ("python-engineio", "Server.sockets", lambda: engine().sockets == {}),
    ("python-engineio", "Server.start_service_task", lambda: engine().start_service_task is True),
    ("python-engineio", "Server.reason.TRANSPORT_CLOSE", lambda: bool(engine().reason.TRANSPORT_CLOSE)),
    ("python-engineio", "Server.create_event", lambda: hasattr(engine().create_event(), "wait")),
    ("python-engineio", "Server.ping_interval", lambda: engine().ping_interval > 0),
    ("python-engineio", "Server.ping_timeout", lambda: engine().ping_timeout > 0),
    ("python-engineio", "Socket.queue", lambda: all(hasattr(connection().queue, name) for name in QUEUE)),
    ("python-engineio", "Socket.last_ping", lambda: connection().last_ping is not None),
    ("python-engineio", "Socket.connected", lambda: connection().connected is False),
    ("python-engineio", "Socket.upgraded", lambda: connection().upgraded is False),
    ("python-engineio", "Socket.closed", lambda: connection().closed is False),
    ("python-engineio", "Socket.close", lambda: takes(connection().close, "wait", "abort", "reason")),
    ("python-engineio", "Packet.encode", lambda: engineio.packet.Packet(4, "a").encode() == "4a"),
    ("python-socketio", "Server.eio", lambda: isinstance(server().eio, engineio.Server)),
    ("python-socketio", "Server.manager_initialized", lambda: server().manager_initialized is False),
    ("python-socketio", "Manager.get_participants", lambda: takes(manager().get_participants, "room")),
    ("python-socketio", "Manager.sid_from_eio_sid", lambda: takes(manager().sid_from_eio_sid, "eio_sid")),
    ("python-socketio", "Manager.eio_sid_from_sid", lambda: takes(manager().eio_sid_from_sid, "sid")),
    ("python-socketio", "Manager.is_connected", lambda: takes(manager().is_connected, "sid", "namespace")),
    (
        "python-socketio",
        "Packet.uses_binary_events",
        lambda: Packet.uses_binary_events is True,
    ),
    ("python-socketio", "Packet.json", lambda: hasattr(Packet.json, "dumps")),
    ("python-socketio", "PubSubManager._publish", lambda: takes(PubSubManager._publish, "data")),
    ("python-socketio", "PubSubManager._handle_emit", lambda: takes(PubSubManager._handle_emit, "message")),
    ("python-socketio", "PubSubManager.host_id", lambda: bool(PubSubManager().host_id)),
    ("Flask-SocketIO", "SocketIO.server", lambda: source_has(SocketIO, "self.server = ")),
    ("Flask-SocketIO", "request.sid", lambda: source_has(SocketIO, "flask.request.sid = ")),
    (
        "Flask-SocketIO",
        "request.event",
        lambda: source_has(SocketIO, "flask.request.event = "),
    ),
    ("eventlet", "GreenSocket.fd", lambda: has(eventlet.greenio.GreenSocket(), "fd")),
    ("eventlet", "hubs.notify_opened", lambda: takes(eventlet.hubs.notify_opened, "fd")),
    ("eventlet", "hubs.trampoline", lambda: takes(eventlet.hubs.trampoline, "read", "write", "timeout_exc")),
    ("eventlet", "patcher.original", lambda: hasattr(eventlet.patcher.original("select"), "epoll")),
    ("gevent", "socket._sock", lambda: has(gevent.socket.socket(), "_sock")),
    ("gevent", "monkey.get_original", lambda: callable(gevent.monkey.get_original("select", "epoll"))),
    ("redis", "Connection._sock", lambda: hasattr(redis_connection(), "_sock")),
    (
        "redis",
        "ConnectionPool.make_connection",
        lambda: takes(ConnectionPool.make_connection),
    ),
]


@pytest.mark.parametrize(("library", "name", "is_there"), NAMES)
def test_the_name_is_there(library: str, name: str, is_there: Callable[[], bool]) -> None:
    try:
        found = is_there()
    except (AttributeError, KeyError, TypeError, ValueError):
        found = False
    assert found, (
        f"{library} {version(library)} no longer has `{name}` as the driver uses it: "
        f"pin the version that {ADR.name} names, or change the driver."
    )


def test_engine_io_gives_the_driver_the_method_of_its_connection() -> None:
    """The driver finds the connection in the `__self__` of the handler it is made with."""
    served, made = engine(), []

    def driver(handler: Any, _engine: Any) -> Callable[..., list[bytes]]:
        made.append(handler.__self__)
        return lambda _environ, _start_response: []

    served._async = {**served._async, "websocket": driver}
    served.handle_request(dict(ENVIRON), lambda *_: None)
    assert [type(each) for each in made] == [engineio.socket.Socket], (
        "Engine.IO no longer makes its WebSocket driver with a bound method of the connection."
    )


@pytest.mark.parametrize(("library", "name"), [(library, name) for library, name, _ in NAMES])
def test_the_decision_record_names_it_with_the_version_that_is_installed(library: str, name: str) -> None:
    row = f"| {library} {version(library)} | `{name}` |"
    assert row in ADR.read_text(encoding="utf-8"), f"{ADR.name} has no row that begins with {row}"
