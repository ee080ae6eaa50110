"""Ranges: a browser seeks in a lesson, gets some megabytes at a time, and the type that was checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.media import ranges
from tests.library.teacher import MP4, Library, make_library

SIZE = len(MP4)


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-", 0, SIZE),
        ("bytes=100-", 100, SIZE),
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=-16", SIZE - 16, SIZE),
        (f"bytes=0-{SIZE * 2}", 0, SIZE),
    ],
)
def test_a_part_is_the_part_that_was_asked_for(library: Library, asked: str, start: int, stop: int) -> None:
    lesson = library.course().lesson()
    answer = library.client.get(f"/library/media/{lesson}", headers={"Range": asked})
    assert (answer.status_code, answer.data) == (206, MP4[start:stop])
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer.headers["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE * 2}-{SIZE * 3}"])
def test_a_part_beyond_the_end_is_none(library: Library, asked: str) -> None:
    lesson = library.course().lesson()
    answer = library.client.get(f"/library/media/{lesson}", headers={"Range": asked})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize("asked", ["", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"])
def test_what_asks_for_no_one_part_gets_the_whole(library: Library, asked: str) -> None:
    lesson = library.course().lesson()
    answer = library.client.get(f"/library/media/{lesson}", headers={"Range": asked} if asked else {})
    assert (answer.status_code, answer.data) == (200, MP4)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_has_an_older_file_gets_the_whole_and_one_that_has_it_nothing(
    library: Library,
) -> None:
    lesson = library.course().lesson()
    path = f"/library/media/{lesson}"
    tag = library.client.get(path).headers["ETag"]
    same = library.client.get(path, headers={"Range": "bytes=0-3", "If-Range": tag})
    older = library.client.get(path, headers={"Range": "bytes=0-3", "If-Range": '"older"'})
    assert (same.status_code, older.status_code) == (206, 200)
    assert library.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    head = library.client.head(path)
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", str(SIZE))


def test_one_answer_never_holds_a_thread_for_a_whole_lesson(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "ANSWER_BYTES", 1000)
    lesson = library.course().lesson()
    got, path = b"", f"/library/media/{lesson}"
    while len(got) < SIZE:
        got += library.client.get(path, headers={"Range": f"bytes={len(got)}-"}).data
    assert got == MP4


def test_behind_nginx_the_file_is_nginxs_business(tmp_path: Path) -> None:
    library = make_library(tmp_path, accel=True)
    lesson = library.course().lesson()
    answer = library.client.get(f"/library/media/{lesson}")
    assert (answer.data, answer.headers["X-Accel-Redirect"]) == (b"", f"/library-media/{lesson}.media")
    assert answer.headers["Content-Type"] == "video/mp4"


def test_a_lesson_that_is_not_published_is_not_sent(library: Library) -> None:
    course = library.course()
    lesson = course.lesson()
    assert course.call("PATCH", f"/lessons/{lesson}", json={"published": False}).status_code == 200
    assert library.client.get(f"/library/media/{lesson}").status_code == 404
