"""WSGI server (gunicorn, threads): one process, since what waits for five waits in its memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from werkzeug.serving import select_address_family

from library.settings.config import LibraryConfig

_SILENCE_S = 15
_STOP_WITHIN_S = 10
# A worker that does not answer its master for so long is started anew.
_STUCK_S = 120


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """One library, as gunicorn starts it; the application is made in the worker."""

    def __init__(
        self,
        config: LibraryConfig,
        make: Callable[[], Flask],
        greet: Callable[[int], None],
        begin: Callable[[Flask], None],
    ) -> None:
        self._config = config
        self._make = make
        self._greet = greet
        self._begin = begin
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn its settings."""
        host = self._config.host
        is_ipv6 = select_address_family(host, 0).name == "AF_INET6"
        chosen = {
            "bind": f"[{host}]:{self._config.port}" if is_ipv6 else f"{host}:{self._config.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._config.threads,
            "keepalive": _SILENCE_S,
            "timeout": _STUCK_S,
            "graceful_timeout": _STOP_WITHIN_S,
            "loglevel": "warning",
            # Which scheme and address a request came by, the application decides (--trust-proxy).
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "when_ready": self._tell,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, in the worker."""
        app = self._make()
        self._begin(app)
        return app

    def _tell(self, arbiter: Any) -> None:
        self._greet(arbiter.LISTENERS[0].sock.getsockname()[1])
