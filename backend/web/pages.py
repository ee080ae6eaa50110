"""The HTTP routes: pages and their files, the making of rooms, and a health check."""

from __future__ import annotations

import functools
from typing import Any

from flask import Blueprint, Response, jsonify, request

from backend.common.version import VERSION
from backend.limits.by_address import AddressRateLimit
from backend.rooms.codes import ROOM_CAMERAS, SENSITIVITIES, new_room
from backend.rooms.messages import checker
from backend.rooms.policies import POLICY_NAMES
from backend.rooms.terms import expiry_s, refuse_policy, refuse_room_camera, room_cameras, student_url
from backend.rooms.tokens import Tokens
from backend.settings.config import Config
from backend.web.address import address, base_url
from backend.web.bodies import read_json, refuse_wrong_create_key
from backend.web.composition import check_pages
from backend.web.headers import page_policy
from backend.web.redirects import meant_path
from backend.web.refusal_page import VARIES, is_for_a_person
from backend.web.sending import ASK_EACH_TIME, Sender
from backend.web.static_files import OPENED, locate

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
    sender = Sender(functools.partial(page_policy, library_url=config.library_url))

    def post_rooms() -> tuple[Response, int]:
        rate_limit.spend("new_room", address(request.environ))
        refuse_wrong_create_key(config.create_key)
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
        return sender.send(asset) if meant is None else _sent_on(meant)

    pages.add_url_rule("/rooms", view_func=post_rooms, methods=["POST"])
    pages.add_url_rule("/rooms", view_func=get_rooms)
    pages.add_url_rule("/healthz", view_func=get_health)
    pages.add_url_rule("/", view_func=get_file, defaults={"path": ""})
    pages.add_url_rule("/<path:path>", view_func=get_file)
    return pages


def _offer(config: Config) -> dict[str, Any]:
    """Return which rooms can be made here; what a server does not have it does not name."""
    library = {} if config.library_url is None else {"library": config.library_url}
    cameras = list(room_cameras(config))
    return {
        "policies": list(config.policies),
        "create_key": config.create_key is not None,
        **library,
        **({"room_cameras": cameras} if cameras else {}),
    }


def _make_room(config: Config, tokens: Tokens, base_url: str) -> dict[str, Any]:
    wanted = check_room_request(read_json())
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


def _sent_on(path: str) -> Response:
    """Return the way to the page that was meant; a browser takes the fragment it has along."""
    page, sign, fragment = path.partition("#")
    query = request.query_string.decode("latin-1")
    response = Response(status=301)
    response.location = f"{page}{'?' if query else ''}{query}{sign}{fragment}"
    response.headers["Cache-Control"] = ASK_EACH_TIME
    response.vary.update(VARIES)
    return response
