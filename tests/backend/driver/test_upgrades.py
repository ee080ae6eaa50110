"""WebSocket opening handshake: upgraded where RFC 6455, 4.2.1, allows it, and never otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from backend.driver.upgrades import accept_key, refusal_of, switching_protocols

RIGHT = {
    "REQUEST_METHOD": "GET",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "readroom.example",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
}


def status(**changed: str | None) -> int | None:
    """Return the status of the refusal of a request that is right but for this; None where it is let in."""
    environ: dict[str, Any] = {key: value for key, value in (RIGHT | changed).items() if value is not None}
    refusal = refusal_of(environ)
    return None if refusal is None else int(refusal[0][:3])


def test_the_rfcs_own_key_is_accepted() -> None:
    """1.3, 4.2.2."""
    assert status() is None
    assert accept_key(RIGHT) == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_nothing_is_agreed_to_beyond_the_upgrade() -> None:
    """4.2.2, 9.1: no subprotocol is chosen and no extension agreed to, whatever was offered."""
    head = switching_protocols(accept_key(RIGHT | {"HTTP_SEC_WEBSOCKET_PROTOCOL": "chat"}))
    assert head == (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "OPTIONS", "DELETE"])
def test_another_method_than_get_is_refused(method: str) -> None:
    """4.2.1, 1."""
    assert status(REQUEST_METHOD=method) == 405


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/0.9"])
def test_an_older_http_is_refused(version: str) -> None:
    """4.2.1, 1."""
    assert status(SERVER_PROTOCOL=version) == 400


@pytest.mark.parametrize("host", [None, ""])
def test_a_request_that_names_no_host_is_refused(host: str | None) -> None:
    """4.2.1, 2."""
    assert status(HTTP_HOST=host) == 400


@pytest.mark.parametrize(
    "upgrade", ["websocket", "WebSocket", "WEBSOCKET", "h2c, websocket", "websocket , x"]
)
def test_the_upgrade_is_found_in_any_case_and_list(upgrade: str) -> None:
    """4.2.1, 3."""
    assert status(HTTP_UPGRADE=upgrade) is None


@pytest.mark.parametrize("upgrade", [None, "", "h2c", "websockets", "web socket"])
def test_another_upgrade_is_refused(upgrade: str | None) -> None:
    """4.2.1, 3."""
    assert status(HTTP_UPGRADE=upgrade) == 400


@pytest.mark.parametrize("connection", ["Upgrade", "upgrade", "UPGRADE", "keep-alive, Upgrade", "upgrade,x"])
def test_the_connection_is_found_in_any_case_and_list(connection: str) -> None:
    """4.2.1, 4."""
    assert status(HTTP_CONNECTION=connection) is None


@pytest.mark.parametrize("connection", [None, "", "keep-alive", "close", "upgraded"])
def test_a_connection_that_is_not_upgraded_is_refused(connection: str | None) -> None:
    """4.2.1, 4."""
    assert status(HTTP_CONNECTION=connection) == 400


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(None, id="missing"),
        pytest.param("", id="empty"),
        pytest.param("short", id="short"),
        pytest.param("dGhlIHNhbXBsZSBub25jZ", id="without its end"),
        pytest.param("dGhlIHNhbXBsZSBub25j", id="of 15 bytes"),
        pytest.param("dGhlIHNhbXBsZSBub25jZSE=", id="of 17 bytes"),
        pytest.param("dGhlIHNhbXBsZSBub25jZQ==,dGhlIHNhbXBsZSBub25jZQ==", id="twice"),
        pytest.param("dGhlIHNhb*BsZSBub25jZQ==", id="no base64"),
        pytest.param("dGhlIHNhb\u00fcBsZSBub25jZQ==", id="no ASCII"),
    ],
)
def test_a_wrong_key_is_refused(key: str | None) -> None:
    """4.2.1, 5: one, which is 16 bytes."""
    assert status(HTTP_SEC_WEBSOCKET_KEY=key) == 400


@pytest.mark.parametrize("version", ["", "0", "8", "12", "14", "013", "13, 8", "13,13", "x"])
def test_another_version_is_told_which_there_is(version: str) -> None:
    """4.2.1, 6; 4.2.2, 4; 4.4."""
    assert status(HTTP_SEC_WEBSOCKET_VERSION=version) == 426


def test_a_request_of_no_version_is_refused() -> None:
    """4.2.1, 6."""
    assert status(HTTP_SEC_WEBSOCKET_VERSION=None) == 400
