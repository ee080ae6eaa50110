"""WebRTC in a real browser: no connection past the server from a page of ours, where it can be forbidden."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

# A browser that knows the header lets a page with an empty list fetch nothing.
BARE_PAGES = {"/bare": None, "/nothing-allowed": "()"}
FETCHES = "fetch('/bare').then(() => true, () => false)"
# Two peers of one page, and a server on the network that is asked for the way; what was reached in time.
CONNECT = """async ([stun, within_ms]) => {
  const [one, other] = [0, 1].map(() => new RTCPeerConnection({ iceServers: [{ urls: stun }] }));
  one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate);
  other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate);
  const channel = one.createDataChannel("landmarks");
  const opened = new Promise((resolve) => {
    channel.onopen = () => resolve("connected");
    setTimeout(() => resolve("nothing"), within_ms);
  });
  await one.setLocalDescription(await one.createOffer());
  await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription(await other.createAnswer());
  await one.setRemoteDescription(other.localDescription);
  return opened;
}"""
TRIED_MS = 2500
CONNECTED_WITHIN_MS = 20_000


class Bare(BaseHTTPRequestHandler):
    """Pages that are not ours, with and without the header."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        allowed = BARE_PAGES.get(self.path)
        if allowed is not None:
            self.send_header("Connection-Allowlist", allowed)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def bare() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Bare) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def listening() -> Iterator[socket.socket]:
    """Have a place on the network where a browser's WebRTC would ask."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as place:
        place.bind(("127.0.0.1", 0))
        place.setblocking(False)
        yield place


def connect(browser: Browser, url: str, within_ms: int) -> tuple[str, bool]:
    """Return what a script of a page reaches by WebRTC: another peer, and whether a server heard of it."""
    page = browser.new_page()
    page.goto(url)
    with listening() as place:
        reached = page.evaluate(CONNECT, [f"stun:127.0.0.1:{place.getsockname()[1]}", within_ms])
        page.close()
        try:
            return reached, place.recv(2000) != b""
        except BlockingIOError:
            return reached, False


def test_a_script_of_a_page_reaches_nobody_by_webrtc(relay: str, bare: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{bare}/nothing-allowed")
    if page.evaluate(FETCHES):
        pytest.skip("this browser knows no Connection-Allowlist")
    page.close()
    assert connect(browser, f"{bare}/bare", CONNECTED_WITHIN_MS)[0] == "connected"
    for path in ("/s", "/t"):
        assert connect(browser, relay + path, TRIED_MS) == ("nothing", False), path
