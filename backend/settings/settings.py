"""Settings: one record each, from which come the command's options, the READROOM_* variables and the docs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from backend.common.errors import ConfigError
from backend.common.version import VERSION
from backend.limits.limits import CONNECTIONS
from backend.rooms.codes import POLICIES
from backend.settings.config import Config
from backend.settings.parsers import (
    SECRET_CHARACTERS,
    choice_reader,
    number_reader,
    read_hosts,
    read_origins,
    read_policies,
    read_queue,
    read_secret,
    read_secrets,
    read_text,
)
from backend.settings.secret_file import AUTO

PORT_MAX = 65535
TICK_MS_MAX = 5000
ROOM_HOURS_MIN = 0.001
ROOM_HOURS_MAX = 24 * 31
# As many as a process has connections.
ROOM_SIZE_MAX = CONNECTIONS
EVERYWHERE = "0.0.0.0"
YES_OR_NO = choice_reader({"yes": True, "no": False})


@dataclass(frozen=True)
class Setting:
    """One setting: its name in Config, what a value looks like, what it is for, and how its text is read."""

    name: str
    expected: str
    help: str
    read: Callable[[str], Any]

    @property
    def option(self) -> str:
        """Return the command's option, `--tls-cert`."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Return the environment's variable, `READROOM_TLS_CERT`."""
        return "READROOM_" + self.name.upper()

    @property
    def arity(self) -> dict[str, Any]:
        """Return what argparse has to know where the option alone, without a value, means yes."""
        is_switch = isinstance(_DEFAULTS[self.name], bool)
        return {"nargs": "?", "const": "yes"} if is_switch else {}

    @property
    def default(self) -> str:
        """Return what holds where nothing is set, as the docs write it."""
        return _written(_DEFAULTS[self.name])


def _written(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else f"{value}"


_DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(Config)}

SETTINGS = (
    Setting(
        "host",
        "a host name or an address",
        "Where to listen; 0.0.0.0 is every network of this machine.",
        read_text,
    ),
    Setting(
        "port",
        f"a number from 0 to {PORT_MAX}",
        "Where to listen; 0 takes any free port.",
        number_reader(0, PORT_MAX, int),
    ),
    Setting(
        "secret_key",
        f"at least {SECRET_CHARACTERS} characters",
        "Signs teacher links. Without one it is made for the run, and the links end with it.",
        read_secret,
    ),
    Setting(
        "secret_keys",
        f"keys of at least {SECRET_CHARACTERS} characters",
        "Several secret keys, newest first, separated by commas: the newest signs, links of all work.",
        read_secrets,
    ),
    Setting(
        "secret_file",
        "a file, or auto",
        "Keeps one secret key between runs, made where there is none; `auto` is the user's state folder.",
        read_text,
    ),
    Setting(
        "policies",
        f"some of {','.join(POLICIES)}",
        "The policies a room may have here, separated by commas.",
        read_policies,
    ),
    Setting("create_key", "any text", "Whoever makes a room must know this key.", read_text),
    Setting(
        "origins",
        "like https://school.example",
        "Further origins whose pages may connect, separated by commas; this server's own always may.",
        read_origins,
    ),
    Setting(
        "hosts",
        "like school.example,192.0.2.5",
        "The names this server is called, separated by commas: under any other nobody is answered.",
        read_hosts,
    ),
    Setting(
        "async_mode",
        "eventlet or gevent",
        "Which library switches between connections.",
        choice_reader({mode: mode for mode in ("eventlet", "gevent")}),
    ),
    Setting(
        "fast_path",
        "yes or no",
        "Whether the relay has a WebSocket driver of its own; `no` leaves Flask-SocketIO as it comes.",
        choice_reader({"yes": True, "no": False}),
    ),
    Setting(
        "message_queue", "like redis://host:6379/0", "Redis, where several processes share rooms.", read_queue
    ),
    Setting("tls_cert", "a PEM file", "The certificate (with its chain) to serve HTTPS with.", Path),
    Setting("tls_key", "a PEM file", "The certificate's private key.", Path),
    Setting(
        "tls",
        "adhoc",
        "`adhoc` serves HTTPS with a certificate made for the run, to try things out.",
        choice_reader({"adhoc": "adhoc"}),
    ),
    Setting(
        "lan",
        "yes or no",
        "Serve a classroom: every network, HTTPS (as --tls adhoc), the address as a QR code in the terminal.",
        YES_OR_NO,
    ),
    Setting(
        "trust_proxy",
        "yes or no",
        "Believe X-Forwarded-Proto, -Host and -For: only behind a proxy that sets all three.",
        YES_OR_NO,
    ),
    Setting(
        "address_limits",
        "yes or no",
        "Limit the tries of one address; no only where everybody comes from one, as behind a blind proxy.",
        YES_OR_NO,
    ),
    Setting(
        "metrics",
        "yes or no",
        "Serve GET /metrics in Prometheus' format: counts, no codes, no names. A proxy keeps it inside.",
        YES_OR_NO,
    ),
    Setting(
        "log_format",
        "text or json",
        "How logs are written; json is one object a line, and the start's words are one of them.",
        choice_reader({"text": "text", "json": "json"}),
    ),
    Setting(
        "tick_ms",
        f"a number from 1 to {TICK_MS_MAX}",
        "How long labels are gathered before boards get them.",
        number_reader(1, TICK_MS_MAX, int),
    ),
    Setting(
        "room_hours",
        f"a number from {ROOM_HOURS_MIN} to {ROOM_HOURS_MAX}",
        "How long a teacher's link works.",
        number_reader(ROOM_HOURS_MIN, ROOM_HOURS_MAX, float),
    ),
    Setting(
        "room_size",
        f"a number from 1 to {ROOM_SIZE_MAX}",
        "How many students one room holds.",
        number_reader(1, ROOM_SIZE_MAX, int),
    ),
    Setting(
        "dev",
        "yes or no",
        "Serve /dev, where developers record landmarks to a file. Not for classes.",
        YES_OR_NO,
    ),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{message} (see python -m backend --help)")


def read_config(argv: Sequence[str], environ: Mapping[str, str]) -> Config:
    """Return the configuration that options and, where there is none, variables ask for.

    Raises ConfigError, naming the option or variable and what it expects.
    """
    options = vars(_parser().parse_args(argv))
    given = {}
    for setting in SETTINGS:
        text, source = options[setting.name], setting.option
        if text is None:
            text, source = environ.get(setting.variable), setting.variable
        if text is not None:
            given[setting.name] = _read(setting, text, source)
    config = Config(**{**_implied(given), **given})
    _refuse_contradictions(config)
    return config


def _implied(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a classroom needs, where nothing else was said."""
    if not given.get("lan"):
        return {}
    return {"host": EVERYWHERE} if "tls_cert" in given else {"host": EVERYWHERE, "tls": "adhoc"}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="readroom serve" if sys.argv[0] == "readroom serve" else "python -m backend",
        description="Serve Readroom. Every option can also be set by the variable named beside it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"readroom {VERSION}")
    for setting in SETTINGS:
        parser.add_argument(
            setting.option,
            metavar="VALUE",
            **setting.arity,
            help=f"{setting.help} Expects {setting.expected}; default {setting.default}. {setting.variable}",
        )
    return parser


def _read(setting: Setting, text: str, source: str) -> Any:
    try:
        return setting.read(text)
    except ValueError:
        shown = "what it got" if "key" in setting.name else repr(text)
        raise ConfigError(f"{source} expects {setting.expected}, not {shown}.") from None


def _refuse_contradictions(config: Config) -> None:
    if config.secret_key is not None and config.secret_keys:
        raise ConfigError("--secret-key is --secret-keys with one key; only one of the two can be set.")
    if config.signing_keys and config.secret_file not in (None, AUTO):
        raise ConfigError("--secret-file keeps the one secret key; leave --secret-key and --secret-keys out.")
    if (config.tls_cert is None) != (config.tls_key is None):
        raise ConfigError("--tls-cert and --tls-key belong together; only one of them is set.")
    if config.tls is not None and config.tls_cert is not None:
        raise ConfigError("--tls adhoc makes its own certificate; leave --tls-cert and --tls-key out.")
