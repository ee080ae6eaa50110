"""The start: read the options, bind, say where to go, serve."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence

from backend.app import create_app
from backend.config import Config
from backend.errors import ConfigError
from backend.logs import SERVER_LOG, set_up_logs
from backend.server import listen, loop_of, serve
from backend.settings import read_config
from backend.site import missing_libraries
from backend.tls import lan_addresses, tls_context


def main(argv: Sequence[str]) -> int:
    """Run the server until it is told to stop; return the exit status."""
    try:
        run(read_config(argv, os.environ))
    except ConfigError as error:
        print(f"readroom: {error}", file=sys.stderr)
        return 2
    return 0


def run(config: Config) -> None:
    """Serve one configuration. Raises ConfigError where it cannot even begin."""
    set_up_logs(config.log_format)
    context = tls_context(config)
    _refuse_unusable_queue(config)
    listener = listen(config)
    app = create_app(config)
    _welcome(config, listener.getsockname()[1])
    serve(app, listener, context, loop_of(config))


def _refuse_unusable_queue(config: Config) -> None:
    if config.message_queue is None:
        return
    if importlib.util.find_spec("redis") is None:
        how = "pip install -r requirements-queue.txt"
        raise ConfigError(f"--message-queue needs the Python package redis: `{how}`.")
    from backend.neighbours import refuse_silent_queue

    refuse_silent_queue(config.message_queue)


def _welcome(config: Config, port: int) -> None:
    scheme = "http" if config.tls is None and config.tls_cert is None else "https"
    address = f"{scheme}://{_shown_host(config.host)}:{port}/"
    if config.log_format == "json":
        SERVER_LOG.info("serving %s", address)
    else:
        print(_greeting(config, address, is_https=scheme == "https"), flush=True)


def _greeting(config: Config, address: str, *, is_https: bool) -> str:
    facts = [
        ("Open as a teacher", address),
        ("Stop", "Ctrl-C"),
        *_https_facts(config, is_https=is_https),
    ]
    if config.dev:
        facts.append(("Developer mode", "/dev records landmarks to a file; not for classes"))
    if not config.signing_keys:
        facts.append(("Secret", "made for this run; teacher links end with it (see READROOM_SECRET_KEYS)"))
    if missing_libraries():
        facts.append(("Missing", f"{', '.join(missing_libraries())}; run `make install`"))
    return "\n".join(["Readroom is running.", *(f"  {f'{name}:':<19} {what}" for name, what in facts)])


def _https_facts(config: Config, *, is_https: bool) -> list[tuple[str, str]]:
    if config.tls == "adhoc":
        return [("Certificate", "made for this run; each browser warns about it once")]
    if is_https:
        return []
    how = ("Over HTTPS", 'make run ARGS="--host 0.0.0.0 --tls adhoc"; more in docs/deployment.md')
    if _is_loopback(config.host):
        return [how]
    return [how, ("Warning", "without HTTPS browsers give no camera to other machines")]


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return next(iter(lan_addresses()), "127.0.0.1")
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")
