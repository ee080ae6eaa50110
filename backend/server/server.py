"""The server: one port, one process, everything in greenlets; told to stop, it tells everyone first."""

from __future__ import annotations

import errno
import gc
import importlib
import logging
import os
import resource
import signal
import socket
import ssl
from typing import Any, NoReturn

from flask import Flask

from backend.common.errors import ConfigError
from backend.common.logs import SERVER_LOG
from backend.limits.limits import CONNECTIONS, LAST_WORD_S
from backend.server.listener import FrontDoor
from backend.server.stdio import drain_streams
from backend.settings.config import Config

# Listener, logs, and the pages' files that are being sent.
OTHER_FILES = 1000
# Of these without a single connection.
OWN_FILES = 20

# New objects after which Python looks for cycles among them: about as many as a busy tick has, not 700.
# Every fourth time it looks at all: ended connections are old by then, and hold their last messages.
COLLECT_AFTER = (20_000, 1, 1)


def loop_of(config: Config) -> Any:
    """Return the module of the event loop that a configuration asks for, eventlet_loop or gevent_loop."""
    return importlib.import_module(f"backend.server.{config.async_mode}_loop")


def listen(config: Config) -> socket.socket:
    """Return a listening socket; raise ConfigError saying why there is none."""
    try:
        family, _, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        return loop_of(config).listen(address, family)  # type: ignore[no-any-return]
    except OSError as error:
        raise ConfigError(_why_not_bound(error, config)) from None


def serve(app: Flask, listener: socket.socket, context: ssl.SSLContext | None, config: Config) -> NoReturn:
    """Answer requests until a signal stops the process; should the loop end by itself, the process does."""
    loop = loop_of(config)
    files = _allow_open_files()
    _collect_seldom()
    _stop_on_signals(app, loop)
    try:
        FrontDoor(app, loop, context, connections_within(files), config).serve(listener)
    except Exception:
        SERVER_LOG.exception("nobody can connect any more")
    # Whoever runs it starts it anew; a process that goes on without listening would look alive for ever.
    SERVER_LOG.critical("the server stopped listening and ends")
    _end(1)


def _allow_open_files() -> int:
    """Ask the system for as many open files as there may be connections, and return how many there may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        # A thousand is a usual default.
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return wanted if soft == resource.RLIM_INFINITY else max(soft, allowed)


def connections_within(files: int) -> int:
    """Return how many connections so many files leave room for, beside the server's own and the pages'."""
    return max(1, min(CONNECTIONS, files - min(OTHER_FILES, OWN_FILES + files // 4)))


def _collect_seldom() -> None:
    """Look for unreachable cycles seldom, and never among what lives as long as the process.

    The rows of one tick survive many of Python's own rounds: a tenth of a busy relay's time went there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def _why_not_bound(error: OSError, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {config.port} is taken; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"port {config.port} needs more rights than this user has; choose one above 1023 with --port."
    return f"cannot listen on {config.host} port {config.port}: {error.strerror}."


def _stop_on_signals(app: Flask, loop: Any) -> None:
    """Stop on SIGINT and SIGTERM, from a greenlet: a signal's own handler runs in the middle of anything."""
    hear, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    loop.spawn(_stop_when_told, app, hear, loop)


def _stop_when_told(app: Flask, hear: int, loop: Any) -> None:
    loop.wait_readable(hear)
    SERVER_LOG.info("stopping: everybody is told to connect again")
    # To this process's own clients, whatever else is on the message queue.
    app.extensions["socketio"].server.emit("stopping", {}, ignore_queue=True)
    loop.sleep(LAST_WORD_S)
    _end(0)


def _end(status: int) -> NoReturn:
    logging.shutdown()
    drain_streams()
    # A server that ends by itself would wait for every open WebSocket, which is the whole lesson.
    os._exit(status)
