"""Application factory: puts the relay, the pages and their headers together from one configuration."""

from __future__ import annotations

import functools
import secrets
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.cluster.shared_lessons import SharedLessons
from backend.driver.packets import TextPacket
from backend.limits.by_address import AddressRateLimit, NoAddressRateLimit
from backend.limits.limits import MESSAGE_BYTES, PING_INTERVAL_S, PING_TIMEOUT_S
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.events import Relay
from backend.relay.fast_path import FastPath
from backend.relay.handshake import Handshake
from backend.relay.lessons import Lessons
from backend.relay.links import Links
from backend.relay.registry import Registry
from backend.relay.single_join import enforce_single_join
from backend.rooms.handover import Handovers
from backend.rooms.terms import room_cameras
from backend.rooms.tokens import Tokens
from backend.server.server import loop_of
from backend.settings.config import Config
from backend.web.address import base_url
from backend.web.allowed_hosts import allowed_hosts
from backend.web.headers import SecurityHeaders, page_policy
from backend.web.pages import make_pages
from backend.web.refusals import answer_errors

if TYPE_CHECKING:
    from backend.cluster.redis_manager import RedisManager

__all__ = ["Config", "create_app"]


def create_app(config: Config) -> Flask:
    """Return the WSGI app, with the Socket.IO server in `app.extensions["socketio"]`.

    Where no secret key is configured, one is made for this app, and tokens are valid as long as it runs.
    """
    app = Flask("readroom", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MESSAGE_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    keys = config.signing_keys or (secrets.token_urlsafe(),)
    tokens, handovers = Tokens(*keys), Handovers(*keys)
    rate_limit = AddressRateLimit() if config.address_limits else NoAddressRateLimit()
    app.register_blueprint(make_pages(config, tokens, rate_limit))
    counts = Counts()
    answer_errors(app, functools.partial(_count_refusal, counts))
    registry = Registry()
    handshake = Handshake(tokens, handovers, config, rate_limit, registry)
    _attach_relay(app, config, handshake, registry, Links(tokens), counts)
    page = functools.partial(page_policy, library_url=config.library_url)
    app.wsgi_app = SecurityHeaders(  # type: ignore[method-assign]
        app.wsgi_app, allowed_hosts(config), page, config.frame_ancestors
    )
    if config.trust_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _attach_relay(
    app: Flask, config: Config, handshake: Handshake, registry: Registry, links: Links, counts: Counts
) -> None:
    cluster = _cluster(config)
    socketio = SocketIO(
        app,
        # Without it Flask-SocketIO would choose whatever is installed.
        async_mode=config.async_mode,
        # A client's messages are handled in the order in which they arrive.
        async_handlers=False,
        transports=["websocket"],
        max_http_buffer_size=MESSAGE_BYTES,
        ping_interval=PING_INTERVAL_S,
        ping_timeout=PING_TIMEOUT_S,
        cors_allowed_origins=_origin_check(config),
        **({} if cluster is None else {"client_manager": cluster}),
        serializer=TextPacket,
        manage_session=False,
    )
    delivery = Delivery(socketio, config.tick_ms / 1000, counts)
    lessons = _lessons(config, registry, delivery, counts, cluster)
    has_cameras = len(room_cameras(config)) > 0
    relay = Relay(
        socketio, handshake, delivery, registry, lessons, links, counts, has_room_cameras=has_cameras
    )
    relay.attach()
    enforce_single_join(socketio.server)
    if config.fast_path:
        tell_others = None if cluster is None else cluster.tell_boards
        FastPath(socketio, relay.receive, delivery, loop_of(config), tell_others).attach()
    if config.metrics:
        # Imported here, so that a server without metrics starts faster.
        from backend.relay.metrics import make_metrics

        app.register_blueprint(make_metrics(counts, registry, delivery))


def _cluster(config: Config) -> RedisManager | None:
    if config.message_queue is None:
        return None
    # Imported here: Redis' library takes a tenth of a second to load, and may be missing.
    from backend.cluster.redis_manager import RedisManager

    return RedisManager(config.message_queue, loop_of(config))


def _lessons(
    config: Config, registry: Registry, delivery: Delivery, counts: Counts, cluster: RedisManager | None
) -> Lessons:
    if cluster is None:
        return Lessons(registry, delivery, counts, config.room_hours)
    return SharedLessons(registry, delivery, counts, config.room_hours, cluster)


def _origin_check(config: Config) -> Any:
    def is_allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        return origin in (base_url(environ), *config.origins)

    return is_allowed


def _count_refusal(counts: Counts, error: str) -> None:
    counts.refused["http", error] += 1
