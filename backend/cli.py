"""Command line: reads the options, binds the port, prints the start message and serves."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from backend.app import create_app
from backend.common.errors import ConfigError
from backend.common.logs import SERVER_LOG, set_up_logs
from backend.greeting import address, greeting
from backend.server.server import listen, loop_of, serve
from backend.server.tls import tls_context
from backend.settings.config import Config
from backend.settings.options import read_config
from backend.settings.secret_file import AUTO, kept_secret, usual_file

FOR_THE_RUN = "made for this run; teacher links end with it"


def main(argv: Sequence[str]) -> int:
    """Run the server until a signal stops it; return the exit status."""
    try:
        run(read_config(argv, os.environ))
    except ConfigError as error:
        print(f"readroom: {error}", file=sys.stderr)
        return 2
    return 0


def run(config: Config) -> None:
    """Serve one configuration. Raises ConfigError where the server cannot start."""
    set_up_logs(config.log_format)
    config, secret = _keep_secret(config)
    context = tls_context(config)
    _refuse_unusable_queue(config)
    listener = listen(config)
    app = create_app(config)
    _welcome(config, listener.getsockname()[1], secret)
    serve(app, listener, context, config)


def _refuse_unusable_queue(config: Config) -> None:
    if config.message_queue is None:
        return
    if importlib.util.find_spec("redis") is None:
        how = "pip install --require-hashes -r requirements-queue.txt"
        raise ConfigError(f"--message-queue needs the Python package redis: `{how}`.")
    from backend.cluster.redis_manager import refuse_silent_queue

    refuse_silent_queue(config.message_queue, loop_of(config))


def _keep_secret(config: Config) -> tuple[Config, str]:
    """Return the configuration with its secret key, and where that is from; empty where configured."""
    if config.signing_keys:
        return config, ""
    if config.secret_file is None:
        return config, f"{FOR_THE_RUN} (see READROOM_SECRET_KEYS)"
    is_auto = config.secret_file == AUTO
    path = usual_file(os.environ) if is_auto else Path(config.secret_file)
    if path is None:
        return config, f"{FOR_THE_RUN}, as this user has no home folder to keep one in"
    try:
        kept = replace(config, secret_key=kept_secret(path))
    except OSError as error:
        why = f"{path} cannot be kept ({error.strerror})"
        if not is_auto:
            raise ConfigError(f"The secret file {why}.") from None
        return config, f"{FOR_THE_RUN}, as {why}"
    return kept, f"kept in {path}, which you alone can read; teacher links outlive a restart"


def _welcome(config: Config, port: int, secret: str) -> None:
    if config.log_format == "json":
        SERVER_LOG.info("serving %s", address(config, port))
        if secret and config.secret_file is not None:
            SERVER_LOG.info("secret: %s", secret)
    else:
        print(greeting(config, port, secret), flush=True)
