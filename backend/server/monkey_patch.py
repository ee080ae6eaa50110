"""Monkey patch: makes the standard library cooperative; a program that serves imports this module first."""

import contextlib
import io
import os
import sys
import warnings

from backend.common.errors import ConfigError
from backend.server.stdio import replace_standard_streams

# Importing these creates no socket, and the threads of the output are the system's own.
from backend.settings.config import Config
from backend.settings.options import read_config

# eventlet's own name resolver loads a hundred modules, cryptography among them; a relay resolves one host.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")


def _patch(async_mode: str) -> None:
    if async_mode == "gevent":
        import gevent.monkey

        gevent.monkey.patch_all()
        return
    with warnings.catch_warnings():
        # eventlet announces its own retirement at each import; docs/deployment.md says it once.
        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()


def _leave_out_redis() -> None:
    """Let Socket.IO find no Redis library: it would load one, with cryptography, wherever it is installed."""
    for name in ("redis", "valkey"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how Python marks what is not there


def _chosen() -> Config:
    try:
        # An option of the tests' server, which is no setting.
        settings = [word for word in sys.argv[1:] if not word.startswith("--override=")]
        # --help and --version are answered by the start.
        with contextlib.redirect_stdout(io.StringIO()):
            return read_config(settings, os.environ)
    except (ConfigError, SystemExit):
        # The command line reports what is wrong with the options, and serves nothing.
        return Config()


replace_standard_streams()
_CONFIG = _chosen()
_patch(_CONFIG.async_mode)
if _CONFIG.message_queue is None:
    _leave_out_redis()
