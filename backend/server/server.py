"""Server: one process on one port, everything in greenlets; on a signal it tells everyone and stops."""

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
from backend.server.listener import Listener
from backend.server.stdio import drain_streams
from backend.settings.config import Config

# The listening socket, logs, and files of pages that are being sent.
OTHER_FILES = 1000
# Those that are open without any connection.
OWN_FILES = 20

# New objects after which Python collects: about as many as a busy tick makes, not 700. Every fourth time it
# collects all generations, since ended connections are old by then and hold their last messages.
COLLECTION_THRESHOLDS = (20_000, 1, 1)


def loop_of(config: Config) -> Any:
    """Return the event loop module of a configuration, eventlet_loop or gevent_loop."""
    return importlib.import_module(f"backend.server.{config.async_mode}_loop")


def listen(config: Config) -> socket.socket:
    """Return a listening socket. Raises ConfigError, saying why there is none."""
    try:
        family, _, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        return loop_of(config).listen(address, family)  # type: ignore[no-any-return]
    except OSError as error:
        raise ConfigError(_why_not_bound(error, config)) from None


def serve(app: Flask, listener: socket.socket, context: ssl.SSLContext | None, config: Config) -> NoReturn:
    """Serve until a signal stops the process; should the loop end by itself, the process ends too."""
    loop = loop_of(config)
    files = _allow_open_files()
    _tune_garbage_collection()
    _stop_on_signals(app, loop)
    try:
        Listener(app, loop, context, connections_within(files), config).serve(listener)
    except Exception:
        SERVER_LOG.exception("nobody can connect any more")
    # A supervisor restarts it; a process that does not listen would look alive for ever.
    SERVER_LOG.critical("the server stopped listening and ends")
    _end(1)


def _allow_open_files() -> int:
    """Raise the limit of open files to what all connections need, and return what was granted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        # The default is often a thousand.
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return wanted if soft == resource.RLIM_INFINITY else max(soft, allowed)


def connections_within(files: int) -> int:
    """Return how many connections fit into so many files, beside the server's own and the pages'."""
    return max(1, min(CONNECTIONS, files - min(OTHER_FILES, OWN_FILES + files // 4)))


def _tune_garbage_collection() -> None:
    """Collect cyclic garbage rarely, and never look at what lives as long as the process.

    The rows of one tick survive many of Python's default collections, a tenth of a busy relay's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTION_THRESHOLDS)


def _why_not_bound(error: OSError, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {config.port} is taken; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"port {config.port} needs more rights than this user has; choose one above 1023 with --port."
    return f"cannot listen on {config.host} port {config.port}: {error.strerror}."


def _stop_on_signals(app: Flask, loop: Any) -> None:
    """Stop on SIGINT and SIGTERM, in a greenlet: a signal handler may interrupt anything."""
    readable, writable = os.pipe()
    os.set_blocking(writable, False)
    signal.set_wakeup_fd(writable)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    loop.spawn(_stop_on_wakeup, app, readable, loop)


def _stop_on_wakeup(app: Flask, readable: int, loop: Any) -> None:
    loop.wait_readable(readable)
    SERVER_LOG.info("stopping: everybody is told to connect again")
    # To this process's own clients, whatever else is on the message queue.
    app.extensions["socketio"].server.emit("stopping", {}, ignore_queue=True)
    loop.sleep(LAST_WORD_S)
    _end(0)


def _end(status: int) -> NoReturn:
    logging.shutdown()
    drain_streams()
    # A normal exit would wait for every open WebSocket, which is the whole lesson.
    os._exit(status)
