"""The naive relay: `python -m benchmarks.bench.relays.naive PORT`, as a first Flask-SocketIO tutorial has it.

A plain handler, eventlet as it comes, one emit for each report at once, no check, no acknowledgement.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet", cors_allowed_origins="*")
rooms: dict[str, str] = {}


@socketio.on("connect")  # type: ignore[untyped-decorator]
def connect(auth: dict[str, str]) -> None:
    rooms[request.sid] = auth["code"]  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    if auth["role"] == "teacher":
        join_room(auth["code"])


@socketio.on("report")  # type: ignore[untyped-decorator]
def report(data: object) -> None:
    emit("report", data, to=rooms[request.sid])  # type: ignore[attr-defined]  # Flask-SocketIO adds it


if __name__ == "__main__":
    # eventlet's server stops at 1,024 connections unless it is told otherwise.
    socketio.run(app, port=int(sys.argv[1]), max_size=20_000)
