"""Error handlers: every error of an application, Flask's own included, answered as JSON or as a page."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from backend.common.errors import BadMessageError, NotFoundError, ReadroomError, ServerError, TooLargeError
from backend.web.refusal_page import VARIES, is_for_a_person, refusal_page


def answer_errors(app: Flask, told: Callable[[str], None]) -> None:
    """Answer every error, as JSON to a program and as a page to a person; `told` gets the error's word."""

    def refuse(error: ReadroomError, status: int | None = None) -> tuple[Response, int]:
        told(error.error)
        response = _page_of(error) if is_for_a_person(request.accept_mimetypes) else jsonify(error.refusal())
        response.vary.update(VARIES)
        return response, status or error.status

    def refuse_http(error: HTTPException) -> tuple[Response, int]:
        status = error.code or ServerError.status
        return refuse(_own(error, status), status)

    app.register_error_handler(ReadroomError, refuse)
    app.register_error_handler(HTTPException, refuse_http)


def _page_of(error: ReadroomError) -> Response:
    return Response(refusal_page(error.error, request.accept_languages), mimetype="text/html")


def _own(error: HTTPException, status: int) -> ReadroomError:
    known = {404: NotFoundError, 413: TooLargeError}
    kind = known.get(status, ServerError if status >= 500 else BadMessageError)
    return kind(error.description or error.name)
