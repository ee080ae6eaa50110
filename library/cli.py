"""Command line of the library: reads the options, brings the tables up to date, and serves."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from flask import Flask

from backend.common.errors import ConfigError
from backend.common.logs import SERVER_LOG, set_up_logs
from library.app import create_app
from library.serving.secret import with_secret
from library.serving.server import Server
from library.settings.config import LibraryConfig
from library.settings.options import read_library_config
from library.storage.database import migrate, open_database


def main(argv: Sequence[str]) -> int:
    """Run the library until a signal stops it; return the exit status."""
    try:
        config = with_secret(read_library_config(argv, os.environ))
        prepare(config)
    except ConfigError as error:
        print(f"readroom: {error}", file=sys.stderr)
        return 2
    set_up_logs(config.log_format)
    Server(config, lambda: create_app(config), lambda port: greet(config, port), begin).run()
    return 0


def prepare(config: LibraryConfig) -> None:
    """Have the folder and the tables; raise ConfigError where that cannot be."""
    try:
        config.data.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"The folder {config.data} cannot be made ({error.strerror}).") from None
    engine = open_database(config.database_url)
    migrate(engine)
    # No connection is taken along into the worker.
    engine.dispose()


def begin(app: Flask) -> None:
    """Start what a library does by itself."""
    app.extensions["library"].retention.sweep_daily()


def greet(config: LibraryConfig, port: int) -> None:
    """Say where the library is, once it accepts connections."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '[::]') else host}:{port}/library/"
    if config.log_format == "json":
        SERVER_LOG.info("serving %s", address)
    else:
        print(f"Readroom's library is running.\n  Open it:           {address}", flush=True)
