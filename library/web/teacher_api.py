"""Teacher's API: courses, lessons and text tracks, changed by whoever holds the course's token."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from backend.common.errors import BadMessageError, PolicyOffError, TooLargeError
from backend.web.bodies import read_json
from library.catalogue.lessons import is_ready
from library.catalogue.tracks import OFFERS, TRACK_BYTES
from library.watching.bins import bin_count
from library.watching.contributions import message_checker
from library.web.services import Services

_check_course = message_checker("course")
_check_course_change = message_checker("course_change")
_check_lesson = message_checker("lesson")
_check_lesson_change = message_checker("lesson_change")


def make_teacher_api(services: Services) -> Blueprint:
    """Return the routes."""
    api = Blueprint("teacher_api", __name__, url_prefix="/library/api")
    _add_courses(api, services)
    _add_lessons(api, services)
    _add_tracks(api, services)
    return api


def _add_courses(api: Blueprint, services: Services) -> None:
    gate, courses = services.gate, services.courses

    @api.post("/courses")
    def post_course() -> tuple[Response, int]:
        gate.refuse_stranger()
        wanted = _check_course(read_json())
        if wanted["policy"] not in services.config.policies:
            raise PolicyOffError("This library does not allow courses with this policy.")
        code = courses.make(wanted)
        return jsonify(ok=True, code=code, token=services.course_tokens.for_course(code)), 201

    @api.post("/courses/<code>/token")
    def renew(code: str) -> Response:
        gate.refuse_stranger()
        found = courses.find(code)["code"]
        return jsonify(ok=True, code=found, token=services.course_tokens.for_course(found))

    @api.get("/mine")
    def get_own() -> Response:
        course = gate.teacher_of()
        lessons = services.lessons.of_course(course, all_of_them=True)
        for lesson in lessons:
            lesson["tracks"] = services.lessons.tracks(lesson["id"])
            lesson["is_ready"] = is_ready(lesson)
            if not lesson["is_ready"]:
                lesson["arrived"] = services.store.offset(lesson["id"])
        uploads = {"bytes": services.upload_bytes, "taken": services.lessons.uploaded_bytes()}
        return jsonify(ok=True, **courses.find(course), lessons=lessons, uploads=uploads)

    @api.patch("/mine")
    def patch_own() -> Response:
        course = gate.teacher_of()
        courses.change(course, _check_course_change(read_json()))
        return jsonify(ok=True)

    @api.delete("/mine")
    def delete_own() -> Response:
        services.forget(courses.delete(gate.teacher_of()))
        return jsonify(ok=True)


def _add_lessons(api: Blueprint, services: Services) -> None:
    lessons = services.lessons

    @api.post("/lessons")
    def post_lesson() -> tuple[Response, int]:
        course = services.gate.teacher_of()
        wanted = _check_lesson(read_json())
        _refuse_foreign_link(wanted.get("link"), services.config.media_origins)
        return jsonify(ok=True, id=lessons.make(course, wanted)), 201

    @api.patch("/lessons/<lesson>")
    def patch_lesson(lesson: str) -> Response:
        own_lesson(services, lesson)
        lessons.change(lesson, _check_lesson_change(read_json()))
        services.desk.forget_facts(lesson)
        return jsonify(ok=True)

    @api.delete("/lessons/<lesson>")
    def delete_lesson(lesson: str) -> Response:
        own_lesson(services, lesson)
        lessons.delete(lesson)
        services.forget([lesson])
        return jsonify(ok=True)

    @api.get("/lessons/<lesson>/curve")
    def get_curve(lesson: str) -> Response:
        found = own_lesson(services, lesson)
        curve = services.curves.read(lesson, bin_count(found["duration_ms"]))
        return jsonify(ok=True, title=found["title"], policy=found["policy"], **curve)


def _add_tracks(api: Blueprint, services: Services) -> None:
    @api.put("/lessons/<lesson>/tracks/<kind>/<lang>")
    def put_track(lesson: str, kind: str, lang: str) -> Response:
        own_lesson(services, lesson)
        text = _vtt()
        label = request.args.get("label", "")
        if len(label) > 60 or not label.isprintable():
            raise BadMessageError("A track's name has at most 60 characters.")
        cards = services.offers.cards(lesson)
        cues = services.tracks.put(lesson, kind, lang, label, text)
        services.offers.change(lesson, cards)
        return jsonify(ok=True, cues=cues)

    @api.delete("/lessons/<lesson>/tracks/<kind>/<lang>")
    def delete_track(lesson: str, kind: str, lang: str) -> Response:
        own_lesson(services, lesson)
        cards = services.offers.cards(lesson)
        services.tracks.delete(lesson, kind, lang)
        services.offers.change(lesson, cards)
        return jsonify(ok=True)

    @api.get("/lessons/<lesson>/tracks/<kind>/<lang>")
    def get_own_track(lesson: str, kind: str, lang: str) -> Response:
        own_lesson(services, lesson)
        return jsonify(ok=True, body=services.tracks.body(lesson, kind, lang))

    @api.post("/lessons/<lesson>/tracks/offers/check")
    def check_offers(lesson: str) -> Response:
        own_lesson(services, lesson)
        return jsonify(ok=True, cues=services.tracks.check(OFFERS, _vtt()))

    @api.get("/lessons/<lesson>/offers")
    def get_offers(lesson: str) -> Response:
        own_lesson(services, lesson)
        return jsonify(ok=True, offers=services.offers.read(lesson))


def _vtt() -> bytes:
    """Return the text track that a request brings."""
    if request.mimetype != "text/vtt":
        raise BadMessageError("A text track is WebVTT, with the content type text/vtt.")
    if (request.content_length or 0) > TRACK_BYTES:
        raise TooLargeError(f"A text track has at most {TRACK_BYTES} bytes.")
    return request.get_data()


def own_lesson(services: Services, lesson: str) -> dict[str, Any]:
    """Return a lesson of the course whose token the request brings; raise BadTokenError or NotFoundError."""
    course = services.gate.teacher_of()
    found = services.lessons.find(lesson)
    if found["course"] != course:
        services.gate.refuse_other_course(found["course"])
    return found


def _refuse_foreign_link(link: str | None, origins: tuple[str, ...]) -> None:
    if link is not None and "/".join(link.split("/")[:3]) not in origins:
        raise BadMessageError("A lesson is linked from an origin that this library allows (--media-origins).")
