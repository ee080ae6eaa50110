"""WebVTT: what is right is read as another reader does, what is broken is said with line and column."""

from __future__ import annotations

import contextlib
import io

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue.webvtt import read_webvtt
from library.common.errors import BadTrackError

LESSON = """\ufeffWEBVTT - a lesson about queues

NOTE
Written by hand.

STYLE
::cue { color: white }

first
00:01.000 --> 00:03.500 align:start position:10%
A <i>queue</i> is <c.key>first in</c>,

01:00:03.500 --> 01:00:05.000
- Who is first?
<v Ada>The one &lt;who&gt; came first.
"""


def test_a_track_is_read_with_names_times_and_text() -> None:
    first, second = read_webvtt(LESSON)
    assert (first.name, first.start_ms, first.end_ms) == ("first", 1000, 3500)
    assert (second.name, second.start_ms, second.end_ms) == ("", 3_603_500, 3_605_000)
    assert second.text.splitlines()[0] == "- Who is first?"


def written(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


lines = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
cues = st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), lines), max_size=8)


@given(cues, st.sampled_from(["\n", "\r\n", "\r"]))
def test_another_reader_finds_the_same_cues(wanted: list[tuple[int, int, str]], end: str) -> None:
    blocks = [
        f"{written(start)} --> {written(start + long)}\n{text}\n" for start, long, text in sorted(wanted)
    ]
    text = "\n".join(["WEBVTT\n", *blocks])
    found = read_webvtt(text.replace("\n", end))
    others = webvtt.from_buffer(io.StringIO(text)).captions
    assert [(written(cue.start_ms), written(cue.end_ms), cue.text) for cue in found] == [
        (other.start, other.end, other.text) for other in others
    ]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("", "Line 1, column 1", "WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "Line 1, column 1", "WEBVTT"),
        ("WEBVTTX\n", "Line 1, column 1", "WEBVTT"),
        ("WEBVTT\n\n00:01,000 --> 00:02.000\na\n", "Line 3, column 1", "a time is written"),
        ("WEBVTT\n\n00:01.000 --> 00:02.00\na\n", "Line 3, column 15", "a time is written"),
        ("WEBVTT\n\n00:01.000 --> 00:02.0000\na\n", "Line 3, column 24", "three digits"),
        ("WEBVTT\n\n00:01.000 -> 00:02.000\na\n", "Line 3, column 10", "a space on both sides"),
        ("WEBVTT\n\n00:01.000-->00:02.000\na\n", "Line 3, column 10", "a space on both sides"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na\n", "Line 3, column 15", "ends before it starts"),
        ("WEBVTT\n\n00:61.000 --> 01:00.000\na\n", "Line 3, column 1", "a time is written"),
        ("WEBVTT\n\nname\ntext\n", "Line 4, column 1", "a time such as"),
        ("WEBVTT\n\nname", "Line 3, column 1", "a time such as"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 colour:red\na\n", "Line 3, column 25", "no setting"),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\n",
            "Line 5, column 11",
            "empty line",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "Line 3, column 1", "says nothing"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na < b\n", "Line 4, column 3", "&lt;"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>a</script>\n", "Line 4, column 1", "no tag"),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n",
            "Line 6, column 1",
            "starts before",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n", "Line 4, column 2", "null"),
        ("WEBVTT\n" + "\n00:01.000 --> 00:02.000\na\n" * 5001, "Line ", "more than 5000"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a" * 4001, "Line 4", "4000 characters"),
    ],
)
def test_a_broken_track_is_said_with_its_place(text: str, where: str, why: str) -> None:
    with pytest.raises(BadTrackError) as refused:
        read_webvtt(text)
    assert str(refused.value).startswith(where)
    assert why in str(refused.value)


def test_a_chapters_title_is_one_line() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nQueues\nand stacks\n"
    assert len(read_webvtt(text)) == 1
    with pytest.raises(BadTrackError, match="Line 5, column 1: a chapter's title is one line"):
        read_webvtt(text, is_chapters=True)


@given(st.text(st.sampled_from("WEBVTT\n\r\t <>-:.0123456789ab"), max_size=200))
def test_no_text_breaks_the_reader_itself(text: str) -> None:
    for whole in (text, f"WEBVTT\n\n{text}"):
        with contextlib.suppress(BadTrackError):
            read_webvtt(whole)
