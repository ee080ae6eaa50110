"""WSGI environ: a parsed request as PEP 3333 has it."""

from __future__ import annotations

import functools
import io
import os
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from backend.http.head import Head
from backend.http.request import Request

# The environ's key for the request's socket, which a loop's `NonBlockingSocket` reads.
SOCKET = "readroom.socket"

_NO_PREFIX = ("CONTENT_TYPE", "CONTENT_LENGTH")


class SocketHolder:
    """A request's socket where Engine.IO's own drivers look for it, under either loop."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    def get_socket(self) -> Any:
        """Return the connection's socket."""
        return self._socket


def shared_environ(*, is_secure: bool) -> dict[str, Any]:
    """Return the part that is the same for every request."""
    return {
        "wsgi.version": (1, 0),
        "wsgi.errors": _nowhere(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.url_scheme": "https" if is_secure else "http",
    }


@functools.cache
def _nowhere() -> IO[str]:
    # Libraries write client addresses and input there; our own errors go to the logs.
    return Path(os.devnull).open("w", encoding="utf-8")


def request_environ(request: Request, socket: Any, peer: tuple[str, int]) -> dict[str, Any]:
    """Return the part that is this request's own."""
    head = request.head
    name, port = socket.getsockname()[:2]
    return {
        "REQUEST_METHOD": head.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(head.path).decode("latin-1"),
        "QUERY_STRING": head.query,
        "SERVER_NAME": name,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": head.protocol,
        "REMOTE_ADDR": peer[0],
        "REMOTE_PORT": str(peer[1]),
        "wsgi.input": io.BytesIO(request.body),
        "eventlet.input": SocketHolder(socket),
        SOCKET: socket,
        **_header_variables(head),
    }


def _header_variables(head: Head) -> dict[str, str]:
    """Return the headers as WSGI names them, without those whose `_` could be taken for another's `-`."""
    variables: dict[str, str] = {}
    for name, value in head.headers:
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in _NO_PREFIX else f"HTTP_{key}"
        variables[key] = f"{variables[key]},{value}" if key in variables else value
    return variables
