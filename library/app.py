"""Application factory: puts the library together from one configuration."""

from __future__ import annotations

import secrets

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.settings.config import Config
from backend.web.allowed_hosts import allowed_hosts
from backend.web.headers import SecurityHeaders
from backend.web.refusals import answer_errors
from backend.web.sending import Sender
from library.media.pieces import PIECE_BYTES
from library.settings.config import LibraryConfig
from library.web.archive_api import make_archive_api
from library.web.policies import answer_relay, library_page_policy
from library.web.services import make_services
from library.web.site import make_site
from library.web.teacher_api import make_teacher_api
from library.web.upload_api import make_upload_api
from library.web.watch_api import make_watch_api

__all__ = ["create_app"]


def create_app(config: LibraryConfig) -> Flask:
    """Return the WSGI app, on a database that has its tables.

    Where no secret key is configured, one is made for this app, and links are valid as long as it runs.
    """
    app = Flask("readroom_library", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = PIECE_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    services = make_services(config, config.signing_keys or (secrets.token_urlsafe(),))
    app.extensions["library"] = services
    page = library_page_policy(config.media_origins)
    for make in (make_teacher_api, make_upload_api, make_watch_api, make_archive_api):
        app.register_blueprint(make(services))
    app.register_blueprint(make_site(Sender(page)))
    answer_errors(app, lambda _error: None)
    answer_relay(app, config.relay_url)
    hosts = allowed_hosts(Config(host=config.host, hosts=config.hosts, trust_proxy=config.trust_proxy))
    app.wsgi_app = SecurityHeaders(app.wsgi_app, hosts, page)  # type: ignore[method-assign]
    if config.trust_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app
