"""The HTTP routes: pages and their files, the making of rooms, and a health check."""

from __future__ import annotations

import contextlib
import hmac
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_file

from backend.common.errors import BadCreateKeyError, BadMessageError, NotFoundError
from backend.common.version import VERSION
from backend.limits.by_address import AddressRateLimit
from backend.rooms.codes import ROOM_CAMERAS, SENSITIVITIES, new_room
from backend.rooms.messages import checker
from backend.rooms.policies import POLICY_NAMES
from backend.rooms.terms import expiry_s, refuse_policy, refuse_room_camera, room_cameras, student_url
from backend.rooms.tokens import Tokens
from backend.settings.config import Config
from backend.web.address import address, base_url
from backend.web.composition import PAGE_SUFFIX, body_of, check_pages, tag_of
from backend.web.compression import compressed, is_worth_it
from backend.web.headers import policy_edition
from backend.web.redirects import meant_path
from backend.web.refusal_page import VARIES, is_for_a_person
from backend.web.static_files import OPENED, Asset, locate

ASK_EACH_TIME = "no-cache"
# A year, the most that caches count.
FOR_EVER = "public, max-age=31536000, immutable"
# What a browser asks for to install as a service worker is refused (headers.py), never found in its store.
FILE_VARIES = ("Accept-Encoding", "Service-Worker")
CREATE_KEY_HEADER = "X-Readroom-Create-Key"

check_room_request = checker(
    "room",
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["policy"],
        "properties": {
            "policy": {"enum": list(POLICY_NAMES)},
            "proctoring": {"type": "boolean"},
            "anonymous": {"type": "boolean"},
            "sensitivity": {"enum": list(SENSITIVITIES)},
            "room_camera": {"enum": list(ROOM_CAMERAS)},
        },
    },
)


def make_pages(config: Config, tokens: Tokens, rate_limit: AddressRateLimit) -> Blueprint:
    """Return the routes of one server; raises `BadPageError` where a page of it is broken."""
    check_pages()
    pages = Blueprint("pages", __name__)

    def post_rooms() -> tuple[Response, int]:
        rate_limit.spend("new_room", address(request.environ))
        _refuse_create_key(config)
        return jsonify(_make_room(config, tokens, base_url(request.environ))), 201

    def get_rooms() -> Response:
        return jsonify(ok=True, **_offer(config))

    def get_health() -> Response:
        return jsonify(ok=True, version=VERSION)

    def get_file(path: str) -> Response:
        has_cameras = config.room_camera != "off"
        asset = locate(f"/{path}", config.overrides, dev=config.dev, room_camera=has_cameras)
        meant = (
            meant_path(f"/{path}", OPENED)
            if asset is None and is_for_a_person(request.accept_mimetypes)
            else None
        )
        return _send(asset) if meant is None else _sent_on(meant)

    pages.add_url_rule("/rooms", view_func=post_rooms, methods=["POST"])
    pages.add_url_rule("/rooms", view_func=get_rooms)
    pages.add_url_rule("/healthz", view_func=get_health)
    pages.add_url_rule("/", view_func=get_file, defaults={"path": ""})
    pages.add_url_rule("/<path:path>", view_func=get_file)
    return pages


def _refuse_create_key(config: Config) -> None:
    if config.create_key is None:
        return
    given = request.headers.get(CREATE_KEY_HEADER, "")
    if not hmac.compare_digest(given.encode("utf-8"), config.create_key.encode("utf-8")):
        raise BadCreateKeyError(
            f"Making a room on this server needs its key in the header {CREATE_KEY_HEADER}."
        )


def _offer(config: Config) -> dict[str, Any]:
    """Return which rooms can be made here; a server without room cameras says nothing of them."""
    offer = {"policies": list(config.policies), "create_key": config.create_key is not None}
    cameras = list(room_cameras(config))
    return {**offer, "room_cameras": cameras} if cameras else offer


def _make_room(config: Config, tokens: Tokens, base_url: str) -> dict[str, Any]:
    wanted = check_room_request(_read_json())
    refuse_policy(wanted["policy"], config)
    refuse_room_camera(wanted.get("room_camera"), config)
    room = new_room(**wanted)
    expires_s = expiry_s(config)
    return {
        "ok": True,
        "code": room.code,
        "student_url": student_url(base_url, room),
        "teacher_url": f"{base_url}/t#{tokens.for_teacher(room, expires_s)}",
        "expires_at": expires_s * 1000,
    }


def _read_json() -> Any:
    # Pages of other sites can send forms but not this content type, so they make no rooms here.
    if not request.is_json:
        raise BadMessageError("A room request is JSON, with the content type application/json.")
    try:
        return request.get_json()
    except RecursionError:
        raise BadMessageError("This JSON is nested too deeply.") from None


def _sent_on(path: str) -> Response:
    """Return the way to the page that was meant; a browser takes the fragment it has along."""
    page, sign, fragment = path.partition("#")
    query = request.query_string.decode("latin-1")
    response = Response(status=301)
    response.location = f"{page}{'?' if query else ''}{query}{sign}{fragment}"
    response.headers["Cache-Control"] = ASK_EACH_TIME
    response.vary.update(VARIES)
    return response


def _send(asset: Asset | None) -> Response:
    if asset is None:
        raise NotFoundError("Nothing is served under this path.")
    if not _is_there(asset.path):
        raise NotFoundError(
            f"{asset.path.name} is not installed here; `make install` fetches what is missing."
        )
    response = _compressed(asset) if _travels_compressed(asset) else _plain(asset)
    response.headers["Cache-Control"] = FOR_EVER if asset.immutable else ASK_EACH_TIME
    return response


def _is_there(path: Path) -> bool:
    # A name longer than the disk allows is an error to it, and no file.
    with contextlib.suppress(OSError):
        return path.is_file()
    return False


def _travels_compressed(asset: Asset) -> bool:
    return is_worth_it(asset) and request.accept_encodings["gzip"] > 0


def _plain(asset: Asset) -> Response:
    tag = _tag(tag_of(asset.path))
    if asset.is_module or asset.path.suffix == PAGE_SUFFIX:
        return _conditional(Response(body_of(asset), mimetype=asset.type), tag)
    response = send_file(asset.path, mimetype=asset.type, conditional=True, etag=tag)
    response.vary.update(FILE_VARIES)
    return response


def _compressed(asset: Asset) -> Response:
    body, tag = compressed(asset)
    response = Response(body, mimetype=asset.type)
    response.content_encoding = "gzip"
    return _conditional(response, _tag(tag))


def _conditional(response: Response, tag: str) -> Response:
    """Return an answer that is empty for whoever has what the tag stands for."""
    response.vary.update(FILE_VARIES)
    response.set_etag(tag)
    response.make_conditional(request)
    return response


def _tag(state: str) -> str:
    return f"{state}-{policy_edition(request.environ)}"
