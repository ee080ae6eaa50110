"""WebSocket opening handshake (RFC 6455, 4.2): which requests are upgraded, and how others are refused."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from backend.common.errors import BadMessageError

_VERSION = "13"
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES = 16

_BAD_REQUEST, _NOT_GET, _OTHER_VERSION = "400 BAD REQUEST", "405 METHOD NOT ALLOWED", "426 UPGRADE REQUIRED"
_OLD = ("HTTP/0.9", "HTTP/1.0")
_PATH = "/socket.io/"

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
# A status and a reason.
Refusal = tuple[str, str]


def refused(environ: Environ, start_response: StartResponse) -> list[bytes] | None:
    """Answer a request that asks for a WebSocket wrongly; return None where it is right, or asks for none.

    Not a middleware of its own: under gevent each costs 3 KB a connection, as long as that is open.
    """
    refusal = refusal_of(environ) if _asks_for_websocket(environ) else None
    if refusal is None:
        if "websocket" in _words(environ, "HTTP_UPGRADE"):
            # Engine.IO compares the whole header with this name.
            environ["HTTP_UPGRADE"] = "websocket"
        return None
    status, why = refusal
    start_response(status, _headers(status))
    return [json.dumps(BadMessageError(why).refusal()).encode("utf-8")]


def _asks_for_websocket(environ: Environ) -> bool:
    if not str(environ.get("PATH_INFO", "")).startswith(_PATH):
        return False
    return parse_qs(str(environ.get("QUERY_STRING", ""))).get("transport", [""])[0] == "websocket"


def _headers(status: str) -> list[tuple[str, str]]:
    headers = [("Content-Type", "application/json"), ("Sec-WebSocket-Version", _VERSION)]
    if status == _OTHER_VERSION:
        headers += [("Upgrade", "websocket"), ("Connection", "Upgrade")]
    if status == _NOT_GET:
        headers.append(("Allow", "GET"))
    return headers


def refusal_of(environ: Mapping[str, Any]) -> Refusal | None:
    """Return status and reason for a wrong handshake; None where there is nothing wrong."""
    if environ["REQUEST_METHOD"] != "GET":
        return _NOT_GET, "A WebSocket begins with a GET request."
    if environ.get("SERVER_PROTOCOL") in _OLD:
        return _BAD_REQUEST, "A WebSocket needs HTTP/1.1."
    if not environ.get("HTTP_HOST"):
        return _BAD_REQUEST, "A WebSocket's request names its Host."
    if "websocket" not in _words(environ, "HTTP_UPGRADE") or "upgrade" not in _words(
        environ, "HTTP_CONNECTION"
    ):
        return _BAD_REQUEST, "A WebSocket's request says `Connection: Upgrade` and `Upgrade: websocket`."
    return _wrong_numbers(environ)


def _wrong_numbers(environ: Mapping[str, Any]) -> Refusal | None:
    version = environ.get("HTTP_SEC_WEBSOCKET_VERSION")
    if version != _VERSION:
        status = _BAD_REQUEST if version is None else _OTHER_VERSION
        return status, f"`Sec-WebSocket-Version` is {_VERSION}."
    if not _is_key(str(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))):
        return _BAD_REQUEST, f"`Sec-WebSocket-Key` is one, of {_KEY_BYTES} bytes in base64."
    return None


def _words(environ: Mapping[str, Any], header: str) -> set[str]:
    return {word.strip(" \t").lower() for word in str(environ.get(header, "")).split(",")}


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key.encode("ascii"), validate=True)) == _KEY_BYTES
    except ValueError:
        return False


def accept_key(environ: Mapping[str, Any]) -> bytes:
    """Return the key that accepts a request's upgrade (4.2.2)."""
    key = str(environ["HTTP_SEC_WEBSOCKET_KEY"])
    return base64.b64encode(hashlib.sha1(key.encode("ascii") + _GUID).digest())


def switching_protocols(key: bytes) -> bytes:
    """Return the response that accepts an upgrade."""
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + key + b"\r\n\r\n"
    )
