"""Upload API: a lesson's file arrives in pieces, and goes on from where it was broken off."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from library.common.errors import BadRangeError, ConflictError, QuotaError
from library.media.pieces import PIECE_BYTES, Piece, read_piece, refuse_damaged
from library.media.types import refuse_other_bytes, refuse_type
from library.web.services import Services
from library.web.teacher_api import own_lesson

OFFSET_HEADER = "Upload-Offset"


def make_upload_api(services: Services) -> Blueprint:
    """Return the routes."""
    api = Blueprint("upload_api", __name__, url_prefix="/library/api")

    @api.route("/lessons/<lesson>/media", methods=["HEAD"])
    def head_media(lesson: str) -> Response:
        own_lesson(services, lesson)
        response = Response()
        response.headers[OFFSET_HEADER] = str(services.store.offset(lesson))
        response.headers["Cache-Control"] = "no-store"
        return response

    @api.put("/lessons/<lesson>/media")
    def put_media(lesson: str) -> Response:
        found = own_lesson(services, lesson)
        piece = read_piece(request.headers.get("Content-Range", ""))
        with services.upload_lock(lesson):
            if found["link"] is not None or found["sha256"] is not None:
                raise ConflictError("This lesson has its video; make another lesson for another one.")
            if piece.is_end:
                return _finish(services, lesson, piece.total)
            _take(services, lesson, piece)
        return jsonify(ok=True, offset=piece.stop)

    return api


def _take(services: Services, lesson: str, piece: Piece) -> None:
    known = services.lessons.find(lesson)
    if piece.start == 0:
        refuse_type(request.mimetype)
        _refuse_without_quota(services, piece.total, known["bytes"] or 0)
    elif known["bytes"] != piece.total:
        raise ConflictError("This upload began with another length; begin it again.")
    data = _body(piece)
    if piece.start == 0:
        refuse_other_bytes(request.mimetype, data)
        services.store.refuse_without_room(piece.total)
        services.store.begin_again(lesson)
        services.lessons.set_file(lesson, mime=request.mimetype, total=piece.total)
    services.store.append(lesson, piece.start, data)


def _refuse_without_quota(services: Services, total: int, before: int) -> None:
    if total > services.lesson_bytes:
        raise QuotaError(f"One lesson has at most {services.lesson_bytes} bytes here.")
    if services.lessons.uploaded_bytes() - before + total > services.upload_bytes:
        raise QuotaError("This library has no room for that file.")


def _body(piece: Piece) -> bytes:
    length = piece.stop - piece.start
    if request.content_length != length:
        raise BadRangeError("The piece has another length than its Content-Range says.")
    # Read up to the length that was told, and never more than a piece.
    request.max_content_length = PIECE_BYTES
    try:
        data = request.get_data(cache=False)
    except (ClientDisconnected, OSError):
        data = b""
    if len(data) != length:
        raise BadRangeError("The piece was broken off; send it again.")
    refuse_damaged(request.headers.get("Content-Digest", ""), data)
    return data


def _finish(services: Services, lesson: str, total: int) -> Response:
    if services.lessons.find(lesson)["bytes"] != total:
        raise ConflictError("This upload began with another length; begin it again.")
    digest = services.store.finish(lesson, total)
    services.lessons.set_arrived(lesson, digest)
    return jsonify(ok=True, offset=total, sha256=digest)
