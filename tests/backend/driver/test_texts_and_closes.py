"""WebSocket texts and closes: a text is UTF-8 (RFC 6455, 8.1), and a close has a code there is (7.4)."""

from __future__ import annotations

import pytest

from backend.driver.frames import (

    BAD_TEXT,

    CLOSE,

    PROTOCOL_ERROR,

    TEXT,

    BrokenLineError,

    Message,

    Reader,

    close_frame,

    close_status,

)
from tests.backend.driver.client_frames import (
    BINARY,
    CONTINUATION,
    FINAL,
    PING,
    closing,
    fragments,
    masked,
    status,
)

ROOM = 1 << 16

# RFC 3629, section 3 and 4, and Markus Kuhn's stress test for decoders.
TEXTS = {
    "Latin, Greek, Cyrillic": "Gr\u00fc\u00dfe \u03ba\u03cc\u03c3\u03bc\u03b5 \u043c\u0438\u0440".encode(),
    "Arabic and Chinese": "\u0633\u0644\u0627\u0645 \u4f60\u597d".encode(),
    "beyond the first plane": "\U0001f600\U0002070e".encode(),
    "a zero byte": b"a\x00b",
    "first of two bytes": b"\xc2\x80",
    "last of two bytes": b"\xdf\xbf",
    "first of three bytes": b"\xe0\xa0\x80",
    "last before the surrogates": b"\xed\x9f\xbf",
    "first after the surrogates": b"\xee\x80\x80",
    "the replacement character": b"\xef\xbf\xbd",
    "no characters, and allowed": b"\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbf",
    "first of four bytes": b"\xf0\x90\x80\x80",
    "last character there is": b"\xf4\x8f\xbf\xbf",
}
NO_TEXTS = {
    "a continuation byte": b"\x80",
    "the last continuation byte": b"\xbf",
    "continuation bytes": b"\x80\xbf\x80",
    "a lone beginning of two": b"\xc3 ",
    "a lone beginning of three": b"\xe4 ",
    "a lone beginning of four": b"\xf0 ",
    "two of three bytes": b"\xe4\xbd",
    "three of four bytes": b"\xf0\x9f\x98",
    "an end that is missing": b"caf\xc3",
    "fe": b"\xfe",
    "ff": b"\xff",
    "fe and ff": b"\xfe\xfe\xff\xff",
    "a slash in two bytes": b"\xc0\xaf",
    "a slash in three bytes": b"\xe0\x80\xaf",
    "a slash in four bytes": b"\xf0\x80\x80\xaf",
    "a zero in two bytes": b"\xc0\x80",
    "the longest writing of two": b"\xc1\xbf",
    "the longest writing of three": b"\xe0\x9f\xbf",
    "the longest writing of four": b"\xf0\x8f\xbf\xbf",
    "the first surrogate": b"\xed\xa0\x80",
    "the last surrogate": b"\xed\xbf\xbf",
    "a pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "five bytes": b"\xf8\x88\x80\x80\x80",
    "six bytes": b"\xfc\x84\x80\x80\x80\x80",
    "a text, and then none": "\u03ba\u1f79\u03c3\u03bc\u03b5".encode() + b"\xed\xa0\x80edited",
}
CODES = [1000, 1001, 1002, 1003, *range(1007, 1015), 3000, 3999, 4000, 4999]
NO_CODES = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 65535]


def read(data: bytes) -> list[Message]:
    """Return what is read of one piece."""
    return Reader(ROOM).update(data)


def refusal(data: bytes) -> int:
    """Return the status with which the data breaks the line."""
    with pytest.raises(BrokenLineError) as broken:
        read(data)
    return broken.value.status


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_read(text: bytes) -> None:
    """5.6, 8.1."""
    assert read(masked(text)) == [Message(TEXT, text)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_character_may_go_on_in_the_next_fragment(text: bytes, size: int) -> None:
    """5.6: a fragment alone need not be UTF-8."""
    assert read(fragments(text, TEXT, size)) == [Message(TEXT, text)]


@pytest.mark.parametrize("text", NO_TEXTS.values(), ids=NO_TEXTS)
def test_what_is_no_text_breaks_the_line(text: bytes) -> None:
    """8.1."""
    assert refusal(masked(text)) == BAD_TEXT


@pytest.mark.parametrize("text", NO_TEXTS.values(), ids=NO_TEXTS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_is_no_text_is_none_in_fragments(text: bytes, size: int) -> None:
    """8.1."""
    assert refusal(fragments(text, TEXT, size)) == BAD_TEXT


def test_a_text_that_can_be_none_any_more_is_refused_before_its_end() -> None:
    """8.1: at the fragment that holds the wrong byte."""
    assert refusal(masked(b"right \xce", TEXT) + masked(b"\xba \xed\xa0\x80", CONTINUATION)) == BAD_TEXT


def test_an_empty_end_does_not_finish_a_character() -> None:
    """8.1."""
    assert refusal(masked(b"\xce", TEXT) + masked(b"", FINAL)) == BAD_TEXT


def test_a_broken_text_is_forgotten_with_the_message_it_was_in() -> None:
    """5.4: a text after a binary message begins anew."""
    data = masked(b"\xce", BINARY) + masked(b"", FINAL) + masked(b"a", TEXT) + masked(b"b", FINAL)
    assert read(data) == [Message(BINARY, b"\xce"), Message(TEXT, b"ab")]


@pytest.mark.parametrize("data", NO_TEXTS.values(), ids=NO_TEXTS)
def test_binary_and_pings_need_not_be_text(data: bytes) -> None:
    """5.6, 5.5.2."""
    sent = masked(data, FINAL | BINARY) + masked(data, FINAL | PING) + fragments(data, BINARY, 1)
    assert [message.data for message in read(sent)] == [data] * 3


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("reason", [b"", b"bye", "\u03ba\u03cc\u03c3\u03bc\u03b5".encode(), b"x" * 123])
def test_a_close_is_heard_with_its_code_and_reason(code: int, reason: bytes) -> None:
    """5.5.1, 7.4.1, 7.4.2: codes of the RFC, of IANA's registry, of libraries and of applications."""
    (close,) = read(closing(status(code, reason)))
    assert close == Message(CLOSE, status(code, reason))
    assert close_status(close.data) == code


def test_a_close_may_say_nothing() -> None:
    """5.5.1."""
    (close,) = read(closing(b""))
    assert close == Message(CLOSE, b"")
    assert close_status(close.data) is None


@pytest.mark.parametrize("code", NO_CODES)
@pytest.mark.parametrize("reason", [b"", b"bye"])
def test_a_close_with_a_code_there_is_not_breaks_the_line(code: int, reason: bytes) -> None:
    """7.4: reserved ones, those that no frame may hold, and those outside of every range."""
    assert refusal(closing(status(code, reason))) == PROTOCOL_ERROR


@pytest.mark.parametrize("body", [b"\x03", b"\x00", b"\xff"])
def test_a_close_with_half_a_code_breaks_the_line(body: bytes) -> None:
    """5.5.1: a body begins with two bytes."""
    assert refusal(closing(body)) == PROTOCOL_ERROR


def test_a_close_with_a_reason_too_long_breaks_the_line() -> None:
    """5.5: 125 bytes, the code among them."""
    assert refusal(closing(status(1000, b"x" * 124))) == PROTOCOL_ERROR


@pytest.mark.parametrize("reason", NO_TEXTS.values(), ids=NO_TEXTS)
def test_a_close_whose_reason_is_no_text_breaks_the_line(reason: bytes) -> None:
    """5.5.1, 8.1."""
    assert refusal(closing(status(1000, reason))) == BAD_TEXT


def test_a_close_within_a_fragmented_message_is_heard() -> None:
    """5.4, 5.5.1."""
    assert read(masked(b"half", TEXT) + closing(status(1000))) == [Message(CLOSE, status(1000))]


@pytest.mark.parametrize("code", CODES)
def test_a_close_is_answered_with_the_code_it_had(code: int) -> None:
    """5.5.1."""
    (close,) = read(closing(status(code, b"bye")))
    assert close_frame(close_status(close.data)) == b"\x88\x02" + status(code)
