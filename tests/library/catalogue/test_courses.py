"""Courses and lessons: made by who may, changed by the token alone, found by code or in the open list."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import Signer

from library.catalogue.tokens import CourseTokens
from tests.library.teacher import SECRET, Library, make_library

OTHER_MACHINE = {"REMOTE_ADDR": "192.0.2.7"}


def test_a_course_is_found_by_its_code_however_it_is_typed(library: Library) -> None:
    course = library.course(title="Algorithms")
    lesson = course.lesson()
    for typed in (course.code, course.code.lower().replace("-", "")):
        found = library.client.get(f"/library/api/courses/{typed}").get_json()
        assert (found["code"], found["title"], found["policy"]) == (course.code, "Algorithms", "labels")
        assert found["lessons"] == [{"id": lesson, "title": "Queues", "duration_ms": 60_000}]


def test_the_open_list_has_listed_courses_alone(library: Library) -> None:
    library.course(title="Private")
    open_one = library.course(title="Open", topic="Mathematics", listed=True)
    answer = library.client.get("/library/api/courses").get_json()
    assert answer["courses"] == [
        {"code": open_one.code, "title": "Open", "topic": "Mathematics", "policy": "labels", "lessons": 0}
    ]
    assert open_one.call("PATCH", "/mine", json={"listed": False}).status_code == 200
    assert library.client.get("/library/api/courses").get_json()["courses"] == []


def test_without_a_create_key_this_machine_alone_makes_courses(library: Library) -> None:
    wanted = {"title": "Algorithms", "policy": "self"}
    assert library.client.post("/library/api/courses", json=wanted).status_code == 201
    for how in (
        {"environ_overrides": OTHER_MACHINE},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
    ):
        answer = library.client.post("/library/api/courses", json=wanted, **how)
        assert (answer.status_code, answer.get_json()["error"]) == (403, "bad_create_key")


def test_with_a_create_key_whoever_knows_it_makes_courses_and_renews_their_links(tmp_path: Path) -> None:
    library = make_library(tmp_path, create_key="school key")
    wanted = {"title": "Algorithms", "policy": "self"}
    assert library.client.post("/library/api/courses", json=wanted).status_code == 403
    key = {"X-Readroom-Create-Key": "school key"}
    how: dict[str, Any] = {"headers": key, "environ_overrides": OTHER_MACHINE}
    made = library.client.post("/library/api/courses", json=wanted, **how).get_json()
    path = f"/library/api/courses/{made['code']}/token"
    assert library.client.post(path).status_code == 403
    renewed = library.client.post(path, headers=key).get_json()
    assert CourseTokens(SECRET).read(renewed["token"]) == made["code"]


def test_a_policy_that_the_library_does_not_allow_makes_no_course(tmp_path: Path) -> None:
    library = make_library(tmp_path, policies=("self",))
    answer = library.client.post("/library/api/courses", json={"title": "A", "policy": "labels"})
    assert (answer.status_code, answer.get_json()["error"]) == (403, "policy_off")


@pytest.mark.parametrize(
    "wanted",
    [
        {"title": "", "policy": "self"},
        {"title": " ", "policy": "self"},
        {"title": "a\0b", "policy": "self"},
        {"title": "a\nb", "policy": "self"},
        {"title": "\ud800", "policy": "self"},
        {"title": "a" * 121, "policy": "self"},
        {"title": "a", "policy": "video"},
        {"title": "a", "policy": "self", "keep_days": 801},
        {"title": "a", "policy": "self", "owner": "Ada"},
        {"title": "a"},
        [],
    ],
)
def test_what_is_no_course_is_refused(library: Library, wanted: Any) -> None:
    answer = library.client.post("/library/api/courses", json=wanted)
    assert (answer.status_code, answer.get_json()["error"]) == (400, "bad_message")


TEACHERS = [
    ("GET", "/mine"),
    ("PATCH", "/mine"),
    ("DELETE", "/mine"),
    ("POST", "/lessons"),
    ("PATCH", "/lessons/LESSON"),
    ("DELETE", "/lessons/LESSON"),
    ("GET", "/lessons/LESSON/curve"),
    ("PUT", "/lessons/LESSON/tracks/captions/en"),
    ("DELETE", "/lessons/LESSON/tracks/captions/en"),
    ("HEAD", "/lessons/LESSON/media"),
    ("PUT", "/lessons/LESSON/media"),
]


@pytest.mark.parametrize(("method", "path"), TEACHERS)
def test_the_courses_own_token_alone_reads_and_changes(library: Library, method: str, path: str) -> None:
    course, other = library.course(), library.course()
    lesson = course.lesson()
    # A signature by the same key, for a room's teacher.
    room = Signer(SECRET, salt="readroom.teacher", key_derivation="hmac", digest_method=hashlib.sha256)
    forged = [
        "",
        "Readroom ",
        f"Bearer {course.token}",
        f"Readroom {course.token[:-1]}",
        f"Readroom {CourseTokens('another secret key').for_course(course.code)}",
        f"Readroom {library.ticket(lesson)}",
        f"Readroom {'a' * 5000}",
        f"Readroom {room.sign(f'{course.code}.9999999999').decode()}",
    ]
    if "LESSON" in path:
        forged.append(f"Readroom {other.token}")
    for header in forged:
        answer = library.client.open(
            f"/library/api{path.replace('LESSON', lesson)}",
            method=method,
            headers={"Authorization": header},
            json={"title": "Hacked"},
        )
        assert answer.status_code == 403, header
    assert course.call("GET", "/mine").get_json()["lessons"][0]["title"] == "Queues"


def test_a_link_of_a_course_ends_and_opens_no_room(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    course = library.course()
    monkeypatch.setattr("backend.rooms.tokens.is_over", lambda _expires_s: True)
    answer = course.call("GET", "/mine")
    assert (answer.status_code, answer.get_json()["error"]) == (403, "room_expired")


def test_a_lesson_is_published_when_it_can_be_played_and_its_length_is_known(library: Library) -> None:
    course = library.course()
    lesson = course.call("POST", "/lessons", json={"title": "Queues"}).get_json()["id"]
    assert course.call("PATCH", f"/lessons/{lesson}", json={"published": True}).status_code == 400
    assert library.client.get(f"/library/api/lessons/{lesson}").status_code == 404
    ready = course.lesson()
    assert course.call("PATCH", f"/lessons/{ready}", json={"duration_ms": 0}).status_code == 400
    assert library.client.get(f"/library/api/lessons/{ready}").status_code == 200


def test_a_link_of_an_allowed_origin_is_a_lesson_and_no_other(tmp_path: Path) -> None:
    library = make_library(tmp_path, media_origins=("https://video.school.example",))
    course = library.course()
    good = "https://video.school.example/a.mp4?b=c"
    for link, status in [
        (good, 201),
        ("https://video.school.example.evil.example/a.mp4", 400),
        ("https://video.school.example@evil.example/a.mp4", 400),
        ("http://video.school.example/a.mp4", 400),
        ("javascript:alert(1)", 400),
        ("https://video.school.example/a b", 400),
    ]:
        made = course.call("POST", "/lessons", json={"title": "A", "link": link, "duration_ms": 9000})
        assert made.status_code == status, link
    (lesson,) = course.call("GET", "/mine").get_json()["lessons"]
    assert course.call("PATCH", f"/lessons/{lesson['id']}", json={"published": True}).status_code == 200
    assert library.client.get(f"/library/api/lessons/{lesson['id']}").get_json()["source"] == good
    policy = library.client.get("/library/healthz").headers["Content-Security-Policy"]
    assert "media-src 'self' blob: https://video.school.example" in policy


def test_tracks_are_checked_kept_and_sent_as_text(library: Library) -> None:
    course = library.course()
    lesson = course.lesson()
    vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nقف\n"
    headers = {"Content-Type": "text/vtt"}
    path = f"/lessons/{lesson}/tracks/captions"
    put = course.call("PUT", f"{path}/ar?label=العربية", data=vtt.encode(), headers=headers)
    assert put.get_json() == {"ok": True, "cues": 1}
    told = library.client.get(f"/library/api/lessons/{lesson}").get_json()["tracks"]
    assert told == [{"kind": "captions", "lang": "ar", "label": "العربية"}]
    answer = library.client.get(f"/library/media/{lesson}/captions/ar.vtt")
    assert answer.get_data(as_text=True) == vtt
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    broken = course.call("PUT", f"{path}/en", data=b"WEBVTT\n\n00:00 --> 1\na\n", headers=headers)
    assert (broken.status_code, broken.get_json()["error"]) == (422, "bad_track")
    assert broken.get_json()["message"].startswith("Line 3, column 1:")
    not_text = course.call("PUT", f"{path}/en", data=b"WEBVTT\n\n\xff", headers=headers)
    assert not_text.get_json()["message"].startswith("Line 3:")
    for wrong in ("/EN", "/en-us", "/e"):
        assert course.call("PUT", path + wrong, data=vtt.encode(), headers=headers).status_code in (400, 404)
    assert course.call("PUT", f"{path}/en", data=b"a" * (512 * 1024 + 1), headers=headers).status_code == 413
    assert course.call("DELETE", f"{path}/ar").status_code == 200
    assert library.client.get(f"/library/media/{lesson}/captions/ar.vtt").status_code == 404


def test_lessons_keep_their_order_and_can_be_moved(library: Library) -> None:
    course = library.course()
    first, second = course.lesson(), course.lesson()
    assert course.call("PATCH", f"/lessons/{first}", json={"position": 2}).status_code == 200
    found = library.client.get(f"/library/api/courses/{course.code}").get_json()["lessons"]
    assert [lesson["id"] for lesson in found] == [second, first]


def test_who_guesses_codes_and_lessons_is_slowed_down(library: Library) -> None:
    answers = [library.client.get(f"/library/api/lessons/{at:012}").status_code for at in range(320)]
    assert (answers[0], answers[-1]) == (404, 429)
