"""Uploads: in pieces that are checked, within quota and disk, and never outside the folder."""

from __future__ import annotations

import base64
import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.common.errors import BadRangeError, ConflictError, DiskFullError
from library.media.pieces import PIECE_BYTES, read_piece
from library.media.store import ABANDONED_S, MediaStore
from tests.library.teacher import MP4, Course, Library, make_library

TOTAL = len(MP4)
HALF = TOTAL // 2


def new_lesson(course: Course) -> str:
    made = course.call("POST", "/lessons", json={"title": "Queues", "duration_ms": 9000}).get_json()
    return str(made["id"])


def offset(course: Course, lesson: str) -> int:
    return int(course.call("HEAD", f"/lessons/{lesson}/media").headers["Upload-Offset"])


def test_a_lesson_arrives_in_pieces_and_is_what_was_sent(library: Library) -> None:
    course = library.course()
    lesson = new_lesson(course)
    assert offset(course, lesson) == 0
    assert course.put(lesson, MP4[:HALF], f"bytes 0-{HALF - 1}/{TOTAL}").get_json()["offset"] == HALF
    assert offset(course, lesson) == HALF
    digest = base64.b64encode(hashlib.sha256(MP4[HALF:]).digest()).decode()
    put = course.put(
        lesson, MP4[HALF:], f"bytes {HALF}-{TOTAL - 1}/{TOTAL}", **{"Content-Digest": f"sha-256=:{digest}:"}
    )
    assert put.status_code == 200
    done = course.put(lesson, b"", f"bytes */{TOTAL}").get_json()
    assert done["sha256"] == hashlib.sha256(MP4).hexdigest()
    # Told twice, as after an answer that was not heard.
    again = course.put(lesson, b"", f"bytes */{TOTAL}")
    assert (again.status_code, again.get_json()["error"]) == (409, "conflict")
    assert library.services.store.file(lesson).read_bytes() == MP4


@pytest.mark.parametrize(
    ("data", "content_range", "headers", "error"),
    [
        (MP4[:10], "", {}, "bad_range"),
        (MP4[:10], "bytes 0-9", {}, "bad_range"),
        (MP4[:10], "bytes 5-4/10", {}, "bad_range"),
        (MP4[:10], "bytes 0-10/10", {}, "bad_range"),
        (MP4[:10], "bytes 0-8/10", {}, "bad_range"),
        (MP4[:10], f"bytes 0-{PIECE_BYTES}/{PIECE_BYTES * 2}", {}, "bad_range"),
        (MP4[:10], "bytes 5-14/100", {}, "conflict"),
        (MP4[:10], "bytes 0-9/100", {"Content-Digest": f"sha-256=:{'A' * 43}=:"}, "bad_digest"),
        (MP4[:10], "bytes 0-9/100", {"Content-Digest": "md5=:AA==:"}, "bad_digest"),
        (b"<!doctype h", "bytes 0-10/11", {}, "bad_media"),
        (MP4[:10], "bytes 0-9/100", {"Content-Type": "text/html"}, "bad_media"),
        (MP4[:10], "bytes 0-9/100", {"Content-Type": "video/webm"}, "bad_media"),
        (MP4[:10], f"bytes 0-9/{4 * 1024**3 + 1}", {}, "quota"),
        (MP4[:10], f"bytes 0-9/{2 * 1024**3}", {}, "quota"),
        (b"", "bytes */100", {}, "conflict"),
    ],
)
def test_a_broken_piece_is_refused_in_words_and_nothing_is_written(
    library: Library, data: bytes, content_range: str, headers: dict[str, str], error: str
) -> None:
    course = library.course()
    lesson = new_lesson(course)
    answer = course.put(lesson, data, content_range, **headers)
    assert answer.get_json()["error"] == error
    assert answer.status_code >= 400
    assert offset(course, lesson) == 0


def test_a_piece_too_many_and_one_that_is_told_twice_name_where_to_go_on(library: Library) -> None:
    course = library.course()
    lesson = new_lesson(course)
    piece = (MP4[:HALF], f"bytes 0-{HALF - 1}/{TOTAL}")
    course.put(lesson, *piece)
    assert course.put(lesson, MP4[HALF:], f"bytes {HALF + 1}-{TOTAL}/{TOTAL + 1}").status_code == 409
    assert course.put(lesson, b"", f"bytes */{TOTAL}").status_code == 409
    # From the start again is from the start.
    assert course.put(lesson, *piece).status_code == 200
    assert offset(course, lesson) == HALF


def test_uploads_of_all_courses_share_one_quota_and_without_one_none_is_taken(tmp_path: Path) -> None:
    library = make_library(tmp_path, upload_gib=2 * TOTAL / 1024**3 + 1e-9)
    course = library.course()
    course.lesson()
    second = course.lesson()
    third = new_lesson(course)
    put = course.put(third, MP4, f"bytes 0-{TOTAL - 1}/{TOTAL}")
    assert (put.status_code, put.get_json()["error"]) == (413, "quota")
    course.call("DELETE", f"/lessons/{second}")
    assert course.put(third, MP4, f"bytes 0-{TOTAL - 1}/{TOTAL}").status_code == 200
    none = make_library(tmp_path / "other", upload_gib=0).course()
    refused = none.put(new_lesson(none), MP4, f"bytes 0-{TOTAL - 1}/{TOTAL}")
    assert refused.get_json()["error"] == "quota"


def test_the_disks_last_is_never_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MediaStore(tmp_path, reserve_bytes=1 << 60)
    with pytest.raises(DiskFullError):
        store.append("0" * 12, 0, b"a")
    assert list(tmp_path.iterdir()) == []
    store = MediaStore(tmp_path, reserve_bytes=0)
    store.append("0" * 12, 0, b"abc")
    write = os.pwrite

    def half(file: int, data: Any, start: int) -> int:
        if start > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, data[:1], start)

    monkeypatch.setattr(os, "pwrite", half)
    with pytest.raises(DiskFullError, match="full"):
        store.append("0" * 12, 3, b"def")
    assert store.offset("0" * 12) == 3


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/pass", "a/b", "ABCDEFGHIJKL", "0" * 11, "0" * 13, "\0" * 12]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, library: Library, name: str) -> None:
    store = MediaStore(tmp_path / "media", reserve_bytes=0)
    with pytest.raises(ValueError, match=r".*"):
        store.file(name)
    for path in (f"/library/media/{name}", f"/library/media/%2e%2e%2f{name}", f"/library/pages/../../{name}"):
        assert library.client.get(path).status_code in (301, 308, 404)


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=8), st.integers(0, 7))
def test_pieces_after_a_kill_make_the_whole(pieces: list[bytes], killed_at: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        whole, sent, lesson = b"".join(pieces), 0, "0" * 12
        for at, piece in enumerate(pieces):
            store = MediaStore(Path(name), reserve_bytes=0)
            if at == killed_at and len(piece) > 1:
                # Killed while it wrote: a part of a checked piece is on the disk.
                with (Path(name) / f"{lesson}.part").open("ab") as file:
                    file.write(piece[: len(piece) // 2])
            start = store.offset(lesson)
            store.append(lesson, start, whole[start : sent + len(piece)])
            sent += len(piece)
        assert MediaStore(Path(name), 0).finish(lesson, len(whole)) == hashlib.sha256(whole).hexdigest()
        # Killed between the new name and the answer.
        assert MediaStore(Path(name), 0).finish(lesson, len(whole)) == hashlib.sha256(whole).hexdigest()
        with pytest.raises(ConflictError):
            store.finish(lesson, len(whole) + 1)


def test_files_of_lessons_that_are_gone_and_given_up_uploads_are_swept(tmp_path: Path) -> None:
    store = MediaStore(tmp_path, reserve_bytes=0)
    kept, gone, abandoned = ("k" * 12, "g" * 12, "a" * 12)
    for lesson in (kept, gone, abandoned):
        store.append(lesson, 0, b"abc")
    store.finish(gone, 3)
    old_s = (tmp_path / f"{abandoned}.part").stat().st_mtime - ABANDONED_S - 1
    os.utime(tmp_path / f"{abandoned}.part", (old_s, old_s))
    store.sweep([kept, abandoned])
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept}.part"]


@given(st.text(max_size=40))
def test_no_header_breaks_the_reading_of_pieces(text: str) -> None:
    for header in (text, f"bytes {text}"):
        try:
            piece = read_piece(header)
        except BadRangeError:
            continue
        assert 0 <= piece.start <= piece.stop <= piece.total
