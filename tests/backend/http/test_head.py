"""Request head: what RFC 9112 allows is parsed, and what is ambiguous is refused."""

from __future__ import annotations

import pytest

from backend.http.head import NO_TEXT, Head, RefusedHeadError, read_head
from backend.limits.limits import HEAD_LINES, REQUEST_LINE_BYTES


def head(line: str = "GET / HTTP/1.1", *headers: str, host: str = "Host: a") -> Head:
    lines = [line, *([host] if host else []), *headers]
    return read_head("\r\n".join(lines).encode("latin-1"))


def status_of(*lines: str, host: str = "Host: a") -> int:
    with pytest.raises(RefusedHeadError) as refused:
        head(*lines, host=host)
    return refused.value.status


def test_a_head_says_what_is_asked_and_how_the_connection_goes_on() -> None:
    asked = head("POST /rooms?a=b?c HTTP/1.1", "Content-Length: 17", "X-Y:  two words\t", "x-y:")
    assert (asked.method, asked.path, asked.query, asked.body_bytes) == ("POST", "/rooms", "a=b?c", 17)
    assert asked.headers == [("host", "a"), ("content-length", "17"), ("x-y", "two words"), ("x-y", "")]
    assert (asked.keeps_open, asked.is_upgrade, asked.waits_for_continue) == (True, False, False)


@pytest.mark.parametrize(
    ("line", "headers", "keeps_open"),
    [
        ("GET / HTTP/1.1", (), True),
        ("GET / HTTP/1.7", ("Connection: keep-alive",), True),
        ("GET / HTTP/1.1", ("Connection: x, Close",), False),
        ("GET / HTTP/1.0", (), False),
    ],
)
def test_a_connection_stays_open_as_its_version_and_its_words_have_it(
    line: str, headers: tuple[str, ...], keeps_open: bool
) -> None:
    assert head(line, *headers).keeps_open == keeps_open


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 5", "Content-Length: 5"),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: +5",),
        ("Content-Length: -5",),
        ("Content-Length: 5, 5",),
        ("Content-Length: 5 5",),
        ("Content-Length: 0x5",),
        ("Content-Length: 5_0",),
        ("Content-Length: \xb2",),
        ("Content-Length:",),
        ("Content-Length: 1" + "0" * 30,),
        ("Content-Length : 5",),
        ("Transfer-Encoding: chunked",),
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Content-Length: 5", "Transfer-Encoding: identity"),
        ("transfer-encoding: xchunked",),
        ("Transfer-Encoding:",),
        ("Transfer-Encoding : chunked",),
        (" Transfer-Encoding: chunked",),
        ("Transfer-Encoding\t: chunked",),
        ("X: y", " Transfer-Encoding: chunked"),
        ("X: y", "\tfolded"),
        ("no colon",),
        (": no name",),
        ("na me: x",),
        ("N\xe4me: x",),
        ("Host: a",),
        ("Host: b",),
        ("Upgrade: websocket", "Connection: upgrade", "Content-Length: 5"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(headers: tuple[str, ...]) -> None:
    assert status_of("POST / HTTP/1.1", *headers) == 400
    assert status_of("POST / HTTP/1.0", *headers) == 400


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET /", 400),
        ("GET", 400),
        ("", 400),
        ("GET  / HTTP/1.1", 400),
        (" GET / HTTP/1.1", 400),
        ("GET / HTTP/1.1 ", 400),
        ("GET /a b HTTP/1.1", 400),
        ("GET /\xff HTTP/1.1", 400),
        ("GET / http/1.1", 400),
        ("GET / HTTP/1", 400),
        ("GET / HTTP/11.1", 400),
        ("GET / RTSP/1.0", 400),
        ("GET / HTTP/0.9", 505),
        ("GET / HTTP/9.9", 505),
        ("PRI * HTTP/2.0", 505),
        ("OPTIONS * HTTP/1.1", 400),
        ("CONNECT a:443 HTTP/1.1", 501),
        ("GET http://b/ HTTP/1.1", 400),
        ("GET http://user@a/ HTTP/1.1", 400),
        ("GET ftp://a/ HTTP/1.1", 400),
        ("GET s HTTP/1.1", 400),
        ("GET /" + "x" * REQUEST_LINE_BYTES + " HTTP/1.1", 414),
    ],
)
def test_what_is_no_request_is_refused(line: str, status: int) -> None:
    assert status_of(line) == status


def test_a_whole_address_of_the_host_that_is_named_is_its_path() -> None:
    asked = head("GET http://A/s?x=1 HTTP/1.1")
    assert (asked.path, asked.query) == ("/s", "x=1")
    assert head("GET https://a?x HTTP/1.1")[1:3] == ("/", "x")


def test_a_host_is_named_once_where_the_version_asks_for_it() -> None:
    assert status_of("GET / HTTP/1.1", host="") == 400
    assert head("GET / HTTP/1.0", host="").path == "/"


def test_a_client_may_wait_before_it_sends_its_body_and_expect_nothing_else() -> None:
    assert head("POST / HTTP/1.1", "Expect: 100-Continue").waits_for_continue
    assert not head("POST / HTTP/1.0", "Expect: 100-continue").waits_for_continue
    assert status_of("POST / HTTP/1.1", "Expect: a sandwich") == 417


def test_more_lines_than_any_browser_sends_are_refused() -> None:
    assert status_of("GET / HTTP/1.1", *["x: y"] * HEAD_LINES) == 431


@pytest.mark.parametrize("said", [b"a\nb", b"\n", b"a\rb", b"a\x00b", b"a\x0bb", b"\x7f", b"\x1b[2J"])
def test_half_a_lines_end_and_what_nobody_can_read_are_no_text(said: bytes) -> None:
    assert NO_TEXT.search(said) is not None


def test_a_tab_and_other_alphabets_are_text() -> None:
    assert NO_TEXT.search(b"a\tb\xc3\xa4\r\nc: d\r\n") is None
