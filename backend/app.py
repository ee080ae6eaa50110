"""create_app: the relay, the pages and their headers put together from one configuration."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request
from flask_socketio import SocketIO
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.cluster.shared_lessons import SharedLessons
from backend.common.errors import BadMessageError, NotFoundError, ReadroomError, ServerError, TooLargeError
from backend.driver.packets import TextPacket
from backend.limits.by_address import Gate, OpenGate
from backend.limits.limits import MESSAGE_BYTES, PING_INTERVAL_S, PING_TIMEOUT_S
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.events import Relay
from backend.relay.fast_path import FastPath
from backend.relay.handshake import Handshake
from backend.relay.lessons import Lessons
from backend.relay.registry import Roll
from backend.relay.single_join import hang_up_after_one_join
from backend.rooms.tokens import Tokens
from backend.server.server import loop_of
from backend.settings.config import Config
from backend.web.address import base_url
from backend.web.allowed_hosts import hosts_of
from backend.web.headers import SecurityHeaders
from backend.web.pages import make_pages
from backend.web.refusal_page import VARIES, is_for_a_person, refusal_page

if TYPE_CHECKING:
    from backend.cluster.redis_manager import Neighbours

__all__ = ["Config", "create_app"]


def create_app(config: Config) -> Flask:
    """Return the WSGI app, with the Socket.IO server in `app.extensions["socketio"]`.

    Without secret keys tokens live as long as this app.
    """
    app = Flask("readroom", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MESSAGE_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    tokens = Tokens(*(config.signing_keys or (secrets.token_urlsafe(),)))
    gate = Gate() if config.address_limits else OpenGate()
    app.register_blueprint(make_pages(config, tokens, gate))
    counts = Counts()
    _answer_errors(app, counts)
    _attach_relay(app, config, tokens, gate, counts)
    app.wsgi_app = SecurityHeaders(app.wsgi_app, hosts_of(config))  # type: ignore[method-assign]
    if config.trust_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _attach_relay(app: Flask, config: Config, tokens: Tokens, gate: Gate, counts: Counts) -> None:
    neighbours = _neighbours(config)
    socketio = SocketIO(
        app,
        # Flask-SocketIO would take whatever is installed.
        async_mode=config.async_mode,
        # A client's messages are handled in the order they came.
        async_handlers=False,
        transports=["websocket"],
        max_http_buffer_size=MESSAGE_BYTES,
        ping_interval=PING_INTERVAL_S,
        ping_timeout=PING_TIMEOUT_S,
        cors_allowed_origins=_origin_check(config),
        **({} if neighbours is None else {"client_manager": neighbours}),
        serializer=TextPacket,
        manage_session=False,
    )
    delivery = Delivery(socketio, config.tick_ms / 1000, counts)
    roll = Roll()
    handshake = Handshake(tokens, config, gate, roll)
    lessons = _lessons(config, roll, delivery, counts, neighbours)
    relay = Relay(socketio, handshake, delivery, roll, lessons, counts)
    relay.attach()
    hang_up_after_one_join(socketio.server)
    if config.fast_path:
        tell_others = None if neighbours is None else neighbours.tell_boards
        FastPath(socketio, relay.receive, delivery, loop_of(config), tell_others).attach()
    if config.metrics:
        # Here and not above: a server without metrics starts faster without their library.
        from backend.relay.metrics import make_metrics

        app.register_blueprint(make_metrics(counts, roll, delivery))


def _neighbours(config: Config) -> Neighbours | None:
    if config.message_queue is None:
        return None
    # Here and not above: Redis' library takes a tenth of a second to load, and may be missing.
    from backend.cluster.redis_manager import Neighbours

    return Neighbours(config.message_queue, loop_of(config))


def _lessons(
    config: Config, roll: Roll, delivery: Delivery, counts: Counts, neighbours: Neighbours | None
) -> Lessons:
    if neighbours is None:
        return Lessons(roll, delivery, counts, config.room_hours)
    return SharedLessons(roll, delivery, counts, config.room_hours, neighbours)


def _origin_check(config: Config) -> Any:
    def is_allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        return origin in (base_url(environ), *config.origins)

    return is_allowed


def _answer_errors(app: Flask, counts: Counts) -> None:
    """Give every refusal, Flask's own included, the one shape or a page, and count it."""

    def refuse(error: ReadroomError, status: int | None = None) -> tuple[Response, int]:
        counts.refused["http", error.error] += 1
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
