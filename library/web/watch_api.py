"""Watching API: what a student's page asks for and sends: courses, lessons, media, contributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from backend.common.errors import NotFoundError
from backend.common.version import VERSION
from backend.rooms.codes import read_course_code
from backend.web.bodies import read_json
from library.media.ranges import send_media
from library.watching.tickets import TICKET_S
from library.web.services import Services


def make_watch_api(services: Services) -> Blueprint:
    """Return the routes."""
    api = Blueprint("watch_api", __name__, url_prefix="/library")

    @api.get("/healthz")
    def get_health() -> Response:
        return jsonify(ok=True, version=VERSION)

    @api.get("/api/courses")
    def get_courses() -> Response:
        config = services.config
        return jsonify(
            ok=True,
            courses=services.courses.listed(),
            policies=list(config.policies),
            create_key=config.create_key is not None,
            relay=config.relay_url,
        )

    @api.get("/api/courses/<code>")
    def get_course(code: str) -> Response:
        course = _guessed(services, lambda: services.courses.find(read_course_code(code)))
        lessons = services.lessons.of_course(course["code"])
        course["lessons"] = [
            {name: lesson[name] for name in ("id", "title", "duration_ms")} for lesson in lessons
        ]
        return jsonify(ok=True, **course)

    @api.get("/api/lessons/<lesson>")
    def get_lesson(lesson: str) -> Response:
        found = _guessed(services, lambda: services.lessons.published(lesson))
        names = ("id", "title", "duration_ms", "policy", "course", "course_title", "mime")
        return jsonify(
            ok=True,
            **{name: found[name] for name in names},
            source=found["link"] or f"/library/media/{lesson}",
            tracks=services.lessons.tracks(lesson),
        )

    @api.post("/api/lessons/<lesson>/tickets")
    def post_ticket(lesson: str) -> tuple[Response, int]:
        _guessed(services, lambda: services.lessons.published(lesson))
        services.gate.spend("ticket", lesson)
        return jsonify(ok=True, ticket=services.tickets.issue(lesson), for_s=TICKET_S), 201

    @api.post("/api/lessons/<lesson>/contributions")
    def post_contribution(lesson: str) -> Response:
        services.gate.spend("contribution")
        services.desk.take(lesson, read_json())
        return jsonify(ok=True)

    @api.get("/media/<lesson>")
    def get_media(lesson: str) -> Response:
        found = _guessed(services, lambda: services.lessons.published(lesson))
        if found["sha256"] is None:
            raise NotFoundError("This lesson is no file of this library.")
        by_nginx = services.config.accel
        return send_media(services.store.file(lesson), found["mime"], found["sha256"], by_nginx=by_nginx)

    @api.get("/media/<lesson>/<kind>/<lang>.vtt")
    def get_track(lesson: str, kind: str, lang: str) -> Response:
        _guessed(services, lambda: services.lessons.published(lesson))
        response = Response(services.tracks.body(lesson, kind, lang), mimetype="text/vtt")
        response.headers["Cache-Control"] = "private, no-cache"
        response.add_etag()
        response.make_conditional(request)
        return response

    return api


def _guessed(services: Services, find: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is asked for; where it is not there, count that as a guess."""
    try:
        return dict(find())
    except NotFoundError as error:
        raise services.gate.refuse_guess(error) from None
