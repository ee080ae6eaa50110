"""Archive API: class curves of live lessons, kept, read and deleted by whoever holds the course's token."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, jsonify

from backend.common.errors import PolicyOffError
from backend.rooms.codes import read_course_code
from backend.web.bodies import read_json
from library.archive.refusals import fewer_than, refusal_of
from library.archive.sessions import is_out_of_date
from library.common.errors import BadCurveError
from library.storage.database import forget_deleted
from library.watching.contributions import message_checker
from library.web.services import Services

_check_curve = message_checker("class_curve")
# Somewhere on Earth it is tomorrow already.
_AHEAD = timedelta(days=1)


def make_archive_api(services: Services) -> Blueprint:
    """Return the routes."""
    api = Blueprint("archive_api", __name__, url_prefix="/library/api")
    sessions, gate, config = services.sessions, services.gate, services.config

    def own_course(code: str) -> str:
        gate.refuse_other_course(read_course_code(code))
        return gate.teacher_of()

    @api.post("/courses/<code>/sessions")
    def post_session(code: str) -> tuple[Response, int]:
        course = services.courses.find(own_course(code))
        curve = _check_curve(read_json())
        reason = refusal_of(curve)
        if reason is not None:
            raise BadCurveError(f"This lesson is not kept: {reason}.")
        if curve["policy"] not in config.policies:
            raise PolicyOffError("This library keeps no lessons with this policy.")
        if fewer_than(curve, config.min_here):
            raise BadCurveError(f"This library keeps minutes of {config.min_here} people or more.")
        _refuse_day(date.fromisoformat(curve["day"]), course["keep_days"])
        return jsonify(ok=True, id=sessions.keep(course["code"], curve)), 201

    @api.get("/courses/<code>/sessions")
    def get_sessions(code: str) -> Response:
        course = services.courses.find(own_course(code))
        facts = {name: course[name] for name in ("code", "title", "keep_days")}
        return jsonify(
            ok=True, **facts, min_here=config.min_here, sessions=sessions.of_course(course["code"])
        )

    @api.delete("/courses/<code>/sessions")
    def delete_sessions(code: str) -> Response:
        sessions.delete_all(own_course(code))
        forget_deleted(services.engine)
        return jsonify(ok=True)

    @api.delete("/sessions/<session>")
    def delete_session(session: str) -> Response:
        # Without a token nobody learns which lessons there are.
        gate.teacher_of()
        gate.refuse_other_course(sessions.course_of(session))
        sessions.delete(session)
        forget_deleted(services.engine)
        return jsonify(ok=True)

    return api


def _refuse_day(day: date, keep_days: int) -> None:
    today = date.today()
    if day > today + _AHEAD:
        raise BadCurveError("This lesson is of a day to come.")
    if is_out_of_date(day, keep_days, today):
        raise BadCurveError(f"This course keeps lessons for {keep_days} days, and this one is older.")
