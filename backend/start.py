"""The start and the stop: bind the port, say where to go, serve, and tell everyone before going."""

from __future__ import annotations

import errno
import importlib.util
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence

import eventlet
import eventlet.wsgi
from flask import Flask

from backend.app import create_app
from backend.config import Config
from backend.errors import ConfigError
from backend.limits import CONNECTIONS, LAST_WORD_S
from backend.logs import HTTP_LOG, set_up_logs
from backend.settings import read_config
from backend.site import missing_libraries
from backend.tls import lan_addresses, tls_context

BACKLOG = 1024

# A browser that opened a connection and asks nothing is let go; WebSockets have Engine.IO's pings instead.
HTTP_SILENCE_S = 60


def main(argv: Sequence[str]) -> int:
    """Run the server until it is told to stop; return the exit status."""
    set_up_logs()
    try:
        config = read_config(argv, os.environ)
        run(config)
    except ConfigError as error:
        print(f"readroom: {error}", file=sys.stderr)
        return 2
    return 0


def run(config: Config) -> None:
    """Serve one configuration. Raises ConfigError where it cannot even begin."""
    _refuse_missing_redis(config)
    context = tls_context(config)
    listener = _listen(config)
    app = create_app(config)
    _stop_on_signals(app)
    print(_welcome(config, listener.getsockname()[1]), flush=True)
    if context is not None:
        listener = context.wrap_socket(listener, server_side=True)
    eventlet.wsgi.server(
        listener,
        app,
        log=HTTP_LOG,
        log_output=False,
        debug=False,
        max_size=CONNECTIONS,
        socket_timeout=HTTP_SILENCE_S,
    )


def _refuse_missing_redis(config: Config) -> None:
    if config.message_queue is not None and importlib.util.find_spec("redis") is None:
        raise ConfigError(
            "--message-queue needs the Python package redis; install it beside this server's others."
        )


def _listen(config: Config) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        # Without reuse_port=False a second server would quietly share the port with the first.
        return eventlet.listen(address, family, backlog=BACKLOG, reuse_port=False)  # type: ignore[no-any-return]
    except OSError as error:
        raise ConfigError(_why_not_bound(error, config)) from None


def _why_not_bound(error: OSError, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {config.port} is taken; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"port {config.port} needs more rights than this user has; choose one above 1023 with --port."
    return f"cannot listen on {config.host} port {config.port}: {error.strerror}."


def _welcome(config: Config, port: int) -> str:
    scheme = "http" if config.tls is None and config.tls_cert is None else "https"
    lines = [
        "Readroom is running.",
        f"  Open as a teacher:  {scheme}://{_shown_host(config.host)}:{port}/",
        "  Stop:               Ctrl-C",
        *_notes(config, is_https=scheme == "https"),
    ]
    return "\n".join(lines)


def _notes(config: Config, *, is_https: bool) -> list[str]:
    notes = []
    if not is_https:
        notes.append(
            '  Over HTTPS:         make run ARGS="--host 0.0.0.0 --tls adhoc"; more in docs/deployment.md'
        )
    if config.tls == "adhoc":
        notes.append("  Certificate:        made for this run; each browser warns about it once")
    if not is_https and not _is_loopback(config.host):
        notes.append("  Warning:            without HTTPS browsers give no camera to other machines")
    if config.secret_key is None:
        notes.append(
            "  Secret:             made for this run; teacher links end with it (see READROOM_SECRET_KEY)"
        )
    if missing_libraries():
        notes.append(f"  Missing:            {', '.join(missing_libraries())}; run `make install`")
    return notes


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return next(iter(lan_addresses()), "127.0.0.1")
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _stop_on_signals(app: Flask) -> None:
    """Stop on SIGINT and SIGTERM, from a greenlet: a signal's own handler runs in the middle of anything."""
    hear, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    eventlet.spawn(_stop_when_told, app, hear)


def _stop_when_told(app: Flask, hear: int) -> None:
    eventlet.hubs.trampoline(hear, read=True)
    app.extensions["socketio"].emit("stopping", {})
    eventlet.sleep(LAST_WORD_S)
    sys.stdout.flush()
    logging.shutdown()
    # eventlet's server would wait for every open WebSocket, which is the whole lesson.
    os._exit(0)
