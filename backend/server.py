"""The server: one port, one process, everything in greenlets; told to stop, it tells everyone first."""

from __future__ import annotations

import errno
import logging
import os
import resource
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import eventlet
import eventlet.wsgi
from flask import Flask

from backend.config import Config
from backend.errors import ConfigError
from backend.limits import CONNECTIONS, LAST_WORD_S
from backend.logs import HTTP_LOG, SERVER_LOG

BACKLOG = 1024

# Listener, logs, and the pages' files that are being sent.
OTHER_FILES = 1000

# A browser that opened a connection and asks nothing is let go; WebSockets have Engine.IO's pings instead.
HTTP_SILENCE_S = 60


def listen(config: Config) -> socket.socket:
    """Return a listening socket; raise ConfigError saying why there is none."""
    try:
        family, _, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        # Without reuse_port=False a second server would quietly share the port with the first.
        return eventlet.listen(address, family, backlog=BACKLOG, reuse_port=False)  # type: ignore[no-any-return]
    except OSError as error:
        raise ConfigError(_why_not_bound(error, config)) from None


def serve(app: Flask, listener: socket.socket, context: ssl.SSLContext | None) -> None:
    """Answer requests until a signal stops the process."""
    _allow_open_files()
    _stop_on_signals(app)
    if context is not None:
        listener = context.wrap_socket(listener, server_side=True)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        eventlet.wsgi.server(
            listener,
            app,
            log=HTTP_LOG,
            log_output=False,
            debug=False,
            custom_pool=_Connections(CONNECTIONS),
            socket_timeout=HTTP_SILENCE_S,
            # eventlet writes addresses there for each line that breaks off; our own faults go to the logs.
            environ={"wsgi.errors": nowhere},
        )


def _allow_open_files() -> None:
    """Ask the system for as many open files as there may be connections; a thousand is a usual default."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


class _Connections(eventlet.GreenPool):  # type: ignore[misc]  # eventlet has no type hints
    """The greenlets of all connections."""

    def spawn(self, handle: Callable[..., Any], *args: Any) -> Any:
        return super().spawn(_until_broken, handle, *args)


def _until_broken(handle: Callable[..., Any], *args: Any) -> None:
    try:
        handle(*args)
    except OSError:
        # Anybody can hang up in mid-word or speak HTTP to a TLS port; that is worth no traceback.
        return


def _why_not_bound(error: OSError, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {config.port} is taken; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"port {config.port} needs more rights than this user has; choose one above 1023 with --port."
    return f"cannot listen on {config.host} port {config.port}: {error.strerror}."


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
    SERVER_LOG.info("stopping: everybody is told to connect again")
    # To this process's own clients, whatever else is on the message queue.
    app.extensions["socketio"].server.emit("stopping", {}, ignore_queue=True)
    eventlet.sleep(LAST_WORD_S)
    sys.stdout.flush()
    logging.shutdown()
    # eventlet's server would wait for every open WebSocket, which is the whole lesson.
    os._exit(0)
